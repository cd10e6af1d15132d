//! Which paths of a tree are of interest.

/// A set of files and folders; a folder stands for everything in it.
///
/// Folders outside the scope are never opened, whatever a commit puts there.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Ascending; an empty path is the whole tree.
    paths: Vec<Vec<u8>>,
}

impl Scope {
    /// Returns the whole tree.
    pub fn everything() -> Self {
        Self { paths: vec![vec![]] }
    }

    /// Returns the files with these paths, and all files in the folders with these paths.
    pub fn of<P: AsRef<[u8]>>(paths: impl IntoIterator<Item = P>) -> Self {
        let mut paths: Vec<Vec<u8>> = paths.into_iter().map(|p| trimmed(p.as_ref()).to_vec()).collect();
        paths.sort_unstable();
        paths.dedup();
        Self { paths }
    }

    /// Returns whether the file `path` is in the scope.
    pub fn holds(&self, path: &[u8]) -> bool {
        let slashes = path.iter().enumerate().filter(|(_, b)| **b == b'/').map(|(at, _)| at);
        let mut prefixes = std::iter::once(0).chain(slashes).map(|end| &path[..end]);
        self.names(path) || prefixes.any(|prefix| self.names(prefix))
    }

    /// Returns whether files in the folder `path` can be in the scope.
    pub fn enters(&self, path: &[u8]) -> bool {
        let below = |p: &&Vec<u8>| p.strip_prefix(path).is_some_and(|rest| rest.starts_with(b"/"));
        // Paths below the folder follow it in order, once others that begin with its name are passed (`a-b`, `a/b`).
        let inside = [path, b"/"].concat();
        let first = self.paths.partition_point(|p| *p < inside);
        self.holds(path) || self.paths.get(first).as_ref().is_some_and(below)
    }

    fn names(&self, path: &[u8]) -> bool {
        self.paths.binary_search_by(|p| p.as_slice().cmp(path)).is_ok()
    }
}

fn trimmed(path: &[u8]) -> &[u8] {
    path.strip_suffix(b"/").unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_opens_only_the_folders_on_its_way() {
        let scope = Scope::of(["content/", "site.toml", ".qianfa/policy", "a-b", "a/b/c.md", "a.b"]);
        for path in ["content/x.md", "content/a/b/c", "site.toml", ".qianfa/policy/0001.toml", "a/b/c.md"] {
            assert!(scope.holds(path.as_bytes()), "{path}");
        }
        for path in ["contents/x", "site.toml.bak", ".qianfa/x", "a/b", "a/b/d.md", "b"] {
            assert!(!scope.holds(path.as_bytes()), "{path}");
        }
        for folder in ["content", "content/x", ".qianfa", ".qianfa/policy", "a", "a/b"] {
            assert!(scope.enters(folder.as_bytes()), "{folder}");
        }
        for folder in ["public", "contents", "a/c", "con", ".qianfa/other"] {
            assert!(!scope.enters(folder.as_bytes()), "{folder}");
        }
        assert!(Scope::everything().holds(b"a/b") && Scope::everything().enters(b"x"));
    }
}
