//! The gate: whether what people wrote may reach the public.
//!
//! A function from values to values: it asks no clock, no network and no work tree, and `git` has read the history
//! before it begins. So far it knows which sign-offs are [alive](liveness); who had authority to give them will be
//! judged on top of that. Until then it makes previews only: nothing in this room can make an [`Edition<Release>`],
//! and so nothing can be published.

mod trail;
// Which policy counts.
pub mod chain;
// What was signed, by whom, with what authority.
mod authority;
mod evidence;
mod kinship;
pub mod liveness;
mod paths;
// What is needed, and whether it is there.
mod assign;
mod docket;
mod editions;
mod judge;
mod needs;
mod units;
mod verdict;
mod withdrawal;
// What is said of it.
mod report;
// What may be shown.
mod edition;

pub use authority::{Authority, Lack, Mark, Spot};
pub use docket::{Docket, Judged, Withdrawn, in_court, judge_all};
pub use edition::{Edition, Preview, Purpose, Release};
pub use evidence::{Broken, Evidence, Idle, SignOff, SignOffNo};
pub use judge::{Basis, Case, Court};
pub use needs::{Demand, Need, Why};
pub use paths::{JUDGED, Paths, is_page};
pub use report::report;
pub use trail::Trail;
pub use units::{Item, Unit, Units};
pub use verdict::{Because, By, Ended, Held, Judgement, Reason, Shown, StepState, Verdict, Void};
