//! How every room speaks about what somebody wrote.
//!
//! Rooms push findings, made of a code, a place and a message id with arguments; the words are chosen at the door.

mod calm;
pub mod codes;
mod finding;
pub mod fix;
mod message;
mod place;
mod progress;
pub mod render;
mod sink;
mod words;

pub use calm::{calm, calm_lines};
pub use codes::{Code, Severity};
pub use finding::{Edit, Finding, Fix, Label};
pub use message::{Arg, Message};
pub use place::{Place, Position, Region, Sources};
pub use progress::{Progress, Silent};
pub use sink::Sink;
pub use words::Words;
