//! Where asked words and phrases stand in a view.

use std::ops::Range;

use super::{NO_TERM, View};
use crate::{
    Result,
    corpus::{Query, ZoneTokens},
    text::lower,
};

/// Asked words and phrases, prepared for the terms of a view: everything that measures know of
/// queries is in here.
pub(super) struct Matcher {
    asked: Vec<Asked>,
    /// For each term whether any query begins with it.
    begins: Vec<bool>,
}

struct Asked {
    text: String,
    /// For each word of the query, for each term, whether it fits.
    fits: Vec<Vec<bool>>,
}

impl Matcher {
    /// Plain words with `*` and `?`, letter case aside, compared with the terms of the view: with
    /// NFKC or without diacritics where terms are.
    pub(super) fn new(view: &View<'_>, texts: &[String]) -> Result<Self> {
        let terms = view.terms();
        let mut queries: Vec<(String, Query)> = Vec::new();
        for text in texts {
            let query: Query = view.counting().terms.term(text).parse()?;
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if queries.iter().all(|(known, _)| *known != text) {
                queries.push((text, query));
            }
        }
        let mut asked: Vec<Asked> = queries
            .iter()
            .map(|(text, query)| Asked {
                text: text.clone(),
                fits: vec![vec![false; terms.len()]; query.len()],
            })
            .collect();
        let mut begins = vec![false; terms.len()];
        for (term, form) in terms.forms().forms().enumerate() {
            let form = lower(form);
            for ((_, query), asked) in queries.iter().zip(&mut asked) {
                for (at, fits) in asked.fits.iter_mut().enumerate() {
                    if !query.fits(at, &form) {
                        continue;
                    }
                    if let Some(slot) = fits.get_mut(term) {
                        *slot = true;
                    }
                    if let Some(slot) = begins.get_mut(term).filter(|_| at == 0) {
                        *slot = true;
                    }
                }
            }
        }
        Ok(Matcher { asked, begins })
    }

    /// The text of each query; one that was asked twice is one.
    pub(super) fn texts(&self) -> Vec<String> {
        self.asked.iter().map(|a| a.text.clone()).collect()
    }

    /// Every place of every query in a document, overlapping ones too, as the query's number, the
    /// zone and its tokens. Gives how many tokens of the document are counted.
    pub(super) fn each(
        &self,
        view: &View<'_>,
        document: usize,
        buffer: &mut Vec<u32>,
        found: &mut dyn FnMut(usize, ZoneTokens<'_>, Range<usize>),
    ) -> u64 {
        let mut tokens = 0;
        view.each_zone(document, buffer, &mut |terms, zone| {
            for (at, &term) in terms.iter().enumerate() {
                tokens += u64::from(term != NO_TERM);
                if !self.begins.get(term as usize).copied().unwrap_or(false) {
                    continue;
                }
                let rest = terms.get(at..).unwrap_or(&[]);
                for (number, asked) in self.asked.iter().enumerate() {
                    if asked.is_at(rest) {
                        found(number, zone, at..at + asked.fits.len());
                    }
                }
            }
        });
        tokens
    }
}

impl Asked {
    fn is_at(&self, terms: &[u32]) -> bool {
        terms.len() >= self.fits.len()
            && self
                .fits
                .iter()
                .zip(terms)
                .all(|(fits, &term)| fits.get(term as usize).copied().unwrap_or(false))
    }
}
