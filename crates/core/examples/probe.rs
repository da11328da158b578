//! probe: reads JSON lines {"id","line"} from stdin, prints signs per line.
use std::io::{self, BufRead, Write};
use variorum::layout::signs;
fn main() {
    let out = io::stdout();
    let mut out = io::BufWriter::new(out.lock());
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let text = v["line"].as_str().unwrap();
        let s = signs::read(text);
        let mut kinds = vec![];
        if let Some(b) = &s.byline {
            kinds.push(format!(
                "{}:{}",
                if b.certain { "byline" } else { "name" },
                b.names
                    .iter()
                    .map(|n| n.of(text))
                    .collect::<Vec<_>>()
                    .join("+")
            ));
        }
        if let Some(t) = &s.timestamp {
            kinds.push(format!(
                "stamp:{}",
                t.stamps
                    .iter()
                    .map(|s| s.date.to_string())
                    .collect::<Vec<_>>()
                    .join("+")
            ));
        }
        if let Some(d) = &s.dateline {
            kinds.push(format!("dateline:{}", d.span.of(text)));
        }
        if let Some(c) = &s.caption {
            if c.weight >= 0.5 {
                kinds.push(format!("caption:{:.2}", c.weight));
            }
        }
        if s.credit.is_some() {
            kinds.push("credit".into());
        }
        if s.end_credit.is_some() {
            kinds.push(format!("end:{}", s.end_credit.unwrap().of(text)));
        }
        if s.notice {
            kinds.push("notice".into());
        }
        if s.widget {
            kinds.push("widget".into());
        }
        if s.section {
            kinds.push("section".into());
        }
        if s.page_date.is_some() {
            kinds.push("pagedate".into());
        }
        writeln!(
            out,
            "{}",
            serde_json::json!({"id": v["id"], "body": v["body"], "signs": kinds, "line": text})
        )
        .unwrap();
    }
}
