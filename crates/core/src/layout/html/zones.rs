//! From judged blocks to zones.

use super::{
    block::Block,
    entity::Folder,
    headline::word_hashes,
    metadata::Claims,
    page::{
        ELEMENT_FIGCAPTION, ELEMENT_FIGURE, ELEMENT_FOOTER, ELEMENT_LIST, ELEMENT_NAV,
        ELEMENT_TABLE, Page, is_good,
    },
    tag::Tag,
    tree::{Name, Tree},
    veto,
    vocabulary::Part,
};
use crate::{
    layout::{Zone, ZoneKind},
    text::{Clean, Span},
};

/// At how many blocks from the headline a byline or a date may stand.
const NEAR: usize = 14;

/// The kind of every block, from the probabilities that they are body.
pub(super) fn kinds(page: &Page<'_, '_>, claims: &Claims, probabilities: &[f32]) -> Vec<ZoneKind> {
    let body = body(page, probabilities);
    let first = body.iter().position(|b| *b);
    let last = body.iter().rposition(|b| *b);
    let headline = page.headline.filter(|h| last.is_none_or(|l| *h <= l));
    let authors: Vec<Vec<u64>> = claims
        .metadata
        .authors
        .iter()
        .map(|a| word_hashes(a))
        .filter(|a| !a.is_empty())
        .collect();
    let outlets = claims
        .metadata
        .outlets
        .iter()
        .chain(claims.metadata.titles.last())
        .map(|o| word_hashes(o))
        .collect();
    let view = View {
        body: &body,
        outlets,
        page,
        first,
        last,
        headline,
        authors,
    };
    page.blocks
        .iter()
        .enumerate()
        .map(|(at, block)| view.kind(at, block, body.get(at).copied().unwrap_or(false)))
        .collect()
}

/// The runs from a little before the headline to a little after the last paragraph.
pub(super) fn surroundings(page: &Page<'_, '_>, kinds: &[ZoneKind]) -> (u32, u32) {
    let text = |k: &ZoneKind| matches!(k, ZoneKind::Paragraph | ZoneKind::Heading);
    let first = page
        .headline
        .or_else(|| kinds.iter().position(text))
        .unwrap_or(0);
    let last = kinds.iter().rposition(text).unwrap_or(first);
    let from = page
        .blocks
        .get(first.saturating_sub(8))
        .map_or(0, |b| b.runs.0);
    let to = page
        .blocks
        .get(last + 6)
        .or(page.blocks.last())
        .map_or(u32::MAX, |b| b.runs.1);
    (from, to)
}

/// Which blocks are body.
fn body(page: &Page<'_, '_>, probabilities: &[f32]) -> Vec<bool> {
    let mut p = probabilities.to_vec();
    veto::apply(page, &page.claimed, &mut p);
    // A page always has a best guess: where next to nothing passes, what comes near the most
    // likely running text does.
    let passed: f32 = page
        .blocks
        .iter()
        .zip(&p)
        .filter(|(_, p)| **p >= 0.5)
        .map(|(b, _)| b.stats.weight)
        .sum();
    if passed < 250.0 {
        let most = page
            .blocks
            .iter()
            .zip(&p)
            .filter(|(b, _)| b.stats.weight > 60.0)
            .map(|(_, p)| *p)
            .fold(0.0f32, f32::max);
        if most > 0.3 && most < 0.8 {
            for value in &mut p {
                if *value >= 0.6 * most {
                    *value = value.max(0.5);
                }
            }
        }
    }
    // A page that is a list of links, or a table or list of short lines without one that runs, holds no
    // article.
    let (mut linked, mut passed, mut listed) = (0.0f32, 0.0f32, 0.0f32);
    let (mut lines, mut runs) = (0, false);
    for (block, _) in page.blocks.iter().zip(&p).filter(|(_, p)| **p >= 0.5) {
        linked += block.stats.link;
        passed += block.stats.weight;
        lines += 1;
        runs |= is_good(&block.stats);
        if page
            .element(block, ELEMENT_TABLE)
            .min(page.element(block, ELEMENT_LIST))
            <= 4
        {
            listed += block.stats.weight;
        }
    }
    let is_list = lines >= MANY && !runs && listed > 0.75 * passed;
    if linked > 0.75 * passed || is_list {
        return vec![false; p.len()];
    }
    let mut seen = hashbrown::HashSet::new();
    page.blocks
        .iter()
        .zip(&p)
        .map(|(block, p)| {
            // Pages that hold their text twice, for narrow and wide screens, are read once.
            *p >= 0.5 && (block.stats.chars < 40 || seen.insert(block.text()))
        })
        .collect()
}

/// How many short lines make a list.
const MANY: usize = 12;

struct View<'v, 'p, 't> {
    page: &'v Page<'p, 't>,
    first: Option<usize>,
    last: Option<usize>,
    headline: Option<usize>,
    authors: Vec<Vec<u64>>,
    outlets: Vec<Vec<u64>>,
    body: &'v [bool],
}

impl View<'_, '_, '_> {
    fn part(&self, block: &Block, part: Part) -> u8 {
        self.page.distance(block, part as usize)
    }

    fn kind(&self, at: usize, block: &Block, is_body: bool) -> ZoneKind {
        let stats = &block.stats;
        if stats.unread || stats.noscript {
            return ZoneKind::Furniture;
        }
        if Some(at) == self.headline {
            return ZoneKind::Title;
        }
        let heading = self.page.tree.lineage(block.container).take(2).any(|n| {
            self.page
                .tree
                .node(n)
                .is_some_and(|n| n.tag.heading_level().is_some())
        });
        if is_body
            && self.last == Some(at)
            && stats.words <= 6
            && !stats.ends
            && self.is_outlet(block)
        {
            // The paper's name under its text.
            return ZoneKind::Credit;
        }
        if is_body && is_reporter(block) {
            return ZoneKind::Byline;
        }
        if is_body {
            let before_text = self.headline.is_some_and(|h| at > h)
                && self.first.is_some_and(|f| at <= f + 1)
                && !self.any_text_between(at);
            let lead = || self.part(block, Part::Lead) <= 1 && !self.is_lead_paragraph(at, block);
            if before_text && stats.words > 4 && (heading || lead()) {
                return ZoneKind::Subtitle;
            }
            return if heading {
                ZoneKind::Heading
            } else {
                ZoneKind::Paragraph
            };
        }
        self.beside(at, block, heading)
    }

    /// Whether a heading opens body text beside it: the next block is body and both stand in one
    /// element.
    fn opens_text(&self, at: usize, block: &Block) -> bool {
        let parent = |b: &Block| self.page.tree.node(b.container).map(|n| n.parent);
        self.body.get(at + 1) == Some(&true)
            && self.first.is_some_and(|f| at > f)
            && block.stats.link_density() < 0.3
            && block.stats.words <= 20
            && self
                .page
                .blocks
                .get(at + 1)
                .is_some_and(|next| parent(next) == parent(block))
    }

    /// Whether a block that is called a lead, and that is body, is its first paragraph: it opens with a
    /// dateline, is several sentences long, or stands among the paragraphs in an element that does
    /// not hold the headline. Else it is the line under the headline.
    fn is_lead_paragraph(&self, at: usize, block: &Block) -> bool {
        let stats = &block.stats;
        if !stats.ends {
            return false;
        }
        if (stats.sentences >= 1 && stats.weight > 250.0) || opens_with_dateline(block.text()) {
            return true;
        }
        let tree = self.page.tree;
        let parent = |b: &Block| tree.node(b.container).map(|n| n.parent);
        let own = parent(block);
        let among = self
            .page
            .blocks
            .iter()
            .zip(self.body)
            .skip(at + 1)
            .find(|(_, body)| **body)
            .is_some_and(|(next, _)| parent(next) == own);
        let headline = self.headline.and_then(|h| self.page.blocks.get(h));
        among && headline.is_none_or(|h| tree.lineage(h.container).all(|above| Some(above) != own))
    }

    /// Whether a block says no more than the name of the site.
    fn is_outlet(&self, block: &Block) -> bool {
        let words = word_hashes(block.text());
        self.outlets.contains(&words)
    }

    /// Whether running text stands between the headline and a block.
    fn any_text_between(&self, at: usize) -> bool {
        let from = self.headline.map_or(0, |h| h + 1);
        self.first.is_some_and(|f| f < at)
            && self
                .page
                .blocks
                .get(from..at)
                .is_some_and(|b| b.iter().any(|b| is_good(&b.stats) && b.stats.weight > 80.0))
    }

    /// The kind of a block that is not body.
    fn beside(&self, at: usize, block: &Block, heading: bool) -> ZoneKind {
        let stats = &block.stats;
        let text = block.text();
        let start = self.headline.or(self.first).unwrap_or(0);
        let end = self.last.unwrap_or(start);
        let first = self.first.unwrap_or(start);
        let away = [Part::Comment, Part::Related, Part::Nav, Part::Popup]
            .iter()
            .any(|p| self.part(block, *p) <= 4)
            || self.page.element(block, ELEMENT_NAV) < 6
            || self.page.element(block, ELEMENT_FOOTER) < 6;
        let before_text = at + NEAR >= start && at <= first;
        let named_date = self.part(block, Part::Meta) == 0 && self.part(block, Part::Related) > 4;
        if before_text && !stats.hidden && named_date && stats.words <= 12 && looks_dated(text) {
            return ZoneKind::Timestamp;
        }
        if stats.hidden || away {
            return ZoneKind::Furniture;
        }
        if heading && self.opens_text(at, block) {
            return ZoneKind::Heading;
        }
        let after_text = at > end && at <= end + 6;
        if (before_text || after_text) && stats.weight <= 200.0 {
            if self.is_byline(block) || self.is_name_by_a_date(at, block) {
                return ZoneKind::Byline;
            }
            let owned = after_text && is_notice(text);
            if self.is_timestamp(block) && !owned {
                return ZoneKind::Timestamp;
            }
        }
        let inside = at > start && at <= end + 2;
        let in_picture = self.page.element(block, ELEMENT_FIGURE) <= 4
            || self.page.element(block, ELEMENT_FIGCAPTION) <= 2
            || (self.part(block, Part::Picture) <= 2 && stats.link_density() < 0.5)
            || veto::is_under_picture(self.page, block);
        if inside && in_picture && stats.weight >= 3.0 && stats.link_density() < 0.8 {
            return if is_credit(text) {
                ZoneKind::Credit
            } else if stats.weight >= 12.0 {
                ZoneKind::Caption
            } else {
                ZoneKind::Furniture
            };
        }
        if self.headline.is_some_and(|h| at > h) && at < first && stats.link_density() < 0.3 {
            let lead = self.part(block, Part::Lead) <= 2;
            if lead && stats.words > 4 || (heading && at == start + 1 && stats.words > 4) {
                return if stats.weight > 400.0 || self.page.element(block, ELEMENT_LIST) <= 2 {
                    ZoneKind::Summary
                } else {
                    ZoneKind::Subtitle
                };
            }
        }
        if at > first && at <= end + 8 && is_notice(text) && stats.weight < 500.0 {
            return ZoneKind::Notice;
        }
        ZoneKind::Furniture
    }

    fn is_byline(&self, block: &Block) -> bool {
        let text = block.text();
        if block.stats.words > 25 {
            return false;
        }
        let lower: String = text.chars().take(12).collect::<String>().to_lowercase();
        let opens = [
            "by ",
            "by: ",
            "written by",
            "author:",
            "von ",
            "par ",
            "words by",
        ]
        .iter()
        .any(|o| lower.starts_with(o));
        let marked = self
            .page
            .tree
            .runs
            .get(block.runs.0 as usize..block.runs.1 as usize)
            .unwrap_or(&[])
            .iter()
            .any(|run| {
                self.page.tree.lineage(run.node).take(3).any(|n| {
                    self.page.tree.attr(n, Name::Itemprop) == Some("author")
                        || self.page.tree.attr(n, Name::Rel) == Some("author")
                })
            });
        let named = self.part(block, Part::Author) <= 2 || self.part(block, Part::Meta) <= 2;
        let words = word_hashes(text);
        let claimed = self
            .authors
            .iter()
            .any(|a| a.iter().all(|w| words.contains(w)));
        let reporter = text.ends_with("기자") || text.contains(" 기자 ");
        (opens && (named || marked || claimed || block.stats.words <= 8))
            || marked
            || (claimed && block.stats.words <= 14)
            || (named && reporter)
            || (reporter && block.stats.words <= 6)
    }

    /// Two to four capitalised words beside a date under the headline: a name without "by".
    fn is_name_by_a_date(&self, at: usize, block: &Block) -> bool {
        let stats = &block.stats;
        let near = self.headline.is_some_and(|h| at > h && at <= h + 4);
        let dated = |i: Option<usize>| {
            i.and_then(|i| self.page.blocks.get(i))
                .is_some_and(|b| b.stats.words <= 12 && looks_dated(b.text()))
        };
        near && self.part(block, Part::Social) > 2
            && (2..=4).contains(&stats.words)
            && stats.capitals == stats.words
            && stats.digits == 0
            && stats.upper * 2 < stats.chars
            && !block.text().contains([':', '|', '/', '!', '?', '&'])
            && (dated(Some(at + 1)) || dated(at.checked_sub(1)))
    }

    fn is_timestamp(&self, block: &Block) -> bool {
        if block.stats.words > 20 {
            return false;
        }
        let timed = self
            .page
            .tree
            .runs
            .get(block.runs.0 as usize..block.runs.1 as usize)
            .unwrap_or(&[])
            .iter()
            .any(|run| {
                self.page
                    .tree
                    .lineage(run.node)
                    .take(2)
                    .any(|n| self.page.tree.node(n).is_some_and(|n| n.tag == Tag::Time))
            });
        timed || looks_dated(block.text())
    }
}

/// Whether a line is a Korean reporter's name, with or without an address.
fn is_reporter(block: &Block) -> bool {
    let text = block.text();
    let name = text.split(['(', '[', '<']).next().unwrap_or(text);
    let mut words = name.split_whitespace().filter(|w| !w.contains('@'));
    let titled = ["기자", "특파원"];
    block.stats.words <= 5
        && words
            .next_back()
            .is_some_and(|last| titled.iter().any(|t| last.ends_with(t)))
        && words.count() <= 2
}

/// Whether a line opens like an agency's report: a place in capitals and a dash, or an agency's name
/// in brackets and a dash within the first words.
fn opens_with_dateline(text: &str) -> bool {
    let head: String = text.chars().take(80).collect();
    let Some(dash) = ["—", "–", "--", " - ", "= "]
        .iter()
        .filter_map(|d| head.find(d))
        .min()
    else {
        return false;
    };
    let before = head.get(..dash).unwrap_or("").trim_end();
    let place = before.split([',', '(']).next().unwrap_or("").trim();
    let capitals = place.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !place.chars().any(char::is_lowercase);
    capitals || (before.ends_with(')') && before.contains('('))
}

/// Whether a line is a date and nothing else.
pub(super) fn is_only_date(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "date",
        "posted",
        "published",
        "updated",
        "on",
        "of",
        "at",
        "am",
        "pm",
        "gmt",
        "utc",
        "the",
    ];
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    looks_dated(text)
        && text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .all(|w| {
                let lower = w.to_lowercase();
                let stem =
                    |stems: &[&str]| stems.iter().any(|s| lower.starts_with(s)) && w.len() <= 9;
                lower.starts_with(|c: char| c.is_ascii_digit())
                    || WORDS.contains(&lower.as_str())
                    || stem(&MONTHS)
                    || stem(&DAYS)
            })
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Whether a short line reads like a date: digits, and a month, a numeric date or Korean units.
pub(super) fn looks_dated(text: &str) -> bool {
    if !text.bytes().any(|b| b.is_ascii_digit()) || text.chars().count() > 120 {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let named = words
        .iter()
        .any(|w| w.is_ascii() && w.len() <= 9 && MONTHS.iter().any(|m| w.starts_with(m)));
    let year = words.iter().any(|w| {
        w.len() == 4
            && (w.starts_with("19") || w.starts_with("20"))
            && w.bytes().all(|b| b.is_ascii_digit())
    });
    let numbers = words
        .iter()
        .filter(|w| w.bytes().all(|b| b.is_ascii_digit()))
        .count();
    let korean = ["입력", "수정", "등록", "송고", "승인"]
        .iter()
        .any(|k| text.contains(k));
    (year && (named || numbers >= 3 || text.contains('년')))
        || (named && numbers >= 2)
        || (korean && numbers >= 2)
}

fn is_credit(text: &str) -> bool {
    let lower: String = text.chars().take(60).collect::<String>().to_lowercase();
    let lower = lower.trim_start_matches(['(', '[']);
    let opens = [
        "photo:",
        "photo by",
        "photograph",
        "credit",
        "image:",
        "image credit",
        "image by",
        "photo credit",
        "©",
        "getty",
        "picture:",
        "file photo",
        "via ",
        "courtesy",
        "사진=",
        "사진제공",
        "source:",
        "illustration by",
    ];
    text.chars().count() <= 100 && opens.iter().any(|o| lower.starts_with(o))
        || (text.chars().count() <= 40
            && [
                "getty images",
                "reuters",
                "associated press",
                "afp",
                "shutterstock",
                "istock",
            ]
            .iter()
            .any(|a| lower.contains(a)))
}

fn is_notice(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "©",
        "copyright",
        "all rights reserved",
        "correction:",
        "editor's note",
        "editor’s note",
        "clarification:",
        "disclaimer",
        "무단",
        "저작권",
        "재배포",
        "this story has been updated",
        "this article was updated",
        "this story was updated",
        "may not be reproduced",
    ]
    .iter()
    .any(|n| lower.contains(n))
}

/// The zones of the blocks `from..to`: furniture that stands together is one zone.
pub(super) fn zones(tree: &Tree<'_>, blocks: Vec<Block>, kinds: &[ZoneKind]) -> Vec<Zone> {
    let mut out: Vec<Zone> = Vec::new();
    let mut furniture: Vec<Block> = Vec::new();
    for (block, kind) in blocks.into_iter().zip(kinds) {
        if *kind == ZoneKind::Furniture {
            furniture.push(block);
            continue;
        }
        if let Some(zone) = furniture_zone(tree, &mut furniture) {
            out.push(zone);
        }
        out.push(Zone {
            kind: *kind,
            spans: block.spans(tree),
            clean: block.clean,
            language: None,
        });
    }
    out.extend(furniture_zone(tree, &mut furniture));
    out
}

fn furniture_zone(tree: &Tree<'_>, blocks: &mut Vec<Block>) -> Option<Zone> {
    if blocks.is_empty() {
        return None;
    }
    let runs: u32 = blocks.iter().map(|b| b.stats.runs).sum();
    let mut spans = Vec::with_capacity(runs as usize);
    let mut folder = Folder::new(tree.text);
    folder.reserve(blocks.iter().map(|b| b.text().len() + 1).sum());
    for block in blocks.drain(..) {
        for run in tree
            .runs
            .get(block.runs.0 as usize..block.runs.1 as usize)
            .unwrap_or(&[])
            .iter()
            .filter(|r| !r.silent)
        {
            if run.gap || run.starts_block {
                folder.gap(run.span.start);
            }
            folder.run(run.span);
            spans.push(run.span);
        }
    }
    Some(Zone {
        kind: ZoneKind::Furniture,
        spans,
        clean: folder.finish(),
        language: None,
    })
}

/// All that no run covers, in `within`: tags, scripts, comments. Its clean text is empty.
pub(super) fn markup(tree: &Tree<'_>, within: Span) -> Option<Zone> {
    let mut spans = Vec::new();
    let mut at = within.start;
    let mut push = |start: usize, end: usize| {
        let span = Span::new(start, end).trimmed(tree.text);
        if !span.is_empty() {
            spans.push(span);
        }
    };
    for run in tree.runs.iter().filter(|r| !r.silent) {
        if run.span.end <= within.start || run.span.start >= within.end {
            continue;
        }
        push(at, run.span.start);
        at = run.span.end;
    }
    push(at, within.end);
    (!spans.is_empty()).then(|| Zone {
        kind: ZoneKind::Furniture,
        spans,
        clean: Clean::default(),
        language: None,
    })
}
