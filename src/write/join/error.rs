//! Why parts cannot be joined.

use std::path::PathBuf;

use crate::write::WriteError;

/// Why parts cannot be joined; the folder that stood there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// A folder is no part that this version made.
    #[error("{} is no part of a build: {reason}", path.display())]
    NotAPart {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Parts are not there.
    #[error("parts {} of {of} are missing", commas(numbers))]
    Missing {
        /// Which.
        numbers: Vec<u32>,
        /// How many there should be.
        of: u32,
    },
    /// A part is there twice.
    #[error("{} is part {number} once more", path.display())]
    Twice {
        /// The second one.
        path: PathBuf,
        /// Which part.
        number: u32,
    },
    /// Two parts are not of the same build.
    #[error("{} is a part of another build: {}", path.display(), difference.word())]
    Differs {
        /// The one that differs from the first.
        path: PathBuf,
        /// In what.
        difference: Difference,
    },
    /// A part lists what belongs to another.
    #[error("{} lists {file}, which is another part's", path.display())]
    Foreign {
        /// The part.
        path: PathBuf,
        /// The file or item.
        file: String,
    },
    /// A part holds something that it does not list.
    #[error("{} holds {file} and does not list it", path.display())]
    Extra {
        /// The part.
        path: PathBuf,
        /// What it holds.
        file: String,
    },
    /// A part lacks a file that it lists.
    #[error("{} lists {file} and lacks it", path.display())]
    Lacks {
        /// The part.
        path: PathBuf,
        /// The file.
        file: String,
    },
    /// A file does not have the bytes that its part lists.
    #[error("{file} in {} was changed", path.display())]
    Changed {
        /// The part.
        path: PathBuf,
        /// The file.
        file: String,
    },
    /// All parts together list fewer or more files than the whole has.
    #[error("the parts of {site} are not the whole")]
    Incomplete {
        /// The site.
        site: String,
    },
    /// What is published there began from another trust root.
    #[error("{} holds a release of another trust root", path.display())]
    OtherRoot {
        /// The folder.
        path: PathBuf,
    },
    /// The whole cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// In what two parts differ that should be of the same build.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Difference {
    /// How many parts there are.
    Number,
    /// The version of the program.
    Program,
    /// The time they were made for.
    Now,
    /// The commit, the trust root or the policy; of a preview, the work tree.
    Source,
    /// What there is in all: another theme, or another program under the same version.
    Whole,
}

impl Difference {
    /// Returns the word for it that machines read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Program => "program",
            Self::Now => "now",
            Self::Source => "source",
            Self::Whole => "whole",
        }
    }
}

fn commas(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
