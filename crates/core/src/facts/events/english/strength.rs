//! How much of an event the words of an English mention make.

use super::{
    super::{
        Strength,
        heads::{Class, Head, words as known},
        phrase::{Opening, Phrase},
        series::Name,
    },
    Reader,
};

/// Words of a headline that name an event together.
const TELLING: usize = 2;

impl Reader<'_, '_> {
    /// How much of an event the words make; none if they make none.
    pub(super) fn strength(
        &self,
        phrase: &Phrase,
        head: &Head,
        number: Option<u16>,
        name: &Name,
        of_pack: bool,
    ) -> Option<Strength> {
        if of_pack {
            return Some(Strength::Strong);
        }
        let row = self.row;
        let left = phrase.start..phrase.first;
        let proper = left
            .clone()
            .chain(phrase.behind..phrase.end)
            .any(|n| self.is_proper(n));
        // `the 2020 election`, `Monday's drills`: the time says which one.
        let unit = |n| matches!(row.lower(n), "day" | "week" | "month" | "year");
        let this = |n: usize| matches!(row.lower(n.wrapping_sub(1)), "last" | "this" | "next");
        let day = |n| row.is_time(n) && (!unit(n) || this(n));
        let dated = |n| row.tag(n) == 'u' && row.tag(n + 1) == '0';
        let timed = |n| row.is_year(n) || dated(n) || day(n) && row.lower(n + 1) == "'s";
        let modified = left.clone().any(|n| self.is_content(n) || timed(n));
        let tailed = phrase.end > phrase.behind;
        // A headline names what happened; its capitals say nothing.
        let proper = proper || (self.headline && name.stems.len() >= TELLING);
        let general = match (number, proper, modified || tailed) {
            (Some(_), _, true) | (_, true, true) => Strength::Strong,
            (Some(_), ..) | (_, _, true) => Strength::Weak,
            (None, _, false) => Strength::Bare,
        };
        let is_of = |set: &str| {
            let of = |word: &str| word.split('-').any(|part| known().has(set, part));
            name.stems.iter().any(|s| of(s)) || left.clone().any(|n| of(row.lower(n)))
        };
        let trial = row.lower(phrase.behind - 1).starts_with("test-") || !head.before.is_empty();
        let definite = matches!(phrase.opening, Opening::The | Opening::This);
        match head.class {
            Class::Named => None,
            Class::Test if is_of("object") || (trial && proper) => {
                Some(general.max(Strength::Weak))
            }
            Class::Test if trial => Some(Strength::Bare),
            Class::Test => None,
            Class::Drill if is_of("force") => Some(general.max(Strength::Weak)),
            Class::Drill if known().has("of-force", row.lower(phrase.behind - 1)) => {
                Some(general.min(Strength::Weak))
            }
            Class::Drill if proper && !tailed => Some(Strength::Weak),
            Class::Drill if general == Strength::Bare && phrase.opening != Opening::None => {
                Some(Strength::Bare)
            }
            Class::Drill => None,
            // `the presidential election`: there is one at a time.
            Class::Election if modified && definite && !head.plural => Some(Strength::Strong),
            Class::Visit => self.visit_strength(phrase, head, proper, general),
            Class::Show if !proper => Some(general.min(Strength::Weak)),
            _ => Some(general),
        }
    }

    /// Whether it takes a day or a verb to make it an event: talks may be a process, and `a conference for
    /// farmers` one of many.
    pub(super) fn is_unsure(&self, phrase: &Phrase, head: &Head, number: Option<u16>) -> bool {
        let row = self.row;
        let article = usize::from(phrase.opening != Opening::None);
        let at = matches!(
            row.lower(phrase.start.wrapping_sub(1 + article)),
            "at" | "during" | "after" | "following" | "since" | "in" | "before" | "from" | "to"
        );
        match (number, phrase.opening, head.class) {
            (Some(_), ..) => false,
            (_, Opening::A, Class::Talks) => true,
            // `at the Tarsk talks`
            (_, _, Class::Talks) if at => {
                !(phrase.start..phrase.first).any(|n| self.is_proper(n)) && !self.headline
            }
            (_, _, Class::Talks) => !self.headline,
            (_, Opening::A, Class::Visit) => true,
            (_, Opening::A, Class::Meeting | Class::Ceremony) => !at,
            _ => false,
        }
    }

    /// A visit needs who went or where to.
    fn visit_strength(
        &self,
        phrase: &Phrase,
        head: &Head,
        proper: bool,
        general: Strength,
    ) -> Option<Strength> {
        let to = phrase
            .tails
            .iter()
            .any(|t| matches!(self.row.lower(t.preposition), "to" | "of" | "by"));
        let whose = phrase.opening == Opening::Its
            || (phrase.start..phrase.first).any(|n| self.row.lower(n) == "'s");
        match (to, whose, proper) {
            (true, _, true) => Some(Strength::Strong),
            (true, true, _) | (_, _, true) => Some(Strength::Weak),
            (true, ..) if head.kind == "visit" => Some(Strength::Weak),
            _ => (general == Strength::Bare).then_some(Strength::Bare),
        }
    }
}
