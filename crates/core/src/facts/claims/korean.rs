//! Claims of Korean lines.

use super::{Claim, voice::Voices};
use crate::facts::{page::Line, quotes::Quote};

pub(super) fn read(
    _line: &Line<'_>,
    _quotes: &[Quote],
    _voices: &mut Voices<'_, '_>,
    _out: &mut Vec<Claim>,
) {
}
