//! Names under which archives keep what they know of a text, one list a meaning, best first.
//!
//! Names are compared and listed [`folded`]: `pub_date`, `pubDate` and `Pub Date` are one.

/// The title.
pub(crate) const TITLE: &[&str] = &[
    "title",
    "headline",
    "articletitle",
    "newstitle",
    "heading",
    "제목",
    "기사제목",
    "표제",
    "标题",
    "タイトル",
    "見出し",
    "titre",
    "titulo",
    "titel",
    "заголовок",
];

/// The subtitle.
pub(crate) const SUBTITLE: &[&str] = &[
    "subtitle",
    "subheadline",
    "subheading",
    "deck",
    "standfirst",
    "부제",
    "부제목",
    "副标题",
    "副題",
];

/// When it was published.
pub(crate) const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "publishedat",
    "datepublished",
    "publishdate",
    "pubdate",
    "publisheddate",
    "publicationdate",
    "publishedon",
    "publishtime",
    "publishedtime",
    "releasedate",
    "issuedate",
    "articledate",
    "newsdate",
    "postedat",
    "dateposted",
    "datetime",
    "createdat",
    "datecreated",
    "created",
    "일자",
    "날짜",
    "일시",
    "게시일",
    "발행일",
    "발행일자",
    "보도일",
    "보도일자",
    "작성일",
    "작성일자",
    "입력일",
    "입력일시",
    "기사일자",
    "등록일",
    "日期",
    "发布日期",
    "日付",
    "掲載日",
    "datum",
    "fecha",
    "дата",
];

/// When it was last changed.
pub(crate) const UPDATED: &[&str] = &[
    "updated",
    "modified",
    "updatedat",
    "datemodified",
    "modifiedat",
    "lastmodified",
    "modifieddate",
    "dateupdated",
    "updatedate",
    "수정일",
    "수정일자",
    "수정일시",
];

/// Who published it.
pub(crate) const OUTLET: &[&str] = &[
    "outlet",
    "publisher",
    "newspaper",
    "site",
    "sitename",
    "source",
    "sourcename",
    "media",
    "medianame",
    "newsoutlet",
    "publication",
    "언론사",
    "언론사명",
    "신문사",
    "신문",
    "매체",
    "매체명",
    "출처",
    "媒体",
    "来源",
    "新聞社",
    "出典",
];

/// The agency that it was taken from.
pub(crate) const AGENCY: &[&str] = &[
    "agency",
    "newsagency",
    "wire",
    "wireservice",
    "통신사",
    "通讯社",
    "通信社",
];

/// Who wrote it.
pub(crate) const AUTHORS: &[&str] = &[
    "author",
    "authors",
    "byline",
    "authorname",
    "authornames",
    "writer",
    "writers",
    "reporter",
    "reporters",
    "journalist",
    "creator",
    "기자",
    "기자명",
    "기고자",
    "글쓴이",
    "작성자",
    "저자",
    "필자",
    "作者",
    "记者",
    "著者",
    "記者",
    "auteur",
    "autor",
    "автор",
];

/// Its address.
pub(crate) const ADDRESS: &[&str] = &[
    "url",
    "link",
    "sourceurl",
    "articleurl",
    "pageurl",
    "newsurl",
    "permalink",
    "canonicalurl",
    "href",
    "warctargeturi",
    "uri",
    "주소",
    "링크",
    "기사주소",
    "원문주소",
    "网址",
    "链接",
    "リンク",
];

/// Other columns of tables of texts: evidence that a header is one.
const OTHER: &[&str] = &[
    "id",
    "time",
    "timestamp",
    "createdat",
    "year",
    "domain",
    "language",
    "lang",
    "category",
    "section",
    "topic",
    "summary",
    "description",
    "keywords",
    "tags",
    "country",
    "label",
    "name",
    "분류",
    "언어",
    "번호",
];

/// A name as it is compared: small letters without blanks, `_`, `-`, `.` and a byte order mark.
pub(crate) fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.' | '\u{FEFF}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a name is one of a list.
pub(crate) fn is_one_of(name: &str, list: &[&str]) -> bool {
    list.contains(&folded(name).as_str())
}

/// Whether a name is that of a column beside the text.
pub(crate) fn is_beside_text(name: &str) -> bool {
    ALL.iter().any(|list| is_one_of(name, list))
}

const ALL: [&[&str]; 9] = [
    TITLE, SUBTITLE, PUBLISHED, UPDATED, OUTLET, AGENCY, AUTHORS, ADDRESS, OTHER,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_a_name_are_one() {
        for name in [
            "pub_date",
            "pubDate",
            "Pub Date",
            "PUB-DATE",
            "\u{FEFF}pubdate",
        ] {
            assert!(is_one_of(name, PUBLISHED), "{name}");
        }
        for name in ALL.concat() {
            assert_eq!(folded(name), name);
        }
        assert!(is_beside_text("언론사") && !is_beside_text("본문"));
    }
}
