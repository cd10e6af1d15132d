//! What the gate promises of any history, held against random ones (gate.md §12 *Properties*): more approvals never
//! hurt, fewer keys never help, repetition does not matter, one changed byte reopens the question.
//!
//! The seeds are fixed. Everybody is well-behaved here, or careless; those who are neither have files of their own.

use crate::desk::{Desk, PAGE, REVIEWERS, sensitive};
use crate::dice::Dice;

/// A desk with a sensitive page that some of the reviewers have approved, in no order.
fn drawn(seed: u64) -> (Desk, Dice) {
    let mut dice = Dice(seed);
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive("随机的历史。"));
    for _ in 0..dice.below(7) {
        approve(&desk, &mut dice);
    }
    (desk, dice)
}

fn approve(desk: &Desk, dice: &mut Dice) {
    let (person, step) = dice.of(&REVIEWERS);
    desk.sign(person, step, &[PAGE]);
}

fn is_approved(desk: &Desk) -> bool {
    desk.verdict(PAGE) == "approved"
}

#[test]
fn more_approvals_never_hurt() {
    let mut approved = 0;
    for seed in 1..=8 {
        let (desk, mut dice) = drawn(seed);
        let mut before = is_approved(&desk);
        for _ in 0..4 {
            approve(&desk, &mut dice);
            let now = is_approved(&desk);
            assert!(now || !before, "seed {seed}: an approval took the approval away");
            before = now;
        }
        approved += usize::from(before);
    }
    assert!((1..8).contains(&approved), "both answers are reached: {approved}");
}

#[test]
fn the_same_signature_twice_is_one() {
    for seed in 21..=24 {
        let (desk, mut dice) = drawn(seed);
        let (person, step) = dice.of(&REVIEWERS);
        desk.sign(person, step, &[PAGE]);
        let once = desk.status();
        desk.sign(person, step, &[PAGE]);
        let twice = desk.status();
        assert_eq!(once.state(PAGE), twice.state(PAGE), "seed {seed}");
        assert_eq!(once.waiting(PAGE), twice.waiting(PAGE), "seed {seed}");
    }
}

#[test]
fn fewer_keys_never_help() {
    for seed in 31..=34 {
        let (desk, mut dice) = drawn(seed);
        let before = is_approved(&desk);
        let (person, _) = dice.of(&REVIEWERS);
        desk.set_key(person, "compromised", "");
        assert!(before || !is_approved(&desk), "seed {seed}: {person}'s key was lost and the page gained by it");
    }
}

#[test]
fn one_changed_byte_reopens_the_question() {
    for seed in 41..=43 {
        let (desk, _) = drawn(seed);
        desk.sign_three(&[PAGE]);
        assert!(is_approved(&desk), "seed {seed}");
        desk.edit("qin", PAGE, &sensitive("随机的历史！"));
        assert!(!is_approved(&desk), "seed {seed}");
    }
}
