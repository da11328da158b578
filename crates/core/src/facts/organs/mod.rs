//! Organs: parties, committees, ministries, armies, companies and other bodies, at their longest span.
//!
//! A body is found by a name of the pack, by its form (`english`, `korean`) or by letters that the
//! document explains (`short`); `link` says which of the pack's organs it is, if any.

mod english;
pub mod hierarchy;
mod index;
mod korean;
mod lexicon;
mod link;
mod short;
mod shown;

use std::ops::Range;

use serde::Serialize;

pub use self::hierarchy::{Node, Statement, hierarchy};
use self::index::Index;
use super::{
    At, Place,
    dates::Date,
    field::Field,
    page::{Page, Tongue},
    people::{Form as PersonForm, Person},
};
use crate::{pack::Pack, text::Span};

/// A mention of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Organ {
    /// The pack's id.
    pub id: Option<String>,
    /// Ids that may be meant, where the text does not decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// The words.
    pub text: String,
    /// Its full name: the pack's, else the fullest of the document.
    pub name: String,
    /// The pack's level: 0 for the party, 10 for the cell.
    pub level: Option<u8>,
    /// The organ over it: its id, else its words.
    pub parent: Option<String>,
    /// The organs over it, the nearest first.
    pub chain: Vec<String>,
    /// Whether a class is meant and no single body (`primary Party committees`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub class: bool,
    /// Whether its words, or those around it, say that it is another state's or another body's.
    #[serde(skip)]
    pub(crate) foreign: bool,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
}

/// How a body was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// By a name of the pack.
    Pack,
    /// By a name of the general list.
    Listed,
    /// By its head noun.
    Form,
    /// By letters that the document explains; the number of the explanation.
    Letters(usize),
}

/// A body found, before it is known whose it is.
#[derive(Clone, Debug)]
struct Draft {
    at: At,
    /// Its words in an English line.
    words: Range<usize>,
    /// Its parts in a Korean line, the outermost body first.
    parts: Vec<Span>,
    how: How,
}

/// Finds organs. It holds the names of a pack.
#[derive(Debug, Default)]
pub(super) struct Finder {
    index: Index,
}

impl Finder {
    pub(super) fn new(pack: &Pack) -> Self {
        Finder {
            index: Index::new(pack),
        }
    }

    /// The organs of a page, in its order; the longest at each place.
    pub(super) fn find(&self, page: &Page<'_>, _dates: &[Date], field: &Field) -> Vec<Organ> {
        let mut drafts = Vec::new();
        for line in &page.lines {
            match line.tongue {
                Tongue::English => english::find(line, &self.index, field, &mut drafts),
                Tongue::Korean => korean::find(line, &self.index, field, &mut drafts),
                Tongue::Other => english::find_listed(line, &self.index, field, &mut drafts),
            }
        }
        shown::find(page, &mut drafts);
        let explained = short::explained(page, &drafts);
        short::find(page, &explained, &mut drafts);
        // Agency and place of a dateline are the document's.
        drafts.retain(|d| {
            page.line(d.at.zone)
                .is_some_and(|l| d.at.span.start >= l.body)
        });
        longest(&mut drafts);
        link::link(page, field, &self.index, &drafts, &explained)
    }
}

/// Drops bodies of Korean lines whose words are somebody's name there (`얀 오렐 시장` where an `오렐` is a firm).
pub(super) fn drop_people(page: &Page<'_>, people: &[Person], organs: &mut Vec<Organ>) {
    organs.retain(|organ| {
        let at = organ.place.at;
        let korean = page
            .line(at.zone)
            .is_some_and(|l| l.tongue == Tongue::Korean);
        let next = people.partition_point(|p| p.place.at <= at);
        let near = people.get(next.saturating_sub(1)..).unwrap_or(&[]);
        let named = near
            .iter()
            .take(2)
            .any(|p| p.form != PersonForm::Title && p.place.at.contains(at));
        !(korean && named)
    });
}

/// Keeps the longest at each place, in the order of the text.
fn longest(drafts: &mut Vec<Draft>) {
    drafts.sort_by_key(|d| (d.at.zone, d.at.span.start, std::cmp::Reverse(d.at.span.end)));
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let length = |d: &Draft| d.at.span.end - d.at.span.start;
        match kept.last_mut() {
            Some(last) if last.at.overlaps(draft.at) => {
                let explains = draft.at == last.at && matches!(draft.how, How::Letters(_));
                if length(&draft) > length(last) || explains {
                    *last = draft;
                }
            }
            _ => kept.push(draft),
        }
    }
    *drafts = kept;
}
