//! Which sign-offs are alive, on histories that git made.
//!
//! Each row of the gate's table, then random histories judged a second time by an auditor who has nothing but git.

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

/// Random histories, and the same question asked with plain git.
mod audit {
    use std::collections::HashMap;
    use std::fmt::Write;

    use qianfa::git::{History, Scope, Versions};
    use qianfa::model::CommitId;

    use super::{Fate, Press};

    const PATHS: [&str; 5] = ["content/a.md", "content/a.md/x", "content/b.md", "content/b-c/d.md", "site.toml"];

    struct Dice(u64);

    impl Dice {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 33) as usize) % bound
        }
    }

    type Files = HashMap<&'static str, (&'static str, usize)>;

    /// A history of edits, reverts, deletions, mode changes, folders in the place of files and merges that take
    /// either side or neither, written for `git fast-import`. Everything is behind the last commit.
    fn random_press(seed: u64, count: usize) -> Press {
        let press = Press::empty();
        let mut dice = Dice(seed);
        let mut commits: Vec<(Vec<usize>, Files)> = Vec::new();
        let mut stream = String::new();
        for at in 0..count {
            let parents = parents(&mut dice, &commits, at + 1 == count);
            let mut files = parents.first().map_or_else(HashMap::new, |&p| commits[p].1.clone());
            for path in PATHS {
                change(&mut dice, path, &parents, &commits, &mut files);
            }
            write_commit(&mut stream, at, &parents, &files);
            commits.push((parents, files));
        }
        write!(stream, "reset refs/heads/main\nfrom :{count}\n\n").unwrap();
        let (success, output) = press.try_git(&["fast-import", "--quiet", "--force"], stream.as_bytes());
        assert!(success, "{output}");
        press
    }

    /// The last commit merges all loose ends, so that nothing is left outside its history.
    fn parents(dice: &mut Dice, commits: &[(Vec<usize>, Files)], last: bool) -> Vec<usize> {
        let at = commits.len();
        if last {
            return (0..at).filter(|c| !commits.iter().any(|(parents, _)| parents.contains(c))).collect();
        }
        let wanted = [0, 1, 1, 1, 1, 2, 2, 2, 3][dice.below(9)];
        let mut parents: Vec<usize> =
            (0..if at == 0 { 0 } else { wanted }).map(|_| at - 1 - dice.below(at.min(5))).collect();
        parents.dedup();
        parents
    }

    fn change(
        dice: &mut Dice,
        path: &'static str,
        parents: &[usize],
        commits: &[(Vec<usize>, Files)],
        files: &mut Files,
    ) {
        let other = parents.get(dice.below(parents.len().max(1))).and_then(|&p| commits[p].1.get(path)).copied();
        match dice.below(10) {
            0 => drop(files.remove(path)),
            1 => put(files, path, ("100755", dice.below(3))),
            2 | 3 => put(files, path, ("100644", dice.below(3))),
            // The other side of a merge, whatever it has.
            4 | 5 => match other {
                Some(version) => put(files, path, version),
                None => drop(files.remove(path)),
            },
            _ => {}
        }
    }

    /// A file cannot lie in a file: the newer one wins.
    fn put(files: &mut Files, path: &'static str, version: (&'static str, usize)) {
        match path {
            "content/a.md" => drop(files.remove("content/a.md/x")),
            "content/a.md/x" => drop(files.remove("content/a.md")),
            _ => {}
        }
        files.insert(path, version);
    }

    fn write_commit(stream: &mut String, at: usize, parents: &[usize], files: &Files) {
        writeln!(stream, "commit refs/heads/r{at}\nmark :{}\ncommitter a <a> {at} +0000\ndata 0", at + 1).unwrap();
        for (number, parent) in parents.iter().enumerate() {
            writeln!(stream, "{} :{}", if number == 0 { "from" } else { "merge" }, parent + 1).unwrap();
        }
        writeln!(stream, "deleteall").unwrap();
        for (path, (mode, text)) in files {
            writeln!(stream, "M {mode} inline {path}\ndata 1\n{text}").unwrap();
        }
        writeln!(stream).unwrap();
    }

    /// An auditor, and what he has already looked up.
    struct Auditor<'a> {
        press: &'a Press,
        looked_up: HashMap<(String, String), String>,
    }

    impl Auditor<'_> {
        fn git(&self, arguments: &[&str]) -> (bool, String) {
            let plain = ["--no-replace-objects", "-c", "core.commitGraph=false"];
            self.press.try_git(&[&plain, arguments].concat(), b"")
        }

        fn lines(&self, arguments: &[&str]) -> Vec<String> {
            self.git(arguments).1.lines().map(str::to_owned).collect()
        }

        /// Mode and blob; a folder is printed as a tree, which is to say that there is no file.
        fn version(&mut self, commit: &str, path: &str) -> String {
            let key = (commit.to_owned(), path.to_owned());
            if let Some(version) = self.looked_up.get(&key) {
                return version.clone();
            }
            let (_, line) = self.git(&["ls-tree", commit, "--", path]);
            let version = if line.contains(" tree ") { String::new() } else { line };
            self.looked_up.insert(key, version.clone());
            version
        }

        fn is_behind(&self, ancestor: &str, commit: &str) -> bool {
            self.git(&["merge-base", "--is-ancestor", ancestor, commit]).0
        }

        /// The recipe of the audit manual.
        fn finds_alive(&mut self, path: &str, sign_off: &str) -> bool {
            let approved = self.version("HEAD", path);
            if !self.is_behind(sign_off, "HEAD") || self.version(sign_off, path) != approved {
                return false;
            }
            for commit in self.lines(&["rev-list", "--full-history", "HEAD", "--", path]) {
                let version = self.version(&commit, path);
                if version != approved
                    && !self.is_idle_merge(&commit, path, &approved)
                    && !self.is_behind(&commit, sign_off)
                {
                    return false;
                }
            }
            let since = self.lines(&["rev-list", "--ancestry-path", &format!("{sign_off}..HEAD")]);
            since.iter().all(|commit| self.version(commit, path) == approved)
        }

        /// A merge that equals some parent while no parent has the approved version.
        fn is_idle_merge(&mut self, commit: &str, path: &str, approved: &str) -> bool {
            let own = self.version(commit, path);
            let (_, parents) = self.git(&["rev-list", "--parents", "-n", "1", commit]);
            let parents: Vec<_> = parents.split(' ').skip(1).map(|p| self.version(p, path)).collect();
            parents.len() > 1 && parents.contains(&own) && !parents.iter().any(|v| v == approved)
        }
    }

    #[test]
    fn an_auditor_with_plain_git_comes_to_the_same_verdicts() {
        let (mut alive, mut dead) = (0, 0);
        for seed in 1..=6 {
            let press = random_press(seed, 22);
            let mut auditor = Auditor { press: &press, looked_up: HashMap::new() };
            let commits = auditor.lines(&["rev-list", "HEAD"]);
            let sign_offs: Vec<&str> = commits.iter().map(String::as_str).step_by(3).collect();
            for path in &PATHS[..3] {
                if versions(&press).1.find(path).is_none() {
                    continue;
                }
                for (sign_off, fate) in sign_offs.iter().zip(press.fates(path, &sign_offs)) {
                    let expected = auditor.finds_alive(path, sign_off);
                    assert_eq!(fate == Fate::Alive, expected, "seed {seed}, {path}, {sign_off}: {fate:?}");
                    alive += usize::from(expected);
                    dead += usize::from(matches!(fate, Fate::Unseen(_)));
                }
            }
        }
        assert!(alive > 5 && dead > 5, "both answers are reached: {alive}, {dead}");
    }

    fn versions(press: &Press) -> (History, Versions) {
        let repository = press.repository();
        let history = History::load(&repository, repository.head().unwrap().commit).unwrap();
        let versions = Versions::read(&history, &repository.objects().unwrap(), &Scope::everything()).unwrap();
        (history, versions)
    }

    #[test]
    fn every_version_in_every_commit_is_what_git_lists() {
        for seed in 11..=14 {
            let press = random_press(seed, 40);
            let (history, versions) = versions(&press);
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
}
