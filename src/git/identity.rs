//! Who git says somebody is: for the first commit of a new site, and for its first registered key.

use std::fs;
use std::path::{Path, PathBuf};

use ssh_key::{Algorithm, EcdsaCurve, PrivateKey, PublicKey};

/// What is known of the person at the keyboard; evidence of nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Identity {
    /// `user.name`.
    pub name: Option<String>,
    /// `user.email`.
    pub email: Option<String>,
    /// The public line of the key that git signs with, or else of the usual one, if it is of a kind that can be
    /// registered.
    pub key: Option<String>,
    /// The file of that key, where git itself does not name one.
    pub key_file: Option<PathBuf>,
}

/// The usual names of keys that can be registered, the better first.
const USUAL: [&str; 3] = ["id_ed25519.pub", "id_ed25519_sk.pub", "id_ecdsa.pub"];

/// Returns what git's own configuration, and the folder `.ssh` of `home`, say.
pub fn identity(home: Option<&Path>) -> Identity {
    let config = git2::Config::open_default().and_then(|mut c| c.snapshot()).ok();
    let get = |key: &str| config.as_ref()?.get_string(key).ok().filter(|v| !v.trim().is_empty());
    let signing = get("user.signingkey").and_then(|value| written(&value, home));
    let usual = || {
        USUAL.iter().find_map(|name| {
            let file = home?.join(".ssh").join(name);
            Some((public_line(&file)?, file))
        })
    };
    let (key, key_file) = match signing {
        Some(line) => (Some(line), None),
        None => usual().unzip(),
    };
    Identity { name: get("user.name"), email: get("user.email"), key, key_file }
}

/// Returns the public line that `user.signingkey` names: the line itself, or the file of either half.
pub(super) fn written(value: &str, home: Option<&Path>) -> Option<String> {
    let line = value.strip_prefix("key::").unwrap_or(value);
    if let Some(line) = registrable(line) {
        return Some(line);
    }
    let path = match (value.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(value),
    };
    let beside = PathBuf::from(format!("{}.pub", path.display()));
    public_line(&beside).or_else(|| public_line(&path))
}

fn public_line(path: &Path) -> Option<String> {
    let small = fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() < 16 * 1024);
    let text = if small { fs::read_to_string(path).ok()? } else { return None };
    registrable(&text).or_else(|| public_half(&text))
}

/// Returns the public line of a private key, which even an encrypted file shows.
fn public_half(text: &str) -> Option<String> {
    let private = PrivateKey::from_openssh(text).ok()?;
    registrable(&private.public_key().to_openssh().ok()?)
}

/// Returns the line, trimmed, if it is a key of a kind that the gate accepts.
fn registrable(line: &str) -> Option<String> {
    let key = PublicKey::from_openssh(line.trim()).ok()?;
    let good = matches!(
        key.algorithm(),
        Algorithm::Ed25519
            | Algorithm::SkEd25519
            | Algorithm::Ecdsa { curve: EcdsaCurve::NistP256 | EcdsaCurve::NistP384 }
    );
    good.then(|| line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_line_or_by_either_half_of_its_file() {
        let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINyFzGMegEeniSZn8bS2CjR8+OKfnvk8y6SDMrWTZ3Or yue";
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("id.pub"), format!("{line}\n")).unwrap();
        assert_eq!(written(&format!("key::{line}"), None).as_deref(), Some(line));
        assert_eq!(written(dir.path().join("id").to_str().unwrap(), None).as_deref(), Some(line));
        assert_eq!(written("~/id.pub", Some(dir.path())).as_deref(), Some(line));
        assert_eq!(written("0xDEADBEEF", None), None);
        let key = crate::git::NewKey::generate("yue").unwrap();
        fs::write(dir.path().join("lonely"), &key.private).unwrap();
        assert_eq!(written(dir.path().join("lonely").to_str().unwrap(), None), Some(key.public));
    }
}
