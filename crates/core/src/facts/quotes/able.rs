//! Who can speak at all: not every subject beside marked words says them.

use crate::facts::{
    people::lexicon::{Class, class},
    words::{Paragraph, Word},
};

/// Words that name nobody by themselves: what they stand for was not found, or is the writer.
const NOBODY: &str = "that which what this these those it its they them you i we us me one ones there here such who whom whose \
    everything something anything nothing his her their our your my and but or so as if then himself \
    herself itself themselves myself yourself ourselves oneself";

/// Nouns of those who speak, in the singular.
const SAYERS: &str = "people person resident official authority critic supporter source other analyst expert scientist researcher \
    doctor police prosecutor government company firm group team community family crowd audience participant attendee voter fan user \
    customer reader viewer listener visitor local villager observer insider narrator character speaker author writer reporter \
    correspondent interviewer operation spokesperson caller client staff management board crew side camp party club federation league \
    association panel jury court judge ministry commission committee council agency bureau department institute university school \
    church bank union regime administration state country nation city campaign movement organization organisation militia army";

/// Nouns of what speaks for somebody, in the singular: only with a word that says so.
const TEXTS: &str = "report statement study paper document letter poll survey article editorial commentary review memo note message \
    email post tweet website page press media release communique declaration filing lawsuit complaint indictment ruling order judgment \
    affidavit charter constitution sign banner placard poster slogan inscription caption headline book text guideline advisory notice \
    transcript resolution manifesto petition dictionary encyclopedia bible proverb adage song lyric";

/// Numbers and units of a stretch of time.
const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve several few";
const TIMES: &str = "second seconds minute minutes hour hours day days week weeks month months year years decade decades";

/// How surely a cue says that somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// No word of it reports.
    None,
    /// A colon and nothing else.
    Colon,
    /// A noun of saying, a verb of thinking or of stance.
    Some,
    /// A verb of saying or asking, `according to`.
    Says,
}

/// How surely a cue says that somebody speaks.
pub(super) fn strength(cue: Option<&str>) -> Strength {
    let Some(cue) = cue else {
        return Strength::None;
    };
    let paragraph = Paragraph::new(cue);
    let of = |w: &Word| match w.cue {
        's' | 'a' => Strength::Says,
        't' | 'v' | 'n' => Strength::Some,
        _ if w.lower == "according" => Strength::Says,
        _ if matches!(w.lower.as_str(), "puts" | "put" | "goes" | "reads" | "in") => Strength::Some,
        _ if w.lower == ":" => Strength::Colon,
        _ => Strength::None,
    };
    paragraph
        .words
        .iter()
        .map(of)
        .max()
        .unwrap_or(Strength::None)
}

/// Whether a cue tells what is said of its subject: `was reported`, `is called`.
pub(super) fn is_passive(cue: &str) -> bool {
    let paragraph = Paragraph::new(cue);
    let mut words = paragraph.words.iter().filter(|w| w.tag != 'r');
    let be = words
        .next()
        .is_some_and(|w| w.tag == 'B' && !w.lower.starts_with('\''));
    let said = words.next().is_some_and(|w| {
        let participle = w.lower.ends_with("ed") || matches!(w.tag, 'x' | 'p' | 'd');
        matches!(w.cue, 's' | 'a' | 't') && participle && w.lower != "quoted" && w.lower != "cited"
    });
    be && said && !cue.ends_with(" by")
}

/// Whether a phrase that no name or post was found in can be a speaker, beside a cue of some strength.
pub(super) fn can_speak(phrase: &str, strength: Strength) -> bool {
    let paragraph = Paragraph::new(phrase);
    let words = &paragraph.words;
    let nobody = |w: &Word| NOBODY.split_whitespace().any(|n| n == w.lower);
    let Some(first) = words.iter().find(|w| w.tag != '.') else {
        return false;
    };
    if words.iter().filter(|w| w.tag != '.').all(nobody) || nobody(first) && words.len() < 3 {
        return false;
    }
    // `Written on the banners were the words “…”`
    if let [only] = words.as_slice()
        && matches!(only.tag, 'p' | 'x')
        && only.lower.ends_with(['n', 'd'])
    {
        return false;
    }
    // `Nov. 17, 1905`: a day.
    let day = |w: &Word| w.tag == 'u' || class(&w.lower).is(Class::DAY);
    if day(first) && words.iter().all(|w| day(w) || matches!(w.tag, '0' | '.')) {
        return false;
    }
    // `Eight years after …`
    let counted = matches!(first.tag, '0' | 'E') || matches!(first.lower.as_str(), "a" | "some");
    let counted = counted || NUMBERS.split_whitespace().any(|n| n == first.lower);
    if counted
        && words
            .get(1)
            .is_some_and(|w| TIMES.split_whitespace().any(|t| t == w.lower))
    {
        return false;
    }
    if strength == Strength::Says {
        return true;
    }
    let proper = words.iter().skip(1).any(|w| w.capital && w.tag != 'u');
    if proper && strength != Strength::None {
        return true;
    }
    let end = words
        .iter()
        .position(|w| matches!(w.tag, 'o' | 'i' | 'W' | 't') || w.lower == ",");
    let head = words
        .get(..end.unwrap_or(words.len()))
        .and_then(|h| h.iter().rfind(|w| w.tag != '.'));
    head.is_some_and(|w| {
        let people = Class::POST.or(Class::PERSON);
        let known = if strength == Strength::None {
            people
        } else {
            let bodies = Class::BODY.or(Class::NATION).or(Class::PLACE);
            people.or(bodies).or(Class::BRAND)
        };
        let lower = w.lower.as_str();
        let single = lower.strip_suffix("ies").map(|s| format!("{s}y"));
        let single = single.as_deref().or_else(|| lower.strip_suffix('s'));
        let listed = |list: &str, noun: &str| list.split_whitespace().any(|s| s == noun);
        let among =
            |noun: &str| listed(SAYERS, noun) || strength != Strength::None && listed(TEXTS, noun);
        class(lower).is(known)
            || single.is_some_and(|s| class(s).is(known))
            || single.is_some_and(among)
            || among(lower)
            || strength != Strength::None
                && w.capital
                && matches!(w.tag, 'N' | '?')
                && !w.lower.contains('\'')
    })
}
