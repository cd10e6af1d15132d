//! A CSV as readers see it.

use super::context::TableView;
use crate::source::Table;

/// Most rows shown on a page; the rest is in the file.
pub(super) const MAX_SHOWN: usize = 300;

/// Returns the head of `table`; numbers are told from words, so that they can stand under each other.
pub(super) fn view(table: Table) -> TableView {
    let Table { header, mut rows, .. } = table;
    let more = rows.len().saturating_sub(MAX_SHOWN);
    rows.truncate(MAX_SHOWN);
    let numeric = (0..header.len()).map(|column| is_numeric(&rows, column)).collect();
    TableView { headers: header, numeric, rows, more }
}

fn is_numeric(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells =
        rows.iter().filter_map(|row| row.get(column)).map(|c| c.trim()).filter(|c| !c.is_empty()).peekable();
    cells.peek().is_some() && cells.all(is_number)
}

/// Numbers as tables write them: `1,286`, `-3.5`, `12.4%`; a lone `-` or `—` stands for none.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+', '−']).unwrap_or(cell);
    let digits = digits.strip_suffix(['%', '％']).unwrap_or(digits);
    matches!(cell, "-" | "—" | "…")
        || (digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> Table {
        let rows = rows.iter().map(|r| r.map(str::to_owned).to_vec()).collect();
        Table { header: vec!["a".into(), "b".into()], rows, ..Table::default() }
    }

    #[test]
    fn columns_of_numbers_are_told_from_columns_of_words() {
        let seen = view(table(&[["一月", "1,286"], ["2月", "-3.5%"], ["三月", "—"], ["四月", ""]]));
        assert_eq!(seen.numeric, [false, true]);
        assert_eq!(view(table(&[["", ""]])).numeric, [false, false]);
        assert_eq!(view(table(&[["2026-11-20", "0000-8000001"]])).numeric, [false, false]);
    }

    #[test]
    fn a_long_table_says_how_much_is_left() {
        let rows = vec![["a", "1"]; MAX_SHOWN + 7];
        let seen = view(table(&rows));
        assert_eq!((seen.rows.len(), seen.more), (MAX_SHOWN, 7));
    }
}
