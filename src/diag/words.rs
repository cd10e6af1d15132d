//! The words of messages, chosen at the door.

use crate::diag::Message;

/// Chooses words: the catalogue of one language.
///
/// By convention implementations never fail: a message that they do not know has its id for words, so that a gap in
/// the catalogue is seen by people and never hides a finding.
pub trait Words {
    /// Returns the words of `message`, its headline where it has attributes.
    fn text(&self, message: &Message) -> String;

    /// Returns the words of an attribute of `message`, such as `label` or `help`, where it has one.
    fn attribute(&self, message: &Message, name: &str) -> Option<String>;
}
