//! Words that a page says of its links to those who cannot see them, left inside a sentence.

use memchr::memmem;

use crate::text::{Clean, Span};

/// Drops what a screen reader says of a link (`Malk, opens new tab, said`).
pub(super) fn dropped(clean: Clean) -> Clean {
    let text = clean.text();
    let mut kept: Vec<Span> = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(text.as_bytes(), b"pens ") {
        if let Some(words) = words(text, at)
            && words.start >= from
        {
            kept.push(Span::new(from, words.start));
            from = words.end;
        }
    }
    if kept.is_empty() {
        return clean;
    }
    kept.push(Span::new(from, text.len()));
    let mut next = Clean::builder(text);
    for span in kept {
        next.copy(span);
    }
    let next = next.finish();
    if next.text().trim().is_empty() {
        return clean;
    }
    clean.then(&next)
}

/// The span of `, opens new tab` or ` (opens in a new window)` whose `pens ` stands at `at`.
fn words(text: &str, at: usize) -> Option<Span> {
    let start = at.checked_sub(1)?;
    let (head, rest) = (text.get(..start)?, text.get(start..)?);
    let rest = rest.strip_prefix(['o', 'O'])?.strip_prefix("pens ")?;
    let rest = rest.strip_prefix("in ").unwrap_or(rest);
    let rest = rest.strip_prefix("a ").unwrap_or(rest);
    let rest = rest.strip_prefix("new ")?;
    let rest = rest
        .strip_prefix("tab")
        .or_else(|| rest.strip_prefix("window"))?;
    if let Some(head) = head.strip_suffix('(') {
        let rest = rest.strip_prefix(')')?;
        let head = head.strip_suffix(' ').unwrap_or(head);
        return Some(Span::new(head.len(), text.len() - rest.len()));
    }
    let head = head.strip_suffix(", ")?;
    let apart = !rest.starts_with(char::is_alphanumeric);
    apart.then(|| Span::new(head.len(), text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        dropped(Clean::copy_of(text, Span::new(0, text.len())))
            .text()
            .to_owned()
    }

    #[test]
    fn what_is_said_of_links_goes() {
        for (text, wanted) in [
            (
                "Vendria Rail (VR.T), opens new tab rose, and Tarsk Port , opens new tab, fell.",
                "Vendria Rail (VR.T) rose, and Tarsk Port , fell.",
            ),
            (
                "The report (opens in a new window) is long.",
                "The report is long.",
            ),
        ] {
            assert_eq!(shown(text), wanted);
        }
    }

    #[test]
    fn sentences_that_speak_of_tabs_stay() {
        for text in [
            "The page opens in a new tab of the browser.",
            "What happens in a new window of time?",
            "The shop, opens new table.",
        ] {
            assert_eq!(shown(text), text);
        }
    }
}
