//! The two languages that people read.

/// The language of messages; a run speaks one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Lang {
    /// Simplified Chinese, the first language.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// Returns the language that a tag such as `zh-CN`, `zh_CN.UTF-8` or `en` names, or none of ours.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        match tag.split(['-', '_', '.']).next() {
            Some("zh") => Some(Self::ZhCn),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }
}
