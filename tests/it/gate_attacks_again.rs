//! Attacks of somebody with an editor's or a head's key, found by reading the code for where the gate and the renderer
//! could disagree, and where one rule looks at less than its neighbour (gate.md §7, §8).

use crate::desk::{ADDRESS, Desk, FIRST, PAGE, SECOND, key_paragraph, page, page_of};

// Addresses of withdrawn pages.

#[test]
fn a_page_that_waits_takes_no_address_wherever_its_path_stands_in_order() {
    let desk = Desk::published();
    let thief = "content/notice/2026-11-01-thief.md";
    let claim = page_of("office", "public", &format!("redirect_from: [/{ADDRESS}]\n"), "夺来的地址。");
    desk.edit("qin", thief, &claim);
    let release = desk.release();
    assert!(release.shows(FIRST) && !release.shows("夺来的地址"), "{}", release.text);
}

// Objections.

#[test]
fn a_compromised_key_does_not_lift_the_objection_of_its_owner() {
    let desk = Desk::published();
    desk.add_key("gao", "spare");
    desk.object("gao", "leader", PAGE);
    let spare = |state| key_paragraph("gao", &desk.public("spare"), state);
    desk.amend(&spare("active"), &spare("compromised"));
    desk.statement("spare", "approve", Some("leader"), &[PAGE]).commit(&desk);
    assert_eq!(desk.state(PAGE), "objected/none");
    desk.edit("qin", PAGE, &page(SECOND));
    desk.expect_withheld(PAGE, "none");
    assert!(!desk.release().shows(FIRST));
}
