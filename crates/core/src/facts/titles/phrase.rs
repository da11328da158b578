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
    pub(super) fn head(&self, n: usize) -> Option<usize> {
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
    pub(super) fn is_noun(&self, n: usize) -> bool {
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
        // `professor of sociology and criminal justice`
        let court = [
            "chief",
            "associate",
            "supreme",
            "court",
            "the",
            "a",
            "as",
            "former",
            "retired",
        ];
        let subject =
            !token.capital && token.lower == "justice" && !self.is(n.wrapping_sub(1), &court);
        let assistant = token.lower == "assistant" && self.is(n + 1, &["to"])
            || token.lower == "associate" && self.is(n + 1, &["at", "for", "with"]);
        let lady = self.is(n, &["lady", "gentleman"]) && self.is(n.wrapping_sub(1), &["first"]);
        if lady || assistant {
            return true;
        }
        post && !verb && !adjective && !subject || self.is_worker(n)
    }

    /// `worker of the Tarsk Steel Works`, `a planner at Tarsk Transit`, `Tarsk University biologist Jan Orel`:
    /// other nouns for people, where a body stands beside them.
    fn is_worker(&self, n: usize) -> bool {
        let Some(token) = self.get(n).filter(|t| t.is(Class::PERSON) && !t.is_verb()) else {
            return false;
        };
        let behind = self.is(n + 1, &["of", "at", "for"])
            && (n + 2..n + 10)
                .map_while(|k| {
                    self.get(k)
                        .filter(|t| t.capital || t.tag == 'D' || t.tag == 'o')
                })
                .any(|t| t.capital && t.is(Class::BODY.or(Class::FACILITY)));
        behind || token.is(Class::JOB) && (self.employed(n) || self.employed_before(n))
    }

    /// `at Tarsk Transit`, `with the Osmar Times` behind a noun for work.
    fn employed(&self, n: usize) -> bool {
        let the = usize::from(self.is(n + 2, &["the"]));
        let shows = self.is(
            n,
            &[
                "anchor",
                "host",
                "hosts",
                "anchors",
                "presenter",
                "columnist",
            ],
        ) && self.is(n + 1, &["of"]);
        (shows || self.is(n + 1, &["at", "for", "with"]))
            && self.get(n + 2 + the).is_some_and(|t| {
                t.capital && !t.is(Class::DAY.or(Class::NATION).or(Class::HONORIFIC))
            })
            && !self.is_named(n + 2 + the)
    }

    /// `Tarsk University biologist Jan Orel`, `Lead Planner Ida Vesk`: a body or a capital word of the title
    /// right before a noun for work.
    fn employed_before(&self, n: usize) -> bool {
        // `Tarsk Post opinion writer`
        let small = |k: usize| {
            self.get(k)
                .is_some_and(|t| !t.upper && matches!(t.tag, 'n' | 'j') && !t.is(Class::WHEN))
        };
        let back = 1 + usize::from(n > 1 && small(n - 1));
        let Some(before) = n.checked_sub(back).filter(|b| self.same(*b, n)) else {
            return false;
        };
        let opens = before == 0 || !self.same(before - 1, before);
        let free = !self.is_named(before) && !self.is(before, &["the", "a", "an"]);
        let Some(word) = self.get(before).filter(|t| free && t.upper && t.capital) else {
            return false;
        };
        let body = word.initials || word.is(Class::BODY.or(Class::BRAND));
        let other = Class::NATION
            .or(Class::PLACE)
            .or(Class::DAY)
            .or(Class::BEARER)
            .or(Class::WHEN)
            .or(Class::PRAISE)
            .or(Class::OTHER)
            .or(Class::HONORIFIC);
        let plain = !word.is(other) && !word.lower.contains('-');
        let heads = self.is_named(n + 1);
        body && (heads || self.is(n + 1, &[",", ".", "who", "and"]))
            || plain && heads && !(opens && word.is(Class::COMMON))
    }

    pub(super) fn same(&self, a: usize, b: usize) -> bool {
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
        let end = self.complement(self.over_postposed(head + 1));
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

    /// The word behind what follows a noun and belongs to it: `professor emeritus`.
    fn over_postposed(&self, n: usize) -> usize {
        let same = self.same(n.saturating_sub(1), n);
        let word = self.is(n, &["emeritus", "emerita", "emeriti", "designate", "elect"]);
        // `Petty Officer Second Class`
        let class = self.is(n + 1, &["class"])
            && self.is(n, &["first", "second", "third", "1st", "2nd", "3rd"]);
        if class && same {
            return n + 2;
        }
        n + usize::from(word && same)
    }

    /// The first word of a title with its noun at `head`.
    fn start(&self, floor: usize, head: usize) -> usize {
        let mut start = head;
        let mut small = 0;
        while start > floor && head - start < BEFORE {
            let n = start - 1;
            let Some(token) = self.get(n) else { break };
            if let Some(name) = self.principal(n, floor, head) {
                start = name;
                break;
            }
            if !self.same(n, head)
                || self.is_named(n)
                || token.initials && matches!(&*token.lower, "he" | "h.e" | "h.e.")
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
                && !token.is(Class::MODIFIER.or(Class::POST))
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
                        && self.is_bodied(n + 1, head)
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

    /// Where the name begins of the one whom a post serves, if it ends at a word: `Orel spokeswoman Ida Vesk`.
    fn principal(&self, n: usize, floor: usize, head: usize) -> Option<usize> {
        if !(self.is_named(n) && self.is_named(head + 1) && self.same(n, head)) {
            return None;
        }
        let mut first = n;
        while first > floor && self.is_named(first - 1) && self.same(first - 1, n) {
            first -= 1;
        }
        let small = self.get(head).is_some_and(|t| !t.capital);
        (first == n || small && n - first < 3).then_some(first)
    }

    /// Whether words before a noun name a body by themselves: `the People's | Assembly speaker`.
    fn is_bodied(&self, from: usize, head: usize) -> bool {
        self.get(from).is_some_and(|t| t.capital)
            && (from..head).any(|k| {
                self.get(k)
                    .is_some_and(|t| t.capital && t.is(Class::BODY.or(Class::FACILITY)))
            })
    }

    /// Whether a word before a post belongs to it.
    pub(super) fn is_premodifier(&self, n: usize) -> bool {
        self.get(n).is_some_and(|t| {
            let word = t.lower.chars().any(char::is_alphabetic);
            let verbal = t.tag == '?' && ["ing", "ed", "ly"].iter().any(|e| t.lower.ends_with(e));
            let noun =
                matches!(t.tag, 'n' | 'j' | 'N' | '?' | 'u') && !verbal || t.upper && t.tag == 'x';
            // `Solutions Officer`, `sports director`
            let several =
                t.tag == 's' && (t.capital || self.get(n + 1).is_some_and(|t| t.is(Class::POST)));
            // `under President Orel`, but `under secretary`
            let under = t.lower == "under" && !self.is(n + 1, &["secretary", "-"]);
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
                && !under
                && (letters
                    || several
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
                    "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "my" | "your"
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
