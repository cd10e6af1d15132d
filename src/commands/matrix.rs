//! `qianfa matrix`: who answers for what, and who must sign.

use unicode_width::UnicodeWidthStr;

use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::model::{Column, ColumnId, DepartmentId, LevelId};
use crate::pipeline::Group;
use crate::policy::{Cell, Policy, Requirement};

/// Prints the matrix as a table: column × level → who signs.
///
/// # Errors
/// The configuration cannot be read.
pub fn table(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let group = cx.open()?;
    let heading = ["matrix-column", "matrix-department", "matrix-level", "matrix-steps"];
    let mut rows = vec![heading.map(|id| cx.word(&Message::new(id)))];
    for column in group.columns.iter().filter(|c| c.kind.is_some()) {
        rows.extend(column_rows(&group, column));
    }
    cx.print(&aligned(&rows));
    Ok(Exit::Clean)
}

/// Returns one row a level of a column.
fn column_rows(group: &Group, column: &Column) -> Vec<[String; 4]> {
    let Some(entry) = group.policy.columns.get(&column.id) else { return Vec::new() };
    let first = column.departments.first().or_else(|| group.departments.first().map(|d| &d.id));
    let Some(department) = first else { return Vec::new() };
    let rows = entry.levels.iter().filter_map(|level| {
        let steps = steps(&group.policy, &column.id, department, level)?;
        let level = group.policy.levels.get(level)?;
        Some([format!("{} {}", column.id, column.name), department_name(&group.policy, department), level.name.clone(), steps])
    });
    rows.collect()
}

/// Returns the steps of a cell with everyone who may sign each: `处室负责人审核(宋立真/陶文彬) → …`.
fn steps(policy: &Policy, column: &ColumnId, department: &DepartmentId, level: &LevelId) -> Option<String> {
    let cell = Cell { column, department, level, co_departments: &[] };
    let Requirement { steps } = policy.requirement(cell).ok()?;
    let parts = steps.iter().map(|(step, department)| {
        let people = policy.may_sign(step, department, column);
        let names = people.iter().filter_map(|p| Some(policy.people.get(p)?.name.as_str())).collect::<Vec<_>>();
        let step = policy.steps.get(step).map_or(step.as_str(), |s| s.name.as_str());
        format!("{step}({})", names.join("/"))
    });
    Some(parts.collect::<Vec<_>>().join(" → "))
}

fn department_name(policy: &Policy, id: &DepartmentId) -> String {
    policy.departments.get(id).map_or_else(|| id.to_string(), |d| d.name.clone())
}

/// Returns rows with their columns aligned, wide characters counted as two.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
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

/// Answers in a line who is responsible for a column, a page or what a person may do.
///
/// # Errors
/// The configuration cannot be read, or nothing has that name.
pub fn whois(cx: &mut Cx<'_>, name: &str) -> Result<Exit, Failure> {
    let group = cx.open()?;
    let answer = of_person(&group, name).or_else(|| of_column(&group, name)).or_else(|| of_page(cx, &group, name));
    match answer {
        Some(text) => {
            cx.print(&text);
            Ok(Exit::Clean)
        }
        None => Err(Failure::usage(Message::new("whois-unknown").with("name", name))),
    }
}

fn of_column(group: &Group, name: &str) -> Option<String> {
    let column = group.columns.iter().find(|c| c.id.as_str() == name.trim_end_matches('/') || c.name == name)?;
    let mut text = String::new();
    for [column, department, level, steps] in column_rows(group, column) {
        text.push_str(&format!("{column} · {department} · {level}: {steps}\n"));
    }
    Some(text)
}

fn of_person(group: &Group, name: &str) -> Option<String> {
    let person = group.policy.people.values().find(|p| p.id.as_str() == name || p.name == name)?;
    let grants = group.policy.grants.iter().filter(|g| g.person == person.id).map(|g| {
        let step = group.policy.steps.get(&g.step).map_or(g.step.as_str(), |s| s.name.as_str());
        format!("{step}{}", g.basis.as_deref().map(|b| format!(" [{b}]")).unwrap_or_default())
    });
    let grants = grants.collect::<Vec<_>>().join("; ");
    let department = department_name(&group.policy, &person.department);
    Some(format!("{} {} · {department} · {grants}\n", person.id, person.name))
}

fn of_page(cx: &mut Cx<'_>, group: &Group, name: &str) -> Option<String> {
    let library = cx.library(group);
    let page = library.pages.iter().find(|p| p.path.as_str() == name || p.path.as_str() == format!("content/{name}"))?;
    let front = page.front.as_ref()?;
    let steps = steps(&group.policy, &page.column, &front.department.value, &front.level.value)?;
    let department = department_name(&group.policy, &front.department.value);
    Some(format!("{} · {department} · {}: {steps}\n", page.path, front.level.value))
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
