//! Where somebody works, by the words of a title: the inner body before the outer.

use crate::facts::{
    people::{
        TitleOf,
        korean::{
            lexicon::{Role, is_post, lists},
            text::is_hangul,
        },
    },
    titles::korean::posts,
};

/// Bodies whose names go on with `of`: `Ministry of Mining Industry`.
const NAMED_WITH_OF: [&str; 24] = [
    "ministry",
    "department",
    "academy",
    "university",
    "institute",
    "college",
    "bureau",
    "commission",
    "council",
    "committee",
    "bank",
    "republic",
    "house",
    "board",
    "office",
    "faculty",
    "party",
    "union",
    "league",
    "federation",
    "association",
    "state",
    "school",
    "court",
];

/// The institutions of a Korean title: the words before the post that name bodies, the last one first.
/// Words that only describe one belong to it (`타르스크 제철소 압연직장 세포비서`).
fn korean(title: &str) -> Vec<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let Some((_, before)) = words.split_last() else {
        return Vec::new();
    };
    let mut out: Vec<String> = Vec::new();
    let mut part: Vec<&str> = Vec::new();
    for word in before {
        let word = word.trim_end_matches('의');
        let role = lists().role(word);
        if role.is(Role::MODIFIER) && !posts::is_named_body(word) || is_post(word) {
            part.clear();
            continue;
        }
        part.push(word);
        if posts::is_named_body(word) {
            out.push(part.join(" "));
            part.clear();
        }
    }
    out.reverse();
    out
}

/// The institutions that titles name, innermost first: `secretary … at the rolling shop of Tarsk Steel
/// Works` gives the shop and the works.
pub(super) fn of(titles: &[TitleOf]) -> Vec<String> {
    titles
        .iter()
        .map(|t| chain(&t.text))
        .find(|c| !c.is_empty())
        .unwrap_or_default()
}

fn chain(title: &str) -> Vec<String> {
    if title.chars().any(is_hangul) {
        return korean(title);
    }
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut parts: Vec<Vec<&str>> = Vec::new();
    let mut last = "";
    for word in words {
        let splits = match word {
            "at" | "under" => true,
            "of" => parts.is_empty() || !NAMED_WITH_OF.contains(&last.to_lowercase().as_str()),
            // `Committee of the Party`, but `Council of Ministers`
            "the" if last == "of" && parts.last().is_some_and(|p| p.len() > 1) => {
                if let Some(part) = parts.last_mut() {
                    part.pop();
                }
                true
            }
            _ => false,
        };
        if splits {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            if !(part.is_empty() && matches!(word, "the" | "a" | "an")) {
                part.push(word);
            }
        }
        last = word;
    }
    let mut out: Vec<String> = parts
        .into_iter()
        .map(|p| p.join(" "))
        .filter(|p| !p.is_empty())
        .collect();
    // The committee at a place is told by the place.
    let committee =
        |p: &String| p.to_lowercase().ends_with("committee") && p.starts_with(char::is_lowercase);
    if out.len() > 1 && out.first().is_some_and(committee) {
        out.remove(0);
    }
    // A post is no institution: `member of the presidium` alone says enough.
    out.retain(|p| {
        p.starts_with(char::is_uppercase)
            || p.contains(' ')
            || p.starts_with(|c: char| c.is_ascii_digit())
    });
    out
}
