//! What a compiled corpus says of itself: `manifest.json`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use variorum::{
    Error, ErrorKind, Result,
    corpus::{Counted, Reading, TokenRules},
    layout::ZoneKind,
    pack::Pack,
};

use super::file::Entry;

/// The name of the format.
const FORMAT: &str = "variorum/corpus";
/// Its version: raised by every change that an older or newer program would read wrongly.
pub(super) const VERSION: u32 = 1;
/// The file.
pub(super) const MANIFEST: &str = "manifest.json";

/// The manifest. It is written last: what it names is complete.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: String,
    version: u32,
    written_by: String,
    pub(super) pack: PackName,
    pub(super) layout: String,
    /// As a user types them.
    pub(super) token_rules: Vec<String>,
    /// What they rest on.
    token_rules_version: Value,
    /// Which zones are counted.
    counted: Vec<String>,
    /// The kind of a zone by its number.
    zone_kinds: Vec<String>,
    pub(super) documents: u64,
    pub(super) tokens: u64,
    pub(super) vocabulary: Vocabulary,
    pub(super) segments: Vec<Segment>,
}

/// The pack that the captures were read with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PackName {
    pub(super) name: String,
    pub(super) version: String,
}

impl PackName {
    pub(super) fn of(pack: &Pack) -> Self {
        PackName {
            name: if pack.name.is_empty() {
                "none".to_owned()
            } else {
                pack.name.clone()
            },
            version: pack.version.clone(),
        }
    }
}

/// The file of the distinct forms.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    /// Its name; each build has its own, since the forms grow.
    pub(super) name: String,
    pub(super) file: Option<Entry>,
}

/// A set of documents in a row with all that belongs to them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Segment {
    pub(super) folder: String,
    pub(super) documents: u64,
    pub(super) tokens: u64,
    pub(super) files: BTreeMap<String, Entry>,
}

/// What is read before anything else.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u64,
}

/// How the captures of a compiled corpus were read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// The name of the pack, `none` for none.
    pub pack: String,
    /// What captures were taken for.
    pub layout: Reading,
    /// How text was cut.
    pub tokens: TokenRules,
    /// Which zones are counted.
    pub counted: Counted,
}

fn kinds() -> Vec<String> {
    ZoneKind::ALL.iter().map(|k| k.name().to_owned()).collect()
}

impl Manifest {
    /// The manifest of a corpus without documents.
    pub(super) fn new(pack: PackName, settings: &Settings) -> Self {
        let counted = settings.counted.kinds().iter();
        Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            written_by: format!("variorum {}", env!("CARGO_PKG_VERSION")),
            pack,
            layout: settings.layout.name().to_owned(),
            token_rules: settings.tokens.typed(),
            token_rules_version: settings.tokens.version(),
            counted: counted.map(|k| k.name().to_owned()).collect(),
            zone_kinds: kinds(),
            documents: 0,
            tokens: 0,
            vocabulary: Vocabulary::default(),
            segments: Vec::new(),
        }
    }

    /// Whether a folder has one, even a damaged one.
    pub(super) fn exists(folder: &Path) -> bool {
        let Ok(bytes) = fs::read(folder.join(MANIFEST)) else {
            return false;
        };
        match serde_json::from_slice::<Head>(&bytes) {
            Ok(head) => head.format == FORMAT,
            // Other programs have manifests too; ours stands beside its vocabulary.
            Err(_) => fs::read_dir(folder).is_ok_and(|entries| {
                let mut names = entries.flatten().map(|e| e.file_name());
                names.any(|n| n.to_string_lossy().starts_with("vocabulary-"))
            }),
        }
    }

    /// Reads and checks the manifest of a folder.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(MANIFEST);
        let bytes = fs::read(&path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound if folder.is_dir() => {
                Error::usage(format!("is no compiled corpus: it has no {MANIFEST}"))
                    .with_path(folder)
            }
            std::io::ErrorKind::NotFound => Error::io(folder, &e),
            _ => Error::io(&path, &e),
        })?;
        let wrong = |what: String| Error::syntax(what).with_path(&path);
        let damaged =
            |e: serde_json::Error| wrong(format!("is damaged ({e}): build the corpus again"));
        let head: Head = serde_json::from_slice(&bytes).map_err(damaged)?;
        if head.format != FORMAT {
            return Err(wrong(format!(
                "is no manifest of a compiled corpus: its format is not '{FORMAT}'"
            )));
        }
        if head.version != u64::from(VERSION) {
            let advice = if head.version < u64::from(VERSION) {
                "build the corpus again from its captures"
            } else {
                "read it with the newer variorum that wrote it"
            };
            return Err(Error::new(
                ErrorKind::Unsupported,
                format!(
                    "is of format {}, this variorum reads format {VERSION}: {advice}",
                    head.version
                ),
            )
            .with_path(&path));
        }
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(damaged)?;
        let settings = manifest.settings().map_err(|e| e.with_path(&path))?;
        if manifest.zone_kinds != kinds()
            || settings.tokens.version() != manifest.token_rules_version
        {
            return Err(Error::new(
                ErrorKind::Unsupported,
                format!(
                    "its tokens rest on {}, those of this variorum on {}: build the corpus again \
                     from its captures",
                    manifest.token_rules_version,
                    settings.tokens.version()
                ),
            )
            .with_path(&path));
        }
        let names = manifest.segments.iter().flat_map(|s| {
            std::iter::once(s.folder.as_str()).chain(s.files.keys().map(String::as_str))
        });
        let plain = |name: &str| {
            !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':'])
        };
        if let Some(name) = names
            .chain([manifest.vocabulary.name.as_str()])
            .find(|name| !plain(name) && manifest.vocabulary.file.is_some())
        {
            return Err(wrong(format!(
                "names a file that is none of its own: '{name}'"
            )));
        }
        Ok(manifest)
    }

    /// How the captures were read.
    pub(super) fn settings(&self) -> Result<Settings> {
        let counted = self.counted.iter().map(|k| k.parse::<ZoneKind>());
        Ok(Settings {
            pack: self.pack.name.clone(),
            layout: self.layout.parse()?,
            tokens: TokenRules::read(self.token_rules.iter().map(String::as_str))?,
            counted: Counted::only(counted.collect::<Result<Vec<_>>>()?),
        })
    }

    /// Puts it in its place: from then on the folder is what it says.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(MANIFEST);
        let partial = folder.join(format!("{MANIFEST}.partial"));
        let io = |e: std::io::Error| Error::io(&path, &e);
        let mut text = serde_json::to_vec_pretty(self)
            .map_err(|e| Error::syntax(format!("the manifest: {e}")))?;
        text.push(b'\n');
        let mut file = fs::File::create(&partial).map_err(io)?;
        std::io::Write::write_all(&mut file, &text).map_err(io)?;
        file.sync_all().map_err(io)?;
        fs::rename(&partial, &path).map_err(io)?;
        // The names of the files must be on the disk too; not every system can say so.
        if let Ok(folder) = fs::File::open(folder) {
            drop(folder.sync_all());
        }
        Ok(())
    }

    /// The files that belong to it, with their places in the folder.
    pub(super) fn files(&self) -> impl Iterator<Item = (PathBuf, &Entry)> {
        let segments = self.segments.iter().flat_map(|segment| {
            let files = segment.files.iter();
            files.map(|(name, entry)| (Path::new(&segment.folder).join(name), entry))
        });
        let vocabulary = self.vocabulary.file.as_ref();
        let vocabulary = vocabulary.map(|entry| (PathBuf::from(&self.vocabulary.name), entry));
        vocabulary.into_iter().chain(segments)
    }

    /// The names in the folder that it speaks of.
    pub(super) fn names(&self) -> BTreeSet<&str> {
        let segments = self.segments.iter().map(|s| s.folder.as_str());
        segments
            .chain([MANIFEST, self.vocabulary.name.as_str()])
            .collect()
    }
}
