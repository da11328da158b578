//! Random queries on random texts, compared with a matcher that tries everything.

use proptest::prelude::*;

use super::{
    super::{Query, prepared::Engine, value},
    reference::Reference,
    sample::{Words, Zone, all},
};
use crate::layout::ZoneKind;

fn condition() -> impl Strategy<Value = String> {
    let test = prop::sample::select(vec![
        r#"word="a""#,
        r#"word="b""#,
        r#"word="a|b""#,
        r#"word="[bc]""#,
        r#"word="a"%c"#,
        r#"word="a.*""#,
        r#"word="A.*"%c"#,
        r#"word="e"%d"#,
        r#"word!="a""#,
        r#"lower="a""#,
        r#"lower!="b.*""#,
        r#"voice="own""#,
        r#"voice="quoted""#,
        r#"mention="p:.*""#,
        r#"mention="""#,
        r#"mention!="""#,
        r#"zone="title""#,
        r#"zone!="title""#,
    ])
    .prop_map(str::to_owned);
    test.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} & {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} | {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![r#""a""#, r#""b""#, r#""c""#, r#""a|b""#, r#""a"%c"#])
            .prop_map(str::to_owned),
        2 => Just("[]".to_owned()),
        2 => condition().prop_map(|c| format!("[{c}]")),
    ]
}

fn pattern() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "<s>", "</s>", "<s/>", "<p>", "</title>", "<zone>", "</zone>", "<title/>",
    ]);
    let atom = prop_oneof![8 => token(), 1 => tag.prop_map(str::to_owned)];
    let quantifier =
        prop::sample::select(vec!["*", "+", "?", "{0,2}", "{2}", "{1,}", "{,1}", "{0}"]);
    atom.prop_recursive(4, 12, 3, move |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(|v| v.join(" ")),
            1 => prop::collection::vec(inner.clone(), 2..3)
                .prop_map(|v| format!("({})", v.join(" | "))),
            2 => (inner, quantifier.clone()).prop_map(|(n, q)| format!("({n}){q}")),
        ]
    })
}

fn query() -> impl Strategy<Value = String> {
    let after = prop_oneof![
        4 => Just(String::new()),
        1 => Just(" within s".to_owned()),
        1 => prop::sample::select(vec![" within p", " within zone", " within title"])
            .prop_map(str::to_owned),
        1 => pattern().prop_map(|p| format!(" containing {p}")),
        1 => pattern().prop_map(|p| format!(" within (<s/> containing {p})")),
        1 => pattern().prop_map(|p| format!(" within (<zone/> containing {p})")),
    ];
    (pattern(), after.clone(), after).prop_map(|(p, one, two)| format!("({p}{one}){two}"))
}

fn labelled() -> impl Strategy<Value = String> {
    let comparison = prop::sample::select(vec![
        "a.word = b.word",
        "a.word != b.word",
        "a.lower = b.lower",
        "b.word = c.word",
        "a.word = c.word",
        "a.voice = b.voice",
        "a.mention = c.mention",
        r#"b.word = "a""#,
        r#"c.voice != "own""#,
    ])
    .prop_map(str::to_owned);
    let constraint = comparison.prop_recursive(2, 5, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} & {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} | {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    });
    let gap = prop_oneof![2 => Just(String::new()), 1 => pattern(), 2 => Just("[]*".to_owned())];
    let third = prop_oneof![
        token().prop_map(|t| format!("c:{t}")),
        (token(), token()).prop_map(|(a, b)| format!("(c:{a} | {b})")),
        token().prop_map(|t| format!("(c:{t})?")),
    ];
    let after = prop::sample::select(vec!["", " within s", " within title"]);
    let rest = (constraint.clone(), constraint, after);
    (
        (gap.clone(), token(), gap.clone(), token()),
        (gap, third),
        rest,
    )
        .prop_map(|((g1, a, g2, b), (g3, c), (one, two, after))| {
            format!("{g1} a:{a} {g2} b:{b} {g3} {c} :: {one} & {two}{after}")
        })
}

fn sample() -> impl Strategy<Value = (Words, Zone)> {
    let word = prop::sample::select(vec![
        "a", "b", "c", "A", "B", "é", "ab", "/", "«", "»", "a@p:x", "b@p:y", "c@q:x",
    ]);
    let kind = prop::sample::select(vec![ZoneKind::Paragraph, ZoneKind::Title]);
    (prop::collection::vec(word, 0..10), kind).prop_map(|(parts, kind)| {
        let mut words = Words::default();
        let zone = words.zone(kind, &parts.join(" "));
        (words, zone)
    })
}

/// Compares all engines with the reference and checks what a positional index relies on.
fn check(text: &str, words: &Words, zone: &Zone) -> Result<(), TestCaseError> {
    let query = match Query::parse(text) {
        Ok(query) => query,
        Err(error) => {
            let fine = ["asks for no token", "at least one token"];
            prop_assert!(
                fine.iter().any(|f| error.detail().contains(f)),
                "{text}: {error}"
            );
            return Ok(());
        }
    };
    let mut prepared = match query.prepare(words) {
        Ok(prepared) => prepared,
        Err(error) => {
            prop_assert!(
                error.detail().contains("too many places"),
                "{text}: {error}"
            );
            return Ok(());
        }
    };
    let expected = Reference {
        parsed: &query.parsed,
        words,
        zone,
    }
    .all();
    let found = all(&prepared, zone);
    prop_assert_eq!(&found, &expected, "{}", text);
    for range in &found {
        prop_assert!(range.len() >= prepared.min_len());
        prop_assert!(prepared.max_len().is_none_or(|max| range.len() <= max));
        for anchor in prepared.anchors() {
            let (first, last) = (anchor.min_offset, anchor.max_offset.min(range.len() - 1));
            let holds = (first..=last).any(|o| anchor.types.contains(zone.ids[range.start + o]));
            prop_assert!(holds, "{}: {:?} lacks {:?}", text, range, anchor);
        }
        for types in prepared.required() {
            prop_assert!(zone.ids.iter().any(|id| types.contains(*id)), "{}", text);
        }
    }
    if !matches!(prepared.engine, Engine::Labelled(_)) {
        prepared.engine = Engine::Table;
        prop_assert_eq!(&all(&prepared, zone), &expected, "table: {}", text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn as_if_all_were_tried(text in query(), (words, zone) in sample()) {
        check(&text, &words, &zone)?;
    }

    #[test]
    fn labels_as_if_all_were_tried(text in labelled(), (words, zone) in sample()) {
        check(&text, &words, &zone)?;
    }

    /// A literal, a beginning and a regular expression are told apart for speed only.
    #[test]
    fn values_are_whole_regular_expressions(
        source in "(a|b|\\.|\\.\\*|\\||c\\?|\\(a\\|bc\\)|\\[ab\\]|\\\\\\.){0,5}",
        value in "[abcd.]{0,5}",
    ) {
        let regex = regex::Regex::new(&format!(r"(?s)\A(?:{source})\z"));
        let ours = value::Value::new(&source, value::Flags::default());
        prop_assert_eq!(ours.is_ok(), regex.is_ok());
        if let (Ok(ours), Ok(regex)) = (ours, regex) {
            prop_assert_eq!(ours.matches(&value), regex.is_match(&value), "{} {}", source, value);
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC*", (words, zone) in sample()) {
        if let Ok(query) = Query::parse(&text)
            && let Ok(prepared) = query.prepare(&words)
        {
            all(&prepared, &zone);
        }
    }

    /// Texts of the signs of the language, most of which are wrong in one place.
    #[test]
    fn no_signs_panic(
        signs in prop::collection::vec(prop::sample::select(vec![
            "[", "]", "(", ")", "{", "}", "|", "&", "!", "=", "!=", "*", "+", "?", ",", ".", ":", "::",
            "<", ">", "</", "/>", "\"a\"", "'b'", "\"(\"", "%c", "%l", "%", "word", "mention", "zone",
            "voice", "s", "p", "within", "containing", "a:", "a.word", "1", "2", "0", "[]", "<s>", "<s/>",
            " ", "#", "\n", "é", "\\", "\"",
        ]), 0..12),
        (words, zone) in sample(),
    ) {
        let text = signs.concat();
        match Query::parse(&text) {
            Ok(query) => if let Ok(prepared) = query.prepare(&words) {
                all(&prepared, &zone);
            },
            Err(error) => {
                let place = error.location().unwrap();
                prop_assert!(place.offset <= text.len() && text.is_char_boundary(place.offset));
            }
        }
    }
}
