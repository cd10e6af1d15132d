//! The people of the desk and their keys, made by `ssh-keygen`.

use std::path::Path;
use std::process::Stdio;

use super::Desk;

/// Everybody who is registered, with their department: three root, two editors, two heads, two leaders, two finals.
pub(super) const PEOPLE: [(&str, &str); 11] = [
    ("yue", "office"),
    ("ding", "office"),
    ("zhou", "law"),
    ("qin", "office"),
    ("lu", "office"),
    ("song", "office"),
    ("he", "law"),
    ("gao", "office"),
    ("lin", "office"),
    ("fan", "office"),
    ("tao", "office"),
];

/// Keys that are not registered: a stranger, a second and third key for somebody, and kinds that are judged apart.
const SPARE: [(&str, &str); 6] = [
    ("stranger", "ed25519"),
    ("spare", "ed25519"),
    ("spare2", "ed25519"),
    ("rsa", "rsa"),
    ("p256", "ecdsa"),
    ("p521", "ecdsa"),
];

/// Makes all keys in `folder`.
pub(super) fn make(folder: &Path) {
    std::fs::create_dir(folder).unwrap();
    let registered = PEOPLE.iter().map(|(person, _)| (*person, "ed25519"));
    for (name, kind) in registered.chain(SPARE) {
        let bits = match name {
            "rsa" => "2048",
            "p521" => "521",
            _ => "256",
        };
        let arguments = ["-q", "-t", kind, "-b", bits, "-N", "", "-C", name, "-f", name];
        assert!(keygen(folder, &arguments, b"").0, "ssh-keygen, which git itself signs with");
        std::fs::write(folder.join(format!("{name}.print")), ask_fingerprint(folder, name)).unwrap();
    }
}

/// Runs `ssh-keygen` in `folder`.
pub(super) fn keygen(folder: &Path, arguments: &[&str], input: &[u8]) -> (bool, Vec<u8>) {
    let mut command = std::process::Command::new("ssh-keygen");
    command.current_dir(folder).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.success(), if output.status.success() { output.stdout } else { output.stderr })
}

/// Returns the public line of a key.
pub(super) fn public(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(format!("{name}.pub"))).unwrap().trim_end().to_owned()
}

/// Returns the fingerprint of a key as `ssh-keygen -l` printed it when the key was made: `SHA256:…`.
pub(super) fn fingerprint(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(format!("{name}.print"))).unwrap()
}

fn ask_fingerprint(folder: &Path, name: &str) -> String {
    let (success, output) = keygen(folder, &["-l", "-f", &format!("{name}.pub")], b"");
    assert!(success);
    String::from_utf8(output).unwrap().split(' ').nth(1).unwrap().to_owned()
}

/// Returns the detached signature of a person over these bytes.
pub(super) fn sign(folder: &Path, name: &str, namespace: &str, bytes: &[u8]) -> String {
    let (success, output) = keygen(folder, &["-q", "-Y", "sign", "-n", namespace, "-f", name], bytes);
    assert!(success, "{}", String::from_utf8_lossy(&output));
    String::from_utf8(output).unwrap()
}

/// Returns the registered keys in the form that OpenSSH and git verify with.
pub(super) fn allowed_signers(folder: &Path) -> String {
    PEOPLE.iter().map(|(person, _)| format!("{person} {}\n", public(folder, person))).collect()
}

/// Returns whether OpenSSH accepts the signature of `signer` over a policy as one of `person`.
pub(super) fn verify(desk: &Desk, version: &str, signer: &str, person: &str) -> bool {
    let policy = desk.folder().join(".qianfa/policy");
    let signers = desk.beside().join("allowed_signers");
    let signature = policy.join(format!("{version}.{signer}.sig"));
    let (signers, signature) = (signers.to_str().unwrap(), signature.to_str().unwrap());
    let arguments = ["-Y", "verify", "-n", "qianfa-policy", "-f", signers, "-I", person, "-s", signature];
    keygen(&policy, &arguments, &std::fs::read(policy.join(format!("{version}.toml"))).unwrap()).0
}
