//! The test of one token: a small tree over sets, made once for a vocabulary.

use super::{
    ast::{ALL_KINDS, Attribute, Condition, Part, VOICES, kind_bit},
    layers::{Needs, Tokens, Vocabulary},
    set::TypeSet,
    value::{Flags, Form, Value},
};
use crate::layout::ZoneKind;

/// What a token must be, resolved for a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Never,
    Always,
    /// One type, the commonest test.
    One(u32),
    Types(TypeSet),
    /// Kinds of the zone, one bit each.
    Kinds(u16),
    Quoted(bool),
    Mention {
        ids: TypeSet,
        /// Whether a token without a mention passes.
        absent: bool,
    },
    StartsSentence(bool),
    /// A part of a name, or not.
    OfName(Part, bool),
    All(Vec<Test>),
    Either(Vec<Test>),
}

impl Test {
    /// Whether the token at a place passes.
    #[inline]
    pub(super) fn passes<T: Tokens>(&self, tokens: &T, at: usize) -> bool {
        match self {
            Test::Never => false,
            Test::Always => true,
            Test::One(id) => tokens.word(at) == *id,
            Test::Types(set) => set.contains(tokens.word(at)),
            other => other.passes_layers(tokens, at),
        }
    }

    fn passes_layers<T: Tokens>(&self, tokens: &T, at: usize) -> bool {
        match self {
            Test::Kinds(kinds) => kinds & kind_bit(tokens.kind()) != 0,
            Test::Quoted(quoted) => tokens.quoted(at) == *quoted,
            Test::Mention { ids, absent } => {
                tokens.mention(at).map_or(*absent, |id| ids.contains(id))
            }
            Test::StartsSentence(starts) => (at == 0 || tokens.sentence_starts(at)) == *starts,
            Test::OfName(part, is) => is_part(tokens, at, *part) == *is,
            Test::All(tests) => tests.iter().all(|t| t.passes(tokens, at)),
            Test::Either(tests) => tests.iter().any(|t| t.passes(tokens, at)),
            plain => plain.passes(tokens, at),
        }
    }

    /// Resolves conditions; a value that several name is looked for once.
    pub(super) fn resolve(conditions: &[Condition], vocabulary: &impl Vocabulary) -> Vec<Self> {
        let size = vocabulary.len();
        let mut known = Vec::new();
        conditions
            .iter()
            .map(|c| resolve(c, false, vocabulary, &mut known).settle(size))
            .collect()
    }

    /// Sets of none, one or all types become what is faster to ask.
    fn settle(self, size: usize) -> Self {
        match self {
            Test::Types(set) => {
                let len = set.len();
                let first = set.iter().next();
                match (len, first) {
                    (0, _) => Test::Never,
                    (1, Some(id)) => Test::One(id),
                    _ if len == size => Test::Always,
                    _ => Test::Types(set),
                }
            }
            Test::All(tests) => {
                let tests = tests.into_iter().map(|t| t.settle(size)).collect();
                join(tests, true)
            }
            Test::Either(tests) => {
                let tests = tests.into_iter().map(|t| t.settle(size)).collect();
                join(tests, false)
            }
            other => other,
        }
    }

    /// A set of types outside which no token passes; nothing if the test says nothing of the type.
    pub(super) fn types(&self, size: usize) -> Option<TypeSet> {
        match self {
            Test::Never => Some(TypeSet::none(size)),
            Test::One(id) => Some(TypeSet::of(size, [*id])),
            Test::Types(set) => Some(set.clone()),
            Test::All(tests) => {
                tests
                    .iter()
                    .filter_map(|t| t.types(size))
                    .reduce(|mut all, set| {
                        all.retain(&set);
                        all
                    })
            }
            Test::Either(tests) => {
                let mut any = TypeSet::none(size);
                for test in tests {
                    any.add(&test.types(size)?);
                }
                Some(any)
            }
            Test::Always
            | Test::Kinds(_)
            | Test::Quoted(_)
            | Test::Mention { .. }
            | Test::StartsSentence(_)
            | Test::OfName(..) => None,
        }
    }

    /// Adds the layers that it asks for.
    pub(super) fn needs(&self, needs: &mut Needs) {
        match self {
            Test::Quoted(_) => needs.voice = true,
            Test::Mention { .. } | Test::OfName(..) => needs.mentions = true,
            Test::StartsSentence(_) => needs.sentences = true,
            Test::All(tests) | Test::Either(tests) => {
                for test in tests {
                    test.needs(needs);
                }
            }
            Test::Never | Test::Always | Test::One(_) | Test::Types(_) | Test::Kinds(_) => {}
        }
    }
}

/// Whether a token is the first of a name, or goes on with the name of the token before.
fn is_part<T: Tokens>(tokens: &T, at: usize, part: Part) -> bool {
    let name = tokens.mention(at);
    let before = at.checked_sub(1).and_then(|at| tokens.mention(at));
    name.is_some() && (name == before) == (part == Part::Further)
}

/// Values that were resolved before.
type Known<'c> = Vec<(Attribute, &'c Value, Test)>;

/// The test of a condition, or of its opposite: negation is carried down to the sets.
fn resolve<'c>(
    condition: &'c Condition,
    negative: bool,
    vocabulary: &impl Vocabulary,
    known: &mut Known<'c>,
) -> Test {
    match condition {
        Condition::Any if negative => Test::Never,
        Condition::Any => Test::Always,
        Condition::StartsSentence(starts) => Test::StartsSentence(*starts != negative),
        Condition::OfName(part) => Test::OfName(*part, !negative),
        Condition::Not(inner) => resolve(inner, !negative, vocabulary, known),
        Condition::All(parts) | Condition::Either(parts) => {
            let all = matches!(condition, Condition::All(_)) != negative;
            let mut joined = if all { Test::Always } else { Test::Never };
            for part in parts {
                let part = resolve(part, negative, vocabulary, known);
                joined = join(vec![joined, part], all);
            }
            joined
        }
        Condition::Is(attribute, value) => {
            let same = |(a, v, _): &&(Attribute, &Value, Test)| a == attribute && *v == value;
            let test = if let Some((_, _, test)) = known.iter().find(same) {
                test.clone()
            } else {
                let test = is(*attribute, value, vocabulary);
                known.push((*attribute, value, test.clone()));
                test
            };
            if negative { opposite(test) } else { test }
        }
    }
}

fn opposite(test: Test) -> Test {
    match test {
        Test::Types(set) => Test::Types(set.complement()),
        Test::Kinds(kinds) => Test::Kinds(ALL_KINDS & !kinds),
        Test::Quoted(quoted) => Test::Quoted(!quoted),
        Test::Mention { ids, absent } => Test::Mention {
            ids: ids.complement(),
            absent: !absent,
        },
        Test::Always => Test::Never,
        // `is` gives nothing else.
        _ => Test::Always,
    }
}

/// All or any of some tests, of which those over the same layer become one.
fn join(tests: Vec<Test>, all: bool) -> Test {
    let mut joined: Vec<Test> = Vec::new();
    let (zero, one) = if all {
        (Test::Never, Test::Always)
    } else {
        (Test::Always, Test::Never)
    };
    let flat = tests.into_iter().flat_map(|test| match test {
        Test::All(inner) if all => inner,
        Test::Either(inner) if !all => inner,
        other => vec![other],
    });
    for test in flat {
        if test == zero {
            return zero;
        }
        if test == one {
            continue;
        }
        let mut rest = Some(test);
        for known in &mut joined {
            rest = rest.take().and_then(|test| merge(known, test, all));
        }
        joined.extend(rest);
    }
    match (joined.pop(), joined.is_empty()) {
        (None, _) => one,
        (Some(only), true) => only,
        (Some(last), false) => {
            joined.push(last);
            if all {
                Test::All(joined)
            } else {
                Test::Either(joined)
            }
        }
    }
}

/// Puts a test into one of the same layer; gives it back if they are of different layers.
fn merge(known: &mut Test, test: Test, all: bool) -> Option<Test> {
    let combine = |set: &mut TypeSet, with: &TypeSet| {
        if all {
            set.retain(with);
        } else {
            set.add(with);
        }
    };
    match (known, test) {
        (Test::Types(set), Test::Types(with)) => combine(set, &with),
        (Test::Kinds(kinds), Test::Kinds(with)) => {
            *kinds = if all { *kinds & with } else { *kinds | with };
        }
        (
            Test::Mention { ids, absent },
            Test::Mention {
                ids: with,
                absent: also,
            },
        ) => {
            combine(ids, &with);
            *absent = if all {
                *absent && also
            } else {
                *absent || also
            };
        }
        (known, test) if *known == test => {}
        (_, test) => return Some(test),
    }
    None
}

/// The test of one value.
fn is(attribute: Attribute, value: &Value, vocabulary: &impl Vocabulary) -> Test {
    match attribute {
        Attribute::Word => Test::Types(words(value, vocabulary)),
        Attribute::Lower => Test::Types(lower_words(value, vocabulary)),
        Attribute::Zone => {
            let passing = ZoneKind::ALL
                .into_iter()
                .filter(|k| value.matches(k.name()));
            Test::Kinds(passing.fold(0, |kinds, k| kinds | kind_bit(k)))
        }
        Attribute::Voice => match VOICES.map(|v| value.matches(v)) {
            [true, true] => Test::Always,
            [own, false] => {
                if own {
                    Test::Quoted(false)
                } else {
                    Test::Never
                }
            }
            [false, true] => Test::Quoted(true),
        },
        Attribute::Mention => Test::Mention {
            ids: TypeSet::that(vocabulary.mentions(), |id| {
                // A name that several bear is each of them.
                vocabulary
                    .mention(id)
                    .split('|')
                    .any(|one| value.matches(one))
            }),
            // A token that no name covers has the empty value.
            absent: value.matches(""),
        },
    }
}

/// All the numbers that the look-ups give, or nothing if one look-up cannot tell.
fn looked_up<F, I>(texts: &[String], look_up: F) -> Option<Vec<u32>>
where
    F: Fn(&str) -> Option<I>,
    I: IntoIterator<Item = u32>,
{
    let mut ids = Vec::new();
    for text in texts {
        ids.extend(look_up(text)?);
    }
    Some(ids)
}

fn words(value: &Value, vocabulary: &impl Vocabulary) -> TypeSet {
    let Flags { case, marks, .. } = value.flags;
    let found = match &value.form {
        _ if marks => None,
        Form::Words(words) if case => looked_up(words, |w| Some(vocabulary.folded(w))),
        Form::Words(words) => looked_up(words, |w| Some(vocabulary.exact(w))),
        Form::Prefixes(words) if case => looked_up(words, |w| vocabulary.folded_prefixed(w)),
        Form::Prefixes(words) => looked_up(words, |w| vocabulary.prefixed(w)),
        Form::Regex(_) => None,
    };
    match found {
        Some(ids) => TypeSet::of(vocabulary.len(), ids),
        None => TypeSet::that(vocabulary.len(), |id| value.matches(vocabulary.form(id))),
    }
}

fn lower_words(value: &Value, vocabulary: &impl Vocabulary) -> TypeSet {
    let found = match &value.form {
        _ if value.flags.marks => None,
        Form::Words(words) => looked_up(words, |w| Some(vocabulary.folded(w))),
        Form::Prefixes(words) => looked_up(words, |w| vocabulary.folded_prefixed(w)),
        Form::Regex(_) => None,
    };
    match found {
        Some(ids) => TypeSet::of(vocabulary.len(), ids),
        None => TypeSet::that(vocabulary.len(), |id| value.matches(&vocabulary.lower(id))),
    }
}
