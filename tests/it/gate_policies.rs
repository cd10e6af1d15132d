//! Attacks on the matrix and its chain, and what a later version does to what was approved (gate.md §3, §7.7).

use crate::desk::{Desk, FIRST, PAGE, SECOND, key_paragraph, page};

// The policy chain (§3).

#[test]
fn an_editor_who_makes_herself_a_reviewer_stops_the_release_instead() {
    let desk = Desk::new();
    let grant = "[[grant]]\nperson = \"qin\"\nstep = \"final\"\ndepartments = [\"*\"]\n\n[step.head]";
    let text = desk.policy_text(1).replace("[step.head]", grant);
    desk.write_as("qin", &[("reviewers.toml", &text), (PAGE, &page(FIRST))]);
    desk.sign("song", "head", &[PAGE]);
    desk.sign("qin", "final", &[PAGE]);
    assert_ne!(desk.verdict(PAGE), "approved");
    desk.expect_stopped("QF607");
}

#[test]
fn a_policy_signed_by_one_root_twice_has_one_signature() {
    let desk = Desk::published();
    desk.add_key("yue", "spare");
    let draft = desk.draft();
    draft.write(&desk, &["yue", "spare"]);
    desk.write("reviewers.toml", &draft.text);
    desk.record_as("qin");
    desk.expect_stopped("QF605");
}

#[test]
fn a_policy_signed_by_people_who_are_not_root_is_a_draft() {
    let desk = Desk::published();
    desk.draft().sign_apart(&desk, &["yue", "fan", "gao", "qin"]);
    desk.expect_stopped("QF605");
}

#[test]
fn a_signature_in_another_namespace_or_over_other_bytes_signs_no_policy() {
    for (namespace, more) in [("git", ""), ("file", ""), ("qianfa-policy", "\n")] {
        let desk = Desk::published();
        let draft = desk.draft();
        draft.write(&desk, &["yue"]);
        let signature = desk.armour("ding", namespace, format!("{}{more}", draft.text).as_bytes());
        desk.write(".qianfa/policy/0002.ding.sig", &signature);
        desk.record_as("yue");
        desk.expect_stopped("QF605");
    }
}

#[test]
fn a_root_key_that_was_suspended_in_the_version_before_signs_no_next_one() {
    let desk = Desk::published();
    desk.set_key("ding", "suspended", "");
    let draft = desk.draft();
    draft.sign(&desk, &["yue", "ding"]);
    desk.expect_stopped("QF605");
    // yue and zhou are still two.
    std::fs::remove_file(desk.policy_file("0003.ding.sig")).unwrap();
    draft.sign(&desk, &["yue", "zhou"]);
    assert_eq!(desk.release().code, 0);
}

#[test]
fn a_new_root_needs_the_old_and_the_new_threshold() {
    let people = "people    = [\"yue\", \"ding\", \"zhou\"]";
    let desk = Desk::published();
    let mut draft = desk.draft();
    draft.replace(people, "people    = [\"gao\", \"lin\", \"zhou\"]");
    draft.sign(&desk, &["yue", "ding"]);
    desk.expect_stopped("QF605");

    let desk = Desk::published();
    let mut draft = desk.draft();
    draft.replace(people, "people    = [\"gao\", \"lin\", \"zhou\"]");
    draft.sign(&desk, &["gao", "lin"]);
    desk.expect_stopped("QF605");

    let desk = Desk::published();
    let mut draft = desk.draft();
    draft.replace(people, "people    = [\"gao\", \"lin\", \"zhou\"]");
    draft.sign(&desk, &["yue", "ding", "gao", "lin"]);
    assert_eq!(desk.release().code, 0);
}

#[test]
fn a_policy_that_does_not_chain_is_a_draft() {
    type Forge = fn(&Desk, &mut crate::desk::Draft);
    let rows: [(&str, Forge); 5] = [
        ("another predecessor", |_, d| d.set("previous", &format!("\"sha256:{}\"", "0".repeat(64)))),
        ("no predecessor", |_, d| d.set("previous", "\"\"")),
        ("another serial inside", |_, d| d.set("serial", "3")),
        ("a place outside history", |_, d| d.set("after", &format!("\"{}\"", "1".repeat(40)))),
        ("no place", |_, d| {
            d.text = d.text.lines().filter(|l| !l.starts_with("after =")).map(|l| format!("{l}\n")).collect()
        }),
    ];
    for (what, forge) in rows {
        let desk = Desk::published();
        let mut draft = desk.draft();
        forge(&desk, &mut draft);
        draft.sign(&desk, &["yue", "ding"]);
        let release = desk.release();
        assert!(release.code != 0 && release.files.is_empty(), "{what}: {}", release.text);
    }
}

#[test]
fn a_changed_archive_of_policies_stops_a_release() {
    for text in [None, Some("format = 1\n")] {
        let desk = Desk::published();
        desk.policy(&["yue", "ding"], |text| text);
        match text {
            Some(text) => desk.write(".qianfa/policy/0001.toml", text),
            None => std::fs::remove_file(desk.policy_file("0001.toml")).unwrap(),
        }
        desk.record_as("qin");
        desk.expect_stopped("QF606");
    }
}

#[test]
fn an_older_policy_does_not_come_back_by_deleting_the_newer_one() {
    let desk = Desk::new();
    let before = desk.head();
    desk.amend("add-steps   = [\"leader\"]", "add-steps   = [\"leader\", \"head\"]");
    desk.set_key("song", "suspended", "");
    desk.join(&[&desk.head()], &before);
    desk.expect_stopped("QF606");
}

#[test]
fn stray_files_among_the_policies_stop_a_release_until_they_are_gone() {
    for name in ["0007.toml", "0000.toml", "1.toml", "0002.toml.bak.toml"] {
        let desk = Desk::published();
        let text = desk.policy_text(1);
        desk.edit("qin", &format!(".qianfa/policy/{name}"), &text);
        desk.expect_stopped("QF605");
        std::fs::remove_file(desk.policy_file(name)).unwrap();
        desk.record_as("qin");
        assert_eq!(desk.release().code, 0, "{name}");
    }
}

#[test]
fn two_signed_versions_with_one_serial_stop_a_release_until_one_is_rejected() {
    let desk = Desk::published();
    desk.branch("side");
    desk.amend("name = \"办公室\"", "name = \"甲办公室\"");
    let rejected = crate::desk::sha256(desk.policy_text(2).as_bytes());
    desk.switch("main");
    desk.amend("name = \"办公室\"", "name = \"乙办公室\"");
    desk.merge_as("side", &[]);
    desk.expect_stopped("QF606");
    let mut draft = desk.draft();
    draft.name("rejects", &format!("sha256:{rejected}"));
    draft.sign(&desk, &["yue", "ding"]);
    assert_eq!(desk.release().code, 0);
}

#[test]
fn a_key_of_two_people_is_nobodys() {
    let desk = Desk::new();
    let paragraph = key_paragraph("tao", &desk.public("song"), "active");
    desk.amend("[[grant]]", &format!("{paragraph}\n[[grant]]"));
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("song", "head", &[PAGE]);
    desk.statement("song", "approve", Some("final"), &[PAGE]).commit(&desk);
    assert_ne!(desk.verdict(PAGE), "approved");
}

/// A key belongs to one person over the whole chain: it does not change hands in a later version.
#[test]
fn a_key_does_not_pass_to_another_person_in_a_later_policy() {
    let desk = Desk::new();
    let key = key_paragraph("song", &desk.public("song"), "active");
    desk.amend(&key, &key_paragraph("tao", &desk.public("song"), "active"));
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("he", "head", &[PAGE]);
    desk.statement("song", "approve", Some("final"), &[PAGE]).commit(&desk);
    assert_ne!(desk.verdict(PAGE), "approved");
}

#[test]
fn a_rule_that_is_retroactive_asks_for_its_step_again() {
    let desk = Desk::published();
    let mut draft = desk.draft();
    draft.replace("veto      = true", "veto      = true\nretroactive = true");
    draft.replace("steps   = [\"head\", \"final\"]", "steps   = [\"head\", \"leader\", \"final\"]");
    draft.sign(&desk, &["yue", "ding"]);
    assert!(desk.expect(PAGE, "none", "QF501").waiting(PAGE).contains(&"leader: gao lin".into()));
}

#[test]
fn a_rule_that_is_not_retroactive_leaves_approved_pages_alone() {
    let desk = Desk::published();
    desk.amend("steps   = [\"head\", \"final\"]", "steps   = [\"head\", \"leader\", \"final\"]");
    desk.expect_approved(PAGE);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "held", "QF501");
}

// A column that a later policy moves (§7.7, §8).

#[test]
fn a_page_whose_column_passes_to_another_department_stays_approved() {
    let desk = Desk::published();
    desk.amend(
        "departments = [\"office\", \"law\"]\nlevels      = [\"public\", \"sensitive\", \"internal\"]",
        "departments = [\"law\"]\nlevels      = [\"public\", \"sensitive\", \"internal\"]",
    );
    desk.expect_approved(PAGE);
    let release = desk.release();
    assert!(release.shows(FIRST), "{}", release.text);
}

#[test]
fn a_page_whose_column_is_gone_is_not_shown() {
    let desk = Desk::published();
    let moved = |text: String| text.replace("[column.notice]", "[column.news]").replace("\"notice\"", "\"news\"");
    desk.policy(&["yue", "ding"], moved);
    assert_eq!(desk.edition(PAGE), "none");
    assert!(!desk.release().shows(FIRST));
}
