//! What the neighbours of a name say of it.

use super::{
    Candidate, Read,
    form::{self, ENOUGH, Sort},
    lexicon::{Role, lists},
    short, tail,
    text::{Shape, Text},
};
use crate::facts::{people::index::Index, titles::korean::posts};

/// A post beside the name.
const POST: f32 = 3.0;
/// A post whose words are other words too.
const DOUBTFUL_POST: f32 = 2.0;
/// A post that is written onto the name.
const GLUED_POST: f32 = 2.2;
/// A word that is no Korean name needs to sound foreign beside a post.
const FOREIGN_POST: f32 = 2.6;
/// An honorific that only people have.
const HONORIFIC: f32 = 3.5;
/// One that is also a part of other words.
const DOUBTFUL_HONORIFIC: f32 = 0.6;
/// The same written onto the word.
const GLUED_DOUBTFUL: f32 = -1.5;
/// `이길수 있다`, `권하곤 한다`: a verb.
const VERB: f32 = -4.0;
/// A remark behind a word that only sounds foreign: bodies and products have them too.
const FOREIGN_REMARK: f32 = 0.9;
/// The name in Chinese characters or Latin letters, or an age, in brackets.
const REMARK: f32 = 3.0;
/// A particle that honours.
const HONOURED: f32 = 2.0;
/// A widely known name of one syllable before a post.
const KNOWN_SYLLABLE: f32 = 1.6;
/// A word for what people do beside the name.
const OCCUPATION: f32 = 2.0;
/// Particles of places, and of many.
const PLACE: f32 = -1.5;
const PLURAL: f32 = -3.0;
/// The subject of a sentence of saying, and the same of a foreigner's name of several words.
const SAYS: f32 = 0.5;
const FOREIGN_SAYS: f32 = 0.9;
/// The pack knows the name.
const PACK: f32 = 3.0;

/// Weighs the candidates of a line by what stands beside each.
pub(super) fn weigh(read: &mut Read<'_, '_>, index: &Index) {
    let firm: Vec<usize> = read
        .candidates
        .iter()
        .filter(|c| c.weight >= ENOUGH)
        .map(|c| c.token)
        .collect();
    let taken = |token: usize| firm.binary_search(&token).is_ok();
    let mut candidates = std::mem::take(&mut read.candidates);
    for candidate in &mut candidates {
        one(read.text, candidate, &taken);
        let bare = candidate.heads.is_empty() && candidate.reading.tail.honorific.is_empty();
        let verb = bare && form::is_verbal(candidate.reading.stem);
        if !verb && candidate.first == candidate.token && candidate.reading.sort == Sort::Korean
            || candidate.weight > 0.0
        {
            let known = index.lookup(candidate.span.of(read.line.text));
            if !known.is_empty() {
                candidate.weight += PACK;
            }
        }
    }
    read.candidates = candidates;
}

fn one<'d>(text: &Text<'d>, candidate: &mut Candidate<'d>, taken: &dyn Fn(usize) -> bool) {
    if is_blocked(text, candidate) {
        candidate.blocked = true;
        return;
    }
    let tail = candidate.reading.tail;
    let foreign = candidate.reading.sort == Sort::Foreign;
    let mut weight = 0.0;
    if !tail.honorific.is_empty() {
        weight += if tail.is_honorific() {
            HONORIFIC
        } else {
            GLUED_DOUBTFUL
        };
    }
    if is_verb(text, candidate) {
        weight += VERB;
    }
    if tail.particle.starts_with("께서") {
        weight += HONOURED;
    }
    if !tail.post.is_empty() {
        weight += GLUED_POST;
        candidate.heads.extend(super::lexicon::head_of(tail.post));
    }
    let behind = text.over_remark(candidate.token + 1);
    if behind > candidate.token + 1 && is_remark(text, candidate, behind) {
        weight += if foreign && candidate.weight < 2.0 {
            FOREIGN_REMARK
        } else {
            REMARK
        };
    }
    if tail.is_bare()
        && text
            .get(behind)
            .is_some_and(|t| t.spaced || behind > candidate.token + 1)
    {
        weight += honorific_behind(text, behind);
        let after = posts::after(text, behind, taken);
        if let Some(last) = after.last() {
            candidate.end = last.last + 1;
            let best = after
                .iter()
                .map(|p| post_weight(p.head, foreign))
                .fold(0.0, f32::max);
            weight += best;
            // `킹 의원`
            if candidate.reading.sort == Sort::Known && candidate.reading.stem.chars().count() == 1
            {
                weight += KNOWN_SYLLABLE;
            }
            candidate.heads.extend(after.iter().map(|p| p.head));
        }
    }
    let before = posts::before(text, candidate.first, taken);
    // A post behind another name is that one's.
    let others = before
        .first()
        .and_then(|p| p.first.checked_sub(1))
        .is_some_and(taken);
    if let Some(near) = before.last().filter(|p| !others || !p.rest.is_empty()) {
        weight += post_weight(near.head, foreign);
        candidate.heads.extend(before.iter().map(|p| p.head));
    }
    // `홍길동을 총리로 지명`
    if matches!(tail.particle, "을" | "를") && tail.honorific.is_empty() {
        let post = posts::after(text, candidate.token + 1, taken);
        let given = post
            .first()
            .filter(|p| matches!(p.rest, "으로" | "로" | "에"));
        weight += given.map_or(0.0, |p| post_weight(p.head, foreign));
    }
    if is_appointed(text, candidate) {
        weight += POST;
    }
    if has_occupation(text, candidate, behind) {
        weight += OCCUPATION;
    }
    if candidate.heads.is_empty() && tail.honorific.is_empty() {
        weight += particle_weight(tail.particle, candidate.reading.sort);
    }
    let joined = candidate.first != candidate.token;
    if (joined || candidate.reading.sort != Sort::Foreign) && says(text, candidate) {
        weight += if joined { FOREIGN_SAYS } else { SAYS };
    }
    candidate.weight += weight;
}

/// Verbs of giving a post, by their beginnings.
const APPOINTING: [&str; 8] = [
    "임명", "선임", "내정", "발탁", "선출", "기용", "지명", "취임",
];

/// Whether a sentence gives the post before the name to it: `대사에 홍길동이 임명`.
fn is_appointed(text: &Text<'_>, candidate: &Candidate<'_>) -> bool {
    let before = text.before(candidate.first).filter(|t| t.is_word());
    let post = before.and_then(|t| tail::post(t.text));
    let verb = text.get(candidate.token + 1).map_or("", |t| t.text);
    let particle = candidate.reading.tail.particle;
    post.is_some_and(|p| matches!(p.1, "에" | "로" | "으로"))
        && matches!(particle, "이" | "가" | "을" | "를")
        && APPOINTING.iter().any(|a| verb.starts_with(a))
}

/// What a particle says of a name that nothing stands beside: people are no places, and one is not many.
fn particle_weight(particle: &str, sort: Sort) -> f32 {
    if sort != Sort::Korean {
        return 0.0;
    }
    match particle {
        "에" | "에서" | "에는" | "에서는" | "에도" | "에의" => PLACE,
        _ if particle.starts_with('들') => PLURAL,
        _ => 0.0,
    }
}

/// Whether a word for what people do stands before the name or behind it: `투수 홍길동`, `의사인 홍길동`.
fn has_occupation(text: &Text<'_>, candidate: &Candidate<'_>, behind: usize) -> bool {
    let occupation = |word: &str| lists().role(word).is(Role::OCCUPATION);
    let before = text.before(candidate.first).filter(|t| t.is_word());
    let before = before.is_some_and(|t| {
        let noun = t.text.strip_suffix("이던").or(t.text.strip_suffix('인'));
        occupation(t.text) || noun.is_some_and(occupation)
    });
    let next = text
        .get(behind)
        .filter(|t| t.spaced && candidate.reading.tail.is_bare());
    before
        || next.is_some_and(|t| {
            let mut ends = t.text.char_indices().map(|c| c.0).chain([t.text.len()]);
            ends.any(|end| {
                let (noun, rest) = t.text.split_at_checked(end).unwrap_or((t.text, ""));
                occupation(noun) && tail::is_particle(noun, rest)
            })
        })
}

/// Beginnings of verbs of saying in the past, as sentences of the press end with them.
const SAYING: [&str; 20] = [
    "말했",
    "밝혔",
    "전했",
    "강조했",
    "주장했",
    "덧붙였",
    "설명했",
    "지적했",
    "반박했",
    "토로했",
    "털어놓",
    "털어놨",
    "회고했",
    "호소했",
    "대답했",
    "답했",
    "당부했",
    "비판했",
    "언급했",
    "고백했",
];
/// Words of a sentence that are looked at for its verb.
const SENTENCE: usize = 60;

/// Whether the name is the subject of a sentence that ends with a verb of saying.
fn says(text: &Text<'_>, candidate: &Candidate<'_>) -> bool {
    let subject = matches!(candidate.reading.tail.particle, "은" | "는" | "이" | "가");
    let rest = text.tokens.iter().skip(candidate.token + 1).take(SENTENCE);
    let verb = || {
        rest.take_while(|t| !t.is_stop() || !t.spaced && !t.is("."))
            .any(|t| SAYING.iter().any(|s| t.text.starts_with(s)))
    };
    subject && verb()
}

fn post_weight(head: &str, foreign: bool) -> f32 {
    if lists().role(head).is(Role::WHOLE) {
        DOUBTFUL_POST
    } else if foreign {
        FOREIGN_POST
    } else {
        POST
    }
}

/// `홍 씨`, `홍길동 여사`: an honorific as a word of its own.
fn honorific_behind(text: &Text<'_>, at: usize) -> f32 {
    let Some(next) = text.get(at).filter(|t| t.shape == Shape::Hangul) else {
        return 0.0;
    };
    match tail::tail("이", next.text) {
        Some(t) if t.is_honorific() => HONORIFIC,
        Some(t) if !t.honorific.is_empty() => DOUBTFUL_HONORIFIC,
        _ => 0.0,
    }
}

/// Whether brackets hold the name in other letters, or an age.
fn is_remark(text: &Text<'_>, candidate: &Candidate<'_>, behind: usize) -> bool {
    let open = candidate.token + 1;
    let korean = candidate.reading.sort == Sort::Korean;
    let syllables = candidate.reading.stem.chars().count();
    let inside = text
        .tokens
        .get(open + 1..behind.saturating_sub(1))
        .unwrap_or(&[]);
    match inside {
        [one] if one.shape == Shape::Hanja => {
            let same = one.text.chars().count() == syllables;
            (2..=5).contains(&one.text.chars().count())
                && (!korean || same && short::is_hanja_surname(one.text))
        }
        [one, ..] if one.text.len() <= 2 && one.text.chars().all(|c| c.is_ascii_digit()) => {
            inside.len() <= 3
        }
        [one] if one.text.ends_with('세') => one.text.len() <= 5,
        [_, _, ..] => {
            inside.len() <= 5
                && inside
                    .iter()
                    .all(|t| t.text.starts_with(|c: char| c.is_ascii_uppercase()))
        }
        _ => false,
    }
}

/// Whether the word is a form of a verb that its neighbour shows.
fn is_verb(text: &Text<'_>, candidate: &Candidate<'_>) -> bool {
    let next = text.get(candidate.token + 1).map_or("", |t| t.text);
    let word = text.get(candidate.token).map_or("", |t| t.text);
    word.ends_with('수') && next.starts_with(['있', '없'])
        || word.ends_with('곤') && next.starts_with(['한', '했', '하'])
        || word.ends_with('기') && next.starts_with("위")
        || word.ends_with(['지', '게', '고'])
            && next.starts_with(['않', '못', '있', '되', '하', '했', '한'])
}

/// Words before `=` or a name that say who made a text or a picture.
const MADE: [&str; 12] = [
    "사진",
    "글",
    "그래픽",
    "영상",
    "촬영",
    "편집",
    "기사",
    "자료",
    "출처",
    "디자인",
    "일러스트",
    "기획",
];

/// Whether the name is of somebody who writes, or of a body, an order, a doctrine.
fn is_blocked(text: &Text<'_>, candidate: &Candidate<'_>) -> bool {
    let tail = candidate.reading.tail;
    let next = text.get(candidate.token + 1);
    if tail.is_bare() {
        let behind = text.over_remark(candidate.token + 1);
        if let Some(next) = text.get(behind).filter(|t| t.is_word()) {
            let role = lists().role(next.text);
            let named_after = ["국립", "시립", "주립", "기념", "기념관"].contains(&next.text);
            if named_after
                || role.is(Role::WRITER)
                || is_named_after(next.text)
                || is_mail(text, behind)
            {
                return true;
            }
        }
        // `김-이주의`
        if next.is_some_and(|t| !t.spaced && (t.is("-") || t.is("–") || t.is("－"))) {
            let word = text.get(candidate.token + 2).map_or("", |t| t.text);
            if word.contains("주의") {
                return true;
            }
        }
    }
    if text
        .before(candidate.first)
        .is_some_and(|t| t.is("=") || t.is(":"))
    {
        let maker = candidate.first.checked_sub(2).and_then(|m| text.get(m));
        if maker.is_some_and(|m| MADE.contains(&m.text)) {
            return true;
        }
    }
    // `오렐기자`, as the North writes
    let glued = candidate.reading.stem.strip_suffix("기자");
    if glued.is_some_and(|name| name.chars().count() > 1) {
        return true;
    }
    // The second half of a doctrine is caught by its ending, which no tail explains.
    is_work(text, candidate)
}

/// Marks around names of works, manoeuvres and the like.
const WORKS: [(&str, &str); 5] = [
    ("<", ">"),
    ("《", "》"),
    ("〈", "〉"),
    ("「", "」"),
    ("『", "』"),
];

/// Whether marks of a work stand around the name alone.
fn is_work(text: &Text<'_>, candidate: &Candidate<'_>) -> bool {
    let open = text.before(candidate.first).map_or("", |t| t.text);
    let close = text.get(candidate.token + 1).map_or("", |t| t.text);
    candidate.reading.tail.is_bare() && WORKS.contains(&(open, close))
}

/// Whether a word behind a name makes it the name of something else.
fn is_named_after(word: &str) -> bool {
    if lists().role(word).is(Role::INSTITUTION) {
        return true;
    }
    // With a particle.
    let mut ends = word.char_indices().map(|c| c.0).rev();
    ends.any(|end| {
        let (noun, rest) = word.split_at_checked(end).unwrap_or((word, ""));
        noun.len() > 6 && lists().role(noun).is(Role::INSTITUTION) && tail::is_particle(noun, rest)
    })
}

fn is_mail(text: &Text<'_>, at: usize) -> bool {
    text.get(at).is_some_and(|t| t.shape == Shape::Mixed)
        && text.get(at + 1).is_some_and(|t| t.is("@"))
}
