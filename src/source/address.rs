//! Where a page is published: stable addresses that say where a thing belongs.

use crate::model::{Column, Day, Kind, OutputPath};
use crate::source::Place;
use crate::source::columns::INDEX;

/// Longest slug, in bytes: a file name holds 255, and `MMDD-`, `.html` and numbers of further pages come around it.
const MAX_SLUG: usize = 200;

/// Returns the address of a page in `column`, or none if its slug is too long or the address as a whole.
///
/// Dated kinds carry the date in front: `<column>/<YYYY>/<MMDD>-<slug>.html`; others are `<column>/<slug>.html`. An
/// introduction is shown on the first page of its column's list.
pub(super) fn address(column: &Column, place: Place, slug: &str, date: Option<Day>) -> Option<OutputPath> {
    let folder = if column.address.is_empty() { String::new() } else { format!("{}/", column.address) };
    if place == Place::Introduction {
        return OutputPath::parse(&format!("{folder}index.html"));
    }
    if slug.len() > MAX_SLUG {
        return None;
    }
    let date = date.filter(|_| column.kind.is_some_and(Kind::is_dated));
    let text = match date {
        Some(day) => {
            format!("{folder}{:04}/{:02}{:02}-{slug}.html", day.year(), day.month(), day.day_of_month())
        }
        None => format!("{folder}{slug}.html"),
    };
    OutputPath::parse(&text)
}

/// Returns the slug of a file without `id`, and the date that its name begins with: the name, or of `index.md` that of
/// the folder, without the date.
pub(super) fn slug_of_file(folder: &str, name: &str) -> (String, Option<Day>) {
    let stem = match name {
        INDEX => folder.rsplit('/').next().unwrap_or_default(),
        _ => name.strip_suffix(".md").unwrap_or(name),
    };
    let Some((date, rest)) = stem.split_at_checked(10) else { return (stem.to_owned(), None) };
    match (Day::parse(date), rest.strip_prefix('-')) {
        (Ok(day), Some(slug)) if !slug.is_empty() => (slug.to_owned(), Some(day)),
        _ => (stem.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::columns::tests::column;

    #[test]
    fn a_slug_is_the_name_without_its_leading_date() {
        let slug = |folder, name| slug_of_file(folder, name).0;
        assert_eq!(slug("x", "2026-11-09-demo.md"), "demo");
        assert_eq!(slug("x/2026-08-31-gallery", "index.md"), "gallery");
        assert_eq!(slug("x", "2026-11-09-.md"), "2026-11-09-");
        assert_eq!(slug("x", "2026-13-09-a.md"), "2026-13-09-a");
        assert_eq!(slug("x", "关于通知.md"), "关于通知");
        assert_eq!(slug("x", "2026-11-09通知.md"), "2026-11-09通知");
    }

    #[test]
    fn addresses_say_where_a_thing_belongs() {
        let day = Day::parse("2026-11-09").ok();
        let of = |id, kind, place| address(&column(id, Some(kind)), place, "a", day).map(|a| a.to_string());
        assert_eq!(of("portal/notice", Kind::Article, Place::Page).as_deref(), Some("notice/2026/1109-a.html"));
        assert_eq!(of("portal/guide", Kind::Guide, Place::Page).as_deref(), Some("guide/a.html"));
        assert_eq!(of("portal/guide", Kind::Guide, Place::Introduction).as_deref(), Some("guide/index.html"));
        assert_eq!(of("portal", Kind::Home, Place::Introduction).as_deref(), Some("index.html"));
        assert_eq!(address(&column("portal/guide", Some(Kind::Guide)), Place::Page, &"x".repeat(201), None), None);
    }
}
