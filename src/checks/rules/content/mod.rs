//! Rules about content.
