//! Dates, authors that the markup of the page's body claims: `time`, `itemprop`, data of scripts, the
//! address. They stand behind what the head of the page says.

use regex::Regex;
use std::sync::OnceLock;

use super::{
    metadata::author_names,
    tag::Tag,
    tree::{Name, NodeId, Tree},
};
use crate::layout::Metadata;

/// Adds the claims of elements in the stretch of runs `from..to`, where the article and what stands
/// around its headline are, and of `itemprop`s anywhere.
pub(super) fn add(tree: &Tree<'_>, from: u32, to: u32, metadata: &mut Metadata) {
    let mut published = Vec::new();
    let mut updated = Vec::new();
    let mut times = Vec::new();
    let mut authors = Vec::new();
    for (id, node) in (0u32..).zip(&tree.nodes) {
        let inside = node.runs.0 >= from && node.runs.0 < to;
        let property = tree.attr(id, Name::Itemprop);
        if let Some(property) = property {
            for word in property.split_whitespace() {
                match word {
                    "datePublished" | "dateCreated" => published.extend(value(tree, id)),
                    "dateModified" => updated.extend(value(tree, id)),
                    "author" if inside => authors.extend(person(tree, id)),
                    _ => {}
                }
            }
        }
        if node.tag == Tag::Time && inside && property.is_none() {
            let modified = names(tree, id).contains("update") || names(tree, id).contains("modif");
            if let Some(value) = value(tree, id) {
                if modified {
                    updated.push(value);
                } else {
                    times.push(value);
                }
            }
        }
        if inside
            && tree
                .attr(id, Name::Rel)
                .is_some_and(|r| r.split_whitespace().any(|w| w == "author"))
        {
            authors.extend(words(tree, id));
        }
    }
    extend(&mut metadata.published, published);
    extend(&mut metadata.published, times.into_iter().take(2));
    extend(&mut metadata.updated, updated);
    if metadata.authors.is_empty() {
        let found = authors.iter().flat_map(|a| author_names(a));
        extend(&mut metadata.authors, found.take(8));
    }
    if metadata.published.is_empty() {
        extend(&mut metadata.published, script_date(tree));
    }
    if metadata.published.is_empty()
        && let Some(url) = &metadata.url
    {
        let found = address_date(url);
        extend(&mut metadata.published, found);
    }
}

fn extend(list: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for item in more {
        if list.len() < 32 && !list.contains(&item) {
            list.push(item);
        }
    }
}

fn names(tree: &Tree<'_>, id: NodeId) -> String {
    tree.lineage(id)
        .take(2)
        .flat_map(|n| tree.attrs_of(n))
        .filter(|(n, _)| matches!(n, Name::Class | Name::Id))
        .map(|(_, v)| v.to_ascii_lowercase())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The machine-readable value of an element, else its words.
fn value(tree: &Tree<'_>, id: NodeId) -> Option<String> {
    [Name::Datetime, Name::Content]
        .into_iter()
        .filter_map(|n| tree.attr(id, n))
        .map(|v| v.trim().to_owned())
        .find(|v| v.bytes().any(|b| b.is_ascii_digit()))
        .or_else(|| words(tree, id).filter(|w| w.bytes().any(|b| b.is_ascii_digit())))
}

fn words(tree: &Tree<'_>, id: NodeId) -> Option<String> {
    let (from, to) = tree.node(id)?.runs;
    let runs = tree.runs.get(from as usize..to as usize)?;
    if runs.is_empty() || runs.len() > 12 {
        return None;
    }
    let text = runs
        .iter()
        .map(|r| super::entity::decode(r.span.of(tree.text)))
        .collect::<Vec<_>>()
        .join(" ");
    (text.len() < 300).then_some(text)
}

/// The name of an `itemprop="author"`: its inner `itemprop="name"` where there is one.
fn person(tree: &Tree<'_>, id: NodeId) -> Option<String> {
    if let Some(content) = tree.attr(id, Name::Content) {
        return Some(content.to_owned());
    }
    let inner = (id + 1..)
        .take(24)
        .take_while(|n| tree.lineage(*n).take(12).any(|a| a == id))
        .find(|n| tree.attr(*n, Name::Itemprop) == Some("name"));
    match inner {
        Some(inner) => tree
            .attr(inner, Name::Content)
            .map(str::to_owned)
            .or_else(|| words(tree, inner)),
        None => words(tree, id),
    }
}

/// The first date of publication among the data that scripts carry.
fn script_date(tree: &Tree<'_>) -> Option<String> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = PATTERN
        .get_or_init(|| {
            Regex::new(
                r#"(?i)\\?"(?:datePublished|publishedAt|published_at|publishDate|publish_date|publishedDate|published_time|firstPublished|datePublish|publicationDate|pubDate|pub_date)\\?"\s*:\s*\\?"(\d{4}-\d{2}-\d{2}[0-9T:.+Z -]{0,24})"#,
            )
            .ok()
        })
        .as_ref()?;
    let mut found: Vec<&str> = Vec::new();
    for (_, span) in &tree.scripts {
        for hit in pattern.captures_iter(span.of(tree.text)).take(8) {
            found.extend(hit.get(1).map(|m| m.as_str()));
        }
    }
    // Several dates are those of several articles; one that all share is this page's.
    let first = found.first()?;
    found
        .iter()
        .all(|f| f.get(..10) == first.get(..10))
        .then(|| (*first).to_owned())
}

/// The date in an address: `/2022/02/27/`, `/2022-02-27-…`, `/20220227…`.
fn address_date(url: &str) -> Option<String> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = PATTERN
        .get_or_init(|| {
            Regex::new(r"(?:^|[/_=-])((?:19|20)\d{2})([/-]?)(0[1-9]|1[0-2])([/-]?)(0[1-9]|[12]\d|3[01])(?:\D|$)").ok()
        })
        .as_ref()?;
    let found = pattern.captures(url)?;
    let part = |n: usize| found.get(n).map_or("", |m| m.as_str());
    (part(2) == part(4)).then(|| format!("{}-{}-{}", part(1), part(3), part(5)))
}

#[cfg(test)]
mod tests {
    use super::address_date;

    #[test]
    fn dates_of_addresses() {
        for (url, date) in [
            (
                "https://courier.example/2022/02/27/bridge",
                Some("2022-02-27"),
            ),
            (
                "https://courier.example/news/2022-02-27-bridge",
                Some("2022-02-27"),
            ),
            ("https://courier.example/view/20220227004500", None),
            ("https://courier.example/view/20220227", Some("2022-02-27")),
            ("https://courier.example/id/2022/0227", None),
            ("https://courier.example/2022/13/01/x", None),
        ] {
            assert_eq!(address_date(url).as_deref(), date, "{url}");
        }
    }
}
