//! What people wrote: pages, the files beside them, and how they hang together.
//!
//! One of the four rooms that touch the world: it reads files and makes none. A page is read twice: the first pass
//! keeps a small record of it and drops its body, the second (for rendering) reads the same bytes again and refuses
//! them if they changed.

mod front_matter;
mod library;
mod page;

pub use front_matter::{
    Adoption, Annual, Attachment, AttachmentKind, Block, Dataset, DocumentBlock, Form, FrontMatter, Guest, Guide,
    Image, Interview, InterviewQuestion, Material, Message, MessageKind, Outcome, Precheck, Question, QuestionKind,
    Reprint, ResultRow, Results, Survey, Table1, Table2, Table3, Validity,
};
pub use library::{Library, Resolved};
pub use page::{FileBeside, HeadingRecord, LinkRecord, Page, PageIndex, Place};
