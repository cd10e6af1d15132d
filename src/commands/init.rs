//! `qianfa init`: a new, empty but valid site with you as root.

use std::path::Path;

use crate::commands::repository::{ATTRIBUTES, IGNORE, PUBLIC_IGNORE};
use crate::commands::site::{not_empty, shown};
use crate::commands::{Cx, Exit, Failure, hooks, pin};
use crate::diag::Message;
use crate::git::{self, Identity, NewKey, Repository, Signer};
use crate::model::{ContentPath, Sha256, Trust, Zone};
use crate::review::chain::{NAMESPACE, policy_path};
use crate::write;

const SITE: &str = include_str!("init/site.toml");
const REVIEWERS: &str = include_str!("init/reviewers.toml");
const CALENDAR: &str = include_str!("../../data/calendar-2026.toml");

/// Makes the site in `dir`, with its first policy signed, its trust root pinned and its hooks installed.
///
/// # Errors
/// The folder holds something, or the repository cannot be made.
pub fn run(cx: &mut Cx<'_>, dir: &Path, person: &Identity) -> Result<Exit, Failure> {
    let new_key = if person.key.is_some() { None } else { Some(NewKey::generate("qianfa")?) };
    let public = person.key.clone().or_else(|| new_key.as_ref().map(|k| k.public.clone())).unwrap_or_default();
    let name = person.name.clone().unwrap_or_else(|| "管理员".to_owned());
    let reviewers = fill(REVIEWERS, &name, public.trim(), &cx.moment(Zone::SHANGHAI).day().to_string());
    let files = files(&reviewers);
    write::new_tree(dir, files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice().into())))
        .map_err(not_empty)?;
    let repository = git::create(dir)?;
    configure(&repository, person, &name)?;
    if let Some(key) = &new_key {
        let at = dir.join(".git/qianfa/key");
        write::new_secret(&at, key.private.as_bytes())?;
        let at = at.canonicalize().unwrap_or(at);
        repository.set_setting("user.signingKey", &at.display().to_string())?;
        cx.say(&Message::new("init-new-key").with("path", shown(&at)));
    }
    match found(&repository, &reviewers, files) {
        Ok((trust, archive)) => {
            for (path, bytes) in archive {
                write::new_file(dir, &path, &bytes)?;
            }
            repository.set_setting(pin::SETTING, &trust.to_string())?;
        }
        // The site is there all the same; signing it is one command.
        Err(error) => cx.say(&Message::new("init-unsigned").with("reason", error.to_string())),
    }
    hooks::install(&mut cx.inside(dir), false)?;
    cx.say(&Message::new("init-made").with("dir", shown(dir)));
    Ok(Exit::Clean)
}

/// Returns the files of a new site.
fn files(reviewers: &str) -> Vec<(ContentPath, Vec<u8>)> {
    let files = [
        ("site.toml", SITE.as_bytes()),
        ("reviewers.toml", reviewers.as_bytes()),
        ("content/.gitkeep", b"".as_slice()),
        ("data/calendar-2026.toml", CALENDAR.as_bytes()),
        (".gitignore", IGNORE.as_bytes()),
        (".gitattributes", ATTRIBUTES.as_bytes()),
        ("public/.gitignore", PUBLIC_IGNORE.as_bytes()),
    ];
    files.into_iter().filter_map(|(path, bytes)| Some((ContentPath::parse(path).ok()?, bytes.to_vec()))).collect()
}

/// Has every commit here signed with the person's SSH key, and names them where git does not know their name.
fn configure(repository: &Repository, person: &Identity, name: &str) -> Result<(), Failure> {
    if person.name.is_none() {
        repository.set_setting("user.name", name)?;
    }
    if person.email.is_none() {
        repository.set_setting("user.email", "qianfa@localhost")?;
    }
    if let Some(file) = &person.key_file {
        repository.set_setting("user.signingKey", &file.display().to_string())?;
    }
    repository.set_setting("gpg.format", "ssh")?;
    repository.set_setting("commit.gpgSign", "true")?;
    Ok(())
}

/// Files with their bytes.
type Files = Vec<(ContentPath, Vec<u8>)>;

/// Signs the first policy and commits everything; returns where trust begins, and the files of the archive.
fn found(repository: &Repository, reviewers: &str, mut files: Files) -> Result<(Trust, Files), git::GitError> {
    let armour = git::sign_file(repository, NAMESPACE, reviewers.as_bytes(), Signer::default())?;
    let signature = ".qianfa/policy/0001.admin.sig".to_owned();
    let archive = [(policy_path(1), reviewers.as_bytes()), (signature, armour.as_bytes())];
    let archive: Files = archive
        .into_iter()
        .filter_map(|(path, bytes)| Some((ContentPath::parse(&path).ok()?, bytes.to_vec())))
        .collect();
    files.extend(archive.iter().cloned());
    let genesis = git::record(repository, &files, "建站\n", Signer::default())?;
    Ok((Trust { root: Sha256::of(reviewers.as_bytes()), genesis, last_published: None }, archive))
}

/// Fills the places of the template; values go into quoted TOML strings, so nothing in them can end the string.
fn fill(template: &str, name: &str, key: &str, day: &str) -> String {
    let safe = |text: &str| text.replace(['"', '\\', '\n', '\r'], "");
    template.replace("{{name}}", &safe(name)).replace("{{key}}", &safe(key)).replace("{{day}}", &safe(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_write_configuration_of_its_own() {
        let text = fill(REVIEWERS, "\"\nthreshold = 0 #", "ssh-ed25519 AAAA", "2026-11-23");
        assert!(!text.contains("\nthreshold = 0"));
        assert!(!text.contains("{{"));
    }
}
