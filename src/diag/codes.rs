//! The codes of all findings: one list, so that none is used twice.
//!
//! 0xx configuration and matrix file, 1xx front matter and matrix, 2xx Markdown, 3xx wording and secrecy, 4xx site,
//! links and theme, 5xx review, 6xx chain. A code is never reused or renumbered; what it means for people stands in
//! the manual of its rule (`checks/rules/`).

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// What it is about is withheld, or the run stops.
    Error,
    /// Published all the same, but somebody should look.
    Warning,
    /// A suggestion.
    Hint,
}

impl Severity {
    /// Returns the word of machines: `error`, `warning`, `hint`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// A rule's code, `QF101`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    number: u16,
    severity: Severity,
}

impl Code {
    const fn error(number: u16) -> Self {
        Self { number, severity: Severity::Error }
    }

    const fn warning(number: u16) -> Self {
        Self { number, severity: Severity::Warning }
    }

    const fn hint(number: u16) -> Self {
        Self { number, severity: Severity::Hint }
    }

    /// Returns the number.
    pub fn number(self) -> u16 {
        self.number
    }

    /// Returns the usual severity; a finding may be milder.
    pub fn severity(self) -> Severity {
        self.severity
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QF{:03}", self.number)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! codes {
    ($($name:ident = $kind:ident $number:literal;)*) => {
        $(
            #[allow(missing_docs, reason = "the manual of the rule says it")]
            pub const $name: Code = Code::$kind($number);
        )*

        /// Every code, in the order of the numbers.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    // 0xx: site.toml, reviewers.toml, theme.toml, data files.
    UNREADABLE_TOML = error 1;
    UNKNOWN_SETTING = error 2;
    WRONG_SETTING_TYPE = error 3;
    MISSING_SETTING = error 4;
    BAD_SETTING = error 5;
    DUPLICATE_DOMAIN = error 6;
    DUPLICATE_ID_CODE = error 7;
    MISSING_FOOTER_DATA = error 8;
    UNKNOWN_THEME = error 9;
    BAD_THEME = error 10;
    MISSING_CALENDAR = error 11;
    SITE_WITHOUT_COLUMNS = warning 12;
    COLUMN_OUTSIDE_SITES = error 13;
    UNKNOWN_SITE = error 14;
    UNKNOWN_NAME = error 20;
    UNFILLABLE_CELL = error 21;
    FRAGILE_CELL = warning 22;
    SHARED_KEY = error 23;
    REFUSED_KEY = error 24;
    LOOSE_LIMIT = error 25;
    INCOMPLETE_COLUMN = error 26;
    UNKNOWN_COLUMN_TYPE = error 27;
    UNREACHABLE_LEVEL = warning 28;
    UNREACHABLE_THRESHOLD = error 29;
    COLUMN_LOOP = error 30;
    EMPTY_LIST = error 31;
    USELESS_ESCALATION = warning 32;
    EQUAL_RANKS = warning 33;
    DISCLOSURE_ELSEWHERE = error 34;
    MATRIX_TOO_LARGE = error 35;
    // 1xx: front matter and matrix.
    NO_FRONT_MATTER = error 100;
    UNKNOWN_COLUMN = error 101;
    DEPARTMENT_NOT_RESPONSIBLE = error 102;
    LEVEL_NOT_ALLOWED = error 103;
    UNKNOWN_DEPARTMENT = error 104;
    UNKNOWN_LEVEL = error 105;
    FRONT_MATTER_SYNTAX = error 106;
    UNKNOWN_KEY = error 107;
    MISSING_KEY = error 108;
    WRONG_TYPE = error 109;
    BAD_VALUE = error 110;
    DUPLICATE_KEY = error 111;
    HOSTILE_FRONT_MATTER = error 112;
    BLOCK_OF_OTHER_KIND = error 113;
    MISSING_BLOCK = error 114;
    CONTAINER_COLUMN = error 115;
    LEVEL_NEVER_PUBLISHED = error 116;
    UNKNOWN_PAGE_ID = error 117;
    REPLACED_BY_STRANGER = error 118;
    DUPLICATE_PAGE_ID = error 119;
    DUPLICATE_INDEX = error 120;
    WRONG_SUM = error 121;
    DATES_OUT_OF_ORDER = error 122;
    TABLE_MISMATCH = error 123;
    UNMASKED_PERSON = error 124;
    UNINTERPRETED_DOCUMENT = warning 125;
    // 2xx: Markdown.
    RAW_HTML = error 201;
    HEADING_LEVEL_SKIPPED = warning 203;
    HEADING_ONE = error 204;
    IMAGE_WITHOUT_ALT = error 205;
    EMPTY_LINK = error 206;
    BROKEN_REFERENCE = error 207;
    UNUSED_DEFINITION = hint 208;
    HOSTILE_TEXT = error 209;
    EMPTY_BODY = warning 211;
    // 3xx: wording and secrecy.
    SECRECY_MARK = error 301;
    HALF_WIDTH_PUNCTUATION = warning 304;
    PASTE_RESIDUE = warning 305;
    // 4xx: site, links, theme.
    DEAD_LINK = error 401;
    DEAD_ANCHOR = error 402;
    MISSING_FILE = error 403;
    DUPLICATE_ADDRESS = error 404;
    ORPHAN_FILE = warning 405;
    HOSTILE_PATH = error 406;
    SYMLINK = error 407;
    UNREADABLE_ENTRY = error 408;
    OTHER_SITE_REFUSED = error 409;
    BAD_REDIRECT = error 410;
    DANGEROUS_SCHEME = error 411;
    STRAY_FILE = warning 413;
    LINK_TO_WITHHELD = warning 414;
    ACTIVE_FILE = error 415;
    UNREADABLE_PICTURE = error 416;
    // 5xx: review. QF500 said that the gate was not built; it is retired.
    MISSING_SIGNATURE = error 501;
    VOID_SIGN_OFF = warning 502;
    NO_AUTHORITY = warning 503;
    ONE_PERSON_TWO_STEPS = warning 504;
    AUTHOR_REVIEWS = warning 505;
    UNSIGNED_CHANGE = error 506;
    SIGN_OFF_IN_CONTENT = warning 507;
    MALFORMED_SIGN_OFF = error 508;
    COMPROMISED_KEY = warning 509;
    OUT_OF_ORDER = warning 510;
    OBJECTION = warning 511;
    REMOVED_WITHOUT_WITHDRAWAL = warning 512;
    LOWERED = warning 513;
    UNCOVERED_FILE = error 514;
    HELD_EDITION = warning 515;
    OTHER_LEXICON = error 517;
    COPIED_SIGN_OFF = warning 518;
    EMERGENCY_OPEN = warning 519;
    // 6xx: the chain.
    INCOMPLETE_HISTORY = error 601;
    PRETENDED_HISTORY = error 602;
    FOREIGN_HISTORY = error 603;
    BEHIND_PUBLISHED = error 604;
    UNSIGNED_POLICY = error 605;
    LOST_POLICY = error 606;
    POLICY_NOT_IN_FORCE = error 607;
    UNPINNED_ROOT = warning 608;
    HOSTILE_TREE = error 609;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_never_twice() {
        assert!(ALL.windows(2).all(|w| w[0].number < w[1].number));
        assert_eq!(UNKNOWN_COLUMN.to_string(), "QF101");
        assert_eq!(UNREADABLE_TOML.to_string(), "QF001");
    }
}
