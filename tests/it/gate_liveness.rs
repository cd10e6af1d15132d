//! Which approvals are alive, end to end: the table of gate.md §5 with real signatures, through the whole gate.
//!
//! [`liveness`](crate::liveness) asks the same of unsigned commits and one function. Here every row has its keys, its
//! matrix and its verdict, and what is shown meanwhile.

use crate::desk::{Desk, FIRST, OTHER, PAGE, SECOND, page};

/// `edit` has the new text, approved; the desk stands on `main`, which has the old approved text.
fn approved_on_a_branch() -> (Desk, String) {
    let desk = Desk::published();
    desk.branch("edit");
    desk.edit("qin", PAGE, &page(SECOND));
    let approval = desk.sign_all(&[PAGE]);
    desk.switch("main");
    (desk, approval)
}

#[test]
fn another_page_edited_after_the_approval_changes_nothing() {
    let desk = Desk::published();
    desk.edit("qin", OTHER, &page(SECOND));
    desk.expect_approved(PAGE);
}

#[test]
fn a_revert_does_not_revive_an_old_signature() {
    let (desk, _) = Desk::edited();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.expect(PAGE, "held", "QF502");
}

#[test]
fn an_approved_branch_merged_normally_is_approved() {
    let (desk, _) = approved_on_a_branch();
    desk.edit("qin", OTHER, &page("主干上的改动。"));
    desk.merge("edit");
    desk.expect_approved(PAGE);
}

#[test]
fn a_stale_third_branch_that_main_merged_meanwhile_does_no_harm() {
    let (desk, _) = approved_on_a_branch();
    desk.branch("third");
    desk.edit("qin", OTHER, &page("第三方。"));
    desk.switch("main");
    desk.edit("qin", "docs/x.md", "文档");
    desk.merge("third");
    desk.merge("edit");
    desk.expect_approved(PAGE);
}

#[test]
fn a_merge_that_takes_the_old_approved_text_from_a_stale_branch_is_not_approved() {
    let desk = Desk::published();
    desk.branch("stale");
    desk.edit("qin", OTHER, &page("旧分支。"));
    desk.switch("main");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.merge_as("stale", &[(PAGE, &page(FIRST))]);
    desk.expect(PAGE, "held", "QF502");
}

#[test]
fn the_same_freshly_approved_on_the_stale_branch_is_not_approved() {
    let desk = Desk::published();
    desk.branch("stale");
    desk.sign("he", "head", &[PAGE]);
    desk.sign("tao", "final", &[PAGE]);
    desk.switch("main");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.merge_as("stale", &[(PAGE, &page(FIRST))]);
    desk.expect(PAGE, "held", "QF502");
}

#[test]
fn a_revert_with_an_extra_edge_to_the_old_approval_is_not_approved() {
    let (desk, edit) = Desk::edited();
    let approval = format!("{edit}~1");
    for parents in [[&*edit, &*approval], [&*approval, &*edit]] {
        desk.join(&parents, &approval);
        desk.expect(PAGE, "held", "QF502");
    }
}

#[test]
fn a_squashed_branch_whose_sign_offs_are_merged_back_is_approved() {
    let (desk, approval) = approved_on_a_branch();
    desk.git(&["merge", "-q", "--squash", "edit"]);
    desk.record_as("lu");
    desk.expect_withheld(PAGE, "held");
    desk.adopt(&approval);
    desk.expect_approved(PAGE);
}

#[test]
fn a_wobble_that_was_squashed_away_does_no_harm() {
    let (desk, approval) = approved_on_a_branch();
    desk.switch("edit");
    desk.edit("qin", PAGE, &page("摇摆。"));
    desk.edit("qin", PAGE, &page(SECOND));
    desk.switch("main");
    desk.git(&["merge", "-q", "--squash", "edit"]);
    desk.record_as("lu");
    desk.adopt(&approval);
    desk.expect_approved(PAGE);
}

#[test]
fn a_merge_that_drops_a_parallel_edit_is_not_approved() {
    let (desk, _) = approved_on_a_branch();
    desk.edit("lu", PAGE, &page("并行的改动。"));
    desk.merge_as("edit", &[(PAGE, &page(SECOND))]);
    let seen = desk.expect(PAGE, "held", "QF502");
    // FIRST was approved before SECOND, whose signers had it behind them: SECOND is the last edition.
    assert_eq!(seen.state(OTHER), "approved/head");
    assert!(desk.release().shows(SECOND));
}

#[test]
fn an_approved_text_that_a_merge_discarded_is_not_reinstated_silently() {
    let (desk, _) = approved_on_a_branch();
    desk.edit("qin", OTHER, &page("主干上的改动。"));
    desk.merge_as("edit", &[]);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect(PAGE, "held", "QF502");
}

#[test]
fn two_approved_pages_that_swap_their_content_are_not_approved() {
    let desk = Desk::published();
    let read = |path: &str| std::fs::read_to_string(desk.folder().join(path)).unwrap();
    let (first, second) = (read(PAGE), read(OTHER));
    desk.write_as("qin", &[(PAGE, &second), (OTHER, &first)]);
    desk.expect(PAGE, "held", "QF501");
    desk.expect(OTHER, "held", "QF501");
}

#[test]
fn the_same_bytes_as_an_executable_or_a_symlink_are_not_approved() {
    let desk = Desk::published();
    desk.git(&["update-index", "--chmod=+x", PAGE]);
    desk.commit_index(&desk.key("qin"), "executable");
    desk.expect_withheld(PAGE, "held");

    let desk = Desk::published();
    let blob = desk.git(&["rev-parse", &format!("HEAD:{PAGE}")]);
    desk.git(&["update-index", "--cacheinfo", &format!("120000,{blob},{PAGE}")]);
    desk.commit_index(&desk.key("qin"), "symlink");
    // A link is no page: it is refused, whoever signs it.
    for (person, step) in crate::desk::USUAL {
        desk.sign(person, step, &[PAGE]);
    }
    let seen = desk.status();
    assert_ne!(seen.verdict(PAGE), "approved", "{}", seen.text);
    assert!(seen.codes(PAGE).iter().any(|c| c == "QF407" || c == "QF609"), "{}", seen.text);
}

#[test]
fn a_page_deleted_and_restored_unchanged_is_not_approved_and_not_held() {
    let desk = Desk::published();
    desk.delete_as("qin", PAGE);
    desk.edit("qin", PAGE, &page(FIRST));
    desk.expect(PAGE, "none", "QF502");
}

#[test]
fn a_sign_off_that_is_not_behind_head_does_not_exist() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.branch("side");
    desk.sign_all(&[PAGE]);
    desk.switch("main");
    desk.expect(PAGE, "none", "QF501");
    desk.merge("side");
    desk.expect_approved(PAGE);
}

#[test]
fn repeating_a_sign_off_changes_nothing() {
    let desk = Desk::published();
    for _ in 0..2 {
        desk.sign("fan", "final", &[PAGE]);
        desk.sign("song", "head", &[PAGE]);
        desk.expect_approved(PAGE);
    }
}

/// The recipe of `docs/audit.md` in short, by hand: D(p) is behind the sign-off, and nothing else changed the page.
#[test]
fn plain_git_says_the_same_of_an_approved_page() {
    let (desk, approval) = approved_on_a_branch();
    desk.merge("edit");
    desk.expect_approved(PAGE);
    let others = desk.git(&["rev-list", "--full-history", &format!("{approval}..HEAD"), "--", PAGE]);
    for commit in others.lines() {
        let version = |c: &str| desk.git(&["ls-tree", c, "--", PAGE]);
        assert_eq!(version(commit), version("HEAD"));
    }
}
