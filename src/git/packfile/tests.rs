//! Packfiles as git and as the library write them, whole and broken.

use std::collections::BTreeMap;
use std::process::Command;

use git2::Oid;

use super::*;
use crate::git::{Repository, create};

/// A repository whose objects lie in one packfile, and what they are.
struct Packed {
    folder: tempfile::TempDir,
    objects: BTreeMap<Oid, Object>,
}

impl Packed {
    /// Returns one with commits, trees and files, small and large, alike and not; most are deltas. `pack` packs them.
    fn by(pack: impl FnOnce(&Path, &Repository, &[Oid])) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let inner = &repository.inner;
        let who = git2::Signature::new("甲", "a@a.example", &git2::Time::new(0, 0)).unwrap();
        let mut parent: Option<git2::Commit<'_>> = None;
        for i in 0..30 {
            let mut tree = inner.treebuilder(None).unwrap();
            let lines = |n: u64| (0..n).map(|j| format!("{:x}\n", j * j + u64::from(j == i))).collect::<String>();
            for (name, text) in [("a", lines(50)), ("b", lines(3000)), ("c", String::new()), ("d", noise(i, 9000))] {
                tree.insert(name, inner.blob(text.as_bytes()).unwrap(), 0o100_644).unwrap();
            }
            let tree = inner.find_tree(tree.write().unwrap()).unwrap();
            let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
            let message = format!("第{i}次");
            let commit = inner.commit(Some("HEAD"), &who, &who, &message, &tree, &parents).unwrap();
            parent = Some(inner.find_commit(commit).unwrap());
        }
        inner.tag("v1", parent.unwrap().as_object(), &who, "标签", false).unwrap();
        let odb = inner.odb().unwrap();
        let mut ids = Vec::new();
        odb.foreach(|id| {
            ids.push(*id);
            true
        })
        .unwrap();
        let read = |id: &Oid| odb.read(*id).map(|object| (*id, (object.kind(), object.data().to_vec()))).unwrap();
        let objects = ids.iter().map(read).collect();
        pack(folder.path(), &repository, &ids);
        for entry in std::fs::read_dir(inner.path().join("objects")).unwrap().flatten() {
            if entry.file_name().len() == 2 {
                std::fs::remove_dir_all(entry.path()).unwrap();
            }
        }
        Self { folder, objects }
    }

    /// As git packs: deltas say how far before them their base begins.
    fn by_git() -> Self {
        Self::by(|folder, _, _| {
            let mut git = Command::new("git");
            git.arg("-C").arg(folder).args(["repack", "-q", "-a", "-d", "-f", "--depth=50"]);
            assert!(git.status().unwrap().success());
        })
    }

    /// As the library packs: deltas name their base.
    fn by_library() -> Self {
        Self::by(|folder, repository, ids| {
            let mut pack = repository.inner.packbuilder().unwrap();
            ids.iter().for_each(|id| pack.insert_object(*id, None).unwrap());
            pack.write(&folder.join(".git/objects/pack"), 0).unwrap();
        })
    }

    fn open(&self) -> Packfiles {
        Packfiles::of(vec![self.folder.path().join(".git/objects")])
    }

    fn file(&self, extension: &str) -> PathBuf {
        let found = packs(&self.folder.path().join(".git/objects"));
        assert_eq!(found.len(), 1);
        found[0].1.with_extension(extension)
    }
}

/// Text that cannot be made shorter.
fn noise(seed: u64, length: usize) -> String {
    let mut state = seed + 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b' ' + (state >> 58) as u8)
    };
    std::iter::repeat_with(&mut next).take(length).collect()
}

fn id(oid: &Oid) -> [u8; 20] {
    oid.as_bytes().try_into().unwrap()
}

/// Counts entries that are deltas.
fn deltas(packfiles: &Packfiles, objects: &BTreeMap<Oid, Object>) -> (usize, usize) {
    let file = &packfiles.files()[0];
    let bases: Vec<Base> =
        objects.keys().map(|oid| file.entry(file.index.find(&id(oid)).unwrap()).unwrap().base).collect();
    let count = |is: fn(&Base) -> bool| bases.iter().filter(|base| is(base)).count();
    (count(|base| matches!(base, Base::At(_))), count(|base| matches!(base, Base::Named(_))))
}

#[test]
fn every_object_is_what_the_library_reads() {
    let (git, library) = (Packed::by_git(), Packed::by_library());
    assert!(deltas(&git.open(), &git.objects).0 > 40);
    assert!(deltas(&library.open(), &library.objects).1 > 10);
    for packed in [git, library] {
        let packfiles = packed.open();
        // Once more from the end, when bases are known.
        for (oid, object) in packed.objects.iter().chain(packed.objects.iter().rev()) {
            assert_eq!(packfiles.get(&id(oid), object.0, 1 << 20).as_ref(), Some(&object.1), "{oid}");
        }
    }
}

#[test]
fn what_is_not_there_or_too_large_is_not_found() {
    let packed = Packed::by_git();
    let packfiles = packed.open();
    for first in 0..=255 {
        assert_eq!(packfiles.get(&[first; 20], ObjectType::Blob, 1 << 20), None);
    }
    for (oid, (kind, bytes)) in packed.objects.iter().filter(|(_, object)| !object.1.is_empty()) {
        assert_eq!(packfiles.get(&id(oid), *kind, bytes.len() - 1), None);
        let other = if *kind == ObjectType::Tag { ObjectType::Blob } else { ObjectType::Tag };
        assert_eq!(packfiles.get(&id(oid), other, 1 << 20), None);
    }
}

#[test]
fn what_cannot_be_made_shorter_is_read_as_long_as_it_is_not_large() {
    for (length, is_read) in [(4000, true), (4096, true), (LARGEST, true), (LARGEST + 1, false)] {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let mut bytes = vec![0; length];
        getrandom::fill(&mut bytes).unwrap();
        let oid = repository.inner.blob(&bytes).unwrap();
        let mut pack = repository.inner.packbuilder().unwrap();
        pack.insert_object(oid, None).unwrap();
        pack.write(&folder.path().join(".git/objects/pack"), 0).unwrap();
        let packfiles = Packfiles::of(vec![folder.path().join(".git/objects")]);
        let read = packfiles.get(&id(&oid), ObjectType::Blob, 2 * LARGEST);
        assert_eq!(read, is_read.then_some(bytes), "{length}");
    }
}

#[test]
fn a_damaged_file_shows_nothing_that_is_not_so() {
    for packed in [Packed::by_git(), Packed::by_library()] {
        for extension in ["pack", "idx"] {
            let path = packed.file(extension);
            let whole = std::fs::read(&path).unwrap();
            std::fs::remove_file(&path).unwrap();
            let mut found = 0;
            for turn in 0..120 {
                let mut bytes = whole.clone();
                // Everywhere, and more often where heads are.
                let at = noise(turn, 8).bytes().fold(0, |n, b| n * 64 + usize::from(b - b' ')) % bytes.len();
                let at = if turn % 3 == 0 { at % 2000 } else { at };
                match turn % 4 {
                    0 => bytes.truncate(at),
                    1 => bytes[at] = 0xff,
                    2 => bytes[at] ^= 1 << (turn % 8),
                    _ => bytes[at] = 0,
                }
                std::fs::write(&path, bytes).unwrap();
                let packfiles = packed.open();
                for (oid, object) in &packed.objects {
                    let read = packfiles.get(&id(oid), object.0, 1 << 20);
                    assert!(read.is_none() || read.as_ref() == Some(&object.1));
                    found += usize::from(read.is_some());
                }
            }
            assert!(found > 0);
        }
    }
}

#[test]
fn names_that_were_swapped_show_nothing() {
    let packed = Packed::by_git();
    let path = packed.file("idx");
    let mut bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    // Each object begins where another does.
    let count = packed.objects.len();
    let places = 8 + 1024 + count * 24;
    bytes[places..places + count * 4].rotate_left(4);
    std::fs::write(&path, bytes).unwrap();
    let packfiles = packed.open();
    assert!(packed.objects.iter().all(|(oid, (kind, _))| packfiles.get(&id(oid), *kind, 1 << 20).is_none()));
}
