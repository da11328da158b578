//! What the words beside a Korean list say that its people did.

use crate::facts::rosters::Role;

/// Words that say what the people of a list did, by their beginnings; those that matter more come first.
const ROLES: [(Role, &[&str]); 8] = [
    (Role::Accompanied, &["수행", "동행", "대동"]),
    (Role::Platform, &["주석단", "연단", "연탁"]),
    (
        Role::Committee,
        &[
            "구성",
            "장의위원회",
            "위원회는",
            "위원장",
            "위원명단",
            "명단",
        ],
    ),
    (
        Role::Elected,
        &[
            "선거",
            "선출",
            "임명",
            "선임",
            "보선",
            "소환",
            "해임",
            "추대",
            "발탁",
            "기용",
            "위촉",
            "당선",
            "선발",
            "승진",
            "발령",
            "내정",
            "수상자",
            "수상했",
            "수상하",
            "신규선임",
            "재선임",
            "재선출",
            "지명됐",
            "지명했",
            "추천됐",
            "추천했",
            "후보에",
        ],
    ),
    (
        Role::Named,
        &[
            "기소", "구속", "체포", "입건", "송치", "숨졌", "숨진", "사망", "실종",
        ],
    ),
    (Role::Voting, &["찬성", "반대표", "기권", "표결"]),
    (
        Role::Speakers,
        &["토론", "연설", "발언", "축사", "발제", "주제발표", "패널"],
    ),
    (
        Role::Attendance,
        &[
            "참석",
            "참가",
            "배석",
            "참여",
            "출석",
            "참관",
            "나왔",
            "맞이",
            "영접",
            "배웅",
            "환송",
            "자리",
            "비롯",
            "등",
            "합류",
            "출전",
            "출연",
            "이름을",
            "조문",
            "헌화",
            "관람했",
            "관람하",
        ],
    ),
];

/// What the words beside a list say that its people did.
pub(super) fn role(before: &[&str], behind: &[&str]) -> Option<Role> {
    let says = |words: &[&str], signs: &[&str]| {
        words.iter().any(|w| signs.iter().any(|s| w.starts_with(s)))
    };
    // `홍길동 대표, 김영희 대표와 함께`
    if behind.get(1).is_some_and(|w| *w == "함께") {
        return Some(Role::Accompanied);
    }
    let found = ROLES.iter().find(|(_, signs)| says(behind, signs));
    let found = found.or_else(|| {
        ROLES
            .iter()
            .find(|(role, signs)| *role != Role::Attendance && says(before, signs))
    });
    let attends = || {
        ROLES
            .iter()
            .find(|(role, signs)| *role == Role::Attendance && says(before, signs))
    };
    found.or_else(attends).map(|(role, _)| *role)
}
