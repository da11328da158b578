//! A line as the words and figures that dates are made of.
//!
//! English words are cut at what is no letter, and Korean ones where a word of time ends: of `지난달
//! 26일에는` the tokens are `지난달`, `26`, `일`, `에는`. One table serves both, since lines mix them.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::time::Unit;
use crate::text::{
    PartialDate, Span,
    date::{DateKind, Found, find_dates},
    number::{Reading, Separators, is_hangul, number_at},
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    /// Up to four figures with nothing between them.
    Int {
        value: u16,
        figures: u8,
        /// With `st`, `nd`, `rd` or `th`.
        nth: bool,
    },
    /// Another number, in figures or words.
    Number(f64),
    /// Figures that are no number: a version, a code, a date with two figures for its year.
    Code,
    /// The name of a month.
    Month { number: u8, full: bool },
    /// The name of a weekday, 0 for Monday.
    Weekday { day: u8, full: bool, plural: bool },
    /// A unit of time in English.
    Unit { unit: Unit, plural: bool },
    /// A date or time in figures that needs no other word to be read.
    Stamp(PartialDate),
    /// A Korean word of time.
    Key,
    /// Another word.
    Word,
    /// A mark.
    Mark(char),
}

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 18;

/// A word in small letters, kept in place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lower {
    bytes: [u8; LONGEST],
    len: u8,
}

impl Lower {
    fn new(word: &str) -> Self {
        let mut out = Lower {
            bytes: [0; LONGEST],
            len: 0,
        };
        if word.len() > LONGEST {
            return out;
        }
        for (into, byte) in out.bytes.iter_mut().zip(word.bytes()) {
            *into = byte.to_ascii_lowercase();
        }
        out.len = u8::try_from(word.len()).unwrap_or(0);
        out
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.len)).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

/// A word, a mark or figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) class: Class,
    pub(super) lower: Lower,
    /// Whether it opens with a capital letter.
    pub(super) capital: bool,
    /// Figures that belong to a word or a code before them: `Orlan-17`, `B2`, `#5`.
    pub(super) bound: bool,
    /// Whether a time can begin with it.
    pub(super) opens: bool,
}

/// A line cut into tokens.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    pub(super) list: Vec<Token>,
}

impl Tokens<'_> {
    pub(super) fn get(&self, n: usize) -> Option<&Token> {
        self.list.get(n)
    }

    /// The class of a token; a mark that stands nowhere beyond the ends.
    pub(super) fn class(&self, n: usize) -> Class {
        self.list.get(n).map_or(Class::Mark('\n'), |t| t.class)
    }

    /// The word in small letters, empty beyond the ends.
    pub(super) fn word(&self, n: usize) -> &str {
        self.list.get(n).map_or("", |t| t.lower.as_str())
    }

    pub(super) fn is(&self, n: usize, word: &str) -> bool {
        self.word(n) == word
    }

    pub(super) fn is_any(&self, n: usize, words: &[&str]) -> bool {
        let word = self.word(n);
        !word.is_empty() && words.contains(&word)
    }

    /// The word before, empty at the start.
    pub(super) fn before(&self, n: usize) -> &str {
        n.checked_sub(1).map_or("", |b| self.word(b))
    }

    pub(super) fn mark(&self, n: usize) -> Option<char> {
        match self.class(n) {
            Class::Mark(c) if n < self.list.len() => Some(c),
            _ => None,
        }
    }

    pub(super) fn start(&self, n: usize) -> usize {
        self.list.get(n).map_or(self.text.len(), |t| t.span.start)
    }

    pub(super) fn end(&self, n: usize) -> usize {
        self.list.get(n).map_or(self.text.len(), |t| t.span.end)
    }

    /// From the first byte of one token to the last of the one before `end`.
    pub(super) fn span(&self, from: usize, end: usize) -> Span {
        let last = end.saturating_sub(1).max(from);
        Span::new(self.start(from), self.end(last))
    }

    /// Whether no white space parts a token from the next.
    pub(super) fn glued(&self, n: usize) -> bool {
        n + 1 < self.list.len() && self.end(n) == self.start(n + 1)
    }

    pub(super) fn capital(&self, n: usize) -> bool {
        self.list.get(n).is_some_and(|t| t.capital)
    }
}

/// Cuts a line into tokens.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Lexer::new(text).run()
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    out: Vec<Token>,
    stamps: std::vec::IntoIter<Found>,
    stamp: Option<Found>,
    separators: Separators,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str) -> Self {
        let mut stamps = stamps(text).into_iter();
        let stamp = stamps.next();
        Lexer {
            text,
            at: 0,
            out: Vec::with_capacity(text.len() / 5),
            stamps,
            stamp,
            separators: Separators::of(text),
        }
    }

    fn run(mut self) -> Tokens<'t> {
        while let Some(c) = self.rest().chars().next() {
            if self.take_stamp() {
                continue;
            }
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if c.is_ascii_digit() || ('０'..='９').contains(&c) {
                self.figures();
            } else if is_hangul(c) {
                self.hangul();
            } else if c.is_alphabetic() {
                self.letters();
            } else {
                self.push(c.len_utf8(), Class::Mark(c));
            }
        }
        Tokens {
            text: self.text,
            list: self.out,
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, len: usize, class: Class) {
        let span = Span::new(self.at, self.at + len);
        let word = span.of(self.text);
        let lower = match class {
            Class::Mark(_) | Class::Code | Class::Stamp(_) | Class::Int { .. } => "",
            _ => word,
        };
        let opens = match class {
            Class::Word | Class::Code => false,
            Class::Mark(c) => matches!(c, '\'' | '’' | '‘'),
            _ => true,
        };
        self.out.push(Token {
            span,
            class,
            lower: Lower::new(lower),
            capital: word.starts_with(char::is_uppercase),
            bound: false,
            opens,
        });
        self.at += len;
    }

    /// A date in figures that begins here, or that a word that was read already reaches into.
    fn take_stamp(&mut self) -> bool {
        while let Some(found) = self.stamp {
            if found.span.start > self.at {
                return false;
            }
            self.stamp = self.stamps.next();
            if found.span.start == self.at {
                self.push(found.span.len(), Class::Stamp(found.date));
                return true;
            }
        }
        false
    }

    fn letters(&mut self) {
        let rest = self.rest();
        if rest.starts_with("http") || rest.starts_with("www.") {
            let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let address = rest.get(..len).unwrap_or("");
            if address.contains("://") || address.starts_with("www.") {
                self.push(len, Class::Code);
                return;
            }
        }
        let len = rest
            .char_indices()
            .find(|(_, c)| !c.is_alphabetic() || is_hangul(*c))
            .map_or(rest.len(), |(at, _)| at);
        let word = rest.get(..len).unwrap_or("");
        let cut = glued_name(word).unwrap_or(len);
        let word = rest.get(..cut).unwrap_or("");
        let lower = Lower::new(word);
        let known = if word.is_ascii() {
            vocabulary().get(lower.as_str())
        } else {
            None
        };
        let class = match known {
            None => Class::Word,
            Some(Entry::Cue) => {
                self.push(cut, Class::Word);
                if let Some(token) = self.out.last_mut() {
                    token.opens = true;
                }
                return;
            }
            Some(Entry::Class(class)) => *class,
            Some(Entry::Number) => match number_at(self.text, self.at, self.separators) {
                Reading::Number(n) if n.value().is_some() && n.span.end > self.at => {
                    // `ten-day` has its number and then its unit.
                    self.push(n.span.len(), Class::Number(n.low));
                    return;
                }
                _ => Class::Word,
            },
        };
        self.push(cut, class);
    }

    fn figures(&mut self) {
        let rest = self.rest();
        let mut value: u32 = 0;
        let (mut count, mut len) = (0_u8, 0);
        for c in rest.chars() {
            let Some(d) = (match c {
                '０'..='９' => Some(u32::from(c) - u32::from('０')),
                _ => c.to_digit(10),
            }) else {
                break;
            };
            if count < 5 {
                value = value * 10 + d;
            }
            count = count.saturating_add(1);
            len += c.len_utf8();
        }
        let bound = self.is_bound();
        let (end, class) = match number_at(self.text, self.at, self.separators) {
            Reading::Number(n) if n.span.end > self.at + len => (n.span.end, Class::Number(n.low)),
            Reading::Skip(end) => (end, Class::Code),
            _ if count > 4 => (self.at + len, Class::Code),
            _ => (
                self.at + len,
                Class::Int {
                    value: u16::try_from(value).unwrap_or(u16::MAX),
                    figures: count,
                    nth: false,
                },
            ),
        };
        let mut len = end - self.at;
        let mut class = class;
        if let Class::Int { value, figures, .. } = class
            && let Some(suffix) = ordinal_suffix(rest.get(len..).unwrap_or(""))
        {
            len += suffix;
            class = Class::Int {
                value,
                figures,
                nth: true,
            };
        }
        self.push(len, class);
        if let Some(token) = self.out.last_mut() {
            token.bound = bound;
        }
    }

    /// Whether figures that begin here belong to what stands before them.
    fn is_bound(&self) -> bool {
        let mut left = self.text.get(..self.at).unwrap_or("").chars().rev();
        match left.next() {
            Some(c) if c.is_alphabetic() && !is_hangul(c) => true,
            Some('#' | '$' | '€' | '£' | '¥' | '₩' | '@' | '_' | '№') => true,
            Some('-' | '\u{2010}' | '\u{2011}' | '/' | '.' | '–') => {
                left.next().is_some_and(char::is_alphabetic)
            }
            _ => false,
        }
    }

    fn hangul(&mut self) {
        let rest = self.rest();
        let follows = self.out.last().is_some_and(|t| {
            t.span.end == self.at && !matches!(t.class, Class::Word | Class::Mark(_) | Class::Code)
        });
        let run = rest
            .char_indices()
            .find(|(_, c)| !is_hangul(*c))
            .map_or(rest.len(), |(at, _)| at);
        let word = rest.get(..run).unwrap_or("");
        if follows
            && let Some(len) = longest(word, suffixes())
            && ends_suffix(word, len)
        {
            self.push(len, Class::Key);
            return;
        }
        let opens = !self.out.last().is_some_and(|t| t.span.end == self.at) || {
            let before = self.text.get(..self.at).and_then(|t| t.chars().next_back());
            before.is_some_and(|c| !c.is_alphanumeric())
        };
        if opens && let Some((len, class)) = opening(word, rest) {
            self.push(len, class);
            return;
        }
        self.push(run, Class::Word);
    }
}

/// Dates in figures and times; those with names of months or `년` are read from their words.
fn stamps(text: &str) -> Vec<Found> {
    let mut found = find_dates(text);
    found.retain(|f| {
        let range = || {
            let words = f.span.of(text);
            f.date.time.is_none() && words.contains(['-', '–', '~'])
        };
        match f.kind {
            DateKind::Numeric | DateKind::YearLast | DateKind::Time => true,
            DateKind::Juche => true,
            DateKind::English => {
                f.date.time.is_some() && !range() || f.span.of(text).contains("Juche")
            }
            // `단기 4356(2023)년`
            DateKind::Korean => {
                f.date.time.is_some() && f.date.is_full() || f.span.of(text).contains(['(', '（'])
            }
        }
    });
    found
}

/// The length of `st`, `nd`, `rd` or `th` that opens a text as a word of its own.
fn ordinal_suffix(rest: &str) -> Option<usize> {
    let two = rest.get(..2)?;
    let known = ["st", "nd", "rd", "th"]
        .iter()
        .any(|s| s.eq_ignore_ascii_case(two));
    let ends = rest
        .get(2..)?
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    (known && ends).then_some(2)
}

/// Where the name of a month or weekday begins that lost the space before it: `onMonday`.
fn glued_name(word: &str) -> Option<usize> {
    let mut last = ' ';
    for (at, c) in word.char_indices() {
        if last.is_lowercase() && c.is_ascii_uppercase() {
            let lower = Lower::new(word.get(at..)?);
            if let Some(Entry::Class(
                Class::Month { full: true, .. } | Class::Weekday { full: true, .. },
            )) = vocabulary().get(lower.as_str())
            {
                return Some(at);
            }
        }
        last = c;
    }
    None
}

/// What the table says of a word.
enum Entry {
    Class(Class),
    /// A number begins with it.
    Number,
    /// A time can begin with it.
    Cue,
}

fn vocabulary() -> &'static HashMap<&'static str, Entry> {
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
    fifth sixth seventh eighth ninth tenth latter opening earlier later in several few couple every each once \
    annually yearly yesterday today tonight tomorrow fiscal weekend";

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
const SUFFIXES: &str = "년대 년도 짜리 년간 년 개년 개월간 개월 월 일간 일째 일 시간 시 분기 분 초 주년 주간 주일 주 \
    달 세기 여 말 중순 초순 상순 하순 상반기 하반기 중반 초반 후반 전반 경 쯤 께 부터 까지 과 와 간 동안 만에 \
    만 째 전 뒤 후 이후 이래 이전 마다 봄 여름 가을 겨울 반 중 자 안팎";

/// Suffixes of one syllable that other words begin with (`경기장`, `중대`): only a particle follows them.
const LOOSE: &str = "경쯤께과와간만째전뒤후반중자말초주달";

/// Whether a suffix ends where the table says.
fn ends_suffix(word: &str, len: usize) -> bool {
    let mut chars = word.chars();
    let single = len == chars.next().map_or(0, char::len_utf8);
    let loose = word.chars().next().is_some_and(|c| LOOSE.contains(c));
    let tail = word.get(len..).unwrap_or("");
    !(single && loose) || TAILS.contains(&tail) || longest(tail, suffixes()).is_some()
}

/// Korean words of time that open a word. Behind them only particles may follow in the same word.
const OPENINGS: &str = "지난해 지난달 지난주 지난 작년 재작년 올해 금년 올 내년 내달 내후년 래년 명년 새해 \
    이달 이번달 이번주 금월 금주 내주 이번 다음 다음날 다음달 다음주 이튿날 전날 이날 그날 당일 같은 동월 동년 어제 그제 그저께 오늘 내일 모레 그해 이듬해 전해 \
    매년 해마다 매해 매월 매달 매주 매일 날마다 최근 오는 앞으로 향후 연초 연말 연내 년초 년말 월초 월말 주초 주말 \
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

fn suffixes() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(SUFFIXES))
}

fn openings() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(OPENINGS))
}

fn longest(word: &str, table: &Table) -> Option<usize> {
    let words = table.get(&word.chars().next()?)?;
    words
        .iter()
        .find(|w| word.starts_with(**w))
        .map(|w| w.len())
}

/// Particles that may stand behind a word of time; with the words that take part in dates themselves.
const TAILS: [&str; 60] = [
    "",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에는",
    "에도",
    "에만",
    "와",
    "과",
    "도",
    "만",
    "로",
    "으로",
    "부터",
    "까지",
    "보다",
    "에도",
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
    "이며",
    "이고",
    "인",
    "이다",
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
    "에도",
    "이후",
    "밤",
    "아침",
    "저녁",
    "새벽",
    "오전",
];

/// A Korean word of time that opens a word: its length and its class.
fn opening(word: &str, rest: &str) -> Option<(usize, Class)> {
    let words = openings().get(&word.chars().next()?)?;
    for known in words.iter().filter(|w| word.starts_with(**w)) {
        let tail = word.get(known.len()..).unwrap_or("");
        if TAILS.contains(&tail) || longest(tail, suffixes()).is_some_and(|l| l == tail.len()) {
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
    let (low, high, len) = crate::text::number::native(rest)?;
    let after = rest.get(len..)?.trim_start_matches(' ');
    let counted = low == high && COUNTED.iter().any(|u| after.starts_with(u));
    counted.then_some((len, Class::Number(low)))
}
