//! The work tree of the corpus: changed one file at a time, its folders written as trees.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::pack::{Name, Pack};

/// A folder as it was last written.
#[derive(Default)]
pub(crate) struct Folder {
    /// By name in git's order: a folder's name ends with a slash.
    entries: BTreeMap<String, Entry>,
    /// Its name and bytes, from which the next ones differ in one place.
    written: Option<(Name, Vec<u8>)>,
    changed: bool,
}

enum Entry {
    File(Name),
    Folder(Folder),
}

impl Folder {
    /// Puts a file, or takes it away; a folder that becomes empty goes with it.
    pub(crate) fn put(&mut self, path: &str, blob: Option<Name>) {
        self.changed = true;
        match path.split_once('/') {
            Some((folder, rest)) => {
                let key = format!("{folder}/");
                let entry = self.entries.entry(key.clone()).or_insert_with(|| Entry::Folder(Self::default()));
                let Entry::Folder(below) = entry else { unreachable!("a name with a slash is a folder") };
                below.put(rest, blob);
                if below.entries.is_empty() {
                    self.entries.remove(&key);
                }
            }
            None => match blob {
                Some(blob) => drop(self.entries.insert(path.to_owned(), Entry::File(blob))),
                None => drop(self.entries.remove(path)),
            },
        }
    }

    /// Writes what changed since the last time, and returns the name of the tree.
    pub(crate) fn write(&mut self, pack: &mut Pack) -> Result<Name> {
        if let (false, Some((name, _))) = (self.changed, &self.written) {
            return Ok(*name);
        }
        let mut bytes = Vec::new();
        for (name, entry) in &mut self.entries {
            let (mode, id) = match entry {
                Entry::File(blob) => ("100644", *blob),
                Entry::Folder(folder) => ("40000", folder.write(pack)?),
            };
            bytes.extend_from_slice(format!("{mode} {}\0", name.trim_end_matches('/')).as_bytes());
            bytes.extend_from_slice(&id);
        }
        let before = self.written.as_ref().map(|(name, bytes)| (name, bytes.as_slice()));
        let name = pack.add_tree(&bytes, before)?;
        self.written = Some((name, bytes));
        self.changed = false;
        Ok(name)
    }
}
