//! Byte offsets as code points.

/// How many bytes one mark of the table covers.
const STRIDE: usize = 256;

/// The code points of a text before each of its bytes, by a table of every 256th byte; nothing for
/// ASCII, where both are equal.
///
/// ```
/// use variorum::text::CodePoints;
/// let text = "당 대회";
/// let points = CodePoints::new(text);
/// assert_eq!((points.at(text, 4), points.at(text, text.len())), (2, 4));
/// ```
#[derive(Clone, Debug, Default)]
pub struct CodePoints {
    marks: Vec<usize>,
}

impl CodePoints {
    /// Counts.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CodePoints::default();
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += starts(block);
        }
        CodePoints { marks }
    }

    /// The code point at a byte offset of the text that was counted.
    pub fn at(&self, text: &str, byte: usize) -> usize {
        let Some(&before) = self.marks.get(byte / STRIDE) else {
            // The end of a text whose length is a multiple of the stride, or ASCII.
            return match self.marks.last() {
                None => byte,
                Some(&last) => {
                    let from = (self.marks.len() - 1) * STRIDE;
                    last + starts(text.as_bytes().get(from..).unwrap_or(&[]))
                }
            };
        };
        let from = byte / STRIDE * STRIDE;
        before + starts(text.as_bytes().get(from..byte).unwrap_or(&[]))
    }
}

/// How many code points start in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count()
}
