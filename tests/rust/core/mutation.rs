//! Damaged captures, made from good ones: cut, spliced, rewrapped, re-encoded. Shared by the tests and
//! by the `mutate` example. The same seed gives the same bytes on every machine.

/// `SplitMix64` (Steele, Lea and Flood 2014): small, fast, the same everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Starts a sequence.
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 for 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    /// One of them.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A stretch of `len` bytes at most `most` long.
    fn range(&mut self, len: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(len + 1);
        let end = (start + self.below(most + 1)).min(len);
        start..end
    }
}

/// What is pasted into captures: markup, marks and characters that parsers trip over.
const SCRAPS: [&str; 36] = [
    "<p>",
    "</p>",
    "<div",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "<script>",
    "</script>",
    "<style>",
    "&amp",
    "&#x1F600;",
    "&#0;",
    "&nbsp;",
    "\"",
    "'",
    "\u{0}",
    "\u{feff}",
    "\u{ad}",
    "\u{200b}",
    "\u{2028}",
    "\r",
    "\r\n",
    "\n\n\n",
    "\u{c}",
    "\t",
    "[5]\n",
    "- 3 -\n",
    ", ,  ",
    "\u{a0}",
    "e\u{301}",
    "각",
    "🇰🇷",
    "\u{fffd}",
    "2023-02-30",
    "(Halden Wire) -- ",
];

/// Makes one damaged capture out of `good` ones. `most` bounds its size in bytes.
pub(crate) fn mutate(good: &[Vec<u8>], random: &mut Random, most: usize) -> Vec<u8> {
    let source = random.pick(good);
    let at = random.below(source.len().saturating_sub(most) + 1);
    let mut bytes = source[at..source.len().min(at + most)].to_vec();
    for _ in 0..=random.below(4) {
        bytes = step(bytes, good, random, most);
        bytes.truncate(most);
    }
    bytes
}

fn step(mut bytes: Vec<u8>, good: &[Vec<u8>], random: &mut Random, most: usize) -> Vec<u8> {
    let len = bytes.len();
    match random.below(14) {
        // Cut: the head, the tail, the middle.
        0 => bytes.split_off(random.below(len + 1)),
        1 => {
            bytes.truncate(random.below(len + 1));
            bytes
        }
        2 => {
            let cut = random.range(len, len / 2);
            bytes.drain(cut);
            bytes
        }
        // Splice: a stretch of another capture, the whole of another, a stretch of its own.
        3 => {
            let other = random.pick(good);
            let piece = random.range(other.len(), most / 2);
            let at = random.below(len + 1);
            bytes.splice(at..at, other[piece].iter().copied());
            bytes
        }
        4 => {
            let other: &Vec<u8> = random.pick(good);
            bytes.extend_from_slice(other);
            bytes
        }
        5 => {
            let piece = bytes[random.range(len, 2000)].to_vec();
            let at = random.below(len + 1);
            bytes.splice(at..at, piece.iter().copied());
            bytes
        }
        // Bytes: single ones changed, a run of random ones.
        6 => {
            for _ in 0..=random.below(20) {
                let at = random.below(len);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = low_byte(random.next());
                }
            }
            bytes
        }
        7 => {
            let noise: Vec<u8> = (0..random.below(200))
                .map(|_| low_byte(random.next()))
                .collect();
            let at = random.below(len + 1);
            bytes.splice(at..at, noise);
            bytes
        }
        // Scraps of markup and odd characters, one or many.
        8 => {
            for _ in 0..=random.below(12) {
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, random.pick(&SCRAPS).bytes());
            }
            bytes
        }
        9 => {
            let scrap = *random.pick(&SCRAPS);
            let many = scrap.repeat(random.below(400));
            let at = random.below(len + 1);
            bytes.splice(at..at, many.bytes());
            bytes
        }
        // Lines: wrapped again, unwrapped, other line ends, blank lines put in.
        10 => rewrap(&bytes, 20 + random.below(80), random.below(2) == 0),
        11 => {
            let ends: [&[u8]; 5] = [b" ", b"\r\n", b"\r", b"\n\n", b""];
            let with = *random.pick(&ends);
            let lines: Vec<&[u8]> = bytes.split(|&b| b == b'\n').collect();
            lines.join(with)
        }
        // Encodings.
        _ => encode(&bytes, random.below(6)),
    }
}

fn low_byte(bits: u64) -> u8 {
    u8::try_from(bits & 0xff).unwrap_or(0)
}

fn rewrap(bytes: &[u8], columns: usize, hyphens: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / columns);
    let mut column = 0;
    for &byte in bytes {
        column = if byte == b'\n' { 0 } else { column + 1 };
        if column >= columns && byte == b' ' {
            out.push(b'\n');
            column = 0;
        } else {
            out.push(byte);
        }
        if hyphens && column == columns + 8 {
            out.extend_from_slice(b"-\n");
            column = 0;
        }
    }
    out
}

fn encode(bytes: &[u8], how: usize) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match how {
        0 => encoding_rs::EUC_KR.encode(&text).0.into_owned(),
        1 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        3 => [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        4 => [0xfe, 0xff]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect(),
        _ => [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect(),
    }
}
