//! How the process ends: the one place that decides its code.

use std::io::Write;
use std::process::ExitCode;

use super::out::Console;
use crate::commands::{Exit, Failure, Terminal};
use crate::diag::{Message, calm};
use crate::i18n::Catalog;

/// The job could not be done.
pub(super) const FAILED: u8 = 2;

/// Says why a verb failed, and returns the code: 0 clean, 1 the site has errors, 2 the job could not be done.
pub(super) fn finish(result: Result<Exit, Failure>, catalog: &Catalog, mut console: Console) -> ExitCode {
    let code = match result {
        Ok(Exit::Clean) => 0,
        Ok(Exit::Errors) => 1,
        Err(failure) => {
            say(&failure, catalog, &mut console);
            FAILED
        }
    };
    match console.close() {
        Ok(()) => ExitCode::from(code),
        // Results that nobody got are no results. Where the disk is full, this line is the last thing to try.
        Err(error) => {
            let words = catalog.text(&Message::new("cli-output-lost"));
            let _ = writeln!(std::io::stderr(), "error: {words} ({error})");
            ExitCode::from(FAILED)
        }
    }
}

/// Says what could not be done, why, and what to do.
pub(super) fn say(failure: &Failure, catalog: &Catalog, terminal: &mut dyn Terminal) {
    let words = sentences(failure, catalog);
    // Results come first where both streams are one terminal; a stream keeps its own faults.
    let _ = terminal.out().flush();
    let _ = terminal.err().write_all(words.as_bytes());
}

fn sentences(failure: &Failure, catalog: &Catalog) -> String {
    let mut text = format!("error: {}\n", catalog.text(&failure.message));
    if let Some(source) = &failure.source {
        text.push_str(&format!("  = {}\n", calm(source)));
    }
    for hint in &failure.hints {
        text.push_str(&format!("help: {}\n", catalog.text(hint)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn a_failure_says_what_why_and_what_to_do() {
        let failure = Failure::usage(Message::new("cli-bad-epoch").with("found", "昨天"))
            .because("a\u{1b}[31mb")
            .hint(Message::new("cli-bad-epoch-hint"));
        let text = sentences(&failure, &Catalog::new(Lang::ZhCn));
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.contains("`昨天`") && text.contains("  = a␛[31mb\n") && text.contains("help: "), "{text}");
    }
}
