//! Reads a file whole: a plain file, and no more of it than allowed. Everything this room reads comes through here.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Returns the bytes of a plain file of at most `most` bytes; a larger one is an error of the kind `FileTooLarge`.
pub(super) fn read_bounded(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = open_plain(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(size.min(most) + 1);
    // One byte more than allowed tells, even of a file that grows while it is read.
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("longer than {most} bytes")));
    }
    Ok(bytes)
}

/// Opens a plain file: not a link, whose target would be quoted in public logs, nor a pipe, which would never end.
fn open_plain(path: &Path) -> io::Result<File> {
    let not_plain = || io::Error::new(io::ErrorKind::InvalidInput, "a link or special file, not a plain file");
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    #[cfg(not(unix))]
    if path.is_symlink() {
        return Err(not_plain());
    }
    let file = options.open(path).map_err(|e| if path.is_symlink() { not_plain() } else { e })?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_plain()) }
}
