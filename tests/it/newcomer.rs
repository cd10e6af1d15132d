//! The newcomer's transcript of both READMEs, run as it stands there.

use std::process::Command;

/// Returns the block of a README that a newcomer is told to type.
fn block(readme: &str) -> String {
    let text = std::fs::read_to_string(readme).unwrap();
    let (_, rest) = text.split_once("```sh newcomer\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// Counts the commands as the README does: lines that begin a command, the text of the matrix left out.
fn commands(block: &str) -> usize {
    let (before, rest) = block.split_once("<<TOML\n").unwrap();
    let (_, after) = rest.split_once("\nTOML\n").unwrap();
    [before, after].iter().flat_map(|part| part.lines()).filter(|l| !l.is_empty() && !l.starts_with('#')).count()
}

#[test]
fn a_newcomer_publishes_a_page_that_two_people_signed() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let block = block(readme);
        assert!(commands(&block) <= 12, "{readme}");
        let home = tempfile::tempdir().unwrap();
        let program = std::path::Path::new(env!("CARGO_BIN_EXE_qianfa")).parent().unwrap().to_owned();
        let path = std::env::join_paths(
            std::iter::once(program).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", &block]).current_dir(home.path()).env_clear();
        shell.env("PATH", path.unwrap()).env("HOME", home.path()).env("LANG", "C.UTF-8");
        shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = shell.output().unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{readme}: {said}");
        let site = home.path().join("site");
        let pages = walkdir::WalkDir::new(site.join("public/notice")).into_iter().map(Result::unwrap);
        let page = pages.into_iter().find(|e| e.file_name().to_string_lossy().ends_with("-hours.html")).unwrap();
        assert!(std::fs::read_to_string(page.path()).unwrap().contains("每天九点开馆。"));
        let log = Command::new("git").args(["log", "--format=%B"]).current_dir(&site).output().unwrap();
        let log = String::from_utf8_lossy(&log.stdout).into_owned();
        assert_eq!(log.matches("Qianfa-Action: approve").count(), 2, "{log}");
    }
}
