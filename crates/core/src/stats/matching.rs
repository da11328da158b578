//! Where asked words and phrases stand in a view.

use std::{collections::BTreeMap, ops::Range};

use super::{NO_TERM, View};
use crate::{
    Result,
    corpus::{Query, ZoneTokens},
};

/// A place of a query in a part: the first token and one past the last, and the number of the query.
type Found = (usize, usize, usize);

/// Asked queries and where they are: everything that measures know of queries is in here.
pub(super) struct Matcher {
    texts: Vec<String>,
    /// The places in each document, by its position in the corpus.
    places: BTreeMap<usize, Vec<Found>>,
}

impl Matcher {
    /// Finds queries, plain words or CQL, in the corpus of a view.
    pub(super) fn new(view: &View<'_>, texts: &[String]) -> Result<Self> {
        let mut asked: Vec<String> = Vec::new();
        let mut places: BTreeMap<usize, Vec<Found>> = BTreeMap::new();
        for text in texts {
            let query: Query = text.parse()?;
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if asked.contains(&text) {
                continue;
            }
            let found = view.corpus().find(&query)?;
            let documents = view.corpus().documents_of(&found);
            for (place, document) in found.iter().zip(documents) {
                let list = places.entry(document).or_default();
                list.push((place.first, place.end, asked.len()));
            }
            asked.push(text);
        }
        for list in places.values_mut() {
            list.sort_unstable();
        }
        Ok(Matcher {
            texts: asked,
            places,
        })
    }

    /// The text of each query; one that was asked twice is one.
    pub(super) fn texts(&self) -> Vec<String> {
        self.texts.clone()
    }

    /// Every place of every query in a document, overlapping ones too, as the query's number, the
    /// zone and its tokens; a place counts if all its tokens do. Gives how many tokens of the document
    /// are counted.
    pub(super) fn each(
        &self,
        view: &View<'_>,
        document: usize,
        buffer: &mut Vec<u32>,
        found: &mut dyn FnMut(usize, ZoneTokens<'_>, Range<usize>),
    ) -> u64 {
        let mut tokens = 0;
        let places = self.places.get(&document).map_or(&[][..], Vec::as_slice);
        view.each_zone(document, buffer, &mut |terms, zone| {
            tokens += terms.iter().filter(|&&t| t != NO_TERM).count() as u64;
            let (first, end) = (zone.first(), zone.first() + terms.len());
            let from = places.partition_point(|&(at, ..)| at < first);
            for &(at, to, query) in places.iter().skip(from).take_while(|&&(at, ..)| at < end) {
                let range = at - first..to - first;
                let counted = terms.get(range.clone());
                if counted.is_some_and(|terms| !terms.contains(&NO_TERM)) {
                    found(query, zone, range);
                }
            }
        });
        tokens
    }
}
