//! Titles without a name beside them, in English: whose they are is given elsewhere in the document.
//!
//! `the General Secretary` is whoever the document names with a title of that noun and those words, if
//! that is one person. `the reporter` is who gave the report, `the head` who leads the delegation.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Title, english,
    phrase::{Phrase, Words, is_plural},
};
use crate::{
    facts::{
        organs::Organ,
        page::{Line, Page, Tongue},
        people::{
            Form, Person,
            lexicon::{self, Class},
            tokens::{Cut, Token},
        },
    },
    text::Span,
};

/// A title that the document gives to somebody.
#[derive(Debug)]
struct Given {
    person: usize,
    words: Compared,
}

/// The titles that the document gives to its people, each once, by their words.
#[derive(Debug, Default)]
struct Givens {
    all: Vec<Given>,
    /// By the noun of the title and one of its words.
    by_word: BTreeMap<(&'static str, String), Vec<usize>>,
}

/// Titles with a word that are compared with a title that stands alone, at most: of more nobody can say
/// which is meant.
const SHARING: usize = 64;

impl Givens {
    fn new(people: &[Person]) -> Self {
        let mut out = Givens::default();
        let mut seen: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
        for (person, p) in people.iter().enumerate() {
            for title in &p.titles {
                let id = p.id.as_deref().unwrap_or("");
                if !seen.insert((id, &p.name, &title.text)) {
                    continue;
                }
                let first = first_noun(&title.text);
                let Some(noun) = SINGLE.iter().find(|n| first.as_deref() == Some(**n)) else {
                    continue;
                };
                let words = compared(&title.text);
                for word in &words.words {
                    let numbers = out.by_word.entry((noun, word.clone())).or_default();
                    numbers.push(out.all.len());
                }
                out.all.push(Given { person, words });
            }
        }
        out
    }

    /// Whether somebody has a title of this noun.
    fn has(&self, noun: &str) -> bool {
        let noun = SINGLE.iter().find(|n| **n == noun);
        noun.is_some_and(|n| self.by_word.contains_key(&(*n, (*n).to_owned())))
    }

    /// The only one who has a title of a noun, if no country or place is said with it.
    fn only(&self, noun: &str, people: &[Person]) -> Option<usize> {
        let noun = SINGLE.iter().find(|n| **n == noun)?;
        let numbers = self.by_word.get(&(*noun, (*noun).to_owned()))?;
        let name = |n: &usize| {
            let given = self.all.get(*n)?;
            let person = people.get(given.person)?;
            given
                .words
                .countries
                .is_empty()
                .then_some((&person.id, &person.name, given.person))
        };
        let first = name(numbers.first()?)?;
        numbers
            .iter()
            .take(SHARING)
            .all(|n| name(n).is_some_and(|x| (x.0, x.1) == (first.0, first.1)))
            .then_some(first.2)
    }

    /// The titles of a noun that may have all the words.
    fn with(&self, noun: &str, own: &Compared) -> impl Iterator<Item = &Given> {
        let noun = SINGLE.iter().find(|n| **n == noun).copied();
        let lists = noun.into_iter().flat_map(|noun| {
            let words = own.words.iter();
            words.map(move |w| {
                self.by_word
                    .get(&(noun, w.clone()))
                    .map_or(&[][..], Vec::as_slice)
            })
        });
        let shortest = lists.min_by_key(|l| l.len()).filter(|l| l.len() <= SHARING);
        let numbers = shortest.unwrap_or(&[]).iter();
        numbers.filter_map(|n| self.all.get(*n))
    }
}

/// A title as it is compared with others.
#[derive(Debug, Default)]
struct Compared {
    words: BTreeSet<String>,
    countries: BTreeSet<String>,
    /// Whether it names a country or a body by its letters (`WPK`).
    letters: bool,
}

/// Nouns of posts that have one holder at a time, and so can stand for one.
const SINGLE: [&str; 43] = [
    "senator",
    "congressman",
    "congresswoman",
    "coach",
    "manager",
    "captain",
    "bishop",
    "sheriff",
    "boss",
    "president",
    "secretary",
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "premier",
    "minister",
    "king",
    "queen",
    "pope",
    "emperor",
    "governor",
    "mayor",
    "chancellor",
    "leader",
    "head",
    "marshal",
    "commander",
    "ambassador",
    "speaker",
    "director",
    "vice-president",
    "vice-chairman",
    "vice-minister",
    "generalissimo",
    "prince",
    "sultan",
    "emir",
    "archbishop",
    "general",
    "secretary-general",
    "ceo",
    "spokesman",
];

/// Posts that are of a region, a town or a club: who is the only one of the document is meant by its name
/// (`the Tarsk senator` behind `Sen. Orel`). The bare noun stands for nobody.
const LOCAL: [&str; 9] = [
    "senator",
    "congressman",
    "congresswoman",
    "coach",
    "manager",
    "captain",
    "bishop",
    "sheriff",
    "boss",
];

/// The noun that a short form before a name stands for.
fn unabridged(lower: &str) -> &str {
    match lower.trim_end_matches('.') {
        "sen" => "senator",
        "gov" => "governor",
        "gen" => "general",
        "capt" => "captain",
        _ => lower,
    }
}

/// Words in which titles are compared: no articles, prepositions and forms of number.
fn compared(text: &str) -> Compared {
    let mut out = Compared::default();
    for word in text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
    {
        let lower = unabridged(&word.to_lowercase()).to_owned();
        if matches!(
            lower.as_str(),
            "of" | "the" | "and" | "for" | "to" | "s" | "a" | "an" | "at" | "in" | "our" | "its"
        ) {
            continue;
        }
        let class = lexicon::class(&lower);
        let letters = word.len() > 1 && !word.chars().any(char::is_lowercase);
        if letters && class.is(Class::POST) {
            out.words.insert(singular(&lower));
        } else if letters {
            out.letters = true;
        } else if class.is(Class::NATION.or(Class::PLACE))
            || matches!(lower.as_str(), "north" | "south")
        {
            out.countries.insert(lower);
        } else if !class.is(Class::PRAISE) || class.is(Class::MODIFIER) {
            out.words.insert(singular(&lower));
        }
    }
    out
}

fn singular(lower: &str) -> String {
    if let Some(stem) = lower.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = lower.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match lower.strip_suffix('s') {
        Some(stem) if lower.len() > 3 && !stem.ends_with('s') => stem.to_owned(),
        _ => lower.to_owned(),
    }
}

/// Finds titles that stand alone and whose they are.
pub(super) fn find(
    page: &Page<'_>,
    cut: &Cut<'_, '_>,
    people: &mut Vec<Person>,
    organs: &[Organ],
    titles: &mut Vec<Title>,
) {
    let given = Givens::new(people);
    let given_nouns = SINGLE.iter().copied().filter(|n| given.has(n));
    let mut nouns: BTreeSet<&str> = given_nouns.collect();
    nouns.extend(["reporter", "head"]);
    let mut found: Vec<Found> = Vec::new();
    let mut roles = Roles::default();
    let lines = page.lines.iter().enumerate();
    for (number, line) in lines.filter(|(_, l)| l.tongue == Tongue::English) {
        if !mentions(line.text, &nouns) && !Roles::mentions(line.text) {
            continue;
        }
        let tokens = cut.of(number);
        roles.read(line, tokens, people);
        english::open(line, tokens, people, organs, &mut |words, phrase| {
            found.extend(bare(line, words, phrase, &given, people));
        });
        found.extend(roles.anaphors(line, tokens));
    }
    // The first of two that overlap: a title before a noun that stands for a person.
    found.sort_by_key(|f| (f.zone, f.mention.start));
    let mut new = Vec::new();
    for found in found {
        let Some(line) = page.line(found.zone) else {
            continue;
        };
        if found.title {
            english::give(
                page,
                line,
                found.span,
                &found.holders,
                None,
                people,
                organs,
                titles,
            );
        }
        let [holder] = found.holders.as_slice() else {
            continue;
        };
        if !found.stands {
            continue;
        }
        let (Some(place), Some(person)) = (page.place(line.at(found.mention)), people.get(*holder))
        else {
            continue;
        };
        new.push(Person {
            id: person.id.clone(),
            candidates: person.candidates.clone(),
            text: found.mention.of(line.text).to_owned(),
            name: person.name.clone(),
            form: found.form,
            titles: Vec::new(),
            place,
        });
    }
    people.extend(new);
    people.sort_by_key(|a| a.place.at);
    titles.sort_by_key(|a| a.place.at);
}

/// A title that stands alone, with its holder.
struct Found {
    zone: usize,
    /// The title.
    span: Span,
    /// The title with its article.
    mention: Span,
    holders: Vec<usize>,
    form: Form,
    /// Whether it says of which body or country it is, so that it is a title and no mere word for a person.
    title: bool,
    /// Whether the words mean the person, as a name would.
    stands: bool,
}

/// The last post before `of`: `general secretary of …` is a secretary.
fn first_noun(title: &str) -> Option<String> {
    let head = [" of ", " for ", " to ", " at "]
        .iter()
        .filter_map(|w| title.find(w))
        .min();
    let head = head.map_or(title, |at| title.get(..at).unwrap_or(title));
    let word = head.split_whitespace().next_back()?;
    Some(singular(unabridged(&word.to_lowercase())))
}

/// Whether a text has one of the nouns, in small letters or with a capital one.
fn mentions(text: &str, nouns: &BTreeSet<&str>) -> bool {
    nouns
        .iter()
        .any(|noun| noun.get(1..).is_some_and(|tail| text.contains(tail)))
}

/// Whose a title is that stands alone.
fn bare(
    line: &Line<'_>,
    words: &Words<'_, '_>,
    phrase: &Phrase,
    given: &Givens,
    people: &[Person],
) -> Option<Found> {
    let head = words.get(phrase.head)?;
    let noun = singular(&head.lower);
    if !SINGLE.contains(&noun.as_str()) || phrase.when.is_some() {
        return None;
    }
    let article =
        (phrase.from..phrase.start).find(|n| words.is(*n, &["the", "a", "an", "its", "our"]));
    if article.is_some_and(|n| words.is(n, &["a", "an"])) {
        return None;
    }
    // `Vendria's president` is no other state's.
    let possessed = (phrase.from..phrase.start).any(|n| words.is(n, &["'s", "'"]));
    let owner = Phrase {
        start: phrase.from,
        end: phrase.start,
        ..phrase.clone()
    };
    let countries = compared(owner.span(words.tokens).of(line.text)).countries;
    // In a headline a verb may stand before it: `Orel Greets Vendrian President`.
    let local = LOCAL.contains(&noun.as_str());
    let found = (phrase.start..=phrase.head).take(4).find_map(|start| {
        let cut = Phrase {
            start,
            ..phrase.clone()
        };
        let span = cut.span(words.tokens);
        let mut own = compared(span.of(line.text));
        own.countries.extend(countries.iter().cloned());
        let plural = is_plural(&head.lower);
        let mut holders = holders(&noun, plural, &own, given, people);
        let regional = local || matches!(noun.as_str(), "governor" | "mayor");
        if holders.is_empty() && regional && !plural && !own.countries.is_empty() {
            holders = given.only(&noun, people).into_iter().collect();
        }
        (!holders.is_empty()).then_some((start, span, own, holders))
    });
    let (first, span, own, holders) = found?;
    let text = span.of(line.text);
    let plural = is_plural(&head.lower);
    let scoped = possessed
        || !own.countries.is_empty()
        || own.letters
        || phrase.end > phrase.head + 1 && text.contains(char::is_uppercase);
    if plural {
        let title = scoped && holders.len() > 1 && holders.len() <= 3;
        return title.then_some(Found {
            zone: line.zone,
            span,
            mention: span,
            holders,
            form: Form::Title,
            title: true,
            stands: false,
        });
    }
    let [holder] = holders.as_slice() else {
        return None;
    };
    let capital = head.capital && phrase.head > 0;
    let says = words
        .get(phrase.end)
        .is_some_and(|t| t.cue == 's' && t.tag != 'n');
    let alone = article.is_some() && (capital || says) || scoped;
    // `the leader, Party and masses` are no person.
    let vague = !scoped
        && matches!(
            noun.as_str(),
            "leader" | "head" | "general" | "director" | "spokesman"
        );
    if !alone || vague {
        return None;
    }
    let before = words
        .get(phrase.from.wrapping_sub(1))
        .map_or("", |t| &*t.lower);
    // `his election as the first secretary` says who he is and means nobody.
    let said = matches!(
        before,
        "as" | "is" | "was" | "became" | "become" | "of" | "be"
    );
    let stands = !local
        && article.is_some()
        && first == phrase.start
        && !said
        && !words.is(phrase.end, &["and"]);
    let first = article.map_or(first, |n| n.min(first));
    let start = words.get(first).map_or(span.start, |t| t.span.start);
    Some(Found {
        zone: line.zone,
        span,
        mention: Span::new(start, span.end),
        holders: vec![*holder],
        form: Form::Title,
        title: scoped,
        stands,
    })
}

/// Who has a title of such words in the document.
fn holders(
    noun: &str,
    plural: bool,
    own: &Compared,
    given: &Givens,
    people: &[Person],
) -> Vec<usize> {
    // `the ministers of Vendria and Osmar` are of one country each.
    let fits = given
        .with(noun, own)
        .filter(|g| own.words.is_subset(&g.words.words) && (plural || agree(noun, own, &g.words)));
    let mut out: Vec<usize> = Vec::new();
    for fit in fits {
        let id = people.get(fit.person).map(|p| (&p.id, &p.name));
        if !out
            .iter()
            .any(|h| people.get(*h).map(|p| (&p.id, &p.name)) == id)
        {
            out.push(fit.person);
        }
    }
    out
}

/// Whether two titles can be one by the countries that they name: the title with a name has all countries
/// of the other (`the Vendrian ambassador to Osmar` is no Osmari ambassador). A leader whom the document
/// calls no more than that can be of any country; a president cannot.
fn agree(noun: &str, own: &Compared, given: &Compared) -> bool {
    let stem = |w: &String| w.get(..3).unwrap_or(w).to_owned();
    let has = |x: &String| given.countries.iter().any(|y| stem(x) == stem(y));
    own.countries.iter().all(has)
        || noun == "leader"
            && given.words.len() == 1
            && given.countries.is_empty()
            && !given.letters
}

/// Who gave a report, who leads a delegation.
#[derive(Default)]
struct Roles {
    reporter: Option<usize>,
    head: Option<usize>,
}

impl Roles {
    fn mentions(text: &str) -> bool {
        text.contains("report") || text.contains("delegation") || text.contains("The head")
    }

    /// Reads who takes a role in a line.
    fn read(&mut self, line: &Line<'_>, tokens: &[Token<'_>], people: &[Person]) {
        let first = people.partition_point(|p| p.place.at.zone < line.zone);
        let here = people
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, p)| p.place.at.zone == line.zone);
        for (n, person) in here {
            let span = person.place.at.span;
            let to = tokens.partition_point(|t| t.span.start < span.end);
            let sentence = tokens.get(to.saturating_sub(1)).map(|t| t.sentence);
            let rest = tokens.get(to..).unwrap_or_default().iter();
            let rest: Vec<&str> = rest
                .take(60)
                .take_while(|t| Some(t.sentence) == sentence)
                .map(|t| &*t.lower)
                .collect();
            let gives = |w: &[&str]| {
                matches!(
                    w,
                    [
                        "made" | "delivered" | "gave" | "presented" | "read",
                        "a" | "the" | "his" | "her",
                        "report"
                    ]
                )
            };
            if rest.windows(3).any(gives) && !rest.contains(&"by") {
                self.reporter = Some(n);
            }
            let from = tokens.partition_point(|t| t.span.end <= span.start);
            let before: Vec<&str> = tokens
                .get(from.saturating_sub(6)..from)
                .unwrap_or_default()
                .iter()
                .map(|t| &*t.lower)
                .collect();
            let leads = before
                .windows(2)
                .any(|w| matches!(w, ["led" | "headed", "by"]));
            let titled = person
                .titles
                .iter()
                .any(|t| t.text.starts_with("head of the") && t.text.contains("delegation"));
            if leads || titled {
                self.head = Some(n);
            }
        }
    }

    /// `The reporter said …`
    fn anaphors(&self, line: &Line<'_>, tokens: &[Token<'_>]) -> Vec<Found> {
        let mut out = Vec::new();
        for n in 1..tokens.len() {
            let (Some(the), Some(word)) = (tokens.get(n - 1), tokens.get(n)) else {
                continue;
            };
            let who = match &*word.lower {
                "reporter" if tokens.get(n + 1).is_none_or(|t| t.lower != "and") => self.reporter,
                "head"
                    if tokens
                        .get(n + 1)
                        .is_some_and(|t| t.cue != ' ' && t.tag != 'n' || t.tag == 'd') =>
                {
                    self.head
                }
                _ => None,
            };
            if let Some(who) = who.filter(|_| the.lower == "the") {
                let span = Span::new(the.span.start, word.span.end);
                out.push(Found {
                    zone: line.zone,
                    span: word.span,
                    mention: span,
                    holders: vec![who],
                    form: Form::Anaphor,
                    title: false,
                    stands: true,
                });
            }
        }
        out
    }
}
