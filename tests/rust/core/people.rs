//! People, titles and rosters of sentences about a country that does not exist.

use std::time::{Duration, Instant};

use variorum::{
    Corpus, ReadOptions,
    facts::{Extractor, Facts, Kind, people::Form},
    pack::Pack,
};

const KINDS: [Kind; 3] = [Kind::People, Kind::Titles, Kind::Rosters];

fn facts_with(pack: &Pack, text: &str) -> Facts {
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let extractor = Extractor::new(pack);
    let mut all = Facts::default();
    for document in corpus.documents() {
        let facts = extractor.facts(document, &KINDS);
        all.people.extend(facts.people);
        all.titles.extend(facts.titles);
        all.rosters.extend(facts.rosters);
    }
    all
}

fn facts(text: &str) -> Facts {
    facts_with(&Pack::none(), text)
}

/// The names, short forms with the name that they stand for.
fn names(facts: &Facts) -> Vec<&str> {
    facts.people.iter().map(|p| p.name.as_str()).collect()
}

fn titles(facts: &Facts) -> Vec<(&str, &str)> {
    let titles = facts.titles.iter();
    titles
        .map(|t| (t.text.as_str(), t.person.as_str()))
        .collect()
}

fn members(facts: &Facts) -> Vec<Vec<&str>> {
    let rosters = facts.rosters.iter();
    rosters
        .map(|r| r.members.iter().map(|m| m.name.as_str()).collect())
        .collect()
}

/// The time within which an unoptimised build does what takes linear time.
const BOUND: Duration = Duration::from_mins(2);

#[test]
fn surnames_that_are_words() {
    let text = "Viola Wells spoke in Tarsk on Friday. Wells said that the plan was good. \
                The council thanked Wells, and Judge Stone agreed with her.";
    let found = facts(text);
    assert_eq!(
        names(&found),
        ["Viola Wells", "Viola Wells", "Viola Wells", "Stone"]
    );
}

#[test]
fn what_bears_a_noun_for_things_is_no_person() {
    let text = "The newspaper Tarska Dagblad reported the news on Friday, and Tarska Dagblad said \
                that Jan Orel, the mayor, would resign.\n\nIda Vesk contributed to this report.";
    assert_eq!(names(&facts(text)), ["Jan Orel"]);
}

#[test]
fn appositions() {
    let text = "Jan Orel, MD, director of the Tarsk Institute, met Ida Vesk (R-Tarsk), now chair of the \
                council, and Bo Lind, the group's chief executive.";
    assert_eq!(
        titles(&facts(text)),
        [
            ("director of the Tarsk Institute", "Jan Orel"),
            ("chair of the council", "Ida Vesk"),
            ("chief executive", "Bo Lind"),
        ]
    );
}

#[test]
fn posts_before_a_name() {
    let text = "The ceremony was opened by co-founder and chief executive Jan Orel, and South Vendrian \
                Trade Minister Ida Vesk thanked him on Friday.";
    assert_eq!(
        titles(&facts(text)),
        [
            ("co-founder", "Jan Orel"),
            ("chief executive", "Jan Orel"),
            ("South Vendrian Trade Minister", "Ida Vesk"),
        ]
    );
}

#[test]
fn korean_titles_that_stand_alone() {
    let text = "조선로동당 총비서이신 경애하는 홍길동동지께서 타르스크제철소를 현지지도하시였다.\n\n\
                총비서동지께서는 제철소를 돌아보시였다.";
    let found = facts(text);
    let alone: Vec<_> = found
        .people
        .iter()
        .filter(|p| p.form == Form::Title)
        .collect();
    let alone: Vec<_> = alone
        .iter()
        .map(|p| (p.text.as_str(), p.name.as_str()))
        .collect();
    assert_eq!(alone, [("총비서동지", "홍길동")]);
}

#[test]
fn names_of_foreigners_in_hangul() {
    let text = "니콜라스 모로 벤드리아 대변인은 23일 누리 알-말리키 총리와 만났다고 밝혔다. \
                조지 W 부시 미 대통령도 참석했다.";
    let found = facts(text);
    assert!(
        names(&found).contains(&"누리 알-말리키"),
        "{:?}",
        names(&found)
    );
    assert!(
        names(&found).contains(&"조지 W 부시"),
        "{:?}",
        names(&found)
    );
}

#[test]
fn institutions_of_korean_members() {
    let text = "행사에는 조선로동당 중앙위원회 비서 홍길동동지, 타르스크제철소 지배인 박순철동지, \
                농업위원회 부위원장 김영희동지가 참가하였다.";
    let found = facts(text);
    let members: Vec<_> = found.rosters.iter().flat_map(|r| &r.members).collect();
    let institutions: Vec<_> = members.iter().map(|m| m.institution.join(" < ")).collect();
    assert_eq!(
        institutions,
        ["중앙위원회 < 조선로동당", "타르스크제철소", "농업위원회"]
    );
}

#[test]
fn rosters_in_english() {
    let cases: [(&str, &[&str]); 7] = [
        (
            "Members of the board include Jan Orel, Ida Vesk and Bo Lind.",
            &["Jan Orel", "Ida Vesk", "Bo Lind"],
        ),
        (
            "The squad: Goalkeepers: Jan Orel, Ivan Vesk; Defenders: Boris Lind, Simon Holm.",
            &["Jan Orel", "Ivan Vesk", "Boris Lind", "Simon Holm"],
        ),
        (
            "The motion passed, with Jan Orel, Ida Vesk and Bo Lind dissenting.",
            &["Jan Orel", "Ida Vesk", "Bo Lind"],
        ),
        (
            "He was met at the airport by Jan Orel, minister of trade, and Ida Vesk.",
            &["Jan Orel", "Ida Vesk"],
        ),
        (
            "The president appointed Jan Orel as minister of trade and Ida Vesk as minister of health.",
            &["Jan Orel", "Ida Vesk"],
        ),
        (
            "Voting for the action were: Viola I. Parry, Chair; Jack Orel; Petra Stone; and Bo T. Parry.",
            &["Viola I. Parry", "Jack Orel", "Petra Stone", "Bo T. Parry"],
        ),
        (
            "Jan Orel, Ida Vesk and Bo Lind agreed that prices would fall.",
            &[],
        ),
    ];
    for (text, expected) in cases {
        let found = facts(text);
        let members = members(&found).concat();
        assert_eq!(members, expected, "{text}");
    }
}

#[test]
fn posts_are_not_cut_in_hangul() {
    let text =
        "회의에는 최상호 금융위원장, 박순철 국가안보실장, 김영희 안보실 1차장 등이 참석했다.";
    let found = facts(text);
    assert_eq!(names(&found), ["최상호", "박순철", "김영희"]);
    let titles: Vec<_> = found.titles.iter().map(|t| t.text.as_str()).collect();
    assert_eq!(titles, ["금융위원장", "국가안보실장", "안보실 1차장"]);
}

#[test]
fn names_of_several_words_that_the_pack_spells() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/packs/vendria");
    let pack = Pack::read(&folder).unwrap();
    let text = "벤드리아통일당 대회 개막\n\n벤드리아통일당 총비서 오렌 말크가 연설했다. 주석단에는 다빈 소렐 총리와 펠라 도른 \
        선전부장이 자리했다.\n";
    let found = facts_with(&pack, text);
    assert_eq!(names(&found), ["Oren Malk", "Davin Sorrel", "Pela Dorn"]);
}

#[test]
fn the_pack_links_in_its_field_only() {
    let text = "South Korean Vice Minister Kim Yong Hwan met Chinese officials in Seoul on Friday.";
    let found = facts_with(&Pack::dprk(), text);
    assert!(found.people.iter().all(|p| {
        let id = p.id.as_deref().unwrap_or("");
        !id.starts_with("p-")
    }));
}

/// Given names and surnames from which many names are made.
const GIVEN: [&str; 10] = [
    "Jan", "Viola", "Boris", "Edgar", "Maria", "Ivan", "Petra", "Simon", "Laura", "Victor",
];

fn name(number: usize) -> String {
    let letters = [
        "bar", "dor", "fel", "gan", "hol", "jur", "kav", "lom", "nev", "rist",
    ];
    let digit = |n: usize| letters.get(n % 10).copied().unwrap_or("bar");
    let surname = format!(
        "{}{}{}",
        digit(number),
        digit(number / 10),
        digit(number / 100)
    );
    let given = GIVEN.get(number / 1000 % 10).copied().unwrap_or("Jan");
    format!(
        "{given} {}{}",
        surname.get(..1).unwrap_or("").to_uppercase(),
        surname.get(1..).unwrap_or("")
    )
}

#[test]
fn ten_thousand_members_in_one_sentence() {
    let all: Vec<String> = (0..10_000).map(name).collect();
    let text = format!(
        "Present at the congress were {} and Ida Vesk.\n",
        all.join(", ")
    );
    let start = Instant::now();
    let found = facts(&text);
    assert!(start.elapsed() < BOUND, "{:?}", start.elapsed());
    let [roster] = found.rosters.as_slice() else {
        panic!("{} rosters", found.rosters.len());
    };
    assert_eq!(roster.members.len(), 10_001);
    let in_order = roster.members.iter().zip(&all).all(|(m, n)| m.name == *n);
    assert!(in_order);
}

#[test]
fn titles_without_a_stop_in_linear_time() {
    let part = "the minister of trade Jan Orel and the chairman of the council Ida Vesk, director of the \
                Tarsk Institute, and the president told the minister that the general secretary ";
    let time = |times: usize| {
        let start = Instant::now();
        let found = facts(&part.repeat(times));
        assert!(found.titles.len() > times);
        start.elapsed()
    };
    let (short, long) = (time(500), time(4_000));
    assert!(long < BOUND, "{long:?}");
    // Eight times the text takes no more than sixteen times as long.
    assert!(
        long < short * 16 + Duration::from_secs(1),
        "{short:?} {long:?}"
    );
}

#[test]
fn short_forms_in_hangul_in_linear_time() {
    let part = "김영철 부장은 말했다. 김 부장은 박순희 위원장을 만났고 박 위원장은 니콜라스 오렐 총리를, 오렐은 \
                마리아를 만났다.\n\n";
    let time = |times: usize| {
        let start = Instant::now();
        let found = facts(&part.repeat(times));
        assert!(found.people.len() > times);
        start.elapsed()
    };
    let (short, long) = (time(200), time(1_600));
    assert!(long < BOUND, "{long:?}");
    assert!(
        long < short * 16 + Duration::from_secs(1),
        "{short:?} {long:?}"
    );
}

/// The names in Korean sentences that stand in a paragraph.
fn korean_names(text: &str) -> Vec<String> {
    let found = facts(text);
    found.people.into_iter().map(|p| p.text).collect()
}

#[test]
fn korean_nouns_that_look_like_names() {
    let text = "우리는 배수송을 늘이고 정상배들을 몰아내야 한다. <팀 오렐>훈련은 그만두어야 한다. 모든 조건을 \
                리용하여 야욕을 채우기 위해 나선 자들을 막아야 한다.";
    assert_eq!(korean_names(text), Vec::<String>::new());
}

#[test]
fn dots_join_korean_names() {
    let text = "행사에는 홍길동ㆍ박순철 의원과 최진호·김영수 감독이 참석했다.";
    assert_eq!(
        titles(&facts(text)),
        [
            ("의원", "홍길동"),
            ("의원", "박순철"),
            ("감독", "최진호"),
            ("감독", "김영수"),
        ]
    );
}

#[test]
fn posts_that_a_korean_sentence_gives() {
    let text = "타르나그룹은 최진호 전무를 부사장으로 승진시켰다고 밝혔다. 대표이사에는 박순철 사장을 임명했다. \
                김영수 상무(51)가 본부장을 맡는다.";
    assert_eq!(
        titles(&facts(text)),
        [
            ("전무", "최진호"),
            ("부사장", "최진호"),
            ("대표이사", "박순철"),
            ("사장", "박순철"),
            ("상무", "김영수"),
            ("본부장", "김영수"),
        ]
    );
}

#[test]
fn posts_of_a_korean_career() {
    let text = "최진호 판사는 2010년 타르나지법 부장판사, 타르나고법 수석판사 등을 역임했다. \
                법무부 장관을 지낸 박순철 변호사도 참석했다.";
    assert_eq!(
        titles(&facts(text)),
        [
            ("판사", "최진호"),
            ("타르나지법 부장판사", "최진호"),
            ("타르나고법 수석판사", "최진호"),
            ("법무부 장관", "박순철"),
            ("변호사", "박순철"),
        ]
    );
}
