//! `qianfa init`: a new, empty but valid site with you as root.

use std::path::Path;

use crate::commands::repository::{ATTRIBUTES, IGNORE, PUBLIC_IGNORE};
use crate::commands::site::{not_empty, shown};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::{self, Identity, NewKey};
use crate::model::{ContentPath, Zone};
use crate::write;

const SITE: &str = include_str!("init/site.toml");
const REVIEWERS: &str = include_str!("init/reviewers.toml");
const CALENDAR: &str = include_str!("../../data/calendar-2026.toml");

/// Makes the site in `dir`.
///
/// # Errors
/// The folder holds something, or the repository cannot be made.
pub fn run(cx: &mut Cx<'_>, dir: &Path, person: &Identity) -> Result<Exit, Failure> {
    let new_key = if person.key.is_some() { None } else { Some(NewKey::generate("qianfa")?) };
    let public = person.key.clone().or_else(|| new_key.as_ref().map(|k| k.public.clone())).unwrap_or_default();
    let name = person.name.clone().unwrap_or_else(|| "管理员".to_owned());
    let reviewers = fill(REVIEWERS, &name, public.trim(), &cx.moment(Zone::SHANGHAI).day().to_string());
    let files = [
        ("site.toml", SITE.as_bytes()),
        ("reviewers.toml", reviewers.as_bytes()),
        ("content/.gitkeep", b"".as_slice()),
        ("data/calendar-2026.toml", CALENDAR.as_bytes()),
        (".gitignore", IGNORE.as_bytes()),
        (".gitattributes", ATTRIBUTES.as_bytes()),
        ("public/.gitignore", PUBLIC_IGNORE.as_bytes()),
    ];
    let files = files.into_iter().filter_map(|(path, bytes)| Some((ContentPath::parse(path).ok()?, bytes.into())));
    write::new_tree(dir, files).map_err(not_empty)?;
    let repository = git::create(dir)?;
    if let Some(key) = &new_key {
        let at = dir.join(".git/qianfa/key");
        write::new_secret(&at, key.private.as_bytes())?;
        cx.say(&Message::new("init-new-key").with("path", shown(&at)));
    }
    let email = person.email.clone().unwrap_or_else(|| "qianfa@localhost".to_owned());
    let author = git::Author { name: &name, email: &email, moment: cx.moment(Zone::SHANGHAI), zone: Zone::SHANGHAI };
    git::commit_all(&repository, &author, "建站\n", None)?;
    cx.say(&Message::new("init-made").with("dir", shown(dir)));
    Ok(Exit::Clean)
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
