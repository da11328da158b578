//! Korean: what goes on after a full stop inside a quotation.

use super::look::{Look, is_hangul};

/// Particles of quotation and case that join a quotation to its sentence. Standing alone or with
/// these beginnings they start no sentence.
const JOINING: &[&str] = &[
    "라고",
    "이라고",
    "라며",
    "이라며",
    "라면서",
    "이라면서",
    "라는",
    "이라는",
    "라던",
    "이라던",
    "하고",
    "하며",
    "하면서",
    "하는",
    "하자",
    "했다",
    "한다",
    "하였다",
    "하였습니다",
    "했습니다",
];

/// Particles that join only when they stand alone.
const ALONE: &[&str] = &[
    "고",
    "며",
    "면서",
    "는",
    "은",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "로",
    "으로",
    "등",
    "등의",
    "등을",
    "등이",
    "등으로",
    "등에",
    "라",
    "이라",
    "란",
    "및",
];

/// Stems of verbs of saying, to tell the particle `고` from the title of the dead (`고 …`).
const SAYING: &[&str] = &[
    "말했", "말한", "말하", "말씀", "밝혔", "밝힌", "밝히", "전했", "전한", "전하", "보도", "강조",
    "지적", "주장", "설명", "덧붙", "했", "한다", "하였", "하며", "하시", "호소", "선언", "언급",
    "촉구", "비난", "물었", "물은", "답했", "답한", "썼", "쓴", "소개", "평가", "경고", "적었",
    "적은", "외쳤", "외친",
];

/// Final syllables of sentences: a full stop right after one of them ends a sentence even where the
/// space is missing.
const FINAL: &[char] = &[
    '다', '요', '까', '오', '죠', '지', '자', '라', '네', '음', '함', '임',
];

/// Whether the eojeol at `at` joins what stands before it (a quotation, a question) to its sentence.
pub(super) fn joins(look: Look<'_>, at: usize) -> bool {
    if !look.char(at).is_some_and(is_hangul) {
        return false;
    }
    let chunk = look.chunk(at);
    let word = chunk.trim_end_matches(|c: char| !c.is_alphanumeric());
    if JOINING.iter().any(|j| word.starts_with(j)) {
        return true;
    }
    if !ALONE.contains(&word) {
        return false;
    }
    if word != "고" {
        return true;
    }
    let (next, _) = look.skip_white(at + chunk.len());
    let next = look.chunk(next);
    SAYING.iter().any(|s| next.starts_with(s))
}

/// Whether an ellipsis after a character ends a sentence: only after the endings that nothing else
/// has.
pub(super) fn is_final_before_ellipsis(c: char) -> bool {
    matches!(c, '다' | '요' | '까' | '죠' | '오' | '네')
}

/// Whether a character ends Korean sentences.
pub(super) fn is_final(c: char) -> bool {
    FINAL.contains(&c)
}

/// Whether what is glued to a full stop after a final syllable starts a new sentence whose space was
/// lost, as in the text of many portals.
pub(super) fn starts_glued(look: Look<'_>, before: usize, at: usize) -> bool {
    // "…다.라고", "…다.는": a quotation without marks goes on.
    let two = look
        .word_before(before, 0)
        .chars()
        .filter(|c| is_hangul(*c))
        .count()
        >= 2;
    let particle = look
        .char(at)
        .is_some_and(|c| matches!(c, '고' | '며' | '는' | '라' | '면'));
    two && !particle && look.char_before(before) == Some('다') && !joins(look, at)
}
