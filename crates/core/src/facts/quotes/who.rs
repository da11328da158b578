//! Whom a phrase means that is the source of something said.

use crate::{
    facts::people::lexicon::{Class, class},
    text::Span,
};

use super::{
    How, Speaker,
    cast::{Cast, Phrased, hangul},
    issued, korean, names, pronoun,
    speaker::Running,
};

/// Zones over which `it` can mean a medium, and a title whoever spoke last.
const NEAR: usize = 3;

/// Whom a phrase means that is the source of something said.
pub(crate) fn who(cast: &Cast<'_>, running: &Running, phrase: &Phrased<'_>) -> Option<Speaker> {
    let (zone, at) = (phrase.zone, phrase.span.start);
    if let Some(later) = behind_adverbial(cast, phrase) {
        return who(cast, running, &later);
    }
    let words = phrase.words;
    if words.is_empty() {
        return None;
    }
    let lower = words.to_lowercase();
    let last = running.last.as_ref();
    let near = |from: &&(usize, Speaker)| from.0 + NEAR >= zone;
    let described = is_bare_medium(words);
    match lower.as_str() {
        "he" | "she" | "him" | "her" | "그" | "그녀" | "그이" | "그이께서" => {
            // A pronoun that means nobody of the document names nobody.
            return cast.pronoun(zone, at, &lower, running);
        }
        word if described || word == "which" => {
            let spoke = running
                .medium
                .as_ref()
                .filter(near)
                .map(|(_, s)| s.as_how(How::Resolved));
            let named = cast.medium(zone, at).filter(|m| m.zone + NEAR >= zone);
            let named = named.map(|m| Speaker {
                name: m.name.clone(),
                id: m.id.clone(),
                how: How::Resolved,
            });
            // A body that spoke before, unless a medium is named since.
            let body = last.filter(near).filter(|(_, s)| !cast.is_person(s));
            let since = cast
                .medium(zone, at)
                .is_some_and(|m| body.is_none_or(|(z, _)| m.zone > *z));
            let body = body.map(|(_, s)| s.as_how(How::Resolved));
            let found = if since || lower != "it" {
                named.or(spoke).or(body)
            } else {
                body.or(named).or(spoke)
            };
            if found.is_some() {
                return found;
            }
        }
        "who" => return cast.relative(zone, at),
        "i" | "we" | "you" | "us" | "me" | "that" | "this" | "what" | "these" | "those" => {
            return None;
        }
        "they" | "them" => {
            let several = last.filter(|(_, s)| {
                s.how != How::Named && s.id.is_none() && s.name.ends_with(['s', 'e', 'n'])
            });
            if let Some((_, several)) = several {
                return Some(several.clone());
            }
        }
        _ => {}
    }
    named(cast, running, phrase)
}

/// `In a memo to the mills, the office said`: the noun phrase behind the comma, where what stands before it
/// belongs to a preposition that opens the sentence.
fn behind_adverbial<'p>(cast: &Cast<'_>, phrase: &Phrased<'p>) -> Option<Phrased<'p>> {
    let comma = phrase.words.rfind(", ")?;
    let line = cast.page.line(phrase.zone)?;
    let sentence = line.sentence_of(phrase.span.start);
    let before = line
        .text
        .get(sentence.start.max(line.body)..phrase.span.start)?;
    let first = before.split_whitespace().next()?;
    let opens = ["In", "At", "On", "During", "After", "Before", "For", "With"];
    let rest = phrase.words.get(comma + 2..)?;
    let fits = opens.contains(&first) && before.len() <= ADVERBIAL && !rest.is_empty();
    let at = phrase.span.start + comma + 2;
    // The words may have lost what stands before their first letter.
    let own = line.text.get(at..)?.starts_with(rest);
    (fits && own).then(|| Phrased {
        words: rest,
        zone: phrase.zone,
        span: Span::new(at, at + rest.len()),
    })
}

/// Bytes between the beginning of a sentence and a phrase that still belongs to its first preposition.
const ADVERBIAL: usize = 60;

/// A source by its words: a name, an outlet, a title that stands beside a name, or a description.
fn named(cast: &Cast<'_>, running: &Running, phrase: &Phrased<'_>) -> Option<Speaker> {
    let (words, zone, at) = (phrase.words, phrase.zone, phrase.span.start);
    let korean = words.chars().any(|c| ('가'..='힣').contains(&c));
    if let Some(found) = this_one(running, words) {
        return Some(found);
    }
    if let Some(found) = cast.head(phrase) {
        return Some(found);
    }
    if let Some(found) = cast.outlet_head(words) {
        return Some(found);
    }
    if let Some(found) = cast.apposed(phrase) {
        return Some(found);
    }
    // A surname, or the last word of a name, of somebody named before.
    let part = if korean {
        Some(words.to_owned()).filter(|w| !w.contains(' '))
    } else {
        names::capitals(words)
    };
    let spoke = part.as_deref().and_then(|part| {
        let spoken = running.spoken.iter().rev();
        spoken
            .clone()
            .find(|s| is_tail(part, &s.name) && (korean || cast.is_person(s)))
    });
    if let Some(found) = spoke {
        return Some(found.as_how(How::Resolved));
    }
    if let Some(found) = part
        .as_deref()
        .filter(|_| !korean)
        .and_then(|name| cast.full(name, zone, at))
    {
        return Some(found);
    }
    if let Some(found) = cast.organ(phrase) {
        return Some(found);
    }
    if let Some(found) = cast.looks_named(words, zone, at) {
        return Some(found);
    }
    let short = head_of(words);
    let title = if korean {
        cast.korean_title(words, zone, at)
    } else {
        cast.title(short, zone, at)
            .or_else(|| report(cast, short, zone, at))
            .or_else(|| issued::of(cast, running, short, zone, at))
    };
    if title.is_some() {
        return title;
    }
    // `The report added`: nobody gave it, so it is that of the medium before.
    let account = matches!(
        words.to_lowercase().as_str(),
        "the report" | "the dispatch" | "the article" | "the commentary" | "the news report"
    );
    let medium = cast
        .medium(zone, at)
        .filter(|m| account && m.zone + NEAR >= zone);
    if let Some(medium) = medium {
        return Some(Speaker {
            name: medium.name.clone(),
            id: medium.id.clone(),
            how: How::Resolved,
        });
    }
    if let Some(found) = cast.body(short, zone, at) {
        return Some(found);
    }
    if let Some(found) = met_before(cast, running, short, zone, at) {
        return Some(found);
    }
    let capital = part.is_some() && !korean;
    let name = cast.compass(words).unwrap_or_else(|| {
        let head = head_of(plain(words));
        trailing_name(head)
            .or_else(|| leading_name(head))
            .unwrap_or(head)
            .to_owned()
    });
    Some(Speaker {
        name,
        id: None,
        how: if capital || korean {
            How::Named
        } else {
            How::Described
        },
    })
}

/// `The veteran leader`: whoever spoke last. `the musician`, `the 36-year-old`: whoever spoke last, or became
/// the subject since.
fn met_before(
    cast: &Cast<'_>,
    running: &Running,
    words: &str,
    zone: usize,
    at: usize,
) -> Option<Speaker> {
    if hangul(words) {
        return None;
    }
    if pronoun::is_known_noun(words) && !Cast::is_title(words) {
        let named = cast.before(zone, at).next().map(|m| m.zone);
        let spoke = running.person.as_ref().map(|(z, _)| *z);
        let last = named.max(spoke)?;
        let found = cast.pronoun(zone, at, words, running);
        return found.filter(|s| last + NEAR >= zone && cast.is_person(s));
    }
    let spoke = running.person.as_ref().filter(|(z, _)| z + NEAR >= zone);
    let spoke = spoke.filter(|(_, s)| Cast::is_title(words) && cast.is_person(s));
    spoke.map(|(_, s)| s.as_how(How::Resolved))
}

/// `이 관계자`, `해당 소식통`: the last speaker who is called so.
fn this_one(running: &Running, words: &str) -> Option<Speaker> {
    let noun = ["이 ", "해당 ", "그 ", "같은 "]
        .iter()
        .find_map(|this| words.strip_prefix(this))
        .filter(|noun| !noun.contains(' ') && korean::is_someone(noun))?;
    let called = |s: &&Speaker| {
        let rest = s.name.strip_suffix(noun);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    let spoke = running.spoken.iter().rev().find(called)?;
    Some(spoke.as_how(How::Resolved))
}

/// `Tarsk Head of School Nadia Brandt`: the name that ends a phrase, told by its given name.
fn trailing_name(words: &str) -> Option<&str> {
    let starts = words.match_indices(' ').map(|(at, _)| at + 1);
    let mut tails = starts.filter_map(|at| words.get(at..));
    tails.find(|tail| {
        let count = tail.split(' ').count();
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        let given = tail.split(' ').next().unwrap_or("").to_lowercase();
        (2..=3).contains(&count)
            && tail.split(' ').all(capital)
            && class(&given).is(Class::GIVEN)
            && !tail.contains(['\'', '’', ','])
    })
}

/// `Nadia Brandt of the Tarsk Mail`: the name before what somebody is of.
fn leading_name(words: &str) -> Option<&str> {
    let cut = [" of ", " from ", " at "]
        .iter()
        .filter_map(|c| words.find(c))
        .min()?;
    let name = words.get(..cut)?;
    let first = name.split(' ').next()?.to_lowercase();
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let person = class(&first).is(Class::GIVEN) && name.split(' ').all(capital);
    (person && (2..=3).contains(&name.split(' ').count())).then_some(name)
}

/// `the agency`, `the state news agency`, `신문`: the medium named before, by what it is.
pub(super) fn is_bare_medium(words: &str) -> bool {
    let lower = words.to_lowercase();
    if matches!(lower.as_str(), "it" | "통신" | "신문" | "방송" | "매체") {
        return true;
    }
    let mut parts = lower.strip_prefix("the ").unwrap_or(&lower).rsplit(' ');
    let head = parts.next().unwrap_or("");
    let medium = matches!(
        head,
        "agency" | "paper" | "newspaper" | "daily" | "outlet" | "broadcaster"
    );
    let mut of_news =
        parts.map(|w| matches!(w, "news" | "state" | "state-run" | "official" | "party"));
    medium && of_news.all(|is| is)
}

/// `the report`, `the speech`: who gave it, where the document says so.
fn report(cast: &Cast<'_>, words: &str, zone: usize, at: usize) -> Option<Speaker> {
    let lower = words.to_lowercase();
    let thing = lower
        .strip_prefix("the ")
        .or_else(|| lower.strip_prefix("his "))?;
    matches!(
        thing,
        "report" | "speech" | "address" | "letter" | "lecture"
    )
    .then(|| cast.gave(thing, zone, at))?
}

/// A description without words that only count: `all the participants`.
pub(super) fn plain(words: &str) -> &str {
    [
        "all of the ",
        "all the ",
        "All the ",
        "All of the ",
        "both the ",
    ]
    .iter()
    .find_map(|p| words.strip_prefix(p))
    .unwrap_or(words)
    .trim_end_matches("'s")
    .trim_end_matches("’s")
}

/// Korean nouns that end like the possessive particle.
const NOUNS_IN_UI: [&str; 10] = [
    "주의", "회의", "동의", "협의", "강의", "정의", "합의", "결의", "논의", "거의",
];

/// A description without where and how it was said: `a spokesman in a statement`.
fn head_of(words: &str) -> &str {
    let cut = [
        " in a ",
        " in an ",
        " in its ",
        " in his ",
        " in her ",
        " in their ",
        " at a ",
        " on its ",
        " of his ",
        " of her ",
        " of their ",
    ];
    let day = words.match_indices(" on ").find(|(at, on)| {
        let rest = words.get(at + on.len()..).unwrap_or("");
        let word = rest.split([' ', '.', ',']).next().unwrap_or("");
        class(&word.to_lowercase()).is(Class::DAY)
    });
    let at = cut.iter().filter_map(|c| words.find(c)).min();
    let at = at.into_iter().chain(day.map(|d| d.0)).min();
    let head = at.and_then(|at| words.get(..at)).unwrap_or(words);
    // `the driver then said`
    let head = [
        " then", " also", " later", " himself", " herself", " itself",
    ]
    .iter()
    .find_map(|adverb| head.strip_suffix(adverb))
    .unwrap_or(head);
    // `국영 통신 DHA의 자페르 카라코크 기자`: behind what it belongs to.
    let own = |at: &usize| {
        let before = head.get(..at + "의".len()).unwrap_or("");
        hangul(head) && !NOUNS_IN_UI.iter().any(|n| before.ends_with(n))
    };
    match head.rfind("의 ").filter(own) {
        Some(at) => head.get(at + "의 ".len()..).unwrap_or(head),
        None => head,
    }
}

fn is_tail(part: &str, name: &str) -> bool {
    let words =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let (part, full) = (words(part), words(name));
    full.len() > part.len() && (full.ends_with(&part) || full.starts_with(&part))
}
