//! One JSON object of an archive as a record.

use std::{borrow::Cow, collections::HashMap, fmt};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    columns::{Cell, Record},
    lines::json_depth,
};
use crate::Error;

/// A record, and the name that it has twice, if it has one.
struct Object<'a>(Record<'a>, Option<String>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut record = Vec::with_capacity(8);
                while let Some(Name(name)) = map.next_key()? {
                    let Value(cell) = map.next_value()?;
                    record.push((name, cell));
                }
                let (record, twice) = last_of_each(record);
                Ok(Object(record, twice))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// Of values under the same name the last, in the place of the first, as most readers have it; and the first
/// name that stands twice.
fn last_of_each(record: Record<'_>) -> (Record<'_>, Option<String>) {
    let mut place = HashMap::with_capacity(record.len());
    let mut names = record.iter().map(|(name, _)| name);
    let twice = names.find(|name| place.insert((*name).clone(), 0).is_some());
    let Some(twice) = twice.map(|name| name.clone().into_owned()) else {
        return (record, None);
    };
    place.clear();
    let mut kept: Record<'_> = Vec::with_capacity(record.len());
    for (name, cell) in record {
        let at = *place.entry(name.clone()).or_insert(kept.len());
        match kept.get_mut(at) {
            Some(slot) => slot.1 = cell,
            None => kept.push((name, cell)),
        }
    }
    (kept, Some(twice))
}

/// What stands for an object that wraps one value: the day in `{"$date": …}` of `MongoDB`, the name in
/// `{"name": …}` of an author.
fn unwrapped<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<String>, A::Error> {
    let mut found = None;
    while let Some(Name(name)) = map.next_key()? {
        match name.as_ref() {
            "$date" => {
                let Value(cell) = map.next_value()?;
                found = match cell {
                    Cell::Text { text, .. } => Some(text.into_owned()),
                    Cell::Scalar(millis) => millis.parse().ok().map(instant),
                    _ => None,
                };
            }
            "name" | "@value" | "$oid" | "$numberLong" => {
                let Item(item) = map.next_value()?;
                found = found.or(item);
            }
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
    Ok(found)
}

/// Milliseconds from 1970 as `2022-02-27T15:25:00Z`.
fn instant(millis: i64) -> String {
    let seconds = millis.div_euclid(1000);
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    // Howard Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years from 1 March.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

struct Value<'a>(Cell<'a>);

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
                Ok(Value(Cell::Text {
                    text: Cow::Borrowed(text),
                    raw: None,
                }))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value<'de>, E> {
                self.visit_string(text.to_owned())
            }

            fn visit_string<E>(self, text: String) -> Result<Value<'de>, E> {
                Ok(Value(Cell::Text {
                    text: Cow::Owned(text),
                    raw: None,
                }))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
                Ok(Value(Cell::Scalar(value.to_string())))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
                Ok(Value(Cell::Scalar(value.to_string())))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Value<'de>, E> {
                Ok(Value(Cell::Scalar(value.to_string())))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Value<'de>, E> {
                Ok(Value(Cell::Scalar(value.to_string())))
            }

            fn visit_unit<E>(self) -> Result<Value<'de>, E> {
                Ok(Value(Cell::Nothing))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
                let mut items = Vec::new();
                while let Some(Item(item)) = seq.next_element()? {
                    items.extend(item);
                }
                Ok(Value(Cell::List(items)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value<'de>, A::Error> {
                Ok(Value(unwrapped(map)?.map_or(Cell::Nothing, Cell::Scalar)))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// One item of a list, if it is a scalar.
struct Item(Option<String>);

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Scalar;
        impl<'de> Visitor<'de> for Scalar {
            type Value = Item;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Item, E> {
                Ok(Item(Some(text.to_owned())))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Item, E> {
                Ok(Item(Some(value.to_string())))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Item, E> {
                Ok(Item(Some(value.to_string())))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Item, E> {
                Ok(Item(Some(value.to_string())))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Item, E> {
                Ok(Item(Some(value.to_string())))
            }

            fn visit_unit<E>(self) -> Result<Item, E> {
                Ok(Item(None))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Item, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Item(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item, A::Error> {
                Ok(Item(unwrapped(map)?))
            }
        }
        deserializer.deserialize_any(Scalar)
    }
}

/// Reads one object, and says which name stands in it twice. The error carries the byte offset within `text`.
pub(crate) fn object(text: &str, max_depth: usize) -> Result<(Record<'_>, Option<String>), Error> {
    // A scan is needed only where nesting is possible at all.
    if memchr::memchr_iter(b'[', text.as_bytes()).count()
        + memchr::memchr_iter(b'{', text.as_bytes()).count()
        > max_depth
        && json_depth(text.as_bytes()) > max_depth
    {
        return Err(Error::limit(format!(
            "JSON nested more than {max_depth} deep (max_depth)"
        )));
    }
    let Object(mut record, twice) =
        serde_json::from_str::<Object<'_>>(text).map_err(|error| place(text, &error))?;
    for (_, cell) in &mut record {
        if let Cell::Text {
            text: Cow::Borrowed(part),
            raw,
        } = cell
        {
            *raw = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
        }
    }
    Ok((record, twice))
}

/// The error of the JSON reader with its byte offset in place of line and column.
fn place(text: &str, error: &serde_json::Error) -> Error {
    let line_start = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    let message = error.to_string();
    let detail = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(detail, _)| detail);
    Error::syntax(format!("broken JSON: {detail}")).with_offset(offset as u64)
}

/// Replaces halves of surrogate pairs, which some writers leave in `\u` escapes, by `\ufffd` of the
/// same length. `None` if there are none.
pub(crate) fn without_lone_surrogates(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let unit = |at: usize| -> Option<u16> {
        let escape = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', bytes.get(at..).unwrap_or_default()) {
        let start = at + found;
        at = match unit(start) {
            Some(0xD800..=0xDBFF) if matches!(unit(start + 6), Some(0xDC00..=0xDFFF)) => start + 12,
            Some(0xD800..=0xDFFF) => {
                out.push_str(text.get(copied..start).unwrap_or_default());
                out.push_str("\\ufffd");
                copied = start + 6;
                copied
            }
            Some(_) => start + 6,
            None => start + 2,
        };
    }
    if copied == 0 {
        return None;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_where_they_stand() {
        let text =
            r#"{"title":"A \"b\"","n":3,"body":"plain","by":["X","Y",{"z":1}],"o":{"p":[]}}"#;
        let (record, twice) = object(text, 512).expect("an object");
        assert_eq!(twice, None);
        let Cell::Text { text: body, raw } = &record[2].1 else {
            panic!("no text")
        };
        let raw = raw.expect("unescaped");
        assert_eq!(&text[raw..raw + body.len()], "plain");
        assert!(matches!(&record[0].1, Cell::Text { raw: None, text } if text == "A \"b\""));
        assert_eq!(record[3].1, Cell::List(vec!["X".into(), "Y".into()]));
        assert_eq!(record[4].1, Cell::Nothing);
    }

    #[test]
    fn wrapped_values_are_unwrapped_and_of_two_the_last_counts() {
        let text = r#"{"d":{"$date":"2022-02-27T15:25:00Z"},"a":"1","m":{"$date":{"$numberLong":"1645975500000"}},
            "by":[{"name":"Jane Roe","id":1},{"id":2},"X Y"],"a":"2","d2":{"$date":951782400000}}"#;
        let (record, twice) = object(text, 512).expect("an object");
        assert_eq!(twice.as_deref(), Some("a"));
        let names: Vec<&str> = record.iter().map(|(name, _)| name.as_ref()).collect();
        assert_eq!(names, ["d", "a", "m", "by", "d2"]);
        assert_eq!(record[0].1, Cell::Scalar("2022-02-27T15:25:00Z".into()));
        assert!(matches!(&record[1].1, Cell::Text { text, .. } if text == "2"));
        assert_eq!(record[2].1, Cell::Scalar("2022-02-27T15:25:00Z".into()));
        assert_eq!(
            record[3].1,
            Cell::List(vec!["Jane Roe".into(), "X Y".into()])
        );
        assert_eq!(record[4].1, Cell::Scalar("2000-02-29T00:00:00Z".into()));
        assert_eq!(instant(-1), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn lone_surrogates_are_replaced_in_place() {
        let text = r#"{"a":"x\ud83dy","b":"\ud83d\ude00 \\ud83d"}"#;
        let mended = without_lone_surrogates(text).expect("one to mend");
        assert_eq!(mended, r#"{"a":"x\ufffdy","b":"\ud83d\ude00 \\ud83d"}"#);
        assert_eq!(without_lone_surrogates(r#"{"a":"\u00e9"}"#), None);
    }

    #[test]
    fn errors_say_at_which_byte() {
        let error = object("{\"a\": \"x\",\n \"b\": }", 512).expect_err("broken");
        assert_eq!(error.offset(), Some(17));
    }
}
