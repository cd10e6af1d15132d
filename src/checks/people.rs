//! Whether a text names a person, and how names and numbers of people are masked.
//!
//! Nobody can tell every name from every other word. So the question is turned round: a short text counts as a name
//! unless it is masked, names an organisation, or names nobody (`data/lexicon/organisations.txt`); a long one never
//! does.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::checks::chinese::is_han;

/// Marks of organisations; a single character counts only at the end of a name of three or more.
const ORGANISATIONS: &str = include_str!("../../data/lexicon/organisations.txt");

/// Words of Latin names of companies.
const LATIN_ORGANISATIONS: [&str; 14] = [
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "limited",
    "llc",
    "ltd",
    "plc",
    "sa",
];

/// Ways to address somebody of whom only the surname is said.
const TITLES: [&str; 8] = ["先生", "女士", "小姐", "同志", "老师", "师傅", "大爷", "阿姨"];

/// Surnames of two characters, the more usual ones (《百家姓》).
const DOUBLE_SURNAMES: [&str; 20] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "长孙", "宇文", "夏侯",
    "端木", "百里", "南宫", "独孤", "轩辕", "呼延",
];

/// Longest Chinese name without a dot; names of national minorities are written with one.
const LONGEST_NAME: usize = 4;

static ORGANISATION: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(words().filter(|w| !is_character(w))).expect("the embedded list is short"));

fn words() -> impl Iterator<Item = &'static str> {
    ORGANISATIONS.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn is_character(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

fn is_organisation(text: &str) -> bool {
    let is_long = text.chars().nth(2).is_some();
    ORGANISATION.is_match(text) || (is_long && words().filter(|w| is_character(w)).any(|w| text.ends_with(w)))
}

/// Returns whether `text` shows the full name of a person.
pub(crate) fn is_full_name(text: &str) -> bool {
    let text = text.trim();
    if text.contains(is_mask) || is_organisation(text) {
        return false;
    }
    let name = TITLES.iter().find_map(|title| text.strip_suffix(title)).unwrap_or(text);
    if name.chars().any(is_han) { is_chinese_name(name) } else { is_latin_name(name) }
}

/// Returns whether `c` stands for what must not be shown.
fn is_mask(c: char) -> bool {
    matches!(c, '*' | '＊' | '×' | '某' | '○' | '●' | '□' | '■')
}

fn is_chinese_name(name: &str) -> bool {
    let is_dot = |c| matches!(c, '·' | '•' | '・' | '.');
    let letters = name.chars().filter(|c| is_han(*c)).count();
    if !name.chars().all(|c| is_han(c) || is_dot(c) || c == ' ' || c == '\u{3000}') || DOUBLE_SURNAMES.contains(&name) {
        return false;
    }
    letters >= 2 && (letters <= LONGEST_NAME || name.contains(is_dot))
}

fn is_latin_name(name: &str) -> bool {
    let words: Vec<String> = name.split([' ', '.', ',']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let is_word = |w: &String| w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    (2..=4).contains(&words.len())
        && words.iter().all(is_word)
        && !words.iter().any(|w| LATIN_ORGANISATIONS.contains(&w.as_str()))
}

/// Returns how a name is masked: the surname and a `*` for each further character.
pub(crate) fn mask_name(name: &str) -> String {
    let name = name.trim();
    let name = TITLES.iter().find_map(|title| name.strip_suffix(title)).unwrap_or(name);
    let surname = DOUBLE_SURNAMES.iter().find(|s| name.starts_with(**s) && name.len() > s.len());
    let kept = surname.map_or_else(|| name.chars().next().map_or(0, char::len_utf8), |s| s.len());
    let hidden = name[kept..].chars().filter(|c| !c.is_whitespace()).count();
    format!("{}{}", &name[..kept], "*".repeat(hidden.clamp(1, LONGEST_NAME)))
}

/// Returns whether `text` is an identity number masked as prescribed: the first two digits, the last three, and `*`
/// between them (`35*************123`).
pub(crate) fn is_masked_number(text: &str) -> bool {
    let bytes = text.trim().as_bytes();
    let (15 | 18, [first, second, middle @ .., x, y, z]) = (bytes.len(), bytes) else { return false };
    [first, second, x, y].iter().all(|b| b.is_ascii_digit())
        && matches!(z, b'0'..=b'9' | b'X' | b'x')
        && middle.iter().all(|b| *b == b'*')
}

/// Returns how an identity number is masked.
pub(crate) fn mask_number(number: &str) -> String {
    let characters: Vec<char> = number.trim().chars().collect();
    let shown = |at: usize| at < 2 || at + 3 >= characters.len();
    characters.iter().enumerate().map(|(at, c)| if shown(at) { *c } else { '*' }).collect()
}

/// Returns the first identity number in `text` that is written in full: eighteen characters, a birthday that exists
/// and the check character of GB 11643.
pub(crate) fn identity_number(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let end = at + digits + usize::from(digits == 17 && matches!(bytes.get(at + 17), Some(b'X' | b'x')));
        if end - at == 18 && is_identity_number(&bytes[at..end]) {
            return text.get(at..end);
        }
        at += digits.max(1);
    }
    None
}

fn is_identity_number(number: &[u8]) -> bool {
    // GB 11643-1999, 附录A.
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum: u32 = number.iter().zip(WEIGHTS).map(|(b, w)| u32::from(b - b'0') * w).sum();
    let field = |from: usize, to: usize| number[from..to].iter().fold(0i16, |n, b| n * 10 + i16::from(b - b'0'));
    CHECKS[(sum % 11) as usize] == number[17].to_ascii_uppercase()
        && crate::model::Day::new(field(6, 10), field(10, 12), field(12, 14)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_told_from_those_of_organisations() {
        for name in [
            "张三",
            "李小明",
            "欧阳修",
            "诸葛孔明",
            "张 三",
            "阿依古丽·买买提",
            "李明先生",
            "John Smith",
            "Mary A. Jones",
        ] {
            assert!(is_full_name(name), "{name}");
        }
        for other in [
            "李**",
            "匿名",
            "某企业",
            "张某",
            "李女士",
            "欧阳先生",
            "网友“晴天”",
            "安澜示例商贸有限公司",
            "老周面馆",
            "主持人",
            "市场秩序处",
            "李",
            "",
            "Example Trading Co., Ltd.",
            "一位多年在外打工的老人",
            "东塘区示例五金商行",
            "×××",
        ] {
            assert!(!is_full_name(other), "{other}");
        }
    }

    #[test]
    fn names_and_numbers_are_masked_as_prescribed() {
        assert_eq!(mask_name("李小明"), "李**");
        assert_eq!(mask_name("欧阳修"), "欧阳*");
        assert_eq!(mask_name("李小明先生"), "李**");
        let masked = mask_number("000000199001010018");
        assert_eq!(masked, "00*************018");
        assert!(
            is_masked_number(&masked) && is_masked_number("35*************12X") && is_masked_number("35**********123")
        );
        for bad in ["", "000000199001010018", "0000**********1237", "35*************123*", "ab*************123", "3*"] {
            assert!(!is_masked_number(bad), "{bad}");
        }
    }

    #[test]
    fn only_a_number_that_checks_is_an_identity_number() {
        assert_eq!(identity_number("张某，身份证00000019900101001"), None);
        assert_eq!(identity_number("证件号码000000199001010018。"), Some("000000199001010018"));
        assert_eq!(identity_number("000000199001010010"), None);
        assert_eq!(identity_number("000000199013010015"), None);
        assert_eq!(identity_number("订单1000000199001010018号"), None);
        assert_eq!(identity_number("11010519491231002X"), Some("11010519491231002X"));
    }
}
