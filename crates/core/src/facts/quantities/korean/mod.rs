//! What a number counts in Korean: a unit, a counter, or a noun.

mod around;

pub(super) use self::around::{around, is_around};
use self::around::{below_zero, lead, noun_phrase, of, speed, tail, without_particle};
use super::{
    scan::{Amount, Found, Reader},
    units::{self, Unit},
};
use crate::facts::dates::is_length_of_days;
use crate::text::{
    Span,
    korean::PARTICLES,
    number::{NumberForm, Reading, is_hangul, number_at},
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
const SHORT: [&str; 38] = [
    "골", "승", "패", "섬", "근", "칸", "쪽", "대", "발", "기", "척", "문", "정", "점", "건", "채",
    "권", "장", "통", "편", "곡", "쌍", "벌", "회", "번", "살", "세", "인", "종", "표", "석", "병",
    "잔", "판", "줄", "필", "구", "매",
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

/// Reads what an amount counts, if Hangul or a sign behind Hangul stands there.
pub(super) fn read(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let mut at = amount.span.end;
    let mut approx = amount.approx;
    if r.rest(at).starts_with("분의 ") || r.rest(at).starts_with("분의") {
        return fraction(r, amount);
    }
    if let Some(found) = magnitude(r, amount) {
        return Some(found);
    }
    if let Some(len) = and_more(r.rest(at)) {
        approx = true;
        at += len;
    }
    let more = at > amount.span.end;
    let space = usize::from(r.rest(at).starts_with([' ', '\u{a0}']));
    let behind = r.rest(at + space);
    let words = amount.form == NumberForm::Words;
    let hangul_number = r
        .text
        .get(amount.span.range())
        .is_some_and(|t| t.starts_with(is_hangul));
    behind.chars().next().filter(|c| {
        let point = behind.starts_with("%포인트") || behind.starts_with("%p");
        is_hangul(*c) || point || (hangul_number || more) && !c.is_whitespace()
    })?;
    let (unit, name, len) = counter(r, amount, at + space, space > 0)?;
    // `1인당 3만 달러`
    if unit.is_none() && amount.is(1.0) && r.rest(at + space + len).starts_with('당') {
        return None;
    }
    if hangul_number && words && !native_fits(r, amount, name, space > 0) {
        return None;
    }
    // `천명하다` is a verb.
    let verb = ["된", "되", "됐", "하", "한", "해", "했", "할"];
    if hangul_number
        && space == 0
        && name == "명"
        && verb.iter().any(|v| r.rest(at + len).starts_with(v))
    {
        return None;
    }
    let mut end = at + space + len;
    let mut value = amount;
    let mut unit = unit.map(|u| speed(r, amount.span.start, u));
    // `1시간 25분`, `5년 2개월`
    while let Some((more, smaller, stop)) = smaller(r, value, unit, end) {
        let factor = unit.map_or(1.0, |u| u.factor) / smaller.factor;
        value.low = value.low * factor + more;
        value.high = value.low;
        (unit, end) = (Some(smaller), stop);
    }
    let name = unit.map_or(name, |u| u.name);
    let counted_to = end;
    if let Some(len) = and_more(r.rest(end)) {
        approx = true;
        end += len;
    }
    let (bound, tail) = tail(r, end);
    approx |= bound.is_some_and(str::is_empty);
    let named = of(r, amount.span.start, counted_to);
    let sort = sort(r, name, tail).filter(|_| named.is_none());
    // `4개 도시`: the counter for anything is short of its noun.
    let whole = sort.as_ref().filter(|noun| noun.chars().count() <= SORT);
    let mut found = Found {
        span: Span::new(
            amount.span.start,
            tail + whole.map_or(0, |noun| noun.len() + 1),
        ),
        value: value.value(),
        unit: (!name.is_empty()).then(|| name.to_owned()),
        of: named.or(sort),
        approx,
        bound: bound.filter(|b| !b.is_empty()),
        measure: unit,
    };
    below_zero(r, &mut found);
    lead(r, &mut found);
    Some(found)
}

/// Syllables of the longest noun that is read as one with its counter.
const SORT: usize = 2;

/// What the counter for anything stands before: `4개 국가`.
fn sort(r: &Reader<'_, '_>, name: &str, end: usize) -> Option<String> {
    const NO_SORT: [&str; 7] = ["중", "등", "가운데", "모두", "전부", "더", "씩"];
    let rest = r.rest(end).strip_prefix(' ').filter(|_| name == "개")?;
    let noun = noun_phrase(rest)?;
    (!NO_SORT.contains(&noun.as_str())).then_some(noun)
}

/// The length of `여` behind a number, with a space before it where a counter follows: `8천 여명`.
fn and_more(rest: &str) -> Option<usize> {
    const COUNTERS: [&str; 9] = ["명", " 명", "개", "건", "톤", "채", "마리", "대", "곳"];
    if let Some(behind) = rest.strip_prefix('여') {
        return (!behind.starts_with('성')).then_some('여'.len_utf8());
    }
    let behind = rest.strip_prefix(" 여")?;
    let counted = COUNTERS.iter().any(|c| behind.starts_with(c));
    counted.then_some(" 여".len())
}

/// The counter at a byte: its unit if it measures, its name, its length.
fn counter<'r>(
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
fn ends(rest: &str) -> bool {
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
fn native_fits(r: &Reader<'_, '_>, amount: Amount, name: &str, spaced: bool) -> bool {
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

/// Days in one word with their number. `하루` is a day of any kind, and `보름` the full moon.
const DAYS: [(&str, f64); 9] = [
    ("이틀", 2.0),
    ("사흘", 3.0),
    ("나흘", 4.0),
    ("닷새", 5.0),
    ("엿새", 6.0),
    ("이레", 7.0),
    ("여드레", 8.0),
    ("아흐레", 9.0),
    ("열흘", 10.0),
];

/// Days in one word with their number, where a word begins.
pub(super) fn days(r: &Reader<'_, '_>, at: usize) -> Option<Found> {
    let rest = r.rest(at);
    let (word, count) = DAYS.iter().find(|(word, _)| rest.starts_with(word))?;
    let end = at + word.len();
    let behind = r.rest(end);
    let free = ends(behind)
        || ["간", "동안", "째", "만", "뒤", "후", "전"]
            .iter()
            .any(|w| behind.starts_with(w));
    free.then_some(())?;
    let (unit, _) = units::words(&["days"])?;
    Some(Found {
        span: Span::new(at, end),
        value: super::Value::One(*count),
        unit: Some("days".to_owned()),
        of: None,
        approx: false,
        bound: None,
        measure: Some(unit),
    })
}

/// `절반`, where a word begins.
pub(super) fn half(r: &Reader<'_, '_>, at: usize) -> Option<Found> {
    let behind = r.rest(at).strip_prefix("절반")?;
    let end = at + "절반".len();
    ends(behind).then_some(())?;
    let (bound, tail) = tail(r, end);
    let noun = r.before(at).trim_end().strip_suffix('의').unwrap_or("");
    let from = noun.rfind(|c: char| !is_hangul(c)).map_or(0, |at| {
        at + noun
            .get(at..)
            .and_then(|t| t.chars().next())
            .map_or(1, char::len_utf8)
    });
    Some(Found {
        span: Span::new(at, tail),
        value: super::Value::One(0.5),
        unit: None,
        of: noun
            .get(from..)
            .filter(|n| !n.is_empty())
            .map(str::to_owned),
        approx: bound.is_some_and(str::is_empty),
        bound: bound.filter(|b| !b.is_empty()),
        measure: None,
    })
}

/// `규모 6.8의 강진`: how strong an earthquake is.
fn magnitude(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let before = r.before(amount.span.start).trim_end();
    let rest = r.rest(amount.span.end);
    let behind = rest.strip_prefix('의').unwrap_or(rest).trim_start();
    let quake = ["지진", "강진", "여진", "본진"]
        .iter()
        .any(|w| behind.starts_with(w));
    (quake && before.ends_with("규모") && amount.high < 10.0).then(|| Found {
        span: amount.span,
        value: amount.value(),
        unit: Some("magnitude".to_owned()),
        of: noun_phrase(behind),
        approx: amount.approx,
        bound: None,
        measure: None,
    })
}

/// `3분의 2`: two thirds of what stands before.
fn fraction(r: &Reader<'_, '_>, below: Amount) -> Option<Found> {
    let rest = r.rest(below.span.end);
    let behind = rest.strip_prefix("분의")?;
    let gap = behind.len() - behind.trim_start().len();
    let at = below.span.end + "분의".len() + gap;
    let Reading::Number(above) = number_at(r.text, at, r.separators) else {
        return None;
    };
    let value = above.value()? / below.low;
    (below.low > 1.0 && value > 0.0 && value < 1.0).then_some(())?;
    Some(Found {
        span: Span::new(below.span.start, above.span.end),
        value: super::Value::One(value),
        unit: None,
        of: of(r, below.span.start, above.span.end),
        approx: false,
        bound: None,
        measure: None,
    })
}

/// A smaller unit of the same dimension behind a first one.
fn smaller(
    r: &Reader<'_, '_>,
    first: Amount,
    unit: Option<Unit>,
    end: usize,
) -> Option<(f64, Unit, usize)> {
    let unit = unit.filter(Unit::is_time)?;
    let rest = r.rest(end);
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    (gap <= 1 && first.low == first.high).then_some(())?;
    let Reading::Number(number) = number_at(r.text, end + gap, r.separators) else {
        return None;
    };
    let value = number.value()?;
    let behind = r.rest(number.span.end);
    let space = usize::from(behind.starts_with(' '));
    let (second, len) = units::korean(behind.get(space..)?)?;
    let fits = second.base == unit.base
        && second.factor < unit.factor
        && value < unit.factor / second.factor;
    fits.then_some((value, second, number.span.end + space + len))
}
