//! Packs: what is known of a field, as data.
//!
//! A pack is a folder of TOML files: `pack.toml` (its name, version and languages), `outlets.toml`,
//! `people.toml`, `organs.toml`, `events.toml`, `terms.toml`, `furniture.toml`, `templates.toml`. All
//! but the first may be missing. A folder is checked whole when it is loaded, and every error names
//! file, line and column; [`check_folder`] gives all of them, and what contradicts itself.
//! [`skeleton`] begins a new pack. The embedded `dprk` pack is read a file at a time, when it is first asked
//! for; a test checks it whole.

mod check;
mod entries;
mod outlets;
mod sheet;
mod skeleton;

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use serde::de::DeserializeOwned;

use crate::{Error, Result};

pub use self::{
    check::Problem,
    entries::{
        Attested, Day, Event, Field, Furniture, FurnitureMatch, Level, Organ, Outlet, Person,
        Series, Source, Surname, Template, Term, Titled,
    },
    outlets::Outlets,
    skeleton::skeleton,
};
use self::{
    check::Texts,
    entries::{
        EventsFile, FurnitureFile, Head, OrgansFile, OutletsFile, PeopleFile, TemplatesFile,
        TermsFile,
    },
};

/// The files of a pack beside `pack.toml`.
const FILES: [&str; 7] = [
    "outlets",
    "people",
    "organs",
    "events",
    "terms",
    "furniture",
    "templates",
];

/// A pack inside the program.
struct Embedded {
    name: &'static str,
    /// `pack.toml`.
    head: &'static str,
    /// Its files, in the order of [`FILES`].
    texts: [Option<&'static str>; 7],
    loaded: OnceLock<Pack>,
}

/// The text of a file of an embedded pack.
macro_rules! file {
    ($pack:literal, $file:literal) => {
        include_str!(concat!("../../packs/", $pack, "/", $file, ".toml"))
    };
}

/// The packs inside the program: North Korean state media and the press that quotes it, and the statements of a
/// central bank.
static EMBEDDED: [Embedded; 2] = [
    Embedded {
        name: "dprk",
        head: file!("dprk", "pack"),
        texts: [
            Some(file!("dprk", "outlets")),
            Some(file!("dprk", "people")),
            Some(file!("dprk", "organs")),
            Some(file!("dprk", "events")),
            Some(file!("dprk", "terms")),
            Some(file!("dprk", "furniture")),
            Some(file!("dprk", "templates")),
        ],
        loaded: OnceLock::new(),
    },
    Embedded {
        name: "central-bank",
        head: file!("central-bank", "pack"),
        texts: [
            Some(file!("central-bank", "outlets")),
            Some(file!("central-bank", "people")),
            Some(file!("central-bank", "organs")),
            None,
            Some(file!("central-bank", "terms")),
            None,
            None,
        ],
        loaded: OnceLock::new(),
    },
];

impl Embedded {
    /// The pack; its files are read when they are first asked for.
    fn pack(&self) -> Pack {
        let load = || {
            let head = toml::from_str::<Head>(self.head).unwrap_or_default();
            Pack {
                name: head.name,
                version: head.version,
                languages: head.languages,
                data: Arc::new(Data {
                    texts: self.texts.map(|t| t.map(Into::into)),
                    field: OnceLock::from(head.field),
                    ..Data::default()
                }),
            }
        };
        self.loaded.get_or_init(load).clone()
    }
}

/// A loaded pack. Clones share what was read.
///
/// ```
/// use variorum::pack::Pack;
/// let pack = Pack::dprk();
/// let outlet = pack.outlet_by_domain("https://en.yna.co.kr/view/AEN20220227").unwrap();
/// assert_eq!(outlet.name, "Yonhap News Agency");
/// assert_eq!(pack.outlet_by_name("연합뉴스").unwrap().id, "yonhap");
/// assert!(Pack::none().outlet_by_name("Yonhap").is_none());
/// ```
#[derive(Clone, Default)]
pub struct Pack {
    /// Its name; empty for the bare engine.
    pub name: String,
    /// Its version, as written.
    pub version: String,
    /// The languages that it knows names in (ISO 639-1).
    pub languages: Vec<String>,
    data: Arc<Data>,
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pack")
            .field("name", &self.name)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// The files of a pack: their texts, and each read once.
#[derive(Default)]
struct Data {
    texts: Texts,
    /// Where they were read.
    folder: Option<PathBuf>,
    field: OnceLock<Field>,
    outlets: OnceLock<Outlets>,
    people: OnceLock<PeopleFile>,
    organs: OnceLock<OrgansFile>,
    events: OnceLock<EventsFile>,
    terms: OnceLock<TermsFile>,
    furniture: OnceLock<FurnitureFile>,
    templates: OnceLock<TemplatesFile>,
}

impl Data {
    /// One file; empty if the pack does not have it. Errors were reported when it was loaded.
    fn file<T: DeserializeOwned + Default>(&self, number: usize) -> T {
        self.texts
            .get(number)
            .and_then(Option::as_deref)
            .and_then(|text| toml::from_str(text).ok())
            .unwrap_or_default()
    }
}

impl Pack {
    /// No pack: the bare engine.
    pub fn none() -> Self {
        Pack::default()
    }

    /// The embedded `dprk` pack: North Korean state media and the foreign press that quotes it.
    pub fn dprk() -> Self {
        let [dprk, ..] = &EMBEDDED;
        dprk.pack()
    }

    /// The names of the embedded packs.
    ///
    /// ```
    /// let names: Vec<_> = variorum::pack::Pack::names().collect();
    /// assert_eq!(names, ["dprk", "central-bank"]);
    /// ```
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|e| e.name)
    }

    /// A pack by name (one of [`Pack::names`], or `none`) or folder.
    ///
    /// ```
    /// use variorum::pack::Pack;
    /// assert_eq!(Pack::load("central-bank")?.name, "central-bank");
    /// assert!(Pack::load("no such pack").is_err());
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn load(name_or_folder: &str) -> Result<Self> {
        if name_or_folder == "none" {
            return Ok(Pack::none());
        }
        if let Some(embedded) = EMBEDDED.iter().find(|e| e.name == name_or_folder) {
            return Ok(embedded.pack());
        }
        if Path::new(name_or_folder).is_dir() {
            return Pack::read(Path::new(name_or_folder));
        }
        let names: Vec<&str> = Pack::names().collect();
        Err(Error::usage(format!(
            "no pack is named '{name_or_folder}', and there is no such folder: known are {} and none",
            names.join(", ")
        )))
    }

    /// Reads and checks a folder.
    ///
    /// # Errors
    ///
    /// The first fault that keeps it from being used, with file, line and column ([`check_folder`]
    /// gives all). What only contradicts itself is no error: the names in it stay ambiguous.
    pub fn read(folder: &Path) -> Result<Self> {
        let (pack, problems) = read(folder)?;
        match problems.into_iter().find(|p| p.fatal) {
            Some(problem) => Err(problem.error),
            None => Ok(pack),
        }
    }

    /// Everything that is wrong with the pack, file by file: syntax, unknown fields, empty names,
    /// repeated ids, ids that lead nowhere; and contradictions: a spelling of two people who do not list
    /// each other as homographs, an organ that is its own ancestor, an end before its start, a level
    /// without a definition.
    ///
    /// ```
    /// assert!(variorum::pack::Pack::dprk().check().is_empty());
    /// ```
    pub fn check(&self) -> Vec<Problem> {
        let folder = self.data.folder.as_deref().unwrap_or(Path::new(""));
        check::read(&self.data.texts, &|file| folder.join(file)).1
    }

    /// How its field is recognised.
    ///
    /// ```
    /// assert_eq!(variorum::pack::Pack::dprk().field().country, "KP");
    /// ```
    pub fn field(&self) -> &Field {
        self.data.field.get_or_init(Field::default)
    }

    /// The outlets, with their indexes by name and domain.
    pub fn outlets(&self) -> &Outlets {
        self.data
            .outlets
            .get_or_init(|| Outlets::new(self.data.file::<OutletsFile>(0).outlet))
    }

    /// The outlet that publishes under the host of an address, or under a host.
    pub fn outlet_by_domain(&self, url: &str) -> Option<&Outlet> {
        self.outlets().by_domain(url)
    }

    /// The outlet of a name: case, white space, punctuation and a leading `The` do not count.
    pub fn outlet_by_name(&self, name: &str) -> Option<&Outlet> {
        self.outlets().by_name(name)
    }

    /// People, in the order of the file.
    pub fn people(&self) -> &[Person] {
        &self.people_file().person
    }

    /// Korean surnames with their spellings.
    pub fn surnames(&self) -> &[Surname] {
        &self.people_file().surname
    }

    /// Where the names of people were read.
    pub fn sources(&self) -> &[Source] {
        &self.people_file().source
    }

    fn people_file(&self) -> &PeopleFile {
        self.data.people.get_or_init(|| self.data.file(1))
    }

    /// Organs of party, state and army.
    pub fn organs(&self) -> &[Organ] {
        &self.data.organs.get_or_init(|| self.data.file(2)).organ
    }

    /// The levels that organs stand on.
    pub fn levels(&self) -> &[Level] {
        &self.data.organs.get_or_init(|| self.data.file(2)).level
    }

    /// Events.
    pub fn events(&self) -> &[Event] {
        &self.data.events.get_or_init(|| self.data.file(3)).event
    }

    /// Series of numbered events, and how their meetings are named.
    pub fn series(&self) -> &[Series] {
        &self.data.events.get_or_init(|| self.data.file(3)).series
    }

    /// Words of the field that may stand in the name of any event.
    pub fn event_words(&self) -> &[String] {
        &self.data.events.get_or_init(|| self.data.file(3)).words
    }

    /// Days that return every year.
    pub fn days(&self) -> &[Day] {
        &self.data.events.get_or_init(|| self.data.file(3)).day
    }

    /// Fixed terms and slogans.
    pub fn terms(&self) -> &[Term] {
        &self.data.terms.get_or_init(|| self.data.file(4)).term
    }

    /// Known furniture of outlets.
    pub fn furniture(&self) -> &[Furniture] {
        &self
            .data
            .furniture
            .get_or_init(|| self.data.file(5))
            .furniture
    }

    /// How outlets write datelines and end their texts.
    pub fn templates(&self) -> &[Template] {
        &self
            .data
            .templates
            .get_or_init(|| self.data.file(6))
            .template
    }
}

/// Everything that is wrong with a folder, `pack.toml` first; empty for a sound pack. A folder or file
/// that cannot be read is one of the problems.
///
/// ```
/// let folder = tempfile::tempdir().unwrap();
/// let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).unwrap();
/// write("pack.toml", "name = \"vendria\"\n");
/// write("organs.toml", "[[organ]]\nid = \"fleet\"\nparnet = \"ministry\"\nkind = \"agency\"\nhangul = \"함대\"\n");
/// let problems = variorum::pack::check_folder(folder.path());
/// assert_eq!(problems.len(), 1);
/// assert!(problems[0].to_string().contains("organs.toml:3:1: unknown field `parnet`"));
/// ```
pub fn check_folder(folder: &Path) -> Vec<Problem> {
    match read(folder) {
        Ok((_, problems)) => problems,
        Err(error) => vec![Problem { error, fatal: true }],
    }
}

/// Files that look like a pack's and are none: a name that is misspelt would be passed over in silence.
fn strangers(folder: &Path) -> Vec<Problem> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|f| f.path()).collect();
    paths.sort();
    let is_stranger = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("");
        path.extension().is_some_and(|e| e == "toml") && stem != "pack" && !FILES.contains(&stem)
    };
    let strangers = paths.into_iter().filter(is_stranger);
    let told = strangers.map(|path| Problem {
        error: Error::syntax(format!(
            "no file of a pack has this name: they are pack, {}",
            FILES.join(", ")
        ))
        .with_path(path),
        fatal: false,
    });
    told.collect()
}

/// Reads a folder with all that is wrong with it.
fn read(folder: &Path) -> Result<(Pack, Vec<Problem>)> {
    let path = folder.join("pack.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, &e))?;
    let (head, mut problems) = check::read_head(&text, &path);
    let mut data = Data {
        folder: Some(folder.to_owned()),
        ..Data::default()
    };
    for (slot, file) in data.texts.iter_mut().zip(FILES) {
        let path = folder.join(format!("{file}.toml"));
        match std::fs::read_to_string(&path) {
            Ok(text) => *slot = Some(text.into()),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => {
                let error = Error::io(path, &e);
                problems.push(Problem { error, fatal: true });
            }
        }
    }
    problems.extend(strangers(folder));
    let (mut book, found) = check::read(&data.texts, &|file| folder.join(file));
    problems.extend(found);
    data.outlets = OnceLock::from(Outlets::new(book.outlets().outlet));
    data.people = OnceLock::from(book.people());
    data.organs = OnceLock::from(book.organs());
    data.events = OnceLock::from(book.events());
    data.terms = OnceLock::from(book.terms());
    data.furniture = OnceLock::from(book.furniture());
    data.templates = OnceLock::from(book.templates());
    let head = head.unwrap_or_default();
    data.field = OnceLock::from(head.field);
    let pack = Pack {
        name: head.name,
        version: head.version,
        languages: head.languages,
        data: Arc::new(data),
    };
    Ok((pack, problems))
}
