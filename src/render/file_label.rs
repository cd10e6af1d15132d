//! What readers see of a file before they fetch it: its type and its size.

/// Returns `DOCX，35.2 KB`, in words that need no translation.
pub(super) fn label(name: &str, size: u64) -> String {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    if extension.is_empty() { human_size(size) } else { format!("{} {}", extension.to_uppercase(), human_size(size)) }
}

/// Returns the size as people say it, to three digits: `352 B`, `35.2 KB`, `1.25 MB`.
fn human_size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let mut size = bytes as f64 / 1024.0;
    let mut unit = 0;
    while size >= 999.5 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    let decimals = if size >= 99.95 { 0 } else { 1 };
    format!("{size:.decimals$} {}", UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short_and_never_wrong_by_a_unit() {
        for (bytes, text) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 KB"),
            (36_045, "35.2 KB"),
            (1_023_000, "999 KB"),
            (1_048_575, "1.0 MB"),
            (5_000_000_000, "4.7 GB"),
            (u64::MAX, "16777216 TB"),
        ] {
            assert_eq!(human_size(bytes), text, "{bytes}");
        }
    }

    #[test]
    fn a_file_without_extension_shows_its_size_alone() {
        assert_eq!(label("申请表.docx", 36_045), "DOCX 35.2 KB");
        assert_eq!(label("LICENSE", 12), "12 B");
    }
}
