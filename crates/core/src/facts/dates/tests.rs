use proptest::prelude::*;

use super::in_text;
use crate::text::PartialDate;

/// A Sunday.
fn published() -> Option<PartialDate> {
    PartialDate::day(2022, 2, 27)
}

fn read(text: &str) -> Vec<(String, String)> {
    in_text(text, published())
        .into_iter()
        .map(|d| {
            let value = d.resolved.unwrap_or_else(|| "-".to_owned());
            (d.span.of(text).to_owned(), value)
        })
        .collect()
}

fn check(cases: &[(&str, &[(&str, &str)])]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = read(text);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        if found != *expected {
            wrong.push_str(&format!("{text}\n    {found:?}\n    {expected:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn days_and_months_of_english() {
    check(&[
        (
            "TARSK, Feb. 26 (VPS) -- It opened.",
            &[("Feb. 26", "2022-02-26")],
        ),
        (
            "It met on Feb. 26, 2021.",
            &[("Feb. 26, 2021", "2021-02-26")],
        ),
        (
            "It met on 26 February 2021.",
            &[("26 February 2021", "2021-02-26")],
        ),
        (
            "It met on the 26th of February.",
            &[("26th of February", "2022-02-26")],
        ),
        ("It met on the 26th.", &[("the 26th", "2022-02-26")]),
        ("It was the 26th anniversary.", &[]),
        ("It met on December 5.", &[("December 5", "2021-12-05")]),
        ("It met in December 2016.", &[("December 2016", "2016-12")]),
        ("It met in January.", &[("January", "2022-01")]),
        ("It met in December.", &[("December", "2021-12")]),
        ("It will meet in December.", &[("December", "2022-12")]),
        (
            "It met in April last year.",
            &[("April last year", "2021-04")],
        ),
        (
            "It met in March three years ago.",
            &[("March three years ago", "2019-03")],
        ),
        ("It may meet. The March was long.", &[]),
        ("On February 30 nothing happened.", &[("February 30", "-")]),
        (
            "It met on September 9, Juche 37 (1948).",
            &[("September 9, Juche 37 (1948)", "1948-09-09")],
        ),
        ("The 5 May not be read.", &[]),
        (
            "They visited the April 15 Stadium and the May Day Stadium.",
            &[],
        ),
        ("They praised the June 15 joint declaration.", &[]),
    ]);
}

#[test]
fn stretches_and_lists() {
    check(&[
        (
            "It met from April 6 to 8.",
            &[("from April 6 to 8", "2021-04-06/2021-04-08")],
        ),
        (
            "It met on Feb. 26-28.",
            &[("Feb. 26-28", "2022-02-26/2022-02-28")],
        ),
        (
            "It met on 6-8 April 2021.",
            &[("6-8 April 2021", "2021-04-06/2021-04-08")],
        ),
        (
            "It met between May 28 and June 2, 2021.",
            &[("between May 28 and June 2, 2021", "2021-05-28/2021-06-02")],
        ),
        (
            "It met on January 5, 6 and 7.",
            &[
                ("January 5", "2022-01-05"),
                ("6", "2022-01-06"),
                ("7", "2022-01-07"),
            ],
        ),
        (
            "It met in 2013 and 2017.",
            &[("2013", "2013"), ("2017", "2017")],
        ),
        (
            "In the years 2016-2020 it met.",
            &[("2016-2020", "2016/2020")],
        ),
        ("It has met since 2011.", &[("since 2011", "2011/..")]),
        (
            "It has met since Orel took office in 2011.",
            &[("since Orel took office in 2011", "2011/..")],
        ),
        (
            "It has met since Saturday.",
            &[("since Saturday", "2022-02-26/..")],
        ),
        (
            "It is allowed from this year.",
            &[("from this year", "2022/..")],
        ),
        (
            "A photo from March 2021 shows it.",
            &[("from March 2021", "2021-03")],
        ),
        ("On May 3, 4 people died.", &[("May 3", "2022-05-03")]),
        (
            "From Monday to Wednesday it met.",
            &[("From Monday to Wednesday", "2022-02-21/2022-02-23")],
        ),
    ]);
}

#[test]
fn what_counts_from_publication() {
    check(&[
        ("It opened on Saturday.", &[("Saturday", "2022-02-26")]),
        ("It opened on Sunday.", &[("Sunday", "2022-02-27")]),
        ("It opened last Friday.", &[("last Friday", "2022-02-25")]),
        ("It will open on Friday.", &[("Friday", "2022-03-04")]),
        ("It opens next Monday.", &[("next Monday", "2022-02-28")]),
        (
            "The agency said Saturday that it will open on Friday.",
            &[("Saturday", "2022-02-26"), ("Friday", "2022-03-04")],
        ),
        (
            "It fell last year and this month.",
            &[("last year", "2021"), ("this month", "2022-02")],
        ),
        (
            "It fell earlier this year.",
            &[("earlier this year", "2022")],
        ),
        (
            "It fell in early 2020.",
            &[("early 2020", "2020-01/2020-03")],
        ),
        (
            "It fell in late March 2020.",
            &[("late March 2020", "2020-03")],
        ),
        (
            "It fell in the first half of 2021.",
            &[("the first half of 2021", "2021-01/2021-06")],
        ),
        (
            "It fell in the third quarter of last year.",
            &[("the third quarter of last year", "2021-07/2021-09")],
        ),
        ("It fell in the 1990s.", &[("the 1990s", "1990/1999")]),
        (
            "It fell over the weekend.",
            &[("over the weekend", "2022-02-26/2022-02-27")],
        ),
        (
            "It fell last week.",
            &[("last week", "2022-02-14/2022-02-20")],
        ),
        (
            "It fell last summer.",
            &[("last summer", "2021-06/2021-08")],
        ),
        ("It fell two years ago.", &[("two years ago", "2020")]),
        (
            "It fell on Feb. 3 and rose a week later.",
            &[("Feb. 3", "2022-02-03"), ("a week later", "2022-02-10")],
        ),
        (
            "It fell on Feb. 3 and rose the next day.",
            &[("Feb. 3", "2022-02-03"), ("the next day", "2022-02-04")],
        ),
        ("It meets every five years.", &[("every five years", "P5Y")]),
        (
            "It grew over the past five years.",
            &[("the past five years", "2017/2022")],
        ),
        ("It grew in recent years.", &[("in recent years", "-")]),
        (
            "The bank announced today a cut.",
            &[("today", "2022-02-27")],
        ),
        ("Today we are strong.", &[]),
        ("“It fell yesterday,” he said.", &[]),
        (
            "It fell at 10:13 a.m. on Saturday.",
            &[("10:13 a.m. on Saturday", "2022-02-26T10:13")],
        ),
        ("He is in his 90s and it was in the low 20s.", &[]),
    ]);
}

#[test]
fn parts_of_days_and_years() {
    check(&[
        (
            "It opened on Friday morning.",
            &[("Friday morning", "2022-02-25")],
        ),
        (
            "It rained late Friday night.",
            &[("late Friday night", "2022-02-25")],
        ),
        ("It was a rainy Monday in Tarsk.", &[]),
        (
            "He said so in a statement Monday and at a Friday news conference.",
            &[("Monday", "2022-02-21"), ("Friday", "2022-02-25")],
        ),
        (
            "The road is shut until Tuesday.",
            &[("Tuesday", "2022-03-01")],
        ),
        ("By Tuesday 30 had left.", &[("Tuesday", "2022-02-22")]),
        (
            "Sales grew in the fourth quarter.",
            &[("the fourth quarter", "2021-10/2021-12")],
        ),
        ("Orel scored in the fourth quarter of the game.", &[]),
        ("Profit will grow in Q3.", &[("Q3", "2022-07/2022-09")]),
        ("It grew in H1 2021.", &[("H1 2021", "2021-01/2021-06")]),
        (
            "It grew in the last quarter of 2021.",
            &[("the last quarter of 2021", "2021-10/2021-12")],
        ),
        (
            "It grew in fiscal year 2021 and FY2020.",
            &[("fiscal year 2021", "2021"), ("FY2020", "2020")],
        ),
        (
            "It was built in the mid-1980s.",
            &[("the mid-1980s", "1980/1989")],
        ),
        (
            "It was built in the late 19th century.",
            &[("the late 19th century", "1801/1900")],
        ),
        ("Twenty-First Century Ltd fell.", &[]),
        (
            "Sales fell in the three months ended December 31, 2021.",
            &[(
                "the three months ended December 31, 2021",
                "2021-10-01/2021-12-31",
            )],
        ),
        (
            "Sales fell in the 12 months to January.",
            &[("the 12 months to January", "2021-02/2022-01")],
        ),
        (
            "It fell in the week of February 14.",
            &[("the week of February 14", "2022-02-14/2022-02-20")],
        ),
        (
            "It fell this past summer.",
            &[("this past summer", "2021-06/2021-08")],
        ),
        (
            "It fell on May 3, 2021 and rose the next morning.",
            &[
                ("May 3, 2021", "2021-05-03"),
                ("the next morning", "2021-05-04"),
            ],
        ),
        ("It ended two decades ago.", &[("two decades ago", "2002")]),
        ("It shuts by year-end.", &[("year-end", "2022-12")]),
        (
            "It runs 30 April–2 May.",
            &[("30 April–2 May", "2022-04-30/2022-05-02")],
        ),
        ("Last February was cold.", &[("Last February", "2021-02")]),
        (
            "The law was passed by the council today.",
            &[("today", "2022-02-27")],
        ),
        ("They are the youth of today.", &[]),
        (
            "It was won in November of 2020.",
            &[("November of 2020", "2020-11")],
        ),
        (
            "He led the best builders working today, as it was told to 2000+ others.",
            &[],
        ),
        (
            "The fair is on the third Thursday of November.",
            &[("November", "2021-11")],
        ),
        ("It shut on Easter Sunday.", &[]),
        (
            "The talks of yesterday's session.",
            &[("yesterday", "2022-02-26")],
        ),
        (
            "The April 3 Uprising and the 28th April Tarsk Arts Festival.",
            &[],
        ),
    ]);
}

#[test]
fn parts_of_korean_days_and_years() {
    check(&[
        ("26일 오전 열렸다.", &[("26일 오전", "2022-02-26")]),
        ("금요일 밤 열렸다.", &[("금요일 밤", "2022-02-25")]),
        (
            "지난해 같은 기간보다 늘었다.",
            &[("지난해 같은 기간", "2021")],
        ),
        ("전년 동기보다 늘었다.", &[("전년 동기", "2021")]),
        ("4분기 매출이 늘었다.", &[("4분기", "2021-10/2021-12")]),
        ("지난 분기 늘었다.", &[("지난 분기", "2021-10/2021-12")]),
        ("전년동기대비 늘었다.", &[("전년동기", "2021")]),
        (
            "지난해 4/4분기 늘었다.",
            &[("지난해 4/4분기", "2021-10/2021-12")],
        ),
        (
            "일요일인 오는 6일 열린다.",
            &[("일요일", "2022-03-06"), ("오는 6일", "2022-03-06")],
        ),
        (
            "6월 21일-24일 열린다.",
            &[("6월 21일-24일", "2022-06-21/2022-06-24")],
        ),
        ("정부는 오늘 결과를 발표했다.", &[("오늘", "2022-02-27")]),
        ("오늘 우리 인민은 행복하다.", &[]),
        ("올 들어 늘었다.", &[("올", "2022")]),
        ("연내에 끝낸다.", &[("연내", "2022")]),
        ("20세기의 일이다.", &[("20세기", "1901/2000")]),
        ("1980년대 후반에 늘었다.", &[("1980년대 후반", "1980/1989")]),
        ("지난여름 늘었다.", &[("지난여름", "2021-06/2021-08")]),
        ("매주 화요일 열린다.", &[("매주 화요일", "P1W")]),
        ("3박 4일 일정이다.", &[]),
        ("21년 3월에 왔다.", &[("21년 3월", "2021-03")]),
        ("징역 15년 6월을 선고했다.", &[]),
        ("한 달 뒤 돌아온다.", &[("한 달 뒤", "2022-03")]),
        (
            "이번 주 초 열린다.",
            &[("이번 주 초", "2022-02-21/2022-02-27")],
        ),
    ]);
}

#[test]
fn korean_times() {
    check(&[
        ("대회가 26일 개막됐다.", &[("26일", "2022-02-26")]),
        ("대회가 지난 28일 개막됐다.", &[("지난 28일", "2022-01-28")]),
        ("대회가 오는 5일 열린다.", &[("오는 5일", "2022-03-05")]),
        ("대회가 지난달 3일 열렸다.", &[("지난달 3일", "2022-01-03")]),
        ("대회가 이달 하순 열린다.", &[("이달 하순", "2022-02")]),
        (
            "대회가 5일부터 8일까지 열렸다.",
            &[("5일부터 8일까지", "2022-02-05/2022-02-08")],
        ),
        (
            "대회가 9∼11일 열렸다.",
            &[("9∼11일", "2022-02-09/2022-02-11")],
        ),
        (
            "대회가 지난 6일부터 사흘 간 열렸다.",
            &[("지난 6일부터 사흘 간", "2022-02-06/2022-02-08")],
        ),
        (
            "8월과 9월에 열렸다.",
            &[("8월", "2021-08"), ("9월", "2021-09")],
        ),
        (
            "2016년 12월26일 시작해 28일 끝났다.",
            &[("2016년 12월26일", "2016-12-26"), ("28일", "2016-12-28")],
        ),
        (
            "2016년 12월 26일 같은 달 25일",
            &[
                ("2016년 12월 26일", "2016-12-26"),
                ("같은 달 25일", "2016-12-25"),
            ],
        ),
        (
            "지난해와 올해, 내년",
            &[("지난해", "2021"), ("올해", "2022"), ("내년", "2023")],
        ),
        ("지난해 1월에 열렸다.", &[("지난해 1월", "2021-01")]),
        (
            "30일 오후 2시부터 오후 7시까지",
            &[(
                "30일 오후 2시부터 오후 7시까지",
                "2022-01-30T14:00/2022-01-30T19:00",
            )],
        ),
        ("1970년대에", &[("1970년대", "1970/1979")]),
        ("5년마다 열린다.", &[("5년마다", "P5Y")]),
        ("5년에 한 번씩 열린다.", &[("5년", "P5Y")]),
        ("어제(26일) 열렸다.", &[("어제(26일)", "2022-02-26")]),
        ("오늘 우리 인민은 전진한다.", &[]),
        ("2월20일공장과 5월1일경기장", &[]),
        ("지난 토요일 열렸다.", &[("지난 토요일", "2022-02-26")]),
        (
            "주체110(2021)년 4월 6일 열렸다.",
            &[("주체110(2021)년 4월 6일", "2021-04-06")],
        ),
        ("대회를 10일 앞둔 시점", &[]),
        ("3일간 열렸다.", &[]),
        ("2월 30일에 열렸다.", &[("2월 30일", "-")]),
        ("2011년 이후", &[("2011년 이후", "2011/..")]),
        ("올 상반기에", &[("올 상반기", "2022-01/2022-06")]),
    ]);
}

#[test]
fn figures_that_are_no_dates() {
    check(&[
        (
            "The Orlan-2021 and the exhibition \"Defence-2021\" opened.",
            &[],
        ),
        ("Resolution 1718 and Room 2020", &[]),
        ("2000 people and 1950 tons", &[]),
        ("See https://www.example.org/2020/20200101a.htm", &[]),
        ("Vision 2030 was read.", &[]),
    ]);
}

#[test]
fn without_a_day_of_publication_only_what_is_written_counts() {
    let found = in_text("It met on Friday, Feb. 26 and in 2016.", None);
    let values: Vec<Option<&str>> = found.iter().map(|d| d.resolved.as_deref()).collect();
    assert_eq!(values, [None, Some("2016")]);
}

#[test]
fn long_texts_are_read_in_linear_time() {
    for unit in [
        "7",
        "and ",
        "the past ",
        "last May ",
        "5, 6 and ",
        "5일부터 ",
        "from 2011 to ",
        "2월 ",
        "'",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let _ = in_text(&text, published());
    }
}

proptest! {
    #[test]
    fn mentions_fit_the_text(text in "[0-9]{0,4}[ .,:/~-]?(년|월|일|일부터|지난|이달|오후 |시| May |March | Friday| last | the past |five| years|since |from | to | and |\u{301}|٣|’|é){0,9}[0-9]{0,4}( April|th|일)?") {
        let mut last = 0;
        for date in in_text(&text, published()) {
            prop_assert!(date.span.start >= last && date.span.end > date.span.start);
            prop_assert!(text.get(date.span.range()).is_some());
            last = date.span.end;
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        let mut last = 0;
        for date in in_text(&text, published()) {
            prop_assert!(date.span.start >= last && text.get(date.span.range()).is_some());
            last = date.span.end;
        }
    }
}

#[test]
fn stretches_beside_the_publication_and_days_by_name() {
    check(&[
        (
            "It grew over the last six months of 2017.",
            &[("the last six months of 2017", "2017-07/2017-12")],
        ),
        (
            "It will last for the next two weeks.",
            &[("the next two weeks", "2022-02-27/2022-03-13")],
        ),
        (
            "It closed on New Year's Eve and on Christmas Day.",
            &[
                ("New Year's Eve", "2021-12-31"),
                ("Christmas Day", "2021-12-25"),
            ],
        ),
        (
            "The Orel dynasty (1392-1910) and the court's 1898 ruling.",
            &[("1392-1910", "1392/1910"), ("1898", "1898")],
        ),
        (
            "It fell 159 times between May 1961 and the end of 1972.",
            &[("between May 1961 and the end of 1972", "1961-05/1972-12")],
        ),
        (
            "It opens at 6:38 p.m. on Saturday, March 5.",
            &[("6:38 p.m. on Saturday, March 5", "2022-03-05T18:38")],
        ),
        (
            "He stays until the end of the 2022/23 season.",
            &[("2022/23", "2022/2023")],
        ),
        (
            "It spread in the winter of 2021-22.",
            &[("the winter of 2021-22", "2021-12/2022-02")],
        ),
        ("2023회계연도 예산을 정했다.", &[("2023회계연도", "2023")]),
        ("지난해 1995년에 열렸다.", &[("지난해 1995년", "1995")]),
        ("Temperatures will be in the 50s.", &[]),
        (
            "지난 20년간 두 배로 늘었다.",
            &[("지난 20년간", "2002/2022")],
        ),
        ("지난주말 열렸다.", &[("지난주말", "2022-02-19/2022-02-20")]),
        ("구조에는 최소한 3일이 더 필요하다.", &[]),
        ("새 다리 개통     2008.10", &[("2008.10", "2008-10")]),
        ("지수는 2008.10포인트로 마감했다.", &[]),
    ]);
}
