//! Versions side by side, as one page.

use minijinja::{
    Environment, context,
    value::{Serde, Value},
};
use serde::Serialize;
use variorum::versions::{Bead, Comparison, Extent, Part, Variant, VariantKind, Witness};

use crate::render::{environment, policy};

const SCRIPT: &str = include_str!("../templates/comparison.js");
const STYLE: &str = include_str!("../templates/comparison.css");
const TEMPLATES: [(&str, &str); 1] = [(
    "comparison.html",
    include_str!("../templates/comparison.html"),
)];

/// A stretch of one side of a bead.
#[derive(Serialize)]
struct Run<'c> {
    text: &'c str,
    is_spaced: bool,
    /// The number of its variant on the page.
    variant: Option<usize>,
    kind: &'static str,
    equivalent: bool,
}

/// A bead as a row of the page.
#[derive(Serialize)]
struct Row<'c> {
    number: String,
    is_heading: bool,
    is_moved: bool,
    /// Where its other side stands, where that is somewhere else.
    label: [String; 2],
    a: Vec<Run<'c>>,
    b: Vec<Run<'c>>,
    is_same: bool,
}

#[derive(Serialize)]
struct Weighty<'c> {
    number: usize,
    kind: &'static str,
    weight: f64,
    a: &'c str,
    b: &'c str,
}

/// A pair of versions.
#[derive(Serialize)]
struct Pair<'c> {
    number: usize,
    a: &'c Witness,
    b: &'c Witness,
    similarity: Option<f64>,
    sentences: Extent,
    words: Extent,
    moved: usize,
    weighty: Vec<Weighty<'c>>,
    rows: Vec<Row<'c>>,
}

/// How many variants there are of a kind.
#[derive(Serialize)]
struct Kind {
    name: &'static str,
    count: usize,
}

/// One page with each comparison: beads side by side, variants coloured by kind, with a filter and keys to
/// step through them. It needs nothing else, and every text is escaped.
///
/// ```
/// use variorum::{Corpus, ReadOptions, pack::Pack, versions::{CompareOptions, compare}};
///
/// let read = |text: &str| Corpus::from_text(text, &ReadOptions::default());
/// let (a, b) = (read("The weir was repaired.\n"), read("The weir was rebuilt.\n"));
/// let found = compare(&a.documents()[0], &b.documents()[0], &Pack::none(), &CompareOptions::default())?;
/// assert!(variorum_report::comparison_html(&[&found]).contains("rebuilt"));
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn comparison_html(comparisons: &[&Comparison]) -> String {
    render(comparisons).unwrap_or_else(|error| {
        // Templates are fixed and tested: an error here is a fault of this crate, and said.
        debug_assert!(false, "{error:#}");
        "<!doctype html><title>Variorum</title><p>The comparison could not be shown.".to_owned()
    })
}

/// One comparison as a piece of HTML for a notebook: the summary and each bead as a redline. All of its
/// style is inside.
pub fn redline_html(comparison: &Comparison) -> String {
    let fragment = || -> Result<String, minijinja::Error> {
        let mut env: Environment<'_> = environment()?;
        env.add_template("redline.html", include_str!("../templates/redline.html"))?;
        let mut first = 0;
        let pair = pair(0, comparison, &mut first);
        let lines: Vec<Vec<Run<'_>>> = lines(comparison);
        env.get_template("redline.html")?.render(context! {
            p => Value::from(Serde(&pair)),
            lines => Value::from(Serde(&lines)),
        })
    };
    fragment().unwrap_or_else(|error| {
        debug_assert!(false, "{error:#}");
        "<p>The comparison could not be shown.</p>".to_owned()
    })
}

/// Each bead as one line: what was left out before what was put in.
fn lines(comparison: &Comparison) -> Vec<Vec<Run<'_>>> {
    let all = comparison
        .heading_redlines
        .iter()
        .chain(&comparison.redlines);
    all.map(|parts| {
        let shown = parts
            .iter()
            .filter(|p| p.variant.is_some() || !p.b.is_empty());
        shown
            .map(|part| {
                let is_gone = part.b.is_empty();
                let mut run = run(comparison, part, if is_gone { &part.a } else { &part.b }, 0);
                if run.variant.is_some() {
                    run.kind = if is_gone { "gone" } else { "came" };
                }
                run
            })
            .collect()
    })
    .collect()
}

fn render(comparisons: &[&Comparison]) -> Result<String, minijinja::Error> {
    let mut env = environment()?;
    for (name, text) in TEMPLATES {
        env.add_template(name, text)?;
    }
    let mut first = 0;
    let pairs: Vec<Pair<'_>> = comparisons
        .iter()
        .enumerate()
        .map(|(number, comparison)| pair(number, comparison, &mut first))
        .collect();
    let count = |kind: VariantKind| {
        let variants = comparisons.iter().flat_map(|c| &c.variants);
        variants.filter(|v| v.kind == kind).count()
    };
    let kinds: Vec<Kind> = VariantKind::ALL
        .into_iter()
        .map(|kind| Kind {
            name: kind.name(),
            count: count(kind),
        })
        .filter(|k| k.count > 0)
        .collect();
    let title = comparisons
        .first()
        .and_then(|c| c.a.title.clone().or_else(|| c.b.title.clone()))
        .unwrap_or_else(|| "Versions".to_owned());
    env.get_template("comparison.html")?.render(context! {
        title,
        pairs => Value::from(Serde(&pairs)),
        kinds => Value::from(Serde(&kinds)),
        total => comparisons.iter().map(|c| c.variants.len()).sum::<usize>(),
        version => env!("CARGO_PKG_VERSION"),
        style => STYLE,
        script => SCRIPT,
        policy => policy(SCRIPT),
    })
}

fn run<'c>(comparison: &Comparison, part: &Part, text: &'c str, first: usize) -> Run<'c> {
    let variant: Option<&Variant> = part.variant.and_then(|n| comparison.variants.get(n));
    Run {
        text,
        is_spaced: part.is_spaced,
        variant: part.variant.map(|n| n + first),
        kind: variant.map_or("", |v| v.kind.name()),
        equivalent: variant.is_some_and(|v| v.equivalent),
    }
}

/// A pair for the page; its variants are numbered on from `first`.
fn pair<'c>(number: usize, comparison: &'c Comparison, first: &mut usize) -> Pair<'c> {
    let from = *first;
    *first += comparison.variants.len();
    let row = |(at, (bead, parts)): (usize, (&'c Bead, &'c Vec<Part>)), is_heading: bool| {
        let side = |of: fn(&Part) -> &String| -> Vec<Run<'c>> {
            let parts = parts.iter().filter(|p| !of(p).is_empty());
            parts.map(|p| run(comparison, p, of(p), from)).collect()
        };
        let list = |side: &[usize]| {
            side.iter()
                .map(|n| (n + 1).to_string())
                .collect::<Vec<_>>()
                .join(", ")
        };
        Row {
            number: format!("{}{at}", if is_heading { "h" } else { "s" }),
            is_heading,
            is_moved: bead.is_moved,
            label: [list(&bead.a), list(&bead.b)],
            a: side(|p| &p.a),
            b: side(|p| &p.b),
            is_same: parts.iter().all(|p| p.variant.is_none()),
        }
    };
    let headings = comparison
        .headings
        .iter()
        .zip(&comparison.heading_redlines)
        .enumerate();
    let beads = comparison
        .beads
        .iter()
        .zip(&comparison.redlines)
        .enumerate();
    let rows = headings
        .map(|h| row(h, true))
        .chain(beads.map(|b| row(b, false)))
        .collect();
    let weighty = comparison.summary.weightiest.iter().filter_map(|n| {
        let v = comparison.variants.get(*n)?;
        Some(Weighty {
            number: from + n,
            kind: v.kind.name(),
            weight: v.weight,
            a: &v.a,
            b: &v.b,
        })
    });
    Pair {
        number,
        a: &comparison.a,
        b: &comparison.b,
        similarity: comparison.summary.similarity,
        sentences: comparison.summary.sentences,
        words: comparison.summary.words,
        moved: comparison.summary.moved,
        weighty: weighty.collect(),
        rows,
    }
}
