//! Counters of Korean, and whether one counts where it stands.

use super::super::{
    scan::{Amount, Reader},
    units::{self, Unit},
};
use super::around::{of, without_particle};
use crate::{
    facts::dates::is_length_of_days,
    text::{
        korean::PARTICLES,
        number::{NumberForm, is_hangul},
    },
};

/// Counters that no other word begins with behind a number: what follows does not matter.
const SURE: [&str; 71] = [
    "명",
    "개국",
    "개소",
    "개년",
    "개군",
    "개시",
    "개도",
    "가지",
    "사람",
    "마리",
    "그루",
    "가구",
    "세대",
    "나라",
    "차례",
    "군데",
    "종류",
    "학급",
    "개",
    "톤급",
    "송이",
    "켤레",
    "자루",
    "쌍둥이",
    "포기",
    "상자",
    "그릇",
    "다발",
    "묶음",
    "꾸러미",
    "킬로",
    "곳",
    "여단",
    "포인트",
    "문제",
    "경기",
    "홈런",
    "안타",
    "이닝",
    "타점",
    "득점",
    "도움",
    "리바운드",
    "어시스트",
    "삼진",
    "연승",
    "연패",
    "페이지",
    "바퀴",
    "의석",
    "객실",
    "좌석",
    "점포",
    "품목",
    "과목",
    "가마니",
    "자녀",
    "팀",
    "세트",
    "타석",
    "타수",
    "실점",
    "게임",
    "시즌",
    "계단",
    "차선",
    "개사",
    "인분",
    "부작",
    "도시",
    "국가",
];

/// Counters of one syllable that other words begin with too: a particle or the end of the word follows.
const SHORT: [&str; 40] = [
    "골", "승", "패", "섬", "근", "칸", "쪽", "대", "발", "기", "척", "문", "정", "점", "건", "채",
    "권", "장", "통", "편", "곡", "쌍", "벌", "회", "번", "살", "세", "인", "종", "표", "석", "병",
    "잔", "판", "줄", "필", "구", "매", "동", "층",
];

/// What may follow a counter in the same word, besides particles.
const BEHIND: [&str; 30] = [
    "만에",
    "씩",
    "여",
    "이상",
    "이하",
    "미만",
    "정도",
    "가량",
    "쯤",
    "안팎",
    "내외",
    "당",
    "짜리",
    "규모",
    "중",
    "등",
    "마다",
    "밖에",
    "이나",
    "나",
    "이란",
    "이라",
    "으로부터",
    "이었",
    "였",
    "입니다",
    "이지만",
    "인데",
    "가까이",
    "넘",
];

/// The counter at a byte: its unit if it measures, its name, its length.
pub(super) fn counter<'r>(
    r: &Reader<'r, '_>,
    amount: Amount,
    at: usize,
    spaced: bool,
) -> Option<(Option<Unit>, &'r str, usize)> {
    let rest = r.rest(at);
    if let Some((unit, len)) = units::korean(rest)
        && measures(r, amount, rest.get(..len)?, at + len, spaced)
    {
        return Some((Some(unit), rest.get(..len)?, len));
    }
    if let Some((unit, len)) =
        units::symbol(rest).filter(|_| rest.starts_with(|c: char| !is_hangul(c)))
    {
        return Some((Some(unit), rest.get(..len)?, len));
    }
    if let Some(name) = SURE.iter().find(|c| rest.starts_with(**c)) {
        let number_of_days = rest.starts_with("개월");
        return (!number_of_days).then_some((None, *name, name.len()));
    }
    let short = SHORT.iter().find(|c| rest.starts_with(**c));
    if let Some(name) =
        short.filter(|n| ends(r.rest(at + n.len())) && counts(r, amount, n, at + n.len()))
    {
        return Some((None, *name, name.len()));
    }
    noun(r, amount, at, spaced)
}

/// Whether a word ends here, or only a particle or a word of measure follows.
pub(super) fn ends(rest: &str) -> bool {
    let run = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
    let word = rest.get(..run).unwrap_or("");
    word.is_empty() || PARTICLES.contains(&word) || BEHIND.iter().any(|b| word.starts_with(b))
}

/// Whether a unit behind a number is one: some are syllables of other words.
fn measures(r: &Reader<'_, '_>, amount: Amount, word: &str, end: usize, spaced: bool) -> bool {
    let rest = r.rest(end);
    let before = r.before(amount.span.start).trim_end();
    match word {
        // `3일` is a day of the month unless it is a length of time.
        "일" => {
            let length = [
                "간", " 간 ", "동안", " 동안", "짜리", "만에", "만 ", "여", " 만에", "분", "이상",
                " 이상",
            ];
            amount.high > 31.0
                || length.iter().any(|w| rest.starts_with(w)) && !rest.starts_with("분기")
                || is_length_of_days(before, rest)
        }
        "도" => {
            ["섭씨", "영하", "영상", "기온이", "기온은", "최고", "최저"]
                .iter()
                .any(|w| before.ends_with(w))
                || [
                    "이상", "이하", "까지", " 안팎", "를 웃", "를 넘", " 이상", " 이하",
                ]
                .iter()
                .any(|w| rest.starts_with(w))
        }
        // `후반 23분`
        "분" if ["전반", "후반", "연장"].iter().any(|w| before.ends_with(w)) => false,
        "리" | "평" | "주" | "초" | "분" | "불" | "엔" | "원" => {
            let span = ["간", "동안", " 동안"].iter().any(|w| rest.starts_with(w));
            let worth = word == "원" && ["어치", "대", "선"].iter().any(|w| rest.starts_with(w));
            // `2할6푼8리`
            let average = word == "리" && before.ends_with('푼');
            (ends(rest) || span || worth)
                && !(spaced && word == "주" && amount.high < 2.0)
                && !average
        }
        // `5천년`, but `8년 대회` and `2016년` are years of the calendar, which dates have taken.
        "년" | "해" => !rest.starts_with("대") && amount.form != NumberForm::Plain(4),
        "달" | "미리" | "센치" | "킬로" | "프로" => ends(rest),
        // `두배가까이`, but `두 배우`
        "배" => !rest.starts_with([
            '우', '경', '치', '급', '구', '당', '달', '상', '낭', '터', '반',
        ]),
        _ => true,
    }
}

/// What follows `5번` where it is five times and not number five.
const TIMES: [&str; 7] = ["정도", "이나", "이상", "씩", "에 ", "가량", "만에"];

/// Whether a counter of one syllable counts here; else it is an ordinal, an age in tens, a label.
fn counts(r: &Reader<'_, '_>, amount: Amount, name: &str, end: usize) -> bool {
    let rest = r.rest(end);
    let before = r.before(amount.span.start).trim_end();
    let native = r
        .text
        .get(amount.span.range())
        .is_some_and(|t| t.starts_with(is_hangul));
    // `『Works』 4권` is the fourth volume.
    if before.ends_with(['』', '》', '」', '〉']) {
        return false;
    }
    match name {
        // `저작집 28권` is a volume.
        "권" => !before.ends_with('집'),
        "번" => {
            (native || amount.low >= 100.0 || TIMES.iter().any(|w| rest.starts_with(w)))
                && !rest.starts_with('째')
                && !rest.starts_with(" 째")
        }
        "회" => {
            let often = [
                "총", "연", "월", "주", "하루", "모두", "매년", "매달", "매월",
            ];
            ["에", "나", "씩", " 이상", " 연속", " 걸쳐", "가량"]
                .iter()
                .any(|w| rest.starts_with(w))
                || often.iter().any(|w| before.ends_with(w))
        }
        // `8기 4차 전원회의` numbers a committee.
        "기" => {
            let body = ["회", "당", "대의원", "의원"]
                .iter()
                .any(|w| before.ends_with(w));
            let next = rest.trim_start();
            !body && !next.starts_with(|c: char| c.is_ascii_digit()) && !next.starts_with("제")
        }
        // `20대` of people is their age.
        "대" => {
            let age = amount.low % 10.0 == 0.0 && (10.0..=90.0).contains(&amount.low);
            let people = [
                "남",
                "여",
                "녀",
                "청",
                "초반",
                "중반",
                "후반",
                "이하",
                "이상",
                "의 나이",
                "주민",
                "들",
                "배우",
                "젊은",
                "주부",
                "직장인",
                "로인",
                "노인",
                "학생",
                "에서",
            ];
            let about = amount.approx
                || ["가량", "정도", "여"].iter().any(|w| rest.starts_with(w))
                || !age
                    && ["이상", "이하", "미만", "가량", "정도"]
                        .iter()
                        .any(|w| rest.trim_start().starts_with(w));
            let counted = of(r, amount.span.start, end);
            // `30대의 여성` is an age, `30대의 트럭` a number.
            if age && !about && !counted.as_deref().is_some_and(is_machine) {
                return false;
            }
            let bare = counted.is_none() && !about;
            // `34대 13`
            if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                return false;
            }
            // `4대 목표` are four great ones.
            if bare
                && rest
                    .strip_prefix(' ')
                    .is_some_and(|t| t.starts_with(is_hangul))
            {
                return false;
            }
            !(age && (bare || people.iter().any(|p| rest.trim_start().starts_with(p))))
        }
        // `1인 가구`
        "인" if amount.is(1.0) => false,
        "동" => ["건물", "주택", "창고", "아파트", "하우스", "축사", "공장"]
            .iter()
            .any(|w| before.ends_with(w)),
        "층" => [" 건물", "짜리", " 높이", " 규모", " 아파트", " 빌딩"]
            .iter()
            .any(|w| rest.starts_with(w)),
        "세" | "살" | "인" | "석" | "표" | "승" | "패" | "섬" | "칸" | "쪽" => {
            !native || matches!(name, "살" | "섬" | "칸" | "쪽")
        }
        "장" | "편" | "통" => amount.high > 1.0 || !native,
        _ => true,
    }
}

/// Whether what `대` counts is a machine.
fn is_machine(noun: &str) -> bool {
    const MACHINES: [&str; 36] = [
        "차",
        "차량",
        "버스",
        "트럭",
        "택시",
        "전차",
        "탱크",
        "장갑",
        "항공기",
        "비행기",
        "헬기",
        "헬리콥터",
        "전투기",
        "폭격기",
        "무인기",
        "드론",
        "여객기",
        "컴퓨터",
        "카메라",
        "기계",
        "장비",
        "로봇",
        "열차",
        "객차",
        "전동차",
        "오토바이",
        "자전거",
        "크레인",
        "발전기",
        "굴착기",
        "방사포",
        "발사대",
        "서버",
        "스마트폰",
        "냉장고",
        "뜨락또르",
    ];
    MACHINES.iter().any(|m| noun.contains(m))
}

/// The least number that counts a noun without a counter: `7천만 겨레`, `수백 당원`.
const LARGE: f64 = 100.0;

/// A noun that a large number in words counts by itself.
fn noun(
    r: &Reader<'_, '_>,
    amount: Amount,
    at: usize,
    spaced: bool,
) -> Option<(Option<Unit>, &'static str, usize)> {
    let words = r.text.get(amount.span.range())?;
    let scaled = words.ends_with(['만', '천', '백', '억']);
    (spaced && scaled && amount.low >= LARGE).then_some(())?;
    let rest = r.rest(at);
    let run = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
    let word = rest.get(..run)?;
    // Two syllables at least, and a noun: no ending of a verb.
    let noun = words.chars().count() > 1
        && word.len() >= 6
        && !["하", "되", "했", "한", "된", "넘", "있", "없"]
            .iter()
            .any(|v| word.starts_with(v));
    noun.then(|| (None, "", without_particle(word).len()))
}

/// Whether a native or Sino-Korean numeral counts by this counter: `한` and `세` open many words.
pub(super) fn native_fits(r: &Reader<'_, '_>, amount: Amount, name: &str, spaced: bool) -> bool {
    let one = amount.is(1.0);
    let many = amount.low >= 100.0;
    let long = name.chars().count() > 1;
    if one {
        return matches!(name, "달" | "시간" | "명" | "개월" | "주일");
    }
    // A numeral glued to a counter of one syllable is too often another word (`세대`, `네명` is not).
    let words = r.text.get(amount.span.range()).unwrap_or("");
    spaced
        || long
        || (many && words.chars().count() > 1)
        || matches!(name, "명" | "달" | "번" | "배" | "개")
}
