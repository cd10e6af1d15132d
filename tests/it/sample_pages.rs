//! Every page of the sample group, rendered: what must hold for all of them.

use std::path::Path;

use crate::group::Group;

#[test]
fn the_sample_is_written_for_a_look() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let group = Group::read(root);
    let site = group.render("2026-11-23 09:00", |_| false);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample");
    let _ = std::fs::remove_dir_all(&out);
    for (path, bytes) in &site {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
