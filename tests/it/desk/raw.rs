//! Objects that no porcelain would write: commits byte by byte, and signatures in every wrong form.

use super::{Desk, keys, templates};

impl Desk {
    /// Returns the payload of a commit with HEAD's tree and these parents.
    pub(crate) fn payload(&self, parents: &[&str], message: &str) -> String {
        self.payload_of("HEAD", parents, message)
    }

    /// Returns the payload of a commit with the tree of `tree` and these parents.
    pub(crate) fn payload_of(&self, tree: &str, parents: &[&str], message: &str) -> String {
        let tree = self.git(&["rev-parse", &format!("{tree}^{{tree}}")]);
        let parents: String = parents
            .iter()
            .map(|p| format!("parent {}\n", self.git(&["rev-parse", &format!("{p}^{{commit}}")])))
            .collect();
        let who = "编辑 <editor@anlan.example> 1794189600 +0800";
        format!("tree {tree}\n{parents}author {who}\ncommitter {who}\n\n{message}")
    }

    /// Returns the armoured signature of a person over these bytes.
    pub(crate) fn armour(&self, person: &str, namespace: &str, bytes: &[u8]) -> String {
        keys::sign(&templates().join("keys"), person, namespace, bytes)
    }

    /// Returns the commit of this payload, signed as git signs.
    pub(crate) fn seal(&self, person: &str, payload: &str) -> Vec<u8> {
        seal(payload, &header("gpgsig", &self.armour(person, "git", payload.as_bytes())))
    }

    /// Writes a commit object as it is.
    pub(crate) fn store_object(&self, bytes: &[u8]) -> String {
        self.store_as("commit", bytes)
    }

    /// Writes an object of this kind as it is.
    pub(crate) fn store_as(&self, kind: &str, bytes: &[u8]) -> String {
        let (success, id) = self.try_git(&["hash-object", "-t", kind, "-w", "--literally", "--stdin"], bytes);
        assert!(success, "{id}");
        id
    }

    /// Returns the bytes of an object.
    pub(crate) fn bytes_of(&self, kind: &str, name: &str) -> Vec<u8> {
        let output = crate::press::git_in(self.folder()).args(["cat-file", kind, name]).output().unwrap();
        assert!(output.status.success(), "{name}");
        output.stdout
    }

    /// Commits HEAD's tree with another tree in the place of this folder; the work tree does not follow.
    pub(crate) fn put_folder(&self, folder: &str, tree: &str) -> String {
        let mut tree = tree.to_owned();
        let mut folder = folder;
        while !folder.is_empty() {
            let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
            let entries = self.git(&["ls-tree", &format!("HEAD:{above}")]);
            let kept = entries.lines().filter(|l| !l.ends_with(&format!("\t{name}"))).map(|l| format!("{l}\n"));
            let text: String = kept.chain([format!("040000 tree {tree}\t{name}\n")]).collect();
            tree = self.try_git(&["mktree"], text.as_bytes()).1;
            folder = above;
        }
        self.tick();
        let commit = self.git(&["commit-tree", "-p", "HEAD", "-m", "folder", &tree]);
        self.git(&["update-ref", "HEAD", &commit]);
        commit
    }

    /// Writes a commit object as it is, and makes it the tip of the branch.
    pub(crate) fn put_object(&self, bytes: &[u8]) -> String {
        let id = self.store_object(bytes);
        self.point_to(&id);
        id
    }

    /// Makes an object the tip of the branch, even one that git would not take for a commit.
    pub(crate) fn point_to(&self, id: &str) {
        let branch = self.git(&["symbolic-ref", "HEAD"]);
        std::fs::write(self.folder().join(".git").join(branch), format!("{id}\n")).unwrap();
    }
}

/// Returns a header with these lines, continued as git does.
pub(crate) fn header(name: &str, armour: &str) -> String {
    format!("{name} {}\n", armour.trim_end().replace('\n', "\n "))
}

/// Returns the payload with further headers after the committer.
pub(crate) fn seal(payload: &str, headers: &str) -> Vec<u8> {
    let (head, message) = payload.split_once("\n\n").unwrap();
    format!("{head}\n{headers}\n{message}").into_bytes()
}

/// Returns a field of SSH's binary form: its length, then its bytes.
pub(crate) fn field(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
}

/// Returns the armour of a signature with these parts.
pub(crate) fn sshsig(key: &[u8], namespace: &str, signature: &[u8]) -> String {
    let parts = [field(key), field(namespace.as_bytes()), field(b""), field(b"sha512"), field(signature)];
    let blob = [&b"SSHSIG\0\0\0\x01"[..], &parts.concat()].concat();
    let lines: Vec<String> = base64(&blob).as_bytes().chunks(70).map(|l| String::from_utf8_lossy(l).into()).collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}

/// Returns base64 with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let number = three.iter().chain(&[0; 2]).take(3).fold(0_usize, |n, b| n << 8 | usize::from(*b));
        let digit = |i: usize| if i <= three.len() { char::from(DIGITS[number >> (18 - 6 * i) & 63]) } else { '=' };
        (0..4).map(digit).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}
