//! Popolo (popoloproject.com): people, organizations, posts, memberships, events as one JSON value.

use serde_json::{Value, json};

use super::{Actors, Graph};
use crate::pack::Pack;

/// A corpus' people in Popolo: `persons`, `organizations`, `posts`, `memberships`, `events`. Ids are those
/// of all tables; what carries a membership stands in its `sources`, with the day of the report as note.
///
/// ```
/// use variorum::{pack::Pack, stats::people::{Actors, popolo}};
/// let value = popolo(&Actors::default(), &Pack::none());
/// assert!(value["persons"].as_array().unwrap().is_empty());
/// ```
pub fn popolo(actors: &Actors, pack: &Pack) -> Value {
    let graph = Graph::new(actors, pack);
    let post_id = |post: &(String, Option<String>)| match &post.1 {
        Some(organ) => format!("post:{organ}:{}", post.0),
        None => format!("post:{}", post.0),
    };
    let persons: Vec<Value> = graph
        .people
        .iter()
        .map(|p| {
            let others: Vec<Value> = p.others.iter().map(|o| json!({"name": o})).collect();
            let wikidata = p.wikidata.iter();
            let ids: Vec<Value> = wikidata
                .map(|w| json!({"scheme": "wikidata", "identifier": w}))
                .collect();
            json!({"id": p.id, "name": p.name, "other_names": others, "identifiers": ids})
        })
        .collect();
    let organizations: Vec<Value> = graph
        .organs
        .iter()
        .map(|(id, name)| json!({"id": id, "name": name}))
        .collect();
    let posts: Vec<Value> = graph
        .posts
        .iter()
        .map(
            |(post, label)| json!({"id": post_id(post), "label": label, "organization_id": post.1}),
        )
        .collect();
    let memberships: Vec<Value> = graph
        .held
        .iter()
        .map(|link| {
            let sources: Vec<Value> = link
                .sources
                .iter()
                .map(|(path, day)| json!({"url": path, "note": day}))
                .collect();
            json!({
                "person_id": link.person,
                "post_id": post_id(&link.post),
                "organization_id": link.post.1,
                "sources": sources,
            })
        })
        .collect();
    let events: Vec<Value> = graph
        .events
        .iter()
        .map(|(id, e)| {
            let attendees: Vec<Value> = e
                .people
                .iter()
                .map(|(person, role)| json!({"person_id": person, "role": role}))
                .collect();
            let sources: Vec<Value> = e.sources.iter().map(|s| json!({"url": s})).collect();
            json!({
                "id": id, "name": e.name, "classification": e.series, "start_date": e.start,
                "end_date": e.end, "location": e.venue, "attendees": attendees, "sources": sources,
            })
        })
        .collect();
    json!({
        "persons": persons, "organizations": organizations, "posts": posts,
        "memberships": memberships, "events": events,
    })
}
