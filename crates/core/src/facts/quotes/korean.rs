//! Quotes of a Korean paragraph, by its endings: `《…》라고 말했다`, `…했다고 전했다`.

use crate::facts::marks::Marked;
use crate::text::{Sentences, Span, korean::PARTICLES};

use super::{english::Draft, names::is_korean_title};

/// Stems of verbs that report words.
const VERBS: [&str; 46] = [
    "말했",
    "말하",
    "말씀하",
    "밝혔",
    "밝히",
    "강조했",
    "강조하",
    "강조되",
    "지적했",
    "지적하",
    "주장했",
    "주장하",
    "언급했",
    "언급하",
    "덧붙였",
    "덧붙이",
    "전했",
    "전하",
    "보도했",
    "보도하",
    "설명했",
    "설명하",
    "발표했",
    "발표하",
    "선언했",
    "선언하",
    "경고했",
    "경고하",
    "비난했",
    "비난하",
    "비판했",
    "촉구했",
    "촉구하",
    "당부했",
    "당부하",
    "평가했",
    "평가하",
    "소개했",
    "역설했",
    "반박했",
    "호소했",
    "호소하",
    "인용했",
    "규정했",
    "확언했",
    "표명했",
];

/// What ties quoted words to their verb.
const JOINTS: [&str; 24] = [
    "이라고",
    "라고",
    "이라며",
    "라며",
    "이라면서",
    "라면서",
    "이라는",
    "라는",
    "고",
    "며",
    "면서",
    "라고도",
    "라는데",
    "는",
    "이라",
    "라",
    "하고",
    "하며",
    "하면서",
    "했고",
    "란",
    "이란",
    "이라고도",
    "라면",
];

/// Endings of a clause that is reported without marks.
const REPORTED: [&str; 18] = [
    "다고",
    "라고",
    "자고",
    "냐고",
    "다며",
    "라며",
    "다면서",
    "라면서",
    "다는",
    "라는",
    "자며",
    "자면서",
    "데 대하여",
    "데 대해",
    "할것을",
    "것을",
    "음을",
    "다고도",
];

/// Particles of a subject or topic, longest first.
const SUBJECT: [&str; 8] = ["께서는", "에서는", "께서", "에서", "은", "는", "이", "가"];

/// Who says what in a paragraph.
pub(super) fn attributions(text: &str, marked: &[Marked]) -> Vec<Draft> {
    let mut out = Vec::new();
    for sentence in Sentences::new(text, Some("ko")) {
        let inside: Vec<&Marked> = marked
            .iter()
            .filter(|m| m.outer.start >= sentence.start && m.outer.start < sentence.end)
            .collect();
        out.extend(of_sentence(text, sentence, &inside));
    }
    out
}

fn of_sentence(text: &str, sentence: Span, inside: &[&Marked]) -> Vec<Draft> {
    let end = inside
        .last()
        .map_or(sentence.end, |m| sentence.end.max(m.outer.end));
    let words = eojeol(text, sentence.start, end, inside);
    let is_cue = |span: &Span| {
        VERBS
            .iter()
            .any(|v| span.of(text).trim_start_matches(is_mark).starts_with(v))
    };
    let mut out: Vec<Draft> = Vec::new();
    let mut from = sentence.start;
    let cues: Vec<Span> = words.iter().filter(|w| is_cue(w)).copied().collect();
    for cue in cues {
        let subjects = subjects(text, &words, from, cue.start);
        let marks: Vec<Span> = inside
            .iter()
            .filter(|m| {
                m.outer.start >= from && m.outer.end <= cue.start && is_joined(text, m.outer.end)
            })
            .map(|m| m.outer)
            .collect();
        // `통신은 위원장이 “…”라고 말했다고 전했다`: who speaks stands nearest; a medium before carries it.
        let before = marks.first().map_or(cue.start, |m| m.start);
        let near = subjects.iter().rev().find(|s| s.end <= before).copied();
        let first = subjects.first().copied();
        let carries = first.is_some_and(|s| is_medium(s.of(text))) && !relays(cue.of(text));
        let source = if carries { near } else { first };
        let carrier = first.filter(|_| carries && source != first);
        if marks.is_empty() {
            if let Some(content) = reported(text, &words, from, cue, source) {
                out.push(Draft {
                    content: vec![content],
                    cue: Some(cue),
                    source,
                    carrier,
                    turn: false,
                });
            }
        } else {
            out.push(Draft {
                content: marks,
                cue: Some(cue),
                source,
                carrier,
                turn: false,
            });
        }
        from = cue.end;
    }
    unlisted(text, &words, inside, &mut out);
    // A later verb without a subject of its own has that of the verb before.
    let mut last = None;
    for draft in &mut out {
        match draft.source {
            Some(source) => last = Some(source),
            None => draft.source = last,
        }
    }
    out
}

/// Marked words that a joint ties to a verb of no list: `“…”라고 의미를 부여했다`. The last verb of the
/// sentence reports them.
fn unlisted(text: &str, words: &[Span], inside: &[&Marked], out: &mut Vec<Draft>) {
    let free = |m: &&&Marked| {
        let rest = text.get(m.outer.end..).unwrap_or("");
        let taken = out.iter().any(|d| {
            d.content
                .iter()
                .any(|c| c.start <= m.outer.start && m.outer.end <= c.end)
        });
        !taken
            && is_joined(text, m.outer.end)
            && !is_object(rest)
            && !rest.starts_with("라는")
            && !rest.starts_with("이라는")
    };
    let Some(last) = inside.iter().rev().find(free) else {
        return;
    };
    let verb = words.iter().rfind(|w| w.start >= last.outer.end);
    let is_verb = |w: &&Span| w.of(text).trim_end_matches(is_mark).ends_with('다');
    let Some(verb) = verb.filter(is_verb).copied() else {
        return;
    };
    let source = subjects(text, words, 0, last.outer.start)
        .into_iter()
        .next();
    let at = out.partition_point(|d| {
        d.content
            .first()
            .is_some_and(|c| c.start < last.outer.start)
    });
    out.insert(
        at,
        Draft {
            content: vec![last.outer],
            cue: Some(verb),
            source,
            carrier: None,
            turn: false,
        },
    );
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Stretches between white space outside marks.
pub(in crate::facts) fn eojeol(
    text: &str,
    start: usize,
    end: usize,
    inside: &[&Marked],
) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = start;
    for piece in text
        .get(start..end)
        .unwrap_or("")
        .split_inclusive(char::is_whitespace)
    {
        let word = Span::new(at, at + piece.len()).trimmed(text);
        at += piece.len();
        if word.is_empty() {
            continue;
        }
        let covering = inside
            .iter()
            .find(|m| m.outer.start <= word.start && word.start < m.outer.end);
        match covering {
            None => out.push(word),
            // What follows the closing mark belongs to the sentence.
            Some(m) if word.end > m.outer.end => out.push(Span::new(m.outer.end, word.end)),
            Some(_) => {}
        }
    }
    out
}

/// Whether what stands behind a closing mark ties it to a verb: a joint, or white space and `고`.
pub(in crate::facts) fn is_joined(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    JOINTS.contains(&word.as_str())
        || JOINTS.iter().take(7).any(|j| word.starts_with(j))
        || is_object(rest)
}

/// `“…” 등`, `“…”을`, `“…”, “…”`: named words that the verb takes as its object.
fn is_object(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with("등")
        || rest.starts_with(',')
            && rest
                .trim_start_matches([',', ' '])
                .starts_with(['“', '"', '《', '‘'])
}

/// The noun phrases with a particle of subject or topic before a verb, in order.
pub(in crate::facts) fn subjects(text: &str, words: &[Span], from: usize, to: usize) -> Vec<Span> {
    let mut out = Vec::new();
    for (n, word) in words
        .iter()
        .enumerate()
        .filter(|(_, w)| w.start >= from && w.end <= to)
    {
        let form = word.of(text).trim_end_matches([',', '，']);
        // `통신에 따르면`
        let next = words.get(n + 1).map_or("", |w| w.of(text));
        let according =
            form.ends_with('에') && (next.starts_with("따르면") || next.starts_with("의하면"));
        let particle = if according {
            Some(&"에")
        } else {
            SUBJECT.iter().find(|p| form.ends_with(**p))
        };
        let Some(particle) = particle else { continue };
        let stem = form.len() - particle.len();
        if is_bare_name(text, words, n) {
            continue;
        }
        if !form
            .get(..stem)
            .is_some_and(|s| according || is_speaker(s, particle))
        {
            continue;
        }
        out.push(Span::new(
            phrase_start(text, words, n, from),
            word.start + stem,
        ));
    }
    out
}

/// Whether a noun phrase names what publishes.
pub(in crate::facts) fn is_medium(words: &str) -> bool {
    let words = words.trim_end_matches([')', '》', '」']);
    [
        "통신",
        "신문",
        "방송",
        "매체",
        "TV",
        "텔레비죤",
        "텔레비전",
        "보도",
    ]
    .iter()
    .any(|m| words.ends_with(m))
}

/// Words that open a sentence which goes on about the same speaker.
const GOES_ON: [&str; 18] = [
    "이어",
    "이어서",
    "그러면서",
    "그러며",
    "또",
    "또한",
    "아울러",
    "그리고",
    "특히",
    "이와",
    "더불어",
    "계속하여",
    "계속해서",
    "나아가",
    "이밖에",
    "이외에도",
    "한편으로",
    "이와함께",
];

/// Whether the sentence that marked words stand in goes on about the speaker before.
pub(super) fn goes_on(text: &str, start: usize) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(NEAR));
    let before = text.get(from..start).unwrap_or("");
    let cut = before.rfind(". ").map_or(0, |n| n + 2);
    let first = before
        .get(cut..)
        .unwrap_or("")
        .split_whitespace()
        .next()
        .unwrap_or("");
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    GOES_ON.contains(&first)
}

/// Bytes before marked words that are looked at for the beginning of their sentence.
const NEAR: usize = 200;

/// Whether a verb says that a medium reports.
pub(super) fn relays(verb: &str) -> bool {
    ["전했", "전하", "보도"]
        .iter()
        .any(|v| verb.trim_start_matches(is_mark).starts_with(v))
}

/// What the stem of a verb or a grammatical noun ends with: no speaker.
const NO_SPEAKER: [&str; 34] = [
    "하",
    "있",
    "없",
    "되",
    "였",
    "았",
    "었",
    "않",
    "것",
    "에",
    "로",
    "서",
    "기",
    "지",
    "고",
    "려",
    "때",
    "점",
    "등",
    "들어",
    "받",
    "같",
    "오",
    "보",
    "주",
    "나가",
    "지나",
    "따르",
    "모르",
    "아니",
    "이번",
    "오늘",
    "대해",
    "대하여",
];

/// What an organ ends with that a place particle makes a speaker: `위원회에서는`.
const BODY: [&str; 10] = [
    "회", "부", "국", "성", "당", "원", "청", "신문", "통신", "방송",
];

/// Whether a stem with a particle can be a speaker. One syllable before `이` or `가` is a word of its own
/// more often than a name.
fn is_speaker(stem: &str, particle: &str) -> bool {
    let short = stem.chars().count() < 2 && stem != "그";
    let place = particle.starts_with("에서");
    !short
        && (ends_in_title(stem) || !NO_SPEAKER.iter().any(|e| stem.ends_with(e)))
        && (!place || BODY.iter().any(|b| stem.ends_with(b)))
        && !stem.contains(|c: char| c.is_ascii_digit())
}

/// Surnames of one syllable, all but the rarest.
const SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심로노하곽성차주우구민진지엄채원천방공현함변염\
여추도소석선설마길연위표명기반왕금옥육륙인맹제모탁국어은편용리림량녀";

/// Countries and bodies whose first syllable is a surname.
const NO_NAMES: [&str; 6] = ["한국", "조선", "정부", "우리", "전국", "군부"];

/// `김정은 총비서`: a name of three syllables before a title, whose last syllable only looks like a particle.
fn is_bare_name(text: &str, words: &[Span], at: usize) -> bool {
    let form = words.get(at).map_or("", |w| w.of(text));
    let mut syllables = form.chars();
    let Some(first) = syllables.next() else {
        return false;
    };
    let is_name = SURNAMES.contains(first)
        && form.chars().all(|c| ('가'..='힣').contains(&c))
        && form.chars().count() == 3
        && !NO_NAMES.iter().any(|no| form.starts_with(no));
    let next = words.get(at + 1).map_or("", |w| w.of(text));
    let second = words.get(at + 2).map_or("", |w| w.of(text));
    // `노동당 총비서`
    let in_body = next.ends_with(['당', '부', '국', '청', '원', '군', '회', '실', '성']);
    is_name && (ends_in_title(next) || in_body && ends_in_title(second))
}

/// Whether a word, a particle aside, is a title or ends in one: `노동당총비서는`.
fn ends_in_title(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let stems = PARTICLES.iter().filter_map(|p| word.strip_suffix(p));
    std::iter::once(word).chain(stems).any(|stem| {
        let ends = stem.char_indices().filter_map(|(at, _)| stem.get(at..));
        is_korean_title(stem) || ends.filter(|e| e.chars().count() > 1).any(is_korean_title)
    })
}

/// Titles and names that stand before a noun without a particle belong to it.
pub(in crate::facts) fn phrase_start(text: &str, words: &[Span], at: usize, from: usize) -> usize {
    let mut start = words.get(at).map_or(from, |w| w.start);
    for (n, word) in words.iter().enumerate().take(at).rev().take(5) {
        let form = word.of(text);
        // `(서울=연합뉴스) 홍길동 기자 =`: who wrote it, not who spoke.
        if form.ends_with("기자") || form.contains(['=', ')']) {
            break;
        }
        let ends = !is_bare_name(text, words, n)
            && form.ends_with([
                ',', '.', '은', '는', '을', '를', '에', '로', '고', '며', '서', '와', '과', '다',
                '일', '해', '면', '가',
            ]);
        if word.start < from || ends {
            break;
        }
        start = word.start;
    }
    start
}

/// The clause that a verb reports without marks.
fn reported(
    text: &str,
    words: &[Span],
    from: usize,
    cue: Span,
    source: Option<Span>,
) -> Option<Span> {
    let before: Vec<&Span> = words
        .iter()
        .filter(|w| w.start >= from && w.end <= cue.start)
        .collect();
    let end = before.iter().rev().take(3).find(|w| {
        let form = w.of(text).trim_end_matches([',', '，']);
        REPORTED.iter().any(|r| form.ends_with(r))
    })?;
    let start = match source {
        // Behind the subject with its particle.
        Some(source) if source.end < end.start => before
            .iter()
            .find(|w| w.start >= source.end)
            .map(|w| w.start)?,
        _ => before.first()?.start,
    };
    let span = Span::new(start, end.end).trimmed(text);
    (span.len() > 6).then_some(span)
}
