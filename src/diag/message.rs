//! A message before its words are chosen: an id of the catalogue and its arguments.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// One argument of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Arg {
    /// A name, a path, what stood there.
    Text(String),
    /// A count or a limit.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Cow<'_, str>> for Arg {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg {
    fn from(n: u32) -> Self {
        Self::Number(i64::from(n))
    }
}

impl From<i64> for Arg {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

/// An id of the catalogue (`locales/*/*.ftl`) with its arguments.
///
/// By convention the message's value is the headline, its attribute `.label` says why at the place, and `.help` what
/// to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// The id in the catalogue.
    pub id: Cow<'static, str>,
    /// The arguments, by name.
    pub args: BTreeMap<&'static str, Arg>,
}

impl Message {
    /// Returns the message `id` without arguments.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), args: BTreeMap::new() }
    }

    /// Returns the message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.insert(name, value.into());
        self
    }
}
