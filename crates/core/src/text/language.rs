//! The language of a text, where it can be told.

use std::sync::LazyLock;

use hashbrown::HashMap;
use whatlang::{Detector, Lang};

use crate::text::{token::lower_in, tokens};

/// How much of a text is looked at, in bytes: its beginning, and as much from its middle.
const SAMPLE: usize = 512;

/// Function words of the languages most captures are written in. The order of languages is the
/// order of bits in [`FUNCTION_WORDS`].
const LANGUAGES: [(&str, &str); 8] = [
    (
        "en",
        "a the of and to that is was for it with as his on be at by had not are but from or have an they
        which one were her all their there been has when who will more if out so said what its about
        into than them can only other new some could these two may then do first any my now such like
        our over this he she we you monday tuesday wednesday thursday friday saturday sunday january
        february march june july august september october november december",
    ),
    (
        "es",
        "el los las y del se por con para una su al lo como más pero sus le ya este porque esta entre
        cuando muy sin sobre también hasta hay donde quien desde todo nos durante todos uno ni contra
        otros ese eso ante ellos esto antes algunos unos yo otro otras otra tanto esa estos mucho nada
        muchos cual poco ella estar estas que de en la a lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril
        mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    (
        "fr",
        "le les et des du une est dans pour qui que sur au avec ce il par ne pas plus sont ses mais ou
        elle leur aux cette ont été comme être nous vous sa son fait deux aussi ces était après entre
        tout même sous dont depuis selon lors la un en d l qu à de a lundi mardi mercredi jeudi vendredi samedi dimanche janvier
        février mars avril juin juillet août septembre octobre novembre décembre",
    ),
    (
        "de",
        "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an
        werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war
        haben nur oder aber vor zur bis mehr durch man sein wurde sei in montag dienstag mittwoch donnerstag freitag samstag sonntag januar
        februar märz juni juli oktober dezember",
    ),
    (
        "it",
        "il di che e la per un in del con non della si da sono è dei le al una nel più alla gli ha lo
        anche come dal ma delle su questo nella ai stato degli alle essere ed dalla loro hanno suo a lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio
        febbraio marzo aprile maggio giugno luglio settembre ottobre dicembre",
    ),
    (
        "pt",
        "o os as e do da em um uma para com não dos que se na por mais no das ao como mas foi ele à
        seu sua ou ser quando muito há nos já está também só pelo pela até isso ela entre era depois
        sem mesmo aos de segunda-feira terça-feira sexta-feira sábado domingo janeiro fevereiro março abril maio
        junho julho setembro outubro novembro dezembro",
    ),
    (
        "nl",
        "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit
        door naar heeft hebben wordt deze over hij zij werd worden dit tot kan meer was of maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart
        mei juni juli augustus oktober",
    ),
    (
        "id",
        "yang dan di dari dengan untuk pada adalah ini itu dalam tidak akan oleh sebagai juga karena
        atau ke telah dapat mereka kami kita saya tersebut bahwa ada lebih sudah menjadi secara senin selasa rabu kamis jumat sabtu minggu januari februari maret juni juli agustus
        oktober desember",
    ),
];

/// Each function word with a bit for every language that has it.
static FUNCTION_WORDS: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (bit, (_, list)) in LANGUAGES.iter().enumerate() {
        for word in list.split_whitespace() {
            *words.entry(word).or_insert(0) |= 1 << bit;
        }
    }
    words
});

/// Detectors for what no list of words decides: the other Latin languages, and the languages that
/// share the Cyrillic or the Arabic script.
static LATIN: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LATIN_LANGUAGES.to_vec()));
static CYRILLIC: LazyLock<Detector> = LazyLock::new(|| {
    Detector::with_allowlist(vec![
        Lang::Rus,
        Lang::Ukr,
        Lang::Bul,
        Lang::Srp,
        Lang::Mkd,
        Lang::Bel,
    ])
});
static ARABIC: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(vec![Lang::Ara, Lang::Pes, Lang::Urd]));

const LATIN_LANGUAGES: [Lang; 19] = [
    Lang::Eng,
    Lang::Spa,
    Lang::Fra,
    Lang::Deu,
    Lang::Ita,
    Lang::Por,
    Lang::Nld,
    Lang::Ind,
    Lang::Swe,
    Lang::Dan,
    Lang::Nob,
    Lang::Fin,
    Lang::Pol,
    Lang::Ces,
    Lang::Hun,
    Lang::Ron,
    Lang::Tur,
    Lang::Vie,
    Lang::Hrv,
];

/// Letters of a sample, by script.
#[derive(Clone, Copy, Debug, Default)]
struct Scripts {
    latin: usize,
    hangul: usize,
    kana: usize,
    han: usize,
    cyrillic: usize,
    arabic: usize,
    hebrew: usize,
    greek: usize,
    thai: usize,
    devanagari: usize,
}

impl Scripts {
    fn add(&mut self, text: &str) {
        self.latin += text.bytes().filter(u8::is_ascii_alphabetic).count();
        if text.is_ascii() {
            return;
        }
        for c in text.chars().filter(|c| !c.is_ascii()) {
            match c {
                'À'..='ɏ' | 'Ḁ'..='ỿ' => self.latin += 1,
                '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' => {
                    self.hangul += 1;
                }
                '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => self.kana += 1,
                '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => self.han += 1,
                '\u{400}'..='\u{52f}' => self.cyrillic += 1,
                '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => self.arabic += 1,
                '\u{5d0}'..='\u{5ea}' => self.hebrew += 1,
                '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => self.greek += 1,
                '\u{e01}'..='\u{e4e}' => self.thai += 1,
                '\u{900}'..='\u{97f}' => self.devanagari += 1,
                _ => {}
            }
        }
    }
}

/// The language of a text (ISO 639-1), or nothing where it cannot be told: too short, mixed, or
/// no word of a language that is known. It is never a guess.
///
/// Korean, Japanese, Chinese, Greek, Hebrew and Thai are told by their script; English, Spanish,
/// French, German, Italian, Portuguese, Dutch and Indonesian by their function words, from one
/// sentence on; other Latin, Cyrillic and Arabic languages by letter trigrams, from about a paragraph
/// on. A bounded sample is looked at, so a long text costs no more than a short one.
///
/// ```
/// use variorum::text::language;
/// assert_eq!(language("The committee met in Tarsk on Monday and adopted a statement."), Some("en"));
/// assert_eq!(language("El comité se reunió el lunes en Tarsk y adoptó una declaración."), Some("es"));
/// assert_eq!(language("위원회는 월요일 타르스크에서 회의를 열었다."), Some("ko"));
/// assert_eq!(language("Oren Malk"), None);
/// ```
pub fn language(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let head = prefix(text, SAMPLE);
    let middle = if text.len() > 4 * SAMPLE {
        suffix_from(text, text.len() / 2, SAMPLE)
    } else {
        prefix(text.get(head.len()..).unwrap_or(""), SAMPLE)
    };
    let mut scripts = Scripts::default();
    scripts.add(head);
    scripts.add(middle);
    // A Hangul or Han character holds as much as two or three letters of an alphabet.
    let east = 2 * (scripts.hangul + scripts.kana + scripts.han);
    let others = [
        scripts.latin,
        scripts.cyrillic,
        scripts.arabic,
        scripts.hebrew,
        scripts.greek,
        scripts.thai,
        scripts.devanagari,
    ];
    let most = others.into_iter().max().unwrap_or(0);
    if east > most {
        return eastern(&scripts);
    }
    // Too mixed to say.
    if most == 0 || 3 * (east + others.iter().sum::<usize>() - most) > 2 * most {
        return None;
    }
    if most == scripts.latin {
        return latin(head, middle);
    }
    let letters = most >= 4;
    if most == scripts.cyrillic {
        return cyrillic(head, middle, most);
    }
    if most == scripts.arabic {
        return trigrams(&ARABIC, head, middle, most);
    }
    let script = [
        (scripts.hebrew, "he"),
        (scripts.greek, "el"),
        (scripts.thai, "th"),
    ];
    script
        .into_iter()
        .find(|(count, _)| letters && *count == most)
        .map(|(_, code)| code)
}

fn eastern(scripts: &Scripts) -> Option<&'static str> {
    let Scripts {
        hangul, kana, han, ..
    } = *scripts;
    if hangul + kana + han < 2 {
        return None;
    }
    // Old Korean texts mix in many Chinese characters, Japanese ones always do.
    if 3 * hangul >= han && hangul > kana {
        return Some("ko");
    }
    if 10 * kana >= han && kana > hangul {
        return Some("ja");
    }
    (han > 3 * hangul && kana == 0).then_some("zh")
}

/// The one word of a chunk between spaces that is ASCII letters and marks at its end: the common case,
/// which needs no rules of word boundaries.
fn plain_word(chunk: &str) -> Option<&str> {
    let end = chunk.bytes().position(|b| !b.is_ascii_alphabetic());
    let (word, marks) = chunk.split_at_checked(end.unwrap_or(chunk.len()))?;
    let plain = |b| matches!(b, b',' | b'.' | b';' | b':' | b'!' | b'?' | b')' | b'"');
    (!word.is_empty() && marks.bytes().all(plain)).then_some(word)
}

/// What the function words of a sample say of each language.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Function words, those of one language only counted twice.
    hits: [u32; LANGUAGES.len()],
    /// Those of one language only.
    own: [u32; LANGUAGES.len()],
    /// All words.
    words: u32,
}

impl Evidence {
    fn add(&mut self, part: &str) {
        for chunk in part.split_ascii_whitespace() {
            if let Some(word) = plain_word(chunk) {
                self.add_word(word);
                continue;
            }
            for token in tokens(chunk).filter(|t| t.kind.is_word()) {
                let word = token.span.of(chunk);
                // "l'accord", "d’un": the elided word counts.
                self.add_word(word.split(['\'', '’']).next().unwrap_or(word));
            }
        }
    }

    fn add_word(&mut self, word: &str) {
        self.words += 1;
        let mut buffer = [0_u8; 16];
        let Some(mask) = lower_in(word, &mut buffer).and_then(|w| FUNCTION_WORDS.get(w)) else {
            return;
        };
        // A word that is one language's own says more than a shared one.
        let alone = u32::from(mask.is_power_of_two());
        for (bit, (hit, own)) in self.hits.iter_mut().zip(&mut self.own).enumerate() {
            if mask & (1 << bit) != 0 {
                *hit += 1 + alone;
                *own += alone;
            }
        }
    }

    /// The likeliest language, its hits, and those of the next.
    fn best(&self) -> (usize, u32, u32) {
        let (mut best, mut most, mut second) = (0, 0, 0);
        for (bit, hit) in self.hits.iter().copied().enumerate() {
            if hit > most {
                (best, second, most) = (bit, most, hit);
            } else {
                second = second.max(hit);
            }
        }
        (best, most, second)
    }

    /// The language, if at least `own` words are its own, a tenth of all words speak for it, and
    /// `ahead` times as much (in halves) as for the next.
    fn told(&self, own: u32, ahead: u32) -> Option<&'static str> {
        let (best, most, second) = self.best();
        let its_own = self.own.get(best).copied().unwrap_or(0);
        let told = its_own >= own && 5 * most >= self.words && 2 * most >= ahead * second;
        LANGUAGES.get(best).filter(|_| told).map(|(code, _)| *code)
    }
}

fn latin(head: &str, middle: &str) -> Option<&'static str> {
    let mut evidence = Evidence::default();
    evidence.add(head);
    // Most texts are clear after a paragraph.
    if let Some(code) = evidence.told(8, 8) {
        return Some(code);
    }
    evidence.add(middle);
    if let Some(code) = evidence.told(2, 3) {
        return Some(code);
    }
    let Evidence { hits, words, .. } = evidence;
    let (_, most, _) = evidence.best();
    if words < 12 {
        return None;
    }
    let told = trigrams(&LATIN, head, middle, head.len() + middle.len())?;
    // The trigrams of a language whose function words are missing mean nothing.
    let known = LANGUAGES.iter().position(|(code, _)| *code == told);
    let seen = known.is_none_or(|bit| hits.get(bit).is_some_and(|hit| 3 * hit >= 2 * most));
    seen.then_some(told)
}

fn cyrillic(head: &str, middle: &str, letters: usize) -> Option<&'static str> {
    let has = |set: &[char]| {
        head.chars()
            .chain(middle.chars())
            .flat_map(char::to_lowercase)
            .any(|c| set.contains(&c))
    };
    // Letters that only one of the languages writes.
    let own = [
        (has(&['ї', 'є', 'ґ']), "uk"),
        (has(&['ў']), "be"),
        (has(&['ђ', 'ћ']), "sr"),
        (has(&['ѓ', 'ќ', 'ѕ']), "mk"),
        (has(&['ы', 'э', 'ё']) && !has(&['і', 'ў']), "ru"),
    ];
    let mut told = own.iter().filter(|(found, _)| *found);
    match (told.next(), told.next()) {
        (Some((_, code)), None) if letters >= 12 => Some(code),
        _ => trigrams(&CYRILLIC, head, middle, letters),
    }
}

/// What the trigrams say, if they are sure and the text is long enough for them.
fn trigrams(detector: &Detector, head: &str, middle: &str, letters: usize) -> Option<&'static str> {
    if letters < 80 {
        return None;
    }
    let joined;
    let sample = if middle.is_empty() {
        head
    } else {
        joined = format!("{head} {middle}");
        &joined
    };
    let info = detector.detect(sample)?;
    if info.is_reliable() {
        code(info.lang())
    } else {
        None
    }
}

/// The code of a language that can be told, by its letters.
pub(crate) fn known_language(code: &str) -> Option<&'static str> {
    let told = Lang::all().iter().filter_map(|lang| self::code(*lang));
    told.chain(["ko", "ja", "zh", "he", "el", "th"])
        .find(|known| *known == code)
}

fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Spa => "es",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Ind => "id",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        Lang::Hrv => "hr",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Bel => "be",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        _ => return None,
    })
}

/// The first `len` bytes or a little less.
fn prefix(text: &str, len: usize) -> &str {
    text.get(..text.floor_char_boundary(len)).unwrap_or("")
}

/// About `len` bytes from `at` on.
fn suffix_from(text: &str, at: usize, len: usize) -> &str {
    prefix(text.get(text.floor_char_boundary(at)..).unwrap_or(""), len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_of_a_wire_story() {
        let cases = [
            (
                "Leader Oren Malk sent a message of greeting to the president of Halden on Friday.",
                "en",
            ),
            (
                "El dirigente Oren Malk envió el viernes un mensaje de felicitación al presidente de Halden.",
                "es",
            ),
            (
                "Oren Malk a envoyé vendredi un message de félicitations au président de Halden.",
                "fr",
            ),
            (
                "Oren Malk hat dem Präsidenten von Halden am Freitag eine Botschaft geschickt.",
                "de",
            ),
            (
                "Il presidente Malk ha inviato venerdì un messaggio di auguri al presidente di Halden.",
                "it",
            ),
            (
                "O presidente Malk enviou na sexta-feira uma mensagem de felicitações ao presidente de Halden.",
                "pt",
            ),
            (
                "Președintele Malk a trimis vineri un mesaj de felicitare președintelui din Halden, au anunțat oficialii guvernului în capitala țării.",
                "ro",
            ),
            (
                "지도자 오렌 말크가 금요일 할덴 대통령에게 축전을 보냈다.",
                "ko",
            ),
            ("最高指導者のマルク氏は金曜日、祝電を送った。", "ja"),
            ("马尔克主席星期五向哈尔登总统致贺电。", "zh"),
            (
                "Руководитель Орен Малк в пятницу направил поздравительную телеграмму; об этом сообщило агентство, выпустившее заявление.",
                "ru",
            ),
            ("Ο πρόεδρος Μαλκ έστειλε μήνυμα.", "el"),
        ];
        for (text, expected) in cases {
            assert_eq!(language(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn never_a_guess() {
        for text in [
            "",
            "Tarsk",
            "1. 2. 3.",
            "Malk, Oren; Dain, Petra; Holt, Sivan",
            "VPS 2022-02-27 15:25",
            "x y z",
        ] {
            assert_eq!(language(text), None, "{text}");
        }
    }

    #[test]
    fn plain_words_are_the_tokens() {
        for chunk in [
            "The", "end.)", "so,", "a:b", "U.S.", "don't", "(the", "3rd", "été", "x…", "\"", "a..b",
        ] {
            let words: Vec<&str> = tokens(chunk)
                .filter(|t| t.kind.is_word())
                .map(|t| t.span.of(chunk))
                .collect();
            if let Some(word) = plain_word(chunk) {
                assert_eq!(words, [word], "{chunk}");
            }
        }
        assert_eq!(plain_word("end.)"), Some("end"));
        assert_eq!(plain_word("U.S."), None);
    }

    #[test]
    fn cut_at_no_character() {
        let text = "위원회는 ".repeat(2000);
        assert_eq!(language(&text), Some("ko"));
    }
}
