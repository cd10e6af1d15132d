//! What the site shows while HEAD is not approved: editions, holding, ending, withdrawal (gate.md §8, §7.6).

use crate::desk::{ADDRESS, Desk, FIRST, OTHER, OTHER_ADDRESS, PAGE, SECOND, page, page_of, sensitive};

// The six claims of §12.

/// A foxtrot merge: the side branch is the first parent, so that "the main line" never saw the withdrawal.
#[test]
fn a_foxtrot_merge_does_not_revive_a_withdrawn_page() {
    let desk = Desk::published();
    desk.branch("side");
    let side = desk.edit("lu", OTHER, &page("旁支。"));
    desk.switch("main");
    desk.delete_as("qin", PAGE);
    desk.withdraw("song", "head", PAGE);
    let withdrawal = desk.withdraw("fan", "final", PAGE);
    for parents in [[&*side, &*withdrawal], [&*withdrawal, &*side]] {
        desk.join(&parents, &withdrawal);
        assert_eq!(desk.edition(PAGE), "none");
        desk.join(&parents, &side);
        desk.expect_withheld(PAGE, "none");
        assert!(!desk.release().shows(FIRST));
    }
}

#[test]
fn re_adding_a_withdrawn_page_holds_nothing() {
    let desk = Desk::published();
    desk.delete_as("qin", PAGE);
    desk.withdraw_all(PAGE);
    desk.edit("qin", PAGE, &page(FIRST));
    desk.expect_withheld(PAGE, "none");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect(PAGE, "none", "QF515");
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn an_objection_to_the_published_text_takes_it_down() {
    let desk = Desk::published();
    desk.object("gao", "leader", PAGE);
    assert_eq!(desk.state(PAGE), "objected/none");
    let release = desk.release();
    assert!(!release.shows(FIRST) && release.shows("另一页"));
    // A new text does not bring the old one back as a held edition.
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "none");
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn an_objection_to_the_published_text_counts_while_another_text_waits() {
    let desk = Desk::published();
    desk.branch("side");
    desk.object("gao", "leader", PAGE);
    desk.switch("main");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "held");
    desk.merge("side");
    desk.expect_withheld(PAGE, "none");
    assert!(!desk.release().shows(FIRST));
}

#[test]
fn an_objection_that_its_person_lifts_brings_the_edition_back() {
    let desk = Desk::published();
    desk.object("gao", "leader", PAGE);
    desk.sign("gao", "leader", &[PAGE]);
    desk.expect_approved(PAGE);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "held");
}

#[test]
fn raising_then_lowering_the_level_holds_nothing() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page_of("office", "internal", "", FIRST));
    assert_eq!(desk.state(PAGE), "unpublished/none");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "none");
    desk.edit("qin", PAGE, &page(FIRST));
    desk.expect_withheld(PAGE, "none");
    assert!(!desk.release().shows(FIRST));
}

#[test]
fn parent_order_does_not_roll_back_an_edition() {
    let (desk, _) = Desk::edited();
    desk.git(&["branch", "old", "HEAD~1"]);
    let newer = desk.sign_all(&[PAGE]);
    desk.switch("old");
    let stale = desk.edit("lu", PAGE, &page("第三稿的正文。"));
    desk.switch("main");
    for parents in [[&*newer, &*stale], [&*stale, &*newer]] {
        desk.join(&parents, &stale);
        desk.expect_withheld(PAGE, "held");
        let release = desk.release_to(&format!("out-{}", desk.head()), &desk.trust(), &[]);
        assert!(release.shows(SECOND) && !release.shows(FIRST) && !release.shows("第三稿"), "{parents:?}");
    }
}

#[test]
fn a_loosened_policy_does_not_publish_an_old_draft() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_all(&[PAGE]);
    desk.expect_withheld(PAGE, "none");
    desk.edit("qin", PAGE, &sensitive(SECOND));
    desk.amend("steps   = [\"head\", \"leader\", \"final\"]", "steps   = [\"head\", \"final\"]");
    // By HEAD's matrix the old draft would have been approved; it never was while it stood.
    desk.expect_withheld(PAGE, "none");
    assert!(!desk.release().shows(FIRST));
}

// Holding.

#[test]
fn the_newest_of_several_editions_is_held() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.edit("qin", PAGE, &page("第三稿的正文。"));
    desk.expect_withheld(PAGE, "held");
    let release = desk.release();
    assert!(release.shows(SECOND) && !release.shows(FIRST) && !release.shows("第三稿"));
}

#[test]
fn editions_that_disagree_hold_nothing() {
    let desk = Desk::published();
    desk.branch("side");
    desk.edit("lu", PAGE, &page("旁支的定稿。"));
    desk.sign_all(&[PAGE]);
    desk.switch("main");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.merge_as("side", &[(PAGE, &page("合并出来的。"))]);
    desk.expect(PAGE, "none", "QF515");
    let release = desk.release();
    assert!(
        !release.shows(SECOND) && !release.shows("旁支的定稿") && !release.shows("合并出来的") && !release.shows(FIRST)
    );
}

#[test]
fn editions_that_agree_on_two_branches_are_held() {
    let desk = Desk::published();
    desk.branch("side");
    desk.sign("he", "head", &[PAGE]);
    desk.sign("tao", "final", &[PAGE]);
    desk.switch("main");
    desk.sign("lin", "head", &[PAGE]);
    desk.sign("fan", "final", &[PAGE]);
    desk.merge("side");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "held");
    assert!(desk.release().shows(FIRST));
}

#[test]
fn an_edition_outlives_the_keys_that_made_it_but_no_compromise() {
    let (desk, _) = Desk::edited();
    desk.set_key("song", "revoked", "");
    desk.set_key("fan", "suspended", "");
    desk.expect_withheld(PAGE, "held");
    desk.set_key("qin", "revoked", "");
    desk.expect_withheld(PAGE, "held");
    desk.set_key_of("song", "revoked", "compromised");
    desk.expect_withheld(PAGE, "none");
}

#[test]
fn a_text_that_waits_for_its_first_approval_holds_nothing() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.sign("song", "head", &[PAGE]);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "none");
    let release = desk.release();
    assert!(release.code == 0 && !release.files.contains_key(ADDRESS) && !release.shows("申报的通知"));
}

#[test]
fn a_change_that_raises_the_level_leaves_the_edition_until_it_is_approved() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &sensitive(SECOND));
    desk.sign_all(&[PAGE]);
    desk.expect_withheld(PAGE, "held");
    desk.sign_three(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn a_broken_page_is_withheld_and_its_edition_held() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, "---\ntitle: [\n---\n坏了的页面。\n");
    desk.sign_all(&[PAGE]);
    let release = desk.release();
    assert_eq!(release.code, 1, "{}", release.text);
    assert!(release.shows(FIRST) && release.shows("另一页") && !release.shows("坏了的页面"));
}

#[test]
fn an_office_may_choose_to_withhold_what_waits() {
    let desk = Desk::published();
    let site = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    desk.edit("qin", "site.toml", &site.replace("\"hold\"", "\"withhold\""));
    desk.sign("fan", "final", &["site.toml"]);
    desk.edit("qin", PAGE, &page(SECOND));
    let release = desk.release();
    assert!(!release.shows(FIRST) && !release.shows(SECOND) && release.shows("另一页"), "{}", release.text);
}

#[test]
fn one_page_that_waits_takes_no_other_with_it() {
    let (desk, _) = Desk::edited();
    let release = desk.release();
    assert!(release.files.contains_key(OTHER_ADDRESS) && release.files.contains_key(ADDRESS));
}

// Attachments are held with their page.

/// A page with an attachment, both approved.
fn with_attachment() -> (Desk, &'static str) {
    let (desk, form) = (Desk::new(), "content/notice/2026-11-20-a/form.txt");
    desk.write_as("qin", &[(PAGE, &linking(FIRST)), (form, "空白表格")]);
    desk.sign_all(&[PAGE, form]);
    desk.expect_approved(PAGE);
    (desk, form)
}

fn linking(body: &str) -> String {
    page(&format!("{body}\n\n[表格](2026-11-20-a/form.txt)"))
}

#[test]
fn a_held_page_is_shown_with_the_attachments_of_its_own_edition() {
    let (desk, form) = with_attachment();
    desk.write_as("qin", &[(PAGE, &linking(SECOND)), (form, "新的表格")]);
    desk.expect_withheld(PAGE, "held");
    let release = desk.release();
    assert!(release.shows(FIRST) && release.shows("空白表格"), "{}", release.text);
    assert!(!release.shows(SECOND) && !release.shows("新的表格"));
}

#[test]
fn an_attachment_that_was_removed_is_held_with_its_page() {
    let (desk, form) = with_attachment();
    std::fs::remove_file(desk.folder().join(form)).unwrap();
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "held");
    let release = desk.release();
    assert!(release.shows(FIRST) && release.shows("空白表格"), "{}", release.text);
}

#[test]
fn half_a_new_edition_is_none() {
    let (desk, form) = with_attachment();
    desk.write_as("qin", &[(PAGE, &linking(SECOND)), (form, "新的表格")]);
    desk.sign_all(&[PAGE]);
    desk.expect_withheld(PAGE, "held");
    let release = desk.release();
    assert!(release.shows(FIRST) && release.shows("空白表格") && !release.shows("新的表格"));
    desk.sign_all(&[form]);
    desk.expect_approved(PAGE);
    let release = desk.release();
    assert!(release.shows(SECOND) && release.shows("新的表格") && !release.shows("空白表格"));
}

// Withdrawal (§7.6).

#[test]
fn a_withdrawn_page_leaves_a_notice_at_its_address() {
    let desk = Desk::published();
    desk.release();
    desk.delete_as("qin", PAGE);
    for signed in [false, true] {
        if signed {
            desk.withdraw_all(PAGE);
        }
        let release = desk.release();
        assert!(release.files.contains_key(ADDRESS), "a notice stands there: {}", release.text);
        assert!(!release.shows(FIRST));
        for list in release.files.iter().filter(|(path, _)| path.ends_with(".xml") || path.ends_with("index.html")) {
            assert!(!String::from_utf8_lossy(list.1).contains("1120-a.html"), "{} lists it", list.0);
        }
    }
}

#[test]
fn an_approved_page_may_claim_the_address_of_a_withdrawn_one() {
    let desk = Desk::published();
    desk.delete_as("qin", PAGE);
    desk.withdraw_all(PAGE);
    let heir = "content/notice/2026-11-22-c.md";
    desk.edit("qin", heir, &page_of("office", "public", &format!("redirect_from: [/{ADDRESS}]\n"), "接替的页面。"));
    desk.sign_all(&[heir]);
    desk.expect_approved(heir);
    let release = desk.release();
    let there = String::from_utf8_lossy(&release.files[ADDRESS]).into_owned();
    assert!(there.contains("1120-c.html"), "{there}");
}

#[test]
fn a_page_that_was_never_approved_leaves_no_notice() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    desk.delete_as("qin", PAGE);
    let seen = desk.status();
    assert!(!seen.codes(PAGE).contains("QF512"), "{}", seen.text);
    assert!(!desk.release().files.contains_key(ADDRESS));
}

#[test]
fn a_withdrawal_is_void_when_the_page_comes_back() {
    let desk = Desk::published();
    desk.delete_as("qin", PAGE);
    desk.withdraw_all(PAGE);
    desk.edit("qin", PAGE, &page(SECOND));
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
    desk.delete_as("qin", PAGE);
    assert!(desk.codes(PAGE).contains("QF512"));
}

#[test]
fn an_author_may_sign_the_withdrawal_of_her_own_page() {
    let desk = Desk::new();
    desk.edit("he", PAGE, &page(FIRST));
    desk.sign_all(&[PAGE]);
    desk.delete_as("he", PAGE);
    desk.withdraw("he", "head", PAGE);
    desk.withdraw("fan", "final", PAGE);
    assert!(!desk.codes(PAGE).contains("QF512"));
}

#[test]
fn a_withdrawal_of_a_page_that_is_there_counts_nothing() {
    let desk = Desk::published();
    let base = desk.head();
    desk.withdraw("qin", "head", PAGE);
    desk.expect_approved(PAGE);
    desk.put(&base);
    // By a reviewer it is malformed: it says what is not so.
    desk.withdraw("song", "head", PAGE);
    assert!(desk.expect_code("QF508").edition(PAGE) != "head" || desk.verdict(PAGE) != "approved");
}

/// All of them signed what must not be published, and nobody may bring it out by writing on.
#[test]
fn what_was_withheld_for_its_text_is_not_held_later() {
    let desk = Desk::published();
    desk.edit("qin", PAGE, &page("机密★10年\n\n不该公布的正文。"));
    desk.sign_all(&[PAGE]);
    assert!(!desk.release().shows("不该公布的正文。"));
    desk.edit("qin", PAGE, &page(SECOND));
    let release = desk.release();
    assert!(!release.shows("不该公布的正文。") && !release.shows(SECOND), "{}", release.text);
}
