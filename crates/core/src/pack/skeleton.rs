//! A new pack: every file with its fields explained, and nothing in it yet.

use std::path::{Path, PathBuf};

use super::Pack;
use crate::{Error, Result};

/// The files, with an example of each table commented out.
const SKELETON: [(&str, &str); 8] = [
    ("pack.toml", include_str!("skeleton/pack.toml")),
    ("outlets.toml", include_str!("skeleton/outlets.toml")),
    ("people.toml", include_str!("skeleton/people.toml")),
    ("organs.toml", include_str!("skeleton/organs.toml")),
    ("events.toml", include_str!("skeleton/events.toml")),
    ("terms.toml", include_str!("skeleton/terms.toml")),
    ("furniture.toml", include_str!("skeleton/furniture.toml")),
    ("templates.toml", include_str!("skeleton/templates.toml")),
];

/// Writes the files of a new pack into a folder, which is made if it is not there, and gives their paths.
/// The pack can be loaded as it is; each file explains its fields and has an example to uncomment.
///
/// ```
/// use variorum::pack::{Pack, check_folder, skeleton};
/// let home = tempfile::tempdir().unwrap();
/// let folder = home.path().join("vendria");
/// let files = skeleton("vendria", &folder).unwrap();
/// assert_eq!(files.len(), 8);
/// assert!(check_folder(&folder).is_empty());
/// assert_eq!(Pack::read(&folder).unwrap().name, "vendria");
/// assert!(skeleton("vendria", &folder).is_err()); // nothing is written over
/// ```
///
/// # Errors
///
/// A name that is not made of small letters, digits and hyphens, or is taken by an embedded pack; a file
/// that is there already; a folder that cannot be written.
pub fn skeleton(name: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if name.is_empty() || !name.bytes().all(letters) {
        let detail = format!("'{name}' cannot name a pack: use small letters, digits and hyphens");
        return Err(Error::usage(detail));
    }
    if name == "none" || Pack::names().any(|n| n == name) {
        return Err(Error::usage(format!(
            "'{name}' names a pack that is built in"
        )));
    }
    let paths: Vec<PathBuf> = SKELETON.iter().map(|(file, _)| folder.join(file)).collect();
    if let Some(path) = paths.iter().find(|p| p.exists()) {
        return Err(Error::usage("the file is there already").with_path(path));
    }
    std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, &e))?;
    for ((_, text), path) in SKELETON.iter().zip(&paths) {
        let text = text.replace("NAME", name);
        std::fs::write(path, text).map_err(|e| Error::io(path, &e))?;
    }
    Ok(paths)
}
