//! Where somebody works, by the words of a title: the inner body before the outer.

use crate::facts::people::TitleOf;

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
