//! Whether a mark ends a sentence.

use super::{
    Sentences, korean,
    look::{
        is_bullet, is_closer, is_dash, is_han_or_kana, is_hangul, is_opener, is_quote, is_stop,
    },
    words::{Kind, follows_ordinal, is_after_hours, is_cue, is_exclaiming, is_fronting},
};

/// What closes after a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closed {
    Nothing,
    Bracket,
    /// A quotation, and perhaps a bracket.
    Quotation,
}

/// A run of marks and what closes after it.
#[derive(Clone, Copy, Debug)]
struct Stop {
    /// First byte of the run.
    at: usize,
    /// One past what closes after it: quotes, brackets, references to notes.
    end: usize,
    /// How many dots, and how many of them after a space.
    dots: usize,
    spaced: usize,
    /// Whether it has `…`, a question or exclamation mark, a full-width mark.
    ellipsis: bool,
    bang: bool,
    wide: bool,
    /// What closes after it.
    closed: Closed,
}

impl Stop {
    fn quoted(&self) -> bool {
        self.closed == Closed::Quotation
    }
}

/// What stands after the white space behind a stop.
#[derive(Clone, Copy, Debug)]
struct Next<'t> {
    /// The first character after quotes, brackets and dashes.
    first: Option<char>,
    /// The word it starts.
    word: &'t str,
    /// Where that word starts.
    at: usize,
    /// Where a bracket opens before it.
    bracket: Option<usize>,
    quote: bool,
    dash: bool,
}

impl Next<'_> {
    fn lower(&self) -> bool {
        self.first.is_some_and(char::is_lowercase)
    }

    fn digit(&self) -> bool {
        self.first.is_some_and(char::is_numeric)
    }
}

/// What the word before a full stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// An abbreviation of the lexicon.
    Known(Kind),
    /// Letters with stops between them: `U.S`.
    Dotted,
    /// One capital letter.
    Initial,
    /// The number or letter of a list, where a sentence starts.
    Mark,
    /// A number.
    Number,
    /// A word like any other.
    Word,
}

impl Sentences<'_> {
    /// Reads the marks at `at` and gives the end of the sentence, if they end it.
    pub(super) fn stop(&mut self, at: usize) -> Option<usize> {
        let stop = self.read_stop(at);
        self.at = stop.end;
        let look = self.look;
        let before = look.char_before(at);
        if (stop.dots > 1 || stop.ellipsis) && matches!(before, Some('[' | '(')) {
            return None;
        }
        if look.byte(at) == b'.'
            && let Some(list) = self.list
            && let Some(item) = list.next_at(look, at, self.start)
        {
            return Some(item);
        }
        let (next, breaks) = look.skip_white(stop.end);
        if next >= look.len() || breaks > 1 {
            return None;
        }
        if next == stop.end {
            return self.ends_glued(&stop).then_some(stop.end);
        }
        let following = self.read_next(next);
        // "compounds. . . . The": a full stop, then an omission that starts the next sentence.
        let attached = before.is_some_and(|c| !c.is_whitespace());
        if stop.dots == 4 && stop.spaced == 3 && attached && !following.lower() {
            return Some(at + 1);
        }
        self.ends(&stop, &following).then_some(stop.end)
    }

    fn read_stop(&self, at: usize) -> Stop {
        let look = self.look;
        let mut stop = Stop {
            at,
            end: at,
            dots: 0,
            spaced: 0,
            ellipsis: false,
            bang: false,
            wide: false,
            closed: Closed::Nothing,
        };
        loop {
            match look.char(stop.end) {
                Some('.' | '．') => stop.dots += 1,
                Some('…') => stop.ellipsis = true,
                Some('。' | '｡') => stop.wide = true,
                Some('！' | '？') => (stop.wide, stop.bang) = (true, true),
                Some(c) if is_stop(c) => stop.bang = true,
                Some(' ' | '\u{a0}') if stop.dots > 0 => {
                    let dot = stop.end + look.char(stop.end).map_or(1, char::len_utf8);
                    let alone = !look.byte(dot + 1).is_ascii_alphanumeric();
                    if look.byte(dot) != b'.' || !alone {
                        break;
                    }
                    stop.end = dot;
                    stop.dots += 1;
                    stop.spaced += 1;
                }
                _ => break,
            }
            stop.end += look.char(stop.end).map_or(1, char::len_utf8);
        }
        self.read_closers(&mut stop);
        stop
    }

    fn read_closers(&self, stop: &mut Stop) {
        let look = self.look;
        while let Some(c) = look.char(stop.end) {
            let end = stop.end + c.len_utf8();
            let after = look.char(end);
            let loose = after.is_none_or(|c| !c.is_alphanumeric() || is_hangul(c));
            let closes = match c {
                '"' | '\'' | '’' => loose,
                // German closes with the mark that opens elsewhere.
                '“' | '«' => after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';')),
                '»' if self.lexicon.reversed_quotes => loose,
                // A note: "said.[5] The", "said.¹ The".
                '[' => {
                    let digits = look
                        .bytes(end, end + 4)
                        .iter()
                        .take_while(|b| b.is_ascii_digit())
                        .count();
                    if digits == 0 || look.byte(end + digits) != b']' {
                        break;
                    }
                    stop.end = end + digits + 1;
                    continue;
                }
                '¹' | '²' | '³' => true,
                c => is_closer(c),
            };
            if !closes {
                break;
            }
            stop.closed = stop.closed.max(if is_quote(c) {
                Closed::Quotation
            } else {
                Closed::Bracket
            });
            stop.end = end;
        }
        // French sets a space before the closing mark.
        let (next, breaks) = look.skip_white(stop.end);
        if let Some(c @ ('»' | '”' | '」' | '》')) = look.char(next)
            && breaks < 2
            && !(c == '»' && self.lexicon.reversed_quotes)
        {
            stop.end = next + c.len_utf8();
            stop.closed = Closed::Quotation;
        }
    }

    fn read_next(&self, next: usize) -> Next<'_> {
        let look = self.look;
        let mut found = Next {
            first: None,
            word: "",
            at: next,
            bracket: None,
            quote: false,
            dash: false,
        };
        for _ in 0..8 {
            let Some(c) = look.char(found.at) else { break };
            if is_dash(c) {
                found.dash = true;
            } else if is_opener(c) {
                found.quote |= is_quote(c) || matches!(c, '“' | '‘' | '«' | '„');
                if matches!(c, '(' | '[' | '（') {
                    found.bracket = found.bracket.or(Some(found.at));
                }
            } else if !(found.dash && c == ' ') {
                break;
            }
            found.at += c.len_utf8();
        }
        found.first = look.char(found.at);
        found.word = look.word(found.at);
        found
    }

    /// A stop with no white space after it.
    fn ends_glued(&self, stop: &Stop) -> bool {
        let look = self.look;
        let Some(next) = look.char(stop.end) else {
            return false;
        };
        let before = look.char_before(stop.at).unwrap_or(' ');
        let opens = is_bullet(next) || (is_opener(next) && !matches!(next, '"' | '\''));
        if stop.wide {
            // After a quotation kana goes on: 「…。」と.
            let kana = matches!(next, '\u{3040}'..='\u{30ff}');
            return (next.is_alphanumeric() || opens)
                && !(stop.quoted() && (kana || is_hangul(next)));
        }
        if stop.dots > 1 || stop.ellipsis {
            return false;
        }
        if is_hangul(before) && korean::is_final(before) && !stop.quoted() {
            return opens
                || next.is_ascii_uppercase()
                || (is_hangul(next) && korean::starts_glued(look, stop.at, stop.end));
        }
        // "meeting.The": the space was lost. Addresses and names with a stop inside are not meant.
        let word = look.word_before(stop.at, self.start);
        let ordinary = word.len() > 1
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && look
                .char_before(stop.at - word.len())
                .is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '\'' | '’' | '“' | '"'))
            && self.lexicon.abbreviation(word).is_none();
        let starter = look.word(stop.end);
        let starts = next.is_uppercase()
            && starter.chars().nth(1).is_none_or(char::is_lowercase)
            && self.lexicon.starts(starter);
        (ordinary || stop.quoted()) && (starts || (opens && stop.closed == Closed::Nothing))
    }

    /// A stop with white space after it.
    fn ends(&self, stop: &Stop, next: &Next<'_>) -> bool {
        if stop.wide {
            return true;
        }
        let before = self.look.char_before(stop.at).unwrap_or(' ');
        if korean::joins(self.look, next.at) && next.bracket.is_none() && !next.quote {
            return false;
        }
        if is_hangul(before) {
            return self.ends_korean(stop, before);
        }
        if stop.dots > 1 || stop.ellipsis {
            return self.ends_ellipsis(stop, next);
        }
        if stop.bang {
            return self.ends_bang(stop, next);
        }
        self.ends_period(stop, next)
    }

    fn ends_korean(&self, stop: &Stop, before: char) -> bool {
        if stop.dots > 1 || stop.ellipsis {
            return korean::is_final_before_ellipsis(before);
        }
        // "가. 나.": a mark of a list.
        stop.at - before.len_utf8() > self.start
    }

    fn ends_ellipsis(&self, stop: &Stop, next: &Next<'_>) -> bool {
        if next.lower() || self.opens_sentence(stop.at) {
            return false;
        }
        if stop.dots > 3 {
            return true;
        }
        let before = self.look.char_before(stop.at);
        let spaced = before.is_some_and(char::is_whitespace);
        match next.first {
            // "I" says nothing about a start.
            _ if matches!(next.word.split(['\'', '’']).next(), Some("I")) => false,
            _ if stop.quoted() || stop.bang => true,
            Some(c) if c.is_uppercase() => !spaced || self.lexicon.starts(next.word),
            _ => false,
        }
    }

    fn ends_bang(&self, stop: &Stop, next: &Next<'_>) -> bool {
        // "Yahoo! Inc.", "Yahoo! Japan".
        let name = is_exclaiming(self.look.word_before(stop.at, self.start))
            && !self.lexicon.starts(next.word);
        !(next.lower() || name || (stop.quoted() && self.cue_follows(next)))
    }

    /// Whether a name and a verb of saying follow: `“Why?” President Malk asked`.
    fn cue_follows(&self, next: &Next<'_>) -> bool {
        if self.lexicon.starts(next.word) {
            return false;
        }
        let mut at = next.at;
        for names in 0..5 {
            let word = self.look.word(at);
            if !word.starts_with(char::is_uppercase) {
                return names > 0 && is_cue(word);
            }
            let end = at + word.len();
            let end = end + usize::from(self.look.byte(end) == b'.');
            let (after, _) = self.look.skip_white(end);
            if after == end {
                return false;
            }
            at = after;
        }
        false
    }

    fn ends_period(&self, stop: &Stop, next: &Next<'_>) -> bool {
        let look = self.look;
        let word = look.word_before(stop.at, self.start);
        let before = self.before(word, stop.at - word.len());
        if next.lower() && next.bracket.is_none() {
            return before == Before::Word && starts_in_lower(look.chunk(next.at));
        }
        match before {
            Before::Mark => false,
            // "GEN. MALK" in capitals; but "on RT. The" is no route.
            Before::Known(Kind::Before) => {
                is_capitals(word) && next.word.chars().nth(1).is_some_and(char::is_lowercase)
            }
            Before::Known(Kind::Number) => {
                !(next.digit()
                    || is_roman(next.word)
                    || is_after_hours(next.word)
                    || next.dash && !next.quote)
            }
            Before::Known(Kind::Hour) => {
                !(next.digit() || self.is_hour(next)) && self.ends_abbreviation(stop, next, true)
            }
            Before::Known(Kind::Unit) => !next.digit() && self.ends_abbreviation(stop, next, true),
            Before::Known(Kind::Maybe | Kind::Place) | Before::Dotted | Before::Initial => {
                self.ends_abbreviation(stop, next, false)
            }
            Before::Number => self.ends_number(stop, next, word),
            Before::Word => !self.is_dateline(stop, next),
        }
    }

    /// After an abbreviation that may end a sentence: before any capital, or only before a word that
    /// starts sentences.
    fn ends_abbreviation(&self, stop: &Stop, next: &Next<'_>, any_capital: bool) -> bool {
        if let Some(open) = next.bracket {
            return self.is_credit(open);
        }
        if next.dash || self.is_fronted(stop) {
            return false;
        }
        if next.digit() {
            return stop.quoted();
        }
        // "J. A. Malk": an initial, not the article.
        let end = next.at + next.word.len();
        if next.word.chars().count() == 1 && self.look.byte(end) == b'.' {
            return false;
        }
        any_capital || stop.quoted() || self.lexicon.starts(next.word)
    }

    /// After a number: ordinals and the parts of a date go on.
    fn ends_number(&self, stop: &Stop, next: &Next<'_>, word: &str) -> bool {
        let look = self.look;
        if next.digit() {
            // "6. 15북남": no Korean sentence ends in a number.
            let start = stop.at - word.len();
            let left = look.char_before(look.back_white(start, self.start));
            let right = next.word.chars().find(|c| !c.is_numeric());
            if left.is_some_and(is_hangul) || right.is_some_and(is_hangul) {
                return false;
            }
            // "2021. 4. 7."
            let part = next.word.len() <= 2 && look.byte(next.at + next.word.len()) == b'.';
            let last = next.word.len() <= 2 && self.follows_number(stop.at - word.len());
            return !((part || last) && word.len() <= 4);
        }
        if self.lexicon.ordinals && word.len() <= 2 && follows_ordinal(next.word) {
            return false;
        }
        if next
            .first
            .is_some_and(|c| is_hangul(c) || is_han_or_kana(c))
        {
            return !(word.contains('.') || self.follows_number(stop.at - word.len()));
        }
        !self.is_dateline(stop, next)
    }

    /// Whether a number with a stop stands right before `at`: the year or month of a date.
    fn follows_number(&self, at: usize) -> bool {
        let before = self.look.back_white(at, self.start);
        self.look.byte_before(before) == b'.'
            && before
                .checked_sub(1)
                .is_some_and(|stop| self.look.byte_before(stop).is_ascii_digit())
    }

    fn before(&self, word: &str, start: usize) -> Before {
        let Some(first) = word.chars().next() else {
            return Before::Word;
        };
        let starts = start == self.start || self.opens_sentence(start);
        let one = word.len() == first.len_utf8();
        if first.is_numeric() {
            return match word.chars().all(|c| c.is_numeric() || c == '.') {
                true if starts && word.len() <= 5 && (word.len() <= 3 || word.contains('.')) => {
                    Before::Mark
                }
                true => Before::Number,
                false => Before::Word,
            };
        }
        if one && first.is_alphabetic() {
            return match first {
                _ if starts => Before::Mark,
                c if c.is_uppercase() => Before::Initial,
                _ => self.known(word, start).unwrap_or(Before::Initial),
            };
        }
        if starts && is_roman(word) {
            return Before::Mark;
        }
        if let Some(known) = self.known(word, start) {
            return known;
        }
        let mut parts = word.split('.');
        if word.contains('.')
            && parts
                .all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic))
        {
            return Before::Dotted;
        }
        // "Blvd", "Sgt": a capital and consonants are an abbreviation that the lexicon lacks.
        let consonants = word.len() <= 4
            && first.is_ascii_uppercase()
            && word.bytes().skip(1).all(|b| {
                b.is_ascii_lowercase() && !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
            })
            && !matches!(first, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
        if consonants {
            return Before::Known(Kind::Maybe);
        }
        Before::Word
    }

    fn known(&self, word: &str, start: usize) -> Option<Before> {
        let kind = self.lexicon.abbreviation(word)?;
        if kind == Kind::Place {
            let before = self.look.back_white(start, self.start);
            if self.look.byte_before(before) != b',' {
                return None;
            }
        }
        Some(Before::Known(kind))
    }

    /// Whether only bullets and opening marks stand between the start of the sentence and `at`.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        at - self.start <= 8
            && self
                .look
                .slice(self.start, at)
                .chars()
                .all(|c| c.is_whitespace() || is_bullet(c) || is_opener(c))
    }

    /// "10 a.m. Tuesday", "10 a.m. KST", "10 a.m. Tarsk time", "10 a.m. Tarsk Standard Time".
    fn is_hour(&self, next: &Next<'_>) -> bool {
        if is_after_hours(next.word) {
            return true;
        }
        let mut at = next.at;
        for names in 0..4 {
            let word = self.look.word(at);
            if word.eq_ignore_ascii_case("time") {
                return names > 0;
            }
            if !word.starts_with(char::is_uppercase) || self.lexicon.starts(word) {
                return false;
            }
            at = self.look.skip_white(at + word.len()).0;
        }
        false
    }

    /// "At 5 a.m. Mr. Malk": a phrase with nothing yet said.
    fn is_fronted(&self, stop: &Stop) -> bool {
        let head = self.look.slice(self.start, stop.at);
        if head.len() > 40 || !is_fronting(self.look.word(self.start)) {
            return false;
        }
        head.split_whitespace().count() <= 4
    }

    /// "TARSK, Jan. 9. -- ", "TARSK, January 9. (VPS) -- ": what stands before the dash is no sentence.
    fn is_dateline(&self, stop: &Stop, next: &Next<'_>) -> bool {
        let head = self.look.slice(self.start, stop.at);
        let place = head.len() <= 64
            && head
                .split_whitespace()
                .all(|w| !w.starts_with(char::is_lowercase));
        if !place {
            return false;
        }
        match next.bracket {
            None => next.dash,
            Some(open) => {
                let inside = self.look.bytes(open, open + 64);
                let Some(close) = inside.iter().position(|b| matches!(b, b')' | b']')) else {
                    return false;
                };
                let (after, _) = self.look.skip_white(open + close + 1);
                self.look.char(after).is_some_and(is_dash)
            }
        }
    }

    /// Whether from `open` on only brackets follow in the paragraph: `(Photo: VPS) (END)`.
    fn is_credit(&self, open: usize) -> bool {
        let mut at = open;
        for _ in 0..4 {
            let inside = self.look.bytes(at, at + 128);
            let Some(close) = inside.iter().position(|b| matches!(b, b')' | b']')) else {
                return false;
            };
            let (next, breaks) = self.look.skip_white(at + close + 1);
            if next >= self.look.len() || breaks > 1 {
                return true;
            }
            if !matches!(self.look.byte(next), b'(' | b'[') {
                return false;
            }
            at = next;
        }
        false
    }
}

/// Whether a chunk in lower case can start a sentence: an address, `iPhone`, `al-Malk`.
fn starts_in_lower(chunk: &str) -> bool {
    if chunk.contains('@') || chunk.starts_with("http") || chunk.starts_with("www.") {
        return true;
    }
    let mut chars = chunk.chars().skip(1);
    if chars.next().is_some_and(char::is_uppercase) {
        return true;
    }
    chunk
        .split_once('-')
        .is_some_and(|(article, name)| article.len() == 2 && name.starts_with(char::is_uppercase))
}

/// Whether a word is written in capitals, more than one.
fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether a word is a Roman number in capitals; `I` alone is not taken for one.
fn is_roman(word: &str) -> bool {
    word != "I"
        && (1..=5).contains(&word.len())
        && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}
