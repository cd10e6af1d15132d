//! The furniture: values every room may use.
//!
//! Nothing here reads a file, asks the time or decides anything; each type says what is always true of it, and its
//! only constructor upholds that.

mod apart;
mod artifact;
mod blob;
mod calendar;
mod column;
mod commit;
mod ids;
mod key;
mod lang;
mod limit;
mod moment;
mod path;
mod program;
mod shard;
mod span;
mod trust;

pub use apart::Apart;
pub use artifact::OutputPath;
pub use blob::{BlobId, Sha256};
pub use calendar::{Calendar, CalendarError, YearTable};
pub use column::{Class, Column, ColumnDepartments, Department, Disclosed, Kind};
pub use commit::CommitId;
pub use ids::{ColumnId, DepartmentId, IdError, LevelId, PageId, PersonId, SiteId, StepId};
pub use key::KeyId;
pub use lang::Lang;
pub use limit::{Limit, LimitError};
pub use moment::{Day, Moment, MomentError, Zone};
pub use path::{ContentPath, PathError};
pub use program::FINGERPRINT;
pub use shard::Shard;
pub use span::{Span, Spanned};
pub use trust::Trust;
