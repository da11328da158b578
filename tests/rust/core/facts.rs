//! Facts: what holds whatever the input, and what the sample captures say.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;
use variorum::{
    Corpus, Document, ReadOptions,
    facts::{Extractor, Facts, Kind},
    layout::ZoneKind,
    pack::Pack,
};

use crate::repository;

fn facts_of(text: &str, pack: &Pack) -> Vec<(Arc<Document>, Facts)> {
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let extractor = Extractor::new(pack);
    let documents = corpus.documents().iter();
    documents
        .map(|d| (Arc::clone(d), extractor.facts(d, Kind::ALL)))
        .collect()
}

/// Spans lie on characters inside the capture, their words are those of the zone, and the zone is none that
/// is no part of the story; the places of a roster ascend.
fn check(document: &Document, facts: &Facts) -> Result<(), String> {
    let text = &document.capture.text;
    let mut lines = Vec::new();
    facts
        .each_line::<()>(document, &mut |_, line| {
            lines.push(line.value());
            Ok(())
        })
        .unwrap();
    for line in &lines {
        let [start, end] = [0, 1].map(|n| line["span"][n].as_u64().unwrap() as usize);
        let words = text.get(start..end);
        let words = words.ok_or_else(|| format!("no characters at {start}..{end}: {line}"))?;
        if words.trim().is_empty() {
            return Err(format!("nothing stands at {start}..{end}: {line}"));
        }
        let zone = document
            .zones
            .iter()
            .find(|z| z.spans.iter().any(|s| s.start <= start && start < s.end));
        let zone = zone.ok_or_else(|| format!("in no zone: {line}"))?;
        let dates = line["kind"] == "dates" && zone.kind == ZoneKind::Timestamp;
        let aside = [
            ZoneKind::Furniture,
            ZoneKind::Byline,
            ZoneKind::Credit,
            ZoneKind::PageMark,
            ZoneKind::Notice,
            ZoneKind::Timestamp,
        ];
        if aside.contains(&zone.kind) && !dates {
            return Err(format!("a mention in {}: {line}", zone.kind.name()));
        }
    }
    for roster in &facts.rosters {
        let mut last = 0;
        for member in &roster.members {
            let start = member.place.hull().start;
            if start < last {
                return Err(format!(
                    "the order of a roster is not that of its spans: {roster:?}"
                ));
            }
            last = start;
        }
    }
    Ok(())
}

/// Sentences with what facts are made of, in any order.
fn statement_like() -> impl Strategy<Value = String> {
    let scraps = prop::sample::select(vec![
        "TARSK, March 14, 2023 (VPS) -- ",
        "The platform was taken by Ilse Taren, first secretary of organisation, Davin Sorrel, premier, and Anka Brode. ",
        "General Secretary Oren Malk said on Tuesday that 10,000 people took part. ",
        "the 4th Plenary Meeting of the 8th Central Committee ",
        "Kim Jong-un, Ri Chang Ho·조용원 당 비서, ",
        "김정은 국무위원장은 26일 평양에서 “초급당” 대회를 지도했다. ",
        "from April 6 to 8, 5 to 30 members, 6-1/2 percent, 1 001.2km ",
        "members of the Presidium Aa Bb, Cc Dd and Ee Ff; ",
        "the Ministry of Foreign Affairs of Vendria ",
        "“The harvest will decide”, ",
        "February 30 31일 99999999999999999999999999 만 ",
        "위원 홍길동, 김철수, 박영희 등이 참석했다. ",
        "e\u{301}\u{200b}\u{ad}\u{202e} ",
        "\n\n",
        "\n",
        "and ",
        ", ",
        "of the ",
        "(",
        ")",
    ]);
    prop::collection::vec(scraps, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn places_hold_in_statements(text in statement_like()) {
        for pack in [Pack::none(), Pack::dprk()] {
            for (document, facts) in facts_of(&text, &pack) {
                check(&document, &facts).map_err(TestCaseError::fail)?;
            }
        }
    }

    #[test]
    fn places_hold_in_any_text(text in "(?s:[\\PC\n ]{0,200})") {
        for (document, facts) in facts_of(&text, &Pack::dprk()) {
            check(&document, &facts).map_err(TestCaseError::fail)?;
        }
    }
}

fn vendria() -> Pack {
    Pack::read(&repository().join("tests/packs/vendria")).unwrap()
}

fn samples(pack: Pack) -> Corpus {
    let mut options = ReadOptions::default();
    options.pack = Arc::new(pack);
    Corpus::read(&[repository().join("tests/captures")], &options, &()).unwrap()
}

fn of<'r>(
    read: &'r [variorum::corpus::facts::Read],
    file: &str,
) -> &'r variorum::corpus::facts::Read {
    read.iter()
        .find(|r| r.document.capture.path.contains(file))
        .unwrap()
}

#[test]
fn places_hold_in_the_samples() {
    for pack in [Pack::none(), vendria()] {
        let corpus = samples(pack);
        for read in corpus.facts(Kind::ALL, &()).unwrap() {
            check(&read.document, &read.facts).unwrap();
        }
    }
}

#[test]
fn the_same_facts_on_any_number_of_threads() {
    let corpus = samples(vendria());
    let lines = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().unwrap();
        let read = pool.install(|| corpus.facts(Kind::ALL, &()).unwrap());
        let mut out = String::new();
        for one in &read {
            one.facts
                .each_line::<()>(&one.document, &mut |_, line| {
                    out.push_str(&line.text());
                    Ok(())
                })
                .unwrap();
        }
        out
    };
    assert_eq!(lines(1), lines(4));
}

#[test]
fn the_platform_in_its_order() {
    let corpus = samples(vendria());
    let read = corpus.facts(&[Kind::Rosters], &()).unwrap();
    let platform = |file: &str| -> Vec<String> {
        let lists = &of(&read, file).facts.rosters;
        let longest = lists.iter().max_by_key(|l| l.members.len()).unwrap();
        longest.members.iter().map(|m| m.name.clone()).collect()
    };
    assert_eq!(
        platform("06_bulletin"),
        [
            "Ilse Taren",
            "Davin Sorrel",
            "Marta Quill",
            "Joren Vask",
            "Pela Dorn",
            "Tomas Reyl",
            "Anka Brode"
        ]
    );
    assert_eq!(
        platform("19_closing"),
        [
            "Oren Malk",
            "Ilse Taren",
            "Davin Sorrel",
            "Marta Quill",
            "Tomas Reyl",
            "Joren Vask",
            "Pela Dorn"
        ]
    );
}

#[test]
fn another_pack_links_nothing_of_another_country() {
    let corpus = samples(Pack::dprk());
    for read in corpus.facts(Kind::ALL, &()).unwrap() {
        let path = &read.document.capture.path;
        for organ in &read.facts.organs {
            assert_eq!(organ.id, None, "{path}: {organ:?}");
        }
        for person in &read.facts.people {
            let id = person.id.as_deref().unwrap_or("");
            assert!(!id.starts_with("p-"), "{path}: {person:?}");
        }
    }
}

#[test]
fn a_line_is_what_the_contract_says() {
    let text = "Minister Visits Mill\n\nTARSK, March 3, 2023 (VPS) -- Jan Orel, minister of agriculture, \
                visited the Tarsk mill on Friday and praised 40 workers.\n";
    let (document, facts) = facts_of(text, &Pack::none()).remove(0);
    let mut lines: Vec<Value> = Vec::new();
    facts
        .each_line::<()>(&document, &mut |_, line| {
            lines.push(line.value());
            Ok(())
        })
        .unwrap();
    let first = |kind: &str| lines.iter().find(|l| l["kind"] == kind).unwrap();
    let person = first("people");
    assert_eq!(person["name"], "Jan Orel");
    assert_eq!(person["form"], "name");
    assert_eq!(person["titles"][0]["text"], "minister of agriculture");
    assert!(person["id"].as_str().unwrap().starts_with("new:"));
    assert_eq!(first("titles")["person"], "Jan Orel");
    let friday = lines.iter().find(|l| l["text"] == "Friday").unwrap();
    assert_eq!(friday["resolved"], "2023-03-03");
    assert_eq!(first("quantities")["value"], 40.0);
}
