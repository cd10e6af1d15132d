//! `qianfa hooks install`: the hooks of a desk, or of a server.

use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::Repository;
use crate::{source, write};

/// The line by which a hook of ours is known again.
const MARK: &str = "# qianfa hooks install";

/// Installs `pre-commit` and `pre-rebase`, or on a server (a bare repository, or `server`) `pre-receive`. A hook that
/// somebody else wrote is never touched.
///
/// # Errors
/// There is no repository, or a hook cannot be written.
pub fn install(cx: &mut Cx<'_>, server: bool) -> Result<Exit, Failure> {
    let repository = Repository::open(&cx.dir)?;
    let folder = repository.hooks_folder()?;
    let server = server || repository.work_tree().is_none();
    let names: &[&str] = if server { &["pre-receive"] } else { &["pre-commit", "pre-rebase"] };
    let mut exit = Exit::Clean;
    for name in names {
        let at = folder.join(name);
        let shown = at.display().to_string();
        let foreign = at.symlink_metadata().is_ok() && !source::read_small(&at).is_ok_and(|text| text.contains(MARK));
        if foreign {
            cx.say_always(&Message::new("hooks-foreign").with("path", shown).with("name", *name));
            exit = Exit::Errors;
            continue;
        }
        write::program(&at, &script(name, server))?;
        cx.say(&Message::new("hooks-installed").with("path", shown));
    }
    Ok(exit)
}

/// A desk without the program goes on; a server without it lets nothing in.
fn script(name: &str, server: bool) -> String {
    let absent = if server { "" } else { "command -v qianfa >/dev/null 2>&1 || exit 0\n" };
    format!("#!/bin/sh\n{MARK}\n{absent}exec qianfa hook {name} \"$@\"\n")
}
