//! Documents that carry one statement.

use std::collections::BTreeMap;

use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::Reading,
    sources::cluster::{ClusterOptions, Clusters, Label, cluster},
};

/// Words that no language has, the same for the same seed.
fn prose(seed: u64, words: usize) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let syllables = [
        "ta", "rsk", "mo", "len", "vi", "pra", "so", "kun", "ed", "ril", "ba", "zo",
    ];
    (0..words)
        .map(|at| {
            let n = 2 + next() as usize % 2;
            let mut word: String = (0..n)
                .map(|_| syllables[next() as usize % syllables.len()])
                .collect();
            // Sentences of twelve words.
            if at % 12 == 0 {
                word[..1].make_ascii_uppercase();
            }
            if at % 12 == 11 {
                word.push('.');
            }
            word
        })
        .collect()
}

struct Item {
    outlet: &'static str,
    date: &'static str,
    text: String,
}

fn item(outlet: &'static str, date: &'static str, words: &[String]) -> Item {
    Item {
        outlet,
        date,
        text: words.join(" "),
    }
}

fn corpus(items: &[Item]) -> Corpus {
    let captures = items.iter().enumerate().map(|(n, item)| {
        let mut capture = Capture::from_record(n, 0, MediaType::Plain, item.text.as_str());
        "items.jsonl".clone_into(&mut capture.path);
        capture.metadata = BTreeMap::from([
            ("outlet".to_owned(), item.outlet.to_owned()),
            ("date".to_owned(), item.date.to_owned()),
        ]);
        capture
    });
    let mut options = ReadOptions::default();
    options.layout = Reading::Whole;
    Corpus::from_captures(captures, &options)
}

fn found(items: &[Item]) -> Clusters {
    cluster(&corpus(items), &ClusterOptions::default(), &()).unwrap()
}

/// Of each cluster the documents with what they are.
fn told(found: &Clusters) -> Vec<Vec<(usize, Option<Label>)>> {
    let members = |c: &variorum::sources::cluster::Cluster| {
        c.members.iter().map(|m| (m.number, m.label)).collect()
    };
    found.clusters.iter().map(members).collect()
}

/// A word of every `step` made another.
fn reworded(words: &[String], step: usize) -> Vec<String> {
    let other = |(at, word): (usize, &String)| {
        if at % step == step / 2 {
            format!("un{word}")
        } else {
            word.clone()
        }
    };
    words.iter().enumerate().map(other).collect()
}

#[test]
fn copies_are_found_wherever_they_stand() {
    let statement = prose(1, 240);
    let dateline: Vec<String> = "TARSK March 4 VPS reports from the capital"
        .split(' ')
        .map(str::to_owned)
        .collect();
    let before = [dateline.clone(), statement.clone()].concat();
    let after = [statement.clone(), prose(2, 200)].concat();
    let both = [prose(3, 200), statement.clone(), prose(4, 40)].concat();
    let items = [
        item("Tarsk Daily", "2031-03-04", &statement),
        item("Harbour Post", "2031-03-05", &statement),
        item("Vale Courier", "2031-03-05", &before),
        item("Northern Gazette", "2031-03-06", &after),
        item("Evening Sheet", "2031-03-06", &both),
        item("Tarsk Daily", "2031-03-06", &prose(5, 260)),
    ];
    let found = found(&items);
    let [members] = told(&found).try_into().unwrap();
    let labels: BTreeMap<usize, Option<Label>> = members.into_iter().collect();
    assert_eq!(labels[&0], None);
    assert_eq!(labels[&1], Some(Label::ExactCopy));
    assert_eq!(labels[&2], Some(Label::NearCopy));
    assert!(
        labels.contains_key(&3) && labels.contains_key(&4),
        "{labels:?}"
    );
    assert!(!labels.contains_key(&5));
}

#[test]
fn versions_of_one_outlet_are_told_apart() {
    let first = prose(10, 300);
    let mut revised = first.clone();
    revised[150] = "weir".to_owned();
    revised.truncate(290);
    let translated = reworded(&first, 9);
    let items = [
        item("VPS", "2031-03-04", &first),
        item("VPS", "2031-03-04", &revised),
        item("VPS", "2031-03-05", &translated),
    ];
    let found = found(&items);
    assert_eq!(
        told(&found),
        [[
            (0, None),
            (1, Some(Label::Revision)),
            (2, Some(Label::OtherTranslation))
        ]]
    );
    assert!(found.clusters[0].evidence.contains("published 2031-03-04"));
}

#[test]
fn stock_phrases_make_no_cluster() {
    // Half of each item is what the outlet says of every such day.
    let stock = prose(20, 60);
    let days = [
        "2031-04-01",
        "2031-04-09",
        "2031-04-17",
        "2031-04-25",
        "2031-05-03",
        "2031-05-11",
    ];
    let items: Vec<Item> = days
        .iter()
        .zip(30..)
        .map(|(&day, seed)| item("VPS", day, &[stock.clone(), prose(seed, 70)].concat()))
        .collect();
    let found = found(&items);
    assert_eq!(told(&found), Vec::<Vec<_>>::new());
    assert!(found.pairs > 0, "the pairs were looked at");
}

#[test]
fn a_story_that_quotes_belongs_to_the_version_that_it_quotes() {
    let first = prose(40, 300);
    let second = reworded(&first, 8);
    let story = [prose(41, 60), second[96..150].to_vec(), prose(42, 80)].concat();
    let items = [
        item("VPS", "2031-03-04", &first),
        item("VPS", "2031-03-04", &second),
        item("Harbour Post", "2031-03-05", &story),
    ];
    let found = found(&items);
    let member = found.clusters[0]
        .members
        .iter()
        .find(|m| m.number == 2)
        .unwrap();
    assert_eq!(
        (found.clusters.len(), member.label, member.of),
        (1, Some(Label::Quotes), 1)
    );
    assert!(member.longest_run >= 50, "{}", member.longest_run);
}

#[test]
fn ids_stay_when_documents_come() {
    let statement = prose(50, 120);
    let mut items = vec![
        item("VPS", "2031-03-04", &statement),
        item("Harbour Post", "2031-03-05", &statement),
    ];
    let before = found(&items).clusters[0].id.clone();
    items.push(item("Vale Courier", "2031-03-09", &statement));
    items.insert(0, item("VPS", "2031-02-01", &prose(51, 90)));
    let after = found(&items);
    assert_eq!(after.clusters[0].id, before);
    assert_eq!(after.clusters[0].members.len(), 3);
}

#[test]
fn empty_and_tiny_documents_are_no_trouble() {
    let tiny: Vec<String> = vec!["Malk".to_owned(), "spoke".to_owned()];
    let items = [
        item("VPS", "2031-03-04", &tiny),
        item("Harbour Post", "2031-03-04", &tiny),
        item("VPS", "2031-03-05", &["…".to_owned()]),
    ];
    let found = found(&items);
    assert_eq!((found.compared, found.empty), (2, 1));
    assert_eq!(told(&found), [[(0, None), (1, Some(Label::ExactCopy))]]);
    let nothing = found_in_nothing();
    assert!(nothing.clusters.is_empty());
}

fn found_in_nothing() -> Clusters {
    found(&[])
}

#[test]
fn tables_hold_what_was_found() {
    let statement = prose(60, 120);
    let items = [
        item("VPS", "2031-03-04", &statement),
        item("Harbour Post", "2031-03-05", &reworded(&statement, 30)),
    ];
    let corpus = corpus(&items);
    let options = ClusterOptions::default();
    let mut found = cluster(&corpus, &options, &()).unwrap();
    let table = found.table(&corpus).unwrap();
    assert_eq!(table.len(), 2);
    assert_eq!(table.column("label").unwrap().cells.value(0), "origin");
    assert_eq!(table.column("label").unwrap().cells.value(1), "near copy");
    assert_eq!(found.links_table(&corpus).unwrap().len(), 1);
    found.keep(&[Label::Quotes]);
    assert!(found.table(&corpus).unwrap().is_empty());
    let error = "nearcopy".parse::<Label>().unwrap_err();
    assert!(
        error.detail().contains("known are exact copy, near copy"),
        "{error}"
    );
}

#[test]
fn the_same_on_any_number_of_threads() {
    let statement = prose(70, 200);
    let items: Vec<Item> = (0..40)
        .map(|n| {
            let outlet = ["VPS", "Harbour Post", "Vale Courier", "Tarsk Daily"][n % 4];
            item(
                outlet,
                "2031-03-04",
                &[reworded(&statement, 10 + n), prose(80 + n as u64, 40)].concat(),
            )
        })
        .collect();
    let corpus = corpus(&items);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let options = ClusterOptions::default();
            let found = cluster(&corpus, &options, &()).unwrap();
            let tables = [found.table(&corpus), found.links_table(&corpus)];
            tables.map(|t| t.unwrap().to_csv())
        })
    };
    let one = with(1);
    assert!(one[0].lines().count() > 10);
    assert_eq!(one, with(2));
    assert_eq!(one, with(8));
}
