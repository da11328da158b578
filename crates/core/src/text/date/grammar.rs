//! The parts that dates are made of: days and times, each by itself.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{
    DateKind, DayOrder, PartialDate,
    parts::{
        after, before, era_name, full, is_hangul, juche, month, number, opens_count, opens_word,
        percent, year, zone_follows, zone_offset,
    },
};
use crate::text::Span;

/// A day or a time as it stands in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) span: Span,
    pub(super) date: PartialDate,
    pub(super) kind: DateKind,
    /// A time that says that it is one: it has a half of the day, a zone, or 시 and 분.
    pub(super) marked: bool,
}

/// English names of months, at any length that the press uses.
const MONTH: &str = "(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|\
                     aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/// English names of weekdays.
pub(super) const WEEKDAY: &str =
    "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?";

/// Zones that stand after a time. Some say no offset, or several (`ET`, `CST`, `IST`).
const ZONE: &str = "(?:GMT|UTC)(?:\\s?[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{2}:?[0-9]{2}|\
                    KST|JST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|EET|EEST|MSK|HKT|SGT|IST|\
                    AEST|AEDT|AKST|HST|ET|CT|MT|PT|Z";

/// All atoms in one expression. Every repetition is bounded, so that no match is long and a search
/// that starts anew inside a rejected one stays linear.
static ATOM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let n = "[0-9０-９]";
    let month = format!("(?:(?i:{MONTH})\\.?)");
    let weekday = format!("(?:(?i:{WEEKDAY}),?\\s{{1,3}})?");
    let nth = "(?i:st|nd|rd|th)?";
    let juche = format!("Juche\\s?{n}{{1,3}}(?:\\s?\\({n}{{4}}\\))?");
    let clock = "(?:[AaPp]\\.?\\s?[Mm]\\.?)";
    let zone = format!("(?:\\s{{0,2}}[(\\[]?(?P<zone_N>{ZONE})[)\\]]?)?");
    let zone = |n: u8| zone.replace("zone_N", &format!("zone{n}"));
    let forms = [
        // 2022-02-27, 2021. 4. 7, 2022/02/27
        format!(
            "(?P<num_y>{n}{{4}})(?P<num_a>\\s{{0,2}}[-./•·]\\s{{0,2}})(?P<num_m>{n}{{1,2}})\
             (?P<num_b>\\s{{0,2}}[-./•·]\\s{{0,2}})(?P<num_d>{n}{{1,2}})"
        ),
        // 주체111(2022)년 2월 27일, 주체111(2022). 2. 27, Juche 111 (2022)
        format!(
            "(?:주체|(?P<ju_en>Juche))[\\s-]?(?P<ju_j>{n}{{1,3}})\\s?(?:[(（](?P<ju_y>{n}{{4}})[)）])?\
             (?:\\s?년(?:\\s{{0,2}}(?P<ju_m1>{n}{{1,2}})월(?:\\s{{0,2}}(?P<ju_d1>{n}{{1,2}})일)?)?\
             |\\s?[.]\\s?(?P<ju_m2>{n}{{1,2}})\\s?[.]\\s?(?P<ju_d2>{n}{{1,2}}))?"
        ),
        // 단기 4356(2023)년 3월 20일: any count of years, with the common one in brackets
        format!(
            "(?P<era_n>{n}{{1,4}})\\s?[(（](?P<era_y>{n}{{4}})[)）]\\s?년\
             (?:\\s{{0,2}}(?P<era_m>{n}{{1,2}})\\s?월(?:\\s{{0,2}}(?P<era_d>{n}{{1,2}})\\s?일)?)?"
        ),
        // 2021년 4월 7일, 2021년 4월, 2021년, 4월 7일
        format!(
            "(?P<ko_y>{n}{{4}})\\s?년도?(?:\\s{{0,2}}(?P<ko_m1>{n}{{1,2}})\\s?월\
             (?:\\s{{0,2}}(?P<ko_d1>{n}{{1,2}})\\s?일)?)?"
        ),
        format!("(?P<ko_m2>{n}{{1,2}})월\\s{{0,2}}(?P<ko_d2>{n}{{1,2}})일"),
        // February 2022
        format!("(?P<my_m>{month}),?\\s{{1,3}}(?P<my_y>[0-9]{{4}})"),
        // Feb. 27, 2022; February 26-28, 2022; February 27, Juche 111 (2022)
        format!(
            "{weekday}(?P<mdy_m>{month})\\s{{0,3}}(?P<mdy_d>[0-9]{{1,2}}{nth})\
             (?P<mdy_r>\\s?[-–~]\\s?[0-9]{{1,2}}{nth})?\
             (?:(?:[,.]\\s{{0,3}}|\\s{{1,3}})(?:(?P<mdy_y>[0-9]{{4}})|(?P<mdy_j>{juche})))?"
        ),
        // 27 February 2022, 27-Feb-2022, 27th of February
        format!(
            "{weekday}(?P<dmy_d>[0-9]{{1,2}}){nth}(?P<dmy_r>\\s?[-–~]\\s?[0-9]{{1,2}}{nth})?\
             (?:\\s{{1,3}}of)?[\\s-]{{1,3}}(?P<dmy_m>{month})\
             (?:(?:,\\s{{0,3}}|[\\s-]{{1,3}})(?:(?P<dmy_y>[0-9]{{4}})|(?P<dmy_j>{juche})))?"
        ),
        // 12/31/2021, 27.02.2022
        "(?P<last_a>[0-9]{1,2})(?P<last_s>[-./])(?P<last_b>[0-9]{1,2})(?P<last_t>[-./])\
         (?P<last_y>[0-9]{4})"
            .to_owned(),
        // 15:25, 3:04 p.m. ET, 오후 3:25, PM 03:25
        format!(
            "(?:(?P<half_a>오전|오후|{clock})\\s{{0,2}})?(?P<colon_h>[0-9]{{1,2}}):(?P<colon_m>[0-9]{{2}})\
             (?P<colon_s>:[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?(?:\\s{{0,2}}(?P<half_b>{clock}))?{}",
            zone(1)
        ),
        // 오전 10시 5분
        format!(
            "(?:(?P<half_c>오전|오후)\\s{{0,2}})?(?P<si_h>{n}{{1,2}})\\s?시\\s{{0,2}}(?P<si_m>{n}{{1,2}})\\s?분"
        ),
        // 3.04pm, 16.40 CET
        format!(
            "(?P<dot_h>[0-9]{{1,2}})\\.(?P<dot_m>[0-9]{{2}})(?:\\s?(?P<half_d>{clock}){}|\\s(?P<zone4>GMT|UTC|BST|CET|CEST|EST|EDT|AEST|AEDT))",
            zone(2)
        ),
        // 1525 GMT
        "(?P<four_h>[0-9]{2})(?P<four_m>[0-9]{2})\\s?(?P<zone3>GMT|UTC|KST|JST)".to_owned(),
    ];
    Regex::new(&forms.join("|")).ok()
});

/// The days and times of a text, in order, each by itself.
pub(super) fn scan(text: &str, order: DayOrder) -> Vec<Atom> {
    let Some(atom) = ATOM.as_ref() else {
        return Vec::new();
    };
    let mut out: Vec<Atom> = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|_| atom.captures_at(text, at)) {
        let Some(whole) = found.get(0) else { break };
        let last = out.last().map(|a| a.span.end);
        let reader = Reader {
            text,
            found: &found,
            order,
            last,
        };
        if let Some(atom) = reader.read() {
            at = atom.span.end;
            out.push(atom);
        } else {
            let step = whole.as_str().chars().next().map_or(1, char::len_utf8);
            at = whole.start() + step;
        }
    }
    out
}

/// Checks one match and reads it.
struct Reader<'t, 'c> {
    text: &'t str,
    found: &'c Captures<'t>,
    order: DayOrder,
    /// Where the atom before ends.
    last: Option<usize>,
}

impl Reader<'_, '_> {
    fn number(&self, name: &str) -> Option<i16> {
        number(self.found.name(name)?.as_str())
    }

    fn small(&self, name: &str) -> Option<u8> {
        self.number(name).and_then(|n| u8::try_from(n).ok())
    }

    fn span(&self) -> Option<Span> {
        self.found.get(0).map(|m| Span::new(m.start(), m.end()))
    }

    fn has(&self, name: &str) -> bool {
        self.found.name(name).is_some()
    }

    fn read(&self) -> Option<Atom> {
        let span = self.span()?;
        if self.has("colon_h") || self.has("si_h") || self.has("dot_h") || self.has("four_h") {
            return self.time(span);
        }
        if self.has("num_y") {
            return self.numeric(span);
        }
        if self.has("ko_y") || self.has("ko_d2") {
            return self.korean(span);
        }
        if self.has("ju_j") {
            return self.juche(span);
        }
        if self.has("era_y") {
            return self.era(span);
        }
        if self.has("last_y") {
            return self.year_last(span);
        }
        if self.has("my_m") {
            let date = PartialDate {
                year: year(self.number("my_y")?),
                month: month(self.found.name("my_m")?.as_str()),
                ..PartialDate::default()
            };
            // A year of four figures that is no year of the last centuries is a number.
            date.year.filter(|y| (1500..2200).contains(y))?;
            return self.english(span, "my_m", date);
        }
        if self.has("mdy_m") {
            return self.month_first(span);
        }
        self.day_first(span)
    }

    /// `2022-02-27`: the separators are the same twice, and nothing makes it a part of a longer
    /// number, a path or a version.
    fn numeric(&self, span: Span) -> Option<Atom> {
        let first = self.found.name("num_a")?.as_str().trim();
        let second = self.found.name("num_b")?.as_str().trim();
        let date = full(
            self.number("num_y")?,
            self.small("num_m")?,
            self.small("num_d")?,
        )?;
        (first == second && self.opens(span) && self.closes(span)).then_some(())?;
        Some(atom(span, date, DateKind::Numeric))
    }

    fn korean(&self, span: Span) -> Option<Atom> {
        self.opens(span).then_some(())?;
        let year = match self.number("ko_y") {
            Some(y) => Some(year(y).filter(|y| (1300..2200).contains(y))?),
            None => None,
        };
        let date = PartialDate {
            year,
            month: self.small("ko_m1").or_else(|| self.small("ko_m2")),
            day: self.small("ko_d1").or_else(|| self.small("ko_d2")),
            ..PartialDate::default()
        };
        Some(atom(span, date.checked()?, DateKind::Korean))
    }

    /// Both years are read where both are written, and must agree: Juche 1 is 1912.
    fn juche(&self, span: Span) -> Option<Atom> {
        let counted = self.number("ju_j")?.checked_add(1911)?;
        let month = self.small("ju_m1").or_else(|| self.small("ju_m2"));
        if self.number("ju_y").is_some_and(|y| y != counted) || counted < 1912 {
            return None;
        }
        let date = PartialDate {
            year: Some(counted),
            month,
            day: self.small("ju_d1").or_else(|| self.small("ju_d2")),
            ..PartialDate::default()
        };
        (!self.has("ju_en") || !before(self.text, span.start).is_some_and(char::is_alphabetic))
            .then_some(())?;
        Some(atom(span, date.checked()?, DateKind::Juche))
    }

    /// `단기 4356(2023)년`: the year in brackets counts; the name of the era belongs to the date.
    fn era(&self, span: Span) -> Option<Atom> {
        self.opens(span).then_some(())?;
        let date = PartialDate {
            year: Some(year(self.number("era_y")?).filter(|y| (1500..2200).contains(y))?),
            month: self.small("era_m"),
            day: self.small("era_d"),
            ..PartialDate::default()
        };
        let span = Span::new(era_name(self.text, span.start), span.end);
        // The two years of a Juche date were found to differ.
        (!span.of(self.text).starts_with("주체")).then_some(())?;
        Some(atom(span, date.checked()?, DateKind::Korean))
    }

    /// `12/31/2021`: with dots the day is first wherever this is written; otherwise it is taken when
    /// one number is no month, when both are the same, or when the order is known.
    fn year_last(&self, span: Span) -> Option<Atom> {
        let (a, b) = (self.small("last_a")?, self.small("last_b")?);
        let sign = self.found.name("last_s")?.as_str();
        let year = self.number("last_y")?;
        (sign == self.found.name("last_t")?.as_str() && self.opens(span) && self.closes(span))
            .then_some(())?;
        let day_first = match self.order {
            _ if a > 12 => true,
            _ if b > 12 => false,
            _ if sign == "." => true,
            _ if a == b => true,
            DayOrder::DayFirst => true,
            DayOrder::MonthFirst => false,
            DayOrder::Unknown => return None,
        };
        let (day, month) = if day_first { (a, b) } else { (b, a) };
        Some(atom(span, full(year, month, day)?, DateKind::YearLast))
    }

    /// `February 27, 2022`. Where what follows the day is no year after all, the day ends it.
    fn month_first(&self, span: Span) -> Option<Atom> {
        let month = month(self.found.name("mdy_m")?.as_str());
        let day_text = self.found.name("mdy_d")?;
        let bare = PartialDate {
            month,
            day: number(
                day_text
                    .as_str()
                    .trim_end_matches(|c: char| c.is_alphabetic()),
            )
            .and_then(|n| u8::try_from(n).ok()),
            ..PartialDate::default()
        }
        .checked()?;
        bare.day?;
        let end_of_day = Span::new(span.start, day_text.end());
        let year_text = self.found.name("mdy_y");
        let written = year_text
            .and_then(|m| number(m.as_str()))
            .and_then(year)
            .or_else(|| self.found.name("mdy_j").and_then(|m| juche(m.as_str())));
        let dated = PartialDate {
            year: written,
            ..bare
        };
        if written.is_some() && dated.checked().is_none() {
            return None;
        }
        // `Feb 27 1525 GMT` has a time there.
        let is_time = year_text.is_some() && zone_follows(self.text, span.end);
        let glued = self.has("mdy_y")
            && (opens_word(self.text, span.end) || opens_count(self.text, span.end));
        if written.is_some() && !is_time && (glued || self.closes(span)) {
            return self.english(span, "mdy_m", dated);
        }
        if year_text.is_none() && !self.has("mdy_j") && self.has("mdy_r") && self.closes(span) {
            return self.english(span, "mdy_m", bare);
        }
        let closed = self.closes(end_of_day) || self.has("mdy_y") || self.has("mdy_r");
        let fits = closed && !percent(self.text, end_of_day.end);
        fits.then(|| self.english(end_of_day, "mdy_m", bare))?
    }

    /// `27 February 2022`. `25 February 27, 2022` is not read so: there 25 belongs to something else.
    fn day_first(&self, span: Span) -> Option<Atom> {
        let name = self.found.name("dmy_m")?;
        let date = PartialDate {
            year: None,
            month: month(name.as_str()),
            day: self.small("dmy_d"),
            ..PartialDate::default()
        }
        .checked()?;
        date.day?;
        let written = self
            .number("dmy_y")
            .and_then(year)
            .or_else(|| self.found.name("dmy_j").and_then(|m| juche(m.as_str())));
        let end_of_month = Span::new(span.start, name.end());
        self.opens(span).then_some(())?;
        let glued = self.has("dmy_y")
            && (opens_word(self.text, span.end) || opens_count(self.text, span.end));
        if written.is_some() && (glued || self.closes(span)) && !zone_follows(self.text, span.end) {
            let dated = PartialDate {
                year: written,
                ..date
            };
            return self.english(span, "dmy_m", dated.checked()?);
        }
        let rest = self.text.get(name.end()..).unwrap_or("").trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let two_digit_year = rest.starts_with(['\'', '’', '-'])
            && rest
                .trim_start_matches(['\'', '’', '-'])
                .starts_with(|c: char| c.is_ascii_digit());
        if matches!(digits, 1 | 2)
            && !rest
                .get(digits..)
                .is_some_and(|r| r.starts_with([':', '.']))
            || two_digit_year
        {
            return None;
        }
        self.english(end_of_month, "dmy_m", date)
    }

    /// A match with an English month: its name has a capital unless the whole date is there, and it is
    /// a word of its own (or glued to a word in small letters, as pages do that lost their markup).
    fn english(&self, span: Span, name: &str, date: PartialDate) -> Option<Atom> {
        date.month?;
        let date = date.checked()?;
        let word = self.found.name(name)?;
        let capital = word.as_str().starts_with(|c: char| c.is_uppercase());
        let c = before(self.text, span.start);
        let glued = c.is_some_and(char::is_lowercase) && capital && date.is_full();
        let free = c.is_none_or(|c| !c.is_alphabetic() || is_hangul(c)) || glued;
        let after = after(self.text, span.end);
        let word_ends = after.is_none_or(|c| !c.is_alphanumeric() || is_hangul(c))
            || date.is_full()
                && (opens_word(self.text, span.end) || opens_count(self.text, span.end));
        let starts_as_digit = self
            .text
            .get(span.start..)
            .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
        let free = free && (!starts_as_digit || self.opens(span));
        ((capital || date.is_full()) && free && word_ends).then_some(())?;
        Some(atom(span, date, DateKind::English))
    }

    fn time(&self, span: Span) -> Option<Atom> {
        let hour = ["colon_h", "si_h", "dot_h", "four_h"]
            .iter()
            .find_map(|n| self.small(n))?;
        let minute = ["colon_m", "si_m", "dot_m", "four_m"]
            .iter()
            .find_map(|n| self.small(n))?;
        // After a date, `T`, a dot or a dash may join the two.
        let joined = self.last.is_some_and(|l| span.start <= l + 1);
        (joined || self.opens(span)).then_some(())?;
        let half = ["half_a", "half_b", "half_c", "half_d"]
            .iter()
            .find_map(|n| self.found.name(n))
            .map(|m| m.as_str());
        let afternoon = half.map(|h| h == "오후" || h.starts_with(['P', 'p']));
        let hour = match afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let iso = before(self.text, span.start) == Some('T') || self.has("colon_s");
        let zone = ["zone1", "zone2", "zone3", "zone4"]
            .iter()
            .find_map(|n| self.found.name(n));
        let mut end = span.end;
        let mut offset = None;
        let mut zoned = false;
        if let Some(zone) = zone {
            let word = zone.as_str();
            let word_ends = after(self.text, zone.end())
                .is_none_or(|c| !c.is_alphanumeric() || is_hangul(c))
                || word.len() >= 3 && opens_word(self.text, zone.end());
            // `10:00-12:00` is a stretch of time, not a zone.
            let signed = word.starts_with(['+', '-']);
            let bracket = before(self.text, zone.start());
            let mut read = zone_offset(word);
            if word_ends && (!signed || (iso && read.is_some())) {
                zoned = true;
                let opened = matches!(bracket, Some('(' | '['));
                if !opened {
                    end = zone.end();
                }
            } else {
                read = None;
                end = self.text.get(..zone.start()).map_or(end, |t| {
                    t.trim_end_matches(|c: char| c.is_whitespace() || "([".contains(c))
                        .len()
                });
            }
            offset = read;
        }
        let span = Span::new(span.start, end);
        if half.is_none() && !zoned && !self.closes(span) {
            return None;
        }
        let date = PartialDate {
            time: Some((hour, minute)),
            offset,
            ..PartialDate::default()
        };
        Some(Atom {
            span,
            date: date.checked()?,
            kind: DateKind::Time,
            marked: half.is_some() || zoned || self.has("si_h"),
        })
    }

    /// Nothing before it makes it a part of a longer number, word, path or sum.
    fn opens(&self, span: Span) -> bool {
        if self.last == Some(span.start) {
            return true;
        }
        let mut left = self.text.get(..span.start).unwrap_or("").chars().rev();
        let Some(c) = left.next() else { return true };
        if c.is_ascii_alphanumeric() || "_$£€₩#№@=&".contains(c) {
            return false;
        }
        let digit_before = left.next().map(|c| (c.is_ascii_digit(), c));
        match c {
            '.' | ',' | ':' | '-' | '–' => {
                !digit_before.is_some_and(|(digit, _)| digit)
                    || self.last.is_some_and(|l| l + c.len_utf8() == span.start)
            }
            '/' | '\\' => digit_before.is_none_or(|(_, c)| c.is_whitespace()),
            _ => true,
        }
    }

    /// Nothing after it makes it a part of a longer number or word.
    fn closes(&self, span: Span) -> bool {
        let rest = self.text.get(span.end..).unwrap_or("");
        let mut right = rest.chars();
        let Some(c) = right.next() else { return true };
        if c == 'T' || c == 't' {
            return right.as_str().starts_with(|c: char| c.is_ascii_digit());
        }
        if c.is_ascii_alphanumeric() || c == '_' || c == '%' {
            return false;
        }
        if "-/:.,".contains(c) && right.as_str().starts_with(|c: char| c.is_ascii_digit()) {
            // A time may be joined by a dot or a dash.
            let digits = right
                .as_str()
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            return c != ':'
                && digits <= 2
                && right
                    .as_str()
                    .get(digits..)
                    .is_some_and(|r| r.starts_with(':'));
        }
        true
    }
}

fn atom(span: Span, date: PartialDate, kind: DateKind) -> Atom {
    Atom {
        span,
        date,
        kind,
        marked: false,
    }
}
