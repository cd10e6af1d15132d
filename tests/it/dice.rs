//! Numbers for random histories: the same seed throws the same everywhere.

/// A linear congruential generator, with Knuth's constants.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// Throws a number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    /// Throws one of `all`.
    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
