use proptest::prelude::*;

use super::{Value, in_text};

fn read(text: &str) -> Vec<(String, String, Option<String>)> {
    in_text(text)
        .into_iter()
        .map(|q| {
            let value = match q.value {
                Value::One(n) => n.to_string(),
                Value::Range([a, b]) => format!("{a}..{b}"),
            };
            (q.span.of(text).to_owned(), value, q.unit)
        })
        .collect()
}

fn check(cases: &[(&str, &[(&str, &str, &str)])]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = read(text);
        let found: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_deref().unwrap_or("")))
            .collect();
        if found != *expected {
            wrong.push_str(&format!("{text}\n    {found:?}\n    {expected:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn units_and_nouns_of_english() {
    check(&[
        (
            "It flew 1,001.2 km for 5,156 s.",
            &[("1,001.2 km", "1001.2", "km"), ("5,156 s", "5156", "s")],
        ),
        (
            "It flew 1 001.2km for 5 156 seconds.",
            &[
                ("1 001.2km", "1001.2", "km"),
                ("5 156 seconds", "5156", "seconds"),
            ],
        ),
        ("It flew for 85 min 56 s.", &[("85 min 56 s", "5156", "s")]),
        (
            "It took 1 hour and 25 minutes.",
            &[("1 hour and 25 minutes", "85", "minutes")],
        ),
        (
            "The rate is 6-1/2 percent.",
            &[("6-1/2 percent", "6.5", "percent")],
        ),
        (
            "The rate is 1-1/4 to 1-1/2 percent.",
            &[("1-1/4 to 1-1/2 percent", "1.25..1.5", "percent")],
        ),
        (
            "A 25-basis-point cut to 2 percent.",
            &[
                ("25-basis-point", "25", "basis points"),
                ("2 percent", "2", "percent"),
            ],
        ),
        (
            "A cell has five to 30 members.",
            &[("five to 30 members", "5..30", "members")],
        ),
        (
            "More than 3 500 balloons flew.",
            &[("More than 3 500 balloons", "3500", "balloons")],
        ),
        (
            "Some 300 people came.",
            &[("Some 300 people", "300", "people")],
        ),
        (
            "They built hundreds of coal wagons.",
            &[("hundreds of coal wagons", "200..999", "coal wagons")],
        ),
        (
            "It is tens of thousands of ri away.",
            &[("tens of thousands of ri", "20000..99999", "ri")],
        ),
        (
            "A five-year plan and a five-point programme.",
            &[("five-year", "5", "years"), ("five-point", "5", "point")],
        ),
        ("The 240mm-calibre launcher.", &[("240mm", "240", "mm")]),
        (
            "It costs $1.5 billion or US$ 30m.",
            &[
                ("$1.5 billion", "1500000000", "dollars"),
                ("US$ 30m", "30000000", "dollars"),
            ],
        ),
        (
            "Two big and small wars.",
            &[("Two big and small wars", "2", "big and small wars")],
        ),
        (
            "An 18-inch wheel, a 6-foot man, 5 per cent and 5°C.",
            &[
                ("18-inch", "18", "inch"),
                ("6-foot", "6", "foot"),
                ("5 per cent", "5", "per cent"),
                ("5°C", "5", "°C"),
            ],
        ),
        ("30%-40% of them", &[("30%-40%", "30..40", "%")]),
        (
            "two-thirds of the members",
            &[("two-thirds", "0.6666666666666666", "")],
        ),
        (
            "15 of the 19 soldiers",
            &[("15", "15", "soldiers"), ("19 soldiers", "19", "soldiers")],
        ),
    ]);
}

#[test]
fn money_points_and_signs() {
    check(&[
        (
            "It cost Rs 500 crore or USD 5 million.",
            &[
                ("Rs 500 crore", "5000000000", "rupees"),
                ("USD 5 million", "5000000", "dollars"),
            ],
        ),
        (
            "It cost 2 billion US dollars and 3 million Swiss francs.",
            &[
                ("2 billion US dollars", "2000000000", "dollars"),
                ("3 million Swiss francs", "3000000", "francs"),
            ],
        ),
        ("It costs $5-$10.", &[("$5-$10", "5..10", "dollars")]),
        (
            "It rose by a quarter of a percentage point.",
            &[(
                "a quarter of a percentage point",
                "0.25",
                "percentage points",
            )],
        ),
        (
            "A half-point cut is due.",
            &[("A half-point", "0.5", "percentage points")],
        ),
        (
            "It was minus 5 degrees and -0.5 percent.",
            &[
                ("minus 5 degrees", "-5", "degrees"),
                ("-0.5 percent", "-0.5", "percent"),
            ],
        ),
        (
            "Between 5 and 10 people came.",
            &[("Between 5 and 10 people", "5..10", "people")],
        ),
        (
            "It has 1.5m users and a 20m wall.",
            &[("1.5m users", "1500000", "users"), ("20m", "20", "m")],
        ),
        ("It affects one in five adults, a 2-for-1 deal.", &[]),
        ("They follow the Three Principles of Tarsk.", &[]),
        (
            "The October 4 declaration and the April 25 Sports Team.",
            &[],
        ),
        ("It took 60 odd years.", &[("60 odd years", "60", "years")]),
    ]);
}

#[test]
fn fractions_rates_and_bare_counts() {
    check(&[
        (
            "A third of the members left, and half the votes were lost.",
            &[("A third", "0.3333333333333333", ""), ("half", "0.5", "")],
        ),
        (
            "Exports fell by almost a quarter.",
            &[("almost a quarter", "0.25", "")],
        ),
        ("A third day of talks in the first half of the game.", &[]),
        (
            "It took half an hour and a half-dozen men.",
            &[
                ("half an hour", "0.5", "hours"),
                ("a half-dozen men", "6", "men"),
            ],
        ),
        (
            "It goes 90 miles per gallon and costs $50 a barrel.",
            &[
                ("90 miles per gallon", "90", "miles per gallon"),
                ("$50 a barrel", "50", "dollars per barrel"),
            ],
        ),
        (
            "At least 12 were killed in Tarsk, injuring 30.",
            &[("At least 12", "12", ""), ("30", "30", "")],
        ),
        (
            "Orel has a population of about 275,000.",
            &[("about 275,000", "275000", "")],
        ),
        ("Four in 10 voters bought 8 x 10 prints.", &[]),
        (
            "The 6-foot-6 guard saw 13 out of 35 halls.",
            &[
                ("6-foot-6", "78", "inches"),
                ("13", "13", "halls"),
                ("35 halls", "35", "halls"),
            ],
        ),
        (
            "The entry-level 13-inch model is up to a 15% cheaper.",
            &[("13-inch", "13", "inch"), ("up to a 15%", "15", "%")],
        ),
        (
            "It costs 50,000₩ or Rs 1.5 lakh crore.",
            &[
                ("50,000₩", "50000", "won"),
                ("Rs 1.5 lakh crore", "1500000000000", "rupees"),
            ],
        ),
        (
            "The 2019-launched phone is a 180 page book that comes late.",
            &[],
        ),
    ]);
}

#[test]
fn bounds_ages_and_halves_in_korean() {
    check(&[
        ("200명 가까이 왔다.", &[("200명 가까이", "200", "명")]),
        ("총 약 6,200대의 트럭", &[("총 약 6,200대", "6200", "대")]),
        ("30대의 여성과 30대의 트럭", &[("30대", "30", "대")]),
        ("8천 여명의 팬들", &[("8천 여명", "8000", "명")]),
        ("지분의 절반 이상을 샀다.", &[("절반 이상", "0.5", "")]),
        ("규모 6.8의 지진", &[("6.8", "6.8", "magnitude")]),
        ("시속 120km로 달렸다.", &[("120km", "120", "km/h")]),
        ("최소한 3일이 더 걸린다.", &[("최소한 3일", "3", "days")]),
        ("2할6푼8리의 타율", &[]),
        ("서부 4개 도시에서 왔다.", &[("4개 도시", "4", "개")]),
        ("3시간 반 동안 열렸다.", &[("3시간 반", "3.5", "hours")]),
        ("후반 23분 골이 났다.", &[]),
        (
            "지진 규모는 7.8로 기록됐다.",
            &[("7.8", "7.8", "magnitude")],
        ),
        (
            "건물 2동과 45층 건물",
            &[("2동", "2", "동"), ("45층", "45", "층")],
        ),
    ]);
}

#[test]
fn what_is_counted_in_korean() {
    let of = |text: &str| {
        let words = || panic!("no English noun is read here");
        let found = super::scan::Reader::new(text, &[], &words).read();
        found.into_iter().next().and_then(|f| f.of)
    };
    let cases = [
        ("2건의 버스 폭발사건을 조사했다.", Some("버스 폭발사건")),
        ("22개의 저조한 기록을 남겼다.", Some("기록")),
        ("6개 업체들과 만났다.", Some("업체들")),
        ("이를 위해 15명이 왔다.", None),
        ("배럴당 16달러 내렸다.", None),
        ("용의자 3명을 찾았다.", Some("용의자")),
    ];
    for (text, expected) in cases {
        assert_eq!(of(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn korean_counters() {
    check(&[
        ("당원 5∼30명이 왔다.", &[("5∼30명", "5..30", "명")]),
        ("10여명이 왔다.", &[("10여명", "10", "명")]),
        ("수백 명이 왔다.", &[("수백 명", "200..999", "명")]),
        ("3만 3천정보의 밭", &[("3만 3천정보", "33000", "jongbo")]),
        ("1만 2천여 톤을", &[("1만 2천여 톤", "12000", "tons")]),
        ("약 5년 2개월 만에", &[("약 5년 2개월", "62", "months")]),
        ("5년여만에", &[("5년여", "5", "years")]),
        (
            "미사일 2발과 전차 30대",
            &[("2발", "2", "발"), ("30대", "30", "대")],
        ),
        ("시속 120키로메터로", &[("120키로메터", "120", "km/h")]),
        ("지난 6일부터 사흘 간", &[("사흘", "3", "days")]),
        (
            "세 가지와 두 나라",
            &[("세 가지", "3", "가지"), ("두 나라", "2", "나라")],
        ),
        ("1인당 3만 달러", &[("3만 달러", "30000", "dollars")]),
        ("영하 10도까지", &[("영하 10도", "-10", "degrees")]),
        ("구조대가 왔다", &[]),
        ("5.5501달러", &[("5.5501달러", "5.5501", "dollars")]),
        ("3골을 넣었다", &[("3골", "3", "골")]),
        ("5천만 인구의", &[("5천만 인구", "50000000", "")]),
        ("3분의 2가", &[("3분의 2", "0.6666666666666666", "")]),
        ("7천만 겨레가", &[("7천만 겨레", "70000000", "")]),
    ]);
}

#[test]
fn what_counts_nothing() {
    check(&[
        ("The 8th Congress and the twenty-first session.", &[]),
        ("Article 95 and Room 39 and No. 3.", &[]),
        ("The Orlan-17 and the B-1B and the F-35s.", &[]),
        ("In 2016 and on February 5, 2017.", &[]),
        ("제8차 대회와 제2기 3차 회의", &[]),
        ("두 번째로 열리는 세대", &[]),
        ("2016년 12월 26일", &[]),
        ("당중앙위원회 8기 4차 전원회의", &[]),
        ("in the 50s, with Boeing 747s", &[]),
        ("See https://example.org/5-members", &[]),
        ("Call 02-727-0114 or +82 2 727.", &[]),
        ("one of the members and one day", &[]),
    ]);
}

#[test]
fn the_same_amount_is_equal_however_it_is_written() {
    let pairs = [
        ("1 001.2km", "1,001.2 km"),
        ("5 156 seconds", "85 min 56 s"),
        ("5,156 s", "85분 56초"),
        ("10 ri", "4 kilometers"),
        ("30 percent", "30%"),
        ("3만 3천톤", "33,000 tons"),
    ];
    for (a, b) in pairs {
        let (x, y) = (in_text(a), in_text(b));
        assert!(
            x.len() == 1 && y.len() == 1 && x[0].equals(&y[0]),
            "{a} {b} {x:?} {y:?}"
        );
    }
    assert!(!in_text("5 members")[0].equals(&in_text("6 members")[0]));
    assert!(!in_text("5 members")[0].equals(&in_text("5 tons")[0]));
}

#[test]
fn long_texts_are_read_in_linear_time() {
    let long = "7".repeat(1_000);
    assert_eq!(read(&format!("{long} members")), []);
    for unit in [
        "7",
        "one hundred and ",
        "and ",
        "5 to ",
        "more than ",
        "수",
        "1만 ",
        "5시간 ",
        "5 km ",
        "$",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let _ = in_text(&text);
    }
}

proptest! {
    #[test]
    fn quantities_fit_the_text(text in "(more than |약 |\\$|)[0-9]{0,4}[.,/ -]?[0-9]{0,3}( km| members|명|여명|만 |천|%| to 30 percent|-year| hours 5 minutes|년 2개월|시간|발| 수십만 | ٣| é){0,5}") {
        let mut last = 0;
        for found in in_text(&text) {
            prop_assert!(found.span.start >= last && found.span.end > found.span.start);
            prop_assert!(text.get(found.span.range()).is_some());
            prop_assert!(found.value.is_finite());
            last = found.span.end;
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        let mut last = 0;
        for found in in_text(&text) {
            prop_assert!(found.span.start >= last && text.get(found.span.range()).is_some());
            last = found.span.end;
        }
    }
}
