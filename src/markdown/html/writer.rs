//! Event by event to HTML, with a hole for each link.

use std::ops::Range;

use super::Words;
use super::escape::{escape_attribute, escape_text};
use super::notes::Numbers;
use super::unlinked::{Hole, Unlinked, What};
use crate::markdown::{Alignment, CodeBlockKind, Dialect, Document, Event, Link, Tag, TagEnd};

/// A document on its way to HTML.
pub(super) struct Writer<'w, 'd, 'a> {
    pub(super) out: String,
    holes: Vec<Hole<'a>>,
    pub(super) doc: &'d Document<'a>,
    pub(super) words: Words<'w>,
    pub(super) notes: Numbers,
    table: Table<'d>,
    tables: usize,
}

/// The table that is being written.
#[derive(Default)]
struct Table<'d> {
    alignments: &'d [Alignment],
    in_head: bool,
    has_body: bool,
    cell: usize,
    cell_end: &'static str,
}

impl<'w, 'd, 'a> Writer<'w, 'd, 'a> {
    pub(super) fn new(doc: &'d Document<'a>, words: Words<'w>) -> Self {
        // Tags stand beside the text.
        let out = String::with_capacity(doc.text.len() + doc.text.len() / 4 + 64);
        let (holes, notes) = (Vec::new(), Numbers::new(doc.footnotes.len()));
        Self { out, holes, doc, words, notes, table: Table::default(), tables: 0 }
    }

    pub(super) fn write(mut self) -> Unlinked<'a> {
        self.events(0..self.doc.events.len());
        self.footnotes();
        Unlinked { html: self.out.into(), holes: self.holes, dialect: self.doc.dialect }
    }

    /// Writes these events.
    pub(super) fn events(&mut self, range: Range<usize>) {
        let doc = self.doc;
        let mut at = range.start;
        while at < range.end {
            at = match &doc.events[at].0 {
                Event::Start(tag) => self.start(tag, at),
                Event::End(tag) => self.end(*tag, at),
                other => self.leaf(other, at),
            };
        }
    }

    fn is_site(&self) -> bool {
        self.doc.dialect == Dialect::Site
    }

    fn hole(&mut self, what: What<'a>) {
        self.holes.push(Hole { at: self.out.len(), what });
    }

    /// Returns whether a hole is the last thing that was written.
    pub(super) fn ends_with_hole(&self) -> bool {
        self.holes.last().is_some_and(|hole| hole.at == self.out.len())
    }

    /// Starts a line, unless we are at the start of one.
    pub(super) fn fresh_line(&mut self) {
        if self.ends_with_hole() {
            self.hole(What::FreshLine);
        } else if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn block(&mut self, tag: &str) {
        self.fresh_line();
        self.out.push_str(tag);
    }

    /// Writes an event that holds no others; returns the index of the next.
    fn leaf(&mut self, event: &Event<'_>, at: usize) -> usize {
        match event {
            Event::Text(text) => escape_text(&mut self.out, text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape_text(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) if self.is_site() => escape_text(&mut self.out, html),
            Event::Html(html) | Event::InlineHtml(html) => self.out.push_str(html),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str(if self.is_site() { "<br>\n" } else { "<br />\n" }),
            Event::Rule => self.block(if self.is_site() { "<hr>\n" } else { "<hr />\n" }),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(done) => self.task(*done),
            // Neither dialect has mathematics; tags are written by `start` and `end`.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Start(_) | Event::End(_) => {}
        }
        at + 1
    }

    fn task(&mut self, done: bool) {
        let (state, word) = if done { (" checked", self.words.done) } else { ("", self.words.open) };
        self.put(format_args!("<input type=\"checkbox\" disabled{state} aria-label=\""));
        escape_attribute(&mut self.out, word);
        self.out.push_str("\"> ");
    }

    /// Opens an element; returns the index of the next event to write.
    fn start(&mut self, tag: &'d Tag<'a>, at: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(at),
            Tag::Link { .. } => self.link(at),
            Tag::Image { .. } => return self.image(at),
            Tag::FootnoteDefinition(_) => return self.doc.footnotes.starting_at(at + 1).map_or(at, |n| n.body.end) + 1,
            Tag::Heading { level, id, .. } => self.heading(*level as u8, id.as_deref()),
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::HtmlBlock if self.is_site() => self.block("<p>"),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => {
                self.fresh_line();
                self.put(format_args!("<ol start=\"{first}\">\n"));
            }
            Tag::Item => self.item(at),
            Tag::Table(alignments) => self.table(alignments, at),
            Tag::TableHead => self.row(true, "<thead><tr>"),
            Tag::TableRow => self.row(false, "<tr>"),
            Tag::TableCell => self.cell(at),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            // The rest belongs to extensions that neither dialect has, and their words are written all the same.
            _ => {}
        }
        at + 1
    }

    /// Closes an element; returns the index of the next event to write.
    fn end(&mut self, tag: TagEnd, at: usize) -> usize {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Link => self.hole(What::End),
            TagEnd::Heading(level) => self.put(format_args!("</{level}>\n")),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::HtmlBlock if self.is_site() => self.out.push_str("</p>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => {
                self.out.push_str(if self.table.has_body { "</tbody></table></div>\n" } else { "</table></div>\n" })
            }
            TagEnd::TableHead => {
                self.out.push_str(if self.table.has_body { "</tr></thead><tbody>\n" } else { "</tr></thead>\n" })
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.out.push_str(self.table.cell_end),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            _ => {}
        }
        at + 1
    }

    fn heading(&mut self, level: u8, id: Option<&str>) {
        self.fresh_line();
        self.put(format_args!("<h{level}"));
        if let Some(id) = id {
            self.out.push_str(" id=\"");
            escape_attribute(&mut self.out, id);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        // A wide block scrolls, and who has no mouse must be able to get there.
        self.block(if self.is_site() { "<pre tabindex=\"0\"><code" } else { "<pre><code" });
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split(' ').next().filter(|l| !l.is_empty())
        {
            self.out.push_str(" class=\"language-");
            escape_attribute(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn item(&mut self, at: usize) {
        let first = match self.doc.events.get(at + 1) {
            Some((Event::Start(Tag::Paragraph), _)) => at + 2,
            _ => at + 1,
        };
        let is_task = matches!(self.doc.events.get(first), Some((Event::TaskListMarker(_), _)));
        self.block(if is_task { "<li class=\"task\">" } else { "<li>" });
    }

    fn table(&mut self, alignments: &'d [Alignment], at: usize) {
        let head = self.doc.events[at..].iter().position(|(e, _)| matches!(e, Event::End(TagEnd::TableHead)));
        let after = head.and_then(|n| self.doc.events.get(at + n + 1));
        let has_body = matches!(after, Some((Event::Start(Tag::TableRow), _)));
        self.table = Table { alignments, has_body, ..Table::default() };
        self.tables += 1;
        self.block("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
        escape_attribute(&mut self.out, self.words.table);
        if self.tables > 1 {
            // Two regions of a page must not have one name.
            let number = self.tables;
            self.put(format_args!(" {number}"));
        }
        self.out.push_str("\"><table>");
    }

    fn row(&mut self, in_head: bool, tag: &str) {
        self.table.in_head = in_head;
        self.table.cell = 0;
        self.out.push_str(tag);
    }

    fn cell(&mut self, at: usize) {
        let is_empty = matches!(self.doc.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        // A head without a word heads nothing.
        let (start, end) = match self.table.in_head && !is_empty {
            true => ("<th scope=\"col\"", "</th>"),
            false => ("<td", "</td>"),
        };
        self.out.push_str(start);
        self.out.push_str(match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        self.table.cell_end = end;
        self.table.cell += 1;
    }

    /// Returns the link or image that starts at event `at`.
    fn link_at(&self, at: usize) -> Option<&'d Link<'a>> {
        let links = &self.doc.links;
        links.binary_search_by_key(&at, |link| link.event).ok().map(|i| &links[i])
    }

    /// Leaves the place where a link begins.
    fn link(&mut self, at: usize) {
        // Its words stand in the HTML.
        let start = |link: &Link<'a>| What::Start(Box::new(Link { text: "".into(), ..link.clone() }));
        self.hole(self.link_at(at).map_or(What::Nothing, start));
    }

    /// Starts a paragraph, or leaves the place of one that is a figure; returns the index of the next event.
    fn paragraph(&mut self, at: usize) -> usize {
        if self.is_site()
            && let Some(link) = self.lone_image(at)
        {
            self.hole(What::Figure(Box::new(link.clone())));
            return link.end + 2;
        }
        self.block("<p>");
        at + 1
    }

    /// Returns the image that is all there is in the paragraph at event `at`.
    fn lone_image(&self, at: usize) -> Option<&'d Link<'a>> {
        let Event::Start(Tag::Image { .. }) = self.doc.events.get(at + 1)?.0 else { return None };
        let link = self.link_at(at + 1)?;
        matches!(self.doc.events.get(link.end + 1)?.0, Event::End(TagEnd::Paragraph)).then_some(link)
    }

    /// Leaves the place of an image; returns the index of the event after it.
    fn image(&mut self, at: usize) -> usize {
        let Some(link) = self.link_at(at) else { return at + 1 };
        self.hole(What::Image(Box::new(link.clone())));
        link.end + 1
    }
}
