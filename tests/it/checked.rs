//! A folder read and checked as the program does it.

use std::path::Path;

use qianfa::diag::{Finding, Silent, Sources};
use qianfa::model::Moment;
use qianfa::pipeline::{self, Report};

/// Returns the findings of a folder in their order, with the texts that they point into.
pub fn check_folder(root: &Path) -> (Vec<Finding>, Sources) {
    let mut report = Report::default();
    let now = Moment::parse("2026-11-23 09:00").unwrap();
    if let Some(group) = pipeline::open(root, &mut report).unwrap() {
        pipeline::theme(&group, &mut report).unwrap();
        pipeline::read(&group, now, &Silent, &mut report);
    }
    (report.sink.into_sorted(), report.sources)
}
