//! Rosters in English: names in a row with words beside them that say what they did.
//!
//! A row of names is a roster where its sentence says so before it (`Present were …`, `accompanied by
//! …`) or behind it (`… were elected`), where names stand one a line, or where it is long.

use std::collections::BTreeSet;

use super::{
    List, Role,
    acts::{TOGETHER, leading, subject},
    roles::{
        GAP, OPENING, before_role, behind_role, group, group_of, group_role, inverted, passive,
        with,
    },
};
use crate::facts::{
    page::{Line, Page, Tongue},
    people::{
        Form, Person,
        lexicon::Class,
        tokens::{Cut, Token},
    },
};

/// The lists of a page.
pub(super) fn find(page: &Page<'_>, cut: &Cut<'_, '_>, people: &[Person]) -> Vec<List> {
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in page
        .lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.tongue != Tongue::Korean)
    {
        let from = people.partition_point(|p| p.place.at.zone < line.zone);
        let to = people.partition_point(|p| p.place.at.zone <= line.zone);
        if from < to {
            read(number, line, cut.of(number), people, from..to, &mut rows);
        }
    }
    joined(page, rows, people)
}

/// Names in a row in one line.
#[derive(Clone, Debug)]
struct Row {
    line: usize,
    list: List,
    /// What its sentence says that they did.
    role: Option<Role>,
    /// Whether nothing but a number or a title stands before it in its line.
    opens: bool,
    /// Whether nothing but a title stands behind it, and no stop.
    runs_on: bool,
    /// Whether a label opens its line: `Defenders: …`
    labelled: bool,
    /// Whether it is a list without words that say so, if it is long.
    bare: bool,
}

/// A name of the line: its person, its words, its sentence.
#[derive(Clone, Copy)]
struct Name {
    person: usize,
    from: usize,
    to: usize,
}

fn read(
    number: usize,
    line: &Line<'_>,
    tokens: &[Token<'_>],
    people: &[Person],
    range: std::ops::Range<usize>,
    rows: &mut Vec<Row>,
) {
    let names: Vec<Name> = range
        .filter_map(|person| {
            let p = people
                .get(person)
                .filter(|p| matches!(p.form, Form::Name | Form::Short))?;
            let span = p.place.at.span;
            let from = tokens.partition_point(|t| t.span.end <= span.start);
            let to = tokens.partition_point(|t| t.span.start < span.end);
            // `Orel, Vesk's aide, and …`: who is only named for another is no member.
            let whose = tokens
                .get(to)
                .is_some_and(|t| matches!(&*t.lower, "'s" | "’s"));
            (!whose).then_some(Name { person, from, to })
        })
        .collect();
    let mut n = 0;
    while n < names.len() {
        let mut end = n + 1;
        while let (Some(a), Some(b)) = (names.get(end - 1), names.get(end)) {
            if !follows(tokens, *a, *b) {
                break;
            }
            end += 1;
        }
        let more = n
            .checked_sub(1)
            .and_then(|last| names.get(last))
            .zip(names.get(n));
        if let Some(row) = names.get(n..end) {
            let told = rows
                .last_mut()
                .filter(|r| r.line == number && r.role.is_some());
            match told.filter(|_| more.is_some_and(|(a, b)| adds(tokens, *a, *b))) {
                Some(before) => before.list.members.extend(row.iter().map(|m| m.person)),
                None => rows.extend(self::row(number, line, tokens, row, people)),
            }
        }
        n = end;
    }
}

/// Words that add people to a list behind its verb.
const ADDING: [[&str; 2]; 5] = [
    ["along", "with"],
    ["together", "with"],
    ["as", "well"],
    ["joined", "by"],
    ["and", "by"],
];

/// Whether the second name goes on with a list that its verb has ended: `Orel and Vesk also spoke, along with
/// director Bo Lind`.
fn adds(tokens: &[Token<'_>], a: Name, b: Name) -> bool {
    let Some(gap) = tokens.get(a.to..b.from).filter(|g| g.len() <= GAP) else {
        return false;
    };
    let same = tokens.get(a.from).map(|t| t.sentence) == tokens.get(b.from).map(|t| t.sentence);
    let adding = |w: &[Token<'_>]| matches!(w, [x, y] if ADDING.iter().any(|[a, b]| *a == &*x.lower && *b == &*y.lower));
    let at = gap.windows(2).rposition(adding);
    let rest = at.and_then(|at| gap.get(at + 2..));
    same && rest.is_some_and(|r| {
        !r.iter()
            .any(|t| t.is_verb() || t.tag == 'W' || t.lower == ",")
    })
}

/// Words of a label between two members at most, its marks included.
const LABEL: usize = 5;

/// The words of a gap without what stands in brackets.
fn outside<'t, 'p>(gap: &'t [Token<'p>]) -> Vec<&'t Token<'p>> {
    let mut out: Vec<&Token<'_>> = Vec::with_capacity(gap.len());
    let mut open = None;
    for token in gap {
        match &*token.lower {
            "(" | "[" => open = open.or(Some(out.len())),
            ")" | "]" => {
                if let Some(from) = open.take() {
                    out.truncate(from);
                    continue;
                }
            }
            _ => {}
        }
        out.push(token);
    }
    out
}

/// Whether the second name is the next of a list.
fn follows(tokens: &[Token<'_>], a: Name, b: Name) -> bool {
    let Some(gap) = tokens.get(a.to..b.from).filter(|g| g.len() <= GAP) else {
        return false;
    };
    let gap = outside(gap);
    let Some(first) = gap.first() else {
        return false;
    };
    // A sentence without end is cut somewhere: only a stop ends it.
    let same = tokens.get(a.from).map(|t| t.sentence) == tokens.get(b.from).map(|t| t.sentence);
    let one = same
        || !gap
            .iter()
            .any(|t| matches!(&*t.lower, "." | "!" | "?" | "\"" | "”"));
    // `…; Defenders: …`
    let label = gap.len() <= LABEL && gap.last().is_some_and(|t| t.lower == ":");
    let one = one || label;
    let opens = matches!(
        &*first.lower,
        "," | ";" | "and" | "&" | "(" | "-" | "–" | "—" | "/" | "|" | "as" | "of" | "from"
    ) || label
        // `Ida Vesk Minister of Trade and …`
        || first.capital && first.is(Class::POST);
    let parts = gap
        .iter()
        .any(|t| matches!(&*t.lower, "," | ";" | "and" | "&" | "/" | "|"));
    // `…, who chairs it; …`: what stands before a semicolon belongs to the member before it.
    let last = gap.iter().rposition(|t| t.lower == ";").unwrap_or(0);
    let gap = gap.get(last..).unwrap_or_default();
    let joined = joints(gap);
    let capital = |n: Option<usize>| n.and_then(|n| gap.get(n)).is_some_and(|t| t.capital);
    let clause = gap.iter().enumerate().any(|(n, t)| {
        let joined = joined.contains(&n);
        // `Committee for Relations with Foreign Countries`
        let within = capital(n.checked_sub(1)) && capital(Some(n + 1));
        !joined && t.is_verb()
            || t.tag == 'W'
            || !(joined || within) && matches!(&*t.lower, "who" | "that" | "which" | "with" | "by")
            || matches!(&*t.lower, "\"" | "“" | "”")
            || t.lower == ":" && !label
            || t.tag == 'g' && !t.capital && !matches!(&*t.lower, "acting" | "representing")
            // `… to watch Orel speak`
            || t.tag == 'v' && n.checked_sub(1).and_then(|p| gap.get(p)).is_some_and(|p| p.lower == "to")
    });
    one && opens && (parts || label) && !clause
}

/// Words of a gap that join its names though they look like a clause: `…, and a delegation led by …`, `…, along
/// with …`.
fn joints(gap: &[&Token<'_>]) -> std::ops::Range<usize> {
    let joint = |w: &[&Token<'_>]| {
        matches!(w, [x, y] if matches!((&*x.lower, &*y.lower),
            ("led" | "headed", "by") | ("along" | "together", "with")))
    };
    let at = gap.windows(2).position(joint);
    at.map_or(gap.len()..gap.len(), |at| at..at + 2)
}

fn row(
    number: usize,
    line: &Line<'_>,
    tokens: &[Token<'_>],
    names: &[Name],
    people: &[Person],
) -> Option<Row> {
    let (first, last) = (names.first()?, names.last()?);
    let sentence = tokens.get(first.from)?.sentence;
    let before = tokens
        .get(..first.from)?
        .iter()
        .rev()
        .take_while(|t| t.sentence == sentence)
        .count();
    let before = tokens.get(first.from - before..first.from)?;
    // A long list is cut into several sentences.
    let ends = tokens.get(last.from)?.sentence;
    let behind: Vec<&Token<'_>> = tokens
        .get(last.to..)?
        .iter()
        .take_while(|t| t.sentence == ends)
        .collect();
    let mut list = List {
        members: names.iter().map(|n| n.person).collect(),
        ..List::default()
    };
    let mut role = before_role(before)
        .or_else(|| inverted(before).filter(|_| !of_thing(before)))
        .or_else(|| group(before))
        .or_else(|| passive(before))
        .or_else(|| with(before, &behind));
    let together = names.len() >= TOGETHER;
    if role.is_some() {
        categories(line, &behind, &mut list);
    } else {
        role = behind_role(&behind).or_else(|| subject(&behind).filter(|_| together));
        if role.is_some() {
            others(line, &behind, &mut list);
        }
    }
    role = role.or_else(|| leading(before).filter(|_| together));
    if let Some(word) = before
        .iter()
        .rev()
        .take(2)
        .find(|t| matches!(&*t.lower, "including" | "among" | "like" | "as"))
    {
        if word.lower == "including" {
            list.open_ended
                .get_or_insert_with(|| word.lower.to_string());
        }
    }
    // A subject of its own names no list of others: `Orel, accompanied by …` starts behind the words.
    let whole = first.from < OPENING
        && tokens
            .get(..first.from)?
            .iter()
            .all(|t| !t.is_verb() && !matches!(&*t.lower, "." | "!" | "?"));
    let titles = names
        .iter()
        .filter_map(|n| people.get(n.person))
        .any(|p| !p.titles.is_empty());
    let opens = whole && (first.from < 8 || titles);
    let end = behind.iter().all(|t| !t.is_verb() && t.lower != ".");
    let label = tokens.get(..first.from)?;
    let labelled =
        names.len() > 1 && label.len() <= LABEL && label.last().is_some_and(|t| t.lower == ":");
    list.role = role.unwrap_or_default();
    Some(Row {
        line: number,
        list,
        role,
        opens,
        runs_on: end,
        labelled,
        bare: !of_thing(before) && !in_brackets(before),
    })
}

/// Whether a bracket is open behind these words.
fn in_brackets(before: &[Token<'_>]) -> bool {
    let last = |marks: [&str; 2]| before.iter().rposition(|t| marks.contains(&&*t.lower));
    last(["(", "["]) > last([")", "]"])
}

/// Whether the names before which these words stand say whose something is or by whom: `portraits of …`, `By …`.
fn of_thing(before: &[Token<'_>]) -> bool {
    let title = |t: &&Token<'_>| {
        t.lower != "by" && (t.capital || t.is(Class::POST) || matches!(t.tag, 'j' | 'n' | 's'))
    };
    let named = before.iter().rev().take_while(title).count();
    let Some((word, rest)) = before
        .get(..before.len() - named)
        .and_then(<[Token<'_>]>::split_last)
    else {
        return false;
    };
    match &*word.lower {
        "of" => rest.last().and_then(group_role).is_none(),
        "than" | "about" | "after" => true,
        "by" | ":" => rest.is_empty() || matches!(rest, [by] if by.lower == "by"),
        _ => false,
    }
}

/// `… and other officials`: what leaves the list open.
fn others(line: &Line<'_>, behind: &[&Token<'_>], list: &mut List) {
    let Some(at) = behind
        .iter()
        .position(|t| matches!(&*t.lower, "other" | "others"))
    else {
        return;
    };
    let verb = behind
        .iter()
        .position(|t| t.is_verb())
        .unwrap_or(behind.len());
    if at > verb || at > 3 {
        return;
    }
    let from = at - usize::from(at > 0);
    let words = behind.get(from..verb).unwrap_or_default();
    if let (Some(a), Some(b)) = (words.first(), words.iter().rev().find(|t| t.tag != '.')) {
        list.open_ended = line.text.get(a.span.start..b.span.end).map(str::to_owned);
    }
}

/// Groups without names behind the last name, and what leaves the list open.
fn categories(line: &Line<'_>, behind: &[&Token<'_>], list: &mut List) {
    others(line, behind, list);
    let mut parts: Vec<Vec<&Token<'_>>> = vec![Vec::new()];
    for token in behind {
        if token.is_verb() || matches!(&*token.lower, "." | ";" | "who" | "which" | "\"") {
            break;
        }
        if token.lower == "," || token.lower == "and" && parts.last().is_some_and(Vec::is_empty) {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    let other = |p: &&Vec<&Token<'_>>| {
        p.iter()
            .take(2)
            .any(|t| matches!(&*t.lower, "other" | "others"))
    };
    // What follows `and other` belongs to it.
    let parts: Vec<_> = parts.iter().take_while(|p| !other(p)).collect();
    for part in parts.into_iter().filter(|p| !p.is_empty()) {
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            continue;
        };
        let plural = part.iter().take(4).any(|t| t.tag == 's' && !t.capital);
        let title = part.first().is_some_and(|t| t.is(Class::POST)) && !plural;
        if plural && !title && !first.capital {
            if let Some(text) = line.text.get(first.span.start..last.span.end) {
                list.categories.push(text.to_owned());
            }
        }
    }
}

/// Names in a row that are a list though no word says so.
const BARE: usize = 4;

/// Whether a list names enough people to be one by its length, nearly all by whole names.
fn is_long(list: &List, people: &[Person]) -> bool {
    let members = list.members.iter().filter_map(|m| people.get(*m));
    let names: BTreeSet<&str> = members.clone().map(|p| p.name.as_str()).collect();
    let whole = members.filter(|p| p.form == Form::Name && p.text.contains(' '));
    let whole: BTreeSet<&str> = whole.map(|p| p.name.as_str()).collect();
    names.len() >= BARE && whole.len() + 1 >= BARE
}

/// By what a row is known for a list.
enum Sign {
    Words,
    Length,
    Nothing,
}

/// Rows of lines that follow one another are one list.
fn joined(page: &Page<'_>, rows: Vec<Row>, people: &[Person]) -> Vec<List> {
    let mut out: Vec<(List, Sign)> = Vec::new();
    let mut before: Option<Row> = None;
    for row in rows {
        let goes_on = before.as_ref().is_some_and(|b| {
            (b.runs_on && row.opens || b.labelled && row.labelled)
                && row.role.is_none()
                && row.line > b.line
                && row.line <= b.line + 2
        });
        match out.last_mut().filter(|_| goes_on) {
            Some((list, _)) => {
                list.members.extend(&row.list.members);
                if row.list.open_ended.is_some() {
                    list.open_ended.clone_from(&row.list.open_ended);
                }
            }
            _ => {
                let mut list = row.list.clone();
                let told = row.role.or_else(|| heading(page, &row));
                list.role = told.unwrap_or(Role::Named);
                let sign = match told {
                    Some(_) => Sign::Words,
                    None if row.bare => Sign::Length,
                    None => Sign::Nothing,
                };
                out.push((list, sign));
            }
        }
        before = Some(row);
    }
    let kept = out.into_iter().filter(|(list, sign)| match sign {
        Sign::Words => list.members.len() > 1,
        Sign::Length => is_long(list, people),
        Sign::Nothing => false,
    });
    kept.map(|(list, _)| list).collect()
}

/// Lines before a list that may be its heading at most.
const HEADINGS: usize = 3;

/// Words of headings of lists, and what the people under them did.
const HEADED: &[(&str, Role)] = &[
    ("committee", Role::Committee),
    ("commission", Role::Committee),
    ("cabinet", Role::Committee),
    ("attending", Role::Attendance),
    ("attendance", Role::Attendance),
    ("present", Role::Attendance),
    ("elected", Role::Elected),
    ("appointed", Role::Elected),
    ("appointments", Role::Elected),
    ("platform", Role::Platform),
];

/// What the lines before a list say of it: `Members of the Committee`.
fn heading(page: &Page<'_>, row: &Row) -> Option<Role> {
    if !(row.opens && row.runs_on) {
        return None;
    }
    let before = page
        .lines
        .get(row.line.saturating_sub(HEADINGS)..row.line)?;
    before.iter().rev().find_map(|line| {
        let text = line.text.trim_end();
        let short = text.len() < 120 || text.ends_with(':');
        if line.tongue == Tongue::Korean || !short {
            return None;
        }
        let lower = text.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        words.find_map(|w| {
            let headed = HEADED.iter().find(|(word, _)| *word == w).map(|h| h.1);
            headed.or_else(|| group_of(w))
        })
    })
}
