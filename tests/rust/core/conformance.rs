//! Values of the literature and of other tools, by name, against the formulas of this crate.
//!
//! The cases are data in the shared folder. Every case must be computed by something here: one that
//! nothing handles fails the test. Where a case holds a number that is known to be wrong or to be another
//! quantity under the same name, the formula of that name must *not* give it.
//!
//! With `VARIORUM_CONFORMANCE_TABLE` set, the result is printed as a Markdown table.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::unnecessary_wraps,
    reason = "small counts; every answer has one type"
)]

mod answers;
mod texts;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use variorum::stats::measures::{Measured, contingency::Contingency};

use self::answers::answer;

/// What this crate says to a case.
enum Answer {
    /// Numbers to compare, one for each name of a bundle, or one without a name.
    Numbers(Vec<(String, f64)>),
    /// Something to compare exactly.
    Exact(Value),
    /// The right number, where the case holds a wrong one.
    Unlike(Value),
}

impl Answer {
    fn one(value: Measured) -> Option<Self> {
        Some(Answer::Numbers(vec![(String::new(), value.ok()?)]))
    }

    fn bundle(parts: &[(&str, Measured)]) -> Option<Self> {
        parts
            .iter()
            .map(|(name, value)| Some(((*name).to_owned(), (*value).ok()?)))
            .collect::<Option<Vec<_>>>()
            .map(Answer::Numbers)
    }
}

struct Case<'a>(&'a Value);

impl Case<'_> {
    fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or("")
    }

    fn input(&self, key: &str) -> &Value {
        &self.0["input"][key]
    }

    fn has(&self, key: &str) -> bool {
        !self.input(key).is_null()
    }

    fn whole(&self, key: &str) -> u64 {
        self.input(key)
            .as_u64()
            .unwrap_or_else(|| panic!("{}: {key}", self.text("id")))
    }

    fn number(&self, key: &str) -> f64 {
        self.input(key)
            .as_f64()
            .unwrap_or_else(|| panic!("{}: {key}", self.text("id")))
    }

    fn numbers(&self, key: &str) -> Vec<f64> {
        let list = self.input(key).as_array().unwrap();
        list.iter().map(|v| v.as_f64().unwrap()).collect()
    }

    fn wholes(&self, key: &str) -> Vec<u64> {
        let list = self.input(key).as_array().unwrap();
        list.iter().map(|v| v.as_u64().unwrap()).collect()
    }

    /// The 2×2 table of whatever counts the case gives.
    fn table(&self) -> Contingency {
        let margins = |joint: &str, first: &str, second: &str| {
            let (joint, first, second) = (self.whole(joint), self.whole(first), self.whole(second));
            // Without a total, any will do for measures that do not use it.
            let n = if self.has("N") {
                self.whole("N")
            } else {
                first + second
            };
            Contingency::from_margins(joint, first, second, n)
        };
        if self.has("o12") {
            Contingency::from_cells(
                self.whole("o11"),
                self.whole("o12"),
                self.whole("o21"),
                self.whole("o22"),
            )
        } else if self.has("freq1") {
            Contingency::from_corpora(
                self.whole("freq1"),
                self.whole("size1"),
                self.whole("freq2"),
                self.whole("size2"),
            )
        } else if self.has("fxy") {
            margins("fxy", "fx", "fy")
        } else if self.has("fab") {
            margins("fab", "fa", "fb")
        } else {
            margins("o11", "f1", "f2")
        }
        .unwrap()
    }

    /// The tokens, as words.
    fn words(&self) -> Vec<String> {
        let list = |v: &Value| -> Vec<String> {
            match v {
                Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
                other => {
                    let list = other.as_array().unwrap();
                    list.iter()
                        .map(|w| w.as_str().unwrap().to_owned())
                        .collect()
                }
            }
        };
        if self.has("generator") {
            let mut x = 42u64;
            let words: Vec<String> = (0..self.whole("n"))
                .map(|_| {
                    x = (1_103_515_245 * x + 12_345) % (1 << 31);
                    let share = x as f64 / f64::from(1u32 << 31);
                    format!("w{}", (300.0 * share.powi(3)) as u64)
                })
                .collect();
            assert_eq!(json!(words[..10]), *self.input("first10"));
            return words;
        }
        if self.has("tokens_repeat") {
            let repeat = self.input("tokens_repeat");
            let times = repeat["times"].as_u64().unwrap() as usize;
            return vec![list(&repeat["seq"]); times].concat();
        }
        list(self.input("tokens"))
    }
}

/// Numbers for words, the same for all lists that it is asked for.
#[derive(Default)]
struct Ids(BTreeMap<String, u32>);

impl Ids {
    fn of(&mut self, words: &[String]) -> Vec<u32> {
        words
            .iter()
            .map(|w| {
                let next = self.0.len() as u32;
                *self.0.entry(w.clone()).or_insert(next)
            })
            .collect()
    }
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap();
    list.iter()
        .map(|w| w.as_str().unwrap().to_owned())
        .collect()
}

/// The names and numbers of an expectation.
fn flat(value: &Value) -> Option<Vec<(String, f64)>> {
    match value {
        Value::Number(n) => Some(vec![(String::new(), n.as_f64()?)]),
        Value::Object(map) => map
            .iter()
            .map(|(k, v)| Some((k.clone(), v.as_f64()?)))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(i, v)| Some((i.to_string(), v.as_f64()?)))
            .collect(),
        _ => None,
    }
}

/// What is wrong with an answer; nothing if it conforms.
fn judge(case: &Case<'_>, answer: &Answer) -> Vec<String> {
    let expected = &case.0["expected"];
    let mut wrong = Vec::new();
    match answer {
        Answer::Unlike(ours) => {
            if ours == expected {
                wrong.push(format!(
                    "gives the number that is known to be wrong: {ours}"
                ));
            }
        }
        Answer::Exact(ours) => {
            let same = match (ours, expected) {
                // Expectations list the members that they speak of.
                (Value::Object(ours), Value::Object(expected)) => {
                    !expected.is_empty() && expected.iter().all(|(k, v)| ours.get(k) == Some(v))
                }
                _ => ours == expected,
            };
            if !same {
                wrong.push(format!("{ours} is not {expected}"));
            }
        }
        Answer::Numbers(ours) => {
            let tolerance = case.0["tolerance"].as_f64().unwrap_or(0.0);
            let Some(numbers) = flat(expected) else {
                return vec![format!("{expected} is no number")];
            };
            if numbers.len() != ours.len() {
                wrong.push(format!("{} values, not {}", ours.len(), numbers.len()));
            }
            // Expectations are printed with twelve digits, so that half a unit of the last is theirs.
            let apart =
                |a: f64, b: f64, tolerance: f64| (a - b).abs() > tolerance + 5e-12 * b.abs();
            let mine: BTreeMap<&str, f64> = ours.iter().map(|(k, v)| (k.as_str(), *v)).collect();
            for (name, number) in &numbers {
                match mine.get(name.as_str()) {
                    None => wrong.push(format!("no value for {name}")),
                    Some(&value) if apart(value, *number, tolerance) => {
                        wrong.push(format!("{name} {value} is not {number} ± {tolerance}"));
                    }
                    Some(_) => {}
                }
            }
            // The recomputation is exact where the published number is rounded.
            for (name, number) in flat(&case.0["independent_recompute"]).unwrap_or_default() {
                let Some(&value) = mine.get(name.as_str()) else {
                    continue;
                };
                if apart(value, number, 1e-9 * number.abs().max(1e-3)) {
                    wrong.push(format!("{name} {value} is not the recomputed {number}"));
                }
            }
        }
    }
    wrong
}

fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Numbers(parts) => parts
            .iter()
            .map(|(name, value)| format!("{name} {value:.9}").trim().to_owned())
            .collect::<Vec<_>>()
            .join(", "),
        Answer::Exact(value) => value.to_string(),
        Answer::Unlike(value) => format!("{value}, not the case's number"),
    }
}

#[test]
fn every_case_is_met() {
    let Some(folder) = crate::shared_folder() else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("reference/statistics_cases.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() >= 145, "only {} cases", cases.len());
    let printed = std::env::var_os("VARIORUM_CONFORMANCE_TABLE").is_some();
    if printed {
        println!("| case | measure | variant | expected | here | source |");
        println!("| --- | --- | --- | --- | --- | --- |");
    }
    let mut problems = Vec::new();
    let (mut met, mut unlike) = (0, 0);
    for value in &cases {
        let case = Case(value);
        let Some(answer) = answer(&case) else {
            problems.push(format!("{}: nothing computes it", case.text("id")));
            continue;
        };
        if printed {
            let cell = |text: &str| text.replace('|', "\\|");
            println!(
                "| `{}` | {} | {} | {} | {} | {} |",
                case.text("id"),
                cell(case.text("measure")),
                cell(case.text("variant")),
                cell(&value["expected"].to_string()),
                cell(&shown(&answer)),
                cell(case.text("source")),
            );
        }
        let wrong = judge(&case, &answer);
        let refused = matches!(answer, Answer::Unlike(_));
        let marked = ["do not copy", "NON-STANDARD", "quirk"]
            .iter()
            .any(|mark| case.text("variant").contains(mark) || case.text("formula").contains(mark));
        if refused != marked {
            problems.push(format!(
                "{}: marked {marked}, refused {refused}",
                case.text("id")
            ));
        }
        met += usize::from(wrong.is_empty() && !refused);
        unlike += usize::from(wrong.is_empty() && refused);
        problems.extend(wrong.iter().map(|w| format!("{}: {w}", case.text("id"))));
    }
    println!(
        "{met} cases met, {unlike} wrong numbers not given, of {}",
        cases.len()
    );
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(met + unlike, cases.len());
}

#[test]
fn a_wrong_number_is_seen() {
    let value = json!({"expected": {"a": 1.0, "b": 2.0}, "tolerance": 0.01, "independent_recompute": {"a": 1.0, "b": 2.001}});
    let case = Case(&value);
    let numbers = |a: f64, b: f64| Answer::Numbers(vec![("a".to_owned(), a), ("b".to_owned(), b)]);
    assert!(judge(&case, &numbers(1.0, 2.001)).is_empty());
    assert_eq!(judge(&case, &numbers(1.02, 2.001)).len(), 2);
    assert_eq!(judge(&case, &numbers(1.0, 2.0)).len(), 1);
    assert_eq!(
        judge(&case, &Answer::Numbers(vec![("a".to_owned(), 1.0)])).len(),
        2
    );
    assert_eq!(
        judge(&case, &Answer::Unlike(value["expected"].clone())).len(),
        1
    );
    assert_eq!(judge(&case, &Answer::Exact(json!({"a": 1.0}))).len(), 1);
}
