//! Attacks of somebody with an editor's or a head's key, found by reading the code for where the gate and the renderer
//! could disagree, and where one rule looks at less than its neighbour (gate.md §7, §8).

use crate::desk::{ADDRESS, Desk, FIRST, OTHER, PAGE, SECOND, key_paragraph, page, page_of, sensitive};

const FORM: &str = "content/notice/2026-11-20-a/form.txt";

/// A text with a link to the attachment.
fn linking(body: &str) -> String {
    format!("{body}\n\n[表格](2026-11-20-a/form.txt)")
}

/// A page of this department with an attachment, nothing signed.
fn with_attachment_of(department: &str) -> Desk {
    let desk = Desk::new();
    desk.write_as("qin", &[(PAGE, &page_of(department, "public", "", &linking(FIRST))), (FORM, "空白表格")]);
    desk
}

// What was taken down.

#[test]
fn an_attachment_that_was_taken_down_alone_does_not_come_back_with_a_held_page() {
    let desk = with_attachment_of("office");
    desk.sign_all(&[PAGE, FORM]);
    desk.expect_approved(PAGE);
    desk.delete_as("qin", FORM);
    assert!(!desk.release().shows("空白表格"), "taking down is always safe");
    desk.edit("qin", PAGE, &page(&linking(SECOND)));
    let release = desk.release_to("later", &desk.trust(), &[]);
    assert!(!release.shows("空白表格"), "{}", desk.status().text);
}

#[test]
fn re_adding_an_attachment_that_was_taken_down_holds_nothing() {
    let desk = with_attachment_of("office");
    desk.sign_all(&[PAGE, FORM]);
    desk.delete_as("qin", FORM);
    desk.edit("qin", FORM, "空白表格");
    desk.expect_withheld(PAGE, "none");
    assert!(!desk.release().shows("空白表格"));
    desk.sign_all(&[PAGE, FORM]);
    desk.expect_approved(PAGE);
}

#[test]
fn an_introduction_that_is_taken_down_stops_no_release() {
    let desk = Desk::published();
    let introduction = "content/notice/_index.md";
    desk.edit("qin", introduction, &page("栏目的说明。"));
    desk.sign_all(&[introduction]);
    assert!(desk.release().shows("栏目的说明"));
    desk.delete_as("qin", introduction);
    let release = desk.release();
    assert!(release.code == 0 && !release.shows("栏目的说明") && release.shows(FIRST), "{}", release.text);
}

// Addresses of withdrawn pages.

#[test]
fn a_page_in_the_place_of_a_withdrawn_one_needs_its_requirement_whatever_its_path_is() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_three(&[PAGE]);
    desk.delete_as("qin", PAGE);
    // The same column and the same address; another folder, another text.
    let heir = "content/notice/more/2026-11-20-a.md";
    desk.edit("qin", heir, &page(SECOND));
    desk.sign_all(&[heir]);
    desk.expect_withheld(heir, "none");
    let release = desk.release();
    assert!(release.files.contains_key(ADDRESS) && !release.shows(SECOND), "{}", release.text);
    desk.sign_three(&[heir]);
    desk.expect_approved(heir);
}

#[test]
fn a_page_that_takes_the_name_of_a_withdrawn_one_as_its_id_needs_its_requirement() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &sensitive(FIRST));
    desk.sign_three(&[PAGE]);
    desk.delete_as("qin", PAGE);
    let heir = "content/notice/2026-11-22-c.md";
    desk.edit("qin", heir, &page_of("office", "public", "id: a\n", SECOND));
    desk.sign_all(&[heir]);
    desk.expect_withheld(heir, "none");
}

#[test]
fn a_page_that_fled_from_its_level_by_hiding_the_old_one_needs_its_requirement() {
    for (heir, text) in [
        ("content/notice/2026-11-22-c.md", page(FIRST)),
        // In path order before the page whose address it takes, which is withheld anyway.
        ("content/notice/0/2026-11-20-a.md", page(SECOND)),
    ] {
        let desk = Desk::new();
        desk.edit("qin", PAGE, &sensitive(FIRST));
        desk.sign_three(&[PAGE]);
        desk.edit("qin", PAGE, &page_of("office", "internal", "", FIRST));
        desk.edit("qin", heir, &text);
        desk.sign_all(&[heir]);
        desk.expect_withheld(heir, "none");
        let release = desk.release();
        assert!(!release.shows(FIRST) && !release.shows(SECOND), "{}", release.text);
        desk.sign_three(&[heir]);
        desk.expect_approved(heir);
    }
}

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

/// Gives zhou the leader's step for the department of law, and yue the last step.
fn with_more_people(desk: &Desk) {
    let grant = |person: &str, step: &str, department: &str| {
        format!("[[grant]]\nperson = \"{person}\"\nstep = \"{step}\"\ndepartments = [\"{department}\"]\n\n")
    };
    let grants = grant("zhou", "leader", "law") + &grant("yue", "final", "*") + &grant("ding", "final", "*");
    desk.amend("[[grant]]", &format!("{grants}[[grant]]"));
}

#[test]
fn an_objection_to_a_shared_file_is_heard_for_every_page_that_shows_it() {
    let desk = Desk::published();
    with_more_people(&desk);
    desk.write_as("qin", &[(PAGE, &page(&linking(SECOND))), (FORM, "空白表格")]);
    desk.edit("qin", OTHER, &page_of("law", "public", "", &linking("另一页。")));
    // The file needs a head and a final reviewer of either department.
    desk.sign("song", "head", &[PAGE, FORM, OTHER]);
    desk.sign("he", "head", &[FORM, OTHER]);
    desk.sign("fan", "final", &[PAGE, FORM, OTHER]);
    desk.sign("tao", "final", &[FORM, OTHER]);
    desk.expect_approved(PAGE);
    desk.expect_approved(OTHER);
    // For the law department, which uses the file, and not for the office, beside whose page it lies.
    desk.object("zhou", "leader", FORM);
    assert_eq!(desk.verdict(OTHER), "objected");
}

#[test]
fn an_objection_to_an_attachment_survives_that_another_page_becomes_its_owner() {
    let desk = Desk::new();
    with_more_people(&desk);
    desk.write_as("qin", &[(PAGE, &page_of("law", "public", "", &linking(FIRST))), (FORM, "空白表格")]);
    desk.object("zhou", "leader", FORM);
    let nearer = "content/notice/2026-11-20-a/index.md";
    desk.edit("qin", nearer, &page("更近的一页。"));
    desk.sign("song", "head", &[FORM, nearer]);
    desk.sign("he", "head", &[PAGE, FORM]);
    desk.sign("yue", "final", &[PAGE, FORM, nearer]);
    desk.sign("ding", "final", &[FORM]);
    assert_eq!(desk.verdict(PAGE), "objected", "{}", desk.status().text);
    assert!(!desk.release().shows("空白表格"));
}

// Four eyes.

#[test]
fn an_author_of_a_shared_file_is_one_for_every_page_that_shows_it() {
    let desk = Desk::new();
    desk.write_as("qin", &[(PAGE, &page_of("office", "public", "", &linking(FIRST))), (OTHER, &page("另一页。"))]);
    desk.edit("he", FORM, "何的表格");
    desk.sign_all(&[OTHER]);
    // An edition of the other page that had no such file reviewed no file.
    desk.edit("qin", FORM, "何的表格，多一个字");
    desk.edit("qin", OTHER, &page(&linking("另一页，第二稿。")));
    desk.sign("he", "head", &[PAGE, FORM, OTHER]);
    desk.sign("fan", "final", &[PAGE, FORM, OTHER]);
    desk.expect_withheld(PAGE, "none");
    desk.expect_withheld(OTHER, "held");
    assert!(!desk.release().shows("何的表格"));
}

#[test]
fn an_author_of_an_attachment_stays_one_when_only_its_page_changed() {
    let desk = with_attachment_of("office");
    desk.edit("he", FORM, "何的表格");
    desk.edit("qin", FORM, "何的表格，多一个字");
    desk.sign_all(&[PAGE, FORM]);
    desk.expect_approved(PAGE);
    desk.object("song", "head", FORM);
    desk.edit("qin", PAGE, &page(&linking(SECOND)));
    desk.sign("he", "head", &[PAGE, FORM]);
    desk.sign("fan", "final", &[PAGE, FORM]);
    assert_ne!(desk.verdict(PAGE), "approved", "{}", desk.status().text);
}

// Words.

#[test]
fn a_word_of_the_list_is_found_whatever_no_reader_sees_between_its_characters() {
    for hidden in [
        "\u{e0100}",
        "\u{fe00}",
        "\u{34f}",
        "\u{115f}",
        "\u{e0041}",
        "\u{fff9}",
        "\u{1d173}",
        "&#x34f;",
        "<!-- -->",
        "\\\n",
    ] {
        let desk = Desk::new();
        desk.edit("qin", PAGE, &page(&format!("关于欠{hidden}薪的事。")));
        desk.sign_all(&[PAGE]);
        let release = desk.release();
        assert!(!release.files.contains_key(ADDRESS), "{:?}", hidden.escape_unicode().to_string());
    }
}

// Themes and configuration.

#[test]
fn a_file_taken_out_of_a_theme_changes_nothing_before_somebody_signs() {
    let desk = Desk::published();
    let site = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    let (theme, template) = ("themes/own/theme.toml", "themes/own/templates/404.html");
    let files = [
        (theme, "name = \"own\"\ninherits = \"gov\"\nversion = \"1\"\n"),
        (template, "自己的模板"),
        ("site.toml", &site.replace("\"gov\"", "\"own\"")),
    ];
    desk.write_as("qin", &files);
    desk.sign("fan", "final", &["site.toml", theme, template]);
    assert!(desk.release().shows("自己的模板"));
    desk.delete_as("qin", template);
    let release = desk.release();
    assert!(release.shows("自己的模板"), "{}", release.text);
    desk.sign("fan", "final", &[theme]);
    let release = desk.release();
    assert!(release.code == 0 && !release.shows("自己的模板"), "{}", release.text);
}

#[test]
fn a_draft_that_was_taken_out_of_a_theme_again_asks_for_nothing() {
    let desk = Desk::published();
    let site = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    let (theme, draft) = ("themes/own/theme.toml", "themes/own/templates/404.html");
    let text = "name = \"own\"\ninherits = \"gov\"\nversion = \"1\"\n";
    desk.write_as("qin", &[(theme, text), ("site.toml", &site.replace("\"gov\"", "\"own\""))]);
    desk.sign("fan", "final", &["site.toml", theme]);
    desk.edit("qin", draft, "自己的模板");
    desk.expect_withheld(theme, "held");
    desk.delete_as("qin", draft);
    desk.expect_approved(theme);
}

#[test]
fn a_stale_branch_does_not_undo_that_somebody_signed_a_theme_without_a_file() {
    let desk = Desk::published();
    let site = std::fs::read_to_string(desk.folder().join("site.toml")).unwrap();
    let (theme, template) = ("themes/own/theme.toml", "themes/own/templates/404.html");
    let text = "name = \"own\"\ninherits = \"gov\"\nversion = \"1\"\n";
    let before = desk.head();
    desk.write_as(
        "qin",
        &[(theme, text), (template, "自己的模板"), ("site.toml", &site.replace("\"gov\"", "\"own\""))],
    );
    let signed = desk.sign("fan", "final", &["site.toml", theme, template]);
    desk.git(&["branch", "stale"]);
    // A merge that takes the file out, as from a branch that never had it.
    let without = desk.delete_as("qin", template);
    desk.join(&[&signed, &before], &without);
    desk.expect_withheld(theme, "held");
    let renewed = desk.sign("fan", "final", &[theme]);
    desk.expect_approved(theme);
    desk.switch("stale");
    let stale = desk.edit("qin", OTHER, &page("旁支。"));
    desk.switch("main");
    desk.join(&[&renewed, &stale], &renewed);
    desk.expect_approved(theme);
}
