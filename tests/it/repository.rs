//! Repositories that are refused, and objects that lie, as git itself makes them.

use std::path::Path;
use std::process::Stdio;

use qianfa::git::{GitError, History, RawCommit, Repository, Scope, Seal, Versions};
use qianfa::model::CommitId;

use crate::press::{Press, git_in};

const PAGE: &str = "content/a.md";

fn load(folder: &Path) -> Result<History, GitError> {
    let repository = Repository::open(folder)?;
    let head = repository.head()?.commit;
    History::load(&repository, head)
}

/// Clones `press` with these arguments; the folder of the clone lives as long as the first value.
fn clone(press: &Press, arguments: &[&str]) -> (tempfile::TempDir, std::path::PathBuf) {
    let above = tempfile::tempdir().unwrap();
    let from = format!("file://{}", press.folder().display());
    press.git(&["config", "uploadpack.allowFilter", "true"]);
    let mut git = git_in(above.path());
    let output = git.args(["clone", "-q"]).args(arguments).args([&from, "clone"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = above.path().join("clone");
    (above, folder)
}

#[test]
fn a_whole_clone_is_read() {
    let press = Press::with(&[(PAGE, "a")]);
    press.commit(&[(PAGE, "b")]);
    let (_above, folder) = clone(&press, &[]);
    assert_eq!(load(&folder).unwrap().graph().len(), 2);
}

#[test]
fn a_shallow_clone_opens_but_has_no_history_to_judge() {
    let press = Press::with(&[(PAGE, "a")]);
    press.commit(&[(PAGE, "b")]);
    let (_above, folder) = clone(&press, &["--depth", "1"]);
    assert!(Repository::open(&folder).is_ok());
    assert!(matches!(load(&folder), Err(GitError::Shallow)));
}

#[test]
fn a_partial_clone_is_refused() {
    let press = Press::with(&[(PAGE, "a")]);
    let (_above, folder) = clone(&press, &["--filter=blob:none"]);
    assert!(matches!(load(&folder), Err(GitError::Partial { .. })));
}

#[test]
fn a_repository_of_the_other_hash_or_the_other_references_is_refused_by_name() {
    for argument in ["--object-format=sha256", "--ref-format=reftable"] {
        let folder = tempfile::tempdir().unwrap();
        let output = git_in(folder.path()).args(["init", "-q", argument, "."]).output().unwrap();
        // Older git knows no reftable; there is nothing to refuse then.
        if !output.status.success() {
            continue;
        }
        match load(folder.path()) {
            Err(GitError::ObjectFormat { format }) => {
                assert_eq!((argument, &*format), ("--object-format=sha256", "sha256"))
            }
            Err(GitError::RefStorage { format }) => {
                assert_eq!((argument, &*format), ("--ref-format=reftable", "reftable"))
            }
            other => panic!("{argument}: {other:?}"),
        }
    }
}

#[test]
fn a_linked_work_tree_sees_the_history_and_the_refusals_of_its_repository() {
    let press = Press::with(&[(PAGE, "a")]);
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("linked");
    press.git(&["worktree", "add", "-q", "-b", "other", folder.to_str().unwrap()]);
    assert_eq!(load(&folder).unwrap().graph().len(), 1);
    std::fs::write(press.folder().join(".git/info/grafts"), "")
        .or_else(|_| {
            std::fs::create_dir_all(press.folder().join(".git/info"))?;
            std::fs::write(press.folder().join(".git/info/grafts"), "")
        })
        .unwrap();
    assert!(matches!(load(&folder), Err(GitError::Grafts { .. })));
}

#[test]
fn replacement_objects_change_nothing_and_are_noticed() {
    let press = Press::with(&[(PAGE, "a")]);
    let edit = press.commit(&[(PAGE, "b")]);
    press.commit(&[(PAGE, "c")]);
    let honest = load(press.folder()).unwrap();
    let root = press.git(&["rev-parse", "HEAD~2"]);
    press.git(&["replace", "--graft", "HEAD", &root]);
    assert_eq!(press.git(&["rev-list", "--count", "HEAD"]), "2", "git itself believes the replacement");
    let replaced = load(press.folder()).unwrap();
    assert_eq!(replaced.graph().len(), honest.graph().len());
    assert!(replaced.number(CommitId::parse(&edit).unwrap()).is_some());
    assert!(press.repository().has_replacements().unwrap());
}

#[test]
fn a_commit_is_given_back_byte_for_byte_however_long_it_is() {
    let press = Press::with(&[(PAGE, "a")]);
    press.git(&["commit", "-q", "--allow-empty", "-m", &"长".repeat(3000)]);
    let history = load(press.folder()).unwrap();
    let objects = press.repository().objects().unwrap();
    for commit in history.graph().commits() {
        let id = history.node(commit).id.to_string();
        let raw = history.raw(commit, &objects).unwrap();
        let printed = press.git(&["cat-file", "commit", &id]);
        assert_eq!(String::from_utf8_lossy(&raw).trim_end(), printed);
    }
}

#[test]
fn what_git_signs_is_signed_in_the_strict_form() {
    let press = Press::with(&[(PAGE, "a")]);
    let key = press.folder().join(".git/key");
    let mut keygen = std::process::Command::new("ssh-keygen");
    let made = keygen.args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"]).arg(&key).status();
    assert!(made.expect("ssh-keygen, which git itself signs with").success());
    let signing = format!("user.signingKey={}", key.display());
    press.git(&["-c", "gpg.format=ssh", "-c", &signing, "commit", "-q", "-S", "--allow-empty", "-m", "signed"]);
    let (history, objects) = (load(press.folder()).unwrap(), press.repository().objects().unwrap());
    assert!(history.node(history.head()).is_signed);
    let raw = history.raw(history.head(), &objects).unwrap();
    let Seal::Signed(signature) = RawCommit::parse(&raw).unwrap().seal else { panic!("unsigned") };
    assert!(signature.armour().starts_with(b"-----BEGIN SSH SIGNATURE-----\n"));
    // The payload is what the signature is over: OpenSSH says so.
    std::fs::write(key.with_extension("sig"), signature.armour()).unwrap();
    let mut check = std::process::Command::new("ssh-keygen");
    check.args(["-Y", "check-novalidate", "-n", "git", "-s"]).arg(key.with_extension("sig"));
    let mut child = check.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), &signature.payload()).unwrap();
    assert!(child.wait().unwrap().success());
}

fn object(press: &Press, id: &str) -> std::path::PathBuf {
    press.folder().join(".git/objects").join(&id[..2]).join(&id[2..])
}

#[test]
fn a_missing_commit_or_tree_is_named() {
    let press = Press::with(&[(PAGE, "a")]);
    let (root, tree) = (press.head(), press.git(&["rev-parse", "HEAD:content"]));
    press.commit(&[(PAGE, "b")]);
    let history = load(press.folder()).unwrap();
    std::fs::remove_file(object(&press, &tree)).unwrap();
    let objects = press.repository().objects().unwrap();
    let error = Versions::read(&history, &objects, &Scope::everything()).unwrap_err();
    assert!(matches!(error, GitError::Missing { id } if id == tree));
    std::fs::remove_file(object(&press, &root)).unwrap();
    assert!(matches!(load(press.folder()), Err(GitError::Missing { id }) if id == root));
}

#[test]
fn an_object_under_another_ones_name_is_damaged() {
    let press = Press::with(&[(PAGE, "a")]);
    let root = press.head();
    let head = press.commit(&[(PAGE, "b")]);
    let mut permissions = std::fs::metadata(object(&press, &root)).unwrap().permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "git writes objects read-only; this is a temporary one")]
    permissions.set_readonly(false);
    std::fs::set_permissions(object(&press, &root), permissions).unwrap();
    std::fs::copy(object(&press, &head), object(&press, &root)).unwrap();
    assert!(matches!(load(press.folder()), Err(GitError::Damaged { id, .. }) if id == root));
}

#[test]
fn a_tree_that_can_be_read_in_two_ways_holds_nothing_and_is_reported() {
    let press = Press::with(&[(PAGE, "a")]);
    let sign_off = press.sign_off();
    let blob: Vec<u8> = (0..20)
        .map(|n| press.git(&["rev-parse", &format!("HEAD:{PAGE}")])[2 * n..2 * n + 2].to_owned())
        .map(|h| u8::from_str_radix(&h, 16).unwrap())
        .collect();
    let entry = [b"100644 a.md\0", blob.as_slice()].concat();
    let twice = [entry.as_slice(), &entry].concat();
    let (_, folder) = press.try_git(&["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], &twice);
    let (_, tree) = press.try_git(&["mktree"], format!("040000 tree {folder}\tcontent\n").as_bytes());
    let evil = press.git(&["commit-tree", "-p", "HEAD", "-m", "evil", &tree]);
    let mended = press.git(&["commit-tree", "-p", &evil, "-m", "mended", "HEAD^{tree}"]);
    press.git(&["update-ref", "refs/heads/main", &mended]);

    let history = load(press.folder()).unwrap();
    let versions = Versions::read(&history, &press.repository().objects().unwrap(), &Scope::of(["content"])).unwrap();
    let [(commit, fault)] = versions.faults() else { panic!("one fault: {:?}", versions.faults()) };
    assert_eq!((history.node(*commit).id.to_string(), fault.path.as_slice()), (evil.clone(), &b"content"[..]));
    assert_eq!(press.fate(PAGE, &sign_off), crate::press::Fate::Unseen(evil));
}

#[test]
fn folders_nested_without_end_are_cut_off() {
    let press = Press::with(&[(PAGE, "a")]);
    let mut tree = press.git(&["rev-parse", "HEAD:content"]);
    for _ in 0..600 {
        let line = format!("040000 tree {tree}\td\n");
        tree = press.try_git(&["mktree"], line.as_bytes()).1;
    }
    let commit = press.git(&["commit-tree", "-m", "deep", &tree]);
    press.git(&["update-ref", "refs/heads/main", &commit]);
    let history = load(press.folder()).unwrap();
    let versions = Versions::read(&history, &press.repository().objects().unwrap(), &Scope::everything()).unwrap();
    assert_eq!(versions.paths().count(), 0);
    assert_eq!(versions.faults().len(), 1);
}
