//! How every room speaks about what somebody wrote.
//!
//! Rooms push findings, made of a code, a place and a message id with arguments; the words are chosen at the door.

pub mod codes;
mod finding;
mod message;
mod place;
pub mod report;
mod sink;

pub use codes::{Code, Severity};
pub use finding::{Edit, Finding, Fix, Label};
pub use message::{Arg, Message};
pub use place::{Place, Position, Sources};
pub use sink::Sink;
