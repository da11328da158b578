//! Which mentions of several documents mean one event.
//!
//! A pack's id decides. Else events of one kind, number and term are one if what the one is of is said
//! within what the other is of (`District Secretaries` within `District Secretaries of the Farmers' Union`),
//! where initials stand for their words, and no other event could be meant. Without a number it is the day
//! that tells two events of one kind apart.

use std::collections::{BTreeMap, BTreeSet};

use super::{Event, link::bounds};

/// The mentions of one event, each with the number of its document.
pub(crate) type Mentions<'e> = Vec<(usize, &'e Event)>;

/// Kind, number and term, and the day if there is no number.
type Sort<'e> = (&'e str, Option<u16>, Option<u16>, &'e str);

/// Mentions put together event by event, each list in the order of the documents. A mention that has
/// neither id nor number nor day is left out: it could be any event of its kind.
pub(crate) fn same<'e>(all: impl IntoIterator<Item = (usize, &'e Event)>) -> Vec<Mentions<'e>> {
    let mut known: BTreeMap<&str, Mentions<'e>> = BTreeMap::new();
    let mut sorts: BTreeMap<Sort<'e>, BTreeMap<Whose, Mentions<'e>>> = BTreeMap::new();
    let mut short: BTreeMap<Sort<'e>, Mentions<'e>> = BTreeMap::new();
    for (document, event) in all {
        if let Some(id) = event.id.as_deref().filter(|id| !is_provisional(id)) {
            known.entry(id).or_default().push((document, event));
            continue;
        }
        let Some(series) = event.series.as_deref() else {
            continue;
        };
        let whose = Whose::of(event.of.as_deref().unwrap_or(""));
        let day = event.start.as_deref().unwrap_or("");
        let sort = (series, event.ordinal, event.term);
        match (event.ordinal, whose.words.is_empty()) {
            (Some(_), false) => {
                let sort = sorts.entry((sort.0, sort.1, sort.2, "")).or_default();
                sort.entry(whose).or_default().push((document, event));
            }
            (_, _) if day.is_empty() => {}
            (Some(_), true) => {
                let list = short.entry((sort.0, sort.1, sort.2, day)).or_default();
                list.push((document, event));
            }
            (None, _) => {
                let sort = sorts.entry((sort.0, sort.1, sort.2, day)).or_default();
                sort.entry(whose).or_default().push((document, event));
            }
        }
    }
    let mut full: Vec<Mentions<'e>> = known.into_values().collect();
    for ((_, number, _, _), names) in sorts {
        match number {
            Some(_) => full.extend(within(names)),
            None => full.extend(names.into_values()),
        }
    }
    let mut out = with_short(full, short.into_values());
    for mentions in &mut out {
        mentions.sort_by_key(|(document, e)| (*document, e.place.hull().start));
    }
    out
}

/// Whether an id is one that no pack gave.
pub(crate) fn is_provisional(id: &str) -> bool {
    id.starts_with("event:")
}

/// What an event is of: its words without those that only tie them, and initials of what is spelled out
/// beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Whose {
    words: Vec<String>,
}

/// Words that tie others.
const TIES: [&str; 7] = ["of", "the", "and", "for", "on", "in", "to"];

/// Words whose initials are looked at.
const INITIALS: usize = 16;

impl Whose {
    fn of(text: &str) -> Whose {
        let words = in_order(text);
        let initials = initials(&words);
        let mut words: Vec<String> = words
            .into_iter()
            .filter(|w| !initials.contains(w))
            .collect();
        words.sort_unstable();
        words.dedup();
        Whose { words }
    }
}

/// Initials of two and more words that follow each other.
fn initials(words: &[String]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let words = words.get(..INITIALS.min(words.len())).unwrap_or_default();
    for start in 0..words.len() {
        let mut letters = String::new();
        for word in words.get(start..).unwrap_or_default() {
            letters.extend(word.chars().next());
            if letters.chars().nth(1).is_some() {
                out.insert(letters.clone());
            }
        }
    }
    out
}

/// An event with what it is of in its fullest form.
#[derive(Default)]
struct Fullest<'e> {
    words: BTreeSet<String>,
    mentions: Mentions<'e>,
}

/// Events of one kind and number: a name that stands within one other alone is that one's.
fn within(names: BTreeMap<Whose, Mentions<'_>>) -> Vec<Mentions<'_>> {
    let mut names: Vec<(Whose, Mentions<'_>)> = names.into_iter().collect();
    names.sort_by_key(|(w, _)| std::cmp::Reverse(w.words.len()));
    let mut events: Vec<Fullest<'_>> = Vec::new();
    // Events by a word of what they are of.
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (whose, mentions) in names {
        let lists = whose.words.iter().map(|w| by_word.get(w));
        let fewest = lists.min_by_key(|l| l.map_or(0, Vec::len)).flatten();
        let holds = |n: &usize| {
            let event = events.get(*n)?;
            let within = whose.words.iter().all(|w| event.words.contains(w));
            (within && is_near(&event.mentions, &mentions)).then_some(*n)
        };
        let mut meant = fewest.into_iter().flatten().filter_map(holds);
        if let (Some(one), None) = (meant.next(), meant.next()) {
            if let Some(event) = events.get_mut(one) {
                event.mentions.extend(mentions);
            }
            continue;
        }
        let spelled = mentions.first().and_then(|(_, e)| e.of.as_deref());
        let mut words: BTreeSet<String> = initials(&in_order(spelled.unwrap_or("")));
        words.extend(whose.words);
        for word in &words {
            by_word.entry(word.clone()).or_default().push(events.len());
        }
        events.push(Fullest { words, mentions });
    }
    events.into_iter().map(|e| e.mentions).collect()
}

/// The words of a name in its order, without those that tie them.
fn in_order(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .map(|w| w.strip_suffix('의').filter(|w| !w.is_empty()).unwrap_or(w))
        .filter(|w| !w.is_empty() && !TIES.contains(w) && *w != "s")
        .map(str::to_owned)
        .collect()
}

/// Days between the mentions of one event at most, where their names differ.
const APART: i64 = 31;

/// Whether the days of two lists of mentions can be those of one event.
fn is_near(a: &Mentions<'_>, b: &Mentions<'_>) -> bool {
    let hull = |mentions: &Mentions<'_>| {
        let days = mentions.iter().flat_map(|(_, e)| [&e.start, &e.end]);
        let days = days.flatten().filter_map(|d| bounds(d));
        days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    hull(a)
        .zip(hull(b))
        .is_none_or(|((a, b), (c, d))| a <= d + APART && c <= b + APART)
}

/// Puts a number with a day alone (`the 2nd conference` of one capture) to the event that another capture
/// names in full, if its noun, number and day are those of one event only.
fn with_short<'e>(
    mut full: Vec<Mentions<'e>>,
    short: impl Iterator<Item = Mentions<'e>>,
) -> Vec<Mentions<'e>> {
    // Events by their number and the months in which they have a day.
    let mut by_month: BTreeMap<(Option<u16>, String), BTreeSet<usize>> = BTreeMap::new();
    for (n, mentions) in full.iter().enumerate() {
        for (_, event) in mentions {
            for month in months(event) {
                let list = by_month.entry((event.ordinal, month.to_owned()));
                list.or_default().insert(n);
            }
        }
    }
    let mut left = Vec::new();
    for mentions in short {
        let first = mentions.first().map(|(_, e)| *e);
        let near = first.into_iter().flat_map(|e| {
            let keys = months(e).map(|m| (e.ordinal, m.to_owned()));
            keys.filter_map(|key| by_month.get(&key)).flatten().copied()
        });
        let near: BTreeSet<usize> = near.collect();
        let fits = |n: &usize| {
            let other = full.get(*n).into_iter().flatten();
            first.is_some_and(|e| other.into_iter().any(|(_, o)| is_short_of(e, o)))
        };
        let mut meant = near.into_iter().filter(fits);
        match (meant.next(), meant.next()) {
            (Some(one), None) => full
                .get_mut(one)
                .into_iter()
                .for_each(|o| o.extend(&mentions)),
            _ => left.push(mentions),
        }
    }
    full.extend(left);
    full
}

/// The months of the first and the last day.
fn months(event: &Event) -> impl Iterator<Item = &str> {
    let days = [&event.start, &event.end].into_iter().flatten();
    days.filter_map(|d| d.get(..MONTH))
}

/// Letters of a month (`2023-05`).
const MONTH: usize = 7;
/// Letters of a day (`2023-05-03`).
pub(crate) const DAY: usize = 10;

/// Whether an event with nothing but a number and a day can be one that is named in full.
fn is_short_of(short: &Event, full: &Event) -> bool {
    let span = |e: &Event| {
        let first = bounds(e.start.as_deref().or(e.end.as_deref())?)?;
        let last = bounds(e.end.as_deref().or(e.start.as_deref())?)?;
        Some((first.0, last.1))
    };
    let exact = short.start.as_deref().is_some_and(|s| s.len() >= DAY);
    let noun = short.text.split_whitespace().next_back().unwrap_or("");
    let noun = noun.to_lowercase();
    exact
        && short.ordinal == full.ordinal
        && !noun.is_empty()
        && full.text.to_lowercase().contains(&noun)
        && span(short)
            .zip(span(full))
            .is_some_and(|((a, b), (c, d))| a <= d && c <= b)
}

#[cfg(test)]
mod tests {
    use super::{Event, same};

    fn event(of: &str, ordinal: u16, start: Option<&str>) -> Event {
        Event {
            series: Some("conference".to_owned()),
            ordinal: Some(ordinal),
            of: Some(of.to_owned()),
            text: format!("conference of {of}"),
            start: start.map(str::to_owned),
            ..Event::default()
        }
    }

    fn groups(events: &[Event]) -> Vec<Vec<usize>> {
        let all = same(events.iter().enumerate());
        let numbers = |m: Vec<(usize, &Event)>| m.iter().map(|(n, _)| *n).collect();
        all.into_iter().map(numbers).collect()
    }

    #[test]
    fn shorter_names_and_initials_are_of_the_fullest() {
        let events = [
            event("Millers", 3, None),
            event("Millers of the Vendrian Unity Party", 3, Some("2023-03-14")),
            event("Millers of VUP", 3, Some("2023-03-16")),
            event("Millers of the Vendrian Unity Party (VUP)", 3, None),
            event("Millers of VUP", 2, None),
        ];
        assert_eq!(groups(&events), [vec![4], vec![0, 1, 2, 3]]);
    }

    #[test]
    fn a_name_within_two_events_is_neither() {
        let events = [
            event("Millers", 3, None),
            event("Millers of the Orlo Union", 3, None),
            event("Millers of the Karsk Union", 3, None),
        ];
        assert_eq!(groups(&events), [vec![2], vec![1], vec![0]]);
    }

    #[test]
    fn years_apart_are_two_events() {
        let events = [
            event("Millers of the Orlo Union", 3, Some("2023-03-14")),
            event("Millers", 3, Some("1991-05-02")),
        ];
        assert_eq!(groups(&events), [vec![0], vec![1]]);
    }

    #[test]
    fn words_of_a_name_in_hangul_lose_their_particle() {
        let events = [
            event("통일당의 군당비서", 3, None),
            event("군당비서", 3, None),
        ];
        assert_eq!(groups(&events), [vec![0, 1]]);
    }
}
