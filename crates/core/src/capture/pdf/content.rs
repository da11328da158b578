//! Runs what a page draws, and notes where each glyph lands.

use std::{
    collections::BTreeMap,
    rc::Rc,
    sync::atomic::{AtomicBool, Ordering},
};

use lopdf::{
    Dictionary, Document, Object, ObjectId, Stream,
    content::{Content, Operation},
};

use super::{
    font::{Font, number},
    layer::error_of,
};
use crate::{Error, Result};

/// Forms may draw forms; deeper than this they draw themselves.
const MAX_FORMS: usize = 12;
/// Operations of one page, with all its forms. A page of a newspaper has some ten thousand.
const MAX_OPERATIONS: usize = 5_000_000;
/// Saved graphics states.
const MAX_SAVED: usize = 4096;
/// Glyphs of one page; a full newspaper page has some twenty thousand.
const MAX_GLYPHS: usize = 1 << 20;
/// Bytes of letters of one page, which one glyph may have many of.
const MAX_LETTERS: usize = 8 << 20;

/// A transformation: `[a b c d e f]` of the standard.
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first`, then `second`.
fn then(first: &Matrix, second: &Matrix) -> Matrix {
    let point = |x: f64, y: f64, shift: f64| {
        let [xx, xy, yx, yy, dx, dy] = *second;
        [x * xx + y * yx + shift * dx, x * xy + y * yy + shift * dy]
    };
    let [xx, xy, yx, yy, dx, dy] = *first;
    let ([xx, xy], [yx, yy], [dx, dy]) =
        (point(xx, xy, 0.0), point(yx, yy, 0.0), point(dx, dy, 1.0));
    [xx, xy, yx, yy, dx, dy]
}

/// A glyph on the page, in a frame turned so that its text runs to the right.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) letters: String,
    /// Left and right edge, and the baseline, in points; `y` grows upwards.
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Quarter turns of the text on the page.
    pub(super) turn: u8,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) has_image: bool,
    /// Glyphs of which nobody knows what they stand for.
    pub(super) unknown: usize,
    /// Bytes of the letters of all glyphs.
    letters: usize,
}

impl Page {
    fn push(&mut self, glyph: Glyph) {
        self.letters += glyph.letters.len();
        self.glyphs.push(glyph);
    }

    /// Whether it holds more than a page can.
    fn is_full(&self) -> bool {
        self.glyphs.len() > MAX_GLYPHS || self.letters > MAX_LETTERS
    }
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl State {
    fn new(ctm: Matrix) -> Self {
        State {
            ctm,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// Text that stands for whatever is drawn between two marks.
struct Actual {
    text: Option<String>,
    /// The glyph that carries it.
    carrier: Option<usize>,
}

/// Runs pages of one document.
pub(super) struct Interpreter<'a> {
    document: &'a Document,
    stop: &'a AtomicBool,
    /// By the place of the font's dictionary in memory.
    fonts: BTreeMap<usize, Rc<Font>>,
    max: usize,
    operations: usize,
    /// Bytes of content that may still be decompressed.
    budget: usize,
}

type Resources<'a> = Vec<&'a Dictionary>;

impl<'a> Interpreter<'a> {
    pub(super) fn new(document: &'a Document, max: usize, stop: &'a AtomicBool) -> Self {
        Interpreter {
            document,
            stop,
            fonts: BTreeMap::new(),
            max,
            operations: 0,
            budget: max.saturating_mul(8),
        }
    }

    pub(super) fn page(&mut self, id: ObjectId) -> Result<Page> {
        let content = self
            .document
            .get_page_content_with_limit(id, self.max)
            .map_err(|e| error_of(&e))?;
        self.spend(content.len())?;
        let (own, ids) = self
            .document
            .get_page_resources(id)
            .map_err(|e| error_of(&e))?;
        let mut resources: Resources<'a> = own.into_iter().collect();
        resources.extend(
            ids.into_iter()
                .filter_map(|id| self.document.get_dictionary(id).ok()),
        );
        let mut page = Page::default();
        self.operations = 0;
        self.run(&content, &resources, State::new(IDENTITY), 0, &mut page)?;
        Ok(page)
    }

    fn spend(&mut self, bytes: usize) -> Result<()> {
        self.budget = self
            .budget
            .checked_sub(bytes)
            .ok_or_else(|| Error::limit("the PDF draws more than its limits allow (max_bytes)"))?;
        Ok(())
    }

    fn resource(&self, resources: &Resources<'a>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        resources.iter().find_map(|dict| {
            let (_, group) = self.document.dereference(dict.get(kind).ok()?).ok()?;
            let (_, object) = self
                .document
                .dereference(group.as_dict().ok()?.get(name).ok()?)
                .ok()?;
            Some(object)
        })
    }

    fn font(&mut self, resources: &Resources<'a>, name: &[u8]) -> Option<Rc<Font>> {
        let dict = self.resource(resources, b"Font", name)?.as_dict().ok()?;
        let key = std::ptr::from_ref(dict).addr();
        if let Some(font) = self.fonts.get(&key) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::load(self.document, dict, self.max.min(32 << 20)));
        self.fonts.insert(key, Rc::clone(&font));
        Some(font)
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        start: State,
        depth: usize,
        page: &mut Page,
    ) -> Result<()> {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let (mut line, mut text) = (IDENTITY, IDENTITY);
        let mut marks: Vec<Actual> = Vec::new();
        for operation in Content::decode_iter(content) {
            let Ok(Operation { operator, operands }) = operation else {
                break; // What was drawn before stands.
            };
            self.operations += 1;
            if self.operations > MAX_OPERATIONS || page.is_full() {
                return Err(Error::limit("a page of the PDF draws without end"));
            }
            if self.operations.is_multiple_of(1024) && self.stop.load(Ordering::Relaxed) {
                return Err(Error::cancelled());
            }
            let num = |at: usize| operands.get(at).and_then(number).unwrap_or(0.0);
            let matrix = || [num(0), num(1), num(2), num(3), num(4), num(5)];
            match operator.as_str() {
                "q" if saved.len() < MAX_SAVED => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.ctm = then(&matrix(), &state.ctm),
                "BT" => (line, text) = (IDENTITY, IDENTITY),
                "Tf" => {
                    let name = operands.first().and_then(|o| o.as_name().ok());
                    state.font = name.and_then(|name| self.font(resources, name));
                    state.size = num(1);
                }
                "Tc" => state.char_space = num(0),
                "Tw" => state.word_space = num(0),
                "Tz" => state.stretch = num(0) / 100.0,
                "TL" => state.leading = num(0),
                "Ts" => state.rise = num(0),
                "Tm" => (line, text) = (matrix(), matrix()),
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -num(1);
                    }
                    line = then(&[1.0, 0.0, 0.0, 1.0, num(0), num(1)], &line);
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    if operator == "\"" {
                        state.word_space = num(0);
                        state.char_space = num(1);
                    }
                    line = then(&[1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], &line);
                    text = line;
                    if let Some(Object::String(bytes, _)) = operands.last() {
                        show(bytes, &state, &mut text, &mut marks, page);
                    }
                }
                "Tj" => {
                    if let Some(Object::String(bytes, _)) = operands.first() {
                        show(bytes, &state, &mut text, &mut marks, page);
                    }
                }
                "TJ" => {
                    let items = operands.first().and_then(|o| o.as_array().ok());
                    for item in items.into_iter().flatten() {
                        if let Object::String(bytes, _) = item {
                            show(bytes, &state, &mut text, &mut marks, page);
                        } else if let Some(back) = number(item) {
                            let by = -back / 1000.0 * state.size * state.stretch;
                            text = then(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &text);
                        }
                    }
                }
                "BDC" | "BMC" if marks.len() < MAX_SAVED => {
                    let text = operands
                        .get(1)
                        .and_then(|properties| self.actual_text(resources, properties));
                    marks.push(Actual {
                        text,
                        carrier: None,
                    });
                }
                "EMC" => {
                    marks.pop();
                }
                "BI" => page.has_image = true,
                "Do" => {
                    let object = operands
                        .first()
                        .and_then(|o| o.as_name().ok())
                        .and_then(|name| self.resource(resources, b"XObject", name));
                    if let Some(Object::Stream(stream)) = object {
                        self.draw(stream, resources, &state, depth, page)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn actual_text(&self, resources: &Resources<'a>, properties: &Object) -> Option<String> {
        let properties = match properties {
            Object::Dictionary(dict) => dict,
            Object::Name(name) => self
                .resource(resources, b"Properties", name)?
                .as_dict()
                .ok()?,
            _ => return None,
        };
        let (_, text) = self
            .document
            .dereference(properties.get(b"ActualText").ok()?)
            .ok()?;
        lopdf::decode_text_string(text).ok()
    }

    /// Draws a form; notes an image.
    fn draw(
        &mut self,
        stream: &'a Stream,
        resources: &Resources<'a>,
        state: &State,
        depth: usize,
        page: &mut Page,
    ) -> Result<()> {
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => page.has_image = true,
            Ok(b"Form") if depth < MAX_FORMS => {
                let content = match stream.get_plain_content_with_limit(self.max) {
                    Ok(content) => content,
                    Err(error) => {
                        let error = error_of(&error);
                        // A form that is broken leaves the rest of the page as it is.
                        return if error.kind() == crate::ErrorKind::Limit {
                            Err(error)
                        } else {
                            Ok(())
                        };
                    }
                };
                self.spend(content.len())?;
                let own = stream
                    .dict
                    .get(b"Resources")
                    .ok()
                    .and_then(|o| self.document.dereference(o).ok())
                    .and_then(|(_, o)| o.as_dict().ok());
                let resources = own.map_or_else(|| resources.clone(), |own| vec![own]);
                let mut inner = state.clone();
                if let Ok(list) = stream.dict.get(b"Matrix").and_then(Object::as_array) {
                    let mut matrix = IDENTITY;
                    for (to, from) in matrix.iter_mut().zip(list) {
                        *to = number(from).unwrap_or(*to);
                    }
                    inner.ctm = then(&matrix, &inner.ctm);
                }
                self.run(&content, &resources, inner, depth + 1, page)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Shows a string and moves the text matrix past it.
fn show(bytes: &[u8], state: &State, text: &mut Matrix, marks: &mut [Actual], page: &mut Page) {
    let Some(font) = &state.font else { return };
    font.codes(bytes, |code| {
        if page.is_full() {
            return;
        }
        let spacing = state.char_space + if code.is_space { state.word_space } else { 0.0 };
        let drawn = code.width * state.size * state.stretch;
        let advance = drawn + spacing * state.stretch;
        let at = then(text, &state.ctm);
        let [along_x, along_y, up_x, up_y, from_x, from_y] = at;
        let start = (from_x + up_x * state.rise, from_y + up_y * state.rise);
        let end = (start.0 + along_x * drawn, start.1 + along_y * drawn);
        let size = state.size.abs() * up_x.hypot(up_y);
        *text = then(&[1.0, 0.0, 0.0, 1.0, advance, 0.0], text);
        // Mirrored text is text; only the direction counts.
        let (turn, x0, x1, y) = if along_y.abs() <= along_x.abs() {
            if along_x >= 0.0 {
                (0, start.0, end.0, start.1)
            } else {
                (2, -start.0, -end.0, -start.1)
            }
        } else if along_y > 0.0 {
            (1, start.1, end.1, -start.0)
        } else {
            (3, -start.1, -end.1, start.0)
        };
        if !(x0.is_finite() && x1.is_finite() && y.is_finite() && size.is_finite())
            || x0.abs().max(x1.abs()).max(y.abs()) > 1e6
        {
            return;
        }
        let letters = code.letters.unwrap_or_else(|| {
            page.unknown += 1;
            "\u{FFFD}".to_owned()
        });
        let mut glyph = Glyph {
            letters,
            x0: x0.min(x1),
            x1: x0.max(x1),
            y,
            size,
            turn,
        };
        if let Some(mark) = marks.iter_mut().find(|mark| mark.text.is_some()) {
            if let Some(carrier) = mark
                .carrier
                .and_then(|carrier| page.glyphs.get_mut(carrier))
            {
                carrier.x1 = carrier.x1.max(glyph.x1);
                return;
            }
            mark.carrier = Some(page.glyphs.len());
            glyph.letters = mark.text.clone().unwrap_or_default();
        }
        page.push(glyph);
    });
}
