//! What differs between two texts, line by line, as `diff -u` shows it without its headers.

/// Lines of context around a change.
const CONTEXT: usize = 2;

/// Cells of the table that is filled for the longest common lines: above it everything between the first and the last
/// difference is shown as changed. A matrix of some thousand lines stays below.
const MAX_CELLS: usize = 16 << 20;

/// Returns the differing lines with two lines around them; `…` stands for what is left out.
pub(super) fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let lines = compare(&old, &new);
    let near = |at: usize| {
        let from = at.saturating_sub(CONTEXT);
        lines[from..(at + CONTEXT + 1).min(lines.len())].iter().any(|(sign, _)| *sign != ' ')
    };
    let (mut text, mut gap) = (String::new(), false);
    for (at, (sign, line)) in lines.iter().enumerate() {
        if near(at) {
            text.push_str(&format!("{sign}{line}\n"));
            gap = false;
        } else if !gap {
            text.push_str("…\n");
            gap = true;
        }
    }
    text
}

fn compare<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_mid, new_mid) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    let mut lines: Vec<(char, &str)> = old[..head].iter().map(|l| (' ', *l)).collect();
    lines.extend(middle(old_mid, new_mid));
    lines.extend(old_rest[old_rest.len() - tail..].iter().map(|l| (' ', *l)));
    lines
}

fn middle<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    let minus = |lines: &[&'t str]| lines.iter().map(|l| ('-', *l)).collect::<Vec<_>>();
    let plus = |lines: &[&'t str]| lines.iter().map(|l| ('+', *l)).collect::<Vec<_>>();
    if old.len().saturating_mul(new.len()) > MAX_CELLS {
        return [minus(old), plus(new)].concat();
    }
    // common[i][j]: how many lines old[i..] and new[j..] have in common.
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
    lines.extend(minus(&old[i..]));
    lines.extend(plus(&new[j..]));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_left_out_and_what_changed_stands_once() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n";
        let new = "1\n2\n3\n4\nfive\n6\n7\n8\n";
        assert_eq!(difference(old, new), "…\n 3\n 4\n-5\n+five\n 6\n 7\n…\n");
        assert_eq!(difference("a\nb\n", "b\n"), "-a\n b\n");
        assert_eq!(difference("", "a\n"), "+a\n");
    }
}
