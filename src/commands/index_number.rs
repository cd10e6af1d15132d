//! The next free index number 索引号: issued once, and never used again.
//!
//! Looked for in everything that the repository holds, in any branch, any older version, or thrown away: a number that
//! is passed over for nothing costs nothing, one that two documents have is in two catalogues for ever.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::commands::Failure;
use crate::diag::Sink;
use crate::git::Repository;
use crate::model::SiteId;
use crate::pipeline::Group;
use crate::source::{Files, MAX_PAGE, WorkTree, walk};

/// All numbers that anything ever had.
pub(super) struct Register<'g> {
    group: &'g Group,
    /// Those in the whole repository, and those issued by this run.
    seen: Seen,
    /// Those of each page that lies there now, with its path.
    own: Vec<(String, Seen)>,
}

impl<'g> Register<'g> {
    /// Reads every page of the work tree and every object of the repository.
    ///
    /// # Errors
    /// The objects of the repository cannot be listed.
    pub(super) fn read(group: &'g Group) -> Result<Self, Failure> {
        let files = WorkTree::new(&group.root);
        let (mut seen, mut own) = (Seen::default(), Vec::new());
        for page in walk(&files, &mut Sink::default()).pages {
            let text = files.read(page.path.as_str(), MAX_PAGE).unwrap_or_default();
            seen.take(&text);
            let mut of_page = Seen::default();
            of_page.take_own(&text);
            own.push((page.path.to_string(), of_page));
        }
        if let Ok(repository) = Repository::open(&group.root) {
            repository.objects()?.each_blob(MAX_PAGE, &mut |bytes| seen.take(bytes))?;
        }
        Ok(Self { group, seen, own })
    }

    /// Issues a number of `year` to a document of `site`, in the manner of most that the site has; none if it has none
    /// yet.
    pub(super) fn issue(&mut self, site: &SiteId, year: i16) -> Option<String> {
        let folder = if self.group.config.single { "content/".to_owned() } else { format!("content/{site}/") };
        let mut count: BTreeMap<&String, usize> = BTreeMap::new();
        for (_, seen) in self.own.iter().filter(|(path, _)| path.starts_with(&folder)) {
            seen.0.iter().for_each(|(prefix, numbers)| *count.entry(prefix).or_default() += numbers.len());
        }
        let prefix = count.into_iter().max_by_key(|(_, numbers)| *numbers)?.0.clone();
        Some(self.issue_after(&prefix, year))
    }

    /// Issues another number instead of one that is taken, of the same year and in the same manner; none if nobody
    /// could say what that is.
    pub(super) fn instead_of(&mut self, number: &str) -> Option<String> {
        let (prefix, year, _) = parts(number)?;
        Some(self.issue_after(prefix, year))
    }

    fn issue_after(&mut self, prefix: &str, year: i16) -> String {
        let number = self.seen.last(prefix, year) + 1;
        self.seen.0.entry(prefix.to_uppercase()).or_default().insert((year, number));
        format!("{prefix}/{year}-{number:05}")
    }
}

/// The numbers that were seen, by what stands before the year.
#[derive(Default)]
struct Seen(BTreeMap<String, BTreeSet<(i16, u64)>>);

impl Seen {
    /// Takes everything in the front matter that could be a number, whichever key it has and however it is written:
    /// rather one too many.
    fn take(&mut self, bytes: &[u8]) {
        for (_, number) in front_matter(bytes).lines().flat_map(tokens) {
            self.insert(number);
        }
    }

    /// Takes the numbers that stand behind `index`, so that none comes from somewhere else.
    fn take_own(&mut self, bytes: &[u8]) {
        for (line, number) in front_matter(bytes).lines().flat_map(tokens) {
            if line.contains("index") {
                self.insert(number);
            }
        }
    }

    fn insert(&mut self, (prefix, year, number): (&str, i16, u64)) {
        self.0.entry(prefix.to_uppercase()).or_default().insert((year, number));
    }

    /// Returns the last number of a year; 0 if it has none.
    fn last(&self, prefix: &str, year: i16) -> u64 {
        let numbers = self.0.get(&prefix.to_uppercase());
        numbers.and_then(|n| n.range((year, 0)..=(year, u64::MAX - 1)).next_back()).map_or(0, |(_, number)| *number)
    }
}

/// Returns the front matter of a page; nothing of what is none.
fn front_matter(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let Some(inside) = bytes.strip_prefix(b"---") else { return Cow::default() };
    let end = memchr::memmem::find(inside, b"\n---").unwrap_or(inside.len());
    String::from_utf8_lossy(&inside[..end])
}

/// Returns what could be a number in a line, each with the line.
fn tokens(line: &str) -> impl Iterator<Item = (&str, (&str, i16, u64))> {
    let words = line.split(|c: char| !(c.is_alphanumeric() || c == '/' || c == '-'));
    words.filter_map(move |word| Some((line, parts(word)?)))
}

/// Digits of a number at most: more than any catalogue has.
const MOST_DIGITS: usize = 12;

/// Returns the parts of a number: `11000000MBA10000XB`, 2026 and 42 of `11000000MBA10000XB/2026-00042`. What is written
/// in another manner is none, and nobody says which number follows it.
fn parts(number: &str) -> Option<(&str, i16, u64)> {
    let (prefix, rest) = number.rsplit_once('/')?;
    let (year, number) = rest.split_once('-')?;
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_whole = !prefix.is_empty()
        && prefix.chars().all(char::is_alphanumeric)
        && year.len() == 4
        && are_digits(year)
        && are_digits(number)
        && number.len() <= MOST_DIGITS;
    is_whole.then(|| Some((prefix, year.parse().ok()?, number.parse().ok()?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_is_found_however_it_is_written() {
        let mut seen = Seen::default();
        seen.take("---\ndocument:\n  index: A/2026-00007\n---\n".as_bytes());
        seen.take("---\ndocument: {validity: in-force, index: 'a/2026-00012', genre: 通知}\n---\n".as_bytes());
        seen.take("---\ndocument: {index: A/2026-3}\n---\n".as_bytes());
        seen.take("---\n  index: \"A/2025-99999\"  # 索引号\n---\n".as_bytes());
        seen.take("---\n  index: B/2026-00100\n---\n".as_bytes());
        seen.take("index: A/2026-00500, in a file that is no page".as_bytes());
        seen.take(
            b"---\n  index: A/2026-18446744073709551616\n  index: A/20260-1\n  index: /2026-9\n  index: A/2026-1x\n",
        );
        assert_eq!((seen.last("A", 2026), seen.last("A", 2025), seen.last("A", 2024)), (12, 99999, 0));
    }
}
