//! Names the program by what it is made of, so that nothing one build left is taken for another's.
//!
//! A version is not enough: two programs of one version can differ, on a developer's machine or in a patched package.

#![allow(clippy::disallowed_methods, reason = "a build script is told where it is in the environment")]

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Everything that decides what a build writes: code, templates, words, and tables of standards.
const MADE_OF: [&str; 6] = ["Cargo.toml", "Cargo.lock", "src", "themes", "locales", "data"];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut hash = DefaultHasher::new();
    for part in MADE_OF {
        println!("cargo:rerun-if-changed={part}");
        add(&mut hash, &root.join(part)).unwrap_or_else(|e| panic!("{part}: {e}"));
    }
    println!("cargo:rustc-env=QIANFA_FINGERPRINT={:016x}", hash.finish());
}

/// Adds the names and the bytes of everything at `path`; what a package leaves out, such as its lock, counts as empty.
fn add(hash: &mut DefaultHasher, path: &Path) -> io::Result<()> {
    hash.write(path.file_name().unwrap_or_default().as_encoded_bytes());
    if path.is_dir() {
        let entries: BTreeSet<PathBuf> = fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
        return entries.iter().try_for_each(|entry| add(hash, entry));
    }
    let bytes = if path.exists() { fs::read(path)? } else { Vec::new() };
    hash.write_usize(bytes.len());
    hash.write(&bytes);
    Ok(())
}
