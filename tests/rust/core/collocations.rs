//! Collocations, against counts made by hand and by comparing every place with every other.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::Facet,
    stats::{
        Case, CollocationMeasure, CollocationOptions, Context, Counting, NO_TERM, View,
        collocations,
        measures::{
            association::Association,
            contingency::Contingency,
            lambda::{Pattern, g2_independence, lambda},
            special::log10_p_chi2,
        },
    },
    table::{Cells, Table},
};

fn corpus(texts: &[&str]) -> Corpus {
    let captures = texts.iter().enumerate().map(|(n, text)| {
        let mut capture = Capture::from_text(&format!("text-{n}"), MediaType::Plain, *text);
        let side = if n % 2 == 0 { "even" } else { "odd" };
        capture.metadata = BTreeMap::from([("side".to_owned(), side.to_owned())]);
        capture
    });
    Corpus::from_captures(captures, &ReadOptions::default())
}

fn options(context: Context) -> CollocationOptions {
    let mut options = CollocationOptions::default();
    options.counting.terms.case = Case::Fold;
    options.context = context;
    options.min_count = 1;
    options.measures = CollocationMeasure::all();
    options
}

fn text(table: &Table, row: usize, column: &str) -> String {
    let cells = &table.column(column).unwrap().cells;
    cells.value(row).as_str().unwrap().to_owned()
}

fn number(table: &Table, row: usize, column: &str) -> f64 {
    let cells = &table.column(column).unwrap().cells;
    cells.value(row).as_f64().unwrap_or(f64::NAN)
}

fn row_of(table: &Table, column: &str, of: &str) -> usize {
    let Cells::Text(cells) = &table.column(column).unwrap().cells else {
        panic!("no text")
    };
    let found = cells.iter().position(|c| c == Some(of));
    found.unwrap_or_else(|| panic!("no {of}"))
}

/// Pairs with count, margins and documents.
type Pairs = BTreeMap<(String, String), [u64; 4]>;

fn pairs(table: &Table) -> Pairs {
    (0..table.len())
        .map(|row| {
            let words = (text(table, row, "first"), text(table, row, "second"));
            let columns = ["count", "first_count", "second_count", "documents"];
            (words, columns.map(|c| number(table, row, c) as u64))
        })
        .collect()
}

/// Every sentence (or zone) of every document as terms; `None` is a hole.
fn segments(
    corpus: &Corpus,
    counting: &Counting,
    by_sentence: bool,
) -> Vec<(usize, Vec<Option<String>>)> {
    let view = View::new(corpus, counting);
    let mut all = Vec::new();
    for &document in view.documents() {
        view.each_zone(document, &mut Vec::new(), &mut |terms, zone| {
            let mut starts: Vec<usize> = if by_sentence {
                zone.sentences().collect()
            } else {
                vec![0]
            };
            starts.push(terms.len());
            for range in starts.windows(2) {
                let terms = &terms[range[0]..range[1]];
                let form = |&t: &u32| (t != NO_TERM).then(|| view.form(t).to_owned());
                all.push((document, terms.iter().map(form).collect()));
            }
        });
    }
    all
}

/// What the table must hold, by comparing all places.
fn naive(corpus: &Corpus, options: &CollocationOptions) -> (Pairs, u64) {
    let sentences = options.within_sentence || matches!(options.context, Context::Sentence { .. });
    // Document, first, second.
    let mut events: Vec<(usize, String, String)> = Vec::new();
    let mut margins: [BTreeMap<String, u64>; 2] = Default::default();
    let mut total = 0;
    let mut margin = |place: usize, word: &String| {
        *margins[place].entry(word.clone()).or_default() += 1;
    };
    for (document, words) in segments(corpus, &options.counting, sentences) {
        let mut unit: Vec<(String, String)> = Vec::new();
        for (i, a) in words.iter().enumerate() {
            for (j, b) in words.iter().enumerate() {
                let (Some(a), Some(b)) = (a, b) else { continue };
                let near = match options.context {
                    Context::Adjacent { .. } => j == i + 1,
                    Context::Window { left, right } => {
                        (j > i && j - i <= right) || (j < i && i - j <= left)
                    }
                    Context::Sentence { ordered: true } => i < j,
                    _ => i != j,
                };
                if near {
                    unit.push((a.clone(), b.clone()));
                }
            }
        }
        if options.context == (Context::Sentence { ordered: false }) {
            let held: BTreeSet<String> = words.into_iter().flatten().collect();
            total += u64::from(!held.is_empty());
            for word in &held {
                margin(0, word);
                margin(1, word);
            }
            let unit: BTreeSet<_> = unit.into_iter().filter(|(a, b)| a != b).collect();
            events.extend(unit.into_iter().map(|(a, b)| (document, a, b)));
        } else {
            for (a, b) in unit {
                total += 1;
                margin(0, &a);
                margin(1, &b);
                events.push((document, a, b));
            }
        }
    }
    let once = match options.context {
        Context::Window { left, right } => left == right,
        Context::Sentence { ordered } => !ordered,
        _ => false,
    };
    let mut found: Pairs = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (document, a, b) in events {
        let node = options.nodes.is_empty() || options.nodes.contains(&a);
        if !node || (once && options.nodes.is_empty() && a > b) {
            continue;
        }
        let row = found.entry((a.clone(), b.clone())).or_default();
        row[0] += 1;
        row[1] = margins[0][&a];
        row[2] = margins[1][&b];
        row[3] += u64::from(seen.insert((document, a, b)));
    }
    found.retain(|_, row| row[0] >= options.min_count && row[3] >= options.min_documents);
    (found, total)
}

#[test]
fn bigrams_by_hand() {
    // Eleven bigrams; "red flag" twice, "red" begins three, "flag" ends two.
    let corpus = corpus(&["The red flag flew over a red flag and a red car."]);
    let table = collocations(&corpus, &options(Context::Adjacent { n: 2 })).unwrap();
    assert_eq!(table.provenance().counts["total"], 11);
    let row = row_of(&table, "second", "flag");
    assert_eq!(text(&table, row, "first"), "red");
    let expected = [
        ("count", 2.0),
        ("first_count", 3.0),
        ("second_count", 2.0),
        ("documents", 1.0),
        ("expected", 6.0 / 11.0),
        ("pmi", (2.0f64 * 11.0 / 6.0).log2()),
        ("dice", 0.8),
        ("log_dice", 14.0 + 0.8f64.log2()),
        ("delta_p_21", 2.0 / 3.0),
        ("minimum_sensitivity", 2.0 / 3.0),
        ("jaccard", 2.0 / 3.0),
        ("t", (2.0 - 6.0 / 11.0) / 2f64.sqrt()),
        ("z", (2.0 - 6.0 / 11.0) / (6f64 / 11.0).sqrt()),
        // Both draws of "red" out of 11 have "flag": C(3,2) / C(11,2).
        ("fisher_log10_p", (3.0f64 / 55.0).log10()),
        ("lambda", (2.5f64 * 8.5 / (1.5 * 0.5)).ln()),
    ];
    for (column, value) in expected {
        let found = number(&table, row, column);
        assert!((found - value).abs() < 1e-12, "{column} {found} {value}");
    }
    // The first asked measure that is a test is G².
    let p = log10_p_chi2(number(&table, row, "g2"), 1);
    assert_eq!(number(&table, row, "log10_p"), p);
    assert_eq!(table.provenance().options["log10_p_of"], "g2");
}

#[test]
fn margins_are_of_places() {
    // Three bigrams "x x": token counts would make a cell of -1.
    let table = collocations(&corpus(&["x x x x"]), &options(Context::Adjacent { n: 2 })).unwrap();
    assert_eq!(pairs(&table)[&("x".into(), "x".into())], [3, 3, 3, 1]);
    let Cells::Float(g2) = &table.column("g2").unwrap().cells else {
        panic!("no numbers")
    };
    assert_eq!(g2.iter().collect::<Vec<_>>(), [None]);
    let notes = &table.provenance().notes;
    assert!(
        notes
            .iter()
            .any(|n| n == "g2: a row or a column of the table is empty (1 rows)"),
        "{notes:?}"
    );
}

#[test]
fn the_published_trigram() {
    // The reference functions of quanteda.textstats for λ, run in R 4.2.2: -0.2513144283, -0.09858085129.
    let tokens = "A gains capital B C capital gains A B capital C capital gains tax gains tax gains B gains C capital gains tax";
    let corpus = corpus(&[tokens]);
    let mut options = CollocationOptions::default();
    options.context = Context::Adjacent { n: 3 };
    let table = collocations(&corpus, &options).unwrap();
    let row = row_of(&table, "ngram", "capital gains tax");
    assert!((number(&table, row, "lambda") + 0.251_314_428_3).abs() < 1e-9);
    assert!((number(&table, row, "lambda_z") + 0.098_580_851_29).abs() < 1e-6);
    assert_eq!(number(&table, row, "count"), 2.0);
    options.context = Context::Adjacent { n: 2 };
    options.measures = vec![CollocationMeasure::Lambda];
    let table = collocations(&corpus, &options).unwrap();
    let row = row_of(&table, "first", "capital");
    assert!((number(&table, row, "lambda") - 1.435_084_525).abs() < 1e-8);
    assert!((number(&table, row, "lambda_z") - 1.448_169_504).abs() < 1e-6);
}

#[test]
fn longer_runs_equal_one_by_one_counts() {
    let corpus = corpus(&[
        "a b c a b c d a b d c a b c d e a a b c d e",
        "b c d a b c d e a b c a a a a a a",
    ]);
    for n in 3..=5 {
        let mut options = options(Context::Adjacent { n });
        options.measures = vec![CollocationMeasure::G2, CollocationMeasure::Lambda];
        let table = collocations(&corpus, &options).unwrap();
        assert!(table.len() > 10);
        let view = View::new(&corpus, &options.counting);
        let texts: Vec<Vec<u32>> = (0..2).map(|d| view.sequence(d)).collect();
        let texts: Vec<&[u32]> = texts.iter().map(Vec::as_slice).collect();
        let term = |form: &str| {
            (0..view.terms().len() as u32)
                .find(|&t| view.form(t) == form)
                .unwrap()
        };
        for row in 0..table.len() {
            let target: Vec<u32> = text(&table, row, "ngram").split(' ').map(term).collect();
            let pattern = Pattern::count(&texts, &target).unwrap();
            let cells = pattern.cells();
            assert_eq!(number(&table, row, "count") as u64, cells[cells.len() - 1]);
            let both = lambda(&pattern, 0.5).unwrap();
            assert_eq!(number(&table, row, "lambda"), both.lambda);
            assert_eq!(number(&table, row, "lambda_z"), both.z);
            let g2 = g2_independence(&pattern).unwrap();
            assert_eq!(number(&table, row, "g2"), g2);
            let df = (1 << n) - n as u32 - 1;
            assert_eq!(number(&table, row, "log10_p"), log10_p_chi2(g2, df));
        }
    }
}

#[test]
fn sentences_count_once() {
    let corpus = corpus(&[
        "The party met the party. The party spoke. Nobody met anyone. The harvest of the party failed.",
    ]);
    let mut options = options(Context::Sentence { ordered: false });
    let table = collocations(&corpus, &options).unwrap();
    assert_eq!(table.provenance().counts["total"], 4);
    let found = pairs(&table);
    // Each pair once, the earlier in the order of texts first.
    assert_eq!(found[&("party".into(), "the".into())], [3, 3, 3, 1]);
    assert!(!found.contains_key(&("the".into(), "party".into())));
    options.context = Context::Sentence { ordered: true };
    let table = collocations(&corpus, &options).unwrap();
    let found = pairs(&table);
    // "the party met the party" has 10 pairs of places, the others 3, 3 and 15.
    assert_eq!(table.provenance().counts["total"], 31);
    assert_eq!(found[&("the".into(), "party".into())], [6, 14, 10, 1]);
    assert_eq!(found[&("party".into(), "the".into())], [1, 5, 6, 1]);
    options.context = Context::Sentence { ordered: false };
    options.nodes = vec!["the".into()];
    let found = pairs(&collocations(&corpus, &options).unwrap());
    assert_eq!(found[&("the".into(), "party".into())], [3, 3, 3, 1]);
    assert!(found.keys().all(|(a, _)| a == "the"));
}

#[test]
fn nodes_have_collocates() {
    let corpus = corpus(&[
        "The Party met. The party spoke. Parties met and spoke of the partition of part of it.",
    ]);
    let mut options = options(Context::Window { left: 1, right: 1 });
    options.nodes = vec!["PART?*".into()];
    let table = collocations(&corpus, &options).unwrap();
    let firsts: BTreeSet<String> = (0..table.len()).map(|r| text(&table, r, "first")).collect();
    let expected = ["parties", "partition", "party"].map(str::to_owned);
    assert_eq!(firsts, BTreeSet::from(expected));
    options.nodes = vec!["absent".into()];
    let table = collocations(&corpus, &options).unwrap();
    assert!(table.is_empty());
    assert_eq!(
        table.provenance().notes,
        ["no word of the corpus fits absent"]
    );
}

#[test]
fn groups_have_their_own_margins() {
    let corpus = corpus(&["a b a b", "a b c", "a b a b"]);
    let mut options = options(Context::Adjacent { n: 2 });
    options.by = Some("side".parse::<Facet>().unwrap());
    let table = collocations(&corpus, &options).unwrap();
    let Cells::Text(sides) = &table.column("side").unwrap().cells else {
        panic!("no text")
    };
    let odd = sides.iter().filter(|&s| s == Some("odd")).count();
    assert_eq!((odd, table.len()), (2, 4));
    assert_eq!(number(&table, row_of(&table, "second", "b"), "count"), 4.0);
    assert_eq!(table.provenance().counts["total"], 8);
}

#[test]
fn what_cannot_be_is_said() {
    let corpus = corpus(&["a b c"]);
    let error = |change: &dyn Fn(&mut CollocationOptions)| {
        let mut options = CollocationOptions::default();
        change(&mut options);
        collocations(&corpus, &options)
            .unwrap_err()
            .detail()
            .to_owned()
    };
    for (message, part) in [
        (error(&|o| o.context = Context::Adjacent { n: 6 }), "2 to 5"),
        (error(&|o| o.context = Context::Adjacent { n: 1 }), "2 to 5"),
        (
            error(&|o| o.context = Context::Window { left: 0, right: 0 }),
            "empty",
        ),
        (
            error(&|o| {
                o.context = Context::Window {
                    left: 5,
                    right: 5000,
                }
            }),
            "widest",
        ),
        (
            error(&|o| {
                o.context = Context::Adjacent { n: 3 };
                o.measures = vec!["pmi".parse().unwrap()];
            }),
            "known are g2, lambda",
        ),
        (
            error(&|o| {
                o.context = Context::Adjacent { n: 3 };
                o.nodes = vec!["a".into()];
            }),
            "pairs only",
        ),
        (error(&|o| o.smoothing = f64::NAN), "smoothing"),
        (error(&|o| o.smoothing = -1.0), "smoothing"),
        (
            "mutual"
                .parse::<CollocationMeasure>()
                .unwrap_err()
                .detail()
                .to_owned(),
            "known are pmi, npmi",
        ),
        (
            Context::named("near", 2, 5, 5, false)
                .unwrap_err()
                .detail()
                .to_owned(),
            "known are adjacent, window, sentence",
        ),
    ] {
        assert!(message.contains(part), "{message}");
    }
    for texts in [&[][..], &["word"], &["", "word"]] {
        for context in [
            Context::Adjacent { n: 2 },
            Context::Adjacent { n: 4 },
            Context::Window { left: 2, right: 2 },
            Context::Sentence { ordered: true },
        ] {
            let mut options = CollocationOptions::default();
            options.context = context;
            let table = collocations(&self::corpus(texts), &options).unwrap();
            assert!(table.is_empty() && table.columns().len() > 5);
        }
    }
}

#[test]
fn korean_words() {
    let corpus = corpus(&["당 중앙위원회 전원회의가 열렸다. 당 중앙위원회 비서가 보고하였다."]);
    let mut options = options(Context::Window { left: 0, right: 2 });
    options.nodes = vec!["당".into()];
    let table = collocations(&corpus, &options).unwrap();
    assert_eq!(text(&table, 0, "first"), "당");
    let found = pairs(&table);
    assert_eq!(found[&("당".into(), "중앙위원회".into())][0], 2);
}

#[test]
fn the_limit_keeps_the_strongest() {
    let corpus = corpus(&["a b a b c d e f g h a b c d x y z a c"]);
    for measure in CollocationMeasure::all() {
        let mut options = options(Context::Adjacent { n: 2 });
        options.measures = vec![measure];
        let all = collocations(&corpus, &options).unwrap();
        options.limit = 4;
        let some = collocations(&corpus, &options).unwrap();
        assert_eq!(some.len(), 4);
        for row in 0..4 {
            assert_eq!(some.row(row), all.row(row), "{measure:?}");
        }
        let sign = if measure.name() == "fisher_log10_p" {
            -1.0
        } else {
            1.0
        };
        for row in 1..all.len() {
            let value = |row: usize| number(&all, row, measure.name()) * sign;
            let words = |row: usize| (text(&all, row, "first"), text(&all, row, "second"));
            let (before, after) = (value(row - 1), value(row));
            assert!(
                before > after
                    || after.is_nan()
                    || (before == after && words(row - 1) < words(row)),
                "{measure:?} {before} {after}"
            );
        }
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["a", "b", "c", "d", "the", "A.", "end.", "\n\n", "x"]);
    prop::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
}

fn any_context() -> impl Strategy<Value = Context> {
    prop_oneof![
        Just(Context::Adjacent { n: 2 }),
        (0usize..4, 1usize..4).prop_map(|(left, right)| Context::Window { left, right }),
        any::<bool>().prop_map(|ordered| Context::Sentence { ordered }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn pairs_equal_a_plain_count(
        texts in prop::collection::vec(any_text(), 0..4),
        context in any_context(),
        within_sentence: bool,
        min_count in 1u64..4,
        node in prop::sample::select(vec![None, Some("a"), Some("the")]),
        stop in prop::sample::select(vec![None, Some("b")]),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let corpus = corpus(&texts);
        let mut options = options(context);
        options.within_sentence = within_sentence;
        options.min_count = min_count;
        options.nodes = node.map(str::to_owned).into_iter().collect();
        options.counting.terms.stop = stop.map(str::to_owned).into_iter().collect();
        let table = collocations(&corpus, &options).unwrap();
        let (expected, total) = naive(&corpus, &options);
        prop_assert_eq!(pairs(&table), expected);
        prop_assert_eq!(&table.provenance().counts["total"], total);
        for row in 0..table.len() {
            let count = |name: &str| number(&table, row, name) as u64;
            let cells = Contingency::from_margins(
                count("count"), count("first_count"), count("second_count"), total,
            ).unwrap();
            for &measure in Association::ALL {
                let cell = table.column(measure.name()).unwrap().cells.value(row);
                prop_assert_eq!(cell.as_f64(), measure.score(&cells).ok());
            }
        }
    }

    #[test]
    fn neither_threads_nor_order_matter(
        texts in prop::collection::vec(any_text(), 1..12),
        context in prop_oneof![any_context(), Just(Context::Adjacent { n: 3 })],
        turn in 0usize..12,
    ) {
        let mut options = options(context);
        if context == (Context::Adjacent { n: 3 }) {
            options.measures.clear();
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut tables = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| collocations(&corpus(&texts), &options).unwrap())
        }).to_vec();
        let mut turned = texts.clone();
        turned.rotate_left(turn % texts.len());
        tables.push(collocations(&corpus(&turned), &options).unwrap());
        for table in &tables[1..] {
            prop_assert_eq!(&tables[0], table);
        }
    }
}
