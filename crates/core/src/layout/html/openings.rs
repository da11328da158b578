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

/// Which of [`ASKS`] have a byte at their first, second and third place, a bit each; in any case.
struct Places {
    bits: [[u64; 256]; 3],
}

impl Places {
    fn known() -> &'static Places {
        static PLACES: OnceLock<Places> = OnceLock::new();
        PLACES.get_or_init(|| {
            let mut bits = [[0; 256]; 3];
            for (number, ask) in ASKS.iter().enumerate() {
                for (place, bits) in bits.iter_mut().enumerate() {
                    let own = ask.as_bytes().get(place);
                    for (byte, bits) in (0u8..=255).zip(bits) {
                        if own.is_none_or(|own| own.eq_ignore_ascii_case(&byte)) {
                            *bits |= 1 << number;
                        }
                    }
                }
            }
            Places { bits }
        })
    }

    /// The asks that may begin with these bytes.
    fn may(&self, [a, b, c]: [u8; 3]) -> u64 {
        let [first, second, third] = &self.bits;
        let of = |bits: &[u64; 256], byte: u8| bits.get(usize::from(byte)).copied().unwrap_or(0);
        of(first, a) & of(second, b) & of(third, c)
    }
}

/// How often a text asks for something, up to 20 times. No two of [`ASKS`] hold each other, so that it
/// does not matter in which order they are looked for.
pub(super) fn asks(text: &str) -> u32 {
    const MOST: u32 = 20;
    let places = Places::known();
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut from = 0;
    let mut try_at = |at: usize, mut may: u64| {
        while may != 0 && at >= from && count < MOST {
            let ask = ASKS.get(may.trailing_zeros() as usize).unwrap_or(&"");
            let end = at + ask.len();
            if bytes
                .get(at..end)
                .is_some_and(|b| b.eq_ignore_ascii_case(ask.as_bytes()))
            {
                count += 1;
                from = end;
            }
            may &= may - 1;
        }
    };
    for (at, three) in bytes.windows(3).enumerate() {
        if let [a, b, c] = *three {
            let may = places.may([a, b, c]);
            if may != 0 {
                try_at(at, may);
            }
        }
    }
    if let Some(at) = bytes.len().checked_sub(2)
        && let Some([a, b]) = bytes.last_chunk::<2>()
    {
        try_at(at, places.may([*a, *b, 0]));
    }
    count
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

#[cfg(test)]
mod tests {
    use super::{ASKS, asks};

    #[test]
    fn no_ask_holds_another() {
        assert!(ASKS.len() <= 64);
        for a in ASKS {
            assert!(a.len() >= 2);
            assert_eq!(ASKS.iter().filter(|b| b.contains(a)).count(), 1, "{a}");
        }
    }

    #[test]
    fn asks_are_counted_as_by_an_automaton() {
        let automaton = aho_corasick::AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(ASKS)
            .unwrap();
        let pieces = [
            "Sub",
            "subscribe",
            "SIGN ",
            "up",
            "cookie",
            "mail",
            "email",
            "e",
            "©",
            "Tarsk ",
            "무단",
            "무",
            "단",
            " related",
            "comment",
            "relat",
            "com",
            "é",
            "advertisement",
            "s",
        ];
        let mut state = 5u64;
        for _ in 0..5_000 {
            let mut text = String::new();
            for _ in 0..state % 40 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                text.push_str(pieces[usize::try_from(state >> 33).unwrap() % pieces.len()]);
            }
            state = state.wrapping_add(0x9e37_79b9);
            let expected = automaton.find_iter(&text).take(20).count();
            assert_eq!(asks(&text) as usize, expected, "{text}");
        }
    }
}
