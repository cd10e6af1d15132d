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

/// Returns that desk after the document was taken down.
fn with_withdrawn() -> Desk {
    let desk = with_document("");
    desk.delete_as("qin", FIRST);
    desk.withdraw_all(FIRST);
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
    let desk = with_withdrawn();
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

#[test]
fn whoever_was_approved_keeps_it_from_a_page_with_an_older_date() {
    let desk = with_document("");
    let early = "content/rules/2020-01-01-old.md";
    let text = document(NUMBER, "", "后来的正文。").replace("date: 2026-11-20", "date: 2020-01-01");
    desk.edit("qin", early, &text);
    // Unsigned, it takes nothing from anybody, and it is the one that gets another number.
    let release = desk.release();
    assert!(release.shows("第一份文件的正文。") && !release.shows("后来的正文。"), "{}", release.text);
    desk.sign_three(&[early]);
    let release = desk.release();
    assert!(release.shows("第一份文件的正文。") && !release.shows("后来的正文。"), "{}", release.text);
    assert!(release.all_codes().contains("QF120"));
    desk.run(&["check", "--fix"]);
    let read = |path: &str| std::fs::read_to_string(desk.folder().join(path)).unwrap();
    assert!(read(FIRST).contains(&format!("index: {NUMBER}\n")), "{}", read(FIRST));
    assert!(read(early).contains("index: 11000000MBA10000XB/2026-00043\n"), "{}", read(early));
}

#[test]
fn an_edition_with_the_number_of_another_is_not_held_either() {
    let desk = with_withdrawn();
    desk.edit("qin", LATER, &document(NUMBER, "", "后来的正文。"));
    desk.sign_three(&[LATER]);
    desk.edit("qin", LATER, &document("11000000MBA10000XB/2026-00043", "", "还没有签的正文。"));
    let release = desk.release();
    assert!(!release.shows("后来的正文。") && !release.shows(NUMBER), "{}", release.text);
}

#[test]
fn a_branch_does_not_get_round_it() {
    let desk = Desk::published();
    let base = desk.head();
    desk.edit("qin", LATER, &document(NUMBER, "", "后来的正文。"));
    let side = desk.sign("song", "head", &[LATER]);
    desk.put(&base);
    desk.edit("qin", FIRST, &document(NUMBER, "", "第一份文件的正文。"));
    desk.sign_three(&[FIRST]);
    desk.delete_as("qin", FIRST);
    let main = desk.withdraw_all(FIRST);
    desk.join(&[&main, &side], &side);
    desk.sign("gao", "leader", &[LATER]);
    desk.sign("fan", "final", &[LATER]);
    let status = desk.status();
    assert_eq!(status.state(LATER), "approved/head", "{}", status.text);
    let release = desk.release();
    assert!(release.all_codes().contains("QF120") && !release.shows("后来的正文。"), "{}", release.text);
}

#[test]
fn what_one_of_them_signed_was_not_issued() {
    let desk = with_document("");
    let draft = "content/rules/2026-11-21-draft.md";
    let number = "11000000MBA10000XB/2026-00060";
    desk.edit("qin", draft, &document(number, "", "草稿。"));
    desk.sign("song", "head", &[draft]);
    desk.edit("qin", draft, &document("11000000MBA10000XB/2026-00061", "", "草稿。"));
    desk.edit("qin", LATER, &document(number, "", "后来的正文。"));
    desk.sign_three(&[LATER]);
    is_published(&desk);
}

#[test]
fn however_it_is_spelt_it_is_the_same_number() {
    for spelt in ["11000000mba10000xb／2026－00042", "11000000MBA10000XB / 2026-42", "\"11000000MBA10000XB/2026–042\""]
    {
        let desk = with_withdrawn();
        desk.edit("qin", LATER, &document(spelt, "", "后来的正文。"));
        desk.sign_three(&[LATER]);
        assert!(!desk.release().shows("后来的正文。"), "{spelt}");
    }
}

#[test]
fn a_page_that_was_renamed_twice_keeps_its_number() {
    let desk = with_document("");
    let second = "content/rules/2026-11-21-second.md";
    std::fs::remove_file(desk.folder().join(FIRST)).unwrap();
    desk.edit("qin", second, &document(NUMBER, "redirect_from: [/rules/2026/1120-first.html]\n", "改过的正文。"));
    desk.sign_three(&[second]);
    std::fs::remove_file(desk.folder().join(second)).unwrap();
    desk.edit("qin", LATER, &document(NUMBER, "redirect_from: [/rules/2026/1120-second.html]\n", "后来的正文。"));
    desk.sign_three(&[LATER]);
    assert!(!desk.status().all_codes().contains("QF120"));
}
