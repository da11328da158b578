//! `FollowTheMoney` (followthemoney.tech): entities, one JSON object each.

use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::{Actors, Graph};
use crate::pack::Pack;

/// An entity; its id may hold letters, figures, points, hyphens and underscores only.
fn entity(id: &str, schema: &str, properties: &[(&str, Vec<String>)]) -> Value {
    let filled = properties.iter().filter(|(_, v)| !v.is_empty());
    let properties: Map<String, Value> = filled
        .map(|(name, values)| ((*name).to_owned(), json!(values)))
        .collect();
    json!({"id": id, "schema": schema, "properties": properties})
}

/// Our ids have colons and letters of all scripts.
fn key(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if id.chars().all(plain) {
        return format!("variorum-{id}");
    }
    let kept: String = id
        .chars()
        .map(|c| if plain(c) { c } else { '-' })
        .take(60)
        .collect();
    format!("variorum-{kept}-{:08x}", xxh3_64(id.as_bytes()) >> 32)
}

fn some(value: Option<&str>) -> Vec<String> {
    value.into_iter().map(str::to_owned).collect()
}

/// Dates of `FollowTheMoney` are prefixes of ISO 8601.
fn date(value: Option<&str>) -> Vec<String> {
    some(value.filter(|v| !v.contains('/') && v.starts_with(|c: char| c.is_ascii_digit())))
}

/// A corpus' people as entities of `FollowTheMoney`: `Person`, `PublicBody`, `Position`, `Occupancy`, `Event`.
/// Addresses of captures stand in `sourceUrl` only if they are addresses of the web; else in `notes`.
pub fn follow_the_money(actors: &Actors, pack: &Pack) -> Vec<Value> {
    let graph = Graph::new(actors, pack);
    let mut out = Vec::new();
    for p in &graph.people {
        let others = p.others.iter().map(|o| (*o).to_owned()).collect();
        out.push(entity(
            &key(p.id),
            "Person",
            &[
                ("name", vec![p.name.to_owned()]),
                ("alias", others),
                ("wikidataId", some(p.wikidata)),
            ],
        ));
    }
    for (id, name) in &graph.organs {
        out.push(entity(
            &key(id),
            "PublicBody",
            &[("name", vec![name.clone()])],
        ));
    }
    let position = |post: &(String, Option<String>)| {
        key(&format!(
            "post:{}:{}",
            post.1.as_deref().unwrap_or(""),
            post.0
        ))
    };
    for (post, label) in &graph.posts {
        let organ = post.1.as_deref().map(key);
        out.push(entity(
            &position(post),
            "Position",
            &[
                ("name", vec![label.clone()]),
                ("organization", organ.into_iter().collect()),
            ],
        ));
    }
    for link in &graph.held {
        let post = position(&link.post);
        let id = key(&format!("held:{}:{post}", link.person));
        let days = link.sources.iter().filter_map(|(_, day)| *day);
        let days: Vec<String> = days.map(str::to_owned).collect();
        let paths = link.sources.iter().map(|(path, _)| (*path).to_owned());
        out.push(entity(
            &id,
            "Occupancy",
            &[
                ("holder", vec![key(link.person)]),
                ("post", vec![post]),
                ("date", days),
                ("description", paths.collect()),
            ],
        ));
    }
    for (id, e) in &graph.events {
        let involved = e.people.iter().map(|(person, _)| key(person));
        out.push(entity(
            &key(id),
            "Event",
            &[
                ("name", vec![e.name.to_owned()]),
                ("startDate", date(e.start)),
                ("endDate", date(e.end)),
                ("location", some(e.venue)),
                ("involved", involved.collect()),
                ("notes", e.sources.iter().map(|s| (*s).to_owned()).collect()),
            ],
        ));
    }
    out
}
