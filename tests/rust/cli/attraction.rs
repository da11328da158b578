//! Collocations, similarities and the matrix at the command line.

use crate::support::Case;

#[test]
fn collocations_of_neighbours_windows_and_sentences() {
    let case = Case::new();
    let out = case
        .run(&["stats", "collocations", ".", "--case", "fold", "-f", "csv"])
        .well();
    let head =
        "first,second,count,first_count,second_count,documents,expected,g2,log_dice,pmi,log10_p\n";
    assert!(out.starts_with(head), "{out}");
    assert!(out.contains("\ndistrict,secretaries,"), "{out}");
    let window = case
        .run(&[
            "stats",
            "collocations",
            ".",
            "--context",
            "window",
            "--left",
            "2",
            "--right",
            "2",
            "--node",
            "secretar*",
            "--measure",
            "delta_p_21",
            "--measure",
            "lambda",
            "-f",
            "csv",
        ])
        .well();
    let head = "first,second,count,first_count,second_count,documents,expected,delta_p_21,lambda,lambda_z,log10_p\n";
    assert!(window.starts_with(head), "{window}");
    assert!(
        window.lines().skip(1).all(|l| l.starts_with("secretar")) && window.lines().count() > 2,
        "{window}"
    );
    let sentence = case
        .run(&[
            "stats",
            "collocations",
            ".",
            "--context",
            "sentence",
            "--by",
            "path",
            "-f",
            "csv",
        ])
        .well();
    assert!(
        sentence.starts_with("path,first,second,count,"),
        "{sentence}"
    );
    let three = case
        .run(&["stats", "collocations", ".", "-n", "3", "-f", "csv"])
        .well();
    let head = "ngram,count,documents,expected,lambda,lambda_z,g2,log10_p\n";
    assert!(three.starts_with(head), "{three}");
    for (wrong, known) in [
        (&["--measure", "mutual"][..], "known are pmi, npmi"),
        (
            &["--context", "near"],
            "known are adjacent, window, sentence",
        ),
        (&["-n", "6"], "2 to 5"),
        (&["-n", "3", "--measure", "pmi"], "known are g2, lambda"),
    ] {
        let told = case.run(&[&["stats", "collocations", "."], wrong].concat());
        assert_eq!(told.status(), 2);
        assert!(told.stderr().contains(known), "{}", told.stderr());
    }
}

#[test]
fn similarities_of_documents() {
    let case = Case::new();
    let out = case.run(&["stats", "similarity", ".", "-f", "csv"]).well();
    assert!(
        out.starts_with("a,b,jaccard,cosine,cosine_tf_idf\n"),
        "{out}"
    );
    assert_eq!(out.lines().count(), 4, "{out}");
    let told = case.run(&["stats", "similarity", ".", "--max-documents", "2"]);
    assert_eq!(told.status(), 2);
    assert!(told.stderr().contains("max_documents"), "{}", told.stderr());
}

#[test]
fn the_matrix_in_long_form() {
    let case = Case::new();
    let out = case
        .run(&["stats", "matrix", ".", "--min-df", "2", "-f", "csv"])
        .well();
    assert!(out.starts_with("document,feature,value\n"), "{out}");
    assert!(out.contains(",conference,"), "{out}");
    let weights = case
        .run(&[
            "stats", "matrix", ".", "--tf-idf", "--norm", "l1", "--limit", "3", "-f", "csv",
        ])
        .well();
    assert_eq!(weights.lines().count(), 4, "{weights}");
    for wrong in [
        &["--min-df", "200%"][..],
        &["--norm", "l3", "--tf-idf"],
        &["-n", "9"],
        &["--sublinear-tf"],
    ] {
        let told = case.run(&[&["stats", "matrix", "."], wrong].concat());
        assert_eq!(told.status(), 2, "{wrong:?}");
    }
}
