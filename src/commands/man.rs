//! `qianfa man DIR`: a manual page for the program and one for each verb.

use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::model::ContentPath;
use crate::write::{self, WriteError};

/// Writes `qianfa.1`, `qianfa-check.1` and so on into `dir`, over older ones; `command` is the whole command line.
///
/// # Errors
/// A page cannot be written.
pub fn run(cx: &mut Cx<'_>, mut command: Command, dir: &Path) -> Result<Exit, Failure> {
    // Building gives every verb its full name, `qianfa-check`.
    command.build();
    let mut pages = Vec::new();
    collect(&command, &mut pages)?;
    for (name, text) in &pages {
        put(dir, name, text)?;
    }
    cx.say(&Message::new("man-made").with("count", pages.len()).with("dir", dir.display().to_string()));
    Ok(Exit::Clean)
}

/// Renders the page of `command` and of every verb below it.
fn collect(command: &Command, pages: &mut Vec<(String, String)>) -> Result<(), Failure> {
    let man = Man::new(command.clone()).source(concat!("qianfa ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render(&mut page).map_err(|e| Failure::internal(Message::new("failure-man")).because(e))?;
    pages.push((man.get_filename(), String::from_utf8_lossy(&page).into_owned()));
    command.get_subcommands().filter(|c| !c.is_hide_set()).try_for_each(|c| collect(c, pages))
}

/// Writes one page, whether or not an older one is there.
fn put(dir: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = ContentPath::parse(name).map_err(|e| Failure::internal(Message::new("failure-man")).because(e))?;
    match write::new_file(dir, &path, text.as_bytes()) {
        Err(WriteError::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {
            Ok(write::replace(dir, &path, text)?)
        }
        result => Ok(result.map(|_| ())?),
    }
}
