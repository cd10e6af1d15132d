//! What people wrote: pages, the files beside them, and how they hang together.
//!
//! One of the four rooms that touch the world: it reads files and makes none. A page is read twice: the first pass
//! keeps a small record of it and drops its body, the second (for rendering) reads the same bytes again and refuses
//! them if they changed.
//!
//! What is read is the work tree ([`WorkTree`]) or what a commit holds: [`Files`]. In order: [`walk()`] finds the files, [`read_page`] makes records of them, [`use_files`] settles which files beside a
//! page it refers to, and a [`Library`] holds them all.

mod address;
mod attachments;
mod columns;
mod declared;
mod files;
mod front_matter;
mod image;
mod keyword;
mod library;
mod links;
mod packed;
mod page;
mod picture;
mod settings;
mod table;
mod walk;
mod work_tree;
mod yaml;

pub use attachments::use_files;
pub use columns::{CONTENT, Columns, Misplaced};
pub use declared::{Declared, declared, index_number, searchable, searched_word};
pub use files::{Entry, EntryKind, Files, Hidden, ReadSeek, Stamp, not_plain, too_large};
pub use front_matter::{
    Adoption, Annual, Attachment, AttachmentKind, Block, Brief, Change, Dataset, DocumentBlock, DocumentBrief, Force,
    Form, Front, FrontMatter, Guest, Guide, Image, Interview, InterviewQuestion, Language, Material, Message,
    MessageKind, Outcome, Precheck, Question, QuestionKind, Reprint, ResultRow, Results, Survey, Table1, Table2,
    Table2Row, Table3, Table3Row, Validity, keys, place_of_key,
};
pub use image::{ImageSize, MAX_PICTURE, image_size, image_size_in};
pub use keyword::slugs as keyword_slugs;
pub use library::{Backlinks, Keyword, KnownLinks, Library, Resolved};
pub use packed::{HeadingRecord, Headings, Keywords, LinkRecord, Links};
pub use page::{FileBeside, MAX_FILE, MAX_PAGE, Page, PageIndex, Place, ReadError, address_of, read_page, reread};
pub use picture::{clean, is_cleaned, look_at_pictures};
pub use settings::{
    REVIEWERS_FILE, SITE_FILE, SettingsError, find_root, place_below, read_calendars, read_settings, read_small,
    read_theme_files, real_path,
};
pub use table::{MAX_COLUMNS, MAX_ROWS, MAX_TABLE, Table, read_table, read_tables, table_in, table_text};
pub use walk::{OtherFile, SourceFile, Tree, beside, files_folder, walk};
pub use work_tree::WorkTree;
