//! Each finding of the gate, as a claim (gate.md §11), with the verdict it goes with (§7).
//!
//! One test a code at least: the smallest history that shows it, and what the site shows meanwhile.

use crate::desk::{ADDRESS, Desk, FIRST, OTHER, PAGE, SECOND, page, page_of, sensitive};

// QF501: a step has no valid sign-off.

#[test]
fn a_page_that_nobody_signed_waits_and_names_who_may_sign() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    let seen = desk.expect(PAGE, "none", "QF501");
    assert_eq!(seen.verdict(PAGE), "pending");
    assert_eq!(seen.waiting(PAGE), ["head: he lin song", "final: fan tao"]);
}

#[test]
fn a_half_signed_page_names_who_signed_and_who_is_missing() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("song", "head", &[PAGE]);
    let seen = desk.expect(PAGE, "none", "QF501");
    assert_eq!((seen.signed(PAGE), seen.waiting(PAGE)), (vec!["head: song".into()], vec!["final: fan tao".into()]));
}

#[test]
fn all_steps_signed_in_order_approve_a_page() {
    let seen = Desk::published().expect_approved(PAGE);
    assert_eq!(seen.signed(PAGE), ["head: song", "final: fan"]);
    assert_eq!(seen.code, 0, "{}", seen.text);
    assert!(seen.codes(PAGE).is_empty(), "{}", seen.text);
}

#[test]
fn a_sensitive_page_needs_the_leader_as_well() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_all(&[PAGE]);
    assert_eq!(desk.expect(PAGE, "none", "QF501").waiting(PAGE), ["leader: gao lin"]);
    // The final reviewer signs over the leader: his earlier signature came too soon.
    desk.sign("gao", "leader", &[PAGE]);
    desk.expect_withheld(PAGE, "none");
    desk.sign("fan", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_column_adds_its_steps_to_those_of_the_level() {
    let desk = Desk::new();
    let path = "content/rules/a.md";
    desk.edit("qin", path, &page(FIRST));
    desk.sign_all(&[path]);
    assert_eq!(desk.expect(path, "none", "QF501").waiting(path), ["leader: gao lin"]);
}

#[test]
fn a_word_of_the_archived_list_adds_a_step() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page("有企业欠薪。"));
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "none", "QF501");
    desk.sign("lin", "leader", &[PAGE]);
    desk.sign("tao", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn somebody_else_of_the_step_may_sign_as_well_but_not_of_another_department() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page_of("law", "public", "", FIRST));
    desk.sign("song", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF501");
    desk.sign("he", "head", &[PAGE]);
    desk.sign("tao", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

// QF502: a commit that the signer had not seen changed the page.

#[test]
fn one_changed_byte_reopens_the_question() {
    let (desk, _) = Desk::edited();
    let seen = desk.expect(PAGE, "held", "QF501");
    assert_eq!(seen.verdict(PAGE), "pending");
    assert_eq!(seen.waiting(PAGE), ["head: he lin song", "final: fan tao"]);
    assert_eq!(seen.state(OTHER), "approved/head");
}

#[test]
fn a_void_sign_off_names_the_commit_that_its_signer_had_not_seen() {
    let (desk, edit) = Desk::edited();
    desk.edit("qin", PAGE, &page(FIRST));
    let seen = desk.expect(PAGE, "held", "QF502");
    let void = seen.item(PAGE).unwrap()["void"].as_array().unwrap().clone();
    let people: Vec<&str> =
        void.iter().filter(|v| v["because"] == edit.as_str()).filter_map(|v| v["person"].as_str()).collect();
    assert!(people.contains(&"song") && people.contains(&"fan"), "{}", seen.text);
}

// QF503: authority.

/// `side` begins before song is suspended on `main`; the desk stands on `side`, where the page waits for signatures.
fn suspended_elsewhere() -> Desk {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.git(&["branch", "side"]);
    desk.set_key("song", "suspended", "");
    desk.switch("side");
    desk
}

#[test]
fn a_key_that_was_suspended_meanwhile_signs_nothing_on_an_older_branch() {
    let desk = suspended_elsewhere();
    desk.sign_all(&[PAGE]);
    desk.switch("main");
    desk.merge("side");
    desk.expect(PAGE, "none", "QF503");
}

#[test]
fn a_step_that_was_taken_away_meanwhile_is_not_signed_on_an_older_branch() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.git(&["branch", "side"]);
    desk.amend("person      = \"song\"\nstep        = \"head\"", "person      = \"gao\"\nstep        = \"head\"");
    desk.switch("side");
    desk.sign_all(&[PAGE]);
    desk.switch("main");
    desk.merge("side");
    desk.expect(PAGE, "none", "QF503");
}

#[test]
fn a_suspension_does_not_undo_what_was_signed_before_it() {
    for state in ["suspended", "revoked"] {
        let desk = Desk::published();
        desk.set_key("song", state, "");
        desk.set_key("qin", state, "");
        desk.expect_approved(PAGE);
    }
}

#[test]
fn a_suspended_key_signs_nothing_more() {
    let desk = Desk::new();
    desk.set_key("song", "suspended", "");
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "none", "QF503");
}

#[test]
fn a_key_that_is_resumed_signs_again() {
    let desk = Desk::new();
    desk.set_key("song", "suspended", "");
    desk.amend("state  = \"suspended\"", "state  = \"active\"");
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

// QF504, QF505: distinct people, four eyes.

#[test]
fn one_person_does_not_fill_two_steps() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page_of("law", "sensitive", "", FIRST));
    desk.sign("gao", "head", &[PAGE]);
    desk.sign("gao", "leader", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF504");
}

#[test]
fn distinct_people_are_found_whoever_signed_twice() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page_of("law", "sensitive", "", FIRST));
    // gao and lin both signed as head; only gao as leader: lin must be taken for the head.
    desk.sign("gao", "head", &[PAGE]);
    desk.sign("lin", "head", &[PAGE]);
    desk.sign("gao", "leader", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn an_author_does_not_review_her_own_text() {
    let desk = Desk::new();
    desk.edit("he", PAGE, &page(FIRST));
    assert_eq!(desk.status().waiting(PAGE)[0], "head: lin song", "an author could not sign");
    desk.sign("he", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF505");
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

// QF506: unsigned changes.

#[test]
fn a_change_that_no_registered_writer_signed_is_refused() {
    let desk = Desk::new();
    desk.commit(&[(PAGE, &page(FIRST))]);
    desk.sign_all(&[PAGE]);
    assert_eq!(desk.expect(PAGE, "none", "QF506").verdict(PAGE), "refused");
}

#[test]
fn a_stranger_or_somebody_without_write_authority_is_no_writer() {
    for person in ["stranger", "gao", "yue"] {
        let desk = Desk::new();
        desk.edit(person, PAGE, &page(FIRST));
        desk.sign_all(&[PAGE]);
        desk.expect(PAGE, "none", "QF506");
    }
    // lu may write notices, but no rules.
    let desk = Desk::new();
    let path = "content/rules/a.md";
    desk.edit("lu", path, &page(FIRST));
    desk.sign_three(&[path]);
    desk.expect(path, "none", "QF506");
}

#[test]
fn somebody_who_vouches_answers_for_an_unsigned_text() {
    let desk = Desk::new();
    desk.commit(&[(PAGE, &page(FIRST))]);
    desk.vouch("lu", &[PAGE]);
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_policy_may_warn_about_unsigned_changes_instead() {
    let desk = Desk::new();
    desk.amend("unsigned-changes = \"refuse\"", "unsigned-changes = \"warn\"");
    desk.commit(&[(PAGE, &page(FIRST))]);
    desk.sign_all(&[PAGE]);
    assert!(desk.expect_approved(PAGE).codes(PAGE).contains("QF506"));
}

// QF507, QF508, QF518: sign-offs that are none.

#[test]
fn sign_off_lines_in_a_commit_that_changes_files_count_nothing() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("song", "head", &[PAGE]);
    let statement = desk.statement("fan", "approve", Some("final"), &[PAGE]);
    desk.write("docs/a.md", "随便");
    desk.record_with(&desk.key("fan"), &statement.message());
    desk.expect_code("QF507");
    desk.expect_withheld(PAGE, "none");
}

#[test]
fn a_malformed_sign_off_of_a_reviewer_stops_the_items_it_names_and_no_others() {
    let desk = Desk::published();
    desk.statement("song", "object", Some("head"), &[PAGE]).commit(&desk);
    let seen = desk.status();
    // Whether it is held meanwhile is not said: the published text stays, or nothing does.
    assert_ne!(seen.verdict(PAGE), "approved", "{}", seen.text);
    assert!(seen.codes(PAGE).contains("QF508"), "{}", seen.text);
    assert_eq!(seen.state(OTHER), "approved/head");
    // A well-formed sign-off of that person in a descendant mends it.
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_malformed_sign_off_whose_items_cannot_be_read_stops_every_release() {
    let desk = Desk::published();
    desk.statement("gao", "object", Some("leader"), &[PAGE]).line("Qianfa-Item", &["Qianfa-Item: ???"]).commit(&desk);
    desk.expect_stopped("QF508");
}

#[test]
fn a_malformed_sign_off_of_somebody_who_reviews_nothing_is_a_warning() {
    for person in ["qin", "lu", "yue"] {
        let desk = Desk::published();
        desk.statement(person, "object", Some("head"), &[PAGE])
            .line("Qianfa-Item", &["Qianfa-Item: ???"])
            .commit(&desk);
        desk.expect_code("QF508");
        desk.expect_approved(PAGE);
        assert_eq!(desk.release().code, 0, "{person}");
    }
}

#[test]
fn a_copied_sign_off_counts_nothing_and_stops_nothing() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("song", "head", &[PAGE]);
    desk.statement("fan", "approve", Some("final"), &[PAGE]).commit_as(&desk, "tao");
    desk.expect_code("QF518");
    desk.expect_withheld(PAGE, "none");
    desk.sign("tao", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

// QF509: keys in other hands.

#[test]
fn a_compromised_key_loses_what_it_signed_and_the_editions_that_rest_on_it() {
    let desk = Desk::published();
    desk.set_key("song", "compromised", "");
    desk.expect(PAGE, "none", "QF509");
    desk.expect(OTHER, "none", "QF509");
    desk.sign("he", "head", &[PAGE]);
    desk.sign("tao", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn signatures_up_to_the_trusted_commit_survive_a_compromise() {
    let desk = Desk::published();
    desk.set_key("song", "compromised", &format!("trusted-through = \"{}\"\n", desk.head()));
    desk.expect_approved(PAGE);
}

// QF510: the order of steps.

#[test]
fn steps_out_of_order_do_not_count_where_the_matrix_orders_them() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("fan", "final", &[PAGE]);
    desk.sign("song", "head", &[PAGE]);
    desk.expect(PAGE, "none", "QF510");
    desk.sign("fan", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn steps_in_any_order_count_where_the_matrix_does_not_order_them() {
    let desk = Desk::new();
    desk.amend("ordered          = true", "ordered          = false");
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("fan", "final", &[PAGE]);
    desk.sign("song", "head", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn signatures_on_parallel_branches_are_not_over_one_another() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.branch("side");
    desk.sign("fan", "final", &[PAGE]);
    desk.switch("main");
    desk.sign("song", "head", &[PAGE]);
    desk.merge("side");
    desk.expect(PAGE, "none", "QF510");
}

// QF511: objections.

#[test]
fn an_objection_with_a_veto_blocks_a_page_that_does_not_even_need_the_step() {
    let (desk, _) = Desk::edited();
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
    desk.object("gao", "leader", PAGE);
    let seen = desk.status();
    assert_eq!(seen.verdict(PAGE), "objected", "{}", seen.text);
    assert!(seen.codes(PAGE).contains("QF511"), "{}", seen.text);
    // Another leader does not lift it; the same one does, in a descendant. This page needs no leader.
    desk.sign("lin", "leader", &[PAGE]);
    assert_eq!(desk.verdict(PAGE), "objected");
    desk.sign("gao", "leader", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn an_objection_voids_the_approvals_of_that_person_and_of_nobody_else() {
    let desk = Desk::published();
    desk.object("song", "head", PAGE);
    let seen = desk.expect_withheld(PAGE, "none");
    assert_eq!(seen.state(OTHER), "approved/head");
    // The step has no veto: another head may approve, and the final reviewer signs over it.
    desk.sign("he", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn an_objection_does_not_outlive_the_version_it_is_about() {
    let (desk, _) = Desk::edited();
    desk.object("gao", "leader", PAGE);
    assert_eq!(desk.state(PAGE), "objected/held");
    desk.edit("qin", PAGE, &page("第三稿的正文。"));
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

// QF512: removed.

#[test]
fn a_page_removed_without_withdrawal_leaves_at_once_and_is_asked_about() {
    let desk = Desk::published();
    desk.delete_as("qin", PAGE);
    assert!(desk.status().codes(PAGE).contains("QF512"));
    assert_eq!(desk.edition(PAGE), "none");
    let release = desk.release();
    assert!(release.code == 0 && !release.shows(FIRST), "{}", release.text);
}

#[test]
fn a_withdrawal_by_the_steps_of_the_last_edition_settles_a_removal() {
    let desk = Desk::published();
    desk.delete_as("qin", PAGE);
    desk.withdraw("song", "head", PAGE);
    assert!(desk.codes(PAGE).contains("QF512"), "one step of two");
    desk.withdraw("fan", "final", PAGE);
    assert!(!desk.codes(PAGE).contains("QF512"));
}

// QF513: lowered.

#[test]
fn a_lowered_level_needs_the_old_requirement_as_well() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_three(&[PAGE]);
    desk.expect_approved(PAGE);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "held", "QF513");
    desk.sign_three(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_page_that_moves_to_another_department_needs_the_old_one_as_well() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page_of("law", "public", "", SECOND));
    desk.sign("gao", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "held", "QF513");
    // The union has four pairs: head and final of each department. No person fills two of them.
    desk.sign("song", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.sign("tao", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

// QF514: uncovered.

#[test]
fn a_published_file_that_no_rule_covers_is_not_published() {
    let desk = Desk::new();
    desk.amend("[[scope]]\npath  = \"site.toml\"\nsteps = [\"final\"]\n", "");
    let site = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    desk.edit("qin", "site.toml", &site.replace("望江路1号", "无人负责路9号"));
    desk.sign("fan", "final", &["site.toml"]);
    assert!(desk.codes("site.toml").contains("QF514"), "{}", desk.status().text);
    assert!(!desk.release().shows("无人负责路9号"));
}

// QF515: what is held.

#[test]
fn what_was_approved_before_is_held_while_a_change_waits() {
    let (desk, _) = Desk::edited();
    desk.expect(PAGE, "held", "QF515");
    let release = desk.release();
    assert_eq!(release.code, 0, "waiting is no error: {}", release.text);
    assert!(release.shows(FIRST) && !release.shows(SECOND));
    assert_eq!(release.json["held"], 1, "{}", release.text);
}

#[test]
fn where_nothing_can_be_held_it_is_said_why() {
    let desk = Desk::published();
    desk.object("gao", "leader", PAGE);
    desk.expect(PAGE, "none", "QF515");
}

// QF517: word lists.

#[test]
fn a_word_list_that_is_not_the_archived_one_is_found() {
    let desk = Desk::new();
    desk.edit("qin", ".qianfa/policy/0001.lexicon/topics.txt", "群体投诉\n");
    desk.expect_code("QF517");
    desk.edit("qin", PAGE, &page("有企业欠薪。"));
    desk.sign_all(&[PAGE]);
    desk.expect_withheld(PAGE, "none");
}

// QF519: emergencies.

#[test]
fn an_emergency_publishes_at_once_and_is_reported_until_the_ordinary_steps_are_there() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.emergency("gao", "leader", PAGE);
    desk.expect_withheld(PAGE, "none");
    desk.emergency("fan", "final", PAGE);
    assert!(desk.expect_approved(PAGE).codes(PAGE).contains("QF519"));
    desk.sign_three(&[PAGE]);
    assert!(!desk.expect_approved(PAGE).codes(PAGE).contains("QF519"));
}

// 6xx: the chain. Each stops a release.

#[test]
fn a_shallow_or_partial_clone_has_no_history_to_judge() {
    let desk = Desk::published();
    desk.cloned(&["--depth", "2"]).expect_stopped("QF601");
    desk.cloned(&["--filter=blob:none"]).expect_stopped("QF601");
    assert_eq!(desk.cloned(&[]).release().code, 0, "a whole clone is released");
}

#[test]
fn a_missing_object_stops_a_release() {
    let (mut desk, edit) = Desk::edited();
    desk.sign_all(&[PAGE]);
    desk.pin(&desk.trust());
    for object in [edit.clone(), desk.git(&["rev-parse", &format!("{edit}^{{tree}}")])] {
        let file = desk.folder().join(".git/objects").join(&object[..2]).join(&object[2..]);
        let bytes = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        desk.expect_stopped("QF601");
        std::fs::write(&file, bytes).unwrap();
    }
    assert_eq!(desk.release().code, 0);
}

#[test]
fn grafts_stop_a_release() {
    let desk = Desk::published();
    std::fs::create_dir_all(desk.folder().join(".git/info")).unwrap();
    std::fs::write(desk.folder().join(".git/info/grafts"), format!("{}\n", desk.head())).unwrap();
    desk.expect_stopped("QF602");
}

#[test]
fn a_history_that_does_not_descend_from_genesis_stops_a_release() {
    let mut desk = Desk::published();
    let trust = desk.trust();
    let tree = desk.git(&["rev-parse", "HEAD^{tree}"]);
    let orphan = desk.git(&["commit-tree", "-m", "anew", &tree]);
    desk.put(&orphan);
    desk.pin(&trust);
    desk.expect_stopped("QF603");
}

#[test]
fn a_release_behind_the_published_one_is_stopped_and_leaves_the_output_alone() {
    let (desk, edit) = Desk::edited();
    let first = desk.release();
    assert_eq!(first.code, 0, "{}", first.text);
    desk.put(&format!("{edit}~1"));
    let second = desk.release();
    assert_ne!(second.code, 0);
    assert!(second.text.contains("QF604"), "{}", second.text);
    assert_eq!(first.files, second.files);
    // The same where only the trust root knows what was published.
    let third = desk.release_to("elsewhere", &format!("{}+{edit}", desk.trust()), &[]);
    assert!(third.code != 0 && third.text.contains("QF604") && third.files.is_empty(), "{}", third.text);
}

#[test]
fn a_policy_with_too_few_signatures_stops_a_release() {
    let desk = Desk::published();
    desk.draft().sign_apart(&desk, &["yue"]);
    desk.expect_code("QF605");
    desk.expect_stopped("QF605");
}

#[test]
fn a_valid_policy_that_is_lost_or_changed_stops_a_release_until_it_is_back() {
    let desk = Desk::published();
    let before = desk.head();
    let after = desk.policy(&["yue", "ding"], |text| text);
    desk.git(&["rm", "-q", ".qianfa/policy/0002.toml"]);
    desk.git(&["checkout", "-q", &before, "--", "reviewers.toml"]);
    desk.record_as("yue");
    desk.expect_stopped("QF606");
    desk.git(&["checkout", "-q", &after, "--", ".qianfa", "reviewers.toml"]);
    desk.record_as("yue");
    assert_eq!(desk.release().code, 0);
}

#[test]
fn a_matrix_that_is_not_the_newest_signed_one_stops_a_release() {
    let desk = Desk::published();
    let text = desk.policy_text(1);
    desk.edit("qin", "reviewers.toml", &text.replace("threshold = 2", "threshold = 1"));
    desk.expect_code("QF607");
    desk.expect_stopped("QF607");
}

#[test]
fn without_a_pinned_trust_root_there_is_no_release_unless_somebody_says_so() {
    let desk = Desk::published();
    let run = |arguments: &[&str]| desk.program().args(arguments).output().unwrap();
    let status = run(&["status", "--format", "json"]);
    assert!(String::from_utf8_lossy(&status.stdout).contains("QF608"));
    let out = desk.beside().join("unpinned");
    let out = out.to_str().unwrap();
    assert_eq!(run(&["build", "--out", out]).status.code(), Some(2));
    assert!(!std::path::Path::new(out).join(ADDRESS).exists());
    assert_eq!(run(&["build", "--unpinned", "--out", out]).status.code(), Some(0));
    assert!(std::path::Path::new(out).join(ADDRESS).exists());
}

#[test]
fn a_pinned_trust_root_is_that_of_status_too() {
    let seen = Desk::published().status();
    assert!(!seen.all_codes().contains("QF608"));
    assert_eq!((seen.json["pinned"].as_bool(), seen.json["policy"]["serial"].as_u64()), (Some(true), Some(1)));
}

#[test]
fn a_tree_with_an_entry_twice_is_hostile() {
    let desk = Desk::published();
    let blob = desk.store_as("blob", page("两份之一。").as_bytes());
    let id: Vec<u8> = (0..20).map(|i| u8::from_str_radix(&blob[2 * i..2 * i + 2], 16).unwrap()).collect();
    let old = desk.bytes_of("tree", "HEAD:content/notice");
    let notice = desk.store_as("tree", &[&old[..], b"100644 2026-11-21-b.md\0", &id].concat());
    desk.put_folder("content/notice", &notice);
    let seen = desk.seen(&["status", "--format", "json"]);
    assert!(seen.text.contains("QF609"), "{}", seen.text);
    assert!(!desk.release().shows("两份之一"));
}
