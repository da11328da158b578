//! A matcher that tries everything, to compare with.

use std::{collections::BTreeSet, ops::Range};

use super::{
    super::ast::{
        ALL_KINDS, Attribute, Condition, Constraint, Node, Parsed, Part, guard, kind_bit,
    },
    sample::{Words, Zone},
};

/// Where each label stands.
type Labels = [Option<usize>; 8];
type Ends = BTreeSet<(usize, Labels)>;

pub(super) struct Reference<'a> {
    pub(super) parsed: &'a Parsed,
    pub(super) words: &'a Words,
    pub(super) zone: &'a Zone,
}

impl Reference<'_> {
    fn len(&self) -> usize {
        self.zone.ids.len()
    }

    fn starts(&self, at: usize) -> bool {
        at == 0 || self.zone.starts[at]
    }

    fn value(&self, attribute: Attribute, at: usize) -> String {
        let form = &self.words.forms[self.zone.ids[at] as usize];
        match attribute {
            Attribute::Word => form.clone(),
            Attribute::Lower => form.to_lowercase(),
            Attribute::Zone => self.zone.kind.name().to_owned(),
            Attribute::Voice if self.zone.quoted[at] => "quoted".to_owned(),
            Attribute::Voice => "own".to_owned(),
            Attribute::Mention => self.zone.mentions[at]
                .map_or_else(String::new, |m| self.words.mentions[m as usize].clone()),
        }
    }

    fn condition(&self, condition: &Condition, at: usize) -> bool {
        match condition {
            Condition::Any => true,
            Condition::Is(attribute, value) => value.matches(&self.value(*attribute, at)),
            Condition::StartsSentence(starts) => self.starts(at) == *starts,
            Condition::OfName(part) => {
                let name = |at: usize| self.value(Attribute::Mention, at);
                let goes_on = at > 0 && name(at) == name(at - 1);
                !name(at).is_empty() && goes_on == (*part == Part::Further)
            }
            Condition::Not(inner) => !self.condition(inner, at),
            Condition::All(parts) => parts.iter().all(|p| self.condition(p, at)),
            Condition::Either(parts) => parts.iter().any(|p| self.condition(p, at)),
        }
    }

    fn numbered(&self, number: u32, at: usize) -> bool {
        self.condition(&self.parsed.conditions[number as usize], at)
    }

    fn name_ends(&self, at: usize) -> bool {
        let name = |at: usize| self.value(Attribute::Mention, at);
        at > 0 && !name(at - 1).is_empty() && (at == self.len() || name(at) != name(at - 1))
    }

    fn place(&self, need: u32, at: usize) -> bool {
        let last = at == self.len();
        let holds = [
            (guard::SENTENCE_START, !last && self.starts(at)),
            (guard::SENTENCE_END, at > 0 && (last || self.starts(at))),
            (guard::ZONE_START, at == 0),
            (guard::ZONE_END, last),
            (guard::NAME_END, self.name_ends(at)),
        ];
        let other = guard::kind(self.zone.kind);
        let known = holds.iter().fold(other, |bits, (bit, _)| bits | bit);
        need & !known == 0 && holds.iter().all(|(bit, holds)| need & bit == 0 || *holds)
    }

    fn ends(&self, node: &Node, at: usize, labels: Labels) -> Ends {
        match node {
            Node::Token { condition, label } => {
                if at == self.len() || !self.numbered(*condition, at) {
                    return Ends::new();
                }
                let mut labels = labels;
                if let Some(label) = label {
                    labels[usize::from(*label)] = Some(at);
                }
                Ends::from([(at + 1, labels)])
            }
            Node::Place(need) if self.place(*need, at) => Ends::from([(at, labels)]),
            Node::Place(_) => Ends::new(),
            Node::Sequence(nodes) => nodes
                .iter()
                .fold(Ends::from([(at, labels)]), |ends, n| self.after(n, &ends)),
            Node::Either(nodes) => nodes
                .iter()
                .flat_map(|n| self.ends(n, at, labels))
                .collect(),
            Node::Repeat { node, min, max } => {
                let mut ends = Ends::from([(at, labels)]);
                for _ in 0..*min {
                    ends = self.after(node, &ends);
                }
                let mut rounds = 0;
                loop {
                    if max.is_some_and(|max| min + rounds >= max) {
                        return ends;
                    }
                    let before = ends.len();
                    let more = self.after(node, &ends);
                    ends.extend(more);
                    if ends.len() == before {
                        return ends;
                    }
                    rounds += 1;
                }
            }
        }
    }

    fn after(&self, node: &Node, ends: &Ends) -> Ends {
        ends.iter()
            .flat_map(|(at, labels)| self.ends(node, *at, *labels))
            .collect()
    }

    fn occurs(&self, node: &Node, within: &Range<usize>) -> bool {
        within.clone().any(|at| {
            let ends = self.ends(node, at, Labels::default());
            ends.iter().any(|(end, _)| *end > at && *end <= within.end)
        })
    }

    fn constraint(&self, constraint: &Constraint, labels: &Labels) -> bool {
        let place = |label: u8| labels[usize::from(label)];
        match constraint {
            Constraint::Not(inner) => !self.constraint(inner, labels),
            Constraint::All(parts) => parts.iter().all(|p| self.constraint(p, labels)),
            Constraint::Either(parts) => parts.iter().any(|p| self.constraint(p, labels)),
            Constraint::Is { label, condition } => {
                place(*label).is_some_and(|at| self.numbered(*condition, at))
            }
            Constraint::Same {
                left,
                right,
                attribute,
                same,
            } => match (place(*left), place(*right)) {
                (Some(a), Some(b)) => {
                    (self.value(*attribute, a) == self.value(*attribute, b)) == *same
                }
                _ => false,
            },
        }
    }

    fn passes(&self, found: &Range<usize>, labels: &Labels) -> bool {
        let filters = &self.parsed.filters;
        let all_in =
            |nodes: &[Node], range: &Range<usize>| nodes.iter().all(|n| self.occurs(n, range));
        let first = (0..=found.start).rev().find(|at| self.starts(*at)).unwrap();
        let next = (found.start + 1..self.len()).find(|at| self.starts(*at));
        let sentence = first..next.unwrap_or(self.len());
        filters.kinds.unwrap_or(ALL_KINDS) & kind_bit(self.zone.kind) != 0
            && (!filters.sentence || found.end <= sentence.end)
            && all_in(&filters.containing, found)
            && all_in(&filters.sentence_holds, &sentence)
            && all_in(&filters.zone_holds, &(0..self.len()))
            && self
                .parsed
                .constraint
                .as_ref()
                .is_none_or(|c| self.constraint(c, labels))
    }

    /// For each start the longest of all matches.
    pub(super) fn all(&self) -> Vec<Range<usize>> {
        (0..self.len())
            .filter_map(|at| {
                let ends = self.ends(&self.parsed.pattern, at, Labels::default());
                ends.iter()
                    .filter(|(end, labels)| *end > at && self.passes(&(at..*end), labels))
                    .map(|(end, _)| at..*end)
                    .max_by_key(|found| found.end)
            })
            .collect()
    }
}
