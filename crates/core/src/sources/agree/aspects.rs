//! Names, days, places and numbers of an event.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Agreement, Aspect, Said, Values, Verdict,
    occasions::{Occasion, told_start},
};
use crate::{
    corpus::facts::Read,
    facts::{
        events::Event,
        quantities::{Quantity, Value},
    },
    text::{
        date::{PartialDate, find_dates, parse_date},
        romanize::{self, System},
        sentences,
    },
};

/// The words of a name without letter case, marks and articles: one name in several habits.
fn folded(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let kept: Vec<String> = words
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "the" | "a" | "an"))
        .map(|w| match ordinal(&w) {
            Some(number) => number.to_owned(),
            None => w,
        })
        .collect();
    kept.join(" ")
}

/// `Sixth` and `6th` are one number.
fn ordinal(word: &str) -> Option<&str> {
    const WORDS: [(&str, &str); 12] = [
        ("first", "1"),
        ("second", "2"),
        ("third", "3"),
        ("fourth", "4"),
        ("fifth", "5"),
        ("sixth", "6"),
        ("seventh", "7"),
        ("eighth", "8"),
        ("ninth", "9"),
        ("tenth", "10"),
        ("eleventh", "11"),
        ("twelfth", "12"),
    ];
    if let Some((_, number)) = WORDS.iter().find(|(w, _)| *w == word) {
        return Some(number);
    }
    let number = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|e| word.strip_suffix(e))?;
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    digits.then_some(number)
}

/// Words that a name has at least: `the conference` is no name.
const NAME: usize = 3;

/// Syllables of a Korean name at least: `대회` is none.
const SYLLABLES: usize = 5;

/// Whether words name an event, and do not only point to it (`the conference`, `이번 대회`, `last week's
/// conference`).
fn is_name(text: &str, key: &str) -> bool {
    let hangul = text.chars().filter(|c| ('가'..='힣').contains(c)).count();
    if hangul > 0 {
        let points = ["이번", "이날", "지난", "다음"]
            .iter()
            .any(|p| text.starts_with(p));
        return hangul >= SYLLABLES && !points;
    }
    let words = key
        .split(' ')
        .filter(|w| w.len() > 1 || w.parse::<u8>().is_ok());
    words.count() >= NAME
}

/// Under which names the event goes.
pub(super) fn names(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut values = Values::default();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        for event in &carrier.events {
            let key = folded(&event.text);
            if !is_name(&event.text, &key) {
                continue;
            }
            let value = first.entry(key).or_insert_with(|| event.text.clone());
            let evidence = occasion.evidence(document, &event.place, &event.text);
            values.push(value, evidence);
        }
    }
    if values.0.len() > 1 {
        let verdict = Verdict::Agrees;
        let basis = "names of one event";
        out.push(occasion.agreement(Aspect::Name, None, verdict, basis, values.0));
    }
}

/// Whether one date is the other said more exactly.
fn refines(exact: &str, rough: &str) -> bool {
    exact.len() > rough.len() && exact.starts_with(rough)
}

/// On which days it began and ended, as far as the carriers themselves say. A report of a single day says
/// that it was held on that day: it bears witness to the first or the last day if it is one of them.
pub(super) fn dates(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    let told = told_days(occasion);
    let [firsts, lasts] = [false, true].map(|last| {
        let days = told.iter().filter(|d| !d.is_single());
        let mut days: Vec<&str> = days.filter_map(|d| d.day(last)).collect();
        days.sort_unstable();
        days
    });
    for (about, is_last) in [("first day", false), ("last day", true)] {
        let own = if is_last { &lasts } else { &firsts };
        let mut values = Values::default();
        for days in &told {
            let Some(value) = days.day(is_last) else {
                continue;
            };
            if days.is_single() && !own.contains(&value) && is_between(value, &firsts, &lasts) {
                continue;
            }
            let event = days.event;
            let evidence = occasion.evidence(days.document, &event.place, &event.text);
            values.push(value, evidence);
        }
        let said = values.0;
        if said.is_empty() || (is_last && said.len() < 2) {
            continue;
        }
        let all: Vec<&str> = said.iter().map(|s| s.value.as_str()).collect();
        let pairs = || {
            let second = |n| all.iter().skip(n + 1);
            all.iter()
                .enumerate()
                .flat_map(move |(n, a)| second(n).map(move |b| (*a, *b)))
        };
        let carried: usize = said.iter().map(|s| s.evidence.len()).sum();
        let (verdict, basis) = if pairs().any(|(a, b)| !refines(a, b) && !refines(b, a)) {
            (Verdict::Contradicts, "days of one event differ")
        } else if said.len() > 1 {
            (Verdict::Completes, "one gives the day more exactly")
        } else if carried > 1 {
            (Verdict::Agrees, "the same day")
        } else {
            (Verdict::Adds, "one carrier dates it")
        };
        let about = Some(about.to_owned());
        out.push(occasion.agreement(Aspect::Date, about, verdict, basis, said));
    }
    years(occasion, out);
}

/// Days that an event lasts at most, where nobody tells its end.
const LASTS: i64 = 14;

/// Whether a day lies between a first and a last day of which at least one is told.
fn is_between(day: &str, firsts: &[&str], lasts: &[&str]) -> bool {
    let number = |d: &str| parse_date(d).and_then(PartialDate::to_days);
    let Some(day) = number(day) else { return false };
    match (
        firsts.first().and_then(|d| number(d)),
        lasts.last().and_then(|d| number(d)),
    ) {
        (Some(first), Some(last)) => first <= day && day <= last,
        (Some(first), None) => first <= day && day <= first + LASTS,
        (None, Some(last)) => last - LASTS <= day && day <= last,
        (None, None) => false,
    }
}

/// The days that one mention tells.
struct Days<'r> {
    document: usize,
    event: &'r Event,
    start: Option<&'r str>,
    end: Option<&'r str>,
}

impl<'r> Days<'r> {
    /// The first day, or the last.
    fn day(&self, last: bool) -> Option<&'r str> {
        if last { self.end } else { self.start }
    }

    /// Whether one day is all that it tells.
    fn is_single(&self) -> bool {
        self.start.is_some() && self.start == self.end
    }
}

/// What the carriers themselves say of the days; what only the pack knows is nobody's word.
fn told_days<'r>(occasion: &Occasion<'r>) -> Vec<Days<'r>> {
    let carriers = occasion.carriers.iter().enumerate();
    let events = carriers.flat_map(|(document, c)| c.events.iter().map(move |e| (document, *e)));
    let told = events.map(|(document, event)| {
        let from_pack = event.basis.get("dates").is_some_and(|b| b.contains("pack"));
        Days {
            document,
            event,
            start: told_start(event),
            end: event.end.as_deref().filter(|_| !from_pack),
        }
    });
    told.filter(|d| d.start.is_some() || d.end.is_some())
        .collect()
}

/// Days that a carrier gives without a year and cannot complete from its own date, beside a carrier that
/// can.
fn years(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    let mut bare: BTreeMap<(u8, u8), Values> = BTreeMap::new();
    let mut full: BTreeMap<(u8, u8), Values> = BTreeMap::new();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        if !carrier.reports {
            continue;
        }
        let dated = carrier
            .read
            .document
            .published
            .is_some_and(|p| p.year.is_some());
        for date in &carrier.read.facts.dates {
            let written = find_dates(&date.text).into_iter().next().map(|f| f.date);
            let resolved = date.resolved.as_deref().filter(|r| r.len() == 10);
            let evidence = occasion.evidence(document, &date.place, &date.text);
            let without_year = written.filter(|w| w.year.is_none() && w.has_day());
            if let Some(day) = without_year.filter(|_| !dated)
                && let (Some(month), Some(day)) = (day.month, day.day)
            {
                let value = format!("--{month:02}-{day:02}");
                bare.entry((month, day)).or_default().push(&value, evidence);
            } else if let Some(resolved) = resolved
                && let Some(day) = parse_date(resolved)
                && let (Some(month), Some(of_month)) = (day.month, day.day)
            {
                let values = full.entry((month, of_month)).or_default();
                values.push(resolved, evidence);
            }
        }
    }
    for (day, without) in bare {
        let Some(with) = full.remove(&day) else {
            continue;
        };
        let starts: BTreeSet<&str> = occasion
            .carriers
            .iter()
            .flat_map(|c| c.events.iter().filter_map(|e| told_start(e)))
            .collect();
        // Only days of the event itself: another year's day of the same number is another day.
        let with: Vec<Said> = with
            .0
            .into_iter()
            .filter(|s| starts.contains(s.value.as_str()))
            .collect();
        if with.is_empty() {
            continue;
        }
        let values: Vec<Said> = without.0.into_iter().chain(with).collect();
        let basis = "a day without its year, completed by another carrier";
        let about = Some("year".to_owned());
        out.push(occasion.agreement(Aspect::Date, about, Verdict::Completes, basis, values));
    }
}

/// Where it took place.
pub(super) fn places(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut values = Values::default();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        for event in &carrier.events {
            let from_pack = event.basis.get("place").is_some_and(|b| b.contains("pack"));
            if let Some(venue) = event.venue.as_ref().filter(|_| !from_pack) {
                let evidence = occasion.evidence(document, &event.place, &event.text);
                // One place in two scripts.
                let latin = if venue.chars().any(romanize::is_hangul) {
                    romanize::place(venue, System::DprkPress)
                } else {
                    venue.clone()
                };
                let value = first.entry(folded(&latin)).or_insert_with(|| venue.clone());
                values.push(value, evidence);
            }
        }
    }
    let said = values.0;
    let carried: usize = said.iter().map(|s| s.evidence.len()).sum();
    let (verdict, basis) = match said.len() {
        0 => return,
        1 if carried > 1 => (Verdict::Agrees, "the same place"),
        1 => (Verdict::Adds, "one carrier gives the place"),
        // A hall is in a town: two names of a place need not contradict each other.
        _ => (Verdict::Adds, "different places are named"),
    };
    out.push(occasion.agreement(Aspect::Place, None, verdict, basis, said));
}

/// A number as it is compared and shown.
fn shown(quantity: &Quantity) -> String {
    let number = |x: f64| {
        let text = format!("{x}");
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    let value = match quantity.value {
        Value::One(x) => number(x),
        Value::Range([low, high]) => format!("{}–{}", number(low), number(high)),
    };
    let unit = quantity.unit.as_deref().unwrap_or("");
    format!("{value} {unit}").trim_end().to_owned()
}

/// How far rounded numbers are apart at most, as a share.
const ROUNDED: f64 = 0.05;

/// Whether two quantities can both be true: equal, or one inside the bounds of the other.
fn compatible(a: &Quantity, b: &Quantity) -> bool {
    let of = |q: &Quantity| q.base.as_ref().map_or(q.value, |b| b.value);
    let bounds = |value: Value| match value {
        Value::One(x) => [x, x],
        Value::Range(bounds) => bounds,
    };
    let ([a0, a1], [b0, b1]) = (bounds(of(a)), bounds(of(b)));
    let slack = if a.approx || b.approx {
        ROUNDED * a1.abs().max(b1.abs())
    } else {
        1e-9 * a1.abs().max(1.0)
    };
    a0 <= b1 + slack && b0 <= a1 + slack
}

/// Units of time, in which nothing is counted that carriers could differ on.
const TIMES: [&str; 20] = [
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute",
    "minutes", "년", "개년", "개월", "주", "일", "시간", "분", "일간",
];

/// A number in words below this is a way of speaking more often than a count (`two tasks`).
const SMALL: f64 = 5.0;

/// What a number is of: its noun and its unit, folded. Without a noun two numbers of one unit are of
/// two things.
///
/// How long something takes, a fuzzy count in words and a Korean counter without its noun compare
/// nothing.
fn thing(quantity: &Quantity) -> Option<(String, String)> {
    let lasts = quantity.base.as_ref().is_some_and(|b| b.unit == "s")
        || quantity.unit.as_deref().is_some_and(|u| TIMES.contains(&u));
    let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    let digits = quantity.text.chars().any(|c| c.is_ascii_digit());
    let fuzzy =
        matches!(quantity.value, Value::Range(_)) && !digits && !quantity.text.contains(" to ");
    let small = matches!(quantity.value, Value::One(x) if x < SMALL) && !digits;
    let bare = quantity.of.is_none() && quantity.unit.as_deref().is_some_and(hangul);
    if lasts || fuzzy || small || bare {
        return None;
    }
    let of = quantity.of.as_deref().or(quantity.unit.as_deref())?;
    let of = folded(of);
    let unit = match &quantity.base {
        Some(base) => base.unit.to_owned(),
        None => folded(quantity.unit.as_deref().unwrap_or("")),
    };
    (quantity.of.is_some() || quantity.base.is_none()).then_some((of, unit))
}

/// Words of its sentence that tell what a number is about.
const ABOUT: usize = 3;

/// Letters of a word that tells something.
const LETTERS: usize = 4;

/// Whether the sentences of all numbers are about one thing: two hundred people may have met and two thousand
/// be employed.
fn same_matter(occasion: &Occasion<'_>, given: &[(usize, &Quantity)]) -> bool {
    let words = |(document, quantity): &(usize, &Quantity)| -> BTreeSet<String> {
        let carrier = occasion.carriers.get(*document);
        let sentence = carrier.map_or("", |c| sentence(c.read, quantity));
        let own = quantity.of.as_deref().unwrap_or("").to_lowercase();
        let words = sentence.split(|c: char| !c.is_alphabetic());
        let words = words.map(str::to_lowercase);
        words
            .filter(|w| w.chars().any(romanize::is_hangul) || w.chars().count() >= LETTERS)
            .filter(|w| !own.contains(w.as_str()))
            .collect()
    };
    let mut sets = given.iter().map(words);
    let Some(first) = sets.next() else {
        return false;
    };
    let shared = |set: BTreeSet<String>| set.intersection(&first).count();
    sets.all(|set| shared(set) >= ABOUT)
}

/// The sentence of a number.
fn sentence<'r>(read: &'r Read, quantity: &Quantity) -> &'r str {
    let at = quantity.place.at;
    let Some(zone) = read.document.zones.get(at.zone) else {
        return "";
    };
    let text = zone.text();
    let language = read.document.language;
    let all = sentences(text, language);
    let own = all.iter().find(|s| at.span.start < s.end);
    own.map_or("", |s| s.of(text))
}

/// Numbers of one thing, where at least two carriers give one.
pub(super) fn numbers(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    type Given<'q> = Vec<(usize, &'q Quantity)>;
    let mut by_thing: BTreeMap<(String, String), Given<'_>> = BTreeMap::new();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        if !carrier.reports {
            continue;
        }
        for quantity in &carrier.read.facts.quantities {
            if let Some(thing) = thing(quantity) {
                by_thing
                    .entry(thing)
                    .or_default()
                    .push((document, quantity));
            }
        }
    }
    for ((of, _), given) in by_thing {
        let documents: BTreeSet<usize> = given.iter().map(|g| g.0).collect();
        if documents.len() < 2 {
            continue;
        }
        let mut values = Values::default();
        for (document, quantity) in &given {
            let evidence = occasion.evidence(*document, &quantity.place, &quantity.text);
            values.push(&shown(quantity), evidence);
        }
        // A document that gives several numbers of one noun counts several things.
        let single = documents.iter().all(|d| {
            let own: BTreeSet<String> = given
                .iter()
                .filter(|g| g.0 == *d)
                .map(|g| shown(g.1))
                .collect();
            own.len() == 1
        });
        let fits = given
            .iter()
            .all(|(_, a)| given.iter().all(|(_, b)| compatible(a, b)));
        let (verdict, basis) = if fits {
            (Verdict::Agrees, "the same number")
        } else if single && same_matter(occasion, &given) {
            (Verdict::Contradicts, "numbers of one thing differ")
        } else {
            continue;
        };
        out.push(occasion.agreement(Aspect::Number, Some(of), verdict, basis, values.0));
    }
}
