//! The clumsiest day: every row of *Recovery* in gate.md §12, and the way out of each without rewriting history.
//!
//! Each test ends with the page on the site and nothing that stops a release.

use crate::desk::{Desk, FIRST, OTHER, PAGE, SECOND, page, sensitive};

/// Claims that a release succeeds and shows this text.
fn is_released(desk: &Desk, text: &str) {
    let release = desk.release();
    assert_eq!(release.code, 0, "{}", release.text);
    assert!(release.shows(text), "{}", release.text);
}

#[test]
fn an_unsigned_edit_is_vouched_for() {
    let desk = Desk::published();
    desk.commit(&[(PAGE, &page(SECOND))]);
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "held", "QF506");
    is_released(&desk, FIRST);
    // The approvals of the others stand; only the answer for the text was missing.
    desk.vouch("lu", &[PAGE]);
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}

#[test]
fn an_unsigned_edit_is_written_again_by_a_writer() {
    let desk = Desk::published();
    desk.commit(&[(PAGE, &page(SECOND))]);
    desk.edit("lu", PAGE, &page(&format!("{SECOND} ")));
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}

#[test]
fn a_lost_key_is_revoked_and_replaced() {
    let desk = Desk::published();
    desk.set_key("fan", "revoked", "");
    desk.add_key("fan", "spare");
    desk.expect_approved(PAGE);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign("song", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect_withheld(PAGE, "held");
    desk.statement("spare", "approve", Some("final"), &[PAGE]).commit(&desk);
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}

#[test]
fn a_lost_root_key_is_replaced_by_the_other_two() {
    let desk = Desk::published();
    desk.set_key("ding", "revoked", "");
    let mut draft = desk.draft();
    let paragraph = crate::desk::key_paragraph("ding", &desk.public("spare"), "active");
    draft.replace("[[grant]]", &format!("{paragraph}\n[[grant]]"));
    draft.sign(&desk, &["yue", "zhou"]);
    let draft = desk.draft();
    draft.write(&desk, &["yue"]);
    let signature = desk.armour("spare", "qianfa-policy", draft.text.as_bytes());
    desk.write(".qianfa/policy/0004.ding.sig", &signature);
    desk.write("reviewers.toml", &draft.text);
    desk.record_as("yue");
    is_released(&desk, FIRST);
}

#[test]
fn a_malformed_sign_off_of_somebody_who_left_is_voided_by_a_policy() {
    let desk = Desk::published();
    let broken = desk.statement("gao", "object", Some("leader"), &[PAGE]).line("Qianfa-Item", &["Qianfa-Item: ?"]);
    let broken = broken.commit(&desk);
    desk.expect_stopped("QF508");
    let mut draft = desk.draft();
    draft.name("void", &broken);
    draft.sign(&desk, &["yue", "ding"]);
    is_released(&desk, FIRST);
    desk.expect_approved(PAGE);
}

/// Revoking the key is enough as well: it is no longer active at HEAD, so what it broke is a warning.
#[test]
fn a_malformed_sign_off_stops_nothing_once_its_key_is_revoked() {
    let desk = Desk::published();
    desk.statement("gao", "object", Some("leader"), &[PAGE]).line("Qianfa-Item", &["Qianfa-Item: ?"]).commit(&desk);
    desk.set_key("gao", "revoked", "");
    is_released(&desk, FIRST);
}

#[test]
fn a_malformed_sign_off_is_mended_by_a_well_formed_one_of_the_same_person() {
    let desk = Desk::published();
    desk.statement("gao", "approve", Some("leader"), &[PAGE]).line("Qianfa-Item", &["Qianfa-Item: ?"]).commit(&desk);
    desk.expect_stopped("QF508");
    desk.sign("lin", "leader", &[PAGE]);
    desk.expect_stopped("QF508");
    desk.sign("gao", "leader", &[OTHER]);
    is_released(&desk, FIRST);
}

#[test]
fn a_squash_merge_is_mended_by_adopting_the_branch() {
    let desk = Desk::published();
    desk.branch("edit");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.switch("main");
    // The forge signs with a key of its own.
    desk.squash("edit");
    desk.expect_withheld(PAGE, "held");
    let (code, text) = desk.run_as("lu", &["adopt", "edit"]);
    assert_eq!(code, 0, "{text}");
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}

#[test]
fn a_branch_that_a_forge_rebased_is_mended_by_adopting_the_original() {
    let desk = Desk::published();
    desk.branch("edit");
    desk.edit("qin", PAGE, &page(SECOND));
    let approval = desk.sign_all(&[PAGE]);
    desk.switch("main");
    desk.edit("qin", OTHER, &page("主干。"));
    // Unsigned copies of the three commits, as "rebase and merge" makes them.
    desk.git(&["cherry-pick", "--allow-empty", "main..edit"]);
    desk.expect_withheld(PAGE, "held");
    desk.adopt(&approval);
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}

#[test]
fn when_all_final_reviewers_are_ill_a_policy_names_others() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign("song", "head", &[PAGE]);
    let grant = "[[grant]]\nperson      = \"yue\"\nstep        = \"final\"\ndepartments = [\"*\"]\n\n[step.head]";
    desk.amend("[step.head]", grant);
    desk.sign("yue", "final", &[PAGE]);
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}

#[test]
fn a_wrong_policy_that_was_signed_is_replaced_by_the_next() {
    let desk = Desk::published();
    let good = desk.policy_text(1);
    // Nobody holds the final step any more.
    desk.policy(&["yue", "ding"], |text| text.replace("step        = \"final\"", "step        = \"leader\""));
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.expect_withheld(PAGE, "held");
    // The old text is signed again as version 3.
    let mut draft = desk.draft();
    let (head, _) = draft.text.split_once("\n[policy]").unwrap();
    let (_, body) = good.split_once("\n[policy]").unwrap();
    draft.text = format!("{head}\n[policy]{body}");
    draft.sign(&desk, &["yue", "ding"]);
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}

#[test]
fn a_stray_policy_that_was_pushed_is_deleted() {
    let desk = Desk::published();
    desk.draft().sign(&desk, &["yue"]);
    desk.expect_stopped("QF605");
    std::fs::remove_file(desk.policy_file("0002.toml")).unwrap();
    std::fs::remove_file(desk.policy_file("0002.yue.sig")).unwrap();
    std::fs::remove_dir_all(desk.policy_file("0002.lexicon")).unwrap();
    let text = desk.policy_text(1);
    desk.edit("qin", "reviewers.toml", &text);
    is_released(&desk, FIRST);
}

#[test]
fn a_stray_policy_is_completed_by_the_missing_signature() {
    let desk = Desk::published();
    let draft = desk.draft();
    draft.sign(&desk, &["yue"]);
    draft.sign(&desk, &["zhou"]);
    is_released(&desk, FIRST);
}

#[test]
fn an_unrelated_history_that_was_merged_is_a_warning() {
    let desk = Desk::published();
    let blob = desk.store_as("blob", "别处的文件".as_bytes());
    let tree = desk.try_git(&["mktree"], format!("100644 blob {blob}\tREADME.md\n").as_bytes()).1;
    let stranger = desk.git(&["commit-tree", "-m", "elsewhere", &tree]);
    desk.git(&["merge", "-q", "--allow-unrelated-histories", "-m", "merge", &stranger]);
    desk.expect_code("QF603");
    desk.expect_approved(PAGE);
    is_released(&desk, FIRST);
}

/// An import from another repository: its pages come without signatures, and are vouched for.
#[test]
fn pages_of_an_unrelated_history_are_vouched_for() {
    let desk = Desk::new();
    let text = page("导入的页面。");
    let blob = desk.store_as("blob", text.as_bytes());
    let mut tree = desk.try_git(&["mktree"], format!("100644 blob {blob}\t2026-11-20-a.md\n").as_bytes()).1;
    for folder in ["notice", "content"] {
        tree = desk.try_git(&["mktree"], format!("040000 tree {tree}\t{folder}\n").as_bytes()).1;
    }
    let stranger = desk.git(&["commit-tree", "-m", "elsewhere", &tree]);
    desk.git(&["merge", "-q", "--allow-unrelated-histories", "-m", "merge", &stranger]);
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "none", "QF506");
    desk.vouch("lu", &[PAGE]);
    desk.expect_approved(PAGE);
    is_released(&desk, "导入的页面");
}

/// `git pull --rebase` by an editor copied the sign-offs of others: they count nothing until the people sign again.
#[test]
fn a_clumsy_rebase_is_mended_by_signing_again() {
    let desk = Desk::published();
    desk.branch("local");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.switch("main");
    desk.edit("lu", OTHER, &page("主干。"));
    desk.switch("local");
    desk.git(&["config", "gpg.format", "ssh"]);
    desk.git(&["config", "user.signingKey", desk.key("qin").to_str().unwrap()]);
    desk.git(&["-c", "commit.gpgSign=true", "rebase", "-q", "--keep-empty", "main"]);
    desk.expect_code("QF518");
    desk.expect_withheld(PAGE, "held");
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn an_objection_of_somebody_who_left_is_voided_by_a_policy() {
    let desk = Desk::published();
    let objection = desk.object("gao", "leader", PAGE);
    desk.set_key("gao", "revoked", "");
    // It was authoritative when it was made: leaving does not lift it.
    assert_eq!(desk.verdict(PAGE), "objected");
    let mut draft = desk.draft();
    draft.name("void", &objection);
    draft.sign(&desk, &["yue", "ding"]);
    desk.expect_approved(PAGE);
    is_released(&desk, FIRST);
}

#[test]
fn a_compromised_reviewer_is_mended_by_signing_again() {
    let desk = Desk::published();
    desk.set_key("song", "compromised", "");
    desk.expect_withheld(PAGE, "none");
    desk.sign("he", "head", &[PAGE, OTHER]);
    desk.sign("fan", "final", &[PAGE, OTHER]);
    desk.expect_approved(PAGE);
    is_released(&desk, FIRST);
}

#[test]
fn a_compromised_writer_is_mended_by_vouching() {
    let desk = Desk::published();
    desk.set_key("qin", "compromised", "");
    desk.expect_withheld(PAGE, "none");
    // She alone could write `site.toml`: a policy names somebody else, who answers for it and for the pages.
    desk.amend(
        "person  = \"lu\"\nstep    = \"write\"",
        "person  = \"lu\"\npaths   = [\"site.toml\"]\nstep    = \"write\"",
    );
    desk.vouch("lu", &[PAGE, OTHER, "site.toml"]);
    desk.sign("song", "head", &[PAGE, OTHER]);
    desk.sign("fan", "final", &[PAGE, OTHER, "site.toml"]);
    desk.expect_approved(PAGE);
    is_released(&desk, FIRST);
}

#[test]
fn a_reviewer_who_wrote_a_word_leaves_the_review_to_another() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.edit("he", PAGE, &sensitive(SECOND));
    desk.sign("he", "head", &[PAGE]);
    desk.sign("gao", "leader", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF505");
    desk.sign_three(&[PAGE]);
    desk.expect_approved(PAGE);
    is_released(&desk, SECOND);
}
