//! From nothing to a page on the site and back, as the demo walks it; releases, their manifest, and the program's own
//! sign-offs against stock git (gate.md §8, §12 *Interoperability*; the exit codes of cli.md).

use serde_json::Value;

use crate::desk::{ADDRESS, Desk, FIRST, OTHER, PAGE, SECOND, last_paragraph, page, sha256};

/// Every place that could betray a page: its address, title in lists, feeds, maps, twins.
fn betrays(release: &crate::desk::Release) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for word in [FIRST, SECOND, "1120-a", "关于申报的通知", "申报的通知。"] {
        places.extend(release.files_with(word).into_iter().map(|file| format!("{word} in {file}")));
    }
    places.extend(release.files.keys().filter(|path| path.contains("1120-a")).cloned());
    places
}

#[test]
fn nothing_unsigned_gets_out_and_the_last_signature_lets_it() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));

    // Nobody signed: the page does not exist.
    let release = desk.release();
    assert_eq!(release.code, 0, "{}", release.text);
    assert_eq!(betrays(&release), Vec::<String>::new());

    // All but the last.
    desk.sign("song", "head", &[PAGE]);
    assert_eq!(betrays(&desk.release()), Vec::<String>::new());

    // The last step: it is there, and in lists, feed and map.
    desk.sign("fan", "final", &[PAGE]);
    let release = desk.release();
    assert!(release.files.contains_key(ADDRESS) && release.shows(FIRST), "{}", release.text);
    for list in ["index.html", "notice/index.html", "feed.xml", "notice/feed.xml", "sitemap.xml"] {
        assert!(release.files_with("1120-a.html").contains(&list), "{list}");
    }

    // One byte changed: the held edition stays, and status names who must sign again.
    desk.edit("qin", PAGE, &page(&format!("{FIRST}。")));
    let shown = desk.release();
    assert_eq!(shown.files.get(ADDRESS), release.files.get(ADDRESS));
    let seen = desk.status();
    assert_eq!((seen.state(PAGE), seen.waiting(PAGE).len()), ("pending/held".into(), 2), "{}", seen.text);

    // Reverted to the old text: still held, by the same bytes.
    desk.edit("qin", PAGE, &page(FIRST));
    assert_eq!(desk.edition(PAGE), "held");
    let shown = desk.release();
    assert_eq!(shown.files.get(ADDRESS), release.files.get(ADDRESS));

    // The matrix edited without signatures: everything stops, and what is out stays as it is.
    let text = desk.policy_text(1);
    desk.edit("qin", "reviewers.toml", &text.replace("threshold = 2", "threshold = 1"));
    let stopped = desk.release();
    assert!(stopped.code == 1 && stopped.text.contains("QF607"), "{}", stopped.text);
    assert_eq!(stopped.files, shown.files);
}

#[test]
fn a_title_that_waits_is_in_no_list() {
    let desk = Desk::published();
    let third = "content/notice/2026-11-22-c.md";
    let text = page("丙页的正文。").replace("关于申报的通知", "绝不提前出现的标题");
    desk.edit("qin", third, &text.replace("summary:", "keywords: [绝不提前的词]\nsummary:"));
    let release = desk.release();
    assert!(release.code == 0 && !release.shows("绝不提前") && !release.shows("1120-c"), "{}", release.text);
    desk.sign_all(&[third]);
    assert!(desk.release().shows("绝不提前出现的标题"));
}

#[test]
fn a_link_to_a_page_that_waits_becomes_plain_text() {
    let desk = Desk::published();
    let third = "content/notice/2026-11-22-c.md";
    desk.write_as("qin", &[(third, &page("丙页。")), (OTHER, &page("见[那边](2026-11-22-c.md)。"))]);
    desk.sign_all(&[OTHER]);
    let release = desk.release();
    assert_eq!(release.code, 0, "{}", release.text);
    assert!(release.shows("见那边。") && !release.shows("1120-c.html"));
    assert!(release.all_codes().contains("QF414"));
}

#[test]
fn what_a_page_waits_for_is_said_at_its_line() {
    let (desk, _) = Desk::edited();
    let release = desk.release();
    let waits = release.json["findings"].as_array().unwrap().iter().find(|f| f["code"] == "QF501").unwrap();
    assert_eq!((waits["path"].as_str(), waits["line"].as_u64()), (Some(PAGE), Some(4)), "{waits}");
}

// Modes and exit codes (cli.md).

#[test]
fn waiting_is_no_error_unless_the_release_must_be_complete() {
    let (desk, _) = Desk::edited();
    let complete = desk.release_to("complete", &desk.trust(), &["--complete"]);
    assert!(complete.code == 1 && complete.files.is_empty(), "{}", complete.text);
    assert_eq!(desk.release_with(&["--strict"]).code, 0);
    assert_eq!(desk.seen(&["check", "--format", "json"]).code, 0);
    assert_eq!(desk.seen(&["check", "--complete", "--format", "json"]).code, 1);
    desk.sign_all(&[PAGE]);
    assert_eq!(desk.release_to("complete", &desk.trust(), &["--complete"]).code, 0);
    assert_eq!(desk.seen(&["check", "--complete", "--format", "json"]).code, 0);
}

#[test]
fn an_older_revision_may_be_looked_at_but_not_released_over_a_newer_one() {
    let (desk, edit) = Desk::edited();
    desk.sign_all(&[PAGE]);
    let old = desk.release_to("old", &desk.trust(), &["--rev", &format!("{edit}~1")]);
    assert!(old.code == 0 && old.shows(FIRST) && !old.shows(SECOND), "{}", old.text);
    let new = desk.release_to("old", &desk.trust(), &[]);
    assert!(new.code == 0 && new.shows(SECOND), "{}", new.text);
    let back = desk.release_to("old", &desk.trust(), &["--rev", &format!("{edit}~1")]);
    assert!(back.code != 0 && back.text.contains("QF604") && back.shows(SECOND), "{}", back.text);
}

#[test]
fn a_trust_file_remembers_what_was_published() {
    let desk = Desk::published();
    assert_eq!(desk.release().code, 0);
    let kept = std::fs::read_to_string(desk.beside().join("trust")).unwrap();
    assert_eq!(kept.trim(), format!("{}+{}", desk.trust(), desk.head()));
}

#[test]
fn another_root_or_genesis_is_another_office() {
    let desk = Desk::published();
    let trust = desk.trust();
    let (root, genesis) = trust.split_once('@').unwrap();
    let other_root = format!("sha256:{}@{genesis}", "0".repeat(64));
    let other_genesis = format!("{root}@{}", desk.head());
    for wrong in [other_root, other_genesis] {
        let release = desk.release_to("wrong", &wrong, &[]);
        assert!(release.code != 0 && release.files.is_empty(), "{wrong}: {}", release.text);
    }
    assert_eq!(desk.release_to("garbage", "sha256:zz@yy", &[]).code, 2);
}

#[test]
fn the_same_commit_gives_the_same_bytes() {
    let (desk, _) = Desk::edited();
    let first = desk.release();
    let clone = desk.cloned(&[]);
    assert_eq!(first.files, clone.release().files);
}

#[test]
fn a_preview_is_never_written_where_a_release_stands() {
    let (desk, _) = Desk::edited();
    let first = desk.release();
    let out = desk.beside().join("public");
    let preview = desk.run(&["build", "--preview", "--out", out.to_str().unwrap()]);
    assert_eq!(preview.status.code(), Some(2));
    let preview = desk.beside().join("preview");
    desk.run(&["build", "--preview", "--out", preview.to_str().unwrap()]);
    let over = desk.release_to("preview", &desk.trust(), &[]);
    assert_ne!(over.code, 0);
    assert_eq!(first.files, desk.release().files);
}

// The manifest (§8).

#[test]
fn the_manifest_names_every_file_with_its_hash_its_commit_and_its_root() {
    let desk = Desk::published();
    let release = desk.release();
    let manifest = &release.files[".well-known/qianfa/manifest.json"];
    let manifest: Value = serde_json::from_slice(manifest).unwrap();
    let text = manifest.to_string();
    assert!(text.contains(&desk.head()), "the commit");
    assert!(text.contains(&sha256(desk.policy_text(1).as_bytes())), "the root");
    for (path, bytes) in release.files.iter().filter(|(path, _)| !path.starts_with(".well-known/qianfa/")) {
        assert!(text.contains(&sha256(bytes)), "{path}");
    }
    for sign_off in [desk.head(), desk.git(&["rev-parse", "HEAD~1"])] {
        assert!(text.contains(&sign_off), "the sign-offs of the page");
    }
    assert!(text.contains(PAGE) && text.contains(&sha256(&desk.bytes_of("blob", &format!("HEAD:{PAGE}")))));
}

/// What is published beside the manifest is the payload that was signed, byte for byte.
#[test]
fn a_citizen_finds_the_signed_payload_of_every_sign_off() {
    let desk = Desk::published();
    let release = desk.release();
    for sign_off in [desk.head(), desk.git(&["rev-parse", "HEAD~1"])] {
        let commit = String::from_utf8(desk.bytes_of("commit", &sign_off)).unwrap();
        let (before, rest) = commit.split_once("gpgsig ").unwrap();
        let (armour, message) = rest.split_once("-----END SSH SIGNATURE-----\n").unwrap();
        let payload = format!("{before}{message}");
        let of_manifest = |(path, bytes): &(&String, &Vec<u8>)| {
            path.starts_with(".well-known/qianfa/") && bytes.as_slice() == payload.as_bytes()
        };
        assert!(release.files.iter().any(|file| of_manifest(&file)), "the payload of {sign_off}");
        let first_line = armour.lines().nth(1).unwrap().trim();
        assert!(release.files_with(first_line).iter().any(|f| f.starts_with(".well-known/qianfa/")), "its signature");
    }
}

#[test]
fn an_unsigned_text_is_in_no_manifest() {
    let (desk, edit) = Desk::edited();
    let release = desk.release();
    let hash = sha256(&desk.bytes_of("blob", &format!("{edit}:{PAGE}")));
    assert_eq!(release.files_with(&hash), Vec::<&str>::new());
}

// The program's own sign-offs, and stock git.

#[test]
fn what_the_program_signs_git_verifies_and_the_gate_accepts() {
    let desk = Desk::new();
    desk.edit("qin", PAGE, &page(FIRST));
    let signers = desk.beside().join("signers");
    let line = |person: &str| format!("{person} {}\n", desk.public(person));
    std::fs::write(&signers, [line("song"), line("fan")].concat()).unwrap();
    desk.git(&["config", "gpg.ssh.allowedSignersFile", signers.to_str().unwrap()]);
    for (person, step) in crate::desk::USUAL {
        let by_hand = desk.statement(person, "approve", Some(step), &[PAGE]).lines;
        let (code, text) = desk.run_as(person, &["approve", PAGE, "--step", step]);
        assert_eq!(code, 0, "{text}");
        desk.git(&["verify-commit", "HEAD"]);
        assert_eq!(last_paragraph(&desk.git(&["log", "-1", "--format=%B"])), by_hand, "two readings of one paragraph");
    }
    desk.expect_approved(PAGE);
}

#[test]
fn the_program_refuses_to_sign_what_could_not_count() {
    let desk = Desk::new();
    desk.edit("he", PAGE, &page(FIRST));
    for (person, step, why) in
        [("qin", "head", "no grant"), ("he", "head", "an author"), ("stranger", "head", "no key")]
    {
        let head = desk.head();
        let (code, text) = desk.run_as(person, &["approve", PAGE, "--step", step]);
        assert_ne!(code, 0, "{why}: {text}");
        assert_eq!(desk.head(), head, "{why}");
    }
}

#[test]
fn the_program_signs_the_whole_unit_at_once() {
    let desk = Desk::new();
    let form = "content/notice/2026-11-20-a/form.txt";
    let body = format!("{FIRST}\n\n[表格](2026-11-20-a/form.txt)");
    desk.write_as("qin", &[(PAGE, &page(&body)), (form, "空白表格")]);
    let (code, text) = desk.run_as("song", &["approve", PAGE, "--step", "head"]);
    assert_eq!(code, 0, "{text}");
    let message = desk.git(&["log", "-1", "--format=%B"]);
    assert!(message.contains(PAGE) && message.contains(form), "{message}");
}

#[test]
fn objecting_withdrawing_and_vouching_by_the_program_are_what_they_are_by_hand() {
    let desk = Desk::published();
    let (code, text) = desk.run_as("gao", &["object", PAGE, "--step", "leader", "-m", "数字有误"]);
    assert_eq!((code, desk.state(PAGE)), (0, "objected/none".into()), "{text}");

    let desk = Desk::published();
    desk.delete_as("qin", PAGE);
    for (person, step) in crate::desk::USUAL {
        let (code, text) = desk.run_as(person, &["withdraw", PAGE, "--step", step, "-m", "过期"]);
        assert_eq!(code, 0, "{text}");
    }
    assert!(!desk.codes(PAGE).contains("QF512"));

    let desk = Desk::new();
    desk.commit(&[(PAGE, &page(FIRST))]);
    let (code, text) = desk.run_as("lu", &["vouch", PAGE]);
    assert_eq!(code, 0, "{text}");
    desk.sign_all(&[PAGE]);
    desk.expect_approved(PAGE);
}

#[test]
fn audit_says_the_same_as_status() {
    let (desk, _) = Desk::edited();
    let audit = desk.seen(&["audit", "--format", "json"]);
    let status = desk.status();
    assert_eq!(audit.state(PAGE), status.state(PAGE));
    assert_eq!(audit.state(OTHER), "approved/head");
    assert_eq!(audit.json["head"], desk.head().as_str());
}

#[test]
fn a_published_address_is_left_only_with_a_redirect() {
    let desk = Desk::published();
    let later = page(SECOND).replace("date: 2026-11-20", "date: 2026-11-23");
    assert_ne!(later, page(SECOND));
    desk.edit("qin", PAGE, &later);
    desk.sign_all(&[PAGE]);
    let release = desk.release();
    assert!(release.code == 1 && release.all_codes().contains("QF410"), "{}", release.text);
    assert!(!release.shows(SECOND));
    desk.edit("qin", PAGE, &later.replace("summary:", &format!("redirect_from: [/{ADDRESS}]\nsummary:")));
    desk.sign_all(&[PAGE]);
    let release = desk.release();
    assert!(release.code == 0 && release.shows(SECOND), "{}", release.text);
    assert!(release.files.contains_key(ADDRESS), "the old address leads to the new one");
}
