//! A printer: breaks clean articles into lines and pages, in the habits of many presses.

use std::fmt::Write as _;

/// A small generator of random numbers (xorshift64*), the same on every machine.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let n = u64::try_from(n).unwrap();
        usize::try_from((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % n).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) title: Option<String>,
    pub(crate) subtitle: Option<String>,
    pub(crate) paragraphs: Vec<String>,
}

impl Sample {
    /// The first line is the title, a line after `= ` the subtitle, every other a paragraph.
    pub(crate) fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        let title = lines.next().map(str::to_owned);
        let mut subtitle = None;
        let mut paragraphs = Vec::new();
        for line in lines {
            match line.strip_prefix("= ") {
                Some(words) => subtitle = Some(words.to_owned()),
                None => paragraphs.push(line.to_owned()),
            }
        }
        Sample {
            title,
            subtitle,
            paragraphs,
        }
    }
}

/// The habits of one press.
#[derive(Clone, Debug)]
pub(crate) struct Press {
    pub(crate) width: usize,
    /// How uneven the lines of a proportional typeface are, in columns.
    pub(crate) uneven: usize,
    pub(crate) indent: usize,
    pub(crate) blank: bool,
    /// Every line followed by a blank one, as some PDF engines do.
    pub(crate) gapped: bool,
    /// False blank lines inside paragraphs, in percent of the lines.
    pub(crate) false_blanks: usize,
    pub(crate) hyphens: bool,
    /// Lines on a page, 0 for none.
    pub(crate) page: usize,
    pub(crate) mark: usize,
    pub(crate) trailing: bool,
    /// Korean only: lines break at any syllable.
    pub(crate) syllables: bool,
}

impl Press {
    pub(crate) fn any(dice: &mut Dice) -> Self {
        let gapped = dice.chance(12);
        let indent = if dice.chance(40) {
            2 + dice.below(4)
        } else {
            0
        };
        Press {
            width: 60 + dice.below(31),
            uneven: if dice.chance(30) {
                1 + dice.below(6)
            } else {
                0
            },
            indent: if gapped { indent.max(2) } else { indent },
            blank: indent == 0 || dice.chance(50),
            gapped,
            false_blanks: if !gapped && dice.chance(30) {
                1 + dice.below(4)
            } else {
                0
            },
            hyphens: dice.chance(40),
            page: if dice.chance(60) {
                18 + dice.below(35)
            } else {
                0
            },
            mark: dice.below(9),
            trailing: dice.chance(30),
            syllables: dice.chance(50),
        }
    }
}

fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| {
            if u32::from(c) >= 0x1100 && !matches!(c, '’' | '“' | '”' | '–' | '—') {
                2
            } else {
                1
            }
        })
        .sum()
}

/// Where a long word may be cut, by rule: after a consonant that a consonant follows.
fn cut(word: &str, room: usize) -> Option<usize> {
    if word.len() < 8 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let bytes = word.as_bytes();
    (3..word.len() - 3)
        .rev()
        .find(|&i| i < room && !vowel(bytes[i - 1]) && !vowel(bytes[i]) && vowel(bytes[i + 1]))
}

/// Breaks one paragraph.
fn wrap(text: &str, press: &Press, first: usize, dice: &mut Dice) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut room = press.width
        - first
        - if press.uneven > 0 {
            dice.below(press.uneven)
        } else {
            0
        };
    let mut next = |line: &mut String, dice: &mut Dice| {
        lines.push(std::mem::take(line));
        press.width
            - if press.uneven > 0 {
                dice.below(press.uneven)
            } else {
                0
            }
    };
    for word in text.split(' ') {
        // A compound may break after its hyphen.
        let mut parts: Vec<&str> = word.split_inclusive('-').collect();
        if parts.iter().any(|p| !p.starts_with(char::is_alphanumeric)) {
            parts = vec![word];
        }
        for (k, part) in parts.iter().enumerate() {
            let space = usize::from(k == 0 && !line.is_empty());
            if columns(&line) + space + columns(part) <= room {
                if space == 1 {
                    line.push(' ');
                }
                line.push_str(part);
                continue;
            }
            if press.syllables && part.chars().any(|c| ('가'..='힣').contains(&c)) {
                if space == 1 && columns(&line) + 1 < room {
                    line.push(' ');
                } else if space == 1 {
                    room = next(&mut line, dice);
                }
                for c in part.chars() {
                    // A full stop hangs at the end of the line.
                    if columns(&line) + 2 > room && !matches!(c, '.' | ',') {
                        room = next(&mut line, dice);
                    }
                    line.push(c);
                }
                continue;
            }
            let left = room.saturating_sub(columns(&line) + space + 1);
            if press.hyphens
                && left >= 4
                && parts.len() == 1
                && let Some(at) = cut(part, left)
            {
                if space == 1 {
                    line.push(' ');
                }
                line.push_str(&part[..at]);
                line.push('-');
                room = next(&mut line, dice);
                line.push_str(&part[at..]);
                continue;
            }
            if !line.is_empty() {
                room = next(&mut line, dice);
            }
            line.push_str(part);
        }
    }
    lines.push(line);
    lines
}

struct Paper<'a> {
    press: &'a Press,
    out: String,
    on_page: usize,
    page: usize,
    fresh: bool,
}

impl Paper<'_> {
    fn line(&mut self, words: &str) {
        if self.fresh && self.press.trailing && self.press.indent == 0 {
            // PDF text layers often put a space at the start of a page.
            self.out.push(' ');
        }
        self.fresh = false;
        self.out.push_str(words);
        if self.press.trailing && !words.is_empty() {
            self.out.push(' ');
        }
        self.out.push('\n');
        if self.press.gapped {
            self.out.push('\n');
        }
        self.on_page += 1;
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    fn turn(&mut self) {
        let (page, of) = (self.page, self.page + 3);
        self.page += 1;
        self.on_page = 0;
        self.fresh = true;
        let o = &mut self.out;
        match self.press.mark {
            0 => write!(o, "\n\n[{page}]\n\n"),
            1 => write!(o, "\n- {page} -\n\n"),
            2 => write!(o, "\n{page}\n\u{c}"),
            3 => write!(o, "\n   Page {page} of {of}\n\n"),
            4 => write!(o, "\n{page} / {of}\n\n"),
            5 => write!(o, "\u{c}"),
            6 => write!(
                o,
                "\u{c}VENDRIAN PRESS SERVICE BULLETIN    {}\n\n",
                page + 1
            ),
            7 => write!(o, "\n{page}\n\nBulletin of the Vendrian Press Service\n\n"),
            _ => write!(o, "\n\n— {page} —\n\u{c}\n"),
        }
        .unwrap();
    }
}

/// Prints articles one after the other.
pub(crate) fn print(samples: &[&Sample], press: &Press, dice: &mut Dice) -> String {
    let mut paper = Paper {
        press,
        out: String::new(),
        on_page: 0,
        page: 5,
        fresh: false,
    };
    for (number, sample) in samples.iter().enumerate() {
        if number > 0 && (press.blank || dice.chance(50)) {
            paper.blank();
            paper.blank();
        }
        let narrow = Press {
            width: (press.width * 2 / 3).max(40),
            hyphens: false,
            ..press.clone()
        };
        let apart = dice.chance(50);
        let mut fresh = true;
        for words in [&sample.title, &sample.subtitle].into_iter().flatten() {
            if !fresh {
                paper.blank();
            }
            fresh = false;
            for (i, line) in wrap(words, &narrow, 0, dice).iter().enumerate() {
                if i > 0 && apart && press.false_blanks > 0 {
                    paper.blank();
                }
                paper.line(line);
            }
        }
        if press.blank || press.gapped {
            paper.blank();
        }
        let count = sample.paragraphs.len();
        for (p, paragraph) in sample.paragraphs.iter().enumerate() {
            let lines = wrap(paragraph, press, press.indent, dice);
            let last = lines.len() - 1;
            for (i, line) in lines.iter().enumerate() {
                let margin = if i == 0 { press.indent } else { 0 };
                paper.line(&format!("{}{line}", " ".repeat(margin)));
                // What no reader could tell is not printed: a page or a blank line between two
                // sentences of a paragraph.
                let open = i < last && line.ends_with(|c: char| c.is_alphabetic());
                let due = press.page > 0 && paper.on_page >= press.page;
                if open && due && !(p + 1 == count && i + 2 >= last) {
                    paper.turn();
                } else if open && dice.chance(press.false_blanks) {
                    paper.blank();
                }
            }
            if press.blank {
                paper.blank();
            }
        }
    }
    paper.out
}
