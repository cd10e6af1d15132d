//! The theme's files under names that change with their content, so that browsers may keep them for ever.

use std::collections::BTreeMap;

use crate::model::{OutputPath, Sha256};

/// A file of the theme.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    /// Where it is published: `assets/site.1a2b3c4d.css`.
    pub(super) path: OutputPath,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// The files of the repository that it was made from, or the program.
    pub(super) from: Vec<String>,
}

/// Gives every file its published name; style sheets come last, because they name the others.
///
/// A name that is no plain path is left out: nothing can refer to it.
pub(super) fn publish(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Asset> {
    let (sheets, others): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name.ends_with(".css"));
    let mut assets: BTreeMap<String, Asset> = BTreeMap::new();
    for (name, bytes) in others {
        assets.extend(asset(name, bytes.clone()).map(|a| (name.clone(), a)));
    }
    let rewritten: Vec<_> = sheets.into_iter().map(|(name, bytes)| (name, rewrite(bytes, &assets))).collect();
    for (name, bytes) in rewritten {
        assets.extend(asset(name, bytes).map(|a| (name.clone(), a)));
    }
    assets
}

fn asset(name: &str, bytes: Vec<u8>) -> Option<Asset> {
    let hash = Sha256::of(&bytes).to_string();
    let (stem, extension) = name.rsplit_once('.')?;
    let path = OutputPath::parse(&format!("assets/{stem}.{}.{extension}", &hash[..8]))?;
    Some(Asset { path, bytes, from: Vec::new() })
}

/// Turns `url("emblem.svg")` of a style sheet into the published name.
fn rewrite(sheet: &[u8], assets: &BTreeMap<String, Asset>) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(sheet).into_owned();
    for (name, asset) in assets {
        text = text.replace(&format!("url(\"{name}\")"), &format!("url(\"/{}\")", asset.path));
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(svg: &str) -> BTreeMap<String, Vec<u8>> {
        let sheet = b"a { background: url(\"a.svg\") }".to_vec();
        [("a.svg".to_owned(), svg.as_bytes().to_vec()), ("site.css".to_owned(), sheet)].into()
    }

    #[test]
    fn a_changed_picture_gives_its_style_sheet_a_new_name() {
        let (old, new) = (publish(&files("<svg/>")), publish(&files("<svg> </svg>")));
        assert_ne!(old["a.svg"].path, new["a.svg"].path);
        assert_ne!(old["site.css"].path, new["site.css"].path);
        let sheet = String::from_utf8(new["site.css"].bytes.clone()).unwrap();
        assert!(sheet.contains(&format!("url(\"/{}\")", new["a.svg"].path)), "{sheet}");
    }
}
