//! Characters that mean something in HTML, written so that they do not.

/// How many bytes are looked at together. Chinese prose has a special character every few hundred bytes.
const BLOCK: usize = 32;

/// Writes `text` as the content of an element.
pub fn escape_text(out: &mut String, text: &str) {
    write(out, text, |b| (b == b'&') | (b == b'<') | (b == b'>') | (b == 0));
}

/// Writes `text` as an attribute's value between double quotes.
pub fn escape_attribute(out: &mut String, text: &str) {
    write(out, text, |b| (b == b'&') | (b == b'<') | (b == b'>') | (b == b'"') | (b == b'\'') | (b == 0));
}

/// Writes `text` with the bytes that `special` names replaced; they are all ASCII.
fn write(out: &mut String, text: &str, special: impl Fn(u8) -> bool) {
    let mut written = 0;
    let mut replace = |at: usize, byte: u8| {
        out.push_str(&text[written..at]);
        out.push_str(entity(byte));
        written = at + 1;
    };
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    for (number, block) in blocks.iter().enumerate() {
        // Without branches, so that the compiler looks at the whole block at once.
        if block.iter().fold(0, |found, b| found | u8::from(special(*b))) != 0 {
            let bytes = block.iter().enumerate().filter(|(_, b)| special(**b));
            bytes.for_each(|(at, byte)| replace(number * BLOCK + at, *byte));
        }
    }
    let start = blocks.len() * BLOCK;
    let bytes = rest.iter().enumerate().filter(|(_, b)| special(**b));
    bytes.for_each(|(at, byte)| replace(start + at, *byte));
    out.push_str(&text[written..]);
}

fn entity(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        // NUL, as CommonMark says.
        _ => "\u{fffd}",
    }
}

/// Writes `address` as the value of `href` or `src` between double quotes: what an address cannot hold is
/// percent-encoded, `%` stays as it is.
pub fn escape_href(out: &mut String, address: &str) {
    let mut written = 0;
    for (at, byte) in address.bytes().enumerate().filter(|(_, b)| !stays(*b)) {
        // Bytes that stay are ASCII, so a stretch of them can be cut out anywhere; between the bytes of one character
        // there is none.
        if written < at {
            out.push_str(&address[written..at]);
        }
        written = at + 1;
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            _ => percent(out, byte),
        }
    }
    out.push_str(&address[written..]);
}

fn percent(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

/// Returns whether an address holds `byte` as it is: what RFC 3986 reserves or leaves free, but for what HTML needs
/// and for brackets, which browsers and the reference implementation of CommonMark encode. (The parser's own writer
/// also leaves `^`, which no address may hold.)
fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%()*+,-./:;=?@_~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(write: impl Fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        write(&mut out, text);
        out
    }

    #[test]
    fn no_special_character_survives_wherever_it_stands() {
        for at in 0..100 {
            let text = format!("{}<&>\"'\0{}", "商".repeat(at), "x".repeat(40));
            let (front, back) = ("商".repeat(at), "x".repeat(40));
            assert_eq!(with(escape_text, &text), format!("{front}&lt;&amp;&gt;\"'\u{fffd}{back}"));
            assert_eq!(with(escape_attribute, &text), format!("{front}&lt;&amp;&gt;&quot;&#39;\u{fffd}{back}"));
        }
    }

    #[test]
    fn an_address_is_ascii_and_ends_with_its_attribute() {
        assert_eq!(
            with(escape_href, "/通知 a\"b'c&d<e>?x=[1]%20"),
            "/%E9%80%9A%E7%9F%A5%20a%22b&#x27;c&amp;d%3Ce%3E?x=%5B1%5D%20"
        );
    }
}
