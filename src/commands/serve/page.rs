//! What is served and was not built: the script in every page, and pages of our own where there is nothing else.
//!
//! The script is put in on the way to the browser, so that what is built stays what `build --preview` would build.

use crate::diag::Message;
use crate::i18n::Catalog;
use crate::markdown::html::escape_text;

/// The script that keeps a page fresh and shows the panel.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// How the panel and our own pages look.
pub(super) const SHEET: &str = include_str!("live.css");

/// Whether a page is what stands in the work tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Age {
    Fresh,
    /// It is how it was before somebody broke it.
    Old,
}

/// Returns a page with the script, told of which pages it is one.
pub(super) fn alive(mut html: Vec<u8>, pages: u64, age: Age) -> Vec<u8> {
    let old = if age == Age::Old { " data-old" } else { "" };
    let script = format!("<script src=\"/.qianfa/live.js\" data-pages=\"{pages}\"{old} defer></script>\n");
    let end = html.windows(END.len()).rposition(|w| w.eq_ignore_ascii_case(END)).unwrap_or(html.len());
    html.splice(end..end, script.into_bytes());
    html
}

const END: &[u8] = b"</body>";

/// Returns a page of our own that says why there is no other.
pub(super) fn own(words: &Catalog, title: &'static str, text: &'static str) -> Vec<u8> {
    let said = |id: &'static str| {
        let mut html = String::new();
        escape_text(&mut html, &words.text(&Message::new(id)));
        html
    };
    let (lang, title, text) = (words.lang().tag(), said(title), said(text));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/.qianfa/live.css\">\n</head>\n\
         <body class=\"qianfa-own\">\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let text = |html: &str, age| String::from_utf8(alive(html.into(), 7, age)).unwrap();
        let page = text("<body><p>&lt;/body></p></BODY></html>", Age::Fresh);
        assert_eq!(
            page,
            "<body><p>&lt;/body></p><script src=\"/.qianfa/live.js\" data-pages=\"7\" defer></script>\n</BODY></html>"
        );
        assert!(text("no body", Age::Old).ends_with("data-pages=\"7\" data-old defer></script>\n"));
    }
}
