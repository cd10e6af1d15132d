//! The headings of a page, packed: every page is kept with them, and few are ever asked for them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A heading of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeadingRecord<'p> {
    /// Its anchor.
    pub id: &'p str,
    /// Its text.
    pub text: &'p str,
    /// 1 to 6.
    pub level: u8,
}

/// The headings of a page, in the order of writing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Headings(Box<[u8]>);

impl Headings {
    /// Returns them.
    pub fn iter(&self) -> impl Iterator<Item = HeadingRecord<'_>> {
        let mut rest = &*self.0;
        std::iter::from_fn(move || {
            let (heading, behind) = postcard::take_from_bytes(rest).ok()?;
            rest = behind;
            Some(heading)
        })
    }
}

impl<'h> FromIterator<HeadingRecord<'h>> for Headings {
    fn from_iter<I: IntoIterator<Item = HeadingRecord<'h>>>(headings: I) -> Self {
        let packed = headings.into_iter().fold(Vec::new(), |packed, heading| {
            postcard::to_extend(&heading, packed).expect("memory takes everything")
        });
        Self(packed.into())
    }
}

impl Serialize for Headings {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Headings {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Ok(Self(<&[u8]>::deserialize(d)?.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_come_back_as_they_were_kept() {
        let kept = [("一", "一、总则", 2), ("", "", 6)];
        let kept = kept.map(|(id, text, level)| HeadingRecord { id, text, level });
        let headings: Headings = kept.into_iter().collect();
        assert!(headings.iter().eq(kept));
        let bytes = postcard::to_stdvec(&headings).unwrap();
        assert_eq!(postcard::from_bytes::<Headings>(&bytes).unwrap(), headings);
        assert!(Headings::default().iter().next().is_none());
    }
}
