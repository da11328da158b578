//! Signs that one block of text gives of what it is: bylines, timestamps, datelines, captions,
//! credits, rights notices, widgets.
//!
//! These recognisers know nothing of the page: they read the clean text of one block and say what
//! they see. Both layouts (of HTML and of plain text) weigh the signs with what stands around the
//! block, and [`crate::document`] reads names, places and dates from the same spans. All spans are
//! byte offsets into the text that was given.

mod byline;
mod caption;
mod cue;
mod dateline;
mod names;
mod page;
mod timestamp;

pub(super) use self::cue::Cues;
use crate::text::{PartialDate, Span, date::find_dates};

/// Everything that one block shows. Several may be there at once: a line can be byline and
/// timestamp, a paragraph can open with a dateline and end with a credit.
///
/// ```
/// use variorum::layout::signs;
/// let text = "TARSK, Feb. 27 (Halden Wire) -- The congress opened on Sunday.";
/// let dateline = signs::read(text).dateline.unwrap();
/// assert_eq!(dateline.place.unwrap().of(text), "TARSK");
/// assert_eq!(dateline.agency.unwrap().of(text), "Halden Wire");
/// assert_eq!(dateline.date.unwrap().to_string(), "--02-27");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signs {
    /// The block, or its end, or the part before its timestamps, is a byline.
    pub byline: Option<Byline>,
    /// The block is made of dates of publication, labels and perhaps a section word.
    pub timestamp: Option<Timestamp>,
    /// The block opens with a dateline.
    pub dateline: Option<Dateline>,
    /// The block opens with a machine's date (`date 2022-02-27 `), which is no part of its words; all
    /// other signs are those of the words after it.
    pub page_date: Option<Stamp>,
    /// The block reads like the words under a picture.
    pub caption: Option<Caption>,
    /// The block is nothing but a credit: `(Yonhap)`, `Photo: X`, `사진=X`.
    pub credit: Option<Span>,
    /// A running text ends with an agency in brackets: `… will end. (Yonhap)`. The span is the
    /// agency's name.
    pub end_credit: Option<Span>,
    /// The block is a rights notice, an imprint line or a ban on copying.
    pub notice: bool,
    /// The block is a control or a notice of the page for its reader: font size, print, share,
    /// comments, subscribe, back to top.
    pub widget: bool,
    /// The block is a section name standing alone (`National`, `정치`), or a path of sections.
    pub section: bool,
    /// E-mail addresses.
    pub emails: Vec<Span>,
}

/// Who wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Byline {
    /// From the first to the last byte of it, with labels, roles and addresses.
    pub span: Span,
    /// The names, each for itself. An agency or a desk (`By Yonhap`) is a name too.
    pub names: Vec<Span>,
    /// The organisation that is named after the names (`…, Halden Wire`).
    pub organisation: Option<Span>,
    /// It is certain without a look around (a label, an address, a role); a bare name on a line
    /// is not.
    pub certain: bool,
}

/// What a date on a timestamp line is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StampRole {
    /// It has a label of publication (`Published`, `입력`).
    Published,
    /// It has a label of change (`Updated`, `수정`).
    Updated,
    /// It has no label.
    Plain,
}

/// One date of a timestamp line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stamp {
    /// What it is said to be.
    pub role: StampRole,
    /// The date.
    pub date: PartialDate,
    /// Where it stands, its label included.
    pub span: Span,
}

/// A line of dates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timestamp {
    /// The dates, in order; at least one.
    pub stamps: Vec<Stamp>,
    /// What else stands on the line (a section word, page controls), in order.
    pub rest: Vec<Span>,
}

/// The line of place, date and agency that opens a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dateline {
    /// From its first byte to the end of its dash or bracket.
    pub span: Span,
    /// The place as written.
    pub place: Option<Span>,
    /// The date, most often without a year.
    pub date: Option<PartialDate>,
    /// The agency as written.
    pub agency: Option<Span>,
    /// Names of reporters inside it (`(서울=연합뉴스) 홍길동 기자 =`).
    pub names: Vec<Span>,
}

/// Words under a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// The credit in it, brackets and label not counted.
    pub credit: Option<Span>,
    /// How sure it is without a look around, 0 to 1. At 0.5 or more the words themselves say that
    /// they stand under a picture (`in this photo released by`, `▲`, `[YONHAP]`).
    pub weight: f32,
}

/// Reads the signs of one block of clean text (white space folded).
///
/// It takes time linear in the text, and little of it: dates are looked for near the head of a long
/// block only.
pub fn read(text: &str) -> Signs {
    let Some(stamp) = timestamp::page_date(text) else {
        return read_words(text);
    };
    // What follows the machine's date is read by itself.
    let from = stamp.span.end;
    let mut signs = read_words(text.get(from..).unwrap_or(""));
    signs.shift(from);
    signs.page_date = Some(stamp);
    signs
}

/// The machine's date that a block opens with.
pub(super) fn page_date(text: &str) -> Option<Stamp> {
    timestamp::page_date(text)
}

/// Whether a block is a notice, as [`read`] says it.
pub(super) fn is_notice(text: &str) -> bool {
    let from = timestamp::page_date(text).map_or(0, |stamp| stamp.span.end);
    page::notice(text.get(from..).unwrap_or(""))
}

/// Whether a block of running text may be a notice, a control or a caption after all. `cued` says that
/// one of [`Cues`] stands in it.
pub(super) fn may_be_no_prose(text: &str, cued: bool) -> bool {
    cued || text.len() <= page::LONGEST_IMPRINT && page::notice(text)
        || page::widget(text)
        || caption::may_show_itself(text)
        || timestamp::page_date(text).is_some()
}

/// The signs that running text in an article may give: notice, widget and caption; the others are not
/// looked for.
pub(super) fn read_prose(text: &str) -> Signs {
    Signs {
        caption: caption::read(text).0,
        notice: page::notice(text),
        widget: page::widget(text),
        page_date: timestamp::page_date(text),
        ..Signs::default()
    }
}

fn read_words(text: &str) -> Signs {
    if text.trim().is_empty() {
        return Signs::default();
    }
    let short = text.len() <= timestamp::LONGEST;
    let dates = if short { find_dates(text) } else { Vec::new() };
    let (caption, end_credit) = caption::read(text);
    let mut signs = Signs {
        dateline: dateline::read(text),
        caption,
        credit: caption::credit(text),
        end_credit,
        notice: page::notice(text),
        widget: page::widget(text),
        section: page::section(text),
        emails: byline::emails(text),
        ..Signs::default()
    };
    if short {
        if !signs.notice && !signs.section && signs.dateline.is_none() {
            signs.byline = byline::read(text, &dates);
        }
        // The dates of an imprint or of a claim of rights are not the article's.
        if !signs.notice {
            signs.timestamp = timestamp::read(text, &dates, signs.byline.as_ref());
        }
    }
    signs
}

/// Whether a name is a news agency's, as far as words alone say it: one of the world's agencies, or a
/// name with a word of that trade. It says nothing of papers and broadcasters.
///
/// ```
/// use variorum::layout::signs::is_agency;
/// assert!(is_agency("Yonhap") && is_agency("Halden Wire") && is_agency("조선중앙통신"));
/// assert!(!is_agency("Sarah Kim") && !is_agency("The Tarsk Courier"));
/// ```
pub fn is_agency(name: &str) -> bool {
    dateline::is_agency(name)
}

impl Signs {
    /// Moves all spans right by `by` bytes.
    fn shift(&mut self, by: usize) {
        let move_one = |s: &mut Span| *s = s.shifted(by);
        if let Some(b) = &mut self.byline {
            move_one(&mut b.span);
            b.names.iter_mut().for_each(move_one);
            b.organisation.iter_mut().for_each(move_one);
        }
        if let Some(t) = &mut self.timestamp {
            t.stamps.iter_mut().for_each(|s| move_one(&mut s.span));
            t.rest.iter_mut().for_each(move_one);
        }
        if let Some(d) = &mut self.dateline {
            move_one(&mut d.span);
            d.place.iter_mut().for_each(move_one);
            d.agency.iter_mut().for_each(move_one);
            d.names.iter_mut().for_each(move_one);
        }
        if let Some(c) = &mut self.caption {
            c.credit.iter_mut().for_each(move_one);
        }
        self.credit.iter_mut().for_each(move_one);
        self.end_credit.iter_mut().for_each(move_one);
        self.emails.iter_mut().for_each(move_one);
    }
}
