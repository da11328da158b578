//! Claims: who criticises, demands, assesses, announces, praises or promises what, of whom.

mod acts;
mod english;
mod house;
mod implied;
mod items;
mod judge;
mod korean;
mod lexicon;
mod marked;
mod target;

mod voice;

use serde::Serialize;

use self::voice::Voices;
use super::{
    Place,
    page::{Line, Tongue},
    quotes::{Quote, cast::Cast},
};
use crate::{layout::ZoneKind, text::Span};

/// What somebody does with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// Finds fault.
    Criticism,
    /// Tells somebody to do something.
    Demand,
    /// Says how things stand.
    Assessment,
    /// Makes something known.
    Announcement,
    /// Finds good.
    Praise,
    /// Binds himself to something.
    Commitment,
}

/// Who speaks or is spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The name or the words.
    pub name: String,
    /// The id of a person, an organ or an outlet.
    pub id: Option<String>,
    /// Bytes of the capture, where the words stand.
    pub span: Option<Span>,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// What kind of claim it is.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Who makes it.
    pub speaker: Option<Party>,
    /// Who carries it, the nearest to the reader first.
    pub through: Vec<String>,
    /// Who or what is criticised, asked, praised.
    pub target: Option<Party>,
    /// What is said, in the words of the text.
    pub what: String,
    /// The words that show the kind.
    pub cue: Option<String>,
    /// `positive` or `negative`; none where the words do not tell.
    pub polarity: Option<&'static str>,
    /// `said` for the speaker's own words, `reported` for those of a carrier, `denied`.
    pub actuality: &'static str,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// The claims of a page, in its order, those of its headlines too.
pub(super) fn find(cast: &Cast<'_>, quotes: &[Quote]) -> Vec<Claim> {
    let page = cast.page;
    let mut voices = Voices::new(cast);
    voices.set_house(house::of(page, cast));
    let mut claims = Vec::new();
    for line in page.lines.iter().filter(|l| is_body(l)) {
        match line.tongue {
            Tongue::English => english::read(line, &mut voices, &mut claims),
            Tongue::Korean => korean::read(line, &mut voices, &mut claims),
            Tongue::Other => {}
        }
    }
    marked::add(page, quotes, &voices, &mut claims);
    voice::in_order(&mut claims);
    claims
}

fn is_body(line: &Line<'_>) -> bool {
    matches!(
        line.kind,
        ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Paragraph | ZoneKind::Summary
    )
}
