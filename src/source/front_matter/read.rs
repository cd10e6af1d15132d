//! From the tree of a front matter to its values: the keys that every page may have.

use std::sync::Arc;

use crate::diag::{Arg, Finding, Sink, codes};
use crate::fields::{Node, Reader};
use crate::model::{ContentPath, Day, DepartmentId, LevelId, Limit, Moment, PageId, Span, Spanned};
use crate::source::Place;
use crate::source::front_matter::keys::KeyType;
use crate::source::front_matter::types::{Attachment, AttachmentKind, Change, FrontMatter, Image, Reprint};
use crate::source::front_matter::{DIALECT, Expected, blocks, keys, names_a_key};

/// Longest keyword, in characters: its page has its name, and file names are bounded.
const MAX_KEYWORD: usize = 30;

/// Returns what `root` says, or findings in `sink`; with findings, the value is not to be used.
pub(super) fn read(
    file: &Arc<str>,
    root: Node,
    span: Span,
    expected: Expected,
    sink: &mut Sink,
) -> Option<FrontMatter> {
    let mut own = Sink::default();
    let mut reader = Reader::new(file.clone(), DIALECT, root, &mut own);
    let front = read_keys(&mut reader, span, expected);
    reader.finish();
    let findings = own.into_sorted();
    let not_tables: Vec<String> = findings.iter().filter(|f| is_no_table(f)).map(|f| argument(f, "key")).collect();
    for finding in findings {
        // What is no table lacks all of its keys: saying that it is no table is enough.
        let path = argument(&finding, "key");
        let follows = finding.code == codes::MISSING_KEY && not_tables.iter().any(|t| is_below(&path, t));
        if !follows {
            sink.push(in_words(finding));
        }
    }
    front
}

fn is_no_table(finding: &Finding) -> bool {
    finding.code == codes::WRONG_TYPE && argument(finding, "expected") == "table"
}

fn is_below(path: &str, table: &str) -> bool {
    path.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'))
}

fn read_keys(r: &mut Reader<'_>, span: Span, expected: Expected) -> Option<FrontMatter> {
    let title = r.required_text("title");
    let department = r.required("department", "expected-department", DepartmentId::parse);
    let level = r.required("confidentiality", "expected-level", LevelId::parse);
    let date = match expected.place {
        Place::Page => required_moment(r, "date"),
        Place::Introduction => moment(r, "date"),
    };
    let blocks = blocks::read(r, expected);
    // In the order of writing: every key is asked for before the first `?` leaves.
    Some(FrontMatter {
        date: date.map(|d| d.value),
        author: text(r, "author"),
        source: text(r, "source"),
        summary: text(r, "summary"),
        keywords: keywords(r),
        expires: moment(r, "expires").map(|m| m.value),
        id: r.parsed("id", "expected-id", PageId::parse),
        subtitle: text(r, "subtitle"),
        short_title: text(r, "short_title"),
        co_departments: items(r.parsed_list("co_departments", "expected-department", DepartmentId::parse)),
        confirmed: day(r, "confirmed").map(|d| d.value),
        changes: whole(r.tables("changes", change)),
        redirect_from: items(r.parsed_list("redirect_from", "expected-address", address)),
        draft: r.boolean("draft").is_some_and(|b| b.value),
        reprint: reprint(r),
        images: whole(r.tables("images", image)),
        attachments: whole(r.tables("attachments", attachment)),
        document: blocks.document,
        interprets: blocks.interprets,
        block: blocks.block,
        span,
        title: title?,
        department: department?,
        level: level?,
    })
}

fn reprint(r: &mut Reader<'_>) -> Option<Reprint> {
    let mut r = r.table("reprint")?;
    let (site, url) = (required_text(&mut r, "site"), r.required("url", "expected-url", url));
    let (time, licence) = (required_moment(&mut r, "time"), required_text(&mut r, "licence"));
    r.finish();
    Some(Reprint { site: site?, url: url?.value, time: time?.value, licence: licence? })
}

fn change(r: &mut Reader<'_>) -> Option<Change> {
    let (date, note) = (required_day(r, "date"), required_text(r, "note"));
    Some(Change { date: date?, note: note? })
}

fn image(r: &mut Reader<'_>) -> Option<Image> {
    let (file, alt, by) = (required_file(r, "file"), required_text(r, "alt"), text(r, "by"));
    Some(Image { file: file?, alt: alt?, by })
}

fn attachment(r: &mut Reader<'_>) -> Option<Attachment> {
    let (file, name) = (required_file(r, "file"), required_text(r, "name"));
    let kind = r.required("kind", "expected-attachment-kind", |t| AttachmentKind::parse(t).ok_or(()));
    Some(Attachment { file: file?, name: name?, kind: kind?.value })
}

fn keywords(r: &mut Reader<'_>) -> Vec<String> {
    let list = r.parsed_list("keywords", "expected-keyword", |text| {
        let separated = text.contains([',', '，', '、', ';', '；', '\n']);
        let fits = !text.trim().is_empty() && text.chars().count() <= MAX_KEYWORD;
        if fits && !separated { Ok(text.to_owned()) } else { Err(()) }
    });
    items(list).into_iter().map(|k| k.value).collect()
}

fn address(text: &str) -> Result<String, ()> {
    let plain = text.strip_prefix('/').is_some_and(|path| ContentPath::parse(path).is_ok());
    if plain && !text.contains(['?', '#']) { Ok(text.to_owned()) } else { Err(()) }
}

fn url(text: &str) -> Result<String, ()> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(())?;
    let spelt = !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'));
    let named = host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    if spelt && named { Ok(text.to_owned()) } else { Err(()) }
}

// What every block needs.

/// Takes a text that may be left out, but not be empty.
pub(super) fn text(r: &mut Reader<'_>, key: &'static str) -> Option<String> {
    spanned_text(r, key).map(|t| t.value)
}

/// Takes a text that may be left out, with its place.
pub(super) fn spanned_text(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<String>> {
    r.parsed(key, "expected-nonempty", |t| if t.trim().is_empty() { Err(()) } else { Ok(t.to_owned()) })
}

/// Takes a text that must be there.
pub(super) fn required_text(r: &mut Reader<'_>, key: &'static str) -> Option<String> {
    r.required_text(key).map(|t| t.value)
}

/// Takes a list of texts that may be left out.
pub(super) fn texts(r: &mut Reader<'_>, key: &'static str) -> Vec<String> {
    items(text_list(r, key)).into_iter().map(|t| t.value).collect()
}

/// Takes a list of texts that must be there and say something.
pub(super) fn some_texts(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Vec<String>>> {
    let list = r.require(key, text_list)?;
    if list.value.is_empty() {
        r.report_bad(key, list.span, "[]", "expected-items");
        return None;
    }
    Some(list.map(|texts| texts.into_iter().map(|t| t.value).collect()))
}

fn text_list(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Vec<Spanned<String>>>> {
    r.parsed_list(key, "expected-nonempty", |t| if t.trim().is_empty() { Err(()) } else { Ok(t.to_owned()) })
}

/// Takes a day that may be left out.
pub(super) fn day(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Day>> {
    r.parsed(key, "expected-day", Day::parse)
}

/// Takes a day that must be there.
pub(super) fn required_day(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Day>> {
    r.required(key, "expected-day", Day::parse)
}

/// Takes a moment that may be left out.
pub(super) fn moment(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Moment>> {
    r.parsed(key, "expected-moment", Moment::parse)
}

/// Takes a moment that must be there.
pub(super) fn required_moment(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Moment>> {
    r.required(key, "expected-moment", Moment::parse)
}

/// Takes a time limit that must be there.
pub(super) fn required_limit(r: &mut Reader<'_>, key: &'static str) -> Option<Limit> {
    r.required(key, "expected-limit", Limit::parse).map(|l| l.value)
}

/// Takes the name of a file beside the page that may be left out.
pub(super) fn file(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<String>> {
    r.parsed(key, "expected-file", file_name)
}

/// Takes the name of a file beside the page that must be there.
pub(super) fn required_file(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<String>> {
    r.required(key, "expected-file", file_name)
}

fn file_name(text: &str) -> Result<String, ()> {
    ContentPath::parse(text).map(|_| text.to_owned()).map_err(|_| ())
}

/// Reads the name of a CSV file.
pub(super) fn csv_name(text: &str) -> Result<String, ()> {
    if text.ends_with(".csv") { file_name(text) } else { Err(()) }
}

/// Takes a whole number from 0 that may be left out.
pub(super) fn count(r: &mut Reader<'_>, key: &'static str) -> Option<u32> {
    let number = r.integer(key)?;
    let count = u32::try_from(number.value).ok();
    if count.is_none() {
        r.report_bad(key, number.span, &number.value.to_string(), "expected-count");
    }
    count
}

/// Returns the items of a list, or none where it was left out.
pub(super) fn items<T>(list: Option<Spanned<Vec<T>>>) -> Vec<T> {
    list.map_or_else(Vec::new, |l| l.value)
}

/// Returns the tables that could be read; where one could not, there is a finding and the page is withheld.
pub(super) fn whole<T>(list: Option<Spanned<Vec<Option<T>>>>) -> Vec<T> {
    items(list).into_iter().flatten().collect()
}

/// Adds to a finding what its words need: the two names of the key, and which of the messages fits best.
fn in_words(mut finding: Finding) -> Finding {
    let path = argument(&finding, "key");
    if names_a_key(finding.code) {
        // Words show the key and its Chinese name, in both languages; the English one is for machines.
        let names = keys::key(&path).map_or((path.as_str(), path.as_str()), |k| (k.zh, k.en));
        finding = finding.with("field", names.0).with("name", names.1);
    }
    if finding.code == codes::UNKNOWN_KEY {
        let (parent, written) = path.rsplit_once('.').unwrap_or(("", &path));
        if let Some(key) = keys::meant(parent, written) {
            finding = finding.variant("similar").with("similar", key);
        }
    }
    if finding.code == codes::WRONG_TYPE {
        match (argument(&finding, "expected").as_str(), argument(&finding, "found").as_str()) {
            (_, "null") => finding = finding.variant("empty"),
            ("text", "integer" | "float" | "bool") => finding = quotes_or_value(finding, &path),
            ("list", "text") => finding = finding.variant("brackets"),
            _ => {}
        }
    }
    finding
}

/// Words a number where a text should be: `2026` may only lack its quotes, `5` for `5wd` lacks more.
fn quotes_or_value(finding: Finding, path: &str) -> Finding {
    let expected = match keys::key(path).map(|k| k.holds) {
        Some(KeyType::Limit) => "expected-limit",
        Some(KeyType::Day) => "expected-day",
        Some(KeyType::Moment) => "expected-moment",
        _ => return finding.variant("quotes"),
    };
    finding.variant("value").with("expected", expected)
}

fn argument(finding: &Finding, name: &str) -> String {
    match finding.message.args.get(name) {
        Some(Arg::Text(text)) => text.clone(),
        _ => String::new(),
    }
}
