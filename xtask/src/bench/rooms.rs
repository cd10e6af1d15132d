//! Reads what callgrind counted: which room of the program, or which library, took how many instructions.
//!
//! Instructions are counted where they are written: code that was inlined belongs to its own file, not to the function
//! it ended in; but what was inlined of the standard library is the work of that function. What a room takes *with what
//! it calls* goes by functions, and counts the calls that come from outside.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};

/// What one room took.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Cost {
    /// In its own lines.
    pub own: u64,
    /// Calls into it from other rooms, with all that they call in turn.
    pub entered: u64,
}

/// What each room took, by name.
pub type Rooms = BTreeMap<String, Cost>;

/// Callgrind writes a name once, with a number, and then the number alone.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    fn read(&mut self, text: &str) -> String {
        match text.split_once(' ') {
            Some((number, name)) => {
                self.0.insert(number.to_owned(), name.to_owned());
                name.to_owned()
            }
            None => self.0.get(text).cloned().unwrap_or_default(),
        }
    }
}

/// Reads a file that callgrind wrote.
///
/// # Errors
/// A line cannot be understood: a count that leaves something out would be no count.
pub fn read(text: &str) -> Result<Rooms> {
    let (mut files, mut functions) = (Names::default(), Names::default());
    let (mut file, mut room) = (String::new(), String::new());
    let (mut called, mut called_in) = (None, None);
    let mut rooms = Rooms::new();
    for line in text.lines() {
        match line.split_once('=') {
            Some(("fl" | "fi" | "fe", name)) => file = files.read(name),
            Some(("cfi" | "cfl", name)) => called_in = Some(files.read(name)),
            Some(("fn", name)) => room = of(&file, &functions.read(name)),
            Some(("cfn", name)) => {
                let callee = functions.read(name);
                called = Some(of(called_in.take().as_ref().unwrap_or(&file), &callee));
            }
            _ if line.starts_with(|c: char| c.is_ascii_digit() || "+-*".contains(c)) => {
                let cost = line.split(' ').nth(1).and_then(|n| n.parse::<u64>().ok());
                let cost = cost.with_context(|| format!("callgrind wrote `{line}`"))?;
                match called.take() {
                    None => rooms.entry(of_file(&file).unwrap_or_else(|| room.clone())).or_default().own += cost,
                    Some(callee) if callee != room => rooms.entry(callee).or_default().entered += cost,
                    Some(_) => {}
                }
            }
            _ => {}
        }
    }
    Ok(rooms)
}

/// Returns the room that a function of a file belongs to.
fn of(file: &str, function: &str) -> String {
    of_file(file).unwrap_or_else(|| of_function(function))
}

/// Returns the room that a source file belongs to: ours by the folder below `src/`, others by their crate; none for the
/// standard library, which everybody uses.
fn of_file(file: &str) -> Option<String> {
    if file.contains("/library/") && file.contains("/rustc/") {
        return None;
    }
    let (before, inside) = file.rsplit_once("/src/").or_else(|| Some(("", file.strip_prefix("src/")?)))?;
    if !file.contains("/registry/") {
        let room = inside.split('/').next()?;
        return Some(format!("qianfa::{}", room.trim_end_matches(".rs")));
    }
    let folder = before.split("/registry/src/").nth(1)?.split('/').nth(1)?;
    let (name, _version) = folder.rsplit_once('-')?;
    Some(name.to_owned())
}

/// Returns the room that a function belongs to, by the first path in its name.
fn of_function(name: &str) -> String {
    let path = name.trim_start_matches(['<', '&', '(', '[', '*']);
    let path = path.trim_start_matches("mut ").trim_start_matches("dyn ").trim_start_matches('<');
    let end = path.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':')).unwrap_or(path.len());
    let mut segments = path[..end].split("::");
    match (segments.next().unwrap_or_default(), segments.next()) {
        ("qianfa", Some(room)) => format!("qianfa::{room}"),
        ("core" | "alloc" | "std", Some(_)) => "std".to_owned(),
        (name, Some(_)) => name.to_owned(),
        _ if path.trim_start_matches('_').starts_with("mi_") => "mimalloc".to_owned(),
        _ => "C".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inlined_code_belongs_to_its_own_file_and_calls_to_whom_they_enter() {
        let text = "\
events: Ir
fl=(1) /x/src/render/page.rs
fn=(1) qianfa::render::page::page
10 100
fi=(2) /x/src/model/ids.rs
+3 7
fi=(4) /rustc/0123/library/core/src/slice/mod.rs
+1 20
fe=(1)
cfi=(3) /h/.cargo/registry/src/index/tera-2.4.0/src/vm.rs
cfn=(2) <tera::vm::Vm as core::fmt::Display>::fmt
calls=2 5
12 1000
fl=(3)
fn=(2)
5 900
";
        let rooms = read(text).unwrap();
        let cost = |own, entered| Cost { own, entered };
        assert_eq!(rooms["qianfa::render"], cost(120, 0));
        assert_eq!(rooms["qianfa::model"], cost(7, 0));
        assert_eq!(rooms["tera"], cost(900, 1000));
        assert_eq!(rooms.len(), 3);
    }
}
