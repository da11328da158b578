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
/// Sentences of an invented report, long enough to be told from menus.
const REPORT: [&str; 4] = [
    "TARSK — The cabinet of Vendria said on Monday that it would open the port of Meridian to foreign ships again after a pause of two years.",
    "Premier Davin Sorrel told reporters that the decision had been taken on Friday, and that the first ships were expected in April.",
    "Analysts said that the move could bring as much as forty million crowns a year to the city, which lost a third of its trade in the flood.",
    "The Port Meridian Times called the decision late, and asked who would pay for the cranes that the storm had taken from the quays.",
];

fn report(body: &str) -> String {
    format!(
        "<html><head><title>Port Meridian opens to foreign ships - Halden Wire</title></head><body>\
         <ul><li><a href=/w>World</a></li><li><a href=/s>Sport</a></li></ul>\
         <h1>Port Meridian opens to foreign ships</h1>{body}</body></html>"
    )
}

fn paragraphs(lines: &[&str]) -> String {
    lines.iter().map(|p| format!("<p>{p}</p>")).collect()
}

#[test]
fn the_paragraphs_of_a_report_however_they_are_set() {
    let [first, rest @ ..] = REPORT;
    let tail = paragraphs(&rest);
    let all = paragraphs(&REPORT);
    let cases = [
        (
            "a lead",
            format!("<div><p class=lead>{first}</p>{tail}</div>"),
        ),
        (
            "single breaks",
            format!("<div>{}</div>", REPORT.join("<br>")),
        ),
        (
            "double breaks",
            format!("<div>{}</div>", REPORT.join("<br><br>")),
        ),
        (
            "a page that may have comments",
            format!(
                "<p class=deck>What the cabinet decided on Friday about the port and its quays, and what the ships may bring to the city when they come in April, once the storms are over</p><div class='story comments-enabled'>{all}</div>"
            ),
        ),
        (
            "hidden until a script runs",
            format!("<div style='visibility: hidden'>{all}</div>"),
        ),
        (
            "a caption in italics",
            format!(
                "<div><p><img src=a.jpg><br><em>Ships lie at the quays of Port Meridian. Photo: Osk</em></p>{all}</div>"
            ),
        ),
        (
            "a caption in a paragraph",
            format!(
                "<div><figure><img src=a.jpg><p>Ships lie at the quays of Port Meridian on Monday.</p></figure>{all}</div>"
            ),
        ),
        (
            "an owner's line",
            format!(
                "<div>{all}<p>Copyright (C) 1999-2024 Halden Wire. This page is best viewed at night.</p></div>"
            ),
        ),
        (
            "an address",
            format!("<div>{all}<p>osk@haldenwire.example</p></div>"),
        ),
    ];
    for (name, body) in cases {
        let source = report(&body);
        let found = read(&source);
        assert_partition(&source, &found);
        assert_slices(&source, &found);
        assert_eq!(of(&found, ZoneKind::Paragraph), REPORT, "{name}");
    }
}

#[test]
fn words_for_screen_readers_are_no_part_of_a_line() {
    for hidden in [
        "<span class='sr-only'>, opens a new window</span>",
        "<span style='clip: rect(0 0 0 0); position: absolute'>, opens a new window</span>",
    ] {
        let line = format!(
            "Premier <a href=/d>Davin Sorrel{hidden}</a> told reporters that the first ships were expected in April, and that the cranes were ready."
        );
        let source = report(&format!("<div>{}<p>{line}</p></div>", paragraphs(&REPORT)));
        let found = read(&source);
        assert_partition(&source, &found);
        assert_slices(&source, &found);
        assert_eq!(
            of(&found, ZoneKind::Paragraph).last().copied(),
            Some(
                "Premier Davin Sorrel told reporters that the first ships were expected in April, and that the cranes were ready."
            )
        );
    }
}

#[test]
fn a_date_is_no_headline() {
    let source = format!(
        "<html><head><title>VPS - November 21, 2018</title></head><body><table><tr><td><a href=a>Front page</a><br><a href=b>Past news</a></td>\
         <td><font size=2>November 21, 2018</font><br><br><b>Port Meridian Opens to Ships</b><br><br>{}</td></tr></table></body></html>",
        REPORT.join("<br><br>")
    );
    let found = read(&source);
    assert_eq!(
        of(&found, ZoneKind::Title),
        ["Port Meridian Opens to Ships"]
    );
    assert_eq!(of(&found, ZoneKind::Timestamp), ["November 21, 2018"]);
    assert_eq!(of(&found, ZoneKind::Paragraph), REPORT);
}

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
fn two_articles_on_one_page() {
    let source = format!(
        "<html><body><nav><a href=/>Home</a></nav><main><article><h2>Party opens conference in Tarsk</h2><p>{FIRST}</p><p>{SECOND}</p></article>\
         <article><h2>New bureau to be elected</h2><p>{THIRD}</p><p>{SECOND} It was his third speech of the year.</p></article></main>\
         <footer>Copyright 2022</footer></body></html>"
    );
    let found = read(&source);
    assert_eq!(found.articles.len(), 2);
    let titles = of(&found, ZoneKind::Title);
    assert_eq!(
        titles,
        [
            "Party opens conference in Tarsk",
            "New bureau to be elected"
        ]
    );
    assert_eq!(of(&found, ZoneKind::Paragraph).len(), 4);
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
fn a_list_of_short_lines_has_no_article() {
    let rows: String = (1..40)
        .map(|n| format!("<tr><td>{n}.</td><td>Cranes of quay {n} made ready</td><td>The Tarsk Courier</td><td>2024.03.03</td></tr>"))
        .collect();
    let source = format!(
        "<html><head><title>The Tarsk Courier</title></head><body><table>{rows}</table></body></html>"
    );
    let found = read(&source);
    assert_partition(&source, &found);
    assert!(of(&found, ZoneKind::Paragraph).is_empty());
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

/// What this thread has had of a processor, where the system tells; the clock elsewhere.
fn processor_seconds() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split(' ').next()?.parse::<f64>().ok())
        .map_or_else(|| START.elapsed().as_secs_f64(), |nanos| nanos / 1e9)
}

/// Time grows with the length of the page, whatever it is made of.
#[test]
fn hostile_pages_are_read_in_linear_time() {
    let cases = [
        (
            "attributes",
            "<p class=a id=b style=c><b class=d class=e class=f>x",
        ),
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
                    let start = processor_seconds();
                    let found = read(&source);
                    assert!(!found.articles.is_empty());
                    processor_seconds() - start
                })
                .fold(f64::MAX, f64::min)
        };
        // Eight times the text; a square would take sixty-four times as long. A busy machine may
        // spoil one measurement, hardly three.
        let growth: Vec<f64> = (0..3)
            .map(|_| time(800_000) / time(100_000).max(1e-3))
            .collect();
        assert!(growth.iter().any(|g| *g < 40.0), "{name}: {growth:?}");
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
