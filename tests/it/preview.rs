//! The preview of the whole sample: the same on every run, and whole whenever a run is killed.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::sample::{Sample, tree};

#[test]
fn the_untouched_sample_has_no_findings() {
    let sample = Sample::copy();
    let output = sample.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"], serde_json::json!([]), "{report:#}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn deleting_a_departments_line_is_one_error_at_its_place_with_a_hint() {
    let columns = ["portal/work", "portal/notice", "portal/policy", "dzsw/news", "dongtang/about"];
    for column in columns {
        let sample = Sample::copy();
        let path = sample.path().join("reviewers.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let start = text.find(&format!("[column.\"{column}\"]")).unwrap();
        let line = start + text[start..].find("departments").unwrap();
        let end = line + text[line..].find('\n').unwrap() + 1;
        std::fs::write(&path, format!("{}{}", &text[..line], &text[end..])).unwrap();

        let report = sample.run(&["check", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
        let errors: Vec<_> = json["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "error").collect();
        assert_eq!(errors.len(), 1, "{column}: {json:#}");
        assert_eq!(errors[0]["path"], "reviewers.toml");
        assert_eq!(errors[0]["line"], text[..start].lines().count() + 1, "{column}");
        assert!(errors[0]["help"].as_str().unwrap().chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
        assert_eq!(report.status.code(), Some(1));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let sample = Sample::copy();
    let (first, second) = (tree(&sample.preview("first")), tree(&sample.preview("second")));
    assert!(first.len() > 500);
    assert!(first == second, "two runs differ");
}

#[test]
fn a_killed_build_leaves_the_previous_output_whole() {
    let sample = Sample::copy();
    let before = tree(&sample.preview("out"));
    let started = Instant::now();
    sample.spoil("content/portal/_index.md", "\n---\n", "\n---\n改过的开头。\n\n");
    let after = tree(&sample.preview("other"));
    let whole = started.elapsed();
    assert!(before != after);
    // Twenty moments spread over the time of a build, from its first to its last.
    for moment in 0..20 {
        let mut build = sample.qianfa();
        build.args(["-q", "build", "--preview", "--out"]).arg(sample.path().join("out"));
        let mut child = build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(whole * moment / 20 + Duration::from_micros(137));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = tree(&sample.path().join("out"));
        assert!(now == before || now == after, "killed at moment {moment}: neither the old nor the new output");
    }
    assert!(tree(&sample.preview("out")) == after, "the next build repairs what a killed one left");
}
