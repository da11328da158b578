//! Versions: beads, variants, collations.

mod quality;

use std::sync::Arc;

use proptest::prelude::*;
use variorum::{
    Corpus, Document, ReadOptions,
    pack::Pack,
    text::Span,
    versions::{Bead, CompareOptions, Comparison, VariantKind, align, collate, compare},
};

fn read(text: &str) -> Arc<Document> {
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    Arc::clone(&corpus.documents()[0])
}

/// Each paragraph taken whole.
fn whole(paragraphs: &[&str]) -> Arc<Document> {
    read(&format!("{}\n", paragraphs.join("\n\n")))
}

fn compared(a: &Document, b: &Document) -> Comparison {
    compare(a, b, &Pack::dprk(), &CompareOptions::default()).unwrap()
}

/// The two English versions of one address.
fn translations() -> [Arc<Document>; 2] {
    let folder = crate::repository().join("tests/captures");
    [
        "01_address_first_translation.txt",
        "02_address_revised_translation.txt",
    ]
    .map(|name| {
        let corpus = Corpus::read(&[folder.join(name)], &ReadOptions::default(), &()).unwrap();
        Arc::clone(&corpus.documents()[0])
    })
}

fn told(c: &Comparison) -> Vec<(VariantKind, &str, &str)> {
    c.variants
        .iter()
        .map(|v| (v.kind, v.a.as_str(), v.b.as_str()))
        .collect()
}

/// Sentences of the sides of all beads.
fn sides(beads: &[Bead]) -> Vec<(Vec<usize>, Vec<usize>)> {
    beads.iter().map(|b| (b.a.clone(), b.b.clone())).collect()
}

#[test]
fn variants_of_a_sentence_by_kind() {
    for (a, b, expected) in [
        (
            "He sent warm militant greetings to the crews.",
            "He sent warm greetings to the crews.",
            vec![(VariantKind::Omission, "militant", "")],
        ),
        (
            "The five crews met at the Second Weir.",
            "The 5 crews met at the 2nd Weir.",
            vec![
                (VariantKind::Number, "five", "5"),
                (VariantKind::Ordinal, "Second", "2nd"),
            ],
        ),
        (
            "The twenty-five crews met at the twenty-first weir.",
            "The 25 crews met at the 21st weir.",
            vec![
                (VariantKind::Number, "twenty-five", "25"),
                (VariantKind::Ordinal, "twenty-first", "21st"),
            ],
        ),
        (
            "The harbour of Tarsk is in the centre.",
            "The harbor of Tarsk is in the center.",
            vec![
                (VariantKind::Spelling, "harbour", "harbor"),
                (VariantKind::Spelling, "centre", "center"),
            ],
        ),
        (
            "They organised and criticised the work.",
            "They organized and criticized the work.",
            vec![
                (VariantKind::Spelling, "organised", "organized"),
                (VariantKind::Spelling, "criticised", "criticized"),
            ],
        ),
        (
            "The flood took 1,200 hectares of wheat.",
            "The flood took 1,150 hectares of wheat.",
            vec![(VariantKind::Number, "1,200", "1,150")],
        ),
        (
            "회의에 일군 1,200명이 참가하였다.",
            "회의에 일군 1,150명이 참가하였다.",
            vec![(VariantKind::Number, "1,200명이", "1,150명이")],
        ),
        (
            "He said that the work was praised.",
            "He noted that the work was praised.",
            vec![(VariantKind::Wording, "said", "noted")],
        ),
        (
            "The country’s economy grew by much.",
            "The economy of the country grew by much.",
            vec![(
                VariantKind::Order,
                "country’s economy",
                "economy of the country",
            )],
        ),
        (
            "The Vendrian Unity Party met in Tarsk.",
            "The VUP met in Tarsk.",
            vec![(VariantKind::Name, "Vendrian Unity Party", "VUP")],
        ),
        (
            "The work, they said, went on.",
            "The work they said went on.",
            vec![
                (VariantKind::Punctuation, ",", ""),
                (VariantKind::Punctuation, ",", ""),
            ],
        ),
        (
            "“We shall win,” he said to the crews.",
            "\"We shall win,\" he said to the crews.",
            vec![],
        ),
    ] {
        let c = compared(&whole(&[a]), &whole(&[b]));
        assert_eq!(told(&c), expected, "{a}");
        let mirror = compared(&whole(&[b]), &whole(&[a]));
        assert_eq!(mirror.variants.len(), c.variants.len(), "{a}");
    }
}

#[test]
fn what_counts_as_equal_says_so() {
    let c = compared(
        &whole(&["The five crews of 1,200 men met."]),
        &whole(&["The 5 crews of 1,150 men met."]),
    );
    let equal: Vec<bool> = c.variants.iter().map(|v| v.equivalent).collect();
    assert_eq!(equal, [true, false]);
    assert!(c.variants[1].weight > 2.0 && c.variants[0].weight < 0.2);
}

#[test]
fn names_in_any_romanisation_are_one() {
    let pack = Pack::dprk();
    let person = pack
        .people()
        .iter()
        .find(|p| p.spellings.get("rok_press").is_some_and(|r| *r != p.name))
        .unwrap();
    let a = format!("At the mill {} spoke of the harvest to all.", person.name);
    let b = format!(
        "At the mill {} spoke of the harvest to all.",
        person.spellings["rok_press"]
    );
    let c = compared(&whole(&[&a]), &whole(&[&b]));
    assert_eq!(c.variants.len(), 1, "{:?}", told(&c));
    assert_eq!(
        (c.variants[0].kind, c.variants[0].equivalent),
        (VariantKind::Name, true)
    );
}

#[test]
fn korean() {
    let c = compared(
        &whole(&["로동신문은 군당비서 5명이 대회에 참가했다고 보도했다."]),
        &whole(&["노동신문은 군당비서 6명이 대회에 참가했다고 전했다."]),
    );
    let kinds: Vec<VariantKind> = c.variants.iter().map(|v| v.kind).collect();
    assert_eq!(kinds[0], VariantKind::Spelling, "{:?}", told(&c));
    assert_eq!(c.variants.len(), 3, "{:?}", told(&c));
}

#[test]
fn spans_lead_back_to_the_captures() {
    let [a, b] = translations();
    let c = compared(&a, &b);
    let words = |document: &Document, spans: &[Span]| {
        let text: Vec<&str> = spans.iter().map(|s| document.capture.slice(*s)).collect();
        text.join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(c.variants.len() > 20);
    for v in &c.variants {
        assert_eq!(words(&a, &v.a_spans), folded(&v.a));
        assert_eq!(words(&b, &v.b_spans), folded(&v.b));
    }
    for (document, witness) in [(&a, &c.a), (&b, &c.b)] {
        for sentence in witness.sentences.iter().chain(&witness.headings) {
            assert_eq!(words(document, &sentence.spans), folded(&sentence.text));
        }
    }
}

#[test]
fn the_two_translations() {
    let [a, b] = translations();
    let c = compared(&a, &b);
    assert!(
        c.beads.iter().all(|bead| bead.a == bead.b),
        "{:?}",
        sides(&c.beads)
    );
    let weighty: Vec<&str> = c
        .summary
        .weightiest
        .iter()
        .map(|n| c.variants[*n].a.as_str())
        .collect();
    for dropped in [
        "many of them by night train",
        "17 more will be opened",
        "inflate figures",
        "nine",
    ] {
        assert!(
            weighty.iter().any(|w| w.contains(dropped)),
            "{dropped}: {weighty:?}"
        );
    }
    assert_eq!(c.summary.sentences.dropped + c.summary.sentences.added, 0);
    let kinds: usize = c.summary.kinds.iter().map(|k| k.1).sum();
    assert_eq!(kinds, c.variants.len());
}

#[test]
fn a_version_has_no_variants_against_itself() {
    for document in translations() {
        let c = compared(&document, &document);
        assert_eq!(c.variants, []);
        assert_eq!(c.summary.similarity, Some(1.0));
        assert!(
            c.beads
                .iter()
                .all(|bead| bead.a == bead.b && bead.score > 0.999)
        );
    }
}

#[test]
fn swapping_mirrors_beads() {
    let [a, b] = translations();
    let (there, back) = (compared(&a, &b), compared(&b, &a));
    let mut swapped: Vec<_> = sides(&back.beads)
        .into_iter()
        .map(|(x, y)| (y, x))
        .collect();
    swapped.sort();
    let mut beads = sides(&there.beads);
    beads.sort();
    assert_eq!(beads, swapped);
    assert_eq!(there.summary.similarity, back.summary.similarity);
    let mirrored = |k: VariantKind| match k {
        VariantKind::Insertion => VariantKind::Omission,
        VariantKind::Omission => VariantKind::Insertion,
        other => other,
    };
    let count = |c: &Comparison, k: VariantKind| c.variants.iter().filter(|v| v.kind == k).count();
    for kind in [
        VariantKind::Number,
        VariantKind::Ordinal,
        VariantKind::Spelling,
        VariantKind::Insertion,
    ] {
        assert_eq!(
            count(&there, kind),
            count(&back, mirrored(kind)),
            "{kind:?}"
        );
    }
}

#[test]
fn a_moved_sentence_is_found() {
    let sentences = [
        "The weir of Tarsk was repaired in April by two crews.",
        "Nine secretaries were relieved of their posts at the conference.",
        "The grain harvest came to three million tons last year.",
        "A new bridge over the Sarn will be opened before the harvest.",
        "The pumping stations ran all winter on coal from the north.",
        "Every district shall count its tractors twice a year.",
    ];
    let mut moved = sentences.to_vec();
    let last = moved.remove(1);
    moved.push(last);
    let c = compared(&whole(&sentences), &whole(&moved));
    assert_eq!(c.summary.moved, 1);
    assert!(
        c.beads
            .iter()
            .any(|b| b.is_moved && b.a == [1] && b.b == [5]),
        "{:?}",
        c.beads
    );
    assert_eq!(c.variants, []);
}

#[test]
fn merging_two_sentences_changes_only_beads() {
    let sentences = [
        "The weir of Tarsk was repaired in April by two crews.",
        "Nine secretaries were relieved of their posts at the conference.",
        "The grain harvest came to three million tons last year.",
    ];
    let a = align(&sentences, &sentences);
    let merged = [
        format!("{} {}", sentences[0], sentences[1]),
        sentences[2].to_owned(),
    ];
    let merged: Vec<&str> = merged.iter().map(String::as_str).collect();
    let b = align(&sentences, &merged);
    assert_eq!(a.len(), 3);
    assert_eq!(sides(&b), [(vec![0, 1], vec![0]), (vec![2], vec![1])]);
}

#[test]
fn strangers_share_nothing() {
    let a = [
        "The weir was repaired.",
        "Wheat is sown in spring.",
        "The choir sang.",
    ];
    let b = [
        "Ships left the port.",
        "Coal was dear that year.",
        "Nobody came.",
    ];
    let beads = align(&a, &b);
    assert!(
        beads
            .iter()
            .all(|bead| bead.a.is_empty() || bead.b.is_empty()),
        "{beads:?}"
    );
}

#[test]
fn empty_and_tiny_texts() {
    assert_eq!(align(&[], &[]), []);
    assert_eq!(align(&["One."], &[]).len(), 1);
    assert_eq!(align(&[], &["One.", "Two."]).len(), 2);
    let c = compared(&whole(&["Yes."]), &whole(&["No."]));
    assert_eq!((c.summary.sentences.a, c.summary.sentences.b), (1, 1));
}

#[test]
fn options_choose_what_is_told() {
    let [a, b] = translations();
    let options = CompareOptions {
        kinds: vec![VariantKind::Omission, VariantKind::Number],
        skip_equivalent: true,
        weightiest: 3,
    };
    let c = compare(&a, &b, &Pack::none(), &options).unwrap();
    assert!(
        c.variants
            .iter()
            .all(|v| options.kinds.contains(&v.kind) && !v.equivalent)
    );
    assert_eq!(c.summary.weightiest.len(), 3);
    assert!("omision".parse::<VariantKind>().is_err());
}

#[test]
fn the_contract_of_the_json() {
    let [a, b] = translations();
    let json = serde_json::to_value(compared(&a, &b)).unwrap();
    for key in ["a", "b", "beads", "variants", "summary"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["beads"][0]["a"], serde_json::json!([0]));
    let variant = &json["variants"][0];
    for key in [
        "kind",
        "a",
        "b",
        "a_spans",
        "b_spans",
        "bead",
        "weight",
        "equivalent",
    ] {
        assert!(variant.get(key).is_some(), "{key}");
    }
    assert!(json["summary"]["kinds"]["wording"].is_u64());
}

#[test]
fn a_collation_of_three() {
    let texts = [
        "The 3rd Conference of the VUP was held in Tarsk. Nine districts failed. The end was near.",
        "The Third Conference of the VUP was convened in Tarsk. Several districts failed. The end was near.",
        "The 3rd Conference of the VUP was held in Tarsk. Nine districts failed badly. A song was sung. The end was near.",
    ];
    let documents: Vec<Arc<Document>> = texts.iter().map(|t| whole(&[t])).collect();
    let witnesses: Vec<&Document> = documents.iter().map(|d| &**d).collect();
    let table = collate(&witnesses, 0, &Pack::none()).unwrap();
    for (number, text) in texts.iter().enumerate() {
        let words = |t: &str| {
            t.split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let readings: Vec<&str> = table
            .places
            .iter()
            .map(|p| p.readings[number].text.as_str())
            .collect();
        assert_eq!(words(&readings.join(" ")), words(text), "witness {number}");
    }
    let csv = table.table().unwrap().to_csv();
    assert!(
        csv.starts_with("part,sentence,A,B,C,A_kind,B_kind,C_kind\n"),
        "{csv}"
    );
    let tei = table.to_tei();
    assert!(
        tei.contains(
            "<app><lem wit=\"#A #C\">Nine</lem><rdg wit=\"#B\" type=\"wording\">Several</rdg></app>"
        ),
        "{tei}"
    );
    let collatex = table.to_collatex();
    assert_eq!(collatex["witnesses"], serde_json::json!(["A", "B", "C"]));
    assert!(
        collatex["table"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row.as_array().unwrap().len() == 3)
    );
    assert!(collate(&witnesses, 3, &Pack::none()).is_err());
    assert!(collate(&witnesses[..1], 0, &Pack::none()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn each_sentence_stands_in_one_bead(a in texts(), b in texts()) {
        let (x, y): (Vec<&str>, Vec<&str>) =
            (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
        let beads = align(&x, &y);
        let mut first: Vec<usize> = beads.iter().flat_map(|bead| bead.a.clone()).collect();
        let mut second: Vec<usize> = beads.iter().flat_map(|bead| bead.b.clone()).collect();
        first.sort_unstable();
        second.sort_unstable();
        prop_assert_eq!(first, (0..a.len()).collect::<Vec<_>>());
        prop_assert_eq!(second, (0..b.len()).collect::<Vec<_>>());
        prop_assert!(beads.iter().all(|bead| (0.0..=1.0).contains(&bead.score)));
    }

    #[test]
    fn anything_can_be_compared(a in texts(), b in texts()) {
        let documents = [&a, &b].map(|t| read(&format!("It opened. {}\n", t.join(" "))));
        let [x, y] = &documents;
        let options = CompareOptions::default();
        if let Ok(c) = compare(x, y, &Pack::none(), &options) {
            for v in &c.variants {
                prop_assert_eq!(v.a.is_empty(), v.a_spans.is_empty());
                prop_assert_eq!(v.b.is_empty(), v.b_spans.is_empty());
                prop_assert!(v.weight.is_finite() && v.weight >= 0.0);
            }
            // Every word that differs is told: the words of the first with the variants put in are
            // those of the second, moves aside.
            let table = collate(&[x, y], 0, &Pack::none()).unwrap();
            let mut told: Vec<String> = words(table.places.iter().map(|p| p.readings[1].text.as_str()));
            let mut there = words(c.b.sentences.iter().chain(&c.b.headings).map(|s| s.text.as_str()));
            told.sort();
            there.sort();
            prop_assert_eq!(told, there);
        }
    }
}

fn words<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    texts
        .flat_map(|t| {
            t.split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
        })
        .collect()
}

/// Sentences of few words, so that they meet.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("the"),
        Just("of"),
        Just("and"),
        Just("weir"),
        Just("Party"),
        Just("Party’s"),
        Just("five"),
        Just("5"),
        Just("second"),
        Just("2nd"),
        Just("WPK"),
        Just("Workers’"),
        Just("Korea"),
        Just("organise"),
        Just("organize"),
        Just("said"),
        Just("twenty"),
        Just("hundred"),
        Just("로동당은"),
        Just("노동당은"),
        Just("-"),
        Just("(VUP)"),
        Just("Vendrian"),
        Just("Unity"),
        Just("meetings"),
        Just("meeting"),
        Just(","),
    ];
    let sentence =
        proptest::collection::vec(word, 1..9).prop_map(|w| format!("The {} ended.", w.join(" ")));
    proptest::collection::vec(sentence, 0..6)
}
