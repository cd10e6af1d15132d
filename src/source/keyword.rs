//! Names of keyword pages: one for each keyword, never one for two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Returns the slug of each keyword: the keyword itself, as far as a file name can hold it.
///
/// Letters, digits and Chinese characters stay as they are, everything else becomes its number between underlines
/// (`C++` is `C_2b__2b_`), so that different keywords have different slugs. Keywords that differ only in case would be
/// one file on some systems: the later in order gets a number behind, which no other slug ends in.
pub fn slugs<'k>(keywords: impl IntoIterator<Item = &'k str>) -> BTreeMap<&'k str, String> {
    let mut slugs = BTreeMap::new();
    let mut alike: HashMap<String, usize> = HashMap::new();
    let sorted: BTreeSet<&str> = keywords.into_iter().collect();
    for keyword in sorted {
        let plain = slug(keyword);
        let number = alike.entry(plain.to_lowercase()).or_insert(0);
        *number += 1;
        let chosen = if *number == 1 { plain } else { format!("{plain}_{number}") };
        slugs.insert(keyword, chosen);
    }
    slugs
}

fn slug(keyword: &str) -> String {
    let mut slug = String::with_capacity(keyword.len());
    for c in keyword.chars() {
        // A decomposed letter is another keyword than the composed one, and must be another file.
        let stays = c.is_alphanumeric() && unicode_normalization::is_nfc(c.encode_utf8(&mut [0; 4]));
        if stays || c == '-' {
            slug.push(c);
        } else {
            slug.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_keywords_never_share_a_page() {
        let keywords =
            ["电子商务", "C++", "C  ", "a/b", "a_2f_b", "../..", "PPP", "ppp", "ppp_2", "e\u{301}", "é", "."];
        let slugs = slugs(keywords);
        assert_eq!(slugs["电子商务"], "电子商务");
        assert_eq!(slugs["C++"], "C_2b__2b_");
        assert_eq!(slugs["PPP"], "PPP");
        assert_eq!(slugs["ppp"], "ppp_2");
        let distinct: BTreeSet<_> = slugs.values().map(|s| s.to_lowercase()).collect();
        assert_eq!(distinct.len(), keywords.len());
        assert!(slugs.values().all(|s| !s.contains(['/', '.', '%', ' '])));
    }

    #[test]
    fn keywords_that_differ_only_in_case_are_counted_and_not_tried() {
        let spelt = |n: u32| -> String {
            let letter = |i: u32| if n >> i & 1 == 1 { 'A' } else { 'a' };
            (0..14).map(letter).collect()
        };
        let keywords: Vec<String> = (0..1 << 14).map(spelt).collect();
        let slugs = slugs(keywords.iter().map(String::as_str));
        assert_eq!(slugs["AAAAAAAAAAAAAA"], "AAAAAAAAAAAAAA");
        assert_eq!(slugs["aaaaaaaaaaaaaa"], "aaaaaaaaaaaaaa_16384");
        let distinct: BTreeSet<_> = slugs.values().map(|s| s.to_lowercase()).collect();
        assert_eq!(distinct.len(), keywords.len());
    }
}
