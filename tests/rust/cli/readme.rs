//! The examples of the README are what the commands give.

use std::{path::Path, process::Command};

/// Runs each `$ variorum …` of the README. A line `…` stands for lines that are left out, an ellipsis
/// at the end of a line for the rest of it; how much white space there is depends on the terminal.
#[test]
fn examples_are_what_the_commands_give() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let mut checked = 0;
    for block in readme.split("    $ variorum ").skip(1) {
        let mut lines = block.lines();
        let typed: Vec<&str> = lines.next().unwrap().split('"').collect();
        let mut args: Vec<&str> = Vec::new();
        for (n, part) in typed.iter().enumerate() {
            if n % 2 == 1 {
                args.push(part);
            } else {
                args.extend(part.split_whitespace());
            }
        }
        args.extend(["--format", "table"]);
        let ran = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(&args)
            .current_dir(&root)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{args:?}");
        // How many documents and words there are changes with the captures.
        let fold = |line: &str| {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if line.contains(" documents · ") {
                line.replace(|c: char| c.is_ascii_digit(), "")
            } else {
                line
            }
        };
        let given: Vec<String> = String::from_utf8(ran.stdout)
            .unwrap()
            .lines()
            .map(fold)
            .filter(|line| !line.is_empty())
            .collect();
        let mut at = 0;
        let mut gap = false;
        for line in lines.take_while(|line| line.starts_with("    ")).map(fold) {
            if line == "…" {
                gap = true;
                continue;
            }
            let fits = |given: &String| match line.strip_suffix(" …") {
                Some(start) => given.starts_with(start),
                // The rule behind a heading is as long as the terminal is wide.
                None => given.trim_end_matches('─') == line.trim_end_matches('─'),
            };
            let rest = given.get(at..).unwrap_or(&[]);
            let found = rest.iter().position(fits);
            let found =
                found.unwrap_or_else(|| panic!("{args:?} does not print {line:?}: {rest:#?}"));
            assert!(
                gap || found == 0,
                "{args:?} prints {:?} before {line:?}",
                rest[0]
            );
            gap = false;
            at += found + 1;
            checked += 1;
        }
        assert!(
            gap || at == given.len(),
            "{args:?} prints more: {:?}",
            &given[at..]
        );
    }
    assert!(checked > 12, "{checked}");
}
