//! Claims of sentences about a country that does not exist.

use variorum::{
    Corpus, ReadOptions,
    facts::{
        Extractor, Kind,
        claims::{Claim, Party, Type},
    },
    pack::Pack,
};

fn claims(body: &str) -> Vec<Claim> {
    let text = format!("Council Meets in Tarsk\n\nTARSK, March 3, 2023 (VPS) -- {body}\n");
    read(&text)
}

fn korean(body: &str) -> Vec<Claim> {
    read(&format!("타르스크 소식\n\n{body}\n"))
}

fn read(text: &str) -> Vec<Claim> {
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let extractor = Extractor::new(&Pack::none());
    extractor
        .facts(&corpus.documents()[0], &[Kind::Claims])
        .claims
}

fn name(party: Option<&Party>) -> &str {
    party.map_or("", |p| p.name.as_str())
}

/// Kind, speaker, target and a part of what is said, in the order of the text.
fn has(found: &[Claim], kind: Type, speaker: &str, target: &str, what: &str) {
    let fits = |c: &&Claim| {
        c.kind == kind
            && name(c.speaker.as_ref()).contains(speaker)
            && name(c.target.as_ref()).contains(target)
            && c.what.contains(what)
    };
    assert!(
        found.iter().any(|c| fits(&c)),
        "{kind:?} by {speaker} of {target}: {what}\n{found:#?}"
    );
}

#[test]
fn a_need_is_a_noun_behind_an_article() {
    let found = claims("Jan Orel said that the need to repair the mills was met.");
    assert!(found.iter().all(|c| c.kind != Type::Demand), "{found:#?}");
    let found = claims("Jan Orel said that the mills need to repair the roofs.");
    has(&found, Type::Demand, "Jan Orel", "mills", "repair");
}

#[test]
fn given_is_no_verb_without_an_auxiliary() {
    let found = claims("Given the need for order, Jan Orel opened the mill.");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_is_reported_to_an_office_is_no_clause() {
    let found = claims("Two thefts reported to the Tarsk police were solved in May.");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn whose_a_fault_is() {
    let found =
        claims("Jan Orel criticised the defects revealed last year in the work of the mills.");
    has(
        &found,
        Type::Criticism,
        "Jan Orel",
        "work of the mills",
        "defects",
    );
    let found = claims("Jan Orel criticised the mistakes some mills made by wasting grain.");
    has(
        &found,
        Type::Criticism,
        "Jan Orel",
        "some mills",
        "mistakes",
    );
    let found = claims("Mira Sol pointed to serious defects, though the mills grew.");
    has(&found, Type::Criticism, "Mira Sol", "mills", "defects");
    let found = claims("Mira Sol was reported to have pointed out mistakes by the mills.");
    has(&found, Type::Criticism, "Mira Sol", "mills", "mistakes");
}

#[test]
fn repeated_openings_are_several_claims() {
    let found = claims(
        "Sharply criticised were a series of mistakes made by some mills, including the issue of wasting grain, \
         the issue of hiding losses and the issue of neglecting repairs.",
    );
    let blamed: Vec<&Claim> = found.iter().filter(|c| c.kind == Type::Criticism).collect();
    assert_eq!(blamed.len(), 3, "{found:#?}");
    assert!(
        blamed
            .iter()
            .all(|c| name(c.target.as_ref()).contains("mills")),
        "{found:#?}"
    );
}

#[test]
fn who_is_told_to_overcome_a_fault_is_blamed_for_it() {
    let found = claims("Jan Orel called on the mills to overcome their negligence.");
    has(&found, Type::Demand, "Jan Orel", "mills", "overcome");
    has(&found, Type::Criticism, "Jan Orel", "", "negligence");
}

#[test]
fn a_condition_that_is_not_met_warns() {
    let found =
        claims("Jan Orel said that if the ministers fail to act, the harvest will be lost.");
    has(
        &found,
        Type::Criticism,
        "Jan Orel",
        "ministers",
        "fail to act",
    );
}

#[test]
fn long_subjects_have_their_heads() {
    let found = claims(
        "University professors in Tarsk in a letter to the premier on May 6 urged him to open the schools.",
    );
    has(
        &found,
        Type::Demand,
        "University professors",
        "",
        "open the schools",
    );
}

#[test]
fn participles_behind_nouns_and_prepositions_make_claims() {
    let found = claims("Jan Orel issued a statement condemning the mills for waste.");
    has(&found, Type::Criticism, "Jan Orel", "mills", "waste");
    let found = claims("Jan Orel won support after accusing the mills of hiding losses.");
    has(
        &found,
        Type::Criticism,
        "Jan Orel",
        "mills",
        "hiding losses",
    );
}

#[test]
fn a_headline_with_accused_is_a_passive() {
    let found =
        read("Mill Directors Accused of Waste\n\nTARSK (VPS) -- The court met on Friday.\n");
    has(&found, Type::Criticism, "", "Mill Directors", "Waste");
    assert!(found[0].speaker.is_none(), "{found:#?}");
}

#[test]
fn headlines_make_claims() {
    let found =
        read("Orel calls on mills to cut waste\n\nTARSK (VPS) -- The council met on Friday.\n");
    has(&found, Type::Demand, "Orel", "mills", "cut waste");
}

#[test]
fn denials_are_denied() {
    let found = claims("Jan Orel denied hiding the losses of the mill.");
    assert_eq!(found[0].actuality, "denied", "{found:#?}");
}

#[test]
fn what_a_medium_quotes_is_said_by_others() {
    let found = claims("\"Orel stressed the need to repair the mills,\" the agency said.");
    has(&found, Type::Demand, "Orel", "", "need to repair");
}

#[test]
fn calling_something_bad_is_an_assessment_and_calling_a_meeting_is_none() {
    let found = claims("Jan Orel called the plan a reckless fraud.");
    has(&found, Type::Criticism, "Jan Orel", "plan", "reckless");
    let found = claims("Jan Orel called a meeting on Friday.");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn korean_verbs_make_their_claims() {
    for (body, kind, speaker, target, what) in [
        (
            "오렐 위원장은 보고에서 공장들의 무책임한 태도를 엄하게 비판하시였다.",
            Type::Criticism,
            "오렐",
            "",
            "무책임한 태도",
        ),
        (
            "솔 장관은 선거가 조작됐다고 비난했다.",
            Type::Criticism,
            "솔",
            "선거",
            "조작됐다",
        ),
        (
            "벤드리아 외무성은 타르스크 정부에 군대를 철수할 것을 촉구했다.",
            Type::Demand,
            "외무성",
            "타르스크 정부",
            "철수할 것",
        ),
        (
            "오렐 위원장은 방앗간을 빨리 수리할데 대하여 강조하시였다.",
            Type::Demand,
            "오렐",
            "",
            "수리할데",
        ),
        (
            "솔 장관은 “우리는 내년까지 다리를 놓아야 한다”고 말했다.",
            Type::Demand,
            "솔",
            "",
            "다리를 놓아야 한다",
        ),
        (
            "솔 장관은 어제 다리를 놓겠다고 약속했다.",
            Type::Commitment,
            "솔",
            "",
            "다리를 놓겠다",
        ),
        (
            "오렐 위원장은 로동자들의 성과를 높이 치하하시였다.",
            Type::Praise,
            "오렐",
            "",
            "성과",
        ),
        (
            "벤드리아 정부는 깊은 우려를 표명했다.",
            Type::Criticism,
            "벤드리아 정부",
            "",
            "우려",
        ),
        (
            "다리가 곧 열릴 것이라고 솔 장관이 밝혔다.",
            Type::Assessment,
            "솔",
            "",
            "다리가 곧 열릴",
        ),
    ] {
        has(&korean(body), kind, speaker, target, what);
    }
}

#[test]
fn a_korean_medium_passes_claims_on() {
    let found = korean(
        "벤드리아통신은 오렐 위원장이 “형식주의를 철저히 극복해야 한다”고 지적했다고 보도했다.",
    );
    has(&found, Type::Demand, "오렐", "", "형식주의");
    has(&found, Type::Criticism, "오렐", "", "형식주의");
}

#[test]
fn korean_denials_and_nouns() {
    let found = korean("솔 장관은 자금을 숨긴 혐의를 부인했다.");
    assert_eq!(found[0].actuality, "denied", "{found:#?}");
    let found = korean("솔 장관을 비판하는 글이 신문에 실렸다.");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_long_korean_line_takes_linear_time() {
    let body = "솔 장관은 다리를 놓아야 한다고 강조하였으며 ".repeat(2_000);
    assert!(!korean(&body).is_empty());
}

#[test]
fn an_expectation_of_a_thing_is_no_demand() {
    let found = claims("Jan Orel said that the new rate should lower prices.");
    assert!(found.iter().all(|c| c.kind != Type::Demand), "{found:#?}");
    let found = claims("Jan Orel said that the roads should be repaired.");
    has(&found, Type::Demand, "Jan Orel", "roads", "repaired");
}

#[test]
fn a_condition_announces_nothing_and_a_rally_is_held() {
    let found = claims("If the council decides to open the mills, prices will fall.");
    assert!(
        found.iter().all(|c| c.kind != Type::Announcement),
        "{found:#?}"
    );
    let found = claims("Jan Orel held a rally outside the \"House of Mills\" on Friday.");
    assert!(found.is_empty(), "{found:#?}");
}
