//! Asks the person at the terminal what the program cannot know, and reads what git tells a hook.

use std::io::{self, BufRead, IsTerminal, Read};

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

/// Largest list of references that is read, in bytes: some hundred thousand of them.
const MOST: u64 = 16 << 20;

/// Returns everything that comes in, as git tells a hook what is pushed.
///
/// # Errors
/// It cannot be read, is no UTF-8, or is larger than any push.
pub(super) fn everything() -> Result<String, Failure> {
    let failure = || Failure::environment(Message::new("ask-input"));
    let mut text = String::new();
    let read = io::stdin().lock().take(MOST + 1).read_to_string(&mut text);
    read.map_err(|e| failure().because(e))?;
    if text.len() as u64 > MOST { Err(failure()) } else { Ok(text) }
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
