//! Tests of organs, on the pack of North Korea and without a pack.

use variorum::{
    Corpus, ReadOptions,
    facts::{Extractor, Kind, organs::Organ},
    pack::Pack,
};

fn organs(text: &str, pack: &Pack) -> Vec<Organ> {
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let extractor = Extractor::new(pack);
    let documents = corpus.documents().iter();
    documents
        .flat_map(|d| extractor.facts(d, &[Kind::Organs]).organs)
        .collect()
}

/// A sentence in a report of the field's own agency.
fn reported(sentence: &str) -> String {
    format!(
        "PYONGYANG, May 3, 2023 (KCNA) -- Kim Jong Un, general secretary of the Workers' Party of Korea, \
         received a delegation.\n\n{sentence}\n"
    )
}

/// The words and ids of the bodies of a sentence of such a report.
fn linked(sentence: &str) -> Vec<(String, String)> {
    let text = reported(sentence);
    let start = text.len() - sentence.len() - 1;
    let found = organs(&text, &Pack::dprk());
    let inside = found.into_iter().filter(|o| o.place.hull().start >= start);
    inside
        .map(|o| (o.text, o.id.unwrap_or_else(|| "-".to_owned())))
        .collect()
}

/// Bodies of other states, real and invented, that have names which the pack has too.
const FOREIGN: [&str; 51] = [
    "The Ministry of Foreign Affairs of Singapore issued a statement.",
    "The Foreign Ministry of Laos said so on Monday.",
    "The Ministry of Foreign Affairs of the Russian Federation sent a note.",
    "The spokesman for the Ministry of Foreign Affairs of the People's Republic of China spoke.",
    "The puppet Ministry of Defense announced an exercise.",
    "The south Korean puppet Ministry of Defense announced an exercise.",
    "The enemy General Staff moved its units.",
    "Vietnam's new Ministry of Defense was reorganized.",
    "The Communist Party of Vietnam held a session of its Central Committee.",
    "The Lao People's Revolutionary Party elected its Political Bureau and its Secretariat.",
    "Nguyen Van An, member of the Political Bureau and secretary of the Central Committee of the Communist Party of Vietnam, arrived.",
    "Members of the Political Bureau, the Secretariat and the Central Committee of the Communist Party of Cuba met.",
    "The Central Committee of the Communist Party of China sent a wreath.",
    "The CPC Central Committee sent a wreath to Beijing.",
    "The Central Military Commission of China met in Beijing.",
    "China's Central Military Commission met.",
    "The Chinese Central Military Commission met.",
    "The Russian Cabinet approved the bill.",
    "Japan's ruling Cabinet approved the bill.",
    "The Japanese Cabinet approved the bill.",
    "The Cabinet of Japan approved the bill.",
    "The Cabinet in Tokyo approved the bill.",
    "The Ministry of Railways of India bought engines.",
    "India's Ministry of Railways bought engines.",
    "The Ministry of Agriculture of the Republic of Indonesia sent seeds.",
    "The Ministry of Education of Syria sent a message.",
    "The Syrian Ministry of Health sent a message.",
    "The General Staff of the Armed Forces of the Russian Federation held a meeting.",
    "The Russian General Staff held a meeting.",
    "The Standing Committee of the National People's Congress of China met.",
    "Mongolia's State Great Khural and its Standing Committee met.",
    "The Presidium of the Supreme Council of Transnistria and Moldova met.",
    "The Central Committee of the Union Solidarity and Development Party, Union of Myanmar, met.",
    "The Central Committee of the Vendrian Red Party met in Hanoi.",
    "Russia's Ministry of Internal Affairs and Ministry of Defence signed it.",
    "The Central Court of Cambodia ruled on it.",
    "The Supreme Public Prosecutor's Office of Japan opened a case.",
    "The Iranian Foreign Ministry summoned the envoy.",
    "Iran's powerful Foreign Ministry summoned the envoy.",
    "The U.S. Department of Defense said so, and its General Staff agreed.",
    "Zhang Jan, member of the Political Bureau of the C.C., the Communist Party of China, arrived.",
    "Li Wen, secretary of the Jilin Provincial Party Committee, arrived.",
    "The Tonghua City Party Committee gave a banquet.",
    "Deputies to the C.C., the Communist Party of Vietnam, and its Political Bureau spoke.",
    "The Ministry of Foreign Affairs and International Cooperation of Cambodia said so.",
    "Darmen Raj, member of the Political Bureau of the C.C., the UCPN, arrived.",
    "The puppet ministry of Foreign Affairs and Trade cried.",
    "중국 외교부는 성명을 발표하였다.",
    "로씨야외무성은 담화를 발표하였다.",
    "윁남공산당 중앙위원회 정치국은 회의를 열었다.",
    "꾸바공산당 중앙위원회는 축전을 보내왔다.",
];

#[test]
fn bodies_of_other_states_are_not_the_packs() {
    let mut wrong = String::new();
    for sentence in FOREIGN {
        let found = linked(sentence);
        if found.iter().any(|(_, id)| id != "-") {
            wrong.push_str(&format!("{sentence}\n    {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Sentences of the field with the ids of their bodies.
const OWN: [(&str, &[&str]); 12] = [
    (
        "The Ministry of Foreign Affairs of the DPRK issued a statement.",
        &["min-mfa"],
    ),
    ("The Foreign Ministry issued a statement.", &["min-mfa"]),
    ("The Cabinet held a plenary meeting.", &["cabinet"]),
    ("The DPRK Cabinet held a plenary meeting.", &["cabinet"]),
    (
        "The Political Bureau of the Central Committee of the Party met.",
        &["wpk-pb"],
    ),
    (
        "Jo Jan, member of the Presidium of the Political Bureau of the C.C., WPK, spoke.",
        &["wpk-pb-presidium"],
    ),
    (
        "The State Affairs Commission of the DPRK decided it.",
        &["sac"],
    ),
    (
        "The WPK and its Central Committee decided it.",
        &["wpk", "wpk-cc"],
    ),
    ("The SPA Standing Committee met.", &["spa-sc"]),
    ("조선로동당 중앙위원회 정치국은 회의를 열었다.", &["wpk-pb"]),
    ("외무성 대변인은 담화를 발표하였다.", &["min-mfa"]),
    ("최고인민회의 상임위원회는 정령을 발표하였다.", &["spa-sc"]),
];

#[test]
fn bodies_of_the_field_are_the_packs() {
    let mut wrong = String::new();
    for (sentence, ids) in OWN {
        let found = linked(sentence);
        let given: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
        if given != ids {
            wrong.push_str(&format!("{sentence}\n    {found:?}\n    {ids:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Bodies that no pack knows, by their form.
#[test]
fn bodies_by_form() {
    let mut wrong = String::new();
    for (sentence, expected) in [
        (
            "He leads the Workers' Party of Vendria.",
            vec!["Workers' Party of Vendria"],
        ),
        (
            "The Vendrian Farmers' Union met the Teachers' Association of Tarsk.",
            vec!["Vendrian Farmers' Union", "Teachers' Association of Tarsk"],
        ),
        (
            "The Department of Home Security and Social Trust Administration said so.",
            vec!["Department of Home Security", "Social Trust Administration"],
        ),
        (
            "The Ministry of Electronics and Information Technology said so.",
            vec!["Ministry of Electronics and Information Technology"],
        ),
        (
            "The Committee for Supporting the Free and Peaceful Union of Tarsk wrote letters to the people of several small countries.",
            vec!["Committee for Supporting the Free and Peaceful Union of Tarsk"],
        ),
        (
            "The Department of Health and Human Services asked about the letters and papers of the Securities and Exchange Commission, which lawyers had taken.",
            vec![
                "Department of Health and Human Services",
                "Securities and Exchange Commission",
            ],
        ),
        (
            "The Justice Department thanked the Vendrian Scientists' League and the Ministry of Post and Telecommunications.",
            vec![
                "Justice Department",
                "Vendrian Scientists' League",
                "Ministry of Post and Telecommunications",
            ],
        ),
        (
            "He thanked the Popular Front for the Liberation of Vendria and the National Congress of Vendria in a letter.",
            vec![
                "Popular Front for the Liberation of Vendria",
                "National Congress of Vendria",
            ],
        ),
        (
            "Analysts at the research firm Ondara and at the company on Monday said so.",
            vec!["Ondara"],
        ),
        (
            "The Grand Farmers Party of south Korea lost. The men of the GFP went home.",
            vec!["Grand Farmers Party of south Korea", "GFP"],
        ),
        ("Senior Party officials came in May.", vec![]),
        ("The 8th Party Congress is near.", vec![]),
        ("The purchases of Treasury securities went on.", vec![]),
        ("They met at the Tarsk Railway Station.", vec![]),
    ] {
        let text = format!("Report\n\nTARSK, March 3, 2023 (VPS) -- {sentence}\n");
        let found = organs(&text, &Pack::none());
        let found: Vec<&str> = found.iter().map(|o| o.text.as_str()).collect();
        if found != expected {
            wrong.push_str(&format!("{sentence}\n    {found:?}\n    {expected:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Names whose words another field uses are nobody's where the field is not shown.
#[test]
fn another_field_links_nothing() {
    let text = "TARSK, May 3, 2023 (VPS) -- The Central Committee of the Vendrian Unity Party met on Tuesday. \
        The Cabinet, the Foreign Ministry and the Ministry of Railways of Vendria reported to the Political \
        Bureau.\n";
    let found = organs(text, &Pack::dprk());
    assert!(found.iter().all(|o| o.id.is_none()), "{found:?}");
}

/// The bodies of a Korean text without a pack.
fn korean(text: &str) -> Vec<String> {
    let found = organs(text, &Pack::none());
    found.into_iter().map(|o| o.text).collect()
}

#[test]
fn korean_firms_and_schools_that_their_company_shows() {
    let text = "타르나플라스틱 대표이사 홍길동 부사장은 23일 벤드대 물리학과 박순철 교수를 만났다. 이날 \
                타르나플라스틱은 VT증권과 계약했다고 밝혔다.";
    assert_eq!(
        korean(text),
        [
            "타르나플라스틱",
            "벤드대 물리학과",
            "타르나플라스틱",
            "VT증권"
        ]
    );
}

#[test]
fn korean_courts_and_short_names_in_brackets() {
    let text = "타르나중앙지법 형사합의23부(부장판사 홍길동)는 23일 벤드개발공단(벤개단)에 벌금을 선고했다. \
                벤개단은 항소했다.";
    assert_eq!(
        korean(text),
        ["타르나중앙지법 형사합의23부", "벤드개발공단", "벤개단"]
    );
}
