//! Queries and texts made to hurt.

use super::{
    super::{Query, Tokens},
    matches,
    sample::Words,
};
use crate::{ErrorKind, layout::ZoneKind};

/// A zone of one word, as long as wanted, in sentences of a hundred.
struct Long(usize);

impl Tokens for Long {
    fn kind(&self) -> ZoneKind {
        ZoneKind::Paragraph
    }

    fn len(&self) -> usize {
        self.0
    }

    fn word(&self, _: usize) -> u32 {
        0
    }

    fn sentence_starts(&self, at: usize) -> bool {
        at.is_multiple_of(100)
    }

    fn quoted(&self, _: usize) -> bool {
        false
    }

    fn mention(&self, _: usize) -> Option<u32> {
        None
    }
}

fn words() -> Words {
    Words {
        forms: vec!["a".to_owned(), "b".to_owned()],
        mentions: Vec::new(),
    }
}

/// How many matches a query has in a long zone.
fn found(query: &str, len: usize) -> usize {
    let mut found = 0;
    let prepared = Query::parse(query).unwrap().prepare(&words()).unwrap();
    prepared.find(&Long(len), &mut |_| found += 1);
    found
}

/// Each of these takes hours if starts or ways are followed one by one.
#[test]
fn long_zones_take_linear_time() {
    const LEN: usize = 50_000;
    for (query, expected) in [
        ("[]*", LEN),
        ("([]*)*", LEN),
        ("([]* []*)* []*", LEN),
        (r#"[]* "b""#, 0),
        (r#"("a"* "a"*)* "b""#, 0),
        (r#"("a" | "a" "a")+ "b""#, 0),
        (r#"(("a"?){20} "a"{20})+ "b""#, 0),
        (r#""a" []* "a""#, LEN - 1),
        (r#""a" []{0,500} "b""#, 0),
        (r#"[]+ containing "b""#, 0),
        (r#"[]+ containing "a" []* "a""#, LEN - 1),
        (r#""a" []* "a" within s"#, LEN - LEN / 100),
        (r#"<s/> containing "a""#, LEN / 100),
        (r#"a:"a" []{0,5} b:"b" :: a.word = b.word"#, 0),
    ] {
        assert_eq!(found(query, LEN), expected, "{query}");
    }
}

#[test]
fn circles_of_nothing() {
    for query in [
        "([]*)*",
        "(([]*)*)*",
        "([]*|[]+)*",
        "(([]?)*)+",
        "(([]?){0,3}){2,}",
        "((<s>)* []?)*",
    ] {
        assert_eq!(matches(query, "a b"), [0..2, 1..2], "{query}");
    }
    assert_eq!(matches("(<s> | </s> | [])*", "a / b"), [0..2, 1..2]);
}

#[test]
fn limits_are_errors() {
    let deep = |n: usize| format!("{}\"a\"{}", "(".repeat(n), ")".repeat(n));
    let conditions = |n: usize| format!("[{}word=\"a\"{}]", "(".repeat(n), ")".repeat(n));
    let different: String = (0..300)
        .flat_map(|n| ["\"w".to_owned(), n.to_string(), "\" ".to_owned()])
        .collect();
    let labels: String = "abcdefghi"
        .chars()
        .flat_map(|c| [c, ':', '[', ']', ' '])
        .collect();
    let both = |query: &str| Query::parse(query).and_then(|q| q.prepare(&words()));
    for query in [
        deep(100),
        deep(10_000),
        conditions(100),
        conditions(10_000),
        different,
        labels,
        "[]".repeat(40_000),
        r#""a"{1001}"#.to_owned(),
        r#""a"{99999999999999999999}"#.to_owned(),
        r#"("a"{1000}){1000}"#.to_owned(),
        r#"((((((<s>){1000} "a"){1000}){1000}){1000}){1000})"#.to_owned(),
        r#""(a{1000}){1000}""#.to_owned(),
        "[]".repeat(10_001),
        "[]* a:[] []* b:[] []* c:[] []* d:[] :: a.word = c.word & b.word = d.word".to_owned(),
    ] {
        let start: String = query.chars().take(60).collect();
        let error = both(&query).expect_err(&start);
        assert_eq!(error.kind(), ErrorKind::Limit, "{start}: {error}");
    }
    for query in [
        "[".repeat(10_000),
        "(".repeat(10_000),
        "]".repeat(10_000),
        format!("[{}", "!".repeat(10_000)),
        format!("\"{}\"", "(".repeat(10_000)),
        "<".repeat(10_000),
    ] {
        assert!(both(&query).is_err());
    }
    assert!(both(r#"(((("a"{0}){1000}){1000}){1000} "b")"#).is_ok());
    assert!(both(&deep(60)).is_ok());
    assert!(both(&"[]".repeat(5_000)).is_ok());
    assert!(both(&format!("[{}word=\"a\"]", "!".repeat(10_000))).is_ok());
    assert!(both("[]* a:[] []* b:[] :: a.word = b.word").is_ok());
}

#[test]
fn labels_reach_so_far() {
    let query = r#"a:"a" []* b:"a" :: a.word = b.word"#;
    let prepared = Query::parse(query).unwrap().prepare(&words()).unwrap();
    assert_eq!(prepared.find_at(&Long(2000), 0), Some(0..500));
}
