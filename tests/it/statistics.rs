//! Figures and tables that nobody has to add up: replies month by month, results for spreadsheets.

use crate::group::{Group, Site};

const COLUMN: &str = "departments = [\"office\"]\nlevels = [\"public\"]\nclass = \"other\"\nlimit = \"7d\"\nkeywords = [\"信\"]\ndescription = \"信\"\n";

fn render(pages: &[(&str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let column = |id: &str, kind: &str| {
        let of_kind = format!("name = \"{id}\"\nkind = \"{kind}\"\ntype = \"咨询投诉\"\n");
        format!("\n[column.\"portal/{id}\"]\n{of_kind}{COLUMN}")
    };
    write("site.toml", include_str!("../data/group/site.toml"));
    let matrix = include_str!("../data/group/reviewers.toml");
    write("reviewers.toml", &[matrix, &column("letters", "message"), &column("results", "result")].concat());
    for (path, block) in pages {
        let head = "department: office\nconfidentiality: public\ndate: 2026-11-20 10:00\ntitle: 甲\n";
        write(&format!("content/portal/{path}.md"), &format!("---\n{head}{block}---\n正文\n"));
    }
    Group::read(folder.path()).render("2026-11-23 09:00", |path| path.contains("waits"))
}

fn letter(received: &str, replied: &str) -> String {
    let replied = if replied.is_empty() { String::new() } else { format!("  replied: {replied} 10:00\n") };
    let rest = "  department: office\n  asker: 王**\n  question: 何时\n";
    format!("message:\n  no: '1'\n  kind: complaint\n  received: {received} 23:00\n{replied}{rest}")
}

#[test]
fn replies_are_counted_by_month_in_working_days() {
    let letters = [
        // 9 October, and 10 October, a Saturday on which people work: the holiday before does not count.
        ("letters/2026-11-20-a", letter("2026-09-30", "2026-10-10")),
        // Answered on the day itself.
        ("letters/2026-11-20-b", letter("2026-10-12", "2026-10-12")),
        ("letters/2026-11-20-c", letter("2026-10-12", "2026-11-02")),
        ("letters/2026-11-20-d", letter("2026-11-05", "")),
        ("letters/2026-11-20-waits", letter("2026-11-05", "2026-11-06")),
    ];
    let site = render(&letters.each_ref().map(|(path, block)| (*path, block.as_str())));
    let table = site["portal/letters/statistics.csv"].text();
    // 8 and 9 October are a Thursday and a Friday: 8, 9, 10 are three. Fifteen from 13 October to 2 November.
    let rows = "2026-09,1,0,\r\n2026-10,2,2,1.5\r\n2026-11,1,1,15.0\r\n";
    assert_eq!(table, format!("\u{feff}月份,收到（件）,答复（件）,平均办理时间（工作日）\r\n{rows}"));
    let page = site["portal/letters/statistics.html"].text();
    assert!(
        page.contains("<tfoot><tr><th scope=\"row\">合计</th><td>4</td><td>3</td><td>6.0</td></tr></tfoot>"),
        "{page}"
    );
    assert!(page.find("2026-11").unwrap() < page.find("2026-10").unwrap(), "the newest month first");
    assert!(site["portal/letters/index.html"].text().contains("href=\"/letters/statistics.html\""));
    assert!(!site.contains_key("portal/notice/statistics.html"));
}

#[test]
fn working_days_that_are_not_known_are_not_guessed() {
    let block = letter("2019-03-01", "2019-03-05");
    let site = render(&[("letters/2026-11-20-a", &block), ("notice/2026-11-20-b", "")]);
    assert!(site["portal/letters/statistics.csv"].text().ends_with("2019-03,1,1,\r\n"));
    assert!(site["portal/letters/statistics.html"].text().contains("<td>—</td>"));
    assert!(!render(&[("notice/2026-11-20-b", "")]).contains_key("portal/letters/statistics.html"));
}

#[test]
fn declared_results_are_a_table_for_spreadsheets() {
    let rows = "results:\n  - case_no: '0012'\n    item: guide\n    applicant: =王**\n    uscc: 91110000MA01XXXX0B\n    accepted: 2026-11-02\n    decided: 2026-11-03\n    decision: 准予\n";
    let site = render(&[("results/2026-11-20-a", rows), ("notice/2026-11-20-b", "id: guide\n")]);
    let table = &site["portal/results/2026/1120-a/results.csv"];
    let row = "\"\t0012\",甲,\"'=王**\",\"\t91110000MA01XXXX0B\",,2026-11-02,2026-11-03,准予,,\r\n";
    assert!(table.text().ends_with(row), "{:?}", table.text());
    let page = site["portal/results/2026/1120-a.html"].text();
    assert!(page.contains("/results/2026/1120-a/results.csv"));
    assert!(page.contains(&qianfa::model::Sha256::of(&table.bytes).to_string()));
}
