//! What general Korean knows of surnames, given names, nouns, names of foreigners and posts.

use hashbrown::{HashMap, HashSet};
use std::sync::OnceLock;

use super::tail;

static SYLLABLES: &str = include_str!("../../lists/korean/syllables.txt");
static GIVEN: &str = include_str!("../../lists/korean/given.txt");
static NOUNS: &str = include_str!("../../lists/korean/nouns.txt");
static FOREIGN: &str = include_str!("../../lists/korean/foreign.txt");
static POSTS: &str = include_str!("../../lists/korean/posts.txt");

/// How a word is known not to be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// In everyday use.
    Common,
    /// In dictionaries.
    Rare,
}

/// What `posts.txt` says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::facts) struct Role(u32);

impl Role {
    pub(in crate::facts) const HEAD: Role = Role(1);
    pub(in crate::facts) const WHOLE: Role = Role(1 << 1);
    pub(in crate::facts) const NO_POST: Role = Role(1 << 2);
    pub(in crate::facts) const GROUP: Role = Role(1 << 3);
    pub(in crate::facts) const BEHIND_POST: Role = Role(1 << 4);
    pub(in crate::facts) const MODIFIER: Role = Role(1 << 5);
    pub(in crate::facts) const BODY: Role = Role(1 << 6);
    pub(in crate::facts) const CITY: Role = Role(1 << 7);
    pub(in crate::facts) const STOP: Role = Role(1 << 8);
    pub(in crate::facts) const INSTITUTION: Role = Role(1 << 9);
    pub(in crate::facts) const WRITER: Role = Role(1 << 10);
    pub(in crate::facts) const EPITHET: Role = Role(1 << 11);
    pub(in crate::facts) const KIN: Role = Role(1 << 12);
    pub(in crate::facts) const OCCUPATION: Role = Role(1 << 13);

    fn of_tag(tag: &str) -> Role {
        match tag {
            "h" => Role::HEAD,
            "w" => Role::WHOLE,
            "e" => Role::NO_POST,
            "g" => Role::GROUP,
            "p" => Role::BEHIND_POST,
            "m" => Role::MODIFIER,
            "o" => Role::BODY,
            "c" => Role::CITY,
            "t" => Role::STOP,
            "i" => Role::INSTITUTION,
            "b" => Role::WRITER,
            "q" => Role::EPITHET,
            "k" => Role::KIN,
            "j" => Role::OCCUPATION,
            _ => Role(0),
        }
    }

    pub(in crate::facts) fn is(self, other: Role) -> bool {
        self.0 & other.0 != 0
    }
}

/// The places of a syllable in a name.
const PLACES: [&str; 5] = ["s", "a", "b", "t", "c"];

/// The lists.
pub(in crate::facts) struct Lists {
    /// Logits of syllables: surname, first and second syllable of a given name; surname and only
    /// syllable.
    syllables: [HashMap<char, f32>; 5],
    bias: [f32; 2],
    given: HashMap<&'static str, u8>,
    nouns: HashMap<&'static str, Noun>,
    foreign_syllables: HashMap<char, f32>,
    /// Names of foreigners: `n` surnames, `g` given names, `a` those that are also other words.
    foreign: HashMap<&'static str, char>,
    roles: HashMap<&'static str, Role>,
    particles: HashMap<&'static str, usize>,
}

/// Syllables of given names as the North spells them, and the South at the beginning of a name.
const NORTHERN: [(char, char); 12] = [
    ('룡', '용'),
    ('령', '영'),
    ('련', '연'),
    ('렬', '열'),
    ('률', '율'),
    ('림', '임'),
    ('락', '낙'),
    ('량', '양'),
    ('례', '예'),
    ('로', '노'),
    ('류', '유'),
    ('히', '희'),
];

/// Syllables at the beginning of words as the North spells them, and the South.
const INITIALS: [(char, char); 32] = [
    ('리', '이'),
    ('력', '역'),
    ('련', '연'),
    ('량', '양'),
    ('로', '노'),
    ('락', '낙'),
    ('란', '난'),
    ('래', '내'),
    ('랭', '냉'),
    ('려', '여'),
    ('렬', '열'),
    ('령', '영'),
    ('례', '예'),
    ('록', '녹'),
    ('론', '논'),
    ('료', '요'),
    ('룡', '용'),
    ('루', '누'),
    ('류', '유'),
    ('륙', '육'),
    ('률', '율'),
    ('륭', '융'),
    ('름', '늠'),
    ('릉', '능'),
    ('림', '임'),
    ('립', '입'),
    ('녀', '여'),
    ('년', '연'),
    ('념', '염'),
    ('뇨', '요'),
    ('뉴', '유'),
    ('니', '이'),
];

/// What a syllable weighs that no list has, in logits.
const UNSEEN: f32 = -2.0;

pub(in crate::facts) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(Lists::read)
}

fn rows(
    text: &'static str,
) -> impl Iterator<Item = (&'static str, std::str::SplitWhitespace<'static>)> {
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words))
        })
}

impl Lists {
    fn read() -> Lists {
        let mut syllables: [HashMap<char, f32>; 5] = Default::default();
        let mut bias = [0.0; 2];
        let quarters =
            |word: Option<&str>| word.and_then(|w| w.parse::<f32>().ok()).unwrap_or(0.0) / 4.0;
        for (tag, mut words) in rows(SYLLABLES) {
            let weight = quarters(words.next());
            match tag {
                "bias3" => bias = [weight, bias[1]],
                "bias2" => bias = [bias[0], weight],
                _ => {
                    let place = PLACES.iter().position(|p| *p == tag);
                    if let Some(table) = place.and_then(|p| syllables.get_mut(p)) {
                        table.extend(words.flat_map(str::chars).map(|c| (c, weight)));
                    }
                }
            }
        }
        let mut given = HashMap::new();
        for (count, words) in rows(GIVEN) {
            let count = count.parse().unwrap_or(1);
            given.extend(words.map(|w| (w, count)));
        }
        let mut nouns = HashMap::new();
        for (tag, words) in rows(NOUNS) {
            let noun = if tag == "c" { Noun::Common } else { Noun::Rare };
            nouns.extend(words.map(|w| (w, noun)));
        }
        let mut foreign_syllables = HashMap::new();
        let mut foreign = HashMap::new();
        for (tag, mut words) in rows(FOREIGN) {
            match tag {
                "y" => {
                    let weight = quarters(words.next());
                    foreign_syllables.extend(words.flat_map(str::chars).map(|c| (c, weight)));
                }
                "x" => nouns.extend(words.map(|w| (w, Noun::Common))),
                _ => {
                    let tag = tag.chars().next().unwrap_or('a');
                    foreign.extend(words.map(|w| (w, tag)));
                }
            }
        }
        let mut roles: HashMap<&'static str, Role> = HashMap::new();
        for (tag, words) in rows(POSTS) {
            for word in words {
                roles.entry(word).or_default().0 |= Role::of_tag(tag).0;
            }
        }
        Lists {
            syllables,
            bias,
            given,
            nouns,
            foreign_syllables,
            foreign,
            roles,
            particles: tail::particles().collect(),
        }
    }

    fn weight(&self, place: usize, c: char) -> f32 {
        self.syllables
            .get(place)
            .and_then(|t| t.get(&c))
            .copied()
            .unwrap_or(UNSEEN)
    }

    /// Whether names begin with this syllable.
    pub(super) fn is_surname(&self, c: char) -> bool {
        self.syllables.first().is_some_and(|t| t.contains_key(&c))
    }

    /// What a surname and two syllables weigh, in logits.
    pub(super) fn three(&self, surname: char, first: char, second: char) -> f32 {
        let [bias, _] = self.bias;
        bias + self.weight(0, surname) + self.weight(1, first) + self.weight(2, second)
    }

    /// What a surname and one syllable weigh, in logits.
    pub(super) fn two(&self, surname: char, only: char) -> f32 {
        let [_, bias] = self.bias;
        bias + self.weight(3, surname) + self.weight(4, only)
    }

    /// How many bear a given name of two syllables: the binary logarithm.
    pub(super) fn given(&self, name: &str) -> Option<u8> {
        if let Some(count) = self.given.get(name) {
            return Some(*count);
        }
        if !name.contains(NORTHERN.map(|n| n.0)) {
            return None;
        }
        // As it is spelt in the South.
        let south = |c: char| NORTHERN.iter().find(|n| n.0 == c).map_or(c, |n| n.1);
        let south: String = name.chars().map(south).collect();
        self.given.get(south.as_str()).copied()
    }

    pub(super) fn noun(&self, word: &str) -> Option<Noun> {
        let found = self.nouns.get(word).copied();
        if found == Some(Noun::Common) {
            return found;
        }
        // The North keeps a consonant that the South drops at the beginning: `리용`, `력사`. What is rare so
        // spelt may be in everyday use.
        let southern = || {
            let first = word.chars().next()?;
            let south = INITIALS.iter().find(|i| i.0 == first)?.1;
            let rest = word.get(first.len_utf8()..).filter(|r| !r.is_empty())?;
            self.nouns.get(format!("{south}{rest}").as_str()).copied()
        };
        match southern() {
            Some(Noun::Common) => Some(Noun::Common),
            other => found.or(other),
        }
    }

    /// How foreign a word sounds, in logits.
    pub(in crate::facts) fn foreignness(&self, word: &str) -> f32 {
        word.chars()
            .map(|c| self.foreign_syllables.get(&c).copied().unwrap_or(0.0))
            .sum()
    }

    /// Whether a word is a known name of foreigners: `n` alone, `a` also another word.
    pub(super) fn foreign(&self, word: &str) -> Option<char> {
        self.foreign.get(word).copied()
    }

    pub(in crate::facts) fn role(&self, word: &str) -> Role {
        self.roles.get(word).copied().unwrap_or_default()
    }

    pub(super) fn particle(&self, word: &str) -> Option<usize> {
        self.particles.get(word).copied()
    }
}

/// Syllables of the longest head of a post.
const LONGEST_HEAD: usize = 8;

/// The head that a word ends with, if it is a post (`조직지도부장`: `부장`).
pub(in crate::facts) fn head_of(word: &str) -> Option<&str> {
    let lists = lists();
    let whole = lists.role(word);
    if whole.is(Role::NO_POST) {
        return None;
    }
    if whole.is(Role::WHOLE.or(Role::HEAD)) {
        return Some(word);
    }
    // `1차장`, `제2차관`
    let counted = word.trim_start_matches('제');
    let counted = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    if counted.len() < word.len() && word.contains(|c: char| c.is_ascii_digit()) {
        let role = lists.role(counted);
        if role.is(Role::WHOLE.or(Role::HEAD)) {
            return Some(counted);
        }
        // `제1타르나사단장`: the name of a body and a head.
        let named = |head: &&str| counted.chars().count() > head.chars().count() + 1;
        let plain = !counted.contains(|c: char| c.is_ascii_digit());
        return last_head(counted).filter(|head| plain && named(head));
    }
    let found = last_head(word);
    if found.is_none() {
        // `서울시장`, `부산시장`: a mayor where a city stands before.
        let city = word
            .strip_suffix("시장")
            .filter(|c| lists.role(c).is(Role::CITY));
        return city.map(|_| "시장");
    }
    found
}

/// The longest head that a word ends with.
fn last_head(word: &str) -> Option<&str> {
    let ends = word.char_indices().rev().take(LONGEST_HEAD);
    let heads = ends.filter_map(|(at, _)| word.get(at..));
    heads.filter(|end| lists().role(end).is(Role::HEAD)).last()
}

/// Whether a word is a post.
pub(in crate::facts) fn is_post(word: &str) -> bool {
    head_of(word).is_some()
}

impl Role {
    pub(in crate::facts) const fn or(self, other: Role) -> Role {
        Role(self.0 | other.0)
    }
}

/// Surnames of two syllables.
pub(super) fn is_double_surname(word: &str) -> bool {
    static DOUBLE: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let double = DOUBLE.get_or_init(|| {
        [
            "남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방",
        ]
        .into()
    });
    double.contains(word)
}

/// Whether a word names a country or a place that is widely known.
pub(in crate::facts) fn is_country(word: &str) -> bool {
    let lists = lists();
    lists.role(word).is(Role::CITY)
        || lists.noun(word) == Some(Noun::Common) && lists.foreignness(word) > 1.0
}

/// Whether a word belongs to no post and no name beside it.
pub(in crate::facts) fn is_stop(word: &str) -> bool {
    let other = Role::STOP.or(Role::EPITHET).or(Role::KIN).or(Role::WRITER);
    lists().role(word).is(other)
}

/// Whether a word is in everyday use.
pub(in crate::facts) fn is_everyday(word: &str) -> bool {
    lists().noun(word) == Some(Noun::Common)
}

/// Whether a post can itself have posts under it (`대통령 비서실장`).
pub(in crate::facts) fn is_post_of_post(word: &str) -> bool {
    matches!(
        word,
        "대통령" | "총리" | "국무총리" | "장관" | "의장" | "주석" | "국왕" | "총통" | "당대표"
    )
}
