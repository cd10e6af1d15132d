//! The rules: everything that can be said about what people wrote, before anybody is asked to sign it.
//!
//! One rule, one file: the manual, the data, the function. A rule looks at its context and nothing else: no disk, no
//! git, no clock.

mod book;
mod manual;
mod rule;
mod rules;
// What more than one rule needs to know.
mod chinese;
mod people;
mod punctuation;
mod residue;
mod secrecy;

use rayon::prelude::*;

use crate::diag::{Code, Sink};

pub use book::book;

pub use manual::{Manual, SECTIONS};
pub use rule::{Check, Followed, GroupCx, PageCx, Rule, SiteCx};
pub use rules::{RULES, refused_body};

/// Runs every rule that looks at one page.
pub fn check_page(cx: &PageCx<'_>, sink: &mut Sink) {
    for rule in RULES {
        if let Check::Page(check) = rule.check {
            check(cx, sink);
        }
    }
}

/// Runs every rule that looks at pages together.
pub fn check_site(cx: &SiteCx<'_>, sink: &mut Sink) {
    let site = RULES.par_iter().filter_map(|rule| match rule.check {
        Check::Site(check) => Some(check),
        Check::Page(_) | Check::Config | Check::Source | Check::Gate => None,
    });
    let found = site.map(|check| {
        let mut found = Sink::default();
        check(cx, &mut found);
        found
    });
    // In the order of the rules, whichever was done first.
    found.collect::<Vec<Sink>>().into_iter().for_each(|found| sink.extend(found));
}

/// Returns the rule of `code`.
pub fn rule(code: Code) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code == code).copied()
}

/// Returns the rule that a person names by its code (`QF101`, `qf101`, `101`) or its name (`unknown-column`).
pub fn find(text: &str) -> Option<&'static Rule> {
    let upper = text.trim().to_ascii_uppercase();
    let number = upper.strip_prefix("QF").unwrap_or(&upper).parse::<u16>().ok();
    RULES.iter().find(|r| number == Some(r.code.number()) || r.name.eq_ignore_ascii_case(text.trim())).copied()
}
