//! `qianfa matrix`: who answers for what, and who must sign.

use unicode_width::UnicodeWidthStr;

use crate::commands::{Cx, Exit, Failure};
use crate::diag::{Message, Sink, calm, calm_lines};
use crate::model::{ContentPath, PersonId};
use crate::pipeline::{self, Group};
use crate::policy::{Cell, MatrixRow, Person, Signers, StepSigners};
use crate::source::WorkTree;

/// Prints the matrix as a table: column × level → who signs.
///
/// # Errors
/// There is no site, or a file cannot be read.
pub fn table(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let group = match cx.open_or_report()? {
        Ok(group) => group,
        Err(exit) => return Ok(exit),
    };
    let heading = ["matrix-column", "matrix-department", "matrix-level", "matrix-steps"];
    let mut rows = vec![heading.map(|id| cx.word(&Message::new(id)))];
    for row in group.policy.table() {
        rows.extend(lines(cx, &row));
    }
    cx.print(&aligned(&rows));
    Ok(Exit::Clean)
}

/// Returns one line a level of a column.
fn lines(cx: &Cx<'_>, row: &MatrixRow<'_>) -> Vec<[String; 4]> {
    let column = &row.column.column;
    let name = format!("{} {}", column.name, column.id);
    let department = match row.departments.as_slice() {
        [] => String::new(),
        [only] => format!("{} {}", only.name, only.id),
        [first, ..] => {
            let name = format!("{} {}", first.name, first.id);
            cx.word(&Message::new("matrix-and-others").with("name", name).with("count", row.departments.len()))
        }
    };
    let line = |cell: &crate::policy::MatrixCell<'_>| {
        [name.clone(), department.clone(), cell.level.name.clone(), steps(&cell.steps)]
    };
    row.cells.iter().map(line).collect()
}

/// Returns the steps of a cell, each with those who may sign it for the first department.
fn steps(steps: &[StepSigners<'_>]) -> String {
    let parts = steps.iter().map(|s| {
        let first = s.signers.first().map(|g| names(&g.people)).unwrap_or_default();
        format!("{} [{first}]", s.step.name)
    });
    parts.collect::<Vec<_>>().join(" → ")
}

fn names(people: &[&Person]) -> String {
    people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("/")
}

/// Returns rows with their columns aligned, wide characters counted as two.
///
/// Nobody may have signed what is in them, so nothing in them commands the terminal.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let rows: Vec<[_; N]> = rows.iter().map(|row| row.each_ref().map(|cell| calm(cell))).collect();
    let widths: [usize; N] = std::array::from_fn(|i| rows.iter().map(|r| r[i].width()).max().unwrap_or(0));
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width + 2 - cell.width()));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Answers who is responsible for a column or a page, or what a person may do.
///
/// # Errors
/// There is no site, a file cannot be read, or nothing has that name.
pub fn whois(cx: &mut Cx<'_>, name: &str) -> Result<Exit, Failure> {
    let group = match cx.open_or_report()? {
        Ok(group) => group,
        Err(exit) => return Ok(exit),
    };
    let answer = match person(cx, &group, name).or(column(cx, &group, name)?) {
        Some(answer) => Some(answer),
        None => page(cx, &group, name)?,
    };
    let Some(answer) = answer else {
        let hint = Message::new("whois-unknown-hint");
        return Err(Failure::usage(Message::new("whois-unknown").with("name", name)).hint(hint));
    };
    cx.print(&calm_lines(&answer));
    Ok(Exit::Clean)
}

fn column(cx: &Cx<'_>, group: &Group, name: &str) -> Result<Option<String>, Failure> {
    let Some(answer) = group.named_column(name)?.and_then(|c| group.policy.whois_column(&c.id)) else {
        return Ok(None);
    };
    let mut text = String::new();
    for [column, department, level, steps] in lines(cx, &answer.row) {
        text.push_str(&format!("{column} · {department} · {level}: {steps}\n"));
    }
    text.push_str(&signers_line(&cx.word(&Message::new("whois-authors")), &answer.authors));
    Ok(Some(text))
}

/// Returns `拟稿: 办公室 秦雨/刁小满; 人事处 …`.
fn signers_line(label: &str, signers: &[Signers<'_>]) -> String {
    let groups = signers.iter().filter(|s| !s.people.is_empty()).map(|s| {
        let departments: Vec<&str> = s.departments.iter().map(|d| d.name.as_str()).collect();
        format!("{} [{}]", departments.join("/"), names(&s.people))
    });
    format!("{label}: {}\n", groups.collect::<Vec<_>>().join("; "))
}

fn person(cx: &Cx<'_>, group: &Group, name: &str) -> Option<String> {
    let by_name = || group.policy.people.values().find(|p| p.name == name).map(|p| p.id.clone());
    let known = PersonId::parse(name).ok().filter(|id| group.policy.people.contains_key(id));
    let answer = group.policy.whois_person(&known.or_else(by_name)?)?;
    let department = answer.department.map(|d| d.name.as_str()).unwrap_or_default();
    let mut text = format!("{} {} · {department}\n", answer.person.id, answer.person.name);
    if answer.root {
        text.push_str(&format!("  {}\n", cx.word(&Message::new("whois-root"))));
    }
    for (step, columns) in &answer.columns {
        let authors = || cx.word(&Message::new("whois-authors"));
        let step = group.policy.steps.get(step).map_or_else(authors, |s| s.name.clone());
        let columns: Vec<&str> = columns.iter().map(|c| c.column.name.as_str()).collect();
        text.push_str(&format!("  {step}: {}\n", columns.join("、")));
    }
    Some(text)
}

fn page(cx: &Cx<'_>, group: &Group, name: &str) -> Result<Option<String>, Failure> {
    let found = [name.to_owned(), format!("content/{name}")].into_iter().find_map(|p| {
        let path = ContentPath::parse(&p).ok()?;
        (p.ends_with(".md") && group.root.join(path.as_str()).is_file()).then_some(path)
    });
    let Some(path) = found else { return Ok(None) };
    let faulty = Failure::config(Message::new("whois-faulty").with("path", path.as_str()))
        .hint(Message::new("whois-faulty-hint").with("path", path.as_str()));
    let page = pipeline::read_one(group, &WorkTree::new(&group.root), path, &mut Sink::default());
    let Some((page, front)) = page.as_ref().and_then(|p| Some((p, p.front.as_deref()?))) else { return Err(faulty) };
    let co: Vec<_> = front.co_departments.iter().map(|d| d.value.clone()).collect();
    let cell = Cell {
        column: &page.column,
        department: &front.department.value,
        level: &front.level.value,
        co_departments: &co,
    };
    let Ok(answer) = group.policy.whois_page(cell) else { return Err(faulty) };
    let column = &answer.column.column.name;
    let mut text = format!("{} · {column} · {} · {}\n", page.path, answer.department.name, answer.level.name);
    text.push_str(&format!("  {}: {}\n", cx.word(&Message::new("whois-authors")), names(&answer.authors)));
    for (step, department, people) in &answer.steps {
        text.push_str(&format!("  {} · {}: {}\n", step.name, department.name, names(people)));
    }
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_places() {
        let rows = [["栏目".into(), "x".into()], ["a".into(), "y".into()]];
        assert_eq!(aligned(&rows), "栏目  x\na     y\n");
    }
}
