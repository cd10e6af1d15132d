//! Tables for people who open them in a spreadsheet.
//!
//! UTF-8 with its mark, without which WPS and Excel take Chinese for another encoding; lines end as RFC 4180 has them.

/// Appends a table with the mark at its front.
pub(super) fn write<'r>(out: &mut Vec<u8>, head: &[&str], rows: impl IntoIterator<Item = Vec<Cell<'r>>>) {
    push_head(out, head);
    rows.into_iter().for_each(|row| push_row(out, row.into_iter()));
}

/// Appends the mark and the names of the columns.
pub(super) fn push_head(out: &mut Vec<u8>, head: &[&str]) {
    out.extend_from_slice("\u{feff}".as_bytes());
    push_row(out, head.iter().map(|name| Cell::Text(name)));
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'r> {
    /// What people wrote, or the name of something.
    Text(&'r str),
    /// Digits that name something: a spreadsheet would take them for a number, and lose zeros at the front and all
    /// digits after the fifteenth.
    Code(&'r str),
}

/// Appends a row.
pub(super) fn push_row<'r>(out: &mut Vec<u8>, cells: impl Iterator<Item = Cell<'r>>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(b',');
        }
        push_cell(out, cell);
    }
    out.extend_from_slice(b"\r\n");
}

fn push_cell(out: &mut Vec<u8>, cell: Cell<'_>) {
    let text = match cell {
        Cell::Text(text) | Cell::Code(text) => text,
    };
    let guard = match cell {
        // A tab at the front makes a text of it, everywhere, and is nothing to the eye.
        Cell::Code(text) if !text.is_empty() => "\t",
        // A text that a spreadsheet would calculate (OWASP, CSV injection).
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => "'",
        Cell::Text(_) | Cell::Code(_) => "",
    };
    let quoted = !guard.is_empty() || text.contains([',', '"', '\n', '\r']);
    if !quoted {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    out.extend_from_slice(guard.as_bytes());
    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_neither_calculates_a_text_nor_rounds_a_code() {
        let mut out = Vec::new();
        let row = vec![Cell::Text("=1+1"), Cell::Code("0000000001"), Cell::Text("他说：\"好\",\n然后"), Cell::Code("")];
        write(&mut out, &["甲", "乙,丙"], [row]);
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "\u{feff}甲,\"乙,丙\"\r\n\"'=1+1\",\"\t0000000001\",\"他说：\"\"好\"\",\n然后\",\r\n");
    }
}
