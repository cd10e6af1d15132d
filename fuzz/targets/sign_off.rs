//! The message of a sign-off from anybody: no panic, no hang, and what is read is printed and reads back the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qianfa::git::{Action, Malformed, Statement, claims};

fuzz_target!(|bytes: &[u8]| {
    match Statement::parse(bytes) {
        Ok(statement) => check(bytes, &statement),
        Err(malformed) => {
            let lines = bytes.split(|&b| b == b'\n').count();
            assert!((1..=lines).contains(&malformed.line), "{malformed} of {lines}");
            assert!(Malformed::FAULTS.contains(&malformed.fault));
            assert!(malformed.items.is_none_or(|items| !items.is_empty() && items.len() <= lines));
        }
    }
});

fn check(bytes: &[u8], statement: &Statement) {
    assert!(claims(bytes), "what is a sign-off claims to be one");
    assert!((1..=Statement::MAX_ITEMS).contains(&statement.items.len()));
    assert!(statement.items.is_sorted_by(|a, b| a.path.as_str().as_bytes() < b.path.as_str().as_bytes()));
    let withdraws = statement.action == Action::Withdraw;
    assert!(statement.items.iter().all(|item| item.version.is_none() == withdraws));
    let text = std::str::from_utf8(bytes).expect("only UTF-8 is read");
    let subject = text.split('\n').next().unwrap_or_default();
    let printed = statement.print(subject).expect("what was read can be printed");
    assert_eq!(Statement::parse(printed.as_bytes()).as_ref(), Ok(statement));
    let block = |text: &str| text[text.find("\nQianfa-").expect("a block")..].to_owned();
    assert_eq!(block(&printed), block(text), "the block has one spelling");
}
