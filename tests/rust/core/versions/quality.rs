//! How well versions are aligned and collated, on what the repository does not have: figures are printed
//! and floors kept.

use std::{fs, sync::Arc};

use serde_json::Value;
use variorum::{
    Corpus, Document, ReadOptions,
    pack::Pack,
    text::tokens,
    versions::{Bead, CompareOptions, align, compare},
};

/// Links of sentences in beads.
fn links(beads: &[Bead]) -> Vec<(usize, usize)> {
    let pairs = |bead: &Bead| -> Vec<(usize, usize)> {
        bead.a
            .iter()
            .flat_map(|i| bead.b.iter().map(|j| (*i, *j)))
            .collect()
    };
    beads.iter().flat_map(pairs).collect()
}

/// Random numbers that are the same on every machine (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// A text whose sentences know which lines they are made of.
type Text = Vec<(Vec<usize>, String)>;

/// 5 % of the sentences left out on each side, 8 % merged with the next, and a block of 3 to 10 moved in
/// the second.
fn disturb(lines: [&[&str]; 2], moves: bool, random: &mut Random) -> [Text; 2] {
    let mut sides = lines.map(|side| {
        let numbered = side
            .iter()
            .enumerate()
            .map(|(i, s)| (vec![i], (*s).to_owned()));
        numbered.filter(|_| random.unit() >= 0.05).collect::<Text>()
    });
    for side in &mut sides {
        let mut merged: Text = Vec::new();
        let mut rest = std::mem::take(side).into_iter();
        while let Some(mut sentence) = rest.next() {
            if random.unit() < 0.08
                && let Some(next) = rest.next()
            {
                sentence.0.extend(next.0);
                sentence.1 = format!("{} {}", sentence.1, next.1);
            }
            merged.push(sentence);
        }
        *side = merged;
    }
    if moves {
        let side = &mut sides[1];
        let len = 3 + random.below(8);
        let at = random.below(side.len() - len);
        let block: Text = side.drain(at..at + len).collect();
        let to = loop {
            let to = random.below(side.len() + 1);
            if to.abs_diff(at) >= 3 {
                break to;
            }
        };
        side.splice(to..to, block);
    }
    sides
}

fn f1(lines: [&[&str]; 2], moves: bool, seeds: u64) -> f64 {
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for seed in 0..seeds {
        let mut random = Random(seed * 7919 + u64::from(moves));
        for (a, b) in lines[0].chunks_exact(40).zip(lines[1].chunks_exact(40)) {
            let [x, y] = disturb([a, b], moves, &mut random);
            let mut gold = Vec::new();
            for (i, p) in x.iter().enumerate() {
                for (j, q) in y.iter().enumerate() {
                    if p.0.iter().any(|line| q.0.contains(line)) {
                        gold.push((i, j));
                    }
                }
            }
            let texts = |side: &Text| side.iter().map(|s| s.1.clone()).collect::<Vec<_>>();
            let (s, t) = (texts(&x), texts(&y));
            let beads = align(
                &s.iter().map(String::as_str).collect::<Vec<_>>(),
                &t.iter().map(String::as_str).collect::<Vec<_>>(),
            );
            let links = links(&beads);
            right += links.iter().filter(|l| gold.contains(l)).count();
            found += links.len();
            wanted += gold.len();
        }
    }
    2.0 * right as f64 / (found + wanted) as f64
}

/// Two human translations of the same news (WMT21 cs-en). Weights were chosen on the first half.
#[test]
fn parallel_news_is_aligned() {
    let Some(shared) = crate::shared_folder() else {
        return;
    };
    let file = |name: &str| {
        fs::read_to_string(
            shared
                .join("reference/alignment")
                .join(format!("newstest2021.cs-en.ref.{name}.en")),
        )
    };
    let (Ok(a), Ok(b)) = (file("A"), file("B")) else {
        println!("skipped: no parallel news");
        return;
    };
    let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let half = a.len() / 2;
    for (name, range) in [("first half", 0..half), ("second half", half..a.len())] {
        let lines = [&a[range.clone()], &b[range]];
        let plain = f1(lines, false, 12);
        let moved = f1(lines, true, 12);
        println!("{name}: merges and deletions {plain:.4}, and a moved block {moved:.4}");
        assert!(plain >= 0.975 && moved >= 0.965);
    }
}

fn seeds() -> Option<(std::path::PathBuf, [Arc<Document>; 2])> {
    let shared = crate::shared_folder()?;
    let folder = shared.join("captures/seeds");
    let read = |name: &str, number: usize| {
        let corpus = Corpus::read(&[folder.join(name)], &ReadOptions::default(), &()).ok()?;
        corpus.documents().get(number).map(Arc::clone)
    };
    let a = read("002_b96c71e6fa770c77.txt", 0)?;
    let b = read("004_80027659ce6300ae.txt", 1)?;
    Some((shared.join("reference/seeds"), [a, b]))
}

/// Words in lower case, apostrophes straight, marks aside.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['’', '‘'], "'");
    tokens(&text)
        .filter(|t| t.kind.is_word())
        .map(|t| t.span.of(&text).to_owned())
        .collect()
}

/// Without the words that both sides begin and end with.
fn bare(a: &str, b: &str) -> (Vec<String>, Vec<String>) {
    let (mut a, mut b) = (words(a), words(b));
    while !a.is_empty() && !b.is_empty() && a[0] == b[0] {
        a.remove(0);
        b.remove(0);
    }
    while !a.is_empty() && !b.is_empty() && a.last() == b.last() {
        a.pop();
        b.pop();
    }
    (a, b)
}

/// A unit of the list is found where one variant has its words on both sides. The units come with words of
/// context, so words that both sides begin or end with are taken off both the unit and the variant.
#[test]
fn two_translations_of_an_address() {
    let Some((reference, [a, b])) = seeds() else {
        return;
    };
    for pack in [Pack::dprk(), Pack::none()] {
        let found = compare(&a, &b, &pack, &CompareOptions::default()).unwrap();
        let gold: Value =
            serde_json::from_str(&fs::read_to_string(reference.join("alignment.json")).unwrap())
                .unwrap();
        let beads = serde_json::to_value(
            found
                .beads
                .iter()
                .map(|bead| [&bead.a, &bead.b])
                .collect::<Vec<_>>(),
        )
        .unwrap();
        assert_eq!(beads, gold["beads"]);
        let units = fs::read_to_string(reference.join("variation_units_002_vs_004b.tsv")).unwrap();
        let variants: Vec<_> = found.variants.iter().map(|v| bare(&v.a, &v.b)).collect();
        let (mut hits, mut all) = (0, 0);
        for line in units.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, left, _, right, kind] = fields[..] else {
                continue;
            };
            if kind != "same" {
                all += 1;
                hits += usize::from(variants.contains(&bare(left, right)));
            }
        }
        println!("pack '{}': {hits} of {all} units", pack.name);
        assert!(hits * 10 >= all * 9, "{hits} of {all}");
        let weighty: Vec<String> = found
            .summary
            .weightiest
            .iter()
            .map(|n| format!("{} > {}", found.variants[*n].a, found.variants[*n].b))
            .collect();
        println!("{weighty:#?}");
        for change in [
            "militant > ",
            "strengthening and > ",
            "basic > ",
            "basis > reliable lower-echelon organizations",
        ] {
            assert!(
                weighty.iter().any(|w| w.contains(change)),
                "{change}: {weighty:#?}"
            );
        }
    }
}
