//! Quotations: cue, source, speaker, chain.

use std::path::PathBuf;

use variorum::{
    Corpus, ReadOptions,
    facts::quotes::{Finder, How, Kind, Mode, Quote},
};

/// The quotes of a text whose paragraphs these are.
fn quotes(paragraphs: &[&str]) -> Vec<Quote> {
    let text = format!("Conference Opens in Tarsk\n\n{}\n", paragraphs.join("\n\n"));
    let corpus = Corpus::from_text(&text, &ReadOptions::default());
    let document = &corpus.documents()[0];
    let quotes = Finder::default().quotes(document);
    for quote in &quotes {
        for span in &quote.spans {
            assert!(text.get(span.range()).is_some(), "{quote:?}");
        }
        if let [span] = quote.spans.as_slice() {
            assert_eq!(span.of(&text), quote.text);
        }
        for phrase in [&quote.cue, &quote.source, &quote.carrier]
            .into_iter()
            .flatten()
        {
            assert_eq!(phrase.span.of(&text), phrase.text);
        }
    }
    quotes
}

fn find<'q>(quotes: &'q [Quote], words: &str) -> &'q Quote {
    let found = quotes
        .iter()
        .filter(|q| q.mode == Mode::Direct)
        .find(|q| q.text.contains(words));
    found.unwrap_or_else(|| panic!("no quote has {words:?}: {quotes:#?}"))
}

fn speaker(quote: &Quote) -> &str {
    quote.speaker.as_ref().map_or("", |s| &s.name)
}

#[test]
fn direct_speech_and_who_says_it() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- Minister Jan Orel opened a conference of district secretaries on Friday.",
        "\"The harvest will decide the year,\" Orel said. He added that the mills would be repaired.",
        "“We shall not wait for spring,” said Nadia Brandt, a researcher at the institute.",
    ]);
    let harvest = find(&found, "harvest");
    assert_eq!(
        (harvest.text.as_str(), harvest.kind),
        ("The harvest will decide the year,", Kind::Speech)
    );
    assert_eq!(harvest.cue.as_ref().unwrap().text, "said");
    assert_eq!(
        (speaker(harvest), harvest.speaker.as_ref().unwrap().how),
        ("Jan Orel", How::Resolved)
    );
    assert_eq!(speaker(find(&found, "spring")), "Nadia Brandt");
    let added = found
        .iter()
        .find(|q| q.mode == Mode::Indirect && q.text.contains("mills"))
        .unwrap();
    assert_eq!(speaker(added), "Jan Orel");
}

#[test]
fn mixed_speech_is_given_whole_and_in_parts() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- Minister Jan Orel said on Friday that the reports were “written in the dark” and that the \
         ministry would read them again.",
    ]);
    let whole = found.iter().position(|q| q.mode == Mode::Mixed).unwrap();
    let part = find(&found, "written in the dark");
    assert_eq!(part.part_of, Some(whole));
    assert_eq!(part.text, "written in the dark");
    assert_eq!(speaker(part), "Jan Orel");
}

#[test]
fn apostrophes_are_no_quotes() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- The workers' party's congress opened in the miners' hall, in the '90s the largest of the town.",
    ]);
    assert!(found.iter().all(|q| q.mode == Mode::Indirect), "{found:#?}");
}

#[test]
fn what_never_closes_ends_with_its_paragraph() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- Minister Jan Orel opened the conference on Friday.",
        "Orel said: “The mills must be repaired before the snow.",
        "The conference goes on until Sunday.",
    ]);
    let open = find(&found, "mills");
    assert!(!open.closed);
    assert_eq!(open.text, "The mills must be repaired before the snow.");
}

#[test]
fn a_mark_that_opens_twice_was_not_closed_before() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- Minister Jan Orel said the plans “did not meet the needs of the districts, and warned that \
         there would be “very serious” consequences for the committees.",
    ]);
    assert_eq!(
        find(&found, "did not meet").text,
        "did not meet the needs of the districts"
    );
    assert!(!find(&found, "did not meet").closed);
    assert!(find(&found, "very serious").closed);
}

#[test]
fn a_quotation_over_paragraphs_goes_on() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- Minister Jan Orel opened the conference on Friday.",
        "“The mills must be repaired before the snow,” Orel said. “The second task is the road.",
        "“The third task is the bridge at Karsk, which nobody has painted for ten years.”",
    ]);
    let road = find(&found, "second task");
    assert!(road.closed, "it goes on in the next paragraph: {road:?}");
    let bridge = find(&found, "bridge");
    assert!(bridge.continues);
    assert_eq!(
        (speaker(bridge), bridge.speaker.as_ref().unwrap().how),
        ("Jan Orel", How::Inherited)
    );
}

#[test]
fn terms_are_told_from_speech() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- The conference of \"district secretaries\" opened in the capital on Friday.",
    ]);
    assert_eq!(find(&found, "district secretaries").kind, Kind::Term);
}

#[test]
fn pronouns_and_titles_lead_to_names() {
    let found = quotes(&[
        "TARSK, March 3 (VPS) -- Oren Malk made a report at the conference on Friday.",
        "“The districts have done their work,” the reporter said.",
        "“The ministries have not,” he added.",
    ]);
    assert_eq!(speaker(find(&found, "districts have done")), "Oren Malk");
    assert_eq!(speaker(find(&found, "ministries have not")), "Oren Malk");
}

#[test]
fn korean_names_that_end_like_particles_and_reporters() {
    let speaker = |text: &str| {
        let corpus = Corpus::from_text(text, &ReadOptions::default());
        let pack = variorum::pack::Pack::dprk();
        let found = Finder::new(&pack).quotes(&corpus.documents()[0]);
        let quote = find(&found, "실수에서");
        quote.speaker.as_ref().map(|s| s.name.clone())
    };
    let words = "“실수에서 교훈을 받아들여야 할 것”이라고 촉구했다";
    for (before, name) in [
        ("김정은 총비서는", "김정은"),
        ("박정은 대변인은 3일", "박정은"),
        ("김정은 노동당 총비서는", "김정은"),
        (
            "(서울=연합뉴스) 홍길동 기자 = 북한 김정은 국무위원장은 3일",
            "김정은",
        ),
    ] {
        let found = speaker(&format!("타르스크에서 회의 개막\n\n{before} {words}.\n"));
        assert!(
            found.as_deref().is_some_and(|f| f.contains(name)),
            "{before}: {found:?}"
        );
    }
    let found = speaker(&format!(
        "회의 개막\n\n(서울=연합뉴스) 박철수 기자 = 조선중앙통신은 26일 {words}.\n"
    ));
    assert!(
        found.as_deref().is_some_and(|f| !f.contains("박철수")),
        "{found:?}"
    );
}

#[test]
fn korean_by_its_endings() {
    let text = "타르스크에서 회의 개막\n\n얀 오렐 장관은 3일 “수확이 한 해를 결정할 것이다”라고 말했다. 그는 방앗간을 고치겠다고 \
                밝혔다.\n";
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let found = Finder::default().quotes(&corpus.documents()[0]);
    let harvest = find(&found, "수확");
    assert_eq!(harvest.text, "수확이 한 해를 결정할 것이다");
    assert_eq!(harvest.kind, Kind::Speech);
    assert!(
        harvest.source.as_ref().unwrap().text.contains("오렐"),
        "{harvest:?}"
    );
    assert!(
        found
            .iter()
            .any(|q| q.mode == Mode::Indirect && q.text.contains("방앗간")),
        "{found:#?}"
    );
}

#[test]
fn nothing_breaks_on_odd_text() {
    for text in [
        "\"",
        "“",
        "''",
        "' '",
        "\"\"\"\"",
        "“”“”“",
        "said said said",
        "\"a\"",
        "\u{feff}“x",
        "가\"나",
        "「「「",
        "'s",
        "U.S",
        "— Name",
    ] {
        let corpus = Corpus::from_texts([text.to_owned()], &ReadOptions::default());
        for document in corpus.documents() {
            for quote in Finder::default().quotes(document) {
                assert!(
                    quote.spans.iter().all(|s| text.get(s.range()).is_some()),
                    "{text:?}"
                );
            }
        }
    }
    // Time grows with the text, not with its square.
    let long = "\"a 'b “c said the minister, ".repeat(20_000);
    let corpus = Corpus::from_texts([long], &ReadOptions::default());
    let started = std::time::Instant::now();
    let found = Finder::default().quotes(&corpus.documents()[0]);
    assert!(
        started.elapsed().as_secs() < 120,
        "{} quotes in {:?}",
        found.len(),
        started.elapsed()
    );
}

/// Speakers and kinds of the wire story among the seeds; nothing of its text stands here.
#[test]
fn the_wire_story_of_the_seeds() {
    let Some(shared) = crate::shared_folder() else {
        return;
    };
    let folder: PathBuf = shared.join("captures/seeds");
    let Some(path) = std::fs::read_dir(folder).ok().and_then(|d| {
        d.flatten().map(|e| e.path()).find(|p| {
            p.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with("000_"))
        })
    }) else {
        return;
    };
    let mut options = ReadOptions::default();
    options.pack = std::sync::Arc::new(variorum::pack::Pack::dprk());
    let corpus = Corpus::read(&[path.to_string_lossy().into_owned()], &options, &()).unwrap();
    let found = Finder::new(&options.pack).quotes(&corpus.documents()[0]);
    let direct: Vec<&Quote> = found.iter().filter(|q| q.mode == Mode::Direct).collect();
    let told: Vec<(usize, Kind, Option<&str>)> = direct
        .iter()
        .map(|q| {
            (
                q.text.split_whitespace().count(),
                q.kind,
                q.speaker.as_ref().and_then(|s| s.id.as_deref()),
            )
        })
        .collect();
    let kim = Some("p-kim-jong-un");
    assert_eq!(
        told,
        [
            (2, Kind::Speech, kim),
            (11, Kind::Speech, kim),
            (3, Kind::Speech, kim),
            (17, Kind::Narration, Some("kcna")),
            (3, Kind::Speech, kim),
            (2, Kind::Term, kim),
        ]
    );
    for quote in direct.iter().skip(1).take(4) {
        assert_eq!(quote.chain.first().map(String::as_str), Some("yonhap"));
        assert!(quote.chain.iter().any(|c| c == "kcna"), "{quote:?}");
    }
}

#[test]
fn a_transcript_names_its_speakers() {
    let found = quotes(&[
        "OREL: The mills will be repaired before the winter comes, and the roads after them.",
        "“BRANDT: And who pays for the roads?",
        "CORRECTION: The mills were not repaired.",
    ]);
    let mills = found
        .iter()
        .find(|q| q.text.starts_with("The mills will be"))
        .unwrap();
    assert!(mills.text.ends_with("after them."), "{mills:?}");
    assert_eq!(mills.source.as_ref().unwrap().text, "OREL");
    let roads = found.iter().find(|q| q.text.starts_with("And who pays"));
    assert_eq!(roads.unwrap().source.as_ref().unwrap().text, "BRANDT");
    let label = |q: &Quote| q.source.as_ref().is_some_and(|s| s.text == "CORRECTION");
    assert!(!found.iter().any(label));
}

#[test]
fn a_paragraph_announces_who_speaks_next() {
    let found = quotes(&[
        "Minister Jan Orel opened a conference of district secretaries on Friday.",
        "Orel said:",
        "“The mills will be repaired before the winter comes. The roads will follow.”",
        "“The harvest was poor.”",
    ]);
    let mills = find(&found, "mills");
    assert_eq!(mills.source.as_ref().unwrap().text, "Orel");
    assert_eq!(mills.cue.as_ref().unwrap().text, "said");
    assert_eq!(speaker(mills), "Jan Orel");
    assert!(find(&found, "harvest").source.is_none());
}

#[test]
fn a_question_and_who_asks_it_are_one_sentence() {
    let found = quotes(&[
        "“Will the mills run before the winter comes?” Brandt asked the secretaries. The hall was silent.",
    ]);
    let mills = find(&found, "mills");
    assert_eq!(mills.source.as_ref().unwrap().text, "Brandt");
    assert!(!mills.text.contains("hall"));
}

/// The marked quotations of a text as facts, each with the name of its speaker.
fn speakers(text: &str) -> Vec<(String, String)> {
    use variorum::facts::{Extractor, Kind as Facts};
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let extractor = Extractor::new(&variorum::pack::Pack::none());
    let facts = extractor.facts(&corpus.documents()[0], &[Facts::Quotes]);
    facts
        .marked_quotes()
        .map(|q| (q.text.clone(), speaker(q).to_owned()))
        .collect()
}

/// Whether the speaker of the quotation with these words has this name; empty for nobody.
fn assert_speaks(text: &str, expected: &[(&str, &str)]) {
    let found = speakers(text);
    for (words, name) in expected {
        let quote = found.iter().find(|(q, _)| q.contains(words));
        let (_, speaker) = quote.unwrap_or_else(|| panic!("no quote has {words:?}: {found:#?}"));
        let right = if name.is_empty() {
            speaker.is_empty()
        } else {
            speaker.contains(name)
        };
        assert!(
            right,
            "{words:?}: {speaker:?}, expected {name:?}\n{found:#?}"
        );
    }
}

#[test]
fn pronouns_go_by_gender_and_by_who_became_the_subject_since() {
    assert_speaks(
        "Mills of Tarsk\n\nThe minister of roads, Peter Carter, met Maria Santos, the mayor of Karsk, on Friday.\n\n\
         “The mills will run again,” she said. “And the roads will be mended.”\n\n\
         “I was there when they stopped,” he said.\n",
        &[
            ("mills will run", "Maria Santos"),
            ("roads will be", "Maria Santos"),
            ("I was there", "Peter Carter"),
        ],
    );
}

#[test]
fn speakers_beside_the_marks() {
    assert_speaks(
        "Mills of Tarsk\n\nThe mills of Tarsk stand still since the spring, as the river is too low.\n\n\
         “There is no water at all in the upper valley,” said a young miller who asked not to be named because \
         he feared for his place.\n\n\
         The Tarsk Herald quoted a spokesman for the ministry as saying “we shall wait for the rain”.\n\n\
         “I have never seen a summer like it,” Nadia Brandt told the paper last week, “and I am old.”\n",
        &[
            ("no water at all", "young miller"),
            ("wait for the rain", "spokesman"),
            ("summer like it", "Nadia Brandt"),
            ("and I am old", "Nadia Brandt"),
        ],
    );
}

#[test]
fn what_cannot_speak_does_not() {
    assert_speaks(
        "Mills of Tarsk\n\nThe guide lists the mills of the valley and what was written about them.\n\n\
         See: “How the mills were built”\n\n\
         Their programme included the female duet “Rain in Tarsk”, a song about the valley.\n\n\
         On Nov. 17, 1905, it was decided that the “settlement” should be signed.\n",
        &[
            ("How the mills", ""),
            ("Rain in Tarsk", ""),
            ("settlement", ""),
        ],
    );
}

#[test]
fn a_paragraph_that_is_all_quoted_has_the_speaker_before_or_the_one_who_signs() {
    assert_speaks(
        "Mills of Tarsk\n\nMaria Brandt said on Friday that the mills would run again in the spring.\n\n\
         “We have waited for three long years and we can wait for one more winter.”\n\n\
         The valley is proud of them.\n",
        &[("three long years", "Maria Brandt")],
    );
}

#[test]
fn korean_words_are_tied_to_any_verb_with_white_space_or_without() {
    assert_speaks(
        "타르스크의 방앗간\n\n한편 마리아 브란트 시장은 3일 “방앗간은 봄에 다시 돌아갈 것이다” 라며 “길도 고쳐야 한다” 고 못을 박았다.\n\n\
         그는 “우리는 오래 기다렸다”며 “한 해 더 기다릴 수 있다”고 강하게 부인했다.\n",
        &[
            ("방앗간은", "브란트"),
            ("길도", "브란트"),
            ("오래", "브란트"),
            ("한 해", "브란트"),
        ],
    );
}

#[test]
fn korean_subjects_by_clause() {
    assert_speaks(
        "타르스크의 방앗간\n\n주민들은 반대했지만 브란트 시장은 “방앗간을 헐겠다”고 밝혔다.\n\n\
         “물이 없다”고 오렐 장관은 말했다.\n\n\
         타르스크통신은 오렐 장관이 “비를 기다리겠다”고 말했다고 전했다.\n\n\
         “여름이 너무 길었다”는 게 주민들의 설명이다.\n\n\
         “이렇게 더운 해는 처음이다.” 시장에서 만난 상인 이순자 씨의 말이다.\n",
        &[
            ("헐겠다", "브란트"),
            ("물이 없다", "오렐"),
            ("비를", "오렐"),
            ("여름이", "주민들"),
            ("더운 해", "이순자"),
        ],
    );
}

#[test]
fn korean_terms_have_no_speaker() {
    assert_speaks(
        "타르스크의 방앗간\n\n브란트 시장은 영화‘봄날의 강’의 시사회가 끝나고 타르스크에 머물고 있다.\n\n\
         '물레'라는 단체가 3일 행사를 열었다.\n\n\
         전문가들 사이에서는 “시기상조”라는 지적이 나온다.\n",
        &[("봄날의 강", ""), ("물레", ""), ("시기상조", "")],
    );
}

#[test]
fn ages_in_brackets_and_those_called_this() {
    assert_speaks(
        "타르스크의 방앗간\n\n배우 한지윤(34)은 3일 “물레는 늘 돌아야 한다”라고 말했다.\n\n\
         주민 김모(45)씨는 “물소리가 컸다”고 전했다.\n\n\
         윤서연 의원이 “언제 고치느냐”고 묻자 오렐 사장은 “봄에 고치겠다”고 답했다.\n\n\
         타르스크부 당국자는 “길은 곧 열린다”고 말했다. 이 당국자는 “다리도 고친다”고 했다.\n",
        &[
            ("물레는", "한지윤"),
            ("물소리가", "김모"),
            ("언제", "윤서연"),
            ("봄에", "오렐"),
            ("길은", "타르스크부 당국자"),
            ("다리도", "타르스크부 당국자"),
        ],
    );
}

#[test]
fn a_sentence_behind_korean_marks_says_who_spoke_so() {
    assert_speaks(
        "타르스크의 방앗간\n\n“방앗간을 멈추고 물을 지켜야 한다.” 브란트 시장은 이렇게 당부했다.\n",
        &[("물을", "브란트")],
    );
}

#[test]
fn words_held_at_a_distance_are_said_by_nobody() {
    let found = quotes(&[
        "The statement of the millers denounced the \"council\" and its \"harvest reform\" campaign for the \
         empty barns.",
        "Speakers at the rally recalled that the \"grain decree\" laws were forty years old.",
        "The millers call the wheel \"tarnok\", the Vendrian word for \"old friend\".",
    ]);
    for words in ["council", "harvest reform", "grain decree", "old friend"] {
        assert_eq!(speaker(find(&found, words)), "", "{words}");
    }
}

#[test]
fn who_is_told_of_before_a_paragraph_that_is_all_quoted() {
    assert_speaks(
        "Games of Tarsk\n\nMarta Brandt won the first race on Friday.\n\n\
         The crowd of Tarsk cheered, and the bells rang over the river.\n\n\
         Oren Malk meanwhile wrapped up his race in two minutes.\n\n\
         “The wheel was heavy and the road was long, but we all can push each other.”\n",
        &[("wheel was heavy", "Oren Malk")],
    );
}

#[test]
fn a_document_is_of_whoever_issued_it() {
    assert_speaks(
        "Mills of Tarsk\n\nThe mill council of Tarsk issued a statement on Friday.\n\n\
         \"The mills cannot wait for another dry year,\" the statement said.\n",
        &[("another dry year", "mill council of Tarsk")],
    );
}
