//! Short forms: a surname before a post, and the last word of a foreigner's name.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Candidate, Read, Short,
    form::Sort,
    lexicon::{self, Role, lists},
    tail,
    text::{Shape, Token},
};
use crate::{
    facts::{At, titles::korean::posts},
    text::Span,
};

/// Surnames that are so frequent and so seldom another word that a post behind them is enough.
const PLAIN: [&str; 24] = [
    "김", "박", "최", "윤", "강", "황", "홍", "노", "문", "안", "송", "배", "백", "허", "심", "권",
    "류", "유", "임", "서", "리", "림", "곽", "조",
];

/// Surnames that are other words before a post: `전` former, `현` present, `한` one, `이` this.
const DOUBTFUL: [&str; 27] = [
    "이", "전", "현", "신", "고", "양", "부", "주", "당", "도", "시", "제", "반", "한", "총", "우",
    "국", "동", "차", "각", "두", "본", "여", "남", "군", "구", "원",
];

/// Surnames in Chinese characters, as headlines have them.
const HANJA: [(&str, &str); 40] = [
    ("金", "김"),
    ("李", "이"),
    ("朴", "박"),
    ("崔", "최"),
    ("鄭", "정"),
    ("姜", "강"),
    ("趙", "조"),
    ("曺", "조"),
    ("尹", "윤"),
    ("張", "장"),
    ("林", "임"),
    ("任", "임"),
    ("韓", "한"),
    ("吳", "오"),
    ("徐", "서"),
    ("申", "신"),
    ("權", "권"),
    ("黃", "황"),
    ("安", "안"),
    ("宋", "송"),
    ("柳", "유"),
    ("劉", "유"),
    ("洪", "홍"),
    ("全", "전"),
    ("高", "고"),
    ("文", "문"),
    ("孫", "손"),
    ("梁", "양"),
    ("裵", "배"),
    ("白", "백"),
    ("許", "허"),
    ("南", "남"),
    ("沈", "심"),
    ("盧", "노"),
    ("河", "하"),
    ("丁", "정"),
    ("郭", "곽"),
    ("成", "성"),
    ("車", "차"),
    ("朱", "주"),
];

/// Whether a syllable is a surname and seldom another word.
pub(super) fn is_plain(surname: &str) -> bool {
    PLAIN.contains(&surname)
}

/// Whether Chinese characters begin with a surname.
pub(super) fn is_hanja_surname(name: &str) -> bool {
    HANJA.iter().any(|h| name.starts_with(h.0))
        || [
            "奇", "玄", "千", "方", "孔", "咸", "廉", "魏", "慎", "明", "王", "琴", "玉", "陸",
            "印", "孟", "諸", "卓", "魚", "嚴", "元", "池", "陳", "馬", "羅", "呂", "秋", "都",
            "石", "宣", "薛", "吉", "表", "潘", "康", "具", "禹", "閔", "兪", "愼", "田", "蔡",
            "太", "黄", "周", "邊", "卞", "蘇", "辛", "延", "房", "芮", "史", "皇", "南", "諸",
        ]
        .iter()
        .any(|h| name.starts_with(h))
}

/// Somebody of the document who can be meant.
struct Named<'d> {
    name: &'d str,
    at: At,
    /// The heads of the posts that the document gives the person.
    heads: Vec<&'d str>,
    count: usize,
}

/// The surnames before posts.
pub(super) fn find(reads: &[Read<'_, '_>]) -> Vec<Short> {
    let (named, by_name) = named(reads);
    let mut bearers = Bearers::new(&named);
    let mut out = Vec::new();
    for read in reads {
        for (n, token) in read.text.tokens.iter().enumerate() {
            let candidate = read.candidate(n).and_then(|c| read.candidates.get(c));
            if let Some(candidate) = candidate.filter(|c| c.is_name()) {
                let who = by_name.get(candidate.name(read.line));
                if let Some(who) = who.filter(|_| can_be_meant(candidate)) {
                    bearers.seen(*who, &named);
                }
                continue;
            }
            let Some((surname, span, heads)) = shortened(read, n, token) else {
                continue;
            };
            let Some(of) = bearers.choose(surname, &heads) else {
                continue;
            };
            let of = of.and_then(|o| named.get(o));
            out.push(Short {
                at: read.line.at(span),
                of: of.map(|o| o.at),
            });
        }
    }
    out
}

/// A surname with a post behind it: the surname, its place, the heads of the posts.
fn shortened<'d>(
    read: &Read<'_, 'd>,
    n: usize,
    token: &Token<'d>,
) -> Option<(&'d str, Span, Vec<&'d str>)> {
    let none = |_: usize| false;
    if token.shape == Shape::Hanja {
        let mut chars = token.text.chars();
        let last = chars.next_back()?;
        let surname = HANJA
            .iter()
            .find(|h| h.0.starts_with(last))
            .filter(|_| chars.next().is_none())?
            .1;
        let heads = heads(&posts::after(read.text, n + 1, &none), n + 1)?;
        return Some((surname, token.span, heads));
    }
    if token.shape != Shape::Hangul {
        return None;
    }
    let first = token.text.chars().next()?;
    if !lists().is_surname(first) && !DOUBTFUL.iter().any(|d| d.starts_with(first)) {
        return None;
    }
    let (surname, rest) = token.text.split_at_checked(first.len_utf8())?;
    let double = token
        .text
        .get(..6)
        .filter(|d| token.text.len() == 6 && lexicon::is_double_surname(d));
    if let Some(double) = double {
        let heads = heads(&posts::after(read.text, n + 1, &none), n + 1)?;
        return Some((double, token.span, heads));
    }
    if rest.is_empty() {
        let next = read.text.get(n + 1).filter(|t| t.spaced && t.is_word())?;
        let honoured = ["씨", "여사", "녀사"].into_iter().find(|h| {
            let rest = next.text.strip_prefix(h);
            rest.is_some_and(|rest| tail::is_particle(h, rest))
        });
        if let Some(honorific) = honoured {
            return Some((surname, token.span, vec![honorific]));
        }
        let heads = heads(&posts::after(read.text, n + 1, &none), n + 1)?;
        return Some((surname, token.span, heads));
    }
    // `김씨는`
    if let Some(rest) = rest.strip_prefix('씨') {
        let span = Span::new(token.span.start, token.span.start + surname.len());
        return tail::is_particle("씨", rest).then(|| (surname, span, vec!["씨"]));
    }
    // `김위원장은`: a head of a post is written onto the surname, and the whole is no post.
    let (post, _) = tail::post(rest)?;
    let whole = token.text.get(..surname.len() + post.len())?;
    let exact = lists().role(post).is(Role::HEAD) && post.chars().count() > 1;
    let other = lists()
        .role(whole)
        .is(Role::HEAD.or(Role::WHOLE).or(Role::NO_POST))
        || lexicon::is_everyday(whole);
    if exact && !other {
        let span = Span::new(token.span.start, token.span.start + surname.len());
        return Some((surname, span, vec![post]));
    }
    None
}

/// Words of the post behind a surname at most: `윤 전 국방부 장관`.
const NEAR: usize = 4;

fn heads<'d>(posts: &[posts::Post<'d>], from: usize) -> Option<Vec<&'d str>> {
    let first = posts.first()?;
    (first.last < from + NEAR).then(|| posts.iter().map(|p| p.head).collect())
}

/// Whether a surname can stand for the name.
fn can_be_meant(candidate: &Candidate<'_>) -> bool {
    candidate.is_name() && candidate.reading.sort != Sort::Foreign
}

/// Heads of posts that are kept of one person.
const HEADS: usize = 16;

/// Who can be meant, and the number of each by name.
fn named<'d>(reads: &[Read<'_, 'd>]) -> (Vec<Named<'d>>, BTreeMap<&'d str, usize>) {
    let mut out: Vec<Named<'d>> = Vec::new();
    let mut by_name = BTreeMap::new();
    for read in reads {
        for candidate in read.candidates.iter().filter(|c| can_be_meant(c)) {
            let name = candidate.name(read.line);
            let slot = *by_name.entry(name).or_insert_with(|| {
                out.push(Named {
                    name,
                    at: read.line.at(candidate.span),
                    heads: Vec::new(),
                    count: 0,
                });
                out.len() - 1
            });
            if let Some(named) = out.get_mut(slot) {
                named.count += 1;
                for head in &candidate.heads {
                    if named.heads.len() < HEADS && !named.heads.contains(head) {
                        named.heads.push(head);
                    }
                }
            }
        }
    }
    (out, by_name)
}

/// Surnames of the North and how the South writes them at the beginning of a name.
const SPELT: [(&str, &str); 9] = [
    ("리", "이"),
    ("림", "임"),
    ("류", "유"),
    ("로", "노"),
    ("라", "나"),
    ("량", "양"),
    ("려", "여"),
    ("렴", "염"),
    ("룡", "용"),
];

/// The surnames by which a name can be called.
fn surnames(name: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut ends = name.char_indices().map(|c| c.0).skip(1);
    let (one, two) = (ends.next(), ends.next());
    let Some(first) = one.and_then(|end| name.get(..end)) else {
        return out;
    };
    out.push(first);
    for (north, south) in SPELT {
        if first == north {
            out.push(south);
        } else if first == south {
            out.push(north);
        }
    }
    let double = two.and_then(|end| name.get(..end));
    out.extend(double.filter(|d| lexicon::is_double_surname(d)));
    out
}

/// Whom a word can mean: who was named last so far, and who is named most in the document.
#[derive(Clone, Copy, Debug, Default)]
struct Meant {
    /// When in the order of the document, and who.
    last: Option<(usize, usize)>,
    most: usize,
    count: usize,
}

impl Meant {
    fn add(&mut self, who: usize, count: usize) {
        if count >= self.count {
            (self.most, self.count) = (who, count);
        }
    }

    fn likely(self) -> usize {
        self.last.map_or(self.most, |(_, who)| who)
    }
}

/// The bearers of one surname.
#[derive(Debug, Default)]
struct Family<'d> {
    bearers: usize,
    all: Meant,
    /// By the heads of their posts.
    by_head: BTreeMap<&'d str, Meant>,
}

/// Who can be called by a surname and a post, as a document is read.
#[derive(Debug, Default)]
struct Bearers<'d> {
    families: BTreeMap<&'d str, Family<'d>>,
    /// Names read so far.
    read: usize,
}

impl<'d> Bearers<'d> {
    fn new(named: &[Named<'d>]) -> Self {
        let mut out = Bearers::default();
        for (who, named) in named.iter().enumerate() {
            for surname in surnames(named.name) {
                let family = out.families.entry(surname).or_default();
                family.bearers += 1;
                family.all.add(who, named.count);
                for head in &named.heads {
                    let meant = family.by_head.entry(head).or_default();
                    meant.add(who, named.count);
                }
            }
        }
        out
    }

    /// Somebody is named here.
    fn seen(&mut self, who: usize, named: &[Named<'d>]) {
        let Some(named) = named.get(who) else { return };
        self.read += 1;
        let last = Some((self.read, who));
        for surname in surnames(named.name) {
            let Some(family) = self.families.get_mut(surname) else {
                continue;
            };
            family.all.last = last;
            for head in &named.heads {
                if let Some(meant) = family.by_head.get_mut(head) {
                    meant.last = last;
                }
            }
        }
    }

    /// Whom a surname with a post means: nobody, somebody whom the document does not name in full, or
    /// somebody of the document.
    fn choose(&self, surname: &str, heads: &[&str]) -> Option<Option<usize>> {
        let Some(family) = self.families.get(surname) else {
            let known =
                PLAIN.contains(&surname) && heads.iter().all(|h| !lists().role(h).is(Role::WHOLE));
            return known.then_some(None);
        };
        let same = |m: &str| heads.iter().any(|h| m.ends_with(h) || h.ends_with(m));
        let bearing = family.by_head.iter().filter(|(m, _)| same(m)).map(|b| *b.1);
        let bearing = bearing.max_by_key(|m| (m.last, m.count));
        if let Some(meant) = bearing {
            return Some(Some(meant.likely()));
        }
        let clear = !DOUBTFUL.contains(&surname)
            || family.bearers == 1 && surname != "전" && surname != "현";
        clear.then(|| Some(family.all.likely()))
    }
}

/// The last words of the longer names of foreigners in the document.
pub(super) fn last_words<'d>(reads: &[Read<'_, 'd>]) -> BTreeSet<&'d str> {
    let candidates = reads.iter().flat_map(|r| &r.candidates);
    let long = candidates.filter(|c| c.is_name() && c.first != c.token);
    long.map(|c| c.reading.stem).collect()
}
