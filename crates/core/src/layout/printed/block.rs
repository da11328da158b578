use crate::{
    layout::printed::{Block, Hint, Wrap},
    text::{Clean, Span},
};

/// The blocks of hard-wrapped lines, in order.
pub fn blocks(text: &str, lines: &[Span], wrap: &Wrap) -> Vec<Block> {
    let _ = wrap;
    lines
        .iter()
        .map(|line| line.trimmed(text))
        .filter(|line| !line.is_empty())
        .map(|line| Block {
            hint: Hint::Paragraph,
            spans: vec![line],
            clean: Clean::folded(text, line),
        })
        .collect()
}
