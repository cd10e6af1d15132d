//! Runs side by side: medians with the least and the greatest, and ratios of pairs, as tables.

use std::fmt::Write;

use super::timed::Run;

/// What took turns in one run: a name, and its runs in order.
pub type Rows = Vec<(String, Vec<Run>)>;

/// A column of a table that one benchmark alone has: its name, and what stands in a row of it.
pub type Column<'a> = (&'a str, &'a dyn Fn(&str, &[Run]) -> String);

/// What is told of a run: how it is called, and how many decimals it has.
struct Figure {
    of: fn(&Run) -> f64,
    name: &'static str,
    decimals: usize,
}

const FIGURES: [Figure; 3] = [
    Figure { of: |run| run.wall, name: "wall, s", decimals: 3 },
    Figure { of: |run| run.cpu, name: "processor, s", decimals: 2 },
    Figure { of: |run| run.peak, name: "peak memory, MiB", decimals: 0 },
];

/// Returns `median (least–greatest)`.
pub fn spread(values: impl Iterator<Item = f64>, decimals: usize) -> String {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let [least, .., greatest] = values[..] else {
        return values.first().map_or(String::new(), |only| format!("{only:.decimals$}"));
    };
    format!("{:.decimals$} ({least:.decimals$}–{greatest:.decimals$})", median(&values))
}

/// Returns the middle of sorted values: of an even number, the middle of the two in the middle.
fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    match sorted.len() % 2 {
        0 => f64::midpoint(sorted[half - 1], sorted[half]),
        _ => sorted[half],
    }
}

/// Returns a table of how many times each row takes what the row `against` takes, run by run: what disturbs a machine
/// disturbs both of a pair.
pub fn ratios(rows: &Rows, against: &str) -> String {
    let Some((_, base)) = rows.iter().find(|(name, _)| name == against) else { return String::new() };
    let mut table = head("ratio, median of pairs (least–greatest)", &["wall", "processor", "peak memory"]);
    for (name, runs) in rows.iter().filter(|(name, _)| name != against) {
        let _ = write!(table, "| {name} / {against} |");
        for Figure { of, .. } in &FIGURES {
            let pairs = runs.iter().zip(base).map(|(a, b)| of(a) / of(b));
            let _ = write!(table, " {} |", spread(pairs, 2));
        }
        table.push('\n');
    }
    table
}

/// Returns a table of what each row took; `more` adds columns of their own.
pub fn medians(rows: &Rows, first: &str, more: &[Column<'_>]) -> String {
    let names: Vec<&str> = FIGURES.iter().map(|f| f.name).chain(more.iter().map(|(name, _)| *name)).collect();
    let mut table = head(first, &names);
    for (name, runs) in rows {
        let _ = write!(table, "| {name} |");
        for Figure { of, decimals, .. } in &FIGURES {
            let _ = write!(table, " {} |", spread(runs.iter().map(of), *decimals));
        }
        for (_, tell) in more {
            let _ = write!(table, " {} |", tell(name, runs));
        }
        table.push('\n');
    }
    table
}

/// Returns the head of a table.
pub fn head(first: &str, columns: &[&str]) -> String {
    format!("| {first} | {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len() + 1))
}

/// Returns a number with commas between its thousands.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_two_runs_of_the_same_turn() {
        let run = |wall| Run { wall, cpu: wall, peak: 1.0 };
        let rows = vec![
            ("a".to_owned(), vec![run(2.0), run(9.0), run(4.0)]),
            ("b".to_owned(), vec![run(1.0), run(3.0), run(4.0)]),
        ];
        assert!(ratios(&rows, "b").contains("| a / b | 2.00 (1.00–3.00) |"));
        assert_eq!(spread([4.0, 1.0].into_iter(), 1), "2.5 (1.0–4.0)");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
