//! Queries over real layers: words, zones, voices, names, sentences.

use std::sync::Arc;

use variorum::{
    Corpus, ReadOptions,
    corpus::{KwicOptions, Window},
    pack::Pack,
};

const TEXT: &str = "Leader opens hall in Tarsk\n\n\
    TARSK, March 3 (KCNA) -- Kim Jong Un said: “The party builds a socialist economic construction.” \
    The agency left. Nobody met Kim Jong Un in the hall.\n";

fn corpus() -> Corpus {
    Corpus::from_text(TEXT, &ReadOptions::default()).with_pack(Arc::new(Pack::dprk()))
}

fn nodes(query: &str) -> Vec<String> {
    let lines = corpus()
        .concordance(query, &KwicOptions::default())
        .unwrap();
    lines.into_iter().map(|l| l.node).collect()
}

#[test]
fn every_layer_can_be_asked() {
    for (query, found) in [
        ("kim jong un", vec!["Kim Jong Un", "Kim Jong Un"]),
        (
            r#"[word="social.*"%c] []{0,3} [word="construction"] within s"#,
            vec!["socialist economic construction"],
        ),
        (
            r#""construction" [] "agency""#,
            vec!["construction.” The agency"],
        ),
        (r#""construction" [] "agency" within s"#, vec![]),
        (r#"[lower="the" & voice="quoted"]"#, vec!["The"]),
        (r#"[word="hall" & zone="title"]"#, vec!["hall"]),
        (r#""met" [mention="person:.*"]+"#, vec!["met Kim Jong Un"]),
        (
            r#"[mention="person:.*" & voice="own"] "said""#,
            vec!["Un said"],
        ),
    ] {
        assert_eq!(nodes(query), found, "{query}");
    }
}

#[test]
fn a_wrong_query_points_at_the_character() {
    let error = corpus()
        .concordance(r#"[word="hall" & colour="red"]"#, &KwicOptions::default())
        .unwrap_err();
    assert_eq!(error.location().unwrap().column, 16);
    assert!(
        error.detail().contains("word, lower, zone, voice, mention"),
        "{error}"
    );
}

#[test]
fn windows() {
    let corpus = corpus();
    let line = |window| {
        let mut options = KwicOptions::default();
        (options.window, options.context) = (window, 1);
        corpus.concordance("agency", &options).unwrap().remove(0)
    };
    let tokens = line(Window::Tokens);
    assert_eq!(
        (tokens.left.as_str(), tokens.right.as_str()),
        ("The", "left")
    );
    let sentence = line(Window::Sentence);
    assert_eq!(
        (sentence.left.as_str(), sentence.right.as_str()),
        ("The", "left")
    );
    let paragraph = line(Window::Paragraph);
    assert!(paragraph.left.starts_with("TARSK") && paragraph.right.ends_with("hall."));
    for line in [tokens, sentence, paragraph] {
        assert_eq!(line.span.of(TEXT), "agency");
    }
}

#[test]
fn sub_corpora_find_their_own() {
    let texts = ["The party met.", "The party spoke.", "Nobody spoke."].map(str::to_owned);
    let corpus = Corpus::from_texts(texts, &ReadOptions::default());
    let part = corpus.slice(1..3);
    let lines = part.concordance("spoke", &KwicOptions::default()).unwrap();
    let numbers: Vec<usize> = lines.iter().map(|l| l.number).collect();
    assert_eq!(numbers, [0, 1]);
    assert_eq!(part.tokens(), 5);
    assert!(
        part.concordance("met", &KwicOptions::default())
            .unwrap()
            .is_empty()
    );
    let again = part.choose([1]);
    assert_eq!(
        again.concordance("spoke", &KwicOptions::default()).unwrap()[0].number,
        0
    );
}
