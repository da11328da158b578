//! What a word can be, as far as names and posts are told by words: given name, surname, place, post,
//! head of the name of a body and so on.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// What a word can be: a set of the constants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::facts) struct Class(u32);

impl Class {
    /// A given name.
    pub(in crate::facts) const GIVEN: Class = Class(1);
    /// A surname.
    pub(in crate::facts) const SURNAME: Class = Class(1 << 1);
    /// An ordinary word.
    pub(in crate::facts) const COMMON: Class = Class(1 << 2);
    /// `Mr`, `Comrade`: before a name and no title.
    pub(in crate::facts) const HONORIFIC: Class = Class(1 << 3);
    /// Whoever is called so holds a post.
    pub(in crate::facts) const POST: Class = Class(1 << 4);
    /// A short rank or post, written before a name (`Gen`, `Sen`).
    pub(in crate::facts) const RANK: Class = Class(1 << 5);
    /// A word before a post that belongs to it (`vice`, `foreign`).
    pub(in crate::facts) const MODIFIER: Class = Class(1 << 6);
    /// When a post is held (`former`).
    pub(in crate::facts) const WHEN: Class = Class(1 << 7);
    /// Praise before a post or a name.
    pub(in crate::facts) const PRAISE: Class = Class(1 << 8);
    /// Another noun for people (`actor`, `sister`).
    pub(in crate::facts) const PERSON: Class = Class(1 << 9);
    /// The head of the name of a body.
    pub(in crate::facts) const BODY: Class = Class(1 << 10);
    /// A street, a building, a county.
    pub(in crate::facts) const FACILITY: Class = Class(1 << 11);
    /// A prize, a law, an era: what bears names of people.
    pub(in crate::facts) const BEARER: Class = Class(1 << 12);
    /// Before the name of a place or a thing (`Mount`, `Hurricane`).
    pub(in crate::facts) const LEAD: Class = Class(1 << 13);
    /// A day or a month.
    pub(in crate::facts) const DAY: Class = Class(1 << 14);
    /// A nationality, a people, a faith.
    pub(in crate::facts) const NATION: Class = Class(1 << 15);
    /// A place.
    pub(in crate::facts) const PLACE: Class = Class(1 << 16);
    /// A body or brand of one word.
    pub(in crate::facts) const BRAND: Class = Class(1 << 17);
    /// A capital word that is no part of a name.
    pub(in crate::facts) const OTHER: Class = Class(1 << 18);
    /// A Korean surname.
    pub(in crate::facts) const KOREAN: Class = Class(1 << 19);
    /// A Chinese surname.
    pub(in crate::facts) const CHINESE: Class = Class(1 << 20);
    /// A Vietnamese surname.
    pub(in crate::facts) const VIETNAMESE: Class = Class(1 << 21);
    /// A small word inside names (`de`, `van`).
    pub(in crate::facts) const PARTICLE: Class = Class(1 << 22);
    /// `Jr`, `III`.
    pub(in crate::facts) const SUFFIX: Class = Class(1 << 23);
    /// Work that is a post where a body stands beside it (`planner at`), a noun for people else.
    pub(in crate::facts) const JOB: Class = Class(1 << 24);

    /// Whether it is one of those.
    pub(in crate::facts) fn is(self, any: Class) -> bool {
        self.0 & any.0 != 0
    }

    /// Both sets.
    pub(in crate::facts) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

static GIVEN: &str = include_str!("../lists/given.txt");
static SURNAMES: &str = include_str!("../lists/surnames.txt");
static EASTERN: &str = include_str!("../lists/eastern.txt");
static POSTS: &str = include_str!("../lists/posts.txt");
static PROPER: &str = include_str!("../lists/proper.txt");
/// Ordinary words of news and statements, one a line.
static COMMON: &str = include_str!("../../layout/words.txt");

const PARTICLES: &str = "de da do dos das del della di van von der den ter ten la le el al bin bint \
                         ibn ben abu y e zu af av du des los y ul ud della dello degli of-the ap ab";
const SUFFIXES: &str = "jr sr ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xxiii";

static WORDS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut words = HashMap::with_capacity(60_000);
    let mut add = |list: &'static str, class: Class| {
        let lines = list.lines().filter(|l| !l.starts_with('#'));
        for word in lines.flat_map(str::split_whitespace) {
            let known: &mut Class = words.entry(word).or_default();
            *known = known.or(class);
        }
    };
    add(GIVEN, Class::GIVEN);
    add(SURNAMES, Class::SURNAME);
    add(COMMON, Class::COMMON);
    add(PARTICLES, Class::PARTICLE);
    add(SUFFIXES, Class::SUFFIX);
    for (list, classes) in [
        (EASTERN, EASTERN_CLASSES),
        (POSTS, POST_CLASSES),
        (PROPER, PROPER_CLASSES),
    ] {
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let Some((letter, rest)) = line.split_once(' ') else {
                continue;
            };
            let class = classes.iter().find(|(l, _)| *l == letter);
            add(rest, class.map_or(Class::default(), |c| c.1));
        }
    }
    words
});

/// The letters of `eastern.txt`.
const EASTERN_CLASSES: &[(&str, Class)] = &[
    ("k", Class::KOREAN),
    ("c", Class::CHINESE),
    ("v", Class::VIETNAMESE),
];

/// The letters of `posts.txt`.
const POST_CLASSES: &[(&str, Class)] = &[
    ("h", Class::HONORIFIC),
    ("p", Class::POST),
    ("r", Class::RANK),
    ("m", Class::MODIFIER),
    ("w", Class::WHEN),
    ("e", Class::PRAISE),
    ("q", Class::PERSON),
    ("j", Class::JOB.or(Class::PERSON)),
];

/// The letters of `proper.txt`.
const PROPER_CLASSES: &[(&str, Class)] = &[
    ("b", Class::BODY),
    ("f", Class::FACILITY),
    ("a", Class::BEARER),
    ("l", Class::LEAD),
    ("d", Class::DAY),
    ("n", Class::NATION),
    ("g", Class::PLACE),
    ("o", Class::BRAND),
    ("x", Class::OTHER),
];

/// Whole names that are no people, their words joined by hyphens.
static THINGS: LazyLock<hashbrown::HashSet<&'static str>> = LazyLock::new(|| {
    let lines = PROPER.lines().filter_map(|l| l.strip_prefix("z "));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether words, joined by hyphens, are the whole name of something that is no person.
pub(super) fn is_thing(name: &str) -> bool {
    THINGS.contains(name)
}

/// What a word in small letters can be.
pub(in crate::facts) fn class(lower: &str) -> Class {
    if let Some(class) = WORDS.get(lower) {
        return *class;
    }
    if lower.is_ascii() {
        return Class::default();
    }
    WORDS
        .get(plain(lower).as_str())
        .copied()
        .unwrap_or_default()
}

/// Latin letters without their accents, in small letters.
pub(in crate::facts) fn plain(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ə' => out.push('a'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            '’' | '‘' | 'ʼ' => out.push('\''),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
    out
}
