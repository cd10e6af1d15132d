//! `qianfa completions SHELL`: the script that completes verbs and options.

use clap::Command;
use clap_complete::Shell;

use crate::commands::{Cx, Exit};

/// Prints the script for `shell`; `command` is the whole command line.
pub fn run(cx: &mut Cx<'_>, mut command: Command, shell: Shell) -> Exit {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    cx.print(&String::from_utf8_lossy(&script));
    Exit::Clean
}
