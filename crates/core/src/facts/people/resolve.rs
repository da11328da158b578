//! Whose name it is: short forms inside the document, ids of the pack, provisional ids.

use std::collections::BTreeMap;

use super::{
    Draft, Form, Person,
    index::{self, Choice},
    lexicon::{self, Class},
    whose::Known,
};
use crate::facts::page::{At, Page, Tongue};

/// Somebody whom the document names.
#[derive(Clone, Debug, Default)]
struct Somebody {
    /// The fullest name of the document.
    name: String,
    /// Its words, in small letters without accents.
    words: Vec<String>,
    /// Whether the surname stands first.
    eastern: bool,
    id: Option<String>,
    candidates: Vec<String>,
    /// The name in the spelling of the pack.
    known: Option<String>,
    /// Where the document last names the person, and last as the subject of a sentence.
    last: usize,
    last_main: Option<usize>,
    /// Words right before the full name: `justice`.
    before: Vec<String>,
}

/// The mentions of a page with their people. `told`: short forms whose full names the finder knows.
pub(super) fn resolve(
    page: &Page<'_>,
    mut drafts: Vec<Draft>,
    told: &BTreeMap<At, At>,
    known: &Known<'_, '_>,
) -> Vec<Person> {
    drafts.sort_by_key(|d| (d.at, d.form));
    drafts.dedup_by(|b, a| a.at.overlaps(b.at));
    let mut everybody = Everybody::default();
    let mut whose: Vec<Option<usize>> = vec![None; drafts.len()];
    let twice = repeated(page, &drafts);
    for (n, draft) in drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.form == Form::Name)
    {
        let again = twice.get(n).copied().unwrap_or(0);
        let who = everybody.full(page, known, draft, again);
        if let Some(slot) = whose.get_mut(n) {
            *slot = Some(who);
        }
        everybody.seen(
            who,
            n,
            is_main(page, &drafts, n),
            word_before(page, draft.at),
        );
    }
    everybody.join();
    // Whose name stands where, for short forms that come with their full name.
    let names: BTreeMap<At, usize> = drafts
        .iter()
        .zip(&whose)
        .filter_map(|(d, w)| w.map(|w| (d.at, w)))
        .collect();
    let mut people = Vec::with_capacity(drafts.len());
    let mut now: Vec<(Option<usize>, Option<usize>)> = vec![(None, None); everybody.all.len()];
    for (n, draft) in drafts.iter().enumerate() {
        let Some(place) = page.place(draft.at) else {
            continue;
        };
        let text = page.words(draft.at).to_owned();
        let who = whose.get(n).copied().flatten().map(|w| everybody.of(w));
        if let Some(who) = who {
            if let Some(slot) = now.get_mut(who) {
                slot.0 = Some(n);
                if is_main(page, &drafts, n) {
                    slot.1 = Some(n);
                }
            }
        }
        let full = told
            .get(&draft.at)
            .and_then(|at| names.get(at))
            .map(|w| everybody.of(*w));
        let found = match who.or(full) {
            Some(who) => Found::One(who),
            None => everybody.short(&text, &now, word_before(page, draft.at).as_deref()),
        };
        let person = everybody.person(found, text, draft.form);
        people.push(Person { place, ..person });
    }
    people
}

/// Who a short form is.
enum Found {
    One(usize),
    /// The likeliest where one is, and all.
    Several(Option<usize>, Vec<usize>),
    Nobody,
}

/// All whom a document names in full.
#[derive(Debug, Default)]
struct Everybody {
    all: Vec<Somebody>,
    by_key: BTreeMap<String, usize>,
    /// Whose name is a shorter form of another's.
    same: Vec<usize>,
    /// Who can be called by a word.
    by_word: BTreeMap<String, Vec<usize>>,
}

impl Everybody {
    /// The person of a full name. `again`: how often the name stands before it in the same list.
    fn full(
        &mut self,
        page: &Page<'_>,
        known: &Known<'_, '_>,
        draft: &Draft,
        again: usize,
    ) -> usize {
        let text = page.words(draft.at);
        let mut key = index::key(text);
        if again > 0 {
            key = format!("{key}~{}", again + 1);
        }
        if let Some(found) = self.by_key.get(&key) {
            return *found;
        }
        let number = self.all.len();
        let words: Vec<String> = text.split_whitespace().map(lexicon::plain).collect();
        let hangul = text.chars().any(|c| ('가'..='힣').contains(&c));
        let korean: Vec<&str> = text.split_whitespace().collect();
        let eastern = hangul
            || words.first().is_some_and(|w| {
                lexicon::class(w).is(Class::KOREAN.or(Class::CHINESE).or(Class::VIETNAMESE))
                    && (index::is_korean_name(&korean) || !lexicon::class(w).is(Class::GIVEN))
            });
        let (id, mut candidates, known) = match known.choose(draft.at) {
            Choice::One(one) => (Some(one.id.clone()), Vec::new(), Some(one.name.clone())),
            Choice::Several(several) => {
                // Whoever is meant, the name is spelt so.
                let mut names = several.iter().map(|p| &p.name);
                let first = names.next().cloned();
                let one = first.filter(|first| names.all(|n| n == first));
                (None, several.iter().map(|p| p.id.clone()).collect(), one)
            }
            Choice::Nobody => (None, Vec::new(), None),
        };
        // Of two of one name in one list the pack can know one or both: it does not say which.
        let id = match id {
            Some(id) if again > 0 => {
                candidates.push(id);
                None
            }
            None if candidates.is_empty() => Some(format!("new:{key}")),
            other => other,
        };
        self.all.push(Somebody {
            name: text.to_owned(),
            words,
            eastern,
            id,
            candidates,
            known,
            ..Somebody::default()
        });
        self.same.push(number);
        self.by_key.insert(key, number);
        number
    }

    fn seen(&mut self, who: usize, n: usize, main: bool, before: Option<String>) {
        if let Some(somebody) = self.all.get_mut(who) {
            somebody
                .before
                .extend(before.filter(|b| !somebody.before.contains(b)));
            somebody.last = n;
            if main {
                somebody.last_main = Some(n);
            }
        }
    }

    fn of(&self, who: usize) -> usize {
        self.same.get(who).copied().unwrap_or(who)
    }

    /// Joins shorter forms of a name to the fuller one, and lists who can be called by which word.
    fn join(&mut self) {
        let mut ends: BTreeMap<(String, String), usize> = BTreeMap::new();
        for n in 0..self.all.len() {
            let Some(somebody) = self.all.get(n) else {
                continue;
            };
            let words: Vec<&String> = somebody
                .words
                .iter()
                .filter(|w| w.trim_end_matches('.').len() > 1)
                .collect();
            let ([first, ..], [.., last]) = (words.as_slice(), words.as_slice()) else {
                continue;
            };
            let pack = somebody
                .id
                .as_deref()
                .is_some_and(|i| i.starts_with("new:"));
            if somebody.eastern || words.len() < 2 || !pack {
                continue;
            }
            let keys = [(*first, *last), (*first, *words.get(1).unwrap_or(last))];
            let other = keys.iter().find_map(|(a, b)| {
                let other = *ends.get(&((*a).clone(), (*b).clone()))?;
                let theirs = &self.all.get(other)?.words;
                (inside(&somebody.words, theirs) || inside(theirs, &somebody.words))
                    .then_some(other)
            });
            match other {
                Some(other) => self.merge(n, other),
                None => {
                    for (a, b) in keys {
                        ends.entry((a.clone(), b.clone())).or_insert(n);
                    }
                }
            }
        }
        for n in 0..self.all.len() {
            let target = self.of(n);
            let Some(somebody) = self.all.get(n) else {
                continue;
            };
            for word in callings(somebody) {
                let list = self.by_word.entry(word).or_default();
                if !list.contains(&target) && list.len() < FITTING {
                    list.push(target);
                }
            }
        }
    }

    fn merge(&mut self, this: usize, other: usize) {
        let Some(name) = self
            .all
            .get(this)
            .map(|s| (s.name.clone(), s.words.clone()))
        else {
            return;
        };
        if let Some(slot) = self.same.get_mut(this) {
            *slot = other;
        }
        if let Some(other) = self.all.get_mut(other) {
            if name.1.len() > other.words.len() {
                other.name = name.0;
                other.words = name.1;
            }
        }
    }

    /// Whom a short form means, given where each was last named so far.
    fn short(
        &self,
        text: &str,
        now: &[(Option<usize>, Option<usize>)],
        before: Option<&str>,
    ) -> Found {
        let word = lexicon::plain(text);
        let fitting = self.by_word.get(&word).map_or(&[][..], Vec::as_slice);
        // `Justice Orel` is the Orel who was called justice with the full name.
        let titled = |w: &usize| {
            let called = self.all.get(*w).map_or(&[][..], |s| &s.before);
            before.is_some_and(|b| called.iter().any(|c| c == b))
        };
        let by_title: Vec<usize> = fitting.iter().copied().filter(titled).collect();
        let fitting = if by_title.is_empty() {
            fitting
        } else {
            &by_title
        };
        let named = |w: &usize| now.get(*w).is_some_and(|s| s.0.is_some());
        let so_far: Vec<usize> = fitting.iter().copied().filter(named).collect();
        let fitting = if so_far.is_empty() {
            fitting.to_vec()
        } else {
            so_far
        };
        match fitting.as_slice() {
            [] => Found::Nobody,
            [one] => Found::One(*one),
            several => {
                let place = |w: &usize| now.get(*w).copied().unwrap_or_default();
                let main = several
                    .iter()
                    .filter(|w| place(w).1.is_some())
                    .max_by_key(|w| place(w).1);
                let last = several
                    .iter()
                    .filter(|w| place(w).0.is_some())
                    .max_by_key(|w| place(w).0);
                Found::Several(main.or(last).copied(), several.to_vec())
            }
        }
    }

    fn person(&self, found: Found, text: String, form: Form) -> Person {
        let of = |who: usize| self.all.get(who).cloned().unwrap_or_default();
        let name = |s: &Somebody| s.known.clone().unwrap_or_else(|| s.name.clone());
        match found {
            Found::One(who) => {
                let who = of(who);
                Person {
                    name: name(&who),
                    id: who.id,
                    candidates: who.candidates,
                    text,
                    form,
                    ..Person::default()
                }
            }
            Found::Several(likely, all) => {
                let candidates = all.iter().flat_map(|w| {
                    let who = of(*w);
                    who.id.into_iter().chain(who.candidates)
                });
                let candidates = candidates.collect();
                let likely = likely.map(of);
                Person {
                    name: likely.as_ref().map_or_else(|| text.clone(), name),
                    id: likely.and_then(|w| w.id),
                    candidates,
                    text,
                    form,
                    ..Person::default()
                }
            }
            Found::Nobody => Person {
                id: Some(format!("new:{}", index::key(&text))),
                name: text.clone(),
                text,
                form,
                ..Person::default()
            },
        }
    }
}

/// People whom one word can mean at most.
const FITTING: usize = 16;

/// Whether all words of one stand in the other, in order.
fn inside(short: &[String], long: &[String]) -> bool {
    let initials = |words: &[String]| {
        words
            .iter()
            .filter(|w| w.trim_end_matches('.').len() == 1)
            .count()
    };
    let (few, many) = (initials(short), initials(long));
    // `George W.` and `George H. W.` are two.
    if few > 0 && many > 0 && few != many {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|word| {
        let initial = word.trim_end_matches('.');
        rest.any(|w| w == word || initial.len() == 1 && w.starts_with(initial))
    })
}

/// What can stand for a name: the surname, and the given name where that is the habit.
fn callings(somebody: &Somebody) -> Vec<String> {
    let words = &somebody.words;
    if let [one] = words.as_slice() {
        // In Hangul: the surname of one syllable, the given name.
        let letters: Vec<usize> = one.char_indices().map(|c| c.0).collect();
        let Some(at) = letters.get(1) else {
            return Vec::new();
        };
        let (surname, given) = one.split_at_checked(*at).unwrap_or((one, ""));
        return vec![surname.to_owned(), given.to_owned()];
    }
    let [first, rest @ ..] = words.as_slice() else {
        return Vec::new();
    };
    if somebody.eastern {
        return vec![first.clone(), rest.join(" "), rest.join("-")];
    }
    let mut out: Vec<String> = rest.to_vec();
    let small = |w: &String| lexicon::class(w).is(Class::PARTICLE);
    if let Some(from) = rest.iter().position(small) {
        out.push(rest.get(from..).unwrap_or_default().join(" "));
        out.push(rest.get(from + 1..).unwrap_or_default().join(" "));
    }
    out.retain(|w| w.trim_end_matches('.').len() > 1);
    out
}

/// The post or honorific right before a name, in small letters.
fn word_before(page: &Page<'_>, at: At) -> Option<String> {
    let before = page.line(at.zone)?.text.get(..at.span.start)?;
    let word = before.trim_end().rsplit(' ').next()?.to_lowercase();
    let class = lexicon::class(word.trim_end_matches('.'));
    class
        .is(Class::POST.or(Class::RANK).or(Class::HONORIFIC))
        .then_some(word)
}

/// Whether a person is what a sentence is about: the first named in it, and not behind `of`.
fn is_main(page: &Page<'_>, drafts: &[Draft], n: usize) -> bool {
    let Some(at) = drafts.get(n).map(|d| d.at) else {
        return false;
    };
    let Some(line) = page.line(at.zone) else {
        return false;
    };
    let before = line.text.get(..at.span.start).unwrap_or("").trim_end();
    if line.tongue != Tongue::Korean
        && (before.ends_with(" of") || before.ends_with(" with") || before.ends_with(" to"))
    {
        return false;
    }
    let Some(other) = n
        .checked_sub(1)
        .and_then(|b| drafts.get(b))
        .filter(|d| d.at.zone == at.zone)
    else {
        return true;
    };
    line.sentence_of(other.at.span.start) != line.sentence_of(at.span.start)
}

/// How often a name stands before each in the same list: two people of one name.
fn repeated(page: &Page<'_>, drafts: &[Draft]) -> Vec<usize> {
    let mut out = vec![0; drafts.len()];
    let mut list: BTreeMap<String, usize> = BTreeMap::new();
    let mut before: Option<At> = None;
    for (draft, slot) in drafts.iter().zip(&mut out) {
        if !before.is_some_and(|b| is_list(page, b, draft.at)) {
            list.clear();
        }
        before = Some(draft.at);
        if draft.form == Form::Name {
            let count = list.entry(index::key(page.words(draft.at))).or_insert(0);
            *slot = *count;
            *count += 1;
        }
    }
    out
}

/// Whether two names are neighbours in a list without titles, or stand alone in lines that follow.
fn is_list(page: &Page<'_>, a: At, b: At) -> bool {
    let Some(line) = page.line(b.zone) else {
        return false;
    };
    if a.zone == b.zone {
        let gap = line.text.get(a.span.end..b.span.start).unwrap_or("").trim();
        return matches!(
            gap,
            "," | "and" | ", and" | ";" | "·" | "、" | "ㆍ" | "・" | "‧" | ""
        );
    }
    let alone = |at: At| {
        let text = page.line(at.zone).map_or("", |l| l.text);
        at.span.start < 8 && text.len() <= at.span.end + 2
    };
    a.zone + 2 >= b.zone && alone(a) && alone(b)
}
