//! The elements that the extractor tells apart.

/// The first eight bytes of a name as one number: compared at once, where names byte by byte take long.
pub(super) const fn key(name: &[u8]) -> u64 {
    let mut key = 0;
    let mut rest = name;
    let mut shift = 0;
    while let Some((first, after)) = rest.split_first()
        && shift < 64
    {
        key |= (*first as u64) << shift;
        rest = after;
        shift += 8;
    }
    key
}

macro_rules! tags {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// An element's name; every custom one (with a hyphen) is `Custom`, every other unknown one
        /// `Other`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(super) enum Tag {
            $($variant,)+
            Custom,
            Other,
        }

        impl Tag {
            /// How many tags there are.
            pub(super) const COUNT: usize = Tag::Other as usize + 1;

            /// The tag of a lower-case name.
            pub(super) fn of(name: &[u8]) -> Tag {
                #[allow(non_upper_case_globals, reason = "named like the tags")]
                mod key {
                    $(pub(super) const $variant: u64 = super::key($name);)+
                }
                match key(name) {
                    $(key::$variant if name == $name => Tag::$variant,)+
                    _ if name.contains(&b'-') => Tag::Custom,
                    _ => Tag::Other,
                }
            }
        }
    };
}

tags! {
    Root = b"#root", Html = b"html", Head = b"head", Body = b"body", Title = b"title", Meta = b"meta",
    Link = b"link", Base = b"base", Script = b"script", Style = b"style", Noscript = b"noscript",
    Template = b"template", Article = b"article", Section = b"section", Main = b"main", Nav = b"nav",
    Aside = b"aside", Header = b"header", Footer = b"footer", Div = b"div", P = b"p", H1 = b"h1",
    H2 = b"h2", H3 = b"h3", H4 = b"h4", H5 = b"h5", H6 = b"h6", Hgroup = b"hgroup", Ul = b"ul",
    Ol = b"ol", Li = b"li", Menu = b"menu", Dl = b"dl", Dt = b"dt", Dd = b"dd", Table = b"table",
    Caption = b"caption", Thead = b"thead", Tbody = b"tbody", Tfoot = b"tfoot", Tr = b"tr", Td = b"td",
    Th = b"th", Col = b"col", Colgroup = b"colgroup", Blockquote = b"blockquote", Q = b"q", Pre = b"pre",
    Listing = b"listing", Xmp = b"xmp", Plaintext = b"plaintext", Code = b"code", Figure = b"figure",
    Figcaption = b"figcaption", Picture = b"picture", Img = b"img", Source = b"source",
    Video = b"video", Audio = b"audio", Track = b"track", Iframe = b"iframe", Embed = b"embed",
    Object = b"object", Param = b"param", Canvas = b"canvas", Svg = b"svg", Math = b"math", A = b"a",
    B = b"b", Strong = b"strong", I = b"i", Em = b"em", U = b"u", S = b"s", Small = b"small",
    Big = b"big", Font = b"font", Span = b"span", Sup = b"sup", Sub = b"sub", Time = b"time",
    Abbr = b"abbr", Cite = b"cite", Mark = b"mark", Br = b"br", Wbr = b"wbr", Hr = b"hr",
    Form = b"form", Fieldset = b"fieldset", Legend = b"legend", Label = b"label", Input = b"input",
    Button = b"button", Select = b"select", Option = b"option", Optgroup = b"optgroup",
    Textarea = b"textarea", Details = b"details", Summary = b"summary", Dialog = b"dialog",
    Address = b"address", Center = b"center", Dir = b"dir", Frameset = b"frameset", Frame = b"frame",
    Noframes = b"noframes", Noembed = b"noembed", Search = b"search", Tt = b"tt", Nobr = b"nobr",
    Ins = b"ins", Del = b"del",
}

impl Tag {
    /// Elements that never have content.
    pub(super) fn is_void(self) -> bool {
        matches!(
            self,
            Tag::Meta
                | Tag::Link
                | Tag::Base
                | Tag::Col
                | Tag::Img
                | Tag::Source
                | Tag::Track
                | Tag::Embed
                | Tag::Param
                | Tag::Br
                | Tag::Wbr
                | Tag::Hr
                | Tag::Input
                | Tag::Frame
        )
    }

    /// Elements that stand inside a line of text.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Tag::Q
                | Tag::Code
                | Tag::Picture
                | Tag::Img
                | Tag::Source
                | Tag::A
                | Tag::B
                | Tag::Strong
                | Tag::I
                | Tag::Em
                | Tag::U
                | Tag::S
                | Tag::Small
                | Tag::Big
                | Tag::Font
                | Tag::Span
                | Tag::Sup
                | Tag::Sub
                | Tag::Time
                | Tag::Abbr
                | Tag::Cite
                | Tag::Mark
                | Tag::Br
                | Tag::Wbr
                | Tag::Label
                | Tag::Tt
                | Tag::Nobr
                | Tag::Ins
                | Tag::Del
                | Tag::Script
                | Tag::Style
                | Tag::Noscript
                | Tag::Template
                | Tag::Meta
                | Tag::Link
                | Tag::Svg
                | Tag::Math
                | Tag::Track
                | Tag::Param
                | Tag::Other
        )
    }

    /// Elements whose content is code and not words.
    pub(super) fn is_code_body(self) -> bool {
        matches!(self, Tag::Script | Tag::Style | Tag::Iframe | Tag::Noembed)
    }

    /// Elements whose words a reader of the page does not read in the running text.
    pub(super) fn is_unread(self) -> bool {
        matches!(
            self,
            Tag::Template
                | Tag::Textarea
                | Tag::Select
                | Tag::Option
                | Tag::Optgroup
                | Tag::Button
                | Tag::Svg
                | Tag::Math
                | Tag::Canvas
                | Tag::Audio
                | Tag::Video
                | Tag::Object
                | Tag::Title
                | Tag::Head
        )
    }

    /// 1 to 6 for a heading.
    pub(super) fn heading_level(self) -> Option<u8> {
        Some(match self {
            Tag::H1 => 1,
            Tag::H2 => 2,
            Tag::H3 => 3,
            Tag::H4 => 4,
            Tag::H5 => 5,
            Tag::H6 => 6,
            _ => return None,
        })
    }

    /// Elements that the search for an open element does not look beyond.
    pub(super) fn is_scope(self) -> bool {
        matches!(
            self,
            Tag::Root
                | Tag::Html
                | Tag::Table
                | Tag::Td
                | Tag::Th
                | Tag::Caption
                | Tag::Template
                | Tag::Object
                | Tag::Svg
                | Tag::Math
        )
    }

    /// Block elements whose start ends an open paragraph.
    pub(super) fn closes_p(self) -> bool {
        matches!(
            self,
            Tag::Article
                | Tag::Section
                | Tag::Main
                | Tag::Nav
                | Tag::Aside
                | Tag::Header
                | Tag::Footer
                | Tag::Div
                | Tag::P
                | Tag::H1
                | Tag::H2
                | Tag::H3
                | Tag::H4
                | Tag::H5
                | Tag::H6
                | Tag::Hgroup
                | Tag::Ul
                | Tag::Ol
                | Tag::Li
                | Tag::Menu
                | Tag::Dl
                | Tag::Dt
                | Tag::Dd
                | Tag::Table
                | Tag::Blockquote
                | Tag::Pre
                | Tag::Listing
                | Tag::Xmp
                | Tag::Plaintext
                | Tag::Figure
                | Tag::Figcaption
                | Tag::Hr
                | Tag::Form
                | Tag::Fieldset
                | Tag::Details
                | Tag::Summary
                | Tag::Dialog
                | Tag::Address
                | Tag::Center
                | Tag::Dir
                | Tag::Search
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn names() {
        assert_eq!(Tag::of(b"figcaption"), Tag::Figcaption);
        assert_eq!(Tag::of(b"x-tip"), Tag::Custom);
        assert_eq!(Tag::of(b"blink"), Tag::Other);
    }
}
