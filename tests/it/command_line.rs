//! The command line from outside: help and mistakes in both languages, exit codes, streams.

use std::io::Read;
use std::process::{Command, Output, Stdio};

/// Returns the program, told nothing by the environment.
fn qianfa() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianfa"));
    for name in ["QIANFA_LANG", "LANG", "NO_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn run(args: &[&str]) -> Output {
    qianfa().args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Returns what a person sees: standard output, standard error, code.
fn seen(args: &[&str]) -> String {
    let output = run(args);
    let code = output.status.code().unwrap();
    format!("$ qianfa {}\n{}{}[{code}]\n\n", args.join(" "), text(&output.stdout), text(&output.stderr))
}

#[test]
fn help_speaks_chinese_first_and_english_if_asked() {
    for lang in ["zh-CN", "en"] {
        let verbs = [
            "demo",
            "init",
            "new",
            "check",
            "explain",
            "matrix",
            "build",
            "join",
            "audit",
            "policy",
            "people",
            "trust",
            "hooks",
            "hook",
            "serve",
            "completions",
            "man",
        ];
        let mut all = seen(&["--lang", lang, "--help"]);
        all.extend(verbs.map(|verb| seen(&["--lang", lang, verb, "--help"])));
        all += &seen(&["--lang", lang, "matrix", "whois", "--help"]);
        insta::assert_snapshot!(format!("help-{lang}"), all);
    }
}

#[test]
fn a_mistake_is_told_with_what_to_do_in_both_languages() {
    let mistakes: [&[&str]; 13] = [
        &["chek"],
        &["check", "--fixx"],
        &["check", "--format", "xml"],
        &["check", "--format"],
        &["--as-of", "昨天", "check"],
        &["serve", "--addr", "0.0.0.0:80"],
        &["serve", "--addr", "here"],
        &["build", "--site", "A_B"],
        &["new"],
        &["-q", "-v", "check"],
        &["matrix", "whoami"],
        &["explain", "QF104", "QF105"],
        &["completions", "tcsh"],
    ];
    for lang in ["zh-CN", "en"] {
        let all = mistakes.map(|args| seen(&[&["--lang", lang], args].concat()));
        insta::assert_snapshot!(format!("mistakes-{lang}"), all.concat());
    }
}

#[test]
fn help_goes_to_the_output_and_a_missing_verb_to_the_errors() {
    let help = run(&["--help"]);
    assert!(help.status.success() && help.stderr.is_empty() && text(&help.stdout).contains("用法:"));
    let nothing = run(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(nothing.stdout.is_empty() && text(&nothing.stderr).contains("用法:"));
}

#[test]
fn the_language_is_that_of_whoever_is_nearest_to_the_person() {
    let dir = tempfile::tempdir().unwrap();
    let says = |command: &mut Command| text(&command.current_dir(dir.path()).arg("chek").output().unwrap().stderr);
    assert!(says(&mut qianfa()).contains("没有"));
    assert!(says(qianfa().env("LANG", "en_US.UTF-8")).contains("no command"));
    assert!(says(qianfa().env("LANG", "en_US.UTF-8").env("QIANFA_LANG", "zh-CN")).contains("没有"));
    std::fs::write(dir.path().join("site.toml"), "[group]\nlanguage = \"en\"\n").unwrap();
    assert!(says(qianfa().env("LANG", "zh_CN.UTF-8")).contains("no command"));
    let from_elsewhere = qianfa().current_dir("/").arg("-C").arg(dir.path()).arg("chek").output().unwrap();
    assert!(text(&from_elsewhere.stderr).contains("no command"));
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let mut child =
        qianfa().args(["completions", "zsh"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn colour_is_never_put_into_a_pipe_unless_asked_for() {
    assert!(!run(&["--help"]).stdout.contains(&0x1b));
    assert!(run(&["--color", "always", "--help"]).stdout.contains(&0x1b));
}

#[test]
fn every_shell_gets_a_script_and_every_verb_a_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(text(&run(&["completions", shell]).stdout).contains("qianfa"), "{shell}");
    }
    let dir = tempfile::tempdir().unwrap();
    let args = ["-C", dir.path().to_str().unwrap(), "man", "man1"];
    for _ in ["first time", "over the older ones"] {
        assert!(run(&args).status.success());
    }
    let pages = std::fs::read_dir(dir.path().join("man1")).unwrap().count();
    assert_eq!(pages, 41);
    let check = std::fs::read_to_string(dir.path().join("man1/qianfa-check.1")).unwrap();
    assert!(check.contains("把不改变意思的问题直接改好"));
}

#[test]
fn where_there_is_no_site_the_job_cannot_be_done() {
    let dir = tempfile::tempdir().unwrap();
    let output = run(&["-C", dir.path().to_str().unwrap(), "check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: ") && text(&output.stderr).contains("help: "));
}

#[test]
fn a_time_that_is_none_is_refused_before_anything_is_done() {
    let dir = tempfile::tempdir().unwrap();
    let output = qianfa().env("SOURCE_DATE_EPOCH", "soon").arg("demo").arg(dir.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
