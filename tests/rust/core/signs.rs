//! Signs of single blocks: bylines, timestamps, datelines, captions, credits, notices, widgets.

use proptest::prelude::*;
use variorum::layout::signs::{self, Signs, StampRole};

/// What a block shows, in one line: every sign with its parts.
fn describe(text: &str) -> String {
    let s = signs::read(text);
    let mut out: Vec<String> = Vec::new();
    if let Some(stamp) = s.page_date {
        out.push(format!("page-date {}", stamp.date));
    }
    if let Some(b) = &s.byline {
        let names: Vec<&str> = b.names.iter().map(|n| n.of(text)).collect();
        let organisation = b
            .organisation
            .map_or(String::new(), |o| format!(" of {}", o.of(text)));
        let sure = if b.certain { "" } else { "?" };
        out.push(format!("byline{sure} {}{organisation}", names.join(" + ")));
    }
    if let Some(t) = &s.timestamp {
        let stamps: Vec<String> = t
            .stamps
            .iter()
            .map(|s| {
                let role = match s.role {
                    StampRole::Published => "published ",
                    StampRole::Updated => "updated ",
                    StampRole::Plain => "",
                };
                format!("{role}{}", s.date)
            })
            .collect();
        out.push(format!("stamp {}", stamps.join(" + ")));
    }
    if let Some(d) = &s.dateline {
        let place = d.place.map_or("-", |p| p.of(text));
        let date = d.date.map_or("-".to_owned(), |d| d.to_string());
        let agency = d.agency.map_or("-", |a| a.of(text));
        let names: Vec<&str> = d.names.iter().map(|n| n.of(text)).collect();
        out.push(format!(
            "dateline {place} | {date} | {agency} | {}",
            names.join(" + ")
        ));
    }
    if let Some(credit) = s.credit {
        out.push(format!("credit {}", credit.of(text)));
    }
    if s.caption.as_ref().is_some_and(|c| c.weight >= 0.5) && s.credit.is_none() {
        let credit = s.caption.and_then(|c| c.credit).map_or("-", |c| c.of(text));
        out.push(format!("caption {credit}"));
    } else if let Some(credit) = s.end_credit {
        out.push(format!("end {}", credit.of(text)));
    }
    if s.notice {
        out.push("notice".to_owned());
    }
    if s.widget {
        out.push("widget".to_owned());
    }
    if s.section {
        out.push("section".to_owned());
    }
    out.join("; ")
}

const CASES: &[(&str, &str)] = &[
    // Bylines, English.
    ("By Sarah Kim", "byline Sarah Kim"),
    (
        "BY SARAH KIM [kim.sarah@courier.example]",
        "byline SARAH KIM",
    ),
    ("By Yonhap", "byline Yonhap"),
    ("By Halden Wire", "byline Halden Wire"),
    ("By Jane Doe and John Roe", "byline Jane Doe + John Roe"),
    (
        "By Jane Doe, John Roe and Ann Poe",
        "byline Jane Doe + John Roe + Ann Poe",
    ),
    (
        "Jane Doe and John Roe, Halden Wire",
        "byline Jane Doe + John Roe of Halden Wire",
    ),
    ("Kim Boram, staff reporter", "byline Kim Boram"),
    ("By Jane Doe, Tarsk Bureau Chief", "byline Jane Doe"),
    (
        "By Jane Doe | April 7, 2021",
        "byline Jane Doe; stamp 2021-04-07",
    ),
    ("Written by Jane Doe", "byline Jane Doe"),
    (
        "Posted by Jane Doe on April 7, 2021",
        "byline Jane Doe; stamp 2021-04-07",
    ),
    ("Author: Jane Doe", "byline Jane Doe"),
    (
        "By Jane Doe, Published 9 Mar 2023, 18.05pm",
        "byline Jane Doe; stamp published 2023-03-09T18:05",
    ),
    ("Jane Doe jane@courier.example", "byline Jane Doe"),
    ("Jane Doe (jane@courier.example)", "byline Jane Doe"),
    ("By Ana de la Cruz in Tarsk", "byline Ana de la Cruz"),
    ("Jane Doe", "byline? Jane Doe"),
    // Bylines, Korean.
    ("김사라 기자", "byline 김사라"),
    ("김사라·이철수 기자", "byline 김사라 + 이철수"),
    ("김사라 기자 sarah@courier.example", "byline 김사라"),
    ("안도식 북한전문기자", "byline 안도식"),
    ("타르스크=홍길동 특파원", "byline 홍길동"),
    (
        "김사라 2021. 4. 7. 18:13",
        "byline 김사라; stamp 2021-04-07T18:13",
    ),
    ("심동준 기자 =", "byline 심동준"),
    ("홍길동 sarah@courier.example", "byline 홍길동"),
    // Not bylines.
    ("By Sunday the congress had ended.", ""),
    ("By the end of the year, prices will rise.", ""),
    ("Byron Falls", "byline? Byron Falls"),
    ("김 기자는 타르스크에서 전했다.", ""),
    // Timestamps.
    ("All News 15:25 February 27, 2022", "stamp 2022-02-27T15:25"),
    (
        "Published : Apr 8, 2021 - 10:13\u{a0}\u{a0}\u{a0} Updated : Apr 8, 2021 - 10:14",
        "stamp published 2021-04-08T10:13 + updated 2021-04-08T10:14",
    ),
    (
        "입력 : 2022.02.27 09:20|수정 : 2022.02.27 09:21",
        "stamp published 2022-02-27T09:20 + updated 2022-02-27T09:21",
    ),
    (
        "기사입력 2022-02-27 오전 9:20",
        "stamp published 2022-02-27T09:20",
    ),
    (
        "등록 2022.02.14 06:46:21",
        "stamp published 2022-02-14T06:46",
    ),
    (
        "최종수정 2022.02.14 06:46",
        "stamp updated 2022-02-14T06:46",
    ),
    ("Last updated on April 7, 2021", "stamp updated 2021-04-07"),
    ("National | Feb. 27, 2022", "stamp 2022-02-27"),
    (
        "15:48 JST, October 13, 2024",
        "stamp 2024-10-13T15:48+09:00",
    ),
    ("- 2021-04-14 09:22:10", "stamp 2021-04-14T09:22"),
    ("[ 2012-01-01 오전 11:52:56 ]", "stamp 2012-01-01T11:52"),
    (
        " date 2022-02-27 Go to Contents Go to Navigation",
        "page-date 2022-02-27; widget",
    ),
    (
        "date 2021-04-06 Photo : VENDRIA News",
        "page-date 2021-04-06; credit VENDRIA News",
    ),
    (
        "date 2021-04-07 TARSK, April 7 (Halden Wire) -- Oren Malk has urged all to work.",
        "page-date 2021-04-07; dateline TARSK | --04-07 | Halden Wire | ",
    ),
    // Not timestamps.
    ("The congress opened on February 27, 2022.", ""),
    ("The third congress since January 5, 2021", ""),
    ("On April 7, 2021", "stamp 2021-04-07"),
    ("Susan April 7, 2021 0 Comments", "stamp 2021-04-07"),
    ("April 7, 2021 · 3 min read", "stamp 2021-04-07"),
    ("April 7, 2021 - 11 minutes", "stamp 2021-04-07"),
    (
        "Jane Doe April 7, 2021",
        "byline? Jane Doe; stamp 2021-04-07",
    ),
    (
        "April 7, 2021 · 3 min read · By Jane Doe",
        "byline Jane Doe; stamp 2021-04-07",
    ),
    (
        "Posted on April 7, 2021 by Jane Doe",
        "byline Jane Doe; stamp published 2021-04-07",
    ),
    (
        "ByJane DoeApril 7, 2021 | 6 comments",
        "byline Jane Doe; stamp 2021-04-07",
    ),
    (
        "April 7, 2021Updated on: October 8, 2024",
        "stamp 2021-04-07 + updated 2024-10-08",
    ),
    (
        "Port Meeting - November 9 - 12, 2026, Tarsk",
        "byline? Port Meeting",
    ),
    ("Jane Doe, director of the port of Tarsk:", ""),
    ("MINT - Its oil keeps many insects away from the beds.", ""),
    ("EOR (Employer of Record): 599 a month", ""),
    ("April 7, 2021/Living Healthy/Wellness", ""),
    // Datelines.
    (
        "TARSK, Feb. 27 (Yonhap) -- Vendria's leader spoke.",
        "dateline TARSK | --02-27 | Yonhap | ",
    ),
    (
        "Tarsk, February 26 (VPS) -- Oren Malk spoke.",
        "dateline Tarsk | --02-26 | VPS | ",
    ),
    (
        "TARSK, Feb. 28 (VPS) – Oren Malk spoke.",
        "dateline TARSK | --02-28 | VPS | ",
    ),
    (
        "MOSCOW/TARSK, March 3 (Reuters) - Two states agreed.",
        "dateline MOSCOW/TARSK | --03-03 | Reuters | ",
    ),
    (
        "MOSCOW, October 13. /TASS/. Two states agreed.",
        "dateline MOSCOW | --10-13 | TASS | ",
    ),
    (
        "PORT MERIDIAN (AP) — Two states agreed.",
        "dateline PORT MERIDIAN | - | AP | ",
    ),
    (
        "TARSK, Vendria (AP) — Two states agreed.",
        "dateline TARSK, Vendria | - | AP | ",
    ),
    (
        "SEOUL (Reuters) – Two states agreed.",
        "dateline SEOUL | - | Reuters | ",
    ),
    (
        "(Reuters) - Two states agreed.",
        "dateline - | - | Reuters | ",
    ),
    (
        "Oct 13 (Reuters) - Two states agreed.",
        "dateline - | --10-13 | Reuters | ",
    ),
    (
        "LONDON — Two states agreed on a treaty on Sunday.",
        "dateline LONDON | - | - | ",
    ),
    (
        "TARSK, Feb. 27 -- Two states agreed on a treaty.",
        "dateline TARSK | --02-27 | - | ",
    ),
    (
        "PYONGYANG, April 7 (Xinhua) -- Two states agreed.",
        "dateline PYONGYANG | --04-07 | Xinhua | ",
    ),
    (
        "(서울=연합뉴스) 홍길동 기자 = 벤드리아는 밝혔다.",
        "dateline 서울 | - | 연합뉴스 | 홍길동",
    ),
    (
        "[서울=뉴시스] 심동준 기자 = 벤드리아는 밝혔다.",
        "dateline 서울 | - | 뉴시스 | 심동준",
    ),
    (
        "[서울=뉴시스]심동준 기자 = 벤드리아는 밝혔다.",
        "dateline 서울 | - | 뉴시스 | 심동준",
    ),
    (
        "(서울=뉴스1) 김사라 이철수 기자 = 벤드리아는 밝혔다.",
        "dateline 서울 | - | 뉴스1 | 김사라 + 이철수",
    ),
    (
        "(타르스크=연합뉴스) 벤드리아는 밝혔다.",
        "dateline 타르스크 | - | 연합뉴스 | ",
    ),
    (
        "[벤드리아일보=김성완 기자] 벤드리아는 밝혔다.",
        "dateline - | - | 벤드리아일보 | 김성완",
    ),
    (
        "[벤드리아일보 김성완 기자] 벤드리아는 밝혔다.",
        "dateline - | - | 벤드리아일보 | 김성완",
    ),
    (
        "(평양 2월 27일발 조선중앙통신) 대회가 열렸다.",
        "dateline 평양 | --02-27 | 조선중앙통신 | ",
    ),
    (
        "(평양 조선중앙통신=연합뉴스) 대회가 열렸다.",
        "dateline 평양 | - | 연합뉴스 | ",
    ),
    // Not datelines.
    ("Vendrian Unity Party (VUP) - the ruling party - met.", ""),
    ("BREAKING — Two states agreed on a treaty on Sunday.", ""),
    ("The Vendrian Unity Party (VUP) met on Sunday.", ""),
    ("[속보] 벤드리아 대회 개막", ""),
    // Captions, and paragraphs that only end with a credit.
    (
        "Oren Malk attends the congress in Tarsk on Feb. 26, 2022, in this photo released by VPS. (Yonhap)",
        "caption Yonhap",
    ),
    (
        "Oren Malk speaks in Tarsk on Tuesday, in a photo released by VPS. [YONHAP]",
        "caption YONHAP",
    ),
    (
        "Leaders take part in a congress, in this photo released by VPS. It has 30 members. (VPS-Yonhap)",
        "caption VPS-Yonhap",
    ),
    ("A rocket is seen in this undated photo.", "caption -"),
    ("▲ 오렌 말크가 대회에서 연설하고 있다.", "caption -"),
    (
        "오렌 말크가 연설하고 있다. (사진=벤드리아통신)",
        "caption 벤드리아통신",
    ),
    (
        "Oren Malk opens the port / Photo: Halden Wire",
        "caption Halden Wire",
    ),
    ("FILE - Oren Malk speaks in Tarsk.", "caption -"),
    (
        "The congress will continue, VPS said, without saying when it will end. (Yonhap)",
        "end Yonhap",
    ),
    ("The congress of the Vendrian Unity Party (VUP)", ""),
    (
        "Oren Malk attends the congress in this photo released by VPS. (For use in Vendria. No Redistribution) (Yonhap)",
        "caption Yonhap",
    ),
    // Credits.
    ("Photo : YONHAP News", "credit YONHAP News"),
    ("(Yonhap)", "credit Yonhap"),
    (
        "(사진=벤드리아통신, 연합뉴스)",
        "credit 벤드리아통신, 연합뉴스",
    ),
    ("Photo by Jane Doe", "credit Jane Doe"),
    ("Image: Port Meridian Times", "credit Port Meridian Times"),
    // Notices.
    (
        "Copyright © 코리아중앙데일리. 무단전재 및 재배포 금지.",
        "notice",
    ),
    (
        "Copyright Halden Corporation. All Rights Reserved.",
        "notice",
    ),
    ("ⓒ 벤드리아통신 무단전재-재배포 금지", "notice"),
    (
        "This material may not be published, broadcast, rewritten or redistributed.",
        "notice",
    ),
    ("Date of registration : 2015.04.28", "notice"),
    (
        "The court heard a copyright dispute between two singers.",
        "",
    ),
    // Controls and sections.
    ("Back to top button", "widget"),
    ("글자크기 설정", "widget"),
    ("Share this article", "widget"),
    ("MOST POPULAR", "widget"),
    ("Leave a Reply", "widget"),
    ("이 기사에 대해 어떻게 생각하시나요?", "widget"),
    ("Share prices fell in Tarsk on Monday after the vote.", ""),
    ("National", "section"),
    ("정치", "section"),
    ("뉴스 > 정치", "section"),
    ("", ""),
];

#[test]
fn every_block_shows_what_it_is() {
    let mut wrong = Vec::new();
    for (text, expected) in CASES {
        let found = describe(text);
        if found != *expected {
            wrong.push(format!(
                "{text:?}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(CASES.len() >= 60);
}

/// Every span of the signs, to be checked against the text.
fn spans(s: &Signs) -> Vec<variorum::text::Span> {
    let mut out = Vec::new();
    if let Some(b) = &s.byline {
        out.push(b.span);
        out.extend(&b.names);
        out.extend(b.organisation);
    }
    if let Some(t) = &s.timestamp {
        out.extend(t.stamps.iter().map(|s| s.span));
        out.extend(&t.rest);
    }
    if let Some(d) = &s.dateline {
        out.push(d.span);
        out.extend(d.place);
        out.extend(d.agency);
        out.extend(&d.names);
    }
    out.extend(s.page_date.map(|p| p.span));
    out.extend(s.caption.as_ref().and_then(|c| c.credit));
    out.extend(s.credit);
    out.extend(s.end_credit);
    out.extend(&s.emails);
    out
}

proptest! {
    #[test]
    fn arbitrary_text_gives_sound_spans(text in "\\PC{0,80}") {
        for span in spans(&signs::read(&text)) {
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
    }

    #[test]
    fn near_signs_give_sound_spans(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "By ", "BY ", "Sarah Kim", "김사라", " 기자", "=", "[", "]", "(", ")", "서울", "뉴시스", ", ",
                "Feb. 27", "2021. 4. 7. 18:13", " (Yonhap)", " -- ", " — ", "TARSK", "date 2022-02-27 ", "Published : ",
                "a@b.kr", "in this photo released by ", ". ", "©", "\u{a0}", "▲", "사진=", "/", " and ", "é", "|",
            ]),
            0..12,
        )
    ) {
        let text = parts.concat();
        for span in spans(&signs::read(&text)) {
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
    }
}
