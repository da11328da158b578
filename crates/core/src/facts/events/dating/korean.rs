//! Which event of a Korean sentence a date belongs to.

use super::{Draft, Loose, NEIGHBOURS, Phase};
use crate::facts::page::Line;

/// Korean verbs of saying that a date may belong to.
const REPORTS: [&str; 8] = [
    "보도", "전했", "전하", "밝혔", "말했", "발표", "공개", "게재",
];

/// The mention of a Korean sentence that a date belongs to: the nearest one of its clause.
pub(super) fn owner(line: &Line<'_>, date: Loose, drafts: &[Draft]) -> Option<usize> {
    let rest = line.text.get(date.span.end..)?;
    // `3일 일정의 대회`: how long.
    const LASTING: [&str; 5] = ["일정", "동안", "간", "짜리", "만에"];
    let next = rest.trim_start();
    if LASTING.iter().any(|l| next.starts_with(l)) {
        return None;
    }
    let near: Vec<&str> = rest.split_whitespace().take(2).collect();
    if near.iter().any(|w| REPORTS.iter().any(|r| w.contains(r))) {
        return None;
    }
    let sentence = line.sentence_of(date.span.start);
    let same =
        |d: &Draft| d.at.span.start >= sentence.start && d.at.span.end <= sentence.end && !d.nested;
    let next = drafts.partition_point(|d| d.at.span.start < date.span.start);
    let distance = |from: usize, to: usize, taken: bool| {
        let gap = line.text.get(from..to)?;
        // `지난해에 … 진행된 대회`: the year is that of the verb beside the noun.
        let held = gap.split_whitespace().next_back();
        let held = taken || held.is_some_and(|w| HELD.contains(&w));
        let far = date.year && !held && gap.split_whitespace().count() > YEAR_NEAR;
        (!breaks(gap) && !far).then_some(gap.len())
    };
    let mut near = next.saturating_sub(NEIGHBOURS)..next;
    let earlier = near.rfind(|&n| {
        drafts
            .get(n)
            .is_some_and(|d| same(d) && d.at.span.end <= date.span.start)
    });
    let previous = earlier.and_then(|n| {
        let draft = drafts.get(n).filter(|d| !d.attribute)?;
        let dated = date.before.is_some_and(|b| b.start >= draft.at.span.end);
        let gap = line.text.get(draft.at.span.end..date.span.start)?;
        let length = distance(draft.at.span.end, date.span.start, false)?;
        // `대회에서 3월 1일 …`: what took place there, not the meeting.
        let place = gap.contains("에서");
        (!dated && !place).then_some((length, n))
    });
    let later =
        (next..drafts.len().min(next + NEIGHBOURS)).find(|&n| drafts.get(n).is_some_and(same));
    let following = later.and_then(|n| {
        let draft = drafts.get(n).filter(|d| !d.attribute)?;
        let dated = date.after.is_some_and(|a| a.end <= draft.at.span.start);
        // `지난해에 … 선거를 실시하였다`: the only date of the sentence and a verb of taking place.
        let taken = date.after.is_none_or(|a| a.start >= sentence.end)
            && draft.phase.is_some_and(Phase::is_held);
        let length = distance(date.span.end, draft.at.span.start, taken)?;
        (!dated).then_some((length, n))
    });
    let nearest = [previous, following].into_iter().flatten().min();
    nearest.map(|(_, n)| n)
}

/// Korean verbs beside the noun of what took place.
const HELD: [&str; 9] = [
    "진행된",
    "열린",
    "개최된",
    "소집된",
    "있은",
    "거행된",
    "치러진",
    "치른",
    "진행한",
];

/// Words between an event and a Korean date that is only a year, at most.
const YEAR_NEAR: usize = 3;

/// Whether a Korean clause ends inside some words.
fn breaks(gap: &str) -> bool {
    const ENDINGS: [&str; 8] = ["고", "며", "면서", "지만", "는데", "으나", "였으며", "다고"];
    gap.contains([';', '“', '”', '"'])
        || gap.split_whitespace().any(|e| {
            let bare = e.trim_end_matches(',');
            bare.chars().count() > 1
                && ENDINGS.iter().any(|x| bare.ends_with(x))
                && !bare.ends_with("최고")
        })
}
