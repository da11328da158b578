//! What lies over the tokens: sentences, quotations, names.

use std::{ops::Range, sync::OnceLock};

use super::{Column, Part};
use crate::text::{Sentences, Span};

/// Stretches of tokens with a value each, ascending; they may overlap.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    starts: Column<u32>,
    ends: Column<u32>,
    values: Column<u32>,
    /// The longest stretch, found on first use: how far back one that reaches into a place may begin.
    longest: OnceLock<u32>,
}

impl Runs {
    /// Stretches in columns: where each begins, one past its end, its value (empty if there are none).
    pub fn new(starts: Column<u32>, ends: Column<u32>, values: Column<u32>) -> Self {
        Runs {
            starts,
            ends,
            values,
            longest: OnceLock::new(),
        }
    }

    fn longest(&self) -> usize {
        let longest = self.longest.get_or_init(|| {
            let lengths = self.starts.iter().zip(self.ends.iter());
            let longest = lengths.map(|(s, e)| e.saturating_sub(*s)).max();
            longest.unwrap_or(0)
        });
        *longest as usize
    }

    /// Where they begin.
    pub fn starts(&self) -> &Column<u32> {
        &self.starts
    }

    /// One past their ends.
    pub fn ends(&self) -> &Column<u32> {
        &self.ends
    }

    /// Their values.
    pub fn values(&self) -> &Column<u32> {
        &self.values
    }

    /// Those that share a token with `start..end`, cut to it and counted from `start`.
    pub fn within(
        &self,
        start: usize,
        end: usize,
    ) -> impl Iterator<Item = (Range<usize>, u32)> + '_ {
        let reach = start.saturating_sub(self.longest());
        let from = self.starts.partition_point(|&s| (s as usize) < reach);
        (from..self.starts.len())
            .map_while(move |at| {
                let s = *self.starts.get(at)? as usize;
                (s < end).then_some((at, s))
            })
            .filter_map(move |(at, s)| {
                let e = *self.ends.get(at)? as usize;
                let value = self.values.get(at).copied().unwrap_or(0);
                let range = s.max(start) - start..e.min(end).max(start) - start;
                (!range.is_empty()).then_some((range, value))
            })
    }
}

/// Sentences and quotations of a part.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// The tokens with which sentences begin, ascending; each zone begins one.
    pub sentences: Column<u32>,
    /// Words that stand inside quotation marks.
    pub quoted: Runs,
}

impl Layers {
    /// Finds them in the words of a part.
    pub(super) fn find(part: &Part) -> Self {
        let mut sentences = Vec::new();
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (at, zone) in part.zones().enumerate() {
            if zone.words().is_empty() {
                continue;
            }
            let text = zone.text();
            let language = part.zone_language(at);
            let token = |byte: usize| {
                let n = zone.starts().partition_point(|&s| (s as usize) < byte);
                u32::try_from(zone.first() + n).unwrap_or(u32::MAX)
            };
            let first = token(0);
            let end = token(usize::MAX);
            let from = sentences.len();
            sentences.push(first);
            for sentence in Sentences::new(&text, language.as_deref()) {
                let start = token(sentence.start);
                // Two sentences begin with one token where the first has none: `*** Malk spoke.`
                if start
                    > sentences
                        .get(from..)
                        .and_then(<[u32]>::last)
                        .copied()
                        .unwrap_or(first)
                    && start < end
                {
                    sentences.push(start);
                }
            }
            for quotation in quotations(&text) {
                let (s, e) = (token(quotation.start), token(quotation.end));
                if s < e {
                    starts.push(s);
                    ends.push(e);
                }
            }
        }
        Layers {
            sentences: sentences.into(),
            quoted: Runs::new(starts.into(), ends.into(), Column::default()),
        }
    }
}

/// What stands inside double quotation marks, marks not included, nested ones with the outer. A
/// quotation that nothing closes ends with the text. Single marks are left out: most are apostrophes.
pub(crate) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    // Most texts have long stretches without a mark.
    let Some(from) = text.bytes().position(|b| b == b'"' || !b.is_ascii()) else {
        return found;
    };
    let (ahead, rest) = text.split_at(from);
    let mut before = ahead.chars().next_back().unwrap_or(' ');
    for (at, c) in rest.char_indices() {
        let at = from + at;
        let after = at + c.len_utf8();
        match open {
            None => {
                let straight_opens = c == '"' && !before.is_alphanumeric() && before != '.';
                if straight_opens || matches!(c, '“' | '„' | '«' | '「' | '『' | '《' | '＂')
                {
                    open = Some((c, after));
                }
            }
            Some((mark, start)) => {
                let closes = match mark {
                    '“' => matches!(c, '”' | '"'),
                    '„' => matches!(c, '“' | '”'),
                    '«' => c == '»',
                    '「' => c == '」',
                    '『' => c == '』',
                    '《' => c == '》',
                    '"' => matches!(c, '"' | '”'),
                    other => c == other,
                };
                if closes {
                    found.push(Span::new(start, at));
                    open = None;
                }
            }
        }
        before = c;
    }
    if let Some((_, start)) = open {
        found.push(Span::new(start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_marks() {
        for (text, inside) in [
            ("He said “we won” and left.", vec!["we won"]),
            (
                "\"We won,\" he said. \"We did.\"",
                vec!["We won,", "We did."],
            ),
            ("The workers' party said “it’s ours", vec!["it’s ours"]),
            ("그는 《승리》를 “말했다”.", vec!["승리", "말했다"]),
            ("A 5\" pipe.", vec![]),
            (
                "“He called it ‘ours’ today,” she said.",
                vec!["He called it ‘ours’ today,"],
            ),
        ] {
            let found: Vec<&str> = quotations(text).iter().map(|s| s.of(text)).collect();
            assert_eq!(found, inside, "{text}");
        }
    }

    #[test]
    fn stretches_are_cut_to_the_place() {
        let runs = Runs::new(
            vec![2, 4, 9].into(),
            vec![8, 6, 12].into(),
            vec![1, 2, 3].into(),
        );
        let found: Vec<_> = runs.within(5, 10).collect();
        assert_eq!(found, [(0..3, 1), (0..1, 2), (4..5, 3)]);
        assert_eq!(runs.within(12, 20).count(), 0);
    }
}
