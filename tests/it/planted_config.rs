use qianfa::diag::{Sink, Sources};
use qianfa::policy::{Inputs, Standards, check_cells};
#[test]
fn look() {
    let text = include_str!("../data/group/reviewers.toml");
    let standards = Standards::embedded();
    let mut sink = Sink::default();
    let p = qianfa::policy::read("reviewers.toml", text, Inputs { single: false, standards: &standards }, &mut sink);
    if let Some(p) = &p {
        check_cells("reviewers.toml", p, &|_, _, _| true, &mut sink);
    }
    qianfa::config::read_site("site.toml", include_str!("../data/group/site.toml"), &mut sink);
    let mut s = Sources::default();
    s.insert("reviewers.toml", text);
    for f in sink.into_sorted() {
        println!("{} {:?} {} {:?}", f.code, s.position(&f.at), f.message.id, f.message.args);
    }
    panic!("{}", p.is_some());
}
