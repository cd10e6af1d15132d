//! Where the keys and values of a front matter stand, and what we do not let a parser see.
//!
//! The parser (`serde_yaml`) gives values without places, and does things that nobody needs in a front matter and that
//! cost seconds or hide meaning: anchors, aliases, tags, merges, second documents, deep nesting. This scanner walks
//! the text once before the parser sees it. It follows the token rules of libyaml, which is inside `serde_yaml`, for
//! the part of YAML that people use, remembers where each token stands, and stops at the first thing that is outside
//! that part. What it lets through, a parser of YAML 1.2 reads alike; the tests in `oracle.rs` hold it to that.
//!
//! Columns are counted in bytes: they matter only in indentation, where every character has one.

use crate::model::Span;

/// Deepest nesting of lists and tables; our own keys need four.
pub(super) const MAX_DEPTH: usize = 16;

/// Longest key, in bytes; our own have at most 17.
const MAX_KEY: usize = 128;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A scalar that a colon follows.
    Key,
    /// That colon.
    Colon,
    /// A value.
    Scalar(Style),
    /// `-` before an item of a list.
    Dash,
    /// `[`.
    ListStart,
    /// `]`.
    ListEnd,
    /// `{`.
    TableStart,
    /// `}`.
    TableEnd,
    /// `,` between brackets.
    Comma,
}

/// How a scalar is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes, which belong to the token's place.
    Quoted,
    /// As lines below `|` or `>`; the token's place is that of the lines.
    Block,
}

/// One token and its place in the text that was scanned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Where.
    pub(super) span: Span,
}

/// Why and where the scanner stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stop {
    /// Whether YAML would allow it and we do not; else it is no YAML at all.
    pub(super) refused: bool,
    /// Which message: the part of its id behind the code.
    pub(super) variant: &'static str,
    /// Where.
    pub(super) span: Span,
    /// Where the scalar before it began: slips of the pen are looked for from there.
    pub(super) since: usize,
}

/// Returns the tokens of `text`.
///
/// # Errors
/// The first place that is not in our part of YAML.
pub(super) fn scan(text: &str) -> Result<Vec<Token>, Stop> {
    let mut scanner = Scanner {
        text: text.as_bytes(),
        at: 0,
        line: 0,
        line_start: 0,
        indent: -1,
        indents: Vec::new(),
        brackets: Vec::new(),
        keys: vec![PossibleKey::default()],
        key_allowed: true,
        tokens: Vec::with_capacity(text.len() / 12 + 4),
    };
    scanner.run()?;
    Ok(scanner.tokens)
}

/// A scalar that is a key if a colon follows on its line.
#[derive(Clone, Copy, Default)]
struct PossibleKey {
    possible: bool,
    /// Whether it must be one, as it stands where a table expects its next key.
    required: bool,
    token: usize,
    line: usize,
    column: usize,
    at: usize,
}

struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
    line_start: usize,
    /// Column of the innermost block list or table; −1 outside.
    indent: isize,
    indents: Vec<isize>,
    /// Open brackets with their places.
    brackets: Vec<(u8, usize)>,
    /// One for the block context and one for each open bracket.
    keys: Vec<PossibleKey>,
    key_allowed: bool,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<(), Stop> {
        loop {
            self.skip_to_token()?;
            if self.key().possible && self.key().line < self.line {
                self.forget_key()?;
            }
            self.unroll_indent();
            match self.peek(0) {
                Some(byte) => self.token(byte)?,
                None => return self.end(),
            }
        }
    }

    fn end(&mut self) -> Result<(), Stop> {
        self.forget_key()?;
        match self.brackets.first() {
            Some(&(_, at)) => Err(self.no_yaml("unclosed-bracket", at..at + 1)),
            None => Ok(()),
        }
    }

    fn token(&mut self, byte: u8) -> Result<(), Stop> {
        let flow = !self.brackets.is_empty();
        let alone = self.is_blank_or_end(1);
        if self.at_document_mark() {
            return Err(self.refuse("document", 3));
        }
        match byte {
            b'%' if self.column() == 0 => Err(self.refuse("directive", 1)),
            b'[' | b'{' => self.open(byte),
            b']' | b'}' => self.close(byte),
            b',' if flow => self.comma(),
            b'-' if alone && !flow => self.dash(),
            b'?' if alone || flow => Err(self.refuse("key", 1)),
            b':' if alone || flow => self.colon(),
            b'*' => Err(self.refuse("alias", 1)),
            b'&' => Err(self.refuse("anchor", 1)),
            b'!' => Err(self.refuse("tag", 1)),
            b'|' | b'>' if !flow => self.block_scalar(),
            b'\'' | b'"' => self.quoted(byte),
            b'\t' => Err(self.no_yaml("tab", self.at..self.at + 1)),
            b',' | b'|' | b'>' | b'%' | b'@' | b'`' => Err(self.no_yaml("reserved", self.at..self.at + 1)),
            b'-' if alone || (flow && matches!(self.peek(1), Some(b',' | b'[' | b']' | b'{' | b'}'))) => {
                Err(self.no_yaml("dash", self.at..self.at + 1))
            }
            _ => self.plain(),
        }
    }

    // Tokens.

    fn open(&mut self, bracket: u8) -> Result<(), Stop> {
        self.save_key()?;
        self.brackets.push((bracket, self.at));
        self.check_depth()?;
        self.keys.push(PossibleKey::default());
        self.key_allowed = true;
        self.push_byte(if bracket == b'[' { Kind::ListStart } else { Kind::TableStart });
        Ok(())
    }

    fn close(&mut self, bracket: u8) -> Result<(), Stop> {
        self.forget_key()?;
        match (self.brackets.pop(), bracket) {
            (Some((b'[', _)), b']') => self.push_byte(Kind::ListEnd),
            (Some((b'{', _)), b'}') => self.push_byte(Kind::TableEnd),
            _ => return Err(self.no_yaml("bracket", self.at..self.at + 1)),
        }
        self.keys.pop();
        self.key_allowed = false;
        Ok(())
    }

    fn comma(&mut self) -> Result<(), Stop> {
        self.forget_key()?;
        self.key_allowed = true;
        self.push_byte(Kind::Comma);
        Ok(())
    }

    fn dash(&mut self) -> Result<(), Stop> {
        if !self.key_allowed {
            return Err(self.no_yaml("dash", self.at..self.at + 1));
        }
        self.roll_indent(self.column())?;
        self.forget_key()?;
        self.key_allowed = true;
        self.push_byte(Kind::Dash);
        Ok(())
    }

    fn colon(&mut self) -> Result<(), Stop> {
        let key = *self.key();
        if !key.possible {
            // A key that is empty, or the second colon of a line.
            let refused = self.key_allowed && self.brackets.is_empty();
            return Err(if refused { self.refuse("key", 1) } else { self.second_colon() });
        }
        let token = &mut self.tokens[key.token];
        let span = token.span;
        let is_scalar = matches!(token.kind, Kind::Scalar(_));
        token.kind = Kind::Key;
        let written = &self.text[span.range()];
        if !is_scalar || written.len() > MAX_KEY || matches!(written, b"~" | b"null" | b"Null" | b"NULL") {
            return Err(Stop { refused: true, variant: "key", span, since: key.at });
        }
        if written == b"<<" {
            return Err(Stop { refused: true, variant: "merge", span, since: key.at });
        }
        if self.brackets.is_empty() {
            self.roll_indent(key.column)?;
        }
        self.key_mut().possible = false;
        self.key_allowed = false;
        self.push_byte(Kind::Colon);
        Ok(())
    }

    /// Returns the stop for a colon that makes no key; between brackets, on a line that stands no further right than its
    /// table, the colon is right and a bracket was never closed.
    fn second_colon(&self) -> Stop {
        let column = self.text[self.line_start..].iter().take_while(|b| **b == b' ').count();
        match self.brackets.last() {
            Some(&(_, at)) if at < self.line_start && column.cast_signed() <= self.indent => {
                self.no_yaml("unclosed-bracket", at..at + 1)
            }
            _ => self.no_yaml("colon", self.at..self.at + 1),
        }
    }

    fn plain(&mut self) -> Result<(), Stop> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let mut end = start;
        let mut new_line = false;
        // A value that goes on in the next line stands further right than its table.
        while !(self.peek(0) == Some(b'#') || self.at_document_mark()) {
            while !self.is_blank_or_end(0) && !self.ends_plain(start)? {
                new_line = false;
                self.skip_plain();
                end = self.at;
            }
            if !self.is_blank_or_end(0) || self.peek(0).is_none() {
                break;
            }
            new_line |= self.skip_white(new_line)?;
            if self.brackets.is_empty() && self.column_from_zero() <= self.indent {
                break;
            }
        }
        self.tokens.push(Token { kind: Kind::Scalar(Style::Plain), span: Span::new(start..end) });
        if new_line {
            self.key_allowed = true;
        }
        Ok(())
    }

    /// Skips a byte of a plain scalar, and all behind it that can end none.
    fn skip_plain(&mut self) {
        let may_end = |b: &&u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b':' | b',' | b'[' | b']' | b'{' | b'}');
        let rest = &self.text[self.at + 1..];
        self.at += 1 + rest.iter().take_while(|b| !may_end(b)).count();
    }

    /// Returns whether a plain scalar ends before this byte.
    fn ends_plain(&self, start: usize) -> Result<bool, Stop> {
        let flow = !self.brackets.is_empty();
        match self.peek(0) {
            Some(b':') if flow && matches!(self.peek(1), Some(b',' | b'?' | b'[' | b']' | b'{' | b'}')) => {
                let mut stop = self.no_yaml("colon", self.at..self.at + 1);
                stop.since = start;
                Err(stop)
            }
            Some(b':') => Ok(self.is_blank_or_end(1)),
            Some(b',' | b'[' | b']' | b'{' | b'}') => Ok(flow),
            _ => Ok(false),
        }
    }

    /// Skips white space inside a plain scalar, and returns whether a line ended in it.
    fn skip_white(&mut self, mut new_line: bool) -> Result<bool, Stop> {
        loop {
            match self.peek(0) {
                Some(b'\t') if new_line => return Err(self.no_yaml("tab", self.at..self.at + 1)),
                Some(b' ' | b'\t') => self.at += 1,
                _ if self.take_break() => new_line = true,
                _ => return Ok(new_line),
            }
        }
    }

    fn quoted(&mut self, quote: u8) -> Result<(), Stop> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek(0) {
                None => return Err(self.no_yaml("unclosed-quote", start..start + 1)),
                Some(b'\'') if quote == b'\'' && self.peek(1) == Some(b'\'') => self.at += 2,
                Some(byte) if byte == quote => break,
                Some(b'\\') if quote == b'"' => self.escape()?,
                _ if self.take_break() => self.go_on_quoted(start)?,
                _ => self.skip_quoted(),
            }
        }
        self.at += 1;
        self.tokens.push(Token { kind: Kind::Scalar(Style::Quoted), span: Span::new(start..self.at) });
        Ok(())
    }

    /// Skips a byte, and all that mean nothing else either.
    fn skip_quoted(&mut self) {
        let rest = &self.text[self.at + 1..];
        let plain = rest.iter().take_while(|b| !matches!(b, b'\'' | b'"' | b'\\' | b'\n' | b'\r'));
        self.at += 1 + plain.count();
    }

    /// Enters the next line of a quoted scalar; a line that is not further right is not part of it: somebody forgot to
    /// close the quote.
    fn go_on_quoted(&mut self, start: usize) -> Result<(), Stop> {
        loop {
            match self.peek(0) {
                Some(b'\t') => return Err(self.no_yaml("tab", self.at..self.at + 1)),
                Some(b' ') => self.at += 1,
                _ if self.take_break() => {}
                Some(_) if self.column_from_zero() <= self.indent => {
                    return Err(self.no_yaml("unclosed-quote", start..start + 1));
                }
                _ => return Ok(()),
            }
        }
    }

    /// Allows the escapes that can be seen for what they are; others would put characters into a text that no
    /// reviewer sees.
    fn escape(&mut self) -> Result<(), Stop> {
        match self.peek(1) {
            Some(b'"' | b'\\' | b'/' | b'n' | b't') => self.at += 2,
            _ => return Err(self.refuse("escape", 2)),
        }
        Ok(())
    }

    fn block_scalar(&mut self) -> Result<(), Stop> {
        self.forget_key()?;
        if self.column_from_zero() <= self.indent {
            return Err(self.no_yaml("indent", self.at..self.at + 1));
        }
        self.key_allowed = true;
        let start = self.at;
        let mut indent = self.block_header()?;
        let mut place = start..start + 1;
        self.block_breaks(&mut indent)?;
        while self.column_from_zero() == indent && self.at < self.text.len() {
            if place.start == start {
                place.start = self.at;
            }
            while !self.is_break_or_end() {
                self.at += 1;
            }
            place.end = self.at;
            self.take_break();
            self.block_breaks(&mut indent)?;
        }
        self.tokens.push(Token { kind: Kind::Scalar(Style::Block), span: Span::new(place) });
        Ok(())
    }

    /// Reads `|`, `>-`, `|2` and the like to the end of the line; returns the indentation asked for, or 0.
    fn block_header(&mut self) -> Result<isize, Stop> {
        self.at += 1;
        let mut indent = 0;
        for _ in 0..2 {
            match self.peek(0) {
                Some(b'+' | b'-') => self.at += 1,
                Some(digit @ b'1'..=b'9') if indent == 0 => {
                    indent = self.indent.max(0) + isize::from(digit - b'0');
                    self.at += 1;
                }
                _ => break,
            }
        }
        self.skip_blanks();
        if self.peek(0) == Some(b'#') {
            self.skip_comment()?;
        }
        if !self.is_break_or_end() {
            return Err(self.no_yaml("block-header", self.at..self.at + 1));
        }
        self.take_break();
        Ok(indent)
    }

    /// Skips indentation and empty lines of a block scalar, and finds its indentation if it is not known (0).
    fn block_breaks(&mut self, indent: &mut isize) -> Result<(), Stop> {
        let known = *indent > 0;
        let mut widest = 0;
        loop {
            while (!known || self.column_from_zero() < *indent) && self.peek(0) == Some(b' ') {
                self.at += 1;
            }
            widest = widest.max(self.column_from_zero());
            if (!known || self.column_from_zero() < *indent) && self.peek(0) == Some(b'\t') {
                return Err(self.no_yaml("tab", self.at..self.at + 1));
            }
            if !self.take_break() {
                break;
            }
        }
        if !known {
            *indent = widest.max(self.indent + 1).max(1);
            let here = self.column_from_zero();
            if here < *indent && here > self.indent && self.at < self.text.len() {
                // An empty line with more blanks than the first line of text: parsers differ.
                return Err(self.no_yaml("indent", self.at..self.at + 1));
            }
        }
        Ok(())
    }

    // Keys and indentation.

    fn key(&self) -> &PossibleKey {
        &self.keys[self.keys.len() - 1]
    }

    fn key_mut(&mut self) -> &mut PossibleKey {
        let last = self.keys.len() - 1;
        &mut self.keys[last]
    }

    /// Notes that the scalar or bracket that begins here may be a key.
    fn save_key(&mut self) -> Result<(), Stop> {
        if !self.key_allowed {
            return Ok(());
        }
        self.forget_key()?;
        let column = self.column();
        let required = self.brackets.is_empty() && self.indent == self.column_from_zero();
        let (token, line, at) = (self.tokens.len(), self.line, self.at);
        *self.key_mut() = PossibleKey { possible: true, required, token, line, column, at };
        Ok(())
    }

    /// Notes that no colon followed; an error where a key was due.
    fn forget_key(&mut self) -> Result<(), Stop> {
        let key = *self.key();
        if key.possible && key.required {
            let span = self.tokens.get(key.token).map_or(Span::at(key.at), |t| t.span);
            return Err(Stop { refused: false, variant: "no-colon", span, since: key.at });
        }
        self.key_mut().possible = false;
        Ok(())
    }

    fn roll_indent(&mut self, column: usize) -> Result<(), Stop> {
        let column = column.cast_signed();
        if self.brackets.is_empty() && self.indent < column {
            self.indents.push(self.indent);
            self.indent = column;
            self.check_depth()?;
        }
        Ok(())
    }

    fn unroll_indent(&mut self) {
        if self.brackets.is_empty() {
            while self.indent > self.column_from_zero() {
                self.indent = self.indents.pop().unwrap_or(-1);
            }
        }
    }

    fn check_depth(&self) -> Result<(), Stop> {
        let deep = self.indents.len() + self.brackets.len() > MAX_DEPTH;
        if deep { Err(self.refuse("deep", 1)) } else { Ok(()) }
    }

    // Characters.

    fn skip_to_token(&mut self) -> Result<(), Stop> {
        let mut line_begins = self.column() == 0;
        loop {
            // A tab separates, but never indents.
            let tab = !line_begins && (!self.key_allowed || !self.brackets.is_empty());
            while self.peek(0) == Some(b' ') || (tab && self.peek(0) == Some(b'\t')) {
                self.at += 1;
            }
            if self.peek(0) == Some(b'#') {
                self.skip_comment()?;
            }
            if !self.take_break() {
                return Ok(());
            }
            line_begins = true;
            if self.brackets.is_empty() {
                self.key_allowed = true;
            }
        }
    }

    /// Skips a comment, which must have white space before it.
    fn skip_comment(&mut self) -> Result<(), Stop> {
        if !(self.column() == 0 || matches!(self.text[self.at - 1], b' ' | b'\t')) {
            return Err(self.no_yaml("comment", self.at..self.at + 1));
        }
        while !self.is_break_or_end() {
            self.at += 1;
        }
        Ok(())
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(0), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn is_blank_or_end(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    fn is_break_or_end(&self) -> bool {
        matches!(self.peek(0), None | Some(b'\n' | b'\r'))
    }

    fn at_document_mark(&self) -> bool {
        self.column() == 0
            && (self.text[self.at..].starts_with(b"---") || self.text[self.at..].starts_with(b"..."))
            && self.is_blank_or_end(3)
    }

    /// Takes a line break, if one stands here.
    fn take_break(&mut self) -> bool {
        let length = match (self.peek(0), self.peek(1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\n' | b'\r'), _) => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        self.line_start = self.at;
        true
    }

    fn column(&self) -> usize {
        self.at - self.line_start
    }

    fn column_from_zero(&self) -> isize {
        self.column().cast_signed()
    }

    fn push_byte(&mut self, kind: Kind) {
        self.tokens.push(Token { kind, span: Span::new(self.at..self.at + 1) });
        self.at += 1;
    }

    // Stops.

    fn refuse(&self, variant: &'static str, length: usize) -> Stop {
        let span = self.characters(self.at..self.at + length);
        Stop { refused: true, variant, span, since: self.at }
    }

    fn no_yaml(&self, variant: &'static str, range: std::ops::Range<usize>) -> Stop {
        let last = self.tokens.last().filter(|t| matches!(t.kind, Kind::Scalar(_)));
        let since = last.map_or(range.start, |t| t.span.start as usize);
        Stop { refused: false, variant, span: self.characters(range), since }
    }

    /// Returns the span of `range` with its end moved to a character boundary.
    fn characters(&self, mut range: std::ops::Range<usize>) -> Span {
        range.end = range.end.min(self.text.len());
        while self.text.get(range.end).is_some_and(|b| b & 0xC0 == 0x80) {
            range.end += 1;
        }
        Span::new(range)
    }
}
