//! Which sign-offs are alive, on histories that git made.
//!
//! Each row of the gate's table; random histories are in `differential`.

use qianfa::git::{History, Scope, Versions};
use qianfa::model::CommitId;

use crate::differential::random_press;
use crate::press::{Fate, Press};

const PAGE: &str = "content/portal/notice/a.md";
const OTHER: &str = "content/portal/notice/b.md";

/// A press with two pages, the first signed off: the second value is the sign-off.
fn signed() -> (Press, String) {
    let press = Press::with(&[(PAGE, "approved"), (OTHER, "other")]);
    let sign_off = press.sign_off();
    (press, sign_off)
}

/// A press whose branch `edit` has the new text and, on top, the sign-off; it stands on `main`, which has the old one.
fn signed_on_a_branch() -> (Press, String) {
    let press = Press::with(&[(PAGE, "old"), (OTHER, "other")]);
    press.branch("edit");
    press.commit(&[(PAGE, "approved")]);
    let sign_off = press.sign_off();
    press.switch("main");
    (press, sign_off)
}

#[test]
fn an_edit_of_another_page_leaves_a_sign_off_alive() {
    let (press, sign_off) = signed();
    press.commit(&[(OTHER, "edited")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Alive);
}

#[test]
fn a_revert_does_not_revive_an_old_signature() {
    let (press, sign_off) = signed();
    let edit = press.commit(&[(PAGE, "edited")]);
    press.git(&["revert", "--no-edit", "HEAD"]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(edit));
}

#[test]
fn a_merge_cannot_bring_the_old_approved_text_back_over_a_newer_edit() {
    let (press, sign_off) = signed();
    press.branch("stale");
    press.commit(&[(OTHER, "stale work")]);
    press.switch("main");
    let edit = press.commit(&[(PAGE, "edited")]);
    press.merge_as("stale", &[(PAGE, "approved"), (OTHER, "stale work")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(edit));
}

#[test]
fn an_approval_on_a_stale_branch_does_not_cover_the_edit_it_never_saw() {
    let press = Press::with(&[(PAGE, "approved")]);
    press.branch("stale");
    let sign_off = press.sign_off();
    press.switch("main");
    let edit = press.commit(&[(PAGE, "edited")]);
    press.merge_as("stale", &[(PAGE, "approved")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(edit));
}

#[test]
fn an_extra_parent_edge_to_the_old_sign_off_does_not_help_a_revert() {
    let (press, sign_off) = signed();
    let edit = press.commit(&[(PAGE, "edited")]);
    let tree = press.git(&["rev-parse", &format!("{sign_off}^{{tree}}")]);
    for parents in [[&edit, &sign_off], [&sign_off, &edit]] {
        let revert = press.git(&["commit-tree", "-p", parents[0], "-p", parents[1], "-m", "revert", &tree]);
        press.git(&["reset", "-q", "--hard", &revert]);
        assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(edit.clone()));
    }
}

#[test]
fn an_approved_branch_merged_normally_stays_alive() {
    let (press, sign_off) = signed_on_a_branch();
    press.commit(&[(OTHER, "meanwhile")]);
    press.merge("edit");
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Alive);
}

#[test]
fn a_stale_third_branch_that_main_merged_meanwhile_does_no_harm() {
    let (press, sign_off) = signed_on_a_branch();
    press.branch("third");
    press.commit(&[(OTHER, "third")]);
    press.switch("main");
    press.commit(&[("site.toml", "meanwhile")]);
    press.merge("third");
    press.merge("edit");
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Alive);
}

#[test]
fn a_squashed_branch_whose_sign_offs_are_adopted_stays_alive() {
    let (press, sign_off) = signed_on_a_branch();
    press.squash("edit");
    press.adopt("edit");
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Alive);
}

#[test]
fn a_wobble_that_was_squashed_away_and_not_adopted_does_no_harm() {
    let (press, sign_off) = signed_on_a_branch();
    press.switch("edit");
    press.commit(&[(PAGE, "wobble")]);
    press.commit(&[(PAGE, "approved")]);
    press.switch("main");
    press.squash("edit");
    press.adopt(&sign_off);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Alive);
}

#[test]
fn a_merge_that_drops_a_parallel_edit_kills_the_approval_that_never_saw_it() {
    let (press, sign_off) = signed_on_a_branch();
    let parallel = press.commit(&[(PAGE, "parallel")]);
    press.merge_as("edit", &[(PAGE, "approved")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(parallel));
}

#[test]
fn a_text_that_a_merge_discarded_cannot_be_reinstated_silently() {
    let (press, sign_off) = signed_on_a_branch();
    press.commit(&[(OTHER, "meanwhile")]);
    let discarding = press.merge_as("edit", &[]);
    press.commit(&[(PAGE, "approved")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(discarding));
}

#[test]
fn two_approved_pages_that_swap_their_content_are_not_approved() {
    let (press, sign_off) = signed();
    press.commit(&[(PAGE, "other"), (OTHER, "approved")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::OtherVersion);
    assert_eq!(press.fate(OTHER, &sign_off), Fate::OtherVersion);
}

#[test]
fn the_same_bytes_as_a_symlink_or_executable_are_not_approved() {
    let (press, sign_off) = signed();
    press.git(&["update-index", "--chmod=+x", PAGE]);
    press.git(&["commit", "-q", "-m", "executable"]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::OtherVersion);

    let (press, sign_off) = signed();
    let blob = press.git(&["rev-parse", &format!("HEAD:{PAGE}")]);
    press.git(&["update-index", "--cacheinfo", &format!("120000,{blob},{PAGE}")]);
    press.git(&["commit", "-q", "-m", "symlink"]);
    assert_eq!(press.git(&["rev-parse", &format!("HEAD:{PAGE}")]), blob);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::OtherVersion);
}

#[test]
fn a_page_deleted_and_restored_unchanged_is_not_approved() {
    let (press, sign_off) = signed();
    let deletion = press.delete(PAGE);
    press.commit(&[(PAGE, "approved")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(deletion));
}

#[test]
fn a_folder_in_the_place_of_the_page_is_its_absence() {
    let (press, sign_off) = signed();
    std::fs::remove_file(press.folder().join(PAGE)).unwrap();
    let folder = press.commit(&[(&format!("{PAGE}/x"), "approved")]);
    std::fs::remove_dir_all(press.folder().join(PAGE)).unwrap();
    press.commit(&[(PAGE, "approved")]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(folder));
}

#[test]
fn an_approved_absence_lives_until_the_page_comes_back() {
    let press = Press::with(&[(PAGE, "text"), (OTHER, "other")]);
    press.delete(PAGE);
    let withdrawal = press.sign_off();
    press.commit(&[(OTHER, "edited")]);
    assert_eq!(press.fate(PAGE, &withdrawal), Fate::Alive);
    let back = press.commit(&[(PAGE, "text")]);
    press.delete(PAGE);
    assert_eq!(press.fate(PAGE, &withdrawal), Fate::Unseen(back));
}

#[test]
fn forged_dates_change_nothing() {
    let (press, sign_off) = signed();
    let edit = press.commit(&[(PAGE, "edited")]);
    let tree = press.git(&["rev-parse", &format!("{sign_off}^{{tree}}")]);
    let raw = format!("tree {tree}\nparent {edit}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nrevert\n");
    let (_, revert) = press.try_git(&["hash-object", "-t", "commit", "-w", "--stdin"], raw.as_bytes());
    press.git(&["reset", "-q", "--hard", &revert]);
    assert_eq!(press.fate(PAGE, &sign_off), Fate::Unseen(edit));
}

#[test]
fn every_version_in_every_commit_is_what_git_lists() {
    for seed in 11..=14 {
        let press = random_press(seed, 40);
        let repository = press.repository();
        let history = History::load(&repository, repository.head().unwrap().commit).unwrap();
        let versions = Versions::read(&history, &repository.objects().unwrap(), &Scope::everything()).unwrap();
        for id in press.git(&["rev-list", "HEAD"]).lines() {
            let commit = history.number(CommitId::parse(id).unwrap()).unwrap();
            let mut ours: Vec<String> = Vec::new();
            for (path, name) in versions.paths() {
                let version = versions.timeline(path, history.graph()).at(commit, history.graph());
                let name = String::from_utf8_lossy(name);
                ours.extend(versions.version(version).map(|v| format!("{} blob {}\t{name}", v.mode, v.blob)));
            }
            ours.sort_unstable_by(|a, b| a.split('\t').nth(1).cmp(&b.split('\t').nth(1)));
            let listed = press.git(&["ls-tree", "-r", id]);
            assert_eq!(ours.join("\n"), listed, "seed {seed}, {id}");
        }
    }
}
