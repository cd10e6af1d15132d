//! Which program this is.

/// Names this very program by what it is made of (`build.rs`): what another left in a cache is not believed.
pub const FINGERPRINT: &str = env!("QIANFA_FINGERPRINT");
