//! An index number 索引号 that was approved on one page is never another's, whatever became of the first.

use crate::desk::{Desk, page_of};

const FIRST: &str = "content/rules/2026-11-20-first.md";
const LATER: &str = "content/rules/2026-11-22-later.md";
const NUMBER: &str = "11000000MBA10000XB/2026-00042";

fn document(number: &str, more: &str, body: &str) -> String {
    page_of("office", "public", &format!("{more}document:\n  validity: in-force\n  index: {number}\n"), body)
}

/// Returns a desk with a column of documents, and one that was approved.
fn with_document(more: &str) -> Desk {
    let desk = Desk::published();
    desk.policy(&["yue", "ding"], |text| {
        let (before, rules) = text.split_once("[column.rules]").unwrap();
        format!("{before}[column.rules]{}", rules.replacen("\"article\"", "\"document\"", 1))
    });
    desk.edit("qin", FIRST, &document(NUMBER, more, "第一份文件的正文。"));
    desk.sign_three(&[FIRST]);
    assert!(desk.release().shows("第一份文件的正文。"));
    desk
}

/// Claims that the later page is withheld for its number, in a run that goes on from another and in one that does not.
fn is_refused(desk: &Desk) {
    for _ in 0..2 {
        let release = desk.release();
        assert!(release.all_codes().contains("QF120"), "{}", release.text);
        assert!(!release.shows("后来的正文。"), "{}", release.text);
        let check = desk.run(&["check", LATER]);
        let text = String::from_utf8_lossy(&check.stdout).into_owned() + &String::from_utf8_lossy(&check.stderr);
        assert!(
            text.contains("was issued to another page")
                && text.contains("2026-11-22-later.md:9:10")
                && text.contains(FIRST),
            "{text}"
        );
    }
    std::fs::remove_file(desk.folder().join(".git/qianfa/verdicts")).unwrap();
    assert!(desk.release().all_codes().contains("QF120"));
}

/// Claims that the later page is published.
fn is_published(desk: &Desk) {
    let release = desk.release();
    assert!(!release.all_codes().contains("QF120"), "{}", release.text);
    assert!(release.shows("后来的正文。"), "{}", release.text);
}

#[test]
fn the_number_of_a_withdrawn_page_is_taken() {
    let desk = with_document("");
    desk.delete_as("qin", FIRST);
    desk.withdraw_all(FIRST);
    desk.release();
    // In whatever letters; signed or not.
    desk.edit("qin", LATER, &document(&NUMBER.to_lowercase(), "", "后来的正文。"));
    is_refused(&desk);
    desk.sign_three(&[LATER]);
    is_refused(&desk);
    desk.edit("qin", LATER, &document("11000000MBA10000XB/2026-00043", "", "后来的正文。"));
    desk.sign_three(&[LATER]);
    is_published(&desk);
}

#[test]
fn the_number_that_a_page_had_before_is_taken() {
    let desk = with_document("");
    desk.edit("qin", FIRST, &document("11000000MBA10000XB/2026-00050", "", "第一份文件的正文。"));
    desk.sign_three(&[FIRST]);
    desk.edit("qin", LATER, &document(NUMBER, "", "后来的正文。"));
    desk.sign_three(&[LATER]);
    is_refused(&desk);
}

#[test]
fn who_had_it_first_keeps_it() {
    let desk = with_document("");
    // A copy was approved with the number of the first, and mended.
    let copy = "content/rules/2026-11-19-copy.md";
    desk.edit("qin", copy, &document(NUMBER, "", "后来的正文。"));
    desk.sign_three(&[copy]);
    assert!(desk.status().all_codes().contains("QF120") || desk.release().all_codes().contains("QF120"));
    desk.edit("qin", copy, &document("11000000MBA10000XB/2026-00051", "", "后来的正文。"));
    desk.sign_three(&[copy]);
    is_published(&desk);
    assert!(desk.release().shows("第一份文件的正文。"));
}

#[test]
fn a_renamed_page_keeps_its_number() {
    for (id, more) in [("id: rules-42\n", "id: rules-42\n"), ("", "redirect_from: [/rules/2026/1120-first.html]\n")] {
        let desk = with_document(id);
        std::fs::remove_file(desk.folder().join(FIRST)).unwrap();
        desk.edit("qin", LATER, &document(NUMBER, more, "后来的正文。"));
        desk.sign_three(&[LATER]);
        is_published(&desk);
    }
}

#[test]
fn what_nobody_approved_was_not_issued() {
    let desk = with_document("");
    let draft = "content/rules/2026-11-21-draft.md";
    desk.edit("qin", draft, &document("11000000MBA10000XB/2026-00060", "", "草稿。"));
    desk.delete_as("qin", draft);
    desk.edit("qin", LATER, &document("11000000MBA10000XB/2026-00060", "", "后来的正文。"));
    desk.sign_three(&[LATER]);
    is_published(&desk);
}
