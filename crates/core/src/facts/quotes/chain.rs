//! The chain from the outlet of a document to the speaker.

use super::{
    How, Kind, Quote, Speaker,
    media::Medium,
    speaker::{NEAR, REMEMBERED, Reader},
    who::{is_bare_medium, plain},
};

impl Reader<'_, '_> {
    /// From the outlet to the speaker.
    pub(super) fn chain(&mut self, quote: &Quote, medium: bool) -> Vec<String> {
        let mut chain: Vec<String> = Vec::new();
        let mut add = |link: String| {
            if !chain.contains(&link) {
                chain.push(link);
            }
        };
        let document = self.cast.page.document;
        if let Some(outlet) = &document.outlet {
            add(outlet.id.clone().unwrap_or_else(|| outlet.name.clone()));
        }
        if let Some(agency) = &document.agency {
            let known = self.cast.outlet(agency).and_then(|o| o.id);
            add(known.unwrap_or_else(|| agency.clone()));
        }
        let carrier = self
            .carrier(quote)
            .filter(|_| !medium && quote.kind != Kind::Term);
        if let Some(carrier) = &carrier {
            add(carrier.id.clone().unwrap_or_else(|| carrier.name.clone()));
        }
        if let (Some(carrier), Some(speaker)) = (carrier, &quote.speaker) {
            let carried = &mut self.running.carried;
            carried.retain(|(name, _)| *name != speaker.name);
            if carried.len() == REMEMBERED {
                carried.remove(0);
            }
            carried.push((speaker.name.clone(), carrier));
        }
        if let Some(speaker) = &quote.speaker {
            add(speaker.id.clone().unwrap_or_else(|| speaker.name.clone()));
        }
        chain
    }

    /// The medium through which a document has a speaker's words.
    fn carrier(&self, quote: &Quote) -> Option<Speaker> {
        let (zone, at) = (quote.zone, quote.clean.first().map_or(0, |s| s.start));
        let named = quote.carrier.as_ref();
        if let Some(found) = named.and_then(|c| self.cast.outlet(&c.text)) {
            return Some(found);
        }
        let found = |m: &Medium| Speaker {
            name: m.name.clone(),
            id: m.id.clone(),
            how: How::Named,
        };
        if let Some(medium) = self.cast.medium_in(zone) {
            return Some(found(medium));
        }
        let speaker = quote.speaker.as_ref()?;
        let before = self
            .running
            .carried
            .iter()
            .rev()
            .find(|(name, _)| *name == speaker.name);
        if let Some((_, medium)) = before {
            return Some(medium.clone());
        }
        // Who speaks for the first time is heard through the medium before only where he is not named anew.
        let near = self.cast.medium(zone, at).filter(|m| m.zone + NEAR >= zone);
        if let Some(medium) = near.filter(|_| speaker.how != How::Named) {
            return Some(found(medium));
        }
        if named.is_some_and(|c| is_bare_medium(&c.text)) {
            return self.running.medium.as_ref().map(|(_, s)| s.clone());
        }
        let named = named.map(|c| plain(&c.text).to_owned());
        let named = named.map(|name| Speaker {
            name,
            id: None,
            how: How::Named,
        });
        named.filter(|n| self.cast.is_medium(n))
    }
}
