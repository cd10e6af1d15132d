//! A tree of raw values, each beside its place, whatever language it was written in.

use crate::model::{Span, Spanned};

/// A raw value and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Where.
    pub span: Span,
}

/// What can be written.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Nothing behind the colon.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text, or what TOML calls a date, as it is written.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Keys with values.
    Table(Table),
}

impl Value {
    /// Returns the name of the type, for messages: an id in the catalogue.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Integer(_) => "integer",
            Self::Float(_) => "float",
            Self::Text(_) => "text",
            Self::List(_) => "list",
            Self::Table(_) => "table",
        }
    }
}

/// Keys with values, in the order of writing; a key stands once.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// One key with its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The key and where it stands.
    pub key: Spanned<String>,
    /// The value.
    pub node: Node,
}
