//! A page's text as HTML: what every link in it becomes.

use std::borrow::Cow;
use std::cell::RefCell;

use super::bodies::{self, Body};
use super::view::{self, View};
use super::{Originals, RenderError, Unreadable, addresses, file_label, leaving, pictures};
use crate::markdown::{Dialect, Document, Link, html, plain_text};
use crate::model::BlobId;
use crate::source::{Page, PageIndex, Resolved};

thread_local! {
    /// The words of the text that this thread read last, by the name of the page's bytes: a page is followed by its twin,
    /// which need not read it again. Words depend on nothing but those bytes, so that this changes nothing but time.
    static LAST: RefCell<Option<(BlobId, String)>> = const { RefCell::new(None) };
}

/// Returns the body of a page as HTML.
///
/// A link to a page that is not shown is plain text: what waits for signatures is not told of.
pub(super) fn render(view: &View<'_>, index: PageIndex, originals: &dyn Originals) -> Result<String, RenderError> {
    let page = view.library.page(index);
    if let Some(linked) = at_hand(view, page, |body| link(view, index, &body.html)) {
        return linked;
    }
    let text = originals.page(page)?;
    let document = parse(page, &text)?;
    if view.config.build.json {
        LAST.set(Some((page.blob, document.plain_text())));
    }
    link(view, index, &html::Unlinked::of(&document, bodies::labels(view.words)))
}

/// Lets `see` see the body that the first pass made of the page's bytes.
fn at_hand<T>(view: &View<'_>, page: &Page, see: impl FnOnce(&Body<'_>) -> T) -> Option<T> {
    view.bodies.and_then(|bodies| bodies.of(page.blob, see))
}

/// Returns the text with its links.
fn link(view: &View<'_>, index: PageIndex, text: &html::Unlinked<'_>) -> Result<String, RenderError> {
    let (mut out, mut failure) = (String::new(), None);
    text.link(&mut out, &mut |link| {
        target(view, index, link).unwrap_or_else(|e| {
            failure.get_or_insert(e);
            html::Target::PlainText
        })
    });
    failure.map_or(Ok(out), Err)
}

/// Lets `see` see the words of a page's text: what readers see, a line for each block and each cell.
pub(super) fn with_words<T>(
    view: &View<'_>,
    index: PageIndex,
    originals: &dyn Originals,
    mut see: impl FnMut(&str) -> T,
) -> Result<T, Unreadable> {
    let page = view.library.page(index);
    if let Some(seen) = at_hand(view, page, |body| body.words.as_deref().map(&mut see)).flatten() {
        return Ok(seen);
    }
    let last = LAST.take().filter(|(blob, _)| *blob == page.blob);
    let words = match last {
        Some((_, words)) => words,
        None => {
            let text = originals.page(page)?;
            let words = plain_text(body_of(page, &text)?, Dialect::Site);
            words.map_err(|refusal| unreadable(page, &refusal.to_string()))?
        }
    };
    let seen = see(&words);
    LAST.set(Some((page.blob, words)));
    Ok(seen)
}

fn parse<'t>(page: &Page, text: &'t str) -> Result<Document<'t>, Unreadable> {
    let parsed = Document::parse(body_of(page, text)?, Dialect::Site);
    parsed.map_err(|refusal| unreadable(page, &refusal.to_string()))
}

fn body_of<'t>(page: &Page, text: &'t str) -> Result<&'t str, Unreadable> {
    text.get(page.body_start as usize..).ok_or_else(|| unreadable(page, "shorter than its record"))
}

fn unreadable(page: &Page, reason: &str) -> Unreadable {
    Unreadable { path: page.path.clone(), reason: reason.to_owned() }
}

/// Returns what a link of `page` becomes. An address of the site itself is safe, whatever its page is called.
fn target(view: &View<'_>, index: PageIndex, link: &Link<'_>) -> Result<html::Target<'static>, RenderError> {
    let (page, plain) = (view.library.page(index), html::Target::PlainText);
    Ok(match &*view.library.meaning(index, &link.dest) {
        Resolved::Page(to, _) if !view.shows(*to) => plain,
        Resolved::Page(to, anchor) => {
            let mut address = view.page_url(&page.site, view.library.page(*to))?;
            push_fragment(&mut address, anchor.as_deref());
            html::Target::Address(address.into())
        }
        Resolved::Column(column) => match view.lists.find(column.as_str()) {
            Some(found) => html::Target::Address(view.column_url(&page.site, view.column(found))?.into()),
            None => plain,
        },
        Resolved::File { page: owner, index, .. } if !view.shows(*owner) || !is_used(view, *owner, *index) => plain,
        Resolved::File { page: owner, index, site, address } => {
            let address = view.addresses.link(&page.site, site, address.as_str())?;
            file(view, page, (*owner, *index), address)?
        }
        Resolved::Anchor(anchor) => html::Target::Address(format!("#{}", addresses::fragment(anchor)).into()),
        Resolved::Outside => outside(view, link),
        Resolved::Dead | Resolved::Missing | Resolved::OtherSite | Resolved::Dangerous => plain,
    })
}

fn is_used(view: &View<'_>, page: PageIndex, file: usize) -> bool {
    view.library.page(page).files.get(file).is_some_and(|f| f.used)
}

fn push_fragment(address: &mut String, anchor: Option<&str>) {
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(&addresses::fragment(anchor));
    }
}

/// A file beside a page: a picture with its size, any other with its type and size behind the link.
fn file(
    view: &View<'_>,
    page: &Page,
    (owner, index): (PageIndex, usize),
    address: String,
) -> Result<html::Target<'static>, RenderError> {
    let owner = view.library.page(owner);
    let file = &owner.files[index];
    if is_picture(&file.name) {
        let size = file.picture.map(|s| (s.width, s.height));
        let widths = pictures::srcset(view, &page.site, owner, file)?;
        let picture = html::Picture { address: address.into(), size, widths: widths.into(), shown: pictures::SIZES };
        return Ok(html::Target::Picture(picture));
    }
    let after = note("file-label", &file_label::label(&file.name, file.size));
    let class = Cow::Borrowed("file");
    Ok(html::Target::Anchor(html::Anchor { address: address.into(), class, after, ..html::Anchor::default() }))
}

/// A note behind a link.
fn note(class: &str, text: &str) -> Cow<'static, str> {
    let mut html = format!("<span class=\"{class}\">");
    html::escape_text(&mut html, &view::in_brackets(text));
    html.push_str("</span>");
    html.into()
}

pub(super) fn is_picture(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// A link that leaves the group says so; a message or a call needs no mark.
fn outside(view: &View<'_>, link: &Link<'_>) -> html::Target<'static> {
    let web = ["http:", "https:"].iter().any(|s| link.dest.get(..s.len()).is_some_and(|d| d.eq_ignore_ascii_case(s)));
    if !web {
        return html::Target::AsWritten;
    }
    let notice = leaving::notice(view.config, &link.dest);
    let mut after = note("outside-label", &view.words.outside_link).into_owned();
    if notice.is_some() {
        // On paper nobody can follow the link to where the address stands.
        after.push_str(&note("outside-address", &link.dest));
    }
    let rel = if notice.is_some() { "nofollow" } else { "external noopener noreferrer" };
    html::Target::Anchor(html::Anchor {
        address: notice.map_or_else(|| link.dest.to_string(), |path| addresses::local(&path)).into(),
        rel: Cow::Borrowed(rel),
        class: Cow::Borrowed("outside"),
        after: after.into(),
    })
}
