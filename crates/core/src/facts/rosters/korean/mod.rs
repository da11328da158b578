//! Rosters in Korean: names with their posts that commas, dots and particles join, in one sentence or one
//! a line.

mod joint;
mod label;
mod roles;

use self::{
    joint::joint,
    label::{is_heading, is_label, rests},
    roles::role,
};
use super::List;
use crate::{
    facts::{
        page::{Line, Page, Tongue},
        people::{
            Form, Person,
            korean::{
                tail,
                text::{Text, Token},
            },
        },
    },
    text::Span,
};

/// A member: a name with its posts and what is written onto them.
#[derive(Clone, Copy, Debug)]
struct Item {
    person: usize,
    /// Its first token, and the one behind it.
    first: usize,
    end: usize,
    /// Whether a label ends with a colon before it (`위원:`).
    labelled: bool,
    /// Whether a particle ends it.
    particle: bool,
    /// How it is joined to the next member.
    joint: Joint,
}

/// What follows a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Joint {
    /// Anything else: the list is over.
    #[default]
    Over,
    /// A comma, a dot, `와`, a space: the list goes on.
    On,
    /// `을 비롯한`, `을 비롯해`: the next names are of the same list.
    Including,
}

/// A line read as members.
#[derive(Debug)]
struct Row<'p, 'd> {
    line: &'p Line<'d>,
    text: &'p Text<'d>,
    items: Vec<Item>,
    /// Whether nothing but members stands before the first, and behind the last.
    opens: bool,
    closes: bool,
}

/// A list as it grows.
#[derive(Debug, Default)]
struct Open {
    members: Vec<usize>,
    /// The row of its first member and its first token; the row of the last and the token behind it.
    start: (usize, usize),
    end: (usize, usize),
    /// Members since the last label.
    labelled: usize,
}

/// The lists of people of a page.
pub(super) fn find(page: &Page<'_>, people: &[Person]) -> Vec<List> {
    let rows: Vec<Row<'_, '_>> = page
        .lines
        .iter()
        .filter(|l| l.tongue == Tongue::Korean)
        .map(|l| row(l, people))
        .collect();
    let mut out = Vec::new();
    let mut open = Open::default();
    for (n, row) in rows.iter().enumerate() {
        // A heading between two lines of members is no end.
        if row.items.is_empty() && !open.members.is_empty() && rests(row.text) {
            continue;
        }
        let before = rows.get(open.end.0).filter(|_| n > open.end.0);
        let near = (n - open.end.0) * 2;
        let next = n == open.end.0 + 1 || row.closes;
        let goes_on = row.opens
            && next
            && before.is_some_and(|b| b.closes && b.line.zone + near >= row.line.zone);
        let anew = row.items.first().is_some_and(|i| i.labelled) && open.labelled >= GROUP;
        if !goes_on || anew {
            close(&rows, &mut open, &mut out);
        }
        for (i, item) in row.items.iter().enumerate() {
            if item.labelled {
                if open.labelled >= GROUP && row.items.len() - i >= GROUP {
                    close(&rows, &mut open, &mut out);
                }
                open.labelled = 0;
            }
            if open.members.is_empty() {
                open.start = (n, item.first);
            }
            open.members.push(item.person);
            open.labelled += 1;
            open.end = (n, item.end);
            let last = i + 1 == row.items.len();
            if item.joint == Joint::Over && !(last && row.closes) {
                close(&rows, &mut open, &mut out);
            }
        }
    }
    close(&rows, &mut open, &mut out);
    // `홍길동 회장과 홍 회장`
    let name = |m: &usize| people.get(*m).map(|p| &p.name);
    out.retain(|l| {
        l.members
            .iter()
            .skip(1)
            .any(|m| name(m) != l.members.first().and_then(name))
    });
    out
}

/// Members of a group with a label of its own that make it a list of its own.
const GROUP: usize = 3;
/// Names without any sign of a roster beside them.
const UNSAID: usize = 3;

fn close(rows: &[Row<'_, '_>], open: &mut Open, out: &mut Vec<List>) {
    let done = std::mem::take(open);
    if done.members.len() < 2 {
        return;
    }
    let behind = words(rows, done.end, true);
    let before = words(rows, done.start, false);
    let role = role(&before, &behind);
    if done.members.len() < UNSAID && role.is_none() {
        return;
    }
    let (open_ended, categories) = rest(rows, done.end);
    out.push(List {
        role: role.unwrap_or_default(),
        members: done.members,
        open_ended,
        categories,
    });
}

/// Words beside a list that are looked at.
const BESIDE: usize = 24;

/// The words of the sentence behind or before a list.
fn words<'d>(rows: &[Row<'_, 'd>], at: (usize, usize), behind: bool) -> Vec<&'d str> {
    let Some(row) = rows.get(at.0) else {
        return Vec::new();
    };
    let tokens = &row.text.tokens;
    if behind {
        let from = tokens
            .iter()
            .skip(at.1.saturating_sub(1))
            .take(BESIDE)
            .take_while(|t| !t.is_stop());
        return from.map(|t| t.text).collect();
    }
    let from = at.1.saturating_sub(BESIDE);
    let before = tokens.get(from..at.1).unwrap_or(&[]);
    let stop = before.iter().rposition(Token::is_stop).map_or(0, |s| s + 1);
    let mut words: Vec<&str> = before.iter().skip(stop).map(|t| t.text).collect();
    if words.is_empty() {
        // A heading or an announcement right above.
        let above =
            at.0.checked_sub(1)
                .and_then(|r| rows.get(r))
                .filter(|r| is_heading(r.line.text));
        words.extend(
            above
                .into_iter()
                .flat_map(|r| r.text.tokens.iter().take(BESIDE))
                .map(|t| t.text),
        );
    }
    words
}

/// What leaves a list open (`등`), and the groups that it names without names.
fn rest(rows: &[Row<'_, '_>], end: (usize, usize)) -> (Option<String>, Vec<String>) {
    let Some(row) = rows.get(end.0) else {
        return (None, Vec::new());
    };
    let text = row.line.text;
    let last = row.text.before(end.1);
    let tokens = row.text.tokens.get(end.1..).unwrap_or(&[]);
    let first = tokens.first();
    let glued = last.is_some_and(|t| {
        t.text.ends_with("등") || t.text.ends_with("등이") || t.text.ends_with("등은")
    });
    let open = first.filter(|t| {
        matches!(
            t.text,
            "등" | "등이" | "등은" | "등을" | "등의" | "등과" | "등도" | "외" | "등에게"
        )
    });
    let including = first.is_some_and(|t| t.text.starts_with("비롯"));
    // `… 비롯한 당과 정부의 간부들이`: the group ends with its plural.
    let group = |from: usize| {
        let words = tokens
            .get(from..)?
            .iter()
            .take(BESIDE)
            .take_while(|t| t.is_word());
        let mut span: Option<Span> = None;
        for token in words {
            let start = span.map_or(token.span.start, |s| s.start);
            if let Some((noun, rest)) = token
                .text
                .rsplit_once('들')
                .filter(|(noun, _)| !noun.is_empty())
            {
                if tail::is_particle("들", rest) {
                    return Some(Span::new(
                        start,
                        token.span.start + noun.len() + '들'.len_utf8(),
                    ));
                }
            }
            span = Some(Span::new(start, token.span.end));
        }
        None
    };
    let from = usize::from(open.is_some() || including);
    let categories: Vec<String> = if from == 1 {
        group(from)
            .map(|s| s.of(text).to_owned())
            .into_iter()
            .collect()
    } else {
        Vec::new()
    };
    let words = if let Some(open) = open {
        Some(
            open.text
                .trim_end_matches(['이', '은', '을', '의', '과', '도'])
                .to_owned(),
        )
    } else if including {
        Some(
            categories
                .first()
                .cloned()
                .unwrap_or_else(|| "비롯".to_owned()),
        )
    } else {
        glued.then(|| "등".to_owned())
    };
    (words, categories)
}

/// Reads the members of a line.
fn row<'p, 'd>(line: &'p Line<'d>, people: &[Person]) -> Row<'p, 'd> {
    let from = people.partition_point(|p| p.place.at.zone < line.zone);
    let to = people.partition_point(|p| p.place.at.zone <= line.zone);
    if from == to {
        return Row {
            line,
            text: line.korean(),
            items: Vec::new(),
            opens: false,
            closes: false,
        };
    }
    let text = line.korean();
    let mut items: Vec<Item> = Vec::new();
    for person in from..to {
        let Some(p) = people.get(person) else {
            continue;
        };
        if matches!(p.form, Form::Name | Form::Short) {
            let item = item(line, text, person, p);
            // `홍길동의 여동생 홍영희`: who is only named for another is no member.
            let last = text.before(item.end).map_or("", |t| t.text);
            if !(item.particle && last.ends_with('의')) {
                items.push(item);
            }
        }
    }
    let nexts: Vec<Option<Item>> = items
        .iter()
        .skip(1)
        .copied()
        .map(Some)
        .chain([None])
        .collect();
    for (item, next) in items.iter_mut().zip(nexts) {
        item.joint = joint(text, item, next.as_ref());
    }
    let opens = items
        .first()
        .is_some_and(|i| text.tokens.get(..i.first).is_some_and(is_label));
    let closes = items.last().is_some_and(|i| {
        let behind = text.tokens.get(i.end..).unwrap_or(&[]);
        !i.particle
            && (behind.is_empty()
                || behind.len() == 1 && behind.iter().all(|t| t.is_comma() || t.is_stop()))
    });
    let whole = items.iter().rev().skip(1).all(|i| i.joint != Joint::Over);
    Row {
        line,
        text,
        items,
        opens: opens && whole,
        closes: closes && whole && opens,
    }
}

/// A person with the posts said here: where it begins and ends.
fn item(line: &Line<'_>, text: &Text<'_>, person: usize, p: &Person) -> Item {
    let span = p.place.at.span;
    let near = |s: Span| s.end + NEAR >= span.start && s.start <= span.end + NEAR;
    let own = p
        .titles
        .iter()
        .map(|t| t.at)
        .filter(|a| a.zone == line.zone && near(a.span))
        .map(|a| a.span);
    let mut start = span.start;
    let mut end = span.end;
    for title in own {
        // A post of several stands with the first or the last of them.
        let between = if title.end <= span.start {
            line.text.get(title.end..span.start)
        } else {
            line.text.get(span.end..title.start)
        };
        if between.is_some_and(|b| !b.contains([',', '·', '、', ';'])) {
            start = start.min(title.start);
            end = end.max(title.end);
        }
    }
    let mut first = text.at(start);
    let last = text.at(end.saturating_sub(1));
    let said = end;
    let labelled = text.get(text.at(span.start)).is_some_and(|_| {
        text.before(text.at(span.start))
            .is_some_and(|t| t.is(":") || t.is("："))
    });
    // `고 홍길동`, `경애하는 …`
    while let Some(before) = text
        .before(first)
        .filter(|t| matches!(t.text, "고" | "故" | "경애하는"))
    {
        let _ = before;
        first -= 1;
    }
    // A post may stand in the bracket behind the name.
    let remark = text.over_remark(text.at(span.end.saturating_sub(1)) + 1);
    let mut end = text.over_remark(last + 1).max(last + 1).max(remark);
    // `홍길동(벤드리아)을`
    let glued = |t: &Token<'_>| end > last + 1 && !t.spaced && tail::is_particle(")", t.text);
    let behind_remark = text.get(end).is_some_and(glued);
    end += usize::from(behind_remark);
    let written = text.get(last).map_or(said, |t| t.span.end);
    let mut particle = behind_remark || has_particle(line.text.get(said..written).unwrap_or(""));
    // An honorific as a word of its own.
    if let Some(next) = text.get(end).filter(|t| t.spaced) {
        let honoured = tail::tail("이", next.text).filter(tail::Tail::is_honorific);
        if let Some(tail) = honoured {
            particle |= !tail.particle.is_empty();
            end += 1;
        }
    }
    Item {
        person,
        first,
        end,
        labelled,
        particle,
        joint: Joint::Over,
    }
}

/// Whether what is written onto a name or a post ends with a particle, `등` aside.
fn has_particle(rest: &str) -> bool {
    let tail = tail::tail("이", rest).or_else(|| tail::tail("인", rest));
    let bare =
        rest.is_empty() || rest.ends_with('등') || rest.ends_with("동지") || rest.ends_with('씨');
    !bare && tail.is_none_or(|t| !t.particle.is_empty())
}

/// Bytes from a name to its posts at most.
const NEAR: usize = 240;
