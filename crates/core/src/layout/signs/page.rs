//! Words that belong to the page: rights, controls, section names.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use hashbrown::HashSet;
use regex::Regex;

use crate::layout::expression::Expression;

/// Claims of rights and bans on copying, wherever in a block they stand.
static RIGHTS: Expression = Expression::new(
    "(?i)©|ⓒ|\\(c\\)\\s*(?:copyright|[12][0-9]{3})|copyrights?\\s*(?:©|ⓒ|\\(c\\)|[12][0-9]{3}|by\\s|reserved)|^\\s*copyrights?\\b|all\\s+rights?\\s+reserved|\
         rights\\s+reserved|무단\\s?전재|무단\\s?복제|무단\\s?배포|재배포\\s?(?:및|금지|를)|재판매\\s?및\\s?db|저작권|ai\\s?학습|\
         may\\s+not\\s+be\\s+(?:published|reproduced|copied|redistributed)|no\\s+part\\s+of\\s+this|reproduction\\s+(?:in\\s+whole|without|is\\s+prohibited)",
);

/// Lines of an imprint and links to the small print: few words, or they are about something else.
static IMPRINT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?i)copyrights?\\s*(?::|-|policy|notice)|registration\\s+(?:no|number)|date\\s+of\\s+registration|juvenile\\s+protection|youth\\s+protection|청소년\\s?보호|등록\\s?번호|등록\\s?일자|발행인|편집인|사업자\\s?(?:등록)?번호|통신판매|\
         대표\\s?전화|대표이사|^\\s*(?:tel|fax|전화|팩스|address|주소)\\s*[.:：]|^\\s*publishers?\\s*[.:]|^\\s*(?:editor|ceo|chief\\s+editor)\\s*:|개인정보\\s?(?:처리|취급|보호)|이용약관|\
         terms\\s+(?:of\\s+(?:use|service)|and\\s+conditions|&\\s+conditions)|privacy\\s+(?:policy|statement|notice)|cookie\\s+(?:policy|settings|preferences)",
    )
    .ok()
});

/// A word of each expression above; without one, none of them matches.
static NOTICE_WORD: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "©",
            "ⓒ",
            "(c)",
            "copyright",
            "reserved",
            "무단",
            "재배포",
            "재판매",
            "저작권",
            "학습",
            "may",
            "no part",
            "reproduction",
            "registration",
            "protection",
            "청소년",
            "등록",
            "발행인",
            "편집인",
            "사업자",
            "통신판매",
            "대표",
            "tel",
            "fax",
            "전화",
            "팩스",
            "address",
            "주소",
            "publisher",
            "editor",
            "ceo",
            "개인정보",
            "이용약관",
            "terms",
            "privacy",
            "cookie",
        ])
        .ok()
});

/// How a control of the page opens.
const WIDGETS: &[&str] = &[
    "글자크기",
    "글자 크기",
    "이 글자크기로",
    "글꼴",
    "가 가",
    "가장 빠른 뉴스",
    "기사에 대해 어떻게",
    "이 기사에 대해",
    "이 기사를",
    "이 기사 어때",
    "기사 공유",
    "기사공유",
    "공유하기",
    "공유",
    "댓글",
    "프린트",
    "인쇄",
    "스크랩",
    "이메일 보내기",
    "본문 듣기",
    "음성으로 듣기",
    "번역",
    "구독",
    "좋아요",
    "추천해요",
    "관련기사",
    "관련 기사",
    "관련뉴스",
    "주요뉴스",
    "많이 본 뉴스",
    "많이 본",
    "인기기사",
    "최신기사",
    "실시간",
    "이전기사",
    "다음기사",
    "이전글",
    "다음글",
    "목록",
    "맨위로",
    "위로",
    "페이스북",
    "트위터",
    "카카오톡",
    "카카오스토리",
    "네이버",
    "밴드",
    "url 복사",
    "url복사",
    "본문 바로가기",
    "본문으로 바로가기",
    "메뉴 바로가기",
    "로그인",
    "회원가입",
    "전체메뉴",
    "제보",
    "광고",
    "조회수",
    "등록된 댓글이 없습니다",
    "기자의 다른 기사",
    "기사제보",
    "자동요약",
    "닫기",
    "동영상 고정",
    "back to top",
    "back to the top",
    "return to top",
    "top of page",
    "skip to",
    "go to contents",
    "go to navigation",
    "go to main",
    "go to main menu",
    "go to article",
    "go to content",
    "go to top",
    "read in full at",
    "jump to",
    "share",
    "print this",
    "print",
    "email this",
    "send to",
    "tweet",
    "pin it",
    "copy link",
    "save this",
    "save article",
    "bookmark",
    "listen to this",
    "listen",
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "login",
    "register",
    "create an account",
    "newsletter",
    "follow us",
    "follow",
    "like us",
    "join us",
    "get the latest",
    "join our",
    "get our",
    "most popular",
    "most read",
    "most viewed",
    "popular",
    "trending",
    "latest news",
    "latest stories",
    "recent posts",
    "recent articles",
    "top stories",
    "editor's picks",
    "editors' picks",
    "related",
    "recommended",
    "you may also like",
    "you might also like",
    "more from",
    "more on this",
    "more stories",
    "more news",
    "read more",
    "read next",
    "read also",
    "also read",
    "see also",
    "up next",
    "next article",
    "previous article",
    "previous post",
    "next post",
    "previous",
    "next",
    "advertisement",
    "advertise",
    "sponsored",
    "ad feedback",
    "story continues below",
    "continue reading",
    "promoted",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "add a comment",
    "view comments",
    "show comments",
    "comments",
    "0 comments",
    "no comments",
    "all comments",
    "show new comments",
    "join the conversation",
    "your email address will not",
    "required fields are marked",
    "notify me",
    "cancel reply",
    "enter your email",
    "what do you think",
    "was this article",
    "rate this",
    "report an error",
    "contact us",
    "about us",
    "check also",
    "tags",
    "tagged",
    "filed under",
    "posted in",
    "topics:",
    "menu",
    "search",
    "close",
    "loading",
    "click here",
    "download",
    "watch:",
    "watch now",
    "view all",
    "see all",
    "show more",
    "load more",
    "accept",
    "we use cookies",
    "this site uses",
    "this website uses",
    "home",
    "our site",
    "podcast",
    "text size",
    "font size",
    "a a a",
    "reprints",
    "request permission",
    "permalink",
    "min read",
    "minute read",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "instagram",
    "youtube",
    "telegram",
    "reddit",
    "flipboard",
    "pinterest",
    "rss",
];

static WIDGET: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(aho_corasick::StartKind::Anchored)
        .build(WIDGETS)
        .ok()
});

/// Names of sections, in small letters.
const SECTIONS: &[&str] = &[
    "national",
    "international",
    "politics",
    "business",
    "economy",
    "world",
    "world news",
    "world business",
    "sports",
    "sport",
    "culture",
    "opinion",
    "editorial",
    "editorials",
    "science",
    "technology",
    "tech",
    "health",
    "lifestyle",
    "life & style",
    "life&style",
    "life & culture",
    "entertainment",
    "travel",
    "education",
    "environment",
    "defense",
    "defence",
    "diplomacy",
    "foreign affairs",
    "social affairs",
    "society",
    "finance",
    "market",
    "markets",
    "money",
    "industry",
    "news",
    "all news",
    "top news",
    "breaking news",
    "latest news",
    "features",
    "feature",
    "interview",
    "interviews",
    "analysis",
    "video",
    "videos",
    "photo",
    "photos",
    "podcast",
    "podcasts",
    "people",
    "arts",
    "arts & design",
    "books",
    "film",
    "food",
    "fashion",
    "music",
    "theater",
    "television",
    "k-pop",
    "north korea",
    "south korea",
    "korea",
    "asia",
    "europe",
    "africa",
    "americas",
    "middle east",
    "us",
    "u.s.",
    "uk",
    "local",
    "weather",
    "obituaries",
    "letters",
    "columns",
    "column",
    "commentary",
    "viewpoints",
    "press release",
    "press releases",
    "inter-korean",
    "topics",
    "정치",
    "경제",
    "사회",
    "국제",
    "문화",
    "연예",
    "스포츠",
    "북한",
    "외교",
    "국방",
    "통일",
    "외교안보",
    "생활",
    "생활/문화",
    "과학",
    "it",
    "it/과학",
    "칼럼",
    "사설",
    "오피니언",
    "뉴스",
    "전체기사",
    "속보",
    "종합",
    "단독",
    "지역",
    "전국",
    "인물",
    "포토",
    "영상",
    "세계",
    "산업",
    "증권",
    "부동산",
    "금융",
    "국방/외교",
    "북한소식",
];

static KNOWN_SECTIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| SECTIONS.iter().copied().collect());

/// No name of a section is longer, in bytes.
const LONGEST_SECTION: usize = 32;

/// No line of an imprint is longer, in bytes; claims of rights may be.
pub(super) const LONGEST_IMPRINT: usize = 130;

/// Whether the block is a rights notice or an imprint line.
pub(super) fn notice(text: &str) -> bool {
    let text = without_terms(text);
    if !NOTICE_WORD.as_ref().is_some_and(|w| w.is_match(text)) {
        return false;
    }
    // A running text may be about copyright: a notice is short, or says so at its head.
    let mut cut = if text.len() <= 420 { text.len() } else { 90 };
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    if RIGHTS.is_match(text.get(..cut).unwrap_or("")) {
        return true;
    }
    let sentence = text.trim_end().ends_with('.') && text.contains(", ");
    text.len() <= LONGEST_IMPRINT
        && !sentence
        && text.split_whitespace().count() <= 14
        && IMPRINT.as_ref().is_some_and(|n| n.is_match(text))
}

/// Terms of use in brackets after some words of a caption are no notice: those words count alone.
fn without_terms(text: &str) -> &str {
    let trimmed = text.trim_end();
    let body = trimmed
        .strip_suffix([']', ')'])
        .and_then(|t| t.get(..t.rfind(['[', '('])?))
        .map_or(trimmed, str::trim_end);
    if body.split_whitespace().count() >= 5 {
        body
    } else {
        text
    }
}

/// Whether the block is a control of the page.
pub(super) fn widget(text: &str) -> bool {
    let lead = |c: char| c.is_whitespace() || "•·-–—|*>▲▶←→↑()[]".contains(c);
    let body = text.trim_start_matches(lead).trim_end();
    if body.is_empty() || body.len() > 260 {
        return false;
    }
    let Some(widget) = WIDGET.as_ref() else {
        return false;
    };
    let input = aho_corasick::Input::new(body).anchored(aho_corasick::Anchored::Yes);
    let Some(found) = widget.find(input) else {
        return false;
    };
    let rest = body.get(found.end()..).unwrap_or("");
    let word_ends = rest
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() || !body.is_ascii());
    // A control is a few words; a sentence that opens with one of these words is not.
    let words = rest.split_whitespace().count();
    let sure = found.end() - found.start() >= 12;
    word_ends
        && (words <= 3 || sure && words <= 25)
        && (sure || !rest.trim_end().ends_with(['.', ',', ';']))
}

/// Whether the block is a section name or a path of them.
pub(super) fn section(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 {
        return false;
    }
    let known = |s: &str| {
        let s = s.trim();
        s.len() <= LONGEST_SECTION && KNOWN_SECTIONS.contains(s.to_lowercase().as_str())
    };
    if known(text) {
        return true;
    }
    if !text.contains(['>', '›', '»']) {
        return false;
    }
    let parts: Vec<&str> = text.split(['>', '›', '»']).map(str::trim).collect();
    parts.len() >= 2
        && parts.iter().all(|p| p.chars().count() <= 30)
        && parts
            .iter()
            .take(2)
            .any(|p| known(p) || ["home", "홈", "main"].contains(&p.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::{super::cue::has_hint, notice};

    #[test]
    fn no_long_notice_goes_without_a_hint() {
        let claims = [
            "© Vendria",
            "ⓒ Vendria",
            "(C) 2031",
            "Copyrights 2031",
            "All rights  reserved",
            "무단 전재",
            "재배포 금지",
            "재판매 및 DB",
            "저작권",
            "AI 학습",
            "It May  not be copied",
            "No part of this",
            "Reproduction without",
        ];
        for claim in claims {
            let line = format!(
                "{claim} {}",
                "the ships of the harbour wait for the ice to go ".repeat(3)
            );
            assert!(notice(&line) && has_hint(claim), "{claim}");
        }
        assert!(!has_hint(
            "The ships of the harbour wait for the ice to go."
        ));
    }
}
