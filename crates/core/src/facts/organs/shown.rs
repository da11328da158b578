//! Bodies in Korean that their company shows: a firm before the post of its head (`타르나전자 대표이사`), a
//! school before a teacher (`타르나대 교수`), and short names that brackets explain (`타르나개발공사(타개공)`).
//! What is shown once is found wherever it stands.

use std::collections::BTreeSet;

use super::{Draft, How};
use crate::{
    facts::{
        At,
        page::{Line, Page, Tongue},
        people::korean::{
            lexicon, tail,
            text::{Shape, Text, Token},
        },
        titles::korean::posts,
    },
    text::Span,
};

/// Posts that only firms have.
const FIRM_POSTS: [&str; 18] = [
    "대표이사",
    "공동대표이사",
    "각자대표",
    "대표",
    "공동대표",
    "사장",
    "부사장",
    "총괄사장",
    "총괄부사장",
    "회장",
    "부회장",
    "명예회장",
    "전무",
    "상무",
    "최고경영자",
    "창업자",
    "창업주",
    "사외이사",
];

/// Words between a firm and the post of its head.
const BETWEEN: [&str; 9] = [
    "신임", "전", "현", "전임", "초대", "그룹", "차기", "각자", "수석",
];

/// What names of firms end with.
const FIRM_ENDINGS: [&str; 62] = [
    "사",
    "전자",
    "전기",
    "자동차",
    "화학",
    "건설",
    "증권",
    "생명",
    "화재",
    "해상",
    "카드",
    "캐피탈",
    "물산",
    "상사",
    "상선",
    "해운",
    "중공업",
    "산업",
    "제약",
    "바이오",
    "텔레콤",
    "통신",
    "제철",
    "철강",
    "식품",
    "제과",
    "제당",
    "음료",
    "맥주",
    "지주",
    "미디어",
    "시스템",
    "시스템즈",
    "테크",
    "플라스틱",
    "모터스",
    "항공",
    "쇼핑",
    "마트",
    "백화점",
    "호텔",
    "리조트",
    "개발",
    "에너지",
    "전력",
    "가스",
    "정유",
    "오일",
    "케미칼",
    "반도체",
    "유통",
    "택배",
    "운수",
    "정밀",
    "정공",
    "기전",
    "섬유",
    "방직",
    "제지",
    "게임즈",
    "소프트",
    "픽쳐스",
];

/// Words for teachers and heads of schools.
const SCHOOL_POSTS: [&str; 9] = [
    "교수",
    "명예교수",
    "석좌교수",
    "특임교수",
    "초빙교수",
    "조교수",
    "부교수",
    "총장",
    "학장",
];

/// Syllables of a firm's name that sounds foreign, at least: shorter ones are names of people.
const FOREIGN_FIRM: usize = 6;
/// Letters of a short name in brackets at most.
const SHORT: usize = 6;

/// The bodies that the page shows.
pub(super) fn find(page: &Page<'_>, drafts: &mut Vec<Draft>) {
    let lines = || page.lines.iter().filter(|l| l.tongue == Tongue::Korean);
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for line in lines() {
        let text = line.korean();
        for n in 0..text.tokens.len() {
            if let Some(span) = school(text, n) {
                drafts.push(draft(line, span));
                names.extend(text.get(n).map(|t| t.text));
            }
            drafts.extend(club(text, n).map(|span| draft(line, span)));
            names.extend(firm(text, n));
            names.extend(affiliation(text, n));
        }
    }
    for at in drafts.iter().map(|d| d.at) {
        names.extend(group(page, at));
        let line = page.line(at.zone).filter(|l| l.tongue == Tongue::Korean);
        names.extend(line.and_then(|l| explained(l, at.span)));
    }
    for line in lines() {
        let text = line.korean();
        for (n, token) in text.tokens.iter().enumerate() {
            let Some(end) = named(token, &names) else {
                continue;
            };
            let span = Span::new(token.span.start, token.span.start + end);
            let part = text.get(n + 1).filter(|_| end == token.text.len());
            let part = part.and_then(|next| part_of_firm(next));
            drafts.push(draft(line, Span::new(span.start, part.unwrap_or(span.end))));
        }
    }
    drop_remarks(page, drafts);
}

/// Drops the short names that brackets give right behind a body: they belong to its mention.
fn drop_remarks(page: &Page<'_>, drafts: &mut Vec<Draft>) {
    let ends: BTreeSet<(usize, usize)> =
        drafts.iter().map(|d| (d.at.zone, d.at.span.end)).collect();
    drafts.retain(|d| {
        let line = page.line(d.at.zone);
        let remark = line
            .filter(|l| l.tongue == Tongue::Korean)
            .is_some_and(|l| {
                let opened = l
                    .text
                    .get(..d.at.span.start)
                    .is_some_and(|t| t.ends_with('('));
                let closed = l
                    .text
                    .get(d.at.span.end..)
                    .is_some_and(|t| t.starts_with(')'));
                opened && closed
            });
        let open = d.at.span.start.saturating_sub(1);
        !(remark && ends.contains(&(d.at.zone, open)))
    });
}

/// The end of a part of a firm behind its name: `타르나전자 식품사업부문`, `타르나 그룹`.
fn part_of_firm(next: &Token<'_>) -> Option<usize> {
    const PARTS: [&str; 4] = ["부문", "사업부", "본부", "그룹"];
    let word = next.text;
    // `VT USA`
    let letters = word
        .find(|c: char| !c.is_ascii_uppercase())
        .unwrap_or(word.len());
    let (capitals, rest) = word.split_at_checked(letters)?;
    let lettered = capitals.len() > 1 && capitals != "CEO" && tail::is_particle("가", rest);
    let lettered = lettered.then_some(next.span.start + letters);
    let ends = PARTS.iter().filter_map(|p| {
        let end = word.find(p)? + p.len();
        let (name, rest) = word.split_at_checked(end)?;
        tail::is_particle(name, rest).then_some(next.span.start + end)
    });
    ends.chain(lettered)
        .max()
        .filter(|_| next.spaced && next.is_word())
}

/// The firm that a group is named after.
fn group<'d>(page: &Page<'d>, at: At) -> Option<&'d str> {
    let line = page.line(at.zone)?;
    let name = at.span.of(line.text).strip_suffix("그룹")?;
    let capital = name.chars().all(|c| c.is_ascii_uppercase());
    let unlisted = !lexicon::is_everyday(name) && !lexicon::is_country(name);
    (name.len() > 1 && (capital || name.len() > 3 && unlisted)).then_some(name)
}

fn draft(line: &Line<'_>, span: Span) -> Draft {
    Draft {
        at: line.at(span),
        words: 0..0,
        parts: vec![span],
        how: How::Form,
    }
}

/// The end of a name that a token begins with, where a particle or nothing is written onto it.
fn named(token: &Token<'_>, names: &BTreeSet<&str>) -> Option<usize> {
    if !token.is_word() {
        return None;
    }
    let word = token.text;
    let ends = word.char_indices().map(|c| c.0).skip(2).chain([word.len()]);
    ends.filter(|end| {
        let (name, rest) = word.split_at_checked(*end).unwrap_or((word, ""));
        names.contains(name)
            && (tail::is_particle(name, rest) || tail::post(rest).is_some_and(|p| p.0.len() > 3))
    })
    .last()
}

/// Whether a word can be the name of a body: nothing that is an everyday word, a place or a post.
fn is_unlisted(token: &Token<'_>) -> bool {
    let word = token.text;
    token.is_word()
        && token.shape != Shape::Hanja
        && word.chars().count() > 1
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !lexicon::is_everyday(word)
        && !lexicon::is_country(word)
        && !lexicon::is_stop(word)
        && !lexicon::is_post(word)
}

/// The club or firm that brackets give behind a name, perhaps with an age: `홍길동(30·타르넘)`.
fn affiliation<'t>(text: &Text<'t>, n: usize) -> Option<&'t str> {
    let name = text.get(n).filter(|t| t.shape == Shape::Hangul)?;
    text.get(n + 1).filter(|t| t.is("(") && !t.spaced)?;
    let close = text.closing(n + 1)?;
    let age = |t: &Token<'_>| t.text.chars().all(|c| c.is_ascii_digit());
    let body = match text.tokens.get(n + 2..close)? {
        [body] => body,
        [first, dot, body] if age(first) && (dot.is_dot() || dot.is_comma()) => body,
        _ => return None,
    };
    let foreign = lexicon::lists().foreignness(body.text) > 1.0;
    let person = crate::facts::people::index::is_hangul_name(name.text);
    (person && foreign && is_unlisted(body) && body.shape == Shape::Hangul).then_some(body.text)
}

/// A firm's name at a token: the post of its head follows, at once or behind the name of who bears it.
fn firm<'t>(text: &Text<'t>, n: usize) -> Option<&'t str> {
    let token = text.get(n).filter(|t| is_unlisted(t))?;
    let next = text.get(n + 1).filter(|t| t.spaced && t.is_word())?;
    let post = |t: &Token<'_>| {
        tail::post(t.text)
            .and_then(|p| FIRM_POSTS.iter().find(|f| p.0 == **f))
            .is_some()
    };
    let far = text.get(n + 2).filter(|t| t.spaced && t.is_word());
    let headed = post(next) || BETWEEN.contains(&next.text) && far.is_some_and(post);
    if headed && is_firm(text, n, token.text) {
        return Some(token.text);
    }
    if let Some(end) = lettered(token.text) {
        return token.text.get(..end);
    }
    // `타르나전자의 홍길동 사장`
    let owner = token.text.strip_suffix('의')?;
    let named = crate::facts::people::index::is_hangul_name(next.text);
    (named && far.is_some_and(post) && ends_like_firm(owner)).then_some(owner)
}

/// Letters that stand before nouns and name no firm.
const FIELDS: [&str; 14] = [
    "AI", "IT", "TV", "PC", "LED", "EV", "IP", "UN", "EU", "UHD", "LCD", "OLED", "ICT", "LNG",
];

/// The end of a firm's name of capital letters and what firms' names end with: `VT증권`.
fn lettered(word: &str) -> Option<usize> {
    let letters = word.find(|c: char| !c.is_ascii_uppercase())?;
    let (capitals, noun) = word.split_at_checked(letters)?;
    if capitals.len() < 2 || FIELDS.contains(&capitals) {
        return None;
    }
    let ending = FIRM_ENDINGS.iter().filter(|e| e.chars().count() > 1);
    let mut ends = ending.filter(|e| {
        let rest = noun.strip_prefix(**e);
        rest.is_some_and(|rest| tail::is_particle(e, rest))
    });
    ends.next().map(|e| letters + e.len())
}

/// Whether a name before the post of a firm's head is the firm's and not the head's.
fn is_firm(text: &Text<'_>, n: usize, word: &str) -> bool {
    if ends_like_firm(word) {
        return true;
    }
    let capitals = word.chars().take_while(char::is_ascii_uppercase).count();
    if capitals > 1 && capitals < word.chars().count() || capitals > 1 && capitals == word.len() {
        return !lexicon::is_post(word) && word != "CEO";
    }
    let foreign = text
        .before(n)
        .is_some_and(|t| lexicon::lists().foreignness(t.text) > 0.0);
    word.chars().count() >= FOREIGN_FIRM && lexicon::lists().foreignness(word) > 0.0 && !foreign
}

/// Whether a word ends like the name of a firm, with more before it.
fn ends_like_firm(word: &str) -> bool {
    FIRM_ENDINGS.iter().any(|ending| {
        let stem = word.strip_suffix(ending).unwrap_or("");
        let class = FIRM_ENDINGS.contains(&stem) || KINDS_OF_FIRM.contains(&stem);
        stem.chars().count() > 1 && !class
    })
}

/// What stands before `사` and makes a kind of firm of it, beside [`FIRM_ENDINGS`].
const KINDS_OF_FIRM: [&str; 24] = [
    "방송", "신문", "제작", "계열", "협력", "보험", "출판", "언론", "게임", "여행", "운용", "시행",
    "시공", "배급", "기획", "운영", "주관", "상장", "거래", "공급", "납품", "발행", "경쟁", "관계",
];

/// Second words of the names of clubs.
const CLUBS: [&str; 26] = [
    "타이거즈",
    "베어스",
    "이글스",
    "라이온즈",
    "트윈스",
    "자이언츠",
    "랜더스",
    "위즈",
    "다이노스",
    "히어로즈",
    "와이번스",
    "유니콘스",
    "유나이티드",
    "블루윙즈",
    "스틸러스",
    "드래곤즈",
    "썬더스",
    "시티",
    "로버스",
    "양키스",
    "다저스",
    "레인저스",
    "레이커스",
    "피닉스",
    "이닝스",
    "호크스",
];

/// A club at a token: the firm or place before its second word.
fn club(text: &Text<'_>, n: usize) -> Option<Span> {
    let token = text
        .get(n)
        .filter(|t| t.is_word() && posts::is_nominal(t))?;
    let next = text.get(n + 1).filter(|t| t.spaced && t.is_word())?;
    let name = CLUBS.iter().find(|c| {
        let rest = next.text.strip_prefix(**c);
        rest.is_some_and(|rest| tail::is_particle(c, rest))
    })?;
    let start = next.span.start;
    Some(Span::new(token.span.start, start + name.len()))
}

/// A school at a token, with its department: a teacher follows.
fn school(text: &Text<'_>, n: usize) -> Option<Span> {
    let token = text
        .get(n)
        .filter(|t| t.shape == Shape::Hangul && is_unlisted(t))?;
    if !token.text.ends_with('대') || token.text.chars().count() < 3 {
        return None;
    }
    let next = text.get(n + 1).filter(|t| t.spaced && t.is_word())?;
    let teaches = |t: &Token<'_>| {
        tail::post(t.text).is_some_and(|p| SCHOOL_POSTS.contains(&p.0))
            || t.text.starts_with("총학생회")
    };
    if teaches(next) {
        return Some(token.span);
    }
    if is_department(next) {
        return Some(Span::new(token.span.start, next.span.end));
    }
    // `타르나대 홍길동 교수`
    let far = text.get(n + 2).filter(|t| t.spaced && t.is_word())?;
    let named = crate::facts::people::index::is_hangul_name(next.text);
    (named && teaches(far)).then_some(token.span)
}

/// Whether a word is a part of a university without a particle.
fn is_department(token: &Token<'_>) -> bool {
    const PARTS: [&str; 9] = [
        "학과",
        "학부",
        "대학원",
        "의료원",
        "병원",
        "연구소",
        "대학",
        "연구원",
        "연구센터",
    ];
    PARTS.iter().any(|p| token.text.ends_with(p))
}

/// The short name that brackets give right behind a body.
fn explained<'t>(line: &'t Line<'_>, span: Span) -> Option<&'t str> {
    let text = line.korean();
    let open = text.at(span.end);
    text.get(open)
        .filter(|t| t.is("(") && t.span.start == span.end)?;
    let [short, close] = text.tokens.get(open + 1..open + 3)? else {
        return None;
    };
    let letters = short.text.chars().count();
    let capital = short.text.chars().all(|c| c.is_ascii_uppercase());
    let name = span.of(line.text);
    // `타르나개발공사(타개공)`: syllables of the name in their order.
    let mut rest = name.chars();
    let syllables =
        short.shape == Shape::Hangul && short.text.chars().all(|c| rest.any(|r| r == c));
    let fits = (2..=SHORT).contains(&letters) && (capital || syllables);
    (fits && close.is(")") && short.text != name).then_some(short.text)
}
