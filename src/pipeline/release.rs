//! The second pass of a release: what the gate lets through, out of committed blobs and onto the public's own domains.

use super::preview::{Built, Look, inputs, pages};
use super::{Blobs, Group, Memory, PipelineError};
use std::path::Path;

use crate::diag::{Message, Progress};
use crate::model::{Shard, SiteId};
use crate::render::{self, Addressing, Bodies};
use crate::review::{Edition, Release};
use crate::source::Library;
use crate::write::{self, Evidence, Ground, Proofs, Provenance, Published, Target, WriteError};

/// What a release shows, and the evidence for it.
#[derive(Clone, Copy)]
pub struct Approved<'a> {
    /// The pages, each as it is shown: of the released commit, or of the commit of a held edition.
    pub library: &'a Library,
    /// The texts of pages that were read now.
    pub bodies: &'a Bodies,
    /// Those that may be shown; only the gate makes one.
    pub edition: &'a Edition<Release>,
    /// Where the bytes come from.
    pub blobs: &'a Blobs<'a>,
    /// What the manifest says.
    pub provenance: &'a Provenance,
    /// The sign-offs that it names.
    pub proofs: &'a dyn Proofs,
}

/// Takes the folder of a release while it is not known yet what goes there: to see whether it is as the last one left it
/// takes as long as to judge. None where there is no folder yet, or only a part of everything is made.
pub fn take(
    single: bool,
    (out, before): (&Path, &[Published]),
    (site, shard): (Option<&SiteId>, Option<Shard>),
    memory: &Memory,
) -> Option<Result<Ground<Release>, WriteError>> {
    let target = Target { out, single, site, before: Some(before), part: None };
    (shard.is_none() && out.is_dir()).then(|| write::take(target, memory.ledger(out)))
}

/// Renders and publishes what was approved, into the folder that was taken; links to other sites lead to their domains,
/// whatever `look` says.
///
/// # Errors
/// A template is wrong, an object is missing, the folder cannot be written, or an output has no evidence; the folder is
/// then as it was.
pub fn release(
    group: &Group,
    approved: Approved<'_>,
    look: Look<'_>,
    ground: Option<Result<Ground<Release>, WriteError>>,
    progress: &dyn Progress,
) -> Result<Built, PipelineError> {
    let Approved { library, bodies, edition, blobs, provenance, proofs } = approved;
    let look = Look { addressing: Addressing::Public, ..look };
    let target = look.target(group, None);
    let plan = || render::plan(inputs(group, (library, bodies), edition, look));
    let (plan, ground) = rayon::join(plan, || match ground {
        // Whoever had it may be done by now.
        None | Some(Err(WriteError::Busy { .. })) => write::take(target, look.ledger()),
        Some(ground) => ground,
    });
    let (plan, ground) = (plan?, ground?);
    // What was read before and could not be is the reason to stop, not what came of it.
    blobs.whole()?;
    progress.begin(&Message::new("progress-write"), plan.outputs().len());
    let evidence = Evidence { provenance, proofs };
    let wrote = write::publish(&plan, (target, ground), blobs, evidence, &|| progress.step());
    progress.end();
    // An object that is missing is git's failure, whatever it kept from being written.
    blobs.whole()?;
    let written = look.keep(wrote)?;
    let pages = pages(library, edition, look);
    let withheld = library.pages().filter(|page| look.shows(page)).count() - pages;
    Ok(Built { pages, sites: look.sites(group), written, withheld })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::diag::Silent;
    use crate::git::{self, Objects, RawCommit, Repository};
    use crate::i18n::Catalog;
    use crate::model::{BlobId, CommitId, ContentPath, Lang, Moment, Sha256, Zone};
    use crate::pipeline::{self, Drafts, Memory, Read, Report, Snapshot};
    use crate::render::{Theme, Words};
    use crate::write::{ProvenItem, Published, SignOffProof, WriteError};

    /// A repository with one commit of the small site, and an attachment.
    struct Desk {
        folder: tempfile::TempDir,
        repository: Repository,
        commit: CommitId,
        root: Sha256,
    }

    const PAGE: &str = "content/notice/2026-11-19-form.md";
    const FORM: &str = "content/notice/2026-11-19-form/form.txt";

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            copy(Path::new("tests/cli/build.in"), folder.path());
            put(
                folder.path(),
                PAGE,
                "---\ntitle: 表\ndepartment: office\nconfidentiality: public\ndate: 2026-11-19 09:00\n\
                 summary: 一张表。\nattachments:\n  - {file: form.txt, name: 表, kind: form}\n---\n\n正文。\n",
            );
            put(folder.path(), FORM, "form\n");
            let repository = git::create(folder.path()).unwrap();
            let moment = Moment::parse("2026-11-20 09:00").unwrap();
            let author = git::Author { name: "a", email: "a@example.org", moment, zone: Zone::SHANGHAI };
            let commit = git::commit_all(&repository, &author, "site\n", None).unwrap();
            Self { folder, repository, commit, root: Sha256::of(b"policy 1") }
        }

        fn out(&self) -> PathBuf {
            self.folder.path().join("public")
        }

        fn snapshot<'b>(&self, objects: &Objects, blobs: &'b Blobs<'b>) -> Snapshot<'b> {
            let raw = objects.commit(self.commit).unwrap();
            Snapshot::of_site(blobs, RawCommit::parse(&raw).unwrap().tree).unwrap()
        }

        /// Publishes the commit as if everybody had signed, with the evidence that `change` makes of the whole one.
        fn release(&self, change: impl FnOnce(&mut Provenance)) -> Result<Built, PipelineError> {
            self.release_after(None, change)
        }

        /// The same, after this was found published there.
        fn release_after(
            &self,
            before: Option<&[Published]>,
            change: impl FnOnce(&mut Provenance),
        ) -> Result<Built, PipelineError> {
            let objects = self.repository.objects().unwrap();
            let blobs = Blobs::new(&objects);
            let snapshot = self.snapshot(&objects, &blobs);
            let mut report = Report::default();
            let group = pipeline::open(self.folder.path(), &snapshot, &mut report)?.expect("a whole configuration");
            let now = Moment::parse("2026-11-23 09:00").unwrap();
            let read = pipeline::read(&group, &snapshot, now, &Silent, &mut report);
            blobs.whole()?;
            assert!(!report.sink.has_errors(), "{:#?}", report.sink.findings());
            let mut provenance = self.provenance(&read);
            change(&mut provenance);
            let (theme, words, out) = (Theme::embedded().unwrap(), words(), self.out());
            let look = Look {
                theme: &theme,
                words: &words,
                now,
                addressing: Addressing::Local { port: 1111 },
                out: &out,
                notices: &[],
                site: None,
                before,
                shard: None,
                memory: &Memory::default(),
                drafts: Drafts::LeftOut,
            };
            let edition = Edition::assumed(&read.library);
            let approved = Approved {
                bodies: &read.bodies,
                library: &read.library,
                edition: &edition,
                blobs: &blobs,
                provenance: &provenance,
                proofs: &Known,
            };
            release(&group, approved, look, None, &Silent)
        }

        fn provenance(&self, read: &Read) -> Provenance {
            let pages =
                read.library.pages().flat_map(|p| std::iter::once(&p.path).chain(p.files.iter().map(|f| &f.path)));
            let settings = ["site.toml", "reviewers.toml"].map(|name| ContentPath::parse(name).unwrap());
            let items = pages.cloned().chain(settings).map(|path| (path.clone(), self.item(&path)));
            Provenance {
                commit: self.commit,
                root: self.root,
                policy: (1, self.root),
                items: items.collect(),
                policies: [("0001.toml".to_owned(), b"policy 1".to_vec()), ("0001.yue.sig".to_owned(), vec![])].into(),
                allowed_signers: "yue ssh-ed25519 AAAA\n".to_owned(),
            }
        }

        fn item(&self, path: &ContentPath) -> ProvenItem {
            let bytes = std::fs::read(self.folder.path().join(path.as_str())).unwrap();
            ProvenItem {
                mode: 0o100_644,
                blob: BlobId::of(&bytes),
                sha256: Sha256::of(&bytes),
                held: None,
                sign_offs: vec![sign_off()],
            }
        }
    }

    /// Knows one sign-off.
    struct Known;

    impl Proofs for Known {
        fn proof(&self, id: CommitId) -> Result<SignOffProof, String> {
            let signature = b"-----BEGIN SSH SIGNATURE-----\n".to_vec();
            let proof = SignOffProof { payload: b"tree\n".to_vec(), signature };
            if id == sign_off() { Ok(proof) } else { Err("unknown".to_owned()) }
        }
    }

    /// The only sign-off that items name.
    fn sign_off() -> CommitId {
        CommitId::from_bytes([7; 20])
    }

    fn words() -> Words {
        let catalog = Catalog::new(Lang::parse("zh-CN").unwrap());
        Words::gather(|id, args| {
            catalog.text(&args.iter().fold(Message::new(id.to_owned()), |m, name| m.with(name, format!("{{{name}}}"))))
        })
    }

    fn put(root: &Path, path: &str, text: &str) {
        std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        std::fs::write(root.join(path), text).unwrap();
    }

    fn copy(from: &Path, to: &Path) {
        for (path, bytes) in tree(from) {
            std::fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
            std::fs::write(to.join(path), bytes).unwrap();
        }
    }

    /// Returns every file below `root` by its relative path.
    fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
        let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
        let inside = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        files.map(|e| (inside(e.path()), std::fs::read(e.path()).unwrap())).collect()
    }

    const MANIFEST: &str = ".well-known/qianfa/manifest.json";

    #[test]
    fn a_release_comes_from_the_commit_and_bears_no_mark_of_a_preview() {
        let desk = Desk::new();
        put(desk.folder.path(), PAGE, "nothing of this is committed");
        put(desk.folder.path(), FORM, "nor this");
        put(desk.folder.path(), "site.toml", "nonsense");
        let built = desk.release(|_| {}).unwrap();
        let files = tree(&desk.out());
        assert_eq!(built.written.files, files.len() - 1, "all but the mark of the folder are counted");
        let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
        assert_eq!(text("notice/2026/1119-form/form.txt"), "form\n");
        let page = text("notice/2026/1119-form.html");
        assert!(page.contains("正文"), "{page}");
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("localhost"), "{path}");
            assert!(!text.contains("preview.svg") || !path.ends_with(".html"), "{path}");
        }
    }

    #[test]
    fn every_file_of_a_release_stands_in_its_manifest_and_nothing_else_does() {
        let desk = Desk::new();
        desk.release(|_| {}).unwrap();
        let files = tree(&desk.out());
        let manifest: serde_json::Value = serde_json::from_slice(&files[MANIFEST]).unwrap();
        assert_eq!(manifest["commit"], desk.commit.to_string());
        assert_eq!(manifest["policy"]["serial"], 1);
        let lines = manifest["files"].as_object().unwrap();
        let listed: BTreeSet<&str> = lines.keys().map(String::as_str).collect();
        let there: BTreeSet<&str> =
            files.keys().map(String::as_str).filter(|p| ![MANIFEST, ".qianfa-output"].contains(p)).collect();
        assert_eq!(listed, there);
        for (path, line) in lines {
            assert_eq!(line["sha256"], Sha256::of(&files[path]).to_string(), "{path}");
            assert_eq!(line["size"], files[path].len(), "{path}");
            for origin in line["from"].as_array().unwrap().iter().map(|o| o.as_str().unwrap()) {
                assert!(origin.starts_with("program:") || manifest["items"][origin].is_object(), "{path}: {origin}");
            }
        }
        assert_eq!(lines["notice/2026/1119-form.html"]["from"], serde_json::json!([PAGE, FORM]));
        assert_eq!(lines["notice/2026/1119-form/form.txt"]["from"], serde_json::json!([FORM]));
        assert_eq!(manifest["items"][FORM]["sha256"], Sha256::of(b"form\n").to_string());
        assert!(manifest["items"]["site.toml"].is_object(), "what shapes every page is listed with every page");
        // One line a file, for those who have no reader of JSON.
        let text = String::from_utf8(files[MANIFEST].clone()).unwrap();
        assert_eq!(text.lines().filter(|l| l.starts_with("\"notice/2026/1119-form.html\":{")).count(), 1);
    }

    #[test]
    fn proofs_are_those_that_items_name_and_the_policies_as_they_are() {
        let desk = Desk::new();
        desk.release(|_| {}).unwrap();
        let files = tree(&desk.out());
        let proof = |name: &str| files.get(&format!(".well-known/qianfa/{name}")).map(Vec::as_slice);
        assert_eq!(proof(&format!("commits/{}.txt", sign_off())), Some(b"tree\n".as_slice()));
        assert!(proof(&format!("commits/{}.sig", sign_off())).is_some());
        assert_eq!(files.keys().filter(|path| path.contains("/commits/")).count(), 2);
        assert_eq!(proof("policy/0001.toml"), Some(b"policy 1".as_slice()));
        assert!(proof("policy/0001.yue.sig").is_some());
        assert!(proof("allowed_signers").is_some());
    }

    #[test]
    fn nothing_is_published_without_its_evidence() {
        let desk = Desk::new();
        desk.release(|_| {}).unwrap();
        let before = tree(&desk.out());
        let changes: [fn(&mut Provenance); 4] = [
            |p| assert!(p.items.remove(PAGE).is_some()),
            |p| assert!(p.items.remove(FORM).is_some()),
            |p| p.items.values_mut().for_each(|item| item.sign_offs = vec![CommitId::from_bytes([9; 20])]),
            |p| assert!(p.policies.insert("../0001.toml".to_owned(), vec![]).is_none()),
        ];
        for change in changes {
            let error = desk.release(change).unwrap_err();
            assert!(matches!(error, PipelineError::Write(WriteError::Render { .. })), "{error}");
        }
        assert_eq!(tree(&desk.out()), before);
    }

    #[test]
    fn a_missing_blob_stops_the_release_and_leaves_what_stood_there() {
        let desk = Desk::new();
        desk.release(|_| {}).unwrap();
        let before = tree(&desk.out());
        let blob = BlobId::of(b"form\n").to_string();
        let object = desk.repository.common_folder().join("objects").join(&blob[..2]).join(&blob[2..]);
        std::fs::remove_file(object).unwrap();
        let error = desk.release(|_| {}).unwrap_err();
        assert!(matches!(&error, PipelineError::Git(git::GitError::Missing { id }) if *id == blob), "{error}");
        assert_eq!(tree(&desk.out()), before);
    }

    #[test]
    fn a_release_made_twice_is_the_same_and_says_what_it_was_made_from() {
        let desk = Desk::new();
        assert_eq!(write::published(&desk.out(), true).unwrap(), []);
        desk.release(|_| {}).unwrap();
        let first = tree(&desk.out());
        desk.release(|_| {}).unwrap();
        assert_eq!(tree(&desk.out()), first);
        let published = Published { commit: desk.commit, root: desk.root };
        assert_eq!(write::published(&desk.out(), true).unwrap(), [published]);
        assert_eq!(write::published_in(&desk.out().join(MANIFEST)).unwrap(), published);
        std::fs::write(desk.out().join(MANIFEST), "{}").unwrap();
        assert!(matches!(write::published(&desk.out(), true), Err(WriteError::Read { .. })));
    }

    #[test]
    fn a_slow_release_is_not_written_over_one_that_was_made_meanwhile() {
        let desk = Desk::new();
        desk.release_after(Some(&[]), |_| {}).unwrap();
        let first = tree(&desk.out());
        let error = desk.release_after(Some(&[]), |_| {}).unwrap_err();
        assert!(matches!(error, PipelineError::Write(WriteError::Changed { .. })), "{error}");
        assert_eq!(tree(&desk.out()), first);
        let seen = write::published(&desk.out(), true).unwrap();
        desk.release_after(Some(&seen), |_| {}).unwrap();
    }

    #[test]
    fn a_held_edition_names_its_own_commit() {
        let desk = Desk::new();
        let held = CommitId::from_bytes([3; 20]);
        desk.release(|p| p.items.get_mut(PAGE).unwrap().held = Some(held)).unwrap();
        let manifest: serde_json::Value = serde_json::from_slice(&tree(&desk.out())[MANIFEST]).unwrap();
        assert_eq!(manifest["items"][PAGE]["held"], held.to_string());
        assert!(manifest["items"][FORM].get("held").is_none());
    }
}
