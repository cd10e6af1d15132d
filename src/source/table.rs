//! Tables beside a page: CSV files that its front matter names.

use crate::diag::{Finding, Place, Sink, codes};
use crate::model::{ContentPath, Span};
use crate::source::attachments::named_tables;
use crate::source::page::report_unread;
use crate::source::{Files, Page};

/// Largest table, in bytes: more belongs into a download, not into a page.
pub const MAX_TABLE: usize = 1 << 20;

/// Most rows of a table, without its header.
pub const MAX_ROWS: usize = 10_000;

/// Most columns of a table.
pub const MAX_COLUMNS: usize = 100;

/// A CSV file: UTF-8 with or without byte order mark, every row as long as the header.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// The names of its columns.
    pub header: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<Vec<String>>,
    /// Where the header stands in the file, then each row.
    pub spans: Vec<Span>,
    /// The whole file, for findings.
    pub text: String,
}

/// Why a file is no table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    Encoding(usize),
    Empty,
    Rows,
    Columns,
    /// A row with more or fewer cells than the header.
    Ragged {
        span: Span,
        line: usize,
        cells: usize,
    },
}

/// Returns the tables that the front matter of `page` names, by the name it uses; one that cannot be read is reported
/// and left out, one that is not there was reported before.
pub fn read_tables(files: &dyn Files, page: &Page, sink: &mut Sink) -> Vec<(String, Table)> {
    let Some(front) = &page.front else { return Vec::new() };
    let mut tables = Vec::new();
    for (_, name) in named_tables(front) {
        let Some(file) = page.files.iter().find(|f| f.name == name.value) else { continue };
        if let Some(table) = read_table(files, &file.path, sink) {
            tables.push((name.value.clone(), table));
        }
    }
    tables
}

/// Returns the text of the table in the file `path`, for findings that point into it, whether or not it is a table.
pub fn table_text(files: &dyn Files, path: &ContentPath) -> Option<String> {
    let bytes = files.read(path.as_str(), MAX_TABLE).ok()?;
    // Up to a fault of encoding, the text has the bytes of the file.
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns the table in the file `path`, or reports why it is none.
pub fn read_table(files: &dyn Files, path: &ContentPath, sink: &mut Sink) -> Option<Table> {
    let bytes = match files.read(path.as_str(), MAX_TABLE) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
            let finding = Finding::new(codes::TABLE_MISMATCH, Place::file(path.shared())).variant("large");
            sink.push(finding.with("path", path.as_str()).with("most", MAX_TABLE >> 10));
            return None;
        }
        Err(error) => {
            report_unread(path, &error, sink);
            return None;
        }
    };
    match parse(bytes) {
        Ok(table) => Some(table),
        Err((fault, header)) => {
            sink.push(finding(path, fault, header));
            None
        }
    }
}

/// Returns the table with these bytes, or none if they are none.
pub fn table_in(bytes: Vec<u8>) -> Option<Table> {
    if bytes.len() > MAX_TABLE { None } else { parse(bytes).ok() }
}

fn finding(path: &ContentPath, fault: Fault, header: usize) -> Finding {
    let at = |span| Place::in_path(path, span);
    let (code, variant, place) = match fault {
        Fault::Encoding(start) => (codes::HOSTILE_TEXT, "encoding", at(Span::at(start))),
        Fault::Empty => (codes::TABLE_MISMATCH, "empty", Place::file(path.shared())),
        Fault::Rows => (codes::TABLE_MISMATCH, "rows", Place::file(path.shared())),
        Fault::Columns => (codes::TABLE_MISMATCH, "columns", Place::file(path.shared())),
        Fault::Ragged { span, .. } => (codes::TABLE_MISMATCH, "ragged", at(span)),
    };
    let finding = Finding::new(code, place).variant(variant).with("path", path.as_str());
    match fault {
        Fault::Rows => finding.with("most", MAX_ROWS),
        Fault::Columns => finding.with("most", MAX_COLUMNS),
        Fault::Ragged { cells, line, .. } => finding.with("line", line).with("cells", cells).with("header", header),
        Fault::Encoding(_) | Fault::Empty => finding,
    }
}

/// Reads `bytes`; with a fault, tells the length of the header too.
fn parse(bytes: Vec<u8>) -> Result<Table, (Fault, usize)> {
    let text = String::from_utf8(bytes).map_err(|e| (Fault::Encoding(e.utf8_error().valid_up_to()), 0))?;
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text.as_bytes()[mark..]);
    let mut table = Table::default();
    let mut record = csv::StringRecord::new();
    // A record of UTF-8 text of any length can be read: there is no fault left but that of an end in a quote.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = mark + record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
        let end = mark + usize::try_from(reader.position().byte()).unwrap_or(0);
        let span = trimmed(&text, start, end);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if table.spans.is_empty() {
            table.header = cells;
        } else if cells.len() == table.header.len() {
            table.rows.push(cells);
        } else {
            let line = text[..span.start as usize].matches('\n').count() + 1;
            return Err((Fault::Ragged { span, line, cells: cells.len() }, table.header.len()));
        }
        table.spans.push(span);
        check_size(&table)?;
    }
    if table.header.iter().all(|name| name.trim().is_empty()) {
        return Err((Fault::Empty, 0));
    }
    table.text = text;
    Ok(table)
}

fn check_size(table: &Table) -> Result<(), (Fault, usize)> {
    match (table.header.len() > MAX_COLUMNS, table.rows.len() > MAX_ROWS) {
        (true, _) => Err((Fault::Columns, table.header.len())),
        (_, true) => Err((Fault::Rows, table.header.len())),
        _ => Ok(()),
    }
}

/// Cuts a record's place at its line end.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let record = text.get(start..end).unwrap_or_default();
    // The reader passes over empty lines before a record.
    let lead = record.len() - record.trim_start_matches(['\r', '\n']).len();
    Span::new(start + lead..start + record.trim_end_matches(['\r', '\n']).len().max(lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Table, (Fault, usize)> {
        parse(text.as_bytes().to_vec())
    }

    #[test]
    fn a_table_keeps_the_place_of_every_row() {
        let table = read("\u{feff}月份,金额\r\n一月,\"1,200\"\r\n\r\n二月,900").unwrap();
        assert_eq!(table.header, ["月份", "金额"]);
        assert_eq!(table.rows, [["一月", "1,200"], ["二月", "900"]]);
        let shown: Vec<_> = table.spans.iter().map(|s| &table.text[s.range()]).collect();
        assert_eq!(shown, ["月份,金额", "一月,\"1,200\"", "二月,900"]);
    }

    #[test]
    fn what_is_no_table_is_refused_at_its_place() {
        let text = "a,b\n1,2,3\n";
        let Err((Fault::Ragged { span, line: 2, cells: 3 }, 2)) = read(text) else { panic!() };
        assert_eq!(&text[span.range()], "1,2,3");
        assert_eq!(read("").unwrap_err().0, Fault::Empty);
        assert_eq!(parse(b"a\n\xd6\xd0".to_vec()).unwrap_err().0, Fault::Encoding(2));
        assert_eq!(read(&"a\n".repeat(MAX_ROWS + 2)).unwrap_err().0, Fault::Rows);
        assert_eq!(read(&",".repeat(MAX_COLUMNS)).unwrap_err().0, Fault::Columns);
    }
}
