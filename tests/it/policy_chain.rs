//! Policies on real histories: which version counts in which commit, and every way in which one does not.

use std::collections::BTreeMap;

use qianfa::diag::{Finding, Message, Severity};
use qianfa::git::{CommitNo, History, NewKey, Scope, Versions, key_id};
use qianfa::i18n::Catalog;
use qianfa::model::{ColumnId, CommitId, DepartmentId, Lang, LevelId, PersonId, Sha256, Trust};
use qianfa::policy::{Cell, FileDemand, Inputs, KeyState, Refusal, Standards};
use qianfa::review::chain::{self, Chain, Reading};
use qianfa::review::{Trail, people};

use crate::press::Press;

/// The people of the root of the small matrix, of whom two must sign, and one more who has a key.
const PEOPLE: [&str; 4] = ["an-ran", "chen-xi", "du-heng", "gu-yu"];

/// The word list that every version names.
const TOPICS: &str = "敏感\n";

/// An office with keys, and a repository in which version 1 is in force.
struct Office {
    press: Press,
    keys: BTreeMap<&'static str, NewKey>,
    genesis: String,
    first: String,
}

/// What was read, with the commits by number.
struct Read {
    reading: Reading,
    history: History,
}

impl Read {
    fn chain(&self) -> &Chain {
        self.reading.chain.as_ref().expect("a chain")
    }

    fn number(&self, commit: &str) -> CommitNo {
        self.history.number(CommitId::parse(commit).unwrap()).expect("a commit behind HEAD")
    }

    fn known(&self, commit: &str) -> u32 {
        self.chain().known(self.number(commit))
    }

    fn conc(&self, commit: &str) -> u32 {
        self.chain().conc(self.number(commit))
    }

    fn newest(&self) -> u32 {
        self.chain().newest().serial()
    }

    /// Returns the messages of all findings, errors first in their own order.
    fn ids(&self) -> Vec<String> {
        self.reading.findings.findings().iter().map(|f| f.message.id.to_string()).collect()
    }

    fn one(&self, id: &str) -> &Finding {
        let mut found = self.reading.findings.findings().iter().filter(|f| f.message.id == id);
        let first = found.next().unwrap_or_else(|| panic!("no {id} in {:?}", self.ids()));
        assert!(found.next().is_none(), "{id} twice");
        assert_words(&first.message);
        first
    }

    #[track_caller]
    fn is_sound(&self, newest: u32) {
        assert!(!self.reading.stops(), "{:?}", self.reading.findings);
        assert_eq!(self.newest(), newest);
    }

    #[track_caller]
    fn stops_for(&self, id: &str) {
        assert_eq!(self.one(id).severity, Severity::Error);
        assert!(self.reading.stops());
    }
}

/// The words have all the arguments that they use, in both languages. What the rules say themselves is tested there.
fn assert_words(message: &Message) {
    for lang in [Lang::ZhCn, Lang::En] {
        let catalog = Catalog::new(lang);
        if catalog.has(&message.id) {
            let said = catalog.text(message);
            assert!(!said.contains("{$") && !said.contains("{ $"), "{said}");
        }
    }
}

fn public(key: &NewKey) -> &str {
    key.public.rsplit_once(' ').map_or(&*key.public, |(line, _)| line)
}

fn path(serial: u32) -> String {
    format!(".qianfa/policy/{serial:04}.toml")
}

fn without_keys(text: &str) -> String {
    let (before, rest) = text.split_once("[[key]]").unwrap();
    let after = rest.split_once("[step.head]").unwrap().1;
    format!("{before}[step.head]{after}")
}

fn key_paragraph(person: &str, key: &NewKey, state: &str) -> String {
    format!("[[key]]\nperson = \"{person}\"\npublic = \"{}\"\nstate = \"{state}\"\nsince = 2026-01-05\n\n", public(key))
}

impl Office {
    fn open() -> Self {
        let office = Self::with_first(|text| text);
        assert_eq!(office.read().ids(), Vec::<String>::new());
        office
    }

    fn with_first(edit: impl Fn(String) -> String) -> Self {
        let keys: BTreeMap<_, _> = PEOPLE.iter().map(|p| (*p, NewKey::generate(p).unwrap())).collect();
        let text = without_keys(include_str!("../data/group/reviewers.toml"));
        let lexicon = Sha256::of(TOPICS.as_bytes()).to_string();
        let text = text.replace("9a31135e361a53b302a0be81661fc4a383af72f5896b25508f1ff59c44f1800f", &lexicon);
        let paragraphs: String = keys.iter().map(|(person, key)| key_paragraph(person, key, "active")).collect();
        let first = edit(text.replace("[step.head]", &format!("{paragraphs}[step.head]")));
        let mut office = Self { press: Press::empty(), keys, genesis: String::new(), first };
        office.press.write("content/_index.md", "# 首页\n");
        office.genesis = office.enact(1, &office.first, &["an-ran", "chen-xi"]);
        office
    }

    fn sign(&self, serial: u32, text: &str, people: &[&str]) -> Vec<(String, String)> {
        let signature = |person: &&str| {
            let armour = self.keys[*person].sign("qianfa-policy", text.as_bytes()).unwrap();
            (format!(".qianfa/policy/{serial:04}.{person}.sig"), armour)
        };
        people.iter().map(signature).collect()
    }

    fn archived(&self, serial: u32, text: &str, people: &[&str]) -> Vec<(String, String)> {
        let mut files = self.sign(serial, text, people);
        files.push((path(serial), text.to_owned()));
        files.push((format!(".qianfa/policy/{serial:04}.lexicon/topics.txt"), TOPICS.to_owned()));
        files
    }

    fn commit(&self, files: &[(String, String)]) -> String {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        self.press.commit(&files)
    }

    /// Commits a version with signatures, and makes it the file that people see.
    fn enact(&self, serial: u32, text: &str, people: &[&str]) -> String {
        let mut files = self.archived(serial, text, people);
        files.push(("reviewers.toml".to_owned(), text.to_owned()));
        self.commit(&files)
    }

    /// Returns the text of the version that follows `before`, holding from HEAD.
    fn after_head(&self, serial: u32, before: &str) -> String {
        self.following(serial, before, &self.press.head())
    }

    fn following(&self, serial: u32, before: &str, after: &str) -> String {
        let lines = before.lines().filter(|l| !l.starts_with("after ") && !l.starts_with("rejects "));
        let lines = lines.map(|line| {
            if line.starts_with("serial ") {
                format!("serial = {serial}")
            } else if line.starts_with("previous ") {
                format!("previous = \"sha256:{}\"\nafter = \"{after}\"", Sha256::of(before.as_bytes()))
            } else {
                line.to_owned()
            }
        });
        lines.map(|line| line + "\n").collect()
    }

    fn trust(&self) -> Trust {
        let genesis = CommitId::parse(&self.genesis).unwrap();
        Trust { root: Sha256::of(self.first.as_bytes()), genesis, last_published: None }
    }

    fn read(&self) -> Read {
        self.read_with(Some(&self.trust()))
    }

    fn read_with(&self, trust: Option<&Trust>) -> Read {
        let repository = self.press.repository();
        let history = History::load(&repository, repository.head().unwrap().commit).unwrap();
        let objects = repository.objects().unwrap();
        let versions = Versions::read(&history, &objects, &Scope::of(chain::SCOPE)).unwrap();
        let trail = Trail { history: &history, versions: &versions, objects: &objects, memory: None };
        let standards = Standards::embedded();
        let reading = chain::read(trail, trust, Inputs { single: false, standards: &standards }).unwrap();
        Read { reading, history }
    }
}

/// Returns what a page of this cell needs in the newest version.
fn demand(read: &Read, column: &str, department: &str, level: &str) -> Result<usize, Refusal> {
    let (column, level) = (ColumnId::parse(column).unwrap(), LevelId::parse(level).unwrap());
    let department = DepartmentId::parse(department).unwrap();
    let cell = Cell { column: &column, department: &department, level: &level, co_departments: &[] };
    read.chain().newest().requirement(cell).map(|r| r.steps.len())
}

#[test]
fn each_commit_knows_what_it_holds_and_what_it_might_have_been_made_beside() {
    let office = Office::open();
    let before = office.press.commit(&[("content/a.md", "a")]);
    office.press.branch("old");
    let beside = office.press.commit(&[("content/b.md", "b")]);
    office.press.switch("main");
    let text = office.after_head(2, &office.first);
    let second = office.enact(2, &text, &["an-ran", "du-heng"]);
    let later = office.press.commit(&[("content/c.md", "c")]);
    let merge = office.press.merge("old");
    let read = office.read();
    read.is_sound(2);
    assert_eq!(read.ids(), Vec::<String>::new());
    let of = |commit: &str| (read.known(commit), read.conc(commit));
    assert_eq!(of(&office.genesis), (1, 1));
    assert_eq!(of(&before), (1, 1), "the version holds from there");
    assert_eq!(of(&beside), (1, 2), "it does not hold version 2, but might have been made beside it");
    assert_eq!([of(&second), of(&later), of(&merge)], [(2, 2); 3]);
    let signers: Vec<&str> = read.chain().newest().signers().iter().map(PersonId::as_str).collect();
    assert_eq!(signers, ["an-ran", "du-heng"]);
    assert_eq!(read.chain().newest().after(), Some(read.number(&before)));
    assert_eq!(read.chain().newest().lexicon("topics"), Some(TOPICS));
}

#[test]
fn a_version_that_too_few_of_the_root_signed_is_a_draft() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    office.commit(&office.archived(2, &text, &["an-ran", "gu-yu"]));
    let read = office.read();
    read.stops_for("QF605-signatures");
    assert_eq!(read.newest(), 1);
    assert!(Catalog::new(Lang::En).text(&read.one("QF605-signatures").message).contains("0002.toml"));
    // Once it is gone nothing remains of it.
    office.press.git(&["rm", "-rq", "--", &path(2), ".qianfa/policy/0002.*"]);
    office.press.commit(&[]);
    office.read().is_sound(1);
}

#[test]
fn a_signature_counts_only_under_the_name_of_who_made_it() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let mut files = office.archived(2, &text, &["an-ran"]);
    files.push((".qianfa/policy/0002.du-heng.sig".into(), files[0].1.clone()));
    office.commit(&files);
    office.read().stops_for("QF605-signatures");
}

#[test]
fn a_signature_for_another_purpose_or_another_text_counts_nothing() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let mut files = office.archived(2, &text, &["an-ran"]);
    let other = office.keys["chen-xi"].sign("git", text.as_bytes()).unwrap();
    files.push((".qianfa/policy/0002.chen-xi.sig".into(), other));
    let stale = office.keys["du-heng"].sign("qianfa-policy", office.first.as_bytes()).unwrap();
    files.push((".qianfa/policy/0002.du-heng.sig".into(), stale));
    office.commit(&files);
    office.read().stops_for("QF605-signatures");
}

#[test]
fn a_changed_root_needs_its_own_people_too() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let text = text.replace("\"an-ran\", \"chen-xi\", \"du-heng\"", "\"chen-xi\", \"gu-yu\"");
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    office.read().stops_for("QF605-own-root");
    office.commit(&office.sign(2, &text, &["gu-yu"]));
    office.read().is_sound(2);
}

#[test]
fn a_policy_changed_in_place_is_no_policy() {
    let office = Office::open();
    let changed = office.first.replace("threshold = 2", "threshold = 1");
    office.press.commit(&[(&path(1), &changed), ("reviewers.toml", &changed)]);
    let read = office.read();
    read.stops_for("QF605-root");
    read.stops_for("QF606-changed");
    assert!(read.reading.chain.is_none());
}

#[test]
fn the_file_that_people_see_must_be_the_newest_version() {
    let office = Office::open();
    office.press.commit(&[("reviewers.toml", &office.first.replace("threshold = 2", "threshold = 1"))]);
    office.read().stops_for("QF607");
    office.press.delete("reviewers.toml");
    office.read().stops_for("QF607-absent");
}

#[test]
fn what_belongs_to_no_version_is_reported_and_harmless_once_gone() {
    let office = Office::open();
    let bad = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";
    office.press.commit(&[
        (".qianfa/policy/readme.txt", "x"),
        (".qianfa/policy/0007.toml", "x"),
        (".qianfa/policy/0001.lexicon/other.txt", "x"),
        (".qianfa/policy/0001.gu-yu.sig", bad),
        (".qianfa/policy/0003.gu-yu.sig", bad),
    ]);
    let read = office.read();
    let mut ids = read.ids();
    ids.sort();
    assert_eq!(ids, ["QF605-gap", "QF605-signature", "QF605-stray", "QF605-stray", "QF605-stray"]);
    assert_eq!(read.newest(), 1);
    office.press.git(&["revert", "--no-edit", "HEAD"]);
    office.read().is_sound(1);
}

#[test]
fn a_lost_version_is_put_back_by_the_next_commit() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let second = office.enact(2, &text, &["an-ran", "du-heng"]);
    office.press.git(&["rm", "-rq", "--", &path(2), ".qianfa/policy/0002.*"]);
    office.press.commit(&[("reviewers.toml", &office.first)]);
    office.read().stops_for("QF606");
    office.press.git(&["checkout", &second, "--", ".qianfa/policy", "reviewers.toml"]);
    office.press.commit(&[]);
    office.read().is_sound(2);
}

#[test]
fn a_version_that_lost_its_signatures_is_not_in_force() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    office.enact(2, &text, &["an-ran", "du-heng"]);
    office.press.delete(".qianfa/policy/0002.du-heng.sig");
    let read = office.read();
    read.stops_for("QF606-unsupported");
    read.stops_for("QF605-signatures");
    read.stops_for("QF607");
}

#[test]
fn twin_versions_stop_everything_until_a_later_one_rejects_the_other() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let twin = text.replace("threshold = 2", "threshold = 2 # twin");
    office.press.branch("other");
    office.enact(2, &twin, &["chen-xi", "du-heng"]);
    office.press.switch("main");
    office.enact(2, &text, &["an-ran", "du-heng"]);
    office.press.adopt("other");
    let read = office.read();
    read.stops_for("QF606-twin");
    assert_eq!(read.newest(), 2);
    let third = office.after_head(3, &text);
    let rejects = format!("previous = \"sha256:{}\"\nrejects = [\"sha256:", Sha256::of(text.as_bytes()));
    let rejects = format!("{rejects}{}\"]", Sha256::of(twin.as_bytes()));
    let previous = format!("previous = \"sha256:{}\"", Sha256::of(text.as_bytes()));
    office.enact(3, &third.replace(&previous, &rejects), &["an-ran", "chen-xi"]);
    let read = office.read();
    read.is_sound(3);
    assert_eq!(read.ids(), Vec::<String>::new());
}

#[test]
fn a_key_for_two_people_across_versions_is_refused() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let gone = text.replace(&key_paragraph("gu-yu", &office.keys["gu-yu"], "active"), "");
    office.enact(2, &gone, &["an-ran", "chen-xi"]);
    office.read().is_sound(2);
    let third = office.after_head(3, &gone);
    let given = key_paragraph("he-shan", &office.keys["gu-yu"], "active");
    office.enact(3, &third.replace("[step.head]", &format!("{given}[step.head]")), &["an-ran", "chen-xi"]);
    office.read().stops_for("QF605-shared-key");
}

#[test]
fn a_key_for_two_people_in_one_version_is_no_version() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let given = key_paragraph("he-shan", &office.keys["gu-yu"], "active");
    office.enact(2, &text.replace("[step.head]", &format!("{given}[step.head]")), &["an-ran", "chen-xi"]);
    office.read().stops_for("QF605-structure");
}

#[test]
fn the_id_of_somebody_who_left_is_not_given_to_another() {
    let office = Office::open();
    let person = "[person.bai-lu]\nname = \"白露\"\ndepartment = \"info\"\n\n";
    let grant = "[[grant]]\nperson = \"bai-lu\"\nstep = \"head\"\ndepartments = [\"office\", \"info\"]\n\n";
    let text = office.after_head(2, &office.first).replace(person, "").replace(grant, "");
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    office.read().is_sound(2);
    let third = office.after_head(3, &text);
    let other = person.replace("白露", "白鹭");
    let again = third.replace("[person.chen-xi]", &format!("{other}[person.chen-xi]"));
    office.enact(3, &again, &["an-ran", "chen-xi"]);
    office.read().stops_for("QF605-id-again");
    let same = third.replace("[person.chen-xi]", &format!("{person}[person.chen-xi]"));
    office.enact(3, &same, &["an-ran", "chen-xi"]);
    office.read().is_sound(3);
}

#[test]
fn a_revoked_key_never_comes_back() {
    let office = Office::open();
    let active = key_paragraph("gu-yu", &office.keys["gu-yu"], "active");
    let revoked = active.replace("active", "revoked");
    let text = office.after_head(2, &office.first).replace(&active, &revoked);
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    office.read().is_sound(2);
    let third = office.after_head(3, &text).replace(&revoked, &active);
    office.enact(3, &third, &["an-ran", "chen-xi"]);
    office.read().stops_for("QF605-state");
}

#[test]
fn a_suspended_member_of_the_root_cannot_sign_the_next_version() {
    let office = Office::open();
    let active = key_paragraph("chen-xi", &office.keys["chen-xi"], "active");
    let text = office.after_head(2, &office.first).replace(&active, &active.replace("active", "suspended"));
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    office.read().is_sound(2);
    let third = office.after_head(3, &text).replace("\"suspended\"", "\"active\"");
    office.enact(3, &third, &["an-ran", "chen-xi"]);
    office.read().stops_for("QF605-signatures");
    office.commit(&office.sign(3, &third, &["du-heng"]));
    let read = office.read();
    assert_eq!(read.newest(), 3);
    read.stops_for("QF605-signature");
}

#[test]
fn a_version_holds_from_a_commit_in_which_the_one_before_is_the_newest() {
    let office = Office::open();
    let second = office.after_head(2, &office.first);
    office.enact(2, &second, &["an-ran", "chen-xi"]);
    let places = [
        (office.genesis.clone(), "QF605-after-other"),
        ("0123456789012345678901234567890123456789".to_owned(), "QF605-after-unknown"),
    ];
    for (place, id) in places {
        let third = office.following(3, &second, &place);
        office.enact(3, &third, &["an-ran", "chen-xi"]);
        let read = office.read();
        read.stops_for(id);
        assert_eq!(read.newest(), 2);
    }
}

#[test]
fn a_moved_place_is_not_what_was_signed() {
    let office = Office::open();
    let later = office.press.commit(&[("content/a.md", "a")]);
    let signed = office.following(2, &office.first, &office.genesis);
    let moved = office.following(2, &office.first, &later);
    let mut files = office.archived(2, &signed, &["an-ran", "chen-xi"]);
    files.iter_mut().find(|(p, _)| *p == path(2)).unwrap().1 = moved;
    office.commit(&files);
    office.read().stops_for("QF605-signatures");
}

#[test]
fn a_version_merged_from_a_branch_is_in_force() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    office.press.branch("policy");
    let made = office.enact(2, &text, &["an-ran", "chen-xi"]);
    office.press.switch("main");
    let meanwhile = office.press.commit(&[("content/a.md", "a")]);
    office.press.merge("policy");
    let read = office.read();
    read.is_sound(2);
    assert_eq!((read.known(&made), read.known(&meanwhile), read.conc(&meanwhile)), (2, 1, 2));
}

#[test]
fn a_squash_keeps_the_folder_and_so_the_version() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    office.press.branch("policy");
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    office.press.switch("main");
    office.press.squash("policy");
    office.read().is_sound(2);
}

#[test]
fn a_merge_that_keeps_the_old_folder_loses_a_version() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    office.press.branch("policy");
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    office.press.switch("main");
    office.press.commit(&[("content/a.md", "a")]);
    office.press.adopt("policy");
    office.read().stops_for("QF606");
}

#[test]
fn foreign_history_is_told_and_has_no_say() {
    let office = Office::open();
    office.press.git(&["switch", "-q", "--orphan", "foreign"]);
    let rogue = office.first.replace("threshold = 2", "threshold = 1");
    let strange = office.commit(&office.archived(1, &rogue, &["gu-yu", "an-ran"]));
    office.press.switch("main");
    office.press.git(&["merge", "-q", "--allow-unrelated-histories", "-s", "ours", "-m", "m", "foreign"]);
    let read = office.read();
    read.is_sound(1);
    assert_eq!(read.one("QF603-warning").severity, Severity::Warning);
    assert!(!read.chain().descends(read.number(&strange)));
    // Standing on the foreign branch, nothing is left.
    office.press.switch("foreign");
    let read = office.read();
    read.stops_for("QF603-no-genesis");
    assert!(read.reading.chain.is_none());
}

#[test]
fn without_a_pin_two_beginnings_are_refused_and_one_is_a_warning() {
    let office = Office::open();
    let read = office.read_with(None);
    read.is_sound(1);
    assert_eq!(read.one("QF608").severity, Severity::Warning);
    assert_eq!(read.chain().root(), office.trust().root);
    assert_eq!(read.chain().genesis(), read.number(&office.genesis));
    office.press.git(&["switch", "-q", "--orphan", "foreign"]);
    let rogue = office.first.replace("threshold = 2", "threshold = 1");
    office.commit(&office.archived(1, &rogue, &["an-ran"]));
    office.press.switch("main");
    office.press.git(&["merge", "-q", "--allow-unrelated-histories", "-s", "ours", "-m", "m", "foreign"]);
    let read = office.read_with(None);
    read.stops_for("QF603-several");
    assert!(read.reading.chain.is_none());
}

#[test]
fn a_flood_of_first_versions_does_not_hide_the_true_one_behind_a_false_one() {
    let office = Office::open();
    office.press.git(&["switch", "-q", "-c", "flood"]);
    let mut versions: Vec<String> = (0..70).map(|n| format!("{}# {n}\n", office.first)).collect();
    versions.push(office.first.clone());
    for text in versions {
        office.press.commit(&[(&path(1), &text)]);
    }
    let read = office.read_with(None);
    read.stops_for("QF605-many");
    assert!(read.reading.chain.is_none());
    office.read().is_sound(1);
}

#[test]
fn a_history_without_a_signed_policy_has_no_chain() {
    let office = Office::open();
    office.press.git(&["switch", "-q", "--orphan", "empty"]);
    office.press.commit(&[(&path(1), &office.first), ("reviewers.toml", &office.first)]);
    let read = office.read_with(None);
    read.stops_for("QF605-none");
}

#[test]
fn genesis_carries_the_first_version_and_no_other() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    let second = office.enact(2, &text, &["an-ran", "chen-xi"]);
    let trust = Trust { genesis: CommitId::parse(&second).unwrap(), ..office.trust() };
    office.read_with(Some(&trust)).stops_for("QF603-genesis");
    let trust = Trust { root: Sha256::of(b"other"), ..office.trust() };
    let read = office.read_with(Some(&trust));
    read.stops_for("QF603-genesis");
    read.stops_for("QF605-root");
}

#[test]
fn a_release_does_not_fall_behind_the_last_one() {
    let office = Office::open();
    let published = office.press.commit(&[("content/a.md", "a")]);
    let trust = Trust { last_published: CommitId::parse(&published), ..office.trust() };
    office.read_with(Some(&trust)).is_sound(1);
    office.press.git(&["reset", "-q", "--hard", "HEAD~1"]);
    office.read_with(Some(&trust)).stops_for("QF604");
}

#[test]
fn a_fault_in_the_content_withholds_the_cells_concerned_and_no_more() {
    let office = Office::open();
    // A level, a column, a grant and a key, each with a fault of its own.
    let rsa = "[[key]]\nperson = \"he-shan\"\npublic = \"ssh-rsa AAAAB3NzaC1yc2E\"\nstate = \"active\"\nsince = 2026-01-05\n\n";
    let text = office.after_head(2, &office.first);
    let text = text.replace("rank = 1\n", "rank = \"one\"\n");
    let text = text.replace("name = \"东村动态\"\n", "name = \"东村动态\"\ncolour = \"red\"\n");
    let text = text.replace("person = \"he-shan\"\nstep = \"leader\"", "person = \"nobody\"\nstep = \"leader\"");
    let text = text.replace("[step.head]", &format!("{rsa}[step.head]"));
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    let read = office.read();
    read.is_sound(2);
    assert_eq!(demand(&read, "portal/notice", "office", "public"), Ok(2));
    assert_eq!(demand(&read, "portal/notice", "office", "sensitive"), Err(Refusal::UnknownLevel));
    assert_eq!(demand(&read, "east/news", "east", "public"), Err(Refusal::UnknownColumn));
    let policy = read.chain().newest().policy();
    assert_eq!(policy.grants.len(), 10);
    assert_eq!(policy.keys.len(), 4);
    let at_file = |f: &&Finding| &*f.at.file == "reviewers.toml" && f.severity == Severity::Error;
    assert_eq!(read.reading.findings.findings().iter().filter(at_file).count(), 4, "{:?}", read.ids());
    // The next one mends it.
    let third = office.after_head(3, &text).replace("rank = \"one\"\n", "rank = 1\n").replace("colour = \"red\"\n", "");
    office.enact(3, &third, &["an-ran", "chen-xi"]);
    assert_eq!(demand(&office.read(), "east/news", "east", "public"), Ok(2));
}

#[test]
fn a_fault_in_what_demands_signatures_withholds_everything() {
    for (right, wrong) in [
        ("add = [\"leader\"]\n", "add = [\"leader\"]\nwhy = 1\n"),
        ("name = \"会签\"\n", ""),
        ("path = \"themes/**\"\nsteps = [\"final\"]\n", "path = \"themes/*\"\nsteps = [\"final\"]\n"),
        ("ordered = true", "ordered = 1"),
        ("since = 2026-01-05", "since = 2026"),
    ] {
        let office = Office::open();
        let text = office.after_head(2, &office.first).replacen(right, wrong, 1);
        office.enact(2, &text, &["an-ran", "du-heng"]);
        let read = office.read();
        read.is_sound(2);
        assert_eq!(demand(&read, "portal/notice", "office", "public"), Err(Refusal::Withheld), "{wrong}");
        let file = read.chain().newest().policy().requirement_of_file("docs/a.md");
        assert_eq!(file, Err::<FileDemand, _>(Refusal::Withheld));
    }
}

#[test]
fn a_looser_limit_than_the_state_allows_does_not_break_a_chain() {
    let office = Office::open();
    let text = office.after_head(2, &office.first).replace("limit = \"7d\"", "limit = \"900d\"");
    let text = text.replace("type = \"工作动态\"", "type = \"明年才有的类型\"");
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    let read = office.read();
    read.is_sound(2);
    assert_eq!(demand(&read, "east/news", "east", "public"), Ok(2));
}

#[test]
fn structure_that_cannot_be_understood_is_no_version_whoever_signed_it() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    for (right, wrong, id) in [
        ("threshold = 2", "threshold = 9", "QF605-structure"),
        ("[step.head]", "[steps]\n[step.head]", "QF605-structure"),
        ("serial = 2", "serial = 3", "QF605-serial"),
        ("format = 1", "format = 2", "QF605-structure"),
    ] {
        let text = text.replace(right, wrong);
        office.enact(2, &text, &["an-ran", "chen-xi"]);
        let read = office.read();
        read.stops_for(id);
        assert_eq!(read.newest(), 1);
    }
    let other = text.replace(&Sha256::of(office.first.as_bytes()).to_string(), &Sha256::of(b"x").to_string());
    office.enact(2, &other, &["an-ran", "chen-xi"]);
    office.read().stops_for("QF605-previous");
}

#[cfg(unix)]
#[test]
fn a_link_is_no_policy() {
    let office = Office::open();
    let text = office.after_head(2, &office.first);
    office.enact(2, &text, &["an-ran", "chen-xi"]);
    std::fs::remove_file(office.press.folder().join(path(2))).unwrap();
    std::os::unix::fs::symlink("../../reviewers.toml", office.press.folder().join(path(2))).unwrap();
    office.press.commit(&[]);
    office.read().stops_for("QF605-mode");
}

#[test]
fn without_its_word_list_a_version_withholds_what_the_words_may_concern() {
    let office = Office::open();
    office.press.commit(&[(".qianfa/policy/0001.lexicon/topics.txt", "别的词\n")]);
    let read = office.read();
    read.one("QF517");
    read.is_sound(1);
    assert_eq!(demand(&read, "portal/notice", "office", "public"), Err(Refusal::Withheld));
    assert_eq!(demand(&read, "portal/notice", "office", "sensitive"), Ok(3));
    assert_eq!(demand(&read, "east", "east", "public"), Ok(2));
    office.press.delete(".qianfa/policy/0001.lexicon/topics.txt");
    office.read().one("QF517-absent");
}

#[test]
fn a_compromised_key_is_trusted_only_before_the_place_of_the_version_that_says_so() {
    for (before_place, trusted) in [(true, true), (false, false)] {
        let office = Office::open();
        let early = office.press.commit(&[("content/a.md", "a")]);
        office.press.commit(&[("content/b.md", "b")]);
        let place = office.press.head();
        let late = office.press.commit(&[("content/c.md", "c")]);
        let active = key_paragraph("gu-yu", &office.keys["gu-yu"], "active");
        let through = if before_place { &early } else { &late };
        let gone =
            active.replace("state = \"active\"", &format!("state = \"compromised\"\ntrusted-through = \"{through}\""));
        let text = office.following(2, &office.first, &place).replace(&active, &gone);
        office.enact(2, &text, &["an-ran", "chen-xi"]);
        // A later version that no longer names the key does not forgive it.
        let third = office.after_head(3, &text).replace(&gone, "");
        office.enact(3, &third, &["an-ran", "chen-xi"]);
        let read = office.read();
        read.is_sound(3);
        let key = key_id(public(&office.keys["gu-yu"])).unwrap();
        let compromise = read.chain().compromised(key).unwrap();
        assert_eq!(compromise.since, 2);
        assert_eq!(compromise.trusted_through, trusted.then(|| read.number(&early)));
        assert_eq!(read.ids().contains(&"QF605-trusted-through".to_owned()), !trusted);
        let states = [1, 2, 3].map(|serial| read.chain().state(key, serial));
        assert_eq!(states, [Some(KeyState::Active), Some(KeyState::Compromised), None]);
        assert_eq!(read.chain().person_of(key).unwrap().as_str(), "gu-yu");
        assert_eq!(read.chain().key_lines().count(), 4);
    }
}

#[test]
fn thousands_of_drafts_cost_a_look_each() {
    let office = Office::open();
    let draft = format!("{}\n# {}", office.after_head(2, &office.first), "x".repeat(100_000));
    let files: Vec<(String, String)> =
        (2..1500).map(|n| (path(n), format!("{draft}{n}"))).chain([(".qianfa/policy/x".into(), "x".into())]).collect();
    office.commit(&files);
    let started = std::time::Instant::now();
    let read = office.read();
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    assert_eq!(read.newest(), 1);
    assert_eq!(read.one("QF605-more").severity, Severity::Error);
    assert!(read.ids().len() < 60);
}

#[test]
fn the_archive_of_permissions_says_what_each_version_changed() {
    let office = Office::open();
    let active = key_paragraph("gu-yu", &office.keys["gu-yu"], "active");
    let text = office.after_head(2, &office.first).replace(&active, &active.replace("active", "suspended"));
    let basis =
        "[[grant]]\nperson = \"he-shan\"\nstep = \"final\"\ndepartments = [\"*\"]\nbasis = \"镇信〔2026〕9号\"\n";
    office.enact(2, &format!("{text}\n{basis}"), &["an-ran", "chen-xi"]);
    let read = office.read();
    let log = people::log(read.chain());
    let second: Vec<String> = log
        .iter()
        .filter(|change| change.serial == 2)
        .map(|c| format!("{} {} {}", c.what.as_str(), c.who, c.basis.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(second, ["suspend gu-yu -", "grant he-shan 镇信〔2026〕9号"]);
    let then = people::at(read.chain(), read.number(&office.genesis)).unwrap();
    assert_eq!(then.serial(), 1);
    let signers = people::allowed_signers(read.chain());
    assert_eq!(signers.lines().count(), 3, "{signers}");
    assert!(signers.lines().all(|l| l.contains(" namespaces=\"git,qianfa-policy\" ssh-ed25519 ")), "{signers}");
}
