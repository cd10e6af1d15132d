//! What the program says: its JSON, its exit codes, and the files of a release. Nothing else of it is known here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::{Desk, sha256};
use crate::press::git_in;

/// The clock of every run.
const NOW: &str = "2026-11-23T09:00";

/// What a run of `status` or `check` said.
pub(crate) struct Seen {
    pub(crate) code: i32,
    pub(crate) json: Value,
    /// Both streams.
    pub(crate) text: String,
}

/// What a release made.
pub(crate) struct Release {
    pub(crate) code: i32,
    /// Its JSON; null where the job could not be done.
    pub(crate) json: Value,
    /// Both streams.
    pub(crate) text: String,
    /// The files of the output, by their paths in it.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Desk {
    /// Returns the trust root of this repository, as an office would keep it outside.
    pub(crate) fn trust(&self) -> String {
        if let Some(pinned) = &self.pinned {
            return pinned.clone();
        }
        let genesis = self.genesis();
        let policy = self.bytes_of("blob", &format!("{genesis}:.qianfa/policy/0001.toml"));
        format!("sha256:{}@{genesis}", sha256(&policy))
    }

    /// Returns the program, to be run here, told nothing by the machine; git inside it is deaf as well.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        command.current_dir(self.folder()).env_clear();
        for (name, value) in git_in(self.folder()).get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.args(["--lang", "en", "--as-of", NOW]);
        command
    }

    /// Runs the program with the trust root in the environment.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.program().env("QIANFA_TRUST", self.trust()).args(arguments).output().unwrap()
    }

    /// Runs a verb as a person whom git knows by their key, and returns both streams and the exit code.
    pub(crate) fn run_as(&self, person: &str, arguments: &[&str]) -> (i32, String) {
        self.git(&["config", "gpg.format", "ssh"]);
        self.git(&["config", "user.signingKey", self.key(person).to_str().unwrap()]);
        let output = self.run(arguments);
        (output.status.code().unwrap(), streams(&output))
    }

    /// Asks `status` about everything.
    pub(crate) fn status(&self) -> Seen {
        self.seen(&["status", "--format", "json"])
    }

    /// Runs a verb that prints JSON.
    pub(crate) fn seen(&self, arguments: &[&str]) -> Seen {
        let output = self.run(arguments);
        let json = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        Seen { code: output.status.code().unwrap(), json, text: streams(&output) }
    }

    /// Returns the verdict on an item and what the site shows of it: `approved/head`, `pending/held`, …
    pub(crate) fn state(&self, path: &str) -> String {
        self.status().state(path)
    }

    /// Returns the verdict on an item.
    pub(crate) fn verdict(&self, path: &str) -> String {
        self.status().verdict(path)
    }

    /// Returns what the site shows of an item.
    pub(crate) fn edition(&self, path: &str) -> String {
        self.status().edition(path)
    }

    /// Returns every code that the program says about an item.
    pub(crate) fn codes(&self, path: &str) -> BTreeSet<String> {
        self.status().codes(path)
    }

    /// Claims that an item is not approved, that the site shows this edition of it (`held` or `none`), and that this
    /// code is among the reasons. Whether that is `pending` or `refused` is claimed only where gate.md says it.
    pub(crate) fn expect(&self, path: &str, edition: &str, code: &str) -> Seen {
        let seen = self.expect_withheld(path, edition);
        assert!(seen.codes(path).contains(code), "{code} for {path}: {}", seen.text);
        seen
    }

    /// Claims that an item is not approved, and that the site shows this edition of it.
    pub(crate) fn expect_withheld(&self, path: &str, edition: &str) -> Seen {
        let seen = self.status();
        assert!(
            ["pending", "objected", "refused", "unpublished"].contains(&&*seen.verdict(path)),
            "{path}: {}",
            seen.text
        );
        assert_eq!(seen.edition(path), edition, "{path}: {}", seen.text);
        seen
    }

    /// Claims that an item is approved and shown as it is.
    pub(crate) fn expect_approved(&self, path: &str) -> Seen {
        let seen = self.status();
        assert_eq!(seen.state(path), "approved/head", "{path}: {}", seen.text);
        seen
    }

    /// Claims that this code is among what is said, whatever it is about.
    pub(crate) fn expect_code(&self, code: &str) -> Seen {
        let seen = self.status();
        assert!(seen.all_codes().contains(code), "{code}: {}", seen.text);
        seen
    }

    /// Releases with the pinned trust root, into a folder of its own.
    pub(crate) fn release(&self) -> Release {
        self.release_with(&[])
    }

    /// Releases with further arguments.
    pub(crate) fn release_with(&self, more: &[&str]) -> Release {
        self.release_to("public", &self.trust(), more)
    }

    /// Releases into this folder beside the repository, with this trust root.
    pub(crate) fn release_to(&self, out: &str, trust: &str, more: &[&str]) -> Release {
        let (out, file) = (self.beside().join(out), self.beside().join("trust"));
        std::fs::write(&file, format!("{trust}\n")).unwrap();
        let mut command = self.program();
        command.args(["build", "--format", "json", "--out"]).arg(&out).arg("--trust").arg(&file).args(more);
        Release::of(&command.output().unwrap(), &out)
    }

    /// Claims that a release is stopped: it fails, says this code, and writes nothing.
    pub(crate) fn expect_stopped(&self, code: &str) {
        let release = self.release();
        assert_ne!(release.code, 0, "{code}: {}", release.text);
        assert!(release.text.contains(code), "{code}: {}", release.text);
        assert!(release.files.is_empty(), "{code}: {:?}", release.files.keys());
    }
}

impl Seen {
    /// Returns what is said about an item, if it is one.
    pub(crate) fn item(&self, path: &str) -> Option<&Value> {
        self.json["items"]
            .as_array()
            .unwrap_or_else(|| panic!("items: {}", self.text))
            .iter()
            .find(|i| i["path"] == path)
    }

    fn word(&self, path: &str, key: &str, missing: &str) -> String {
        self.item(path).map_or(missing, |item| item[key].as_str().unwrap()).to_owned()
    }

    /// Returns the verdict; `absent` where there is no such item.
    pub(crate) fn verdict(&self, path: &str) -> String {
        self.word(path, "verdict", "absent")
    }

    /// Returns what the site shows; `none` where there is no such item.
    pub(crate) fn edition(&self, path: &str) -> String {
        self.word(path, "edition", "none")
    }

    /// Returns both.
    pub(crate) fn state(&self, path: &str) -> String {
        format!("{}/{}", self.verdict(path), self.edition(path))
    }

    /// Returns every code that is said about an item: in the findings, and beside sign-offs that are void.
    pub(crate) fn codes(&self, path: &str) -> BTreeSet<String> {
        let findings = self.json["findings"].as_array().into_iter().flatten().filter(|f| f["path"] == path);
        let void = self.item(path).and_then(|i| i["void"].as_array()).into_iter().flatten();
        findings.chain(void).filter_map(|f| f["code"].as_str()).map(str::to_owned).collect()
    }

    /// Returns every code, whatever it is about.
    pub(crate) fn all_codes(&self) -> BTreeSet<String> {
        codes_of(&self.json)
    }

    /// Returns the steps that wait, with those who may sign them: `head: he song`.
    pub(crate) fn waiting(&self, path: &str) -> Vec<String> {
        let steps = self.item(path).and_then(|i| i["steps"].as_array()).into_iter().flatten();
        let line = |step: &Value| {
            let people: BTreeSet<&str> =
                step["may_sign"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            format!("{}: {}", step["step"].as_str().unwrap(), people.into_iter().collect::<Vec<_>>().join(" "))
        };
        steps.filter(|s| s["by"].is_null()).map(line).collect()
    }

    /// Returns the steps that are signed, with who signed: `head: song`.
    pub(crate) fn signed(&self, path: &str) -> Vec<String> {
        let steps = self.item(path).and_then(|i| i["steps"].as_array()).into_iter().flatten();
        let line = |step: &Value| Some(format!("{}: {}", step["step"].as_str().unwrap(), step["by"].as_str()?));
        steps.filter_map(line).collect()
    }
}

impl Release {
    fn of(output: &Output, out: &Path) -> Self {
        let mut files = BTreeMap::new();
        if out.exists() {
            collect(out, out, &mut files);
        }
        let json = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        Self { code: output.status.code().unwrap(), json, text: streams(output), files }
    }

    /// Returns whether this text occurs in any file of the output: pages, lists, feeds, maps, twins, payloads.
    pub(crate) fn shows(&self, text: &str) -> bool {
        !self.files_with(text).is_empty()
    }

    /// Returns the files in which this text occurs.
    pub(crate) fn files_with(&self, text: &str) -> Vec<&str> {
        let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|w| w == text.as_bytes());
        self.files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.as_str()).collect()
    }

    /// Returns every code, whatever it is about.
    pub(crate) fn all_codes(&self) -> BTreeSet<String> {
        codes_of(&self.json)
    }
}

fn codes_of(json: &Value) -> BTreeSet<String> {
    let findings = json["findings"].as_array().into_iter().flatten();
    findings.filter_map(|f| f["code"].as_str()).map(str::to_owned).collect()
}

fn streams(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

/// Hidden folders count: `.well-known` is published. The mark of the output folder itself is not.
fn collect(top: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".qianfa-")) {
            continue;
        }
        if path.is_dir() {
            collect(top, &path, files);
        } else {
            let name = path.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}
