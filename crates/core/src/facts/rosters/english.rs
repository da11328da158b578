//! Rosters in English: names in a row with words beside them that say what they did.
//!
//! A row of names is a roster where its sentence says so before it (`Present were …`, `accompanied by
//! …`) or behind it (`… were elected`), or where names stand one a line.

use super::{List, Role};
use crate::facts::{
    page::{Line, Page, Tongue},
    people::{
        Form, Person,
        lexicon::Class,
        tokens::{Cut, Token},
    },
};

/// Words that make a roster of the names behind them, and what its people did. The first that fits.
const BEFORE: &[(&str, Role)] = &[
    ("accompanied by", Role::Accompanied),
    ("accompanying", Role::Accompanied),
    ("platform", Role::Platform),
    ("rostrum", Role::Platform),
    ("seated on", Role::Platform),
    ("speeches were", Role::Speakers),
    ("speeches of", Role::Speakers),
    ("speeches by", Role::Speakers),
    ("speeches from", Role::Speakers),
    ("speakers were", Role::Speakers),
    ("speakers included", Role::Speakers),
    ("took the floor", Role::Speakers),
    ("taking the floor", Role::Speakers),
    ("addressed by", Role::Speakers),
    ("addresses by", Role::Speakers),
    ("remarks by", Role::Speakers),
    ("voting for", Role::Voting),
    ("voting against", Role::Voting),
    ("voting in favor", Role::Voting),
    ("voting in favour", Role::Voting),
    ("voted for", Role::Voting),
    ("voted against", Role::Voting),
    ("dissenting", Role::Voting),
    ("abstaining", Role::Voting),
    ("committee members", Role::Committee),
    ("members of the committee", Role::Committee),
    ("committee is composed", Role::Committee),
    ("committee consists", Role::Committee),
    ("committee comprises", Role::Committee),
    ("committee :", Role::Committee),
    ("composed of", Role::Committee),
    ("made up of", Role::Committee),
    ("consists of", Role::Committee),
    ("consisted of", Role::Committee),
    ("consisting of", Role::Committee),
    ("comprising", Role::Committee),
    ("comprises", Role::Committee),
    ("comprise", Role::Committee),
    ("comprised", Role::Committee),
    ("in favour :", Role::Voting),
    ("in favor :", Role::Voting),
    ("against :", Role::Voting),
    ("abstained :", Role::Voting),
    ("ayes", Role::Voting),
    ("yeas", Role::Voting),
    ("nays", Role::Voting),
    ("noes", Role::Voting),
    ("joining", Role::Attendance),
    ("elected were", Role::Elected),
    ("appointed were", Role::Elected),
    ("elected as", Role::Elected),
    ("were elected", Role::Elected),
    ("elected", Role::Elected),
    ("appointed", Role::Elected),
    ("nominated", Role::Elected),
    ("present", Role::Attendance),
    ("attended by", Role::Attendance),
    ("attending", Role::Attendance),
    ("in attendance", Role::Attendance),
    ("on hand", Role::Attendance),
    ("taking part", Role::Attendance),
    ("took part", Role::Attendance),
    ("participated", Role::Attendance),
    ("participating", Role::Attendance),
    ("participants", Role::Attendance),
    ("attendees", Role::Attendance),
    ("attendance", Role::Attendance),
    ("joined by", Role::Attendance),
    ("guests", Role::Attendance),
    ("among them were", Role::Attendance),
    ("seen off by", Role::Attendance),
    ("greeted by", Role::Attendance),
    ("met by", Role::Attendance),
    ("received by", Role::Attendance),
    ("welcomed by", Role::Attendance),
    ("delegation included", Role::Attendance),
    ("delegation includes", Role::Attendance),
    ("involved were", Role::Attendance),
    ("invited", Role::Attendance),
];

/// Nouns of groups that make a roster of the names that a verb or a colon says they are.
const GROUPS: &[(&str, Role)] = &[
    ("members", Role::Committee),
    ("board", Role::Committee),
    ("panelists", Role::Speakers),
    ("panellists", Role::Speakers),
    ("panel", Role::Speakers),
    ("speakers", Role::Speakers),
    ("squad", Role::Attendance),
    ("lineup", Role::Attendance),
    ("line-up", Role::Attendance),
    ("team", Role::Attendance),
    ("delegation", Role::Attendance),
];

/// Words that make a roster of the names before them.
const BEHIND: &[(&str, Role)] = &[
    ("made speeches", Role::Speakers),
    ("delivered speeches", Role::Speakers),
    ("gave speeches", Role::Speakers),
    ("took the floor", Role::Speakers),
    ("spoke at", Role::Speakers),
    ("made congratulatory speeches", Role::Speakers),
    ("delivered remarks", Role::Speakers),
    ("took the platform", Role::Platform),
    ("took their seats", Role::Platform),
    ("accompanied him", Role::Accompanied),
    ("accompanied her", Role::Accompanied),
    ("accompanied them", Role::Accompanied),
    ("accompanied the", Role::Accompanied),
    ("were elected", Role::Elected),
    ("were by-elected", Role::Elected),
    ("were re-elected", Role::Elected),
    ("were appointed", Role::Elected),
    ("were nominated", Role::Elected),
    ("were named", Role::Elected),
    ("voted", Role::Voting),
    ("dissented", Role::Voting),
    ("were present", Role::Attendance),
    ("were also present", Role::Attendance),
    ("was present", Role::Attendance),
    ("are present", Role::Attendance),
    ("were on hand", Role::Attendance),
    ("were in attendance", Role::Attendance),
    ("attended", Role::Attendance),
    ("also attended", Role::Attendance),
    ("took part", Role::Attendance),
    ("also took part", Role::Attendance),
    ("participated", Role::Attendance),
    ("joined", Role::Attendance),
    ("were among the guests", Role::Attendance),
    ("were among those", Role::Attendance),
    ("were among the participants", Role::Attendance),
    ("were among the attendees", Role::Attendance),
];

/// Participles before `by` that make a roster of the names behind it, with up to a few words between:
/// `met at the airport by …`.
const PASSIVES: &[(&str, Role)] = &[
    ("accompanied", Role::Accompanied),
    ("addressed", Role::Speakers),
    ("met", Role::Attendance),
    ("greeted", Role::Attendance),
    ("received", Role::Attendance),
    ("welcomed", Role::Attendance),
    ("seen", Role::Attendance),
    ("joined", Role::Attendance),
    ("attended", Role::Attendance),
];

/// Words between such a participle and `by` at most.
const BY: usize = 7;

/// Words right behind a list that say what its people do, where `with` stands before it: `with Orel and
/// Vesk dissenting`.
const WITH: &[(&str, Role)] = &[
    ("dissenting", Role::Voting),
    ("abstaining", Role::Voting),
    ("opposed", Role::Voting),
    ("attending", Role::Attendance),
    ("present", Role::Attendance),
];

/// Words between two members at most.
const GAP: usize = 70;

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
    joined(page, rows)
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
            Some(Name { person, from, to })
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
        if let Some(row) = names.get(n..end) {
            rows.extend(self::row(number, line, tokens, row, people));
        }
        n = end;
    }
}

/// Words of a label between two members at most, its marks included.
const LABEL: usize = 5;

/// Whether the second name is the next of a list.
fn follows(tokens: &[Token<'_>], a: Name, b: Name) -> bool {
    let Some(gap) = tokens.get(a.to..b.from).filter(|g| g.len() <= GAP) else {
        return false;
    };
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
    ) || label;
    let parts = gap
        .iter()
        .any(|t| matches!(&*t.lower, "," | ";" | "and" | "&" | "/" | "|"));
    // `…, and a delegation led by …`
    let led = gap.windows(2).position(
        |w| matches!(w, [led, by] if matches!(&*led.lower, "led" | "headed") && by.lower == "by"),
    );
    let led = led.map_or(gap.len()..gap.len(), |at| at..at + 2);
    let clause = gap.iter().enumerate().any(|(n, t)| {
        !led.contains(&n) && t.is_verb()
            || t.tag == 'W'
            || matches!(&*t.lower, "who" | "that" | "which" | "with" | "by") && !led.contains(&n)
            || t.lower == ":" && !label
    }) || gap
        .iter()
        .any(|t| t.tag == 'g' && !t.capital && t.lower != "acting");
    one && opens && (parts || label) && !clause
}

/// Words of a title before the first name of a line at most.
const OPENING: usize = 40;

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
        .or_else(|| inverted(before))
        .or_else(|| group(before))
        .or_else(|| passive(before))
        .or_else(|| with(before, &behind));
    if role.is_some() {
        categories(line, &behind, &mut list);
    } else {
        role = behind_role(&behind);
        if role.is_some() {
            others(line, &behind, &mut list);
        }
    }
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
    list.role = role.unwrap_or_default();
    Some(Row {
        line: number,
        list,
        role,
        opens,
        runs_on: end,
    })
}

/// Verbs whose object is a list.
const COMPRISING: [&str; 5] = [
    "accompanying",
    "comprising",
    "comprises",
    "comprise",
    "comprised",
];

/// What a sentence says before its list: the words nearest to the list decide.
fn before_role(before: &[Token<'_>]) -> Option<Role> {
    let (at, role) = (0..before.len()).rev().find_map(|at| {
        let role = role_at(before.get(at..)?)?;
        Some((at, role))
    })?;
    // Another clause begins between the words and the list: `was present when Orel …`
    let rest = before.get(at..)?;
    let clause = |t: &Token<'_>| {
        let be = matches!(
            &*t.lower,
            "was" | "were" | "are" | "is" | "been" | "included" | "includes" | "include"
        );
        matches!(
            &*t.lower,
            "when" | "that" | "who" | "where" | "which" | "while" | "\"" | "“"
        ) || t.is_verb() && !be
    };
    if rest.iter().skip(2).any(clause) || rest.len() > GAP {
        return None;
    }
    // A word that says that the list is what comes: `present were`, `attended by`, `elected`.
    let governs = |t: &Token<'_>| {
        matches!(
            &*t.lower,
            "was"
                | "were"
                | "are"
                | "is"
                | "by"
                | "included"
                | "includes"
                | "include"
                | "including"
                | ":"
                | "of"
                | "from"
                | "namely"
        )
    };
    let direct = role == Role::Elected || COMPRISING.contains(&&*rest.first()?.lower);
    let last = rest.iter().rposition(governs);
    // `in honor of`, `at the statue of`: what stands behind another preposition is no list.
    let own = last.is_some_and(|n| {
        let of = rest
            .get(n)
            .is_some_and(|t| t.lower == "of" || t.lower == "from");
        !of || n <= 1
            || rest.get(..n).is_some_and(|r| {
                r.iter()
                    .any(|t| governs(t) && !matches!(&*t.lower, "of" | "from"))
            })
    });
    (direct || own).then_some(role)
}

/// `The members of the council are …`, `Squad: …`
fn group(before: &[Token<'_>]) -> Option<Role> {
    let says = |t: &Token<'_>| {
        matches!(
            &*t.lower,
            ":" | "are" | "were" | "include" | "includes" | "included" | "namely"
        )
    };
    let verb = before.iter().rposition(says)?;
    // Between the verb and the list stand words of a title or a label only.
    let rest = before.get(verb + 1..)?;
    if rest.len() > OPENING || rest.iter().any(|t| t.is_verb() || t.tag == 'W') {
        return None;
    }
    let words = before.get(verb.saturating_sub(GROUP)..verb)?;
    let noun = |t: &Token<'_>| GROUPS.iter().find(|g| g.0 == &*t.lower).map(|g| g.1);
    words.iter().rev().find_map(noun)
}

/// `Among the audience were …`, `Watching the drill were …`: a sentence turned round, whose subjects come last.
fn inverted(before: &[Token<'_>]) -> Option<Role> {
    let be = |t: &Token<'_>| matches!(&*t.lower, "was" | "were" | "are" | "is");
    let verb = before.iter().rposition(be)?;
    let stop = |t: &Token<'_>| matches!(&*t.lower, "." | ";" | "!" | "?");
    let from = before.iter().rposition(stop).map_or(0, |n| n + 1);
    let opening = before.get(from..verb)?;
    let word = |t: &&Token<'_>| t.lower.starts_with(char::is_alphabetic);
    let first = opening.iter().find(word)?;
    let turned = first.lower == "among" || first.lower.ends_with("ing");
    let whole = opening.iter().all(|t| !be(t) && t.lower != ",");
    // Between the verb and the list stand words of a title only.
    let title = before.get(verb + 1..)?;
    let led = title.len() <= OPENING && !title.iter().any(|t| t.is_verb() || t.tag == 'W');
    (turned && whole && led && opening.len() <= INVERTED).then_some(Role::Attendance)
}

/// Words before the verb of a sentence turned round at most.
const INVERTED: usize = 16;

/// Words between a group and what says who it is at most.
const GROUP: usize = 8;

/// `met at the airport by …`
fn passive(before: &[Token<'_>]) -> Option<Role> {
    let by = before.len().checked_sub(1)?;
    let with = before.get(by)?.lower == "with";
    if !(with || before.get(by)?.lower == "by") {
        return None;
    }
    let words = before.get(by.saturating_sub(BY)..by)?;
    let verb = words.iter().rposition(|t| t.is_verb() || t.tag == 'x')?;
    let verb = &words.get(verb)?.lower;
    let found = PASSIVES.iter().find(|p| p.0 == &**verb);
    found
        .filter(|p| !with || p.1 == Role::Accompanied)
        .map(|p| p.1)
}

/// `with Orel and Vesk dissenting`
fn with(before: &[Token<'_>], behind: &[&Token<'_>]) -> Option<Role> {
    let with = before.iter().rev().take(3).any(|t| t.lower == "with");
    let word = &behind.first()?.lower;
    let found = WITH.iter().find(|w| w.0 == &**word);
    found.filter(|_| with).map(|w| w.1)
}

/// The role of the words that stand here, the longest first.
fn role_at(tokens: &[Token<'_>]) -> Option<Role> {
    let first = tokens
        .first()
        .filter(|t| matches!(t.lower.as_bytes().first(), Some(b'a'..=b'w')))?;
    let fits = |words: &&(&str, Role)| {
        words.0.starts_with(&*first.lower)
            && words
                .0
                .split(' ')
                .enumerate()
                .all(|(n, word)| tokens.get(n).is_some_and(|t| t.lower == word))
    };
    BEFORE.iter().find(fits).map(|w| w.1)
}

/// What a sentence says behind its list: its first verb.
fn behind_role(behind: &[&Token<'_>]) -> Option<Role> {
    // What is most often a participle can be the verb: `spoke`, `made`.
    let finite = behind.iter().position(|t| t.is_verb());
    let participle = behind.iter().position(|t| t.tag == 'x' && !t.capital);
    participle
        .into_iter()
        .chain(finite)
        .find_map(|verb| role_of_verb(behind, verb))
}

fn role_of_verb(behind: &[&Token<'_>], verb: usize) -> Option<Role> {
    let clause =
        |t: &&Token<'_>| t.tag == 'W' || matches!(&*t.lower, "who" | "which" | "that" | "\"" | "“");
    if behind.get(..verb)?.iter().any(clause) {
        return None;
    }
    // `also took part`: an adverb may stand before it.
    let starts = |words: &str, from: usize| {
        words
            .split(' ')
            .enumerate()
            .all(|(n, word)| behind.get(n + from).is_some_and(|t| t.lower == word))
    };
    let found = BEHIND
        .iter()
        .find(|(words, _)| starts(words, verb) || verb > 0 && starts(words, verb - 1));
    found.map(|f| f.1)
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

/// Rows of lines that follow one another are one list.
fn joined(page: &Page<'_>, rows: Vec<Row>) -> Vec<List> {
    let mut out: Vec<(List, bool)> = Vec::new();
    let mut before: Option<Row> = None;
    for row in rows {
        let goes_on = before.as_ref().is_some_and(|b| {
            b.runs_on
                && row.opens
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
            None => {
                let mut list = row.list.clone();
                let told = row.role.or_else(|| heading(page, &row));
                list.role = told.unwrap_or_default();
                out.push((list, told.is_some()));
            }
        }
        before = Some(row);
    }
    let kept = out
        .into_iter()
        .filter(|(list, told)| list.members.len() > 1 && *told);
    kept.map(|(list, _)| list).collect()
}

/// Lines before a list that may be its heading at most.
const HEADINGS: usize = 3;

/// Words of headings of lists, and what the people under them did.
const HEADED: &[(&str, Role)] = &[
    ("committee", Role::Committee),
    ("commission", Role::Committee),
    ("board", Role::Committee),
    ("cabinet", Role::Committee),
    ("delegation", Role::Attendance),
    ("participants", Role::Attendance),
    ("attendees", Role::Attendance),
    ("attendance", Role::Attendance),
    ("present", Role::Attendance),
    ("guests", Role::Attendance),
    ("speakers", Role::Speakers),
    ("elected", Role::Elected),
    ("appointed", Role::Elected),
    ("appointments", Role::Elected),
    ("members", Role::Committee),
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
        words.find_map(|w| HEADED.iter().find(|(word, _)| *word == w).map(|h| h.1))
    })
}
