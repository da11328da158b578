//! What stands around a name and speaks for a person, or against one.

use super::{lexicon::Class, tokens::Token};

/// Points, of the shape and of the best evidence in the document, that make a person.
pub(super) const ENOUGH: i32 = 8;

/// A name with what stands around it in its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'t, 'p> {
    pub(super) tokens: &'t [Token<'p>],
    /// The first word of the name.
    pub(super) from: usize,
    /// The word behind the name.
    pub(super) to: usize,
}

impl<'t, 'p> Around<'t, 'p> {
    /// The word so many places before the name, in its sentence.
    fn before(&self, places: usize) -> Option<&'t Token<'p>> {
        let token = self.tokens.get(self.from.checked_sub(places)?)?;
        let sentence = self.tokens.get(self.from)?.sentence;
        (token.sentence == sentence).then_some(token)
    }

    /// The word so many places behind the name (0: the next), in its sentence.
    fn after(&self, places: usize) -> Option<&'t Token<'p>> {
        let token = self.tokens.get(self.to + places)?;
        let sentence = self.tokens.get(self.from)?.sentence;
        (token.sentence == sentence).then_some(token)
    }

    fn before_is(&self, places: usize, words: &[&str]) -> bool {
        self.before(places)
            .is_some_and(|t| words.contains(&&*t.lower))
    }

    fn after_is(&self, places: usize, words: &[&str]) -> bool {
        self.after(places)
            .is_some_and(|t| words.contains(&&*t.lower))
    }
}

/// One sign: its name, its points, and whether it is there.
struct Clue {
    #[allow(dead_code, reason = "says what the clue is")]
    name: &'static str,
    points: i32,
    holds: fn(Around<'_, '_>) -> bool,
}

/// The signs. Points add up; those of a word before the name count once.
const CLUES: &[Clue] = &[
    Clue {
        name: "honorific before",
        points: 8,
        holds: honorific_before,
    },
    Clue {
        name: "post before",
        points: 8,
        holds: post_before,
    },
    Clue {
        name: "noun for people before",
        points: 6,
        holds: person_before,
    },
    Clue {
        name: "led by",
        points: 6,
        holds: led_by,
    },
    Clue {
        name: "age behind",
        points: 8,
        holds: age_behind,
    },
    Clue {
        name: "post or noun for people in apposition",
        points: 6,
        holds: apposition,
    },
    Clue {
        name: "post before, between commas",
        points: 5,
        holds: apposed,
    },
    Clue {
        name: "alone in brackets",
        points: 2,
        holds: |a| a.before_is(1, &["("]) && a.after_is(0, &[")"]),
    },
    Clue {
        name: "Jr. behind a comma",
        points: 8,
        holds: junior,
    },
    Clue {
        name: "party and region behind a comma",
        points: 8,
        holds: party_behind,
    },
    Clue {
        name: "who behind",
        points: 6,
        holds: who_behind,
    },
    Clue {
        name: "verb of saying behind",
        points: 5,
        holds: says,
    },
    Clue {
        name: "verb behind",
        points: 2,
        holds: acts,
    },
    Clue {
        name: "verb of saying before",
        points: 4,
        holds: said_before,
    },
    Clue {
        name: "by",
        points: 2,
        holds: |a| a.before_is(1, &["by"]),
    },
    Clue {
        name: "possessive",
        points: 1,
        holds: |a| a.after_is(0, &["'s", "'"]),
    },
    Clue {
        name: "article before",
        points: -7,
        holds: article_before,
    },
    Clue {
        name: "in, at, near",
        points: -4,
        holds: place_before,
    },
    Clue {
        name: "place behind a comma",
        points: -5,
        holds: place_behind,
    },
];

/// The points of what stands around a name.
pub(super) fn points(around: Around<'_, '_>) -> i32 {
    CLUES
        .iter()
        .filter(|c| (c.holds)(around))
        .map(|c| c.points)
        .sum()
}

/// Whether what stands right before makes a person of a single word.
pub(super) fn titled(around: Around<'_, '_>) -> bool {
    let Some(name) = around.tokens.get(around.from) else {
        return false;
    };
    if name.lower.chars().count() < 2 {
        return false;
    }
    let given = name.is(Class::GIVEN) && !name.is(Class::COMMON) || name.lower.contains('-');
    let plain = !name.is(Class::COMMON.or(Class::PLACE).or(Class::BRAND)) && !name.initials;
    honorific_before(around)
        || post_before(around) && around.before(1).is_some_and(|t| t.capital)
        || plain && apposed(around) && article_of_post(around)
        || person_before(around) && given
}

fn honorific_before(around: Around<'_, '_>) -> bool {
    around.before(1).is_some_and(|t| t.is(Class::HONORIFIC))
}

fn post_before(around: Around<'_, '_>) -> bool {
    around.before(1).is_some_and(|t| {
        t.is(Class::RANK) && t.capital || t.is(Class::POST) && !t.is_verb() && t.tag != 'v'
    })
}

fn person_before(around: Around<'_, '_>) -> bool {
    around
        .before(1)
        .is_some_and(|t| t.is(Class::PERSON) && !t.is(Class::POST) || is_plural_person(&t.lower))
}

/// `former hosts Jan Orel and Ida Vesk`
fn is_plural_person(lower: &str) -> bool {
    let singular = lower.strip_suffix('s').unwrap_or("");
    singular.len() > 3 && super::lexicon::class(singular).is(Class::PERSON)
}

/// Nouns that stand before the name of an outlet, a firm, a work or a machine.
const THINGS: [&str; 44] = [
    "newspaper",
    "daily",
    "weekly",
    "tabloid",
    "magazine",
    "broadcaster",
    "channel",
    "website",
    "outlet",
    "publication",
    "journal",
    "paper",
    "company",
    "firm",
    "startup",
    "start-up",
    "retailer",
    "carrier",
    "airline",
    "carmaker",
    "automaker",
    "brand",
    "label",
    "app",
    "platform",
    "software",
    "film",
    "movie",
    "novel",
    "book",
    "song",
    "album",
    "series",
    "sitcom",
    "drama",
    "ship",
    "vessel",
    "tanker",
    "ferry",
    "restaurant",
    "nightclub",
    "hotel",
    "club",
    "village",
];

/// Whether such a noun stands right before: `the newspaper Dag`, but `newspaper editor`.
pub(super) fn thing_before(around: Around<'_, '_>) -> bool {
    around.before_is(1, &THINGS)
}

fn led_by(around: Around<'_, '_>) -> bool {
    around.before_is(1, &["by", "with"])
        && around.before(2).is_some_and(|t| {
            matches!(
                &*t.lower,
                "led"
                    | "headed"
                    | "chaired"
                    | "accompanied"
                    | "joined"
                    | "guided"
                    | "written"
                    | "directed"
                    | "attended"
                    | "delivered"
                    | "made"
                    | "signed"
                    | "hosted"
                    | "met"
                    | "appointed"
                    | "defeated"
                    | "interviewed"
                    | "conducted"
                    | "moderated"
            )
        })
}

/// `Jan Orel, 45,` and `Jan Orel (45)`.
fn age_behind(around: Around<'_, '_>) -> bool {
    let age = |t: &Token<'_>| matches!(t.lower.parse::<u32>(), Ok(5..=110));
    around.after_is(0, &[",", "("])
        && around.after(1).is_some_and(age)
        && around
            .after(2)
            .is_none_or(|t| matches!(&*t.lower, "," | ")" | "." | ";"))
}

/// Words of an apposition before its noun at most.
const APPOSITION: usize = 9;

/// `Jan Orel, D-Tarsk,` and `Jan Orel (R-Tarsk)`
fn party_behind(around: Around<'_, '_>) -> bool {
    let party =
        |t: &Token<'_>| t.capital && ["r-", "d-", "i-"].iter().any(|p| t.lower.starts_with(p));
    around.after_is(0, &[",", "("]) && around.after(1).is_some_and(party)
}

fn apposition(around: Around<'_, '_>) -> bool {
    if !around.after_is(0, &[",", "(", "–", "—"]) {
        return false;
    }
    for places in 1..APPOSITION {
        let Some(token) = around.after(places) else {
            return false;
        };
        let aged = token.lower.ends_with("-year-old");
        if aged || token.is(Class::POST.or(Class::PERSON)) && !token.is_verb() {
            return true;
        }
        let ends = matches!(
            &*token.lower,
            "," | ";" | "." | ":" | "and" | "of" | "for" | "at"
        ) || token.is_verb();
        if ends {
            return false;
        }
    }
    false
}

/// `the chief judge, Jan Orel, ruled`
fn apposed(around: Around<'_, '_>) -> bool {
    around.before_is(1, &[","])
        && around.after_is(0, &[","])
        && around
            .before(2)
            .is_some_and(|t| t.is(Class::POST.or(Class::PERSON)))
}

/// Words between an article and the post before a name in apposition at most.
const POST: usize = 6;

/// Whether an article begins what stands before a comma and a name: `the then prime minister, Orel,`.
fn article_of_post(around: Around<'_, '_>) -> bool {
    let before = (3..3 + POST).map_while(|places| around.before(places));
    let mut words = before.take_while(|t| t.tag != '.' && !t.is_verb());
    around
        .before(2)
        .is_some_and(|t| t.is(Class::POST) && !t.lower.ends_with('s'))
        && words.any(|t| matches!(&*t.lower, "the" | "its" | "his" | "her" | "their"))
}

fn junior(around: Around<'_, '_>) -> bool {
    around.after_is(0, &[","]) && around.after_is(1, &["jr", "jr.", "sr", "sr."])
}

fn who_behind(around: Around<'_, '_>) -> bool {
    let who = ["who", "whose", "whom"];
    around.after_is(0, &who) || around.after_is(0, &[","]) && around.after_is(1, &who)
}

fn says(around: Around<'_, '_>) -> bool {
    let verb = |t: &Token<'_>| {
        !t.capital && matches!(t.cue, 's' | 'a' | 't') && !matches!(t.tag, 'n' | 's' | 'g')
            || matches!(&*t.lower, "says" | "said" | "told" | "tells")
    };
    around.after(0).is_some_and(verb)
        || around.after(0).is_some_and(|t| t.tag == 'r' && !t.capital)
            && around.after(1).is_some_and(verb)
        || around.after_is(0, &["was", "were", "is"])
            && around.after_is(1, &["quoted", "born", "elected", "appointed", "named"])
}

fn acts(around: Around<'_, '_>) -> bool {
    around.after(0).is_some_and(|t| {
        !t.capital && matches!(t.tag, 'd' | 'z' | 'M' | 'H' | 'B') && t.lower != "'s"
    })
}

fn said_before(around: Around<'_, '_>) -> bool {
    around.before_is(
        1,
        &[
            "said",
            "says",
            "told",
            "asked",
            "added",
            "explained",
            "wrote",
            "recalled",
        ],
    ) || around.before_is(1, &["to"]) && around.before_is(2, &["according"])
}

fn article_before(around: Around<'_, '_>) -> bool {
    around.before_is(
        1,
        &["the", "a", "an", "this", "that", "these", "its", "our"],
    )
}

fn place_before(around: Around<'_, '_>) -> bool {
    around.before_is(
        1,
        &[
            "in", "at", "near", "from", "across", "outside", "around", "via", "into",
        ],
    )
}

/// `Springfield, Illinois`.
fn place_behind(around: Around<'_, '_>) -> bool {
    around.after_is(0, &[","])
        && around
            .after(1)
            .is_some_and(|t| t.is(Class::PLACE) && t.capital)
        && around
            .after(2)
            .is_none_or(|t| matches!(&*t.lower, "," | "." | ";" | ")"))
}
