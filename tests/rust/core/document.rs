//! Fields of documents, read from zones made by hand.

use std::{path::PathBuf, sync::Arc};

use ZoneKind::{Byline, Caption, Credit, Furniture, Notice, Paragraph, Timestamp, Title};
use variorum::{
    Document,
    capture::{Capture, MediaType},
    layout::{Article, Metadata, Zone, ZoneKind, layout},
    pack::Pack,
    text::{Clean, Span},
};

/// A capture whose zones are these words, one line each.
fn capture(media: MediaType, parts: &[(ZoneKind, &str)]) -> (Capture, Article) {
    let mut text = String::new();
    let mut places = Vec::new();
    for (kind, words) in parts {
        places.push((*kind, Span::new(text.len(), text.len() + words.len())));
        text.push_str(words);
        text.push('\n');
    }
    let zones = places
        .into_iter()
        .map(|(kind, span)| Zone {
            kind,
            spans: vec![span],
            clean: Clean::folded(&text, span),
            language: None,
        })
        .collect();
    (
        Capture::from_text("tarsk.txt", media, text),
        Article { zones },
    )
}

fn read_with(
    media: MediaType,
    parts: &[(ZoneKind, &str)],
    metadata: &Metadata,
    columns: &[(&str, &str)],
    pack: &Pack,
) -> Document {
    let (mut capture, article) = capture(media, parts);
    for (name, value) in columns {
        capture
            .metadata
            .insert((*name).to_owned(), (*value).to_owned());
    }
    Document::read(&Arc::new(capture), 0, article, metadata, pack)
}

fn read(parts: &[(ZoneKind, &str)]) -> Document {
    read_with(
        MediaType::Plain,
        parts,
        &Metadata::default(),
        &[],
        &Pack::dprk(),
    )
}

fn read_html(parts: &[(ZoneKind, &str)], metadata: &Metadata) -> Document {
    read_with(MediaType::Html, parts, metadata, &[], &Pack::dprk())
}

const BODY: &str = "The ruling party of Vendria opened its congress in the capital on Sunday, the first one in five years.";

fn published(document: &Document) -> Option<String> {
    document.published.map(|d| d.to_string())
}

fn outlet(document: &Document) -> Option<&str> {
    document
        .outlet
        .as_ref()
        .map(|o| o.id.as_deref().unwrap_or(o.name.as_str()))
}

#[test]
fn a_wire_story_has_all_its_fields() {
    let d = read(&[
        (Furniture, " date 2022-02-27 Go to Contents"),
        (Title, "Leader of Vendria opens congress"),
        (Timestamp, "All News 15:25 February 27, 2022"),
        (
            Paragraph,
            "SEOUL, Feb. 27 (Yonhap) -- Vendria's leader opened a congress in Tarsk on Sunday, its state media said.",
        ),
        (
            Caption,
            "Oren Malk speaks in Tarsk on Feb. 26, 2022, in this photo released by VPS. (Yonhap)",
        ),
        (Paragraph, BODY),
    ]);
    assert_eq!(d.title.as_deref(), Some("Leader of Vendria opens congress"));
    assert_eq!(published(&d).as_deref(), Some("2022-02-27T15:25"));
    assert_eq!(d.updated, None);
    assert_eq!(outlet(&d), Some("yonhap"));
    assert_eq!(d.agency.as_deref(), Some("Yonhap"));
    assert!(d.bylines.is_empty());
    assert_eq!(d.language, Some("en"));
    let dateline = d.dateline.unwrap();
    assert_eq!(dateline.place.as_deref(), Some("SEOUL"));
    assert_eq!(
        dateline.date.map(|d| d.to_string()).as_deref(),
        Some("2022-02-27")
    );
    assert_eq!(dateline.agency.as_deref(), Some("Yonhap"));
    assert_eq!(d.capture.slice(dateline.span), "SEOUL, Feb. 27 (Yonhap) --");
    assert_eq!(d.inferred, ["dateline.date"]);
    // The paragraph keeps its dateline.
    assert!(d.zones[3].text().starts_with("SEOUL, Feb. 27 (Yonhap) -- "));
}

#[test]
fn bylines_keep_each_script() {
    let d = read(&[
        (Title, "Leader of Vendria calls for unity"),
        (Timestamp, "김사라 2021. 4. 7. 18:13"),
        (Paragraph, BODY),
        (Byline, "BY SARAH KIM [kim.sarah@courier.example]"),
        (
            Notice,
            "Copyright © 코리아중앙데일리. 무단전재 및 재배포 금지.",
        ),
    ]);
    assert_eq!(d.bylines, ["김사라", "Sarah Kim"]);
    assert_eq!(published(&d).as_deref(), Some("2021-04-07T18:13"));
    assert_eq!(outlet(&d), Some("kjd"));
    assert_eq!(d.agency, None);
    assert_eq!(d.dateline, None);
}

#[test]
fn a_reprint_names_its_agency_and_its_own_outlet() {
    let d = read(&[
        (Furniture, "National"),
        (Title, "Vendria calls on all to work"),
        (Byline, "By Yonhap"),
        (
            Timestamp,
            "Published : Apr 8, 2021 - 10:13\u{a0}\u{a0}\u{a0}Updated : Apr 8, 2021 - 10:14",
        ),
        (
            Caption,
            "Leaders take part in a congress in this photo released by VPS. (KCNA-Yonhap)",
        ),
        (
            Paragraph,
            "Vendria urged its people to work, Reuters and the Korea Times said.",
        ),
        (
            Paragraph,
            "The congress will continue, VPS said, without saying when it will end. (Yonhap)",
        ),
        (Notice, "The Korea Herald by Herald Corporation"),
        (Notice, "Copyright Herald Corporation. All Rights Reserved."),
        (Notice, "Date of registration : 2015.04.28"),
        (Notice, "Publisher. Editor : Jeon Some-one"),
    ]);
    assert_eq!(outlet(&d), Some("kh"));
    assert_eq!(d.agency.as_deref(), Some("Yonhap"));
    assert_eq!(d.bylines, ["Yonhap"]);
    assert_eq!(published(&d).as_deref(), Some("2021-04-08T10:13"));
    assert_eq!(
        d.updated.map(|d| d.to_string()).as_deref(),
        Some("2021-04-08T10:14")
    );
}

#[test]
fn what_is_not_shown_is_absent() {
    let d = read(&[
        (Title, "Respected leader delivers address"),
        (
            Paragraph,
            "Oren Malk gave an address on February 26. Reuters and Yonhap did not report it.",
        ),
        (Furniture, "Back to top button"),
    ]);
    assert_eq!(
        (d.outlet, d.agency, d.dateline, d.published, d.updated),
        (None, None, None, None, None)
    );
    assert!(d.bylines.is_empty() && d.inferred.is_empty() && d.notes.is_empty());
    // An imprint alone gives no date.
    let d = read(&[
        (Title, "Leader speaks"),
        (Paragraph, BODY),
        (Furniture, "Date of registration : 2015.04.28"),
        (Furniture, "Copyright 2022. All rights reserved."),
    ]);
    assert_eq!((published(&d), outlet(&d)), (None, None));
}

#[test]
fn unknown_outlets_are_read_from_their_own_imprint() {
    let of = |line: &str| {
        let d = read(&[(Title, "Leader speaks"), (Paragraph, BODY), (Notice, line)]);
        d.outlet.map(|o| (o.id, o.name))
    };
    let named = |name: &str| Some((None, name.to_owned()));
    assert_eq!(
        of("The Tarsk Courier by Courier Corporation"),
        named("The Tarsk Courier")
    );
    assert_eq!(
        of("Copyright © 2022 Port Meridian Times. All rights reserved."),
        named("Port Meridian Times")
    );
    assert_eq!(of("© The Tarsk Courier 2022"), named("The Tarsk Courier"));
    assert_eq!(
        of("ⓒ 벤드리아일보 무단전재 및 재배포 금지"),
        named("벤드리아일보")
    );
    assert_eq!(of("All rights reserved."), None);
    assert_eq!(of("Copyright policy"), None);
    assert_eq!(
        of("저작권자 © 연합뉴스 무단전재-재배포 금지")
            .unwrap()
            .0
            .as_deref(),
        Some("yonhap")
    );
}

#[test]
fn the_address_names_the_outlet_unless_it_carries_texts_of_others() {
    let with = |url: &str, notice: &str| {
        let metadata = Metadata {
            url: Some(url.to_owned()),
            ..Metadata::default()
        };
        let d = read_html(
            &[
                (Title, "Leader speaks"),
                (Paragraph, BODY),
                (Notice, notice),
            ],
            &metadata,
        );
        outlet(&d).map(str::to_owned)
    };
    assert_eq!(
        with("https://www.koreaherald.com/x", "Copyright AP").as_deref(),
        Some("kh")
    );
    assert_eq!(
        with(
            "https://v.daum.net/v/1",
            "Copyright © 뉴시스. 무단전재 금지"
        )
        .as_deref(),
        Some("newsis")
    );
    assert_eq!(with("https://v.daum.net/v/1", "").as_deref(), Some("daum"));
    let metadata = Metadata {
        outlets: vec!["The Tarsk Courier".into()],
        ..Metadata::default()
    };
    let d = read_html(&[(Title, "Leader speaks"), (Paragraph, BODY)], &metadata);
    assert_eq!(d.outlet.unwrap().name, "The Tarsk Courier");
}

#[test]
fn a_wire_owns_a_page_only_with_two_marks_of_its_own() {
    let dateline = "TARSK, April 7 (Xinhua) -- The ruling party opened its congress in the capital on Wednesday.";
    let one = read(&[(Title, "Congress opens"), (Paragraph, dateline)]);
    assert_eq!(one.outlet, None);
    assert_eq!(one.agency.as_deref(), Some("Xinhua"));
    let two = read(&[
        (Title, "Congress opens"),
        (Paragraph, dateline),
        (Credit, "(Xinhua)"),
    ]);
    assert_eq!(outlet(&two), Some("xinhua"));
    let other = read(&[
        (Title, "Congress opens"),
        (Paragraph, dateline),
        (Credit, "(Yonhap)"),
    ]);
    assert_eq!(other.outlet, None);
}

#[test]
fn korean_reporters_stand_in_the_dateline() {
    let d = read(&[
        (Title, "벤드리아 대회 개막"),
        (Timestamp, "등록 2022.02.14 06:46:21"),
        (
            Paragraph,
            "[서울=뉴시스] 심동준 기자 = 벤드리아의 집권당이 수도에서 대회를 열었다고 밝혔다.",
        ),
    ]);
    assert_eq!(d.bylines, ["심동준"]);
    assert_eq!(d.agency.as_deref(), Some("뉴시스"));
    assert_eq!(published(&d).as_deref(), Some("2022-02-14T06:46"));
    assert_eq!(d.language, Some("ko"));
    let own = read(&[
        (Title, "대회 개막"),
        (
            Paragraph,
            "[천지일보=김성완 기자] 벤드리아의 집권당이 수도에서 대회를 열었다.",
        ),
    ]);
    assert_eq!(
        (outlet(&own), own.agency.as_deref()),
        (Some("newscj"), None)
    );
    assert_eq!(own.bylines, ["김성완"]);
}

#[test]
fn the_year_of_a_dateline_comes_from_the_page() {
    let dateline =
        "Tarsk, December 31 (VPS) -- The ruling party closed its congress in the capital.";
    let date = |parts: &[(ZoneKind, &str)]| {
        let d = read(parts);
        (
            d.dateline.and_then(|d| d.date).map(|d| d.to_string()),
            d.inferred,
        )
    };
    let inferred = vec!["dateline.date".to_owned()];
    let (found, how) = date(&[(Timestamp, "2022-01-01 09:00"), (Paragraph, dateline)]);
    assert_eq!(
        (found.as_deref(), how),
        (Some("2021-12-31"), inferred.clone())
    );
    // Without a date of publication, full dates close by tell it.
    let (found, how) = date(&[
        (Paragraph, dateline),
        (Paragraph, "It had opened on December 27, 2021."),
    ]);
    assert_eq!((found.as_deref(), how), (Some("2021-12-31"), inferred));
    // Dates far away do not, nor do two that disagree.
    let (found, how) = date(&[
        (Paragraph, dateline),
        (Paragraph, "The last one was held in May 9, 2016."),
    ]);
    assert_eq!((found.as_deref(), how.len()), (Some("--12-31"), 0));
}

#[test]
fn the_order_of_day_and_month_is_told_by_the_dateline() {
    let d = read(&[
        (Title, "Speech at congress"),
        (Timestamp, "Date: 07/04/2021 | Source: VPS"),
        (
            Paragraph,
            "Tarsk, April 7 (VPS) -- The following is the speech that the leader made at the congress.",
        ),
    ]);
    assert_eq!(published(&d).as_deref(), Some("2021-04-07"));
    let d = read(&[
        (Title, "Speech at congress"),
        (Timestamp, "Date: 07/04/2021"),
        (Paragraph, BODY),
    ]);
    assert_eq!(published(&d), None);
}

#[test]
fn the_day_of_saving_is_not_the_day_of_publication() {
    let d = read(&[
        (Timestamp, "February 05, 2026"),
        (Title, "Speech at congress"),
        (
            Paragraph,
            "Tarsk, April 7 (VPS) -- The following is the speech that the leader made at the congress.",
        ),
    ]);
    assert_eq!(published(&d), None);
    assert_eq!(d.dateline.unwrap().date.unwrap().to_string(), "--04-07");
    assert_eq!((d.inferred.len(), d.notes.len()), (0, 1));
    // A label says what a date is, however far.
    let d = read(&[
        (Title, "Speech at congress"),
        (Timestamp, "Published : Feb 5, 2022 - 10:13"),
        (
            Paragraph,
            "Tarsk, April 7 (VPS) -- The following is the speech that the leader made at the congress.",
        ),
    ]);
    assert_eq!(published(&d).as_deref(), Some("2022-02-05T10:13"));
}

#[test]
fn the_name_of_the_site_is_no_title() {
    let metadata = Metadata {
        titles: vec!["Rodong Sinmun".to_owned()],
        ..Metadata::default()
    };
    assert_eq!(read_html(&[(Paragraph, BODY)], &metadata).title, None);
}

#[test]
fn titles_lose_the_name_of_the_site() {
    let of = |title: &str, metadata: &[&str]| {
        let metadata = Metadata {
            titles: metadata.iter().map(|t| (*t).to_owned()).collect(),
            outlets: vec!["The Tarsk Courier".to_owned()],
            ..Metadata::default()
        };
        let parts = [(Title, title), (Paragraph, BODY)];
        let parts = if title.is_empty() {
            &parts[1..]
        } else {
            &parts[..]
        };
        let d = read_html(parts, &metadata);
        (d.title.unwrap_or_default(), d.notes.len())
    };
    assert_eq!(
        of("Congress opens", &["Congress opens - The Tarsk Courier"]),
        ("Congress opens".into(), 0)
    );
    assert_eq!(
        of("", &["Congress opens | Tarsk Courier | Yonhap News Agency"]),
        ("Congress opens | Tarsk Courier".into(), 0)
    );
    assert_eq!(
        of("", &["Congress opens | The Tarsk Courier"]),
        ("Congress opens".into(), 0)
    );
    assert_eq!(
        of("", &["The Tarsk Courier | Congress opens"]),
        ("Congress opens".into(), 0)
    );
    assert_eq!(of("", &["War - and peace"]), ("War - and peace".into(), 0));
    assert_eq!(
        of("", &["Oil &amp; gas &#8211; a plan"]),
        ("Oil & gas – a plan".into(), 0)
    );
    assert_eq!(
        of("Congress opens in Tarsk Congress opens in Tarsk", &[]),
        ("Congress opens in Tarsk".into(), 0)
    );
    assert_eq!(
        of("Congress opens", &["Something else"]),
        ("Congress opens".into(), 1)
    );
}

#[test]
fn archives_describe_their_records() {
    let columns = [
        ("title", "Congress &quot;opens&quot;"),
        ("date", "2011-01-01"),
        ("author", "JANE DOE"),
        ("url", "http://www.kcna.co.jp/item/2011/x.htm"),
    ];
    let d = read_with(
        MediaType::Plain,
        &[(Paragraph, BODY)],
        &Metadata::default(),
        &columns,
        &Pack::dprk(),
    );
    assert_eq!(d.title.as_deref(), Some("Congress \"opens\""));
    assert_eq!(published(&d).as_deref(), Some("2011-01-01"));
    assert_eq!(d.bylines, ["Jane Doe"]);
    assert_eq!(outlet(&d), Some("kcna"));
}

#[test]
fn markup_and_page_are_weighed() {
    let with = |published: &[&str], url: &str, stamp: &str| {
        let metadata = Metadata {
            published: published.iter().map(|d| (*d).to_owned()).collect(),
            url: (!url.is_empty()).then(|| url.to_owned()),
            ..Metadata::default()
        };
        let parts = [
            (Title, "Congress opens"),
            (Timestamp, stamp),
            (Paragraph, BODY),
        ];
        let d = read_html(&parts, &metadata);
        (d.published.map(|d| d.to_string()), d.inferred.len())
    };
    let (found, how) = with(&["2021-04-07T18:13:00+09:00"], "", "April 7, 2021");
    assert_eq!((found.as_deref(), how), (Some("2021-04-07T18:13+09:00"), 0));
    // A template's date is no date.
    let (found, _) = with(&["0001-01-01T00:00:00Z", "1970-01-01"], "", "April 7, 2021");
    assert_eq!(found.as_deref(), Some("2021-04-07"));
    let (found, how) = with(
        &[],
        "https://courier.example/2021/04/07/congress",
        "12 comments",
    );
    assert_eq!((found.as_deref(), how), (Some("2021-04-07"), 1));
    let (found, _) = with(&["2021-04-07"], "", "Published : Apr 7, 2021 - 10:13");
    assert_eq!(found.as_deref(), Some("2021-04-07T10:13"));
    assert_eq!(with(&[], "https://courier.example/20219999/x", "").0, None);
    assert_eq!(with(&["1645943100"], "", "").0, None);
}

#[test]
fn ids_tell_articles_paths_and_contents_apart() {
    let id = |path: &str, text: &str, article: usize| {
        let capture = Arc::new(Capture::from_text(path, MediaType::Plain, text));
        Document::read(
            &capture,
            article,
            Article::default(),
            &Metadata::default(),
            &Pack::none(),
        )
        .id
    };
    let first = id("a.txt", "x", 0);
    assert_eq!(first.len(), 16);
    assert!(first.bytes().all(|b| b.is_ascii_hexdigit()));
    assert_eq!(first, id("a.txt", "x", 0));
    for other in [
        id("b.txt", "x", 0),
        id("a.txt", "y", 0),
        id("a.txt", "x", 1),
    ] {
        assert_ne!(first, other);
    }
}

/// The folder of captures and references that belong to others.
fn shared() -> Option<PathBuf> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = std::env::var("VARIORUM_SHARED").unwrap_or_else(|_| default.to_owned());
    let folder = PathBuf::from(folder);
    folder.is_dir().then_some(folder)
}

/// Letters and figures only, so that `Yonhap` begins `Yonhap News Agency`.
fn fold(text: &str) -> String {
    let small = text.to_lowercase();
    small
        .trim_start_matches("the ")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[test]
fn the_seed_captures_have_the_fields_of_the_reference() {
    let Some(shared) = shared() else {
        println!("skipped: no folder of captures (set VARIORUM_SHARED)");
        return;
    };
    let gold = std::fs::read_to_string(shared.join("reference/seeds/parse.json")).unwrap();
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let mut wrong = Vec::new();
    for (file, articles) in gold.as_object().unwrap() {
        let text = std::fs::read_to_string(shared.join("captures/seeds").join(file)).unwrap();
        let capture = Arc::new(Capture::from_text(file.as_str(), MediaType::Plain, text));
        let found = layout(&capture);
        for (n, gold) in articles.as_array().unwrap().iter().enumerate() {
            let Some(article) = found.articles.get(n) else {
                wrong.push(format!("{file}#{n}: no such article"));
                continue;
            };
            let d = Document::read(&capture, n, article.clone(), &found.metadata, &Pack::dprk());
            let mut check = |field: &str, got: Option<String>, gold: &serde_json::Value| {
                let gold = gold.as_str().map(str::to_owned);
                if got != gold {
                    wrong.push(format!("{file}#{n} {field}: {got:?} instead of {gold:?}"));
                }
            };
            check("title", d.title.clone(), &gold["title"]);
            check("subtitle", d.subtitle.clone(), &gold["subtitle"]);
            check("published", published(&d), &gold["published"]);
            check(
                "updated",
                d.updated.map(|d| d.to_string()),
                &gold["updated"],
            );
            check("agency", d.agency.clone(), &gold["agency"]);
            check("language", d.language.map(str::to_owned), &gold["language"]);
            let dateline = d.dateline.as_ref();
            check(
                "place",
                dateline.and_then(|d| d.place.clone()),
                &gold["place"],
            );
            let date = dateline.and_then(|d| d.date).map(|d| d.to_string());
            check("dateline date", date, &gold["dateline_date"]);
            let name = d.outlet.as_ref().map(|o| fold(&o.name)).unwrap_or_default();
            let expected = fold(gold["outlet"].as_str().unwrap_or_default());
            if name.is_empty() != expected.is_empty() || !name.starts_with(&expected) {
                wrong.push(format!(
                    "{file}#{n} outlet: {name:?} instead of {expected:?}"
                ));
            }
            let mut names: Vec<&str> = d.bylines.iter().map(String::as_str).collect();
            names.sort_unstable();
            let mut expected: Vec<&str> = gold["bylines"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|v| v.as_str())
                .collect();
            expected.sort_unstable();
            if names != expected {
                wrong.push(format!(
                    "{file}#{n} bylines: {names:?} instead of {expected:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
