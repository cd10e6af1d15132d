//! What the state prescribes for columns: the longest limits, and the values of the national page tags.
//!
//! Data, never code: `data/limits.toml` and `data/column-types.toml`, of which the program carries a copy. What is in
//! them decides whether a matrix is accepted, never what a page needs.

use std::collections::BTreeMap;

use crate::diag::Sink;
use crate::fields::{Dialect, Node, Reader, read_whole};
use crate::model::{Class, Day, Kind, Limit};

/// The file that holds the national limits.
pub const LIMITS_FILE: &str = "data/limits.toml";

/// The file that holds the values of ColumnType.
pub const COLUMN_TYPES_FILE: &str = "data/column-types.toml";

/// What the state prescribes for columns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Standards {
    /// The longest limits.
    pub limits: NationalLimits,
    /// The values that ColumnType may take.
    pub column_types: Vec<String>,
}

/// The longest limits, by what they apply to; a column may fall under several.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NationalLimits {
    /// By kind of page: `[kind.home]`.
    pub kinds: BTreeMap<Kind, NationalLimit>,
    /// By class of update: `[class.news]`.
    pub classes: BTreeMap<Class, NationalLimit>,
    /// By ColumnType: `[type."政策文件"]`.
    pub types: BTreeMap<String, NationalLimit>,
    /// For answers to messages: `[reply-within]`.
    pub reply_within: Option<NationalLimit>,
    /// For interpretations of documents: `[interpretation]`.
    pub interpretation: Option<InterpretationLimit>,
}

/// How long after a document its interpretation may come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InterpretationLimit {
    /// How long, and where that is prescribed.
    pub limit: NationalLimit,
    /// The day of the circular: documents that were published before need none.
    pub since: Day,
    /// The genres 体裁 of the documents that need one.
    pub genres: Vec<String>,
}

/// One limit and where it is prescribed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NationalLimit {
    /// The limit.
    pub limit: Limit,
    /// The document that prescribes it.
    pub source: String,
}

impl Standards {
    /// Returns the copy that the program carries.
    pub fn embedded() -> Self {
        let mut sink = Sink::default();
        let limits = read_limits(LIMITS_FILE, include_str!("../../data/limits.toml"), &mut sink);
        let types = read_column_types(COLUMN_TYPES_FILE, include_str!("../../data/column-types.toml"), &mut sink);
        limits.zip(types).map(|(limits, column_types)| Self { limits, column_types }).expect("a test reads both files")
    }
}

/// Reads `text`, the content of `data/limits.toml`; none if anything in it is wrong.
pub fn read_limits(file: &str, text: &str, sink: &mut Sink) -> Option<NationalLimits> {
    read_whole(file, text, sink, |root, sink| Some(limits(file, root, sink)))
}

fn limits(file: &str, root: Node, sink: &mut Sink) -> NationalLimits {
    let mut reader = Reader::new(file.into(), Dialect::SETTINGS, root, sink);
    let mut limits = NationalLimits::default();
    reader.named_tables("kind", |name, r| {
        let kind = Kind::parse(&name.value);
        if kind.is_none() {
            r.report_bad_name(name, "expected-kind");
        }
        limits.kinds.extend(kind.zip(limit(r)));
    });
    reader.named_tables("class", |name, r| {
        let class = Class::parse(&name.value);
        if class.is_none() {
            r.report_bad_name(name, "expected-class");
        }
        limits.classes.extend(class.zip(limit(r)));
    });
    reader.named_tables("type", |name, r| limits.types.extend(limit(r).map(|l| (name.value.clone(), l))));
    limits.reply_within = reader.table("reply-within").and_then(|mut table| {
        let limit = limit(&mut table);
        table.finish();
        limit
    });
    limits.interpretation = reader.table("interpretation").and_then(|mut table| {
        let (limit, genres) = (limit(&mut table), table.require("genres", Reader::texts));
        let since = table.required("since", "expected-day", Day::parse);
        table.finish();
        let genres = genres?.value.into_iter().map(|genre| genre.value).collect();
        Some(InterpretationLimit { limit: limit?, since: since?.value, genres })
    });
    reader.finish();
    limits
}

fn limit(r: &mut Reader<'_>) -> Option<NationalLimit> {
    let limit = r.required("limit", "expected-limit", Limit::parse);
    let source = r.required_text("source");
    Some(NationalLimit { limit: limit?.value, source: source?.value })
}

/// Reads `text`, the content of `data/column-types.toml`; none if anything in it is wrong.
pub fn read_column_types(file: &str, text: &str, sink: &mut Sink) -> Option<Vec<String>> {
    read_whole(file, text, sink, |root, sink| {
        let mut reader = Reader::new(file.into(), Dialect::SETTINGS, root, sink);
        reader.required_text("source");
        let types = reader.require("types", Reader::texts);
        reader.finish();
        Some(types?.value.into_iter().map(|t| t.value).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_carries_the_standards_of_2017_and_2019() {
        let standards = Standards::embedded();
        assert_eq!(standards.column_types.len(), 18);
        assert_eq!(standards.limits.classes[&Class::News].limit, Limit::Days(14));
        assert_eq!(standards.limits.reply_within.unwrap().limit, Limit::Months(3));
        let interpretation = standards.limits.interpretation.unwrap();
        assert_eq!(interpretation.limit.limit, Limit::WorkingDays(3));
        assert!(interpretation.genres.iter().any(|genre| genre == "办法"));
    }
}
