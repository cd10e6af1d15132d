//! The short way upwards agrees with looking at every commit from the beginning.

use std::fs;

use super::walk::{First, Walk};
use super::{SCOPE, places};
use crate::git::{
    Author, CommitNo, History, NewCommit, NewKey, Objects, RawCommit, Repository, Scope, TreeId, Versions, commit_all,
    create, write_commit,
};
use crate::model::{CommitId, Moment, Sha256, Zone};
use crate::policy::{Inputs, Standards};
use crate::review::Trail;

const FOLDER: &str = ".qianfa/policy";

fn author() -> Author<'static> {
    let moment = Moment::parse("2026-11-09 10:00").unwrap();
    Author { name: "编辑", email: "editor@anlan.example", moment, zone: Zone::SHANGHAI }
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// Returns a version with one key, which signs alone.
fn version(serial: u32, previous: &str, after: Option<CommitId>, key: &NewKey, note: &str) -> String {
    let after = after.map_or(String::new(), |after| format!("after = \"{after}\"\n"));
    format!(
        "serial = {serial}\nprevious = \"{previous}\"\n{after}# {note}\n\
         [root]\npeople = [\"yue\"]\nthreshold = 1\n\
         [department.xxc]\nname = \"处\"\n[person.yue]\nname = \"岳\"\ndepartment = \"xxc\"\n\
         [[key]]\nperson = \"yue\"\npublic = \"{}\"\nstate = \"active\"\nsince = 2026-01-05\n",
        key.public
    )
}

fn named(text: &str) -> String {
    format!("sha256:{}", Sha256::of(text.as_bytes()))
}

/// A repository and the trees that its commits are made of.
struct Yard {
    folder: tempfile::TempDir,
    repository: Repository,
    objects: Objects,
}

impl Yard {
    fn tree(&self, files: &[(&str, &str)]) -> (CommitId, TreeId) {
        let root = self.folder.path().join(FOLDER);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(&root).unwrap();
        files.iter().for_each(|(name, text)| fs::write(root.join(name), text).unwrap());
        let commit = commit_all(&self.repository, &author(), "m\n", None).unwrap();
        let raw = self.objects.commit(commit).unwrap();
        (commit, RawCommit::parse(&raw).unwrap().tree)
    }

    fn commit(&self, tree: TreeId, parents: &[CommitId]) -> CommitId {
        let commit = NewCommit { tree, parents, author: author(), message: "m\n", key: None };
        write_commit(&self.repository, &commit).unwrap()
    }
}

/// Returns a yard, its genesis, the first version, and trees with all sorts of folders.
fn yard(dice: &mut Dice) -> (Yard, CommitId, String, Vec<TreeId>) {
    let folder = tempfile::tempdir().unwrap();
    let repository = create(folder.path()).unwrap();
    let objects = repository.objects().unwrap();
    let yard = Yard { folder, repository, objects };
    let key = NewKey::generate("yue").unwrap();
    let sign = |text: &str| key.sign("qianfa-policy", text.as_bytes()).unwrap();
    let first = version(1, "", None, &key, "");
    let (genesis, _) = yard.tree(&[("0001.toml", &first), ("0001.yue.sig", &sign(&first))]);
    let second = version(2, &named(&first), Some(genesis), &key, "");
    let twin = version(2, &named(&first), Some(genesis), &key, "twin");
    let third = version(3, &named(&second), Some(genesis), &key, "");
    let sets = [
        ("0001", vec![first.clone(), "x".to_owned()]),
        ("0002", vec![second, twin, first.clone()]),
        ("0003", vec![third, "y".to_owned()]),
    ];
    let mut trees = Vec::new();
    for n in 0..16 {
        let mut files = vec![("note".to_owned(), n.to_string())];
        for (serial, texts) in &sets {
            // Mostly what is right, so that chains grow at all.
            let text = &texts[if dice.below(3) == 0 { dice.below(texts.len()) } else { 0 }];
            if dice.below(6) > 0 {
                files.push((format!("{serial}.toml"), text.clone()));
            }
            if dice.below(6) > 0 {
                files.push((format!("{serial}.yue.sig"), sign(text)));
            }
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
        trees.push(yard.tree(&files).1);
    }
    (yard, genesis, first, trees)
}

#[test]
fn the_way_upwards_agrees_with_looking_at_every_commit() {
    let mut heights = [0; 4];
    for seed in 1..=3 {
        let mut dice = Dice(seed);
        let (yard, genesis, first, trees) = yard(&mut dice);
        // Some commits come from elsewhere, and some merges join the two.
        let mut commits = vec![genesis, yard.commit(trees[0], &[])];
        for _ in 0..60 {
            let mut parents = vec![commits[dice.below(commits.len())]];
            let other = commits[dice.below(commits.len())];
            if dice.below(3) == 0 && other != parents[0] {
                parents.push(other);
            }
            commits.push(yard.commit(trees[dice.below(trees.len())], &parents));
        }
        let head = yard.commit(trees[1], &commits);
        let history = History::load(&yard.repository, head).unwrap();
        let versions = Versions::read(&history, &yard.objects, &Scope::of(SCOPE)).unwrap();
        let trail = Trail { history: &history, versions: &versions, objects: &yard.objects, memory: None };
        let standards = Standards::embedded();
        let inputs = Inputs { single: false, standards: &standards };
        let mut walk = Walk::new(trail, inputs, First::Pinned(Sha256::of(first.as_bytes())));
        let descends = places::descendants(history.graph(), history.number(genesis).unwrap());
        walk.climb(&descends).unwrap();
        let of_genesis: Vec<CommitNo> = history.graph().commits().filter(|c| descends[c.index()]).collect();
        for commit in of_genesis {
            let mut top = None;
            while let Ok(next) = walk.step(top, commit).unwrap() {
                top = Some(next);
            }
            assert_eq!(walk.top(commit), top, "seed {seed}, {commit:?}");
            heights[top.map_or(0, |top| walk.chain(top).len())] += 1;
        }
    }
    assert!(heights.iter().all(|seen| *seen > 4), "every height occurs: {heights:?}");
}
