//! Text inside XML.

/// Appends `text` escaped for element content and double-quoted attributes; characters that XML 1.0 does not know are
/// left out, because no reader of the file could accept them.
pub(super) fn push(out: &mut Vec<u8>, text: &str) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let Some(escaped) = escape(c) else { continue };
        out.extend_from_slice(&text.as_bytes()[plain..at]);
        out.extend_from_slice(escaped.as_bytes());
        plain = at + c.len_utf8();
    }
    out.extend_from_slice(&text.as_bytes()[plain..]);
}

fn escape(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => Some(""),
        _ => None,
    }
}

/// Appends `<name>text</name>` and a line end.
pub(super) fn push_element(out: &mut Vec<u8>, name: &str, text: &str) {
    out.push(b'<');
    out.extend_from_slice(name.as_bytes());
    out.push(b'>');
    push(out, text);
    out.extend_from_slice(b"</");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b">\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_can_break_a_feed() {
        let mut out = Vec::new();
        push_element(&mut out, "title", "a<b>&\"c\"\u{0}\u{b}\n安澜]]>");
        assert_eq!(String::from_utf8(out).unwrap(), "<title>a&lt;b&gt;&amp;&quot;c&quot;\n安澜]]&gt;</title>\n");
    }
}
