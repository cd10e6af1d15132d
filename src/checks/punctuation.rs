//! Half-width punctuation beside Chinese characters, and the full-width mark that belongs there (GB/T 15834-2011).
//!
//! What is beside a mark is what a reader sees there: signs of emphasis, the brackets of links and footnote numbers are
//! looked through, code and images are not Chinese. Of a pair of parentheses both are wrong if either is. A full stop
//! counts only behind Chinese text and not before a letter or digit, because of `附件.docx`, `1.总则` and `3.5`.

use std::ops::Range;

use crate::checks::chinese::{is_full_width_mark, is_han, is_shared_mark};

/// A mark that should be full-width.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct HalfWidth {
    /// What to replace: the mark, with an escaping backslash before it and a space behind it.
    pub(crate) range: Range<usize>,
    /// Where the mark itself stands.
    pub(crate) at: usize,
    /// The mark.
    pub(crate) found: char,
    /// What belongs in its place.
    pub(crate) wanted: char,
}

/// A scan of one source; told what the reader sees, in order, block by block.
pub(crate) struct Scan<'s> {
    source: &'s str,
    found: Vec<HalfWidth>,
    /// Whether the text so far ends in Chinese.
    chinese: bool,
    /// The marks of the block.
    marks: Vec<Mark>,
    /// Whether the last mark still waits for what stands behind it.
    waiting: bool,
    /// Opening parentheses that are not closed yet, as indices of `marks`.
    open: Vec<usize>,
}

struct Mark {
    at: usize,
    byte: u8,
    /// Whether Chinese text stands before it.
    behind: bool,
    /// Whether nothing but shared marks stands between the mark before and this one.
    joined: bool,
    /// Whether what stands behind it lets a full stop end a sentence.
    free: bool,
    wrong: bool,
    /// Whether it is a bracket of a document number's year.
    year: bool,
    partner: Option<usize>,
}

impl<'s> Scan<'s> {
    /// Returns a scan whose places are those of `source`.
    pub(crate) fn new(source: &'s str) -> Self {
        let (found, marks, open) = (Vec::new(), Vec::new(), Vec::new());
        Self { source, found, chinese: false, marks, waiting: false, open }
    }

    /// The reader sees the text that stands at `range` of the source.
    pub(crate) fn text(&mut self, range: Range<usize>) {
        let mut rest = &self.source[range.clone()];
        while !rest.is_empty() {
            if !self.waiting {
                let (plain, marked) = rest.split_at(next_mark(rest));
                self.plain(plain);
                rest = marked;
            }
            rest = &rest[self.step(range.end - rest.len(), rest)..];
        }
    }

    /// Reads the first character of `rest`, or the whole of a web address; returns how many bytes it took.
    fn step(&mut self, at: usize, rest: &str) -> usize {
        let Some(c) = rest.chars().next() else { return 0 };
        let address = if c == ':' { address(rest) } else { 0 };
        if address > 0 {
            self.opaque();
            return address;
        }
        self.character(at, c);
        c.len_utf8()
    }

    /// Text without a mark: only its end matters.
    fn plain(&mut self, text: &str) {
        if let Some(last) = text.chars().rev().find(|c| !is_shared_mark(*c)) {
            self.chinese = is_chinese(last);
        }
    }

    fn character(&mut self, at: usize, c: char) {
        match u8::try_from(c).ok().filter(|b| is_mark(*b)) {
            Some(byte) => self.mark(at, byte),
            None if is_shared_mark(c) => {}
            None => {
                let chinese = is_chinese(c);
                self.settle(!c.is_ascii_alphanumeric(), chinese);
                self.chinese = chinese;
            }
        }
    }

    fn mark(&mut self, at: usize, byte: u8) {
        let joined = self.waiting;
        // Dots in a row are an ellipsis, which another rule would judge.
        let is_dots = joined && byte == b'.' && self.marks.last().is_some_and(|m| m.byte == b'.');
        self.settle(!is_dots, false);
        let behind = self.chinese && !is_dots;
        self.marks.push(Mark { at, byte, behind, joined, free: true, wrong: false, year: false, partner: None });
        self.waiting = true;
        self.pair(byte);
    }

    fn pair(&mut self, byte: u8) {
        let this = self.marks.len() - 1;
        match byte {
            b'(' => self.open.push(this),
            b')' => {
                if let Some(partner) = self.open.pop() {
                    self.marks[this].partner = Some(partner);
                    self.marks[partner].partner = Some(this);
                }
            }
            _ => {}
        }
    }

    /// Decides about the mark that waits: `free` says whether a full stop may end a sentence here, `chinese` whether
    /// Chinese text follows.
    fn settle(&mut self, free: bool, chinese: bool) {
        if !std::mem::take(&mut self.waiting) {
            return;
        }
        if let Some(mark) = self.marks.last_mut() {
            mark.free = free;
            mark.wrong = if mark.byte == b'.' { mark.behind && free } else { mark.behind || chinese };
            // What will be full-width is Chinese to its neighbour.
            self.chinese = mark.wrong;
        }
    }

    /// The reader sees something that is neither text nor space.
    pub(crate) fn opaque(&mut self) {
        self.settle(false, false);
        self.chinese = false;
    }

    /// The reader sees a space or the end of a line.
    pub(crate) fn space(&mut self) {
        self.settle(true, false);
        self.chinese = false;
    }

    /// A block ends.
    pub(crate) fn end(&mut self) {
        self.space();
        self.open.clear();
        if self.marks.is_empty() {
            return;
        }
        let mut marks = std::mem::take(&mut self.marks);
        spread(&mut marks);
        for this in 0..marks.len() {
            if let Some(partner) = self.year(&marks[this], &marks) {
                marks[this].year = true;
                marks[partner].year = true;
            }
        }
        for mark in marks.iter().filter(|m| m.wrong) {
            self.found.push(self.half_width(mark));
        }
        marks.clear();
        self.marks = marks;
    }

    /// Returns the partner of `mark` if the two hold the year of a document number: `安商发(2026)3号`.
    fn year(&self, mark: &Mark, marks: &[Mark]) -> Option<usize> {
        let partner = mark.partner.filter(|_| mark.wrong && mark.byte == b')')?;
        let inside = self.source.as_bytes().get(marks[partner].at + 1..mark.at)?;
        let digits = self.source.bytes().skip(mark.at + 1).take(6).take_while(u8::is_ascii_digit).count();
        let is_year = inside.len() == 4 && inside.iter().all(u8::is_ascii_digit);
        let is_number = digits > 0 && self.source[mark.at + 1 + digits..].starts_with('号');
        (is_year && is_number).then_some(partner)
    }

    fn half_width(&self, mark: &Mark) -> HalfWidth {
        let escapes = self.source.as_bytes()[..mark.at].iter().rev().take_while(|b| **b == b'\\').count();
        let mut end = mark.at + 1;
        let mut behind = self.source[end..].chars();
        if mark.byte != b'(' && behind.next() == Some(' ') && behind.next().is_some_and(is_chinese) {
            end += 1;
        }
        HalfWidth {
            range: mark.at - escapes % 2..end,
            at: mark.at,
            found: char::from(mark.byte),
            wanted: full_width(mark),
        }
    }

    /// Returns what was found, in order.
    pub(crate) fn finish(mut self) -> Vec<HalfWidth> {
        self.end();
        self.found
    }
}

/// Makes the neighbours and the partners of wrong marks wrong, too.
fn spread(marks: &mut [Mark]) {
    let mut wrong: Vec<usize> = (0..marks.len()).filter(|&i| marks[i].wrong).collect();
    while let Some(this) = wrong.pop() {
        let before = this.checked_sub(1).filter(|&i| marks[this].joined && marks[i].byte != b'.');
        let is_after = |m: &Mark| m.joined && (m.byte != b'.' || m.free);
        let after = Some(this + 1).filter(|&i| marks.get(i).is_some_and(is_after));
        for other in [before, after, marks[this].partner].into_iter().flatten() {
            if !marks[other].wrong {
                marks[other].wrong = true;
                wrong.push(other);
            }
        }
    }
}

/// Returns where the first mark of `text` stands, or where it ends.
///
/// Without branches inside a block, so that the compiler looks at all of it at once: this sees every byte of every page.
fn next_mark(text: &str) -> usize {
    const BLOCK: usize = 32;
    // All marks are among these, and Chinese text has few others of them.
    let may_be = |b: u8| (b.wrapping_sub(b'!') < 15) | (b.wrapping_sub(b':') < 6);
    let mut at = 0;
    for block in text.as_bytes().chunks(BLOCK) {
        if block.iter().fold(false, |found, b| found | may_be(*b))
            && let Some(inside) = block.iter().position(|b| is_mark(*b))
        {
            return at + inside;
        }
        at += block.len();
    }
    at
}

fn is_mark(byte: u8) -> bool {
    const MARKS: [bool; 256] = {
        let mut marks = [false; 256];
        let mut list: &[u8] = b",.;:?!()";
        while let [first, rest @ ..] = list {
            marks[*first as usize] = true;
            list = rest;
        }
        marks
    };
    MARKS[byte as usize]
}

fn is_chinese(c: char) -> bool {
    is_han(c) || is_full_width_mark(c)
}

fn full_width(mark: &Mark) -> char {
    match mark.byte {
        b'(' if mark.year => '〔',
        b')' if mark.year => '〕',
        b',' => '，',
        b'.' => '。',
        b';' => '；',
        b':' => '：',
        b'?' => '？',
        b'!' => '！',
        b'(' => '（',
        _ => '）',
    }
}

/// Returns how many bytes of a web address stand at the start of `text`, from its `://` on; its last mark, which
/// belongs to the sentence, left out.
fn address(text: &str) -> usize {
    if !text.starts_with("://") {
        return 0;
    }
    let length = text.bytes().take_while(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"')).count();
    text[..length].trim_end_matches([',', ';', '!', ')', '.', ':']).len().max("://".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Vec<HalfWidth> {
        let mut scan = Scan::new(text);
        scan.text(0..text.len());
        scan.finish()
    }

    fn mended(text: &str) -> String {
        let mut out = text.to_owned();
        for found in scan(text).into_iter().rev() {
            out.replace_range(found.range, found.wanted.encode_utf8(&mut [0; 4]));
        }
        out
    }

    #[test]
    fn marks_beside_chinese_become_full_width() {
        for (text, wanted) in [
            ("各单位:请于12月11日(星期五)前报送.", "各单位：请于12月11日（星期五）前报送。"),
            ("你好, 世界!是吗?", "你好，世界！是吗？"),
            ("《办法》,“商务”;GDP,增长", "《办法》，“商务”；GDP，增长"),
            ("采用WTO(World Trade Organization)规则", "采用WTO（World Trade Organization）规则"),
            ("安商发(2026)3号", "安商发〔2026〕3号"),
            ("增长5%(上年为4%)", "增长5%（上年为4%）"),
            ("“甲”(乙),丙", "“甲”（乙），丙"),
            ("详见http://a.example/x?y=1,2,谢谢", "详见http://a.example/x?y=1,2，谢谢"),
            ("注\\(一\\)", "注（一）"),
            ("共3项:", "共3项："),
            ("共三项:", "共三项："),
        ] {
            assert_eq!(mended(text), wanted);
        }
    }

    #[test]
    fn numbers_times_addresses_and_latin_text_keep_theirs() {
        for text in [
            "1,000.5",
            "10:30",
            "1.总则",
            "第3.5节",
            "附件.docx",
            "安澜.example",
            "“Hello,” he said (twice).",
            "f(x)",
            "A,B;C",
            "等...",
            "https://swj.anlan.example/notice/a.html?x=1",
            "a@b.example",
            "GB/T 15834-2011",
            "版本1.2",
            "3:2",
            "…,",
            "",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn what_is_mended_needs_no_mending() {
        for text in ["甲(乙(丙),丁).戊", "甲,,乙", "甲)乙(", "((甲", "甲.(乙)", ":甲:", "甲://乙", "甲!?乙"]
        {
            assert_eq!(mended(&mended(text)), mended(text), "{text}");
        }
    }

    #[test]
    fn the_regulation_has_exactly_the_hits_that_were_counted() {
        let regulation = include_str!("../../tests/data/regulation.txt");
        let mut scan = Scan::new(regulation);
        let mut start = 0;
        for line in regulation.split_inclusive('\n') {
            scan.text(start..start + line.trim_end().len());
            scan.end();
            start += line.len();
        }
        let found = scan.finish();
        let count = |marks: &str| found.iter().filter(|f| marks.contains(f.found)).count();
        assert_eq!((count(","), count("()"), count(":"), count(";")), (87, 50, 6, 9));
        assert_eq!(found.len(), 152);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_is_mended_for_good(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES.as_slice()), 0..30),
        ) {
            let once = mended(&pieces.concat());
            proptest::prop_assert_eq!(mended(&once), once);
        }
    }

    /// What decides about a mark; no backslash, which only Markdown takes away before we see the text.
    const PIECES: [&str; 22] = [
        ",", ".", ";", ":", "?", "!", "(", ")", "甲", "。", "“", "”", "…", "a", "7", "2026", "号", " ", "://", "x.cn",
        "/", "（",
    ];

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a test may look at the clock")]
    fn hostile_text_costs_no_more_than_its_length() {
        for piece in ["(", ")", "甲(", "甲)", "(甲)", ":甲", "甲(2026", "://", "甲.", "\\(甲"] {
            let text = piece.repeat(50_000);
            scan(&text);
        }
    }
}
