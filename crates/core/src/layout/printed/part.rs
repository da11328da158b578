//! What a paragraph, a line of a title or a separator looks like from outside.

use std::sync::LazyLock;

use hashbrown::HashSet;
use regex::Regex;

use crate::layout::{
    expression::Expression,
    printed::line::{
        End, Head, columns, end_of, has_end_mark, head_of, is_hangul, is_numbered, words_of,
    },
    words::small_words_before,
};

/// A paragraph or a line of its own.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// Its words, perhaps with line ends and page marks in them.
    pub(super) text: &'a str,
    /// Whether blank lines stand before it.
    pub(super) gap: bool,
    /// Whether a page starts before it.
    pub(super) page: bool,
    /// Columns of white space before its first line.
    pub(super) indent: usize,
    /// How it ends.
    pub(super) end: End,
    /// How it starts.
    pub(super) head: Head,
    /// What it may be.
    pub(super) role: Role,
}

/// What a part may be, as far as it tells alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    Prose,
    /// It may be a headline, a subtitle or a heading.
    Title,
    /// A byline, a date, an issue number.
    Meta,
    /// A rule between articles.
    Rule,
}

/// How the words of a line are capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// ALL CAPITALS.
    Capitals,
    /// Each Main Word.
    Title,
    /// As in a sentence.
    Sentence,
    /// A script without case.
    None,
}

impl<'a> Part<'a> {
    pub(super) fn new(text: &'a str, gap: bool, page: bool, indent: usize) -> Self {
        let end = end_of(text);
        let head = head_of(text);
        Part {
            text,
            gap,
            page,
            indent,
            end,
            head,
            role: role_of(text, end, head),
        }
    }

    pub(super) fn ends_item(&self) -> bool {
        has_end_mark(self.text)
    }
}

/// Longest title, in columns, of all its lines.
const LONGEST_TITLE: usize = 220;

static META: Expression = Expression::new(
    r"(?x)^(?:
            (?:[Bb]y|BY|[Ff]rom|FROM)\s+\p{Lu}[\p{L}.'’\-]*(?:[\s,]+(?:and|AND|in|&|\p{Lu}[\p{L}.'’\-]*))*\s*$
          | .{0,40}\b(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:\s*,\s*(?:juche\s*\d+\s*\(?)?\d{4}\)?)?.{0,16}$
          | .{0,40}\b\d{1,2}\s+(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{4}.{0,16}$
          | .{0,30}\b(?:19|20)\d\d\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}.{0,24}$
          | .{0,40}\b(?i:no|vol|issue|number)\.?\s*\d+.{0,40}$
          | .{0,30}제\s*\d+\s*[호권].{0,30}$
          | \p{Hangul}{2,4}\s*(?:기자|특파원|논설위원)(?:\s*[\w.\-]+@[\w.\-]+)?\s*$
          | [\w.\-]+@[\w.\-]+\s*$
          | \([^()]{2,30}\)\s*$
        )",
);

static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^\W{0,3}(?:
            # TARSK, May 3 (VPS) --   Tarsk, May 3, 2031 --   PORT MERIDIAN (Halden Wire) --
            \p{Lu}[\p{L}.'’\-]*(?:\s\p{Lu}[\p{L}.'’\-]*){0,3}(?:,\s\p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*)?)?
                (?:
                    ,?\s+(?:\p{Lu}\p{Ll}{2,8}\.?\s+\d{1,2}|\d{1,2}\s+\p{Lu}\p{Ll}{2,8}\.?)(?:,?\s+(?:Juche\s+\d+\s+\(?)?\d{4}\)?)?
                    \s*(?:\([^()\n]{2,40}\)\s*[-–—―－:.]*|[-–—―－]{1,2}\s)
                  | \s*\(\p{Lu}[^()\d\n]{1,30}\)\s*(?:[-–—―－]+)
                )
          | \([^()\n]{1,30}=[^()\n]{2,30}\)
          | \[[^\[\]\n]{1,30}=[^\[\]\n]{2,30}\]
          | [(（]\s*\p{Hangul}{2,8}\s*(?:\d{1,2}월\s*)?\d{1,2}일\s*발?[^)）\n]{0,20}[)）]
        )",
    )
    .ok()
});

static LEAD: Expression = Expression::new(
    r"(?x)\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b
          | \b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)\s+\d{1,2}\b
          | \b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b
          | \b(?:yesterday|today)\b
          | \d{1,2}일",
);

/// Whether a byline, a date or an issue number stands alone on it.
pub(super) fn is_meta(text: &str) -> bool {
    text.len() <= 120 && may_be_meta(text) && META.is_match(text)
}

/// Whether [`META`], which is slow, can match at all.
fn may_be_meta(text: &str) -> bool {
    let names = || {
        ["기자", "특파원", "논설위원"]
            .iter()
            .any(|w| text.contains(w))
    };
    let opens = ["By", "by", "BY", "Fr", "fr", "FR"]
        .iter()
        .any(|w| text.starts_with(w));
    opens
        || text.starts_with('(') && text.trim_end().ends_with(')')
        || memchr::memchr(b'@', text.as_bytes()).is_some()
        || has_number_of_meta(text)
        || !text.is_ascii() && names()
}

/// Whether a number stands beside a month or after `No.` or `제`, or is a year of a date in figures.
fn has_number_of_meta(text: &str) -> bool {
    let month = |word: &str| {
        let Some(start) = word.as_bytes().get(..3) else {
            return false;
        };
        [
            b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov",
            b"dec",
        ]
        .iter()
        .any(|m| start.eq_ignore_ascii_case(*m))
    };
    let label = |word: &str| {
        ["no", "vol", "issue", "number"]
            .iter()
            .any(|l| word.eq_ignore_ascii_case(l))
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(u8::is_ascii_digit))
    {
        let start = at + found;
        let rest = text.get(start..).unwrap_or("");
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        at = text.len() - after.len();
        let year = rest.starts_with("19") || rest.starts_with("20");
        if year && after.trim_start().starts_with(['-', '.', '/', '년'])
            || month(after.trim_start())
        {
            return true;
        }
        let before = text.get(..start).unwrap_or("").trim_end();
        if before.ends_with('제') {
            return true;
        }
        let before = before.strip_suffix('.').unwrap_or(before);
        let word = before
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(before, |at| {
                before
                    .get(at..)
                    .unwrap_or("")
                    .trim_start_matches(|c: char| !c.is_ascii_alphabetic())
            });
        if month(word) || label(word) {
            return true;
        }
    }
    false
}

/// Whether it opens with place, date and agency.
pub(super) fn has_dateline(text: &str) -> bool {
    let text = head(text, 160);
    let opens = |c| matches!(c, '(' | '[' | '（' | '-' | '–' | '—' | '―' | '－');
    // All words before the bracket or the dash have capitals.
    small_words_before(text, opens) == 0
        && text.chars().any(opens)
        && DATELINE.as_ref().is_some_and(|r| r.is_match(text))
}

/// Whether the opening words of a story stand in it: a day, a date.
pub(super) fn is_lead(text: &str) -> bool {
    LEAD.is_match(head(text, 400))
}

/// The first bytes of a text, to a character boundary.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// A line of nothing but marks.
pub(super) fn is_rule(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace());
    let mut count = 0;
    for c in marks {
        if !matches!(
            c,
            '*' | '-'
                | '_'
                | '='
                | '~'
                | '#'
                | '+'
                | '·'
                | '•'
                | '─'
                | '━'
                | '—'
                | '–'
                | '－'
                | '═'
                | '※'
                | '★'
                | '☆'
                | '◆'
                | '◇'
                | '■'
                | '□'
                | '●'
                | '○'
                | '.'
        ) {
            return false;
        }
        count += 1;
    }
    count >= 3 || text.trim() == "⁂"
}

fn role_of(text: &str, end: End, head: Head) -> Role {
    if is_rule(text) {
        return Role::Rule;
    }
    if is_meta(text) && !has_dateline(text) {
        return Role::Meta;
    }
    let asks = end == End::Stop && text.trim_end().ends_with(['?', '!']);
    let wide = || text.len() > 4 * LONGEST_TITLE || columns(text) > LONGEST_TITLE;
    let words = || text.chars().any(char::is_alphabetic);
    // "Vendria Is Sure to Win:" over the name of the paper that says so.
    let announces = end == End::Colon
        && columns(text) <= 100
        && words_of(text).count() >= 5
        && case_of(text) == Case::Title;
    let open =
        matches!(end, End::Open | End::Abbreviation) || asks && columns(text) <= 90 || announces;
    if !open || head == Head::Lower || wide() || !words() {
        return Role::Prose;
    }
    let quoted = text.starts_with(['"', '“', '「', '『']) && asks;
    let said = asks && words_of(text).count() > 14;
    if !quoted && !said && !has_dateline(text) {
        Role::Title
    } else {
        Role::Prose
    }
}

/// Words that are small in headlines.
pub(super) fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "and"
            | "as"
            | "at"
            | "but"
            | "by"
            | "for"
            | "from"
            | "in"
            | "into"
            | "nor"
            | "of"
            | "off"
            | "on"
            | "onto"
            | "or"
            | "over"
            | "per"
            | "the"
            | "to"
            | "up"
            | "upon"
            | "via"
            | "vs"
            | "with"
            | "is"
            | "its"
            | "under"
            | "after"
            | "before"
            | "against"
            | "de"
            | "la"
            | "between"
            | "among"
            | "during"
            | "through"
            | "about"
            | "amid"
            | "their"
            | "his"
            | "her"
            | "it"
            | "be"
            | "are"
            | "than"
            | "that"
            | "not"
    )
}

pub(super) fn case_of(text: &str) -> Case {
    let (mut capital, mut upper, mut lower, mut cased) = (0, 0, 0, 0);
    for word in words_of(text) {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { continue };
        if !first.is_uppercase() && !first.is_lowercase() {
            continue;
        }
        if first.is_lowercase() && is_small_word(word) {
            continue;
        }
        cased += 1;
        if first.is_uppercase() {
            capital += 1;
            upper += usize::from(word.chars().count() > 1 && !chars.any(char::is_lowercase));
        } else {
            lower += 1;
        }
    }
    if cased == 0 {
        Case::None
    } else if upper * 10 >= cased * 9 && lower == 0 && cased >= 2 {
        Case::Capitals
    } else if capital * 10 >= cased * 8 && cased >= 2 {
        Case::Title
    } else {
        Case::Sentence
    }
}

/// Whether every main word has a capital.
pub(super) fn is_titled(text: &str) -> bool {
    words_of(text)
        .all(|word| !word.starts_with(char::is_lowercase) || is_small_word(word) && word.len() < 6)
        && matches!(case_of(text), Case::Title | Case::Capitals)
}

/// How a word that no title ends with ends one of its lines.
pub(super) fn dangles(text: &str) -> bool {
    let Some(last) = text.split_whitespace().next_back() else {
        return false;
    };
    let lower = last.to_lowercase();
    matches!(end_of(text), End::Hyphen | End::Comma)
        || (is_small_word(&lower) && !matches!(lower.as_str(), "up" | "off" | "over" | "it" | "on"))
        || last == "&"
}

/// Verbs by which headlines tell that something happened.
const VERBS: &str = "\
 accepts accuses addresses adopts adopted agrees aims announces answers appeals appoints appointed appears \
 approves arrives arrests asks attends awards awarded backs bans bars begins begun blames blasts blocks boosts breaks brings builds built calls cancels captures \
 celebrates celebrated chairs clarifies clash climbs closes closed comes comments commemorated completes completed concludes concluded condemns conducts \
 confers conferred confirms congratulates considers continues convened convenes convoked cuts declares declines defends delays delivers demands \
 denies denounces denounced departs discloses discuss discusses dismisses displayed disclosed draws drops elected ends ended erupts establishes exchange expels \
 expands expects expresses extends faces falls files fires finds flies forms gains gathers gets gives given goes grants greets guides \
 hails heads held hears helps hints hits holds honors honours hosts hurls inaugurated increases insists inspects introduced invites issues issued joins jumps keeps kicks kills \
 launches launched lays leads leaves lifts looks loses lowers made makes marks marked meets mourns moves named names nears notes observes \
 offers opens opened opposes orders ousts pays pledges plans plunges plays postpones prepares presents presented presides probes promises proposes protests published publishes pushes quits raises reaches reacts \
 receives received refutes rejects releases released remains removes replaces replies reports resigns resumes returns reveals rises rebuffs ruled rules says seals seeks seizes sends sent sets shows signs signed \
 slams snubs speaks stages staged starts started stays steps stops strikes stresses submits succeeds suffers supports suspends swears takes talks targets tells \
 tests threatens tops tours trades tries turns underscores unveils unveiled unites urges urged vetoes views visits visited votes vows wants warns weighs welcomes wins withdraws wounds writes yields";

static VERB_SET: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| VERBS.split_whitespace().collect());

/// Whether a headline verb stands in it, not as its first word.
pub(super) fn has_verb(text: &str) -> bool {
    words_of(text)
        .skip(1)
        .any(|w| w.len() < 16 && VERB_SET.contains(w.to_lowercase().as_str()))
}

/// `Chapter 1`, `Section 2`, `Part III`, `1. Economy`, `□ 경제`, `해 제`: a heading inside a text.
pub(super) fn is_section(text: &str) -> bool {
    let first: String = text.split_whitespace().next().unwrap_or("").to_lowercase();
    let first = first.trim_end_matches(['.', ':']);
    is_numbered(text)
        || head_of(text) == Head::Bullet
        || text.chars().filter(|c| !c.is_whitespace()).count() <= 3
        || (matches!(
            first,
            "chapter"
                | "section"
                | "part"
                | "article"
                | "annex"
                | "appendix"
                | "table"
                | "figure"
                | "chart"
                | "box"
                | "note"
                | "notes"
                | "references"
                | "question"
                | "answer"
                | "q"
                | "a"
                | "step"
                | "day"
                | "first"
                | "second"
                | "third"
                | "fourth"
                | "fifth"
                | "firstly"
                | "secondly"
                | "thirdly"
        ))
        || (text.starts_with('제')
            && text.chars().nth(1).is_some_and(char::is_numeric)
            && text.contains(['장', '절', '조']))
        || matches!(
            text.trim_end().chars().next_back(),
            Some(':' | '：' | ',' | ';')
        )
}

/// Share of the main words of a title that the first paragraph under it takes up, in percent.
pub(super) fn overlap(title: &str, lead: &str) -> usize {
    let lead = head(lead, 700);
    let hangul = title.chars().filter(|&c| is_hangul(c)).count() * 3 > title.chars().count();
    if hangul {
        let mut total = 0;
        let mut found = 0;
        for word in words_of(title) {
            let stem: String = word.chars().take(2).collect();
            if stem.chars().count() < 2 {
                continue;
            }
            total += 1;
            found += usize::from(lead.contains(&stem));
        }
        return if total < 3 { 0 } else { found * 100 / total };
    }
    let stem = |word: &str| -> String { word.to_lowercase().chars().take(5).collect() };
    let words: HashSet<String> = words_of(lead).filter(|w| w.len() > 2).map(stem).collect();
    let (mut total, mut found) = (0, 0);
    for word in words_of(title) {
        if word.len() <= 2 || is_small_word(&word.to_lowercase()) {
            continue;
        }
        total += 1;
        found += usize::from(words.contains(&stem(word)));
    }
    if total < 2 { 0 } else { found * 100 / total }
}
