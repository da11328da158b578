//! Rosters listed, compared, and followed over time.

use std::collections::BTreeMap;

use super::actors::{Actors, Entry, List};
use crate::{
    Error, Result,
    table::{Cells, Provenance, Table},
};

/// Names that a line of the list of rosters shows.
const SHOWN: usize = 4;

fn provenance(actors: &Actors, measure: &str) -> Provenance {
    Provenance::new(measure)
        .count("documents", actors.len())
        .count("rosters", actors.lists.len())
}

fn role(list: &List) -> Option<String> {
    match serde_json::to_value(list.role) {
        Ok(serde_json::Value::String(name)) => Some(name),
        _ => None,
    }
}

/// The rosters of a corpus, one row each, by document and place.
///
/// Columns: `roster` (its number in the table), `date`, `role`, `event`, `members`, `names` (the first
/// of them), `open_ended`, `document start end path`. Places are bytes of the captures.
///
/// # Errors
///
/// None with a sound table; they are those of [`Table::with`].
pub fn rosters(actors: &Actors) -> Result<Table> {
    let lists = &actors.lists;
    let source = |list: &List| actors.source(list.document);
    let text = |f: &dyn Fn(&List) -> Option<String>| Cells::texts(lists.iter().map(f));
    let int = |f: &dyn Fn(usize, &List) -> usize| {
        Cells::ints(
            lists
                .iter()
                .enumerate()
                .map(|(n, l)| i64::try_from(f(n, l)).ok()),
        )
    };
    Table::new(provenance(actors, "rosters"))
        .with("roster", int(&|n, _| n))?
        .with("date", text(&|l| source(l)?.day.clone()))?
        .with("role", text(&role))?
        .with("event", text(&|l| l.event.clone()))?
        .with("members", int(&|_, l| l.members.len()))?
        .with("names", text(&|l| Some(first_names(actors, l))))?
        .with("open_ended", text(&|l| l.open.clone()))?
        .with("document", text(&|l| Some(source(l)?.id.clone())))?
        .with("start", int(&|_, l| l.span.start))?
        .with("end", int(&|_, l| l.span.end))?
        .with("path", text(&|l| Some(source(l)?.path.clone())))
}

fn first_names(actors: &Actors, list: &List) -> String {
    let names = list.members.iter().take(SHOWN);
    let names: Vec<&str> = names.map(|m| actors.name(m.person)).collect();
    let more = if list.members.len() > SHOWN {
        " …"
    } else {
        ""
    };
    names.join(", ") + more
}

/// What became of a person from one roster to the next.
#[derive(Clone, Debug, Default)]
struct Change {
    person: u32,
    what: &'static str,
    before: Option<usize>,
    after: Option<usize>,
    titles_before: Option<String>,
    titles_after: Option<String>,
    note: Option<&'static str>,
}

const OPEN: &str = "the other list is open: the person may have been there without being named";

/// Compares two rosters, member by member, in the order of the later one; those who left come last.
///
/// A person has moved if the order among those who are in both changed: everybody outside the longest
/// run that kept its order (Fredman 1975) is said to have moved, so that one who rises past ten is one
/// move and not eleven.
fn changes(before: &List, after: &List) -> Vec<Change> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, member) in before.members.iter().enumerate() {
        places.entry(member.person).or_default().push(at);
    }
    // The n-th of one identity is the n-th of the other: two bearers of a name stay two.
    let mut met: BTreeMap<u32, usize> = BTreeMap::new();
    let pairs: Vec<Option<usize>> = after
        .members
        .iter()
        .map(|m| {
            let n = met.entry(m.person).or_default();
            *n += 1;
            places.get(&m.person)?.get(*n - 1).copied()
        })
        .collect();
    let common: Vec<usize> = pairs.iter().flatten().copied().collect();
    let kept = longest_ascending(&common);
    let mut out = Vec::new();
    let mut in_common = 0;
    for (at, (member, pair)) in after.members.iter().zip(&pairs).enumerate() {
        let earlier = pair.and_then(|p| before.members.get(p));
        let titles = |e: &Entry| (!e.titles.is_empty()).then(|| e.titles.join("; "));
        let mut change = Change {
            person: member.person,
            before: pair.map(|p| p + 1),
            after: Some(at + 1),
            titles_before: earlier.and_then(titles),
            titles_after: titles(member),
            ..Change::default()
        };
        if pair.is_some() {
            let stayed = kept.get(in_common).copied().unwrap_or(true);
            in_common += 1;
            change.what = match (stayed, change.before.cmp(&change.after)) {
                (true, _) => "same",
                (false, std::cmp::Ordering::Greater) => "up",
                (false, std::cmp::Ordering::Less) => "down",
                (false, std::cmp::Ordering::Equal) => "moved",
            };
        } else {
            change.what = "entered";
            change.note = before.open.as_ref().map(|_| OPEN);
        }
        out.push(change);
    }
    let stayed: std::collections::BTreeSet<usize> = common.into_iter().collect();
    for (at, member) in before.members.iter().enumerate() {
        if !stayed.contains(&at) {
            out.push(Change {
                person: member.person,
                what: "left",
                before: Some(at + 1),
                titles_before: (!member.titles.is_empty()).then(|| member.titles.join("; ")),
                note: after.open.as_ref().map(|_| OPEN),
                ..Change::default()
            });
        }
    }
    out
}

/// For each number whether it is in the longest ascending run (patience sorting, n log n).
fn longest_ascending(numbers: &[usize]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    let value = |at: usize| numbers.get(at).copied().unwrap_or(usize::MAX);
    for (at, &number) in numbers.iter().enumerate() {
        let pile = tails.partition_point(|&t| value(t) < number);
        before.push(pile.checked_sub(1).and_then(|p| tails.get(p)).copied());
        match tails.get_mut(pile) {
            Some(top) => *top = at,
            None => tails.push(at),
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut at = tails.last().copied();
    while let Some(n) = at {
        if let Some(slot) = kept.get_mut(n) {
            *slot = true;
        }
        at = before.get(n).copied().flatten();
    }
    kept
}

/// The kind of event that a list belongs to: rosters of one kind are compared.
fn series<'a>(actors: &'a Actors, list: &'a List) -> Option<&'a str> {
    let event = list.event.as_deref()?;
    actors
        .events_of(list.document)
        .iter()
        .filter(|e| e.id.as_deref() == Some(event) || e.text == event)
        .find_map(|e| e.series.as_deref())
        .or(Some(event))
}

/// Compares the rosters of two documents: who entered, left, moved, has a new title.
///
/// Each roster of `after` is set beside the largest of `before` that has the same role; what has no
/// partner is told as `not comparable`, and so are lists of different kinds of event. Documents are
/// named by their position.
///
/// Columns: `role event_before event_after name id change position_before position_after
/// titles_before titles_after note`; `change` is `same`, `up`, `down`, `moved`, `entered`, `left`,
/// `not comparable`; a person whose titles differ says so in `note`.
///
/// # Errors
///
/// If a document is not there or has no roster.
pub fn roster_diff(actors: &Actors, before: usize, after: usize) -> Result<Table> {
    let of = |position: usize| -> Result<Vec<&List>> {
        let source = actors
            .documents
            .get(position)
            .ok_or_else(|| Error::usage("there is no such document"))?;
        let lists: Vec<&List> = actors
            .lists
            .iter()
            .filter(|l| l.document as usize == position)
            .collect();
        if lists.is_empty() {
            return Err(Error::usage(format!(
                "no roster was found in {}",
                source.path
            )));
        }
        Ok(lists)
    };
    let (earlier, later) = (of(before)?, of(after)?);
    let mut rows = Rows::default();
    let mut taken = vec![false; earlier.len()];
    let mut partner = |list: &List| {
        let free = earlier
            .iter()
            .enumerate()
            .filter(|(n, l)| l.role == list.role && taken.get(*n).is_some_and(|t| !t));
        let (n, _) = free.max_by_key(|(n, l)| (l.members.len(), std::cmp::Reverse(*n)))?;
        if let Some(slot) = taken.get_mut(n) {
            *slot = true;
        }
        earlier.get(n).copied()
    };
    for list in &later {
        match partner(list) {
            Some(before) => rows.compare(actors, before, list),
            None => rows.alone(
                None,
                Some(list),
                "no roster of this role in the earlier document",
            ),
        }
    }
    for (list, _) in earlier.iter().zip(&taken).filter(|(_, t)| !**t) {
        rows.alone(
            Some(list),
            None,
            "no roster of this role in the later document",
        );
    }
    rows.table(actors, provenance(actors, "rosters --diff"))
}

/// A row of a comparison, with the two lists.
#[derive(Debug, Default)]
struct Rows<'a> {
    rows: Vec<(Option<&'a List>, Option<&'a List>, Change)>,
}

impl<'a> Rows<'a> {
    fn compare(&mut self, actors: &'a Actors, before: &'a List, after: &'a List) {
        let kinds = (series(actors, before), series(actors, after));
        let different = matches!(kinds, (Some(a), Some(b)) if a != b);
        for mut change in changes(before, after) {
            if different {
                change.note =
                    Some("another kind of event: who attends one need not attend the other");
            } else if change.note.is_none()
                && change.titles_before.is_some()
                && change.titles_after.is_some()
                && change.titles_before != change.titles_after
            {
                change.note = Some("other titles");
            }
            self.rows.push((Some(before), Some(after), change));
        }
    }

    fn alone(&mut self, before: Option<&'a List>, after: Option<&'a List>, why: &'static str) {
        let list = before.or(after);
        for (at, member) in list.iter().flat_map(|l| l.members.iter().enumerate()) {
            let titles = (!member.titles.is_empty()).then(|| member.titles.join("; "));
            let (was, is) = (before.map(|_| at + 1), after.map(|_| at + 1));
            self.rows.push((
                before,
                after,
                Change {
                    person: member.person,
                    what: "not comparable",
                    before: was,
                    after: is,
                    titles_before: titles.clone().filter(|_| before.is_some()),
                    titles_after: titles.filter(|_| after.is_some()),
                    note: Some(why),
                },
            ));
        }
    }

    fn table(self, actors: &Actors, provenance: Provenance) -> Result<Table> {
        type Row<'a> = (Option<&'a List>, Option<&'a List>, Change);
        let rows = &self.rows;
        let text = |f: &dyn Fn(&Row<'_>) -> Option<String>| Cells::texts(rows.iter().map(f));
        let int = |f: &dyn Fn(&Change) -> Option<usize>| {
            Cells::ints(rows.iter().map(|r| i64::try_from(f(&r.2)?).ok()))
        };
        Table::new(provenance)
            .with("role", text(&|r| role(r.1.or(r.0)?)))?
            .with("event_before", text(&|r| r.0?.event.clone()))?
            .with("event_after", text(&|r| r.1?.event.clone()))?
            .with("name", text(&|r| Some(actors.name(r.2.person).to_owned())))?
            .with("id", text(&|r| actors.person(r.2.person)?.id.clone()))?
            .with("change", text(&|r| Some(r.2.what.to_owned())))?
            .with("position_before", int(&|c| c.before))?
            .with("position_after", int(&|c| c.after))?
            .with("titles_before", text(&|r| r.2.titles_before.clone()))?
            .with("titles_after", text(&|r| r.2.titles_after.clone()))?
            .with("note", text(&|r| r.2.note.map(str::to_owned)))
    }
}

/// The day of a roster, the roster, and what became of a person in it.
type Step<'a> = (&'a str, &'a List, Change);

/// Rosters followed over time: each is compared with the last before it that has the same role and the
/// same kind of event; the first of its kind tells where everybody began.
///
/// Columns: `date role event name id change position of position_before titles titles_before note
/// document path`; `change` is `first`, `same`, `up`, `down`, `moved`, `entered`, `left`. Lists without a
/// date, and of reprints, are left out and counted in the provenance.
///
/// # Errors
///
/// None with a sound table; they are those of [`Table::with`].
pub fn roster_history(actors: &Actors) -> Result<Table> {
    let dated: Vec<(&str, &List)> = actors
        .lists
        .iter()
        .filter_map(|l| {
            let source = actors.source(l.document)?;
            let own = source.original == l.document as usize;
            own.then_some((source.day.as_deref()?, l))
        })
        .collect();
    let left_out = actors.lists.len() - dated.len();
    let mut ordered = dated;
    ordered.sort_by_key(|(day, l)| (*day, l.document, l.span));
    let mut last: BTreeMap<(crate::facts::rosters::Role, String), &List> = BTreeMap::new();
    let mut rows: Vec<Step<'_>> = Vec::new();
    for (day, list) in ordered {
        let kind = (list.role, series(actors, list).unwrap_or("").to_owned());
        match last.insert(kind, list) {
            Some(before) => {
                rows.extend(changes(before, list).into_iter().map(|c| (day, list, c)));
            }
            None => rows.extend(list.members.iter().enumerate().map(|(at, m)| {
                let change = Change {
                    person: m.person,
                    what: "first",
                    after: Some(at + 1),
                    titles_after: (!m.titles.is_empty()).then(|| m.titles.join("; ")),
                    ..Change::default()
                };
                (day, list, change)
            })),
        }
    }
    let source = |l: &List| actors.source(l.document);
    let text = |f: &dyn Fn(&Step<'_>) -> Option<String>| Cells::texts(rows.iter().map(f));
    let int = |f: &dyn Fn(&Step<'_>) -> Option<usize>| {
        Cells::ints(rows.iter().map(|r| i64::try_from(f(r)?).ok()))
    };
    Table::new(provenance(actors, "rosters --history").count("undated_or_reprinted", left_out))
        .with("date", text(&|r| Some(r.0.to_owned())))?
        .with("role", text(&|r| role(r.1)))?
        .with("event", text(&|r| r.1.event.clone()))?
        .with("name", text(&|r| Some(actors.name(r.2.person).to_owned())))?
        .with("id", text(&|r| actors.person(r.2.person)?.id.clone()))?
        .with("change", text(&|r| Some(r.2.what.to_owned())))?
        .with("position", int(&|r| r.2.after))?
        .with("of", int(&|r| Some(r.1.members.len())))?
        .with("position_before", int(&|r| r.2.before))?
        .with("titles", text(&|r| r.2.titles_after.clone()))?
        .with("titles_before", text(&|r| r.2.titles_before.clone()))?
        .with("note", text(&|r| r.2.note.map(str::to_owned)))?
        .with("document", text(&|r| Some(source(r.1)?.id.clone())))?
        .with("path", text(&|r| Some(source(r.1)?.path.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_rises_past_others_is_one_move() {
        assert_eq!(longest_ascending(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(longest_ascending(&[]), Vec::<bool>::new());
        assert_eq!(longest_ascending(&[0, 1, 2]), [true; 3]);
    }

    fn list(people: &[u32], open: bool) -> List {
        List {
            document: 0,
            role: crate::facts::rosters::Role::Platform,
            event: None,
            members: people
                .iter()
                .map(|&person| Entry {
                    person,
                    titles: Vec::new(),
                })
                .collect(),
            open: open.then(|| "and others".to_owned()),
            span: crate::text::Span::new(0, 0),
        }
    }

    #[test]
    fn who_entered_left_and_moved() {
        let found = changes(&list(&[1, 2, 3, 4], false), &list(&[4, 1, 5, 2], true));
        let told: Vec<(u32, &str)> = found.iter().map(|c| (c.person, c.what)).collect();
        assert_eq!(
            told,
            [
                (4, "up"),
                (1, "same"),
                (5, "entered"),
                (2, "same"),
                (3, "left")
            ]
        );
        assert_eq!(found[4].note, Some(OPEN));
        assert_eq!(found[2].note, None);
    }

    #[test]
    fn two_bearers_of_one_name_stay_two() {
        let found = changes(&list(&[1, 2, 1], false), &list(&[1, 2], false));
        let told: Vec<&str> = found.iter().map(|c| c.what).collect();
        assert_eq!(told, ["same", "same", "left"]);
    }
}
