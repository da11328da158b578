//! Posts beside a name: where they begin and end.

use crate::{
    facts::people::korean::{
        lexicon::{self, Role, lists},
        tail,
        text::{Shape, Text, Token},
    },
    text::Span,
};

/// A post in a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Post<'t> {
    /// Its words, without particles.
    pub(in crate::facts) span: Span,
    /// Its first and its last token.
    pub(in crate::facts) first: usize,
    pub(in crate::facts) last: usize,
    /// The word that makes it a post.
    pub(in crate::facts) head: &'t str,
    /// What is written onto it.
    pub(in crate::facts) rest: &'t str,
}

impl Post<'_> {
    /// Whether it is said of several (`비서들`).
    pub(in crate::facts) fn is_plural(&self) -> bool {
        self.rest.starts_with('들')
    }

    /// Whether several people can bear it at once.
    pub(in crate::facts) fn is_shared(&self) -> bool {
        self.is_plural() || lists().role(self.head).is(Role::GROUP)
    }
}

/// Words from a name to its post at most.
const REACH: usize = 7;
/// Words among them that are neither bodies nor modifiers at most.
const UNKNOWN: usize = 2;
/// Words of a post before a name at most.
const LONGEST: usize = 12;
/// Posts of one person in a row at most.
const POSTS: usize = 8;

/// Words behind a post that make it a part of something else (`당 비서 대회`).
const OTHER_THINGS: [&str; 30] = [
    "대회",
    "회의",
    "회담",
    "선거",
    "경선",
    "강습회",
    "모임",
    "협의회",
    "연석회의",
    "제도",
    "자리",
    "직",
    "직책",
    "체제",
    "회동",
    "간담회",
    "만찬",
    "오찬",
    "전용기",
    "관저",
    "공관",
    "집무실",
    "임기",
    "취임식",
    "탄핵",
    "탄핵소추",
    "권한",
    "후보군",
    "직속",
    "령",
];

/// Posts with which a rank of the same firm is one title: `대표이사 사장`.
const DIRECTORS: [&str; 1] = ["대표이사"];
const RANKS: [&str; 10] = [
    "부사장대우",
    "전무대우",
    "회장",
    "부회장",
    "사장",
    "부사장",
    "총괄사장",
    "총괄부사장",
    "전무",
    "상무",
];

/// Joints between two posts of one person.
const JOINTS: [&str; 8] = [
    "이며",
    "이고",
    "이자",
    "이시며",
    "이시고",
    "이시자",
    "자",
    "며",
];

/// The posts that stand behind a name and its remark: from token `from` on. `taken` says which tokens
/// are names, which end a post.
pub(in crate::facts) fn after<'t>(
    text: &Text<'t>,
    from: usize,
    taken: &dyn Fn(usize) -> bool,
) -> Vec<Post<'t>> {
    let mut out: Vec<Post<'t>> = Vec::new();
    let mut at = from;
    while out.len() < POSTS {
        let Some(post) = one_after(text, at, taken) else {
            break;
        };
        let next = text.get(post.last + 1);
        let joint = JOINTS.contains(&post.rest);
        out.push(post);
        at = post.last + 1;
        if joint {
            continue;
        }
        match next {
            // `권한대행 부총리 겸 장관`
            Some(t) if t.spaced && is_joined_post(text, at) => {}
            Some(t) if t.text == "겸" || t.text == "이자" => at += 1,
            Some(t) if t.is_dot() && post.rest.is_empty() && !taken(at + 1) => at += 1,
            _ => break,
        }
    }
    out
}

/// Whether a post and `겸` stand at a token.
fn is_joined_post(text: &Text<'_>, at: usize) -> bool {
    let post = text.get(at).and_then(|t| tail::post(t.text));
    post.is_some_and(|p| p.1.is_empty()) && text.get(at + 1).is_some_and(|t| t.text == "겸")
}

fn one_after<'t>(text: &Text<'t>, from: usize, taken: &dyn Fn(usize) -> bool) -> Option<Post<'t>> {
    let first = text.get(from)?;
    let mut unknown = 0;
    let mut last = from;
    for _ in 0..REACH {
        // `준비위원회(위원회) 위원장`
        if last > from {
            last = text.over_remark(last);
        }
        let token = text.get(last).filter(|t| t.is_word() && !taken(last))?;
        let role = lists().role(token.text);
        if role.is(Role::STOP.or(Role::KIN).or(Role::WRITER)) {
            return None;
        }
        if let Some((post, rest)) = tail::post(token.text) {
            let head = lexicon::head_of(post)?;
            // Posts that are other words too stand right behind the name.
            if unknown > 0
                && lists().role(head).is(Role::WHOLE)
                && !lists().role(head).is(Role::HEAD)
            {
                return None;
            }
            let post = Post {
                span: Span::new(first.span.start, token.span.start + post.len()),
                first: from,
                last,
                head: lexicon::head_of(post)?,
                rest,
            };
            return finish(text, post, first);
        }
        if !is_nominal(token) {
            return None;
        }
        if !is_body(token.text) && !lexicon::is_country(token.text) {
            unknown += 1;
            if unknown > UNKNOWN {
                return None;
            }
        }
        last += 1;
    }
    None
}

/// Lengthens a post by one that belongs to it (`대통령 비서실장`), and drops it where it is part of
/// another thing.
fn finish<'t>(text: &Text<'t>, post: Post<'t>, first: &Token<'t>) -> Option<Post<'t>> {
    if !post.rest.is_empty() {
        return Some(post);
    }
    let Some(next) = text.get(post.last + 1).filter(|t| t.is_word() && t.spaced) else {
        return Some(post);
    };
    if let Some((behind, rest)) = tail::post(next.text) {
        // `통일연구원 선임연구위원`: a body that ends like a post.
        let word = text.get(post.last).map_or("", |t| t.text);
        let body = word.ends_with("연구원")
            && word != "연구원"
            && word != "선임연구원"
            && word != "책임연구원";
        let rank = DIRECTORS.iter().any(|d| word.ends_with(d)) && RANKS.contains(&behind);
        let belongs = body
            || rank
            || lists().role(behind).is(Role::BEHIND_POST)
            || lexicon::head_of(behind).is_some_and(|h| lists().role(h).is(Role::BEHIND_POST));
        if belongs {
            return Some(Post {
                span: Span::new(first.span.start, next.span.start + behind.len()),
                last: post.last + 1,
                head: lexicon::head_of(behind)?,
                rest,
                ..post
            });
        }
    }
    let thing = OTHER_THINGS.iter().filter_map(|o| {
        next.text
            .strip_prefix(o)
            .map(|rest| tail::is_particle(o, rest))
    });
    (!thing.into_iter().any(|t| t)).then_some(post)
}

/// The posts that stand before a name, in the order of the text.
pub(in crate::facts) fn before<'t>(
    text: &Text<'t>,
    name: usize,
    taken: &dyn Fn(usize) -> bool,
) -> Vec<Post<'t>> {
    let mut out: Vec<Post<'t>> = Vec::new();
    let mut at = over_epithets(text, name);
    let mut near = true;
    while let Some(last) = at.checked_sub(1) {
        let Some(token) = text.get(last).filter(|t| t.is_word() && !taken(last)) else {
            break;
        };
        let glued = text.get(at).is_some_and(|t| !t.spaced && t.is_word());
        let Some((post, rest)) = tail::post(token.text).filter(|_| !glued) else {
            break;
        };
        let fits = if near {
            matches!(
                rest,
                "" | "인" | "이신" | "신" | "들인" | "이던" | "이였던" | "이었던" | "였던" | "들"
            )
        } else {
            rest.is_empty() || JOINTS.contains(&rest)
        };
        if !fits || out.len() >= POSTS {
            break;
        }
        let first = extend(text, last, taken);
        let start = text.get(first).map_or(token.span.start, |t| t.span.start);
        let Some(head) = lexicon::head_of(post) else {
            break;
        };
        out.push(Post {
            span: Span::new(start, token.span.start + post.len()),
            first,
            last,
            head,
            rest,
        });
        near = false;
        at = match text.before(first) {
            Some(t) if t.text == "겸" => first - 1,
            Some(t) if t.is_dot() => first - 1,
            Some(t) if t.is_word() => {
                // `…위원이며 …비서인`
                let joined = tail::post(t.text).is_some_and(|p| JOINTS.contains(&p.1));
                if !joined {
                    break;
                }
                first
            }
            _ => break,
        };
    }
    out.reverse();
    out
}

/// The post that ends with a token, whatever is written onto it.
pub(in crate::facts) fn ending(
    text: &Text<'_>,
    last: usize,
    taken: &dyn Fn(usize) -> bool,
) -> Option<Span> {
    let token = text.get(last)?;
    let (post, _) = tail::post(token.text)?;
    let first = text.get(extend(text, last, taken))?;
    Some(Span::new(first.span.start, token.span.start + post.len()))
}

/// Whether the post that ends with a token can be borne by several.
pub(in crate::facts) fn is_shared_at(text: &Text<'_>, last: usize) -> bool {
    let post = text.get(last).and_then(|t| tail::post(t.text));
    let head = post.and_then(|p| lexicon::head_of(p.0).map(|h| (h, p.1)));
    head.is_some_and(|(head, rest)| rest.starts_with('들') || lists().role(head).is(Role::GROUP))
}

/// The token behind the post that stands before a name, over `경애하는` and the like.
fn over_epithets(text: &Text<'_>, name: usize) -> usize {
    let mut at = name;
    // `위원: 홍길동`
    if text.before(at).is_some_and(|t| t.is(":") || t.is("：")) {
        return at - 1;
    }
    for _ in 0..4 {
        match text.before(at) {
            Some(t) if lists().role(t.text).is(Role::EPITHET) => at -= 1,
            _ => break,
        }
    }
    at
}

/// Where the words begin that belong to a post that ends at a token.
fn extend(text: &Text<'_>, last: usize, taken: &dyn Fn(usize) -> bool) -> usize {
    let mut first = last;
    let mut unknown = 0;
    while last - first < LONGEST {
        let Some(before) = first.checked_sub(1) else {
            break;
        };
        let Some(token) = text.get(before).filter(|t| t.is_word() && !taken(before)) else {
            break;
        };
        let role = lists().role(token.text);
        let other = role.is(Role::STOP.or(Role::EPITHET).or(Role::KIN));
        if other || !is_nominal(token) || is_measure(token.text) {
            break;
        }
        // `국회의장 후보자`
        let candidate = || {
            let post = text.get(last).and_then(|t| tail::post(t.text));
            post.is_some_and(|p| lists().role(p.0).is(Role::BEHIND_POST))
        };
        if before + 1 == last && lexicon::is_post(token.text) && candidate() {
            first = before;
            continue;
        }
        let belongs = is_body(token.text) || lexicon::is_country(token.text);
        if !belongs {
            // One word of another kind, where it stands right before the post.
            if lexicon::is_post(token.text)
                || unknown > 0
                || before + 1 != last
                || lexicon::is_everyday(token.text)
            {
                break;
            }
            unknown += 1;
        } else if lexicon::is_post(token.text)
            && !role.is(Role::MODIFIER)
            && !lexicon::is_post_of_post(token.text)
        {
            break;
        }
        first = before;
    }
    first
}

/// Whether a word is a time or a count: `2010년`, `35명`.
fn is_measure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(['년', '월', '일', '명', '개', '세', '살', '분'])
}

/// Whether a word is a noun without particle, as far as its ending tells.
pub(in crate::facts) fn is_nominal(token: &Token<'_>) -> bool {
    if token.shape == Shape::Hanja {
        return true;
    }
    let word = token.text;
    if lists().role(word).is(Role::MODIFIER.or(Role::BODY)) {
        return true;
    }
    for (ending, but) in ENDINGS {
        if word.ends_with(ending) {
            return but.iter().any(|b| word.ends_with(b));
        }
    }
    true
}

/// Endings of words that are no bare nouns, and nouns that end the same.
const ENDINGS: &[(&str, &[&str])] = &[
    ("을", &["마을"]),
    ("를", &[]),
    ("은", &[]),
    ("는", &[]),
    ("께서", &[]),
    ("에서", &[]),
    ("에게", &[]),
    ("으로", &[]),
    ("에", &[]),
    (
        "의",
        &[
            "회의", "협의", "합의", "주의", "결의", "강의", "동의", "논의", "심의", "건의", "상의",
        ],
    ),
    ("와", &[]),
    (
        "과",
        &["학과", "1과", "2과", "3과", "총무과", "수사과", "형사과"],
    ),
    ("이", &["어린이"]),
    ("가", &["국가", "평가", "추가", "참가", "인가"]),
    (
        "도",
        &[
            "남도",
            "북도",
            "강원도",
            "경기도",
            "제주도",
            "황해도",
            "평안도",
            "함경도",
            "량강도",
            "자강도",
            "철도",
            "제도",
            "지도",
            "보도",
            "인도",
            "간도",
        ],
    ),
    ("만", &["대만", "오만"]),
    ("한", &["북한", "남한", "권한", "제한"]),
    ("할", &["관할"]),
    ("된", &[]),
    ("될", &[]),
    ("던", &[]),
    ("하고", &[]),
    ("하며", &[]),
    ("다", &["캐나다", "르완다", "우간다"]),
    ("며", &[]),
    ("면", &[]),
    (
        "서",
        &[
            "부서",
            "비서",
            "경찰서",
            "소방서",
            "세무서",
            "보고서",
            "문서",
        ],
    ),
    ("고", &["창고", "최고", "광고", "금고", "여고", "외고"]),
    ("들", &[]),
    ("해", &["동해", "서해", "남해", "황해", "북해", "발해"]),
    ("하여", &[]),
    ("부터", &[]),
    ("까지", &[]),
    (
        "로",
        &[
            "종로", "구로", "대로", "도로", "철로", "선로", "항로", "진로", "경로", "원로",
        ],
    ),
];

/// Whether a word can be a body, a part of one or a modifier of a post.
pub(in crate::facts) fn is_body(word: &str) -> bool {
    let lists = lists();
    if lists.role(word).is(Role::MODIFIER.or(Role::BODY)) {
        return true;
    }
    if word.starts_with(|c: char| c.is_ascii_digit())
        || word.starts_with('제') && word.ends_with(['기', '차'])
    {
        return true;
    }
    for (at, _) in word.char_indices().rev().take(6) {
        if at > 0
            && word
                .get(at..)
                .is_some_and(|end| lists.role(end).is(Role::BODY))
        {
            return true;
        }
    }
    false
}

/// Whether a word names a body: it ends with the word for one and has more before it, or is a whole one.
pub(in crate::facts) fn is_named_body(word: &str) -> bool {
    let lists = lists();
    if lists.role(word).is(Role::BODY) && word.chars().count() > 1 {
        return true;
    }
    let ends = word.char_indices().rev().take(6);
    ends.filter(|(at, _)| *at > 0).any(|(at, _)| {
        word.get(at..)
            .is_some_and(|end| lists.role(end).is(Role::BODY))
    })
}
