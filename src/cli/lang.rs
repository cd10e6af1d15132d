//! Which language a run speaks.

use super::Environment;
use crate::model::Lang;

/// Decides: `--lang`, else `QIANFA_LANG`, else the site's own, else `LANG`, else Chinese.
///
/// A variable that names neither of our languages is passed over: it may be meant for other programs.
pub(super) fn decide(flag: Option<Lang>, environment: &Environment, site: impl FnOnce() -> Option<Lang>) -> Lang {
    let named = |tag: &Option<String>| tag.as_deref().and_then(Lang::parse);
    flag.or_else(|| named(&environment.qianfa_lang))
        .or_else(site)
        .or_else(|| named(&environment.lang))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(qianfa_lang: &str, lang: &str) -> Environment {
        Environment { qianfa_lang: Some(qianfa_lang.into()), lang: Some(lang.into()), ..Environment::default() }
    }

    #[test]
    fn whoever_is_nearer_to_the_person_decides() {
        let (zh, en) = (Some(Lang::ZhCn), Some(Lang::En));
        assert_eq!(decide(en, &environment("zh-CN", "zh_CN.UTF-8"), || zh), Lang::En);
        assert_eq!(decide(None, &environment("en", "zh_CN.UTF-8"), || zh), Lang::En);
        assert_eq!(decide(None, &environment("fr", "zh_CN.UTF-8"), || en), Lang::En);
        assert_eq!(decide(None, &environment("", "en_GB.UTF-8"), || None), Lang::En);
        assert_eq!(decide(None, &environment("", "C.UTF-8"), || None), Lang::ZhCn);
        assert_eq!(decide(None, &Environment::default(), || None), Lang::ZhCn);
    }
}
