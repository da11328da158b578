//! Where one article ends and the next one begins.

use std::cell::LazyCell;

use crate::{
    layout::printed::{
        line::{End, columns, rows_unmeasured, words_of},
        part::{Case, Part, Role, case_of, has_dateline, has_verb, is_lead, is_section, overlap},
    },
    text::Span,
};

/// Where a further article starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Start {
    /// The number of its first line among those given.
    pub at: usize,
    /// How many non-blank lines its title and subtitle have; 0 if the article has no title.
    pub titles: usize,
}

/// Where further articles start in a text of one paragraph a line (or blocks of several lines given
/// as one span each). The first article, which starts at line 0, is not listed. `lines` are the lines
/// of the articles in order, without menus and other furniture; blank ones may stay.
///
/// A title alone is not enough: headings inside one article look the same. It takes an agency's end
/// mark, a rule, a dateline, a repeated pattern of title, byline and date, or several weaker signs.
pub fn split(text: &str, lines: &[Span]) -> Vec<Start> {
    let rows = rows_unmeasured(text, lines);
    let parts: Vec<Part<'_>> = rows
        .iter()
        .map(|(_, row)| Part::new(row.text(text), row.blanks > 0, row.page, row.indent))
        .collect();
    starts(&parts, false)
        .into_iter()
        .filter_map(|found| {
            Some(Start {
                at: rows.get(found.at)?.0,
                titles: found.titles,
            })
        })
        .collect()
}

/// A candidate: parts `from..to` may be the title of an article whose text starts at `to`.
#[derive(Clone, Debug)]
struct Run<'a> {
    from: usize,
    to: usize,
    titles: usize,
    meta: bool,
    rule: bool,
    /// The longest of its titles.
    longest: Option<&'a str>,
    indent: usize,
    /// Title lines right above the first byline or date.
    headed: usize,
}

impl Run<'_> {
    /// How its longest title is capitalised.
    fn case(&self) -> Case {
        self.longest.map_or(Case::None, case_of)
    }
}

/// Where further articles start, by part. `print` says that the parts come from a printed text,
/// where single lines apart are titles or headings and not captions or teasers.
pub(super) fn starts(parts: &[Part<'_>], print: bool) -> Vec<Start> {
    let runs = runs(parts);
    let first = runs.first().filter(|r| r.from == 0).cloned();
    let first_lead = first.as_ref().map_or(0, |r| r.to);
    let first_dated = parts.get(first_lead).is_some_and(|p| has_dateline(p.text));
    let body = parts.len();
    let candidates = runs.iter().filter(|r| r.from > 0 && r.titles > 0).count();
    let dense = candidates >= 3 && body < candidates * 4;
    let capture = Whole {
        first,
        first_dated,
        print,
        sparse: candidates * 6 <= body,
    };
    let mut out = Vec::new();
    let prose = LazyCell::new(|| prose_before(parts));
    let between = |from: usize, to: usize| {
        let at = |i: usize| prose.get(i).copied().unwrap_or(0);
        at(to).saturating_sub(at(from))
    };
    for (number, run) in runs.iter().enumerate() {
        if run.from == 0 || run.titles > MOST_TITLES {
            continue;
        }
        let (Some(before), Some(lead)) = (
            run.from.checked_sub(1).and_then(|b| parts.get(b)),
            parts.get(run.to),
        ) else {
            continue;
        };
        let Signs {
            hard,
            soft,
            told,
            verb,
        } = evidence(parts, run, &capture, before, lead);
        let enough = if run.titles == 0 {
            before.ends_item() && hard >= 8
        } else if print {
            hard >= 4 && hard + soft >= 5
                || (told || hard >= 2 && verb) && hard + soft >= if dense { 8 } else { 5 }
        } else {
            hard >= 4 && hard + soft >= 6 || told && soft >= 6 && !dense
        };
        if !enough {
            continue;
        }
        // A teaser has a title, a name and a date too, but no text to speak of.
        let next = runs
            .get(number + 1..)
            .unwrap_or(&[])
            .iter()
            .find(|r| if run.meta { r.meta } else { r.titles > 0 });
        let own = between(run.to, next.map_or(parts.len(), |r| r.from));
        let previous = out.last().map_or(first_lead, |s: &Start| s.at);
        let above = between(previous, run.from);
        let sure = before.ends_item() || print && run.rule;
        let short = if told || has_dateline(lead.text) {
            above < LEAST_PROSE / 3
        } else {
            above < LEAST_PROSE || own < LEAST_PROSE
        };
        if !short || sure || print && above > 0 {
            out.push(Start {
                at: run.from,
                titles: run.titles,
            });
        }
    }
    out
}

/// More lines before a text are a menu, not its title.
const MOST_TITLES: usize = 5;

/// An article on a page has at least so much text, in columns, before the next heading.
const LEAST_PROSE: usize = 350;

/// Columns of running text before each part, and in all.
fn prose_before(parts: &[Part<'_>]) -> Vec<usize> {
    let mut sum = 0;
    let mut out = vec![0];
    for part in parts {
        if part.role == Role::Prose {
            sum += columns(part.text);
        }
        out.push(sum);
    }
    out
}

/// What speaks for a start, in points.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// Signs that few headings have: end marks, rules, datelines, names and dates.
    hard: i32,
    /// Signs that headings may have too.
    soft: i32,
    /// The title tells what happened, and the text under it tells the same with its day.
    told: bool,
    /// A verb of headlines stands in the title.
    verb: bool,
}

/// What is known of the whole capture.
struct Whole<'a> {
    /// The titles at its start.
    first: Option<Run<'a>>,
    /// Whether its first paragraph opens with a dateline.
    first_dated: bool,
    /// Whether it is a printed text.
    print: bool,
    /// Whether there are few headings for so much text.
    sparse: bool,
}

/// What speaks for a start at a run.
fn evidence(
    parts: &[Part<'_>],
    run: &Run<'_>,
    capture: &Whole<'_>,
    before: &Part<'_>,
    lead: &Part<'_>,
) -> Signs {
    let print = capture.print;
    let first = capture.first.as_ref();
    let own: Vec<&Part<'_>> = parts
        .get(run.from..run.to)
        .unwrap_or(&[])
        .iter()
        .filter(|p| p.role == Role::Title)
        .collect();
    let dated = has_dateline(lead.text);
    let mut hard = 0;
    if before.ends_item() {
        hard += 6;
    }
    if run.rule {
        hard += 3;
    }
    if dated {
        hard += if capture.first_dated { 6 } else { 4 };
    }
    if run.meta && run.titles > 0 {
        // Title, then name or date, as at the start of the capture.
        let same = first.is_some_and(|f| f.meta && f.headed > 0) && run.headed > 0;
        hard += if same && run.headed <= 3 { 6 } else { 0 };
    }
    let page = parts
        .get(run.from..=run.to)
        .is_some_and(|run| run.first().is_some_and(|p| p.page));
    let mut soft = 0;
    if page {
        soft += 2;
    }
    let Some(title) = own.first() else {
        return Signs {
            hard,
            soft,
            told: false,
            verb: false,
        };
    };
    if !matches!(before.end, End::Stop) && hard < 4 {
        return Signs::default();
    }
    // On a page, what is not told has no chance without hard signs. The slow questions come last.
    let weak = !print && hard < 4;
    if weak && run.titles > 3 {
        return Signs::default();
    }
    let verb = own.iter().any(|p| has_verb(p.text));
    if weak && !verb {
        return Signs::default();
    }
    let dated = is_lead(lead.text);
    let case = run.case();
    if weak && !(dated && matches!(case, Case::Title | Case::Capitals)) {
        return Signs::default();
    }
    let length: usize = own.iter().map(|p| words_of(p.text).count()).sum();
    let all = columns(title.text);
    let shared = own
        .iter()
        .map(|p| overlap(p.text, lead.text))
        .max()
        .unwrap_or(0);
    // In print a title has no teasers and captions beside it, only headings.
    let retold = if print {
        shared >= 20 && verb && dated
            || capture.sparse && length >= 5 && shared >= 30 && (verb || dated)
    } else {
        shared >= 30 && verb && dated
    };
    let told = retold && run.titles <= 3 && matches!(case, Case::Title | Case::Capitals);
    soft += 2 * i32::from(verb);
    soft += if shared >= 50 {
        2
    } else {
        i32::from(shared >= 30)
    };
    soft += 2 * i32::from(dated);
    soft += i32::from(own.len() >= 2);
    soft += i32::from(length >= 6);
    if let Some(first) = first.filter(|f| f.titles > 0) {
        let same_case = first.case() == case;
        soft += if same_case && case != Case::None {
            2
        } else {
            0
        };
        soft -= if same_case { 0 } else { 3 };
        soft += i32::from(print && first.indent.abs_diff(run.indent) <= 2 && first.indent > 0);
    } else {
        // The capture does not start with a title: what stands above may be a caption.
        soft -= if before.ends_item() { 2 } else { 6 };
    }
    if length <= 2 {
        soft -= 4;
    }
    if own.iter().any(|p| is_section(p.text)) && hard < 6 {
        soft -= 8;
    }
    if case == Case::Sentence && print {
        soft -= 1;
    }
    if all > 160 {
        soft -= 2;
    }
    if columns(lead.text) < 60 {
        soft -= 2;
    }
    Signs {
        hard,
        soft,
        told,
        verb,
    }
}

/// Runs of parts that are no prose, each followed by prose; and prose that opens with a dateline.
fn runs<'a>(parts: &[Part<'a>]) -> Vec<Run<'a>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let from = at;
        while parts.get(at).is_some_and(|p| p.role != Role::Prose) {
            at += 1;
        }
        let Some(prose) = parts.get(at) else { break };
        let own = parts.get(from..at).unwrap_or(&[]);
        if own.is_empty() {
            if from > 0 && has_dateline(prose.text) {
                out.push(run(own, from, at));
            }
        } else {
            // A rule or an end mark inside the run: what stands before it belongs to the article before.
            let cut = own.iter().rposition(|p| p.role == Role::Rule).filter(|&i| {
                own.get(i + 1..)
                    .is_some_and(|rest| rest.iter().any(|p| p.role == Role::Title))
            });
            let (skip, rule) = match cut {
                Some(i) if from > 0 => (i, true),
                _ => (0, false),
            };
            // Where the first article has so many lines of title before its date, the others have too:
            // what stands above them is the tail of the article before.
            let skip = match out.first() {
                Some(first) if !rule && from > 0 => skip + tail(own, first),
                _ => skip,
            };
            let mut found = run(own.get(skip..).unwrap_or(&[]), from + skip, at);
            found.rule |= rule;
            out.push(found);
        }
        at += 1;
    }
    out
}

/// Parts at the start of a run that stand above the pattern of title and date of the first article.
fn tail(own: &[Part<'_>], first: &Run<'_>) -> usize {
    if first.from > 0 || first.headed == 0 {
        return 0;
    }
    let Some(meta) = own.iter().position(|p| p.role == Role::Meta) else {
        return 0;
    };
    let titles = own
        .get(..meta)
        .unwrap_or(&[])
        .iter()
        .rev()
        .take_while(|p| p.role == Role::Title)
        .take(first.headed)
        .count();
    if titles == 0 { 0 } else { meta - titles }
}

fn run<'a>(own: &[Part<'a>], from: usize, to: usize) -> Run<'a> {
    let titles = own.iter().filter(|p| p.role == Role::Title).count();
    let longest = own
        .iter()
        .filter(|p| p.role == Role::Title)
        .max_by_key(|p| p.text.len());
    let headed = own
        .iter()
        .position(|p| p.role == Role::Meta)
        .filter(|&m| {
            own.get(..m)
                .is_some_and(|above| above.iter().all(|p| p.role == Role::Title))
        })
        .unwrap_or(0);
    Run {
        from,
        to,
        headed,
        titles,
        meta: own.iter().any(|p| p.role == Role::Meta),
        rule: own.iter().any(|p| p.role == Role::Rule),
        longest: longest.map(|p| p.text),
        indent: longest.map_or(0, |p| p.indent),
    }
}
