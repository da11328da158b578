//! What may stand behind a name in one eojeol: honorifics, posts, particles.

use super::{
    lexicon::{self, Role},
    text::{Final, final_of},
};

/// How a particle follows a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// A final consonant.
    Consonant,
    /// A vowel.
    Vowel,
    /// A vowel or ㄹ.
    Liquid,
    Any,
}

use Follows::{Any, Consonant, Liquid, Vowel};

/// Particles, forms of the copula and what else is written onto a noun. Longer ones first where they
/// share a beginning makes no difference: a tail is compared whole.
const PARTICLES: &[(&str, Follows)] = &[
    ("은", Consonant),
    ("는", Vowel),
    ("이", Consonant),
    ("가", Vowel),
    ("을", Consonant),
    ("를", Vowel),
    ("과", Consonant),
    ("와", Vowel),
    ("의", Any),
    ("의것", Any),
    ("의것이", Any),
    ("의것을", Any),
    ("의것은", Any),
    ("의것인지", Any),
    ("의것이다", Any),
    ("에", Any),
    ("에게", Any),
    ("에게서", Any),
    ("에게는", Any),
    ("에게도", Any),
    ("께", Any),
    ("께는", Any),
    ("께서", Any),
    ("께서는", Any),
    ("께서도", Any),
    ("께서와", Any),
    ("도", Any),
    ("만", Any),
    ("만이", Any),
    ("만은", Any),
    ("만의", Any),
    ("로", Liquid),
    ("으로", Consonant),
    ("로서", Liquid),
    ("으로서", Consonant),
    ("로서는", Liquid),
    ("으로서는", Consonant),
    ("로서도", Liquid),
    ("으로서도", Consonant),
    ("로써", Liquid),
    ("으로써", Consonant),
    ("로부터", Liquid),
    ("으로부터", Consonant),
    ("로는", Liquid),
    ("으로는", Consonant),
    ("와는", Vowel),
    ("과는", Consonant),
    ("와도", Vowel),
    ("과도", Consonant),
    ("와의", Vowel),
    ("과의", Consonant),
    ("에서", Any),
    ("에서는", Any),
    ("에서도", Any),
    ("에는", Any),
    ("에도", Any),
    ("에의", Any),
    ("부터", Any),
    ("까지", Any),
    ("까지도", Any),
    ("까지는", Any),
    ("보다", Any),
    ("보다도", Any),
    ("보다는", Any),
    ("처럼", Any),
    ("같이", Any),
    ("마저", Any),
    ("조차", Any),
    ("뿐", Any),
    ("뿐만", Any),
    ("이나", Consonant),
    ("나", Vowel),
    ("이라", Consonant),
    ("라", Vowel),
    ("이라고", Consonant),
    ("라고", Vowel),
    ("이라는", Consonant),
    ("라는", Vowel),
    ("이라며", Consonant),
    ("라며", Vowel),
    ("이란", Consonant),
    ("란", Vowel),
    ("이며", Any),
    ("며", Vowel),
    ("이고", Any),
    ("고", Vowel),
    ("이자", Any),
    ("자", Vowel),
    ("인", Any),
    ("이신", Any),
    ("신", Vowel),
    ("이시며", Any),
    ("이시고", Any),
    ("이시자", Any),
    ("이던", Any),
    ("이었던", Consonant),
    ("였던", Vowel),
    ("이다", Any),
    ("다", Vowel),
    ("였다", Vowel),
    ("이였다", Any),
    ("이었다", Consonant),
    ("이었으며", Consonant),
    ("였으며", Vowel),
    ("였고", Vowel),
    ("이었고", Consonant),
    ("입니다", Any),
    ("였습니다", Vowel),
    ("이었습니다", Consonant),
    ("이지만", Consonant),
    ("지만", Vowel),
    ("이라면", Consonant),
    ("라면", Vowel),
    ("이든", Consonant),
    ("든", Vowel),
    ("이랑", Consonant),
    ("랑", Vowel),
    ("인데", Any),
    ("이기", Any),
    ("하고", Any),
    ("한테", Any),
    ("한테서", Any),
    ("더러", Any),
    ("및", Any),
    ("등", Any),
    ("등은", Any),
    ("등이", Any),
    ("등을", Any),
    ("등의", Any),
    ("등과", Any),
    ("등도", Any),
    ("등에", Any),
    ("등에게", Any),
    ("외", Any),
    ("측", Any),
    ("측은", Any),
    ("측이", Any),
    ("측의", Any),
    ("측에", Any),
    ("측과", Any),
    ("들", Any),
    ("들은", Any),
    ("들이", Any),
    ("들을", Any),
    ("들의", Any),
    ("들과", Any),
    ("들도", Any),
    ("들에게", Any),
    ("들인", Any),
    ("들이며", Any),
    ("들로", Any),
    ("들로는", Any),
    ("들로서", Any),
];

/// Honorifics and words of address that are written onto names.
const HONORIFICS: &[&str] = &[
    "동지", "동무", "씨", "님", "녀사", "여사", "선생", "각하", "옹", "박사", "양", "군", "스님",
];

/// Honorifics that are ordinary words or parts of them too.
const WEAK_HONORIFICS: &[&str] = &["양", "군", "옹", "님"];

/// What stands behind a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::facts) struct Tail<'t> {
    /// `동지`, `씨` and the like.
    pub(in crate::facts) honorific: &'t str,
    /// A post written onto the name.
    pub(in crate::facts) post: &'t str,
    /// Particles.
    pub(in crate::facts) particle: &'t str,
}

impl Tail<'_> {
    /// Whether nothing stands behind the name.
    pub(in crate::facts) fn is_bare(&self) -> bool {
        self.honorific.is_empty() && self.post.is_empty() && self.particle.is_empty()
    }

    /// Whether an honorific speaks for a person.
    pub(in crate::facts) fn is_honorific(&self) -> bool {
        !self.honorific.is_empty() && !WEAK_HONORIFICS.contains(&self.honorific)
    }
}

/// Whether letters are a particle that can follow this stem, or nothing.
pub(in crate::facts) fn is_particle(stem: &str, rest: &str) -> bool {
    if rest.is_empty() {
        return true;
    }
    let Some(end) = final_of(stem) else {
        // Behind digits and Latin letters both forms occur.
        return PARTICLES.iter().any(|p| p.0 == rest);
    };
    let follows = lexicon::lists().particle(rest);
    follows.is_some_and(|f| match PARTICLES.get(f).map(|p| p.1) {
        Some(Any) => true,
        Some(Consonant) => end != Final::None,
        Some(Vowel) => end == Final::None,
        Some(Liquid) => end != Final::Other,
        None => false,
    })
}

/// Particles that hardly any word ends with by itself.
const PLAIN: [&str; 24] = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "와",
    "과",
    "의",
    "에",
    "에게",
    "에서",
    "에서는",
    "에는",
    "에게는",
    "으로",
    "부터",
    "까지",
    "로부터",
    "과의",
    "와의",
    "께서",
    "께서는",
    "로",
];

/// Whether a particle is one that hardly any word ends with by itself.
pub(super) fn is_plain(particle: &str) -> bool {
    PLAIN.contains(&particle)
}

/// Whether a word of foreign sound ends with a particle.
pub(super) fn has_particle(word: &str) -> bool {
    PLAIN.iter().any(|p| {
        let stem = word.strip_suffix(p).unwrap_or("");
        stem.chars().count() > 1 && is_particle(stem, p)
    })
}

/// All particles with their place, for the lexicon.
pub(super) fn particles() -> impl Iterator<Item = (&'static str, usize)> {
    PARTICLES.iter().enumerate().map(|(n, p)| (p.0, n))
}

/// What letters behind a name are, if they are anything that may stand there.
pub(in crate::facts) fn tail<'t>(stem: &str, rest: &'t str) -> Option<Tail<'t>> {
    if is_particle(stem, rest) {
        return Some(Tail {
            particle: rest,
            ..Tail::default()
        });
    }
    if let Some(honorific) = HONORIFICS.iter().find(|h| rest.starts_with(**h)) {
        let (honorific, rest) = rest.split_at_checked(honorific.len())?;
        if is_particle(honorific, rest) {
            return Some(Tail {
                honorific,
                particle: rest,
                ..Tail::default()
            });
        }
    }
    let (post, particle) = post(rest).filter(|p| is_written_on(p.0))?;
    Some(Tail {
        post,
        particle,
        ..Tail::default()
    })
}

/// Whether a post can be written onto a name: one of two syllables and more, with nothing before it or
/// with words that make posts (`홍길동국무위원장`).
fn is_written_on(post: &str) -> bool {
    let Some(head) = lexicon::head_of(post).filter(|h| h.chars().count() > 1) else {
        return false;
    };
    let prefix = post.strip_suffix(head).unwrap_or("");
    prefix.is_empty()
        || prefix.chars().count() > 1
            && (lexicon::lists()
                .role(prefix)
                .is(Role::MODIFIER.or(Role::BODY))
                || lexicon::is_everyday(prefix))
}

/// Splits a word into a post and its particles; the post can be followed by an honorific (`총비서동지께서`),
/// which is left to the particles.
pub(in crate::facts) fn post(word: &str) -> Option<(&str, &str)> {
    let mut found = None;
    for (at, _) in word
        .char_indices()
        .skip(1)
        .chain(std::iter::once((word.len(), ' ')))
    {
        let Some((post, rest)) = word.split_at_checked(at) else {
            continue;
        };
        if !lexicon::is_post(post) {
            continue;
        }
        let plain = is_particle(post, rest);
        let honoured = || {
            let honorific = HONORIFICS.iter().find(|h| rest.starts_with(**h))?;
            let behind = rest.get(honorific.len()..)?;
            is_particle(honorific, behind).then_some(())
        };
        if plain || honoured().is_some() {
            found = Some((post, rest));
        }
    }
    found
}
