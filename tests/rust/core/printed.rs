//! Printed texts: paragraphs back out of hard-wrapped lines, articles told apart, damage repaired.

use std::path::PathBuf;

use variorum::{
    layout::printed::{self, Block, Hint},
    text::Span,
};

/// The shared captures, where they are there.
pub(crate) fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("VARIORUM_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    if path.is_dir() {
        Some(path)
    } else {
        println!("skipped: no shared captures at {}", path.display());
        None
    }
}

fn read(text: &str) -> Option<Vec<Block>> {
    let lines = printed::lines(text);
    let wrap = printed::detect(text, &lines)?;
    Some(printed::blocks(text, &lines[wrap.lines.clone()], &wrap))
}

/// Every non-white character of the lines in exactly one span.
fn assert_partition(text: &str, lines: &[Span], blocks: &[Block]) {
    let mut spans: Vec<Span> = blocks.iter().flat_map(|b| b.spans.clone()).collect();
    spans.sort();
    let mut at = 0;
    for span in &spans {
        assert!(span.start >= at, "spans overlap at {at}");
        at = span.end;
    }
    let held: usize = spans
        .iter()
        .map(|s| s.of(text).chars().filter(|c| !c.is_whitespace()).count())
        .sum();
    let all: usize = lines
        .iter()
        .map(|s| s.of(text).chars().filter(|c| !c.is_whitespace()).count())
        .sum();
    assert_eq!(held, all, "characters lost or added");
}

/// Titles, subtitles and paragraphs, an article each.
fn articles(blocks: &[Block]) -> Vec<(Option<String>, Option<String>, Vec<String>)> {
    let mut out: Vec<(Option<String>, Option<String>, Vec<String>)> = Vec::new();
    for block in blocks {
        let words = block.clean.text().to_owned();
        match block.hint {
            Hint::Title => out.push((Some(words), None, Vec::new())),
            hint => {
                if out.is_empty() {
                    out.push((None, None, Vec::new()));
                }
                let last = out.last_mut().unwrap();
                match hint {
                    Hint::Subtitle => last.1 = Some(words),
                    Hint::Paragraph | Hint::Heading | Hint::Line => last.2.push(words),
                    _ => {}
                }
            }
        }
    }
    out
}

#[test]
fn the_bulletin_is_two_articles() {
    let Some(shared) = shared() else { return };
    let gold: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(shared.join("reference/seeds/parse.json")).unwrap(),
    )
    .unwrap();
    let mut checked = 0;
    for (name, want) in gold.as_object().unwrap() {
        let want = want.as_array().unwrap();
        let text = std::fs::read_to_string(shared.join("captures/seeds").join(name)).unwrap();
        let Some(blocks) = read(&text) else {
            assert_eq!(want.len(), 1, "{name} is print");
            continue;
        };
        assert_partition(&text, &printed::lines(&text), &blocks);
        let found = articles(&blocks);
        assert_eq!(found.len(), want.len(), "{name}: articles");
        for (found, want) in found.iter().zip(want) {
            assert_eq!(found.0.as_deref(), want["title"].as_str());
            assert_eq!(
                found.1.as_deref(),
                want.get("subtitle").and_then(|s| s.as_str())
            );
            let paragraphs: Vec<&str> = want["paragraphs"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|p| p.as_str())
                .collect();
            for (i, (a, b)) in found.2.iter().zip(&paragraphs).enumerate() {
                // The reference joins lines by a space after a hyphen too, though the capture has
                // the compound in one piece elsewhere.
                assert_eq!(*a, b.replace("- ", "-"), "{name}: paragraph {i}");
            }
            assert_eq!(found.2.len(), paragraphs.len());
        }
        checked += 1;
    }
    assert_eq!(checked, 1, "one of the seeds is print");
}
