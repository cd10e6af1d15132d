//! From a word to a mark: the positions that make one.

use std::ops::Range;

use super::NEAR;
use super::words::{Role, WORDS, Words};

/// A mark of secrecy in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Whether it is a remark such as 内部资料, not a level.
    pub(crate) remark: bool,
}

/// Returns the marks in a page, in order; the first `front` bytes are its front matter.
pub(crate) fn in_text(text: &str, front: usize) -> Vec<Mark> {
    let mut search =
        Search { words: &WORDS, text, front, marks: Vec::new(), alone: Vec::new(), judged: 0, first: None };
    for hit in search.words.finder.find_iter(text) {
        search.judge(hit.range(), search.words.roles[hit.pattern().as_usize()]);
    }
    search.finish()
}

/// Returns the mark that the name of a file bears: one of its parts is nothing but a level or a remark.
pub(crate) fn in_file_name(name: &str) -> Option<&str> {
    let words = &*WORDS;
    if !words.finder.is_match(name) {
        return None;
    }
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
    let mut found: Option<(&str, Summary)> = None;
    for part in parts {
        let Some(summary) = summary(words, part).filter(Summary::is_mark) else { continue };
        match &found {
            Some((_, earlier)) if earlier.levels != summary.levels => return None,
            Some(_) => {}
            None => found = Some((part, summary)),
        }
    }
    found.map(|(part, _)| part)
}

struct Search<'a> {
    words: &'static Words,
    text: &'a str,
    front: usize,
    marks: Vec<Mark>,
    /// Levels alone on their line, with a flag for those that only count as company.
    alone: Vec<(Range<usize>, u8, bool)>,
    /// The end of the last line that was judged as a whole.
    judged: usize,
    /// Where the body's first character stands, once somebody asked.
    first: Option<usize>,
}

impl Search<'_> {
    fn judge(&mut self, hit: Range<usize>, role: Role) {
        if self.marks.last().is_some_and(|m| m.range.end > hit.start) {
            return;
        }
        let found = match role {
            Role::Level(_) => self.star(&hit).or_else(|| self.field(&hit)).or_else(|| self.bracket(&hit)),
            Role::Remark => self.bracket(&hit),
            Role::Copy => self.copy(&hit),
            Role::With | Role::Filler => None,
        };
        match found {
            Some(range) => self.marks.push(Mark { range, remark: !matches!(role, Role::Level(_)) }),
            None if role != Role::Copy => self.line(&hit),
            None => {}
        }
    }

    /// A level beside the star of a mark: `机密★10年`.
    fn star(&self, hit: &Range<usize>) -> Option<Range<usize>> {
        let rest = after(self.text, hit.end);
        let gap = rest.len() - rest.trim_start_matches(is_gap).len();
        // An asterisk that Markdown leaves alone stands for a star where a term follows.
        let asterisk = rest[..gap].ends_with('*') || rest[..gap].contains("* ");
        let star = rest[gap..].chars().next().filter(|c| self.words.stars.contains(c));
        let from = gap + star.map_or(0, char::len_utf8);
        if star.is_none() && !asterisk || self.is_quoted(hit.start) {
            return None;
        }
        let behind = rest[from..].trim_start_matches(is_gap);
        let is_rating = behind.starts_with(|c| self.words.stars.contains(&c));
        let term = term(behind);
        let unmarked = star.is_none() || self.text[..hit.start].ends_with(is_han);
        if is_rating || (unmarked && term == 0) {
            return None;
        }
        let to = if term == 0 { from } else { rest.len() - behind.len() + term };
        Some(hit.start..hit.end + to)
    }

    /// A level behind the name of its field: `密级：机密`, `| 密级 | 机密 |`.
    fn field(&self, hit: &Range<usize>) -> Option<Range<usize>> {
        let before = before(self.text, hit.start);
        let head = before.trim_end_matches(|c| matches!(c, '：' | ':' | '|') || is_space(c));
        if head.len() == before.len() {
            return None;
        }
        let name = self.words.fields.iter().filter(|f| head.ends_with(f.as_str())).max_by_key(|f| f.len())?;
        let start = hit.start - (before.len() - head.len()) - name.len();
        let rest = line_of(after(self.text, hit.end));
        let is_list = self.words.finder.is_match(rest) || rest.trim_start().starts_with(['、', '/', '□', '☐']);
        (!is_list && !self.is_quoted(start)).then_some(start..hit.end)
    }

    /// The number of a copy: `份号：000012`.
    fn copy(&self, hit: &Range<usize>) -> Option<Range<usize>> {
        let rest = after(self.text, hit.end);
        let value = rest.trim_start_matches(|c| matches!(c, '：' | ':' | '|') || is_space(c));
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        let gap = rest.len() - value.len();
        (digits == self.words.copy_digits && gap > 0).then(|| hit.start..hit.end + gap + digits)
    }

    /// Nothing but a mark in brackets: `【机密】`, or `（机密）` at either end of a line.
    fn bracket(&self, hit: &Range<usize>) -> Option<Range<usize>> {
        let (before, after) = (before(self.text, hit.start), after(self.text, hit.end));
        let open = before.rfind(is_open).filter(|at| hit.start - (before.len() - at) >= self.line_start(hit.start))?;
        let close = after.find(is_close)?;
        let start = hit.start - (before.len() - open);
        let bracket = self.text[start..].chars().next()?;
        let inside = &self.text[start + bracket.len_utf8()..hit.end + close];
        if inside.contains('\n') || !summary(self.words, inside).is_some_and(|s| s.is_mark()) {
            return None;
        }
        let end = hit.end + close + after[close..].chars().next()?.len_utf8();
        let is_fit = match bracket {
            '（' | '(' => self.is_at_edge(start, end),
            // In front matter these are YAML's own lists.
            '[' => start >= self.front,
            _ => true,
        };
        is_fit.then_some(start..end)
    }

    /// Returns whether a bracket opens or ends its line and is not the remark of a book's title.
    fn is_at_edge(&self, start: usize, end: usize) -> bool {
        let Some(content) = self.content(start) else { return false };
        let (before, after) = (&self.text[content.start..start.max(content.start)], line_of(after(self.text, end)));
        let is_end = after.trim_matches(is_decoration).trim_matches(['。', '；', '"', '\'']).is_empty();
        before.trim_matches(is_decoration).is_empty() || (is_end && !before.ends_with('》'))
    }

    /// A line that is nothing but a mark; judged once, whatever words it holds.
    fn line(&mut self, hit: &Range<usize>) {
        if hit.start < self.judged {
            return;
        }
        let Some(content) = self.content(hit.start) else { return };
        self.judged = content.end;
        let line = &self.text[content.clone()];
        let Some(summary) = summary(self.words, line).filter(Summary::is_mark) else { return };
        let is_heading = self.text[..content.start].trim_end_matches(' ').ends_with('#');
        let range = content.start + (line.len() - line.trim_start_matches(is_decoration).len())..content.end;
        match summary.level() {
            Some(level) => {
                let company = is_heading && !self.is_first(content.start);
                self.alone.push((range, level, company));
            }
            None if is_heading => {}
            None => self.marks.push(Mark { range, remark: true }),
        }
    }

    /// Returns what stands on the line at byte `at`, without quote and heading signs or the key of front matter; none
    /// if the line is too long, an item of a list, or a row of a table.
    fn content(&self, at: usize) -> Option<Range<usize>> {
        let start = self.line_start(at);
        let line = line_of(after(self.text, start));
        if at - start > NEAR || line.len() >= NEAR || line.contains('|') {
            return None;
        }
        let content = if start < self.front { value_of(line) } else { without_prefix(line) }?;
        let skipped = line.len() - content.len();
        let end = content.trim_end_matches(|c| is_decoration(c) || c == '"' || c == '\'').len();
        Some(start + skipped..start + skipped + end)
    }

    /// Returns where the line of byte `at` starts, or a byte [`NEAR`] before it.
    fn line_start(&self, at: usize) -> usize {
        let before = before(self.text, at);
        before.rfind('\n').map_or(at - before.len(), |i| at - before.len() + i + 1)
    }

    /// Returns whether nothing but signs stands between the start of the body and byte `at`.
    fn is_first(&mut self, at: usize) -> bool {
        let (text, front) = (self.text, self.front);
        let first = *self.first.get_or_insert_with(|| {
            let body = &text[front..];
            front + body.len() - body.trim_start_matches(|c: char| c.is_whitespace() || is_decoration(c)).len()
        });
        at <= first
    }

    /// Returns whether an opening quotation mark stands before byte `at`.
    fn is_quoted(&self, at: usize) -> bool {
        let in_body = at >= self.front;
        self.text[..at].ends_with(|c| {
            matches!(c, '“' | '‘' | '「' | '『' | '《' | '〈') || (in_body && matches!(c, '"' | '\'' | '`'))
        })
    }

    fn finish(mut self) -> Vec<Mark> {
        let one_level = self.alone.windows(2).all(|w| w[0].1 == w[1].1);
        if one_level {
            let alone = self.alone.iter().filter(|(_, _, company)| !company);
            self.marks.extend(alone.map(|(range, _, _)| Mark { range: range.clone(), remark: false }));
            self.marks.sort_by_key(|m| m.range.start);
        }
        self.marks
    }
}

/// What a short text is made of, where it is made of nothing but words of the lexicon, signs, spaces and digits.
#[derive(Default)]
struct Summary {
    /// The levels, a bit each.
    levels: u8,
    remarks: usize,
}

impl Summary {
    fn is_mark(&self) -> bool {
        self.levels.count_ones() == 1 || (self.levels == 0 && self.remarks > 0)
    }

    fn level(&self) -> Option<u8> {
        (self.levels != 0).then_some(self.levels)
    }
}

fn summary(words: &Words, text: &str) -> Option<Summary> {
    let mut summary = Summary::default();
    let mut rest = text;
    // Nothing that is a mark is longer.
    if text.len() > NEAR {
        return None;
    }
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_decoration(c) || is_sign(c));
        if rest.is_empty() {
            return Some(summary);
        }
        let (word, role) = words.all.iter().find(|(word, _)| rest.starts_with(word.as_str()))?;
        match role {
            Role::Level(rank) => summary.levels |= 1 << rank,
            Role::Remark => summary.remarks += 1,
            Role::Copy | Role::With | Role::Filler => {}
        }
        rest = &rest[word.len()..];
    }
}

/// Returns how many bytes of a term stand at the start of `text`: `10年`, `6个月`, `2036年11月9日`, `长期`.
fn term(text: &str) -> usize {
    if text.starts_with("长期") || text.starts_with("長期") {
        return "长期".len();
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text[digits..].trim_start_matches(' ');
    let unit = ["年", "个月", "月", "天", "日"].into_iter().find(|unit| behind.starts_with(unit));
    match unit {
        Some(unit) if digits > 0 => {
            let end = text.len() - behind.len() + unit.len();
            end + term(&text[end..])
        }
        _ => 0,
    }
}

/// Returns the value of a line of front matter, without key, item sign and quotes; none if it is a list or a table.
fn value_of(line: &str) -> Option<&str> {
    let item = line.trim_start().trim_start_matches("- ");
    let value = item.split_once(": ").map_or(item, |(_, value)| value).trim_start();
    (!value.starts_with(['[', '{'])).then(|| value.trim_start_matches(['"', '\'']))
}

/// Returns a line of the body without the signs of quotes and headings; none if it is an item of a list.
fn without_prefix(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '>', '#']);
    let is_item = line.starts_with(['-', '+']) || line.starts_with("* ") || is_numbered(line);
    (!is_item).then_some(line)
}

fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(['.', ')', '、', '．'])
}

/// Returns the text before byte `at`, at most [`NEAR`] bytes of it.
fn before(text: &str, at: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at]
}

/// Returns the text from byte `at`, at most [`NEAR`] bytes of it.
fn after(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at + NEAR)]
}

fn line_of(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default().trim_end_matches('\r')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

/// Returns whether `c` may stand between a level and its star: a space, a line break, a sign of emphasis.
fn is_gap(c: char) -> bool {
    is_space(c) || matches!(c, '\n' | '*' | '_' | '~' | '\\')
}

/// Returns whether `c` adorns a line and says nothing.
fn is_decoration(c: char) -> bool {
    is_space(c) || matches!(c, '*' | '_' | '~' | '\\' | '#' | '>')
}

/// Returns whether `c` may stand between the words of a mark.
fn is_sign(c: char) -> bool {
    is_open(c)
        || is_close(c)
        || matches!(c, '，' | ',' | '。' | '、' | '；' | '：' | ':' | '！' | '!' | '·' | '/' | '-' | '—')
}

fn is_open(c: char) -> bool {
    matches!(c, '【' | '［' | '〔' | '[' | '（' | '(')
}

fn is_close(c: char) -> bool {
    matches!(c, '】' | '］' | '〕' | ']' | '）' | ')')
}

fn is_han(c: char) -> bool {
    crate::checks::chinese::is_han(c)
}
