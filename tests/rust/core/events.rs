//! Tests of events, without a pack and on the pack of North Korea.

use variorum::{
    Corpus, Document, ReadOptions,
    facts::{
        Extractor, Kind,
        events::{Event, timeline::timeline},
    },
    pack::Pack,
};

fn events(text: &str, pack: &Pack) -> Vec<Event> {
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let extractor = Extractor::new(pack);
    let documents = corpus.documents().iter();
    documents
        .flat_map(|d| extractor.facts(d, &[Kind::Events]).events)
        .collect()
}

/// The words, numbers and first days of the events of a report of March 3, 2023.
fn told(sentence: &str) -> Vec<(String, Option<u16>, String)> {
    let text = format!("Report\n\nTARSK, March 3, 2023 (VPS) -- {sentence}\n");
    let found = events(&text, &Pack::none());
    found
        .into_iter()
        .map(|e| (e.text, e.ordinal, e.start.unwrap_or_else(|| "-".to_owned())))
        .collect()
}

/// The words of an event, its number and its first day.
type Found<'t> = (&'t str, Option<u16>, &'t str);

fn check(cases: &[(&str, &[Found<'_>])]) {
    let mut wrong = String::new();
    for (sentence, expected) in cases {
        let found = told(sentence);
        let given: Vec<(&str, Option<u16>, &str)> = found
            .iter()
            .map(|(text, number, day)| (text.as_str(), *number, day.as_str()))
            .collect();
        if given != *expected {
            wrong.push_str(&format!("{sentence}\n    {given:?}\n    {expected:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn english_namings() {
    check(&[
        (
            "The 3rd Conference of District Secretaries of the Vendrian Farmers' Union opened on March 1.",
            &[(
                "3rd Conference of District Secretaries of the Vendrian Farmers' Union",
                Some(3),
                "2023-03-01",
            )],
        ),
        (
            "The 5th Plenary Meeting of the 2nd Central Committee of the Vendrian Red Party was held on February 26.",
            &[(
                "5th Plenary Meeting of the 2nd Central Committee of the Vendrian Red Party",
                Some(5),
                "2023-02-26",
            )],
        ),
        ("Such a meeting is needed every five years.", &[]),
        ("It is meeting the needs of the farmers.", &[]),
        ("They want to visit the plant.", &[]),
    ]);
}

#[test]
fn korean_bodies_with_a_possessive_are_no_meetings() {
    check(&[
        (
            "벤드리아 중앙위원회의 결정에 따라 사회의 발전이 이루어졌다.",
            &[],
        ),
        ("농민협회의 간부들은 국회의 결정을 지지하였다.", &[]),
        (
            "벤드리아 농민동맹 제3차 전원회의가 3월 1일 타르스크에서 진행되였다.",
            &[("벤드리아 농민동맹 제3차 전원회의", Some(3), "2023-03-01")],
        ),
    ]);
}

#[test]
fn korean_nouns_that_end_as_verbs_do_belong_to_a_name() {
    for (sentence, expected) in [
        (
            "제2차 기업인 대회가 3월 1일 진행되였다.",
            "제2차 기업인 대회",
        ),
        ("제2차 전문가 회의가 3월 1일 열렸다.", "제2차 전문가 회의"),
        (
            "제4차 노인 기술대회가 3월 1일 열렸다.",
            "제4차 노인 기술대회",
        ),
        ("중대한 제2차 대회가 3월 1일 열렸다.", "제2차 대회"),
    ] {
        let found = told(sentence);
        let first = found.first().map(|f| f.0.as_str());
        assert_eq!(first, Some(expected), "{sentence} {found:?}");
    }
}

#[test]
fn the_time_in_a_mention_is_its_day() {
    check(&[
        (
            "He lost the 2016 election and spoke of Monday's drills and of yesterday's ceremony in Tarsk.",
            &[
                ("2016 election", None, "2016"),
                ("Monday's drills", None, "2023-02-27"),
                ("yesterday's ceremony in Tarsk", None, "2023-03-02"),
            ],
        ),
        (
            "The fund was set up by Congress in 1974, and the Vendrian Congress agreed to it.",
            &[],
        ),
    ]);
}

#[test]
fn what_stands_around_a_noun_belongs_to_it() {
    check(&[
        (
            "A national tractor, seed and tool exhibition was opened with due ceremony on March 1.",
            &[(
                "national tractor, seed and tool exhibition",
                None,
                "2023-03-01",
            )],
        ),
        (
            "Present at the ceremony for moving into new houses were officials.",
            &[("ceremony for moving into new houses", None, "-")],
        ),
        (
            "A rally marking the 5th anniversary of the union was held on March 1.",
            &[(
                "rally marking the 5th anniversary of the union",
                None,
                "2023-03-01",
            )],
        ),
        (
            "The policy meeting of the board ends on March 5.",
            &[("policy meeting of the board", None, "-")],
        ),
        (
            "They want to win the coming \"presidential election\".",
            &[("presidential election", None, "-")],
        ),
        (
            "The chairman of the National Congress of Vendria sent a message.",
            &[],
        ),
        (
            "The first round of talks took place in Tarsk on March 1.",
            &[("first round of talks", Some(1), "2023-03-01")],
        ),
        (
            "The 5th meeting of the joint commission, which was held on February 26, adopted a plan.",
            &[("5th meeting of the joint commission", Some(5), "2023-02-26")],
        ),
        (
            "The June meeting of the board was calm.",
            &[("June meeting of the board", None, "2022-06")],
        ),
    ]);
}

#[test]
fn korean_numbers_and_days() {
    check(&[
        (
            "벤드리아 22대 총선이 3월 1일 실시되였다.",
            &[("벤드리아 22대 총선", Some(22), "2023-03-01")],
        ),
        (
            "지난해에 높은 열의와 관심속에서 진행된 농민기술대회는 성과였다.",
            &[("농민기술대회", None, "2022")],
        ),
        (
            "그들은 농민동맹 5월전원회의결정을 관철하고있다.",
            &[("농민동맹 5월전원회의", None, "2022-05")],
        ),
    ]);
}

/// The first and the last day, where the words tell how long an event lasts.
#[test]
fn lasting_events_have_a_last_day() {
    for (sentence, days) in [
        (
            "The two-day summit in Tarsk opened on February 27.",
            ("2023-02-27", "2023-02-28"),
        ),
        (
            "The three-day congress of the Vendrian Farmers' Union closed on February 28.",
            ("2023-02-26", "2023-02-28"),
        ),
        (
            "The Vendrian Farmers' Conference opened on February 27 and runs until March 5.",
            ("2023-02-27", "2023-03-05"),
        ),
    ] {
        let text = format!("Report\n\nTARSK, March 3, 2023 (VPS) -- {sentence}\n");
        let found = events(&text, &Pack::none());
        let first = found.first();
        let given = first.map(|e| {
            (
                e.start.as_deref().unwrap_or(""),
                e.end.as_deref().unwrap_or(""),
            )
        });
        assert_eq!(given, Some(days), "{sentence} {found:?}");
    }
}

/// Meetings of other states that have the names of the field's own.
#[test]
fn meetings_of_other_states_are_not_the_packs() {
    let mut wrong = String::new();
    for sentence in [
        "The 13th Congress of the Communist Party of Vietnam opened in Hanoi.",
        "The Communist Party of Vietnam held its 8th Congress.",
        "The 20th National Congress of the Communist Party of China closed on Saturday.",
        "China's 8th Party Congress met in Beijing.",
        "The Lao party opened its 5th Plenary Meeting of the Central Committee.",
        "The Vietnamese Central Military Commission held a meeting.",
        "Vietnam's Political Bureau held a meeting.",
        "윁남공산당 제8차 대회가 진행되였다.",
        "중국공산당 중앙위원회 제5차 전원회의가 진행되였다.",
    ] {
        let text = format!(
            "PYONGYANG, May 3, 2023 (KCNA) -- Kim Jong Un, general secretary of the Workers' Party of \
             Korea, received a delegation.\n\n{sentence}\n"
        );
        let found = events(&text, &Pack::dprk());
        let own = |e: &Event| e.id.as_deref().is_some_and(|id| !id.starts_with("event:"));
        let series = |e: &Event| e.series.as_deref().is_some_and(|s| s.starts_with("wpk"));
        if found.iter().any(|e| own(e) || series(e)) {
            wrong.push_str(&format!("{sentence}\n    {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A congress and a conference of the field by number, short name and day.
#[test]
fn meetings_of_the_field_are_the_packs() {
    let id = |sentence: &str| {
        let text = format!(
            "PYONGYANG, March 1, 2022 (KCNA) -- Kim Jong Un, general secretary of the Workers' Party of \
             Korea, spoke.\n\n{sentence}\n"
        );
        let found = events(&text, &Pack::dprk());
        found.first().and_then(|e| e.id.clone())
    };
    let eighth = "It carried out the decisions of the 8th Congress of the Workers' Party of Korea.";
    assert_eq!(id(eighth).as_deref(), Some("wpk-congress-8"));
    let plain = "It carried out the decisions of the 8th Party Congress.";
    assert_eq!(id(plain).as_deref(), Some("wpk-congress-8"));
    let guest = "The Lao People's Revolutionary Party wished the WPK success in the tasks of the 8th Party Congress.";
    assert_eq!(id(guest).as_deref(), Some("wpk-congress-8"));
}

/// `the 3rd conference` of one capture is that of another if number and day agree.
#[test]
fn a_timeline_joins_short_forms_by_number_and_day() {
    let long = "Conference\n\nTARSK, March 3, 2023 (VPS) -- The 3rd Conference of District Secretaries opened \
        in Tarsk on March 3, 2023.\n";
    let short =
        "Report\n\nTARSK, March 4, 2023 (VPS) -- The 3rd conference opened on March 3, 2023.\n";
    let other =
        "Report\n\nTARSK, March 4, 2023 (VPS) -- The 3rd conference opened on March 2, 2021.\n";
    let extractor = Extractor::new(&Pack::none());
    let read: Vec<_> = [long, short, other]
        .iter()
        .flat_map(|text| {
            let corpus = Corpus::from_text(text, &ReadOptions::default());
            let documents = corpus.documents().to_vec();
            let found = documents
                .iter()
                .map(|d| extractor.facts(d, &[Kind::Events]).events)
                .collect::<Vec<_>>();
            documents.into_iter().zip(found).collect::<Vec<_>>()
        })
        .collect();
    let documents: Vec<(&Document, &[Event])> =
        read.iter().map(|(d, e)| (&**d, e.as_slice())).collect();
    let entries = timeline(&documents);
    let starts: Vec<(Option<&str>, usize)> = entries
        .iter()
        .map(|e| (e.start.as_deref(), e.documents.len()))
        .collect();
    assert_eq!(
        starts,
        [(Some("2021-03-02"), 1), (Some("2023-03-03"), 2)],
        "{entries:?}"
    );
}

#[test]
fn korean_places() {
    for (sentence, place) in [
        (
            "농민동맹 제3차 대회가 3월 1일 타르스크에서 열렸다.",
            Some("타르스크"),
        ),
        (
            "3월 1일 타르스크에서 열린 농민동맹 제3차 대회는 끝났다.",
            Some("타르스크"),
        ),
        (
            "타르스크에서 농민동맹 제3차 대회가 진행되였다.",
            Some("타르스크"),
        ),
        ("농민동맹 제3차 대회에서 보고가 있었다.", None),
    ] {
        let text = format!("보도\n\n타르스크, 2023년 3월 3일 발 통신. {sentence}\n");
        let found = events(&text, &Pack::none());
        let venue = found.first().and_then(|e| e.venue.as_deref());
        assert_eq!(venue, place, "{sentence} {found:?}");
    }
}
