//! `qianfa explain CODE`: the manual page of a finding.

use crate::checks;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;

/// Prints the manual of the rule that `code` names.
///
/// # Errors
/// There is no such rule.
pub fn run(cx: &mut Cx<'_>, code: &str) -> Result<Exit, Failure> {
    let Some(rule) = checks::find(code) else {
        let hint = Message::new("explain-unknown-hint");
        return Err(Failure::usage(Message::new("explain-unknown").with("code", code)).hint(hint));
    };
    cx.print(&checks::Manual::of(rule.source).markdown());
    Ok(Exit::Clean)
}
