//! Readability formulas for English, from counts.
//!
//! Counts of syllables that an [estimate](super::syllables) made carry its errors into the result. All
//! formulas but [`flesch_reading_ease`] rise with difficulty; most read as years of American schooling.

use super::{Measured, Undefined, finite};

/// The counts of a text that readability formulas take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadabilityCounts {
    /// Sentences.
    pub sentences: u64,
    /// Words.
    pub words: u64,
    /// Syllables of all words.
    pub syllables: u64,
    /// Letters and digits, without spaces and punctuation.
    pub characters: u64,
    /// Words of three or more syllables.
    pub polysyllables: u64,
    /// Words of one syllable.
    pub monosyllables: u64,
    /// Hard words of Gunning: of three or more syllables, but no names, no compounds of short words, no
    /// forms in -es, -ed, -ing that have their third syllable from the ending. Equal to `polysyllables`
    /// where nobody looked.
    pub complex_words: u64,
    /// Words of more than six characters.
    pub long_words: u64,
    /// Words that are not on a list of familiar words; `None` without a list.
    pub unfamiliar_words: Option<u64>,
}

names! {
    /// A readability formula.
    pub enum Readability("readability formula") {
        /// [`flesch_reading_ease`].
        FleschReadingEase = "flesch_reading_ease",
        /// [`flesch_kincaid_grade`].
        FleschKincaidGrade = "flesch_kincaid_grade",
        /// [`gunning_fog`].
        GunningFog = "gunning_fog",
        /// [`smog`].
        Smog = "smog",
        /// [`ari`].
        Ari = "ari",
        /// [`coleman_liau`].
        ColemanLiau = "coleman_liau",
        /// [`lix`].
        Lix = "lix",
        /// [`rix`].
        Rix = "rix",
        /// [`forcast`].
        Forcast = "forcast",
        /// [`linsear_write`].
        LinsearWrite = "linsear_write",
        /// [`dale_chall_new`]; needs a list of familiar words.
        DaleChallNew = "dale_chall_new",
        /// [`spache`]; needs a list of familiar words.
        Spache = "spache",
    }
}

impl Readability {
    /// The formula's value.
    pub fn score(self, c: &ReadabilityCounts) -> Measured {
        match self {
            Readability::FleschReadingEase => flesch_reading_ease(c),
            Readability::FleschKincaidGrade => flesch_kincaid_grade(c),
            Readability::GunningFog => gunning_fog(c),
            Readability::Smog => smog(c),
            Readability::Ari => ari(c),
            Readability::ColemanLiau => coleman_liau(c),
            Readability::Lix => lix(c),
            Readability::Rix => rix(c),
            Readability::Forcast => forcast(c),
            Readability::LinsearWrite => linsear_write(c),
            Readability::DaleChallNew => dale_chall_new(c),
            Readability::Spache => spache(c),
        }
    }
}

impl ReadabilityCounts {
    fn per_word(&self, count: u64) -> Measured {
        finite(count as f64 / self.words as f64, "there are no words")
    }

    fn per_sentence(&self, count: u64) -> Measured {
        finite(
            count as f64 / self.sentences as f64,
            "there are no sentences",
        )
    }

    fn unfamiliar(&self) -> Measured {
        let count = self.unfamiliar_words.ok_or(Undefined::because(
            "the formula needs a list of familiar words",
        ))?;
        self.per_word(count)
    }
}

/// Flesch's reading ease (1948): 206.835 − 1.015 words/sentence − 84.6 syllables/word. High is easy.
///
/// ```
/// use variorum::stats::measures::readability::{ReadabilityCounts, flesch_reading_ease};
///
/// let counts = ReadabilityCounts { sentences: 1, words: 7, syllables: 9, ..Default::default() };
/// assert!((flesch_reading_ease(&counts)? - 90.958_571).abs() < 1e-6);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn flesch_reading_ease(c: &ReadabilityCounts) -> Measured {
    Ok(206.835 - 1.015 * c.per_sentence(c.words)? - 84.6 * c.per_word(c.syllables)?)
}

/// The Flesch–Kincaid grade (Kincaid et al. 1975): 0.39 words/sentence + 11.8 syllables/word − 15.59.
pub fn flesch_kincaid_grade(c: &ReadabilityCounts) -> Measured {
    Ok(0.39 * c.per_sentence(c.words)? + 11.8 * c.per_word(c.syllables)? - 15.59)
}

/// Gunning's FOG (1952): 0.4 (words/sentence + 100 complex words/word).
pub fn gunning_fog(c: &ReadabilityCounts) -> Measured {
    Ok(0.4 * (c.per_sentence(c.words)? + 100.0 * c.per_word(c.complex_words)?))
}

/// SMOG (`McLaughlin` 1969): 1.0430 √(30 polysyllables/sentence) + 3.1291. Made for 30 sentences or more.
pub fn smog(c: &ReadabilityCounts) -> Measured {
    Ok(1.043 * (30.0 * c.per_sentence(c.polysyllables)?).sqrt() + 3.1291)
}

/// The automated readability index (Smith and Senter 1967): 4.71 characters/word + 0.5 words/sentence − 21.43.
pub fn ari(c: &ReadabilityCounts) -> Measured {
    Ok(4.71 * c.per_word(c.characters)? + 0.5 * c.per_sentence(c.words)? - 21.43)
}

/// Coleman and Liau (1975): 0.0588 L − 0.296 S − 15.8, letters and sentences per 100 words.
pub fn coleman_liau(c: &ReadabilityCounts) -> Measured {
    let letters = 100.0 * c.per_word(c.characters)?;
    let sentences = 100.0 * c.per_word(c.sentences)?;
    Ok(0.0588 * letters - 0.296 * sentences - 15.8)
}

/// LIX (Björnsson 1968): words/sentence + 100 long words/word. Made for Swedish, used for many languages.
pub fn lix(c: &ReadabilityCounts) -> Measured {
    Ok(c.per_sentence(c.words)? + 100.0 * c.per_word(c.long_words)?)
}

/// RIX (Anderson 1983): long words per sentence.
pub fn rix(c: &ReadabilityCounts) -> Measured {
    c.per_sentence(c.long_words)
}

/// FORCAST (Caylor et al. 1973): 20 − a tenth of the monosyllables in 150 words. Knows no sentences: for forms and lists.
pub fn forcast(c: &ReadabilityCounts) -> Measured {
    Ok(20.0 - 15.0 * c.per_word(c.monosyllables)?)
}

/// Linsear Write: a point for each word of up to two syllables, three for longer ones, per sentence; halved, and
/// before that lowered by 2 where it is no more than 20.
///
/// Made for a sample of 100 words (O'Hayre 1966); here over the whole text.
pub fn linsear_write(c: &ReadabilityCounts) -> Measured {
    let points = c.per_sentence(c.words)? + 2.0 * c.per_sentence(c.polysyllables)?;
    Ok(if points > 20.0 { points } else { points - 2.0 } / 2.0)
}

/// The new Dale–Chall score (Chall and Dale 1995): 64 − 0.95 · per cent unfamiliar words − 0.69 words/sentence. High is easy.
///
/// Needs [`ReadabilityCounts::unfamiliar_words`]; no list is part of this program.
pub fn dale_chall_new(c: &ReadabilityCounts) -> Measured {
    Ok(64.0 - 95.0 * c.unfamiliar()? - 0.69 * c.per_sentence(c.words)?)
}

/// Spache's formula (1953): 0.141 words/sentence + 0.086 · per cent unfamiliar words + 0.839.
///
/// Needs [`ReadabilityCounts::unfamiliar_words`]; no list is part of this program.
pub fn spache(c: &ReadabilityCounts) -> Measured {
    Ok(0.141 * c.per_sentence(c.words)? + 8.6 * c.unfamiliar()? + 0.839)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let counts = ReadabilityCounts {
            sentences: 5,
            words: 100,
            syllables: 150,
            characters: 480,
            polysyllables: 10,
            monosyllables: 60,
            complex_words: 8,
            long_words: 25,
            unfamiliar_words: Some(12),
        };
        for (formula, expected) in [
            (Readability::GunningFog, 0.4 * (20.0 + 8.0)),
            (Readability::Rix, 5.0),
            (Readability::Forcast, 11.0),
            // 90 + 30 points in 5 sentences: 24, above 20.
            (Readability::LinsearWrite, 12.0),
            (Readability::DaleChallNew, 64.0 - 11.4 - 13.8),
            (Readability::Spache, 2.82 + 1.032 + 0.839),
        ] {
            assert!(
                (formula.score(&counts).unwrap() - expected).abs() < 1e-12,
                "{formula}"
            );
        }
        let easy = ReadabilityCounts {
            polysyllables: 0,
            ..counts
        };
        assert_eq!(linsear_write(&easy), Ok(9.0));
    }

    #[test]
    fn nothing_to_read() {
        for &formula in Readability::ALL {
            assert!(
                formula.score(&ReadabilityCounts::default()).is_err(),
                "{formula}"
            );
        }
        let unlisted = ReadabilityCounts {
            sentences: 1,
            words: 3,
            ..Default::default()
        };
        let why = dale_chall_new(&unlisted).unwrap_err();
        assert_eq!(why.reason(), "the formula needs a list of familiar words");
    }
}
