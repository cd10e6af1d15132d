//! Sees quickly that no two places on the sites of a group are one, and that none is a folder of another.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashSet};
use rayon::prelude::*;

use super::SiteId;

/// Places that are to be apart, each as whoever adds it spells it.
///
/// Kept are numbers that stand for places, a tenth of the memory and the time of the places themselves. Two that are
/// alike by chance look like one, so only "apart" is an answer; whoever gets none looks at the places.
#[derive(Debug, Default)]
pub struct Apart {
    hasher: DefaultHashBuilder,
    files: Vec<u64>,
    folders: HashSet<u64>,
    /// The last folder and its site: neighbours mostly share theirs.
    last: Option<(SiteId, String)>,
}

impl Apart {
    /// Returns a collection with room for so many places.
    pub fn with_capacity(places: usize) -> Self {
        Self { files: Vec::with_capacity(places), ..Self::default() }
    }

    /// Adds a file of `site`, and so the folders that it lies in.
    pub fn add(&mut self, site: &SiteId, path: &str) {
        self.files.push(self.hasher.hash_one((site, path)));
        let Some((folder, _)) = path.rsplit_once('/') else { return };
        if self.last.as_ref().is_none_or(|(of, last)| last != folder || of != site) {
            let above = path.match_indices('/').map(|(end, _)| self.hasher.hash_one((site, &path[..end])));
            self.folders.extend(above);
            self.last = Some((site.clone(), folder.to_owned()));
        }
    }

    /// Returns whether no file is where another is, or where another has a folder.
    pub fn are_apart(mut self) -> bool {
        self.files.par_sort_unstable();
        self.files.is_sorted_by(|a, b| a < b) && !self.files.iter().any(|file| self.folders.contains(file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_apart(places: &[(&str, &str)]) -> bool {
        let mut apart = Apart::default();
        places.iter().for_each(|(site, path)| apart.add(&SiteId::parse(site).unwrap(), path));
        apart.are_apart()
    }

    #[test]
    fn a_file_is_at_no_place_of_another_and_at_none_of_its_folders() {
        assert!(are_apart(&[("a", "x/y.html"), ("a", "x/z/y.html"), ("b", "x/y.html"), ("a", "x.html")]));
        assert!(!are_apart(&[("a", "x/y.html"), ("a", "x/y.html")]));
        assert!(!are_apart(&[("a", "y/b/c"), ("a", "y/b")]));
        assert!(!are_apart(&[("a", "y"), ("a", "y/b/c")]));
    }

    #[test]
    fn a_folder_of_one_site_is_not_taken_for_its_neighbours() {
        assert!(!are_apart(&[("a", "x/y"), ("b", "x/y"), ("b", "x")]));
    }
}
