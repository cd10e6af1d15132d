//! Forged sign-offs: what is not exactly a statement, or not exactly signed, counts nothing (gate.md §4).
//!
//! Every forgery is tried as the one signature that a page still lacks. A reviewer's malformed sign-off would stop the
//! page and so hide that it counted; therefore a well-formed one about another page follows, which lifts the stop.

use sha2::{Digest, Sha256, Sha512};

use crate::desk::{Desk, FIRST, OTHER, PAGE, SECOND, SignOff, base64, field, header, page, seal, sshsig};

/// A page that lacks only the signature of a final reviewer.
fn waiting_for_final() -> Desk {
    let desk = Desk::new();
    desk.write_as("qin", &[(PAGE, &page(FIRST)), (OTHER, &page(SECOND))]);
    desk.sign("song", "head", &[PAGE, OTHER]);
    desk
}

fn honest(desk: &Desk) -> SignOff {
    desk.statement("fan", "approve", Some("final"), &[PAGE])
}

/// Claims that what `forge` commits counts nothing, that an honest signature in its place does, and goes back.
fn counts_nothing(desk: &Desk, what: &str, forge: impl FnOnce(SignOff) -> SignOff) {
    let base = desk.head();
    forge(honest(desk)).commit(desk);
    desk.sign("fan", "final", &[OTHER]);
    let seen = desk.status();
    assert_ne!(seen.verdict(PAGE), "approved", "{what}: {}", seen.text);
    assert_eq!(seen.state(OTHER), "approved/head", "{what}: {}", seen.text);
    desk.put(&base);
}

/// Claims the same of a raw object on top of HEAD.
fn object_counts_nothing(desk: &Desk, what: &str, bytes: &[u8]) {
    let base = desk.head();
    desk.put_object(bytes);
    let seen = desk.status();
    assert_ne!(seen.verdict(PAGE), "approved", "{what}: {}", seen.text);
    desk.point_to(&base);
}

#[test]
fn an_honest_sign_off_by_hand_counts() {
    let desk = waiting_for_final();
    honest(&desk).commit(&desk);
    desk.expect_approved(PAGE);

    let desk = waiting_for_final();
    let payload = desk.payload(&["HEAD"], &honest(&desk).message());
    desk.put_object(&desk.seal("fan", &payload));
    desk.expect_approved(PAGE);
}

#[test]
fn a_wrong_value_in_any_line_counts_nothing() {
    let desk = waiting_for_final();
    let zeros = "0".repeat(64);
    let root = honest(&desk).get("Qianfa-Root");
    for (key, value) in [
        ("Qianfa-Version", "2"),
        ("Qianfa-Version", "01"),
        ("Qianfa-Root", &*format!("sha256:{zeros}")),
        ("Qianfa-Root", &root.to_uppercase()["QIANFA-ROOT: ".len()..]),
        ("Qianfa-Policy", &format!("2 {}", &root["Qianfa-Root: ".len()..])),
        ("Qianfa-Policy", &format!("01 {}", &root["Qianfa-Root: ".len()..])),
        ("Qianfa-Policy", &format!("1 sha256:{zeros}")),
        ("Qianfa-Action", "Approve"),
        ("Qianfa-Action", "publish"),
        ("Qianfa-Action", "vouch"),
        ("Qianfa-Step", "Final"),
        ("Qianfa-Step", "final "),
        ("Qianfa-Step", "final,head"),
        ("Qianfa-Step", "none"),
        ("Qianfa-Step", ""),
    ] {
        counts_nothing(&desk, &format!("{key}: {value}"), |s| s.set(key, value));
    }
}

#[test]
fn an_item_that_is_not_what_the_tree_holds_counts_nothing() {
    let desk = waiting_for_final();
    let line = honest(&desk).get("Qianfa-Item");
    let parts: Vec<&str> = line.split(' ').collect();
    let other = desk.statement("fan", "approve", Some("final"), &[OTHER]).get("Qianfa-Item");
    let other: Vec<&str> = other.split(' ').collect();
    for (what, mode, hash, blob, path) in [
        ("another mode", "100755", parts[2], parts[3], PAGE),
        ("an old mode", "100664", parts[2], parts[3], PAGE),
        ("a symlink", "120000", parts[2], parts[3], PAGE),
        ("another hash", parts[1], other[2], parts[3], PAGE),
        ("another blob", parts[1], parts[2], other[3], PAGE),
        ("the version of another page", parts[1], other[2], other[3], PAGE),
        ("a path that is not there", parts[1], parts[2], parts[3], "content/notice/none.md"),
        ("another spelling of the path", parts[1], parts[2], parts[3], "./content/notice/2026-11-20-a.md"),
        ("a doubled slash", parts[1], parts[2], parts[3], "content//notice/2026-11-20-a.md"),
        ("another case", parts[1], parts[2], parts[3], "content/notice/2026-11-20-A.md"),
        ("a path in quotes", parts[1], parts[2], parts[3], "\"content/notice/2026-11-20-a.md\""),
        ("an absence", "-", "-", "-", PAGE),
        ("no hash", parts[1], "-", parts[3], PAGE),
    ] {
        let forged = format!("{mode} {hash} {blob} {path}");
        counts_nothing(&desk, what, |s| s.set("Qianfa-Item", &forged));
    }
}

#[test]
fn folded_doubled_misplaced_or_decorated_lines_count_nothing() {
    let desk = waiting_for_final();
    let item = honest(&desk).get("Qianfa-Item");
    let folded = item.replacen(' ', "\n ", 2);
    let (upper, tab, wide) =
        (item.replacen("Item", "ITEM", 1), item.replacen(": ", ":\t", 1), item.replacen(": ", "：", 1));
    let (return_, space, two) = (format!("{item}\r"), format!(" {item}"), item.replacen(": ", ":  ", 1));
    let rows: [(&str, &str, Vec<&str>); 19] = [
        ("no step", "Qianfa-Step", vec![]),
        ("no key", "Qianfa-Key", vec![]),
        ("no parent", "Qianfa-Parent", vec![]),
        ("no root", "Qianfa-Root", vec![]),
        ("no version", "Qianfa-Version", vec![]),
        ("no policy", "Qianfa-Policy", vec![]),
        ("no item", "Qianfa-Item", vec![]),
        ("two steps", "Qianfa-Step", vec!["Qianfa-Step: final", "Qianfa-Step: final"]),
        ("two actions", "Qianfa-Action", vec!["Qianfa-Action: approve", "Qianfa-Action: approve"]),
        ("an item twice", "Qianfa-Item", vec![&item, &item]),
        ("a folded line", "Qianfa-Item", vec![&folded]),
        ("upper case", "Qianfa-Item", vec![&upper]),
        ("a tab", "Qianfa-Item", vec![&tab]),
        ("a full-width colon", "Qianfa-Item", vec![&wide]),
        ("a carriage return", "Qianfa-Item", vec![&return_]),
        ("an indented line", "Qianfa-Item", vec![&space]),
        ("two spaces", "Qianfa-Item", vec![&two]),
        ("another trailer", "Qianfa-Item", vec![&item, "Reviewed-by: fan"]),
        ("an unknown key", "Qianfa-Item", vec!["Qianfa-Note: x", &item]),
    ];
    for (what, key, lines) in rows {
        counts_nothing(&desk, what, |s| s.line(key, &lines));
    }
    counts_nothing(&desk, "lines in another order", |mut s| {
        s.lines.swap(5, 6);
        s
    });
    counts_nothing(&desk, "a block in two paragraphs", |mut s| {
        s.lines.insert(6, String::new());
        s
    });
    counts_nothing(&desk, "text below the block", |mut s| {
        s.lines.extend([String::new(), "再说一句".into()]);
        s
    });
    counts_nothing(&desk, "a second block above", |s| {
        let above = s.lines.join("\n");
        s.reason(&above)
    });
    counts_nothing(&desk, "a stray line above", |s| s.reason("Qianfa-Reviewed: yes"));
}

#[test]
fn items_out_of_order_count_nothing() {
    let desk = waiting_for_final();
    let base = desk.head();
    let mut both = desk.statement("fan", "approve", Some("final"), &[PAGE, OTHER]);
    both.commit(&desk);
    desk.expect_approved(OTHER);
    desk.put(&base);
    let last = both.lines.len() - 1;
    both.lines.swap(last - 1, last);
    both.commit(&desk);
    let seen = desk.status();
    assert_ne!(seen.verdict(PAGE), "approved", "{}", seen.text);
    assert_ne!(seen.verdict(OTHER), "approved", "{}", seen.text);
}

#[test]
fn a_sign_off_made_on_another_parent_or_by_another_key_is_a_copy() {
    let desk = waiting_for_final();
    counts_nothing(&desk, "a parent before", |s| s.set("Qianfa-Parent", &desk.git(&["rev-parse", "HEAD~1"])));
    let tao = desk.statement("tao", "approve", Some("final"), &[PAGE]).get("Qianfa-Key");
    counts_nothing(&desk, "another's key", |s| s.line("Qianfa-Key", &[&tao]));
    desk.expect_withheld(PAGE, "none");
}

/// `git cherry-pick` and `git rebase` sign again, with the key of whoever runs them.
#[test]
fn a_sign_off_that_somebody_rebased_counts_nothing_and_is_named() {
    let desk = waiting_for_final();
    desk.branch("side");
    let approval = honest(&desk).commit(&desk);
    desk.switch("main");
    desk.edit("qin", "docs/a.md", "文档");
    let key = format!("user.signingKey={}", desk.key("qin").display());
    desk.git(&["-c", "gpg.format=ssh", "-c", &key, "cherry-pick", "--allow-empty", "-S", &approval]);
    desk.expect_code("QF518");
    assert_ne!(desk.verdict(PAGE), "approved");
    // The way out: the real one is merged.
    desk.merge("side");
    desk.expect_approved(PAGE);
}

#[test]
fn a_sign_off_with_two_parents_or_another_tree_is_none() {
    let desk = waiting_for_final();
    desk.branch("side");
    desk.edit("lu", "docs/a.md", "文档");
    desk.switch("main");
    let message = honest(&desk).message();
    object_counts_nothing(&desk, "two parents", &desk.seal("fan", &desk.payload(&["HEAD", "side"], &message)));
    object_counts_nothing(&desk, "another tree", &desk.seal("fan", &desk.payload_of("side", &["HEAD"], &message)));
    object_counts_nothing(&desk, "a parent twice", &desk.seal("fan", &desk.payload(&["HEAD", "HEAD"], &message)));
}

#[test]
fn a_sign_off_that_nobody_signed_counts_nothing() {
    let desk = waiting_for_final();
    honest(&desk).commit_unsigned(&desk);
    desk.expect_withheld(PAGE, "none");
    desk.statement("stranger", "approve", Some("final"), &[PAGE]).commit(&desk);
    desk.expect_withheld(PAGE, "none");
    assert_eq!(desk.release().code, 0, "what strangers write stops nothing");
}

#[test]
fn nobody_who_cannot_sign_stops_a_page_with_a_malformed_sign_off() {
    let desk = Desk::published();
    let forged = desk.statement("gao", "object", Some("leader"), &[PAGE]).line("Qianfa-Item", &["Qianfa-Item: ?"]);
    forged.commit_unsigned(&desk);
    forged.commit_as(&desk, "stranger");
    forged.commit_as(&desk, "lu");
    desk.expect_approved(PAGE);
    assert_eq!(desk.release().code, 0);
}

#[test]
fn text_that_looks_like_a_header_is_message_text() {
    let desk = waiting_for_final();
    let message = honest(&desk).message();
    let payload = desk.payload(&["HEAD"], &message);
    let armour = header("gpgsig", &desk.armour("fan", "git", payload.as_bytes()));
    let inside = desk.payload(&["HEAD"], &format!("{armour}\n{message}"));
    object_counts_nothing(&desk, "a signature in the message", inside.as_bytes());
    let after = format!("{payload}\n{armour}");
    object_counts_nothing(&desk, "a signature after the message", after.as_bytes());
}

#[test]
fn a_commit_object_in_any_other_form_is_unsigned() {
    let mut desk = waiting_for_final();
    // Git itself does not read all of them.
    desk.pin(&desk.trust());
    let payload = desk.payload(&["HEAD"], &honest(&desk).message());
    let signature = header("gpgsig", &desk.armour("fan", "git", payload.as_bytes()));
    let strange = header("gpgsig", &desk.armour("stranger", "git", payload.as_bytes()));
    for (what, headers) in [
        ("two signatures", format!("{signature}{signature}")),
        ("a stranger's before", format!("{strange}{signature}")),
        ("a stranger's after", format!("{signature}{strange}")),
        ("an unknown header before", format!("x-note 1\n{signature}")),
        ("an unknown header after", format!("{signature}x-note 1\n")),
        ("an encoding", format!("encoding UTF-8\n{signature}")),
        ("the other signature header", signature.replacen("gpgsig", "gpgsig-sha256", 1)),
        ("both signature headers", format!("{signature}{}", signature.replacen("gpgsig", "gpgsig-sha256", 1))),
        ("a merge tag", format!("mergetag object {}\n{signature}", desk.head())),
        ("a blank in the armour", signature.replacen("\n ", "\n \n ", 1)),
    ] {
        object_counts_nothing(&desk, what, &seal(&payload, &headers));
    }
    // The same headers, but covered by the signature: still not the form.
    for (what, extra) in [("a signed unknown header", "x-note 1\n"), ("a signed encoding", "encoding UTF-8\n")] {
        let payload = String::from_utf8(seal(&payload, extra)).unwrap();
        object_counts_nothing(&desk, what, &desk.seal("fan", &payload));
    }
    let (first, rest) = payload.split_once("\nauthor").unwrap();
    let early = format!("{first}\n{signature}author{rest}");
    object_counts_nothing(&desk, "a signature before the author", early.as_bytes());
    let (tree, rest) = payload.split_once('\n').unwrap();
    let swapped = rest.replacen("\nauthor", &format!("\n{tree}\nauthor"), 1);
    object_counts_nothing(&desk, "the parent before the tree", &desk.seal("fan", &swapped));
}

#[test]
fn a_nul_a_broken_character_or_an_enormous_message_counts_nothing() {
    let desk = waiting_for_final();
    let message = honest(&desk).message();
    let base = desk.payload(&["HEAD"], "");
    let seal_bytes = |message: &[u8]| {
        let payload = [base.as_bytes(), message].concat();
        let armour = header("gpgsig", &desk.armour("fan", "git", &payload));
        let at = base.len() - 1;
        [&payload[..at], armour.as_bytes(), &payload[at..]].concat()
    };
    object_counts_nothing(&desk, "a NUL", &seal_bytes(message.replacen("签发", "签发\0", 1).as_bytes()));
    object_counts_nothing(&desk, "a NUL at the end", &seal_bytes(format!("{message}\0").as_bytes()));
    object_counts_nothing(&desk, "no UTF-8", &seal_bytes(&[b"\xff\xfe\n\n", message.as_bytes()].concat()));
    let long = format!("{}\n\n{message}", "长".repeat(400_000));
    object_counts_nothing(&desk, "more than 1 MiB", &seal_bytes(long.as_bytes()));
    desk.put_object(&seal_bytes(message.as_bytes()));
    desk.expect_approved(PAGE);
}

#[test]
fn a_signature_over_something_else_counts_nothing() {
    let desk = waiting_for_final();
    let payload = desk.payload(&["HEAD"], &honest(&desk).message());
    let other = desk.payload(&["HEAD"], "别的\n");
    for (what, armour) in [
        ("of another commit", desk.armour("fan", "git", other.as_bytes())),
        ("for files", desk.armour("fan", "file", payload.as_bytes())),
        ("for policies", desk.armour("fan", "qianfa-policy", payload.as_bytes())),
        ("by another reviewer", desk.armour("song", "git", payload.as_bytes())),
        ("of OpenPGP", "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n".to_owned()),
        ("that is empty", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n".to_owned()),
    ] {
        object_counts_nothing(&desk, what, &seal(&payload, &header("gpgsig", &armour)));
    }
}

#[test]
fn a_signature_does_not_carry_to_a_longer_message() {
    let desk = waiting_for_final();
    desk.sign("fan", "final", &[OTHER]);
    let base = desk.head();
    let payload = desk.payload(&["HEAD"], &honest(&desk).message());
    let sealed = desk.seal("fan", &payload);
    let twin = [&sealed[..], b"\n"].concat();
    object_counts_nothing(&desk, "a payload with a line more", &twin);
    assert_eq!(desk.head(), base);
    desk.put_object(&sealed);
    assert_eq!(desk.expect_approved(PAGE).signed(PAGE), ["head: song", "final: fan"]);
}

// Replay: from another repository, another path, another time.

#[test]
fn a_sign_off_of_another_repository_says_nothing_here() {
    let desk = waiting_for_final();
    // The same people, keys and files, but another matrix: another root.
    let root = format!("sha256:{}", crate::desk::sha256(b"another matrix"));
    counts_nothing(&desk, "another root", |s| s.set("Qianfa-Root", &root).set("Qianfa-Policy", &format!("1 {root}")));
}

#[test]
fn a_sign_off_for_one_path_says_nothing_about_the_same_bytes_elsewhere() {
    let desk = Desk::published();
    let copy = "content/notice/2026-11-22-c.md";
    desk.edit("qin", copy, &page(FIRST));
    assert_ne!(desk.verdict(copy), "approved");
}

#[test]
fn a_sign_off_over_an_older_policy_than_the_one_beside_it_counts_nothing() {
    let desk = waiting_for_final();
    let old = honest(&desk).get("Qianfa-Policy");
    desk.policy(&["yue", "ding"], |text| text);
    counts_nothing(&desk, "policy 1 where 2 is known", |s| s.line("Qianfa-Policy", &[&old]));
}

// Keys.

#[test]
fn a_key_that_is_registered_afterwards_signs_nothing_backwards() {
    let desk = waiting_for_final();
    desk.statement("spare", "approve", Some("final"), &[PAGE]).commit(&desk);
    desk.add_key("fan", "spare");
    desk.expect_withheld(PAGE, "none");
    desk.statement("spare", "approve", Some("final"), &[PAGE]).commit(&desk);
    desk.expect_approved(PAGE);
}

#[test]
fn p256_is_a_key_but_rsa_and_p521_are_none() {
    for (name, approved) in [("p256", true), ("rsa", false), ("p521", false)] {
        let desk = waiting_for_final();
        desk.add_key("fan", name);
        desk.statement(name, "approve", Some("final"), &[PAGE]).commit(&desk);
        assert_eq!(desk.verdict(PAGE) == "approved", approved, "{name}: {}", desk.status().text);
    }
}

/// Commits `honest` for a key of this binary form, with the signature that `sign` makes of the payload.
fn sign_with(desk: &Desk, key: &[u8], sign: impl FnOnce(&[u8]) -> Vec<u8>) {
    let print = base64(&Sha256::digest(key));
    let statement = honest(desk).set("Qianfa-Key", &format!("SHA256:{}", print.trim_end_matches('=')));
    let payload = desk.payload(&["HEAD"], &statement.message());
    let signed =
        [&b"SSHSIG"[..], &field(b"git"), &field(b""), &field(b"sha512"), &field(&Sha512::digest(payload.as_bytes()))];
    let armour = sshsig(key, "git", &sign(&signed.concat()));
    desk.put_object(&seal(&payload, &header("gpgsig", &armour)));
}

fn register(desk: &Desk, kind: &str, key: &[u8]) {
    let paragraph = crate::desk::key_paragraph("fan", &format!("{kind} {}", base64(key)), "active");
    desk.amend("[[grant]]", &format!("{paragraph}\n[[grant]]"));
}

#[test]
fn a_key_of_small_order_signs_nothing_even_if_somebody_registered_it() {
    let desk = waiting_for_final();
    let neutral: Vec<u8> = [1].into_iter().chain([0; 31]).collect();
    let key = [field(b"ssh-ed25519"), field(&neutral)].concat();
    register(&desk, "ssh-ed25519", &key);
    // R = A = the neutral element, S = 0: a loose verifier accepts this for every message.
    let forged = [field(b"ssh-ed25519"), field(&[&neutral[..], &[0; 32]].concat())].concat();
    sign_with(&desk, &key, |_| forged);
    assert_ne!(desk.verdict(PAGE), "approved");
}

#[test]
fn a_hardware_key_counts_only_when_it_was_touched() {
    use ed25519_dalek::{Signer, SigningKey};
    const KIND: &[u8] = b"sk-ssh-ed25519@openssh.com";
    let secret = SigningKey::from_bytes(&[7; 32]);
    let key = [field(KIND), field(secret.verifying_key().as_bytes()), field(b"ssh:")].concat();
    for (flags, approved) in [(0_u8, false), (4, false), (1, true), (5, true)] {
        let desk = waiting_for_final();
        register(&desk, "sk-ssh-ed25519@openssh.com", &key);
        sign_with(&desk, &key, |message| {
            let presence = [&[flags][..], &9_u32.to_be_bytes()].concat();
            let hashes = [&Sha256::digest(b"ssh:")[..], &presence, &Sha256::digest(message)].concat();
            [field(KIND), field(&secret.sign(&hashes).to_bytes()), presence].concat()
        });
        assert_eq!(desk.verdict(PAGE) == "approved", approved, "flags {flags}: {}", desk.status().text);
    }
}

#[test]
fn two_keys_of_one_person_are_one_person() {
    let desk = Desk::new();
    desk.add_key("gao", "spare");
    desk.edit("qin", PAGE, &crate::desk::page_of("law", "sensitive", "", FIRST));
    desk.sign("gao", "head", &[PAGE]);
    desk.statement("spare", "approve", Some("leader"), &[PAGE]).commit(&desk);
    desk.sign("fan", "final", &[PAGE]);
    desk.expect(PAGE, "none", "QF504");
}
