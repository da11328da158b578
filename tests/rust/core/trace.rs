//! Quotes and passages traced to the statements held.

use std::{path::PathBuf, sync::Arc};

use variorum::{
    Corpus, Document, ReadOptions,
    facts::quotes::Finder,
    pack::Pack,
    sources::trace::{self, Carried, EditKind, Held, Match, Source, Trace, Tracer},
};

const STATEMENT: &str = "He thanked the secretaries of all sixty districts and their families. The district is the place where \
    a decision becomes bread and water or stays a sheet of paper. There are secretaries who devote more time to the report \
    than to the work. The Party will hold to account those who deceive it with paper, he said, and those who count tractors \
    in the yard. The conference should be convened every five years, and each conference must answer for the one before it.";

/// Documents of clean texts.
fn corpus(texts: &[&str]) -> Corpus {
    Corpus::from_texts(
        texts.iter().map(|t| (*t).to_owned()),
        &ReadOptions::default(),
    )
}

fn documents(texts: &[&str]) -> Vec<Arc<Document>> {
    corpus(texts).documents().to_vec()
}

fn traced(story: &str, statements: &[&str]) -> Trace {
    let held = Held::new(&corpus(statements));
    let finder = Finder::default();
    let story = documents(&["", story]);
    let trace = Tracer::new(&held, &finder).trace(&story[0]);
    for quote in &trace.quotes {
        assert!(story[0].capture.text.get(quote.span.range()).is_some());
    }
    for passage in &trace.passages {
        assert_eq!(passage.span.of(&story[0].capture.text), passage.text);
    }
    trace
}

fn source(words: &str) -> Option<Source> {
    let story =
        format!("The minister said in his address on Tuesday: “{words}” The hall was silent.");
    let trace = traced(&story, &[STATEMENT]);
    // The part in marks, else the quote that it is a part of.
    let own = trace.quotes.iter().position(|q| q.quote.text == words);
    let at = own.or_else(|| {
        trace
            .quotes
            .iter()
            .position(|q| q.quote.text.contains(words))
    });
    at.and_then(|at| trace.quotes.into_iter().nth(at))
        .and_then(|q| q.source)
}

#[test]
fn how_a_quote_stands_to_its_source() {
    for (words, how) in [
        (
            "secretaries who devote more time to the report than to the work",
            Match::Exact,
        ),
        (
            "Secretaries who devote more time to the Report than to the work",
            Match::Case,
        ),
        (
            "The district is the place where a decision becomes bread ... or stays a sheet of paper",
            Match::Elided,
        ),
        (
            "The Party will hold to account those who deceive [the people] with paper",
            Match::Bracketed,
        ),
        (
            "The Party will hold to account all who deceive it with paper",
            Match::Edited,
        ),
        (
            "The Party will hold to account those who count tractors in the yard",
            Match::Spliced,
        ),
    ] {
        let found = source(words).unwrap_or_else(|| panic!("{words} is not found"));
        assert_eq!(found.how, how, "{words}: {found:#?}");
    }
    assert_eq!(
        source("Officials write too much and labour too little"),
        None,
        "the sense is not the words"
    );
}

#[test]
fn edits_say_what_was_changed() {
    let found = source("The Party will hold to account all who deceive it with paper").unwrap();
    assert_eq!(found.edits.len(), 1);
    assert_eq!(
        (
            found.edits[0].kind,
            found.edits[0].source.as_str(),
            found.edits[0].quote.as_str()
        ),
        (EditKind::Changed, "those", "all")
    );
    assert_eq!(found.edits[0].source_span.unwrap().of(STATEMENT), "those");
    assert_eq!(found.span.of(STATEMENT), found.text);
}

#[test]
fn copies_are_found_wherever_they_stand() {
    let half = STATEMENT.len() / 2;
    let half = STATEMENT[..half].rfind(' ').unwrap();
    let other = "Quite other words about the weather in the northern valleys and the price of timber this winter.";
    for (name, story) in [
        ("prefix", format!("{} {other}", &STATEMENT[..half])),
        ("suffix", format!("{other} {}", &STATEMENT[half..])),
        (
            "dateline",
            format!("TARSK, March 3 (VPS) -- {STATEMENT} {other} {other}"),
        ),
        ("exact", STATEMENT.to_owned()),
    ] {
        let trace = traced(&story, &[STATEMENT]);
        let same: usize = trace.passages.iter().map(|p| p.same).max().unwrap_or(0);
        let least = STATEMENT.split_whitespace().count() / 2 - 4;
        assert!(
            same >= least,
            "{name}: {same} words of {least}: {:#?}",
            trace.passages
        );
    }
}

#[test]
fn each_occurrence_is_told() {
    let words = "the place where a decision becomes bread and water";
    let story =
        format!("It is {words}, they read. Later it was called {words} again, in the evening.");
    let trace = traced(&story, &[STATEMENT]);
    assert_eq!(trace.passages.len(), 2, "{:#?}", trace.passages);
}

#[test]
fn the_version_is_told_from_the_other() {
    let other = "First he expressed gratitude to the secretaries of all sixty districts and their families. The district is the \
        place where a resolution turns into bread and water or remains a leaf of paper. There are secretaries who give more \
        hours to reporting than to working. The Party will hold to account those who deceive it with paper, he said, and those \
        who number tractors in the yard. The conference ought to meet every five years, and each conference must answer for \
        the one before it.";
    let story = "The leader told the hall that there are “secretaries who devote more time to the report than to the work,” the \
        agency said. “The Party will hold to account those who deceive it with paper,” he said.";
    let trace = traced(story, &[other, STATEMENT]);
    let version = trace.version.unwrap();
    assert!(version.decided, "{version:#?}");
    assert!(version.document.ends_with("#1"), "{version:#?}");
    assert_eq!(version.rivals.len(), 1);
    assert_eq!(version.rivals[0].only_rival, 0);
    assert!(
        version
            .evidence
            .iter()
            .any(|e| e.text.contains("devote more time"))
    );
    let decides: Vec<&str> = trace
        .quotes
        .iter()
        .flat_map(|q| &q.decides)
        .map(String::as_str)
        .collect();
    assert_eq!(
        decides.len(),
        1,
        "the words that both have decide nothing: {:#?}",
        trace.quotes
    );
    assert!(decides[0].ends_with("#1"));
    // What both have is not enough.
    let story = "“The Party will hold to account those who deceive it with paper,” he said, and each conference must answer for the one before it.";
    assert!(!traced(story, &[other, STATEMENT]).version.unwrap().decided);
}

#[test]
fn empty_and_tiny_texts() {
    assert_eq!(traced("One.", &[STATEMENT]).passages, []);
    assert_eq!(traced("He said “work”.", &["Work."]).quotes.len(), 1);
    let held = Held::new(&Corpus::default());
    assert!(held.is_empty());
    let finder = Finder::default();
    assert!(
        Tracer::new(&held, &finder)
            .trace(&documents(&[STATEMENT])[0])
            .passages
            .is_empty()
    );
}

/// The seeds: every quote of the wire story leads to the second article of the bulletin, by place.
#[test]
fn the_wire_story_of_the_seeds() {
    let Some(shared) = crate::shared_folder() else {
        return;
    };
    let folder: PathBuf = shared.join("captures/seeds");
    let mut options = ReadOptions::default();
    options.pack = Arc::new(Pack::dprk());
    let corpus = Corpus::read(&[folder.to_string_lossy().into_owned()], &options, &()).unwrap();
    let traces = trace::trace(&corpus, &Held::new(&corpus));
    let story = traces.iter().find(|t| t.document.contains("000_")).unwrap();
    let version = story.version.as_ref().unwrap();
    let used = |address: &str| address.contains("004_") && address.ends_with("#1");
    assert!(version.decided && used(&version.document), "{version:#?}");
    let other = version
        .rivals
        .iter()
        .find(|r| r.document.contains("002_"))
        .unwrap();
    assert!(other.only_used >= 30 && other.only_rival == 0, "{other:?}");
    let marked: Vec<_> = story
        .quotes
        .iter()
        .filter(|q| q.quote.mode == variorum::facts::quotes::Mode::Direct)
        .collect();
    assert_eq!(marked.len(), 6);
    for quote in marked {
        let source = quote.source.as_ref().unwrap();
        assert!(
            used(&source.document) && source.how == Match::Exact,
            "{quote:#?}"
        );
    }
    let coverage = trace::coverage(&corpus, &Held::new(&corpus));
    let carried: Vec<(usize, Carried)> = coverage
        .carried
        .iter()
        .filter(|(story, c)| {
            story.contains("000_") && used(&c.document) && c.carried != Carried::LeftOut
        })
        .map(|(_, c)| (c.sentence, c.carried))
        .collect();
    // The reference counts the title as sentence 0, the body here begins with 0.
    assert_eq!(
        carried,
        [
            (0, Carried::Mentioned),
            (15, Carried::Quoted),
            (16, Carried::Quoted),
            (17, Carried::Close),
            (19, Carried::Quoted)
        ]
    );
}
