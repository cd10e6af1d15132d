//! Paths inside the repository that two systems cannot read differently.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::is_nfc;

/// Why a path is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PathError {
    /// Empty, absolute, or with an empty, `.` or `..` segment.
    #[error("not a plain relative path")]
    NotPlain,
    /// A control, bidirectional or otherwise invisible character, or a backslash.
    #[error("hostile character {0:?}")]
    Character(char),
    /// Not in Unicode normal form C, so that another system would spell it differently.
    #[error("not in normal form C")]
    NotNfc,
    /// Longer than 1,024 bytes, the bound of a sign-off's item line.
    #[error("too long")]
    TooLong,
}

/// A file of the repository: relative, `/`-separated, without `..`, in NFC.
///
/// Two content paths are equal exactly when they name the same file on every system, but for case: twins that differ
/// in case alone are found where whole folders are seen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentPath(Arc<str>);

impl ContentPath {
    /// Longest path, in bytes (the gate's bound for an item).
    pub const MAX: usize = 1024;

    /// Returns the path that `text` spells.
    ///
    /// # Errors
    /// See [`PathError`].
    pub fn parse(text: &str) -> Result<Self, PathError> {
        if text.len() > Self::MAX {
            return Err(PathError::TooLong);
        }
        if text.as_bytes().split(|b| *b == b'/').any(|s| matches!(s, b"" | b"." | b"..")) {
            return Err(PathError::NotPlain);
        }
        // As most are: a character is a byte, and normal.
        if text.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'\\') {
            return Ok(Self(text.into()));
        }
        if let Some(bad) = text.chars().find(|&c| hostile(c)) {
            return Err(PathError::Character(bad));
        }
        if !is_nfc(text) {
            return Err(PathError::NotNfc);
        }
        Ok(Self(text.into()))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path as a shell takes it for one word, so that what a message proposes can be run as it stands,
    /// whatever somebody called the file.
    pub fn in_shell(&self) -> String {
        let plain = self.0.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
        let option = self.0.starts_with('-');
        if plain && !option {
            return self.0.to_string();
        }
        let dot = if option { "./" } else { "" };
        format!("'{dot}{}'", self.0.replace('\'', r"'\''"))
    }

    /// Returns the shared text, for findings that keep it.
    pub fn shared(&self) -> Arc<str> {
        self.0.clone()
    }

    /// Returns the folder that holds the file; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns the last segment.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// Returns the extension in lower case, or nothing.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, e)| e.to_ascii_lowercase())
    }
}

/// Control and format characters, backslashes and noncharacters: they hide or reorder what a person reads.
fn hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\\' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{ffff}')
}

impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl std::borrow::Borrow<str> for ContentPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for ContentPath {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for ContentPath {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(<&str>::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_command_is_one_word_and_no_option() {
        let in_shell = |path| ContentPath::parse(path).unwrap().in_shell();
        assert_eq!(in_shell("content/portal/通知.md"), "content/portal/通知.md");
        assert_eq!(in_shell("a b$(id).md"), "'a b$(id).md'");
        assert_eq!(in_shell("it's.md"), r"'it'\''s.md'");
        assert_eq!(in_shell("-rf"), "'./-rf'");
    }

    #[test]
    fn a_path_that_two_people_would_read_differently_is_refused() {
        assert!(ContentPath::parse("content/portal/通知.md").is_ok());
        for bad in ["", "/a", "a//b", "a/../b", "./a", "a/"] {
            assert_eq!(ContentPath::parse(bad), Err(PathError::NotPlain), "{bad}");
        }
        assert_eq!(ContentPath::parse("a\u{202e}b"), Err(PathError::Character('\u{202e}')));
        assert_eq!(ContentPath::parse("e\u{301}.md"), Err(PathError::NotNfc));
    }
}
