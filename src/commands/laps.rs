//! How long each stretch of a run took.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::commands::Cx;

/// The stretches of a run, one after another, from its start.
#[derive(Debug, Default)]
pub(super) struct Laps {
    end: Duration,
    seconds: Map<String, Value>,
}

impl Laps {
    /// Ends the stretch that is called `name`.
    pub(super) fn end(&mut self, cx: &Cx<'_>, name: &str) {
        let now = cx.elapsed();
        self.seconds.insert(name.to_owned(), (now - self.end).as_secs_f64().into());
        self.end = now;
    }

    /// Returns each stretch with its seconds, and `total`, the whole run until now.
    pub(super) fn seconds(&self, cx: &Cx<'_>) -> Value {
        let mut seconds = self.seconds.clone();
        seconds.insert("total".to_owned(), cx.elapsed().as_secs_f64().into());
        Value::Object(seconds)
    }
}
