//! Which sign-offs are alive: whether anything that their signers had not seen happened to the text since.
//!
//! # The question
//!
//! Let h be the version of a path in the commit that is judged (HEAD, or the commit of an edition), and D the set of
//! commits behind HEAD whose version is not h and which
//!
//! 1. change the path: they differ from every parent, or are a root that has it; or
//! 2. merge, and some parent has h: they threw the approved text away.
//!
//! A sign-off is alive when it is behind HEAD, signed h, and has all of D behind it.
//!
//! # The naive way, and why not
//!
//! For each path, look at every commit's tree; for each sign-off and each member of D, walk from the one to look for
//! the other. That is commits × paths reads and sign-offs × members walks: hours.
//!
//! # Facts relied on
//!
//! - Whether a commit is in D depends on its own and its parents' versions only. If they are all equal it cannot be
//!   (it changes nothing, and no parent has an h that it lacks), so the [touches](Touch) that `git` found by comparing
//!   trees hold all of D; a commit with one parent is a merge for neither rule, and rule 1 catches it.
//! - The same commit is in the D of many paths (an import, a reorganisation). There are at most as many different
//!   members as commits that change content, and sign-offs, which are empty, are never members.
//! - `anc(a)` is the union of `anc(parent)` and a itself: one pass upwards carries it, for 64 members in a word.
//!
//! # The way taken
//!
//! Collect D for every question from the touches; number the different members ascending (*columns*); take them a
//! block at a time, carry one row of bits for each commit over the graph, and compare: a member that the judged
//! commit has behind it and the sign-off has not kills the sign-off.
//! The first member found is named, so that a dead sign-off has a reason that can be shown.
//!
//! Costs: touches + questions + columns × commits / 64, the last in blocks of a few megabytes; twenty thousand
//! columns over forty thousand commits are some ten million words.
//! Parent order is never used, nor any date.

use crate::git::{CommitNo, Graph, Reach, Touch, VersionId};

/// One path, judged at one commit.
#[derive(Clone, Debug)]
pub struct Question {
    /// The commit that stands for HEAD.
    pub head: CommitNo,
    /// The path's version there.
    pub approved: VersionId,
    /// D, of the whole graph: ascending; what is not behind `head` is passed over.
    disturbances: Vec<CommitNo>,
    signed: Vec<(CommitNo, VersionId)>,
}

/// What became of one sign-off for one path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nothing happened to the text that its signer had not seen.
    Alive,
    /// It is not behind the commit that is judged.
    Elsewhere,
    /// It stands on another version.
    OtherVersion,
    /// This commit, which its signer had not seen, changed the text or threw it away: the first one in number.
    Unseen(CommitNo),
}

impl Question {
    /// Asks what became of `signed` (commits, each with the version of the path in it) at `head`, where the path has
    /// the version `approved`.
    pub fn new<'a>(
        head: CommitNo,
        approved: VersionId,
        touches: impl Iterator<Item = Touch<'a>>,
        signed: Vec<(CommitNo, VersionId)>,
    ) -> Self {
        let mut disturbances: Vec<_> = disturbances(touches, approved).collect();
        disturbances.sort_unstable();
        Self { head, approved, disturbances, signed }
    }
}

/// Returns the members of D in the order of the touches.
pub fn disturbances<'a>(
    touches: impl Iterator<Item = Touch<'a>>,
    approved: VersionId,
) -> impl Iterator<Item = CommitNo> {
    touches.filter(move |t| t.now != approved && (t.changes || t.before.contains(&approved))).map(|t| t.commit)
}

/// Returns for each question the standing of each of its sign-offs, in their order.
pub fn standings(graph: &Graph, questions: &[Question]) -> Vec<Vec<Standing>> {
    let mut standings = at_first_sight(graph, questions);
    for block in columns(graph, questions).chunks(Graph::BLOCK) {
        let reach = graph.reach(block);
        for (question, standings) in questions.iter().zip(&mut standings) {
            let members = Members::of(question, block);
            for ((sign_off, _), standing) in question.signed.iter().zip(standings) {
                if *standing == Standing::Alive
                    && let Some(column) = members.unseen(&reach, question.head, *sign_off)
                {
                    *standing = Standing::Unseen(block[column]);
                }
            }
        }
    }
    standings
}

/// Returns what can be said without D.
fn at_first_sight(graph: &Graph, questions: &[Question]) -> Vec<Vec<Standing>> {
    let pairs: Vec<_> = questions.iter().flat_map(|q| q.signed.iter().map(|(a, _)| (*a, q.head))).collect();
    let mut behind = graph.behind(&pairs).into_iter();
    let mut sight = |question: &Question, version: VersionId| match behind.next() {
        Some(true) if version == question.approved => Standing::Alive,
        Some(true) => Standing::OtherVersion,
        _ => Standing::Elsewhere,
    };
    questions.iter().map(|q| q.signed.iter().map(|(_, version)| sight(q, *version)).collect()).collect()
}

/// Returns the members of all D, ascending and each once.
fn columns(graph: &Graph, questions: &[Question]) -> Vec<CommitNo> {
    let mut wanted = vec![false; graph.len()];
    questions.iter().flat_map(|q| &q.disturbances).for_each(|d| wanted[d.index()] = true);
    graph.commits().filter(|c| wanted[c.index()]).collect()
}

/// The members of one D in one block: words of columns that are not empty.
struct Members(Vec<(usize, u64)>);

impl Members {
    fn of(question: &Question, block: &[CommitNo]) -> Self {
        let mut words: Vec<(usize, u64)> = Vec::new();
        let from = question.disturbances.partition_point(|d| *d < block[0]);
        for member in &question.disturbances[from..] {
            // Every member is a column, so one that this block lacks belongs to a later block.
            let Ok(column) = block.binary_search(member) else { break };
            match words.last_mut().filter(|(word, _)| *word == column / 64) {
                Some((_, mask)) => *mask |= 1 << (column % 64),
                None => words.push((column / 64, 1 << (column % 64))),
            }
        }
        Self(words)
    }

    /// Returns the first column that `head` has behind it and `sign_off` has not.
    fn unseen(&self, reach: &Reach, head: CommitNo, sign_off: CommitNo) -> Option<usize> {
        // A commit before the first column has none of them behind it.
        let (head, seen) = (reach.row(head)?, reach.row(sign_off));
        self.0.iter().find_map(|&(word, mask)| {
            let missing = mask & head[word] & !seen.map_or(0, |row| row[word]);
            (missing != 0).then(|| word * 64 + missing.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests;
