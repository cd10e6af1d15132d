//! The options of a benchmark: flags with a value, and switches.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result, bail};

use crate::run::root;

/// What was asked for, by flag.
pub struct Options {
    given: BTreeMap<String, String>,
}

/// Flags whose values are places of this machine, which nobody else has.
const PLACES: [&str; 2] = ["--out", "--fresh"];

impl Options {
    /// Returns the options, or nothing where help is wanted, which is then printed.
    pub fn parse(args: &[String], flags: &[&str], switches: &[&str], help: &str) -> Result<Option<Self>> {
        let mut given = BTreeMap::new();
        let mut words = args.iter();
        while let Some(word) = words.next() {
            let value = match word.as_str() {
                "--help" => {
                    println!("{help}");
                    return Ok(None);
                }
                switch if switches.contains(&switch) => String::new(),
                flag if flags.contains(&flag) => {
                    words.next().with_context(|| format!("{flag} wants a value\n{help}"))?.clone()
                }
                other => bail!("unknown option {other}\n{help}"),
            };
            given.insert(word.clone(), value);
        }
        Ok(Some(Self { given }))
    }

    pub fn has(&self, flag: &str) -> bool {
        self.given.contains_key(flag)
    }

    pub fn text(&self, flag: &str) -> Option<&str> {
        self.given.get(flag).map(String::as_str)
    }

    /// Returns a number, or `usual` where none was given.
    pub fn number<T: FromStr>(&self, flag: &str, usual: T) -> Result<T> {
        let Some(text) = self.text(flag) else { return Ok(usual) };
        text.parse().ok().with_context(|| format!("{flag} wants a number"))
    }

    /// Returns the numbers of articles that were asked for: one, or several with commas between.
    pub fn pages(&self, usual: usize) -> Result<Vec<usize>> {
        let Some(text) = self.text("--pages") else { return Ok(vec![usual]) };
        text.split(',').map(|n| n.parse().context("--pages wants numbers")).collect()
    }

    /// Returns the folder of our own that output goes to: in memory, where there is such a file system and no other was
    /// named, for it shows the program rather than the disk.
    pub fn out(&self) -> PathBuf {
        let memory = Path::new("/dev/shm");
        let usual = if memory.is_dir() { memory.to_owned() } else { root().join("target/bench/out") };
        self.text("--out").map_or(usual, PathBuf::from).join("qianfa-bench")
    }

    /// Returns the options as one would type them again elsewhere.
    pub fn shown(&self) -> String {
        let shown =
            self.given.iter().filter(|(flag, _)| *flag != "--append").map(|(flag, value)| match value.as_str() {
                "" => format!(" {flag}"),
                _ if PLACES.contains(&flag.as_str()) => format!(" {flag} …"),
                value => format!(" {flag} {value}"),
            });
        shown.collect()
    }
}
