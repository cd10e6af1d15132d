//! The words of one language.

use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::files;
use crate::diag::{Arg, Message, Words, calm};
use crate::model::Lang;

/// The catalogue of one language.
///
/// Made in no time: its files are read when the first word is asked for, and a run that says nothing never does.
pub struct Catalog {
    lang: Lang,
    bundle: OnceLock<Bundle>,
}

type Bundle = FluentBundle<FluentResource>;

impl Catalog {
    /// Returns the catalogue of `lang`.
    pub fn new(lang: Lang) -> Self {
        Self { lang, bundle: OnceLock::new() }
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the words of `message`, or its id where the catalogue does not have it.
    ///
    /// Values are made safe to print on the way. The argument `expected` names what should have been written by an id
    /// (`expected-day`, or `text` for `type-text`), whose words are put in its place; beside a type, so is `found`.
    pub fn text(&self, message: &Message) -> String {
        self.words(message, None).unwrap_or_else(|| calm(&message.id).into_owned())
    }

    /// Returns the words of an attribute of `message`, such as `label` or `help`, where it has one.
    pub fn attribute(&self, message: &Message, name: &str) -> Option<String> {
        self.words(message, Some(name))
    }

    /// Returns whether the catalogue has words for `id`.
    pub fn has(&self, id: &str) -> bool {
        self.bundle().has_message(id)
    }

    fn bundle(&self) -> &Bundle {
        self.bundle.get_or_init(|| read(self.lang))
    }

    fn words(&self, message: &Message, attribute: Option<&str>) -> Option<String> {
        let bundle = self.bundle();
        let entry = bundle.get_message(&message.id)?;
        let pattern = match attribute {
            None => entry.value()?,
            Some(name) => entry.get_attribute(name)?.value(),
        };
        // What is wrong with a message of ours is found by the tests of the catalogue; at worst `{$name}` is shown.
        let mut faults = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&self.args(message)), &mut faults).into_owned())
    }

    fn args<'m>(&self, message: &'m Message) -> FluentArgs<'m> {
        let speaks_of_types = matches!(message.args.get("expected"), Some(Arg::Text(t)) if self.has(&type_id(t)));
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            let words = match arg {
                Arg::Number(n) => FluentValue::from(*n),
                Arg::Text(text) => match *name {
                    "expected" if self.has(text) => self.named(text.clone()),
                    "expected" | "found" if speaks_of_types => self.named(type_id(text)),
                    _ => FluentValue::from(calm(text)),
                },
            };
            args.set(*name, words);
        }
        args
    }

    fn named(&self, id: String) -> FluentValue<'static> {
        FluentValue::from(self.text(&Message::new(id)))
    }
}

fn type_id(name: &str) -> String {
    format!("type-{name}")
}

fn read(lang: Lang) -> Bundle {
    // A tag of ours is a tag; if it were not, only the grammar of plurals would be lost.
    let mut bundle = Bundle::new_concurrent(lang.tag().parse().into_iter().collect());
    bundle.set_use_isolating(false);
    for (_, text) in files::of(lang) {
        // A file with a fault, or an id that stands twice, still gives all other messages; tests refuse both.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(rest, _)| rest);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

impl Words for Catalog {
    fn text(&self, message: &Message) -> String {
        Self::text(self, message)
    }

    fn attribute(&self, message: &Message, name: &str) -> Option<String> {
        Self::attribute(self, message, name)
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Catalog({})", self.lang.tag())
    }
}
