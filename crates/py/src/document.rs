//! Documents and zones in Python.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyIndexError, PyValueError},
    prelude::*,
    types::PyTuple,
};
use variorum::{
    Document,
    capture::{Capture, MediaType},
    corpus::ReadOptions,
    corpus::TokenRules,
    layout::ZoneKind,
    pack::Pack,
    text::{CodePoints, Span},
};

use crate::{
    error::{ParseError, Raised, UsageError},
    offsets,
    table::escape,
    values::{PyDateline, PySentence, PySpan, PyToken},
};

/// What is needed to make a capture again: path, record, offset, sha256, media type, encoding,
/// text, metadata.
pub(crate) type Saved = (
    String,
    Option<usize>,
    u64,
    String,
    String,
    String,
    String,
    Vec<(String, String)>,
);

pub(crate) fn save(capture: &Capture) -> Saved {
    (
        capture.path.clone(),
        capture.record,
        capture.offset,
        capture.sha256.clone(),
        media_name(capture.media_type).to_owned(),
        capture.encoding.clone(),
        capture.text.clone(),
        capture
            .metadata
            .iter()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect(),
    )
}

pub(crate) fn restore(saved: Saved) -> PyResult<Capture> {
    let (path, record, offset, sha256, media, encoding, text, metadata) = saved;
    let mut capture = Capture::from_text(path, media_type(&media)?, text);
    capture.record = record;
    capture.offset = offset;
    capture.sha256 = sha256;
    capture.encoding = encoding;
    capture.metadata = metadata.into_iter().collect();
    Ok(capture)
}

fn media_name(media: MediaType) -> &'static str {
    match media {
        MediaType::Html => "text/html",
        MediaType::Pdf => "application/pdf",
        _ => "text/plain",
    }
}

fn media_type(name: &str) -> PyResult<MediaType> {
    match name {
        "text/html" => Ok(MediaType::Html),
        "application/pdf" => Ok(MediaType::Pdf),
        "text/plain" => Ok(MediaType::Plain),
        other => Err(PyValueError::new_err(format!(
            "'{other}' is no media type: known are text/plain, text/html, application/pdf"
        ))),
    }
}

/// How captures were read: the pack, the layout, the token rules, as typed.
pub(crate) type Recipe = (String, String, Vec<String>);

pub(crate) fn options(recipe: &Recipe) -> PyResult<ReadOptions> {
    let (pack, layout, tokens) = recipe;
    let mut options = ReadOptions::default();
    options.pack = Arc::new(Pack::load(pack).map_err(Raised::from)?);
    options.layout = layout.parse().map_err(Raised::from)?;
    let tokens = tokens.iter().map(String::as_str);
    options.tokens = TokenRules::read(tokens).map_err(Raised::from)?;
    Ok(options)
}

/// One article, clean, with all its zones.
///
/// >>> import variorum as vr
/// >>> text = "Congress Opens in Tarsk\n\nTARSK, March 3 (VPS) -- The congress of the party opened on Friday.\n"
/// >>> doc = vr.read(text=text)[0]
/// >>> doc.title
/// 'Congress Opens in Tarsk'
/// >>> doc.source[doc.zones[0].spans[0].slice]
/// 'Congress Opens in Tarsk'
#[pyclass(name = "Document", module = "variorum", frozen, from_py_object)]
#[derive(Clone)]
pub(crate) struct PyDocument {
    pub(crate) inner: Arc<Document>,
    offsets: Arc<OnceLock<CodePoints>>,
    recipe: Arc<Recipe>,
}

impl PyDocument {
    pub(crate) fn new(inner: &Arc<Document>, recipe: &Arc<Recipe>) -> Self {
        PyDocument {
            inner: Arc::clone(inner),
            offsets: Arc::default(),
            recipe: Arc::clone(recipe),
        }
    }

    /// How it was read.
    pub(crate) fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    fn span(&self, span: Span) -> PySpan {
        let text = &self.inner.capture.text;
        let points = self.offsets.get_or_init(|| CodePoints::new(text));
        offsets::span(points, text, span)
    }

    fn zone(&self, number: usize) -> PyZone {
        PyZone {
            document: self.clone(),
            number,
        }
    }
}

#[pymethods]
impl PyDocument {
    /// Stable for the same capture and the same bytes.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.id
    }
    /// The capture's path as it was given.
    #[getter]
    fn path(&self) -> &str {
        &self.inner.capture.path
    }
    /// Which article or record of the file, counted from 0.
    #[getter]
    fn article(&self) -> usize {
        self.inner.article
    }
    /// ``PATH#N``, how the command line addresses it.
    #[getter]
    fn address(&self) -> String {
        self.inner.address()
    }
    /// SHA-256 of the capture's bytes, in hexadecimal.
    #[getter]
    fn sha256(&self) -> &str {
        &self.inner.capture.sha256
    }
    /// ``text/plain``, ``text/html`` or ``application/pdf``.
    #[getter]
    fn media_type(&self) -> &'static str {
        media_name(self.inner.capture.media_type)
    }
    /// The encoding that the capture was decoded from.
    #[getter]
    fn encoding(&self) -> &str {
        &self.inner.capture.encoding
    }
    /// What the container says of it: archive columns, headers.
    #[getter]
    fn metadata(&self) -> BTreeMap<String, String> {
        self.inner.capture.metadata.clone()
    }
    /// The capture's text as it was saved. All spans count its code points.
    #[getter]
    fn source(&self) -> &str {
        &self.inner.capture.text
    }
    /// Language of the running text (ISO 639-1).
    #[getter]
    fn language(&self) -> Option<&str> {
        self.inner.language
    }
    /// Title.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.inner.title.as_deref()
    }
    /// Subtitle.
    #[getter]
    fn subtitle(&self) -> Option<&str> {
        self.inner.subtitle.as_deref()
    }
    /// Name of the outlet.
    #[getter]
    fn outlet(&self) -> Option<&str> {
        self.inner.outlet.as_ref().map(|o| o.name.as_str())
    }
    /// The pack's id of the outlet.
    #[getter]
    fn outlet_id(&self) -> Option<&str> {
        self.inner.outlet.as_ref()?.id.as_deref()
    }
    /// The agency that the text was taken from.
    #[getter]
    fn agency(&self) -> Option<&str> {
        self.inner.agency.as_deref()
    }
    /// Who wrote it.
    #[getter]
    fn bylines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner.bylines)
    }
    /// Place, date and agency that open the story.
    #[getter]
    fn dateline(&self) -> Option<PyDateline> {
        let line = self.inner.dateline.as_ref()?;
        Some(PyDateline::new(
            line.place.clone(),
            line.date.map(|d| d.to_string()),
            line.agency.clone(),
            self.span(line.span),
        ))
    }
    /// When it was published, ISO 8601, as exact as the capture is.
    #[getter]
    fn published(&self) -> Option<String> {
        self.inner.published.map(|d| d.to_string())
    }
    /// When it was last changed, ISO 8601.
    #[getter]
    fn updated(&self) -> Option<String> {
        self.inner.updated.map(|d| d.to_string())
    }
    /// Fields that were inferred, not written so.
    #[getter]
    fn inferred<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner.inferred)
    }
    /// Where sources disagree or something is doubtful.
    #[getter]
    fn notes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner.notes)
    }
    /// All zones, in the order of the capture; furniture is among them.
    #[getter]
    fn zones<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, (0..self.inner.zones.len()).map(|n| self.zone(n)))
    }
    /// The paragraphs.
    #[getter]
    fn paragraphs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let paragraphs = self.inner.zones_of(ZoneKind::Paragraph);
        let texts: Vec<&str> = paragraphs.map(variorum::layout::Zone::text).collect();
        PyTuple::new(py, texts)
    }
    /// The running text: its paragraphs, a blank line between.
    #[getter]
    fn text(&self) -> String {
        self.inner.body()
    }

    /// The sentences of the paragraphs, in order.
    fn sentences(&self) -> Vec<PySentence> {
        let mut out = Vec::new();
        for (number, zone) in self.inner.zones.iter().enumerate() {
            if zone.kind != ZoneKind::Paragraph {
                continue;
            }
            let language = zone.language.or(self.inner.language);
            for span in variorum::text::sentences(zone.text(), language) {
                let source = zone.clean.to_source(span);
                out.push(PySentence::new(
                    span.of(zone.text()).to_owned(),
                    number,
                    source.into_iter().map(|s| self.span(s)).collect(),
                ));
            }
        }
        out
    }

    /// The tokens of the paragraphs, in order, punctuation included.
    fn tokens(&self) -> Vec<PyToken> {
        let mut out = Vec::new();
        for (number, zone) in self.inner.zones.iter().enumerate() {
            if zone.kind != ZoneKind::Paragraph {
                continue;
            }
            for token in variorum::text::tokens(zone.text()) {
                let Some(hull) = zone.clean.to_source_hull(token.span) else {
                    continue;
                };
                out.push(PyToken::new(
                    token.span.of(zone.text()).to_owned(),
                    kind_name(token.kind).to_owned(),
                    number,
                    self.span(hull),
                ));
            }
        }
        out
    }

    /// The document as a ``dict``, as ``variorum parse`` gives it, spans in code points.
    #[pyo3(signature = () -> "dict[str, Any]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut value =
            serde_json::to_value(&*self.inner).map_err(|e| ParseError::new_err(e.to_string()))?;
        let pair = |s: Span| {
            let s = self.span(s);
            serde_json::json!([s.start, s.end])
        };
        if let Some(zones) = value.get_mut("zones").and_then(|z| z.as_array_mut()) {
            for (json, zone) in zones.iter_mut().zip(&self.inner.zones) {
                let spans: Vec<_> = zone.spans.iter().map(|&s| pair(s)).collect();
                if let Some(slot) = json.get_mut("spans") {
                    *slot = spans.into();
                }
            }
        }
        if let (Some(line), Some(slot)) =
            (&self.inner.dateline, value.pointer_mut("/dateline/span"))
        {
            *slot = pair(line.span);
        }
        py.import("json")?
            .call_method1("loads", (value.to_string(),))
    }

    /// The document as ``variorum parse`` prints it: JSON, spans in bytes of UTF-8.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&*self.inner).map_err(|e| ParseError::new_err(e.to_string()))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.inner.id == other.inner.id && self.inner.zones == other.inner.zones
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{Hash, Hasher};
        let mut hasher = std::hash::DefaultHasher::new();
        self.inner.id.hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let title = self.inner.title.as_deref().unwrap_or("untitled");
        let date = self
            .inner
            .published
            .map_or(String::new(), |d| format!(", {d}"));
        let outlet = self
            .inner
            .outlet
            .as_ref()
            .map_or(String::new(), |o| format!(", {}", o.name));
        format!("Document({title:?}{outlet}{date})")
    }

    fn _repr_html_(&self) -> String {
        let doc = &self.inner;
        let mut out = String::from("<article style=\"max-width:44em\">");
        let mut element = |open: &str, text: &str, close: &str| {
            for part in [open, &escape(text), close] {
                out.push_str(part);
            }
        };
        element("<h3>", doc.title.as_deref().unwrap_or("untitled"), "</h3>");
        if let Some(subtitle) = &doc.subtitle {
            element("<h4>", subtitle, "</h4>");
        }
        let facts: Vec<String> = [
            doc.outlet.as_ref().map(|o| o.name.clone()),
            doc.published.map(|d| d.to_string()),
            (!doc.bylines.is_empty()).then(|| doc.bylines.join(", ")),
            Some(doc.address()),
        ]
        .into_iter()
        .flatten()
        .collect();
        element("<p><small>", &facts.join(" · "), "</small></p>");
        for zone in &doc.zones {
            match zone.kind {
                ZoneKind::Paragraph => element("<p>", zone.text(), "</p>"),
                ZoneKind::Heading => element("<p><b>", zone.text(), "</b></p>"),
                ZoneKind::Caption => element("<p><i>", zone.text(), "</i></p>"),
                _ => {}
            }
        }
        out + "</article>"
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let build = py.import("variorum._native")?.getattr("_document_of")?;
        let first = self.inner.capture.record.unwrap_or(0);
        let number = self.inner.article.saturating_sub(first);
        (
            build,
            (
                save(&self.inner.capture),
                number,
                Recipe::clone(&self.recipe),
            ),
        )
            .into_bound_py_any(py)
    }
}

fn kind_name(kind: variorum::text::TokenKind) -> &'static str {
    use variorum::text::TokenKind;
    match kind {
        TokenKind::Word => "word",
        TokenKind::Number => "number",
        TokenKind::Punctuation => "punctuation",
        TokenKind::Symbol => "symbol",
    }
}

/// Reads a pickled document again.
#[pyfunction(name = "_document_of")]
pub(crate) fn document_of(
    capture: &Bound<'_, PyAny>,
    number: usize,
    recipe: Recipe,
) -> PyResult<PyDocument> {
    let options = options(&recipe)?;
    let corpus = variorum::Corpus::from_captures([restore(capture.extract()?)?], &options);
    let document = corpus
        .documents()
        .get(number)
        .ok_or_else(|| UsageError::new_err("the capture has no such article"))?;
    Ok(PyDocument::new(document, &Arc::new(recipe)))
}

/// A part of a capture: what it is, where it stands, and its clean words.
#[pyclass(name = "Zone", module = "variorum", frozen)]
#[derive(Clone)]
pub(crate) struct PyZone {
    document: PyDocument,
    number: usize,
}

impl PyZone {
    fn zone(&self) -> PyResult<&variorum::layout::Zone> {
        self.document
            .inner
            .zones
            .get(self.number)
            .ok_or_else(|| PyIndexError::new_err("the document has no such zone"))
    }
}

#[pymethods]
impl PyZone {
    /// ``title``, ``paragraph``, ``caption``, ``furniture`` …
    #[getter]
    fn kind(&self) -> PyResult<&'static str> {
        Ok(self.zone()?.kind.name())
    }
    /// Its clean words: unwrapped, white space folded, NFC, spelling untouched.
    #[getter]
    fn text(&self) -> PyResult<&str> {
        Ok(self.zone()?.text())
    }
    /// Where it stands in ``Document.source``, in code points.
    #[getter]
    fn spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let spans = &self.zone()?.spans;
        PyTuple::new(py, spans.iter().map(|&s| self.document.span(s)))
    }
    /// Its words as they stand in the capture.
    #[getter]
    fn source(&self) -> PyResult<String> {
        let text = &self.document.inner.capture.text;
        Ok(self.zone()?.spans.iter().map(|s| s.of(text)).collect())
    }
    /// Its language, where it could be told.
    #[getter]
    fn language(&self) -> PyResult<Option<&'static str>> {
        Ok(self.zone()?.language)
    }
    /// The document that it belongs to.
    #[getter]
    fn document(&self) -> PyDocument {
        self.document.clone()
    }
    /// Its number in ``Document.zones``.
    #[getter]
    fn number(&self) -> usize {
        self.number
    }

    fn __eq__(&self, other: &Self) -> PyResult<bool> {
        Ok(self.number == other.number
            && self.document.inner.id == other.document.inner.id
            && self.zone()? == other.zone()?)
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{Hash, Hasher};
        let mut hasher = std::hash::DefaultHasher::new();
        (&self.document.inner.id, self.number).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> PyResult<String> {
        let zone = self.zone()?;
        let text: String = zone.text().chars().take(60).collect();
        let more = if text.len() < zone.text().len() {
            "…"
        } else {
            ""
        };
        Ok(format!("Zone({}, {:?})", zone.kind.name(), text + more))
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let build = py.import("variorum._native")?.getattr("_zone_of")?;
        (build, (self.document.clone(), self.number)).into_bound_py_any(py)
    }
}

/// Finds a pickled zone again.
#[pyfunction(name = "_zone_of")]
pub(crate) fn zone_of(document: PyDocument, number: usize) -> PyResult<PyZone> {
    let zone = PyZone { document, number };
    zone.zone()?;
    Ok(zone)
}
