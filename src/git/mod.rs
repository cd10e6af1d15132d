//! The repository: what its raw objects say, and nothing that git or its library makes of them.
//!
//! Of the four rooms that touch the world this one touches git; no other room sees the library behind it.
//! It reads objects raw ([`Objects`]), with parsers of its own ([`RawCommit`], [`Tree`]), because replacement objects,
//! grafts and laxer parsers each let one history look like another.
//! [`History`] is every commit behind one commit, [`Versions`] what each of them did to each path.
//! Whether a sign-off counts is decided in `review`, never here.

mod commit;
mod error;
mod founding;
mod graph;
mod history;
mod identity;
mod keygen;
mod keys;
mod memory;
mod objects;
mod pack;
mod packfile;
mod positional;
mod record;
mod repository;
mod reread;
mod scope;
mod shelf;
mod sign;
mod signer;
mod spill;
mod sshsig;
mod staged;
mod statement;
mod tree;
mod tree_diff;
mod verify;
mod versions;

pub use commit::{RawCommit, Seal, Signature, Unsigned, claimed_second};
pub use error::GitError;
pub use founding::{Author, commit_all, create};
pub use graph::{CommitNo, Graph, Reach};
pub use history::{CommitNode, History};
pub use identity::{Identity, identity};
pub use keygen::{KeygenError, NewKey};
pub use keys::{KeyRing, key_id};
pub use memory::carry_on;
pub use objects::Objects;
pub use pack::{Packer, Unpacker};
pub use record::record;
pub use repository::{Head, Repository};
pub use scope::Scope;
pub use shelf::Shelf;
pub use sign::{NewCommit, advance, commit_bytes, write_commit};
pub use signer::{Draft, Signer, join, sign_file, sign_off, signing_key_id};
pub use spill::SpillFile;
pub use statement::{Action, Item, Malformed, SignedVersion, Statement, claims};
pub use tree::{Mode, Tree, TreeId};
pub use tree_diff::{Fault, Version};
pub use verify::{BadSignature, VerifiedKey};
pub use versions::{PathNo, Timeline, Touch, VersionId, Versions};
