//! Words and marks of a paragraph, and what general English knows of them.

use hashbrown::HashMap;
use std::sync::OnceLock;

use crate::text::{Sentences, Span};

use super::marks::{Marked, marked};

/// A word or a mark of a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    /// In small letters, apostrophes straight.
    pub(crate) lower: String,
    /// Its most frequent part of speech, one letter (see `tags.txt`; `.` a mark, `0` a number, `?` unknown).
    pub(crate) tag: char,
    /// What sort of cue it can be: `s`ay, `t`hink, `a`sk, other `v`erbs of stance, `n`ouns of saying, ` ` none.
    pub(crate) cue: char,
    /// Its lemma if it can be a cue.
    pub(crate) lemma: &'static str,
    /// Words that stand in the same company: a coarse and a fine class (`company.txt`).
    pub(crate) company: [&'static str; 2],
    pub(crate) sentence: u32,
    /// Which marked stretch it is in, marks included.
    pub(crate) inside: Option<usize>,
    pub(crate) capital: bool,
    /// Whether all its letters are capital ones, more than one.
    pub(crate) initials: bool,
}

/// A paragraph as the finder sees it.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word>,
    pub(crate) marked: Vec<Marked>,
}

/// Words of the longest sentence: what has no stops is cut at the next mark, or after twice as many words, so
/// that no step looks over a whole text.
const LONGEST: usize = 256;

impl<'t> Paragraph<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let marked = marked(text);
        let mut words = Vec::new();
        let mut sentences: Vec<Span> = Sentences::new(text, Some("en")).collect();
        if sentences.is_empty() {
            sentences.push(Span::new(0, text.len()));
        }
        let (mut sentence, mut number, mut length) = (0_u32, 0, 0);
        for span in cut(text) {
            let found = sentences.partition_point(|s| s.end <= span.start);
            let abbreviated = words
                .last()
                .is_some_and(|w: &Word| w.lower.len() > 1 && w.lower.ends_with('.'));
            let long = length >= LONGEST && words.last().is_some_and(|w| w.tag == '.')
                || length >= 2 * LONGEST;
            if (found != number && !abbreviated) || long {
                sentence += 1;
                length = 0;
            }
            number = found;
            length += 1;
            let inside = marked.partition_point(|m| m.outer.end <= span.start);
            let inside = marked
                .get(inside)
                .is_some_and(|m| m.outer.start <= span.start)
                .then_some(inside);
            words.push(word(text, span, sentence, inside));
        }
        join_asides(&mut words);
        lower_headlines(&mut words);
        Paragraph {
            text,
            words,
            marked,
        }
    }
}

/// Words of an aside before its verb at most.
const ASIDE: usize = 10;

/// `“Is it so?” Orel asked.` is one sentence: who says it belongs to what is said.
fn join_asides(words: &mut [Word]) {
    let mut less = 0;
    for n in 1..words.len() {
        let (before, rest) = words.split_at_mut(n);
        let [.., cry, mark] = before else { continue };
        let Some(first) = rest.first() else { continue };
        // Sentences before it in this loop have their new numbers already.
        if first.sentence - less != mark.sentence
            && first.inside.is_none()
            && mark.inside.is_some()
            && mark.inside == cry.inside
            && matches!(cry.lower.as_str(), "!" | "?")
            && rest
                .iter()
                .take(ASIDE)
                .take_while(|w| w.sentence == first.sentence && w.inside.is_none())
                .any(|w| w.cue == 's' || w.cue == 'a')
        {
            less += 1;
        }
        if let Some(word) = rest.first_mut() {
            word.sentence -= less;
        }
    }
}

/// Commas and semicolons of a sentence from which it is a list and no headline.
const LIST_MARKS: usize = 3;

/// In a headline that capitalises every word a capital makes no name of a verb or a small word.
fn lower_headlines(words: &mut [Word]) {
    for sentence in words.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let long = |w: &&Word| w.lower.len() > 3 && w.tag.is_alphabetic();
        let all = sentence.iter().filter(long).count();
        let capital = sentence.iter().filter(long).filter(|w| w.capital).count();
        // A list of names has as many capital letters as a headline.
        let marks = sentence
            .iter()
            .filter(|w| matches!(w.lower.as_str(), ";" | ","));
        if all < 3 || capital * 10 < all * 8 || marks.count() >= LIST_MARKS {
            continue;
        }
        for word in sentence {
            if !matches!(word.tag, 'N' | '?' | 'n' | 's' | 'j') && !word.initials {
                word.capital = false;
            }
        }
    }
}

fn word(text: &str, span: Span, sentence: u32, inside: Option<usize>) -> Word {
    let form = span.of(text);
    let lower: String = form
        .chars()
        .map(|c| if c == '’' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    let first = form.chars().next().unwrap_or(' ');
    let capital = first.is_uppercase();
    let (cue, lemma) = lists().cue(&lower);
    let tag = lists().tag(&lower, first);
    let company = lists().companies.get(lower.as_str()).copied();
    let company = company.unwrap_or_default();
    let initials = form.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !form.chars().any(char::is_lowercase);
    Word {
        span,
        lower,
        tag,
        cue,
        lemma,
        company,
        sentence,
        inside,
        capital,
        initials,
    }
}

/// Cuts a paragraph into words and single marks. A possessive and a contracted verb are words of their
/// own, as in the treebanks.
pub(crate) fn cut(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |n: usize| chars.get(n).map(|x| x.1);
    let place = |n: usize| chars.get(n).map_or(text.len(), |x| x.0);
    let mut n = 0;
    while let Some(c) = at(n) {
        if c.is_whitespace() {
            n += 1;
            continue;
        }
        if !c.is_alphanumeric() {
            let clitic = clitic(&chars, n);
            let before = n.checked_sub(1).and_then(at);
            if clitic > 0 && before.is_some_and(char::is_alphanumeric) {
                out.push(Span::new(place(n), place(n + clitic)));
                n += clitic;
                continue;
            }
            out.push(Span::new(place(n), place(n + 1)));
            n += 1;
            continue;
        }
        let start = n;
        while let Some(c) = at(n) {
            if c.is_alphanumeric() {
                n += 1;
                continue;
            }
            let after = at(n + 1).unwrap_or(' ');
            let digit = n
                .checked_sub(1)
                .and_then(at)
                .is_some_and(|c| c.is_ascii_digit());
            let inner = match c {
                '-' | '\u{2010}' | '\u{2011}' => after.is_alphanumeric(),
                '\'' | '’' => after.is_alphabetic() && clitic(&chars, n) == 0,
                '.' => {
                    (after.is_alphabetic() && n - start <= 6 && is_initials(&chars, start, n))
                        || (digit && after.is_ascii_digit())
                }
                ',' => digit && after.is_ascii_digit(),
                _ => false,
            };
            // The stop of an abbreviation of single letters.
            let stop = c == '.'
                && n - start >= 1
                && is_initials(&chars, start, n)
                && after == ' '
                && at(n.wrapping_sub(2)) == Some('.');
            if stop || (c == '.' && is_title(&chars, start, n)) {
                n += 1;
                break;
            }
            if !inner {
                break;
            }
            n += 1;
        }
        out.push(Span::new(place(start), place(n)));
    }
    out
}

/// Titles and other abbreviations that are never written without their stop.
const ABBREVIATIONS: [&str; 38] = [
    "mr", "mrs", "ms", "dr", "prof", "rep", "reps", "sen", "sens", "gov", "gen", "lt", "col",
    "sgt", "capt", "cmdr", "adm", "maj", "rev", "hon", "pres", "del", "atty", "st", "jr", "sr",
    "jan", "feb", "aug", "sept", "oct", "nov", "dec", "inc", "corp", "ltd", "supt", "asst",
];

/// Whether `start..end` is an abbreviation, written with a capital letter.
fn is_title(chars: &[(usize, char)], start: usize, end: usize) -> bool {
    let part = chars.get(start..end).unwrap_or(&[]);
    // `N. Korea`, `J. Orel`
    if let [(_, one)] = part {
        let next = chars.get(end + 2).is_some_and(|x| x.1.is_uppercase());
        return one.is_uppercase()
            && *one != 'I'
            && next
            && chars.get(end + 1).is_some_and(|x| x.1 == ' ');
    }
    if part.len() > 4 || !part.first().is_some_and(|x| x.1.is_uppercase()) {
        return false;
    }
    let word: String = part.iter().map(|x| x.1.to_ascii_lowercase()).collect();
    ABBREVIATIONS.contains(&word.as_str())
}

/// Whether every second character from `start` to `end` is a stop: `U.S`.
fn is_initials(chars: &[(usize, char)], start: usize, end: usize) -> bool {
    let part = chars.get(start..end).unwrap_or(&[]);
    part.len() % 2 == 1
        && part.iter().enumerate().all(|(i, (_, c))| {
            if i % 2 == 1 {
                *c == '.'
            } else {
                c.is_alphabetic()
            }
        })
}

/// The length of the clitic that begins with the apostrophe at `n`, 0 if none does.
fn clitic(chars: &[(usize, char)], n: usize) -> usize {
    if !matches!(chars.get(n), Some((_, '\'' | '’'))) {
        return 0;
    }
    let rest: String = chars
        .iter()
        .skip(n + 1)
        .map(|x| x.1.to_ascii_lowercase())
        .take_while(|c| c.is_alphabetic())
        .take(4)
        .collect();
    match rest.as_str() {
        "s" | "d" | "m" => 2,
        "re" | "ve" | "ll" => 3,
        _ => 0,
    }
}

/// General word lists.
struct Lists {
    tags: HashMap<&'static str, char>,
    companies: HashMap<&'static str, [&'static str; 2]>,
    cues: HashMap<&'static str, (char, &'static str)>,
    forms: HashMap<String, (char, &'static str)>,
}

static TAGS: &str = include_str!("lists/tags.txt");
static COMPANIES: &str = include_str!("lists/company.txt");
static CUES: &str = include_str!("lists/cues.txt");
static SMALL: &str = include_str!("lists/small.txt");

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(Lists::read)
}

impl Lists {
    fn read() -> Self {
        let mut tags = HashMap::new();
        // Function words come last: they override.
        for line in TAGS.lines().chain(SMALL.lines()) {
            let mut parts = line.split_whitespace();
            let tag = parts.next().and_then(|t| t.chars().next()).unwrap_or('?');
            tags.extend(parts.map(|w| (w, tag)));
        }
        let mut companies = HashMap::new();
        for line in COMPANIES.lines() {
            let mut parts = line.split(' ');
            let classes = [parts.next().unwrap_or(""), parts.next().unwrap_or("")];
            companies.extend(parts.map(|w| (w, classes)));
        }
        let mut cues = HashMap::new();
        let mut forms = HashMap::new();
        for line in CUES.lines() {
            let mut parts = line.split_whitespace();
            let class = parts.next().and_then(|t| t.chars().next()).unwrap_or('v');
            for entry in parts {
                // `say/said`: irregular forms after the lemma.
                let mut entry = entry.split('/');
                let Some(lemma) = entry.next() else { continue };
                cues.insert(lemma, (class, lemma));
                for form in inflected(lemma, class == 'n') {
                    forms.entry(form).or_insert((class, lemma));
                }
                for form in entry {
                    forms.insert(form.to_owned(), (class, lemma));
                }
            }
        }
        Lists {
            tags,
            companies,
            cues,
            forms,
        }
    }

    fn cue(&self, lower: &str) -> (char, &'static str) {
        let found = self.cues.get(lower).or_else(|| self.forms.get(lower));
        found.copied().unwrap_or((' ', ""))
    }

    fn tag(&self, lower: &str, first: char) -> char {
        if let Some(tag) = self.tags.get(lower) {
            // A name is written with a capital letter; words that only a capital makes a name are told
            // by their neighbours.
            return *tag;
        }
        if first.is_numeric() {
            '0'
        } else if !first.is_alphanumeric() {
            if lower.chars().count() > 1 { 'c' } else { '.' }
        } else if first.is_uppercase() {
            'N'
        } else {
            '?'
        }
    }
}

/// Regular forms of a verb or noun.
pub(crate) fn inflected(lemma: &str, noun: bool) -> Vec<String> {
    let mut out = Vec::new();
    let stem = lemma.strip_suffix('e');
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    if let Some(y) = lemma.strip_suffix('y').filter(|s| !s.ends_with(vowel)) {
        out.push(format!("{y}ies"));
        out.push(format!("{y}ied"));
    } else if lemma.ends_with(['s', 'x']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
        out.push(format!("{lemma}es"));
    } else {
        out.push(format!("{lemma}s"));
    }
    if !noun {
        match stem {
            Some(stem) => out.extend([format!("{lemma}d"), format!("{stem}ing")]),
            None => out.extend([format!("{lemma}ed"), format!("{lemma}ing")]),
        }
        if let Some(last) = lemma.chars().last().filter(|c| !vowel(*c)) {
            out.extend([format!("{lemma}{last}ed"), format!("{lemma}{last}ing")]);
        }
    }
    out
}
