//! Which source a content has: a choice among all that a paragraph names, weighed by a third model.
//!
//! Rules propose one; the model (a conditional logit over the candidates, nobody among them) takes another
//! where what lies between content and source tells against it.

use crate::facts::words::{Paragraph, Word};
use std::ops::Range;

use super::{
    features::{Set, bucket, tag},
    link::{Chunk, Link, Part},
    model::Models,
    second::Guess,
    subject,
};

/// One who may be the source of a content, or nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) words: Option<Range<usize>>,
    pub(super) features: Vec<u32>,
}

/// Words between a content and its source at most.
const REACH: usize = 90;

/// How many chunks on either side of a content, and verbs of its sentence, are looked at.
const MOST: usize = 6;

struct View<'a> {
    words: &'a [Word],
    guesses: &'a [Guess],
    chunks: &'a [Chunk],
    links: &'a [Link],
}

/// Gives each link the source that the third model finds best.
pub(super) fn choose(
    paragraph: &Paragraph<'_>,
    guesses: &[Guess],
    chunks: &[Chunk],
    links: &mut [Link],
    models: &Models,
) {
    if !models.chooses() {
        return;
    }
    let chosen: Vec<Option<Range<usize>>> = (0..links.len())
        .map(|n| {
            let all = candidates(paragraph, guesses, chunks, links, n);
            let worth = |c: &Candidate| models.worth(&c.features);
            all.into_iter()
                .max_by(|a, b| worth(a).total_cmp(&worth(b)))
                .and_then(|c| c.words)
        })
        .collect();
    for (link, source) in links.iter_mut().zip(chosen) {
        // A carrier was told from its source by the words themselves.
        if link.carrier.is_none() {
            if let Some(source) = &source {
                begin_behind(&paragraph.words, link, source);
            }
            link.source = source;
        }
    }
}

/// A content that begins with its own source begins behind the verb of that instead.
fn begin_behind(words: &[Word], link: &mut Link, source: &Range<usize>) {
    let Some(content) = link.content.first_mut() else {
        return;
    };
    if source.start > content.start + 2 || source.end <= content.start {
        return;
    }
    let verb = |w: &Word| {
        w.inside.is_none()
            && (matches!(w.tag, 'd' | 'z' | 'x' | 'p' | 'B' | 'M' | 'H' | 'O' | 'r')
                || w.cue == 's')
    };
    let rest = words.get(source.end..content.end).unwrap_or(&[]);
    let start = source.end + rest.iter().take_while(|w| verb(w)).count();
    if start > source.end && start + 2 < content.end {
        link.cue = Some(source.end..start);
        content.start = start;
    }
}

/// Who may be the source of a link, the proposal of the rules among them.
pub(super) fn candidates(
    paragraph: &Paragraph<'_>,
    guesses: &[Guess],
    chunks: &[Chunk],
    links: &[Link],
    number: usize,
) -> Vec<Candidate> {
    let Some(link) = links.get(number) else {
        return Vec::new();
    };
    let (Some(first), Some(last)) = (link.content.first(), link.content.last()) else {
        return Vec::new();
    };
    let from = chunks.partition_point(|c| c.words.end + REACH <= first.start);
    let to = chunks.partition_point(|c| c.words.start < last.end + REACH);
    let view = View {
        words: &paragraph.words,
        guesses,
        chunks: chunks.get(from..to).unwrap_or(&[]),
        links,
    };
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    if let Some(source) = &link.source {
        found.push((source.clone(), "rule"));
    }
    let mut add = |range: Range<usize>, kind: &'static str| {
        let known = found.iter().any(|(f, _)| overlaps(f, &range));
        let marked = view
            .words
            .get(range.start)
            .is_some_and(|w| w.inside.is_some());
        if !known && !marked && !range.is_empty() {
            found.push((range, kind));
        }
    };
    let before = |c: &Chunk| c.words.start < first.start;
    let named = |part: Part, ahead: bool| {
        let near = view.chunks.iter();
        near.filter(move |c| c.part == part && before(c) == ahead)
    };
    for chunk in named(Part::Source, true).rev().take(MOST) {
        add(chunk.words.clone(), "chunk");
    }
    for chunk in named(Part::Source, false).take(MOST) {
        add(chunk.words.clone(), "chunk");
    }
    let cues = named(Part::Cue, true).rev().take(3);
    let cues = cues.chain(named(Part::Cue, false).take(2));
    for cue in cues.map(|c| &c.words).chain(&link.cue) {
        for phrase in subject::of(view.words, cue, first) {
            let kind = if phrase.start < cue.start {
                "np"
            } else {
                "np>"
            };
            add(phrase, kind);
        }
    }
    let sentence = view.sentence(first.start);
    let from = view.words.partition_point(|w| w.sentence < sentence);
    let to = view.words.partition_point(|w| w.sentence <= sentence);
    let verbs = (from..to).filter(|n| {
        view.words
            .get(*n)
            .is_some_and(|w| w.cue != ' ' && w.cue != 'n' && w.inside.is_none())
    });
    for verb in verbs.take(MOST) {
        if let Some(phrase) = subject::before(view.words, verb).filter(|p| p.start >= from) {
            add(phrase, "verb");
        }
    }
    if let Some(opening) = subject::opening(view.words, from.max(subject::dateline(view.words))) {
        add(opening, "open");
    }
    let mut out: Vec<Candidate> = Vec::new();
    for (range, kind) in found {
        let mut set = Set::default();
        view.describe(&mut set, number, link, &range, kind);
        out.push(Candidate {
            words: Some(range),
            features: set.into_hashes(),
        });
    }
    let mut set = Set::default();
    view.nobody(&mut set, link, out.len());
    out.push(Candidate {
        words: None,
        features: set.into_hashes(),
    });
    out
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn yes(condition: bool) -> &'static str {
    if condition { "1" } else { "0" }
}

impl View<'_> {
    fn sentence(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |w| w.sentence)
    }

    /// Parts and marks between two places, in their order.
    fn between(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        let mut last = ' ';
        for n in from..to {
            let Some(word) = self.words.get(n) else { break };
            let chunk = self
                .chunks
                .get(self.chunks.partition_point(|c| c.words.end <= n))
                .filter(|c| c.words.start <= n);
            let sign = match chunk.map(|c| c.part) {
                Some(Part::Content) => 'C',
                Some(Part::Source) => 'S',
                Some(Part::Cue) => 'Q',
                None => match word.lower.as_str() {
                    "," => ',',
                    ":" => ':',
                    "—" | "–" | "-" | ";" => '-',
                    _ if word.inside.is_some() => 'q',
                    _ if word.tag == '.' => '.',
                    _ => continue,
                },
            };
            let begins = chunk.is_some_and(|c| c.words.start == n);
            if sign != last || begins {
                out.push(sign);
            }
            last = sign;
            if out.len() >= 9 {
                out.push('+');
                break;
            }
        }
        out
    }

    fn describe(
        &self,
        set: &mut Set,
        number: usize,
        link: &Link,
        range: &Range<usize>,
        kind: &'static str,
    ) {
        let words = self.words;
        let Some(content) = link.content.iter().min_by_key(|c| gap(c, range).len()) else {
            return;
        };
        let apart = gap(content, range);
        let ahead = range.start < content.start;
        let within = link.content.iter().find(|c| overlaps(c, range));
        let side = match within {
            Some(c) if range.start <= c.start + 2 => "^",
            Some(_) => "=",
            None if ahead => "<",
            None => ">",
        };
        let a = self.sentence(range.start);
        let b = self.sentence(content.start);
        let sentences = match (a.abs_diff(b), a < b) {
            (0, _) => "0",
            (1, true) => "-1",
            (_, true) => "-2",
            (1, false) => "1",
            _ => "2",
        };
        let marked = yes(words.get(content.start).is_some_and(|w| w.inside.is_some()));
        let odds = self
            .guesses
            .get(range.clone())
            .unwrap_or(&[])
            .iter()
            .map(|g| g.odds[1])
            .fold(0.0, f32::max);
        let odds = match odds {
            o if o < 0.02 => "0",
            o if o < 0.08 => "1",
            o if o < 0.2 => "2",
            o if o < 0.4 => "3",
            o if o < 0.7 => "4",
            o if o < 0.93 => "5",
            _ => "6",
        };
        let between = self.between(apart.start, apart.end);
        let distance = bucket(apart.len());
        let first = words.get(range.start);
        let pronoun = match first.map(|w| (w.tag, w.lower.as_str())) {
            Some(('P', "who" | "which" | "that") | ('W', _)) => "rel",
            Some(('P', "it" | "they" | "them")) => "it",
            Some(('P', "i" | "we" | "you")) => "we",
            Some(('P', _)) => "he",
            Some(('Q', _)) => "his",
            _ if range.len() == 1 => "one",
            _ if range.len() < 5 => "few",
            _ if range.len() < 12 => "many",
            _ => "long",
        };
        set.add("b", &[kind]);
        set.add("k", &[kind, odds]);
        set.add("ks", &[kind, side, sentences, marked]);
        set.add("o", &[odds]);
        set.add("d", &[side, distance, sentences]);
        set.add("dm", &[side, distance, marked]);
        set.add("x", &[side, &between]);
        set.add("xk", &[side, &between, yes(kind == "rule")]);
        let count = |sign: char| bucket(between.matches(sign).count());
        set.add("xc", &[side, count('C'), sentences]);
        set.add("xq", &[side, count('Q'), sentences]);
        set.add("xs", &[side, count('S'), sentences]);
        set.add("xcq", &[side, count('C'), count('Q'), count('S')]);
        set.add("p", &[pronoun, side]);
        set.add("pk", &[pronoun, kind, odds]);
        set.add("t-", &[tag(words, range.start, -1), side]);
        set.add("t+", &[tag(words, range.end, 0), side]);
        let starts =
            range.start == 0 || self.sentence(range.start - 1) != self.sentence(range.start);
        set.add("st", &[yes(starts), side, sentences]);
        let form = |n: Option<usize>| {
            n.and_then(|n| words.get(n))
                .map_or("_", |w| w.lower.as_str())
        };
        set.add("c0", &[form(Some(content.start)), side]);
        set.add("c-", &[form(content.start.checked_sub(1)), side]);
        set.add("f-", &[form(range.start.checked_sub(1)), side]);
        set.add("f+", &[form(Some(range.end)), side]);
        // The cue beside this candidate, and the one that the rules gave the content.
        let cue = self
            .chunks
            .iter()
            .filter(|c| c.part == Part::Cue)
            .min_by_key(|c| gap(&c.words, range).len());
        if let Some(cue) = cue {
            let own = link.cue.as_ref().is_some_and(|q| overlaps(q, &cue.words));
            let behind = cue.words.start >= range.end;
            let far = bucket(gap(&cue.words, range).len());
            set.add("q", &[yes(own), yes(behind), far]);
            set.add("qk", &[yes(own), yes(behind), far, kind]);
            // What lies between that cue and the content.
            let rest = gap(&cue.words, content);
            let rest = self.between(rest.start, rest.end);
            let place = yes(cue.words.start < content.start);
            set.add("qx", &[yes(own), place, &rest]);
            let verb = words
                .get(cue.words.clone())
                .unwrap_or(&[])
                .iter()
                .rfind(|w| w.cue != ' ');
            let class = verb.map_or(' ', |w| w.cue).to_string();
            set.add("qc", &[&class, side, yes(behind), yes(own)]);
        }
        if let Some(own) = &link.cue {
            let rest = gap(own, range);
            let parts = self.between(rest.start, rest.end);
            let behind = yes(own.start >= range.end);
            set.add("w", &[behind, bucket(rest.len()), side]);
            set.add("wx", &[behind, &parts]);
            let head = words.get(own.start).map_or('_', |w| w.tag).to_string();
            let tail = form(own.end.checked_sub(1));
            set.add("wt", &[&head, behind, bucket(rest.len())]);
            set.add("wl", &[tail, behind, yes(rest.is_empty())]);
            set.add(
                "wg",
                &[&head, form(own.start.checked_sub(1)), behind, yes(starts)],
            );
        } else {
            set.add("w0", &[side, kind, marked]);
        }
        // Whether others have it already.
        let of = |n: Option<usize>| {
            n.and_then(|n| self.links.get(n))
                .and_then(|l| l.source.as_ref())
                .is_some_and(|s| overlaps(s, range))
        };
        let before = of(number.checked_sub(1));
        let next = of(Some(number + 1));
        set.add("l", &[yes(before), yes(next), marked, sentences]);
        set.add(
            "lk",
            &[yes(before), yes(next), kind, yes(link.cue.is_some())],
        );
    }

    fn nobody(&self, set: &mut Set, link: &Link, others: usize) {
        let Some(content) = link.content.first() else {
            return;
        };
        let marked = yes(self
            .words
            .get(content.start)
            .is_some_and(|w| w.inside.is_some()));
        let ruled = yes(link.source.is_none());
        let cue = yes(link.cue.is_some());
        set.add("n", &[]);
        set.add("nr", &[ruled, cue, marked]);
        set.add("nm", &[marked, bucket(others)]);
        let all: usize = link.content.iter().map(ExactSizeIterator::len).sum();
        set.add("nl", &[bucket(all), marked, ruled]);
        set.add("ns", &[yes(content.start == 0), marked, ruled]);
        if let Some(own) = &link.cue {
            let head = self.words.get(own.start).map_or('_', |w| w.tag).to_string();
            let last = own.end.checked_sub(1).and_then(|n| self.words.get(n));
            set.add("nt", &[&head, ruled]);
            set.add("nf", &[last.map_or("_", |w| w.lower.as_str())]);
        }
    }
}

fn gap(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    if a.end <= b.start {
        a.end..b.start
    } else {
        b.end..a.start.max(b.end)
    }
}
