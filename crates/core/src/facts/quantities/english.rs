//! What a number counts in English: a unit, or a noun in the plural.

use super::{
    scan::{Amount, Found, Reader},
    units::{self, Unit},
};
use crate::{
    facts::words::Word,
    text::{
        Span,
        number::{NumberForm, Reading, number_at},
    },
};

/// Words before figures that make a label of them.
const LABELS: [&str; 42] = [
    "no",
    "nos",
    "number",
    "article",
    "articles",
    "chapter",
    "section",
    "page",
    "pages",
    "room",
    "resolution",
    "flight",
    "unit",
    "office",
    "bureau",
    "order",
    "decree",
    "case",
    "bill",
    "model",
    "type",
    "version",
    "level",
    "figure",
    "table",
    "item",
    "route",
    "highway",
    "channel",
    "phase",
    "volume",
    "vol",
    "tel",
    "fax",
    "game",
    "ad",
    "bc",
    "stage",
    "apollo",
    "boeing",
    "airbus",
    "season",
];

/// Whether the word that ends a text makes a label of the figures behind it.
pub(super) fn labels(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '.', '\u{a0}']);
    if trimmed.len() == before.len() {
        return false;
    }
    let start = trimmed
        .char_indices()
        .rev()
        .take(12)
        .find(|(_, c)| !c.is_ascii_alphabetic())
        .map_or(trimmed.len().saturating_sub(12), |(at, c)| {
            at + c.len_utf8()
        });
    let word = trimmed.get(start..).unwrap_or("");
    let number = word.eq_ignore_ascii_case("no") && before.trim_end().len() == trimmed.len();
    // `there is no 5-year plan` has no label; `No 5` has.
    let small_no = number && word.starts_with('n');
    !small_no && LABELS.iter().any(|l| l.eq_ignore_ascii_case(word))
}

/// Words that are read ahead for a unit of several.
const AHEAD: usize = 4;

/// The words behind a byte, in small letters, with their places: parted by white space or hyphens only.
fn words_behind(text: &str, at: usize) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let mut end = at;
    for n in 0..AHEAD {
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

/// Reads what an amount counts.
pub(super) fn read(r: &Reader<'_, '_>, amount: Amount, least: usize) -> Option<Found> {
    let money = currency(r, amount);
    let mut found = match money {
        Some(found) => found,
        None => unit(r, amount)
            .or_else(|| compound_noun(r, amount))
            .or_else(|| noun(r, amount))?,
    };
    lead(r, &mut found, least);
    Some(found)
}

fn found(span: Span, amount: Amount, unit: Option<String>, measure: Option<Unit>) -> Found {
    Found {
        span,
        value: amount.value(),
        unit,
        of: None,
        approx: amount.approx,
        bound: None,
        measure,
    }
}

/// Signs of currencies, and the words that they stand for.
fn sign(c: char) -> Option<&'static str> {
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

/// `$1.5 billion`, `US$ 30m`.
fn currency(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let before = r.before(amount.span.start).trim_end_matches(' ');
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
    let span = Span::new(symbol - letters, amount.span.end);
    let unit = units::words(&[name])
        .filter(|u| u.0.base != "kg")
        .map(|u| u.0);
    let mut out = found(span, amount, Some(name.to_owned()), unit);
    out.of = of_phrase(r, span.end);
    Some(out)
}

/// A number with a unit: `320 km`, `240mm-calibre`, `25-basis-point`, `85 min 56 s`.
fn unit(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let (unit, end) = unit_at(r, amount)?;
    let mut amount = amount;
    let (mut unit, mut end) = (unit, end);
    // `1 hour 25 minutes`
    while let Some((more, smaller, stop)) = smaller(r, amount, unit, end) {
        let factor = unit.factor / smaller.factor;
        amount.low = amount.low * factor + more;
        amount.high = amount.low;
        (unit, end) = (smaller, stop);
    }
    let span = Span::new(amount.span.start, end);
    let name = unit.name.replace('_', " ");
    let mut out = found(span, amount, Some(name), Some(unit));
    out.of = of_phrase(r, end)
        .or_else(|| attribute(r, end))
        .or_else(|| noun_before(r, amount.span.start));
    Some(out)
}

/// The unit right behind an amount, and where it ends.
fn unit_at(r: &Reader<'_, '_>, amount: Amount) -> Option<(Unit, usize)> {
    let end = amount.span.end;
    let rest = r.rest(end);
    let space = rest.len()
        - rest
            .trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n', '-'])
            .len();
    if space <= 4
        && let Some((unit, len)) = units::symbol(rest.get(space..)?)
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
    let list = words_behind(r.text, end);
    let lower: Vec<&str> = list.iter().map(|w| w.0.as_str()).collect();
    let (unit, count) = units::words(&lower)?;
    let (_, first) = list.first()?;
    let (word, last) = list.get(count - 1)?;
    // `won` is a verb more often than a coin.
    let verb = word == "won" && amount.high < 50.0;
    // `one day`, `one time` and `two second` are no amounts.
    let idle = amount.is(1.0) && matches!(word.as_str(), "day" | "time" | "second" | "fold");
    let capital = first.of(r.text).starts_with(char::is_uppercase) && word == "ri";
    (!verb && !idle && !capital).then_some((unit, last.end))
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

/// Words behind a hyphen that make no count of their number.
const NO_COUNT: [&str; 36] = [
    "way",
    "sided",
    "star",
    "party",
    "dimensional",
    "third",
    "thirds",
    "half",
    "halves",
    "quarter",
    "quarters",
    "fifth",
    "fifths",
    "first",
    "second",
    "fourth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "to",
    "on",
    "and",
    "or",
    "off",
    "up",
    "odd",
    "plus",
    "something",
    "fifths",
    "time",
    "man",
    "horse",
    "tier",
    "th",
];

/// `five-point`, `12-member`: a noun joined to its number.
fn compound_noun(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let rest = r.rest(amount.span.end);
    let hyphen = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}'))?;
    let word = rest.get(hyphen.len_utf8()..)?;
    let len = word
        .bytes()
        .position(|b| !b.is_ascii_alphabetic())
        .unwrap_or(word.len());
    let noun = word.get(..len).filter(|w| w.len() > 2)?;
    let small = noun.starts_with(|c: char| c.is_ascii_lowercase());
    let lower = noun.to_ascii_lowercase();
    let counts = small && !NO_COUNT.contains(&lower.as_str()) && !amount.is(1.0);
    counts.then_some(())?;
    let end = amount.span.end + hyphen.len_utf8() + len;
    let mut out = found(Span::new(amount.span.start, end), amount, Some(lower), None);
    out.of = attribute(r, end);
    Some(out)
}

/// Plural nouns that do not end in `s`, and words that count people.
const PLURALS: [&str; 33] = [
    "others",
    "people",
    "men",
    "women",
    "children",
    "police",
    "personnel",
    "staff",
    "aircraft",
    "spacecraft",
    "crew",
    "sheep",
    "cattle",
    "fish",
    "feet",
    "teeth",
    "mice",
    "geese",
    "dead",
    "wounded",
    "injured",
    "missing",
    "servicemen",
    "policemen",
    "fishermen",
    "businessmen",
    "businesspeople",
    "spokespeople",
    "hovercraft",
    "clergymen",
    "oxen",
    "dice",
    "media",
];

/// What `one` counts: people, and nothing that `one` could stand for itself.
const ONE: [&str; 24] = [
    "person",
    "man",
    "woman",
    "child",
    "boy",
    "girl",
    "soldier",
    "worker",
    "official",
    "student",
    "officer",
    "civilian",
    "teacher",
    "passenger",
    "resident",
    "policeman",
    "journalist",
    "prisoner",
    "defector",
    "patient",
    "pilot",
    "sailor",
    "member",
    "delegate",
];

/// Words of a noun phrase before its noun at most.
const PHRASE: usize = 6;

/// A number with the noun that it counts: `more than 3 500 balloons`, `two foreign ministers`.
fn noun(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let words = &(r.words)().words;
    let mut from = words.partition_point(|w| w.span.start < amount.span.end);
    let word = |n: usize| words.get(n);
    let fraction = amount.high < 1.0;
    let fuzzy = amount.form == NumberForm::Fuzzy;
    if fraction || fuzzy {
        let of = word(from).is_some_and(|w| w.lower == "of");
        from += usize::from(of);
        if of {
            from += usize::from(word(from).is_some_and(|w| {
                matches!(
                    w.lower.as_str(),
                    "the" | "these" | "those" | "their" | "its" | "our" | "his" | "all"
                )
            }));
        }
        (of || fuzzy).then_some(())?;
    }
    let part = word(from).is_some_and(|w| w.lower == "of") && !fraction && !fuzzy;
    if part {
        return part_of(r, amount, words, from + 1);
    }
    let first = word(from)?;
    let gap = Span::new(amount.span.end, first.span.start).of(r.text);
    (gap.len() <= 24 && (fraction || fuzzy || gap.trim().is_empty()) && !gap.is_empty())
        .then_some(())?;
    if amount.is(1.0) {
        ONE.contains(&first.lower.as_str()).then_some(())?;
        let span = Span::new(amount.span.start, first.span.end);
        return Some(found(span, amount, Some(first.lower.clone()), None));
    }
    is_english(words).then_some(())?;
    // `the Tarsk 2008 Games` has a year.
    let year =
        matches!(amount.form, NumberForm::Plain(4)) && (1900.0..2100.0).contains(&amount.low);
    if year && first.capital {
        return None;
    }
    let head = if fraction {
        any_head(words, from)?
    } else {
        head(r, words, from)?
    };
    let last = word(head)?;
    let start = skip_more(words, from);
    let name = spaced(Span::new(word(start)?.span.start, last.span.end).of(r.text));
    let span = Span::new(amount.span.start, last.span.end);
    if fraction {
        let mut out = found(
            Span::new(amount.span.start, amount.span.end),
            amount,
            None,
            None,
        );
        out.of = Some(name);
        return Some(out);
    }
    let mut out = found(span, amount, Some(name), None);
    out.of = of_phrase(r, span.end);
    Some(out)
}

/// `two of the soldiers`, `15 of the 19 soldiers`: of the second the number alone, since what follows it is
/// counted again.
fn part_of(r: &Reader<'_, '_>, amount: Amount, words: &[Word], from: usize) -> Option<Found> {
    let (the, first) = (words.get(from)?, words.get(from + 1)?);
    let all = matches!(
        the.lower.as_str(),
        "the" | "these" | "those" | "their" | "its" | "our" | "his" | "her"
    );
    (all && amount.high > 1.0).then_some(())?;
    let number = first.tag == '0';
    let start = from + 1 + usize::from(number);
    let last = words.get(head(r, words, start)?).filter(|w| !w.capital)?;
    let name = spaced(Span::new(words.get(start)?.span.start, last.span.end).of(r.text));
    let end = if number {
        amount.span.end
    } else {
        last.span.end
    };
    Some(found(
        Span::new(amount.span.start, end),
        amount,
        Some(name),
        None,
    ))
}

/// Small words of other languages in Latin letters, which word lists of English take for nouns.
const FOREIGN: [&str; 22] = [
    "de", "del", "la", "los", "las", "el", "y", "que", "des", "les", "le", "du", "et", "der",
    "die", "das", "und", "di", "il", "per", "och", "yang",
];

/// Words of a line that are looked at to know its language.
const LOOKED_AT: usize = 80;

/// Whether a line has more small words of English than of its neighbours.
fn is_english(words: &[Word]) -> bool {
    let (mut own, mut other) = (0, 0);
    for word in words.iter().take(LOOKED_AT) {
        match word.lower.as_str() {
            "the" | "of" | "and" | "to" | "in" | "a" | "for" | "on" | "with" => own += 1,
            lower if FOREIGN.contains(&lower) => other += 1,
            _ => {}
        }
    }
    own >= other
}

/// Words that stand between a number and its noun and are no part of the noun.
fn skip_more(words: &[Word], from: usize) -> usize {
    let more = |w: &Word| {
        matches!(
            w.lower.as_str(),
            "more" | "other" | "additional" | "further" | "new"
        )
    };
    from + usize::from(words.get(from).is_some_and(more))
}

/// Text with white space of any kind and length as one space.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The noun in the plural that a phrase ends with.
fn head(r: &Reader<'_, '_>, words: &[Word], from: usize) -> Option<usize> {
    let sentence = words.get(from)?.sentence;
    for n in from..from + PHRASE {
        let word = words.get(n).filter(|w| w.sentence == sentence)?;
        if is_plural(word, n == from) {
            let next = words.get(n + 1);
            let goes_on = next.is_some_and(|w| w.tag == 's' && w.sentence == sentence)
                && next.is_some_and(|w| Span::new(word.span.end, w.span.start).of(r.text) == " ");
            return Some(n + usize::from(goes_on));
        }
        // `big and small wars`
        let and = matches!(word.lower.as_str(), "and" | "or")
            && n > from
            && words.get(n - 1).is_some_and(|w| w.tag == 'j')
            && words.get(n + 1).is_some_and(|w| w.tag == 'j');
        (and || modifies(word)).then_some(())?;
    }
    None
}

/// The last noun of a phrase in the singular or plural.
fn any_head(words: &[Word], from: usize) -> Option<usize> {
    let mut last = None;
    for n in from..from + PHRASE {
        let Some(word) = words.get(n) else { break };
        let noun = is_plural(word, false) || matches!(word.tag, 'n' | 'N' | 's' | '?');
        if !noun && !modifies(word) {
            break;
        }
        if noun {
            last = Some(n);
        }
    }
    last
}

/// Whether a word can stand between a number and its noun.
fn modifies(word: &Word) -> bool {
    matches!(word.tag, 'j' | 'n' | 'N' | 'g' | 'x' | 'd' | 'v' | '?')
        || matches!(
            word.lower.as_str(),
            "more" | "other" | "such" | "additional" | "further" | "newly" | "different"
        )
}

/// Whether a word is a noun in the plural. Right behind a number what could be a verb is one, too.
fn is_plural(word: &Word, first: bool) -> bool {
    let lower = word.lower.as_str();
    if PLURALS.contains(&lower) {
        return true;
    }
    let ends = lower.len() > 2
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && !lower.contains('\'');
    match word.tag {
        's' => true,
        'z' => ends && (first || !matches!(lower, "says" | "is" | "has" | "does")),
        '?' | 'N' | 'n' | 'j' => ends,
        _ => false,
    }
}

/// Words of the phrase after `of` at most.
const OF: usize = 6;

/// The noun phrase behind `of`: of `15 tons of wastepaper`.
fn of_phrase(r: &Reader<'_, '_>, end: usize) -> Option<String> {
    let rest = r.rest(end);
    let trimmed = rest.trim_start();
    let of = trimmed.strip_prefix("of ")?;
    phrase(r, r.text.len() - of.len())
}

/// The noun phrase that a unit stands before: of `2 percent inflation`, `five-year plan`.
fn attribute(r: &Reader<'_, '_>, end: usize) -> Option<String> {
    let rest = r.rest(end);
    let gap = rest.len() - rest.trim_start().len();
    (1..=4).contains(&gap).then_some(())?;
    phrase(r, end)
}

fn phrase(r: &Reader<'_, '_>, at: usize) -> Option<String> {
    let words = &(r.words)().words;
    let from = words.partition_point(|w| w.span.start < at);
    let article = words.get(from).is_some_and(|w| matches!(w.tag, 'D' | 'Q'));
    let from = from + usize::from(article);
    let first = words.get(from)?;
    let mut last = None;
    for word in words.iter().skip(from).take(OF) {
        let noun = matches!(word.tag, 'n' | 's' | 'N' | '?') && word.sentence == first.sentence;
        let part = noun || matches!(word.tag, 'j' | 'g' | 'x');
        if !part || word.sentence != first.sentence || word.tag == '0' {
            break;
        }
        if noun {
            last = Some(word);
        }
    }
    let span = Span::new(first.span.start, last?.span.end);
    Some(spaced(span.of(r.text)))
}

/// Words between what is measured and its measure.
const MEASURES: [&str; 16] = [
    "of", "at", "by", "to", "is", "was", "were", "are", "reached", "for", "from", "about", "than",
    "the", "a", "over",
];

/// The noun phrase before a measure: of `at medium range of 320 km`.
fn noun_before(r: &Reader<'_, '_>, start: usize) -> Option<String> {
    let words = &(r.words)().words;
    let mut n = words.partition_point(|w| w.span.start < start);
    let sentence = words.get(n.checked_sub(1)?)?.sentence;
    let mut small = 0;
    loop {
        n = n.checked_sub(1)?;
        if !MEASURES.contains(&words.get(n)?.lower.as_str()) {
            break;
        }
        small += 1;
        (small <= 3).then_some(())?;
    }
    let last = words
        .get(n)
        .filter(|w| matches!(w.tag, 'n' | 's' | 'N') && w.sentence == sentence)?;
    let mut first = last;
    for back in 1..4 {
        let Some(word) = n.checked_sub(back).and_then(|b| words.get(b)) else {
            break;
        };
        if !matches!(word.tag, 'n' | 'j' | 'N') || word.sentence != sentence {
            break;
        }
        first = word;
    }
    (small > 0).then(|| spaced(Span::new(first.span.start, last.span.end).of(r.text)))
}

/// Words before a number that make a bound or an estimate of it: the longest come first.
const LEADS: [(&str, Lead); 36] = [
    ("no fewer than", Lead::Bound("at least")),
    ("no less than", Lead::Bound("at least")),
    ("not less than", Lead::Bound("at least")),
    ("upwards of", Lead::Bound("at least")),
    ("at least", Lead::Bound("at least")),
    ("a minimum of", Lead::Bound("at least")),
    ("minimum of", Lead::Bound("at least")),
    ("more than", Lead::Bound("more than")),
    ("greater than", Lead::Bound("more than")),
    ("well over", Lead::Bound("more than")),
    ("just over", Lead::Bound("more than")),
    ("over", Lead::Bound("more than")),
    ("above", Lead::Bound("more than")),
    ("no more than", Lead::Bound("at most")),
    ("not more than", Lead::Bound("at most")),
    ("at most", Lead::Bound("at most")),
    ("up to", Lead::Bound("at most")),
    ("a maximum of", Lead::Bound("at most")),
    ("maximum of", Lead::Bound("at most")),
    ("fewer than", Lead::Bound("less than")),
    ("less than", Lead::Bound("less than")),
    ("under", Lead::Bound("less than")),
    ("below", Lead::Bound("less than")),
    ("an estimated", Lead::Approx),
    ("estimated", Lead::Approx),
    ("close to", Lead::Approx),
    ("as many as", Lead::Approx),
    ("as much as", Lead::Approx),
    ("approximately", Lead::Approx),
    ("roughly", Lead::Approx),
    ("nearly", Lead::Approx),
    ("almost", Lead::Approx),
    ("around", Lead::Approx),
    ("about", Lead::Approx),
    ("some", Lead::Approx),
    ("between", Lead::Span),
];

/// What a word before a number says of it.
#[derive(Clone, Copy)]
enum Lead {
    Bound(&'static str),
    Approx,
    /// It only belongs to it.
    Span,
}

/// Takes in the words before a number that belong to it.
fn lead(r: &Reader<'_, '_>, found: &mut Found, least: usize) {
    let before = r.before(found.span.start);
    let trimmed = before.trim_end();
    if trimmed.len() == before.len() || before.len() - trimmed.len() > 4 {
        return;
    }
    // Longest of all: a phrase that ends in another is listed before it, so the first that fits counts.
    let mut fits = LEADS
        .iter()
        .filter(|(words, _)| ends_with_words(trimmed, words));
    let Some((words, lead)) = fits.by_ref().max_by_key(|(words, _)| words.len()) else {
        return;
    };
    let start = trimmed.len() - words.len();
    if start < least {
        return;
    }
    match lead {
        Lead::Bound(bound) => found.bound = Some(bound),
        Lead::Approx => found.approx = true,
        Lead::Span => {
            if !matches!(found.value, super::Value::Range(_)) {
                return;
            }
        }
    }
    found.span.start = start;
}

/// Whether a text ends with words in any case, as words of their own.
fn ends_with_words(text: &str, words: &str) -> bool {
    let Some(start) = text.len().checked_sub(words.len()) else {
        return false;
    };
    let free = || {
        !text
            .get(..start)
            .unwrap_or("")
            .ends_with(|c: char| c.is_alphanumeric() || c == '-')
    };
    text.get(start..)
        .is_some_and(|t| t.eq_ignore_ascii_case(words))
        && free()
}
