//! What the markup claims: JSON-LD, Open Graph, `meta`, `time`.

use serde_json::Value;

use super::{
    entity::decode,
    tag::Tag,
    tree::{Name, NodeId, Tree},
};
use crate::layout::Metadata;

/// Claims of the markup, and the body where JSON-LD repeats it.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) metadata: Metadata,
    /// `articleBody` of JSON-LD.
    pub(super) body: Option<String>,
}

/// A value with how far it is trusted: lower is better.
#[derive(Default)]
struct Ranked {
    items: Vec<(u8, String)>,
}

impl Ranked {
    fn add(&mut self, rank: u8, value: &str) {
        let value = fold(&decode(value));
        if !value.is_empty() && value.len() < 2000 {
            self.items.push((rank, value));
        }
    }

    fn into_list(mut self) -> Vec<String> {
        self.items.sort_by_key(|(rank, _)| *rank);
        let mut out: Vec<String> = Vec::new();
        for (_, value) in self.items {
            if out.len() < 32 && !out.contains(&value) {
                out.push(value);
            }
        }
        out
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Collector {
    titles: Ranked,
    outlets: Ranked,
    authors: Ranked,
    published: Ranked,
    updated: Ranked,
    descriptions: Ranked,
    language: Ranked,
    url: Ranked,
    body: Option<String>,
}

/// Collects the claims of a page.
pub(super) fn claims(tree: &Tree<'_>) -> Claims {
    let mut c = Collector::default();
    for (node, span) in &tree.scripts {
        let kind = tree.attr(*node, Name::Type).unwrap_or("");
        if kind.trim().to_ascii_lowercase().contains("ld+json") {
            c.json_ld(span.of(tree.text));
        }
    }
    for (id, node) in (0u32..).zip(&tree.nodes) {
        match node.tag {
            Tag::Meta => c.meta(tree, id),
            Tag::Link => c.link(tree, id),
            Tag::Html => {
                if let Some(lang) = tree.attr(id, Name::Lang) {
                    c.language.add(1, lang);
                }
            }
            Tag::Title => {
                let (from, to) = node.runs;
                let words: Vec<&str> = tree
                    .runs
                    .get(from as usize..to as usize)
                    .unwrap_or(&[])
                    .iter()
                    .map(|r| r.span.of(tree.text))
                    .collect();
                if tree
                    .lineage(id)
                    .all(|n| tree.node(n).is_none_or(|n| n.tag != Tag::Svg))
                {
                    c.titles.add(6, &words.concat());
                }
            }
            _ => {}
        }
    }
    Claims {
        metadata: Metadata {
            titles: c.titles.into_list(),
            outlets: c.outlets.into_list(),
            authors: c.authors.into_list(),
            published: c.published.into_list(),
            updated: c.updated.into_list(),
            descriptions: c.descriptions.into_list(),
            language: c.language.into_list().into_iter().next(),
            url: c.url.into_list().into_iter().next(),
        },
        body: c.body,
    }
}

impl Collector {
    fn link(&mut self, tree: &Tree<'_>, id: NodeId) {
        let rel = tree.attr(id, Name::Rel).unwrap_or("");
        if rel
            .split_whitespace()
            .any(|r| r.eq_ignore_ascii_case("canonical"))
            && let Some(href) = tree.attr(id, Name::Href)
        {
            self.url.add(0, href);
        }
    }

    fn meta(&mut self, tree: &Tree<'_>, id: NodeId) {
        let Some(content) = tree.attr(id, Name::Content) else {
            return;
        };
        let keys = tree.attrs_of(id).filter_map(|(name, value)| {
            matches!(name, Name::Name | Name::Property | Name::Itemprop).then_some(value)
        });
        for key in keys {
            self.meta_key(&key.trim().to_ascii_lowercase(), content);
        }
    }

    fn meta_key(&mut self, key: &str, content: &str) {
        match key {
            "og:title" => self.titles.add(2, content),
            "headline" => self.titles.add(1, content),
            "twitter:title" | "dc.title" | "dcterms.title" | "title" | "citation_title"
            | "sailthru.title" | "parsely-title" | "hdl" => self.titles.add(3, content),
            "og:site_name" => self.outlets.add(0, content),
            "application-name" | "twitter:site" | "dc.publisher" | "publisher"
            | "article:publisher" | "cre" | "source" | "copyright"
                if !content.starts_with("http") =>
            {
                self.outlets.add(3, content.trim_start_matches('@'));
            }
            "author"
            | "article:author"
            | "og:article:author"
            | "dc.creator"
            | "dcterms.creator"
            | "byl"
            | "byline"
            | "citation_author"
            | "sailthru.author"
            | "parsely-author"
            | "article:author_name"
            | "dable:author"
            | "twitter:data1"
            | "creator"
            | "article.author"
            | "cxenseparse:author"
            | "og:author" => {
                let rank = match key {
                    "author" | "parsely-author" | "sailthru.author" | "byl" | "citation_author" => {
                        1
                    }
                    "twitter:data1" => 5,
                    _ => 2,
                };
                self.author(rank, content);
            }
            "article:published_time"
            | "og:article:published_time"
            | "article:published"
            | "datepublished"
            | "article.published" => self.published.add(1, content),
            "date"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "dcterms.created"
            | "dc.date.created"
            | "ptime"
            | "pdate"
            | "sailthru.date"
            | "parsely-pub-date"
            | "citation_publication_date"
            | "citation_date"
            | "originalpublicationdate"
            | "article_date_original"
            | "cxenseparse:recs:publishtime"
            | "published_time"
            | "release_date"
            | "displaydate"
            | "dcterms.issued"
            | "published"
            | "article:post_date"
            | "article_date"
            | "datecreated"
            | "created"
            | "gentime"
            | "pub_date"
            | "rnews:datepublished"
            | "bt:pubdate"
            | "og:published_time"
            | "dable:item_published_time"
            | "publication_date"
            | "article.created"
            | "shareaholic:article_published_time" => {
                self.published.add(2, content);
            }
            "article:modified_time"
            | "og:article:modified_time"
            | "og:updated_time"
            | "datemodified"
            | "dcterms.modified"
            | "dc.date.modified"
            | "last-modified"
            | "lastmod"
            | "utime"
            | "updated_time"
            | "article.updated"
            | "modified"
            | "revision_date"
            | "bt:moddate"
            | "article:updated_time"
            | "shareaholic:article_modified_time" => {
                self.updated.add(1, content);
            }
            "og:description" => self.descriptions.add(1, content),
            "description"
            | "twitter:description"
            | "dc.description"
            | "dcterms.description"
            | "abstract"
            | "sailthru.description" => self.descriptions.add(2, content),
            "og:locale" | "language" | "dc.language" | "content-language" | "inlanguage" => {
                self.language.add(2, content);
            }
            "og:url" | "twitter:url" => self.url.add(1, content),
            _ => {}
        }
    }

    fn author(&mut self, rank: u8, text: &str) {
        for name in author_names(text) {
            self.authors.add(rank, &name);
        }
    }

    fn json_ld(&mut self, source: &str) {
        let source = source.trim();
        let source = source
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("-->")
            .trim_end_matches("]]>")
            .trim_end_matches("//")
            .trim();
        let mut value = serde_json::from_str::<Value>(source);
        if value.is_err() {
            // Raw line breaks inside strings, a semicolon or comma too many, entities.
            let repaired = repair(source);
            value = serde_json::from_str(&repaired);
            if value.is_err() && repaired.contains("&quot;") {
                value = serde_json::from_str(&decode(&repaired));
            }
        }
        let Ok(value) = value else { return };
        // Breadth first, bounded: pages nest graphs a few levels deep.
        let mut queue = vec![(&value, 0u8)];
        let mut at = 0;
        while let Some(&(item, depth)) = queue.get(at) {
            at += 1;
            match item {
                Value::Array(list) => queue.extend(list.iter().map(|v| (v, depth))),
                Value::Object(object) => {
                    self.json_item(item);
                    if depth < 3 {
                        for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                            if let Some(inner) = object.get(key) {
                                queue.push((inner, depth + 1));
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn json_item(&mut self, item: &Value) {
        let kinds: Vec<&str> = strings(item.get("@type"));
        let is_article = kinds.iter().any(|k| {
            k.ends_with("Article")
                || k.ends_with("Posting")
                || matches!(
                    *k,
                    "Report"
                        | "AnalysisNewsArticle"
                        | "Recipe"
                        | "Review"
                        | "HowTo"
                        | "CreativeWork"
                        | "Blog"
                )
        });
        let is_page = kinds
            .iter()
            .any(|k| k.ends_with("Page") || matches!(*k, "VideoObject" | "Event"));
        let is_site = kinds
            .iter()
            .any(|k| matches!(*k, "WebSite" | "NewsMediaOrganization"));
        if is_site {
            for name in strings(item.get("name")) {
                self.outlets.add(2, name);
            }
        }
        if !is_article && !is_page {
            return;
        }
        let rank = if is_article { 0 } else { 4 };
        for key in ["headline", "name"] {
            for title in strings(item.get(key)) {
                self.titles
                    .add(rank + u8::from(key == "name" && is_article), title);
            }
        }
        for key in ["datePublished", "dateCreated", "uploadDate"] {
            for date in strings(item.get(key)) {
                self.published.add(
                    if key == "datePublished" {
                        rank
                    } else {
                        rank + 2
                    },
                    date,
                );
            }
        }
        for date in strings(item.get("dateModified")) {
            self.updated.add(rank, date);
        }
        for description in strings(item.get("description")) {
            self.descriptions.add(rank, description);
        }
        for language in strings(item.get("inLanguage")) {
            self.language.add(0, language);
        }
        if is_article {
            for key in ["author", "creator"] {
                let mut found = Vec::new();
                names(item.get(key), 0, &mut found);
                for name in found {
                    self.author(u8::from(key == "creator"), &name);
                }
            }
            let mut found = Vec::new();
            names(item.get("publisher"), 0, &mut found);
            for name in found {
                self.outlets.add(1, &name);
            }
            for key in ["articleBody", "text"] {
                for body in strings(item.get(key)) {
                    if body.len() > self.body.as_ref().map_or(200, String::len) {
                        self.body = Some(decode(body));
                    }
                }
            }
            for url in strings(item.get("url")) {
                self.url.add(2, url);
            }
        }
    }
}

/// A string, or the strings of a list.
fn strings(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(s)) => vec![s.as_str()],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::Object(object)) => object
            .get("@value")
            .and_then(Value::as_str)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// Names of people or organisations: strings, objects with a `name`, lists of them.
fn names(value: Option<&Value>, depth: u8, out: &mut Vec<String>) {
    match value {
        Some(Value::String(s)) => out.push(s.clone()),
        Some(Value::Array(list)) if depth < 3 => {
            for item in list {
                names(Some(item), depth + 1, out);
            }
        }
        Some(Value::Object(object)) if depth < 3 => names(object.get("name"), depth + 1, out),
        _ => {}
    }
}

/// JSON as browsers' authors write it: raw control characters in strings, a trailing comma or
/// semicolon, made into JSON as the standard has it.
fn repair(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in source
        .trim_end_matches([';', ' ', '\n', '\r', '\t'])
        .chars()
    {
        if in_string {
            if escaped {
                escaped = false;
                if matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                    out.push(c);
                } else {
                    // `\'` and the like: the backslash was too many.
                    out.pop();
                    out.push(c);
                }
                continue;
            }
            match c {
                '\\' => escaped = true,
                '"' => in_string = false,
                c if c.is_control() => {
                    out.push(' ');
                    continue;
                }
                _ => {}
            }
        } else if c == '"' {
            in_string = true;
        } else if matches!(c, '}' | ']') {
            let kept = out.trim_end().len();
            if out.get(..kept).is_some_and(|s| s.ends_with(',')) {
                out.truncate(kept.saturating_sub(1));
            }
        }
        out.push(c);
    }
    out
}

/// The names in an author field: split where several stand in one, without "By", addresses and links.
pub(super) fn author_names(text: &str) -> Vec<String> {
    let text = fold(&strip_tags(&decode(text)));
    let mut rest = text.as_str();
    for lead in [
        "Written by ",
        "written by ",
        "Posted by ",
        "By ",
        "by ",
        "BY ",
        "By: ",
        "Author: ",
        "Von ",
        "Par ",
        "Por ",
    ] {
        if let Some(after) = rest.strip_prefix(lead) {
            rest = after;
            break;
        }
    }
    let mut out = Vec::new();
    for part in rest.split([';', '|']) {
        let mut pieces = vec![part];
        for joint in [" and ", " AND ", " & ", " und ", " et "] {
            pieces = pieces.iter().flat_map(|p| p.split(joint)).collect();
        }
        for piece in pieces {
            // Commas part names only where each part looks like a full name of its own.
            let commas: Vec<&str> = piece.split(',').map(str::trim).collect();
            if commas.len() > 1
                && commas
                    .iter()
                    .all(|c| c.split(' ').count() > 1 || c.is_empty())
            {
                out.extend(commas.into_iter().filter_map(clean_name));
            } else {
                out.extend(clean_name(piece));
            }
        }
    }
    out
}

fn strip_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

fn clean_name(name: &str) -> Option<String> {
    let name = name
        .trim()
        .trim_matches(|c: char| {
            matches!(c, ',' | ':' | '-' | '–' | '—' | '"' | '(' | ')' | '/' | '•')
        })
        .trim();
    let lower = name.to_lowercase();
    let refused = name.is_empty()
        || name.len() > 120
        || name.contains("://")
        || lower.starts_with("www.")
        || lower.contains(".com/")
        || (name.contains('@') && !name.contains(' '))
        || matches!(
            lower.as_str(),
            "admin"
                | "administrator"
                | "null"
                | "undefined"
                | "none"
                | "author"
                | "n/a"
                | "root"
                | "user"
                | "webmaster"
                | "false"
                | "true"
                | "unknown"
                | "anonymous"
        )
        || name.chars().all(|c| !c.is_alphabetic());
    (!refused).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::author_names;

    #[test]
    fn names_are_told_apart() {
        for (text, expected) in [
            ("By Ansa Rell and Tor Vane", vec!["Ansa Rell", "Tor Vane"]),
            ("Ansa Rell, Tor Vane", vec!["Ansa Rell", "Tor Vane"]),
            ("Ansa Rell, MD", vec!["Ansa Rell, MD"]),
            ("https://tarskcourier.example/author/rell", vec![]),
            ("admin", vec![]),
            ("<a href='/x'>Ansa Rell</a>", vec!["Ansa Rell"]),
        ] {
            assert_eq!(author_names(text), expected, "{text}");
        }
    }
}
