//! A compiled corpus is the corpus that it was compiled from.

use std::path::{Path, PathBuf};

use variorum::{
    Corpus, ErrorKind, ReadOptions,
    corpus::{Facet, Filter, KwicOptions, KwicSort, TokenRules},
    stats::{self, Case, Counting, FrequencyOptions, NgramOptions, Voice},
    table::Table,
};
use variorum_arrow::compiled::{self, BuildOptions, Builder};

use crate::support::{built, captures, files, in_memory, small};

fn text(table: &Table) -> String {
    serde_json::to_string(table).unwrap()
}

/// Tables of every kind that rest on tokens, texts, facets and layers.
fn tables(corpus: &Corpus) -> Vec<String> {
    let mut tables = vec![text(&corpus.table().unwrap())];
    for voice in [Voice::All, Voice::Own, Voice::Quoted] {
        for independent in [false, true] {
            let mut counting = Counting::default();
            counting.voice = voice;
            counting.independent = independent;
            counting.terms.case = Case::Fold;
            for by in [None, Some("outlet"), Some("month"), Some("language")] {
                let mut options = FrequencyOptions::default();
                options.counting = counting.clone();
                options.by = by.map(|b| b.parse().unwrap());
                tables.push(text(&stats::frequency(corpus, &options).unwrap()));
            }
            let mut options = NgramOptions::default();
            options.counting = counting;
            options.max_n = 3;
            tables.push(text(&stats::ngrams(corpus, &options).unwrap()));
        }
    }
    for query in [
        "the",
        "the conference",
        "district *",
        "*",
        "대회*",
        "none such",
    ] {
        for sort in [KwicSort::Document, KwicSort::Left, KwicSort::Right] {
            let mut options = KwicOptions::default();
            options.sort = sort;
            options.context = 5;
            tables.push(text(&corpus.kwic(query, &options).unwrap()));
        }
    }
    tables
}

fn same(memory: &Corpus, compiled: &Corpus) {
    assert_eq!(memory.len(), compiled.len());
    assert_eq!(memory.tokens(), compiled.tokens());
    for (a, b) in tables(memory).iter().zip(tables(compiled)) {
        assert_eq!(*a, b);
    }
}

fn same_and_parts(memory: &Corpus, compiled: &Corpus) {
    same(memory, compiled);
    let korean: Filter = "language=ko".parse().unwrap();
    let undated: Filter = "published=".parse().unwrap();
    for filters in [vec![korean.clone()], vec![undated], vec![korean; 2]] {
        same(&memory.filter(&filters), &compiled.filter(&filters));
    }
    let half = memory.len() / 2;
    same(&memory.slice(3..half), &compiled.slice(3..half));
    same(&memory.choose([1, 5, 7]), &compiled.choose([1, 5, 7]));
}

#[test]
fn all_tables_are_the_same() {
    let memory = in_memory(&ReadOptions::default());
    assert!(memory.len() > 20);
    for options in [BuildOptions::default(), small()] {
        let folder = built(&[captures()], &options);
        let corpus = compiled::open(folder.path()).unwrap();
        assert!(corpus.is_compiled() && corpus.documents().is_empty());
        same_and_parts(&memory, &corpus);
        compiled::check(folder.path()).unwrap();
    }
}

#[test]
fn every_facet_and_token_is_the_same() {
    let memory = in_memory(&ReadOptions::default());
    let folder = built(&[captures()], &small());
    let corpus = compiled::open(folder.path()).unwrap();
    assert_eq!(memory.columns(), corpus.columns());
    assert!(!memory.columns().is_empty());
    let names = memory.columns().into_iter();
    let known = Facet::KNOWN.map(str::to_owned).into_iter();
    let facets: Vec<Facet> = names.chain(known).map(|n| n.parse().unwrap()).collect();
    let mut tokens = 0;
    for n in 0..memory.len() {
        for facet in &facets {
            assert_eq!(memory.value(n, facet), corpus.value(n, facet), "{facet:?}");
        }
        let (a, b) = (memory.index(), corpus.index());
        assert_eq!(a.zones(n).count(), b.zones(n).count());
        let capture = &memory.documents()[n].capture.text;
        for (x, y) in a.zones(n).zip(b.zones(n)) {
            assert_eq!((x.kind(), x.number()), (y.kind(), y.number()));
            assert_eq!((x.text(), x.words()), (y.text(), y.words()));
            assert_eq!(x.starts(), y.starts());
            assert!(x.sentences().eq(y.sentences()));
            assert!(x.quoted().eq(y.quoted()));
            for at in 0..x.words().len() {
                let source = x.source(at..at + 1, a.vocabulary());
                assert_eq!(source, y.source(at..at + 1, b.vocabulary()));
                let last = (at + 4).min(x.words().len());
                assert_eq!(
                    x.source(at..last, a.vocabulary()),
                    y.source(at..last, b.vocabulary())
                );
                for byte in source.into_iter().flat_map(|s| [s.start, s.end]) {
                    let points = capture[..byte].chars().count();
                    assert_eq!(corpus.code_point(n, byte), Some(points));
                }
                tokens += 1;
            }
        }
        assert_eq!(corpus.code_point(n, usize::MAX), None);
    }
    assert_eq!(tokens, memory.tokens());
}

#[test]
fn an_append_is_as_if_built_at_once() {
    let mut inputs: Vec<PathBuf> = files(&captures());
    // The same content twice gets an id of its own the second time.
    let others = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for other in &others {
        let copy = other.path().join(inputs[0].file_name().unwrap());
        std::fs::copy(&inputs[0], &copy).unwrap();
        inputs.push(copy);
    }
    // As a build reads them.
    inputs.sort();
    for options in [BuildOptions::default(), small()] {
        let once = built(&inputs, &options);
        let once = compiled::open(once.path()).unwrap();
        for split in [1, 9, inputs.len() - 1] {
            let folder = built(&inputs[..split], &options);
            let before = compiled::open(folder.path()).unwrap();
            let summary =
                compiled::append(&inputs[split..], folder.path(), &options, &(), &mut |_| ());
            let after = compiled::open(folder.path()).unwrap();
            assert_eq!(summary.unwrap().documents, after.len() as u64);
            same(&once, &after);
            compiled::check(folder.path()).unwrap();
            // A corpus that was open goes on as it was.
            same(&once.slice(0..before.len()), &before);
        }
    }
}

#[test]
fn threads_do_not_matter() {
    let built_on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build()
            .unwrap()
            .install(|| built(&[captures()], &small()))
    };
    let one = built_on(1);
    let names = |folder: &Path| -> Vec<PathBuf> {
        let all = files(folder).into_iter();
        all.map(|f| f.strip_prefix(folder).unwrap().to_owned())
            .collect()
    };
    assert!(names(one.path()).len() > 20);
    for threads in [2, 8] {
        let other = built_on(threads);
        assert_eq!(names(one.path()), names(other.path()));
        for name in names(one.path()) {
            let read = |folder: &Path| std::fs::read(folder.join(&name)).unwrap();
            assert!(read(one.path()) == read(other.path()), "{}", name.display());
        }
    }
}

#[test]
fn token_rules_are_kept() {
    let mut options = small();
    options.read.tokens = TokenRules::read(["whitespace", "ko=word"]).unwrap();
    let folder = built(&[captures()], &options);
    let corpus = compiled::open(folder.path()).unwrap();
    let mut read = ReadOptions::default();
    read.tokens = options.read.tokens.clone();
    same(&in_memory(&read), &corpus);
    assert_eq!(*corpus.index().rules(), options.read.tokens);
    let settings = compiled::settings(folder.path()).unwrap();
    assert_eq!(
        (settings.pack.as_str(), settings.tokens),
        ("dprk", options.read.tokens)
    );
    // What was read in another way does not join.
    let error = Builder::append(folder.path(), &small()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(
        error.to_string().contains("whitespace ko=word, not uax29"),
        "{error}"
    );
}

#[test]
fn documents_in_memory_are_compiled() {
    let memory = in_memory(&ReadOptions::default());
    let folder = tempfile::tempdir().unwrap();
    let mut builder = Builder::create(folder.path(), &small()).unwrap();
    for document in memory.documents() {
        builder.push(document.clone()).unwrap();
    }
    let summary = builder.finish().unwrap();
    assert_eq!(summary.tokens, memory.tokens() as u64);
    same(&memory, &compiled::open(folder.path()).unwrap());
}

#[test]
fn one_writer_at_a_time() {
    let folder = built(&[captures()], &small());
    let first = Builder::append(folder.path(), &small()).unwrap();
    let error = Builder::append(folder.path(), &small()).unwrap_err();
    assert!(error.to_string().contains("being written"), "{error}");
    assert_eq!(error.path(), Some(folder.path()));
    // It can be read meanwhile.
    compiled::open(folder.path()).unwrap();
    drop(first);
    Builder::append(folder.path(), &small()).unwrap();
    let fresh = tempfile::tempdir().unwrap();
    let _first = Builder::create(fresh.path(), &small()).unwrap();
    assert!(Builder::create(fresh.path(), &small()).is_err());
}

#[test]
fn what_is_given_up_leaves_the_old_state() {
    let folder = built(&[captures()], &small());
    let before = compiled::open(folder.path()).unwrap();
    let names = files(folder.path());
    let mut given_up = Builder::append(folder.path(), &small()).unwrap();
    given_up.read(&[captures()], &(), &mut |_| ()).unwrap();
    drop(given_up);
    assert!(files(folder.path()).len() > names.len());
    same(&before, &compiled::open(folder.path()).unwrap());
    // The next one takes its remains away.
    Builder::append(folder.path(), &small())
        .unwrap()
        .finish()
        .unwrap();
    assert_eq!(files(folder.path()), names);
    // So does one that begins again where nothing was finished.
    let fresh = tempfile::tempdir().unwrap();
    let mut given_up = Builder::create(fresh.path(), &small()).unwrap();
    given_up.read(&[captures()], &(), &mut |_| ()).unwrap();
    drop(given_up);
    assert!(!compiled::is_compiled(fresh.path()));
    compiled::build(&[captures()], fresh.path(), &small(), &(), &mut |_| ()).unwrap();
    same(&before, &compiled::open(fresh.path()).unwrap());
}

#[test]
fn nothing_is_a_corpus_too() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("new/corpus");
    let none: [&str; 0] = [];
    let summary = compiled::build(&none, &place, &small(), &(), &mut |_| ()).unwrap();
    assert_eq!((summary.documents, summary.types), (0, 0));
    let corpus = compiled::open(&place).unwrap();
    assert!(corpus.is_empty());
    same(&Corpus::default(), &corpus);
    compiled::append(&[captures()], &place, &small(), &(), &mut |_| ()).unwrap();
    same(
        &in_memory(&ReadOptions::default()),
        &compiled::open(&place).unwrap(),
    );
}

#[test]
fn a_document_without_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a.jsonl");
    std::fs::write(
        &archive,
        "{\"text\":\"- - -\",\"note\":\"x\"}\n{\"text\":\"One.\"}\n",
    )
    .unwrap();
    let place = folder.path().join("corpus");
    compiled::build(&[&archive], &place, &small(), &(), &mut |_| ()).unwrap();
    let memory = Corpus::read(&[archive], &ReadOptions::default(), &()).unwrap();
    let memory = memory.with_problems(Vec::new());
    let corpus = compiled::open(&place).unwrap();
    assert_eq!(memory.columns(), corpus.columns());
    same(&memory, &corpus);
}
