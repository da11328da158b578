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

/// Each text with the titles and holders that it gives.
fn hold(cases: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in cases {
        assert_eq!(titles(&facts(text)), *expected, "{text}");
    }
}

#[test]
fn posts_behind_asides_and_clauses() {
    hold(&[
        (
            "Pavel Mirko, 45, of Tarsk, a former judge and now rector of Osmar University, spoke first.",
            &[
                ("judge", "Pavel Mirko"),
                ("rector of Osmar University", "Pavel Mirko"),
            ],
        ),
        (
            "Tomas Grell, left, president of the Tarsk Rotary Club, cut the ribbon.",
            &[("president of the Tarsk Rotary Club", "Tomas Grell")],
        ),
        (
            "Anna Berg, MD, FACS, who has served as chief of surgery at Osmar General Hospital, agreed.",
            &[("chief of surgery at Osmar General Hospital", "Anna Berg")],
        ),
        (
            "Nadia Orel, one of the authors and a researcher at the Tarsk Institute, said so.",
            &[("researcher at the Tarsk Institute", "Nadia Orel")],
        ),
        (
            "\"It is late,\" said Lena Korb, a professor emerita of history at Tarsk College.",
            &[("professor emerita of history at Tarsk College", "Lena Korb")],
        ),
    ]);
}

#[test]
fn joined_posts_have_one_holder() {
    hold(&[
        (
            "The group's founder and chairman, Hugo Bauer, denied it.",
            &[("founder", "Hugo Bauer"), ("chairman", "Hugo Bauer")],
        ),
        (
            "Eva Strand was named head of trade and director of the Tarsk Fund in June.",
            &[
                ("head of trade", "Eva Strand"),
                ("director of the Tarsk Fund", "Eva Strand"),
            ],
        ),
        (
            "Viola Wells, chair of the energy panel, and its deputy head, Peter Lund, resigned.",
            &[
                ("chair of the energy panel", "Viola Wells"),
                ("deputy head", "Peter Lund"),
            ],
        ),
    ]);
}

#[test]
fn posts_that_verbs_and_nouns_give() {
    hold(&[
        (
            "Ruth Alder took over as chief executive of Brightway in May.",
            &[("chief executive of Brightway", "Ruth Alder")],
        ),
        (
            "In his capacity as mayor of Tarsk, Paul Dresner opened the bridge.",
            &[("mayor of Tarsk", "Paul Dresner")],
        ),
        (
            "Peter Lund replaced Viola Wells as director of the Tarsk Museum last year.",
            &[("director of the Tarsk Museum", "Peter Lund")],
        ),
        (
            "Peter Lund appoints him as the first director of the Tarsk Museum.",
            &[],
        ),
    ]);
}

#[test]
fn work_and_those_who_are_served() {
    hold(&[
        (
            "Tarsk University biologist Viola Wells and senior planner Peter Lund differ.",
            &[("Tarsk University biologist", "Viola Wells")],
        ),
        (
            "Viola Wells left. Wells spokeswoman Ida Vesk said that she was well.",
            &[("Wells spokeswoman", "Ida Vesk")],
        ),
    ]);
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
    let cases: [(&str, &[&str]); 19] = [
        (
            "The council will hear from Jan Orel, who leads a bank; Ida Vesk; and Boris Lind.",
            &["Jan Orel", "Ida Vesk", "Boris Lind"],
        ),
        (
            "The president went to Tarsk on Friday for the annual meeting of the council.\n\n\
             These will be attending:\n\nPresident Jan Orel\n\nMinister Ida Vesk\n\nJudge Boris Lind\n\n\
             All of them said that they would come again to the town in the next year.",
            &["Jan Orel", "Ida Vesk", "Boris Lind"],
        ),
        (
            "Ministers joined Jan Orel and Ida Vesk, mayors, to watch Boris Lind take the oath.",
            &[],
        ),
        (
            "The team of Jan Orel, Ida Vesk and Boris Lind told of the matches.",
            &["Jan Orel", "Ida Vesk", "Boris Lind"],
        ),
        (
            "Present were Jan Orel, head of the Council for Relations with Foreign Banks, and Ida Vesk.",
            &["Jan Orel", "Ida Vesk"],
        ),
        (
            "Orel's aides Jan Lom, Ida Vesk, Bo Lind and Eva Holm will sing again.",
            &["Jan Lom", "Ida Vesk", "Bo Lind", "Eva Holm"],
        ),
        (
            "The museum has portraits of Jan Orel, Ida Vesk, Bo Lind and Eva Holm.",
            &[],
        ),
        (
            "Producer Simon Orel and writer Ida Vesk took part along with composer Boris Lind.",
            &["Simon Orel", "Ida Vesk", "Boris Lind"],
        ),
        (
            "Jan Orel, Ida Vesk and Boris Lind were all arrested in Tarsk.",
            &["Jan Orel", "Ida Vesk", "Boris Lind"],
        ),
        (
            "Several ministers, including Jan Orel, Ida Vesk and Boris Lind, said no.",
            &["Jan Orel", "Ida Vesk", "Boris Lind"],
        ),
        (
            "He has been joined by Jan Orel (Night: The Return), Ida Vesk (Tarsk) and Boris Lind.",
            &["Jan Orel", "Ida Vesk", "Boris Lind"],
        ),
        (
            "Goalkeepers: Jan Orel, Ivan Vesk (Tarsk).\n\nDefenders: Boris Lind, Simon Holm.",
            &["Jan Orel", "Ivan Vesk", "Boris Lind", "Simon Holm"],
        ),
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
fn rosters_in_korean() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "박순철 시장, 김영희 대표에 이어 최상호, 이정민 등이 헌화했다.",
            &["박순철", "김영희", "최상호", "이정민"],
        ),
        (
            "회의에는 박순철 시장, 김영희 대표의 동생 최상호 등이 참석했다.",
            &["박순철", "최상호"],
        ),
        (
            "이날 박순철 부장이 국장으로, 김영희 과장이 부장으로 승진했다.",
            &["박순철", "김영희"],
        ),
        ("박순철(47) 회장과 박 회장의 동생이 참석했다.", &[]),
        (
            "수비수로는 최상호(타르스크)를 비롯해 박순철(벤드리아), 김영희(오렐시티) 등이 뽑혔다.",
            &["최상호", "박순철", "김영희"],
        ),
        (
            "다음은 명단이다.\n\n▲감독상=최상호(별)\n\n▲음악상=박순철(달)\n\n▲미술상=김영희(달)",
            &["최상호", "박순철", "김영희"],
        ),
        (
            "대표팀 명단\n\n골문\n\n최상호(타르스크), 박순철(오렐)\n\n앞줄\n\n이영수(오렐), 김정호(타르스크), 박성민(달)",
            &["최상호", "박순철", "이영수", "김정호", "박성민"],
        ),
        (
            "상은 '별의 노래' 최상호, '달' 박순철, '해와 달' 김영희 감독이 받았다.",
            &["최상호", "박순철", "김영희"],
        ),
        (
            "이날 홍길동 시장은 박순철 회장, 김영희 대표와 함께 사진을 찍었다.",
            &["박순철", "김영희"],
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
