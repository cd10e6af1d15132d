//! Objects, written as one pack as git would keep them: compressed, trees as differences to the tree before.
//!
//! `git fast-import` cannot write signatures, and three hundred thousand files of one object each take minutes.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::ZlibEncoder};
use sha1::{Digest, Sha1};

/// Longest chain of differences, as `git gc` makes them.
const DEPTH: u32 = 50;

/// A name of an object.
pub(crate) type Name = [u8; 20];

/// What kind of object; the numbers are those of a pack.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Commit = 1,
    Tree = 2,
    Blob = 3,
}

/// A pack that is being written.
pub(crate) struct Pack {
    file: BufWriter<File>,
    path: PathBuf,
    offset: u64,
    count: u32,
    places: HashMap<Name, (u64, u32)>,
}

impl Pack {
    pub(crate) fn new(path: &Path) -> Result<Self> {
        let file = File::create(path).with_context(|| format!("could not make {}", path.display()))?;
        let mut file = BufWriter::with_capacity(1 << 20, file);
        file.write_all(b"PACK\0\0\0\x02\0\0\0\0")?;
        Ok(Self { file, path: path.to_owned(), offset: 12, count: 0, places: HashMap::new() })
    }

    /// Adds an object, unless it is there, and returns its name.
    pub(crate) fn add(&mut self, kind: Kind, bytes: &[u8]) -> Result<Name> {
        let name = name(kind, bytes);
        if !self.places.contains_key(&name) {
            self.entry(name, kind as u8, bytes.len(), &[], bytes, 0)?;
        }
        Ok(name)
    }

    /// Adds a tree that differs from `before` in one place.
    pub(crate) fn add_tree(&mut self, bytes: &[u8], before: Option<(&Name, &[u8])>) -> Result<Name> {
        let name = name(Kind::Tree, bytes);
        if self.places.contains_key(&name) {
            return Ok(name);
        }
        let base = before.and_then(|(base, old)| Some((*self.places.get(base)?, old)));
        match base {
            Some(((place, depth), old)) if depth < DEPTH && bytes.len() > 128 => {
                let delta = delta(old, bytes);
                let distance = distance(self.offset - place);
                self.entry(name, 6, delta.len(), &distance, &delta, depth + 1)?;
            }
            _ => self.entry(name, Kind::Tree as u8, bytes.len(), &[], bytes, 0)?,
        }
        Ok(name)
    }

    fn entry(&mut self, name: Name, kind: u8, size: usize, more: &[u8], bytes: &[u8], depth: u32) -> Result<()> {
        let mut head = Vec::with_capacity(12);
        let (mut byte, mut size) = (kind << 4 | (size & 15) as u8, size >> 4);
        while size > 0 {
            head.push(byte | 0x80);
            (byte, size) = ((size & 127) as u8, size >> 7);
        }
        head.push(byte);
        head.extend_from_slice(more);
        let mut packed = ZlibEncoder::new(head, Compression::fast());
        packed.write_all(bytes)?;
        let packed = packed.finish()?;
        self.file.write_all(&packed)?;
        self.places.insert(name, (self.offset, depth));
        self.offset += packed.len() as u64;
        self.count += 1;
        Ok(())
    }

    /// Ends the pack and lets git index it in `repository`, which checks every object on the way.
    pub(crate) fn finish(mut self, repository: &Path) -> Result<()> {
        self.file.seek(SeekFrom::Start(8))?;
        self.file.write_all(&self.count.to_be_bytes())?;
        self.file.flush()?;
        drop(self.file);
        let mut hash = Sha1::new();
        std::io::copy(&mut File::open(&self.path)?, &mut hash)?;
        File::options().append(true).open(&self.path)?.write_all(&hash.finalize())?;
        let mut git = Command::new("git");
        git.arg("-C").arg(repository).args(["index-pack", "--stdin"]).stdin(File::open(&self.path)?);
        ensure!(git.stdout(Stdio::null()).status()?.success(), "git index-pack");
        std::fs::remove_file(&self.path)?;
        Ok(())
    }
}

fn name(kind: Kind, bytes: &[u8]) -> Name {
    let word = match kind {
        Kind::Commit => "commit",
        Kind::Tree => "tree",
        Kind::Blob => "blob",
    };
    Sha1::new().chain_update(format!("{word} {}\0", bytes.len())).chain_update(bytes).finalize().into()
}

/// How far back the base lies, in the pack's own spelling.
fn distance(mut back: u64) -> Vec<u8> {
    let mut bytes = vec![(back & 127) as u8];
    back >>= 7;
    while back > 0 {
        back -= 1;
        bytes.push(0x80 | (back & 127) as u8);
        back >>= 7;
    }
    bytes.reverse();
    bytes
}

/// The common beginning and end, and what is between.
fn delta(old: &[u8], new: &[u8]) -> Vec<u8> {
    let begin = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - begin;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut delta = Vec::new();
    size(&mut delta, old.len());
    size(&mut delta, new.len());
    copy(&mut delta, 0, begin);
    for piece in new[begin..new.len() - end].chunks(127) {
        delta.push(piece.len() as u8);
        delta.extend_from_slice(piece);
    }
    copy(&mut delta, old.len() - end, end);
    delta
}

fn size(delta: &mut Vec<u8>, mut size: usize) {
    while size > 127 {
        delta.push(0x80 | (size & 127) as u8);
        size >>= 7;
    }
    delta.push(size as u8);
}

fn copy(delta: &mut Vec<u8>, mut from: usize, mut length: usize) {
    while length > 0 {
        let now = length.min(0xffff);
        let bytes = [from, from >> 8, from >> 16, from >> 24, now, now >> 8].map(|n| n as u8);
        delta.push(0x80 | 0b11_1111);
        delta.extend_from_slice(&bytes);
        from += now;
        length -= now;
    }
}
