//! What is never body, whatever its words look like: readers' comments, menus, footers, forms, what
//! stands before the headline.
//!
//! On pages with known bodies each of these holds for less than one in a hundred of the characters
//! concerned, once names that also hold the headline are left out ([`super::page`]). The trees
//! see too few such pages to learn that by themselves.

use super::{
    block::Block,
    page::{
        ELEMENT_FIGURE, ELEMENT_FOOTER, ELEMENT_FORM, ELEMENT_NAV, ELEMENT_QUOTE, ELEMENT_TABLE,
        Page,
    },
    tag::Tag,
    vocabulary::Part,
};

/// Why a block cannot be body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Veto {
    Unread,
    Comment,
    Place,
    Promotion,
    Rights,
    Picture,
    Before,
}

impl Veto {
    /// All, the surest first.
    pub(super) const ALL: [Veto; 7] = [
        Veto::Unread,
        Veto::Comment,
        Veto::Place,
        Veto::Promotion,
        Veto::Rights,
        Veto::Picture,
        Veto::Before,
    ];

    fn holds(self, page: &Page<'_, '_>, at: usize, block: &Block) -> bool {
        let part = |p: Part| page.distance(block, p as usize);
        match self {
            Veto::Unread => block.stats.unread || block.stats.noscript,
            Veto::Comment => part(Part::Comment) < 30,
            Veto::Place => {
                block.stats.hidden
                    || page.element(block, ELEMENT_NAV) < 30
                    || page.element(block, ELEMENT_FOOTER) < 30
                    || page.element(block, ELEMENT_FORM) < 30
                    || part(Part::Footer) <= 1
                    || part(Part::Nav) == 0
            }
            Veto::Promotion => {
                part(Part::Newsletter) == 0
                    || part(Part::Popup) == 0
                    || part(Part::Author) <= 1
                    || part(Part::Meta) == 0
                    || part(Part::Related) == 0
                    || leads_away(block)
            }
            Veto::Rights => claims_rights(block) || is_address(block.text()),
            Veto::Picture => is_under_picture(page, block),
            Veto::Before => page.headline.is_some_and(|h| at < h),
        }
    }
}

/// Whether a line is an e-mail address and nothing else.
fn is_address(text: &str) -> bool {
    text.len() <= 80
        && !text.contains(' ')
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@')
        })
}

/// Whether a block stands under a picture: in a figure, or in italics below an image in the same
/// element. Quotations and tables are set as figures too.
pub(super) fn is_under_picture(page: &Page<'_, '_>, block: &Block) -> bool {
    let figure = page.element(block, ELEMENT_FIGURE);
    if block.stats.words > 80 {
        return false;
    }
    if figure <= 4 {
        return page.element(block, ELEMENT_QUOTE) > figure
            && page.element(block, ELEMENT_TABLE) > figure;
    }
    // The nodes of an element follow it: an image before the words is among the next few.
    let from = block.container as usize;
    block.stats.italic > 0.9 * block.stats.weight
        && block.container != 0
        && page
            .tree
            .nodes
            .get(from + 1..)
            .unwrap_or(&[])
            .iter()
            .take(4)
            .take_while(|n| n.parent >= block.container && n.runs.0 <= block.runs.0)
            .any(|n| n.tag == Tag::Img)
}

/// A linked line in capitals: how several papers set the headlines of other stories.
fn is_shouted_link(block: &Block) -> bool {
    let stats = &block.stats;
    stats.link_density() > 0.9
        && (4..=40).contains(&stats.words)
        && stats.upper * 10 > stats.chars * 6
}

/// Whether a line says whose the text is: a copyright mark with a year or an owner, or all rights
/// reserved.
fn claims_rights(block: &Block) -> bool {
    if block.stats.words > 50 {
        return false;
    }
    let lower = block.text().to_lowercase();
    let head =
        lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | 'ⓒ' | '('));
    let marked = |s: &str| {
        s.starts_with(['©', 'ⓒ'])
            || s.strip_prefix("(c)")
                .is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let worded = head.strip_prefix("copyright").is_some_and(|rest| {
        let rest = rest.trim_start_matches([' ', ':']);
        marked(rest) || rest.starts_with("(c)") || rest.starts_with(|c: char| c.is_ascii_digit())
    });
    marked(head)
        || worded
        || (block.stats.words <= 30 && lower.contains("all rights reserved"))
        || (head.starts_with("저작권자") && lower.contains("무단"))
}

/// Whether a line inside the text leads to another page or asks for a subscription.
fn leads_away(block: &Block) -> bool {
    let stats = &block.stats;
    let link = stats.link_density();
    if stats.words > 40 {
        return false;
    }
    if is_shouted_link(block) {
        return true;
    }
    let head: String = block
        .text()
        .chars()
        .take(24)
        .collect::<String>()
        .to_lowercase();
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let points = [
        "related",
        "read more",
        "also read",
        "read also",
        "see also",
        "read next",
        "more:",
        "watch:",
        "listen:",
        "trending",
        "recommended",
        "don't miss",
        "don’t miss",
        "must read",
        "관련기사",
    ]
    .iter()
    .filter_map(|o| head.strip_prefix(o))
    .any(|rest| rest.starts_with([':', '：', '|', ' ', '-', '–']) || rest.is_empty());
    let asks = [
        "sign up",
        "subscribe",
        "click here to",
        "join our",
        "follow us on",
        "get our",
    ]
    .iter()
    .any(|o| head.starts_with(o));
    (points && link > 0.4) || (asks && (link > 0.1 || stats.words <= 12))
}

/// The first veto against each block.
pub(super) fn vetoes(page: &Page<'_, '_>) -> Vec<Option<Veto>> {
    page.blocks
        .iter()
        .enumerate()
        .map(|(at, block)| Veto::ALL.into_iter().find(|v| v.holds(page, at, block)))
        .collect()
}

/// Sets the probability of vetoed blocks to 0. A veto that would take most of what passes is taken for
/// a misleading name and does not count; only readers' comments may outweigh their article. What the
/// markup claims as body word by word is never vetoed.
pub(super) fn apply(page: &Page<'_, '_>, claimed: &[f32], probabilities: &mut [f32]) {
    let mut vetoes = vetoes(page);
    for ((veto, claimed), block) in vetoes.iter_mut().zip(claimed).zip(page.blocks) {
        let sure = matches!(veto, Some(Veto::Unread | Veto::Rights)) || is_shouted_link(block);
        if *claimed >= 0.9 && block.stats.words >= 12 && !sure {
            *veto = None;
        }
    }
    for veto in Veto::ALL {
        let (mut all, mut rest, mut ahead) = (0.0f32, 0.0f32, 0.0f32);
        for ((block, p), v) in page.blocks.iter().zip(probabilities.iter()).zip(&vetoes) {
            if *p >= 0.5 {
                all += block.stats.weight;
                if *v != Some(veto) {
                    rest += block.stats.weight;
                    if all <= rest {
                        ahead = rest;
                    }
                }
            }
        }
        let kept = match veto {
            Veto::Unread => true,
            // Comments follow their article, however long they are.
            Veto::Comment => ahead >= 140.0 || all <= 2.0 * rest,
            Veto::Place | Veto::Promotion | Veto::Rights | Veto::Picture | Veto::Before => {
                rest >= 0.5 * all
            }
        };
        if !kept {
            continue;
        }
        for (p, v) in probabilities.iter_mut().zip(&vetoes) {
            if *v == Some(veto) {
                *p = 0.0;
            }
        }
    }
}
