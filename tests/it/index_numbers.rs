//! What `new` knows: index numbers 索引号 are issued once: across branches that know nothing of each other, and after a page is gone.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::press::git_in;

struct Town(tempfile::TempDir);

impl Town {
    fn new() -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        town.write("site.toml", include_str!("../data/group/site.toml"));
        town.write("reviewers.toml", include_str!("../data/group/reviewers.toml"));
        town.git(&["init", "-q", "-b", "main"]);
        town
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        assert!(git_in(self.0.path()).args(arguments).status().unwrap().success(), "{arguments:?}");
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "content"]);
    }

    /// Makes a document, and returns the number that it was given.
    fn new_document(&self, slug: &str) -> Option<String> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        program.current_dir(self.0.path()).args([
            "--as-of",
            "2026-11-24T10:00",
            "new",
            "portal/policy",
            "--title",
            "办法",
        ]);
        assert!(program.args(["--slug", slug]).output().unwrap().status.success());
        let text =
            fs::read_to_string(self.0.path().join(format!("content/portal/policy/2026-11-24-{slug}.md"))).unwrap();
        assert!(text.ends_with("---\n\n"), "{text}");
        let number = text.lines().find_map(|line| line.strip_prefix("  index: "))?;
        Some(number.split("  #").next().unwrap().to_owned())
    }
}

#[test]
fn a_number_is_issued_once_across_branches_and_never_again() {
    let town = Town::new();
    assert_eq!(town.new_document("first"), None, "nobody has said in which manner");
    let head = "---\ntitle: 办法\ndepartment: office\nconfidentiality: public\ndate: 2026-03-01 09:00\n";
    town.write(
        "content/portal/policy/2026-03-01-a.md",
        &format!("{head}document:\n  index: QT0001/2026-00007\n---\n正文\n"),
    );
    // Another site counts for itself.
    town.write(
        "content/east/news/2026-03-01-b.md",
        &format!("{head}document: {{index: 'QT0002/2026-00900'}}\n---\n正文\n"),
    );
    town.commit();
    town.git(&["checkout", "-q", "-b", "one"]);
    assert_eq!(town.new_document("one").as_deref(), Some("QT0001/2026-00008"));
    town.commit();
    town.git(&["checkout", "-q", "-b", "two", "main"]);
    assert_eq!(town.new_document("two").as_deref(), Some("QT0001/2026-00009"));
    // Not committed yet, and seen all the same.
    assert_eq!(town.new_document("three").as_deref(), Some("QT0001/2026-00010"));
    town.commit();
    // The two branches come together without a conflict or a number that two have.
    town.git(&["merge", "-q", "--no-edit", "one"]);
    for slug in ["one", "two", "three"] {
        fs::remove_file(town.0.path().join(format!("content/portal/policy/2026-11-24-{slug}.md"))).unwrap();
    }
    town.commit();
    town.git(&["branch", "-q", "-D", "one", "main"]);
    assert_eq!(town.new_document("four").as_deref(), Some("QT0001/2026-00011"), "what is gone keeps its number");
}

#[test]
fn an_annual_report_begins_balanced_with_what_the_last_one_left() {
    let town = Town::new();
    let column = "name = \"年报\"\nkind = \"annual\"\ntype = \"信息公开年报\"\ndepartments = [\"office\"]\nlevels = [\"public\"]\nclass = \"other\"\nlimit = \"7d\"\nkeywords = [\"年报\"]\ndescription = \"年报\"\n";
    let matrix = include_str!("../data/group/reviewers.toml");
    town.write("reviewers.toml", &format!("{matrix}\n[column.\"portal/annual\"]\n{column}"));
    let report = |now: &str, slug: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        program.current_dir(town.0.path()).args([
            "--as-of",
            now,
            "new",
            "portal/annual",
            "--title",
            "年度报告",
            "--slug",
            slug,
        ]);
        assert!(program.output().unwrap().status.success());
        fs::read_to_string(town.0.path().join(format!("content/portal/annual/{slug}.md"))).unwrap()
    };
    let first = report("2026-01-20T10:00", "report-2025");
    assert!(first.contains("year: 2025 ") && first.contains("carried_in: [0, 0, 0, 0, 0, 0, 0]"), "{first}");
    let counted = first.replace("carried_out: [0, 0, 0, 0, 0, 0, 0]", "carried_out: [2, 0, 0, 0, 0, 1, 3]");
    let counted = counted.replace("new: [0, 0, 0, 0, 0, 0, 0]", "new: [2, 0, 0, 0, 0, 1, 3]");
    let counted = counted.replace("summary: \"\"", "summary: 一年的情况。").replace("keywords: []", "keywords: [年报]");
    town.write("content/portal/annual/report-2025.md", &counted);
    let second = report("2027-01-20T10:00", "report-2026");
    assert!(second.contains("year: 2026 ") && second.contains("carried_in: [2, 0, 0, 0, 0, 1, 3]"), "{second}");
    assert!(second.ends_with("## 一、总体情况\n\n## 五、存在的主要问题及改进情况\n\n## 六、其他需要报告的事项\n"));
    // Its figures balance: nothing but what is still to be written is missing.
    let mut program = Command::new(env!("CARGO_BIN_EXE_qianfa"));
    let checked = program.current_dir(town.0.path()).args(["--as-of", "2027-01-20T10:00", "check"]).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert!(said.contains("report-2026.md:6") && !said.contains("QF121") && !said.contains("annual."), "{said}");
}

#[test]
fn a_folder_that_is_no_repository_has_numbers_too() {
    let town = Town::new();
    fs::remove_dir_all(town.0.path().join(".git")).unwrap();
    assert!(!Path::new(&town.0.path().join(".git")).exists());
    town.write("content/portal/policy/2025-03-01-a.md", "---\ndocument:\n  index: QT0001/2025-00007\n---\n");
    assert_eq!(town.new_document("a").as_deref(), Some("QT0001/2026-00001"));
}

#[test]
fn a_number_that_two_branches_gave_out_is_mended() {
    let town = Town::new();
    let document = |date: &str, number: &str| {
        format!(
            "---\ntitle: 办法\ndepartment: office\nconfidentiality: public\ndate: {date} 09:00\nsummary: 摘要。\n\
             document:\n  validity: in-force\n  index: {number}\n---\n\n正文。\n"
        )
    };
    let path = |name: &str| format!("content/portal/policy/{name}.md");
    town.write(&path("2026-11-01-a"), &document("2026-11-01", "A/2026-00007"));
    town.write(&path("2026-11-03-b"), &document("2026-11-03", "'a/2026-00007'  # 索引号"));
    town.write(&path("2026-11-04-c"), &document("2026-11-04", "A/2026-00007"));
    town.write(&path("2026-11-02-gone"), &document("2026-11-02", "A/2026-00008"));
    town.commit();
    fs::remove_file(town.0.path().join(path("2026-11-02-gone"))).unwrap();
    let check = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_qianfa"));
        let output =
            program.current_dir(town.0.path()).args(["--lang", "en", "check"]).args(arguments).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert_eq!(check(&["--worktree"]).matches("QF120").count(), 2);
    assert_eq!(check(&["--worktree", "--fix"]).matches("QF120").count(), 0);
    let number = |name: &str| {
        let text = fs::read_to_string(town.0.path().join(path(name))).unwrap();
        text.lines().find_map(|line| Some(line.strip_prefix("  index: ")?.to_owned())).unwrap()
    };
    // The first keeps it; 8 was another's, though that page is gone.
    assert_eq!(
        ["2026-11-01-a", "2026-11-03-b", "2026-11-04-c"].map(number),
        ["A/2026-00007", "'a/2026-00009'  # 索引号", "A/2026-00010"]
    );
}
