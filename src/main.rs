//! The program `qianfa`: all of it is in the library.

use std::process::ExitCode;

/// Pages are made of many small allocations on many threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    qianfa::cli::main(std::env::args_os())
}
