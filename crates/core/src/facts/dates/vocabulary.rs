//! Words that times are made of, in English and Korean.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::{time::Unit, tokens::Class};
use crate::text::{korean::PARTICLES, number::native};

/// What the table says of a word.
pub(super) enum Entry {
    Class(Class),
    /// A number begins with it.
    Number,
    /// A time can begin with it.
    Cue,
}

pub(super) fn vocabulary() -> &'static HashMap<&'static str, Entry> {
    static WORDS: OnceLock<HashMap<&'static str, Entry>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut out = HashMap::new();
        let mut add = |words: &'static str, class: Class| {
            out.extend(words.split(' ').map(|w| (w, Entry::Class(class))));
        };
        for (n, names) in MONTHS.iter().enumerate() {
            let number = u8::try_from(n + 1).unwrap_or(0);
            let (full, short) = names.split_once(' ').unwrap_or((names, ""));
            add(full, Class::Month { number, full: true });
            if !short.is_empty() {
                add(
                    short,
                    Class::Month {
                        number,
                        full: false,
                    },
                );
            }
        }
        for (n, names) in WEEKDAYS.iter().enumerate() {
            let day = u8::try_from(n).unwrap_or(0);
            let mut names = names.splitn(3, ' ');
            let (full, plural) = (names.next().unwrap_or(""), names.next().unwrap_or(""));
            let weekday = |full, plural| Class::Weekday { day, full, plural };
            add(full, weekday(true, false));
            add(plural, weekday(true, true));
            add(names.next().unwrap_or(""), weekday(false, false));
        }
        for (one, many, unit) in UNITS {
            add(
                one,
                Class::Unit {
                    unit,
                    plural: false,
                },
            );
            add(many, Class::Unit { unit, plural: true });
        }
        let numbers = "one two three four five six seven eight nine ten eleven twelve thirteen \
            fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty \
            seventy eighty ninety hundred dozen";
        out.extend(numbers.split_whitespace().map(|w| (w, Entry::Number)));
        out.extend(CUES.split_whitespace().map(|w| (w, Entry::Cue)));
        out
    })
}

/// Words that a time can begin with and that are no names or units of time themselves.
const CUES: &str = "the a an last past next coming upcoming this current same that following previous preceding \
    recent early late mid beginning start end middle spring summer autumn fall winter q first second third fourth \
    fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth \
    seventeenth eighteenth nineteenth twentieth final h fy financial latter opening earlier later in several few couple every each once \
    annually yearly yesterday today tonight tomorrow fiscal weekend new christmas";

/// Names of months, then their abbreviations.
const MONTHS: [&str; 12] = [
    "january jan",
    "february feb febuary",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
];

/// Names of weekdays, their plurals, their abbreviations.
const WEEKDAYS: [&str; 7] = [
    "monday mondays mon",
    "tuesday tuesdays tue tues",
    "wednesday wednesdays wed",
    "thursday thursdays thu thur thurs",
    "friday fridays fri",
    "saturday saturdays sat",
    "sunday sundays sun",
];

const UNITS: [(&str, &str, Unit); 10] = [
    ("second", "seconds", Unit::Second),
    ("minute", "minutes", Unit::Minute),
    ("hour", "hours", Unit::Hour),
    ("day", "days", Unit::Day),
    ("week", "weeks", Unit::Week),
    ("month", "months", Unit::Month),
    ("quarter", "quarters", Unit::Quarter),
    ("year", "years", Unit::Year),
    ("decade", "decades", Unit::Decade),
    ("century", "centuries", Unit::Century),
];

/// Korean words that follow figures or another word of time without a space.
const SUFFIXES: &str = "년대 회계연도 회계년도 학년도 년도 짜리 년간 년 개년 개월간 개월 월 일간 일째 일 시간 시 분기 분 초 주년 주간 주일 주 \
    달 세기 여 말 중순 초순 상순 하순 상반기 하반기 중반 초반 후반 전반 경 쯤 께 부터 까지 과 와 간 동안 만에 \
    만 째 전 뒤 후 이후 이래 이전 마다 봄 여름 가을 겨울 반 중 자 안팎";

/// Suffixes of one syllable that other words begin with (`경기장`, `중대`): only a particle follows them.
const LOOSE: &str = "경쯤께과와간만째전뒤후반중자말초주달";

/// Whether a suffix ends where the table says.
pub(super) fn ends_suffix(word: &str, len: usize) -> bool {
    let mut chars = word.chars();
    let single = len == chars.next().map_or(0, char::len_utf8);
    let loose = word.chars().next().is_some_and(|c| LOOSE.contains(c));
    let tail = word.get(len..).unwrap_or("");
    !(single && loose) || is_tail(tail) || longest(tail, suffixes()).is_some()
}

/// Korean words of time that open a word. Behind them only particles may follow in the same word.
const OPENINGS: &str = "전년 전년도 전년동기 전년동월 전월 전분기 동기 매분기 당해 지난해 지난달 지난주 지난 작년 재작년 올해 금년 올 내년 내달 내후년 래년 명년 새해 \
    이달 이번달 이번주 금월 금주 내주 이번 다음 다음날 다음달 다음주 이튿날 전날 이날 그날 당일 같은 동월 동년 어제 그제 그저께 오늘 내일 모레 그해 이듬해 전해 \
    매년 해마다 매해 매월 매달 매주 매일 날마다 최근 오는 앞으로 향후 연초 연말 연내 년내 년초 년말 월초 월말 주초 주말 \
    상반기 하반기 하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘 보름 오전 오후 새벽 아침 저녁 밤 낮 정오 자정 \
    첫날 둘째날 셋째날 넷째날 다섯째날 마지막날 첫째 둘째 셋째 넷째 다섯째 봄 여름 가을 겨울 올봄 올여름 올가을 올겨울 \
    지난봄 지난여름 지난가을 지난겨울 초 말 중순 초순 상순 하순 중반 초반 후반 부터 까지 이후 이래 이전 동안 간 만에 전 뒤 후 \
    주 달 해 년 월 일 시 분 날 내 동안 년대 분기 개월 시간 여 \
    월요일 화요일 수요일 목요일 금요일 토요일 일요일";

/// Words of a table by their first syllable, the longest first.
type Table = HashMap<char, Vec<&'static str>>;

fn table(words: &'static str) -> Table {
    let mut out = Table::new();
    for word in words.split_whitespace() {
        if let Some(first) = word.chars().next() {
            out.entry(first).or_default().push(word);
        }
    }
    for words in out.values_mut() {
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words.dedup();
    }
    out
}

pub(super) fn suffixes() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(SUFFIXES))
}

fn openings() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(OPENINGS))
}

pub(super) fn longest(word: &str, table: &Table) -> Option<usize> {
    let words = table.get(&word.chars().next()?)?;
    words
        .iter()
        .find(|w| word.starts_with(**w))
        .map(|w| w.len())
}

/// What may stand behind a word of time besides particles, in the same word.
const TAILS: [&str; 34] = [
    "대비",
    "에만",
    "날",
    "달",
    "해",
    "주",
    "말",
    "초",
    "안",
    "간",
    "동안",
    "만에",
    "전",
    "뒤",
    "후",
    "중",
    "이라고",
    "라고",
    "라는",
    "이라는",
    "였다",
    "이였다",
    "이었다",
    "마다",
    "이면",
    "처럼",
    "까지의",
    "부터의",
    "이후",
    "밤",
    "아침",
    "저녁",
    "새벽",
    "오전",
];

/// Whether a word of time ends before the rest of its word.
fn is_tail(tail: &str) -> bool {
    tail.is_empty() || PARTICLES.contains(&tail) || TAILS.contains(&tail)
}

/// A Korean word of time that opens a word: its length and its class.
pub(super) fn opening(word: &str, rest: &str) -> Option<(usize, Class)> {
    let words = openings()
        .get(&word.chars().next()?)
        .map_or(&[][..], Vec::as_slice);
    for known in words.iter().filter(|w| word.starts_with(**w)) {
        let tail = word.get(known.len()..).unwrap_or("");
        if is_tail(tail) || longest(tail, suffixes()).is_some_and(|l| l == tail.len()) {
            let class = weekday(known).unwrap_or(Class::Key);
            return Some((known.len(), class));
        }
    }
    native_count(rest)
}

fn weekday(word: &str) -> Option<Class> {
    let first = word.strip_suffix("요일")?.chars().next()?;
    let day = "월화수목금토일".chars().position(|c| c == first)?;
    Some(Class::Weekday {
        day: u8::try_from(day).ok()?,
        full: true,
        plural: false,
    })
}

/// Units that native numerals count.
const COUNTED: [&str; 6] = ["달", "해", "주", "시간", "개월", "돌"];

/// A native numeral before a unit of time: `두 달`, `세 시간`.
fn native_count(rest: &str) -> Option<(usize, Class)> {
    let (low, high, len) = native(rest)?;
    let after = rest.get(len..)?.trim_start_matches(' ');
    let counted = low == high && COUNTED.iter().any(|u| after.starts_with(u));
    counted.then_some((len, Class::Number(low)))
}
