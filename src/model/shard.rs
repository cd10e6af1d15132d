//! Which part of a build a machine makes.

use std::fmt;

use super::{Sha256, SiteId};

/// Part `number` of `of`, from 1.
///
/// Every file of an output belongs to exactly one part, whoever asks and on whatever machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// Most parts of a build: each reads and checks everything, so that more would only repeat it.
    pub const MOST: u32 = 1000;

    /// Returns part `number` of `of`, or none if there is no such part.
    pub fn new(number: u32, of: u32) -> Option<Self> {
        ((1..=of).contains(&number) && of <= Self::MOST).then_some(Self { number, of })
    }

    /// Returns the part that `text` spells: `2/5`.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, of) = text.split_once('/')?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        Self::new(digits(number)?, digits(of)?)
    }

    /// Returns which part it is, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Returns how many parts there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Returns whether what lies at `path` for `site` belongs to this part.
    ///
    /// By a hash of both names, and not by their order: a new page moves no other page to another part. The files of one
    /// segment of the search index, which are made in one go, belong together, wherever copies of them lie.
    pub fn owns(self, site: &SiteId, path: &str) -> bool {
        let hash = match segment(path) {
            Some(segment) => Sha256::of(segment.as_bytes()),
            None => Sha256::of(format!("{site}/{path}").as_bytes()),
        };
        let first = hash.as_bytes()[..8].iter().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
        first % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// Returns the folder of the segment of the search index that a file belongs to: `search/<name>/<file>`.
fn segment(path: &str) -> Option<&str> {
    let (folder, file) = path.rsplit_once('/')?;
    let name = folder.strip_prefix("search/")?;
    (!name.contains('/') && (file.ends_with(".bin") || file.ends_with(".json"))).then_some(folder)
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_belongs_to_exactly_one_part() {
        let sites = ["portal", "trade"].map(|id| SiteId::parse(id).unwrap());
        for of in 1..=7 {
            let parts: Vec<Shard> = (1..=of).map(|number| Shard::new(number, of).unwrap()).collect();
            let mut counts = vec![0; parts.len()];
            for (site, number) in sites.iter().flat_map(|site| (0..500).map(move |n| (site, n))) {
                let path = format!("notice/2026/{number}.html");
                let owners: Vec<usize> = (0..parts.len()).filter(|p| parts[*p].owns(site, &path)).collect();
                assert_eq!(owners.len(), 1, "{path}");
                counts[owners[0]] += 1;
            }
            assert!(counts.iter().all(|count| count * of > 700), "fair: {counts:?}");
        }
    }

    #[test]
    fn what_was_dealt_out_yesterday_is_dealt_out_the_same_way_today() {
        let site = SiteId::parse("portal").unwrap();
        let owner = |path| (1..=5).find(|n| Shard::new(*n, 5).unwrap().owns(&site, path)).unwrap();
        assert_eq!(["index.html", "404.html", "feed.xml", "公告/a.html"].map(owner), [2, 2, 2, 5]);
    }

    #[test]
    fn what_is_made_in_one_go_belongs_to_one_part() {
        let owners = |site: &str, path: &str| {
            let site = SiteId::parse(site).unwrap();
            (1..=7).filter(|n| Shard::new(*n, 7).unwrap().owns(&site, path)).collect::<Vec<_>>()
        };
        let all = (0..20).map(|n| owners("trade", &format!("search/0a1b/{n}.bin")));
        let other = [owners("portal", "search/0a1b/7.bin"), owners("portal", "search/0a1b/0.json")];
        let mut all: Vec<_> = all.chain(other).collect();
        all.dedup();
        assert_eq!((all.len(), all[0].len()), (1, 1));
    }

    #[test]
    fn a_part_reads_back_as_written() {
        assert_eq!(Shard::parse("2/5").unwrap().to_string(), "2/5");
        for bad in ["0/5", "6/5", "1/0", "1/1001", "+1/5", "1/5/5", "1", "/", "a/b", "1 / 5", "4294967297/5"] {
            assert_eq!(Shard::parse(bad), None, "{bad}");
        }
    }
}
