//! What one run leaves to the next, so that a verdict one commit later need not be found anew.
//!
//! An accelerator only: whoever takes it away gets the same verdicts, later. What may still be relied on is decided in
//! `warm`; here it is written down and read. It belongs to one commit and to one chain of policies, of which it holds a
//! fingerprint; anything that does not fit makes all of it nothing.
//!
//! Written down are, of everything that was judged: what people signed, the hashes of versions, what pages declare, who
//! names which file, and the judgements that are *settled* (approved, and editions before could ask no more). Where a
//! registered key made something malformed, or a path is hostile, nothing is: that is rare, and mended soon.

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::git::{Action, CommitNo, Packer, PathNo, Unpacker, VersionId};
use crate::model::{
    ContentPath, DepartmentId, KeyId, LevelId, Moment, PageId, PersonId, Sha256, Span, Spanned, StepId,
};
use crate::review::authority::{Lack, Mark};
use crate::review::chain::{Chain, InForce};
use crate::review::docket::{Docket, Judged};
use crate::review::evidence::{Broken, Idle, Known, SignOff, SignOffNo};
use crate::review::judge::Court;
use crate::review::numbers::Numbers;
use crate::review::paths::Paths;
use crate::review::units::{Item, Linkers, Unit, Units};
use crate::review::verdict::{Because, By, Judgement, Shown, StepState, Verdict, Void};
use crate::source::Declared;

/// What an earlier run left, and what this one leaves.
#[derive(Debug)]
pub struct Memory {
    commits: usize,
    bytes: Vec<u8>,
    fresh: OnceLock<Vec<u8>>,
}

impl Memory {
    /// Returns the memory of an earlier run that judged the last of the first `commits` commits; of none, if that is 0.
    pub fn new(commits: usize, bytes: Vec<u8>) -> Self {
        Self { commits, bytes, fresh: OnceLock::new() }
    }

    /// Returns what is to be left to the next run, if that is worth writing.
    pub fn fresh(&self) -> Option<&[u8]> {
        self.fresh.get().map(Vec::as_slice)
    }

    /// Returns whether so many commits are new that it is time to write everything down again.
    pub(super) fn is_old(&self, court: &Court<'_>) -> bool {
        court.paths.trail().history.graph().len() >= self.commits + MANY
    }

    /// Leaves what was judged to the next run. Nothing may be hostile in it.
    pub(super) fn leave(&self, court: &Court<'_>, units: &Units<'_>, moved: Sha256, docket: &Docket, settled: &[bool]) {
        if let Some(bytes) = pack(court, units, moved, docket, settled) {
            let _ = self.fresh.set(bytes);
        }
    }
}

/// New commits from which on everything is written down again: that costs more than judging what a few commits touch.
const MANY: usize = 16;

/// What an earlier run found, read.
pub(super) struct Remembered {
    /// How many commits it saw.
    pub(super) commits: usize,
    /// The hash of what may have moved.
    pub(super) moved: Sha256,
    /// The main files of all units, in their order.
    pub(super) mains: Vec<PathNo>,
    /// Which index numbers were signed where.
    pub(super) numbers: Numbers,
    /// The settled ones, until they are taken.
    settled: Mutex<Vec<Judged>>,
}

impl Remembered {
    /// Returns the main files of the settled units, until they are taken.
    pub(super) fn settled_mains(&self) -> Vec<PathNo> {
        let settled = self.settled.lock().unwrap_or_else(PoisonError::into_inner);
        settled.iter().map(|judged| judged.unit.main).collect()
    }

    /// Takes the settled units, once.
    pub(super) fn take_settled(&self) -> Vec<Judged> {
        std::mem::take(&mut *self.settled.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// All that is read at once: what stays, and what others take over.
pub(super) struct Recalled {
    /// What stays.
    pub(super) remembered: Remembered,
    /// What people signed.
    pub(super) known: Known,
    /// Who names which file.
    pub(super) linkers: Option<Linkers>,
}

/// Returns what an earlier run left about the first commits of what is judged under the same chain, and lets `paths`
/// take over what it knew of versions; none if there is nothing that can be relied on.
pub(super) fn recall(memory: &Memory, paths: &Paths<'_>, chain: &Chain) -> Option<Recalled> {
    if memory.commits == 0 || memory.commits > paths.trail().history.graph().len() {
        return None;
    }
    let mut all = Unpacker::new(&memory.bytes)?;
    if all.fixed(32)? != fingerprint(chain, memory.commits).as_bytes() {
        return None;
    }
    let moved = Sha256::from_bytes(all.fixed(32)?.try_into().ok()?);
    let sign_offs = all.number()? as usize;
    let (first, second, third) = (all.bytes()?, all.bytes()?, all.bytes()?);
    let reader = |bytes| Reader::new(bytes, paths, chain, (memory.commits, sign_offs));
    let (evidence, settled) = rayon::join(
        || {
            let mut reader = reader(first)?;
            let all =
                (reader.known()?, reader.hashes()?, reader.linkers()?, reader.many(Reader::path)?, reader.numbers()?);
            (reader.from.is_empty() && all.0.sign_offs.len() == sign_offs).then_some(all)
        },
        || reader(second)?.many(Reader::judged),
    );
    let ((known, hashes, linkers, mains, numbers), settled) = (evidence?, settled?);
    // A commit brought a path that a sign-off had named before: what that is about is another now.
    let heard = |name: &ContentPath| paths.find(name.as_str()).is_some();
    if known.unheard.iter().any(heard) {
        return None;
    }
    let end = memory.bytes.len() - all.left();
    let declared = Declarations::new(memory, end - third.len()..end, paths.trail().versions.path_count())?;
    paths.recall(hashes, declared);
    let remembered = Remembered { commits: memory.commits, moved, mains, numbers, settled: Mutex::new(settled) };
    Some(Recalled { remembered, known, linkers })
}

/// What pages declare, read one by one when somebody asks.
pub(super) struct Declarations {
    /// Where in the memory they lie.
    part: Range<usize>,
    /// For each page the version, and where what it declares is written.
    places: Vec<Option<(VersionId, Range<usize>)>>,
}

impl Declarations {
    fn new(memory: &Memory, part: Range<usize>, paths: usize) -> Option<Self> {
        let bytes = memory.bytes.get(part.clone())?;
        let mut from = Unpacker::new(bytes)?;
        let mut places = vec![None; paths];
        for _ in 0..from.count()? {
            let (page, version) = (from.number()? as usize, VersionId::new(from.number()?));
            let length = from.count()?;
            let start = bytes.len() - from.left();
            from.skip(length)?;
            *places.get_mut(page)? = Some((version, start..start + length));
        }
        Some(Self { part, places })
    }

    /// Returns what this version of a page declares, if that is written down.
    pub(super) fn get(&self, memory: &Memory, page: PathNo, version: VersionId) -> Option<Declared> {
        let (_, range) = self.places.get(page.index())?.as_ref().filter(|(v, _)| *v == version)?;
        let bytes = memory.bytes.get(self.part.clone())?;
        let mut from = Unpacker::new(bytes)?;
        from.skip(range.start.checked_sub(bytes.len() - from.left())?)?;
        unpack_declared(&mut from)
    }
}

/// Returns the hash of everything about the policies that the first `commits` commits were judged by.
fn fingerprint(chain: &Chain, commits: usize) -> Sha256 {
    let mut all = Packer::default();
    all.fixed(chain.root().as_bytes());
    all.number(chain.genesis().index() as u32);
    all.count(chain.policies().len());
    for version in chain.policies() {
        all.fixed(version.sha256().as_bytes());
        all.count(InForce::after(version).map_or(0, |after| after.index() + 1));
        for (name, text) in version.lexicons() {
            all.bytes(name.as_bytes());
            all.count(text.len());
        }
    }
    for commit in (0..commits as u32).map(CommitNo::new) {
        all.flag(chain.descends(commit));
        all.number(chain.known(commit));
        all.number(chain.conc(commit));
    }
    Sha256::of(&all.finish())
}

// ── Writing ──

fn pack(court: &Court<'_>, units: &Units<'_>, moved: Sha256, docket: &Docket, settled: &[bool]) -> Option<Vec<u8>> {
    let evidence = court.evidence;
    if evidence.broken().iter().any(|b| b.mark.is_some()) {
        return None;
    }
    let trail = court.paths.trail();
    let mut to = Packer::default();
    to.count(evidence.sign_offs().count());
    evidence.sign_offs().for_each(|(_, sign_off)| pack_sign_off(&mut to, sign_off));
    to.count(evidence.broken().len());
    for broken in evidence.broken() {
        to.count(broken.commit.index());
        to.count(broken.line);
        to.flag(broken.items.is_some());
        broken.items.iter().for_each(|items| pack_names(&mut to, items));
    }
    for idle in [evidence.copies(), evidence.strays()] {
        to.count(idle.len());
        for one in idle {
            to.count(one.commit.index());
            to.word(one.person.as_ref().map_or("", PersonId::as_str));
            pack_names(&mut to, &one.items);
        }
    }
    pack_names(&mut to, evidence.unheard());
    let hashes: Vec<_> = court.paths.known_hashes().collect();
    to.count(hashes.len());
    for (at, hash) in hashes {
        to.count(at);
        to.flag(hash.is_some());
        hash.iter().for_each(|hash| to.fixed(hash.as_bytes()));
    }
    to.flag(units.known_linkers().is_some());
    if let Some(linkers) = units.known_linkers() {
        let mut linkers: Vec<_> = linkers.iter().collect();
        linkers.sort_unstable();
        to.count(linkers.len());
        for (name, pages) in linkers {
            to.bytes(name.as_bytes());
            to.count(pages.len());
            pages.iter().for_each(|page| to.count(page.index()));
        }
    }
    to.count(docket.units.len());
    docket.units.iter().for_each(|judged| to.count(judged.unit.main.index()));
    to.count(docket.numbers.0.len());
    for (number, pages) in &docket.numbers.0 {
        to.bytes(number.as_bytes());
        to.count(pages.len());
        pages.iter().for_each(|page| to.count(page.index()));
    }
    let mut judged = Packer::default();
    let kept: Vec<&Judged> = docket.units.iter().zip(settled).filter(|(_, s)| **s).map(|(j, _)| j).collect();
    judged.count(kept.len());
    kept.into_iter().try_for_each(|unit| pack_judged(&mut judged, unit))?;
    let page = |judged: &Judged| {
        let (page, version) = (judged.unit.main, judged.unit.items.first()?.version);
        Some((page, version, court.paths.known_declared(page, version)?))
    };
    let pages: Vec<_> = docket.units.iter().filter_map(page).collect();
    let mut declarations = Packer::default();
    declarations.count(pages.len());
    for (page, version, declared) in &pages {
        declarations.count(page.index());
        pack_version(&mut declarations, *version);
        declarations.part(|to| pack_declared(to, declared));
    }
    let mut all = Packer::default();
    all.fixed(fingerprint(court.authority.chain(), trail.history.graph().len()).as_bytes());
    all.fixed(moved.as_bytes());
    all.count(evidence.sign_offs().count());
    [to, judged, declarations].into_iter().for_each(|part| all.bytes(&part.finish()));
    Some(all.finish())
}

fn pack_names<'n>(to: &mut Packer, names: impl IntoIterator<Item = &'n ContentPath, IntoIter: ExactSizeIterator>) {
    let names = names.into_iter();
    to.count(names.len());
    names.for_each(|name| to.bytes(name.as_str().as_bytes()));
}

fn pack_version(to: &mut Packer, version: VersionId) {
    to.count(version.index().map_or(0, |at| at + 1));
}

fn pack_sign_off(to: &mut Packer, sign_off: &SignOff) {
    to.count(sign_off.mark.commit.index());
    to.word(&sign_off.mark.key.to_string());
    to.number(match sign_off.action {
        Action::Approve => 0,
        Action::Object => 1,
        Action::Withdraw => 2,
        Action::Emergency => 3,
        Action::Vouch => 4,
    });
    to.word(sign_off.step.as_ref().map_or("", StepId::as_str));
    to.bytes(sign_off.reason.as_bytes());
    to.count(sign_off.items.len());
    for (path, version) in &sign_off.items {
        to.count(path.index());
        pack_version(to, *version);
    }
}

fn pack_declared(to: &mut Packer, declared: &Declared) {
    to.word(declared.department.as_str());
    to.word(declared.level.as_str());
    to.number(declared.level_span.start);
    to.number(declared.level_span.end);
    to.bytes(declared.date.map(|date| date.to_string()).unwrap_or_default().as_bytes());
    to.count(declared.co_departments.len());
    declared.co_departments.iter().for_each(|department| to.word(department.as_str()));
    to.bytes(declared.id.as_ref().map_or("", PageId::as_str).as_bytes());
    to.flag(declared.index.is_some());
    if let Some(index) = &declared.index {
        to.bytes(index.value.as_bytes());
        to.number(index.span.start);
        to.number(index.span.end);
    }
    for texts in [&declared.redirect_from, &declared.names] {
        to.count(texts.len());
        texts.iter().for_each(|text| to.bytes(text.as_bytes()));
    }
    to.flag(declared.leads_outside);
    to.flag(declared.body.is_some());
    declared.body.iter().for_each(|body| to.fixed(body.as_bytes()));
}

/// None if it holds what no settled unit has.
fn pack_judged(to: &mut Packer, judged: &Judged) -> Option<()> {
    let Judgement { verdict, steps, emergency, void, unsigned, objections, lowered, window, used } = &judged.judgement;
    let Verdict::Approved(by) = verdict else { return None };
    if judged.shown != Shown::Head || !judged.last.is_empty() || !emergency.is_empty() || lowered.is_some() {
        return None;
    }
    to.count(judged.unit.main.index());
    to.count(judged.unit.items.len());
    for item in &judged.unit.items {
        to.count(item.path.index());
        pack_version(to, item.version);
        to.count(item.users.len());
        item.users.iter().for_each(|user| to.count(user.index()));
    }
    to.number(match by {
        By::Matrix => 0,
        By::Window => 1,
        By::Emergency => 2,
    });
    to.count(steps.len());
    for state in steps {
        to.word(state.step.as_str());
        to.word(state.department.as_ref().map_or("", DepartmentId::as_str));
        to.count(state.may_sign.len());
        state.may_sign.iter().for_each(|person| to.word(person.as_str()));
        to.flag(state.by.is_some());
        if let Some((person, commit)) = &state.by {
            to.word(person.as_str());
            to.count(commit.index());
        }
    }
    to.count(void.len());
    void.iter().for_each(|void| pack_void(to, void));
    to.count(unsigned.map_or(0, |commit| commit.index() + 1));
    for numbers in [objections, used] {
        to.count(numbers.len());
        numbers.iter().for_each(|number| to.number(number.0));
    }
    to.flag(window.is_some());
    if let Some((from, through)) = window {
        to.number(*from);
        to.number(*through);
    }
    Some(())
}

fn pack_void(to: &mut Packer, void: &Void) {
    to.number(void.sign_off.0);
    to.count(void.path.index());
    match &void.because {
        Because::Unseen(commit) => {
            to.number(0);
            to.count(commit.index());
        }
        Because::OtherVersion(commit) => {
            to.number(1);
            to.count(commit.map_or(0, |commit| commit.index() + 1));
        }
        Because::Lack(lack) => {
            to.number(2);
            let (kind, serial) = match lack {
                Lack::NoPolicy => (0, 0),
                Lack::Key(serial) => (1, *serial),
                Lack::Step(serial) => (2, *serial),
                Lack::Compromised => (3, 0),
                Lack::Void => (4, 0),
            };
            to.number(kind);
            to.number(serial);
        }
        Because::Author(commit) => {
            to.number(3);
            to.count(commit.index());
        }
        Because::TwoSteps(step) => {
            to.number(4);
            to.word(step.as_str());
        }
        Because::Order(step) => {
            to.number(5);
            to.word(step.as_str());
        }
        Because::Objected(number) => {
            to.number(6);
            to.number(number.0);
        }
    }
}

// ── Reading ──

/// Identifiers that were met, by the numbers of their words.
struct Ids<T>(Vec<Option<T>>);

impl<T: Clone> Ids<T> {
    fn take(&mut self, from: &mut Unpacker<'_>, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let (number, word) = from.word()?;
        if let Some(known) = &self.0[number] {
            return Some(known.clone());
        }
        let made = parse(word)?;
        self.0[number] = Some(made.clone());
        Some(made)
    }
}

struct Reader<'r> {
    from: Unpacker<'r>,
    chain: &'r Chain,
    commits: usize,
    path_count: usize,
    version_count: usize,
    sign_offs: usize,
    keys: Ids<KeyId>,
    people: Ids<PersonId>,
    steps: Ids<StepId>,
    departments: Ids<DepartmentId>,
}

impl<'r> Reader<'r> {
    fn new(bytes: &'r [u8], paths: &Paths<'_>, chain: &'r Chain, (commits, sign_offs): (usize, usize)) -> Option<Self> {
        let from = Unpacker::new(bytes)?;
        let words = from.words();
        Some(Self {
            from,
            chain,
            commits,
            path_count: paths.trail().versions.path_count(),
            version_count: paths.trail().versions.count(),
            sign_offs,
            keys: Ids(vec![None; words]),
            people: Ids(vec![None; words]),
            steps: Ids(vec![None; words]),
            departments: Ids(vec![None; words]),
        })
    }

    fn many<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.from.count()?;
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            all.push(one(self)?);
        }
        Some(all)
    }

    fn hash(&mut self) -> Option<Sha256> {
        Some(Sha256::from_bytes(self.from.fixed(32)?.try_into().ok()?))
    }

    fn text(&mut self) -> Option<&'r str> {
        text(&mut self.from)
    }

    fn commit(&mut self) -> Option<CommitNo> {
        self.from.number().filter(|c| (*c as usize) < self.commits).map(CommitNo::new)
    }

    /// A commit, or nothing where there is none.
    fn maybe_commit(&mut self) -> Option<Option<CommitNo>> {
        let number = self.from.number().filter(|c| *c as usize <= self.commits)?;
        Some(number.checked_sub(1).map(CommitNo::new))
    }

    fn path(&mut self) -> Option<PathNo> {
        self.from.number().filter(|p| (*p as usize) < self.path_count).map(PathNo::new)
    }

    fn version(&mut self) -> Option<VersionId> {
        self.from.number().filter(|v| *v as usize <= self.version_count).map(VersionId::new)
    }

    fn sign_off_no(&mut self) -> Option<SignOffNo> {
        self.from.number().filter(|n| (*n as usize) < self.sign_offs).map(SignOffNo)
    }

    fn name(&mut self) -> Option<ContentPath> {
        ContentPath::parse(self.text()?).ok()
    }

    fn person(&mut self) -> Option<PersonId> {
        self.people.take(&mut self.from, |word| PersonId::parse(word).ok())
    }

    fn step(&mut self) -> Option<StepId> {
        self.steps.take(&mut self.from, |word| StepId::parse(word).ok())
    }

    /// Takes a word that may be empty, and then nothing.
    fn maybe<T>(&mut self, one: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.from.next_word()?.is_empty() {
            self.from.word()?;
            return Some(None);
        }
        one(self).map(Some)
    }

    fn known(&mut self) -> Option<Known> {
        let sign_offs = self.many(Self::sign_off)?;
        let broken = self.many(|reader| {
            let (commit, line) = (reader.commit()?, reader.from.number()? as usize);
            let items = if reader.from.flag()? { Some(reader.many(Self::name)?) } else { None };
            // Only what nobody registered signed is written down.
            Some(Broken { commit, mark: None, line, fault: "signature", items })
        })?;
        let (copies, strays) = (self.many(Self::idle)?, self.many(Self::idle)?);
        let unheard = self.many(Self::name)?.into_iter().collect();
        Some(Known { commits: self.commits, sign_offs, broken, copies, strays, unheard })
    }

    fn sign_off(&mut self) -> Option<SignOff> {
        let commit = self.commit()?;
        let key = self.keys.take(&mut self.from, KeyId::parse)?;
        let person = self.chain.person_of(key)?.clone();
        let mark = Mark { commit, key, person, known: self.chain.known(commit), conc: self.chain.conc(commit) };
        let action = match self.from.number()? {
            0 => Action::Approve,
            1 => Action::Object,
            2 => Action::Withdraw,
            3 => Action::Emergency,
            4 => Action::Vouch,
            _ => return None,
        };
        let step = self.maybe(Self::step)?;
        let reason = self.text()?.to_owned();
        let items = self.many(|reader| Some((reader.path()?, reader.version()?)))?;
        Some(SignOff { mark, action, step, items, reason })
    }

    fn idle(&mut self) -> Option<Idle> {
        Some(Idle { commit: self.commit()?, person: self.maybe(Self::person)?, items: self.many(Self::name)? })
    }

    fn hashes(&mut self) -> Option<Vec<(VersionId, Option<Sha256>)>> {
        self.many(|reader| {
            let version = reader.from.number().filter(|v| (*v as usize) < reader.version_count)?;
            let hash = if reader.from.flag()? { Some(reader.hash()?) } else { None };
            Some((VersionId::new(version + 1), hash))
        })
    }

    fn department(&mut self) -> Option<DepartmentId> {
        self.departments.take(&mut self.from, |word| DepartmentId::parse(word).ok())
    }

    fn linkers(&mut self) -> Option<Option<Linkers>> {
        if !self.from.flag()? {
            return Some(None);
        }
        let all = self.many(|reader| {
            let name = reader.text()?.to_owned();
            Some((name, reader.many(Self::path)?.into_iter().collect()))
        })?;
        Some(Some(all.into_iter().collect()))
    }

    fn numbers(&mut self) -> Option<Numbers> {
        let all = self.many(|reader| {
            let number = reader.text()?.to_owned();
            Some((number, reader.many(Self::path)?.into_iter().collect()))
        })?;
        Some(Numbers(all.into_iter().collect()))
    }

    fn judged(&mut self) -> Option<Judged> {
        let main = self.path()?;
        let items = self.many(|reader| {
            Some(Item { path: reader.path()?, version: reader.version()?, users: reader.many(Self::path)? })
        })?;
        let by = match self.from.number()? {
            0 => By::Matrix,
            1 => By::Window,
            2 => By::Emergency,
            _ => return None,
        };
        let steps = self.many(Self::state)?;
        let void = self.many(Self::void)?;
        let unsigned = self.maybe_commit()?;
        let (objections, used) = (self.many(Self::sign_off_no)?, self.many(Self::sign_off_no)?);
        let window = if self.from.flag()? { Some((self.from.number()?, self.from.number()?)) } else { None };
        let judgement = Judgement {
            verdict: Verdict::Approved(by),
            steps,
            emergency: Vec::new(),
            void,
            unsigned,
            objections,
            lowered: None,
            window,
            used,
        };
        let unit = Unit { main, items };
        (!unit.items.is_empty()).then_some(Judged { unit, judgement, shown: Shown::Head, last: Vec::new() })
    }

    fn state(&mut self) -> Option<StepState> {
        let step = self.step()?;
        let department = self.maybe(Self::department)?;
        let may_sign = self.many(Self::person)?;
        let by = if self.from.flag()? { Some((self.person()?, self.commit()?)) } else { None };
        Some(StepState { step, department, may_sign, by })
    }

    fn void(&mut self) -> Option<Void> {
        let (sign_off, path) = (self.sign_off_no()?, self.path()?);
        let because = match self.from.number()? {
            0 => Because::Unseen(self.commit()?),
            1 => Because::OtherVersion(self.maybe_commit()?),
            2 => Because::Lack(match (self.from.number()?, self.from.number()?) {
                (0, _) => Lack::NoPolicy,
                (1, serial) => Lack::Key(serial),
                (2, serial) => Lack::Step(serial),
                (3, _) => Lack::Compromised,
                (4, _) => Lack::Void,
                _ => return None,
            }),
            3 => Because::Author(self.commit()?),
            4 => Because::TwoSteps(self.step()?),
            5 => Because::Order(self.step()?),
            6 => Because::Objected(self.sign_off_no()?),
            _ => return None,
        };
        Some(Void { sign_off, path, because })
    }
}

fn unpack_declared(from: &mut Unpacker<'_>) -> Option<Declared> {
    let department = DepartmentId::parse(from.word()?.1).ok()?;
    let level = LevelId::parse(from.word()?.1).ok()?;
    let level_span = Span { start: from.number()?, end: from.number()? };
    let date = match text(from)? {
        "" => None,
        text => Some(Moment::parse(text).ok()?),
    };
    let count = from.count()?;
    let co_departments = (0..count).map(|_| DepartmentId::parse(from.word()?.1).ok()).collect::<Option<_>>()?;
    let id = match text(from)? {
        "" => None,
        text => Some(PageId::parse(text).ok()?),
    };
    let index = match from.flag()? {
        true => {
            let value = text(from)?.to_owned();
            Some(Spanned { value, span: Span { start: from.number()?, end: from.number()? } })
        }
        false => None,
    };
    let (redirect_from, names) = (texts(from)?, texts(from)?);
    let leads_outside = from.flag()?;
    let body = match from.flag()? {
        true => Some(Sha256::from_bytes(from.fixed(32)?.try_into().ok()?)),
        false => None,
    };
    Some(Declared {
        department,
        level,
        level_span,
        date,
        co_departments,
        id,
        index,
        redirect_from,
        names,
        leads_outside,
        body,
    })
}

fn text<'b>(from: &mut Unpacker<'b>) -> Option<&'b str> {
    std::str::from_utf8(from.bytes()?).ok()
}

fn texts(from: &mut Unpacker<'_>) -> Option<Vec<String>> {
    let count = from.count()?;
    (0..count).map(|_| text(from).map(str::to_owned)).collect()
}
