//! How much an eojeol looks like a name, before its neighbours are asked.

use super::{
    lexicon::{self, Noun, Role, is_double_surname, lists},
    tail::{self, Tail},
};
use crate::facts::nations::Nations;

/// An eojeol read as a name with what is written onto it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'t> {
    /// The name.
    pub(super) stem: &'t str,
    pub(super) tail: Tail<'t>,
    /// How much its letters speak for a name, in logits. Behind [`ENOUGH`] they need no neighbours.
    pub(super) weight: f32,
    pub(super) sort: Sort,
}

/// What sort of name it would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Surname and given name.
    Korean,
    /// A name of foreigners that is widely known.
    Known,
    /// A word that sounds foreign.
    Foreign,
}

/// A name by itself.
pub(super) const ENOUGH: f32 = 2.0;

/// Logits of the syllables count for less the more there are: they are not independent.
const TRUST: f32 = 0.7;
/// A given name that people are known to bear.
const BORNE: f32 = 0.9;
/// The same for each doubling of those who bear it.
const BORNE_BY_MORE: f32 = 0.15;
/// Names of two syllables are rarer than words of two.
const SHORT: f32 = -1.0;
/// A surname of two syllables with a given name.
const DOUBLE: f32 = 0.6;
/// Surname and three syllables: rare.
const LONG: f32 = -2.5;
/// A word in everyday use.
const COMMON: f32 = -4.0;
/// A word that dictionaries have.
const RARE: f32 = -1.2;
/// A noun and a particle that make up the letters.
const INFLECTED: f32 = -2.6;
/// A noun made a verb (`전진한`, `제기하`).
const VERBAL: f32 = -4.5;

/// Syllables of words that are looked at: what is longer is no name.
const LONGEST: usize = 16;
/// Syllables of the longest name of a foreigner in one word.
const LONGEST_FOREIGN: usize = 8;

/// The best reading of an eojeol as a name.
pub(super) fn read(word: &str) -> Option<Reading<'_>> {
    let ends: Vec<usize> = word
        .char_indices()
        .map(|c| c.0)
        .chain([word.len()])
        .skip(1)
        .take(LONGEST + 1)
        .collect();
    if ends.len() > LONGEST {
        return None;
    }
    // A word that is a post is no name with one written onto it.
    let posts = Role::HEAD.or(Role::WHOLE);
    if tail::post(word).is_some_and(|p| lists().role(p.0).is(posts)) {
        return None;
    }
    let korean = korean(word, &ends);
    if korean.is_some_and(|k| k.weight >= ENOUGH) {
        return korean;
    }
    let foreign = foreign(word, &ends);
    match (korean, foreign) {
        (Some(a), Some(b))
            if b.weight > a.weight + 1.0 || b.sort == Sort::Known && b.weight > a.weight =>
        {
            foreign
        }
        (Some(_), _) => korean,
        (None, _) => foreign,
    }
}

fn korean<'t>(word: &'t str, ends: &[usize]) -> Option<Reading<'t>> {
    let surname = word.chars().next()?;
    if !lists().is_surname(surname) || word.contains('-') {
        return None;
    }
    let mut best: Option<Reading<'t>> = None;
    for count in [3, 2, 4] {
        let Some(end) = ends.get(count - 1) else {
            continue;
        };
        let Some((stem, rest)) = word.split_at_checked(*end) else {
            continue;
        };
        let Some(tail) = tail::tail(stem, rest).filter(|t| !splits_post(word, t)) else {
            continue;
        };
        let weight = letters(stem) + words(word, stem, &tail, ends);
        if best.is_none_or(|b| weight > b.weight) {
            best = Some(Reading {
                stem,
                tail,
                weight,
                sort: Sort::Korean,
            });
        }
    }
    best
}

/// Whether the post of a reading is the end of a longer one: `금융위원장` is no `금융위` who is `원장`.
fn splits_post(word: &str, tail: &Tail<'_>) -> bool {
    let length = |post: &str| lexicon::head_of(post).map_or(0, str::len);
    !tail.post.is_empty() && tail::post(word).is_some_and(|p| length(p.0) > length(tail.post))
}

/// What the syllables of a name weigh.
fn letters(stem: &str) -> f32 {
    let lists = lists();
    let mut chars = stem.chars();
    let syllables = (chars.next(), chars.next(), chars.next(), chars.next());
    match syllables {
        (Some(a), Some(b), Some(c), None) => {
            let given = stem.get(a.len_utf8()..).and_then(|g| lists.given(g));
            let borne = given.map_or(0.0, |n| BORNE + BORNE_BY_MORE * f32::from(n));
            let double = stem.get(..6).is_some_and(is_double_surname);
            let three = TRUST * lists.three(a, b, c).clamp(-4.0, 4.0) + borne;
            if double { three.max(0.5) } else { three }
        }
        (Some(a), Some(b), None, None) => SHORT + 0.5 * lists.two(a, b).clamp(-3.0, 3.0),
        (Some(_), Some(_), Some(_), Some(_)) if stem.get(..6).is_some_and(is_double_surname) => {
            let given = stem.get(6..).and_then(|g| lists.given(g));
            DOUBLE + given.map_or(0.0, |n| BORNE + BORNE_BY_MORE * f32::from(n))
        }
        _ => LONG,
    }
}

/// Syllables that make a noun a verb or an adjective.
const VERBS: [char; 12] = [
    '한', '할', '하', '해', '했', '함', '된', '될', '되', '됐', '됨', '돼',
];

/// Syllables that are written onto nouns and make other nouns of them.
const SUFFIXES: [char; 8] = ['적', '들', '중', '간', '별', '형', '용', '권'];

/// Syllables that make nouns of nouns, and what such a noun says against a name that nobody is known to
/// bear.
const NOUN_ENDINGS: [char; 21] = [
    '상', '전', '작', '극', '곡', '집', '회', '화', '성', '력', '률', '배', '물', '품', '량', '망',
    '장', '군', '대', '사', '기',
];
const COMPOUND: f32 = -2.5;
/// Nouns with a surname before them that is seldom another word.
const NOUN_GIVEN: f32 = -1.5;

/// Surnames that are also written before nouns, and what such a noun says against a given name that
/// few bear.
const PREFIXES: [&str; 37] = [
    "시", "도", "주", "신", "구", "전", "현", "고", "최", "반", "남", "여", "부", "제", "한", "당",
    "국", "인", "조", "우", "원", "명", "양", "모", "방", "공", "성", "지", "차", "편", "안", "정",
    "노", "유", "육", "강", "배",
];
const PREFIXED: f32 = -2.5;
const FEW: u8 = 2;

/// Syllables that end names of bodies and hardly ever a given name.
const BODIES: [char; 6] = ['당', '청', '처', '력', '론', '률'];
const BODY: f32 = -1.5;

/// What speaks against a name: other words that the letters are, whole or with a particle.
fn words(word: &str, stem: &str, tail: &Tail<'_>, ends: &[usize]) -> f32 {
    let lists = lists();
    let of = |noun: Option<Noun>| match noun {
        Some(Noun::Common) => COMMON,
        Some(Noun::Rare) => RARE,
        None => 0.0,
    };
    let mut against = of(lists.noun(stem));
    if !tail.is_bare() && tail.honorific.is_empty() && tail.post.is_empty() {
        against = against.min(of(lists.noun(word)));
    }
    let other = Role::BODY
        .or(Role::MODIFIER)
        .or(Role::STOP)
        .or(Role::KIN)
        .or(Role::CITY)
        .or(Role::INSTITUTION);
    if lexicon::is_post(stem) || lists.role(stem).is(other) {
        against += COMMON;
    }
    // `시정부`, `신기술`: a noun with a syllable before it.
    if let Some((first, given)) = stem
        .chars()
        .next()
        .and_then(|c| stem.split_at_checked(c.len_utf8()))
    {
        let borne = lists.given(given).unwrap_or(0) > FEW;
        // `시정부`
        if lists.role(given).is(Role::BODY.or(Role::MODIFIER)) && given.len() > 3 {
            against += COMMON;
        }
        if !borne && lists.noun(given) == Some(Noun::Common) && given.len() > 3 {
            let prefix = PREFIXES.contains(&first);
            against = against.min(if prefix { PREFIXED } else { NOUN_GIVEN });
        }
    }
    if stem.ends_with(BODIES) {
        against += BODY;
    }
    // Longer words that begin the same.
    for end in ends.iter().filter(|e| **e > stem.len()) {
        let Some((longer, rest)) = word.split_at_checked(*end) else {
            continue;
        };
        let known = lists.noun(longer) == Some(Noun::Common)
            || lists.role(longer).is(Role::CITY.or(Role::STOP));
        if known && tail::is_particle(longer, rest) {
            against = against.min(COMMON);
        }
    }
    // A noun of two syllables and what is written onto it.
    let two = ends.get(1).and_then(|e| word.split_at_checked(*e));
    if let Some((noun, rest)) = two.filter(|t| t.0 != stem && lists.noun(t.0) == Some(Noun::Common))
    {
        let next = rest.chars().next().unwrap_or(' ');
        if VERBS.contains(&next) {
            against = against.min(VERBAL);
        } else if tail::is_particle(noun, rest) || SUFFIXES.contains(&next) {
            against = against.min(if is_borne(stem) { INFLECTED } else { COMMON });
        } else if is_two_nouns(rest)
            && (tail.particle == "도" || !is_borne(stem) && tail.particle != "의")
            || !is_borne(stem) && NOUN_ENDINGS.contains(&next)
        {
            against = against.min(COMPOUND);
        }
    }
    against
}

/// Whether people are known to bear the given name of a name.
fn is_borne(stem: &str) -> bool {
    let mut chars = stem.chars();
    chars.next();
    lists().given(chars.as_str()).is_some()
}

/// Whether what stands behind a noun in its word is another noun: `인민수도`.
fn is_two_nouns(rest: &str) -> bool {
    let mut ends = rest.char_indices().map(|c| c.0).skip(2).chain([rest.len()]);
    ends.any(|end| {
        let (second, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        second.chars().count() > 1
            && lists().noun(second) == Some(Noun::Common)
            && tail::is_particle(second, tail)
    })
}

/// Whether a name is a noun that is made a verb (`이용하`): its letters say nothing.
pub(super) fn is_verbal(stem: &str) -> bool {
    let last = stem.chars().next_back();
    last.is_some_and(|c| {
        let noun = stem.strip_suffix(c).unwrap_or("");
        VERBS.contains(&c) && noun.len() > 3 && lists().noun(noun) == Some(Noun::Common)
    })
}

/// A name that is widely known, of three syllables and more, and of two.
const KNOWN: f32 = 2.4;
const KNOWN_SHORT: f32 = 1.4;
/// The same where it is another word too.
const KNOWN_DOUBTFUL: f32 = -0.6;
/// One syllable, which needs a first name.
const SYLLABLE: f32 = -2.5;
const SYLLABLE_SOUNDS: f32 = 0.5;
/// What the sound of a word weighs, and at most.
const SOUND: f32 = 0.4;
const SOUNDS_MOST: f32 = 1.2;
const SOUNDS_LEAST: f32 = -3.0;
/// Any word must sound foreign to be one.
const NATIVE: f32 = -0.5;

fn foreign<'t>(word: &'t str, ends: &[usize]) -> Option<Reading<'t>> {
    let lists = lists();
    let mut best: Option<(u8, Reading<'t>)> = None;
    for (count, end) in ends
        .iter()
        .enumerate()
        .map(|(n, e)| (n + 1, e))
        .take(LONGEST_FOREIGN)
    {
        let Some((stem, rest)) = word.split_at_checked(*end) else {
            continue;
        };
        let known = lists.foreign(stem);
        if count < 2 && known.is_none() && lists.foreignness(stem) < SYLLABLE_SOUNDS {
            continue;
        }
        let Some(tail) = tail::tail(stem, rest).filter(|t| !splits_post(word, t)) else {
            continue;
        };
        // One syllable is a part of a name alone.
        let called = !(tail.post.is_empty() && tail.honorific.is_empty());
        if count < 2 && called && known != Some('n') {
            continue;
        }
        let (weight, sort) = match known {
            // `킹의원`
            Some('n') if count < 2 && called => (KNOWN_SHORT, Sort::Known),
            _ if count < 2 => (SYLLABLE, Sort::Foreign),
            // `알-말리키`
            None if stem.contains('-') && count > 3 => (KNOWN, Sort::Known),
            Some('n' | 'g') if count > 2 => (KNOWN, Sort::Known),
            Some('n' | 'g') => (KNOWN_SHORT, Sort::Known),
            Some(_) => (KNOWN_DOUBTFUL, Sort::Known),
            None => {
                let sound = SOUND * lists.foreignness(stem) + NATIVE;
                (sound.clamp(SOUNDS_LEAST, SOUNDS_MOST), Sort::Foreign)
            }
        };
        let mut weight = weight;
        if known.is_none() && lists.noun(stem).is_some()
            || stem != word && lists.noun(word).is_some()
        {
            weight += COMMON;
        }
        let stop = lexicon::is_stop(stem) || lexicon::is_stop(word);
        if known.is_none() && (stop || lexicon::is_post(stem) || is_works(stem)) {
            weight += COMMON;
        }
        // Of two splits of a word that no list knows: a particle is one, unless words end so.
        let order = match (known.is_some(), tail.particle) {
            (true, _) => 3,
            // `오렐감독` is an Orel who coaches, whatever words `렐감독` would be made of.
            (_, _) if !tail.post.is_empty() => {
                1 + u8::from(lexicon::head_of(tail.post) == Some(tail.post))
            }
            (_, _) if !tail.honorific.is_empty() => 2,
            (_, particle) if tail::is_plain(particle) => 2,
            (_, "") => 1,
            _ => 0,
        };
        if best.is_none_or(|b| (order, weight) > (b.0, b.1.weight)) {
            let reading = Reading {
                stem,
                tail,
                weight,
                sort,
            };
            best = Some((order, reading));
        }
    }
    best.map(|b| b.1)
}

/// Whether a word ends with the noun for a body of two syllables and more: `타르스크제철소`.
fn is_works(word: &str) -> bool {
    let ends = word.char_indices().rev().skip(1).take(4);
    ends.filter(|(at, _)| *at > 0).any(|(at, _)| {
        word.get(at..)
            .is_some_and(|end| lists().role(end).is(Role::BODY))
    })
}

/// A word that stands before the last word of a foreigner's name: a given name, or a word that sounds
/// foreign and is no other word.
pub(super) fn is_first_name(word: &str) -> bool {
    let lists = lists();
    if lists.foreign(word).is_some() {
        return true;
    }
    let long = (2..=LONGEST_FOREIGN).contains(&word.chars().count());
    long && lists.noun(word).is_none()
        && lists.foreignness(word) > 1.0
        && !lexicon::is_post(word)
        && !tail::has_particle(word)
        && !is_of_nouns(word)
}

/// Whether a word is a noun with the copula (`투수인`), an adverb (`이상하게도`), or a syllable before a
/// noun (`올시즌`).
fn is_of_nouns(word: &str) -> bool {
    let common = |w: &str| w.len() > 3 && lists().noun(w) == Some(Noun::Common);
    let copula = word.strip_suffix('인').is_some_and(common);
    let adverb = word.ends_with("하게도") || word.ends_with("하게");
    let prefixed = word
        .strip_prefix(['올', '신', '첫', '각', '매', '본', '전'])
        .is_some_and(common);
    copula || adverb || prefixed
}

/// Whether a word can be the first name of a foreigner whose last name has a post behind it: it is no
/// other word and does not sound Korean.
pub(super) fn may_be_first_name(word: &str) -> bool {
    let lists = lists();
    let other = Role::BODY
        .or(Role::MODIFIER)
        .or(Role::STOP)
        .or(Role::KIN)
        .or(Role::CITY)
        .or(Role::EPITHET)
        .or(Role::WRITER)
        .or(Role::INSTITUTION);
    (2..=LONGEST_FOREIGN).contains(&word.chars().count())
        && lists.noun(word).is_none()
        && lists.foreignness(word) > 0.0
        && !lists.role(word).is(other)
        && !lexicon::is_post(word)
        && !tail::has_particle(word)
        && !crate::facts::titles::korean::posts::is_named_body(word)
}

/// Whether a word can be the first name of a foreigner behind a word for what people do: it may be another
/// word too.
pub(super) fn may_be_introduced(word: &str) -> bool {
    (2..=LONGEST_FOREIGN).contains(&word.chars().count())
        && lists().foreignness(word) > 0.0
        && !lexicon::is_post(word)
        && !tail::has_particle(word)
}

/// Whether a word sounds foreign, whatever else it is, and bears no particle or post.
pub(super) fn sounds_foreign(word: &str) -> bool {
    lists().foreignness(word) > 1.0 && !tail::has_particle(word) && !lexicon::is_post(word)
}

/// Whether a whole word can be a surname behind a given name of foreigners: its ending is no particle
/// that only nouns in a sentence have.
pub(super) fn may_be_surname(word: &str) -> bool {
    let particle = [
        "은", "는", "이", "가", "을", "를", "의", "에", "에게", "께서", "과", "와",
    ];
    let other = Role::STOP
        .or(Role::KIN)
        .or(Role::WRITER)
        .or(Role::BODY)
        .or(Role::MODIFIER);
    (2..=5).contains(&word.chars().count())
        && !particle.iter().any(|p| word.ends_with(p))
        && !lists().role(word).is(other)
        && tail::post(word).is_none()
        && Nations::get()
            .in_letters(word)
            .is_none_or(|n| n.0 < word.len())
}

/// Single syllables that stand for a state before a post: `미 대통령`.
const STATES: [&str; 13] = [
    "미", "영", "러", "중", "일", "한", "북", "독", "불", "호", "이", "인", "남",
];

/// Whether a syllable stands for a state before a post.
pub(super) fn is_state(word: &str) -> bool {
    STATES.contains(&word)
}

/// Whether a syllable sounds foreign.
pub(super) fn is_foreign_syllable(word: &str) -> bool {
    lists().foreign(word).is_some() || lists().foreignness(word) > 0.0
}

/// Whether a word is a given name of foreigners and no surname.
pub(super) fn is_given(word: &str) -> bool {
    lists().foreign(word) == Some('g')
}

/// Whether a word is a name of foreigners that is widely known.
pub(super) fn is_known(word: &str) -> bool {
    lists().foreign(word).is_some()
}
