//! A commit from anybody: no panic, no hang, and a signed one is exactly its payload and its signature.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qianfa::git::{BadSignature, KeyRing, RawCommit, Seal, Signature, Unsigned};

fuzz_target!(|bytes: &[u8]| {
    let Some(commit) = RawCommit::parse(bytes) else { return };
    assert!(bytes.ends_with(commit.message), "the message is the end of the commit");
    match commit.seal {
        Seal::Signed(signature) => check(bytes, &commit, signature),
        Seal::Unsigned(why) => {
            assert_eq!(KeyRing::default().verify_commit(&commit), Err(BadSignature::Unsigned(why)));
        }
    }
});

fn check(bytes: &[u8], commit: &RawCommit<'_>, signature: Signature<'_>) {
    let (payload, armour) = (signature.payload(), signature.armour());
    let unsigned = RawCommit::parse(&payload).expect("without its signature it is a commit still");
    assert_eq!(unsigned.seal, Seal::Unsigned(Unsigned::Plain), "a second signature would unsign it");
    assert_eq!((unsigned.tree, &unsigned.parents, unsigned.message), (commit.tree, &commit.parents, commit.message));
    let head = payload.len() - commit.message.len() - 1;
    assert_eq!(written(&payload, head, &armour), bytes, "payload and signature are the whole commit");
    assert!(KeyRing::default().verify_commit(commit).is_err(), "nobody is registered");
}

/// Returns the commit with this signature after its headers, as git writes it.
fn written(payload: &[u8], head: usize, armour: &[u8]) -> Vec<u8> {
    let mut raw = [&payload[..head], b"gpgsig "].concat();
    let (lines, _) = armour.split_at(armour.len().saturating_sub(1));
    for &byte in lines {
        raw.push(byte);
        if byte == b'\n' {
            raw.push(b' ');
        }
    }
    raw.push(b'\n');
    raw.extend_from_slice(&payload[head..]);
    raw
}
