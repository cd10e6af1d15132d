//! The terminal: two streams, colour, width, a bar for long work.

use std::io::{self, BufWriter, Stderr, Stdout, Write};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressDrawTarget, ProgressStyle};

use super::Environment;
use super::args::{Findings, When};
use crate::commands::{Output, Terminal, Verbosity};
use crate::diag::render::Style;
use crate::diag::{Message, Progress};
use crate::i18n::Catalog;

/// Columns where there is no terminal to ask.
const WIDTH: usize = 120;

/// Times a second that the bar is drawn: enough to see it move.
const REFRESH: u8 = 8;

/// The two streams of the process.
pub(super) struct Console {
    out: Stream<BufWriter<AutoStream<Stdout>>>,
    err: Stream<AutoStream<Stderr>>,
    colour: bool,
    out_is_terminal: bool,
    err_is_terminal: bool,
}

impl Console {
    pub(super) fn new(when: When, environment: &Environment) -> Self {
        let choice = |is_terminal| colour(when, environment.no_color, is_terminal);
        let (out, err) = (choice(environment.out_is_terminal), choice(environment.err_is_terminal));
        Self {
            out: Stream::new(BufWriter::new(AutoStream::new(io::stdout(), stream(out)))),
            err: Stream::new(AutoStream::new(io::stderr(), stream(err))),
            colour: out,
            out_is_terminal: environment.out_is_terminal,
            err_is_terminal: environment.err_is_terminal,
        }
    }

    /// Returns how findings are printed here.
    pub(super) fn output(&self, findings: Findings, verbosity: Verbosity) -> Output {
        let style = Style {
            colour: self.colour,
            page_source: self.out_is_terminal || findings.show_source,
            width: self.width(),
        };
        Output { format: findings.format, style, verbosity }
    }

    pub(super) fn shows_progress(&self, verbosity: Verbosity) -> bool {
        self.err_is_terminal && verbosity > Verbosity::Quiet
    }

    fn width(&self) -> usize {
        let size = self.out_is_terminal.then(terminal_size::terminal_size).flatten();
        size.map_or(WIDTH, |(width, _)| usize::from(width.0))
    }

    /// Empties the buffers and returns the first fault of a stream.
    pub(super) fn close(mut self) -> io::Result<()> {
        // A stream keeps its faults, this one too.
        let _ = self.out.flush();
        let _ = self.err.flush();
        self.out.fault.or(self.err.fault).map_or(Ok(()), Err)
    }
}

impl Terminal for Console {
    fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    fn err(&mut self) -> &mut dyn Write {
        &mut self.err
    }
}

fn colour(when: When, no_color: bool, is_terminal: bool) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => is_terminal && !no_color,
    }
}

fn stream(colour: bool) -> ColorChoice {
    if colour { ColorChoice::Always } else { ColorChoice::Never }
}

/// A stream that never fails its writer: it keeps its first fault, and forgets what is written after that.
///
/// That the reader went away is no fault; whoever writes to `head` has done what was asked.
struct Stream<W> {
    inner: W,
    is_closed: bool,
    fault: Option<io::Error>,
}

impl<W: Write> Stream<W> {
    fn new(inner: W) -> Self {
        Self { inner, is_closed: false, fault: None }
    }

    fn attempt(&mut self, write: impl FnOnce(&mut W) -> io::Result<()>) {
        if self.is_closed {
            return;
        }
        if let Err(error) = write(&mut self.inner) {
            self.is_closed = true;
            self.fault = (error.kind() != io::ErrorKind::BrokenPipe).then_some(error);
        }
    }
}

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|inner| inner.write_all(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(Write::flush);
        Ok(())
    }
}

/// A bar on the terminal; nothing where there is none.
pub(super) struct ProgressBar<'a> {
    catalog: &'a Catalog,
    bar: indicatif::ProgressBar,
    is_shown: bool,
}

impl<'a> ProgressBar<'a> {
    pub(super) fn new(catalog: &'a Catalog, is_shown: bool) -> Self {
        Self { catalog, bar: indicatif::ProgressBar::hidden(), is_shown }
    }
}

impl Progress for ProgressBar<'_> {
    fn begin(&self, stretch: &Message, total: usize) {
        if !self.is_shown {
            return;
        }
        // The template is ours; if it had a fault, the plain bar would be shown.
        let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}");
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.set_length(total as u64);
        self.bar.set_message(self.catalog.text(stretch));
        self.bar.reset();
        self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(REFRESH));
    }

    fn step(&self) {
        if self.is_shown {
            self.bar.inc(1);
        }
    }

    fn end(&self) {
        if self.is_shown {
            self.bar.finish_and_clear();
        }
    }
}

/// Whatever ends a run early, no bar stays on the terminal.
impl Drop for ProgressBar<'_> {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_remembered_and_a_reader_that_went_away_is_not() {
        for (kind, is_fault) in [(io::ErrorKind::StorageFull, true), (io::ErrorKind::BrokenPipe, false)] {
            let mut stream = Stream::new(Broken(kind));
            assert!(stream.write_all(b"text").is_ok());
            assert!(stream.write_all(b"more").is_ok());
            assert_eq!(stream.fault.map(|e| e.kind()), is_fault.then_some(kind));
        }
    }

    #[test]
    fn colour_is_for_terminals_unless_somebody_asks() {
        assert!(colour(When::Auto, false, true));
        assert!(!colour(When::Auto, true, true));
        assert!(!colour(When::Auto, false, false));
        assert!(colour(When::Always, true, false));
        assert!(!colour(When::Never, false, true));
    }
}
