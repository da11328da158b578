//! One line of text in numbers: read once, character by character.

use super::vocabulary::{
    CLASSES, Classes, EMPTY, STOP, Vocabulary, finish, hash_step, lower, pair, vocabulary,
};
use memchr::memmem;

use crate::text::Span;

/// Defines a struct of numbers and the names of its fields, so that a number and its name cannot drift
/// apart.
macro_rules! features {
    ($(#[$meta:meta])* $name:ident { $($field:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct $name {
            $(pub(super) $field: f32),*
        }
        impl $name {
            /// The names of the fields, in order.
            pub(super) const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];
            /// The values, in the order of the names.
            pub(super) fn values(&self) -> [f32; [$(stringify!($field)),*].len()] {
                [$(self.$field),*]
            }
        }
    };
}
pub(super) use features;

features! {
    /// What a line shows by itself.
    Own {
        width, words, word_len, lower_share, upper_share, caps_share, digit_share, stop_share, stops,
        commas, ends, sentences, end_kind, start_kind, quotes, pipes, arrows, slashes, urls, rights_marks,
        money, questions, exclamations, parens, dashes, colons, years, clocks, longest_word,
        said, person, nav, social, subscribe, consent, rights, related, comments, adverts, account,
        commerce, date, author, photo, contact, list, marked, marked_share, section,
        wide_share, foreign_share, indent, blanks_before, blanks_after, bullet, title_case, lead_digits,
        lex_sum, lex_mean, lex_max, lex_min, lex_first, lex_last,
    }
}

/// A line, its numbers, and what is needed to compare it with others.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Where it stands, without white space at its ends.
    pub(super) span: Span,
    /// Its own numbers.
    pub(super) own: Own,
    /// The hash of its words; 0 before [`Scan::weigh`].
    pub(super) hash: u32,
    /// Which hashes of [`Scan::tokens`] are its words.
    pub(super) tokens: Span,
    /// Which hashes of [`Scan::words`] are its words of matter.
    pub(super) matter: Span,
    /// All classes of its words.
    pub(super) classes: Classes,
    /// Reads like a sentence or more.
    pub(super) prose: bool,
}

/// The lines of a text in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    /// The lines that are not blank.
    pub(super) lines: Vec<Line>,
    /// Hashes of the words of matter of all lines.
    pub(super) words: Vec<u32>,
    /// Hashes of all words of all lines.
    pub(super) tokens: Vec<u32>,
}

/// The hashes of the words of a short text.
pub(super) fn word_hashes(text: &str) -> impl Iterator<Item = u32> {
    text.split(|c: char| !is_word_char(c))
        .filter(|w| !w.is_empty())
        .map(super::vocabulary::hash_word)
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ㄱ'..='ㅣ')
}

/// Scripts that put no space between words: each character counts as half a word.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Korean words that end so are inflected: they stand in a sentence, not in a menu.
fn is_particle(c: char) -> bool {
    matches!(
        c,
        '은' | '는'
            | '이'
            | '가'
            | '을'
            | '를'
            | '의'
            | '에'
            | '로'
            | '와'
            | '과'
            | '도'
            | '서'
            | '고'
            | '며'
            | '면'
            | '다'
            | '한'
            | '된'
            | '던'
            | '해'
            | '여'
            | '게'
            | '지'
            | '만'
            | '들'
            | '할'
            | '될'
            | '인'
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WordKind {
    Lower,
    Upper,
    Caps,
    Digits,
}

/// The running counts of one line.
struct Counter<'v> {
    vocabulary: &'v Vocabulary,
    words: f32,
    letters: f32,
    kinds: [f32; 4],
    classes: [f32; CLASSES.len()],
    marked: f32,
    all: Classes,
    previous: u32,
    longest: f32,
    half: f32,
    years: f32,
}

impl Counter<'_> {
    fn classes_of(&mut self, classes: Classes) {
        if classes == 0 {
            return;
        }
        self.all |= classes;
        let mut rest = classes;
        while rest != 0 {
            if let Some(count) = self.classes.get_mut(rest.trailing_zeros() as usize) {
                *count += 1.0;
            }
            rest &= rest - 1;
        }
        if classes & !(STOP | 0b110) != 0 {
            self.marked += 1.0;
        }
    }

    /// Counts a finished word; gives its hash.
    fn word(&mut self, raw: u32, len: f32, kind: WordKind, prefix: Classes) -> (u32, Classes) {
        let hash = finish(raw);
        let v = self.vocabulary;
        let own = v.get(hash) | prefix;
        self.classes_of(own);
        if v.opens_pair(self.previous) {
            let joint = v.get(pair(self.previous, hash)) & !STOP;
            self.classes_of(joint & !own);
        }
        self.previous = hash;
        self.words += 1.0;
        self.letters += len;
        self.longest = self.longest.max(len);
        if let Some(k) = self.kinds.get_mut(kind as usize) {
            *k += 1.0;
        }
        (hash, own)
    }
}

/// Where the lines of a text stand that are not blank, how many blank ones each has before it, and how
/// far it is indented.
pub(super) fn line_spans(text: &str) -> Vec<(Span, u16, usize)> {
    let mut out = Vec::new();
    let mut blanks = 0u16;
    let mut start = 0;
    let odd = !text.is_ascii()
        && ["\u{85}", "\u{2028}", "\u{2029}"]
            .iter()
            .any(|end| memchr::memmem::find(text.as_bytes(), end.as_bytes()).is_some());
    while start <= text.len() {
        let rest = text.get(start..).unwrap_or("");
        let (len, width) = line_end(rest.as_bytes(), odd);
        let whole = Span::new(start, start + len);
        let span = whole.trimmed(text);
        if span.is_empty() {
            blanks = blanks.saturating_add(1);
        } else {
            out.push((span, blanks, span.start - whole.start));
            blanks = 0;
        }
        start += len + width;
    }
    out
}

/// Where the first line of `rest` ends and how wide its end is: `\n`, `\r\n`, a lone `\r`, a form feed,
/// and in texts that have such `odd` ones U+0085, U+2028 and U+2029.
fn line_end(rest: &[u8], odd: bool) -> (usize, usize) {
    let found = if odd {
        let ends = |at: &usize| {
            matches!(
                rest.get(*at..).unwrap_or_default(),
                [b'\n' | b'\r' | b'\x0c', ..] | [0xC2, 0x85, ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..]
            )
        };
        (0..rest.len()).find(ends)
    } else {
        memchr::memchr3(b'\n', b'\r', b'\x0c', rest)
    };
    let len = found.unwrap_or(rest.len());
    let width = match rest.get(len..).unwrap_or_default() {
        [b'\r', b'\n', ..] | [0xC2, ..] => 2,
        [0xE2, ..] => 3,
        _ => 1,
    };
    (len, width)
}

/// Reads the lines of a text; `weigh` tells the weight of a word's or a pair's hash.
pub(super) fn scan(
    text: &str,
    spans: &[(Span, u16, usize)],
    weigh: impl FnMut(u32) -> f32,
) -> Scan {
    let mut scan = scan_words(text, spans);
    scan.weigh(text, weigh);
    scan
}

impl Scan {
    /// Fills in what only the model asks for: the weights and hashes of the lines, and addresses.
    pub(super) fn weigh(&mut self, text: &str, mut weigh: impl FnMut(u32) -> f32) {
        let mut addresses: Vec<usize> = ["http", "www.", ".com"]
            .iter()
            .flat_map(|sign| memmem::find_iter(text.as_bytes(), sign))
            .collect();
        addresses.sort_unstable();
        let mut addresses = addresses.into_iter().peekable();
        for line in &mut self.lines {
            let tokens = self.tokens.get(line.tokens.range()).unwrap_or(&[]);
            let own = &mut line.own;
            let (mut previous, mut hash, mut count) = (EMPTY, EMPTY, 0.0f32);
            for &token in tokens {
                let weight = weigh(token) + weigh(pair(previous, token));
                own.lex_sum += weight;
                if count == 0.0 {
                    (own.lex_max, own.lex_min) = (weight, weight);
                }
                own.lex_max = own.lex_max.max(weight);
                own.lex_min = own.lex_min.min(weight);
                if count < 4.0 {
                    own.lex_first += weight;
                }
                own.lex_last = own.lex_last * 0.6 + weight;
                count += 1.0;
                previous = token;
                hash = pair(hash, token);
            }
            own.lex_mean = own.lex_sum / count.max(1.0);
            line.hash = hash;
            let mut address = false;
            while let Some(at) = addresses.next_if(|at| *at < line.span.end) {
                address |= at >= line.span.start;
            }
            own.urls += f32::from(u8::from(address));
        }
    }
}

/// Reads the lines of a text, without what [`Scan::weigh`] fills in.
pub(super) fn scan_words(text: &str, spans: &[(Span, u16, usize)]) -> Scan {
    let mut scan = Scan {
        lines: Vec::with_capacity(spans.len()),
        words: Vec::with_capacity(text.len() / 12),
        tokens: Vec::with_capacity(text.len() / 6),
    };
    for &(span, blanks, indent) in spans {
        let blanks = f32::from(blanks.min(4));
        if let Some(last) = scan.lines.last_mut() {
            last.own.blanks_after = blanks;
        }
        let mut line = read_line(text, span, &mut scan.words, &mut scan.tokens);
        line.own.blanks_before = blanks;
        line.own.indent = indent.min(20) as f32;
        scan.lines.push(line);
    }
    if let Some(last) = scan.lines.last_mut() {
        last.own.blanks_after = 4.0;
    }
    scan
}

/// What kind of mark a character is at the end of a line.
fn end_kind(c: char, before: Option<char>) -> f32 {
    match c {
        '.' if before == Some('.') => 3.0,
        '.' | '。' | '!' | '！' => 10.0,
        '?' | '？' => 9.0,
        '…' => 3.0,
        '"' | '”' | '\'' | '’' | '」' | '»' => match before {
            Some('.' | '!' | '?' | '。' | ',') => 10.0,
            _ => 7.0,
        },
        ')' | ']' => match before {
            Some('.' | '!' | '?') => 10.0,
            _ => 6.0,
        },
        ':' | '：' => 8.0,
        ',' | ';' => 5.0,
        '가'..='힣' => 2.0,
        c if c.is_numeric() => 1.0,
        c if c.is_alphabetic() => 2.0,
        _ => 0.0,
    }
}

fn start_kind(c: char) -> f32 {
    match c {
        'A'..='Z' => 5.0,
        'a'..='z' => 2.0,
        '0'..='9' => 1.0,
        '"' | '“' | '\'' | '‘' | '«' | '「' => 6.0,
        '(' | '[' | '【' | '<' => 3.0,
        c if c.is_uppercase() => 5.0,
        c if c.is_alphabetic() => 4.0,
        _ => 0.0,
    }
}

/// Reads one line.
fn read_line(text: &str, span: Span, matter: &mut Vec<u32>, tokens: &mut Vec<u32>) -> Line {
    let slice = span.of(text);
    let mut n = Counter {
        vocabulary: vocabulary(),
        words: 0.0,
        letters: 0.0,
        kinds: [0.0; 4],
        classes: [0.0; CLASSES.len()],
        marked: 0.0,
        all: 0,
        previous: EMPTY,
        longest: 0.0,
        half: 0.0,
        years: 0.0,
    };
    let mut own = Own::default();
    let (mut chars, mut digits, mut wide, mut foreign) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    let (matter_start, tokens_start) = (matter.len(), tokens.len());
    let mut small_words = 0.0f32;

    // The word being read.
    let mut raw = EMPTY;
    let mut len = 0u16;
    let (mut upper_first, mut uppers, mut word_digits, mut hangul) = (false, 0u16, 0u16, 0u16);
    let mut prefix: Classes = 0;
    let mut number = 0u32;
    let mut last_of_word = ' ';
    let mut before: Option<char> = None;
    let mut before_that: Option<char> = None;

    let bytes = slice.as_bytes();
    let short = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let mut at = 0;
    loop {
        // A run of plain letters and digits at once: most of most texts.
        let run = at;
        let mut run_uppers = 0usize;
        let mut run_digits = 0usize;
        while let Some(&b) = bytes.get(at) {
            let small = match b {
                b'a'..=b'z' => b,
                b'A'..=b'Z' => {
                    run_uppers += 1;
                    b | 0x20
                }
                b'0'..=b'9' => {
                    run_digits += 1;
                    number = number.wrapping_mul(10).wrapping_add(u32::from(b - b'0'));
                    b
                }
                _ => break,
            };
            raw = hash_step(raw, u32::from(small));
            at += 1;
        }
        if let Some(word) = bytes.get(run..at)
            && let [first, .., last] | [first @ last] = word
        {
            if len == 0 {
                upper_first = first.is_ascii_uppercase();
            }
            len = len.saturating_add(short(word.len()));
            uppers = uppers.saturating_add(short(run_uppers));
            word_digits = word_digits.saturating_add(short(run_digits));
            chars += word.len() as f32;
            digits += run_digits as f32;
            last_of_word = char::from(*last);
            before_that = match word {
                [.., b, _] => Some(char::from(*b)),
                _ => before,
            };
            before = Some(last_of_word);
        }
        let next = bytes.get(at).copied();
        let ended = next.is_none();
        let c = match next {
            Some(b) if b.is_ascii() => char::from(b),
            Some(_) => {
                let rest = slice.get(at..).unwrap_or("");
                rest.chars().next().unwrap_or('\n')
            }
            None => '\n',
        };
        at += c.len_utf8();
        // What Unicode says of Hangul is known, and its tables are slow to ask.
        let syllable = matches!(c, '가'..='힣');
        if syllable || (!c.is_ascii() && c.is_alphanumeric()) {
            let upper = !syllable && c.is_uppercase();
            chars += 1.0;
            if is_unspaced(c) {
                wide += 1.0;
                n.half += 1.0;
            }
            if len == 0 {
                upper_first = upper;
            }
            if upper {
                uppers = uppers.saturating_add(1);
            }
            if !syllable && c.is_numeric() {
                digits += 1.0;
                word_digits = word_digits.saturating_add(1);
                number = number
                    .wrapping_mul(10)
                    .wrapping_add(c.to_digit(10).unwrap_or(0));
            }
            len = len.saturating_add(1);
            raw = hash_step(raw, if syllable { c } else { lower(c) } as u32);
            if !c.is_ascii() {
                if syllable || is_hangul(c) {
                    wide += 1.0;
                    hangul = hangul.saturating_add(1);
                    if (2..=5).contains(&hangul) && hangul == len {
                        prefix |= n.vocabulary.get(finish(raw)) & !STOP;
                    }
                } else if !is_unspaced(c) && !matches!(c, 'À'..='ɏ') {
                    foreign += 1.0;
                }
            }
            last_of_word = c;
        } else if matches!(c, '\'' | '’') && len > 0 {
            // An apostrophe inside a word belongs to it; one at its end is a quotation mark.
            raw = hash_step(raw, u32::from(b'\''));
            own.quotes += 0.25;
        } else {
            if len > 0 {
                if matches!(before, Some('\'' | '’')) {
                    own.quotes += 0.25;
                }
                let inflected = hangul > 1 && is_particle(last_of_word);
                let kind = if word_digits == len {
                    if len == 4 && (1900..=2100).contains(&number) {
                        n.years += 1.0;
                    }
                    WordKind::Digits
                } else if hangul > 0 {
                    if inflected {
                        WordKind::Lower
                    } else {
                        WordKind::Upper
                    }
                } else if len > 1 && uppers == len - word_digits {
                    WordKind::Caps
                } else if upper_first {
                    WordKind::Upper
                } else {
                    WordKind::Lower
                };
                let (hash, classes) = n.word(raw, f32::from(len), kind, prefix);
                tokens.push(hash);
                if inflected {
                    n.classes_of(STOP & !classes);
                }
                if classes & STOP == 0 && (len > 3 || hangul > 1 || kind == WordKind::Caps) {
                    matter.push(hash);
                }
                if len <= 3 && kind == WordKind::Lower {
                    small_words += 1.0;
                }
                raw = EMPTY;
                number = 0;
                (len, uppers, word_digits, hangul) = (0, 0, 0, 0);
                prefix = 0;
            }
            match c {
                ' ' | '\n' | '\t' => {
                    if let Some(b) = before
                        && !b.is_ascii_alphanumeric()
                        && end_kind(b, before_that) > 9.5
                    {
                        own.sentences += 1.0;
                    }
                }
                ',' | '，' | '、' => own.commas += 1.0,
                '.' | '。' => own.ends += 1.0,
                '"' | '“' | '”' | '«' | '»' | '「' | '」' | '‘' => own.quotes += 1.0,
                '|' | '·' | '•' | '｜' | '∙' => own.pipes += 1.0,
                '>' | '<' | '›' | '‹' | '→' | '←' | '▶' | '▲' | '▼' | '◀' | '■' | '●' | '★'
                | '☆' | '+' | '×' | '✓' | '▸' | '*' | '#' => own.arrows += 1.0,
                '/' => own.slashes += 1.0,
                '@' => own.urls += 1.0,
                '©' | '®' | '™' => own.rights_marks += 1.0,
                '$' | '€' | '£' | '%' | '₩' | '¥' => own.money += 1.0,
                '?' | '？' => own.questions += 1.0,
                '!' | '！' => own.exclamations += 1.0,
                '(' | '[' => own.parens += 1.0,
                '-' | '–' | '—' | '－' => own.dashes += 1.0,
                ':' => {
                    own.colons += 1.0;
                    if before.is_some_and(char::is_numeric) {
                        own.clocks += 1.0;
                    }
                }
                _ => {}
            }
            if c != '\n' {
                chars += 1.0;
            }
        }
        if c != '\n' {
            before_that = before;
            before = Some(c);
        }
        if ended {
            break;
        }
    }

    let words = n.words.max(1.0) + n.half * 0.5;
    own.width = chars + wide;
    own.words = n.words + n.half * 0.5;
    own.word_len = n.letters / n.words.max(1.0);
    let [lowers, capped, caps, _] = n.kinds;
    own.lower_share = lowers / words;
    own.upper_share = capped / words;
    own.caps_share = caps / words;
    own.digit_share = digits / chars.max(1.0);
    let [
        stop,
        said,
        person,
        nav,
        social,
        subscribe,
        consent,
        rights,
        related,
        comments,
        adverts,
        account,
        commerce,
        date,
        author,
        photo,
        contact,
        list,
    ] = n.classes;
    own.stop_share = stop / words;
    own.stops = stop;
    own.said = said;
    own.person = person / words;
    own.nav = nav / words;
    own.social = social / words;
    own.subscribe = subscribe / words;
    own.consent = consent / words;
    own.rights = rights / words;
    own.related = related / words;
    own.comments = comments / words;
    own.adverts = adverts / words;
    own.account = account / words;
    own.commerce = commerce / words;
    own.date = date / words;
    own.author = author / words;
    own.photo = photo / words;
    own.contact = contact / words;
    own.list = list / words;
    own.marked = n.marked;
    own.marked_share = n.marked / words;
    own.section = (n.all & super::vocabulary::SECTION).count_ones() as f32;
    own.longest_word = n.longest;
    own.years = n.years;
    own.wide_share = wide / chars.max(1.0);
    own.foreign_share = foreign / chars.max(1.0);
    own.end_kind = before.map_or(0.0, |c| end_kind(c, before_that));
    let first = slice.chars().next().unwrap_or(' ');
    own.start_kind = start_kind(first);
    own.bullet = f32::from(u8::from(matches!(
        first,
        '-' | '–' | '•' | '*' | '·' | '▶' | '■' | '○' | '◆' | '—'
    )));
    own.lead_digits = slice
        .chars()
        .take_while(char::is_ascii_digit)
        .count()
        .min(9) as f32;
    own.title_case = (capped + caps) / (words - small_words).max(1.0);
    let prose = own.width >= 50.0
        && own.lower_share > 0.35
        && (own.end_kind >= 8.0 || own.width >= 120.0)
        && own.stop_share > 0.12;
    Line {
        span,
        own,
        hash: 0,
        tokens: Span::new(tokens_start, tokens.len()),
        matter: Span::new(matter_start, matter.len()),
        classes: n.all,
        prose,
    }
}
