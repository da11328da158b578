//! Words that decide about a full stop: abbreviations by what may follow them, words that start
//! sentences, verbs that attribute speech. Facts of the languages, as lists of words.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use crate::text::token::lower_in;

use Case::{Any, Capital};
use Kind::{Before, Hour, Maybe, Number, Place, Unit};

/// What a full stop after an abbreviation can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands before what it belongs to (`Gen. Malk`, `vs. him`): the sentence goes on.
    Before,
    /// Stands before a number (`No. 3`, `Feb. 27`): the sentence goes on if one follows.
    Number,
    /// Stands after or alone (`Inc.`, `U.S.`): the sentence ends before a word that starts sentences.
    Maybe,
    /// A unit or a closing formula (`2 bln.`, `etc.`): the sentence ends before any capital.
    Unit,
    /// A time of day (`10 a.m.`): as a unit, unless a day or zone follows.
    Hour,
    /// An abbreviated place (`Mass.`): an abbreviation only after a comma, then like `Maybe`.
    Place,
}

/// Whether a word is an abbreviation in any case or only when it starts with a capital (`Sun.`, but
/// not `the sun.`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
}

/// Abbreviations of one kind: lower case, without the last stop, parted by spaces.
type Group = (Kind, Case, &'static str);

/// English, and what other Latin languages share with it.
const ENGLISH: &[Group] = &[
    (
        Before,
        Capital,
        "abp adj adm amb bp cdr cmdr col cols comdr cpl cpt dem dep det dir drs flt fr gen
        gens gov govs hon insp lieut maj messrs mgr mlle mm mme mmes ms mses msgr mt mts pfc
        pres pty pvt rep reps rev rt sen sens ste sts supt treas ven wg",
    ),
    (
        Before,
        Any,
        "approx asst atty brig ca capt cf dr e.g eg esp i.e ie incl intl loc lt misc mr mrs
        natl prof profs sgt sq v viz vs",
    ),
    (
        Number,
        Capital,
        "apr aug bt dec dh feb fri jan jul jun mar mon nov nt oct res rs sat sep sept sun thu
        thur thurs tk tue tues wed",
    ),
    (
        Number,
        Any,
        "apt art arts c ch chap eq est ext fig figs max no nos nr num n° nº op p para paras
        pp pt ref sec tel ver vol vols",
    ),
    (Maybe, Capital, "ave bhd cie cos ct inst mtn pl rd"),
    (
        Maybe,
        Any,
        "al assn assoc av bldg blvd bros co corp dept depts dist div ed eds esq ft govt hwy
        ibid illus inc jr llc ltd mfg min ph.d ret sr st trans univ",
    ),
    (
        Unit,
        Any,
        "bln bn etc hr hrs kg km lb lbs mins mln oz secs trln wk yd yr yrs",
    ),
    (Hour, Any, "a.m p.m"),
    (
        Place,
        Capital,
        "ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn
        miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo",
    ),
];

const GERMAN: &[Group] = &[
    (Before, Capital, "dipl frl hr mio mrd tsd"),
    (
        Before,
        Any,
        "allg betr bspw bzgl bzw ev evtl geb gegr ggf hl hrsg inkl rd sog vgl z.b zzgl",
    ),
    (Number, Capital, "abs nr s"),
    (Maybe, Capital, "abt jh str"),
    (Maybe, Any, "dgl u.a"),
    (Unit, Any, "usw"),
];

const FRENCH: &[Group] = &[
    (Before, Capital, "me mgr mm"),
    (Before, Any, "av bd env ex sté"),
    (Number, Any, "art chap juil tél"),
    (Maybe, Any, "dir"),
    (Unit, Any, "hab"),
];

const SPANISH: &[Group] = &[
    (
        Before,
        Capital,
        "arz avda d dra dña ee excmo gral ing lic pdte prof profa sr sra sras sres srta sta
        sto tte",
    ),
    (Before, Any, "depto ref"),
    (Number, Any, "cap núm núms pág págs"),
    (Maybe, Capital, "hnos ud uds uu"),
    (Maybe, Any, "cía"),
];

const ITALIAN: &[Group] = &[
    (Before, Capital, "on sen"),
    (Before, Any, "avv dott dottssa ing rag sig sigg sigra"),
    (Number, Any, "pag"),
    (Unit, Any, "ecc"),
];

const PORTUGUESE: &[Group] = &[
    (Before, Capital, "d dra eng sr sra sta sto"),
    (Before, Any, "av"),
    (Number, Any, "núm pág"),
    (Maybe, Capital, "exa"),
];

const DUTCH: &[Group] = &[
    (Before, Any, "bijv ca dhr drs ing ir mevr mw"),
    (Number, Any, "blz nr"),
    (Maybe, Any, "jl"),
    (Unit, Any, "enz"),
];

const RUSSIAN: &[Group] = &[
    (Before, Any, "акад г ген им проф св см т т.е тов ул"),
    (Number, Any, "гл д п рис ст стр"),
    (Maybe, Any, "гг др млн млрд обл пр тыс"),
    (Unit, Any, "руб"),
];

/// Words that start sentences and seldom start a name.
const STARTERS: &str =
    "a about according after again against all almost along already also although amid among an
        and another any anyone are as asked at because before both but by can could despite did do
        does during each earlier either even every everyone few finally first following for from
        further had has have he her here his how however i if in indeed instead is it its just
        last late later let like many maybe meanwhile more moreover most mr mrs ms much my neither never
        nevertheless next no nobody none nor not nothing now of officials often on once one only
        or other others our over perhaps please recently several shall she should since so some
        someone something sometimes soon still such that the their then there therefore these they
        this those though three through throughout thus to today together tomorrow two under
        unless unlike until upon was we were what whatever when whenever where whether which while
        who whoever whose why will with within without would yes yesterday yet you your";

const STARTERS_DUTCH: &str = "aan alle als bij daar dan dat de deze die dit door een en er
    haar het hij hoe hun ik in is maar met na naar niet nu om onder ook op over sinds te toen tot uit van
    voor waar wat we welke wie wij ze zij zijn zo";

const STARTERS_GERMAN: &str =
    "aber als am an auch auf aus bei da damit dann das dass dem den denn der deshalb die dies
        diese dieser doch ein eine einer er es für ich im in ist man mit nach nun ob seit sie so
        und unter vom von vor was wenn wer wie wir zu zudem zum zur";

const STARTERS_ROMANCE: &str =
    "a al alors anche antes après así até au aussi aux avec ayer c ce cela ces cet cette che
        come como con cuando d da dans de dei del della depuis des desde después do dopo du
        durante e el ela ele eles ella elle elles ellos em en entre esta este esto et gli hoy i il
        ils in j je l la las le les lo los là ma mais mas mientras muchos na ne nel no non nos
        nous o on os ou para per pero por pour qu quand quando que questa questo qui se segundo
        según selon si sin sobre son su sua sur también tras um uma un una une uno vous y à
        également él";

const STARTERS_RUSSIAN: &str =
    "а в во для до его если ещё за и из как когда кроме мы на но об он она они от по после при
        с так также там тем эта эти это этот я";

/// Names that end in an exclamation mark.
const EXCLAIMING: &str = "jeopardy yahoo yum";

/// Verbs that attribute speech, as they stand after a name.
const CUES: &str =
    "added adds announced answered argued asked asks begged called continued cried declared
        demanded exclaimed explained hailed inquired insisted noted opined pleaded queried quipped
        replied responded retorted said saying says screamed shouted stated stressed told tweeted
        urged warned wondered wrote yelled";

/// Words after which a number in running text is a reference, not the next mark of a list.
const REFERENCES: &str =
    "about and annex article at by chapter clause day figure for from group in line
        no nos number of on or page pages paragraph part phase point rule section stage step table
        than the to under until vol volume with";

/// Words after an hour that still belong to it.
const AFTER_HOURS: &str =
    "apr april aug august bst cest cet cst daily dec december eastern edt est et feb february
        fri friday gmt ist jan january jst july june kst local mar march may mon monday msk mst
        nov november oct october pacific pdt pst pt sat saturday sept september sun sunday thu
        thursday tue tuesday utc wed wednesday";

/// Prepositions that open a fronted phrase of time or place.
const FRONTING: &str =
    "about after around as at before between by during for from in on since to until";

const ORDINAL_FOLLOWERS: &str =
    "april august dezember februar jahrhundert januar juli juni jänner mai märz november
        oktober september";

/// The lists of one language, ready to look up.
#[derive(Debug)]
struct Words {
    abbreviations: HashMap<&'static str, (Kind, Case)>,
    starters: HashSet<&'static str>,
}

impl Words {
    fn new(groups: &'static [Group], starters: &'static str) -> Self {
        let mut abbreviations = HashMap::new();
        for &(kind, case, words) in groups {
            for word in words.split_whitespace() {
                abbreviations.insert(word, (kind, case));
            }
        }
        Words {
            abbreviations,
            starters: set(starters),
        }
    }
}

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

static WORDS_ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(ENGLISH, STARTERS));
static WORDS_GERMAN: LazyLock<Words> = LazyLock::new(|| Words::new(GERMAN, STARTERS_GERMAN));
static WORDS_FRENCH: LazyLock<Words> = LazyLock::new(|| Words::new(FRENCH, STARTERS_ROMANCE));
static WORDS_SPANISH: LazyLock<Words> = LazyLock::new(|| Words::new(SPANISH, STARTERS_ROMANCE));
static WORDS_ITALIAN: LazyLock<Words> = LazyLock::new(|| Words::new(ITALIAN, STARTERS_ROMANCE));
static WORDS_PORTUGUESE: LazyLock<Words> =
    LazyLock::new(|| Words::new(PORTUGUESE, STARTERS_ROMANCE));
static WORDS_DUTCH: LazyLock<Words> = LazyLock::new(|| Words::new(DUTCH, STARTERS_DUTCH));
static WORDS_RUSSIAN: LazyLock<Words> = LazyLock::new(|| Words::new(RUSSIAN, STARTERS_RUSSIAN));

static CUE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(CUES));
static EXCLAIMING_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(EXCLAIMING));
static REFERENCE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(REFERENCES));
static AFTER_HOURS_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(AFTER_HOURS));
static FRONTING_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(FRONTING));
static MONTH_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(ORDINAL_FOLLOWERS));

/// What the rules know of one language. English abbreviations hold in every Latin language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexicon {
    words: &'static Words,
    /// Whether a number with a stop is an ordinal (`27. Februar`).
    pub(super) ordinals: bool,
    /// Whether quotations open with `»` and close with `«` or `“`.
    pub(super) reversed_quotes: bool,
}

impl Lexicon {
    /// The words of a language (ISO 639-1, region ignored); English where it is not known.
    pub(super) fn of(language: Option<&str>) -> Lexicon {
        let code = language.map(|l| l.split(['-', '_']).next().unwrap_or(l));
        let words: &LazyLock<Words> = match code {
            Some("de") => &WORDS_GERMAN,
            Some("fr") => &WORDS_FRENCH,
            Some("es") => &WORDS_SPANISH,
            Some("it") => &WORDS_ITALIAN,
            Some("pt") => &WORDS_PORTUGUESE,
            Some("nl") => &WORDS_DUTCH,
            Some("ru") => &WORDS_RUSSIAN,
            _ => &WORDS_ENGLISH,
        };
        Lexicon {
            words,
            ordinals: matches!(
                code,
                Some("de" | "da" | "nb" | "no" | "fi" | "cs" | "hu" | "hr" | "sl" | "sk")
            ),
            reversed_quotes: matches!(code, Some("de" | "da")),
        }
    }

    /// What the word before a full stop is, if it is a known abbreviation.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Kind> {
        let mut buffer = [0_u8; LONGEST];
        let key = lower_in(word, &mut buffer)?;
        let entry = self.words.abbreviations.get(key);
        let (kind, case) = entry.or_else(|| WORDS_ENGLISH.abbreviations.get(key))?;
        (*case == Any || word.chars().next().is_some_and(char::is_uppercase)).then_some(*kind)
    }

    /// Whether a word, in whatever case, is one that starts sentences.
    pub(super) fn starts(&self, word: &str) -> bool {
        // "It's", "I’m": the word before the apostrophe decides.
        let word = word.split(['\'', '’']).next().unwrap_or(word);
        contains(&self.words.starters, word)
    }
}

/// Whether a verb attributes speech.
pub(super) fn is_cue(word: &str) -> bool {
    contains(&CUE_SET, word)
}

/// Whether a word is a name with an exclamation mark.
pub(super) fn is_exclaiming(word: &str) -> bool {
    contains(&EXCLAIMING_SET, word)
}

/// Whether a number after this word is a reference.
pub(super) fn is_reference(word: &str) -> bool {
    contains(&REFERENCE_SET, word)
}

/// Whether a word after an hour still belongs to it.
pub(super) fn is_after_hours(word: &str) -> bool {
    contains(&AFTER_HOURS_SET, word)
}

/// Whether a word opens a fronted phrase.
pub(super) fn is_fronting(word: &str) -> bool {
    contains(&FRONTING_SET, word)
}

/// Whether a word follows ordinals in dates.
pub(super) fn follows_ordinal(word: &str) -> bool {
    contains(&MONTH_SET, word)
}

/// No listed word is longer, in bytes.
const LONGEST: usize = 24;

fn contains(set: &HashSet<&str>, word: &str) -> bool {
    let mut buffer = [0_u8; LONGEST];
    lower_in(word, &mut buffer).is_some_and(|key| set.contains(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_abbreviation_stands_in_two_groups() {
        for groups in [
            ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, RUSSIAN,
        ] {
            let all: Vec<&str> = groups.iter().flat_map(|g| g.2.split_whitespace()).collect();
            let mut once = all.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(all.len(), once.len());
            assert!(
                all.iter()
                    .all(|w| w.len() <= LONGEST && *w == w.to_lowercase())
            );
        }
    }

    #[test]
    fn capital_decides_where_the_word_exists() {
        let english = Lexicon::of(Some("en-GB"));
        assert_eq!(english.abbreviation("Sun"), Some(Kind::Number));
        assert_eq!(english.abbreviation("sun"), None);
        assert_eq!(english.abbreviation("FEB"), Some(Kind::Number));
        assert_eq!(english.abbreviation("A.M"), Some(Kind::Hour));
        assert_eq!(english.abbreviation(""), None);
        assert!(english.starts("It’s") && !english.starts("Tarsk"));
    }
}
