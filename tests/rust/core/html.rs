//! The reading of HTML pages: what is body, what each zone is, that nothing is lost and that every
//! span leads back to its words.

use proptest::prelude::*;
use variorum::{
    capture::{Capture, MediaType},
    layout::{Layout, Zone, ZoneKind, layout},
    text::Span,
};

fn read(source: &str) -> Layout {
    layout(&Capture::from_text("page.html", MediaType::Html, source))
}

fn of(found: &Layout, kind: ZoneKind) -> Vec<&str> {
    found
        .articles
        .iter()
        .flat_map(|a| &a.zones)
        .filter(|z| z.kind == kind)
        .map(Zone::text)
        .collect()
}

/// Every non-white character in exactly one span of exactly one zone; spans ascend; zones are in the
/// order of their first spans.
fn assert_partition(source: &str, found: &Layout) {
    let mut times = vec![0u8; source.len()];
    for article in &found.articles {
        let mut before = 0;
        for zone in &article.zones {
            assert!(zone.hull().start >= before, "zones out of order");
            before = zone.hull().start;
            let mut end = 0;
            for span in &zone.spans {
                assert!(
                    span.start >= end && span.end > span.start,
                    "spans of {:?}",
                    zone.kind
                );
                assert!(source.is_char_boundary(span.start) && source.is_char_boundary(span.end));
                end = span.end;
                for time in &mut times[span.range()] {
                    *time += 1;
                }
            }
        }
    }
    for (at, c) in source.char_indices() {
        let expected = if c.is_whitespace() {
            times[at].min(1)
        } else {
            1
        };
        assert_eq!(times[at], expected, "byte {at}, {c:?}");
    }
}

/// Slices of a zone, entities decoded and white space taken out, are its words; and every piece of
/// its clean text stands for a stretch inside its spans.
fn assert_slices(source: &str, found: &Layout) {
    for zone in found.articles.iter().flat_map(|a| &a.zones) {
        if zone.text().is_empty() {
            continue;
        }
        let slices: String = zone.spans.iter().map(|s| s.of(source)).collect();
        let decoded = decode(&slices);
        assert_eq!(bare(&decoded), bare(zone.text()), "{:?}", zone.kind);
        let whole = Span::new(0, zone.text().len());
        for part in zone.clean.to_source(whole) {
            let inside = |s: &Span| part.start >= s.start && part.end <= s.end;
            let between = part.of(source).trim().is_empty();
            assert!(
                between || zone.spans.iter().any(inside),
                "{part:?} of {:?}",
                zone.spans
            );
        }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn decode(text: &str) -> String {
    [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&mdash;", "\u{2014}"),
        ("&#54036;", "\u{d314}"),
        ("&eacute;", "\u{e9}"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |t, (from, to)| t.replace(from, to))
}

const FIRST: &str = "The Vendrian Unity Party opened its ninth conference in Tarsk on Monday, the Vendrian Press Service said, \
    and delegates from every province of the republic took part in the first sitting.";
const SECOND: &str = "Oren Malk, the general secretary, told the delegates that the plan for the port of Meridian had been \
    carried out ahead of time, and that the harvest was the best in eleven years.";
const THIRD: &str = "The conference is to close on Thursday with the election of a new bureau, according to the agency, \
    which gave no list of the candidates.";

/// A page as newspapers publish them, with everything around the text that has to go.
fn page() -> String {
    format!(
        r##"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Party opens conference in Tarsk | The Tarsk Courier</title>
<meta property="og:title" content="Party opens conference in Tarsk">
<meta property="og:site_name" content="The Tarsk Courier">
<link rel="canonical" href="https://courier.example/2022/02/28/conference">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Courier Online"}},
{{"@type":"NewsArticle","headline":"Party opens conference in Tarsk","datePublished":"2022-02-28T09:15:00+02:00",
"dateModified":"2022-03-01T08:00:00+02:00","author":[{{"@type":"Person","name":"Ansa Rell"}},{{"@type":"Person","name":"Tor Vane"}}],
"publisher":{{"@type":"Organization","name":"The Tarsk Courier"}}}}]}}</script>
<style>p {{ margin: 0 }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article class="story"><header><h1>Party opens conference in Tarsk</h1>
<p class="standfirst">Malk praises the port plan and promises a new bureau by Thursday</p>
<div class="byline">By <a rel="author" href="/rell">Ansa Rell</a> and Tor Vane</div>
<time class="published" datetime="2022-02-28T09:15:00+02:00">28 February 2022, 09:15</time></header>
<div class="share-tools"><a href="#">Share</a> <a href="#">Print</a></div>
<div class="story-body"><p>{FIRST}</p>
<figure><img src="a.jpg"><figcaption>Delegates enter the hall in Tarsk on Monday <span>Photo: Halden Wire</span></figcaption></figure>
<p>{SECOND}</p><h2>What comes next</h2><p>{THIRD}</p>
<aside class="related"><h3>Related articles</h3><ul><li><a href="/1">Port Meridian opens a new pier for grain ships</a></li>
<li><a href="/2">Harvest figures published for the eleventh time</a></li></ul></aside></div></article>
<section id="comments" class="comments"><h3>2 comments</h3><div class="comment"><b>reader1</b><p>I was at the hall on Monday and the queue at
the gate went on for hours, but the speeches were worth the wait, as they are every time.</p></div></section>
<footer><p>Copyright 2022 The Tarsk Courier. All rights reserved.</p></footer></body></html>"##
    )
}

#[test]
fn a_newspaper_page() {
    let source = page();
    let found = read(&source);
    assert_eq!(found.articles.len(), 1);
    assert_eq!(
        of(&found, ZoneKind::Title),
        ["Party opens conference in Tarsk"]
    );
    assert_eq!(of(&found, ZoneKind::Paragraph), [FIRST, SECOND, THIRD]);
    assert_eq!(of(&found, ZoneKind::Heading), ["What comes next"]);
    assert_eq!(of(&found, ZoneKind::Byline), ["By Ansa Rell and Tor Vane"]);
    assert_eq!(of(&found, ZoneKind::Timestamp), ["28 February 2022, 09:15"]);
    assert_eq!(
        of(&found, ZoneKind::Subtitle),
        ["Malk praises the port plan and promises a new bureau by Thursday"]
    );
    assert_eq!(
        of(&found, ZoneKind::Caption),
        ["Delegates enter the hall in Tarsk on Monday Photo: Halden Wire"]
    );
    let m = &found.metadata;
    assert_eq!(m.titles[0], "Party opens conference in Tarsk");
    assert_eq!(m.authors, ["Ansa Rell", "Tor Vane"]);
    assert_eq!(m.published[0], "2022-02-28T09:15:00+02:00");
    assert_eq!(m.updated[0], "2022-03-01T08:00:00+02:00");
    assert_eq!(m.outlets[0], "The Tarsk Courier");
    assert_eq!(m.language.as_deref(), Some("en"));
    assert_eq!(
        m.url.as_deref(),
        Some("https://courier.example/2022/02/28/conference")
    );
    assert_partition(&source, &found);
    assert_slices(&source, &found);
}

/// Pages written otherwise than the standard has it: the same three paragraphs must come out.
#[test]
fn oddities_of_markup() {
    let rights = "<div class=footer>Copyright 2022 Tarsk Courier. All rights reserved.</div>";
    let menu =
        "<table><tr><td><a href=/>Home</a><td><a href=/n>News</a><td><a href=/s>Sport</a></table>";
    let title = "Party opens conference in Tarsk";
    let cases = [
        (
            "unclosed paragraphs",
            format!(
                "<html><title>{title}</title><body>{menu}<h1>{title}</h1><p>{FIRST}<p>{SECOND}<p>{THIRD}{rights}"
            ),
        ),
        (
            "a layout of tables",
            format!(
                "<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY BGCOLOR=#ffffff><TABLE><TR><TD WIDTH=120 VALIGN=top><FONT SIZE=1>\
                 <A HREF=/>Home</A><BR><A HREF=/n>News</A><BR><A HREF=/s>Sport</A></FONT></TD><TD><FONT SIZE=5><B>{title}</B></FONT>\
                 <P><FONT FACE=Arial>{FIRST}</FONT><P><FONT FACE=Arial>{SECOND}</FONT><P><FONT FACE=Arial>{THIRD}</FONT></TD></TR></TABLE>\
                 <CENTER><FONT SIZE=1>Copyright 1998 Tarsk Courier</FONT></CENTER></BODY></HTML>"
            ),
        ),
        (
            "line breaks only",
            format!(
                "<html><head><title>{title}</title></head><body><div id=content><h2>{title}</h2>{FIRST}<br><br>{SECOND}<br/>\n<br />{THIRD}</div>{rights}</body></html>"
            ),
        ),
        (
            "XHTML with CDATA and comments",
            format!(
                "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\"><html xmlns=\"http://www.w3.org/1999/xhtml\" \
                 xml:lang=\"en\"><head><title>{title}</title><script type=\"text/javascript\">//<![CDATA[\nvar a = '<p>not text</p>' && 1 < 2;\n//]]></script></head>\
                 <body><!-- <p>left out {SECOND}</p> --><h1>{title}</h1><p>{FIRST}</p><!--[if IE]><p>old</p><![endif]--><p>{SECOND}</p><p>{THIRD}</p><hr /></body></html>"
            ),
        ),
        (
            "a huge attribute and null bytes",
            format!(
                "<html><body><h1 data-x='{}'>{title}</h1><img src=\"data:image/png;base64,{}\"><p>{FIRST}</p><p class=\"\0\">{SECOND}</p><p>{THIRD}</p>",
                "x".repeat(300_000),
                "QUJD".repeat(100_000)
            ),
        ),
        (
            "deep nesting",
            format!(
                "{}<h1>{title}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{}",
                "<div>".repeat(20_000),
                "</div>".repeat(20_000)
            ),
        ),
        (
            "stray end tags and bold across paragraphs",
            format!(
                "</p></div><body></table><h1>{title}</h1></li><b><p>{FIRST}</b></p><p>{SECOND}</span></p></td><p>{THIRD}</p></html>"
            ),
        ),
        (
            "saved with scripts and a noscript copy",
            format!(
                "<html><body><script>document.write('<p>x</p><script src=\"y\"><\\/script>')</script><h1>{title}</h1><p>{FIRST}</p>\
                 <noscript><p>{FIRST}</p></noscript><template><p>{SECOND}</p></template><p>{SECOND}</p><p>{THIRD}</p>\
                 <div style='display: none'><p>{THIRD}</p></div></body></html>"
            ),
        ),
    ];
    for (name, source) in cases {
        let found = read(&source);
        assert_eq!(of(&found, ZoneKind::Title), [title], "{name}");
        assert_eq!(
            of(&found, ZoneKind::Paragraph),
            [FIRST, SECOND, THIRD],
            "{name}"
        );
        assert_partition(&source, &found);
        assert_slices(&source, &found);
    }
}

#[test]
fn a_korean_portal_page() {
    let body = [
        "(타르스크=벤드리아통신) 안사 렐 기자 = 벤드리아 통일당은 28일 타르스크에서 제9차 대회를 열고 항만 계획의 성과를 발표했다고 당 기관지가 보도했다.",
        "오렌 말크 총비서는 보고에서 메리디안 항만 건설이 계획보다 앞당겨 끝났다며 올해 수확이 11년 만에 가장 많았다고 밝혔다.",
        "대회는 목요일 새 지도부를 선출한 뒤 폐막할 예정이라고 통신은 전했으나 후보 명단은 공개하지 않았다.",
    ];
    let source = format!(
        "<html lang=\"ko\"><head><title>벤드리아 통일당 대회 개막 - 벤드리아포털</title><meta property=\"og:title\" content=\"벤드리아 통일당 대회 개막\"></head><body>\
         <div class=\"gnb\"><a href=\"/\">홈</a><a href=\"/p\">정치</a><a href=\"/s\">스포츠</a></div><h2 class=\"media_end_head_headline\">벤드리아 통일당 대회 개막</h2>\
         <div class=\"media_end_head_info\"><span class=\"t11\">입력 2022.02.28. 오전 9:15</span></div>\
         <div class=\"font_size_widget\"><button>가</button><button>글자 크기 변경하기</button></div>\
         <div id=\"dic_area\">{}<br><br>{}<br><br>{}</div>\
         <div class=\"copyright\">저작권자 벤드리아통신, 무단 전재-재배포 금지</div>\
         <div class=\"ranking_news\"><a href=\"/1\">많이 본 뉴스: 항만 준공식 열려</a><a href=\"/2\">수확량 발표</a></div></body></html>",
        body[0], body[1], body[2]
    );
    let found = read(&source);
    assert_eq!(of(&found, ZoneKind::Paragraph), body);
    assert_eq!(of(&found, ZoneKind::Title), ["벤드리아 통일당 대회 개막"]);
    assert_eq!(
        of(&found, ZoneKind::Timestamp),
        ["입력 2022.02.28. 오전 9:15"]
    );
    assert_partition(&source, &found);
    assert_slices(&source, &found);
}

#[test]
fn a_list_of_links_has_no_article() {
    let items =
        "<li><a href=/1>The port of Meridian reports on its work in the month of March</a></li>"
            .repeat(30);
    let source = format!("<html><body><h1>News</h1><ul>{items}</ul></body></html>");
    let found = read(&source);
    assert_eq!(of(&found, ZoneKind::Paragraph), Vec::<&str>::new());
    assert_partition(&source, &found);
}

#[test]
fn words_without_a_page() {
    for source in [
        "",
        " \n ",
        "x",
        "<",
        "&",
        "<p",
        "a < b & c > d",
        "<script>x",
        "<!--",
        "\u{0}",
        "<frameset><frame src=a></frameset>",
    ] {
        let found = read(source);
        assert_partition(source, &found);
        assert_slices(source, &found);
    }
}

#[test]
fn nothing_is_invented() {
    let source = format!(
        "<html><body><h1>Party opens conference</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    );
    let m = read(&source).metadata;
    assert!(m.published.is_empty() && m.updated.is_empty() && m.authors.is_empty());
    assert!(m.outlets.is_empty() && m.url.is_none() && m.language.is_none());
}

#[test]
fn broken_json_is_read_where_it_can_be() {
    let source = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Two\nlines\", \
                  \"datePublished\": \"2022-02-28\", \"author\": {\"name\": \"By Ansa Rell\"},};</script>\
                  <script type='application/ld+json'>{not json</script>\
                  <script type='application/ld+json'>[{\"@type\": [\"Article\"], \"author\": \"https://courier.example/rell\"}]</script>";
    let m = read(source).metadata;
    assert_eq!(m.titles, ["Two lines"]);
    assert_eq!(m.published, ["2022-02-28"]);
    assert_eq!(m.authors, ["Ansa Rell"]);
}

/// Time grows with the length of the page, whatever it is made of.
#[test]
fn hostile_pages_are_read_in_linear_time() {
    let cases: [(&str, &str); 8] = [
        ("nested", "<div>"),
        ("nested inline", "<b>"),
        ("lists", "<ul><li>"),
        ("tables", "<table><tr><td>"),
        ("links", "<a href=x>y"),
        ("ends", "</p></i></td>"),
        ("references", "&amp;&x&#"),
        ("breaks", "x<br>"),
    ];
    for (name, unit) in cases {
        let time = |n: usize| {
            let source = unit.repeat(n / unit.len());
            // The best of three: other work on the machine only ever adds time.
            (0..3)
                .map(|_| {
                    let start = std::time::Instant::now();
                    let found = read(&source);
                    assert!(!found.articles.is_empty());
                    start.elapsed().as_secs_f64()
                })
                .fold(f64::MAX, f64::min)
        };
        let (small, large) = (time(100_000).max(1e-3), time(800_000));
        // Eight times the text; a square would take sixty-four times as long.
        assert!(large / small < 40.0, "{name}: {small} s, then {large} s");
    }
}

fn mutated() -> impl Strategy<Value = String> {
    let source = page();
    let len = source.len();
    proptest::collection::vec((0..len, 0usize..40, "[<>/&;\"' a-zé가\\x00-]{0,6}"), 1..12).prop_map(
        move |edits| {
            let mut text = page();
            for (at, cut, put) in edits {
                let mut from = at.min(text.len());
                while !text.is_char_boundary(from) {
                    from -= 1;
                }
                let mut to = (from + cut).min(text.len());
                while !text.is_char_boundary(to) {
                    to += 1;
                }
                text.replace_range(from..to, &put);
            }
            text
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_partitioned(source in any::<String>()) {
        assert_partition(&source, &read(&source));
    }

    #[test]
    fn any_markup_is_partitioned(source in "(<(/?(p|div|b|a href=x|li|ul|td|tr|table|script|title|textarea|svg|br|h1|pre)|!--|!\\[CDATA\\[|\\?)[ =\"'/>]{0,3}|[a-z가 &;#0-9\\r\\n]{1,8}|-->|</script>){0,60}") {
        assert_partition(&source, &read(&source));
    }

    #[test]
    fn mutated_pages_are_partitioned(source in mutated()) {
        assert_partition(&source, &read(&source));
    }
}

/// Every page of the shared folder, where there is one.
#[test]
fn shared_captures() {
    let shared = std::env::var_os("VARIORUM_SHARED").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        Into::into,
    );
    let Ok(folder) = std::fs::read_dir(shared.join("captures/html")) else {
        #[allow(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("skipped: no captures under {}", shared.display());
        }
        return;
    };
    let mut pages = 0;
    for entry in folder.flatten() {
        let source = String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned();
        let found = read(&source);
        assert_partition(&source, &found);
        pages += 1;
    }
    assert!(pages > 0);
}
