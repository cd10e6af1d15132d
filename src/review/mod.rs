//! The gate: whether what people wrote may reach the public.
//!
//! A function from values to values: it asks no clock, no network and no work tree, and `git` has read the history
//! before it begins. In order: which policies count ([`chain`]), what people signed ([`Evidence`]), which of it is
//! [alive](liveness) and was theirs to sign ([`Authority`]), what each page needs, whether it is there ([`Court`]), and
//! what the site may show of what is not approved. [`judge_all`] walks through it for everything at once.
//! Only this room makes an [`Edition<Release>`].

mod trail;
// Which policy counts.
pub mod chain;
pub mod people;
// What was signed, by whom, with what authority.
mod authority;
mod evidence;
mod kinship;
pub mod liveness;
mod paths;
// What is needed, and whether it is there.
mod addresses;
mod assign;
mod docket;
mod editions;
mod hostile;
mod judge;
mod memory;
mod needs;
mod numbers;
mod units;
mod verdict;
mod warm;
mod withdrawal;
// What must not come in.
mod pushed;
// What is said of it.
mod report;
// What may be shown.
mod decision;
mod edition;

pub use authority::{Authority, Lack, Mark, Spot};
pub use decision::{Decision, Gone, ShownItem, ShownUnit};
pub use docket::{Docket, Judged, Withdrawn, in_court, judge_all, judge_keeping};
pub use edition::{Edition, Preview, Purpose, Release};
pub use editions::Moved;
pub use evidence::{Broken, Evidence, Idle, SignOff, SignOffNo};
pub use judge::{Basis, Case, Court};
pub use memory::Memory;
pub use needs::{Demand, Need, Why};
pub use paths::{JUDGED, Paths, is_page};
pub use pushed::{Arrival, Objection, object_to};
pub use report::report;
pub use trail::Trail;
pub use units::{Item, Unit, Units};
pub use verdict::{Because, By, Ended, Held, Judgement, Lowered, Reason, Shown, StepState, Verdict, Void};
