//! Packs: what is known of a field, as data (outlets, page furniture, names).

use crate::Result;

/// A loaded pack.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// Its name; empty for the bare engine.
    pub name: String,
}

impl Pack {
    /// No pack: the bare engine.
    pub fn none() -> Self {
        Pack::default()
    }

    /// The embedded `dprk` pack.
    pub fn dprk() -> Self {
        Pack {
            name: "dprk".to_owned(),
        }
    }

    /// A pack by name (`dprk`, `none`) or folder.
    pub fn load(name_or_folder: &str) -> Result<Self> {
        match name_or_folder {
            "none" => Ok(Pack::none()),
            "dprk" => Ok(Pack::dprk()),
            other => Err(crate::Error::usage(format!(
                "no pack is named '{other}': known are dprk, none, or give a folder"
            ))),
        }
    }
}
