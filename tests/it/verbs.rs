//! The verbs that sign: what they refuse before the signer is asked, what they check after it, and what they leave alone.

use crate::desk::{Desk, FIRST, OTHER, PAGE, SECOND, last_paragraph, page, page_of, sensitive};

/// Claims that a verb refuses: it could not do the job, says each of these words, and leaves the branch alone.
fn refuses(desk: &Desk, person: &str, arguments: &[&str], words: &[&str]) {
    let head = desk.head();
    let (code, text) = desk.run_as(person, arguments);
    assert_eq!(code, 2, "{arguments:?}: {text}");
    for word in words {
        assert!(text.contains(word), "{word} in: {text}");
    }
    assert_eq!(desk.head(), head, "{arguments:?}: {text}");
}

/// Claims that a verb signs, and returns what it says.
fn signs(desk: &Desk, person: &str, arguments: &[&str]) -> String {
    let head = desk.head();
    let (code, text) = desk.run_as(person, arguments);
    assert_eq!(code, 0, "{arguments:?}: {text}");
    assert_ne!(desk.head(), head, "{arguments:?}: {text}");
    text
}

fn approve<'a>(path: &'a str, step: &'a str) -> [&'a str; 4] {
    ["approve", path, "--step", step]
}

/// A desk with a page that qin wrote and nobody signed.
fn waiting() -> Desk {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk
}

/// Makes git sign with a program that does this before, or in the place of, `ssh-keygen`.
fn sign_with(desk: &Desk, script: &str) {
    let program = desk.beside().join("signer");
    std::fs::write(&program, format!("#!/bin/sh\nfor last; do :; done\n{script}\n")).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&program, mode).unwrap();
    desk.git(&["config", "gpg.ssh.program", program.to_str().unwrap()]);
}

// Whose key it is.

#[test]
fn a_key_that_nobody_registered_signs_nothing() {
    let desk = waiting();
    for arguments in [
        &approve(PAGE, "head")[..],
        &["object", PAGE, "--step", "leader", "-m", "x"],
        &["vouch", PAGE],
        &["renew", "--step", "head"],
    ] {
        refuses(&desk, "stranger", arguments, &["does not register", "SHA256:", "yue"]);
    }
}

#[test]
fn a_key_that_is_not_active_signs_nothing() {
    for (state, word) in [("suspended", "suspended"), ("revoked", "revoked"), ("compromised", "other hands")] {
        let desk = waiting();
        desk.set_key("song", state, "");
        refuses(&desk, "song", &approve(PAGE, "head"), &[word]);
    }
}

#[test]
fn a_key_that_is_too_old_approves_nothing_but_may_still_object() {
    let desk = waiting();
    desk.amend("\"180d\"", "\"20d\"");
    refuses(&desk, "song", &approve(PAGE, "head"), &["2026-11-21"]);
    signs(&desk, "gao", &["object", PAGE, "--step", "leader", "-m", "x"]);
}

#[test]
fn a_key_that_ends_within_two_weeks_is_warned_about() {
    let desk = waiting();
    desk.amend("\"180d\"", "\"30d\"");
    let text = signs(&desk, "song", &approve(PAGE, "head"));
    assert!(text.contains("reminder") && text.contains("2026-12-01"), "{text}");
}

#[test]
fn a_key_named_on_the_command_line_signs_in_the_place_of_the_usual_one() {
    let desk = waiting();
    let key = desk.key("song");
    signs(&desk, "stranger", &["approve", PAGE, "--step", "head", "--key", key.to_str().unwrap()]);
    assert_eq!(desk.status().signed(PAGE), ["head: song"]);
}

// What is theirs to sign.

#[test]
fn a_step_that_does_not_exist_is_answered_with_those_that_do() {
    refuses(&waiting(), "song", &approve(PAGE, "chief"), &["no step `chief`", "`head`", "`leader`", "`final`"]);
}

#[test]
fn a_step_that_is_not_theirs_names_who_could() {
    let desk = waiting();
    refuses(&desk, "qin", &approve(PAGE, "head"), &["qin does not hold", "办公室", "he、lin、song"]);
    refuses(&desk, "fan", &["object", PAGE, "--step", "leader", "-m", "x"], &["fan does not hold", "gao、lin"]);
}

#[test]
fn a_step_that_is_not_needed_names_those_that_are() {
    refuses(&waiting(), "gao", &approve(PAGE, "leader"), &["does not need", "处室负责人审核", "终审"]);
}

#[test]
fn a_step_that_is_signed_already_names_by_whom() {
    let desk = waiting();
    desk.sign("song", "head", &[PAGE]);
    refuses(&desk, "he", &approve(PAGE, "head"), &["by song already"]);
}

#[test]
fn an_author_is_told_which_commit_made_her_one_and_who_else_could() {
    let desk = Desk::new();
    let commit = desk.edit("he", PAGE, &page(FIRST));
    refuses(&desk, "he", &approve(PAGE, "head"), &["you are an author", &commit[..12], "lin、song"]);
}

#[test]
fn nobody_signs_two_steps() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    signs(&desk, "lin", &approve(PAGE, "head"));
    refuses(&desk, "lin", &approve(PAGE, "leader"), &["nobody signs two steps", "gao"]);
}

#[test]
fn a_later_step_waits_for_the_earlier_one() {
    let desk = waiting();
    refuses(&desk, "fan", &approve(PAGE, "final"), &["处室负责人审核", "would not count", "song"]);
    let text = signs(&desk, "song", &approve(PAGE, "head"));
    assert!(text.contains("next: 终审") && text.contains("fan、tao"), "{text}");
    let text = signs(&desk, "fan", &approve(PAGE, "final"));
    assert!(text.contains("every step is signed"), "{text}");
    desk.expect_approved(PAGE);
}

#[test]
fn a_level_that_is_never_published_has_nothing_to_sign() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page_of("office", "internal", "", FIRST));
    refuses(&desk, "song", &approve(PAGE, "head"), &["never published"]);
}

#[test]
fn a_page_that_the_matrix_refuses_cannot_be_signed() {
    let desk = Desk::new();
    let rules = "content/rules/2026-11-20-a.md";
    desk.edit("qin", rules, &page_of("law", "public", "", FIRST));
    refuses(&desk, "he", &approve(rules, "head"), &["does not agree with the matrix", "qianfa check"]);
}

#[test]
fn the_matrix_itself_is_not_approved_this_way() {
    refuses(&waiting(), "fan", &approve("reviewers.toml", "final"), &["qianfa policy sign"]);
}

#[test]
fn one_refusal_among_several_paths_signs_none_of_them() {
    let desk = waiting();
    desk.edit("he", OTHER, &page("乙页。"));
    refuses(&desk, "he", &["approve", PAGE, OTHER, "--step", "head"], &["you are an author"]);
}

#[test]
fn of_a_folder_only_what_is_open_and_theirs_is_signed() {
    let desk = waiting();
    desk.edit("he", OTHER, &page("乙页。"));
    signs(&desk, "he", &approve("content/notice", "head"));
    let seen = desk.status();
    assert_eq!((seen.signed(PAGE), seen.signed(OTHER).len()), (vec!["head: he".to_owned()], 0), "{}", seen.text);
    refuses(&desk, "he", &approve("content", "head"), &["nothing in `content`"]);
}

#[test]
fn the_configuration_is_signed_like_a_page() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    desk.edit("qin", "site.toml", &format!("{text}\n# 改\n"));
    refuses(&desk, "qin", &approve("site.toml", "final"), &["does not hold", "fan、tao"]);
    signs(&desk, "fan", &approve("site.toml", "final"));
    desk.expect_approved("site.toml");
}

// What HEAD holds.

#[test]
fn a_page_that_is_not_committed_cannot_be_signed() {
    let desk = Desk::new();
    desk.write(PAGE, &page(FIRST));
    refuses(&desk, "song", &approve(PAGE, "head"), &["not committed", "git commit"]);
    desk.git(&["add", "-A"]);
    refuses(&desk, "song", &approve(PAGE, "head"), &["not committed"]);
}

#[test]
fn what_is_changed_and_not_committed_is_neither_signed_nor_touched() {
    let desk = waiting();
    desk.write(PAGE, &page(SECOND));
    desk.write("content/notice/2026-11-20-a/new.txt", "x");
    let before = desk.git(&["status", "--porcelain", "-uall"]);
    let text = signs(&desk, "song", &approve(PAGE, "head"));
    assert!(text.contains("2 files are not committed") && text.contains("new.txt"), "{text}");
    assert_eq!(desk.git(&["status", "--porcelain", "-uall"]), before);
    assert_eq!(desk.git(&["rev-parse", "HEAD^{tree}"]), desk.git(&["rev-parse", "HEAD~1^{tree}"]));
    desk.sign("fan", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_detached_head_signs_nothing() {
    let desk = waiting();
    desk.git(&["checkout", "-q", "--detach"]);
    for (person, arguments) in
        [("song", &approve(PAGE, "head")[..]), ("lu", &["vouch", PAGE]), ("lu", &["adopt", "main"])]
    {
        refuses(&desk, person, arguments, &["on no branch"]);
    }
}

#[test]
fn a_broken_chain_signs_nothing() {
    let desk = waiting();
    let text = desk.policy_text(1);
    desk.edit("qin", "reviewers.toml", &text.replace("threshold = 2", "threshold = 1"));
    let head = desk.head();
    let (code, text) = desk.run_as("song", &approve(PAGE, "head"));
    assert!(code == 1 && text.contains("QF607") && desk.head() == head, "{text}");
}

// What is shown before, and checked after.

#[test]
fn exactly_what_is_signed_is_shown_before() {
    let (desk, _) = Desk::edited();
    let text = signs(&desk, "song", &approve(PAGE, "head"));
    let blob = desk.bytes_of("blob", &format!("HEAD:{PAGE}"));
    for word in [
        PAGE,
        &crate::desk::sha256(&blob)[..12],
        &format!("{} bytes", blob.len()),
        "+1 −1 lines",
        "已审核，内容真实可靠。",
    ] {
        assert!(text.contains(word), "{word} in: {text}");
    }
    assert!(!text.contains(SECOND), "off the terminal no text is shown: {text}");
    let text = signs(&desk, "fan", &["approve", PAGE, "--step", "final", "--show-source"]);
    assert!(text.contains(&format!("-{FIRST}")) && text.contains(&format!("+{SECOND}")), "{text}");
}

#[test]
fn what_the_signer_states_and_adds_stands_in_the_signed_message() {
    let desk = waiting();
    signs(&desk, "song", &["approve", PAGE, "--step", "head", "-m", "已核对原件"]);
    let message = desk.git(&["log", "-1", "--format=%B"]);
    assert!(message.contains("已审核，内容真实可靠。\n\n已核对原件\n\nQianfa-Version"), "{message}");
    refuses(&desk, "fan", &["approve", PAGE, "--step", "final", "-m", "x\nQianfa-Item: y"], &["Qianfa-"]);
}

#[test]
fn a_branch_that_moved_while_somebody_signed_is_left_alone() {
    let desk = waiting();
    let moved = desk.edit("qin", OTHER, &page("乙页。"));
    desk.put("HEAD~1");
    let folder = desk.folder().display().to_string();
    sign_with(&desk, &format!("git -C {folder} update-ref refs/heads/main {moved}\nexec ssh-keygen \"$@\""));
    let (code, text) = desk.run_as("song", &approve(PAGE, "head"));
    assert!(code == 2 && text.contains("refs/heads/main") && text.contains("left out"), "{text}");
    assert_eq!(desk.head(), moved);
}

#[test]
fn a_signer_that_uses_another_key_moves_nothing() {
    let desk = waiting();
    let other = desk.key("he").display().to_string();
    sign_with(&desk, &format!("exec ssh-keygen -Y sign -n git -f {other} \"$last\""));
    refuses(&desk, "song", &approve(PAGE, "head"), &["not what was to be signed"]);
}

#[test]
fn a_signer_that_refuses_moves_nothing() {
    let desk = waiting();
    sign_with(&desk, "echo no touch >&2; exit 1");
    refuses(&desk, "song", &approve(PAGE, "head"), &["nothing was signed", "no touch"]);
}

#[test]
fn who_signs_a_page_that_was_sent_back_is_told_by_whom_and_why() {
    let desk = waiting();
    desk.object("gao", "leader", PAGE);
    let text = signs(&desk, "song", &approve(PAGE, "head"));
    assert!(text.contains("gao objects") && text.contains("数字有误"), "{text}");
}

#[test]
fn paths_are_meant_from_where_the_verb_works_also_those_that_are_gone() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page(SECOND));
    let name = PAGE.rsplit('/').next().unwrap();
    signs(&desk, "song", &["-C", "content/notice", "approve", name, "--step", "head"]);
    desk.delete_as("qin", PAGE);
    signs(&desk, "song", &["-C", "content/notice", "withdraw", name, "--step", "head", "-m", "过期"]);
    refuses(&desk, "song", &["-C", "content", "approve", "../../x.md", "--step", "head"], &["x.md"]);
}

// The other verbs.

#[test]
fn an_objection_is_lifted_by_its_person_in_a_step_that_the_page_does_not_need() {
    let desk = Desk::published();
    let text = signs(&desk, "gao", &["object", PAGE, "--step", "leader", "-m", "数字有误"]);
    assert!(text.contains("as approved"), "{text}");
    assert_eq!(desk.verdict(PAGE), "objected");
    refuses(&desk, "gao", &["object", PAGE, "--step", "leader", "-m", " "], &["reason is missing"]);
    refuses(&desk, "lin", &approve(PAGE, "leader"), &["does not need"]);
    signs(&desk, "gao", &approve(PAGE, "leader"));
    desk.expect_approved(PAGE);
}

#[test]
fn an_emergency_needs_its_own_steps_in_their_order() {
    let emergency = |step| ["approve", PAGE, "--step", step, "--emergency", "-m", "台风"];
    let desk = waiting();
    refuses(&desk, "song", &emergency("head"), &["cannot be published in an emergency"]);
    refuses(&desk, "fan", &emergency("final"), &["主管局长审核", "would not count"]);
    signs(&desk, "gao", &emergency("leader"));
    refuses(&desk, "gao", &emergency("final"), &["gao does not hold"]);
    signs(&desk, "fan", &emergency("final"));
    assert!(desk.expect_approved(PAGE).codes(PAGE).contains("QF519"));
    refuses(&desk, "lin", &emergency("leader"), &["approved already"]);
    refuses(&desk, "gao", &["approve", PAGE, "--step", "leader", "--emergency"], &["--message"]);
}

#[test]
fn only_who_may_write_every_file_vouches_for_it() {
    let desk = Desk::new();
    desk.commit(&[(PAGE, &page(FIRST)), ("content/rules/2026-11-20-c.md", &page("丙页。"))]);
    refuses(&desk, "song", &["vouch", PAGE], &["song may not write", "he、lu、qin"]);
    refuses(&desk, "lu", &["vouch", PAGE, "content/rules/2026-11-20-c.md"], &["lu may not write"]);
    let text = signs(&desk, "lu", &["vouch", "content"]);
    assert!(text.contains("is an author"), "{text}");
    assert_eq!(last_paragraph(&desk.git(&["log", "-1", "--format=%B"])).len(), 7, "one item and no step");
    refuses(&desk, "lu", &["vouch", "content/rules"], &["lu may not write"]);
}

#[test]
fn only_a_page_that_was_published_and_is_gone_is_withdrawn() {
    let desk = Desk::published();
    let withdraw = |path| ["withdraw", path, "--step", "head", "-m", "过期"];
    refuses(&desk, "song", &withdraw(PAGE), &["still there", "git rm"]);
    refuses(&desk, "song", &withdraw("content/notice/2026-01-01-x.md"), &["never published"]);
    desk.delete_as("qin", PAGE);
    refuses(&desk, "song", &approve(PAGE, "head"), &["is deleted", "qianfa withdraw"]);
    refuses(&desk, "fan", &["withdraw", PAGE, "--step", "final", "-m", "过期"], &["would not count"]);
    signs(&desk, "song", &withdraw(PAGE));
    refuses(&desk, "he", &withdraw(PAGE), &["by song already"]);
}

#[test]
fn a_page_that_was_moved_is_approved_and_withdrawn_by_one_command() {
    let desk = Desk::published();
    let to = "content/notice/2026-11-20-moved.md";
    desk.move_as("qin", PAGE, to);
    let before = desk.head();
    for (person, step) in crate::desk::USUAL {
        let text = signs(&desk, person, &approve(to, step));
        assert!(text.contains("in 2 commits"), "{text}");
    }
    assert_eq!(desk.git(&["rev-list", "--count", &format!("{before}..HEAD")]), "4");
    let seen = desk.expect_approved(to);
    assert!(!seen.all_codes().contains("QF512"), "{}", seen.text);
}

#[test]
fn what_was_signed_once_and_came_back_is_renewed() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page(SECOND));
    desk.edit("qin", PAGE, &page(FIRST));
    desk.expect_withheld(PAGE, "held");
    refuses(&desk, "he", &["renew", "--step", "head"], &["nothing to renew"]);
    refuses(&desk, "fan", &["renew", "--step", "final"], &["would not count"]);
    let text = signs(&desk, "song", &["renew", "--step", "head"]);
    assert!(text.contains(PAGE) && !text.contains(OTHER) && text.contains("next: 终审"), "{text}");
    signs(&desk, "fan", &["renew", "--step", "final"]);
    desk.expect_approved(PAGE);
}

#[test]
fn what_only_a_key_in_other_hands_signed_must_be_named() {
    let desk = Desk::published();
    desk.set_key("song", "compromised", "");
    desk.add_key("song", "spare");
    refuses(&desk, "spare", &["renew", "--step", "head"], &["other hands", PAGE, OTHER]);
    let text = signs(&desk, "spare", &["renew", "--step", "head", PAGE]);
    assert!(text.contains("other hands") && text.contains(OTHER), "{text}");
    signs(&desk, "fan", &["renew", "--step", "final"]);
    let seen = desk.expect_approved(PAGE);
    assert_ne!(seen.verdict(OTHER), "approved");
}

#[test]
fn a_text_that_was_never_signed_is_not_renewed() {
    let (desk, _) = Desk::edited();
    refuses(&desk, "song", &["renew", "--step", "head"], &["nothing to renew"]);
    refuses(&desk, "song", &["renew", "--step", "head", PAGE], &["never signed", "qianfa approve"]);
}

#[test]
fn adopting_what_brings_nothing_back_leaves_the_branch_alone() {
    let desk = Desk::published();
    refuses(&desk, "lu", &["adopt", "HEAD~1"], &["already"]);
    refuses(&desk, "lu", &["adopt", "nowhere"], &["nowhere"]);
    desk.branch("side");
    desk.edit("qin", "content/notice/2026-11-22-c.md", &page("丙页。"));
    desk.switch("main");
    refuses(&desk, "lu", &["adopt", "side"], &["left alone"]);
}

#[test]
fn adopting_says_which_signatures_count_again() {
    let desk = Desk::published();
    desk.branch("side");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.switch("main");
    desk.squash("side");
    let tree = desk.git(&["rev-parse", "HEAD^{tree}"]);
    let text = signs(&desk, "lu", &["adopt", "side"]);
    for word in ["counts again", "song", "fan", PAGE, "approved"] {
        assert!(text.contains(word), "{word} in: {text}");
    }
    assert_eq!(desk.git(&["rev-parse", "HEAD^{tree}"]), tree);
    assert_eq!(desk.git(&["rev-parse", "HEAD^2"]), desk.git(&["rev-parse", "side"]));
    desk.expect_approved(PAGE);
}

#[test]
fn a_difference_is_that_to_the_last_approved_edition() {
    let (desk, _) = Desk::edited();
    let text = |arguments: &[&str]| desk.seen(arguments).text;
    let shown = text(&["diff", PAGE, "--show-source"]);
    assert!(shown.contains(&format!("-{FIRST}")) && shown.contains(&format!("+{SECOND}")), "{shown}");
    let hidden = text(&["diff", PAGE]);
    assert!(!hidden.contains(SECOND) && hidden.contains("+1 −1") && hidden.contains("--show-source"), "{hidden}");
    assert!(text(&["diff", OTHER]).contains("HEAD is the approved edition"));
    desk.write_as(
        "qin",
        &[("content/notice/2026-11-22-c.md", &page("丙页。")), ("content/notice/2026-11-20-a/f.txt", "表")],
    );
    assert!(text(&["diff", "content/notice/2026-11-22-c.md"]).contains("no approved edition"));
    let with_file = text(&["diff", PAGE]);
    assert!(with_file.contains("content/notice/2026-11-20-a/f.txt  new"), "{with_file}");
    assert_eq!(desk.seen(&["diff", "content/nothing.md"]).code, 2);
}
