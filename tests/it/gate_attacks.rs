//! Attacks of somebody who holds an editor's key, on content and repository (gate.md §12).
//!
//! Attacks on the matrix stand in [`gate_policies`](crate::gate_policies), forged sign-offs in
//! [`gate_sign_offs`](crate::gate_sign_offs), rollbacks and evil merges in [`gate_liveness`](crate::gate_liveness).

use crate::desk::{ADDRESS, Desk, FIRST, OTHER, PAGE, SECOND, page, page_of, sensitive};

// Time and place of signatures (§6).

#[test]
fn forged_dates_do_not_lead_past_a_suspension() {
    let desk = Desk::new();
    desk.set_key("song", "suspended", "");
    desk.edit("qin", PAGE, &page(FIRST));
    let message = desk.statement("song", "approve", Some("head"), &[PAGE]).message();
    let payload = desk.payload(&["HEAD"], &message).replace("1794189600", "1700000000");
    desk.put_object(&desk.seal("song", &payload));
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF503");
}

/// The signed `after` says from where a version holds, wherever somebody commits its files again.
#[test]
fn a_suspension_that_is_committed_again_on_top_of_the_old_branch_still_holds() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.branch("side");
    desk.switch("main");
    let suspension = desk.set_key("song", "suspended", "");
    desk.switch("side");
    desk.sign("song", "head", &[PAGE]);
    desk.git(&["checkout", "-q", &suspension, "--", ".qianfa", "reviewers.toml"]);
    desk.record_as("qin");
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF503");
    desk.merge("main");
    desk.expect(PAGE, "none", "QF503");
}

#[test]
fn an_editor_whose_key_was_suspended_writes_nothing_on_an_older_branch() {
    let desk = Desk::published();
    desk.git(&["branch", "side"]);
    desk.set_key("lu", "suspended", "");
    desk.switch("side");
    desk.edit("lu", PAGE, &page(SECOND));
    desk.switch("main");
    desk.merge("side");
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "held", "QF506");
}

#[test]
fn a_sign_off_in_a_history_from_elsewhere_counts_nothing() {
    let desk = Desk::new();
    let base = desk.edit("qin", PAGE, &page(FIRST));
    // The same tree, the same files of the policy, both signatures in order; only the descent from genesis is missing.
    let orphan = desk.git(&["commit-tree", "-m", "anew", "HEAD^{tree}"]);
    desk.put(&orphan);
    let stray = desk.sign_all(&[PAGE]);
    desk.put(&base);
    desk.join(&[&base, &stray], "HEAD");
    desk.expect_code("QF603");
    desk.expect_withheld(PAGE, "none");
}

// Compromise (§6). Both bounds of `trusted-through`.

#[test]
fn what_a_compromised_key_signed_after_the_trusted_commit_is_lost() {
    let desk = Desk::published();
    let trusted = desk.head();
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.set_key("song", "compromised", &format!("trusted-through = \"{trusted}\"\n"));
    desk.expect(PAGE, "held", "QF509");
    desk.expect_approved(OTHER);
    let release = desk.release();
    assert!(release.shows(FIRST) && !release.shows(SECOND));
}

/// Where `trusted-through` does not lie behind `after`, it is not usable: nothing of that key counts.
#[test]
fn a_trusted_commit_in_the_future_of_its_own_policy_trusts_nothing() {
    let desk = Desk::published();
    desk.git(&["branch", "side"]);
    desk.switch("side");
    let elsewhere = desk.edit("qin", "docs/a.md", "文档");
    desk.switch("main");
    desk.set_key("song", "compromised", &format!("trusted-through = \"{elsewhere}\"\n"));
    desk.merge("side");
    desk.expect_withheld(PAGE, "none");
}

#[test]
fn a_compromised_key_is_never_active_again() {
    let desk = Desk::published();
    desk.set_key("song", "compromised", "");
    desk.amend("state  = \"compromised\"", "state  = \"active\"");
    desk.expect_withheld(PAGE, "none");
    desk.sign_all(&[PAGE]);
    assert_ne!(desk.verdict(PAGE), "approved");
}

// Authors (§7.4).

#[test]
fn a_discarded_author_is_still_one_when_others_reinstate_her_text() {
    let desk = Desk::published();
    desk.branch("side");
    desk.edit("he", PAGE, &page(SECOND));
    desk.switch("main");
    desk.edit("qin", OTHER, &page("主干。"));
    desk.merge_as("side", &[]);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign("he", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "held", "QF505");
}

#[test]
fn an_author_is_still_one_when_somebody_else_commits_the_same_bytes_again() {
    let desk = Desk::new();
    desk.edit("he", PAGE, &page(FIRST));
    desk.delete_as("qin", PAGE);
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("he", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF505");
}

#[test]
fn whoever_vouches_is_an_author() {
    let desk = Desk::new();
    desk.commit(&[(PAGE, &page(FIRST))]);
    desk.vouch("he", &[PAGE]);
    desk.sign("he", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF505");
}

#[test]
fn an_author_of_an_approved_edition_may_review_the_next_text() {
    let desk = Desk::new();
    desk.edit("he", PAGE, &page(FIRST));
    desk.sign_all(&[PAGE]);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign("he", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect_approved(PAGE);
    // "Any last edition with another version" in §7.4 is read as §7.2 says it: the last of the editions whose version
    // differs. Otherwise the approval just given, now the last edition, would make him an author again and so undo
    // itself: at once, or at the next commit or signature that has nothing to do with it.
    desk.edit("qin", OTHER, &page("无关的改动。"));
    desk.expect_approved(PAGE);
    desk.sign("tao", "final", &[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn names_addresses_and_mailmap_are_no_evidence() {
    let desk = Desk::new();
    desk.git(&["config", "user.name", "song"]);
    desk.write(".mailmap", "song <song@anlan.example> 编辑 <editor@anlan.example>\n");
    desk.edit("he", PAGE, &page(FIRST));
    // The key is he's, whatever names stand there: he is the author, and song is not.
    desk.sign("he", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF505");
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn reviewed_by_lines_are_no_signatures() {
    let desk = Desk::new();
    desk.write(PAGE, &page(FIRST));
    let message = "改稿\n\nReviewed-by: song\nSigned-off-by: fan\nAcked-by: gao";
    desk.record_with(&desk.key("qin"), message);
    assert_eq!(desk.status().signed(PAGE), Vec::<String>::new());
}

// Lowering and moving (§7.2).

#[test]
fn a_level_lowered_in_two_commits_is_still_lowered() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_three(&[PAGE]);
    desk.edit("qin", PAGE, &page(FIRST));
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "held", "QF513");
}

#[test]
fn a_page_deleted_and_written_anew_with_a_lower_level_is_lowered() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_three(&[PAGE]);
    desk.delete_as("qin", PAGE);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "none", "QF513");
}

#[test]
fn a_page_recreated_elsewhere_needs_the_requirement_it_fled_from() {
    let elsewhere = "content/notice/2026-11-22-c.md";
    let same_id = page_of("office", "public", "id: plan\n", SECOND);
    for (first, second) in
        [(sensitive(FIRST), page(FIRST)), (page_of("office", "sensitive", "id: plan\n", FIRST), same_id)]
    {
        let desk = Desk::new();
        desk.edit("qin", PAGE, &first);
        desk.sign_three(&[PAGE]);
        desk.delete_as("qin", PAGE);
        desk.edit("qin", elsewhere, &second);
        desk.sign_all(&[elsewhere]);
        desk.expect(elsewhere, "none", "QF513");
        desk.sign_three(&[elsewhere]);
        desk.expect_approved(elsewhere);
    }
}

#[test]
fn a_page_that_moves_to_a_laxer_column_needs_the_old_column_as_well() {
    let desk = Desk::new();
    let rules = "content/rules/2026-11-20-a.md";
    desk.edit("qin", rules, &page(FIRST));
    desk.sign_three(&[rules]);
    desk.move_as("qin", rules, PAGE);
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "none", "QF513");
}

#[test]
fn a_word_leaves_the_list_only_by_a_policy_with_enough_signatures() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page("有企业欠薪。"));
    desk.sign_all(&[PAGE]);
    let mut draft = desk.draft();
    let (old, new) = ("欠薪\n群体投诉\n", "群体投诉\n");
    draft.replace(&crate::desk::sha256(old.as_bytes()), &crate::desk::sha256(new.as_bytes()));
    desk.write(".qianfa/policy/0002.lexicon/topics.txt", new);
    draft.sign(&desk, &["yue"]);
    assert_ne!(desk.verdict(PAGE), "approved", "one of root is not enough");
    draft.sign(&desk, &["yue", "ding"]);
    // HEAD's matrix alone suffices for a text that HEAD has (§7.7).
    desk.expect_approved(PAGE);
}

// Emergencies (§7.8) and objections (§7.5).

#[test]
fn emergency_and_approval_never_complete_each_other() {
    for (leader, last) in [("emergency", "approve"), ("approve", "emergency")] {
        let desk = Desk::new();
        desk.edit("qin", PAGE, &sensitive(FIRST));
        desk.statement("gao", leader, Some("leader"), &[PAGE]).reason("台风").commit(&desk);
        desk.statement("fan", last, Some("final"), &[PAGE]).reason("台风").commit(&desk);
        desk.expect_withheld(PAGE, "none");
    }
}

#[test]
fn an_emergency_needs_two_people() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page_of("law", "public", "", FIRST));
    // fan may sign both steps for the law department.
    desk.emergency("fan", "leader", PAGE);
    desk.emergency("fan", "final", PAGE);
    desk.expect_withheld(PAGE, "none");
}

#[test]
fn an_emergency_outside_its_columns_is_none() {
    let desk = Desk::new();
    let path = "content/rules/a.md";
    desk.edit("qin", path, &page(FIRST));
    desk.emergency("gao", "leader", path);
    desk.emergency("fan", "final", path);
    desk.expect_withheld(path, "none");
}

#[test]
fn an_objection_stands_against_an_emergency_too() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.object("lin", "leader", PAGE);
    desk.emergency("gao", "leader", PAGE);
    desk.emergency("fan", "final", PAGE);
    assert_eq!(desk.state(PAGE), "objected/none");
}

#[test]
fn a_policy_may_declare_an_objection_void() {
    let desk = Desk::published();
    let objection = desk.object("gao", "leader", PAGE);
    assert_eq!(desk.state(PAGE), "objected/none");
    let mut draft = desk.draft();
    draft.name("void", &objection);
    draft.sign(&desk, &["yue", "ding"]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_void_approval_counts_nothing_and_void_gives_no_force() {
    let desk = Desk::published();
    let head = desk.git(&["rev-parse", "HEAD~1"]);
    let mut draft = desk.draft();
    draft.name("void", &head);
    draft.sign(&desk, &["yue", "ding"]);
    assert_ne!(desk.verdict(PAGE), "approved");
}

#[test]
fn an_objection_on_a_parallel_branch_voids_the_approval_of_the_same_person() {
    let (desk, _) = Desk::edited();
    desk.branch("side");
    desk.object("song", "head", PAGE);
    desk.switch("main");
    desk.sign_all(&[PAGE]);
    desk.merge("side");
    assert_ne!(desk.verdict(PAGE), "approved");
}

#[test]
fn somebody_without_the_step_objects_in_vain() {
    let desk = Desk::published();
    desk.object("qin", "leader", PAGE);
    desk.object("song", "leader", PAGE);
    desk.expect_approved(PAGE);
}

// Units: a page with its files (§1, §7.1).

/// A page with an attachment in its own folder.
fn with_attachment(level: &str, form: &str) -> (Desk, &'static str) {
    let (desk, form_path) = (Desk::new(), "content/notice/2026-11-20-a/form.txt");
    let body = format!("{FIRST}\n\n[表格](2026-11-20-a/form.txt)");
    desk.write_as("qin", &[(PAGE, &page_of("office", level, "", &body)), (form_path, form)]);
    (desk, form_path)
}

#[test]
fn a_page_is_not_approved_before_its_attachments_are() {
    let (desk, form) = with_attachment("public", "空白表格");
    desk.sign_all(&[PAGE]);
    desk.expect_withheld(PAGE, "none");
    assert!(!desk.release().shows("空白表格"));
    desk.sign_all(&[PAGE, form]);
    desk.expect_approved(PAGE);
    assert!(desk.release().shows("空白表格"));
}

#[test]
fn an_attachment_replaced_under_an_approved_page_holds_page_and_attachment() {
    let (desk, form) = with_attachment("public", "空白表格");
    desk.sign_all(&[PAGE, form]);
    desk.edit("qin", form, "偷换的表格");
    desk.expect_withheld(PAGE, "held");
    let release = desk.release();
    assert!(release.shows("空白表格") && release.shows(FIRST) && !release.shows("偷换的表格"));
}

#[test]
fn a_file_laid_into_the_folder_of_an_approved_page_is_not_published_with_it() {
    let (desk, form) = with_attachment("public", "空白表格");
    desk.sign_all(&[PAGE, form]);
    desk.edit("qin", "content/notice/2026-11-20-a/more.txt", "后来放进来的");
    // It belongs to the unit, and nobody signed it: the unit is held.
    desk.expect_withheld(PAGE, "held");
    assert!(!desk.release().shows("后来放进来的"));
}

#[test]
fn an_attachment_of_two_pages_needs_what_both_of_them_need() {
    let (desk, form) = with_attachment("sensitive", "共用的表格");
    let body = format!("{SECOND}\n\n[表格](2026-11-20-a/form.txt)");
    desk.edit("qin", OTHER, &page(&body));
    desk.sign_all(&[OTHER, form]);
    // The page has its two signatures, the file lacks the leader's: the unit waits.
    desk.expect_withheld(OTHER, "none");
    assert!(!desk.release().shows("共用的表格"));
    desk.sign_three(&[PAGE, form]);
    desk.expect_approved(OTHER);
    desk.expect_approved(PAGE);
}

#[test]
fn an_attachment_of_a_page_that_is_never_published_is_not_published_either() {
    let (desk, form) = with_attachment("internal", "内部的表格");
    let body = format!("{SECOND}\n\n[表格](2026-11-20-a/form.txt)");
    desk.edit("qin", OTHER, &page(&body));
    desk.sign_three(&[OTHER, form]);
    assert_eq!(desk.state(PAGE), "unpublished/none");
    let release = desk.release();
    assert!(!release.shows("内部的表格") && !release.shows(FIRST), "{}", release.text);
}

#[test]
fn scopes_add_to_what_a_page_needs() {
    let desk = Desk::new();
    desk.amend("[[scope]]", "[[scope]]\npath  = \"content/notice/**\"\nsteps = [\"leader\"]\n\n[[scope]]");
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign_all(&[PAGE]);
    desk.expect(PAGE, "none", "QF501");
    desk.sign_three(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_scope_that_is_never_published_wins_over_everything() {
    let desk = Desk::published();
    desk.amend("[[scope]]", &format!("[[scope]]\npath      = \"{PAGE}\"\npublished = false\n\n[[scope]]"));
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    assert_eq!(desk.verdict(PAGE), "unpublished");
    assert!(!desk.release().shows(SECOND));
}

#[test]
fn the_configuration_of_the_site_needs_its_signature() {
    let desk = Desk::published();
    let site = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    desk.edit("qin", "site.toml", &site.replace("望江路1号", "假地址9号"));
    desk.expect_withheld("site.toml", "held");
    let release = desk.release();
    assert!(!release.shows("假地址9号") && release.shows("望江路1号"), "{}", release.text);
    desk.sign("fan", "final", &["site.toml"]);
    assert!(desk.release().shows("假地址9号"));
}

#[test]
fn a_theme_needs_its_signature() {
    let desk = Desk::published();
    let site = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    let theme = "name = \"own\"\ninherits = \"gov\"\nversion = \"1\"\n";
    let files = [
        ("themes/own/theme.toml", theme),
        ("themes/own/templates/404.html", "自己的模板"),
        ("site.toml", &site.replace("\"gov\"", "\"own\"")),
    ];
    desk.write_as("qin", &files);
    desk.sign("fan", "final", &["site.toml", "themes/own/theme.toml"]);
    assert!(!desk.release().shows("自己的模板"), "one file of the theme is not signed");
    desk.sign("fan", "final", &["themes/own/templates/404.html"]);
    let release = desk.release();
    assert!(release.shows("自己的模板"), "{}", release.text);
}

// Addresses.

#[test]
fn two_pages_that_claim_one_address_are_both_refused() {
    let desk = Desk::published();
    let claim = |body: &str| page_of("office", "public", "redirect_from: [/old/address.html]\n", body);
    let (a, b) = ("content/notice/2026-11-22-c.md", "content/notice/2026-11-22-d.md");
    desk.write_as("qin", &[(a, &claim("丙页。")), (b, &claim("丁页。"))]);
    desk.sign_all(&[a, b]);
    let release = desk.release();
    assert_ne!(release.code, 0, "{}", release.text);
    assert!(!release.shows("丙页") && !release.shows("丁页") && release.shows(FIRST), "{}", release.text);
}

#[test]
fn a_page_does_not_take_the_address_of_another_by_a_redirect() {
    let desk = Desk::published();
    let thief = "content/notice/2026-11-22-c.md";
    let claim = page_of("office", "public", &format!("redirect_from: [/{ADDRESS}]\n"), "夺来的地址。");
    desk.edit("qin", thief, &claim);
    // As long as it waits, it claims nothing.
    let release = desk.release();
    assert!(release.files.contains_key(ADDRESS) && release.shows(FIRST), "{}", release.text);
    desk.sign_all(&[thief]);
    let release = desk.release();
    assert!(!release.shows("夺来的地址") && release.code != 0, "{}", release.text);
}

/// Whose withdrawn address it is, their requirement comes with it.
#[test]
fn an_address_of_a_withdrawn_page_is_claimed_only_with_its_requirement() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_three(&[PAGE]);
    desk.delete_as("qin", PAGE);
    let heir = "content/notice/2026-11-22-c.md";
    desk.edit("qin", heir, &page_of("office", "public", &format!("redirect_from: [/{ADDRESS}]\n"), SECOND));
    desk.sign_all(&[heir]);
    desk.expect_withheld(heir, "none");
    desk.sign_three(&[heir]);
    desk.expect_approved(heir);
}

// Trees and work trees (§8).

#[test]
fn twins_by_case_or_normal_form_are_both_refused() {
    let desk = Desk::published();
    let upper = "content/notice/2026-11-20-A.md";
    desk.edit("qin", upper, &page("大写的孪生。"));
    desk.sign_all(&[upper, PAGE]);
    let release = desk.release();
    assert!(!release.shows("大写的孪生"), "{}", release.text);
    assert!(release.code != 0 && desk.status().all_codes().iter().any(|c| c == "QF609" || c == "QF406"));

    let desk = Desk::new();
    let twins = ["content/notice/caf\u{e9}.md", "content/notice/cafe\u{301}.md"];
    twins.iter().for_each(|twin| desk.write(twin, &page("合成的孪生。")));
    desk.record_as("qin");
    desk.sign_all(&twins);
    assert!(!desk.release().shows("合成的孪生"));
}

#[test]
fn a_symlink_is_never_published_whoever_signs_it() {
    let desk = Desk::published();
    let outside = desk.beside().join("secret.txt");
    std::fs::write(&outside, "仓库外面的秘密").unwrap();
    let body = format!("{SECOND}\n\n[表格](2026-11-21-b/form.txt)");
    desk.write(OTHER, &page(&body));
    let link = "content/notice/2026-11-21-b/form.txt";
    let blob = desk.store_as("blob", outside.to_str().unwrap().as_bytes());
    desk.git(&["add", "-A"]);
    desk.git(&["update-index", "--add", "--cacheinfo", &format!("120000,{blob},{link}")]);
    desk.commit_index(&desk.key("qin"), "link");
    desk.sign_all(&[OTHER, link]);
    assert!(!desk.release().shows("仓库外面的秘密"));
    assert_ne!(desk.verdict(OTHER), "approved");
}

#[test]
fn a_release_is_made_from_committed_bytes_whatever_the_work_tree_holds() {
    let desk = Desk::published();
    desk.write(PAGE, &page("没有提交的文字。"));
    desk.write("content/notice/2026-11-22-c.md", &page("没有提交的页面。"));
    desk.git(&["add", "content/notice/2026-11-22-c.md"]);
    let release = desk.release();
    assert_eq!(release.code, 0, "{}", release.text);
    assert!(release.shows(FIRST) && !release.shows("没有提交"));
    desk.expect_approved(PAGE);
}

#[test]
fn filters_and_line_endings_of_the_work_tree_change_nothing() {
    let desk = Desk::published();
    desk.edit("qin", ".gitattributes", "*.md text eol=crlf filter=evil\n");
    desk.git(&["config", "filter.evil.smudge", "sed s/正文/偷换/"]);
    desk.git(&["config", "filter.evil.clean", "cat"]);
    std::fs::remove_file(desk.folder().join(PAGE)).unwrap();
    desk.git(&["checkout", "-q", "--", PAGE]);
    assert!(std::fs::read_to_string(desk.folder().join(PAGE)).unwrap().contains("偷换"), "git itself is fooled");
    desk.expect_approved(PAGE);
    let release = desk.release();
    assert!(release.shows(FIRST) && !release.shows("偷换"));
}

#[test]
fn a_deleted_work_tree_or_index_changes_nothing() {
    let desk = Desk::published();
    let first = desk.release();
    std::fs::remove_dir_all(desk.folder().join("content")).unwrap();
    std::fs::remove_file(desk.folder().join(".git/index")).unwrap();
    let second = desk.release_to("again", &desk.trust(), &[]);
    assert_eq!(first.files.get(ADDRESS), second.files.get(ADDRESS), "{}", second.text);
    assert!(second.files.contains_key(ADDRESS));
}

// The repository itself (§8, §10).

#[test]
fn replacement_objects_are_noticed_and_change_nothing() {
    let (desk, edit) = Desk::edited();
    desk.git(&["replace", &edit, &format!("{edit}~1")]);
    desk.expect_code("QF602");
    desk.expect_withheld(PAGE, "held");
    assert!(!desk.release().shows(SECOND));
}

#[test]
fn an_alternate_with_a_corrupt_object_stops_a_release() {
    let (mut desk, edit) = Desk::edited();
    desk.pin(&desk.trust());
    let there = desk.beside().join("objects").join(&edit[..2]);
    std::fs::create_dir_all(&there).unwrap();
    let own = desk.folder().join(".git/objects").join(&edit[..2]).join(&edit[2..]);
    // What lies there is an object, but another one.
    let other = desk.store_object(desk.payload(&["HEAD~1"], "另一个提交\n").as_bytes());
    let other = desk.folder().join(".git/objects").join(&other[..2]).join(&other[2..]);
    std::fs::remove_file(&own).unwrap();
    std::fs::copy(other, there.join(&edit[2..])).unwrap();
    let info = desk.folder().join(".git/objects/info");
    std::fs::create_dir_all(&info).unwrap();
    std::fs::write(info.join("alternates"), format!("{}\n", desk.beside().join("objects").display())).unwrap();
    let release = desk.release();
    assert!(release.code != 0 && release.files.is_empty(), "{}", release.text);
}

#[test]
fn a_forged_commit_graph_changes_nothing() {
    let (mut desk, _) = Desk::edited();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.pin(&desk.trust());
    desk.git(&["commit-graph", "write", "--reachable"]);
    let graph = desk.folder().join(".git/objects/info/commit-graph");
    let mut permissions = std::fs::metadata(&graph).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o644);
    std::fs::set_permissions(&graph, permissions).unwrap();
    let mut bytes = std::fs::read(&graph).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].reverse();
    std::fs::write(&graph, bytes).unwrap();
    desk.expect(PAGE, "held", "QF502");
}

#[test]
fn the_cache_of_the_program_is_no_evidence() {
    let desk = Desk::published();
    let cold = desk.release();
    desk.edit("qin", PAGE, &page(SECOND));
    let cache = desk.folder().join(".git/qianfa");
    let strict = desk.release_with(&["--strict"]);
    assert!(cold.shows(FIRST) && strict.shows(FIRST) && !strict.shows(SECOND));
    if cache.exists() {
        std::fs::remove_dir_all(&cache).unwrap();
    }
    desk.expect_withheld(PAGE, "held");
}
