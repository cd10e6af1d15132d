//! Identifiers of the things people name: made only by `parse`, never interchangeable.
//!
//! ```compile_fail
//! use qianfa::model::{DepartmentId, StepId};
//! let step: StepId = DepartmentId::parse("xxc").unwrap(); // a department is not a step
//! ```

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use hashbrown::HashSet;

/// Why a text is not an identifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum IdError {
    /// Nothing between the quotes.
    #[error("empty identifier")]
    Empty,
    /// Longer than 128 bytes.
    #[error("identifier too long")]
    TooLong,
    /// A character outside `a-z 0-9 -`, at this byte.
    #[error("unexpected character at byte {0}")]
    Character(usize),
}

/// Longest identifier, in bytes: they become file names and appear in sign-offs, whose lines are bounded.
const MAX_ID: usize = 128;

/// Checks one segment: lower-case ASCII letters, digits and inner hyphens.
fn segment(text: &str, offset: usize) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    for (i, b) in text.bytes().enumerate() {
        let edge = i == 0 || i + 1 == text.len();
        let good = b.is_ascii_lowercase() || b.is_ascii_digit() || (b == b'-' && !edge);
        if !good {
            return Err(IdError::Character(offset + i));
        }
    }
    Ok(())
}

fn simple(text: &str) -> Result<(), IdError> {
    if text.len() > MAX_ID { Err(IdError::TooLong) } else { segment(text, 0) }
}

fn segmented(text: &str) -> Result<(), IdError> {
    if text.len() > MAX_ID {
        return Err(IdError::TooLong);
    }
    let mut offset = 0;
    for part in text.split('/') {
        segment(part, offset)?;
        offset += part.len() + 1;
    }
    Ok(())
}

/// So many identifiers of a kind are shared between what is read back from a cache.
const MOST_KNOWN: usize = 256;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $check:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Returns the identifier that `text` spells.
            ///
            /// # Errors
            /// Anything but lower-case ASCII letters, digits and inner hyphens.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                $check(text)?;
                Ok(Self(text.into()))
            }

            /// Returns the identifier as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                thread_local! {
                    static KNOWN: RefCell<HashSet<$name>> = RefCell::default();
                }
                let text = <&str>::deserialize(d)?;
                // Thousands of pages name the same few, which are kept once a thread.
                KNOWN.with_borrow_mut(|known| match known.get(text) {
                    Some(id) => Ok(id.clone()),
                    None => {
                        let id = Self::parse(text).map_err(serde::de::Error::custom)?;
                        if known.len() < MOST_KNOWN {
                            known.insert(id.clone());
                        }
                        Ok(id)
                    }
                })
            }
        }
    };
}

id!(
    /// A column 栏目: its segments are the folder under `content/`, such as `portal/notice`.
    ColumnId, segmented
);
id!(
    /// A responsible department 责任处室.
    DepartmentId, simple
);
id!(
    /// A person who writes or reviews.
    PersonId, simple
);
id!(
    /// A step 审核步骤: one kind of signature that the matrix can demand.
    StepId, simple
);
id!(
    /// A level of confidentiality 密级.
    LevelId, simple
);
id!(
    /// A site of the group.
    SiteId, simple
);
id!(
    /// The stable name of a page, which its address is made of.
    PageId, simple
);

impl ColumnId {
    /// Returns whether `folder` (segments joined by `/`) is this column's folder or lies in it.
    pub fn contains_folder(&self, folder: &str) -> bool {
        folder.strip_prefix(&*self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_contains_whole_segments_only() {
        let column = ColumnId::parse("portal/notice").unwrap();
        assert!(column.contains_folder("portal/notice"));
        assert!(column.contains_folder("portal/notice/2026"));
        assert!(!column.contains_folder("portal/notices"));
    }

    #[test]
    fn identifiers_refuse_what_a_path_could_misread() {
        assert_eq!(SiteId::parse(""), Err(IdError::Empty));
        assert_eq!(SiteId::parse("a/b"), Err(IdError::Character(1)));
        assert_eq!(ColumnId::parse("portal//notice"), Err(IdError::Empty));
        assert_eq!(ColumnId::parse("portal/../x"), Err(IdError::Character(7)));
        assert_eq!(StepId::parse("-head"), Err(IdError::Character(0)));
        assert_eq!(DepartmentId::parse(&"x".repeat(129)), Err(IdError::TooLong));
    }
}
