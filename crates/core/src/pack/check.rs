//! What is wrong with a pack: everything, each with its file and line.

mod events;
mod organs;
mod outlets;
mod people;
mod terms;

use std::{
    borrow::Cow,
    collections::HashMap,
    fmt,
    hash::Hash,
    path::{Path, PathBuf},
};

use super::{
    Day, Event, FILES, Furniture, Level, Organ, Outlet, Person, Series, Source, Surname, Template,
    Term,
    entries::{
        EventsFile, FurnitureFile, Head, OrgansFile, OutletsFile, PeopleFile, TemplatesFile,
        TermsFile,
    },
    sheet::{Entries, Sheet},
};
use crate::{Error, Location};

/// Something wrong with a pack.
///
/// An error keeps the pack from being loaded: its form is broken, or something in it leads nowhere. What
/// only contradicts itself is a warning: names stay ambiguous, and the rest can be used.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Problem {
    /// What is wrong, with file, line and column.
    pub error: Error,
    /// Whether the pack cannot be loaded.
    pub fatal: bool,
}

impl Problem {
    /// `error` or `warning`.
    pub fn severity(&self) -> &'static str {
        if self.fatal { "error" } else { "warning" }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let warning = if self.fatal { "" } else { " (warning)" };
        write!(f, "{}{warning}", self.error)
    }
}

/// The texts of the files of a pack, in the order of [`FILES`].
pub(super) type Texts = [Option<Cow<'static, str>>; 7];

/// The entries of all files.
#[derive(Debug, Default)]
pub(super) struct Book {
    outlet: Entries<Outlet>,
    source: Entries<Source>,
    surname: Entries<Surname>,
    person: Entries<Person>,
    level: Entries<Level>,
    organ: Entries<Organ>,
    day: Entries<Day>,
    series: Entries<Series>,
    words: Entries<String>,
    event: Entries<Event>,
    term: Entries<Term>,
    furniture: Entries<Furniture>,
    template: Entries<Template>,
}

impl Book {
    pub(super) fn outlets(&mut self) -> OutletsFile {
        OutletsFile {
            outlet: std::mem::take(&mut self.outlet.list),
        }
    }

    pub(super) fn people(&mut self) -> PeopleFile {
        PeopleFile {
            source: std::mem::take(&mut self.source.list),
            surname: std::mem::take(&mut self.surname.list),
            person: std::mem::take(&mut self.person.list),
        }
    }

    pub(super) fn organs(&mut self) -> OrgansFile {
        OrgansFile {
            level: std::mem::take(&mut self.level.list),
            organ: std::mem::take(&mut self.organ.list),
        }
    }

    pub(super) fn events(&mut self) -> EventsFile {
        EventsFile {
            words: std::mem::take(&mut self.words.list),
            day: std::mem::take(&mut self.day.list),
            series: std::mem::take(&mut self.series.list),
            event: std::mem::take(&mut self.event.list),
        }
    }

    pub(super) fn terms(&mut self) -> TermsFile {
        TermsFile {
            term: std::mem::take(&mut self.term.list),
        }
    }

    pub(super) fn furniture(&mut self) -> FurnitureFile {
        FurnitureFile {
            furniture: std::mem::take(&mut self.furniture.list),
        }
    }

    pub(super) fn templates(&mut self) -> TemplatesFile {
        TemplatesFile {
            template: std::mem::take(&mut self.template.list),
        }
    }
}

/// Reads and checks the files of a pack. `name` gives the path that a file is reported under.
pub(super) fn read(texts: &Texts, name: &dyn Fn(&str) -> PathBuf) -> (Book, Vec<Problem>) {
    let mut sheets = texts
        .each_ref()
        .map(|t| Sheet::new(t.as_deref().unwrap_or("")));
    let book = take(&mut sheets);
    let [
        outlet_file,
        people_file,
        organs_file,
        events_file,
        terms_file,
        furniture_file,
        templates_file,
    ] = &mut sheets;
    outlets::check(&book, outlet_file);
    people::check(&book, people_file);
    organs::check(&book, organs_file);
    events::check(&book, events_file);
    terms::check(&book, terms_file);
    outlets::check_furniture(&book, furniture_file);
    outlets::check_templates(&book, templates_file);
    let mut problems = Vec::new();
    for (sheet, file) in sheets.iter_mut().zip(FILES) {
        problems.extend(located(sheet, &name(&format!("{file}.toml"))));
    }
    (book, problems)
}

fn take(sheets: &mut [Sheet<'_>; 7]) -> Book {
    let [outlets, people, organs, events, terms, furniture, templates] = sheets;
    let book = Book {
        outlet: outlets.entries("outlet"),
        source: people.entries("source"),
        surname: people.entries("surname"),
        person: people.entries("person"),
        level: organs.entries("level"),
        organ: organs.entries("organ"),
        day: events.entries("day"),
        series: events.entries("series"),
        words: events.entries("words"),
        event: events.entries("event"),
        term: terms.entries("term"),
        furniture: furniture.entries("furniture"),
        template: templates.entries("template"),
    };
    outlets.close(&["outlet"]);
    people.close(&["person", "surname", "source"]);
    organs.close(&["organ", "level"]);
    events.close(&["event", "day", "series", "words"]);
    terms.close(&["term"]);
    furniture.close(&["furniture"]);
    templates.close(&["template"]);
    book
}

/// Reads and checks `pack.toml`.
pub(super) fn read_head(text: &str, path: &Path) -> (Option<Head>, Vec<Problem>) {
    let mut sheet = Sheet::new(text);
    let head = sheet.whole::<Head>();
    if let Some(head) = &head {
        if head.name.trim().is_empty() {
            let at = sheet.place(0, "name", &head.name);
            sheet.fault(at, "the name is empty", true);
        }
        for language in &head.languages {
            let two = language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase());
            if !two {
                let at = sheet.place(0, "languages", language);
                sheet.fault(
                    at,
                    format!("'{language}' is no ISO 639-1 code of a language"),
                    false,
                );
            }
        }
    }
    let problems = located(&mut sheet, path);
    (head, problems)
}

/// The faults of a file as problems, in the order of the file.
fn located(sheet: &mut Sheet<'_>, path: &Path) -> Vec<Problem> {
    let mut faults = std::mem::take(&mut sheet.faults);
    faults.sort_by_key(|f| f.at);
    let problem = |fault: super::sheet::Fault| Problem {
        error: Error::syntax(fault.detail)
            .with_location(Location::new(sheet.text, fault.at))
            .with_path(path),
        fatal: fault.fatal,
    };
    faults.into_iter().map(problem).collect()
}

/// Ids are there and stand once.
fn check_ids<T>(sheet: &mut Sheet<'_>, entries: &Entries<T>, id: impl Fn(&T) -> &str) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (number, entry) in entries.iter() {
        let (id, start) = (id(entry), entries.start(number));
        let field = || sheet.place(start, "id", id);
        if id.trim().is_empty() {
            let at = field();
            sheet.fault(at, "an id is empty", true);
        } else if seen.insert(id, number).is_some() {
            let at = field();
            sheet.fault(at, format!("the id '{id}' stands twice"), true);
        }
    }
}

/// Ids of entries, to look references up in.
fn ids<'e, T>(
    entries: &'e Entries<T>,
    id: impl Fn(&'e T) -> &'e str,
) -> std::collections::HashSet<&'e str> {
    entries.list.iter().map(id).collect()
}

/// What two entries share: for each second bearer of a name its number, the first's, and the name.
fn shared<T, K: Hash + Eq>(
    entries: &Entries<T>,
    names: impl Fn(&T) -> Vec<K>,
) -> Vec<(usize, usize, K)> {
    let mut first: HashMap<K, usize> = HashMap::new();
    let mut out = Vec::new();
    for (number, entry) in entries.iter() {
        for name in names(entry) {
            match first.get(&name) {
                Some(bearer) if *bearer != number => out.push((number, *bearer, name)),
                Some(_) => {}
                None => {
                    first.insert(name, number);
                }
            }
        }
    }
    out
}

/// A name as names are compared; none for an empty one.
fn folded(name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    (!name.is_empty()).then_some(name)
}

/// Words that stand in any text.
const EVERYWHERE: [&str; 14] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// Whether a name would be found in any text: it has no letter, one Latin letter, or only words that tie others.
fn is_everywhere(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let few = match letters.clone().count() {
        0 => true,
        1 => letters.clone().all(|c| c.is_ascii()),
        _ => false,
    };
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    !name.trim().is_empty() && (few || words.all(|w| EVERYWHERE.contains(&w)))
}

/// Whether a date is one as the pack writes them (`2022`, `2022-02`, `2022-02-27`).
fn is_date(date: &str) -> bool {
    crate::text::date::parse_date(date).is_some()
}

/// Dates of a field that are none, and a first that lies after the last.
fn check_period(
    sheet: &mut Sheet<'_>,
    start: usize,
    field: &str,
    first: Option<&str>,
    last: Option<&str>,
) {
    let mut sound = true;
    for date in first.into_iter().chain(last).filter(|d| !is_date(d)) {
        let at = sheet.place(start, field, date);
        sheet.fault(
            at,
            format!("'{date}' is no date (2022, 2022-02 or 2022-02-27)"),
            false,
        );
        sound = false;
    }
    if let (true, Some(a), Some(b)) = (sound, first, last) {
        // As exact as both are.
        let length = a.len().min(b.len());
        if a.get(..length) > b.get(..length) {
            let at = sheet.place(start, field, a);
            sheet.fault(at, format!("it starts on {a}, after its end on {b}"), false);
        }
    }
}
