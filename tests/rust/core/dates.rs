//! Dates in running text, timestamp lines and metadata.

use proptest::prelude::*;
use variorum::text::{
    PartialDate,
    date::{DayOrder, find_ambiguous, find_dates, find_dates_in_order, parse_date},
};

/// A text and what must be found in it, in order, joined by a space; empty where nothing may be.
const CASES: &[(&str, &str)] = &[
    // Figures.
    ("2022-02-27", "2022-02-27"),
    (" date 2022-02-27 Go to Contents", "2022-02-27"),
    ("2022/02/27", "2022-02-27"),
    ("2015.04.28", "2015-04-28"),
    ("2021. 4. 7. 18:13", "2021-04-07T18:13"),
    ("2021. 4. 7.", "2021-04-07"),
    ("2021.04.07 18:13", "2021-04-07T18:13"),
    ("2021.04.07.18:13", "2021-04-07T18:13"),
    ("2022.02.27 (일) 15:25", "2022-02-27T15:25"),
    ("2022-02-27(일) 오후 3:25", "2022-02-27T15:25"),
    ("2021-04-07 (Wed) 18:13", "2021-04-07T18:13"),
    ("[ 2012-01-01 오전 11:52:56 ]", "2012-01-01T11:52"),
    ("2021-04-14 09:22:10", "2021-04-14T09:22"),
    ("2022-2-7", "2022-02-07"),
    ("(2016-05-10) Vendria names its council", "2016-05-10"),
    ("２０２２. ２. ２７", "2022-02-27"),
    // ISO 8601 and zones.
    ("2022-02-27T15:25", "2022-02-27T15:25"),
    ("2022-02-27T15:25Z", "2022-02-27T15:25+00:00"),
    ("2022-02-27T15:25:00Z", "2022-02-27T15:25+00:00"),
    ("2022-02-27T15:25:00+09:00", "2022-02-27T15:25+09:00"),
    ("2022-02-27T15:25:00+0900", "2022-02-27T15:25+09:00"),
    ("2022-02-27T15:25:00.123-05:00", "2022-02-27T15:25-05:00"),
    ("2022-02-27 15:25 KST", "2022-02-27T15:25+09:00"),
    ("2022-02-27 15:25:33 GMT", "2022-02-27T15:25+00:00"),
    ("2022-02-27 15:25 (GMT+9)", "2022-02-27T15:25+09:00"),
    ("2022-02-27 15:25 UTC+05:30", "2022-02-27T15:25+05:30"),
    ("Feb. 27, 2022 at 3:04 p.m. EST", "2022-02-27T15:04-05:00"),
    // A zone that moves with the season, or is several, has no offset.
    ("3:04 p.m. ET", "T15:04"),
    ("Feb. 27, 2022, 3:04 p.m. ET", "2022-02-27T15:04"),
    ("Feb. 27, 2022 10:00 CST", "2022-02-27T10:00"),
    // English.
    ("Feb. 27, 2022", "2022-02-27"),
    ("February 27, 2022", "2022-02-27"),
    ("February 27 2022", "2022-02-27"),
    ("Feb 27,2022", "2022-02-27"),
    ("FEB. 27, 2022", "2022-02-27"),
    ("27 February 2022", "2022-02-27"),
    ("27 Feb, 2022", "2022-02-27"),
    ("27-Feb-2022", "2022-02-27"),
    ("27th February 2022", "2022-02-27"),
    ("the 27th of February, 2022", "2022-02-27"),
    ("February 27th, 2022", "2022-02-27"),
    ("on February 26.", "--02-26"),
    ("Sept. 9", "--09-09"),
    ("Sept 9, 2021", "2021-09-09"),
    ("Sunday, February 27, 2022", "2022-02-27"),
    ("Sun., Feb. 27", "--02-27"),
    ("Sun, 27 Feb 2022 15:25:00 +0900", "2022-02-27T15:25+09:00"),
    ("Sun Feb 27 15:25:00 2022", "2022-02-27T15:25"),
    ("in December 2016", "2016-12"),
    ("May 2022", "2022-05"),
    ("15:25 February 27, 2022", "2022-02-27T15:25"),
    ("All News 15:25 February 27, 2022", "2022-02-27T15:25"),
    ("15:48 JST, October 13, 2024", "2024-10-13T15:48+09:00"),
    ("10:13 AM · Apr 8, 2021", "2021-04-08T10:13"),
    ("3:04 p.m. on Feb. 27", "--02-27T15:04"),
    ("Apr 8, 2021 - 10:13", "2021-04-08T10:13"),
    ("Apr 8, 2021 | 10:13 pm", "2021-04-08T22:13"),
    (
        "Published : Apr 8, 2021 - 10:13\u{a0}\u{a0}\u{a0}Updated : Apr 9, 2021 - 11:14",
        "2021-04-08T10:13 2021-04-09T11:14",
    ),
    ("Published 9 Mar 2023, 18.05pm", "2023-03-09T18:05"),
    ("TARSK, Feb. 27 (VPS) -- The congress", "--02-27"),
    ("February 26-28, 2022", "2022-02-26"),
    ("26–27 February 2022", "2022-02-26"),
    ("from May 3 to May 9, 2016", "--05-03 2016-05-09"),
    ("posted february 27, 2022 by staff", "2022-02-27"),
    ("PublishedApril 8, 2021", "2021-04-08"),
    ("at 1525 GMT on Sunday", "T15:25+00:00"),
    ("Feb 27 1525 GMT", "--02-27T15:25+00:00"),
    ("12:05 AM, March 1, 2022", "2022-03-01T00:05"),
    ("12:05 PM, March 1, 2022", "2022-03-01T12:05"),
    (
        "Fri 5 Dec 2025 12.00 CETLast modified on Mon 8 Dec 2025 16.40 CET",
        "2025-12-05T12:00+01:00 2025-12-08T16:40+01:00",
    ),
    ("By Jane DoeJanuary 14, 202620 Mins Read", "2026-01-14"),
    ("January 12, 2025January 22, 2025", "2025-01-12 2025-01-22"),
    ("Updated November 11, 20228:23 PM ET", "2022-11-11T20:23"),
    ("Jul. 11. 2025", "2025-07-11"),
    ("27 September,2023By Jane Doe", "2023-09-27"),
    ("06.18.2025", "2025-06-18"),
    ("2025•01•08", "2025-01-08"),
    // Korean.
    ("2021년 4월 7일", "2021-04-07"),
    ("2021년 4월 7일 오후 3:25", "2021-04-07T15:25"),
    ("2021년 4월 7일 오후 3시 25분", "2021-04-07T15:25"),
    ("2021년4월7일", "2021-04-07"),
    ("오전 10시 5분", "T10:05"),
    ("지난 4월 7일 타르스크에서", "--04-07"),
    ("2016년 12월 제1차 대회", "2016-12"),
    ("2013년과 2017년 두 차례", "2013 2017"),
    (
        "입력 2022.02.27 09:20|수정 2022.02.28 10:21",
        "2022-02-27T09:20 2022-02-28T10:21",
    ),
    ("기사입력 2022-02-27 오전 12:10", "2022-02-27T00:10"),
    ("(평양 2월 27일발 조선중앙통신)", "--02-27"),
    ("２０１２년 １월 １일", "2012-01-01"),
    // Juche years, which count from 1912.
    ("Juche 111 (2022)", "2022"),
    ("Juche 111", "2022"),
    ("Juche111(2022). 2. 27", "2022-02-27"),
    ("Juche 111(2022).2.27.", "2022-02-27"),
    ("주체111(2022)년 2월 27일", "2022-02-27"),
    ("주체111(2022)년", "2022"),
    ("단기 4356(2023)년 3월 20일", "2023-03-20"),
    ("令和 5(2023)년 4월", "2023-04"),
    ("주체 111(2022). 2. 27.", "2022-02-27"),
    ("주체１０１(２０１２)년", "2012"),
    ("February 27, Juche 111 (2022)", "2022-02-27"),
    // The order of day and month.
    ("12/31/2021", "2021-12-31"),
    ("31/12/2021", "2021-12-31"),
    ("05/05/2021", "2021-05-05"),
    ("27.02.2022", "2022-02-27"),
    ("03.02.2022", "2022-02-03"),
    ("04/07/2021", ""),
    ("04-07-2021", ""),
    // What is no date, or is not written.
    ("", ""),
    ("Updated 5 hours ago", ""),
    ("조선중앙통신은 7일 보도했다", ""),
    ("on Sunday", ""),
    ("22.02.27", ""),
    ("'22년 3월", ""),
    ("27-Feb-22", ""),
    ("12 Feb '22", ""),
    ("1645943100", ""),
    ("Feb. 30, 2022", ""),
    ("2022-02-30", ""),
    ("2021-02-29", ""),
    ("2024-02-29", "2024-02-29"),
    ("2022년 13월 1일", ""),
    ("주체111(2021)년 2월 27일", "--02-27"),
    ("Juche-oriented party building", ""),
    ("March 10,000 people", ""),
    ("May 10% of them", ""),
    ("we may 5 times", ""),
    ("Dismay 5", ""),
    ("version 1.2022.2.27", ""),
    ("tel 02-2022-0227", ""),
    ("+82-2-727-0114", ""),
    ("https://courier.example/2021/04/07/", ""),
    ("newsID=2022-03-10-0002", ""),
    ("the score was 12:30", ""),
    ("오전 10시", ""),
    ("3 p.m.", ""),
    ("10:00-12:00", ""),
    ("25:61", ""),
    ("in 2022", ""),
    ("1000 people", ""),
    ("5년 2개월", ""),
    ("Article 7.2.2021a", ""),
];

#[test]
fn every_form_is_read_as_written() {
    let mut wrong = Vec::new();
    for (text, expected) in CASES {
        let found: Vec<String> = find_dates(text)
            .iter()
            .map(|f| f.date.to_string())
            .collect();
        if found.join(" ") != *expected {
            wrong.push(format!("{text:?}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(CASES.len() >= 80);
}

#[test]
fn a_span_covers_the_words_of_its_date() {
    let cases = [
        (
            "All News 15:25 February 27, 2022 | VPS",
            "15:25 February 27, 2022",
        ),
        ("at 3:04 p.m. ET, he said", "3:04 p.m. ET"),
        ("Sunday, February 27, was", "Sunday, February 27"),
        ("타르스크 2021. 4. 7. 18:13 글자크기", "2021. 4. 7. 18:13"),
        ("on 2022-02-27.", "2022-02-27"),
        ("(평양 2월 27일발", "2월 27일"),
        ("February 26-28, 2022 in Tarsk", "February 26-28, 2022"),
        ("March 1, 5000 people", "March 1"),
    ];
    for (text, expected) in cases {
        let found = find_dates(text);
        assert_eq!(
            found.first().map(|f| f.span.of(text)),
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn the_order_of_day_and_month_may_be_known() {
    let read = |order| {
        find_dates_in_order("04/07/2021", order)
            .first()
            .map(|f| f.date.to_string())
    };
    assert_eq!(read(DayOrder::DayFirst).as_deref(), Some("2021-07-04"));
    assert_eq!(read(DayOrder::MonthFirst).as_deref(), Some("2021-04-07"));
    let both = find_ambiguous("Date: 07/04/2021 | Source: VPS, 31/12/2021");
    assert_eq!(both.len(), 1);
    assert_eq!(
        (both[0].1.to_string(), both[0].2.to_string()),
        ("2021-04-07".into(), "2021-07-04".into())
    );
}

#[test]
fn metadata_is_read_as_exactly_as_it_is_written() {
    let cases = [
        ("2022", Some("2022")),
        ("2022-02", Some("2022-02")),
        ("20220227", Some("2022-02-27")),
        ("20220227T152500Z", Some("2022-02-27T15:25+00:00")),
        ("20220227152500", Some("2022-02-27T15:25")),
        ("2022-02-27T15:25:00+09:00", Some("2022-02-27T15:25+09:00")),
        ("2022-02-27 15:25:00 +0900", Some("2022-02-27T15:25+09:00")),
        (
            "Sun, 27 Feb 2022 15:25:00 GMT",
            Some("2022-02-27T15:25+00:00"),
        ),
        (" February 27, 2022 ", Some("2022-02-27")),
        ("Last updated: February 27, 2022", Some("2022-02-27")),
        ("1645943100", None),
        ("1645943100000", None),
        ("20229999", None),
        ("0000-00-00", None),
        ("today", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let found = parse_date(text).map(|d| d.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }
}

#[test]
fn a_missing_year_is_the_one_that_comes_closest() {
    let near = |m, d, y, nm, nd| {
        PartialDate::month_day(m, d)
            .unwrap()
            .with_year_near(PartialDate::day(y, nm, nd).unwrap())
            .map(|d| d.to_string())
    };
    assert_eq!(near(12, 31, 2022, 1, 1).as_deref(), Some("2021-12-31"));
    assert_eq!(near(1, 1, 2021, 12, 31).as_deref(), Some("2022-01-01"));
    assert_eq!(near(2, 27, 2022, 2, 28).as_deref(), Some("2022-02-27"));
    assert_eq!(near(2, 29, 2023, 3, 1).as_deref(), Some("2024-02-29"));
    assert_eq!(near(2, 29, 2022, 3, 1), None);
}

#[test]
fn days_are_counted_by_the_calendar() {
    let days = |y, m, d| PartialDate::day(y, m, d).unwrap().to_days();
    assert_eq!(days(1970, 1, 1), Some(0));
    assert_eq!(days(2000, 3, 1), Some(11017));
    assert_eq!(days(1969, 12, 31), Some(-1));
}

proptest! {
    #[test]
    fn arbitrary_text_gives_sound_spans(text in "[ \\n0-9:./,()APMTZ+-]{0,40}|\\PC{0,60}") {
        let mut end = 0;
        for found in find_dates(&text) {
            prop_assert!(found.span.start >= end && text.get(found.span.range()).is_some());
            prop_assert!(found.date.checked().is_some());
            end = found.span.end;
        }
    }

    #[test]
    fn near_dates_give_sound_spans(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "Feb", ". ", "27", ", ", "2022", "15:25", " ", "p.m.", "KST", "년", "월", "일", "오후",
                "주체", "Juche ", "111", "(", ")", "-", "/", "T", "시", "분", "２", "Sunday", "+09:00",
            ]),
            0..14,
        )
    ) {
        let text = parts.concat();
        for found in find_dates(&text) {
            prop_assert!(text.get(found.span.range()).is_some());
            prop_assert!(found.date.checked().is_some());
            // Nothing is invented: every figure of the date stands in its words (as a number), but
            // for hours of the afternoon and Juche years.
            if let Some(day) = found.date.day {
                let words = found.span.of(&text).replace('２', "2");
                prop_assert!(words.contains(&day.to_string()), "{words:?} {}", found.date);
            }
        }
    }

    #[test]
    fn a_written_day_is_read_back(y in 1900i16..2100, m in 1u8..=12, d in 1u8..=28, h in 0u8..24, min in 0u8..60) {
        let expected = PartialDate { time: Some((h, min)), ..PartialDate::day(y, m, d).unwrap() };
        for text in [
            format!("{y}-{m:02}-{d:02}T{h:02}:{min:02}"),
            format!("{y}. {m}. {d}. {h:02}:{min:02}"),
            format!("{y}년 {m}월 {d}일 {h:02}:{min:02}"),
            format!("x {y}/{m}/{d} {h}:{min:02} y"),
        ] {
            let found = find_dates(&text);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].date, expected, "{}", text);
        }
    }
}
