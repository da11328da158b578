//! What makes two words the same word: letter case, marks, American and British spelling.

use std::{borrow::Cow, sync::LazyLock};

use crate::text::{korean::PARTICLES, lower};

/// Beginnings of words that British spelling writes with `our`.
const OUR: [&str; 31] = [
    "ardour",
    "armour",
    "behaviour",
    "candour",
    "clamour",
    "colour",
    "demeanour",
    "discolour",
    "dishonour",
    "endeavour",
    "favour",
    "fervour",
    "flavour",
    "glamour",
    "harbour",
    "honour",
    "humour",
    "labour",
    "misdemeanour",
    "neighbour",
    "odour",
    "parlour",
    "rancour",
    "rigour",
    "rumour",
    "saviour",
    "savour",
    "splendour",
    "tumour",
    "valour",
    "vigour",
];

/// Words in `-ise` that have no `z` anywhere.
const ALWAYS_ISE: [&str; 31] = [
    "advertis",
    "advis",
    "apprais",
    "arous",
    "bruis",
    "chastis",
    "compris",
    "compromis",
    "concis",
    "cruis",
    "demis",
    "despis",
    "devis",
    "disguis",
    "enterpris",
    "excis",
    "exercis",
    "expertis",
    "franchis",
    "improvis",
    "incis",
    "merchandis",
    "nois",
    "paradis",
    "prais",
    "precis",
    "premis",
    "promis",
    "rais",
    "revis",
    "supervis",
];
const ALWAYS_ISE_MORE: [&str; 6] = ["surmis", "surpris", "televis", "treatis", "wis", "ris"];

/// British words and their American spelling, as beginnings: what follows is kept.
const PAIRS: [(&str, &str); 43] = [
    ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("amongst", "among"),
    ("analogue", "analog"),
    ("analys", "analyz"),
    ("calibre", "caliber"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("cosy", "cozy"),
    ("defence", "defense"),
    ("draught", "draft"),
    ("enrol", "enroll"),
    ("fibre", "fiber"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("instalment", "installment"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("licence", "license"),
    ("litre", "liter"),
    ("manoeuvr", "maneuver"),
    ("marvellous", "marvelous"),
    ("metre", "meter"),
    ("mould", "mold"),
    ("moult", "molt"),
    ("offence", "offense"),
    ("paralys", "paralyz"),
    ("pedlar", "peddler"),
    ("plough", "plow"),
    ("practis", "practic"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("sceptic", "skeptic"),
    ("skilful", "skillful"),
    ("sombre", "somber"),
    ("spectre", "specter"),
    ("storey", "story"),
    ("theatre", "theater"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("whilst", "while"),
    ("wilful", "willful"),
];

/// Verbs that British spelling doubles the `l` of, without it.
const DOUBLED: [&str; 22] = [
    "cancel", "channel", "counsel", "dial", "duel", "equal", "fuel", "grovel", "jewel", "kidnap",
    "label", "level", "marshal", "model", "panel", "quarrel", "rival", "signal", "total", "travel",
    "tunnel", "worship",
];

pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// The American spelling of a word in lower case.
pub(super) fn american(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() || word.len() < 4 {
        return Cow::Borrowed(word);
    }
    let first = word.as_bytes().first();
    for (british, american) in PAIRS {
        if british.as_bytes().first() == first
            && let Some(rest) = word.strip_prefix(british)
            && !word.starts_with(american)
        {
            // "centred" and "manoeuvred" lose the vowel that the American spelling has.
            let rest = if american.ends_with("er") {
                rest.strip_prefix('e').unwrap_or(rest)
            } else {
                rest
            };
            return Cow::Owned(format!("{american}{rest}"));
        }
    }
    for start in OUR {
        if start.as_bytes().first() == first
            && let Some(rest) = word.strip_prefix(start)
        {
            let stem = start.strip_suffix("our").unwrap_or(start);
            return Cow::Owned(format!("{stem}or{rest}"));
        }
    }
    for start in DOUBLED {
        if start.as_bytes().first() == first
            && let Some(rest) = word.strip_prefix(start)
            && let Some(tail) = start
                .get(start.len() - 1..)
                .and_then(|l| rest.strip_prefix(l))
            && (tail.starts_with("ed") || tail.starts_with("ing") || tail.starts_with("er"))
        {
            return Cow::Owned(format!("{start}{tail}"));
        }
    }
    for ending in [
        "isation", "isations", "ise", "ised", "iser", "isers", "ises", "ising",
    ] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 3
            && let Some(root) = word.get(..stem.len() + 2)
            && !ALWAYS_ISE.contains(&root)
            && !ALWAYS_ISE_MORE.iter().any(|a| root.ends_with(a))
        {
            let rest = word.get(stem.len() + 2..).unwrap_or("");
            return Cow::Owned(format!("{stem}iz{rest}"));
        }
    }
    Cow::Borrowed(word)
}

/// A word as it is compared between sentences: lower case, without its possessive, American spelling,
/// number words and ordinals as digits.
pub(super) fn key(word: &str) -> String {
    let word = lower(word);
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(&word);
    if let Some(number) = super::numbers::digits(word) {
        return number;
    }
    spelling(word).into_owned()
}

/// One spelling for all that a word in lower case has.
pub(super) fn spelling(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        american(word)
    } else {
        southern(word)
    }
}

/// Korean endings and particles that may follow a noun, the longest first.
pub(super) fn without_particle(word: &str) -> &str {
    if word.is_ascii() {
        return word;
    }
    let fits = |particle: &&&str| {
        word.strip_suffix(**particle)
            .is_some_and(|rest| rest.chars().count() >= 2)
    };
    let longest = PARTICLES.iter().filter(fits).max_by_key(|p| p.len());
    longest.and_then(|p| word.strip_suffix(p)).unwrap_or(word)
}

static STEMMER: LazyLock<frostem::Stemmer> =
    LazyLock::new(|| frostem::Stemmer::new(frostem::Algorithm::English));

/// The stem of an English key; of a Korean one what is left without its particle.
pub(super) fn stem(key: &str) -> String {
    if key.chars().next_back().is_some_and(is_hangul) {
        return without_particle(key).to_owned();
    }
    STEMMER.stem(key).into_owned()
}

/// A Korean word as the south writes its first syllable: `로동` is `노동`, `력사` is `역사`, `녀성` is
/// `여성` (rule of initial sounds, Hangul orthography of the Republic of Korea, articles 10-12).
pub(super) fn southern(word: &str) -> Cow<'_, str> {
    const FIRST: u32 = 0xac00;
    let mut chars = word.chars();
    let Some(c) = chars.next().filter(|c| is_hangul(*c)) else {
        return Cow::Borrowed(word);
    };
    let number = u32::from(c) - FIRST;
    let (initial, vowel, rest) = (number / 588, number / 28 % 21, number % 588);
    // Vowels with y, and i: they take the sound of n and r away.
    let is_soft = matches!(vowel, 2 | 6 | 7 | 12 | 17 | 20);
    // 2 is n, 5 is r, 11 is none. Before a and its like the north keeps r, the south has n.
    let new = match initial {
        5 if is_soft => 11,
        5 => 2,
        2 if matches!(vowel, 6 | 12 | 17 | 20) => 11,
        _ => return Cow::Borrowed(word),
    };
    let Some(syllable) = char::from_u32(FIRST + new * 588 + rest) else {
        return Cow::Borrowed(word);
    };
    Cow::Owned(std::iter::once(syllable).chain(chars).collect())
}
