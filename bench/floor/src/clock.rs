//! Wall time and processor time between two points.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// A stopwatch that prints its laps.
pub struct Clock {
    wall: Instant,
    processor: Duration,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        Clock { wall: Instant::now(), processor: processor_time() }
    }

    /// Prints what the lap took, its processor time also per page, and starts the next.
    pub fn lap(&mut self, name: &str, pages: usize) {
        let (wall, processor) = (self.wall.elapsed().as_secs_f64(), processor_time() - self.processor);
        let each = processor.as_secs_f64() * 1e6 / pages.max(1) as f64;
        println!("{name:<14} wall {wall:7.3} s   cpu {:7.3} s   {each:8.1} µs a page", processor.as_secs_f64());
        *self = Clock::start();
    }
}

/// Returns the time that all threads of this process spent on a processor, in user and kernel mode.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}
