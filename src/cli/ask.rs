//! Asks the person at the terminal what the program cannot know.

use std::io::{self, BufRead, IsTerminal};

use crate::commands::{Cx, Failure};
use crate::diag::Message;

/// Returns the line that somebody types behind `question`.
///
/// # Errors
/// Nobody is there to ask, or nothing was typed.
pub(super) fn line(cx: &mut Cx<'_>, question: &Message) -> Result<String, Failure> {
    let nothing = || Failure::usage(Message::new("ask-nothing"));
    let input = io::stdin();
    if !input.is_terminal() {
        return Err(nothing());
    }
    let words = cx.word(question);
    // A prompt that cannot be shown is answered by nobody; reading then fails or gives nothing.
    let _ = write!(cx.terminal.err(), "{words} ").and_then(|()| cx.terminal.err().flush());
    let mut answer = String::new();
    input.lock().read_line(&mut answer).map_err(|_| nothing())?;
    if answer.trim().is_empty() { Err(nothing()) } else { Ok(answer.trim().to_owned()) }
}

/// Returns whether somebody at the terminal agrees; where nobody can be asked, they did by typing the command.
pub(super) fn confirm(cx: &mut Cx<'_>, question: &Message) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(true);
    }
    match line(cx, question) {
        Ok(answer) => Ok(["y", "yes", "是", "好"].contains(&answer.to_lowercase().as_str())),
        // An empty line is no.
        Err(_) => Ok(false),
    }
}
