//! Titles without a name beside them, in Korean: whose they are is given elsewhere in the document.
//!
//! `총비서동지께서` is the one with a title of that post whom the document honours; `외교부 장관은` is who is
//! called minister of that ministry.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{Title, english::give},
    posts,
};
use crate::{
    facts::{
        organs::Organ,
        page::{Line, Page, Tongue},
        people::{
            Form, Person,
            korean::{
                lexicon::{self, Role, lists},
                tail,
                text::Text,
            },
        },
    },
    text::Span,
};

/// A title that the document gives to somebody.
struct Given {
    person: usize,
    words: BTreeSet<String>,
}

/// The titles that the document gives, by the heads of their posts, and whom it honours.
struct Givens {
    by_head: BTreeMap<String, Vec<Given>>,
    honoured: BTreeSet<String>,
}

/// Titles of one head that are compared at most: of more nobody can say which is meant.
const SHARING: usize = 64;

impl Givens {
    fn new(page: &Page<'_>, people: &[Person]) -> Self {
        let mut out = Givens {
            by_head: BTreeMap::new(),
            honoured: BTreeSet::new(),
        };
        let mut seen = BTreeSet::new();
        for (number, person) in people.iter().enumerate() {
            if is_honoured(page, person) {
                out.honoured.insert(person.name.clone());
            }
            for title in &person.titles {
                if !seen.insert((&person.name, &title.text)) {
                    continue;
                }
                let words: BTreeSet<String> =
                    title.text.split_whitespace().map(str::to_owned).collect();
                let head = title
                    .text
                    .split_whitespace()
                    .last()
                    .and_then(lexicon::head_of);
                if let Some(head) = head {
                    let given = Given {
                        person: number,
                        words,
                    };
                    out.by_head.entry(head.to_owned()).or_default().push(given);
                }
            }
        }
        out
    }

    /// The one whom a post means that stands alone: with an honorific, one of those honoured.
    fn honoured(&self, people: &[Person], post: &str) -> Option<usize> {
        let mut found: Option<usize> = None;
        for (head, given) in &self.by_head {
            if !head.ends_with(post) || given.len() > SHARING {
                continue;
            }
            for one in given {
                let name = people.get(one.person).map(|p| &p.name)?;
                if !self.honoured.contains(name) {
                    continue;
                }
                let other = found.and_then(|f| people.get(f)).map(|p| &p.name);
                if other.is_some_and(|o| o != name) {
                    return None;
                }
                found = found.or(Some(one.person));
            }
        }
        found
    }

    /// The one whose title has all the words.
    fn with(&self, people: &[Person], head: &str, words: &[&str]) -> Option<usize> {
        let given = self.by_head.get(head).filter(|g| g.len() <= SHARING)?;
        let mut found: Option<usize> = None;
        for one in given
            .iter()
            .filter(|g| words.iter().all(|w| g.words.contains(*w)))
        {
            let name = people.get(one.person).map(|p| &p.name)?;
            let other = found.and_then(|f| people.get(f)).map(|p| &p.name);
            if other.is_some_and(|o| o != name) {
                return None;
            }
            found = found.or(Some(one.person));
        }
        found
    }
}

/// Whether a text honours somebody: `경애하는 홍길동동지께서`.
fn is_honoured(page: &Page<'_>, person: &Person) -> bool {
    let Some(line) = page
        .line(person.place.at.zone)
        .filter(|l| l.tongue == Tongue::Korean)
    else {
        return false;
    };
    let span = person.place.at.span;
    let behind = line.text.get(span.end..).unwrap_or("");
    let text = line.korean();
    let epithet = text.before(text.at(span.start)).is_some_and(|t| {
        lists().role(t.text).is(Role::EPITHET) && t.text != "고" && t.text != "故"
    });
    epithet || behind.starts_with("께서") || behind.starts_with("동지께서")
}

/// Finds titles that stand alone and whose they are.
pub(in crate::facts::titles) fn find(
    page: &Page<'_>,
    people: &mut Vec<Person>,
    organs: &[Organ],
    titles: &mut Vec<Title>,
) {
    let given = Givens::new(page, people);
    if given.by_head.is_empty() {
        return;
    }
    // What is a title of somebody already, by its place.
    let mut taken: Vec<(usize, Span)> = titles
        .iter()
        .map(|t| t.place.at)
        .chain(people.iter().map(|p| p.place.at))
        .map(|at| (at.zone, at.span))
        .collect();
    taken.sort_unstable_by_key(|t| (t.0, t.1.start));
    let mut new = Vec::new();
    for line in page.lines.iter().filter(|l| l.tongue == Tongue::Korean) {
        let from = taken.partition_point(|t| t.0 < line.zone);
        let to = taken.partition_point(|t| t.0 <= line.zone);
        let own = taken.get(from..to).unwrap_or(&[]);
        let text = line.korean();
        for n in 0..text.tokens.len() {
            let Some(found) = alone(text, n, own, &given, people) else {
                continue;
            };
            if let Some(title) = found.title {
                give(
                    page,
                    line,
                    title,
                    &[found.person],
                    None,
                    people,
                    organs,
                    titles,
                );
            }
            if let Some(mention) = found.mention {
                new.extend(mention_of(page, line, mention, people.get(found.person)));
            }
        }
    }
    people.extend(new);
}

fn mention_of(
    page: &Page<'_>,
    line: &Line<'_>,
    span: Span,
    person: Option<&Person>,
) -> Option<Person> {
    let person = person?;
    Some(Person {
        id: person.id.clone(),
        candidates: person.candidates.clone(),
        text: span.of(line.text).to_owned(),
        name: person.name.clone(),
        form: Form::Title,
        titles: Vec::new(),
        place: page.place(line.at(span))?,
    })
}

/// A title that stands alone.
struct Found {
    person: usize,
    title: Option<Span>,
    mention: Option<Span>,
}

/// The title that ends with a token, if nobody beside it bears it.
fn alone(
    text: &Text<'_>,
    n: usize,
    taken: &[(usize, Span)],
    given: &Givens,
    people: &[Person],
) -> Option<Found> {
    let token = text.get(n).filter(|t| t.is_word())?;
    let (post, rest) = tail::post(token.text)?;
    let head = lexicon::head_of(post)?;
    let after = taken.partition_point(|t| t.1.start < token.span.end);
    let inside = after
        .checked_sub(1)
        .and_then(|b| taken.get(b))
        .is_some_and(|t| t.1.end > token.span.start);
    if inside || rest.starts_with('들') {
        return None;
    }
    let honorific = if rest.starts_with("동지") {
        "동지".len()
    } else {
        0
    };
    let epithet = text
        .before(n)
        .is_some_and(|t| lists().role(t.text).is(Role::EPITHET));
    if rest.contains("께서") || epithet && honorific > 0 {
        // A name comes: `총비서동지 홍길동`.
        let person = given.honoured(people, head)?;
        let mention = Span::new(token.span.start, token.span.start + post.len() + honorific);
        return Some(Found {
            person,
            title: None,
            mention: Some(mention),
        });
    }
    let says = matches!(rest, "은" | "는" | "이" | "가" | "의" | "도" | "에게");
    if !says || !lists().role(head).is(Role::HEAD) || lists().role(head).is(Role::GROUP) {
        return None;
    }
    let span = posts::ending(text, n, &|_| false)?;
    let first = text.at(span.start);
    let words: Vec<&str> = (first..n)
        .filter_map(|k| text.get(k))
        .map(|t| t.text)
        .collect();
    let scoped = post.len() > head.len() || words.iter().any(|w| posts::is_named_body(w));
    if !scoped {
        return None;
    }
    let words: Vec<&str> = words.into_iter().chain([post]).collect();
    let person = given.with(people, head, &words)?;
    Some(Found {
        person,
        title: Some(span),
        mention: None,
    })
}
