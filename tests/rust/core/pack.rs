//! Packs: the embedded one is sound, folders are checked, outlets are found.

use std::{collections::BTreeSet, fs};

use variorum::{
    ErrorKind,
    facts::{Extractor, Kind},
    pack::{Pack, check_folder, skeleton},
};

#[test]
fn the_embedded_pack_is_sound() {
    let pack = Pack::dprk();
    let problems: Vec<String> = pack.check().iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    assert!(pack.outlets().list().len() > 50);
    assert!(pack.people().len() > 270 && pack.surnames().len() > 40);
    assert!(pack.organs().len() > 75 && pack.levels().len() == 11);
    assert!(pack.events().len() > 60 && pack.days().len() == 12);
    assert!(pack.terms().len() > 80);
    assert!(!pack.furniture().is_empty() && !pack.templates().is_empty());
}

#[test]
fn a_small_pack_of_another_field_is_sound_and_links_its_own() {
    let pack = Pack::load("central-bank").unwrap();
    let problems: Vec<String> = pack.check().iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(
        (pack.name.as_str(), pack.version.as_str()),
        ("central-bank", "1")
    );
    let text = "Voting for the FOMC monetary policy action were: Alan Greenspan, Chairman; and Donald L. \
        Kohn. The Board of Governors approved a 25-basis-point increase in the discount rate.\n";
    let corpus = variorum::Corpus::from_text(text, &variorum::ReadOptions::default());
    let kinds = [Kind::People, Kind::Organs, Kind::Terms];
    let facts = Extractor::new(&pack).facts(&corpus.documents()[0], &kinds);
    let people: Vec<_> = facts
        .people
        .iter()
        .filter_map(|p| p.id.as_deref())
        .collect();
    assert_eq!(people, ["p-alan-greenspan", "p-donald-l-kohn"]);
    let organs: Vec<_> = facts
        .organs
        .iter()
        .filter_map(|o| o.id.as_deref())
        .collect();
    assert_eq!(organs, ["fomc", "fed-board"]);
    assert_eq!(facts.terms.len(), 1);
}

#[test]
fn an_unknown_name_lists_those_that_are_known() {
    let error = Pack::load("central-bonk").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    let text = error.to_string();
    assert!(
        text.contains("central-bonk") && text.contains("dprk, central-bank and none"),
        "{text}"
    );
}

#[test]
fn facts_keep_their_source_and_status() {
    let pack = Pack::dprk();
    let sources: BTreeSet<&str> = pack.sources().iter().map(|s| s.id.as_str()).collect();
    for person in pack.people() {
        assert!(
            ["sourced", "recalled"].contains(&person.status.as_str()),
            "{}",
            person.id
        );
        for source in &person.sources {
            assert!(
                sources.contains(source.as_str()),
                "{} has source {source}",
                person.id
            );
        }
    }
    assert!(pack.people().iter().any(|p| p.status == "recalled"));
    assert!(pack.events().iter().any(|e| e.status == "recalled"));
    for event in pack.events() {
        assert!(!event.source.is_empty(), "{}", event.id);
        let start = variorum::text::date::parse_date(&event.start);
        assert!(start.is_some(), "{} starts {}", event.id, event.start);
    }
    for outlet in pack.outlets().list() {
        assert!(
            ["sourced", "recalled"].contains(&outlet.status.as_str()),
            "{}",
            outlet.id
        );
    }
}

#[test]
fn outlets_are_found_by_domain() {
    let pack = Pack::dprk();
    let cases = [
        ("https://en.yna.co.kr/view/AEN20220227", Some("yonhap")),
        (
            "http://www.koreaherald.com/view.php?ud=20210408000278",
            Some("kh"),
        ),
        (
            "https://koreajoongangdaily.joins.com/2021/04/07/x",
            Some("kjd"),
        ),
        ("kcna.kp", Some("kcna")),
        ("HTTPS://WWW.KCNA.KP:443/en", Some("kcna")),
        ("https://v.daum.net/v/2021", Some("daum")),
        ("https://user@news.sbs.co.kr/news", Some("sbs")),
        ("https://notkcna.kp.example/", None),
        ("https://xkcna.kp/", None),
        ("https://courier.example/kcna.kp", None),
        ("", None),
        ("kcna", None),
    ];
    for (url, expected) in cases {
        assert_eq!(
            pack.outlet_by_domain(url).map(|o| o.id.as_str()),
            expected,
            "{url}"
        );
    }
}

#[test]
fn outlets_are_found_by_name() {
    let pack = Pack::dprk();
    let cases = [
        ("Yonhap News Agency", Some("yonhap")),
        ("YONHAP", Some("yonhap")),
        ("연합뉴스", Some("yonhap")),
        ("the korea herald", Some("kh")),
        ("Korea Herald", Some("kh")),
        ("코리아중앙데일리", Some("kjd")),
        ("Korea  JoongAng-Daily", Some("kjd")),
        ("AP", Some("ap")),
        ("로동신문", Some("rodong")),
        ("노동신문", Some("rodong")),
        ("The Tarsk Courier", None),
        ("", None),
    ];
    for (name, expected) in cases {
        assert_eq!(
            pack.outlet_by_name(name).map(|o| o.id.as_str()),
            expected,
            "{name}"
        );
    }
}

#[test]
fn outlets_are_found_in_imprints() {
    let pack = Pack::dprk();
    let cases = [
        (
            "Copyright © 코리아중앙데일리. 무단전재 금지.",
            "코리아중앙데일리=kjd",
        ),
        (
            "The Korea Herald by Herald Corporation",
            "The Korea Herald=kh Herald Corporation=kh",
        ),
        ("ⓒ연합뉴스", "연합뉴스=yonhap"),
        ("저작권자(c)연합뉴스", "연합뉴스=yonhap"),
        ("(AP Photo)", "AP=ap"),
        ("a map of it, rapt", ""),
        ("Apparently", ""),
        ("ap", ""),
    ];
    for (text, expected) in cases {
        let found: Vec<String> = pack
            .outlets()
            .find(text)
            .iter()
            .map(|(span, o)| format!("{}={}", span.of(text), o.id))
            .collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
}

/// A folder with a sound pack about Vendria, of which one file is replaced.
fn folder(file: &str, text: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let files = [
        (
            "pack.toml",
            "name = \"vendria\"\nversion = \"2\"\nlanguages = [\"en\"]\n",
        ),
        (
            "outlets.toml",
            "[[outlet]]\nid = \"vps\"\nname = \"Vendrian Press Service\"\ncodes = [\"VPS\"]\ndomains = [\"vps.example\"]\n",
        ),
        (
            "furniture.toml",
            "[[furniture]]\noutlet = \"vps\"\nmatch = \"starts\"\ntext = \"Read VPS\"\n",
        ),
        (
            "organs.toml",
            "[[organ]]\nid = \"vup\"\nkind = \"party\"\nhangul = \"당\"\n",
        ),
    ];
    for (name, sound) in files {
        let text = if name == file { text } else { sound };
        fs::write(dir.path().join(name), text).unwrap();
    }
    if !files.iter().any(|(name, _)| *name == file) && !file.is_empty() {
        fs::write(dir.path().join(file), text).unwrap();
    }
    dir
}

#[test]
fn a_folder_is_a_pack() {
    let dir = folder("", "");
    let pack = Pack::load(dir.path().to_str().unwrap()).unwrap();
    assert_eq!(
        (pack.name.as_str(), pack.version.as_str()),
        ("vendria", "2")
    );
    assert_eq!(
        pack.outlet_by_name("VPS").unwrap().name,
        "Vendrian Press Service"
    );
    assert!(pack.furniture()[0].matches("Read VPS on paper"));
    assert!(pack.people().is_empty());
    assert!(Pack::load("none").unwrap().name.is_empty());
    assert_eq!(Pack::load("dprk").unwrap().name, "dprk");
}

#[test]
fn errors_name_file_and_line() {
    let cases = [
        (
            "pack.toml",
            "version = \"2\"\n",
            "pack.toml:1:1: missing field `name`",
        ),
        (
            "outlets.toml",
            "[[outlet]]\nid = \"vps\"\nname = \"VPS\"\nnmae = \"x\"\n",
            "outlets.toml:4:1: unknown field `nmae`",
        ),
        (
            "outlets.toml",
            "[[outlet]]\nid = \"vps\"\n",
            "outlets.toml:1:1: missing field `name`",
        ),
        ("outlets.toml", "[[outlet]\n", "outlets.toml:1:10: "),
        (
            "outlets.toml",
            "[[outlet]]\nid = \"vps\"\nname = \"A\"\n[[outlet]]\nid = \"vps\"\nname = \"B\"\n",
            "outlets.toml:5:6: the id 'vps' stands twice",
        ),
        (
            "outlets.toml",
            "[[outlet]]\nid = \"\"\nname = \"A\"\n",
            "outlets.toml:2:6: an id is empty",
        ),
        (
            "furniture.toml",
            "[[furniture]]\noutlet = \"courier\"\nmatch = \"starts\"\ntext = \"x\"\n",
            "furniture.toml:2:10: there is no outlet 'courier'",
        ),
        (
            "furniture.toml",
            "[[furniture]]\noutlet = \"vps\"\nmatch = \"ends\"\ntext = \"x\"\n",
            "furniture.toml:3:9: unknown variant `ends`",
        ),
        (
            "organs.toml",
            "[[organ]]\nid = \"a\"\nparent = \"b\"\nkind = \"party\"\nhangul = \"당\"\n",
            "organs.toml:3:10: parent 'b' is not in this file",
        ),
        (
            "people.toml",
            "[[person]]\nid = 3\ndprk = \"Oren Malk\"\n",
            "people.toml:2:6: invalid type: integer",
        ),
    ];
    for (file, text, expected) in cases {
        let dir = folder(file, text);
        let error = Pack::read(dir.path()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Syntax, "{file}");
        let shown = error.to_string();
        assert!(shown.contains(expected), "{shown:?} has no {expected:?}");
    }
    let none = Pack::load("/nowhere/at/all").unwrap_err();
    assert_eq!(none.kind(), ErrorKind::Usage);
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Pack::read(empty.path()).unwrap_err().kind(), ErrorKind::Io);
}

/// Every fault of a file, each once, in its order; contradictions are warnings and the pack loads.
#[test]
fn all_faults_are_reported() {
    let people = r#"
[[source]]
id = "list"
what = "a list"
url = "https://vps.example/list"
[[person]]
id = "p-orel"
nmae = "Orel"
name = "Jan Orel"
hieght = 3
[[person]]
id = "p-lund"
name = ""
sources = ["lst"]
titles = [{ title = "minister", first = "2023-05", last = "2022" }]
[[person]]
id = "p-lund"
name = "Mara Lund"
variants = ["M. Lund", "Petr Novy"]
homographs = ["p-nobody"]
[[person]]
id = "p-novy"
name = "Petr Novy"
attested = { count = 1, first = "2023-02-30", last = "2023-03-01" }
[[persn]]
id = "x"
"#;
    let organs = r#"
[[level]]
level = 1
name = "ministries"
[[organ]]
id = "a"
kind = "ministry"
english = ["Ministry of Rivers"]
parent = "c"
level = 1
[[organ]]
id = "b"
kind = "ministry"
english = ["ministry of rivers", "River Board"]
parent = "a"
level = 2
[[organ]]
id = "c"
kind = "ministry"
english = ["Fleet"]
unattested = ["The Fleet"]
parent = "b"
"#;
    let events = r#"
[[event]]
id = "one"
series = "talks"
ordinal = 1
start = "2023-05-02"
end = "2023-05-01"
aliases = ["First Talks"]
[[event]]
id = "two"
series = "talks"
ordinal = 1
start = "2023"
end = "2023-02"
aliases = ["Second Talks", "first talks"]
[[day]]
date = "--02-30"
name = "Thaw"
"#;
    let cases: [(&str, &str, &[&str]); 3] = [
        (
            "people.toml",
            people,
            &[
                "8:1: unknown field `nmae`",
                "10:1: unknown field `hieght`",
                "13:8: the name is empty",
                "14:12: there is no source 'lst'",
                "15:41: it starts on 2023-05, after its end on 2022",
                "17:6: the id 'p-lund' stands twice",
                "20:15: there is no person 'p-nobody'",
                "21:1: 'Petr Novy' is a spelling of 'p-lund' too",
                "24:33: '2023-02-30' is no date",
                "25:3: unknown table `persn`",
            ],
        ),
        (
            "organs.toml",
            organs,
            &[
                "9:10: 'a' is its own ancestor",
                "11:1: 'ministry of rivers' is a name of 'a' too",
                "16:1: level 2 has no definition",
                "21:15: 'The Fleet' is unattested, but no name",
            ],
        ),
        (
            "events.toml",
            events,
            &[
                "6:9: it starts on 2023-05-02, after its end on 2023-05-01",
                "12:1: number 1 of 'talks' is 'one' too",
                "15:28: 'first talks' is a name of 'one' too",
                "17:8: '--02-30' is no day of a year",
            ],
        ),
    ];
    for (file, text, expected) in cases {
        let dir = folder(file, text);
        let problems: Vec<String> = check_folder(dir.path())
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(problems.len(), expected.len(), "{problems:#?}");
        for (problem, expected) in problems.iter().zip(expected) {
            let expected = format!("{file}:{expected}");
            assert!(problem.contains(&expected), "{problem} has no {expected}");
        }
        assert!(Pack::read(dir.path()).is_err());
    }
    let warned = folder(
        "people.toml",
        "[[person]]\nid = \"a\"\nname = \"Jan Orel\"\n[[person]]\nid = \"b\"\nname = \"JAN OREL\"\n",
    );
    let problems = check_folder(warned.path());
    assert_eq!((problems.len(), problems[0].severity()), (1, "warning"));
    let pack = Pack::read(warned.path()).unwrap();
    assert_eq!((pack.people().len(), pack.check().len()), (2, 1));
    assert!(check_folder(std::path::Path::new("/nowhere/at/all"))[0].fatal);
}

/// Each file of a new pack explains its fields with an example that is sound when it is uncommented.
#[test]
fn a_new_pack_is_sound_with_its_examples() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("a/vendria");
    let files = skeleton("vendria", &dir).unwrap();
    let pack = Pack::load(dir.to_str().unwrap()).unwrap();
    assert!(pack.check().is_empty() && pack.people().is_empty());
    for path in &files {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().map(|l| match l.strip_prefix('#') {
            Some(example) if !example.is_empty() && !example.starts_with(' ') => example,
            _ => l,
        });
        fs::write(path, lines.collect::<Vec<_>>().join("\n")).unwrap();
    }
    let problems: Vec<String> = check_folder(&dir).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let pack = Pack::read(&dir).unwrap();
    assert_eq!((pack.people().len(), pack.organs().len()), (2, 2));
    assert!(!pack.events().is_empty() && !pack.terms().is_empty() && !pack.templates().is_empty());
    for name in ["", "dprk", "Vendria", "a/b", "../x"] {
        assert_eq!(
            skeleton(name, &dir.join("new")).unwrap_err().kind(),
            ErrorKind::Usage
        );
    }
}

/// A roof of organs a hundred thousand high, each over the next, is checked in one go.
#[test]
fn large_packs_are_checked_in_linear_time() {
    let organ = |n: usize| {
        format!(
            "[[organ]]\nid = \"o{n}\"\nkind = \"unit\"\nenglish = [\"Unit {n}\"]\nparent = \"o{}\"\n",
            (n + 1) % 30_000
        )
    };
    let dir = folder("organs.toml", &(0..30_000).map(organ).collect::<String>());
    let problems = check_folder(dir.path());
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .to_string()
            .contains("organs.toml:5:10: 'o0' is its own ancestor")
    );
}

#[test]
fn names_that_stand_in_any_text_and_files_that_no_pack_has_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| fs::write(folder.path().join(file), text).unwrap();
    write("pack.toml", "name = \"vendria\"\n");
    write("orgnas.toml", "");
    write(
        "organs.toml",
        "[[organ]]\nid = \"q\"\nkind = \"agency\"\nenglish = [\"of the\", \"Red Union\"]\n",
    );
    write(
        "people.toml",
        "[[person]]\nid = \"p\"\nname = \"Jan Orel\"\nvariants = [\"J\"]\nwikidata = \"orel\"\n",
    );
    let told: Vec<String> = check_folder(folder.path())
        .iter()
        .map(ToString::to_string)
        .collect();
    for wanted in [
        "orgnas.toml: no file of a pack",
        "'of the' would be",
        "'J' would be",
        "'orel' is no item",
    ] {
        assert!(
            told.iter().any(|t| t.contains(wanted)),
            "{wanted}: {told:#?}"
        );
    }
    assert_eq!(told.len(), 4, "{told:#?}");
}
