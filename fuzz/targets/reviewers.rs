//! `reviewers.toml` from anybody: no panic, no hang, and every finding has its place.
//!
//! What is accepted is asked what commands ask: the table, and who may sign what.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qianfa::diag::Sink;
use qianfa::policy::{self, Inputs, Policy, Standards};
use qianfa_fuzz::{FILE, assert_places};

static STANDARDS: LazyLock<Standards> = LazyLock::new(Standards::embedded);

fuzz_target!(|text: &str| {
    for single in [false, true] {
        let mut sink = Sink::default();
        let policy = policy::read(FILE, text, Inputs { single, standards: &STANDARDS }, &mut sink);
        assert_eq!(policy.is_none(), sink.has_errors(), "errors, and only errors, refuse a policy");
        if let Some(policy) = policy {
            ask(&policy, &mut sink);
        }
        assert_places(&sink, FILE, text);
    }
});

fn ask(policy: &Policy, sink: &mut Sink) {
    policy::check_cells(FILE, policy, &|_, _, _| true, sink);
    policy.table();
    for column in policy.columns() {
        assert!(policy.whois_column(&column.id).is_some(), "a column of the matrix is known to it");
    }
    for person in policy.people.keys() {
        assert!(policy.whois_person(person).is_some(), "a person of the matrix is known to it");
    }
}
