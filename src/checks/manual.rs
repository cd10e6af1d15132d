//! The manual of a rule: the `//!` lines that open its file, Chinese first and English beside it.

/// The parts of a manual.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Manual {
    /// `QF101 unknown-column · 未知栏目`.
    pub title: String,
    /// The sections: heading and text, in the order of writing.
    pub sections: Vec<(String, String)>,
}

/// The sections that every manual has, in this order.
pub const SECTIONS: [&str; 4] =
    ["What it finds · 检查什么", "Why it matters · 为什么要紧", "Example · 例子", "What to do · 怎么改"];

impl Manual {
    /// Returns the manual that opens `source`, the text of a rule's file.
    pub fn of(source: &str) -> Self {
        let lines = source.lines().map_while(|l| l.strip_prefix("//!")).map(|l| l.strip_prefix(' ').unwrap_or(l));
        let mut manual = Self { title: String::new(), sections: Vec::new() };
        // What looks like a heading inside an example is part of it.
        let mut in_example = false;
        for line in lines {
            in_example ^= line.starts_with("```");
            if let Some(title) = line.strip_prefix("# ").filter(|_| !in_example) {
                title.clone_into(&mut manual.title);
            } else if let Some(heading) = line.strip_prefix("## ").filter(|_| !in_example) {
                manual.sections.push((heading.to_owned(), String::new()));
            } else if let Some((_, text)) = manual.sections.last_mut() {
                text.push_str(line);
                text.push('\n');
            }
        }
        for (_, text) in &mut manual.sections {
            *text = text.trim().to_owned();
        }
        manual
    }

    /// Returns the Chinese name of the rule, which ends the title.
    pub fn chinese_name(&self) -> &str {
        self.title.rsplit(" · ").next().unwrap_or_default()
    }

    /// Returns the manual as Markdown.
    pub fn markdown(&self) -> String {
        let sections = self.sections.iter().map(|(heading, text)| format!("\n## {heading}\n\n{text}\n"));
        format!("# {}\n{}", self.title, sections.collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_inside_an_example_is_part_of_the_example() {
        let source = "//! # QF999 a · 甲\n//!\n//! ## Example · 例子\n//! ```markdown\n//! # 标题\n//! ## 节\n//! ```\n\nuse x;\n";
        let manual = Manual::of(source);
        assert_eq!((manual.title.as_str(), manual.chinese_name()), ("QF999 a · 甲", "甲"));
        assert_eq!(manual.sections, [("Example · 例子".to_owned(), "```markdown\n# 标题\n## 节\n```".to_owned())]);
    }
}
