//! Pronouns of people: whom `he`, `she` and `그` mean.

use hashbrown::HashMap;
use std::sync::LazyLock;

use crate::{
    facts::{
        page::Tongue,
        people::lexicon::{Class, class},
    },
    text::Span,
};

use super::{How, Speaker, cast::Cast, names::Mention, speaker::Running, subject};

/// What a pronoun or a name says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

/// Given names that are a woman's, the frequent ones of many countries.
const WOMEN: &str = "aaliyah abigail ada adele adriana agnes aisha alejandra alessandra alexandra alexandria alice alicia alison allison \
    alma alyssa amanda amber amelia america amina amy ana anastasia angela angelica angelina anita ann anna anne annette annie \
    antonia april ariana arlene ashley astrid audrey aurora ava barbara beatrice becky bella bernadette bernice beth betty beverly bianca \
    bonnie brenda bridget britney brittany camila camille carla carmen carol carolina caroline carolyn cassandra catherine cathy cecilia \
    celeste celia charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen connie constance courtney crystal \
    cynthia daisy daniela danielle dawn deborah debbie debra deepika delia denise diana diane dolores donna dora doris dorothy edith eileen \
    elaine eleanor elena elisa elisabeth elizabeth ella ellen elsa emilia emily emma erica erin esmeralda esther eugenia eva eve evelyn \
    faith fatima fatma felicia fiona florence frances gabriela gabriella gail genevieve georgia georgina geraldine gertrude giorgia gina \
    gisele giselle gladys glenda gloria grace greta gretchen gwen gwyneth hailey hanna hannah harriet hazel heather heidi helen helena \
    hilary hillary holly ida ines ingrid irene iris isabel isabella isabelle ivana ivanka jacinda jackie jacqueline jane janet janice jasmine \
    jeanne jenna jennifer jenny jessica jill joan joanna joanne jodie josephine joyce juanita judith judy julia juliana julie juliet \
    justine kaitlyn kamala karen karin karina kate katharine katherine kathleen kathryn kathy katie katrina katy kayla kendra \
    kimberly kirsten kourtney kristen kristin kristina krystal kylie lana laura lauren laurie leah leila lena leticia lily linda lisa \
    lois lola loretta lorraine louisa louise lucia lucille lucy lupe lydia mabel madeleine madeline maggie maia malala mandy \
    marcia margaret margarita margot maria mariah mariam marie marilyn marina marion marissa marjorie marlene marsha martha mary maryam \
    matilda maureen maxine maya megan meghan melania melanie melinda melissa mercedes meredith mia michelle mildred mina miranda miriam \
    molly monica monique muriel myra nadia nancy naomi natalia natalie natasha nicola nicole nikki nina noel nora norma octavia olga olive \
    olivia paige pamela patricia patty paula pauline peggy penelope phoebe phyllis priscilla priti rachel ramona rebecca regina renee rhonda \
    rita roberta rosa rosalind rose rosemary roxanne ruby ruth sabrina sally samantha sandra sara sarah savannah scarlett selena \
    serena sharon sheila shelley sherry shirley sienna sofia sonia sophia sophie stella stephanie sue susan susanna suzanne \
    svetlana sylvia tamara tammy tanya taraji tatiana taylor teresa tess theresa tiffany tina toni tracey ursula valentina \
    valeria valerie vanessa vera veronica vicki victoria viola violet virginia vivian wanda wendy whitney wilma winifred yasmin yolanda \
    yvette yvonne zainab zara zoe";

/// Given names that are a man's.
const MEN: &str = "aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro aleksandr alex alexander alexei \
    alexey alfred ali allan allen alvin amir anatoly anders andre andreas andrei andres andrew andy angelo anthony antonio antony armando \
    arnold arthur arturo barack barry bashar ben benjamin bernard bill billy bob bobby boris brad bradley brendan brent brett brian bruce \
    bruno bryan byron calvin cameron carl carlos cesar chad charles charlie chester chris christian christopher chuck clarence claude \
    clifford clint clinton clyde colin craig curtis cyril dale dan daniel danny darren darryl dave david dean dennis derek derrick diego \
    dimitri dmitri dmitry dominic don donald doug douglas drew duane dustin dwayne dwight earl ed eddie edgar eduardo edward edwin elijah elon \
    emanuel emmanuel enrique eric erik ernest ernesto ethan eugene evan felipe felix fernando floyd francis francisco franck frank franklin \
    fred frederick gareth garry gary gavin geoff geoffrey george gerald gerard gilbert giovanni glen glenn gordon graham greg gregory guillermo \
    gustavo guy hamid harold harry harvey hassan hector henri henry herbert herman howard hugh hugo hussein ian ibrahim igor ismail ivan \
    jack jacob jacques jake james jared jason javier jay jean-claude jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy joe \
    joel johan john johnny jon jonathan jorge jose josef joseph josh joshua juan jules julian julio justin karim karl keith ken kenneth \
    kevin khalid klaus kurt kyle lance larry lars lawrence leo leon leonard leroy lewis liam lloyd lorenzo louis lucas luc luigi luis \
    luke malcolm manuel marc marcel marco marcos marcus mario mark martin marvin matt matteo matthew maurice mauro max maxwell mehmet melvin \
    michael miguel mike mikhail milton mitch mohamed mohammad mohammed morris moses muhammad mustafa narendra nathan nathaniel neil nelson \
    nicholas nick nicolas nigel nikolai noah norman oleg oliver omar orlando oscar osama owen pablo patrick paul paulo pavel pedro \
    perry pete peter phil philip philippe phillip pierre rafael rahul ralph ramon randall randy raul ray raymond recep reginald rene ricardo \
    richard rick ricky rob robert roberto rodney rodrigo roger roland ron ronald roy ruben rudolf rudy russell ryan salvador sam samir samuel \
    scott sean sebastian sergei sergey sergio seth shane shaun sheldon shinzo sidney simon stanislav stanley stefan stephen steve steven \
    stewart stuart ted terrence terry theodore thomas tim timothy tobias todd tom tomas tommy tony travis trevor tyler vernon victor viktor \
    vincent vincente vicente vladimir volodymyr wade wallace walter warren wayne wesley wilfred will william willie winston yitzhak yousef \
    yuri yusuf zachary";

/// Words beside a name that tell a woman.
const FEMALE: &str = "mrs ms miss madam madame lady dame queen princess duchess empress baroness actress spokeswoman chairwoman \
    congresswoman councilwoman businesswoman policewoman saleswoman sportswoman woman wife widow mother daughter sister aunt grandmother \
    niece girl girlfriend heroine waitress hostess goddess mum mom first-lady";

/// Words beside a name that tell a man.
const MALE: &str = "mr sir lord king prince duke emperor baron spokesman chairman congressman councilman businessman policeman \
    salesman sportsman man husband widower father son brother uncle grandfather nephew boy boyfriend dad pope";

static WORDS: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let lists = [
        (WOMEN, Gender::Female),
        (MEN, Gender::Male),
        (FEMALE, Gender::Female),
        (MALE, Gender::Male),
    ];
    let mut words = HashMap::new();
    for (list, gender) in lists {
        words.extend(list.split_whitespace().map(|w| (w, gender)));
    }
    words
});

impl Gender {
    /// What a pronoun says; `그` says nothing.
    fn of_pronoun(pronoun: &str) -> Option<Self> {
        match pronoun {
            "he" | "him" => Some(Gender::Male),
            "she" | "her" | "그녀" => Some(Gender::Female),
            _ => None,
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        let lower = word.to_lowercase();
        WORDS
            .get(lower.trim_matches(|c: char| !c.is_alphanumeric()))
            .copied()
    }

    /// What a name and the words beside it say: a title before it, or what it is called behind a comma.
    pub(super) fn of_mention(text: &str, mention: &Mention) -> Option<Self> {
        let before = text.get(..mention.at)?.trim_end();
        let title = before.rsplit(' ').next().and_then(|w| {
            let lower = w.trim_end_matches('.').to_lowercase();
            let known = FEMALE.split_whitespace().chain(MALE.split_whitespace());
            known
                .clone()
                .any(|k| k == lower)
                .then(|| Self::of_word(w))
                .flatten()
        });
        let given = || {
            let mut words = mention.name.split_whitespace();
            let (first, second) = (words.next()?, words.next()?);
            // `Jean Luc Brandt`
            let third = words.next().map(|_| second);
            Self::of_word(first).or_else(|| third.and_then(Self::of_word))
        };
        let behind = || {
            let rest = text.get(mention.end..)?.strip_prefix(',')?;
            let end = rest.find([',', '.', ';']).unwrap_or(rest.len());
            let mut words = rest.get(..end)?.split_whitespace().take(4);
            words.find_map(|w| {
                let told = w.ends_with("woman") || w.ends_with("man");
                told.then(|| Self::of_word(w)).flatten()
            })
        };
        title.or_else(given).or_else(behind)
    }
}

impl Cast<'_> {
    /// Whom a pronoun of a person means: the last speaker, or the person who became the subject since.
    pub(super) fn pronoun(
        &self,
        zone: usize,
        at: usize,
        pronoun: &str,
        running: &Running,
    ) -> Option<Speaker> {
        let gender = Gender::of_pronoun(pronoun);
        let fits = |name: &str| match (gender, self.genders.get(name)) {
            (Some(wanted), Some(known)) => wanted == *known,
            _ => true,
        };
        let acts = |m: &&Mention| m.opens || self.is_cleft(m) || self.is_antecedent(m, zone, at);
        let subject = self.before(zone, at).filter(|m| fits(&m.name)).find(acts);
        let spoke = running.person.as_ref().or(running.last.as_ref());
        let spoke = spoke.filter(|(_, s)| self.is_human(s) && fits(&s.name));
        match (subject, spoke) {
            (Some(m), Some((z, speaker))) => {
                let sure =
                    |name: &str| gender.is_some() && self.genders.get(name) == gender.as_ref();
                if sure(&speaker.name) && !sure(&m.name) {
                    return Some(speaker.as_how(How::Resolved));
                }
                let since = match running.place {
                    Some(place) => (m.zone, m.at) > place,
                    None => m.zone >= *z,
                };
                if since && m.name != speaker.name {
                    Some(self.speaker(m, How::Resolved))
                } else {
                    Some(speaker.as_how(How::Resolved))
                }
            }
            (Some(m), None) => Some(self.speaker(m, How::Resolved)),
            (None, Some((_, speaker))) => Some(speaker.as_how(How::Resolved)),
            (None, None) => {
                let named = self.before(zone, at).find(|m| fits(&m.name));
                let named = named.map(|m| self.speaker(m, How::Resolved));
                named.or_else(|| self.described_before(zone, at))
            }
        }
    }

    /// `… to Nadia Brandt, who …: “…,” she says`: a person of the same sentence of whom a clause tells.
    fn is_antecedent(&self, mention: &Mention, zone: usize, at: usize) -> bool {
        if mention.zone != zone {
            return false;
        }
        let rest = self.text(zone).get(mention.end..at).unwrap_or("");
        let rest = rest.trim_start_matches([',', ' ']);
        rest.starts_with("who ") && !rest.contains(". ")
    }

    /// `The minister of roads praised the mills. “…,” she said`: who is described as the subject of the sentence
    /// before.
    fn described_before(&self, zone: usize, at: usize) -> Option<Speaker> {
        let line = self.page.line(zone)?;
        if line.tongue != Tongue::English {
            return None;
        }
        let words = &line.paragraph().words;
        let here = words.partition_point(|w| w.span.start < at);
        let sentence = words.get(here)?.sentence.checked_sub(1)?;
        let start = words.partition_point(|w| w.sentence < sentence);
        let part = words.get(subject::opening(words, start)?)?;
        let span = Span::new(part.first()?.span.start, part.last()?.span.end);
        let name = span.of(line.text);
        is_person_noun(name).then(|| Speaker {
            name: name.to_owned(),
            id: None,
            how: How::Described,
        })
    }

    /// `it was Nadia Brandt who`: who acts in the sentence.
    fn is_cleft(&self, mention: &Mention) -> bool {
        let text = self.text(mention.zone);
        let before = text.get(..mention.at).unwrap_or("").trim_end();
        let cleft = ["it was", "It was", "it is", "It is"];
        let rest = text.get(mention.end..).unwrap_or("");
        rest.starts_with(" who ") && cleft.iter().any(|c| before.ends_with(c))
    }

    /// Whether a speaker is a person, named or described, or in Korean at least no medium.
    fn is_human(&self, speaker: &Speaker) -> bool {
        if self.is_medium(speaker) {
            return false;
        }
        let korean = super::cast::hangul(&speaker.name);
        self.is_person(speaker)
            || korean && speaker.id.is_none()
            || is_person_noun(&speaker.name)
            || is_surname(speaker)
    }

    /// The gender of everybody named, by name, where the document or the name tells it.
    pub(super) fn tell_genders(&mut self) {
        for mention in &self.mentions {
            if self.genders.contains_key(&mention.name) {
                continue;
            }
            let line = self.page.line(mention.zone);
            let line = line.filter(|l| l.tongue == Tongue::English);
            if let Some(gender) = line.and_then(|l| Gender::of_mention(l.text, mention)) {
                self.genders.insert(mention.name.clone(), gender);
            }
        }
    }
}

/// Whether a speaker is called by one word that can be a surname, though nobody found the whole name.
fn is_surname(speaker: &Speaker) -> bool {
    let name = speaker.name.as_str();
    let bodies = Class::BODY
        .or(Class::NATION)
        .or(Class::PLACE)
        .or(Class::BRAND);
    let small = name.chars().filter(|c| c.is_lowercase()).count();
    speaker.how == How::Named
        && speaker.id.is_none()
        && name.starts_with(char::is_uppercase)
        && name.chars().all(|c| c.is_alphabetic() || c == '-')
        && small * 2 > name.len()
        && !class(&name.to_lowercase()).is(bodies)
}

/// Nouns of people who are many, or whom nobody names.
const UNNAMED: [&str; 17] = [
    "spokes", "official", "officer", "member", "source", "expert", "analyst", "research",
    "witness", "victim", "patient", "resident", "suspect", "survivor", "worker", "soldier",
    "insider",
];

/// Whether a phrase describes one person: its head is a post or another noun for people.
pub(super) fn is_person_noun(words: &str) -> bool {
    let lower = words.to_lowercase();
    let head = lower
        .split([',', '('])
        .next()
        .unwrap_or("")
        .split_whitespace()
        .take_while(|w| !matches!(*w, "of" | "for" | "at" | "in" | "from" | "who" | "with"))
        .last()
        .unwrap_or("");
    class(head).is(Class::POST.or(Class::PERSON))
}

/// Whether a phrase stands for somebody met before: `the musician`, `the 42-year-old`.
pub(super) fn is_known_noun(words: &str) -> bool {
    let definite = words
        .strip_prefix("the ")
        .or_else(|| words.strip_prefix("The "));
    definite.is_some_and(|rest| {
        let short = rest.split_whitespace().count() <= 4;
        let unnamed = rest
            .split_whitespace()
            .any(|w| UNNAMED.iter().any(|u| w.starts_with(u)));
        let aged = rest.ends_with("-year-old");
        short && !unnamed && (aged || !rest.ends_with('s') && is_person_noun(words))
    })
}
