//! What one version of a page declares, as far as the gate asks: read from its bytes alone.
//!
//! The gate judges versions that nobody renders any more, under matrices that are no longer in force. So nothing here
//! depends on the matrix, on the files around the page or on the rest of the site: the same bytes at the same path
//! declare the same thing for ever.

use unicode_normalization::UnicodeNormalization;

use crate::diag::Sink;
use crate::markdown::{Dialect, Document, LinkKind};
use crate::model::{ContentPath, DepartmentId, LevelId, Moment, PageId, Sha256, SiteId, Span, Spanned};
use crate::source::Place;
use crate::source::columns::{INTRODUCTION, folder_of};
use crate::source::front_matter::{Expected, read_front_matter};
use crate::source::links::{From, Target, target};

/// What a version of a page declares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declared {
    /// 责任处室.
    pub department: DepartmentId,
    /// 密级.
    pub level: LevelId,
    /// Where the level stands, for findings.
    pub level_span: Span,
    /// 发布时间.
    pub date: Option<Moment>,
    /// 会签处室.
    pub co_departments: Vec<DepartmentId>,
    /// The stable name.
    pub id: Option<PageId>,
    /// 索引号, as it is written.
    pub index: Option<Spanned<String>>,
    /// Addresses that lead here.
    pub redirect_from: Vec<String>,
    /// Files and pages of the repository that its body links to or shows, ascending and each once.
    pub names: Vec<String>,
    /// Whether it leads out of the group: an `https:` or `http:` address in its body, or a reprint.
    pub leads_outside: bool,
    /// The hash of its body without white space around it; none if there is nothing else.
    pub body: Option<Sha256>,
}

/// Returns what the text of the page `path` declares; none if its front matter or its body cannot be read, and then
/// nobody can say what it needs.
///
/// `single` as in [`Columns`](super::Columns).
pub fn declared(path: &ContentPath, text: &str, single: bool) -> Option<Declared> {
    let place = if path.name() == INTRODUCTION { Place::Introduction } else { Place::Page };
    let expected = Expected { kind: None, place };
    let (front, body_start) = read_front_matter(&path.shared(), text, expected, &mut Sink::default());
    let (front, body) = (front?, text.get(body_start..)?);
    let document = Document::parse(body, Dialect::Site).ok()?;
    let site = site_of(path, single)?;
    let from = From { path, site: &site, single };
    let (mut names, mut leads_outside) = (Vec::new(), front.reprint.is_some());
    for link in document.links().iter().filter(|l| l.kind != LinkKind::Email) {
        match target(from, &link.dest) {
            Target::Path { path, .. } => names.push(path),
            Target::Outside => leads_outside |= link.dest.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("http")),
            Target::Anchor(_) | Target::Dangerous | Target::OtherSite | Target::Nothing => {}
        }
    }
    names.sort_unstable();
    names.dedup();
    let trimmed = body.trim();
    Some(Declared {
        department: front.department.value,
        level: front.level.value,
        level_span: front.level.span,
        date: front.date,
        co_departments: front.co_departments.into_iter().map(|d| d.value).collect(),
        id: front.id.map(|id| id.value),
        index: front.document.and_then(|document| document.index),
        redirect_from: front.redirect_from.into_iter().map(|r| r.value).collect(),
        names,
        leads_outside,
        body: (!trimmed.is_empty()).then(|| Sha256::of(trimmed.as_bytes())),
    })
}

/// Returns an index number 索引号 in the one spelling in which two of them are compared: forms of full width, dashes,
/// letters of either case, spaces and zeros before the last number are no difference.
pub fn index_number(written: &str) -> String {
    let dash = |c| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c };
    let mut all = String::with_capacity(written.len());
    match written.is_ascii() {
        // As most are, and the same.
        true => all.extend(written.chars().filter(char::is_ascii_graphic).map(|c| c.to_ascii_uppercase())),
        false => all.extend(written.nfkc().filter(kept).map(dash).flat_map(char::to_uppercase)),
    }
    if let Some((before, number)) = all.rsplit_once('-')
        && number.len() > 1
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        let (start, zeros) = (before.len() + 1, number.len() - number.trim_start_matches('0').len());
        all.drain(start..start + zeros);
    }
    all
}

/// Returns the site that a page's folder names; in a repository with a single site the name does not matter.
fn site_of(path: &ContentPath, single: bool) -> Option<SiteId> {
    let folder = folder_of(path)?;
    SiteId::parse(if single { "site" } else { folder.split('/').next()? }).ok()
}

/// Returns a text as word lists are looked for in it: everything that a reader or a machine could see, as written and
/// as shown, in one spelling of each character and without anything that could stand between two of them. Front matter
/// holds no escape that could hide a character.
pub fn searchable(text: &str) -> String {
    let mut all = squeezed(text);
    if let Ok(document) = Document::parse(text, Dialect::Site) {
        all.push('\n');
        all.push_str(&squeezed(&document.plain_text()));
    }
    all
}

/// Returns a word of a list in the same spelling; none if nothing of it is left.
pub fn searched_word(word: &str) -> Option<String> {
    Some(squeezed(word)).filter(|w| !w.is_empty())
}

/// Compatibility forms are one character (`Ａ`, `A`), case is no difference, spaces and invisible characters are none.
///
/// Nearly all of a Chinese text is characters that stay what they are; only the others, each with the character
/// before it, are normalised.
fn squeezed(text: &str) -> String {
    let (mut all, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| !stays(*c)) {
        let behind = at + c.len_utf8();
        let combines = rest[behind..].starts_with(|next| plain(next).is_none());
        match plain(c) {
            Some(plain) if !combines => {
                all.push_str(&rest[..at]);
                if is_seen(plain) {
                    all.push(plain);
                }
                rest = &rest[behind..];
            }
            its_own => {
                // The character before one that is not plain is normalised with it.
                let before = rest[..at].char_indices().next_back().map_or(0, |(last, _)| last);
                let start = if its_own.is_some() { at } else { before };
                let end = rest[behind..].find(|c| plain(c).is_some()).map_or(rest.len(), |next| behind + next);
                all.push_str(&rest[..start]);
                normalise(&rest[start..end], &mut all);
                rest = &rest[end..];
            }
        }
    }
    all.push_str(rest);
    all
}

/// Returns whether a character is kept as it is.
fn stays(c: char) -> bool {
    plain(c) == Some(c) && is_seen(c)
}

/// Returns whether a plain character is kept.
fn is_seen(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_graphic()
}

fn normalise(text: &str, into: &mut String) {
    into.extend(text.nfkc().flat_map(char::to_lowercase).filter(kept));
}

fn kept(c: &char) -> bool {
    !c.is_whitespace() && !c.is_control() && !invisible(*c)
}

/// Returns what a character is in the one spelling, where that does not depend on what stands before it: ASCII, the
/// ideographs in use, their punctuation, and ASCII in full width.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

/// Returns whether Unicode says that nothing is to be seen of a character (Default_Ignorable_Code_Point), or nothing is:
/// what annotates between lines, and the empty pattern of Braille.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str = "---\ntitle: 题\ndepartment: xxc\nconfidentiality: public\ndate: 2026-11-09 10:00\n---\n";

    fn of(body: &str) -> Declared {
        let path = ContentPath::parse("content/portal/notice/a.md").unwrap();
        declared(&path, &format!("{FRONT}{body}"), false).unwrap()
    }

    #[test]
    fn a_page_declares_its_cell_and_what_it_leads_to() {
        let page = of("[b](b.md) ![x](a/x.png) [again](b.md) <mail@host.example>\n");
        assert_eq!((page.department.as_str(), page.level.as_str()), ("xxc", "public"));
        assert_eq!(page.names, ["content/portal/notice/a/x.png", "content/portal/notice/b.md"]);
        assert!(!page.leads_outside);
        assert!(of("[x](HTTPS://host.example/)\n").leads_outside);
    }

    #[test]
    fn an_introduction_needs_no_date() {
        let path = ContentPath::parse("content/portal/notice/_index.md").unwrap();
        assert!(declared(&path, &FRONT.replace("date: 2026-11-09 10:00\n", ""), false).is_some());
    }

    #[test]
    fn white_space_around_a_body_is_not_its_content() {
        assert_eq!(of("\n正文\n\n").body, of("正文\n").body);
        assert_eq!(of("\n \n").body, None);
        assert_ne!(of("正文\n").body, of("正 文\n").body);
    }

    #[test]
    fn what_cannot_be_read_declares_nothing() {
        let path = ContentPath::parse("content/portal/notice/a.md").unwrap();
        assert_eq!(declared(&path, "正文\n", false), None);
        assert_eq!(declared(&path, &FRONT.replace("department: xxc\n", ""), false), None);
        assert_eq!(declared(&path, &FRONT.replace("title", "titel"), false), None);
    }

    #[test]
    fn a_word_is_found_however_it_is_hidden() {
        let word = searched_word("人事 任免").unwrap();
        for text in ["人事任免", "人 事\n任免", "人**事**任免", "人\u{200b}事任免", "# 人事[任](x.md)免"]
        {
            assert!(searchable(text).contains(&word), "{text}");
        }
        assert!(searchable("ＶＩＰ").contains(&searched_word("vip").unwrap()));
    }

    #[test]
    fn the_short_way_through_a_text_is_the_same_as_the_long_one() {
        let whole = |text: &str| {
            let mut all = String::new();
            normalise(text, &mut all);
            all
        };
        // Characters beside one that combines, one that does not, and one that is nothing.
        let codes = (0..0x3200).chain((0x3200..0x1_f000).step_by(29)).chain(0xf900..=0xffff);
        for c in codes.filter_map(char::from_u32) {
            for text in [format!("a{c}\u{301}人"), format!("人{c}A\u{200b}\u{327}{c}"), format!("Ａ{c}{c}、")] {
                assert_eq!(squeezed(&text), whole(&text), "{:?}", text.escape_unicode().to_string());
            }
        }
    }
}
