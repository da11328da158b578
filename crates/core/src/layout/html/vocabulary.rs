//! What site builders call the parts of a page: class names, ids, roles.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// What a name says of a part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Part {
    Comment,
    Social,
    Related,
    Nav,
    Footer,
    Aside,
    Ad,
    Newsletter,
    Author,
    Picture,
    Meta,
    Tag,
    Popup,
    Contents,
    Content,
    Title,
    Lead,
    Quote,
    Box,
    Notice,
    Listing,
    Header,
}

/// How many parts there are.
pub(super) const PARTS: usize = Part::Header as usize + 1;

impl Part {
    /// Its bit in a set.
    pub(super) const fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// Words by part. A word with a leading `=` counts only as a whole word (between hyphens, underscores,
/// digits or a change of case); the others also inside a compound (`articlebody`).
const WORDS: &[(Part, &str)] = &[
    (
        Part::Comment,
        "comment disqus =respond =reply =replies discussion livefyre =forum coral viafoura =댓글 =reaction =reactions spotim",
    ),
    (
        Part::Social,
        "=share =shares sharing sharebar sharetool social addthis =follow facebook twitter whatsapp linkedin pinterest =sns bookmark =print =email =tools toolbox sharedaddy",
    ),
    (
        Part::Related,
        "related recommend recirc outbrain taboola readmore =more =also popular trending mostread mostviewed =latest suggested similar teaser carousel playlist upnext seealso =next =prev =previous =recent =hot =ranking =links youmaylike alsolike morefrom zergnet revcontent jp-relatedposts =crosslink =inlinelink =backlink",
    ),
    (
        Part::Nav,
        "=nav navigation navbar =menu =menus submenu megamenu breadcrumb pagination =pager =paging =skip topbar =gnb =lnb =snb navlist sitemap",
    ),
    (
        Part::Footer,
        "footer =foot =bottom colophon copyright =legal =ft",
    ),
    (
        Part::Aside,
        "sidebar =aside widget =rail =secondary complementary rightcol leftcol =gadget =sticky =supplementary",
    ),
    (
        Part::Ad,
        "=ad =ads advert adsense adslot =adv sponsor =promo =promos promoted promotion =banner =dfp =gpt commercial affiliate =cta =upsell paywall =offer =offers =deal =deals =product =products =buy =price =shop marketing calltoaction =donate donation",
    ),
    (
        Part::Newsletter,
        "newsletter subscribe subscription =signup =register =login =signin membership optin mailchimp =subscriber hubspot hsform",
    ),
    (
        Part::Author,
        "=author =authors authorbio authorbox =bio aboutauthor =about =profile contributor =avatar =reporter =journalist",
    ),
    (
        Part::Picture,
        "caption =credit =credits figure =photo =photos =image =images =img gallery =media =video =videos =slide slideshow =thumb thumbnail =player =picture =pic",
    ),
    (
        Part::Meta,
        "byline =meta =date =dates datetime =time timestamp dateline publish =info =updated =posted pubdate postinfo readtime readingtime =details",
    ),
    (
        Part::Tag,
        "=tag =tags =tagged taglist =category =categories =topics =topic keyword =label =labels =hashtag",
    ),
    (
        Part::Popup,
        "=modal =popup cookie consent =gdpr =overlay =dialog lightbox tooltip =hidden =sr visuallyhidden visually-hidden screen-reader screenreader offscreen =toast =notification =onetrust =print-only =hide =a11y =alert",
    ),
    (
        Part::Contents,
        "=toc tableofcontents table-of-contents =jump =anchor =anchors =outline",
    ),
    (
        Part::Content,
        "article content =body entry =post =posts story =text =main =prose =richtext rich-text =copy maincontent =page =paragraph =blog =wysiwyg =markdown",
    ),
    (Part::Title, "title headline heading =hed"),
    (
        Part::Lead,
        "=lead =lede standfirst subtitle subhead =dek =deck summary =intro excerpt abstract description kicker strapline tagline =sub =teasertext",
    ),
    (Part::Quote, "pullquote pull-quote =quote blockquote"),
    (
        Part::Box,
        "infobox factbox =box callout keypoints key-points takeaway highlight =inset =embed =faq accordion =module =components",
    ),
    (
        Part::Notice,
        "correction disclaimer =notice disclosure =editor editorsnote =footnote =footnotes reference =note =notes =sources",
    ),
    (
        Part::Listing,
        "=list =grid =feed =stream =river =item =items =card =cards =tile =tiles =row =collection =results",
    ),
    (
        Part::Header,
        "header =hero =top masthead =head =hd =logo =brand",
    ),
];

struct Vocabulary {
    automaton: AhoCorasick,
    entries: Vec<(u32, bool, usize)>,
}

fn vocabulary() -> Option<&'static Vocabulary> {
    static VOCABULARY: OnceLock<Option<Vocabulary>> = OnceLock::new();
    VOCABULARY
        .get_or_init(|| {
            let mut patterns = Vec::new();
            let mut entries = Vec::new();
            for (part, words) in WORDS {
                for word in words.split_whitespace() {
                    let (word, whole) = match word.strip_prefix('=') {
                        Some(word) => (word, true),
                        None => (word, false),
                    };
                    patterns.push(word);
                    entries.push((part.bit(), whole, word.len()));
                }
            }
            let automaton = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::DFA))
                .build(patterns)
                .ok()?;
            Some(Vocabulary { automaton, entries })
        })
        .as_ref()
}

/// The parts that a class list, id or role names, as a set of [`Part::bit`]s.
pub(super) fn parts(names: &str) -> u32 {
    let Some(vocabulary) = vocabulary() else {
        return 0;
    };
    let bytes = names.as_bytes();
    let mut found = 0;
    for hit in vocabulary.automaton.find_overlapping_iter(bytes) {
        let Some(&(bit, whole, _)) = vocabulary.entries.get(hit.pattern().as_usize()) else {
            continue;
        };
        if found & bit != 0 {
            continue;
        }
        let before = hit.start().checked_sub(1).and_then(|i| bytes.get(i));
        let first = bytes.get(hit.start());
        let last = bytes.get(hit.end().saturating_sub(1));
        let after = bytes.get(hit.end());
        let starts = boundary(before, first);
        let ends = boundary(last, after);
        if !whole || (starts && ends) {
            found |= bit;
        }
    }
    if found & Part::Comment.bit() != 0 && !holds_comments(names) {
        found &= !Part::Comment.bit();
    }
    found
}

/// Whether names say more of comments than that an article may have them.
fn holds_comments(names: &str) -> bool {
    const WORD: &[u8] = b"comment";
    const MAY: [&str; 14] = [
        "comments-open",
        "comments-closed",
        "comments-enabled",
        "comments-disabled",
        "comments-on",
        "comments-off",
        "comments-allowed",
        "comment-enabled",
        "has-comments",
        "has-comment",
        "no-comments",
        "no-comment",
        "with-comments",
        "without-comments",
    ];
    let mut only_may = false;
    for name in names.split_ascii_whitespace() {
        let has = name
            .as_bytes()
            .windows(WORD.len())
            .any(|w| w.eq_ignore_ascii_case(WORD));
        if !has {
            continue;
        }
        let like = |may: &str| {
            name.len() == may.len()
                && name
                    .bytes()
                    .zip(may.bytes())
                    .all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == b'_' && b == b'-'))
        };
        if !MAY.iter().any(|may| like(may)) {
            return true;
        }
        only_may = true;
    }
    !only_may
}

/// Whether a word may end at `left` and another begin at `right`.
fn boundary(left: Option<&u8>, right: Option<&u8>) -> bool {
    match (left, right) {
        (Some(l), Some(r)) => {
            !l.is_ascii_alphabetic()
                || !r.is_ascii_alphabetic()
                || (l.is_ascii_lowercase() && r.is_ascii_uppercase())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, parts};

    #[test]
    fn words_have_boundaries() {
        assert_eq!(parts("ad-slot") & Part::Ad.bit(), Part::Ad.bit());
        assert_eq!(parts("heading") & Part::Ad.bit(), 0);
        assert_eq!(
            parts("articleBody") & Part::Content.bit(),
            Part::Content.bit()
        );
        assert_eq!(
            parts("storyBody") & Part::Content.bit(),
            Part::Content.bit()
        );
        assert_eq!(parts("somebody") & Part::Content.bit(), 0);
    }

    #[test]
    fn an_article_that_may_have_comments_is_none() {
        let comment = Part::Comment.bit();
        assert_eq!(parts("story-body comments-enabled") & comment, 0);
        assert_eq!(parts("no_comments post") & comment, 0);
        assert_eq!(parts("comments-enabled comment-list") & comment, comment);
        assert_eq!(parts("Comments") & comment, comment);
        assert_eq!(parts("disqus_thread") & comment, comment);
    }
}
