//! The names of the features, in the order of [`super::features::matrix`].

/// The names of the numbers in a row.
pub(super) fn names() -> Vec<String> {
    let mut out: Vec<String> = [
        "weight",
        "words",
        "link",
        "commas",
        "ends",
        "stops",
        "digits",
        "capitals",
        "lower",
        "sentences",
        "word-length",
        "asks",
        "opening",
        "upper",
        "bold",
        "italic",
        "runs",
        "lines",
        "quotes",
        "bars",
        "hidden",
        "unread",
        "noscript",
        "kind",
        "depth",
        "rights",
        "repeats",
    ]
    .map(str::to_owned)
    .to_vec();
    for part in [
        "comment",
        "social",
        "related",
        "nav",
        "footer",
        "aside",
        "ad",
        "newsletter",
        "author",
        "picture",
        "meta",
        "tag",
        "popup",
        "contents",
        "content",
        "title",
        "lead",
        "quote",
        "box",
        "notice",
        "listing",
        "header",
    ] {
        out.push(format!("part-{part}"));
    }
    for tag in [
        "article",
        "main",
        "nav",
        "aside",
        "footer",
        "header",
        "list",
        "table",
        "figure",
        "form",
        "blockquote",
        "section",
        "figcaption",
        "details",
    ] {
        out.push(format!("in-{tag}"));
    }
    for up in 0..4 {
        for name in ["good", "link", "paragraphs", "blocks", "purity"] {
            out.push(format!("up{up}-{name}"));
        }
    }
    for up in 0..4 {
        out.push(format!("up{up}-siblings"));
    }
    out.push("reply".to_owned());
    for name in ["heavy90", "heavy70", "heavy50", "heavy35", "top"] {
        out.push(name.to_owned());
    }
    for name in ["alike", "alike-good", "alike-link", "alike-mean"] {
        out.push(name.to_owned());
    }
    for name in [
        "place",
        "before",
        "good-before",
        "page-good",
        "page-blocks",
        "title",
        "from-headline",
        "claimed",
        "description",
        "headline-up",
    ] {
        out.push(name.to_owned());
    }
    for offset in [-3, -2, -1, 1, 2, 3] {
        for name in ["weight", "link", "kind", "ends", "stops", "same"] {
            out.push(format!("n{offset}-{name}"));
        }
    }
    out
}
