//! Clusters from links.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::{Corpus, corpus::Facet};

use super::{
    Cluster, Member, Text,
    links::{Found, Label, Link},
    pairs::{Issue, shared_runs},
};

/// The least runs of words that a story has of one statement and of no other.
const OWN_RUNS: usize = 12;

/// The statements: each text with its core, the text of its cluster that has most versions.
fn cores(links: &[Link], original: &[Option<usize>]) -> BTreeMap<usize, usize> {
    let mut versions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in links.iter().filter(|l| l.label.is_same()) {
        versions.entry(link.document).or_default().push(link.of);
        versions.entry(link.of).or_default().push(link.document);
    }
    let mut order: Vec<(usize, usize)> =
        versions.iter().map(|(&text, v)| (v.len(), text)).collect();
    order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut core: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, text) in order {
        if core.contains_key(&text) {
            continue;
        }
        core.insert(text, text);
        for &version in versions.get(&text).into_iter().flatten() {
            core.entry(version).or_insert(text);
        }
    }
    for &text in original.iter().flatten() {
        core.entry(text).or_insert(text);
    }
    core
}

/// Of the links of a text to parts of other statements those that have enough which no other statement has: names
/// and titles stand in many.
fn of_its_own(
    text: usize,
    links: &[Link],
    core: &BTreeMap<usize, usize>,
    texts: &[Text],
) -> Vec<Link> {
    let Some(own) = texts.get(text) else {
        return Vec::new();
    };
    let statement = |link: &Link| core.get(&link.of).copied().unwrap_or(link.of);
    let elsewhere = |link: &&Link| core.get(&text) != Some(&statement(link));
    let mut runs: Vec<(u64, usize)> = Vec::new();
    for link in links.iter().filter(elsewhere) {
        let shared = texts.get(link.of).map(|of| shared_runs(own, of));
        let of = statement(link);
        runs.extend(shared.unwrap_or_default().into_iter().map(|run| (run, of)));
    }
    runs.sort_unstable();
    runs.dedup();
    let mut only: BTreeMap<usize, usize> = BTreeMap::new();
    for group in runs.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, of)] = group {
            *only.entry(*of).or_default() += 1;
        }
    }
    let enough = |link: &&Link| {
        link.label == Label::Excerpt || only.get(&statement(link)).is_some_and(|&n| n >= OWN_RUNS)
    };
    let kept = links.iter().filter(elsewhere).filter(enough);
    kept.filter_map(|link| link.measured(texts)).collect()
}

/// The links between documents with different words, and the statements: each text with its core.
pub(super) fn of_found(
    found: Vec<Found>,
    original: &[Option<usize>],
    texts: &[Text],
) -> (Vec<Link>, BTreeMap<usize, usize>) {
    let (mut same, mut parts): (Vec<Link>, BTreeMap<usize, Vec<Link>>) = Default::default();
    for found in found {
        match found {
            Found::Same(link) => same.push(link),
            Found::Part(link) => parts.entry(link.document).or_default().push(link),
        }
    }
    let core = cores(&same, original);
    let mut links: Vec<Link> = same
        .into_par_iter()
        .filter_map(|link| link.measured(texts))
        .collect();
    let parts: Vec<(usize, Vec<Link>)> = parts.into_iter().collect();
    let parts = parts.into_par_iter();
    let own: Vec<Link> = parts
        .flat_map_iter(|(text, links)| of_its_own(text, &links, &core, texts))
        .collect();
    links.extend(own);
    links.sort_unstable_by_key(|link| (link.document, link.of));
    (links, core)
}

/// The best link of a text to each statement that it has parts of.
fn best(links: &[Link], core: &BTreeMap<usize, usize>) -> BTreeMap<(usize, usize), Link> {
    let mut best: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for link in links {
        let statement = core.get(&link.of).copied().unwrap_or(link.of);
        let slot = best.entry((link.document, statement)).or_insert(*link);
        if link.shared > slot.shared {
            *slot = *link;
        }
    }
    best
}

/// The clusters of a corpus.
pub(super) fn of_links(
    corpus: &Corpus,
    links: &[Link],
    core: &BTreeMap<usize, usize>,
    original: &[Option<usize>],
    texts: &[Text],
    issues: &[Issue],
) -> Vec<Cluster> {
    let mut clusters: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    let mut between: HashMap<(usize, usize), &Link> = HashMap::new();
    for link in links.iter().filter(|l| l.label.is_same()) {
        between.insert((link.document, link.of), link);
        between.insert((link.of, link.document), link);
    }
    let published = Facet::named("published");
    let when = |number: usize| {
        corpus
            .value(number, &published)
            .map(std::borrow::Cow::into_owned)
    };
    // The documents of each text, and of each statement: exact copies too.
    let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut documents: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, of) in original.iter().enumerate() {
        if let Some(of) = of {
            copies.entry(*of).or_default().push(number);
            let statement = core.get(of).copied().unwrap_or(*of);
            documents.entry(statement).or_default().push(number);
        }
    }
    let text_of = |number: usize| original.get(number).copied().flatten().unwrap_or(number);
    for (&statement, numbers) in &documents {
        let mut numbers: Vec<(Option<String>, usize)> =
            numbers.iter().map(|&n| (when(n), n)).collect();
        numbers.sort_by(|a, b| (a.0.is_none(), &a.0, a.1).cmp(&(b.0.is_none(), &b.0, b.1)));
        let mut members: Vec<Member> = Vec::new();
        for (_, number) in numbers {
            let text = text_of(number);
            let Some(first) = members.first().map(|m| m.number) else {
                members.push(whole(number, None, number, texts));
                continue;
            };
            // The first document with the same words, else the origin, else the core, whichever it is linked with.
            let same = members.iter().find(|m| text_of(m.number) == text);
            if let Some(same) = same.map(|m| m.number) {
                members.push(whole(number, Some(Label::ExactCopy), same, texts));
                continue;
            }
            let others = [(text_of(first), first), (statement, statement)];
            let link = others
                .into_iter()
                .find_map(|(of, shown)| Some((*between.get(&(text, of))?, shown)));
            members.extend(link.map(|(link, of)| member(number, text, link, of)));
        }
        clusters.insert(statement, members);
    }
    // An outlet repeats its own sentences from item to item: to carry a statement is another's business.
    let outlet = |text: usize| issues.get(text).map(|i| i.outlet);
    let carries = |l: &&Link| match l.label {
        Label::Quotes => outlet(l.document) != outlet(l.of),
        label => !label.is_same(),
    };
    let carriers: Vec<Link> = links.iter().filter(carries).copied().collect();
    for ((text, statement), link) in best(&carriers, core) {
        let numbers = copies.get(&text).into_iter().flatten();
        let added = numbers.map(|&number| member(number, text, &link, link.of));
        clusters.entry(statement).or_default().extend(added);
    }
    let mut out: Vec<Cluster> = clusters
        .into_values()
        .filter(|members| members.len() > 1)
        .map(|members| named(members, texts, issues, &when))
        .collect();
    out.sort_by_key(|c| c.members.first().map(|m| m.number));
    out
}

/// A document that has all words of another, or stands for itself.
fn whole(number: usize, label: Option<Label>, of: usize, texts: &[Text]) -> Member {
    let words = texts.get(number);
    Member {
        number,
        label,
        of,
        contained: 1.0,
        contains: 1.0,
        shared: words.map_or(0, |t| t.runs.len()),
        longest_run: words.map_or(0, |t| t.words.len()),
    }
}

fn member(number: usize, text: usize, link: &Link, of: usize) -> Member {
    let (contained, contains) = if link.document == text {
        (link.contained, link.contains)
    } else {
        (link.contains, link.contained)
    };
    Member {
        number,
        label: Some(link.label),
        of,
        contained,
        contains,
        shared: link.shared,
        longest_run: link.longest_run,
    }
}

fn named(
    members: Vec<Member>,
    texts: &[Text],
    issues: &[Issue],
    when: &dyn Fn(usize) -> Option<String>,
) -> Cluster {
    let first = members.first().map_or(0, |m| m.number);
    let digest = texts.get(first).map_or(0, |t| t.digest);
    let date =
        |number: usize| when(number).filter(|_| issues.get(number).is_some_and(|i| i.is_dated));
    let others: Vec<Option<String>> = members.iter().skip(1).map(|m| date(m.number)).collect();
    let evidence = match date(first) {
        None => "no member is dated: the first in the corpus".to_owned(),
        Some(own) => match others.iter().flatten().min() {
            None => format!("published {own}; no other member is dated"),
            Some(next) if *next > own => format!("published {own}, the next {next}"),
            Some(_) => format!("published {own}, as others: the first of them in the corpus"),
        },
    };
    Cluster {
        id: format!("c{:012x}", (digest >> 80) as u64),
        members,
        evidence,
    }
}
