//! Words by which lines lead away from the text.

use std::sync::OnceLock;

/// Words that ask for something else than reading on.
const ASKS: &[&str] = &[
    "subscribe",
    "newsletter",
    "sign up",
    "click here",
    "read more",
    "advertisement",
    "cookie",
    "share this",
    "follow us",
    "comment",
    "related",
    "log in",
    "privacy",
    "terms of",
    "download",
    "email",
    "all rights",
    "©",
    "copyright",
    "recommended",
    "sponsored",
    "your inbox",
    "contact us",
    "whatsapp",
    "facebook",
    "twitter",
    "무단",
    "저작권",
    "구독",
    "댓글",
    "기사제보",
    "재배포",
];

/// Openings of lines that lead away from the text or stand under a picture.
const OPENINGS: &[&str] = &[
    "read more",
    "read also",
    "read next",
    "see also",
    "also read",
    "related:",
    "more:",
    "watch:",
    "watch ",
    "listen",
    "photo",
    "image",
    "picture",
    "credit",
    "source:",
    "by ",
    "published",
    "updated",
    "posted",
    "follow",
    "share",
    "tags",
    "filed under",
    "topics",
    "advert",
    "continue reading",
    "more from",
    "more on",
    "sign up",
    "subscribe",
    "editor's note",
    "(photo",
    "file photo",
    "getty",
    "©",
    "don't miss",
    "recommended",
    "via ",
    "이미지",
    "사진",
    "관련기사",
    "▶",
    "about the author",
    "join ",
    "click",
    "get ",
    "learn more",
    "check out",
    "disclaimer",
    "note:",
    "correction",
    "follow ",
];

/// How many characters of a block's head are looked at.
const HEAD: usize = 24;

/// The head of a text in small letters.
pub(super) struct Head {
    ascii: [u8; HEAD],
    len: usize,
    /// Where it is not ASCII.
    other: Option<String>,
}

impl Head {
    pub(super) fn of(text: &str) -> Self {
        let mut ascii = [0u8; HEAD];
        let mut len = 0;
        for (slot, byte) in ascii.iter_mut().zip(text.bytes()) {
            *slot = byte.to_ascii_lowercase();
            len += 1;
        }
        let other =
            (!ascii.is_ascii()).then(|| text.chars().take(HEAD).collect::<String>().to_lowercase());
        Head { ascii, len, other }
    }

    fn bytes(&self) -> &[u8] {
        match &self.other {
            Some(other) => other.as_bytes(),
            None => self.ascii.get(..self.len).unwrap_or_default(),
        }
    }

    /// The number of the first opening that it begins with, counted from 1; 0 for none.
    pub(super) fn opening(&self) -> u32 {
        static BY_BYTE: OnceLock<Vec<Vec<(u32, &str)>>> = OnceLock::new();
        let by_byte = BY_BYTE.get_or_init(|| {
            let mut lists = vec![Vec::new(); 256];
            for (number, opening) in (1u32..).zip(OPENINGS) {
                let first = opening.bytes().next().unwrap_or(0);
                if let Some(list) = lists.get_mut(usize::from(first)) {
                    list.push((number, *opening));
                }
            }
            lists
        });
        let head = self.bytes();
        let Some(list) = head.first().and_then(|b| by_byte.get(usize::from(*b))) else {
            return 0;
        };
        list.iter()
            .find(|(_, opening)| head.starts_with(opening.as_bytes()))
            .map_or(0, |(number, _)| *number)
    }

    /// Whether it is a control that stands under readers' comments, and `text` no more than that.
    pub(super) fn is_reply(&self, text: &str) -> bool {
        text.len() <= HEAD && REPLIES.iter().any(|r| r.as_bytes() == self.bytes())
    }
}

/// How often a text asks for something, up to 20 times.
pub(super) fn asks(text: &str) -> u32 {
    static ASK: OnceLock<Option<aho_corasick::AhoCorasick>> = OnceLock::new();
    let automaton = ASK.get_or_init(|| {
        aho_corasick::AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(aho_corasick::AhoCorasickKind::DFA))
            .build(ASKS)
            .ok()
    });
    let count = automaton
        .as_ref()
        .map_or(0, |a| a.find_iter(text.as_bytes()).take(20).count());
    u32::try_from(count).unwrap_or(0)
}

/// Controls that stand under readers' comments.
const REPLIES: &[&str] = &[
    "reply",
    "report",
    "permalink",
    "upvote",
    "downvote",
    "flag",
    "quote",
    "like",
    "답글",
    "신고",
    "reply to this",
    "says:",
    "log in to reply",
    "report comment",
    "reply report",
];
