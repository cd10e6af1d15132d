//! A folder read and checked as the program does it.

use std::path::Path;

use qianfa::diag::{Finding, Silent, Sources};
use qianfa::model::Moment;
use qianfa::pipeline::{self, Report};
use qianfa::source::WorkTree;

/// Returns the findings of a folder in their order, with the texts that they point into.
pub fn check_folder(root: &Path) -> (Vec<Finding>, Sources) {
    let mut report = Report::default();
    let files = WorkTree::new(root);
    let now = Moment::parse("2026-11-23 09:00").unwrap();
    if let Some(group) = pipeline::open(root, &files, &mut report).unwrap() {
        pipeline::theme(&group, &files, &mut report).unwrap();
        pipeline::read(&group, &files, now, &Silent, &mut report);
    }
    (report.sink.into_sorted(), report.sources)
}
