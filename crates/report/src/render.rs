//! From the model to HTML. Templates are compiled in; everything that comes from a capture is
//! escaped by the engine.

use minijinja::{
    AutoEscape, Environment, context,
    syntax::SyntaxConfig,
    value::{Serde, Value},
};
use sha2::{Digest, Sha256};
use variorum::Corpus;

use crate::{
    ReportOptions,
    model::{Model, group, plural},
    reading::Reading,
};

const TEMPLATES: [(&str, &str); 8] = [
    ("page.html", include_str!("../templates/page.html")),
    ("overview.html", include_str!("../templates/overview.html")),
    ("timeline.html", include_str!("../templates/timeline.html")),
    (
        "statements.html",
        include_str!("../templates/statements.html"),
    ),
    ("facts.html", include_str!("../templates/facts.html")),
    ("terms.html", include_str!("../templates/terms.html")),
    ("reading.html", include_str!("../templates/reading.html")),
    ("method.html", include_str!("../templates/method.html")),
];
const STYLE: &str = include_str!("../templates/style.css");
const SCRIPT: &str = include_str!("../templates/script.js");

/// The page.
pub(crate) fn page(corpus: &Corpus, model: &Model, options: &ReportOptions) -> String {
    render(corpus, model, options).unwrap_or_else(|error| {
        // Templates are fixed and tested: an error here is a fault of this crate, and said.
        debug_assert!(false, "{error:#}");
        "<!doctype html><title>Variorum</title><p>The report could not be made.".to_owned()
    })
}

/// Templates that escape all they are given, and what they write numbers with.
pub(crate) fn environment<'t>() -> Result<Environment<'t>, minijinja::Error> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    env.add_filter("n", |x: usize| group(x));
    env.add_filter("percent", |x: f64| format!("{:.0} %", x * 100.0));
    env.add_filter("bytes", bytes);
    env.add_filter("plural", |x: usize, one: String| plural(x, &one));
    Ok(env)
}

/// What a page allows itself: its own script, and nothing from elsewhere.
pub(crate) fn policy(script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        base64(&Sha256::digest(script.as_bytes()))
    )
}

fn render(
    corpus: &Corpus,
    model: &Model,
    options: &ReportOptions,
) -> Result<String, minijinja::Error> {
    let mut env = environment()?;
    for (name, text) in TEMPLATES {
        env.add_template(name, text)?;
    }
    let readings: Vec<Reading> = corpus
        .documents()
        .iter()
        .take(model.readings)
        .map(|d| Reading::new(d))
        .collect();
    let list = |languages: &[crate::model::Count]| {
        let names: Vec<&str> = languages.iter().map(|l| l.name.as_str()).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((last, _)) => (*last).to_owned(),
            None => String::new(),
        }
    };
    env.get_template("page.html")?.render(context! {
        m => Value::from(Serde(model)),
        plot => Value::from(Serde(model.timeline.as_ref().map(|t| &t.plot))),
        shown => model.readings,
        readings => Value::from(Serde(&readings)),
        languages => list(&model.header.languages),
        max_lines => options.lines,
        style => STYLE,
        script => SCRIPT,
        policy => policy(SCRIPT),
    })
}

/// A number of bytes as people read it.
fn bytes(count: usize) -> String {
    const UNITS: [&str; 4] = ["bytes", "kB", "MB", "GB"];
    let mut value = count as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or("GB");
    if unit == 0 || value >= 100.0 {
        format!("{value:.0} {name}")
    } else {
        format!("{value:.1} {name}")
    }
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0u32, |w, &b| (w << 8) | u32::from(b)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = (word >> (18 - 6 * at)) & 63;
            let letter = LETTERS.get(letter as usize).copied().unwrap_or(b'=');
            out.push(if at <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_the_rfc() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn sizes_as_people_read_them() {
        for (count, text) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1000, "1.0 kB"),
            (163_000, "163 kB"),
            (33_400_000, "33.4 MB"),
        ] {
            assert_eq!(bytes(count), text);
        }
    }
}
