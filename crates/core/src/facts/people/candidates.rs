//! What may be a name in a line: rows of capital words with their points.

use std::collections::BTreeSet;

use super::{
    credits::{credit, is_credit},
    evidence::{self, Around},
    form::{self, Habit},
    lexicon::{self, Class},
    tokens::Token,
};
use crate::{
    facts::page::{At, Line, Tongue},
    layout::ZoneKind,
    text::Span,
};

/// A row of words that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) at: At,
    /// Its words in small letters without accents, joined by one space.
    pub(super) key: String,
    pub(super) words: usize,
    pub(super) habit: Habit,
    /// Points of its form.
    pub(super) form: i32,
    /// Points of what stands around it.
    pub(super) around: i32,
    /// A word belongs to it that makes a body, a place or a work of it.
    pub(super) blocked: bool,
    /// A noun for an outlet, a firm or a work stands right before it: no mention of it is a person.
    pub(super) thing: bool,
    /// A honorific or a post in capitals stands right before it.
    pub(super) titled: bool,
    /// Only a comma, `and` or a mark of lists stands between it and the candidate before it.
    pub(super) joined: bool,
    /// Every word of its line has a capital letter, or nearly: the letter says nothing.
    pub(super) headline: bool,
}

/// The longest name, in words.
const LONGEST: usize = 6;

/// What holds for a whole line.
struct Style {
    headline: bool,
    /// All letters are capital ones.
    shouted: bool,
    foreign: bool,
    zone: usize,
}

/// The candidates of a line, in its order.
pub(super) fn collect(line: &Line<'_>, tokens: &[Token<'_>], out: &mut Vec<Candidate>) {
    if is_credit(line, tokens) {
        return;
    }
    let style = style(line, tokens);
    let first = out.len();
    let mut n = 0;
    let mut end_of_last = None;
    while n < tokens.len() {
        if let Some(end) = credit(tokens, n) {
            n = end;
            continue;
        }
        let run = run(tokens, n, &style);
        if run == n {
            n += 1;
            continue;
        }
        names(line, tokens, n..run, &style, out);
        n = run;
    }
    for candidate in out.get_mut(first..).unwrap_or_default() {
        let span = candidate.at.span;
        let gap = end_of_last.and_then(|end: usize| line.text.get(end..span.start));
        candidate.joined = gap.is_some_and(is_list_gap);
        end_of_last = Some(span.end);
    }
}

/// What stands between two members of a list without titles.
fn is_list_gap(gap: &str) -> bool {
    matches!(
        gap.trim(),
        "," | "and" | ", and" | ";" | "; and" | "&" | "·" | "/" | "|"
    )
}

/// Commas and semicolons from which a line is a list of names and no headline.
const LIST_MARKS: usize = 3;

fn style(line: &Line<'_>, tokens: &[Token<'_>]) -> Style {
    let words = tokens
        .iter()
        .filter(|t| t.lower.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (mut all, mut capital, mut shouted) = (0, 0, 0);
    for token in words.take(60) {
        all += 1;
        capital += usize::from(token.span.of(line.text).starts_with(char::is_uppercase));
        shouted += usize::from(token.initials);
    }
    // `Orel Has Met Vesk in Tarsk.` may be a headline, `Orel has met Vesk in Tarsk.` is a sentence.
    let sentence = line.text.trim_end().ends_with('.')
        && tokens.iter().take(60).any(|t| !t.upper && t.is_verb());
    let marks = tokens.iter().take(60);
    let marks = marks.filter(|t| matches!(&*t.lower, ";" | ","));
    let list = marks.count() >= LIST_MARKS;
    let heading = !matches!(
        line.kind,
        ZoneKind::Paragraph | ZoneKind::Caption | ZoneKind::Summary
    );
    Style {
        headline: !(sentence || list)
            && (all > 3 && capital * 10 >= all * 8 || heading && capital * 2 > all && all > 2),
        shouted: all > 1 && shouted * 10 >= all * 7,
        foreign: line.tongue == Tongue::Other,
        zone: line.zone,
    }
}

/// Blanks between words that belong to two columns.
const COLUMN: usize = 3;

/// The end of the row of capital words that starts at `from`: small particles inside belong to it.
fn run(tokens: &[Token<'_>], from: usize, style: &Style) -> usize {
    let Some(first) = tokens.get(from).filter(|t| t.capital) else {
        return from;
    };
    let mut n = from + 1;
    while let Some(token) = tokens.get(n) {
        let next = tokens.get(n + 1);
        let same = |t: &Token<'_>| t.sentence == first.sentence && t.inside == first.inside;
        let inner = token.is(Class::PARTICLE)
            && next.is_some_and(|t| (t.capital || t.is(Class::PARTICLE)) && same(t));
        // Columns of a table.
        let apart = tokens
            .get(n - 1)
            .is_some_and(|b| token.span.start - b.span.end >= COLUMN);
        if apart || !same(token) || !(token.capital || inner && !style.shouted) {
            break;
        }
        n += 1;
    }
    n
}

/// The names in a row of capital words.
fn names(
    line: &Line<'_>,
    tokens: &[Token<'_>],
    run: std::ops::Range<usize>,
    style: &Style,
    out: &mut Vec<Candidate>,
) {
    let mut n = run.start;
    while n < run.end {
        let rest = tokens.get(n..run.end).unwrap_or_default();
        if let Some((words, points)) = form::korean(rest) {
            push(
                line,
                tokens,
                n,
                n + words,
                (points, Habit::Korean),
                run.end,
                style,
                out,
            );
            n += words;
            continue;
        }
        let mut end = general(rest, is_apposed(tokens, n), style) + n;
        if end == n && n + 1 == run.end && is_called(tokens, n, style) {
            end = n + 1;
        }
        if end == n && is_introduced(tokens, n, style) {
            end = n + 1 + general(rest.get(1..).unwrap_or_default(), false, style);
        }
        if end == n {
            n += 1;
            continue;
        }
        let start = opening(tokens, n, end, style);
        if start < end {
            let row = tokens.get(start..end).unwrap_or_default();
            let (points, habit) = form::strength(row);
            push(
                line,
                tokens,
                start,
                end,
                (points, habit),
                run.end,
                style,
                out,
            );
        }
        n = end;
    }
}

/// Whether a post and a comma stand right before a word: `the president, | Viola Court`.
fn is_apposed(tokens: &[Token<'_>], n: usize) -> bool {
    let Some([post, comma]) = n.checked_sub(2).and_then(|b| tokens.get(b..n)) else {
        return false;
    };
    comma.lower == "," && post.is(Class::POST)
}

/// Whether a single ordinary word is a surname because a post or an honorific in capitals stands right
/// before it: `Judge Wells`.
fn is_called(tokens: &[Token<'_>], n: usize, style: &Style) -> bool {
    let (Some(before), Some(word)) = (n.checked_sub(1).and_then(|b| tokens.get(b)), tokens.get(n))
    else {
        return false;
    };
    let called = Class::POST.or(Class::HONORIFIC).or(Class::RANK);
    // `Executive Order 12`
    let numbered = tokens.get(n + 1).is_some_and(|t| t.tag == '0');
    // `Chief Executive Wells`, but `Executive Session`
    let chief = before.lower != "executive"
        || n > 1 && tokens.get(n - 2).is_some_and(|t| t.lower == "chief");
    !style.headline
        && !style.shouted
        && chief
        && !numbered
        && before.capital
        && before.sentence == word.sentence
        && before.is(called)
        && !form::is_plural_word(word)
        && (form::is_word_name(word) || before.initials && form::is_capital_name(word))
}

/// Whether an ordinary word is a given name because a noun for people stands right before it and a surname
/// behind it: `singer Rain Orel`.
fn is_introduced(tokens: &[Token<'_>], n: usize, style: &Style) -> bool {
    let Some([before, word, surname]) = n.checked_sub(1).and_then(|b| tokens.get(b..n + 2)) else {
        return false;
    };
    let people = Class::POST
        .or(Class::PERSON)
        .or(Class::HONORIFIC)
        .or(Class::RANK);
    !style.headline
        && !style.shouted
        && before.is(people)
        && before.sentence == surname.sentence
        && form::is_word_name(word)
        && surname.is(form::NAME)
        && !surname.is(Class::COMMON)
        && form::is_part(surname, false, false)
}

/// How many words at the start of a row may be one name.
/// `called`: a post and a comma stand before the row.
fn general(row: &[Token<'_>], called: bool, style: &Style) -> usize {
    let mut n = 0;
    while let Some(token) = row.get(n) {
        let rest = row.get(n..).unwrap_or_default();
        if n > 0 && form::korean(rest).is_some_and(|k| k.1 > 6) {
            break;
        }
        // `Tarsk Judge Jan Orel`
        let post = n > 0
            && token.is(Class::POST.or(Class::RANK).or(Class::PERSON))
            && row
                .get(n + 1)
                .is_some_and(|t| form::is_part(t, true, style.shouted))
            && !(token.is(Class::GIVEN) && row.first().is_some_and(|t| t.is(Class::GIVEN)));
        // `Orel da Ida Vesk` are two: a given name follows the small word.
        let two = n > 1
            && !token.capital
            && row
                .get(n + 1)
                .is_some_and(|t| t.is(Class::GIVEN) && !t.is(Class::SURNAME.or(Class::COMMON)))
            && row
                .get(n + 2)
                .is_some_and(|t| form::is_part(t, false, false));
        if post || two {
            break;
        }
        let part = form::is_part(token, n == 0, style.shouted)
            || n > 0 && !token.capital
            || n > 0
                && small_capital(token)
                && row
                    .get(n + 1)
                    .is_some_and(|t| form::is_part(t, false, false));
        let word = n == 1
            && row.len() == 2
            && !style.headline
            && !style.shouted
            && row.first().is_some_and(|g| {
                form::is_word_surname(g, token) || called && form::is_any_surname(g, token)
            });
        if !(part || word) || n >= LONGEST {
            break;
        }
        n += 1;
    }
    while n > 0
        && row
            .get(n - 1)
            .is_some_and(|t| !t.capital || small_capital(t))
    {
        n -= 1;
    }
    n
}

/// `De`, `Van` and `Bin`, written with a capital letter.
fn small_capital(token: &Token<'_>) -> bool {
    token.is(Class::PARTICLE) && token.capital
}

/// Where a name starts in a row: an ordinary word that a sentence opens with is none of it.
fn opening(tokens: &[Token<'_>], from: usize, to: usize, style: &Style) -> usize {
    let mut start = from;
    while start + 1 < to {
        let Some(token) = tokens.get(start) else {
            break;
        };
        let opens = start
            .checked_sub(1)
            .and_then(|b| tokens.get(b))
            .is_none_or(|b| {
                b.sentence != token.sentence
                    || matches!(&*b.lower, "\"" | "“" | ":" | "(" | "-" | "–" | "—")
            });
        let ordinary = token.is(Class::COMMON) && !token.is(Class::GIVEN);
        let given_later = || {
            tokens
                .get(start + 1..to)
                .unwrap_or_default()
                .iter()
                .any(|t| t.is(Class::GIVEN))
        };
        let skip = opens && ordinary
            || start == from && is_agent(&token.lower) && !token.is(form::NAME) && given_later()
            || style.foreign && !token.is(Class::GIVEN) && given_later()
            || style.headline && ordinary && given_later();
        if !skip {
            break;
        }
        start += 1;
    }
    start
}

/// Endings of nouns for people: `Rotarian`, `Conservationist`.
fn is_agent(lower: &str) -> bool {
    [
        "ian", "ist", "crat", "man", "men", "woman", "person", "er", "or", "ee", "weds",
    ]
    .iter()
    .any(|e| lower.ends_with(e))
}

#[allow(clippy::too_many_arguments, reason = "the parts of one candidate")]
fn push(
    _line: &Line<'_>,
    tokens: &[Token<'_>],
    from: usize,
    to: usize,
    (points, habit): (i32, Habit),
    run_end: usize,
    style: &Style,
    out: &mut Vec<Candidate>,
) {
    let row = tokens.get(from..to).unwrap_or_default();
    let (Some(first), Some(last)) = (row.first(), row.last()) else {
        return;
    };
    let mut key = String::with_capacity(last.span.end - first.span.start);
    for token in row {
        if !key.is_empty() {
            key.push(' ');
        }
        if token.lower.is_ascii() {
            key.push_str(&token.lower);
        } else {
            key.push_str(&lexicon::plain(&token.lower));
        }
    }
    let around = Around { tokens, from, to };
    // What no post makes a person of is no name by a single word.
    let single_place = to - from == 1 && first.is(Class::PLACE.or(Class::NATION).or(Class::DAY));
    let blocked = is_blocked(tokens, from, to, run_end, style) || single_place || is_thing(&key);
    out.push(Candidate {
        at: At {
            zone: style.zone,
            span: Span::new(first.span.start, last.span.end),
        },
        words: to - from,
        habit,
        form: points - foreign(style, first),
        around: evidence::points(around),
        blocked,
        thing: evidence::thing_before(around),
        titled: evidence::titled(around),
        joined: false,
        headline: style.headline || style.shouted,
        key,
    });
}

/// In a language whose words are not known a name starts with a given name that is no small word.
fn foreign(style: &Style, first: &Token<'_>) -> i32 {
    let short = !first.is(Class::GIVEN) || first.lower.len() < 4 || first.is(Class::COMMON);
    if style.foreign {
        if short { 5 } else { 1 }
    } else {
        0
    }
}

/// Whole names that are no people.
fn is_thing(key: &str) -> bool {
    key.contains(' ') && lexicon::is_thing(&key.replace(' ', "-"))
}

/// Words before a name of a ship, a storm, a mountain and so on, and before what bears a name.
fn is_blocked(tokens: &[Token<'_>], from: usize, to: usize, run_end: usize, style: &Style) -> bool {
    let before = |places: usize| from.checked_sub(places).and_then(|n| tokens.get(n));
    let sentence = tokens.get(from).map(|t| t.sentence);
    let near = |t: &&Token<'_>| Some(t.sentence) == sentence;
    let lead = before(1)
        .filter(near)
        .is_some_and(|t| t.is(Class::LEAD) && !t.is(Class::POST));
    let bears = before(1).filter(near).is_some_and(|t| t.lower == "of")
        && before(2).filter(near).is_some_and(|t| {
            matches!(
                &*t.lower,
                "order" | "medal" | "prize" | "university" | "school" | "badge"
            ) && t.capital
        });
    let after = tokens.get(to).filter(|t| Some(t.sentence) == sentence);
    let thing = Class::BODY.or(Class::FACILITY).or(Class::BEARER);
    let owns = after.is_some_and(|t| {
        let word = t.capital && to < run_end && !t.is_initial() && !t.initials;
        let plain = word && !t.is(Class::DAY) && !t.is(Class::POST) && !t.is(Class::HONORIFIC);
        let hyphen = t.lower == "-" && tokens.get(to + 1).is_some_and(|n| n.lower.ends_with("ism"));
        let thing = t.capital && t.is(thing) && !(style.headline && t.tag == 'v');
        thing || hyphen || plain && !style.headline || t.lower.ends_with("ism") && t.capital
    });
    let ism = tokens.get(from..to).unwrap_or_default().iter().any(|t| {
        t.lower.ends_with("ism") || t.lower.ends_with("ilism") || t.lower.ends_with("ungism")
    });
    lead || bears || owns || ism || in_work(tokens, from, to)
}

/// Words of a title of a work at least, in marks: `"Footsteps of the Hero"`.
const WORK: usize = 4;

/// Whether a name stands inside the title of a work: marked, and nearly every word with a capital letter.
fn in_work(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    let Some(inside) = tokens.get(from).and_then(|t| t.inside) else {
        return false;
    };
    let own = |t: &&Token<'_>| t.inside == Some(inside);
    let back = tokens
        .get(..from)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(20)
        .take_while(own);
    let on = tokens
        .get(to..)
        .unwrap_or_default()
        .iter()
        .take(20)
        .take_while(own);
    let (mut all, mut capital) = (0, 0);
    for token in back.chain(on) {
        if token.lower.len() > 3 && token.tag != '.' {
            all += 1;
            capital +=
                usize::from(token.capital || token.class.is(Class::COMMON) && token.tag == 'g');
        }
        if token.is_verb() {
            return false;
        }
    }
    all + 1 >= WORK && capital * 10 >= all * 8
}

/// The names of a document that stand for a person in short: surnames, and given names of habits that
/// use them.
pub(super) fn shorts(accepted: &BTreeSet<(String, bool)>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (key, eastern) in accepted {
        let words: Vec<&str> = key.split(' ').collect();
        let small =
            |w: &str| lexicon::class(w).is(Class::PARTICLE.or(Class::SUFFIX)) || w.len() < 2;
        if *eastern {
            if let [first, rest @ ..] = words.as_slice() {
                out.insert((*first).to_owned());
                out.insert(rest.join(" "));
                out.insert(rest.join("-"));
            }
            continue;
        }
        for word in words.iter().skip(1).filter(|w| !small(w)) {
            out.insert((*word).to_owned());
        }
        // `van der Berg`
        if let Some(from) = words.iter().position(|w| small(w) && w.len() > 1) {
            out.insert(words.get(from..).unwrap_or_default().join(" "));
            out.insert(words.get(from + 1..).unwrap_or_default().join(" "));
        }
    }
    out
}
