//! What belongs to a title behind its noun: `minister | of agriculture and food of Vendria`.

use super::phrase::Words;
use crate::facts::people::{lexicon::Class, tokens::Token};

/// Words before a noun at most.
const BEFORE: usize = 12;
/// Words behind a noun at most.
const BEHIND: usize = 40;

/// What a word is behind the noun of a title.
enum Step {
    /// A part of it.
    Word,
    /// A part of it if something follows: so many words on.
    Link(usize),
    Stop,
}
impl Words<'_, '_> {
    /// Where a title ends that goes on with `of …`.
    pub(super) fn complement(&self, from: usize) -> usize {
        let mut end = from;
        let mut n = from;
        // `chairman (acting) of`, `(NDC)` and the like stand inside.
        while n < from + BEHIND {
            let Some(token) = self.get(n).filter(|_| n == 0 || self.same(n - 1, n)) else {
                break;
            };
            if self.is_named(n) {
                break;
            }
            if let Some(body) = self.bodies.get(n).copied().flatten().filter(|_| n > from) {
                n = body.max(n + 1);
                end = n;
                continue;
            }
            match self.step(n, from, token) {
                Step::Word => {
                    n += 1;
                    end = n;
                }
                Step::Link(words) => n += words,
                Step::Stop => break,
            }
        }
        end
    }

    /// What a word is behind the noun of a title.
    fn step(&self, n: usize, from: usize, token: &Token<'_>) -> Step {
        let next = |k: usize| self.get(n + k);
        let starts = |k: usize| {
            next(k).is_some_and(|t| self.is_inner(n + k, t))
                || self.is(n + k, &["the", "a", "an", "its"])
        };
        let first = n == from;
        match &*token.lower {
            "of" => {
                if starts(1) {
                    Step::Link(1)
                } else {
                    Step::Stop
                }
            }
            // `senator from Tarsk`
            "from"
                if first
                    && next(1).is_some_and(|t| t.capital && t.is(Class::PLACE))
                    && self.is(
                        n.wrapping_sub(1),
                        &[
                            "senator",
                            "congressman",
                            "congresswoman",
                            "representative",
                            "lawmaker",
                            "delegate",
                            "legislator",
                        ],
                    ) =>
            {
                Step::Link(1)
            }
            "for" | "to" | "at" | "in" | "on" | "under" | "with" if !self.is_time(n + 1) => {
                let after_noun = first
                    || token.lower == "with"
                    || matches!(&*token.lower, "for" | "at" | "in" | "to" | "under")
                    || self
                        .get(n.wrapping_sub(1))
                        .is_some_and(|t| t.is(Class::BODY));
                let to_place = next(1).is_some_and(|t| t.capital)
                    || self.is(n + 1, &["the", "its"]) && next(2).is_some_and(|t| t.capital);
                let inner = match &*token.lower {
                    // `Committee for Cultural Relations with Foreign Countries`
                    "with" => {
                        to_place
                            && self.get(n.wrapping_sub(1)).is_some_and(|t| t.capital)
                            && next(1).is_some_and(|t| t.capital)
                    }
                    "on" => {
                        to_place
                            && self
                                .get(n.wrapping_sub(1))
                                .is_some_and(|t| t.is(Class::BODY.or(Class::POST)))
                    }
                    "in" if !first => to_place,
                    "in" => to_place || self.is(n + 1, &["charge"]) || self.learned(n),
                    // `adviser to the government`
                    "to" if first => to_place || self.serves(n + 1),
                    "at" => {
                        (to_place || starts(1))
                            && !(n + 1..n + 3).any(|k| {
                                self.is(
                                    k,
                                    &[
                                        "time",
                                        "moment",
                                        "end",
                                        "start",
                                        "beginning",
                                        "age",
                                        "helm",
                                        "least",
                                    ],
                                )
                            })
                    }
                    _ => to_place || first && starts(1) && token.lower != "to",
                };
                if after_noun && inner {
                    Step::Link(1)
                } else {
                    Step::Stop
                }
            }
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" if !first => Step::Link(1),
            "'s" | "'" | "’" if !first => Step::Word,
            "and" | "&" | "as" if !first => self.and(n),
            "(" => {
                let short = next(1).is_some_and(|t| t.initials) && self.is(n + 2, &[")"]);
                if short && !first {
                    Step::Link(3)
                } else {
                    Step::Stop
                }
            }
            ")" => Step::Stop,
            "," => self.comma(n),
            _ if first => Step::Stop,
            _ if self.is_inner(n, token) => Step::Word,
            _ => Step::Stop,
        }
    }

    /// Whether a word belongs to what stands behind `of`.
    fn is_inner(&self, n: usize, token: &Token<'_>) -> bool {
        // `the February 20 Factory`, but `on February 20`
        let dated = self.is(n.wrapping_sub(1), &["the"])
            && (n + 1..n + 4).any(|k| {
                self.get(k)
                    .is_some_and(|t| t.capital && t.is(Class::BODY.or(Class::FACILITY)))
            });
        let time = self.is(n, &["last", "next", "this", "earlier"])
            && self.is(
                n + 1,
                &[
                    "year", "month", "week", "spring", "summer", "autumn", "fall", "winter",
                    "decade", "century", "this",
                ],
            );
        if self.is_named(n) || time || token.is(Class::DAY) && token.capital && !dated {
            return false;
        }
        let word = token.lower.starts_with(char::is_alphanumeric);
        let capital = token.capital
            && !(token.is(Class::POST.or(Class::RANK)) && self.is_named(n + 1))
            && !token.is(Class::HONORIFIC);
        let small = !token.capital
            && !token.is(Class::WHEN)
            && matches!(token.tag, 'n' | 's' | 'j' | '?' | '0' | 'N' | 'x' | 'v' | 'g')
            // `attending`, `presided`: a participle behind a whole name is no part of it.
            && !(matches!(token.tag, 'x' | 'g' | 'v') && !self.is(n.wrapping_sub(1), &["of", "for", "and", "the", "-", "'s"]));
        word && (capital || small || self.is_ordinal(token))
    }

    fn is_ordinal(&self, token: &Token<'_>) -> bool {
        token.lower.starts_with(|c: char| c.is_ascii_digit())
            && (token.lower.ends_with("th")
                || token.lower.ends_with("st")
                || token.lower.ends_with("nd")
                || token.lower.ends_with("rd")
                || token.lower.len() <= 2)
    }

    /// Whether a field stands behind the `in` of somebody learned: `researcher in the history of law`.
    fn learned(&self, n: usize) -> bool {
        let head = self.is(
            n.wrapping_sub(1),
            &[
                "researcher",
                "lecturer",
                "professor",
                "expert",
                "specialist",
                "reader",
                "fellow",
                "instructor",
                "consultant",
            ],
        );
        let the = usize::from(self.is(n + 1, &["the"]));
        let noun = self
            .get(n + 1 + the)
            .is_some_and(|t| matches!(t.tag, 'n' | 'j' | 's') && !t.is(Class::DAY));
        head && noun && (the == 0 || self.is(n + 3, &["and", "of"]))
    }

    /// Whether a body or a post in small letters stands behind `to`: `to the government`, `to head of trade`.
    fn serves(&self, n: usize) -> bool {
        let noun = n + usize::from(self.is(n, &["the", "its"]));
        let bare = || {
            self.get(n)
                .is_some_and(|t| t.is(Class::POST) && !t.is_verb())
        };
        (noun > n || bare())
            && (noun..noun + 3)
                .take_while(|k| !self.is_named(*k))
                .any(|k| {
                    self.get(k)
                        .is_some_and(|t| t.is(Class::POST.or(Class::BODY)))
                })
    }

    fn is_time(&self, n: usize) -> bool {
        let month = n > 0 && self.is(n, &["may", "march", "august"]) && self.is(n - 1, &["in"]);
        self.get(n).is_some_and(|t| {
            (t.is(Class::DAY) || month) && t.upper
                || t.lower.len() == 4 && t.lower.chars().all(|c| c.is_ascii_digit())
        })
    }

    /// `Defence and Security` goes on; `… and secretary of …` is another title.
    fn and(&self, n: usize) -> Step {
        let token = self.get(n).map_or("", |t| &*t.lower);
        if token == "as" {
            return Step::Stop;
        }
        // `professor of law and of history`
        if self.is(n + 1, &["of"]) {
            return Step::Link(1);
        }
        let mut k = n + 1;
        while k < n + BEFORE {
            let Some(token) = self.get(k).filter(|_| self.same(n, k)) else {
                break;
            };
            if self.is_named(k) {
                return Step::Stop;
            }
            if self.is_noun(k) && self.head(k).is_some() {
                return Step::Stop;
            }
            if token.is(Class::WHEN) && k == n + 1 {
                return Step::Stop;
            }
            let goes_on = token.capital
                || self.is_premodifier(k)
                || matches!(&*token.lower, "the" | "a" | "an" | "its" | "'s");
            if !goes_on {
                break;
            }
            k += 1;
        }
        let next = self.get(n + 1).filter(|_| self.same(n, n + 1));
        let before = self.get(n.wrapping_sub(1));
        let inner = next.is_some_and(|t| {
            let the = self.is(n + 1, &["the"]) && self.get(n + 2).is_some_and(|t| t.capital);
            t.capital && self.is_inner(n + 1, t)
                || the && before.is_some_and(|b| b.capital)
                || !t.capital
                    && before.is_some_and(|b| !b.capital)
                    && self.is_inner(n + 1, t)
                    && matches!(t.tag, 'n' | 's' | 'j' | '?')
        });
        if inner { Step::Link(1) } else { Step::Stop }
    }

    /// `the C.C., WPK` goes on: short forms of the whole behind short forms of the part. So do lists of
    /// three with a last `and` inside one name: `Ministry of Agriculture, Food and Fisheries`.
    fn comma(&self, n: usize) -> Step {
        let before = self.get(n.wrapping_sub(1));
        let short = |t: &Token<'_>| t.lower.contains('.') && t.capital && t.lower.len() < 8;
        let the = usize::from(self.is(n + 1, &["the"]));
        let whole = self
            .get(n + 1 + the)
            .is_some_and(|t| t.initials && !self.is_named(n + 1 + the));
        let ends = self
            .get(n + 2 + the)
            .is_none_or(|t| !t.capital || !self.same(n, n + 2 + the))
            || self.is_named(n + 2 + the);
        if before.is_some_and(|t| short(t) || t.lower == "committee") && whole && ends {
            return Step::Link(1 + the);
        }
        let capital = |k: usize| {
            self.get(n + k).is_some_and(|t| {
                t.capital && !t.is(Class::POST.or(Class::DAY)) && !t.initials && t.is(Class::COMMON)
            }) && !self.is_named(n + k)
        };
        let three = capital(1)
            && self.is(n + 2, &["and", "&"])
            && capital(3)
            && before.is_some_and(|t| t.capital && t.is(Class::COMMON) && !t.is(Class::BODY))
            && !self.is_named(n + 4)
            && !self
                .get(n + 4)
                .is_some_and(|t| t.is(Class::POST) || t.capital);
        // `leader of the Party of Vendria, state and army`
        let small = |k: usize| {
            self.get(n + k)
                .is_some_and(|t| !t.capital && t.tag == 'n' && !t.is(Class::POST))
        };
        let small_three =
            small(1) && self.is(n + 2, &["and"]) && small(3) && self.is(n + 4, &["of"]);
        if three || small_three {
            Step::Link(1)
        } else {
            Step::Stop
        }
    }
}
