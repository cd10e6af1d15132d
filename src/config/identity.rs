//! What a site is known by: the forms of domains, codes and numbers that others issued.

/// Returns whether `text` is a domain in lower case: at least two labels, the last not a number.
///
/// A Chinese domain is written in its ASCII form (`xn--…`), as browsers send it.
pub(super) fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let numeric = |label: &&str| label.bytes().all(|b| b.is_ascii_digit());
    text.len() <= 253 && labels.len() >= 2 && labels.iter().all(|l| is_label(l)) && !labels.last().is_some_and(numeric)
}

fn is_label(label: &str) -> bool {
    let edges = !label.starts_with('-') && !label.ends_with('-');
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=63).contains(&label.len()) && edges && label.bytes().all(plain)
}

/// Returns whether `text` has the form of a 网站标识码: ten digits, or `bm` and eight for ministries.
pub(super) fn is_id_code(text: &str) -> bool {
    is_digits(text, 10) || text.strip_prefix("bm").is_some_and(|rest| is_digits(rest, 8))
}

/// Returns whether `text` has the form of a 公安机关备案号: fourteen digits.
pub(super) fn is_police(text: &str) -> bool {
    is_digits(text, 14)
}

/// Returns whether `text` can stand in the address of the 党政机关网站标识 without being escaped.
pub(super) fn is_conac(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_lower_case_labels() {
        for good in ["swj.anlan.example", "a-b.example", "xn--fiq228c.example"] {
            assert!(is_domain(good), "{good}");
        }
        let long = format!("{}.example", "a".repeat(64));
        for bad in ["", "localhost", "Swj.example", "a..example", "-a.example", "a_b.example", "10.0.0.1", ".", &long] {
            assert!(!is_domain(bad), "{bad}");
        }
    }

    #[test]
    fn codes_have_the_length_that_their_issuer_gave_them() {
        assert!(is_id_code("0000000001") && is_id_code("bm01000001"));
        assert!(!is_id_code("000000001") && !is_id_code("bm1") && !is_id_code("BM01000001"));
        assert!(
            is_police("00000000000001") && !is_police("0000000000000") && !is_police("１２３４５６７８９０１２３４")
        );
    }
}
