//! Where the name of a body ends: its number, its tails (`of the Ministry`, `for Refugees`), letters in
//! brackets.

use super::{Scan, lists::is_common};
use crate::facts::organs::lexicon::Role;

/// Of-tails of one name at most.
const TAILS: usize = 4;
/// Words of one tail at most.
const TAIL: usize = 8;

impl Scan<'_, '_> {
    /// The end of a name with its number and its tails.
    pub(super) fn right(&self, head: usize, until: usize) -> usize {
        let mut end = until;
        if self.names_number(end)
            && self.lower(end).chars().all(|c| c.is_ascii_digit())
            && self.is_head(head)
        {
            end += 1;
        }
        if self.role(head) == Some(Role::Company) {
            return self.company(end);
        }
        // What follows belongs to the last noun: `Secretariat of the Committee for Peace`.
        let mut noun = head;
        for _ in 0..TAILS {
            let Some(next) = self.tail(noun, end) else {
                break;
            };
            end = next;
            if self.is_head(end - 1) {
                noun = end - 1;
            }
        }
        // `Vendrian Party's secretariat`
        let part = self.line.keys().get(end + 1).copied().flatten();
        if matches!(self.lower(end), "'s" | "'")
            && part.is_some_and(|key| self.index.is_part(key))
            && self.linked
        {
            end += 2;
        }
        end + self.brackets(end)
    }

    /// The end of `of` with the name of a state that follows a listed name.
    pub(super) fn of_state(&self, end: usize) -> usize {
        let article = usize::from(self.lower(end + 1) == "the");
        let state = self.state_from(end + 1 + article);
        let end = match state.filter(|_| self.lower(end) == "of") {
            Some(length) => end + 1 + article + length.max(1),
            None => end,
        };
        end + self.brackets(end)
    }

    /// Words of letters in brackets that begin at a word.
    pub(super) fn brackets(&self, n: usize) -> usize {
        let letters = self
            .word(n + 1)
            .is_some_and(|w| w.initials && w.lower.len() <= 8);
        if self.lower(n) == "(" && self.lower(n + 2) == ")" && letters {
            3
        } else {
            0
        }
    }

    /// `Co., Ltd.`: what ends a company's name may come twice.
    fn company(&self, end: usize) -> usize {
        let mut end = end;
        let mut n = end;
        while matches!(self.lower(n), "." | ",") && n < end + 2 {
            n += 1;
        }
        if n > end && self.role(n) == Some(Role::Company) {
            end = n + 1;
        }
        end
    }

    /// The end of one tail (`of the Ministry`, `for Refugees`), if one begins at a word.
    fn tail(&self, head: usize, end: usize) -> Option<usize> {
        let mut n = end;
        // `Commission (NDC) of the Republic`
        n += self.brackets(n);
        // `C.C., the Vendrian Red Party`: the comma after an abbreviation stands for `of`.
        let comma = self.abbreviation_comma(n);
        n = comma.unwrap_or(n);
        let joint = if comma.is_some() { "," } else { self.lower(n) };
        // A name that is no noun of a body takes no tail (`President of the State Affairs of Vendria`).
        let noun = self.is_head(head)
            || self.word(head).is_some_and(|w| w.initials || !w.capital)
            || matches!(self.lower(head), "committee" | "presidium");
        let allowed = match joint {
            "," => true,
            "of" => noun && !matches!(self.role(head), Some(Role::Company | Role::Press)),
            "to" => self.lower(head) == "mission",
            // `Society for Cultural Relations with Foreign Countries`
            "with" => {
                let last = self.lower(end.saturating_sub(1));
                matches!(
                    last,
                    "relations" | "cooperation" | "friendship" | "solidarity"
                )
            }
            "on" => self.takes_purpose(head) && self.lower(head) != "party",
            "for" => self.takes_purpose(head),
            "in" => self.is_abroad(head, n),
            "under" => false,
            _ => false,
        };
        if !allowed {
            return None;
        }
        if joint != "," {
            n += 1;
        }
        if self.lower(n) == "the" {
            n += 1;
        }
        let first = self.word(n)?;
        // `Committee on March 3`
        if first.tag == 'u' && matches!(joint, "on" | "for") {
            return None;
        }
        let state = self.state_from(n).is_some();
        let capital = self.is_capital(n) || self.atom_from(n).is_some() || state;
        let ordinal = first.tag == '0' && self.is_capital(n + 1);
        if !capital && !ordinal {
            return None;
        }
        let end = self.phrase(head, n)?;
        // After a comma only another body can be meant.
        let body = joint != ","
            || self.word(end - 1).is_some_and(|w| w.initials)
            || self.is_head(end - 1)
            || self.atom_over(end - 1).is_some()
            || (n..end).any(|n| self.is_head(n));
        body.then_some(end)
    }

    /// The word after the comma that follows an abbreviation with stops.
    fn abbreviation_comma(&self, n: usize) -> Option<usize> {
        let short = self
            .before(n)
            .and_then(|b| self.word(b))?
            .lower
            .contains('.');
        let mut at = n;
        if self.lower(at) == "." {
            at += 1;
        }
        (short && self.lower(at) == ",").then_some(at + 1)
    }

    /// Heads that take `for` and `on` with what they are for.
    fn takes_purpose(&self, head: usize) -> bool {
        matches!(
            self.lower(head),
            "party"
                | "committee"
                | "subcommittee"
                | "commission"
                | "center"
                | "centre"
                | "institute"
                | "institution"
                | "council"
                | "office"
                | "agency"
                | "department"
                | "bureau"
                | "association"
                | "foundation"
                | "organization"
                | "organisation"
                | "society"
                | "fund"
                | "authority"
                | "court"
                | "union"
                | "ministry"
                | "school"
                | "board"
                | "coalition"
                | "alliance"
                | "network"
                | "bank"
                | "forum"
                | "front"
                | "movement"
                | "directorate"
                | "academy"
                | "administration"
                | "group"
                | "mission"
                | "tribunal"
                | "federation"
                | "league"
                | "partnership"
                | "service"
                | "campaign"
        )
    }

    /// Weak heads that an of-tail makes a name of, without a modifier (`Board of Governors`).
    pub(super) fn takes_members(&self, head: usize) -> bool {
        matches!(
            self.lower(head),
            "board"
                | "center"
                | "centre"
                | "office"
                | "group"
                | "council"
                | "forum"
                | "command"
                | "synod"
                | "movement"
                | "front"
                | "branch"
                | "chapter"
        )
    }

    /// `Vendrian Union in Tarsk`: a body of compatriots abroad, and an embassy.
    fn is_abroad(&self, head: usize, joint: usize) -> bool {
        let embassy = matches!(self.lower(head), "embassy" | "consulate");
        let union = matches!(
            self.lower(head),
            "union" | "association" | "federation" | "confederation" | "league" | "residents"
        );
        let state = self.state_from(joint + 1).is_some();
        state && (embassy || union && self.lower(joint.saturating_sub(1)) != ",")
    }

    /// The end of the words of a tail that begins at a word.
    fn phrase(&self, head: usize, start: usize) -> Option<usize> {
        let end = self.chunk(start)?;
        // `of Electronics and Information Technology`: of what, and no body.
        let weak = matches!(self.role(start), Some(Role::Weak | Role::Press));
        let subject = end == start + 1 && weak;
        if self.is_head(end - 1) && !subject
            || self.state_from(start).is_some_and(|s| start + s == end)
        {
            return Some(end);
        }
        // `for Implementing the Declaration`
        if self.word(end - 1)?.tag == 'g' && end == start + 1 && self.lower(end) == "the" {
            let run = self.run(end + 1);
            if run > end + 1 {
                let joined = matches!(self.lower(run), "and") && self.is_capital(run + 1);
                return Some(if joined { self.run(run + 1) } else { run });
            }
        }
        Some(self.listing(head, end))
    }

    /// The end of a list that goes on a tail: `of Land, Infrastructure and Transport`.
    pub(super) fn listing(&self, head: usize, start: usize) -> usize {
        let mut end = start;
        while end - start < TAIL {
            let Some(next) = self.joined(head, end) else {
                break;
            };
            end = next;
        }
        end
    }

    /// A stretch of capital words after a joint: a state, a listed name, or words up to a head or post.
    fn chunk(&self, start: usize) -> Option<usize> {
        if let Some(atom) = self.atom_from(start).filter(|a| !self.is_capital(a.end)) {
            return Some(atom.end);
        }
        let run = self.run(start).min(start + TAIL);
        let run = if run == start { start + 1 } else { run };
        let run = (start..run)
            .find(|n| {
                matches!(self.lower(*n), "'s" | "'")
                    && self.atom_over(*n).is_none()
                    && !self.owns(*n)
            })
            .unwrap_or(run);
        let heads = (start..run)
            .rev()
            .find(|n| self.is_head(*n) || self.atom_over(*n).is_some_and(|a| a.end == n + 1));
        // `Ministry of Natural Resources Ecology`: a weak noun inside heads nothing.
        let inner = |last: usize| {
            matches!(self.role(last), Some(Role::Weak | Role::Press)) && last + 1 < run
        };
        let heads = heads.filter(|last| !inner(*last));
        if let Some(last) = heads.filter(|last| !(start..*last).any(|n| self.stops(n))) {
            return Some(last + 1);
        }
        // `of Vendrian design`: of what kind, and not of whom.
        let noun = |n: usize| {
            self.word(n)
                .is_some_and(|w| matches!(w.tag, 'n' | 's') && !w.capital)
        };
        if self.is_adjective(start) && run == start + 1 && noun(run) {
            return None;
        }
        if let Some(length) = self
            .state_from(start)
            .filter(|l| !self.is_adjective(start) || start + l >= run)
        {
            return Some(start + length.max(1));
        }
        let mut end = start;
        while end < run && !self.stops(end) {
            end += 1;
        }
        // An office may be a person's (`Office of the President`).
        if end == start && self.role(start) == Some(Role::Title) {
            end = start + 1;
        }
        (end > start).then_some(end)
    }

    /// Posts, meetings and places end the words of a tail.
    fn stops(&self, n: usize) -> bool {
        let posts = self.role(n) == Some(Role::Title) && !matches!(self.lower(n), "general");
        posts && !(self.lower(n) == "governors")
    }

    /// Whether a word heads names and has no other use (`Services` of `Health and Human Services` has one).
    pub(super) fn is_sure_head(&self, n: usize) -> bool {
        self.is_head(n) && !matches!(self.role(n), Some(Role::Weak | Role::Press))
    }

    /// The end of a further member of a tail's list, if one begins at a word.
    fn joined(&self, head: usize, end: usize) -> Option<usize> {
        let listing = matches!(
            self.lower(head),
            "ministry"
                | "department"
                | "committee"
                | "commission"
                | "institute"
                | "academy"
                | "bureau"
                | "school"
                | "university"
                | "college"
                | "society"
                | "council"
                | "center"
                | "centre"
                | "agency"
                | "directorate"
                | "office"
                | "faculty"
                | "subcommittee"
                | "union"
                | "association"
                | "federation"
                | "organization"
                | "organisation"
                | "board"
                | "chamber"
                | "bank"
                | "party"
                | "front"
                | "movement"
        );
        let common = |n: usize| {
            let word = self.word(n)?;
            // `Telecommunications` heads names and says what a ministry is for.
            let known = is_common(word) || self.role(n) == Some(Role::Weak);
            let fits =
                word.capital && known && self.role(n) != Some(Role::Title) && !self.is_state(n);
            (fits && !(self.is_head(n) && self.lower(n + 1) == "of")).then_some(n)
        };
        let last = end.checked_sub(1)?;
        let first = common(last).is_some()
            || self.is_capital(last) && !self.is_state(last) && self.atom_over(last).is_none();
        if !listing || !first {
            return None;
        }
        match self.lower(end) {
            "and" | "&" => {
                let n = common(end + 1)?;
                // A list of bodies is not a list of what one is for.
                let run = self.run(n);
                let head = (n..run).any(|n| self.is_sure_head(n) || self.atom_over(n).is_some());
                (!head).then(|| self.chunk(n)).flatten()
            }
            "," => {
                let n = common(end + 1)?;
                let after = self.run(n);
                let goes_on = match self.lower(after) {
                    "and" | "&" => common(after + 1).is_some(),
                    "," => {
                        matches!(self.lower(after + 1), "and")
                            || common(after + 1).is_some() && self.lower(after + 2) == "and"
                    }
                    _ => false,
                };
                let head = (n..after).any(|n| self.is_head(n));
                (goes_on && !head).then_some(after)
            }
            _ => None,
        }
    }
}
