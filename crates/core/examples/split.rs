use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    let l = std::env::args().nth(1);
    for x in variorum::text::sentences(&s, l.as_deref()) {
        println!("| {}", x.of(&s).replace('\n', " "));
    }
}
