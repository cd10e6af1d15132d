//! Lists of small things of a page, packed: every page is kept with them, and few are ever asked for them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Span;

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

/// A link or an image of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LinkRecord<'p> {
    /// As written.
    pub dest: &'p str,
    /// Where it stands in the file.
    pub span: Span,
    /// Whether it is an image.
    pub image: bool,
}

/// A keyword of a page.
pub(super) type KeywordRecord<'p> = &'p str;

/// Things one behind the other, as bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Packed {
    count: u32,
    bytes: Box<[u8]>,
}

impl Packed {
    fn of<T: Serialize>(things: impl Iterator<Item = T>) -> Self {
        let (mut count, mut bytes) = (0, Vec::new());
        for thing in things {
            bytes = postcard::to_extend(&thing, bytes).expect("memory takes everything");
            count += 1;
        }
        Self { count, bytes: bytes.into() }
    }

    fn iter<'p, T: Deserialize<'p>>(&'p self) -> impl Iterator<Item = T> {
        let mut rest = &*self.bytes;
        std::iter::from_fn(move || {
            let (thing, behind) = postcard::take_from_bytes(rest).ok()?;
            rest = behind;
            Some(thing)
        })
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        (self.count, Bytes(&self.bytes)).serialize(s)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let (count, Bytes(bytes)) = Deserialize::deserialize(d)?;
        Ok(Self { count, bytes: bytes.into() })
    }
}

/// Bytes that are written and read in one go.
pub(super) struct Bytes<'b>(pub(super) &'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bytes(self.0)
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Bytes<'b> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(d).map(Bytes)
    }
}

macro_rules! list {
    ($(#[$doc:meta])* $name:ident of $thing:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        pub struct $name(Packed);

        impl $name {
            /// Returns them.
            pub fn iter(&self) -> impl Iterator<Item = $thing<'_>> {
                self.0.iter()
            }

            /// Returns how many there are.
            pub fn len(&self) -> usize {
                self.0.count as usize
            }

            /// Returns whether there is none.
            pub fn is_empty(&self) -> bool {
                self.0.count == 0
            }
        }

        impl<'p> FromIterator<$thing<'p>> for $name {
            fn from_iter<I: IntoIterator<Item = $thing<'p>>>(things: I) -> Self {
                Self(Packed::of(things.into_iter()))
            }
        }
    };
}

list!(
    /// The headings of a page, in the order of writing.
    Headings of HeadingRecord
);
list!(
    /// The links and images of a page, in the order of writing; spans are those of the file.
    Links of LinkRecord
);
list!(
    /// The keywords of a page, in the order of writing.
    Keywords of KeywordRecord
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back_as_it_was() {
        let kept = [("一", "一、总则", 2), ("", "", 6)];
        let kept = kept.map(|(id, text, level)| HeadingRecord { id, text, level });
        let headings: Headings = kept.into_iter().collect();
        assert!(headings.iter().eq(kept));
        assert_eq!(headings.len(), 2);
        let bytes = postcard::to_stdvec(&headings).unwrap();
        assert_eq!(postcard::from_bytes::<Headings>(&bytes).unwrap(), headings);
        assert!(Headings::default().iter().next().is_none() && Headings::default().is_empty());
    }
}
