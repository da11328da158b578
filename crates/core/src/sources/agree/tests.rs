//! Agreement over reports of a conference in a country that does not exist.

use super::{Agreement, Aspect, KINDS, Verdict, agree};
use crate::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::facts::Read,
};

/// What the carriers agree and disagree on; each text is a document of its own.
fn compare(texts: &[&str]) -> Vec<Agreement> {
    let captures = texts
        .iter()
        .enumerate()
        .map(|(n, text)| Capture::from_text(format!("report-{n}.txt"), MediaType::Plain, *text));
    let corpus = Corpus::from_captures(captures, &ReadOptions::default());
    let read: Vec<Read> = corpus.facts(KINDS, &()).unwrap();
    agree(&read, &[])
}

fn find<'a>(found: &'a [Agreement], aspect: Aspect, about: &str) -> Option<&'a Agreement> {
    found
        .iter()
        .find(|a| a.aspect == aspect && a.about.as_deref().unwrap_or("").contains(about))
}

const OPENING: &str = "Third Conference of Mill Directors Opens\n\nTARSK, March 14, 2031 (VPS) -- The Third \
    Conference of Mill Directors opened in Tarsk on Friday. Premier Davin Sorrel attended the Third Conference of \
    Mill Directors on Friday.\n\nSorrel said \"the mills should be the first to sweep away waste in this province\" \
    at the conference.\n";

#[test]
fn presence_on_one_day_and_absence_on_another_complete_one_another() {
    let second = "Third Conference of Mill Directors Goes On\n\nTARSK, March 16, 2031 (VPS) -- The Third Conference \
        of Mill Directors, which opened on March 14, went on. Premier Davin Sorrel did not attend the Third \
        Conference of Mill Directors on March 15.\n";
    let found = compare(&[OPENING, second]);
    let sorrel = find(&found, Aspect::Presence, "Sorrel").unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(sorrel.verdict, Verdict::Completes, "{sorrel:#?}");
    let values: Vec<&str> = sorrel.values.iter().map(|v| v.value.as_str()).collect();
    assert!(values.contains(&"present 2031-03-14"), "{values:?}");
    assert!(values.contains(&"absent 2031-03-15"), "{values:?}");
}

#[test]
fn two_people_contradict_and_an_agency_does_not() {
    let by = |who: &str| {
        format!(
            "Third Conference of Mill Directors Opens\n\nTARSK, March 14, 2031 (TNA) -- The Third Conference of Mill \
             Directors opened in Tarsk on Friday.\n\n{who} said \"the mills should be the first to sweep away waste \
             in this province\" at the conference.\n"
        )
    };
    let other = by("Organisation secretary Ilse Taren");
    let found = compare(&[OPENING, &other]);
    let speaker =
        find(&found, Aspect::Speaker, "sweep away").unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(speaker.verdict, Verdict::Contradicts, "{speaker:#?}");
    let agency = by("The Vendrian Press Agency");
    let found = compare(&[OPENING, &agency]);
    let speaker = find(&found, Aspect::Speaker, "sweep away");
    assert!(
        speaker.is_none_or(|s| s.verdict != Verdict::Contradicts),
        "{speaker:#?}"
    );
}

#[test]
fn how_long_something_takes_is_no_number_to_compare() {
    let other = "Third Conference of Mill Directors Opens\n\nTARSK, March 14, 2031 (TNA) -- The Third Conference of \
        Mill Directors opened in Tarsk on Friday after five years of work.\n";
    let first = OPENING.replace("at the conference", "after three years of work");
    let found = compare(&[&first, other]);
    assert!(
        found.iter().all(|a| a.aspect != Aspect::Number),
        "{found:#?}"
    );
}

#[test]
fn people_whom_one_carrier_names_are_one_line() {
    let roster = "Third Conference of Mill Directors Opens\n\nTARSK, March 14, 2031 (TNA) -- The Third Conference of \
        Mill Directors opened in Tarsk on Friday.\n\nAttending the Third Conference of Mill Directors were Ilse \
        Taren, first secretary, Marta Quill, chairwoman, Joren Vask, secretary for agriculture, and Anka Brode, \
        chief secretary.\n";
    let found = compare(&[OPENING, roster]);
    let lines = found
        .iter()
        .filter(|a| a.aspect == Aspect::Presence && a.verdict == Verdict::Adds);
    assert!(lines.count() <= 2, "{found:#?}");
}

#[test]
fn one_day_of_several_is_no_other_first_day() {
    let whole = "Third Conference of Mill Directors Held\n\nTARSK, March 17, 2031 (TNA) -- The Third Conference of \
        Mill Directors was held in Tarsk from March 14 to March 16.\n";
    let last = "Rule for Mills\n\nTARSK, March 20, 2031 (VPS) -- The rule was adopted by the Third Conference of \
        Mill Directors on March 16.\n";
    let found = compare(&[OPENING, whole, last]);
    let days = found.iter().filter(|a| a.aspect == Aspect::Date);
    for day in days {
        assert_ne!(day.verdict, Verdict::Contradicts, "{day:#?}");
    }
    let other = whole.replace("March 14 to", "March 12 to");
    let found = compare(&[OPENING, whole, &other]);
    let first = find(&found, Aspect::Date, "first day").unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(first.verdict, Verdict::Contradicts, "{first:#?}");
}

#[test]
fn numbers_of_two_matters_do_not_contradict() {
    let met = |count: &str| {
        OPENING.replace(
            "on Friday.\n\nSorrel",
            &format!(
                "on Friday. About {count} delegates listened to the opening address.\n\nSorrel"
            ),
        )
    };
    let employed = OPENING.replace(
        "waste in this province\" at the conference.",
        "waste in this province\" at the conference.\n\nThe union of carters has 2,100 delegates in 62 branches.",
    );
    let found = compare(&[&met("900"), &employed]);
    assert!(
        found.iter().all(|a| a.aspect != Aspect::Number),
        "{found:#?}"
    );
    let found = compare(&[&met("900"), &met("1,200")]);
    let number = find(&found, Aspect::Number, "delegates").unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(number.verdict, Verdict::Contradicts);
}
