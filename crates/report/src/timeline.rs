//! Documents over time, stacked by outlet.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use variorum::Document;

use crate::{
    calendar::Unit,
    model::{OutletRow, plural},
};

/// Most steps of the axis, if a wider unit is left.
const STEPS: i64 = 64;
/// Highest stack in which every document has a mark of its own.
const STACK: usize = 16;
/// Height of the plot, in CSS pixels.
const HEIGHT: f64 = 170.0;
/// Most height of one document's mark.
const MARK: f64 = 14.0;
const TICKS: i64 = 6;

/// The timeline.
#[derive(Debug, Serialize)]
pub(crate) struct Timeline {
    pub(crate) unit: Unit,
    pub(crate) unit_name: &'static str,
    pub(crate) steps: Vec<Step>,
    /// Documents without a date that is exact enough.
    pub(crate) left_out: usize,
    #[serde(skip)]
    pub(crate) plot: Plot,
}

/// The drawing: across in percent, down in CSS pixels.
#[derive(Debug, Serialize)]
pub(crate) struct Plot {
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) levels: Vec<Level>,
}

/// One step of time with its documents.
#[derive(Debug, Serialize)]
pub(crate) struct Step {
    pub(crate) label: String,
    pub(crate) documents: usize,
    pub(crate) outlets: Vec<(String, usize)>,
}

/// A rectangle: one document, or all of one outlet in one step.
#[derive(Debug, Serialize)]
pub(crate) struct Mark {
    pub(crate) x: f64,
    pub(crate) width: f64,
    pub(crate) y: f64,
    pub(crate) height: f64,
    pub(crate) color: usize,
    pub(crate) label: String,
    /// Number of the document, if it is one.
    pub(crate) document: Option<usize>,
    /// What to filter the table of documents by, if it is several.
    pub(crate) filter: String,
}

/// A label of the time axis.
#[derive(Debug, Serialize)]
pub(crate) struct Tick {
    pub(crate) x: f64,
    pub(crate) label: String,
    pub(crate) anchor: &'static str,
    pub(crate) minor: bool,
}

/// A line of the count axis.
#[derive(Debug, Serialize)]
pub(crate) struct Level {
    pub(crate) y: f64,
    pub(crate) label: usize,
}

impl Timeline {
    /// The timeline of the documents that have a date; none if none has.
    pub(crate) fn new(documents: &[Arc<Document>], outlets: &[OutletRow]) -> Option<Self> {
        let unit = unit(documents)?;
        let mut steps: BTreeMap<i64, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
        for (rank, outlet) in outlets.iter().enumerate() {
            for &number in &outlet.members {
                let date = documents.get(number).and_then(|d| d.published);
                let Some(step) = date.and_then(|d| unit.step(&d)) else {
                    continue;
                };
                let stack = steps.entry(step).or_default();
                match stack.last_mut() {
                    Some((last, numbers)) if *last == rank => numbers.push(number),
                    _ => stack.push((rank, vec![number])),
                }
            }
        }
        let first = *steps.keys().next()?;
        let last = *steps.keys().next_back()?;
        let count = |stack: &Vec<(usize, Vec<usize>)>| -> usize {
            stack.iter().map(|(_, numbers)| numbers.len()).sum()
        };
        let highest = steps.values().map(count).max()?;
        let drawn: usize = steps.values().map(count).sum();
        let each = (HEIGHT / highest as f64).min(MARK);
        let height = (each * highest as f64).max(3.0 * MARK);
        let slots = (last - first + 1) as f64;
        let slot = 100.0 / slots;
        let mut marks = Vec::new();
        for (&step, stack) in &steps {
            // A narrow axis keeps its marks from growing into bars.
            let width = (slot * 0.82).clamp(0.35, 3.2);
            let x = (step - first) as f64 * slot + (slot - width) / 2.0;
            let mut below = 0usize;
            for (rank, numbers) in stack {
                let Some(outlet) = outlets.get(*rank) else {
                    continue;
                };
                let mut mark = |numbers: &[usize], document: Option<usize>, label: String| {
                    below += numbers.len();
                    let gap = if each >= 4.0 { 1.5 } else { 0.0 };
                    marks.push(Mark {
                        x: round(x.clamp(0.0, 100.0 - width)),
                        width: round(width),
                        y: round(height - below as f64 * each),
                        height: round((numbers.len() as f64 * each - gap).max(0.5)),
                        color: outlet.color,
                        label,
                        document,
                        filter: format!(
                            "{} {}",
                            unit.prefix(step),
                            outlet.key.as_ref().map_or("", |_| outlet.name.as_str())
                        ),
                    });
                };
                if highest <= STACK {
                    for &number in numbers {
                        let title = documents.get(number).and_then(|d| d.title.as_deref());
                        let label = format!(
                            "{} · {} · {}",
                            unit.label(step),
                            outlet.name,
                            title.unwrap_or("untitled")
                        );
                        mark(&[number], Some(number), label);
                    }
                } else {
                    let label = format!(
                        "{} · {} · {}",
                        unit.label(step),
                        outlet.name,
                        plural(numbers.len(), "document")
                    );
                    mark(numbers, None, label);
                }
            }
        }
        Some(Timeline {
            unit,
            unit_name: unit.name(),
            left_out: documents.len() - drawn,
            plot: Plot {
                height: round(height),
                marks,
                ticks: ticks(unit, first, last),
                levels: levels(highest, height, each),
            },
            steps: steps
                .iter()
                .map(|(&step, stack)| Step {
                    label: unit.label(step),
                    documents: count(stack),
                    outlets: stack
                        .iter()
                        .filter_map(|(rank, numbers)| {
                            Some((outlets.get(*rank)?.name.clone(), numbers.len()))
                        })
                        .collect(),
                })
                .collect(),
        })
    }
}

/// The finest unit that shows nine tenths of the dated documents in few enough steps; else the year.
fn unit(documents: &[Arc<Document>]) -> Option<Unit> {
    let steps = |unit: Unit| {
        let dates = documents.iter().filter_map(|d| d.published);
        dates
            .filter_map(move |d| unit.step(&d))
            .collect::<Vec<i64>>()
    };
    let dated = steps(Unit::Year).len();
    if dated == 0 {
        return None;
    }
    let fits = |unit: &Unit| {
        let found = steps(*unit);
        let (Some(first), Some(last)) = (found.iter().min(), found.iter().max()) else {
            return false;
        };
        last - first < STEPS && found.len() * 10 >= dated * 9
    };
    Some(Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Year))
}

fn ticks(unit: Unit, first: i64, last: i64) -> Vec<Tick> {
    let slots = last - first + 1;
    let every = (slots + TICKS - 1) / TICKS;
    let mut ticks = Vec::new();
    let mut step = first;
    let mut n = 0;
    while step <= last {
        let x = ((step - first) as f64 + 0.5) * 100.0 / slots as f64;
        let anchor = if x < 8.0 {
            "start"
        } else if x > 92.0 {
            "end"
        } else {
            "middle"
        };
        ticks.push(Tick {
            x: round(match anchor {
                "start" => 0.0,
                "end" => 100.0,
                _ => x,
            }),
            label: unit.tick(step),
            anchor,
            minor: n % 2 == 1,
        });
        n += 1;
        step += every;
    }
    ticks
}

fn levels(highest: usize, height: f64, each: f64) -> Vec<Level> {
    let rough = highest.div_ceil(4).max(1);
    let mut power = 1usize;
    while power * 10 <= rough {
        power *= 10;
    }
    let nice = [1, 2, 5, 10].map(|n| n * power);
    let every = nice.into_iter().find(|&n| n >= rough).unwrap_or(rough);
    (0..=highest)
        .step_by(every)
        .map(|label| Level {
            y: round(height - label as f64 * each),
            label,
        })
        .collect()
}

fn round(x: f64) -> f64 {
    (x * 100.0).round() / 100.0
}
