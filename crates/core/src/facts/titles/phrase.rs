//! Phrases that name a post: `first deputy minister of agriculture of Vendria`.

use crate::{
    facts::people::{lexicon::Class, tokens::Token},
    text::Span,
};

/// A phrase with a post as its head, in words of a line.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its first word, articles, praise and words of time before it included.
    pub(super) from: usize,
    /// The first word of the title.
    pub(super) start: usize,
    /// The noun.
    pub(super) head: usize,
    /// The word behind it.
    pub(super) end: usize,
    /// Whether the noun names several people.
    pub(super) plural: bool,
    /// `former`, `acting`, `newly elected`.
    pub(super) when: Option<String>,
}

impl Phrase {
    /// Its bytes, without what stands before the title.
    pub(super) fn span(&self, tokens: &[Token<'_>]) -> Span {
        let start = tokens.get(self.start).map_or(0, |t| t.span.start);
        let end = self.end.checked_sub(1).and_then(|n| tokens.get(n));
        Span::new(start, end.map_or(start, |t| t.span.end.max(start)))
    }
}

/// A line as titles are read from it.
pub(super) struct Words<'t, 'p> {
    pub(super) tokens: &'t [Token<'p>],
    /// Which words are names of people.
    pub(super) named: Vec<bool>,
    /// Where a body ends whose name starts with a word.
    pub(super) bodies: Vec<Option<usize>>,
}

/// Words before a noun at most.
const BEFORE: usize = 12;
/// Small words among them at most.
const SMALL: usize = 3;
/// Words that say whose a post is at most.
const POSSESSOR: usize = 6;
/// Words behind a noun at most.
const BEHIND: usize = 40;

impl<'t, 'p> Words<'t, 'p> {
    pub(super) fn get(&self, n: usize) -> Option<&'t Token<'p>> {
        self.tokens.get(n)
    }

    pub(super) fn is(&self, n: usize, words: &[&str]) -> bool {
        self.get(n).is_some_and(|t| words.contains(&&*t.lower))
    }

    pub(super) fn is_named(&self, n: usize) -> bool {
        self.named.get(n).copied().unwrap_or(false)
    }

    /// All phrases, in order; none overlaps another.
    pub(super) fn phrases(&self) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = Vec::new();
        let mut n = 0;
        while n < self.tokens.len() {
            let floor = out.last().map_or(0, |p| p.end);
            match self.head(n).and_then(|head| self.phrase(floor, head)) {
                Some(phrase) => {
                    n = phrase.end;
                    out.push(phrase);
                }
                None => n += 1,
            }
        }
        out
    }

    /// The noun of the phrase whose first noun stands here: `General Secretary`, `deputy department head`.
    fn head(&self, n: usize) -> Option<usize> {
        if !self.is_noun(n) {
            return None;
        }
        let mut head = n;
        let mut next = n + 1;
        while next <= head + 3 && self.same(head, next) && !self.is_named(next) {
            let rank = |n: usize| {
                self.get(n)
                    .is_some_and(|t| t.is(Class::RANK) && !t.is(Class::POST))
            };
            if self.is_noun(next) && (!rank(next) || rank(head)) {
                head = next;
            } else if !self.is_premodifier(next) {
                break;
            }
            next += 1;
        }
        // `the General Staff`, `the Prime Minister's Office`
        let body = self.get(head + 1).is_some_and(|after| {
            after.capital
                && !self.is_named(head + 1)
                && self.same(head, head + 1)
                && after.is(Class::BODY.or(Class::FACILITY).or(Class::BEARER))
                && !after.is(Class::POST)
        });
        (!body).then_some(head)
    }

    /// Whether a word can be the noun of a title.
    fn is_noun(&self, n: usize) -> bool {
        let Some(token) = self.get(n).filter(|_| !self.is_named(n)) else {
            return false;
        };
        if token.is(Class::RANK) && token.capital {
            return self.is_named(n + 1) || self.get(n + 1).is_some_and(|t| t.is(Class::POST));
        }
        let post = token.is(Class::POST) || timed(&token.lower).is_some();
        // `heads the delegation`, `to lead`; `general` and `major` are mostly no nouns.
        let verb = !token.capital
            && (matches!(token.tag, 'z' | 'd' | 'p')
                || n > 0 && self.is(n - 1, &["to"]) && token.tag == 'v');
        let adjective = !token.capital
            && matches!(
                &*token.lower,
                "general" | "major" | "principal" | "count" | "fellow" | "expert" | "executive"
            )
            && !self.is(n + 1, &["of", ",", "and", ".", ";", ":", "(", "who", "at"])
            && !self.is_named(n + 1)
            && !self.get(n + 1).is_none_or(Token::is_verb);
        let lady = self.is(n, &["lady", "gentleman"]) && self.is(n.wrapping_sub(1), &["first"]);
        if lady {
            return true;
        }
        post && !verb && !adjective || self.is_worker(n)
    }

    /// `worker of the Tarsk Steel Works`: other nouns for people, where a body stands behind them.
    fn is_worker(&self, n: usize) -> bool {
        self.get(n)
            .is_some_and(|t| t.is(Class::PERSON) && !t.is_verb())
            && self.is(n + 1, &["of", "at", "for"])
            && (n + 2..n + 10)
                .map_while(|k| {
                    self.get(k)
                        .filter(|t| t.capital || t.tag == 'D' || t.tag == 'o')
                })
                .any(|t| t.capital && t.is(Class::BODY.or(Class::FACILITY)))
    }

    fn same(&self, a: usize, b: usize) -> bool {
        match (self.get(a), self.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    /// The phrase of a noun. `floor`: nothing before it belongs to it.
    fn phrase(&self, floor: usize, head: usize) -> Option<Phrase> {
        let start = self.start(floor, head);
        let (from, mut when) = self.before(floor, start);
        if when.is_none() {
            when = self
                .get(head)
                .and_then(|t| timed(&t.lower))
                .map(str::to_owned);
        }
        let end = self.complement(head + 1);
        let token = self.get(head)?;
        Some(Phrase {
            from,
            start,
            head,
            end,
            plural: is_plural(&token.lower),
            when,
        })
    }

    /// The first word of a title with its noun at `head`.
    fn start(&self, floor: usize, head: usize) -> usize {
        let mut start = head;
        let mut small = 0;
        while start > floor && head - start < BEFORE {
            let n = start - 1;
            let Some(token) = self.get(n) else { break };
            if !self.same(n, head)
                || self.is_named(n)
                || token.is(Class::WHEN.or(Class::HONORIFIC)) && !token.is(Class::MODIFIER)
            {
                break;
            }
            let opens = n == 0
                || !self.same(n - 1, n)
                || self
                    .get(n - 1)
                    .is_some_and(|b| b.tag == '.' && !matches!(&*b.lower, "," | "." | "-" | "/"));
            // `support Justice Orel`: a small word before a capital title is another's.
            let small_before = !token.upper
                && !token.is(Class::MODIFIER.or(Class::NATION).or(Class::POST))
                && self.get(n + 1).is_some_and(|t| t.capital);
            if small_before
                && token.lower != "'s"
                && !matches!(&*token.lower, "and" | "&" | "'" | "-" | ".")
            {
                break;
            }
            let inner = match &*token.lower {
                // `the People's Assembly speaker`, but `Vendria's minister`
                "'s" | "'" | "’" => {
                    n > floor
                        && self.get(n - 1).is_some_and(|t| {
                            t.capital && t.is(Class::COMMON) && !t.is(Class::PLACE)
                        })
                }
                // `Minister of …` is its own phrase: here `Trade and Industry Minister`
                "and" | "&" if n > floor => {
                    let both = |k: usize| {
                        self.get(k).is_some_and(|t| t.capital && !t.is(Class::POST))
                            && !self.is_named(k)
                    };
                    let capitals =
                        both(n - 1) && both(n + 1) && self.get(head).is_some_and(|t| t.capital);
                    // `scientific and technical director`
                    let adjective = |k: usize| {
                        self.get(k)
                            .is_some_and(|t| t.tag == 'j' && !t.capital && !t.is(Class::PRAISE))
                    };
                    capitals || adjective(n - 1) && adjective(n + 1)
                }
                "-" | "and" | "&" => false,
                _ => {
                    let capital = token.capital
                        && !(opens && !self.is_premodifier(n))
                        && !token.is(Class::DAY.or(Class::OTHER));
                    capital || self.is_premodifier(n)
                }
            };
            if !inner {
                break;
            }
            small += usize::from(!token.capital && !token.is(Class::MODIFIER.or(Class::POST)));
            if small > SMALL {
                break;
            }
            start = n;
        }
        // A mark opens no title; of `U.S. President` the letters may be cut.
        while start < head
            && self
                .get(start)
                .is_some_and(|t| t.tag == '.' || matches!(&*t.lower, "'s" | "and" | "&"))
        {
            start += 1;
        }
        // `senior` and the like stay; praise does not.
        while start < head
            && self
                .get(start)
                .is_some_and(|t| t.is(Class::PRAISE) && !t.is(Class::MODIFIER))
        {
            start += 1;
        }
        start
    }

    /// Whether a word before a post belongs to it.
    fn is_premodifier(&self, n: usize) -> bool {
        self.get(n).is_some_and(|t| {
            let word = t.lower.chars().any(char::is_alphabetic);
            let verbal = t.tag == '?' && ["ing", "ed", "ly"].iter().any(|e| t.lower.ends_with(e));
            let noun =
                matches!(t.tag, 'n' | 'j' | 'N' | '?' | 'u') && !verbal || t.upper && t.tag == 'x';
            // `South Vendrian`
            let compass = t.upper
                && matches!(
                    &*t.lower,
                    "south" | "north" | "east" | "west" | "new" | "saudi" | "sri"
                )
                && self
                    .get(n + 1)
                    .is_some_and(|t| t.is(Class::NATION.or(Class::PLACE)));
            // `US`, `EU`
            let letters = t.initials && t.lower.len() < 6;
            word && !t.is(Class::DAY)
                && (letters
                    || compass
                    || t.is(Class::MODIFIER.or(Class::NATION).or(Class::POST))
                    || noun && (t.capital || n > 0))
        })
    }

    /// Articles, praise and words of time before a title: where they start, and the time.
    fn before(&self, floor: usize, start: usize) -> (usize, Option<String>) {
        let mut from = start;
        let mut when: Vec<&str> = Vec::new();
        while from > floor && self.same(from - 1, start) && !self.is_named(from - 1) {
            let Some(token) = self.get(from - 1) else {
                break;
            };
            if token.is(Class::WHEN) {
                when.insert(0, &token.lower);
            } else if !(token.is(Class::PRAISE)
                || matches!(
                    &*token.lower,
                    "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our"
                ))
            {
                break;
            }
            from -= 1;
            if from + 6 < start {
                break;
            }
        }
        let from = self.possessor(floor, from).unwrap_or(from);
        (from, (!when.is_empty()).then(|| when.join(" ")))
    }

    /// Where the words begin that say whose post it is: `the group's chief executive`.
    fn possessor(&self, floor: usize, start: usize) -> Option<usize> {
        let mark = start.checked_sub(1).filter(|n| *n > floor)?;
        if !self.same(mark, start) || !self.is(mark, &["'s", "'"]) {
            return None;
        }
        let mut from = mark;
        while from > floor && mark - from < POSSESSOR && self.same(from - 1, start) {
            let token = self.get(from - 1)?;
            let article = matches!(&*token.lower, "the" | "a" | "an" | "its" | "their" | "our");
            let noun = token.capital
                || matches!(token.tag, 'n' | 's' | 'j' | '?') && from == mark
                || token.is(Class::NATION.or(Class::MODIFIER));
            if !(article || noun) || token.tag == '.' {
                break;
            }
            from -= 1;
            if article {
                break;
            }
        }
        (from < mark).then_some(from)
    }

    /// Where a title ends that goes on with `of …`.
    fn complement(&self, from: usize) -> usize {
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
                    "in" => to_place || self.is(n + 1, &["charge"]),
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
        if self.is_named(n) || token.is(Class::DAY) && token.capital && !dated {
            return false;
        }
        let word = token.lower.starts_with(char::is_alphanumeric);
        let capital = token.capital
            && !(token.is(Class::POST) && self.is_named(n + 1))
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

    fn is_time(&self, n: usize) -> bool {
        self.get(n).is_some_and(|t| {
            t.is(Class::DAY) && t.upper
                || t.lower.len() == 4 && t.lower.chars().all(|c| c.is_ascii_digit())
        })
    }

    /// `Defence and Security` goes on; `… and secretary of …` is another title.
    fn and(&self, n: usize) -> Step {
        let token = self.get(n).map_or("", |t| &*t.lower);
        if token == "as" {
            return Step::Stop;
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
        if three { Step::Link(1) } else { Step::Stop }
    }
}

/// What a word is behind the noun of a title.
enum Step {
    /// A part of it.
    Word,
    /// A part of it if something follows: so many words on.
    Link(usize),
    Stop,
}

/// `then-President`, `ex-minister`: the word of time in it.
fn timed(lower: &str) -> Option<&str> {
    let (time, post) = lower.split_once('-')?;
    let post = crate::facts::people::lexicon::class(post).is(Class::POST);
    (matches!(time, "then" | "ex" | "former") && post).then_some(time)
}

/// Whether the noun of a title names several people.
pub(super) fn is_plural(lower: &str) -> bool {
    let irregular =
        lower.ends_with("men") || lower.ends_with("people") || lower.starts_with("secretaries");
    irregular
        || lower.ends_with('s')
            && !lower.ends_with("ss")
            && !lower.ends_with("us")
            && !matches!(lower, "generalissimos-" | "emeritus" | "charges")
}
