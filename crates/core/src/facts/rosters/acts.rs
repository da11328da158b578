//! What three people or more are said to do together: words that for two are said of any meeting.

use super::{
    Role,
    roles::{OPENING, group_role},
};
use crate::facts::people::tokens::Token;

/// People in a row before words as common as these are a list from this number on.
pub(super) const TOGETHER: usize = 3;

/// Verbs whose subjects are a list, by their stems.
const DOING: &[(&str, Role)] = &[
    ("attend", Role::Attendance),
    ("participat", Role::Attendance),
    ("perform", Role::Attendance),
    ("gather", Role::Attendance),
    ("accompan", Role::Accompanied),
    ("speak", Role::Speakers),
    ("spok", Role::Speakers),
    ("testif", Role::Speakers),
    ("star", Role::Named),
    ("starr", Role::Named),
    ("co-star", Role::Named),
    ("co-starr", Role::Named),
    ("sign", Role::Named),
    ("died", Role::Named),
    ("co-sponsor", Role::Named),
    ("co-author", Role::Named),
];

/// Participles that say what was done to the people before them.
const DONE: &[(&str, Role)] = &[
    ("elected", Role::Elected),
    ("re-elected", Role::Elected),
    ("appointed", Role::Elected),
    ("named", Role::Elected),
    ("nominated", Role::Elected),
    ("selected", Role::Elected),
    ("chosen", Role::Elected),
    ("inducted", Role::Elected),
    ("promoted", Role::Elected),
    ("honored", Role::Elected),
    ("honoured", Role::Elected),
    ("awarded", Role::Elected),
    ("sworn", Role::Elected),
    ("present", Role::Attendance),
    ("seated", Role::Attendance),
    ("among", Role::Attendance),
    ("invited", Role::Attendance),
    ("killed", Role::Named),
    ("injured", Role::Named),
    ("wounded", Role::Named),
    ("arrested", Role::Named),
    ("detained", Role::Named),
    ("charged", Role::Named),
    ("indicted", Role::Named),
    ("convicted", Role::Named),
    ("sentenced", Role::Named),
    ("acquitted", Role::Named),
    ("listed", Role::Named),
];

/// Words right before a list.
const LEADING: &[(&str, Role)] = &[
    ("including", Role::Named),
    ("include", Role::Named),
    ("includes", Role::Named),
    ("included", Role::Named),
    ("namely", Role::Named),
    ("identified as", Role::Named),
    ("they were", Role::Named),
    ("they are", Role::Named),
    ("starring", Role::Named),
    ("co-starring", Role::Named),
    ("featuring", Role::Named),
    ("survived by", Role::Named),
    ("signed by", Role::Named),
    ("authored by", Role::Named),
    ("hear from", Role::Speakers),
    ("heard from", Role::Speakers),
    ("written by", Role::Named),
    ("led by", Role::Attendance),
    ("headed by", Role::Attendance),
    ("hosted by", Role::Attendance),
    ("performances by", Role::Attendance),
    ("performances from", Role::Attendance),
    ("alongside", Role::Accompanied),
    ("along with", Role::Accompanied),
    ("together with", Role::Accompanied),
    ("flanked by", Role::Accompanied),
];

/// What the words right before a list say: `…, including Orel, Vesk and Lind`, `the team of …`.
pub(super) fn leading(before: &[Token<'_>]) -> Option<Role> {
    let from = before.len().saturating_sub(OPENING);
    let (rest, role) = (from..before.len()).rev().find_map(|at| cue(before, at))?;
    let other = |t: &Token<'_>| t.is_verb() || t.tag == 'W' || matches!(&*t.lower, "," | ";" | ".");
    (!rest.iter().any(other)).then_some(role)
}

/// What the words that stand here say, and the words behind them.
fn cue<'t, 'p>(before: &'t [Token<'p>], at: usize) -> Option<(&'t [Token<'p>], Role)> {
    let here = before.get(at..)?;
    if here.first()?.lower == "of" {
        let group = at.checked_sub(1).and_then(|g| before.get(g))?;
        return group_role(group).map(|role| (here.get(1..).unwrap_or(&[]), role));
    }
    LEADING.iter().find_map(|(words, role)| {
        let rest = here.get(words.split(' ').count()..)?;
        stands(here, words).then_some((rest, *role))
    })
}

fn stands(tokens: &[Token<'_>], words: &str) -> bool {
    words
        .split(' ')
        .enumerate()
        .all(|(n, word)| tokens.get(n).is_some_and(|t| t.lower == word))
}

/// What the verb behind a list says that its people do: `… were all arrested`, `… will perform`.
pub(super) fn subject(behind: &[&Token<'_>]) -> Option<Role> {
    let helps = |t: &Token<'_>| {
        is_be(t)
            || t.tag == 'r'
            || matches!(t.tag, 'M' | 'H' | 'O')
            || matches!(&*t.lower, "also" | "all" | "both" | "each" | "to" | "later")
    };
    // What is a noun most often is a verb right behind a list: `… star in …`
    let doing = |word: &str| DOING.iter().find(|(stem, _)| is_form(word, stem));
    if let Some(found) = behind.first().and_then(|t| doing(&t.lower)) {
        return Some(found.1);
    }
    let from = behind
        .iter()
        .position(|t| t.is_verb() || t.tag == 'x' && !t.capital)?;
    let clause = |t: &&Token<'_>| t.tag == 'W' || matches!(&*t.lower, "that" | "\"" | "“");
    if behind.get(..from)?.iter().any(clause) {
        return None;
    }
    let helpers = behind.get(from..)?.iter().take_while(|t| helps(t));
    let done = helpers.clone().any(|t| is_be(t));
    let main = behind.get(from + helpers.count()..)?;
    let verb = &main.first()?.lower;
    if done {
        let found = DONE.iter().find(|d| d.0 == &**verb);
        return found.map(|d| d.1);
    }
    let takes = matches!(&**verb, "took" | "take" | "takes" | "taking");
    let what = main.iter().skip(1).take(3);
    if takes
        && what
            .clone()
            .any(|t| matches!(&*t.lower, "part" | "stage" | "seats"))
    {
        return Some(Role::Attendance);
    }
    doing(verb).map(|d| d.1)
}

fn is_be(token: &Token<'_>) -> bool {
    matches!(
        &*token.lower,
        "are" | "were" | "was" | "is" | "be" | "been" | "being"
    )
}

/// Whether a word is the stem with an ending of a verb.
fn is_form(word: &str, stem: &str) -> bool {
    let ending = word.strip_prefix(stem);
    ending.is_some_and(|e| {
        matches!(
            e,
            "" | "e"
                | "s"
                | "es"
                | "y"
                | "ies"
                | "ied"
                | "d"
                | "ed"
                | "ing"
                | "ying"
                | "en"
                | "red"
                | "ring"
        )
    })
}
