use proptest::prelude::*;

use super::{Number, NumberForm, Reading, Separators, number_at};

fn read(text: &str) -> Option<(String, f64, f64)> {
    match number_at(text, 0, Separators::of(text)) {
        Reading::Number(n) => Some((n.span.of(text).to_owned(), n.low, n.high)),
        _ => None,
    }
}

#[test]
fn numbers_are_read() {
    let cases = [
        ("1,001.2 km", "1,001.2", 1001.2),
        ("1 001.2km", "1 001.2", 1001.2),
        ("5 156 seconds", "5 156", 5156.0),
        ("1.001,2 km und 2.500.000", "1.001,2", 1001.2),
        ("12.5 percent", "12.5", 12.5),
        ("7.5 million people", "7.5 million", 7_500_000.0),
        ("3 1/2\n  percent", "3 1/2", 3.5),
        ("6-1/2 percent", "6-1/2", 6.5),
        ("1/4 to", "1/4", 0.25),
        ("2½ years", "2½", 2.5),
        ("ten thousand", "ten thousand", 10_000.0),
        ("two dozen", "two dozen", 24.0),
        ("twenty-five members", "twenty-five", 25.0),
        ("two hundred and five men", "two hundred and five", 205.0),
        ("two hundred and many", "two hundred", 200.0),
        ("a hundred trams", "a hundred", 100.0),
        ("half a million", "half a million", 500_000.0),
        ("two and a half years", "two and a half", 2.5),
        ("one-third of", "one-third", 1.0 / 3.0),
        ("five-year plan", "five", 5.0),
        ("five six", "five", 5.0),
        ("3만 3천정보", "3만 3천", 33_000.0),
        ("1억 2천만 톤", "1억 2천만", 120_000_000.0),
        ("2천5백만", "2천5백만", 25_000_000.0),
        ("10여만 명", "10여만", 100_000.0),
        ("4천여 명", "4천", 4_000.0),
        ("10여명", "10", 10.0),
        ("5천년", "5천", 5_000.0),
        ("백 배로", "백", 100.0),
        ("오천 명", "오천", 5_000.0),
        ("세 가지", "세", 3.0),
        ("４００만㎡", "４００만", 4_000_000.0),
    ];
    for (text, words, value) in cases {
        assert_eq!(read(text), Some((words.to_owned(), value, value)), "{text}");
    }
}

#[test]
fn orders_of_size_have_bounds() {
    let cases = [
        ("hundreds of wagons", "hundreds", 200.0, 999.0),
        (
            "tens of thousands of ri",
            "tens of thousands",
            2e4,
            99_999.0,
        ),
        (
            "hundreds of thousands",
            "hundreds of thousands",
            2e5,
            999_999.0,
        ),
        ("several hundred km", "several hundred", 200.0, 999.0),
        ("dozens of", "dozens", 24.0, 99.0),
        ("수십만 세대", "수십만", 2e5, 999_999.0),
        ("수백 명", "수백", 200.0, 999.0),
        ("두세 명", "두세", 2.0, 3.0),
    ];
    for (text, words, low, high) in cases {
        assert_eq!(read(text), Some((words.to_owned(), low, high)), "{text}");
    }
}

#[test]
fn codes_are_no_numbers() {
    assert_eq!(read("1.2.3.4"), None);
    assert_eq!(read("만세"), None);
    assert_eq!(read("bn"), None);
    let long = "7".repeat(1000);
    assert_eq!(
        number_at(&long, 0, Separators::default()),
        Reading::Skip(1000)
    );
}

proptest! {
    #[test]
    fn spans_fit_and_values_are_finite(text in "[0-9０-９,. /½만천백십억여수a-f \u{a0}-]{0,40}") {
        for (at, _) in text.char_indices() {
            match number_at(&text, at, Separators::of(&text)) {
                Reading::Number(Number { span, low, high, form, .. }) => {
                    prop_assert!(span.start == at && span.end > at && !span.of(&text).is_empty());
                    prop_assert!(low.is_finite() && low <= high);
                    prop_assert!(low == high || form == NumberForm::Fuzzy);
                }
                Reading::Skip(end) => prop_assert!(end > at && text.is_char_boundary(end)),
                Reading::None => {}
            }
        }
    }
}
