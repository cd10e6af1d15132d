//! What the audit manual and the recipes for CI show: the script of liveness is taken out of the manual and run, shell is
//! shell, and YAML is YAML.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::press::{Fate, Press};

const PAGE: &str = "content/portal/notice/a.md";

/// Returns the script that the manual tells an auditor to save as `audit-liveness`.
pub(crate) fn script() -> String {
    let manual = fs::read_to_string("docs/audit.md").unwrap();
    let (_, behind) = manual.split_once("\n```sh audit-liveness\n").expect("the manual has the script");
    behind.split("\n```\n").next().unwrap().to_owned() + "\n"
}

/// Asks the script about one sign-off and one path, in the folder of a press.
pub(crate) fn says(folder: &Path, sign_off: &str, path: &str) -> String {
    let mut shell = Command::new("sh");
    shell.args(["-c", &script(), "audit-liveness", sign_off, path]).current_dir(folder);
    let output = shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap().trim_end().to_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Asserts that the script and the program agree, and that the outcome is the expected one.
fn assert_agreed(press: &Press, sign_off: &str, alive: bool) {
    let (said, fate) = (says(press.folder(), sign_off, PAGE), press.fate(PAGE, sign_off));
    assert_eq!((said == "alive", fate == Fate::Alive), (alive, alive), "{said}, {fate:?}");
}

#[test]
fn the_script_of_the_manual_tells_a_living_sign_off_from_a_dead_one() {
    let press = Press::with(&[(PAGE, "approved")]);
    let sign_off = press.sign_off();
    press.commit(&[("site.toml", "other")]);
    assert_agreed(&press, &sign_off, true);
    let edit = press.commit(&[(PAGE, "edited")]);
    assert_eq!(says(press.folder(), &sign_off, PAGE), "dead it signed another version");
    press.git(&["revert", "--no-edit", "HEAD"]);
    assert_agreed(&press, &sign_off, false);
    assert_eq!(says(press.folder(), &sign_off, PAGE), format!("dead {edit} was not seen"));
}

#[test]
fn the_script_of_the_manual_sees_what_a_merge_threw_away() {
    let press = Press::with(&[(PAGE, "old")]);
    press.branch("edit");
    press.commit(&[(PAGE, "approved")]);
    let sign_off = press.sign_off();
    press.switch("main");
    press.commit(&[("site.toml", "meanwhile")]);
    press.merge_as("edit", &[]);
    press.commit(&[(PAGE, "approved")]);
    assert_agreed(&press, &sign_off, false);
}

/// git lists a change inside a folder that stands where the page will be: it is no change of the page.
#[test]
fn the_script_of_the_manual_takes_a_folder_in_the_place_of_the_page_for_absence() {
    let inside = format!("{PAGE}/x");
    let press = Press::with(&[(&inside, "1")]);
    press.branch("edit");
    fs::remove_dir_all(press.folder().join(PAGE)).unwrap();
    press.commit(&[(PAGE, "approved")]);
    let sign_off = press.sign_off();
    press.switch("main");
    press.commit(&[(&inside, "2")]);
    press.switch("edit");
    press.git(&["merge", "-q", "-s", "ours", "-m", "merge", "main"]);
    assert_agreed(&press, &sign_off, true);
}

#[test]
fn the_script_of_the_manual_reads_names_that_look_like_patterns() {
    let name = "content/portal/notice/[ab]*.md";
    let press = Press::with(&[(name, "approved"), (PAGE, "other")]);
    let sign_off = press.sign_off();
    press.commit(&[(PAGE, "edited")]);
    assert_eq!(says(press.folder(), &sign_off, name), "alive");
}

#[test]
fn every_block_of_the_manual_that_can_be_copied_is_shell() {
    let manual = fs::read_to_string("docs/audit.md").unwrap();
    let blocks: Vec<&str> = manual.split("```sh").skip(1).map(|b| b.split("```").next().unwrap()).collect();
    assert!(blocks.len() > 20, "only {} blocks", blocks.len());
    for block in blocks {
        let body = block.split_once('\n').unwrap().1;
        assert_shell(body);
    }
}

#[test]
fn the_hook_that_publishes_is_shell() {
    assert_shell(&fs::read_to_string("docs/ci/post-receive").unwrap());
}

fn assert_shell(text: &str) {
    let output = Command::new("sh").args(["-n", "-c", text]).output().unwrap();
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_recipes_for_ci_are_yaml() {
    let recipes: Vec<_> = fs::read_dir("docs/ci").unwrap().map(|e| e.unwrap().path()).collect();
    let recipes: Vec<_> = recipes.iter().filter(|p| p.extension().is_some_and(|e| e == "yml")).collect();
    assert!(recipes.len() >= 4, "{recipes:?}");
    for path in recipes {
        let text = fs::read_to_string(path).unwrap();
        let read: Result<serde_yaml::Value, _> = serde_yaml::from_str(&text);
        assert!(read.is_ok_and(|v| v.is_mapping()), "{}", path.display());
    }
}
