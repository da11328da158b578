//! Units and money: `320 km`, `$1.5 billion`, `85 min 56 s`.

use super::super::{
    Value, korean,
    scan::{Amount, Found, Reader},
    units::{self, Unit},
};
use super::found;
use super::phrase::{attribute, noun_before, of_phrase};
use crate::text::{
    Span,
    number::{NumberForm, Reading, number_at, tidy},
};

/// Signs of currencies, and the words that they stand for.
pub(in super::super) fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '$' | '＄' => "dollars",
        '€' => "euros",
        '£' => "pounds",
        '¥' | '￥' => "yen",
        '₩' => "won",
        '₽' => "rubles",
        '₹' => "rupees",
        _ => return None,
    })
}

/// The sign of a currency that ends a text, with the letters before it: its name, where it begins.
fn signed(before: &str) -> Option<(&'static str, usize)> {
    let c = before.chars().next_back()?;
    let name = sign(c)?;
    let symbol = before.len() - c.len_utf8();
    let letters = before
        .get(..symbol)?
        .bytes()
        .rev()
        .take(3)
        .take_while(u8::is_ascii_uppercase)
        .count();
    Some((name, symbol - letters))
}

/// Letters that stand for a currency before its amount.
const CODES: [(&str, &str); 18] = [
    ("USD", "dollars"),
    ("AUD", "dollars"),
    ("CAD", "dollars"),
    ("HKD", "dollars"),
    ("SGD", "dollars"),
    ("EUR", "euros"),
    ("GBP", "pounds"),
    ("JPY", "yen"),
    ("CNY", "yuan"),
    ("RMB", "yuan"),
    ("KRW", "won"),
    ("CHF", "francs"),
    ("INR", "rupees"),
    ("Rs", "rupees"),
    ("Rs.", "rupees"),
    ("RUB", "rubles"),
    ("Rp", "rupiah"),
    ("RM", "ringgit"),
];

fn code_before(before: &str) -> Option<(&'static str, usize)> {
    CODES.iter().find_map(|(code, name)| {
        let left = before.strip_suffix(code)?;
        let free = !left.ends_with(|c: char| c.is_alphanumeric());
        free.then_some((*name, left.len()))
    })
}

/// `$1.5 billion`, `US$ 30m`, `Rs 500 crore`.
pub(super) fn currency(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let before = r.before(amount.span.start).trim_end_matches(' ');
    let Some((name, start)) = signed(before).or_else(|| code_before(before)) else {
        return sign_behind(r, amount);
    };
    let mut amount = amount;
    let rest = r.rest(amount.span.end);
    // `$5m`, `$10k`
    let ends = rest
        .get(1..)
        .is_some_and(|t| !t.starts_with(char::is_alphanumeric));
    let factor = match rest.chars().next() {
        Some('m' | 'M') if ends => 1e6,
        Some('k' | 'K') if ends => 1e3,
        Some('b' | 'B') if ends => 1e9,
        _ => 1.0,
    };
    if factor > 1.0 {
        amount.low *= factor;
        amount.high *= factor;
        amount.span.end += 1;
    }
    let span = Span::new(start, amount.span.end);
    let unit = units::words(&[name])
        .filter(|u| u.0.base != "kg")
        .map(|u| u.0);
    let mut out = found(span, amount, Some(name.to_owned()), unit);
    out.of = of_phrase(r, span.end);
    Some(out)
}

/// `50,000₩`, `20 €`: the sign of a currency behind its amount.
fn sign_behind(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let rest = r.rest(amount.span.end);
    let gap = usize::from(rest.starts_with([' ', '\u{a0}']));
    let c = rest.get(gap..)?.chars().next()?;
    let name = sign(c)?;
    let end = amount.span.end + gap + c.len_utf8();
    (!r.rest(end).starts_with(|c: char| c.is_ascii_digit())).then_some(())?;
    let unit = units::words(&[name])
        .filter(|u| u.0.base != "kg")
        .map(|u| u.0);
    let span = Span::new(amount.span.start, end);
    Some(found(span, amount, Some(name.to_owned()), unit))
}

/// A number with a unit: `320 km`, `240mm-calibre`, `25-basis-point`, `85 min 56 s`.
pub(super) fn unit(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    if let Some(found) = height(r, amount) {
        return Some(found);
    }
    let (unit, end) = unit_at(r, amount)?;
    let mut amount = amount;
    let (mut unit, mut end) = (unit, end);
    // `1 hour 25 minutes`
    while let Some((more, smaller, stop)) = smaller(r, amount, unit, end) {
        let factor = unit.factor / smaller.factor;
        amount.low = tidy(amount.low * factor + more);
        amount.high = amount.low;
        (unit, end) = (smaller, stop);
    }
    // `6-foot-6`
    if let Some((more, stop)) = tall(r, unit, end)
        && let Some((inch, _)) = units::words(&["inches"])
    {
        amount.low = amount.low * 12.0 + more;
        amount.high = amount.low;
        (unit, end) = (inch, stop);
    }
    let span = Span::new(amount.span.start, end);
    let name = unit.name.replace('_', " ");
    let mut out = found(span, amount, Some(name), Some(unit));
    if korean::is_around(r, out.span) {
        korean::around(r, &mut out);
        return Some(out);
    }
    out.of = of_phrase(r, end)
        .or_else(|| attribute(r, end))
        .or_else(|| noun_before(r, amount.span.start));
    Some(out)
}

/// `6'1"`: feet and inches by their marks.
fn height(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let rest = r.rest(amount.span.end);
    let feet = rest.chars().next().filter(|c| "'’′".contains(*c))?;
    let behind = rest.get(feet.len_utf8()..)?;
    let len = behind.bytes().take_while(u8::is_ascii_digit).count();
    let inches: u8 = behind.get(..len)?.parse().ok()?;
    let mark = behind.get(len..)?.chars().next()?;
    ((3.0..9.0).contains(&amount.low) && inches < 12 && "\"”″".contains(mark)).then_some(())?;
    let (unit, _) = units::words(&["inches"])?;
    let end = amount.span.end + feet.len_utf8() + len + mark.len_utf8();
    let tall = Amount {
        low: amount.low * 12.0 + f64::from(inches),
        high: amount.low * 12.0 + f64::from(inches),
        ..amount
    };
    let span = Span::new(amount.span.start, end);
    Some(found(span, tall, Some("inches".to_owned()), Some(unit)))
}

/// The inches that a hyphen joins to feet.
fn tall(r: &Reader<'_, '_>, unit: Unit, end: usize) -> Option<(f64, usize)> {
    matches!(unit.name, "foot" | "feet").then_some(())?;
    let rest = r.rest(end).strip_prefix('-')?;
    let len = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let inches: u8 = rest.get(..len)?.parse().ok()?;
    (inches < 12).then_some((f64::from(inches), end + 1 + len))
}

/// The unit right behind an amount, and where it ends.
fn unit_at(r: &Reader<'_, '_>, amount: Amount) -> Option<(Unit, usize)> {
    let end = amount.span.end;
    let rest = r.rest(end);
    let space = rest.len()
        - rest
            .trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n', '-'])
            .len();
    // `tens of thousands of km`
    let of = "of ".len();
    let space = if amount.form == NumberForm::Fuzzy && rest.starts_with(" of ") {
        space + of
    } else {
        space
    };
    if space <= 4
        && let Some((unit, len)) = units::symbol(rest.get(space..)?)
        && !(space == 1 + of && len == 1)
    {
        let stop = end + space + len;
        let ends = !r
            .rest(stop)
            .starts_with(|c: char| c.is_ascii_alphanumeric());
        // `the 50s` and `Boeing 747s` are plurals, `for 4,491s` and `in 9.58s` are seconds.
        let before = r.before(amount.span.start).trim_end();
        let timed = ["for", "in", "within", "after", "about", "every"];
        let plural = unit.name == "s"
            && space == 0
            && (amount.low % 10.0 == 0.0
                || matches!(amount.form, NumberForm::Plain(_))
                    && !timed.iter().any(|w| before.ends_with(w)));
        let capital = rest
            .get(space..)?
            .starts_with(|c: char| c.is_ascii_uppercase());
        let loose = space > 0 && len == 1 && capital;
        if ends && !plural && !loose {
            return Some((unit, stop));
        }
    }
    // `tens of thousands of ri`
    let of = (amount.form == NumberForm::Fuzzy)
        .then(|| rest.strip_prefix(" of "))
        .flatten();
    let end = if of.is_some() { end + " of".len() } else { end };
    let end = end + nation(r.rest(end));
    let list = words_behind(r.text, end, AHEAD);
    let lower: Vec<&str> = list.iter().map(|w| w.0.as_str()).collect();
    let (unit, count) = units::words(&lower)?;
    let (_, first) = list.first()?;
    let (word, last) = list.get(count - 1)?;
    // `won` is a verb more often than a coin.
    let verb = word == "won" && amount.high < 50.0;
    // `one day`, `one time` and `two second` are no amounts.
    let idle = amount.is(1.0) && matches!(word.as_str(), "day" | "time" | "second" | "fold")
        || amount.high < 1.0 && word == "time";
    let capital = first.of(r.text).starts_with(char::is_uppercase) && word == "ri";
    (!verb && !idle && !capital).then_some((unit, last.end))
}

/// Words that are read ahead for a unit of several.
const AHEAD: usize = 4;

/// The same for `three-quarters of a percentage point`.
const POINT: usize = 6;

/// The words behind a byte, in small letters, with their places: parted by white space or hyphens only.
pub(super) fn words_behind(text: &str, at: usize, most: usize) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let mut end = at;
    for n in 0..most {
        let rest = text.get(end..).unwrap_or("");
        let gap: usize = rest
            .chars()
            .take_while(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
            .map(char::len_utf8)
            .sum();
        // A line break with its indent, but no paragraph.
        if gap > 12 || (gap == 0 && n > 0) {
            break;
        }
        let word = rest.get(gap..).unwrap_or("");
        let len = word
            .bytes()
            .position(|b| !b.is_ascii_alphabetic())
            .unwrap_or(word.len());
        if len == 0 || len > 20 {
            break;
        }
        let span = Span::new(end + gap, end + gap + len);
        out.push((span.of(text).to_ascii_lowercase(), span));
        end = span.end;
    }
    out
}

/// Whose currency it is.
const NATIONS: [&str; 32] = [
    "US",
    "U.S.",
    "American",
    "Canadian",
    "Australian",
    "New Zealand",
    "Hong Kong",
    "Singapore",
    "Taiwan",
    "British",
    "Swiss",
    "Chinese",
    "Japanese",
    "South Korean",
    "North Korean",
    "Korean",
    "Indian",
    "Russian",
    "Mexican",
    "Turkish",
    "Saudi",
    "Egyptian",
    "Danish",
    "Swedish",
    "Norwegian",
    "Polish",
    "Czech",
    "Brazilian",
    "Argentine",
    "Thai",
    "Malaysian",
    "Israeli",
];

/// The length of a nation's name before its currency: `5 million US dollars`.
fn nation(rest: &str) -> usize {
    let trimmed = rest.trim_start_matches([' ', '\n']);
    let gap = rest.len() - trimmed.len();
    let length = NATIONS.iter().find_map(|name| {
        let behind = trimmed.strip_prefix(name)?;
        let coin = behind.trim_start();
        let word = coin.get(
            ..coin
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(coin.len()),
        )?;
        let known =
            units::words(&[word.to_ascii_lowercase().as_str()]).is_some_and(|u| u.0.is_money());
        (known && coin.len() < behind.len()).then_some(name.len())
    });
    length.filter(|_| gap > 0).map_or(0, |len| gap + len)
}

/// A smaller unit of the same dimension behind a first one: its amount, itself, its end.
fn smaller(
    r: &Reader<'_, '_>,
    first: Amount,
    unit: Unit,
    end: usize,
) -> Option<(f64, Unit, usize)> {
    let joins = matches!(unit.base, "s" | "mo" | "m" | "kg") && first.low == first.high;
    joins.then_some(())?;
    let rest = r.rest(end);
    let trimmed = rest.trim_start_matches([' ', '\n', ',']);
    let gap = rest.len() - trimmed.len();
    let and = trimmed.strip_prefix("and ").map_or(0, |_| 4);
    // `a three-day, 15-hour hearing` is told twice, a four-hour, 17-minute one once.
    let hyphen = r
        .text
        .get(first.span.end..end)
        .is_some_and(|t| t.contains('-'));
    if hyphen && rest.starts_with(',') && unit.factor > 3600.0 {
        return None;
    }
    if gap > 3 || (gap == 0 && and == 0) {
        return None;
    }
    let Reading::Number(number) = number_at(r.text, end + gap + and, r.separators) else {
        return None;
    };
    let value = number.value()?;
    let amount = Amount {
        span: number.span,
        low: value,
        high: value,
        form: number.form,
        approx: false,
    };
    let (second, stop) = unit_at(r, amount)?;
    let fits = second.base == unit.base
        && second.factor < unit.factor
        && value < unit.factor / second.factor;
    fits.then_some((value, second, stop))
}

/// `a quarter of a percentage point`, `half a point`, `a quarter-point cut`, where its first word begins.
pub(in super::super) fn part_of_point(r: &Reader<'_, '_>, at: usize, first: &str) -> Option<Found> {
    let opens = ["a", "one", "half", "quarter", "three"];
    opens
        .iter()
        .any(|w| first.eq_ignore_ascii_case(w))
        .then_some(())?;
    let words = words_behind(r.text, at, POINT);
    let is = |n: usize, any: &[&str]| words.get(n).is_some_and(|w| any.contains(&w.0.as_str()));
    let mut n = usize::from(is(0, &["a", "one"]) && is(1, &["half", "quarter"]));
    let part = if is(n, &["half"]) {
        0.5
    } else if is(n, &["quarter"]) {
        0.25
    } else if is(n, &["three"]) && is(n + 1, &["quarters", "quarter"]) {
        n += 1;
        0.75
    } else {
        return None;
    };
    n += 1;
    n += usize::from(is(n, &["of"]));
    n += usize::from(is(n, &["a", "one"]));
    n += usize::from(is(n, &["percentage"]));
    is(n, &["point", "points"]).then_some(())?;
    let (unit, _) = units::words(&["percentage", "points"])?;
    let span = Span::new(at, words.get(n)?.1.end);
    Some(Found {
        span,
        value: Value::One(part),
        unit: Some("percentage points".to_owned()),
        of: of_phrase(r, span.end),
        approx: false,
        bound: None,
        measure: Some(unit),
    })
}
