//! Units: what is shown, held and withdrawn as a whole, in any commit.
//!
//! A page is one with every file that it uses: those in its own folder and those of other pages that its body names.
//! A file that several pages use needs what each of them needs.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::git::{CommitNo, GitError, PathNo, VersionId};
use crate::review::paths::{Paths, is_file_beside, is_page};

/// A page or a theme with its files, or `site.toml`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// The path that it is known by: the page, the theme's `theme.toml`, `site.toml`.
    pub main: PathNo,
    /// Everything in it, `main` first.
    pub items: Vec<Item>,
}

/// One file of a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Where it lies.
    pub path: PathNo,
    /// What it is there.
    pub version: VersionId,
    /// The pages that use it, the one that it belongs to first; none for a file outside columns.
    pub users: Vec<PathNo>,
}

/// For files by their names, the pages some version of which names them.
pub(super) type Linkers = HashMap<String, BTreeSet<PathNo>>;

/// Finds units.
pub struct Units<'a> {
    paths: &'a Paths<'a>,
    /// For every file, the pages some version of which names it.
    linkers: OnceLock<Linkers>,
}

impl<'a> Units<'a> {
    /// Returns what finds units among `paths`.
    pub fn new(paths: &'a Paths<'a>) -> Self {
        Self { paths, linkers: OnceLock::new() }
    }

    /// Returns what finds units among `paths`, where an earlier run knows which pages name which files.
    pub(super) fn knowing(paths: &'a Paths<'a>, linkers: Option<Linkers>) -> Self {
        Self { paths, linkers: linkers.map_or_else(OnceLock::new, OnceLock::from) }
    }

    /// Returns which pages name which files, if anybody asked.
    pub(super) fn known_linkers(&self) -> Option<&Linkers> {
        self.linkers.get()
    }

    /// Returns every unit of `commit`, pages first, in the order of paths.
    ///
    /// # Errors
    /// A page cannot be read.
    pub fn all(&self, commit: CommitNo) -> Result<Vec<Unit>, GitError> {
        let there = self.paths.all().filter(|(_, no)| self.paths.has(commit, *no));
        let (mut pages, mut themes, mut others) = (Vec::new(), BTreeMap::<&str, Vec<PathNo>>::new(), Vec::new());
        for (name, no) in there {
            if is_page(name.as_str()) {
                pages.push(no);
            } else if let Some(theme) = theme_of(name.as_str()) {
                themes.entry(theme).or_default().push(no);
            } else if name.as_str() == SITE {
                others.push(self.outside(commit, vec![no]));
            }
        }
        let pages: Result<Vec<Unit>, GitError> = pages.into_par_iter().map(|p| self.page(commit, p)).collect();
        let mut units = pages?;
        units.extend(themes.into_values().map(|files| self.outside(commit, files)));
        units.extend(others);
        Ok(units)
    }

    /// Returns the unit that is known by `main` in `commit`.
    ///
    /// # Errors
    /// A page cannot be read.
    pub fn of(&self, commit: CommitNo, main: PathNo) -> Result<Unit, GitError> {
        let Some(name) = self.paths.name(main) else { return Ok(self.outside(commit, vec![main])) };
        if is_page(name.as_str()) {
            return self.page(commit, main);
        }
        let mates: Vec<PathNo> = mates(self.paths, main).filter(|no| self.paths.has(commit, *no)).collect();
        Ok(self.outside(commit, if mates.is_empty() { vec![main] } else { mates }))
    }

    fn page(&self, commit: CommitNo, page: PathNo) -> Result<Unit, GitError> {
        let version = self.paths.at(commit, page);
        let mut files: BTreeSet<PathNo> = self.paths.beside(commit, page).into_iter().collect();
        if let Some(declared) = self.paths.declared(page, version)? {
            let named = declared.names.iter().filter(|n| is_file_beside(n)).filter_map(|n| self.paths.find(n));
            files.extend(named.filter(|no| self.paths.has(commit, *no)));
        }
        let mut items = vec![Item { path: page, version, users: vec![page] }];
        for path in files {
            let users = self.users(commit, page, path)?;
            items.push(Item { path, version: self.paths.at(commit, path), users });
        }
        Ok(Unit { main: page, items })
    }

    /// Returns the pages of `commit` that use a file of `page`'s unit: the one it lies beside, then those that name it.
    fn users(&self, commit: CommitNo, page: PathNo, file: PathNo) -> Result<Vec<PathNo>, GitError> {
        let Some(name) = self.paths.name(file) else { return Ok(vec![page]) };
        let mut users: Vec<PathNo> = self.paths.owner(commit, name.as_str()).into_iter().collect();
        let linkers = self.linkers()?.get(name.as_str()).into_iter().flatten().copied();
        for linker in linkers.chain([page]) {
            let version = self.paths.at(commit, linker);
            if users.contains(&linker) || version == VersionId::ABSENT {
                continue;
            }
            let declared = self.paths.declared(linker, version)?;
            if linker == page || declared.is_some_and(|d| d.names.iter().any(|n| n == name.as_str())) {
                users.push(linker);
            }
        }
        Ok(users)
    }

    /// Reads every version of every page once, the first time that some page has a file.
    pub(super) fn linkers(&self) -> Result<&Linkers, GitError> {
        if let Some(known) = self.linkers.get() {
            return Ok(known);
        }
        let pages: Vec<PathNo> = self.paths.all().filter(|(n, _)| is_page(n.as_str())).map(|(_, no)| no).collect();
        let named = |page: &PathNo| -> Result<Vec<(String, PathNo)>, GitError> {
            let versions: BTreeSet<VersionId> =
                self.paths.trail().versions.touches(*page).map(|t| t.now).filter(|v| *v != VersionId::ABSENT).collect();
            let mut named = Vec::new();
            for version in versions {
                let declared = self.paths.declared(*page, version)?;
                let names = declared.iter().flat_map(|d| &d.names).filter(|n| is_file_beside(n));
                named.extend(names.map(|n| (n.clone(), *page)));
            }
            Ok(named)
        };
        let all: Result<Vec<_>, GitError> = pages.par_iter().map(named).collect();
        let mut linkers = Linkers::new();
        for (name, page) in all?.into_iter().flatten() {
            linkers.entry(name).or_default().insert(page);
        }
        Ok(self.linkers.get_or_init(|| linkers))
    }

    /// Returns the unit of files outside columns; a theme is known by its `theme.toml`, or else by its first file.
    fn outside(&self, commit: CommitNo, mut files: Vec<PathNo>) -> Unit {
        let is_main = |no: &PathNo| {
            self.paths.name(*no).is_some_and(|n| n.name() == THEME && n.folder().matches('/').count() == 1)
        };
        if let Some(at) = files.iter().position(is_main) {
            files.swap(0, at);
        }
        let item = |path: PathNo| Item { path, version: self.paths.at(commit, path), users: Vec::new() };
        Unit { main: files[0], items: files.into_iter().map(item).collect() }
    }
}

/// The configuration of the sites.
const SITE: &str = "site.toml";

/// The file that says what a theme is.
const THEME: &str = "theme.toml";

/// Returns every file that any commit ever had in the theme of `file`; nothing where it lies in none.
pub(super) fn mates<'p>(paths: &'p Paths<'_>, file: PathNo) -> impl Iterator<Item = PathNo> + 'p {
    let theme = paths.name(file).and_then(|name| theme_of(name.as_str()));
    let all = theme.map(|theme| paths.all().filter(move |(name, _)| theme_of(name.as_str()) == Some(theme)));
    all.into_iter().flatten().map(|(_, no)| no)
}

/// Returns the name of the theme that a file belongs to.
pub(super) fn theme_of(path: &str) -> Option<&str> {
    path.strip_prefix("themes/")?.split_once('/').map(|(theme, _)| theme)
}
