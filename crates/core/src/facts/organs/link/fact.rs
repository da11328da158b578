//! The fact that is given for a mention.

use super::{Identity, Linker, MINISTRY};
use crate::facts::{
    field::Side,
    organs::{Draft, How, Organ, index::known, lexicon::Known},
    page::Line,
};

impl Linker<'_, '_> {
    pub(super) fn organ(
        &self,
        line: &Line<'_>,
        draft: &Draft,
        identity: Identity,
        side: Option<Side>,
        ministry: bool,
    ) -> Option<Organ> {
        let place = self.page.place(draft.at)?;
        let text = self.page.words(draft.at).to_owned();
        let linked = side == Some(Side::Own);
        let id_of = |n: &u32| self.index.entry(*n).map(|e| e.id.clone());
        let mut organ = Organ {
            name: text.clone(),
            text,
            foreign: identity.foreign || side == Some(Side::Foreign),
            place,
            ..Organ::default()
        };
        if let How::Letters(number) = draft.how
            && let Some(name) = self.explained.name(number)
        {
            self.page.words(name.at).clone_into(&mut organ.name);
        }
        if draft.how == How::Listed
            && let Some(words) = line.paragraph().words.get(draft.words.clone())
            && let Some((
                _,
                Known {
                    full: Some(full), ..
                },
            )) = known(words, line.text)
        {
            full.clone_into(&mut organ.name);
        }
        match identity.organs.as_slice() {
            [one] if linked => self.fill(&mut organ, *one, &identity),
            [] => self.fill_unknown(&mut organ, &identity, ministry),
            several if linked || side.is_none() => {
                let class = |n: &u32| self.index.entry(*n).is_some_and(|e| e.class);
                organ.class = several.iter().all(class);
                organ.candidates = several.iter().filter_map(id_of).collect();
            }
            _ => {}
        }
        Some(organ)
    }

    fn fill(&self, organ: &mut Organ, number: u32, identity: &Identity) {
        let Some(entry) = self.index.entry(number) else {
            return;
        };
        organ.id = Some(entry.id.clone());
        organ.level = entry.level;
        organ.class = entry.class && !identity.instance;
        if !identity.instance {
            organ.name.clone_from(&entry.name);
        }
        self.fill_chain(organ, self.index.chain(number));
    }

    /// A body that the pack does not know, under one that it knows.
    fn fill_unknown(&self, organ: &mut Organ, identity: &Identity, ministry: bool) {
        if ministry && identity.over.is_none() && !identity.foreign && self.field.shows() {
            if let Some(entry) = self.index.of_kind(MINISTRY) {
                organ.level = entry.level;
                let chain = entry.parent.into_iter();
                let chain = chain.flat_map(|p| [vec![p], self.index.chain(p)].concat());
                return self.fill_chain(organ, chain.collect());
            }
        }
        if let Some(over) = identity.over {
            let mut chain = vec![over];
            chain.extend(self.index.chain(over));
            self.fill_chain(organ, chain);
        } else if let Some(span) = identity.over_words {
            let line = self.page.line(organ.place.at.zone);
            organ.parent = line.map(|l| span.of(l.text).to_owned());
        }
    }

    fn fill_chain(&self, organ: &mut Organ, chain: Vec<u32>) {
        let ids = chain.iter().filter_map(|n| self.index.entry(*n));
        organ.chain = ids.map(|e| e.id.clone()).collect();
        organ.parent = organ.chain.first().cloned();
    }
}
