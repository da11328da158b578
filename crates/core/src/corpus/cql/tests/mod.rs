//! Tests of the language as a whole.

mod errors;
mod hostile;
mod random;
mod reference;
mod sample;

use self::sample::{Words, all, matches, matches_in};
use super::{Needs, Query};
use crate::layout::ZoneKind;

/// Query, paragraph, the matches as start and end.
type Row = (&'static str, &'static str, &'static [(usize, usize)]);

const TABLE: &[Row] = &[
    // Single tokens.
    (r#""party""#, "the party met Party", &[(1, 2)]),
    ("'party'", "the party met", &[(1, 2)]),
    (r#""party"%c"#, "the party met Party", &[(1, 2), (3, 4)]),
    (r#"[word="party"]"#, "the party met", &[(1, 2)]),
    (r#"[word="part"]"#, "the party met", &[]),
    (r#"[word="part.*"]"#, "part party apart", &[(0, 1), (1, 2)]),
    (r#"[word="a|ab"]"#, "a ab abc", &[(0, 1), (1, 2)]),
    (r#"[lower="party"]"#, "PARTY party Pary", &[(0, 1), (1, 2)]),
    (r#"[lower="Party"]"#, "PARTY party", &[]),
    (r#"[word!="the"]"#, "the party the", &[(1, 2)]),
    (r#"[!word="the"]"#, "the party the", &[(1, 2)]),
    (r#"[!!word="the"]"#, "the party", &[(0, 1)]),
    ("[]", "a b", &[(0, 1), (1, 2)]),
    ("[ ]", "a b", &[(0, 1), (1, 2)]),
    (r#"[word="a" | word="b"]"#, "a b c", &[(0, 1), (1, 2)]),
    (
        r#"[word="a.*" & word=".*b"]"#,
        "ab acb b",
        &[(0, 1), (1, 2)],
    ),
    (r#"[!(word="a" | word="b")]"#, "a b c", &[(2, 3)]),
    (r#"[word="a" | word="b" & word="c"]"#, "a b c", &[(0, 1)]),
    // Flags and quotation marks.
    (r#""resume"%d"#, "résumé resume", &[(0, 1), (1, 2)]),
    (r#""RÉSUMÉ"%cd"#, "résumé resume", &[(0, 1), (1, 2)]),
    (r#""RÉSUMÉ" %c %d"#, "résumé resume", &[(0, 1), (1, 2)]),
    (r#""a.c"%l"#, "abc a.c", &[(1, 2)]),
    (r#""A.C"%lc"#, "abc a.c", &[(1, 2)]),
    (r#""U\.S\.""#, "U.S. UxSx", &[(0, 1)]),
    (r#""say""so""#, r#"say"so say"#, &[(0, 1)]),
    (r#""say\"so""#, r#"say"so say"#, &[(0, 1)]),
    ("'it''s'", "it's its", &[(0, 1)]),
    (r#""a\\"%l"#, r"a\ a", &[(0, 1)]),
    (r#""당.*""#, "당대회 는 당", &[(0, 1), (2, 3)]),
    // Layers.
    (
        r#"[voice="quoted"]+"#,
        "he said « we won » today",
        &[(2, 4), (3, 4)],
    ),
    (r#"[voice="own"]"#, "he « we »", &[(0, 1)]),
    (r#"[voice!="own"]"#, "he « we »", &[(1, 2)]),
    (
        r#"[mention="person:kim.*"]"#,
        "Kim@person:kim-a met Ri@person:ri",
        &[(0, 1)],
    ),
    (
        r#"[mention="person:.*"]"#,
        "Kim@person:kim-a met Ri@person:ri",
        &[(0, 1), (2, 3)],
    ),
    (r#"[mention=""]"#, "Kim@person:kim met", &[(1, 2)]),
    (r#"[mention!=""]"#, "Kim@person:kim met", &[(0, 1)]),
    (r#"[mention=".+"]"#, "Kim@person:kim met", &[(0, 1)]),
    (
        r#"[mention!="person:.*"]"#,
        "Kim@person:kim met WPK@organ:wpk",
        &[(1, 2), (2, 3)],
    ),
    (r#"[zone="paragraph"]"#, "a", &[(0, 1)]),
    (r#"[zone="title"]"#, "a", &[]),
    (r#"[zone!="title" & word="a"]"#, "a b", &[(0, 1)]),
    (
        r#"[word="a" & voice="quoted" | word="b"]"#,
        "a « a » b",
        &[(1, 2), (2, 3)],
    ),
    // Sequences and repetition.
    (r#""a" "b""#, "a b a c a b", &[(0, 2), (4, 6)]),
    (r#""a"+"#, "a a a b", &[(0, 3), (1, 3), (2, 3)]),
    (r#""a"*"#, "a a b", &[(0, 2), (1, 2)]),
    (r#""a"? "b""#, "a b b", &[(0, 2), (1, 2), (2, 3)]),
    (r#""a"{2}"#, "a a a", &[(0, 2), (1, 3)]),
    (r#""a"{2,}"#, "a a a", &[(0, 3), (1, 3)]),
    (r#""a"{,2} "b""#, "a a a b", &[(1, 4), (2, 4), (3, 4)]),
    (r#""a"{1,2} "b""#, "a a a b", &[(1, 4), (2, 4)]),
    (r#""a" []{0,3} "b""#, "a x b b", &[(0, 4)]),
    (r#""a" []{0,1} "b""#, "a x x b", &[]),
    (r#""a"{0} "b""#, "a b", &[(1, 2)]),
    (r#""a" | "b" "c""#, "a b c", &[(0, 1), (1, 3)]),
    (r#"("a" | "b") "c""#, "a c b c", &[(0, 2), (2, 4)]),
    (r#"("a" | "a" "b")"#, "a b", &[(0, 2)]),
    (r#"("a" "b")+ "c""#, "a b a b c", &[(0, 5), (2, 5)]),
    (
        r#"("a"? "b"?)* "c""#,
        "b a b c",
        &[(0, 4), (1, 4), (2, 4), (3, 4)],
    ),
    (r#"((("a")))"#, "a", &[(0, 1)]),
    ("\"a\" # a comment\n \"b\"", "a b", &[(0, 2)]),
    // Sentences and zones.
    (r#""a" []* "b" within s"#, "a x / b a b", &[(2 + 1, 5)]),
    (r#""a" []* "b""#, "a x / b a b", &[(0, 5), (3, 5)]),
    (r#""a" []* within <s/>"#, "a x / a y", &[(0, 2), (2, 4)]),
    ("<s> []", "a b / c d", &[(0, 1), (2, 3)]),
    ("[] </s>", "a b / c d", &[(1, 2), (3, 4)]),
    (r#""b" </s> <s> "c""#, "a b / c d", &[(1, 3)]),
    ("<s/>", "a b / c d e", &[(0, 2), (2, 5)]),
    (r#"<s/> containing "d""#, "a b / c d e", &[(2, 5)]),
    ("<s/>{2}", "a / b / c", &[(0, 2), (1, 3)]),
    (r#"<p> "a""#, "a a", &[(0, 1)]),
    (r#""a" </zone>"#, "a a", &[(1, 2)]),
    (r#"<title> "a""#, "a a", &[]),
    (r#"<title>? "a""#, "a a", &[(0, 1), (1, 2)]),
    ("<paragraph/>", "a b / c", &[(0, 3)]),
    (r#""a" within p"#, "a", &[(0, 1)]),
    (r#""a" within zone"#, "a", &[(0, 1)]),
    (r#""a" within title"#, "a", &[]),
    (r#""a" within page-mark"#, "a", &[]),
    (r#"("a" within s) within p"#, "a", &[(0, 1)]),
    // What a match or its region contains.
    (
        r#"[]{3} containing "b""#,
        "a a b a a",
        &[(0, 3), (1, 4), (2, 5)],
    ),
    (r#"[]+ containing "b""#, "a b c", &[(0, 3), (1, 3)]),
    (
        r#"[]{1,3} containing ("b" "c" | "d")"#,
        "a b c d e",
        &[(0, 3), (1, 4), (2, 5), (3, 5)],
    ),
    (
        r#"([]+ containing "b") within s"#,
        "a b / c b",
        &[(0, 2), (1, 2), (2, 4), (3, 4)],
    ),
    (
        r#"([]+ containing "a") containing "b""#,
        "x a b x",
        &[(0, 4), (1, 4)],
    ),
    (
        r#""a" within (<s/> containing "b")"#,
        "a c / b a / a",
        &[(3, 4)],
    ),
    (r#""a" within s containing "b""#, "a c / b a / a", &[(3, 4)]),
    (
        r#""a" within p containing "b""#,
        "a c / b a / a",
        &[(0, 1), (3, 4), (4, 5)],
    ),
    (r#""a" within p containing "z""#, "a c / b a / a", &[]),
    // Labels.
    (
        r#"a:[] "and" b:[] :: a.word = b.word"#,
        "on and on and off",
        &[(0, 3)],
    ),
    (
        r#"a:[] "and" b:[] :: a.word != b.word"#,
        "on and on and off",
        &[(2, 5)],
    ),
    (
        r#"a:[] "and" b:[] :: a.lower = b.lower"#,
        "On and on",
        &[(0, 3)],
    ),
    (
        r#"1:[] "and" 2:[] & 1.word = 2.word"#,
        "on and on and off",
        &[(0, 3)],
    ),
    (
        "a:[] []* b:[] :: a.word = b.word",
        "x y x z x y",
        &[(0, 5), (1, 6), (2, 5)],
    ),
    (
        "a:[] []* b:[] :: a.word = b.word within s",
        "x y x / x",
        &[(0, 3)],
    ),
    (
        r#"a:[] b:[] :: a.word = "x" & b.word = "Y"%c"#,
        "x y x z",
        &[(0, 2)],
    ),
    ("a:[] b:[] :: !(a.word = b.word)", "x x y", &[(1, 3)]),
    (
        r#"a:[] b:[] :: a.word = b.word | b.word = "z""#,
        "x x z",
        &[(0, 2), (1, 3)],
    ),
    (
        r#"(a:"x" | b:"y") "z" :: a.word = "x""#,
        "x z y z",
        &[(0, 2)],
    ),
    (
        r#"(a:"x" | b:"y") "z" :: !a.word = "x""#,
        "x z y z",
        &[(2, 4)],
    ),
    (
        r#"(a:"x" | a:"y") b:[] :: a.word = b.word"#,
        "x y y",
        &[(1, 3)],
    ),
    (
        r#"a:[] b:[] :: a.mention = b.mention & a.mention != """#,
        "A@p:a B@p:a c d",
        &[(0, 2)],
    ),
    (
        "a:[] b:[] :: a.voice != b.voice",
        "a b « c » d",
        &[(1, 3), (2, 4)],
    ),
    ("a:[] b:[] :: a.zone = b.zone", "a b", &[(0, 2)]),
    // Plain words.
    ("party", "the PARTY met", &[(1, 2)]),
    ("Part*", "the PARTY met apart", &[(1, 2)]),
    (
        "p?rty con*",
        "party congress porty con prty con",
        &[(0, 2), (2, 4)],
    ),
    ("*ism", "Socialism is", &[(0, 1)]),
    ("a.c", "abc a.c", &[(1, 2)]),
    ("*", "a b", &[(0, 1), (1, 2)]),
];

#[test]
fn table() {
    for (query, text, expected) in TABLE {
        let expected: Vec<_> = expected.iter().map(|(a, b)| *a..*b).collect();
        assert_eq!(matches(query, text), expected, "{query}   in   {text}");
    }
}

#[test]
fn zones_of_other_kinds() {
    for (kind, query, found) in [
        (ZoneKind::Title, r#""a" within title"#, 1),
        (ZoneKind::Title, r#""a" within p"#, 0),
        (ZoneKind::Title, r#"[zone="title|heading"]"#, 1),
        (ZoneKind::Heading, r#"[zone="title|heading"]"#, 1),
        (ZoneKind::Title, "<title> [] </title>", 1),
        (ZoneKind::Title, "<p> [] </title>", 0),
        (ZoneKind::Title, "<zone> [] </zone>", 1),
        (ZoneKind::PageMark, "<page-mark/>", 1),
        (ZoneKind::Title, r#"("a" within p) within title"#, 0),
    ] {
        assert_eq!(matches_in(kind, query, "a").len(), found, "{query}");
    }
}

#[test]
fn needs_only_what_is_asked() {
    let of = |query: &str| {
        let prepared = Query::parse(query).unwrap().prepare(&Words::default());
        prepared.unwrap().needs()
    };
    assert_eq!(of(r#""a" "b" within p"#), Needs::default());
    for query in [
        r#""a" within s"#,
        "<s> []",
        "<s/>",
        r#"[]+ containing (<s> "a")"#,
    ] {
        assert!(of(query).sentences, "{query}");
    }
    for query in [r#"[voice="own"]"#, "a:[] b:[] :: a.voice = b.voice"] {
        let needs = of(query);
        assert!(
            needs.voice && !needs.sentences && !needs.mentions,
            "{query}"
        );
    }
    for query in [r#"[mention="x"]"#, r#"a:[] :: a.mention = "x""#] {
        assert!(of(query).mentions, "{query}");
    }
    // Both voices are every voice.
    assert!(!of(r#"[voice="own|quoted"]"#).voice);
}

#[test]
fn anchors_and_lengths() {
    let mut words = Words::default();
    words.zone(ZoneKind::Paragraph, "a b c d e");
    let prepare = |query: &str| Query::parse(query).unwrap().prepare(&words).unwrap();
    let anchors = |query: &str| -> Vec<(Vec<u32>, usize, usize)> {
        let anchors = prepare(query).anchors();
        let shown = anchors.iter();
        shown
            .map(|a| (a.types.iter().collect(), a.min_offset, a.max_offset))
            .collect()
    };
    assert_eq!(
        anchors(r#""a" []{0,3} "b""#),
        [(vec![0], 0, 0), (vec![1], 1, 4)]
    );
    assert_eq!(anchors(r#""a" []* "b""#), [(vec![0], 0, 0)]);
    assert_eq!(prepare(r#""a" []* "b""#).required().count(), 2);
    assert_eq!(anchors(r#""a"? "b""#), [(vec![1], 0, 1)]);
    assert_eq!(
        anchors(r#"("a" | "b" "c") "d""#),
        [(vec![3], 1, 2), (vec![0, 1], 0, 0)]
    );
    assert_eq!(anchors(r#"[word="a" & voice="own"] []"#), [(vec![0], 0, 0)]);
    assert_eq!(anchors(r#"[voice="own"] "a"*"#), []);
    assert_eq!(anchors(r#""z""#), [(vec![], 0, 0)]);
    assert_eq!(anchors(r#"[]{2,4} containing "c""#), [(vec![2], 0, 3)]);
    assert_eq!(
        anchors(r#""a" within (<s/> containing "c")"#),
        [(vec![0], 0, 0)]
    );
    for (query, min, max, local) in [
        (r#""a" []{0,3} "b""#, 2, Some(5), true),
        (r#""a" []* "b""#, 2, None, false),
        (r#""a"*"#, 1, None, false),
        (r#""a" within (<s/> containing "c")"#, 1, Some(1), false),
        ("a:[] []* b:[] :: a.word = b.word", 2, Some(500), true),
    ] {
        let prepared = prepare(query);
        assert_eq!(
            (prepared.min_len(), prepared.max_len(), prepared.is_local()),
            (min, max, local),
            "{query}"
        );
    }
}

#[test]
fn one_vocabulary_serves_many_zones() {
    let mut words = Words::default();
    let one = words.zone(ZoneKind::Title, "the party");
    let two = words.zone(ZoneKind::Paragraph, "a party / the Party");
    let query = Query::words(&["party"]).unwrap().prepare(&words).unwrap();
    assert_eq!(all(&query, &one), vec![1..2; 1]);
    assert_eq!(all(&query, &two), [1..2, 3..4]);
    assert!(query.visits(ZoneKind::Title));
}
