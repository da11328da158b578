//! Plain captures: small pages about Vendria, and the promises that hold on any text.

use proptest::prelude::*;
use variorum::{
    capture::{Capture, MediaType},
    layout::{Article, ZoneKind, layout},
};

fn articles(text: &str) -> Vec<Article> {
    layout(&Capture::from_text("test", MediaType::Plain, text)).articles
}

/// The words of all zones of one kind, in order.
fn words_of(articles: &[Article], kind: ZoneKind) -> Vec<&str> {
    let zones = articles.iter().flat_map(|a| &a.zones);
    zones.filter(|z| z.kind == kind).map(|z| z.text()).collect()
}

/// Each non-white character is in exactly one span of exactly one zone, and spans ascend.
fn assert_partition(text: &str, articles: &[Article]) {
    let mut covered = vec![0u8; text.len()];
    for zone in articles.iter().flat_map(|a| &a.zones) {
        let mut end = 0;
        for span in &zone.spans {
            assert!(span.start >= end, "spans ascend: {zone:?}");
            assert!(
                text.get(span.range()).is_some(),
                "{span:?} cuts a character"
            );
            end = span.end;
            for c in &mut covered[span.range()] {
                *c += 1;
            }
        }
    }
    for (at, c) in text.char_indices() {
        let times = covered[at];
        assert!(times <= 1, "{c:?} at {at} is in {times} spans");
        assert!(
            times == 1 || c.is_whitespace(),
            "{c:?} at {at} is in no zone"
        );
    }
}

const PAGE: &str = "\
 date 2031-05-03 Go to Contents Go to Navigation
Home
National
Politics
Economy
Culture
Sports
Opinion
Weather

Oren Malk opens the new moles of Port Meridian harbour

By Lena Torv
Published : May 3, 2031 - 10:13       Updated : May 3, 2031 - 11:40

TARSK, May 3 (VPS) -- Vendrian leader Oren Malk opened the new moles of Port Meridian harbour on Saturday, and called on the harbour workers to have the grain piers ready before the autumn storms.

The ceremony was held in the presence of the whole leadership of the Vendrian Unity Party, the agency reported, and of several thousand workers who had been brought in by train.

Workers of Port Meridian greet Oren Malk on the new moles in this photo released by the Vendrian Press Service on May 3, 2031. (VPS)

\"The harbour is the lung of the republic, and a republic must breathe,\" Malk was quoted as saying.

He did not mention the strike of last winter, in which the dockers had stopped all ships for nine days.

The moles were begun eleven years ago and cost four times what had been planned. (Halden Wire)

MOST POPULAR
Five things to know about the grain piers
Ice leaves Tarsk early
LATEST NEWS
Subscribe to our newsletter
Home
National
Politics
Economy
Culture
Sports
Opinion
Weather
PRIVACY STATEMENT COPYRIGHT POLICY
Copyright The Tarsk Courier. All Rights Reserved.
Tel : +99-2-555-0114
";

#[test]
fn a_page_gives_its_article_and_nothing_else() {
    let found = articles(PAGE);
    assert_partition(PAGE, &found);
    assert_eq!(found.len(), 1);
    assert_eq!(
        words_of(&found, ZoneKind::Title),
        ["Oren Malk opens the new moles of Port Meridian harbour"]
    );
    let paragraphs = words_of(&found, ZoneKind::Paragraph);
    assert_eq!(paragraphs.len(), 5, "{paragraphs:#?}");
    assert!(paragraphs[0].starts_with("TARSK, May 3 (VPS) -- "));
    assert!(paragraphs[4].ends_with("planned. (Halden Wire)"));
    let captions = words_of(&found, ZoneKind::Caption);
    assert_eq!(captions.len(), 1, "{captions:#?}");
    assert_eq!(words_of(&found, ZoneKind::Byline), ["By Lena Torv"]);
    let stamps = words_of(&found, ZoneKind::Timestamp);
    assert_eq!(stamps[0], "date 2031-05-03");
    assert_eq!(
        stamps[1],
        "Published : May 3, 2031 - 10:13 Updated : May 3, 2031 - 11:40"
    );
    let furniture = words_of(&found, ZoneKind::Furniture);
    assert!(furniture.contains(&"Go to Contents Go to Navigation"));
    assert_eq!(furniture.iter().filter(|w| **w == "Politics").count(), 2);
}

#[test]
fn a_clean_article_loses_nothing() {
    let text = "Oren Malk Makes Opening Address at Conference of Harbour Masters\n\n\
        Oren Malk, chairman of the Vendrian Unity Party, made an opening address at the conference of harbour masters in Tarsk on May 3.\n\n\
        He said that the conference would be an important occasion in improving the work of all harbours.\n\n\
        Present there were the harbour masters of the whole country.\n\n\
        It was a success.\n";
    let found = articles(text);
    assert_partition(text, &found);
    assert_eq!(
        words_of(&found, ZoneKind::Title),
        ["Oren Malk Makes Opening Address at Conference of Harbour Masters"]
    );
    assert_eq!(words_of(&found, ZoneKind::Paragraph).len(), 4);
    assert!(words_of(&found, ZoneKind::Furniture).is_empty());
}

#[test]
fn a_korean_page_gives_its_article() {
    let text = "벤드리아통신\n홈\n정치\n경제\n사회\n국제\n문화\n스포츠\n로그인\n회원가입\n\n\
        오렌 말크 \"항만은 공화국의 허파\"…방파제 준공식 연설\n\n\
        이하나 기자\n입력 2031.05.03 10:13\n글자크기 설정\n\n\
        벤드리아의 지도자 오렌 말크가 지난 3일 포트메리디안 항만의 새 방파제 준공식에 참석해 연설을 했다고 벤드리아통신이 보도했다.\n\n\
        말크는 연설에서 항만은 공화국의 허파이며 가을 폭풍이 오기 전에 곡물 부두를 완공해야 한다고 강조했다.\n\n\
        통신은 수천 명의 노동자들이 준공식에 참가했다고 전했지만 지난겨울의 파업에 대해서는 언급하지 않았다.\n\n\
        방파제 공사는 11년 전에 시작됐으며 비용은 당초 계획의 네 배에 달한 것으로 알려졌다.\n\n\
        저작권자 © 벤드리아통신 무단전재 및 재배포 금지\n\n\
        많이 본 뉴스\n타르스크 강 해빙 빨라져\n곡물 가격 두 배로\n관련기사\n항만 노동자 파업 9일째\n\
        회사소개\n광고문의\n이용약관\n개인정보처리방침\n대표전화 : 02-000-0000\n";
    let found = articles(text);
    assert_partition(text, &found);
    let paragraphs = words_of(&found, ZoneKind::Paragraph);
    assert_eq!(paragraphs.len(), 4, "{paragraphs:#?}");
    assert!(paragraphs[0].starts_with("벤드리아의 지도자"));
    assert!(paragraphs[3].ends_with("알려졌다."));
    let titles = words_of(&found, ZoneKind::Title);
    assert_eq!(titles.len(), 1);
    assert!(titles[0].starts_with("오렌 말크"), "{titles:?}");
    assert!(!words_of(&found, ZoneKind::Notice).is_empty());
}

#[test]
fn a_deck_that_the_first_paragraph_repeats_is_a_summary() {
    let text = "Malk calls on dockers to end their strike\n\n\
        Vendrian leader Oren Malk urged the dockers of Port Meridian on Monday to end their strike.\n\n\
        Vendrian leader Oren Malk urged the dockers of Port Meridian on Monday to end their strike, while their union said that it would hold out until the wages of the winter had been paid.\n\n\
        The strike began nine days ago and has stopped all ships in the harbour of the city.\n";
    let found = articles(text);
    assert_eq!(words_of(&found, ZoneKind::Summary).len(), 1);
    assert_eq!(words_of(&found, ZoneKind::Paragraph).len(), 2);
}

#[test]
fn the_first_of_the_lines_above_a_text_is_its_headline() {
    let body = "The delegates heard the report on the harbours of the republic and took their seats again.\n\
                Oren Malk thanked them for their patience, and the session was closed in the evening.\n";
    let found = |head: &str| {
        let text = format!("{head}\n{body}");
        let articles = articles(&text);
        let of = |kind| words_of(&articles, kind).join(" / ");
        (of(ZoneKind::Title), of(ZoneKind::Subtitle))
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        found(
            "Congress of the Unity Party Opens with Splendour\nOren Malk Makes a Speech at the Opening\n"
        ),
        pair(
            "Congress of the Unity Party Opens with Splendour",
            "Oren Malk Makes a Speech at the Opening"
        )
    );
    // A title of two words over a dateline.
    let text = "Congress Opens\n\nTarsk, April 7 (VPS) -- The congress of the Unity Party opened in Tarsk on Tuesday.\n";
    assert_eq!(
        words_of(&articles(text), ZoneKind::Title),
        ["Congress Opens"]
    );
    // Those who listen are no headline, nor is a sentence.
    assert_eq!(found("Dear comrades and dear friends!\n").0, "");
    assert_eq!(
        found("We meet the new year with the pride of those who finished the harbour.\n").0,
        ""
    );
}

#[test]
fn lines_that_say_more_of_the_title_are_no_furniture() {
    let deck = "Dockers of Three Harbours Greet the Leader with Flags";
    let dated = "Updated : May 3, 2031 - 11:40\n";
    let text = PAGE.replace(dated, &format!("{dated}Print\nE-mail\n\n{deck}\n"));
    assert_eq!(words_of(&articles(&text), ZoneKind::Subtitle), [deck]);
    // Four of them are other stories.
    let list = format!(
        "{deck}\nGrain Piers to Be Ready Before the Storms\nThree Things to Know of the New Moles\nIce Leaves the Harbour of Tarsk Early\n"
    );
    let text = PAGE.replace(dated, &format!("{dated}Print\nE-mail\n\n{list}"));
    assert!(words_of(&articles(&text), ZoneKind::Subtitle).len() < 2);
}

#[test]
fn the_card_of_a_post_is_no_headline() {
    let text = "- 관리자\n- 2031-05-03 09:22:10\n- 조회수 : 48\n\
                (타르스크=벤드리아통신) 오렌 말크 총비서가 3일 항구의 새 방파제 준공식에 참석했다고 통신이 4일 보도했다.\n\
                통신은 준공식에 항구의 노동자 수천명이 참가하였다고 전하면서 방파제의 길이가 두 배로 늘어났다고 밝혔다.\n";
    let articles = articles(text);
    assert_eq!(words_of(&articles, ZoneKind::Title), [""; 0]);
    assert_eq!(words_of(&articles, ZoneKind::Paragraph).len(), 2);
}

#[test]
fn the_text_of_a_record_has_a_body() {
    let text = "The delegation of the republic spoke of the harvest in the capital on Friday, the agency said";
    let mut capture = Capture::from_text("test", MediaType::Plain, text);
    capture.record = Some(0);
    let articles = layout(&capture).articles;
    assert_eq!(words_of(&articles, ZoneKind::Paragraph), [text]);
}

#[test]
fn a_date_of_two_readings_is_a_timestamp_all_the_same() {
    let text = "Opening Speech Made by Oren Malk at Second Congress of Harbour Workers\n\n\
                Date: 07/04/2031 | Source: VPS.example (En) | Read original version at source\n\n\
                Tarsk, April 7 (VPS) -- The following is the speech that was made by Oren Malk at the congress.\n";
    let articles = articles(text);
    assert_eq!(words_of(&articles, ZoneKind::Subtitle), [""; 0]);
    assert_eq!(words_of(&articles, ZoneKind::Timestamp).len(), 1);
}

#[test]
fn nothing_comes_of_nothing() {
    assert!(articles("").is_empty());
    assert!(articles(" \n\t\u{a0}\n").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_partitioned(text in "\\PC{0,40}([\\n\\r\u{c}\u{a0} ]{0,3}\\PC{0,60}){0,12}") {
        assert_partition(&text, &articles(&text));
    }

    #[test]
    fn any_mix_of_lines_is_partitioned(picks in prop::collection::vec(0usize..14, 0..60)) {
        let lines = [
            "", "Home", "  Politics", "- list item", "date 2031-05-03 Photo : VPS", "(VPS)", "[5]",
            "By Lena Torv", "Published : May 3, 2031 - 10:13", "댓글 0", "무단전재 및 재배포 금지",
            "The harbour of Tarsk was opened to all ships on the third day of May, when the ice had gone.",
            "오렌 말크가 항만을 방문했다고 통신이 보도했다.",
            "He said that the grain piers would be ready, , and that the storms, , would come",
        ];
        let text: Vec<&str> = picks.iter().map(|p| lines[*p]).collect();
        let text = text.join("\n");
        assert_partition(&text, &articles(&text));
    }
}

/// A text with its letters and marks, and its syllables of Hangul, each apart.
fn decomposed(text: &str) -> String {
    variorum::text::normalized(text, variorum::text::Form::Nfd)
        .text()
        .to_owned()
}

#[test]
fn decomposed_letters_are_composed_and_lead_back() {
    let page = "Café Öl opens in Tarsk\n\n\
                The café in the harbour of Tarsk was opened on the third day of May, when the ice had gone. \
                It is named after the oil that Señora Iñez sells there, she said on Sunday.\n\n\
                타르스크의 항구가 3일 열렸다고 벤드리아통신이 전했다. 첫 배는 이튿날 새벽에 들어왔다.\n";
    let source = decomposed(page);
    assert_ne!(source, page);
    let (found, expected) = (articles(&source), articles(page));
    assert_partition(&source, &found);
    let read = |articles: &[Article]| -> Vec<(ZoneKind, String)> {
        let zones = articles.iter().flat_map(|a| &a.zones);
        zones.map(|z| (z.kind, z.text().to_owned())).collect()
    };
    assert_eq!(read(&found), read(&expected));
    assert!(
        read(&found)
            .iter()
            .any(|(_, words)| words.contains("Café Öl"))
    );
    for zone in found.iter().flat_map(|a| &a.zones) {
        let whole = variorum::text::Span::new(0, zone.text().len());
        let back = zone.clean.to_source(whole);
        let words: String = back.iter().map(|s| s.of(&source)).collect();
        assert_eq!(words, decomposed(zone.text()));
    }
}

#[test]
fn a_page_mark_inside_a_decomposed_paragraph_stays() {
    let text = "The harbour of Tarsk was opened to all ships on the third day\n\
                of May, when the ice had gone and the new mole\u{301}s had been\n\
                finished. The first ship came from Halden in the early hours\n\
                and the second one, which had waited for the pilots of the\n\n\
                [7]\n\n\
                port since the day before, was let in by noon. All the others\n\
                had to wait for the tide to turn again in the late evening,\n\
                and for the smoke of the burning grain piers to go away.\n";
    let found = articles(text);
    assert_partition(text, &found);
    assert!(
        found
            .iter()
            .flat_map(|a| &a.zones)
            .any(|z| z.text() == "[7]")
    );
}

proptest! {
    #[test]
    fn marks_in_any_place_keep_the_promises(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("e"), Just("\u{301}"), Just("\u{327}"), Just(" "), Just("\n"), Just(", ,"), Just("."),
                Just("\u{1112}"), Just("\u{1161}"), Just("\u{11ab}"), Just("한"), Just("\u{212b}"),
                Just("date 2031-05-03 "), Just("\u{2000}"), Just("Ì\u{81}"), Just("The ships of Tarsk wait. "),
            ],
            0..40,
        ),
    ) {
        let text = pieces.concat();
        let found = articles(&text);
        assert_partition(&text, &found);
        for zone in found.iter().flat_map(|a| &a.zones) {
            let composed = variorum::text::nfc(zone.text());
            prop_assert_eq!(composed.text(), zone.text());
        }
    }
}
