//! An SSH signature from anybody: no panic, no hang, and nobody signs for a key but its owner.
//!
//! Ed25519 makes one signature of one message, so whatever verifies is one of the seeds, but for where its lines break.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qianfa::git::{KeyRing, key_id};

/// Whose private half signed the seeds and was thrown away.
const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPjTaWTBlsevB8yhAPR8UnUDBfBIytE68XD1khCPQJw+";

/// Keys whose signatures have twins.
const ECDSA: [&str; 2] = [
    "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBKPXnE+ih5q16dDgzTvjlp74cNPaiWGcCHL32FrrZ0oWsb5LdFSLHDQI6Y/Y6hgk1gdaLiQwttiY3a8ieM3CzDU=",
    "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBKk+VzKXLE1yApLv1jpi3jY0yWrSnNkzqbW46P5kgKcrdcJ/Kak1zUYPwLREEiNGJkkk/iD+KtbI4+LVrrlaLRhSKjt8NQfTWFeREskOFvruijDp0q2MT8ON/piGA7MeEg==",
];

/// What the seeds are over.
const MESSAGE: &[u8] = "保留字节".as_bytes();

const SEEDS: [&[u8]; 2] = [include_bytes!("../seeds/armour/ed.sig"), include_bytes!("../seeds/armour/ed-sha256.sig")];

static RING: LazyLock<KeyRing> = LazyLock::new(|| KeyRing::new([ED25519].into_iter().chain(ECDSA)));

fuzz_target!(|armour: &[u8]| {
    if let Ok(line) = std::str::from_utf8(armour) {
        assert!(key_id(line).is_none_or(|id| KeyRing::new([line]).contains(id)), "what has a name is taken");
    }
    let Ok(key) = RING.verify_file("git", MESSAGE, armour) else { return };
    assert!(RING.contains(key.id()));
    assert!(RING.verify_file("file", MESSAGE, armour).is_err(), "for one purpose");
    assert!(RING.verify_file("git", b"another message", armour).is_err(), "over one message");
    if Some(key.id()) == key_id(ED25519) {
        let known = SEEDS.iter().any(|seed| unbroken(seed) == unbroken(armour));
        assert!(known, "forged: {}", String::from_utf8_lossy(armour));
    }
});

fn unbroken(armour: &[u8]) -> Vec<u8> {
    armour.iter().copied().filter(|&b| b != b'\n').collect()
}
