"""Writes the `dprk` pack from the gazetteer.

Usage: VARIORUM_SHARED=DIR python3 crates/core/packs/build_dprk.py

It reads `$VARIORUM_SHARED/gazetteer/*.json` and writes `dprk/*.toml` beside this file: facts and
names only, each with its source and status. `dprk/events.toml` is kept by hand: it began with the
gazetteer's events and adds the series that they belong to. What is not in the gazetteer (outlets of the wider
press, names that an outlet goes by, page furniture) stands in the tables below; entries without a
source are marked `recalled`.
"""

import json
import os
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE / "dprk"
SOURCE = Path(os.environ.get("VARIORUM_SHARED", HERE.parents[2] / ".." / "shared")) / "gazetteer"

# Names that an outlet or its publisher goes by in imprints, credits and markup.
ALIASES = {
    "kcna": ["KCNA", "KCNA.kp", "Korean Central News Agency of DPRK"],
    "rodong": ["노동신문", "Rodong Sinmun Newspaper"],
    "minju": ["Minju Choson"],
    "vok": ["조선의소리"],
    "kctv": ["조선중앙TV", "KCTV"],
    "choson-sinbo": ["The Choson Sinbo", "Joson Sinbo"],
    "yonhap": ["Yonhap", "Yonhap News", "YONHAP News", "연합뉴스TV"],
    "kh": ["Korea Herald", "Herald Corporation"],
    "kjd": ["JoongAng Daily", "Korea Joongang Daily", "중앙데일리"],
    "kt": ["Korea Times"],
    "chosun": ["The Chosun Ilbo", "The Chosun Daily", "Chosunilbo", "조선닷컴"],
    "donga": ["The Dong-A Ilbo", "Donga Ilbo", "동아닷컴"],
    "hani": ["The Hankyoreh", "한겨레신문"],
    "kbs": ["KBS WORLD", "KBS WORLD Radio", "KBS News", "KBS 뉴스", "한국방송공사"],
    "sbs": ["SBS", "SBS뉴스"],
    "newsis": ["NEWSIS", "뉴시스통신사"],
    "news1": ["News1 Korea", "뉴스1코리아"],
    "nocut": ["노컷뉴스", "CBS노컷뉴스"],
    "aju": ["Aju Business Daily", "AJU PRESS", "아주뉴스"],
    "daum": ["다음", "Daum"],
    "dailynk": ["DailyNK", "데일리엔케이"],
    "mou": ["Ministry of Unification"],
    "nknews": ["NK News", "NK PRO", "NK Pro"],
    "kcnawatch": ["KCNAWatch"],
    "reuters": ["Thomson Reuters", "로이터통신"],
    "ap": ["The Associated Press", "AP News"],
    "afp": ["AFP통신"],
    "xinhua": ["Xinhua News Agency", "Xinhuanet"],
    "tass": ["ITAR-TASS", "TASS Russian News Agency"],
    "sputnik": ["Sputnik International", "Sputnik News"],
    "kyodo": ["Kyodo"],
    "jiji": ["Jiji", "JIJI Press"],
    "nhk": ["NHK WORLD-JAPAN", "NHK World"],
    "voa": ["VOA Korea", "Voice of America"],
    "rfa": ["RFA", "자유아시아방송 RFA"],
    "kkf": ["KKF"],
    "nklw": ["NK Leadership Watch"],
}

# Outlets beyond the gazetteer: (id, name, hangul, domains, codes, kind, country, aliases).
MORE = [
    ("joongang", "JoongAng Ilbo", "중앙일보", ["joongang.co.kr"], [], "newspaper", "KR", ["The JoongAng"]),
    ("kyunghyang", "Kyunghyang Shinmun", "경향신문", ["khan.co.kr"], [], "newspaper", "KR", []),
    ("hankook", "Hankook Ilbo", "한국일보", ["hankookilbo.com"], [], "newspaper", "KR", []),
    ("seoul-shinmun", "Seoul Shinmun", "서울신문", ["seoul.co.kr"], [], "newspaper", "KR", []),
    ("segye", "Segye Ilbo", "세계일보", ["segye.com"], [], "newspaper", "KR", ["Segye Times"]),
    ("munhwa", "Munhwa Ilbo", "문화일보", ["munhwa.com"], [], "newspaper", "KR", []),
    ("kukmin", "Kukmin Ilbo", "국민일보", ["kmib.co.kr"], [], "newspaper", "KR", []),
    ("maeil", "Maeil Business Newspaper", "매일경제", ["mk.co.kr"], [], "newspaper", "KR", ["매경", "Pulse by Maeil Business News Korea"]),
    ("hankyung", "Korea Economic Daily", "한국경제", ["hankyung.com"], [], "newspaper", "KR", ["한국경제신문", "KED Global"]),
    ("heraldbiz", "Herald Business", "헤럴드경제", ["heraldcorp.com"], [], "newspaper", "KR", []),
    ("asiae", "Asia Business Daily", "아시아경제", ["asiae.co.kr"], [], "newspaper", "KR", []),
    ("edaily", "Edaily", "이데일리", ["edaily.co.kr"], [], "newspaper", "KR", []),
    ("mt", "Money Today", "머니투데이", ["mt.co.kr"], [], "newspaper", "KR", []),
    ("newscj", "Newscj", "천지일보", ["newscj.com"], [], "newspaper", "KR", []),
    ("mbc", "MBC News", "MBC 뉴스", ["imnews.imbc.com", "imbc.com"], ["MBC"], "broadcaster", "KR", ["문화방송", "MBC뉴스"]),
    ("ytn", "YTN", "YTN", ["ytn.co.kr"], ["YTN"], "broadcaster", "KR", []),
    ("jtbc", "JTBC", "JTBC", ["jtbc.co.kr", "news.jtbc.co.kr"], ["JTBC"], "broadcaster", "KR", ["JTBC News"]),
    ("tvchosun", "TV Chosun", "TV조선", ["news.tvchosun.com"], [], "broadcaster", "KR", []),
    ("arirang", "Arirang News", "아리랑TV", ["arirang.com"], [], "broadcaster", "KR", ["Arirang TV"]),
    ("ohmynews", "OhmyNews", "오마이뉴스", ["ohmynews.com"], [], "newspaper", "KR", []),
    ("pressian", "Pressian", "프레시안", ["pressian.com"], [], "newspaper", "KR", []),
    ("tongil", "Tongil News", "통일뉴스", ["tongilnews.com"], [], "specialist", "KR", []),
    ("spn", "Seoul Pyongyang News", "SPN 서울평양뉴스", ["spnews.co.kr"], [], "specialist", "KR", []),
    ("naver", "Naver News", "네이버뉴스", ["news.naver.com", "n.news.naver.com"], [], "aggregator", "KR", []),
    ("nate", "Nate News", "네이트뉴스", ["news.nate.com"], [], "aggregator", "KR", []),
    ("bbc", "BBC News", None, ["bbc.co.uk", "bbc.com"], ["BBC"], "broadcaster", "GB", ["BBC"]),
    ("cnn", "CNN", None, ["cnn.com"], ["CNN"], "broadcaster", "US", []),
    ("nyt", "The New York Times", None, ["nytimes.com"], [], "newspaper", "US", ["New York Times"]),
    ("wapo", "The Washington Post", None, ["washingtonpost.com"], [], "newspaper", "US", ["Washington Post"]),
    ("wsj", "The Wall Street Journal", None, ["wsj.com"], [], "newspaper", "US", ["Wall Street Journal"]),
    ("guardian", "The Guardian", None, ["theguardian.com"], [], "newspaper", "GB", ["Guardian News & Media"]),
    ("ft", "Financial Times", None, ["ft.com"], [], "newspaper", "GB", []),
    ("bloomberg", "Bloomberg", None, ["bloomberg.com"], [], "wire", "US", ["Bloomberg News"]),
    ("upi", "United Press International", None, ["upi.com"], ["UPI"], "wire", "US", []),
    ("dpa", "Deutsche Presse-Agentur", None, ["dpa.com"], ["dpa"], "wire", "DE", []),
    ("voanews", "Voice of America", None, ["voanews.com"], ["VOA"], "broadcaster", "US", []),
    ("aljazeera", "Al Jazeera", None, ["aljazeera.com"], [], "broadcaster", "QA", []),
    ("dw", "Deutsche Welle", None, ["dw.com"], ["DW"], "broadcaster", "DE", []),
    ("abc-au", "ABC News (Australia)", None, ["abc.net.au"], [], "broadcaster", "AU", []),
    ("straitstimes", "The Straits Times", None, ["straitstimes.com"], [], "newspaper", "SG", ["Straits Times"]),
    ("cna", "Channel NewsAsia", None, ["channelnewsasia.com"], ["CNA"], "broadcaster", "SG", []),
    ("scmp", "South China Morning Post", None, ["scmp.com"], ["SCMP"], "newspaper", "HK", []),
    ("globaltimes", "Global Times", None, ["globaltimes.cn"], [], "newspaper", "CN", []),
    ("peoplesdaily", "People's Daily", "인민일보", ["people.com.cn", "people.cn"], [], "newspaper", "CN", ["People's Daily Online"]),
    ("chinadaily", "China Daily", None, ["chinadaily.com.cn"], [], "newspaper", "CN", []),
    ("cgtn", "CGTN", None, ["cgtn.com"], ["CGTN"], "broadcaster", "CN", []),
    ("rt", "RT", None, ["rt.com"], ["RT"], "broadcaster", "RU", ["Russia Today"]),
    ("interfax", "Interfax", None, ["interfax.com", "interfax.ru"], [], "wire", "RU", []),
    ("japantimes", "The Japan Times", None, ["japantimes.co.jp"], [], "newspaper", "JP", ["Japan Times"]),
    ("japannews", "The Japan News", None, ["japannews.yomiuri.co.jp"], [], "newspaper", "JP", ["The Yomiuri Shimbun", "Yomiuri Shimbun"]),
    ("asahi", "The Asahi Shimbun", None, ["asahi.com"], [], "newspaper", "JP", ["Asahi Shimbun"]),
    ("mainichi", "The Mainichi", None, ["mainichi.jp"], [], "newspaper", "JP", ["Mainichi Shimbun"]),
    ("diplomat", "The Diplomat", None, ["thediplomat.com"], [], "specialist", "US", []),
    ("freshnews", "Fresh News", None, ["freshnewsasia.com"], [], "newspaper", "KH", ["Fresh News Asia"]),
    ("beyondparallel", "Beyond Parallel", None, ["beyondparallel.csis.org"], [], "specialist", "US", []),
]

# Domains that the gazetteer gives to an outlet but that carry others' texts.
NOT_ITS_DOMAIN = {"kjd": ["v.daum.net"]}

# What pages of an outlet carry beside the article: (outlet, language, match, words).
FURNITURE = [
    ("daum", "ko", "contains", "다음뉴스를 만나보세요"),
    ("daum", "ko", "contains", "글자크기가 변경"),
    ("daum", "ko", "starts", "이 글자크기로"),
    ("yonhap", "en", "contains", "Go to Contents Go to Navigation"),
    ("yonhap", "en", "equals", "All News"),
    ("kh", "en", "starts", "The Korea Herald by Herald Corporation"),
    ("kh", "en", "contains", "HERALD OMBUDSMAN"),
    ("kh", "en", "starts", "Online newspaper registration No"),
    ("kh", "en", "starts", "Juvenile Protection Manager"),
    ("kcnawatch", "en", "contains", "Read original version at source"),
    ("sputnik", "en", "starts", "Show new comments"),
    ("newsis", "ko", "contains", "뉴시스 빅데이터"),
    ("sbs", "ko", "contains", "SBS 뉴스 제보"),
]

# How an outlet writes its datelines and ends its texts: (outlet, language, dateline, end).
TEMPLATES = [
    ("kcna", "en", "{place}, {month} {day} ({agency}) -- ", "-0-"),
    ("kcna", "ko", "({place} {month}월 {day}일발 {agency}) ", "(끝)"),
    ("yonhap", "en", "{place}, {mon}. {day} ({agency}) -- ", "(END)"),
    ("yonhap", "ko", "({place}={agency}) {reporter} 기자 = ", "(끝)"),
    ("newsis", "ko", "[{place}={agency}] {reporter} 기자 = ", None),
    ("news1", "ko", "({place}={agency}) {reporter} 기자 = ", None),
    ("reuters", "en", "{place}, {month} {day} ({agency}) - ", None),
    ("ap", "en", "{place} ({agency}) — ", None),
    ("xinhua", "en", "{place}, {month} {day} ({agency}) -- ", None),
    ("tass", "en", "{place}, {month} {day}. /{agency}/. ", None),
]

# Titles that the archives give to people of the same name who have no entry: by the person of the entry,
# words of the title. Who held which post is general knowledge, or follows from two full-time posts at a
# time, or from a post after the person's death.
NAMESAKES = {
    "p-kim-jong-suk": ["anti-Japanese war hero", "woman commander"],
    "p-kim-yong-hwan": ["Academy of Defence Sciences", "anti-DPRK", "renegade"],
    "p-kim-yong-su": ["unconverted"],
    "p-ri-yong-sik": ["tree nursery", "Miyagi"],
    "p-kim-yong-chun": ["Pyongyang Municipal People's Committee"],
    "p-kim-kum-chol": ["secretary general of the Cabinet", "Construction Union"],
    "p-kim-yong-bok": ["Vegetable Farm", "36-year-old"],
    "p-kim-song-chol-c1a1": ["fish farm", "Pothonggang"],
    "p-kim-song-chol-c131": ["fish farm", "Pothonggang"],
    "p-ri-yong-hwan": ["researcher", "academician"],
    "p-kim-yong-ho": ["Figure Skating", "Peasants"],
    "p-jon-hyon-chol": ["Internal Security"],
    "p-ri-thae-nam": ["research institute"],
    "p-kim-yong-ju": ["Christian", "Youth League"],
    "p-pak-song-chol": ["chief secretary", "Medicine Factory", "Public Health"],
    "p-choe-kwang": ["Quality Control"],
    "p-kim-pyong-sik": ["Physical Culture"],
    "p-ri-song-guk": ["Art Studio"],
    "p-pak-jong-nam": ["Music Information"],
    "p-pak-myong-sun": ["painter"],
    "p-pak-chol-min": ["student"],
    "p-kim-yong-chol": ["Minister"],
    "p-ri-chol": ["Broadcasting"],
}

# Titles of people in place of those that the archives give to a namesake with an entry of his own.
TITLES = {
    "p-ri-yong-ho-c6a9": [
        {"title": "vice-minister of Foreign Affairs", "count": 5, "first": "2011-07-11", "last": "2011-09-21"},
    ],
}

# What the words beside a name are that are no title of one person.
NOT_A_TITLE = re.compile(
    r"(and|who|told|on|took|appeared|expressing|(senior |leading |general )?officials?|servicepersons|other"
    r"|staff members|general officers)\b"
)

# `delegation of the Ministry of Railways led by Minister` says that he is its minister.
DELEGATION = re.compile(r"d?elegation of (?:the )?(.+?) (?:led|headed) by (?:its )?(.+)")

# Phrases for an event that stand in no source but a capture that the engine is measured on.
ONE_CAPTURE = {"first gathering of secretaries of primary committees"}

# Organs whose English name was read in one capture only, or whose Hangul was guessed for it.
NOT_SOURCED = {"unit-sinpho-fishery", "unit-sogu-construction", "unit-pyongyang-cmb", "unit-feb20-factory"}
# Every body of a kind, and no single one.
CLASSES = {"wpk-prov", "wpk-city", "wpk-county", "wpk-samefunc", "wpk-primary", "wpk-ri", "wpk-subprimary", "wpk-branch", "wpk-cell"}
# Bodies that meet: their namings are events.
MEETINGS = {"wpk-congress", "wpk-conference", "wpk-plenary"}
# Names that no other state's bodies have; abbreviations are never among them.
DISTINCT = {"spa", "spa-sc", "rodong", "kcna", "mass-chongryon", "wprg", "missile-admin", "wpk-dept-office39"}
# Names in use beside those of the gazetteer: (English, Hangul). General knowledge, and other spellings,
# short and plural forms of the same names; each was met in state media or the press.
MORE_NAMES = {
    "wpk": (["Workers Party", "WP of Korea"], ["조선로동당", "조선 로동당"]),
    "wpk-cc": (
        ["Central Committee", "Central Committee of the Party", "Party's Central Committee", "WPK CC",
         "C.C., the Party", "C.C. of the WPK", "C.C. of WPK", "CC, WPK", "CC of WPK", "C.C",
         "Party Central Committee"],
        ["당중앙위", "조선로동당 중앙위원회", "로동당 중앙위원회", "노동당 중앙위원회", "노동당 중앙위", "중앙위원회", "중앙위",
         "조선로동당 중앙위", "당 중앙위원회"],
    ),
    "wpk-pb": (["Political Bureau of the Central Committee", "politburo"], ["정치국", "당 정치국"]),
    "wpk-pb-presidium": (
        ["Presidium", "Political Bureau Presidium", "Politburo Presidium", "Presidium of the Politburo",
         "Politburo Standing Committee", "Standing Committee"],
        ["정치국 상무위", "정치국상무위원회", "상무위원회"],
    ),
    "wpk-secretariat": (["Secretariat", "secretariat of the Party"], ["당 비서국"]),
    "wpk-cmc": (
        ["Party Central Military Commission", "Central Military Committee", "Central Military Commission of the Party"],
        ["중앙군사위원회", "당 중앙군사위원회", "당 중앙군사위", "당중앙군사위", "중앙군사위"],
    ),
    "wpk-cac": (
        ["Central Auditing Commission of the WPK", "Central Auditing Commission of the Party",
         "Central Inspection Commission", "Party Central Inspection Commission"],
        ["중앙검사위원회", "당 중앙검사위원회", "중앙검사위"],
    ),
    "wpk-dept-ogd": (["Organizational Leadership Department", "OGD"], ["당 조직지도부", "조직지도부"]),
    "wpk-dept-pad": (["Propaganda and Agitation Department", "Information and Publicity Department"], ["선전선동부"]),
    "wpk-dept-ufd": (["UFD"], ["통일전선부", "통전부"]),
    "wpk-prov": (
        ["provincial Party committees", "provincial committee of the Party", "provincial Party organization"],
        ["도당위원회", "도 당위원회", "도당 위원회"],
    ),
    "wpk-city": (
        ["city Party committees", "municipal Party committee", "city Party organization", "city committee of the Party"],
        ["시 당위원회", "시당 위원회"],
    ),
    "wpk-county": (
        ["county Party committees", "county Party organization", "district committee of the WPK",
         "county committee of the WPK", "county committee of the Party"],
        ["군 당위원회", "군당 위원회"],
    ),
    "wpk-primary": (
        ["primary committee", "primary organization", "primary Party organizations", "primary committee of the Party",
         "primary organization of the WPK"],
        ["초급당위원회", "초급 당위원회", "초급당조직", "초급 당조직", "초급당 조직", "초급 당 조직"],
    ),
    "wpk-subprimary": (["sub-primary committee", "sub-primary Party organization"], ["분초급당조직", "분초급 당위원회"]),
    "wpk-branch": ([], ["부문당조직", "부문 당위원회"]),
    "wpk-ri": (["ri Party organization", "rural ri Party committee"], ["리 당위원회", "리당조직"]),
    "wpk-cell": (["cell of the WPK", "Workers' Party cell", "party cell organization"], ["당 세포", "당세포조직"]),
    "sac": (["State Affairs", "State Affairs Commission of the DPRK"], ["국무위"]),
    "ndc": ([], ["국방위"]),
    "spa": ([], []),
    "spa-sc": (
        ["Presidium of the SPA", "Standing Committee of the SPA"],
        ["최고인민회의상임위원회", "최고인민회의 상임위"],
    ),
    "min-mfa": (["MFA"], []),
    "min-mnd": (
        ["Defence Ministry", "Defense Ministry", "Ministry of Defence", "Ministry of Defense", "Ministry of the People's Armed Forces"],
        ["인민무력성", "인민무력부"],
    ),
    "min-mss": (["State Security Ministry"], ["국가안전보위부"]),
    "min-msoc": (["Public Security Ministry"], ["인민보안성", "인민보안부"]),
    "kpa": (["People's Army"], ["인민군", "북한군", "조선인민군대", "인민군대"]),
    "kpa-gs": (["General Staff Department", "General Staff Department of the KPA"], ["인민군 총참모부", "북한군 총참모부", "조선인민군 총참모부"]),
    "kpa-gpb": (["General Political Department", "KPA General Political Department"], ["인민군 총정치국", "군 총정치국", "군총정치국"]),
    "kpa-sf": (["Strategic Rocket Forces"], []),
    "missile-admin": ([], ["미사일총국", "미싸일총국"]),
    "ads": (["Academy of National Defence Science", "Academy of Defense Science", "Academy of National Defence Sciences"], ["국방과학원"]),
    "wprg": (["Worker-Peasant Red Guard", "Worker and Peasant Red Guards"], ["노농적위군"]),
    "mass-youth": (
        ["Youth League", "Socialist Patriotic Youth League", "Kimilsungist-Kimjongilist Youth League"],
        ["청년동맹", "사회주의애국청년동맹", "김일성사회주의청년동맹", "김일성-김정일주의청년동맹"],
    ),
    "mass-women": (["Women's Union of Korea"], ["조선사회주의녀성동맹", "조선민주녀성동맹", "녀성동맹", "여성동맹", "사회주의여성동맹"]),
    "mass-gftu": (["General Federation of Trade Unions"], ["직업총동맹", "직총"]),
    "mass-uawk": (["Agricultural Workers' Union", "Union of Agricultural Workers"], ["농업근로자동맹", "농근맹"]),
    "mass-children": (["KCU"], ["소년단"]),
    "mass-chongryon": (["Chongryun", "Chosen Soren", "GAKRJ"], ["총련", "조총련"]),
    "kcna": (["KCNA News Agency", "Central News Agency of Korea"], ["조선중앙통신", "북한 조선중앙통신", "중앙통신"]),
    "rodong": (["Rodong Sinmun newspaper", "Rodong newspaper"], ["로동신문", "노동신문"]),
}
# Words that are names only beside others: of a cell of anything, of any youth league.
NOT_NAMES = {"상임위원회", "상임위", "cells", "세포", "organizational departments", "city and county Party committees"}
# How the field is recognised: `[field]` of pack.toml.
FIELD = {
    "country": "KP",
    "names": ["Workers' Party of Korea", "WPK", "Korean People's Army", "KPA", "Korean Central News Agency", "KCNA", "Rodong Sinmun",
              "Supreme People's Assembly", "State Affairs Commission", "Juche", "Songun", "Kumsusan", "Paektu", "Chollima",
              "Kim Il Sung", "Kim Jong Il", "Kim Il-sung", "Kim Jong-il",
              "조선로동당", "로동당", "조선노동당", "조선인민군", "조선중앙통신", "로동신문", "노동신문", "조선중앙TV", "최고인민회의", "주체사상", "주체혁명", "금수산", "백두산",
              "김일성", "김정일", "북측", "북조선", "공화국정부"],
    "leaders": ["Kim Jong Un", "Kim Jong-un", "Kim Yo Jong", "Kim Yo-jong", "Choe Ryong Hae", "김정은", "김여정"],
    "places": ["Pyongyang", "Kaesong", "Wonsan", "Hamhung", "Sinuiju", "Rason", "Nampho", "Samjiyon", "Yongbyon", "Panmunjom",
               "평양", "개성", "원산", "함흥", "신의주", "라선", "남포", "삼지연", "청진", "판문점"],
    "distinct": ["of Korea", "Korean ", "WPK", "KPA", "KCNA", "Rodong", "조선", "로동"],
}
# Forms of a term that alone mean another: `주체` without a number is no year.
NOT_ITS_FORM = {"juche-year": ["주체"]}

SPANISH = re.compile(r"\b(de|del|los|las|el|la|y|presidente|ministro|miembros?|secretario)\b")


def toml_value(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml_value(v)}" for k, v in value.items() if v is not None) + " }"
    raise TypeError(value)


def entry(name, fields):
    """One `[[name]]` table; what is absent or empty is left out."""
    lines = [f"[[{name}]]"]
    for key, value in fields.items():
        if value is None or value == [] or value == {}:
            continue
        lines.append(f"{key} = {toml_value(value)}")
    return "\n".join(lines) + "\n"


def write(name, head, parts):
    text = "".join(f"# {line}\n" for line in head) + "\n" + "\n".join(parts)
    (OUT / f"{name}.toml").write_text(text, encoding="utf-8")
    print(f"{name}.toml: {len(parts)} entries, {len(text.encode())} bytes")


def unique(values):
    return list(dict.fromkeys(v for v in values if v))


def cite(source):
    """A source in words that mean something without the captures at hand."""
    return re.sub(r" \(named in seeds?[^)]*\)|\bseeds?( \d+)?(, \d+)*", lambda m: "" if m[0].startswith(" (") else "captures", source) if source else source


def is_from_captures(source):
    """Whether a fact was read in the captures that the engine is measured on."""
    return bool(source) and source.startswith("seed")


def is_known_elsewhere(person):
    """Whether a person stands in a list, or with a title in a text, that is not one of those captures."""
    titles = person["titles_attested"]
    return bool(person["hangul_sources"]) or not all(is_from_captures(t.get("source")) for t in titles)


def elsewhere(forms):
    """The forms of a name or term that were met outside those captures, or that nothing was counted for."""
    return [f for f in forms if not f.get("count_seeds") or f.get("count_en")]


def is_institution_elsewhere(organ):
    """A factory or mine that archives name no more often than the captures do is named on the same page."""
    if organ["kind"] != "enterprise_or_institution":
        return True
    seen = [f for f in organ["english"] if f["count_en"] or f["count_seeds"]]
    return any(f["count_en"] > f["count_seeds"] for f in seen)


def load(name):
    return json.loads((SOURCE / f"{name}.json").read_text(encoding="utf-8"))


def outlets():
    parts = []
    seen = set()
    for o in load("outlets")["outlets"]:
        name = o["name"].split(" / ")[0]
        # Codes stand in brackets in texts: the bare word is kept.
        codes = [re.sub(r"^.*=", "", re.sub(r"[()\[\]/]", "", c)) for c in o["codes"]]
        if o["id"] == "kjd":
            codes = []
        codes = [c for c in codes if "KCNA-" not in c and " " not in c and c != o["hangul"]]
        codes = [c for c in unique(codes) if c != "YONHAP"]
        domains = [d for d in o["domains"] if d not in NOT_ITS_DOMAIN.get(o["id"], [])]
        seen.add(o["id"])
        parts.append(entry("outlet", {
            "id": o["id"], "name": name, "hangul": o["hangul"] or None, "country": o["country"],
            "kind": o["kind"], "languages": o["languages"], "domains": domains, "codes": codes,
            "aliases": [a for a in ALIASES.get(o["id"], []) if a not in (name, o["hangul"])],
            "parent": o["parent"], "source": cite(o["evidence"]),
            "status": "sourced" if o["evidence"] else "recalled",
        }))
    for (i, name, hangul, domains, codes, kind, country, aliases) in MORE:
        assert i not in seen, i
        parts.append(entry("outlet", {
            "id": i, "name": name, "hangul": hangul, "country": country, "kind": kind,
            "domains": domains, "codes": codes, "aliases": aliases, "status": "recalled",
        }))
    write("outlets", ["Who publishes. Codes are what stands in datelines and credits."], parts)


def titles_of(person):
    """Titles with the party's name abbreviated as the organs' file has it; the same title is counted once."""
    out = {}
    for t in person["titles_attested"]:
        if SPANISH.search(t["title"]) or t["title"].endswith(" C") or NOT_A_TITLE.match(t["title"]):
            continue
        name = DELEGATION.sub(r"\2 of the \1", t["title"])
        name = name.replace("Workers' Party of Korea", "WPK").replace("Workers’ Party of Korea", "WPK")
        # What is longer is a phrase of one text rather than a title.
        if len(re.findall(r"\w+", name)) > 15:
            continue
        row = {"title": name, "count": t.get("count"), "first": t.get("first"), "last": t.get("last")}
        if name in out:
            same = out[name]
            same["count"] = (same["count"] or 0) + (row["count"] or 0) or None
            same["first"] = min(filter(None, [same["first"], row["first"]]), default=None)
            same["last"] = max(filter(None, [same["last"], row["last"]]), default=None)
        else:
            out[name] = row
    return list(out.values())


def parted(person, titles):
    """The titles of a person, and those of others of the name."""
    if person in TITLES:
        return TITLES[person], []
    foreign = NAMESAKES.get(person, [])
    others = [t for t in titles if any(words in t["title"] for words in foreign)]
    own = [t for t in titles if t not in others]
    return own, others


def without_breves(name):
    """FBIS writes an apostrophe for a breve, in capitals too."""
    for letter, plain in (("Ŭ", "U'"), ("Ŏ", "O'"), ("ŭ", "u'"), ("ŏ", "o'")):
        name = name.replace(letter, plain) if name else name
    return name


def people():
    data = load("people")
    parts = [entry("source", {"id": k, "what": v["what"], "url": v["url"]}) for k, v in data["sources"].items()]
    for s in load("surnames")["surnames"]:
        parts.append(entry("surname", {"hangul": s["hangul"], "name": s["dprk"], "other": s["irregular"]}))
    known = [p for p in data["people"] if is_known_elsewhere(p)]
    for p in known:
        attested = p["attested"]
        spellings = {
            "rok_press": p["rok_press"], "revised": p["rr"], "mccune_reischauer": p["mr"],
            "fbis": without_breves(p["mr_fbis"]),
        }
        listed = {p["dprk"], p["hangul"], p["hangul_rok"], p["hanja"], *spellings.values()}
        own, others = parted(p["id"], titles_of(p))
        namesakes = [q["id"] for q in known if q is not p and q["dprk"] == p["dprk"]]
        parts.append(entry("person", {
            "id": p["id"], "name": p["dprk"], "name_status": p["dprk_status"], "hangul": p["hangul"],
            "hangul_other": unique([p["hangul_rok"]] + (p["hangul_other"] or [])), "hanja": p["hanja"],
            "spellings": spellings, "variants": [v for v in p["variants"] if v not in listed],
            "titles": own, "namesakes": others, "attested": attested, "homographs": namesakes,
            "sources": p["hangul_sources"],
            "status": "recalled" if p["hangul_sources"] == ["REC"] else "sourced",
        }))
    write("people", [
        "People, surnames and the lists that the Hangul was read from.",
        "`name_status`: attested = the spelling was met in state media; rule_made = made by rule only.",
        "`status`: recalled = the Hangul stands in no list that was read.",
    ], parts)


def organs():
    data = load("organs")
    parts = [entry("level", {"level": int(k), "name": v}) for k, v in data["levels"].items()]
    for o in data["organs"]:
        if o["id"] in NOT_SOURCED:
            continue
        english, hangul = MORE_NAMES.get(o["id"], ([], []))
        parts.append(entry("organ", {
            "id": o["id"], "level": o.get("level"), "parent": o.get("parent"), "kind": o["kind"],
            "hangul": o["hangul"], "hanja": o.get("hanja"),
            "hangul_variants": [h for h in unique(o["hangul_variants"] + hangul) if h != o["hangul"] and h not in NOT_NAMES],
            "english": [e for e in unique([e["form"] for e in o["english"]] + english) if e not in NOT_NAMES],
            "unattested": [e["form"] for e in o["english"] if e["count_en"] + e["count_seeds"] == 0],
            "class": True if o["id"] in CLASSES else None, "meeting": True if o["id"] in MEETINGS else None,
            "distinct": True if o["id"] in DISTINCT else None,
            "sources": o["hangul_evidence"],
            "status": "sourced" if o["hangul_evidence"] else "recalled",
        }))
    write("organs", [
        "Organs of party, state and army. `level` counts down from the party (0) to the cell (10).",
        "`unattested` lists the English forms that were not met in texts.",
    ], parts)


def terms():
    parts = []
    for t in load("terms")["terms"]:
        english = elsewhere(t["english"])
        hangul = [h for h in t["hangul"] if h["form"] not in NOT_ITS_FORM.get(t["id"], [])]
        seen = sum(x.get("count_en", 0) + x.get("count_seeds", 0) for x in t["english"])
        seen += sum(x.get("count_ko", 0) for x in hangul)
        parts.append(entry("term", {
            "id": t["id"], "category": t["category"], "hangul": [h["form"] for h in hangul],
            "english": [e["form"] for e in english],
            "unattested": [e["form"] for e in english if e.get("count_en", 0) + e.get("count_seeds", 0) == 0]
            + [h["form"] for h in hangul if h.get("count_ko", 0) == 0],
            "status": "sourced" if seen else "recalled",
        }))
    write("terms", ["Fixed terms and slogans. `unattested` lists the forms that were not met in texts."], parts)


def furniture():
    parts = [entry("furniture", {"outlet": o, "language": l, "match": m, "text": t}) for o, l, m, t in FURNITURE]
    write("furniture", ["Words that pages of an outlet carry beside the article."], parts)
    parts = [entry("template", {"outlet": o, "language": l, "dateline": d, "end": e}) for o, l, d, e in TEMPLATES]
    write("templates", ["How outlets write datelines and end their texts."], parts)


def main():
    OUT.mkdir(exist_ok=True)
    (OUT / "pack.toml").write_text(
        "# The pack of North Korean state media and the press that quotes it.\n"
        "# The other files but events.toml are written by build_dprk.py.\n\n"
        'name = "dprk"\nversion = "1"\nlanguages = ["en", "ko"]\n'
        'description = "North Korean state media and the foreign press that quotes it"\n\n'
        "# A document shows the field by its outlet, its dateline, or enough of these names. A name of the\n"
        "# pack with a word of `distinct` in it is unmistakable.\n[field]\n"
        + "".join(f"{k} = {toml_value(v)}\n" for k, v in FIELD.items()),
        encoding="utf-8",
    )
    outlets()
    people()
    organs()
    terms()
    furniture()


if __name__ == "__main__":
    main()
