//! What is said of a wrong query, and where.

use super::super::Query;
use crate::ErrorKind;

/// Query, column of the wrong character, a part of what is said.
const WRONG: &[(&str, u32, &str)] = &[
    ("", 1, "the query is empty"),
    ("  # nothing", 1, "the query is empty"),
    ("party", 1, r#"found 'party': a word is "party""#),
    (r#""a" party"#, 5, "'party' stands alone"),
    (r#""party"#, 1, "the quotation mark \" is not closed"),
    (r#"[word="party]"#, 7, "not closed"),
    ("“party”", 1, "'“' is no quotation mark"),
    (
        r#"[word="a""#,
        10,
        "expected ']', '&' or '|', found the end of the query",
    ),
    (r#"[word="a"]]"#, 11, "found ']'"),
    (
        r#"["a"]"#,
        2,
        "expected an attribute, '!' or '(' (known are word, lower",
    ),
    (
        r#"[lemma="go"]"#,
        2,
        "'lemma' is no attribute: known are word, lower, zone, voice, mention",
    ),
    ("[word]", 6, "expected '=' or '!=', found ']'"),
    (
        "[word=party]",
        7,
        "expected a text in quotation marks, found 'party'",
    ),
    (
        r#"[word=="a"]"#,
        7,
        "expected a text in quotation marks, found '='",
    ),
    (r#"[word>"a"]"#, 6, "expected '=' or '!=', found '>'"),
    (
        r#"[word="a" word="b"]"#,
        11,
        "expected ']', '&' or '|', found 'word'",
    ),
    (r#"[(word="a"]"#, 11, "expected ')', '&' or '|', found ']'"),
    (r#"[word="a" & ]"#, 13, "expected an attribute, '!' or '('"),
    (
        r#""a"%x"#,
        5,
        "'x' is no flag: known are c (letter case aside), d",
    ),
    (r#""a"%cx"#, 6, "'x' is no flag"),
    (r#""a" % c"#, 5, "expected a flag after '%'"),
    (
        r#"[zone="titel"]"#,
        8,
        "zone is never 'titel': known are title, subtitle",
    ),
    (
        r#"[voice="other"]"#,
        9,
        "voice is never 'other': known are own, quoted",
    ),
    (r#""a(b""#, 3, "no regular expression: unclosed group"),
    (
        r#"[word="ab[c"]"#,
        10,
        "no regular expression: unclosed character class",
    ),
    (r#""*a""#, 2, "repetition operator missing expression"),
    (r#""가(나""#, 3, "unclosed group"),
    (
        r#"("a""#,
        5,
        "expected ')', '|' or another token, found the end",
    ),
    (r#""a")"#, 4, "found ')'"),
    (
        "()",
        2,
        "expected a token in brackets or quotation marks, a group or a tag, found ')'",
    ),
    (r#""a" |"#, 6, "found the end of the query"),
    (r#"| "a""#, 1, "found '|'"),
    (
        r#"* "a""#,
        1,
        "found '*': a quantifier stands after what it repeats",
    ),
    (r#""a"**"#, 5, "a second quantifier"),
    (r#""a"{}"#, 5, "expected a number or ','"),
    (r#""a"{,}"#, 6, "expected a number"),
    (r#""a"{3,1}"#, 7, "1 is less than 3"),
    (r#""a"{2"#, 6, "expected '}'"),
    (r#""a"{2 3}"#, 7, "expected '}', found '3'"),
    (r#""a"{-1}"#, 5, "'-' is no sign of a query"),
    (r#""a" within"#, 11, "expected a region (s, p, zone, title"),
    (
        r#""a" within sentence"#,
        12,
        "'sentence' is no region: known are s, p, zone, title",
    ),
    (r#""a" within <s>"#, 14, "expected '/>', found '>'"),
    (r#""a" within 2 s"#, 12, "expected a region"),
    (r#""a" within "b""#, 12, "expected a region"),
    ("<sent>", 2, "'sent' is no region"),
    ("<s [", 4, "expected '>' or '/>'"),
    ("</s/>", 4, "expected '>', found '/>'"),
    ("<s>", 1, "asks for no token"),
    (r#""a"{0}"#, 1, "asks for no token"),
    (r#""a" containing "b"*"#, 16, "at least one token"),
    (
        r#"[]+ containing b:"b""#,
        16,
        "a label cannot stand after 'containing'",
    ),
    (
        r#"[]+ containing "a" within s"#,
        20,
        "'within' again: say in parentheses",
    ),
    (
        r#"("a" within s) "b""#,
        16,
        "found a text in quotation marks",
    ),
    (
        r#""b" ("a" within s)"#,
        10,
        "'within' stands after the whole pattern",
    ),
    (
        r#"a:"x" :: b.word = "y""#,
        10,
        "'b' is no label: the query gives a",
    ),
    (
        r#""x" :: b.word = "y""#,
        8,
        "'b' is no label: the query gives none (write b:[…])",
    ),
    (r#"a:"x" :: a = "y""#, 12, "expected '.' and an attribute"),
    (r#"a:"x" :: a.pos = "y""#, 12, "'pos' is no attribute"),
    (
        r#"a:"x" b:"y" :: a.word = b.lower"#,
        27,
        "word is compared with lower",
    ),
    (r#"a:"x" ::"#, 9, "expected a label, '!' or '('"),
    (
        r#"a:("x" "y")"#,
        3,
        "expected the one token that the label names, found '('",
    ),
    (r#"(a:"x")+"#, 8, "label 'a' stands in a repetition"),
    (r#"a:"x" a:"y""#, 1, "label 'a' is given to two tokens"),
    (
        r#"a:[] :: a.word = "x" containing "b""#,
        22,
        "'containing' stands before '::'",
    ),
    ("\"a\"\n  ]", 3, "found ']'"),
];

#[test]
fn points_at_the_character() {
    for (query, column, detail) in WRONG {
        let error = Query::parse(query).expect_err(query);
        let place = error.location().expect(query);
        assert_eq!(place.column, *column, "{query}\n{error}");
        assert!(error.detail().contains(detail), "{query}\n{error}");
        assert_eq!(error.kind(), ErrorKind::Usage, "{query}");
    }
    let error = Query::parse("\"a\"\n  ]").unwrap_err();
    assert_eq!(error.location().unwrap().line, 2);
    assert_eq!(error.to_string().split(": ").next(), Some("2:3"));
}

#[test]
fn words_need_a_word() {
    let none: [&str; 0] = [];
    assert!(Query::words(&none).is_err());
}
