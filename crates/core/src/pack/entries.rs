//! The entries of a pack, as its files hold them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `pack.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) name: String,
    #[serde(default)]
    pub(super) version: String,
    #[serde(default)]
    pub(super) languages: Vec<String>,
    #[serde(default, rename = "description")]
    _description: String,
    #[serde(default)]
    pub(super) field: Field,
}

/// How the field of a pack is recognised (`[field]` of `pack.toml`).
///
/// Names of the pack are linked only where a document shows the field: see [`crate::facts`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The state that it is about (ISO 3166-1 alpha-2); none for a field without a state.
    #[serde(default)]
    pub country: String,
    /// Names that point to the field wherever they stand: of bodies, doctrines and the like.
    #[serde(default)]
    pub names: Vec<String>,
    /// Leaders, in every spelling in use.
    #[serde(default)]
    pub leaders: Vec<String>,
    /// Places that datelines of the field name.
    #[serde(default)]
    pub places: Vec<String>,
    /// Words that make a name of the pack unmistakable (`Korean`): a name that has one needs no
    /// further sign of the field.
    #[serde(default)]
    pub distinct: Vec<String>,
}

/// Who publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// Its id.
    pub id: String,
    /// Its name in Latin letters.
    pub name: String,
    /// Its name in Hangul.
    pub hangul: Option<String>,
    /// Its country (ISO 3166-1 alpha-2; `XX` for none).
    #[serde(default)]
    pub country: String,
    /// What it is: `wire`, `newspaper`, `broadcaster`, `aggregator`, `state_agency` and others.
    #[serde(default)]
    pub kind: String,
    /// The languages that it publishes in (ISO 639-1).
    #[serde(default)]
    pub languages: Vec<String>,
    /// Its domains, without `www.`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// What stands for it in datelines and credits (`KCNA`, `AP`); letter case counts.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Other names of it or its publisher.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The organ or outlet that it belongs to.
    pub parent: Option<String>,
    /// Where it was met.
    pub source: Option<String>,
    /// `sourced` or `recalled`.
    #[serde(default)]
    pub status: String,
}

impl Outlet {
    /// Whether it carries texts of others under its address, so that a name in an imprint says more
    /// than its domain.
    pub fn is_aggregator(&self) -> bool {
        self.kind == "aggregator"
    }

    /// All names, the first one first; codes are not among them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.hangul.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }
}

/// `outlets.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutletsFile {
    #[serde(default)]
    pub(super) outlet: Vec<Outlet>,
}

/// A title that a person was met with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titled {
    /// The title as written.
    pub title: String,
    /// How often it was met.
    pub count: Option<u32>,
    /// The first day it was met on (ISO 8601).
    pub first: Option<String>,
    /// The last day it was met on.
    pub last: Option<String>,
}

/// How often, and from when to when, a spelling was met in state media.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attested {
    /// How often.
    pub count: u32,
    /// The first day (ISO 8601).
    pub first: String,
    /// The last day.
    pub last: String,
}

/// A person, with the spellings of the name that are in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The name in Latin letters, as it is to be shown: the spelling of the person's own state or party.
    #[serde(alias = "dprk")]
    pub name: String,
    /// `attested` or `rule_made`.
    #[serde(default, alias = "dprk_status")]
    pub name_status: String,
    /// The name in Hangul, as the state that the person belongs to writes it.
    pub hangul: Option<String>,
    /// Other spellings in Hangul.
    #[serde(default)]
    pub hangul_other: Vec<String>,
    /// The name in Chinese characters.
    pub hanja: Option<String>,
    /// The spelling of a romanisation or a press, by the name of it.
    #[serde(default)]
    pub spellings: BTreeMap<String, String>,
    /// Further spellings.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Titles that the person was met with.
    #[serde(default)]
    pub titles: Vec<Titled>,
    /// Titles that others of this name were met with who have no entry of their own.
    #[serde(default)]
    pub namesakes: Vec<Titled>,
    /// How often the spelling was met in state media (a namesake may be what was met).
    pub attested: Option<Attested>,
    /// Ids of people whose name is spelt the same.
    #[serde(default)]
    pub homographs: Vec<String>,
    /// Ids of [`Source`]s of the Hangul.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The entity of Wikidata (`Q…`), where a source says so; never guessed.
    pub wikidata: Option<String>,
    /// `sourced` or `recalled`.
    #[serde(default)]
    pub status: String,
}

impl Person {
    /// Every spelling, the name first; some may stand twice.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.hangul_forms())
            .chain(self.hanja.as_deref())
            .chain(self.spellings.values().map(String::as_str))
            .chain(self.variants.iter().map(String::as_str))
    }

    /// The name in Hangul, in every spelling.
    pub fn hangul_forms(&self) -> impl Iterator<Item = &str> {
        let others = self.hangul_other.iter().map(String::as_str);
        self.hangul.as_deref().into_iter().chain(others)
    }
}

/// A surname.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surname {
    /// In Hangul.
    pub hangul: String,
    /// In Latin letters, as the state that the pack is about spells it.
    #[serde(alias = "dprk")]
    pub name: String,
    /// Other spellings in use.
    #[serde(default)]
    pub other: Vec<String>,
}

impl Surname {
    /// Whether a word is it, in any spelling and letter case.
    pub fn is_spelled(&self, word: &str) -> bool {
        let mut latin = std::iter::once(&self.name).chain(&self.other);
        self.hangul == word || latin.any(|s| s.to_lowercase() == word.to_lowercase())
    }
}

/// A list that names were read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Where it is; `recalled` for none.
    pub url: String,
}

/// `people.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleFile {
    #[serde(default)]
    pub(super) source: Vec<Source>,
    #[serde(default)]
    pub(super) surname: Vec<Surname>,
    #[serde(default)]
    pub(super) person: Vec<Person>,
}

/// A level that organs stand on: 0 for the party, 10 for the cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The number.
    pub level: u8,
    /// What stands on it.
    pub name: String,
}

/// An organ of party, state or army.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// The id.
    pub id: String,
    /// Its [`Level`], where it has one.
    pub level: Option<u8>,
    /// The id of the organ over it.
    pub parent: Option<String>,
    /// What it is.
    pub kind: String,
    /// Its name in Hangul; empty if it has none.
    #[serde(default)]
    pub hangul: String,
    /// Other names in Hangul.
    #[serde(default)]
    pub hangul_variants: Vec<String>,
    /// Its name in Chinese characters.
    pub hanja: Option<String>,
    /// Its names in English.
    #[serde(default)]
    pub english: Vec<String>,
    /// Which of them were not met in texts.
    #[serde(default)]
    pub unattested: Vec<String>,
    /// Whether it stands for every body of its kind (`cell`) and no single one.
    #[serde(default)]
    pub class: bool,
    /// Whether it is a body that meets (a congress): its namings are events.
    #[serde(default)]
    pub meeting: bool,
    /// Whether its names are used of no other body anywhere.
    #[serde(default)]
    pub distinct: bool,
    /// Where the Hangul was read.
    #[serde(default)]
    pub sources: Vec<String>,
    /// `sourced` or `recalled`.
    #[serde(default)]
    pub status: String,
}

/// `organs.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrgansFile {
    #[serde(default)]
    pub(super) level: Vec<Level>,
    #[serde(default)]
    pub(super) organ: Vec<Organ>,
}

/// Something that happened, most often one of a numbered series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The id.
    pub id: String,
    /// The series that it belongs to.
    pub series: String,
    /// Its number in the series (or in its term).
    pub ordinal: Option<u16>,
    /// The term that the number counts in (`8` in "4th Plenary Meeting of the 8th …").
    pub term: Option<u16>,
    /// The first day (ISO 8601, as exact as known).
    pub start: String,
    /// The last day.
    pub end: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Its name in Hangul; empty if it has none.
    #[serde(default)]
    pub hangul: String,
    /// Its names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where sources disagree.
    pub conflict: Option<String>,
    /// Where it was read.
    #[serde(default)]
    pub source: String,
    /// `sourced`, `recalled`, or which part is sourced.
    #[serde(default)]
    pub status: String,
}

/// A series of events that have numbers, and how its meetings are named. A mention belongs to the series
/// when its noun is one of the `heads`, it has all words of one of the `members`, and every other word is
/// known: of the members, of the `bodies`, of the field ([`Pack::event_words`](super::Pack::event_words))
/// or one that tells no meeting from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The id.
    pub id: String,
    /// What its events are (`conference`).
    #[serde(default)]
    pub kind: String,
    /// The nouns that its events are named with (`conference`, `gathering`).
    #[serde(default)]
    pub heads: Vec<String>,
    /// Who meets, or what is tested: each phrase is enough (`secretaries of primary committees`).
    #[serde(default)]
    pub members: Vec<String>,
    /// The same in Hangul.
    #[serde(default)]
    pub hangul_heads: Vec<String>,
    /// The same in Hangul, without white space.
    #[serde(default)]
    pub hangul_members: Vec<String>,
    /// Whose events they are: ids of organs, or names.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// Whether bodies of other fields use the same names, so that the text must show whose it is.
    #[serde(default)]
    pub shared: bool,
    /// Whether its last event goes by the bare name until the next one (`the Party Congress`).
    #[serde(default)]
    pub cited_bare: bool,
}

/// A day that returns every year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// The day (`--04-15`).
    pub date: String,
    /// What is kept on it.
    pub name: String,
}

/// `events.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventsFile {
    /// Words of the field that may stand in the name of any of its events.
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) day: Vec<Day>,
    #[serde(default)]
    pub(super) series: Vec<Series>,
    #[serde(default)]
    pub(super) event: Vec<Event>,
}

/// A fixed term or slogan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The id.
    pub id: String,
    /// What it is.
    pub category: String,
    /// Its forms in Hangul.
    #[serde(default)]
    pub hangul: Vec<String>,
    /// Its forms in English.
    #[serde(default)]
    pub english: Vec<String>,
    /// Which of them were not met in texts.
    #[serde(default)]
    pub unattested: Vec<String>,
    /// `sourced` or `recalled`.
    #[serde(default)]
    pub status: String,
}

/// `terms.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermsFile {
    #[serde(default)]
    pub(super) term: Vec<Term>,
}

/// How the words of a [`Furniture`] are compared with a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FurnitureMatch {
    /// The block is these words.
    Equals,
    /// The block begins with them.
    Starts,
    /// The block has them.
    Contains,
}

/// Words that pages of an outlet carry beside the article.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// The outlet's id.
    pub outlet: String,
    /// The language of the words.
    #[serde(default)]
    pub language: String,
    /// How they are compared.
    #[serde(rename = "match")]
    pub how: FurnitureMatch,
    /// The words.
    pub text: String,
}

impl Furniture {
    /// Whether a block (white space folded, trimmed) is this furniture.
    pub fn matches(&self, block: &str) -> bool {
        match self.how {
            FurnitureMatch::Equals => block == self.text,
            FurnitureMatch::Starts => block.starts_with(&self.text),
            FurnitureMatch::Contains => block.contains(&self.text),
        }
    }
}

/// `furniture.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurnitureFile {
    #[serde(default)]
    pub(super) furniture: Vec<Furniture>,
}

/// How an outlet writes datelines and ends its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The outlet's id.
    pub outlet: String,
    /// The language of the texts.
    #[serde(default)]
    pub language: String,
    /// The dateline, with `{place}`, `{month}`, `{mon}`, `{day}`, `{agency}`, `{reporter}`.
    #[serde(default)]
    pub dateline: String,
    /// What stands after the last paragraph.
    pub end: Option<String>,
}

/// `templates.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplatesFile {
    #[serde(default)]
    pub(super) template: Vec<Template>,
}
