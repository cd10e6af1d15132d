//! Random histories, judged by the program and by an auditor who has nothing but git.
//!
//! Every commit is taken for a sign-off of every path, at HEAD and at other commits in its place. The auditor follows
//! the recipe of `docs/audit.md`, with the answers of git looked up once for a whole history; he is himself compared
//! with the script that the manual prints. `cargo xtask differential` does the same for many more histories.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use qianfa::git::{History, Scope, Versions};
use qianfa::model::CommitId;
use qianfa::review::liveness::{Question, Standing, standings};

use crate::audit_manual::says;
use crate::dice::Dice;
use crate::press::Press;

/// A page, a file that makes a folder of it, and three more.
const PATHS: [&str; 5] = ["content/a.md", "content/a.md/x", "content/b.md", "content/b-c/d.md", "site.toml"];

/// Seeds of CI. `QIANFA_SEEDS=N` asks for N others.
const SEEDS: u64 = 20;

type Files = HashMap<&'static str, (&'static str, usize)>;

/// A history of edits, reverts, squashes, deletions, mode changes, folders in the place of files and merges that take
/// either side or neither, written for `git fast-import`. Everything is behind the last commit.
pub(crate) fn random_press(seed: u64, count: usize) -> Press {
    let press = Press::empty();
    let mut dice = Dice(seed);
    let mut commits: Vec<(Vec<usize>, Files)> = Vec::new();
    let mut stream = String::new();
    for at in 0..count {
        let parents = parents(&mut dice, &commits, at + 1 == count);
        let mut files = parents.first().map_or_else(HashMap::new, |&p| commits[p].1.clone());
        if at > 0 && dice.below(8) == 0 {
            // A revert, where the other commit is behind this one; a squash of it, where it is not.
            files = commits[dice.below(at)].1.clone();
        } else {
            PATHS.iter().for_each(|path| change(&mut dice, path, &parents, &commits, &mut files));
        }
        write_commit(&mut stream, at, &parents, &files);
        commits.push((parents, files));
    }
    write!(stream, "reset refs/heads/main\nfrom :{count}\n\n").unwrap();
    let (success, output) = press.try_git(&["fast-import", "--quiet", "--force"], stream.as_bytes());
    assert!(success, "{output}");
    press
}

/// The last commit merges all loose ends, so that nothing is left outside its history.
fn parents(dice: &mut Dice, commits: &[(Vec<usize>, Files)], last: bool) -> Vec<usize> {
    let at = commits.len();
    if last {
        return (0..at).filter(|c| !commits.iter().any(|(parents, _)| parents.contains(c))).collect();
    }
    let wanted = [0, 1, 1, 1, 1, 2, 2, 2, 3][dice.below(9)];
    let mut parents: Vec<usize> =
        (0..if at == 0 { 0 } else { wanted }).map(|_| at - 1 - dice.below(at.min(5))).collect();
    parents.dedup();
    parents
}

fn change(dice: &mut Dice, path: &'static str, parents: &[usize], commits: &[(Vec<usize>, Files)], files: &mut Files) {
    let other = parents.get(dice.below(parents.len().max(1))).and_then(|&p| commits[p].1.get(path)).copied();
    match dice.below(10) {
        0 => drop(files.remove(path)),
        1 => put(files, path, ("100755", dice.below(3))),
        2 | 3 => put(files, path, ("100644", dice.below(3))),
        // The other side of a merge, whatever it has.
        4 | 5 => match other {
            Some(version) => put(files, path, version),
            None => drop(files.remove(path)),
        },
        _ => {}
    }
}

/// A file cannot lie in a file: the newer one wins.
fn put(files: &mut Files, path: &'static str, version: (&'static str, usize)) {
    match path {
        "content/a.md" => drop(files.remove("content/a.md/x")),
        "content/a.md/x" => drop(files.remove("content/a.md")),
        _ => {}
    }
    files.insert(path, version);
}

fn write_commit(stream: &mut String, at: usize, parents: &[usize], files: &Files) {
    writeln!(stream, "commit refs/heads/r{at}\nmark :{}\ncommitter a <a> {at} +0000\ndata 0", at + 1).unwrap();
    for (number, parent) in parents.iter().enumerate() {
        writeln!(stream, "{} :{}", if number == 0 { "from" } else { "merge" }, parent + 1).unwrap();
    }
    writeln!(stream, "deleteall").unwrap();
    for (path, (mode, text)) in files {
        writeln!(stream, "M {mode} inline {path}\ndata 1\n{text}").unwrap();
    }
    writeln!(stream).unwrap();
}

/// What git says of one history: whoever follows the recipe asks nothing else.
struct Auditor {
    /// All commits, newest first, each with its parents.
    commits: Vec<(String, Vec<String>)>,
    /// Everything behind each commit, itself included.
    behind: HashMap<String, HashSet<String>>,
    /// Mode and blob of each file of each commit.
    files: HashMap<String, HashMap<String, String>>,
    /// `rev-list --full-history REV -- PATH`.
    touched: HashMap<(String, &'static str), Vec<String>>,
}

impl Auditor {
    fn new(press: &Press, heads: &[String]) -> Self {
        let git = |arguments: &[&str]| {
            let plain = ["--no-replace-objects", "--literal-pathspecs", "-c", "core.commitGraph=false"];
            press.git(&[&plain, arguments].concat())
        };
        let lines = |arguments: &[&str]| git(arguments).lines().map(str::to_owned).collect::<Vec<_>>();
        let split = |line: String| {
            let mut names = line.split(' ').map(str::to_owned);
            (names.next().unwrap(), names.collect())
        };
        let listed = lines(&["rev-list", "--topo-order", "--parents", "HEAD"]);
        let commits: Vec<(String, Vec<String>)> = listed.into_iter().map(split).collect();
        let mut behind: HashMap<String, HashSet<String>> = HashMap::new();
        for (commit, parents) in commits.iter().rev() {
            let mut all: HashSet<String> = parents.iter().flat_map(|p| &behind[p]).cloned().collect();
            all.insert(commit.clone());
            behind.insert(commit.clone(), all);
        }
        let mut files = HashMap::new();
        for (commit, _) in &commits {
            let tree = git(&["ls-tree", "-r", "--full-tree", commit]);
            let file = |line: &str| line.split_once('\t').map(|(v, path)| (path.to_owned(), v.to_owned()));
            files.insert(commit.clone(), tree.lines().filter_map(file).collect());
        }
        let mut touched = HashMap::new();
        for (head, path) in heads.iter().flat_map(|h| PATHS.map(|p| (h, p))) {
            touched.insert((head.clone(), path), lines(&["rev-list", "--full-history", head, "--", path]));
        }
        Self { commits, behind, files, touched }
    }

    /// Mode and blob, or nothing; also where a folder stands.
    fn version(&self, commit: &str, path: &str) -> Option<&str> {
        self.files[commit].get(path).map(String::as_str)
    }

    /// The recipe of the audit manual.
    fn finds_alive(&self, head: &str, path: &'static str, sign_off: &str) -> bool {
        let approved = self.version(head, path);
        if !self.behind[head].contains(sign_off) || self.version(sign_off, path) != approved {
            return false;
        }
        let seen = |commit: &String| self.behind[sign_off].contains(commit);
        let touched = &self.touched[&(head.to_owned(), path)];
        if touched.iter().any(|c| self.disturbs(c, path, approved) && !seen(c)) {
            return false;
        }
        let since = self
            .commits
            .iter()
            .map(|(commit, _)| commit)
            .filter(|c| self.behind[head].contains(*c) && *c != sign_off && self.behind[*c].contains(sign_off));
        since.into_iter().all(|c| self.version(c, path) == approved)
    }

    /// What merely inherits another version does not disturb: git also lists what changed inside a folder that stands
    /// at the page's path, which is the page's absence before and after.
    fn disturbs(&self, commit: &str, path: &str, approved: Option<&str>) -> bool {
        let own = self.version(commit, path);
        let (_, parents) = self.commits.iter().find(|(c, _)| c == commit).unwrap();
        let mut theirs = parents.iter().map(|p| self.version(p, path));
        match own == approved {
            true => false,
            false if parents.is_empty() => own.is_some(),
            false => theirs.clone().any(|v| v == approved) || !theirs.any(|v| v == own),
        }
    }
}

/// The program's own answers: for each path that any commit has, whether each commit, as a sign-off, is alive at `head`.
fn ours(press: &Press, head: &str, sign_offs: &[&str]) -> HashMap<&'static str, Vec<bool>> {
    let repository = press.repository();
    let history = History::load(&repository, repository.head().unwrap().commit).unwrap();
    let versions = Versions::read(&history, &repository.objects().unwrap(), &Scope::everything()).unwrap();
    let graph = history.graph();
    let number = |id: &str| history.number(CommitId::parse(id).unwrap()).expect("a commit behind HEAD");
    let there: Vec<_> = PATHS.iter().filter_map(|p| Some((*p, versions.find(p)?))).collect();
    let ask = |(_, path): &(&str, _)| {
        let timeline = versions.timeline(*path, graph);
        let signed = sign_offs.iter().map(|a| (number(a), timeline.at(number(a), graph))).collect();
        Question::new(number(head), timeline.at(number(head), graph), versions.touches(*path), signed)
    };
    // All at once, as the gate asks them.
    let answers = standings(graph, &there.iter().map(ask).collect::<Vec<_>>());
    let alive = |of: Vec<Standing>| of.into_iter().map(|s| s == Standing::Alive).collect();
    there.iter().map(|(path, _)| *path).zip(answers.into_iter().map(alive)).collect()
}

/// Judges one history twice and returns how often each answer was given.
fn compare(seed: u64, with_the_script: bool) -> [usize; 2] {
    let press = random_press(seed, 18 + (seed % 5) as usize * 4);
    let listed = press.git(&["rev-list", "HEAD"]);
    let commits: Vec<&str> = listed.lines().collect();
    let heads: Vec<String> = [0, commits.len() / 4, commits.len() / 2].map(|at| commits[at].to_owned()).to_vec();
    let auditor = Auditor::new(&press, &heads);
    let mut counts = [0, 0];
    let mut dice = Dice(seed);
    for head in &heads {
        for (path, answers) in ours(&press, head, &commits) {
            for (sign_off, alive) in commits.iter().zip(answers) {
                let expected = auditor.finds_alive(head, path, sign_off);
                assert_eq!(alive, expected, "seed {seed}, {path} at {head}, signed in {sign_off}");
                counts[usize::from(alive)] += 1;
            }
        }
    }
    if with_the_script {
        let alive = |path, c: &&&str| auditor.finds_alive(&heads[0], path, c);
        for path in [PATHS[0], PATHS[2]] {
            let living: Vec<_> = commits.iter().filter(|c| alive(path, c)).collect();
            let chosen: BTreeSet<&str> = [dice.of(&commits)].into_iter().chain(living.first().map(|c| **c)).collect();
            for sign_off in chosen {
                let said = says(press.folder(), sign_off, path);
                let expected = auditor.finds_alive(&heads[0], path, sign_off);
                assert_eq!(said == "alive", expected, "seed {seed}, {path}, {sign_off}: the script says {said}");
            }
        }
    }
    counts
}

#[test]
fn an_auditor_with_plain_git_comes_to_the_same_verdicts() {
    let more = std::env::var("QIANFA_SEEDS").ok().map(|n| n.parse::<u64>().expect("QIANFA_SEEDS is a number"));
    let seeds: Vec<u64> = more.map_or((1..=SEEDS).collect(), |n| (SEEDS + 1..=SEEDS + n).collect());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let judged = |part: Vec<u64>| {
        let of = |seed: &u64| compare(*seed, seed.is_multiple_of(if more.is_some() { 2 } else { 4 }));
        part.iter().map(of).fold([0, 0], |sum, n| [sum[0] + n[0], sum[1] + n[1]])
    };
    let [dead, alive] = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|t| seeds.iter().copied().skip(t).step_by(threads).collect())
            .map(|part: Vec<u64>| scope.spawn(|| judged(part)))
            .collect();
        let counts = parts.into_iter().map(|p| p.join().expect("no mismatch"));
        counts.fold([0, 0], |sum, n| [sum[0] + n[0], sum[1] + n[1]])
    });
    println!("{} histories: {alive} sign-offs alive, {dead} dead, no mismatch", seeds.len());
    assert!(alive > 100 && dead > 100, "both answers are reached: {alive}, {dead}");
}
