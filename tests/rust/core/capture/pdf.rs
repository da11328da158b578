//! The text layer of PDF files.

use proptest::prelude::*;
use variorum::{
    ErrorKind,
    capture::{MediaType, Options},
    text::Span,
};

use super::*;

/// A PDF of pages, each a list of drawing operations, in one standard font.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            (0..pages.len())
                .map(|n| format!("{} 0 R ", 4 + 2 * n))
                .collect::<String>()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into(),
    ];
    for (n, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * n
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    for (n, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", n + 1).as_bytes());
    }
    let xref = out.len();
    out.extend_from_slice(
        format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes(),
    );
    for offset in offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    out
}

fn at(x: u32, y: u32, text: &str) -> String {
    format!("BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n")
}

#[test]
fn lines_come_in_reading_order() {
    let first = [
        at(50, 700, "The harvest was well-"),
        at(300, 760, "drawn before"),
        at(50, 688, "known in Tarsk."),
        at(50, 760, "BULLETIN No. 4 was"),
        at(65, 650, "A new paragraph."),
        at(50, 760, "BULLETIN No. 4 was"),
    ]
    .concat();
    let file = pdf(&[&first, &at(50, 700, "Second page \\(end\\).")]);
    let capture = one("a.pdf", file.clone());
    assert_eq!(
        capture.text,
        "BULLETIN No. 4 was  drawn before\n\nThe harvest was well-\nknown in Tarsk.\n\n   A new paragraph.\n\u{c}Second page (end).\n"
    );
    assert_eq!(capture.media_type, MediaType::Pdf);
    assert_eq!(capture.raw_range(Span::new(0, 1)), None);
    assert_eq!(one("a.pdf.gz", gz(&file)).text, capture.text);
}

#[test]
fn columns_come_one_after_the_other() {
    let mut content = at(
        50,
        760,
        "A headline that runs across both columns of the page, from the left to the right",
    );
    let mut expected = String::from(
        "A headline that runs across both columns of the page, from the left to the right\n",
    );
    for side in ["left", "right"] {
        for n in 0..8 {
            expected.push_str(&format!("line {n} of the {side} column of the page here\n"));
        }
    }
    for n in 0..8u32 {
        for (x, side) in [(50, "left"), (320, "right")] {
            content.push_str(&at(
                x,
                730 - 12 * n,
                &format!("line {n} of the {side} column of the page here"),
            ));
        }
    }
    let text = one("a.pdf", pdf(&[&content])).text;
    assert_eq!(text.replace("\n\n", "\n"), expected);
}

#[test]
fn pdfs_without_text_say_so() {
    let error = error_of("a.pdf", pdf(&["10 10 100 100 re f"]), &Options::default());
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.detail().contains("without text"), "{error}");
    let error = error_of(
        "a.pdf",
        "%PDF-1.7\nnothing of the kind",
        &Options::default(),
    );
    assert_eq!(error.kind(), ErrorKind::Syntax, "{error}");
}

#[test]
fn a_pdf_that_draws_for_ever_is_stopped() {
    // A form that draws itself twice, and so on down.
    let page = "/X Do /X Do";
    let file = String::from_utf8(pdf(&[page]))
        .expect("ASCII")
        .replace("/Font << /F1 3 0 R >>", "/XObject << /X 5 0 R >>");
    let file = file.replace(
        &format!("<< /Length {} >>", page.len()),
        &format!("<< /Type /XObject /Subtype /Form /Length {} >>", page.len()),
    );
    let mut options = Options::default();
    options.limits.max_millis = 5_000;
    let begun = std::time::Instant::now();
    let error = error_of("a.pdf", file, &options);
    assert!(begun.elapsed().as_secs() < 20, "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damaged_pdfs_never_panic(place in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..8)) {
        let mut file = pdf(&[&at(50, 700, "Words of the page."), "q Q"]);
        let at = place.index(file.len());
        file.splice(at..at, bytes);
        for capture in read("a.pdf", file) {
            if let Err(error) = capture {
                prop_assert!(!error.detail().contains("gave up"), "{error}");
            }
        }
    }
}

#[test]
fn letters_drawn_twice_are_read_once() {
    let twice = format!(
        "{}{}{}{}",
        at(50, 700, "The gate at"),
        "BT /F1 10 Tf 104 700 Td (Orlo) Tj ET BT /F1 10 Tf 104.4 700 Td (Orlo) Tj ET\n",
        at(128, 700, "fell all still."),
        at(50, 686, "It was mended.")
    );
    let text = one("a.pdf", pdf(&[&twice])).text;
    assert!(text.contains("The gate at Orlo fell all still."), "{text}");
}

#[test]
fn spaced_letters_are_words() {
    let spaced = "BT /F1 14 Tf 6 Tc 50 700 Td (MILL NOTICE) Tj ET\n";
    let page = format!("{spaced}{}", at(50, 670, "A B C of flour."));
    let text = one("a.pdf", pdf(&[&page])).text;
    assert!(text.contains("MILL NOTICE"), "{text}");
    assert!(text.contains("A B C of flour."), "{text}");
}

#[test]
fn a_tree_of_pages_that_names_itself_is_read() {
    let content = at(50, 700, "It rose.");
    let good = pdf(&[&content]);
    let text = String::from_utf8(good).expect("ASCII");
    let looped = text.replace("/Kids [4 0 R ]", "/Kids [2 0 R 4 0 R]");
    let capture = one("a.pdf", looped);
    assert!(capture.text.contains("It rose."));
    assert!(capture.warnings[0].message.contains("leads back to itself"));
    let without = text
        .replace("/Kids [4 0 R ]", "/Kid_ [4 0 R ]")
        .replace("/Pages 2 0 R", "/Page_ 2 0 R");
    let capture = one("a.pdf", without);
    assert!(capture.text.contains("It rose.") && !capture.warnings.is_empty());
}

#[test]
fn a_glyph_of_many_letters_costs_little() {
    let map = format!("1 beginbfchar <41> <{}> endbfchar", "0042".repeat(200_000));
    let content = format!("BT /F1 10 Tf 50 700 Td ({}) Tj ET", "A".repeat(3000));
    let bytes = pdf(&[&content, "BT ET"]);
    let text = String::from_utf8(bytes).expect("ASCII");
    let text = text
        .replace("/Encoding /WinAnsiEncoding", "/ToUnicode 7 0 R")
        .replace(
            "<< /Length 5 >>\nstream\nBT ET",
            &format!("<< /Length {} >>\nstream\n{map}", map.len()),
        );
    let captures = read("a.pdf", text);
    let kept: usize = captures.iter().flatten().map(|c| c.text.len()).sum();
    assert!(kept < 10_000, "{kept}");
}
