#![allow(clippy::print_stderr, reason = "the figures are to be read")]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::*;

/// Whether two spellings can be one name: equal keys, or a reading that both can have.
fn may_be_one(a: &str, b: &str) -> bool {
    let all = |name: &str| match hangul_reading(name) {
        Some(reading) => vec![reading],
        None => readings(name),
    };
    let (first, second) = (all(a), all(b));
    if first.is_empty() || second.is_empty() {
        return key(a) == key(b);
    }
    first
        .iter()
        .any(|r| second.iter().any(|s| r.name() == s.name()))
}

fn ids(name: &str) -> Vec<String> {
    let index = Index::new(&Pack::dprk());
    index.lookup(name).iter().map(|p| p.id.clone()).collect()
}

#[test]
fn spellings_of_one_name_have_one_key() {
    let one = [
        "Ri Il Hwan",
        "Ri Il-hwan",
        "Ri Ilhwan",
        "RI IL HWAN",
        "Lee Il-hwan",
        "Yi Il-hwan",
        "Il Hwan Ri",
        "Il-hwan Lee",
        "Rhee Il-Hwan",
        "리일환",
        "이일환",
        "리 일환",
        "Ri, Il Hwan",
        "Ri Il‑hwan",
    ];
    for name in one {
        assert_eq!(key(name), "ri-il-hwan", "{name}");
    }
    let groups: [&[&str]; 7] = [
        &[
            "Kim Jong Un",
            "Kim Jong-un",
            "Kim Jongun",
            "Kim Chŏng-ŭn",
            "Kim Cho'ng-u'n",
            "Gim Jeong-eun",
            "김정은",
        ],
        &[
            "Pak Thae Song",
            "Park Tae-seong",
            "Pak T'ae-sŏng",
            "Pak T’ae-so’ng",
            "박태성",
        ],
        &[
            "Choe Ryong Hae",
            "Ch'oe Ryong-hae",
            "Choi Ryong-hae",
            "최룡해",
        ],
        &[
            "No Kwang Chol",
            "Roh Kwang-chol",
            "Ro Kwang Chol",
            "로광철",
            "노광철",
        ],
        &[
            "Im Chol Ung",
            "Lim Chol-ung",
            "Rim Cheol-ung",
            "임철웅",
            "림철웅",
        ],
        &[
            "de la Cruz, José M.",
            "José de la Cruz",
            "Jose Cruz",
            "JOSÉ DE LA CRUZ",
        ],
        &["Oren al-Malk", "Oren Al Malk", "Orén Malk", "Malk, Oren"],
    ];
    for group in groups {
        for name in group {
            assert_eq!(key(name), key(group[0]), "{name} and {}", group[0]);
        }
    }
}

#[test]
fn different_names_have_different_keys() {
    let pairs = [
        ("리영호", "리용호"),
        ("김정은", "김종운"),
        ("김성철", "김송철"),
        ("Jan Orel", "Jana Orel"),
        ("Donald Orel Jr.", "Donald Orel"),
        ("J. Orel", "K. Orel"),
        ("Лев Орел", "Лев Орёл"),
        ("김뷁", "김쀍"),
    ];
    for (a, b) in pairs {
        assert_ne!(key(a), key(b), "{a} and {b}");
        assert!(!may_be_one(a, b), "{a} and {b}");
    }
    assert!(may_be_one("Ri Yong Ho", "리영호") && may_be_one("Ri Yong Ho", "리용호"));
    assert!(may_be_one("Lee Young-ho", "리영호") && !may_be_one("Lee Young-ho", "리용호"));
}

#[test]
fn a_name_finds_its_bearers() {
    let both = ["p-ri-yong-ho-c6a9", "p-ri-yong-ho-c601"];
    let cases: [(&str, &[&str]); 12] = [
        ("Ri Yong Ho", &both),
        ("RI YONG HO", &both),
        ("리영호", &both[1..]),
        ("이용호", &both[..1]),
        ("Ri Yŏng-ho", &both[1..]),
        ("Lee Young-ho", &both[1..]),
        ("Choi Sun-hee", &["p-choe-son-hui"]),
        ("Jang Sung-taek", &["p-jang-song-thaek"]),
        ("최영임", &["p-choe-yong-rim"]),
        ("Jan Orel", &[]),
        ("", &[]),
        ("Kim", &[]),
    ];
    for (name, expected) in cases {
        let mut found = ids(name);
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn shapes_of_korean_names() {
    let yes = [
        "Ri Il Hwan",
        "Ri Il-hwan",
        "Kim Jongun",
        "Il-hwan Ri",
        "Kim Sol",
        "Hwangbo Jin",
        "Sung Kim",
        "O Kuk Ryol",
        "An Jong Su",
        "Choi Sun-hee",
        "Yoon Suk-yeol",
        "Moon Jae-in",
        "Ban Ki-moon",
        "Ki-moon Ban",
        "U Tong Chuk",
    ];
    for name in yes {
        assert!(
            is_korean_name(&name.split(' ').collect::<Vec<_>>()),
            "{name}"
        );
    }
    let no = [
        "Jan Orel",
        "No Man",
        "So Young",
        "In Song",
        "Kim Gordon",
        "Lee Harvey Oswald",
        "Park Hotel",
        "Kim",
        "ri il hwan",
        "Xi Jinping",
        "Ho Chi Minh",
        "Han River",
        "Moon Base",
        "Shinzo Abe",
        "Kim Jong Un Regime",
    ];
    for name in no {
        assert!(
            !is_korean_name(&name.split(' ').collect::<Vec<_>>()),
            "{name}"
        );
    }
    for name in [
        "김정은",
        "남궁솔",
        "황보진",
        "제갈공명",
        "선우일",
        "리일환",
        "최휘",
    ] {
        assert!(is_hangul_name(name), "{name}");
    }
    for name in ["김", "컴퓨터", "빌딩", "Kim", "김정은동지", ""] {
        assert!(!is_hangul_name(name), "{name}");
    }
}

fn gazetteer() -> Option<Vec<(String, String, Vec<String>)>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("VARIORUM_SHARED").map_or(home, PathBuf::from);
    let text = std::fs::read_to_string(folder.join("gazetteer/people.json")).ok()?;
    let data: serde_json::Value = serde_json::from_str(&text).unwrap();
    let text = |v: &serde_json::Value| v.as_str().unwrap_or("").to_owned();
    let people = data["people"].as_array().unwrap().iter().map(|p| {
        let variants = p["variants"].as_array().unwrap().iter().map(text).collect();
        (text(&p["id"]), text(&p["hangul"]), variants)
    });
    Some(people.filter(|(_, hangul, _)| !hangul.is_empty()).collect())
}

/// Pairs of spellings: how many, how many with one key, how many that may be one name.
#[derive(Debug, Default, PartialEq, Eq)]
struct Pairs {
    all: usize,
    key: usize,
    may: usize,
}

impl Pairs {
    fn add(&mut self, a: &str, b: &str) {
        self.all += 1;
        self.key += usize::from(key(a) == key(b));
        self.may += usize::from(may_be_one(a, b));
    }
}

/// The spellings of the gazetteer: those of one person join, those of people with other Hangul do not,
/// but for two pairs of people whose names the northern press spells alike.
#[test]
fn spellings_of_the_gazetteer() {
    let Some(people) = gazetteer() else {
        return;
    };
    let is_name = |v: &&String| {
        v.chars()
            .all(|c| is_hangul(c) || c.is_ascii() || "ŏŭŎŬ".contains(c))
    };
    let (mut same, mut other) = (Pairs::default(), Pairs::default());
    for (at, (_, hangul, variants)) in people.iter().enumerate() {
        let variants: Vec<&String> = variants.iter().filter(is_name).collect();
        for (n, a) in variants.iter().enumerate() {
            for b in variants.iter().skip(n + 1) {
                same.add(a, b);
            }
        }
        // Names without a syllable in common have no reading in common.
        let near = |h: &String| {
            h != hangul
                && hangul
                    .chars()
                    .skip(1)
                    .zip(h.chars().skip(1))
                    .any(|(a, b)| a == b)
        };
        for (_, _, others) in people.iter().skip(at + 1).filter(|(_, h, _)| near(h)) {
            for b in others.iter().filter(is_name) {
                for a in &variants {
                    other.add(a, b);
                }
            }
        }
    }
    let share = |n: usize| n as f64 / same.all as f64;
    eprintln!("of one person {same:?}, of two {other:?}");
    assert!(
        share(same.key) > 0.91 && share(same.may) > 0.995,
        "{same:?}"
    );
    assert!(
        other.all > 50_000 && other.key <= 85 && other.may <= 109,
        "{other:?}"
    );
}

#[test]
fn people_of_the_gazetteer_are_found() {
    let Some(people) = gazetteer() else {
        return;
    };
    let index = Index::new(&Pack::dprk());
    let is_known = |id: &String| index.pack.people().iter().any(|p| p.id == *id);
    let (mut all, mut found, mut more) = (0, 0, Vec::new());
    for (id, hangul, variants) in people.iter().filter(|(id, ..)| is_known(id)) {
        for name in variants {
            let known = index.lookup(name);
            all += 1;
            found += usize::from(known.iter().any(|k| k.id == *id));
            let others = known.iter().filter(|k| k.hangul.as_deref() != Some(hangul));
            more.extend(others.map(|k| format!("{name}: {}", k.id)));
        }
    }
    eprintln!(
        "{found} of {all} spellings find their bearer; others too: {}",
        more.len()
    );
    assert_eq!(found, all);
    assert!(more.len() <= 40, "{more:#?}");
}

/// With nothing but the Hangul, how many spellings find their bearer by rule.
#[test]
fn people_are_found_by_rule_alone() {
    let Some(people) = gazetteer() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).unwrap();
    write("pack.toml", "name = \"names\"\n");
    let entry = |(id, hangul, _): &(String, String, Vec<String>)| {
        format!("[[person]]\nid = \"{id}\"\nname = \"{id}\"\nhangul = \"{hangul}\"\n")
    };
    write("people.toml", &people.iter().map(entry).collect::<String>());
    let index = Index::new(&Pack::read(folder.path()).unwrap());
    let (mut all, mut found, mut missed) = (0, 0, Vec::new());
    for (id, hangul, variants) in &people {
        for name in variants
            .iter()
            .filter(|n| !n.contains(|c: char| ('一'..='龥').contains(&c)))
        {
            all += 1;
            let known = index.lookup(name);
            if known
                .iter()
                .any(|k| k.id == *id || k.hangul.as_ref() == Some(hangul))
            {
                found += 1;
            } else {
                missed.push(name);
            }
        }
    }
    eprintln!("by rule {found} of {all}; not {missed:?}");
    assert!(found * 1000 > all * 990, "{missed:?}");
}

/// A pack of people of the invented country Vendria.
fn vendria() -> Index {
    let folder = tempfile::tempdir().unwrap();
    let people = r#"
[[person]]
id = "orel-minister"
name = "Jan Orel"
homographs = ["orel-miner"]
titles = [{ title = "minister of Railways", first = "2010", last = "2014" }, { title = "member of the Assembly" }]
[[person]]
id = "orel-miner"
name = "Jan Orel"
homographs = ["orel-minister"]
titles = [{ title = "director of the Tarsk Mine", first = "2012", last = "2013" }, { title = "minister of Railways", first = "2020", last = "2022" }, { title = "member of the Assembly" }]
[[person]]
id = "lund"
name = "Mara Lund"
titles = [{ title = "president of the Assembly" }]
namesakes = [{ title = "champion of the marathon" }]
[[person]]
id = "kim"
name = "Kim Chol Su"
hangul = "김철수"
titles = [{ title = "minister of Fisheries" }]
[[person]]
id = "kwak"
name = "Kwak Pom Sol"
hangul = "곽범설"
titles = [{ title = "minister of Forestry" }]
[[person]]
id = "son"
name = "Son Ha"
titles = [{ title = "member of the Board" }]
"#;
    std::fs::write(folder.path().join("pack.toml"), "name = \"vendria\"\n").unwrap();
    std::fs::write(folder.path().join("people.toml"), people).unwrap();
    Index::new(&Pack::read(folder.path()).unwrap())
}

#[test]
fn namesakes_are_told_apart_by_title_and_day() {
    let index = vendria();
    let cases: [(&str, &[&str], Option<&str>, &str); 17] = [
        (
            "Jan Orel",
            &["director of the Tarsk Mine"],
            None,
            "orel-miner",
        ),
        (
            "OREL, Jan",
            &["the mine's director in Tarsk"],
            None,
            "orel-miner",
        ),
        (
            "Jan Orel",
            &["minister of Railways"],
            Some("2013-05-01"),
            "orel-minister",
        ),
        (
            "Jan Orel",
            &["minister of Railways"],
            Some("2021"),
            "orel-miner",
        ),
        (
            "Jan Orel",
            &["minister of Railways"],
            Some("2017"),
            "orel-minister?orel-miner",
        ),
        (
            "Jan Orel",
            &["minister of Railways"],
            None,
            "orel-minister?orel-miner",
        ),
        (
            "Jan Orel",
            &["member of the Assembly"],
            Some("2013"),
            "orel-minister?orel-miner",
        ),
        ("Jan Orel", &[], Some("2013"), "orel-minister?orel-miner"),
        (
            "J. Orel",
            &["director of the Tarsk Mine"],
            None,
            "orel-miner",
        ),
        ("Mara Lund", &["president of the Assembly"], None, "lund"),
        ("Mara Lund", &["marathon champion"], None, "nobody"),
        ("Mara Lund", &[], None, "lund?"),
        ("Kim Chol Su", &["manager of a tree nursery"], None, "kim?"),
        ("Kim Chol Su", &["나무모밭 관리인"], None, "kim"),
        ("Kim Chol Su", &[], None, "kim"),
        ("Kwak Pom Sol", &["manager of a tree nursery"], None, "kwak"),
        ("Petr Novy", &["minister of Railways"], None, "nobody"),
    ];
    for (name, titles, date, expected) in cases {
        assert_eq!(
            told(&index.choose(&index.lookup(name), titles, date)),
            expected,
            "{name} {titles:?} {date:?}"
        );
    }
}

fn told(choice: &Choice<'_>) -> String {
    match choice {
        Choice::Nobody => "nobody".to_owned(),
        Choice::One(person) => person.id.clone(),
        Choice::Several(people) => {
            let ids: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
            ids.join("?") + if people.len() == 1 { "?" } else { "" }
        }
    }
}

/// Full names of the labelled documents with the titles that are labelled there.
#[test]
fn people_of_labelled_documents() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("VARIORUM_SHARED").map_or(home, PathBuf::from);
    let index = Index::new(&Pack::dprk());
    let (mut right, mut open, mut wrong) = (0, Vec::new(), Vec::new());
    for file in [
        "facts/dev.json",
        "facts/dev_more.json",
        "seeds/facts_mentions.json",
    ] {
        let Ok(text) = std::fs::read_to_string(folder.join("reference").join(file)) else {
            return;
        };
        let data: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (document, page) in data.as_object().unwrap() {
            let mut seen = BTreeSet::new();
            let facts = page["facts"].as_array().unwrap();
            for fact in facts.iter().filter(|f| f["kind"] == "person") {
                let name = fact["surface"].as_str().unwrap();
                if !seen.insert(name) || index.lookup(name).is_empty() {
                    continue;
                }
                let normal = &fact["normal"];
                let held = facts
                    .iter()
                    .filter(|f| f["kind"] == "title" && f["normal"]["person"] == normal["name"]);
                let titles: Vec<&str> = held.filter_map(|f| f["surface"].as_str()).collect();
                let choice = index.choose(&index.lookup(name), &titles, page["published"].as_str());
                let line = format!("{document} {name} {titles:?}: {}", told(&choice));
                match (&choice, normal["id"].as_str()) {
                    (Choice::One(p), Some(id)) if p.id == id => right += 1,
                    (Choice::Nobody | Choice::Several(_), None) => right += 1,
                    (Choice::Several(p), Some(id)) if p.iter().any(|p| p.id == id) => {
                        open.push(line);
                    }
                    _ => wrong.push(line),
                }
            }
        }
    }
    eprintln!(
        "{right} right, {} open: {open:#?}, {} wrong: {wrong:#?}",
        open.len(),
        wrong.len()
    );
    assert!(right > 250 && open.len() <= 16 && wrong.len() <= 1);
}
