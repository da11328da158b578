//! What the words beside a list say that its people did.

use super::Role;
use crate::facts::people::tokens::Token;

/// Words between two members at most.
pub(super) const GAP: usize = 70;

/// Words of a title before the first name of a line at most.
pub(super) const OPENING: usize = 40;

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
    ("also includes", Role::Attendance),
    ("also include", Role::Attendance),
    ("also included", Role::Attendance),
    ("involved were", Role::Attendance),
    ("invited", Role::Attendance),
];

/// Nouns of groups that make a roster of the names that a verb or a colon says they are.
const GROUPS: &[(&str, Role)] = &[
    ("members", Role::Committee),
    ("board", Role::Committee),
    ("jury", Role::Committee),
    ("judges", Role::Committee),
    ("trustees", Role::Committee),
    ("directors", Role::Committee),
    ("officers", Role::Committee),
    ("commissioners", Role::Committee),
    ("panelists", Role::Speakers),
    ("panellists", Role::Speakers),
    ("panel", Role::Speakers),
    ("speakers", Role::Speakers),
    ("presenters", Role::Speakers),
    ("witnesses", Role::Speakers),
    ("squad", Role::Attendance),
    ("lineup", Role::Attendance),
    ("line-up", Role::Attendance),
    ("team", Role::Attendance),
    ("delegation", Role::Attendance),
    ("delegates", Role::Attendance),
    ("attendees", Role::Attendance),
    ("guests", Role::Attendance),
    ("participants", Role::Attendance),
    ("performers", Role::Attendance),
    ("starters", Role::Attendance),
    ("nominees", Role::Elected),
    ("finalists", Role::Elected),
    ("winners", Role::Elected),
    ("recipients", Role::Elected),
    ("laureates", Role::Elected),
    ("honorees", Role::Elected),
    ("inductees", Role::Elected),
    ("appointees", Role::Elected),
    ("cast", Role::Named),
    ("crew", Role::Named),
    ("authors", Role::Named),
    ("co-authors", Role::Named),
    ("editors", Role::Named),
    ("contributors", Role::Named),
    ("founders", Role::Named),
    ("co-founders", Role::Named),
    ("signatories", Role::Named),
    ("sponsors", Role::Named),
    ("co-sponsors", Role::Named),
    ("candidates", Role::Named),
    ("contenders", Role::Named),
    ("defendants", Role::Named),
    ("co-defendants", Role::Named),
    ("suspects", Role::Named),
    ("victims", Role::Named),
    ("survivors", Role::Named),
];

/// What a noun of a group says that its people do.
pub(super) fn group_role(noun: &Token<'_>) -> Option<Role> {
    group_of(&noun.lower)
}

/// What a noun of a group in small letters says that its people do.
pub(super) fn group_of(noun: &str) -> Option<Role> {
    GROUPS.iter().find(|g| g.0 == noun).map(|g| g.1)
}

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

/// Verbs whose object is a list.
const COMPRISING: [&str; 5] = [
    "accompanying",
    "comprising",
    "comprises",
    "comprise",
    "comprised",
];

/// What a sentence says before its list: the words nearest to the list decide.
pub(super) fn before_role(before: &[Token<'_>]) -> Option<Role> {
    let (at, role) = (0..before.len()).rev().find_map(|at| {
        let role = role_at(before.get(at..)?)?;
        Some((at, role))
    })?;
    if is_told_of(before, at) {
        return None;
    }
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

/// Whether words tell of something else than the report does: `the honour of being received by …`, `had been met
/// by …`.
fn is_told_of(words: &[Token<'_>], at: usize) -> bool {
    let before = |by: usize| at.checked_sub(by).and_then(|n| words.get(n));
    let is = |by: usize, words: &[&str]| before(by).is_some_and(|t| words.contains(&&*t.lower));
    is(1, &["being"]) || is(1, &["been"]) && is(2, &["had", "having"])
}

/// `The members of the council are …`, `Squad: …`
pub(super) fn group(before: &[Token<'_>]) -> Option<Role> {
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
    words.iter().rev().find_map(group_role)
}

/// `Among the audience were …`, `Watching the drill were …`: a sentence turned round, whose subjects come last.
pub(super) fn inverted(before: &[Token<'_>]) -> Option<Role> {
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
pub(super) fn passive(before: &[Token<'_>]) -> Option<Role> {
    let by = before.len().checked_sub(1)?;
    let with = before.get(by)?.lower == "with";
    if !(with || before.get(by)?.lower == "by") {
        return None;
    }
    let words = before.get(by.saturating_sub(BY)..by)?;
    let at = words.iter().rposition(|t| t.is_verb() || t.tag == 'x')?;
    if is_told_of(words, at) {
        return None;
    }
    let verb = &words.get(at)?.lower;
    let found = PASSIVES.iter().find(|p| p.0 == &**verb);
    found
        .filter(|p| !with || p.1 == Role::Accompanied)
        .map(|p| p.1)
}

/// `with Orel and Vesk dissenting`
pub(super) fn with(before: &[Token<'_>], behind: &[&Token<'_>]) -> Option<Role> {
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
pub(super) fn behind_role(behind: &[&Token<'_>]) -> Option<Role> {
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
