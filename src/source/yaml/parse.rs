//! YAML to a tree of values, by `serde_yaml`; their places come later.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::fields::{Entry, Node, Table, Value};
use crate::model::{Span, Spanned};

/// Returns the tree of `text`, with every place empty; a key may stand twice.
pub(super) fn parse(text: &str) -> Result<Node, serde_yaml::Error> {
    Tree.deserialize(serde_yaml::Deserializer::from_str(text))
}

/// Reads any value as a [`Node`].
#[derive(Clone, Copy)]
pub(super) struct Tree;

fn node(value: Value) -> Node {
    Node { value, span: Span::default() }
}

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, b: bool) -> Result<Node, E> {
        Ok(node(Value::Bool(b)))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Node, E> {
        Ok(node(Value::Integer(n)))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Node, E> {
        // Beyond the integers that we count with: the reader will say that it is no whole number it knows.
        Ok(node(i64::try_from(n).map_or(Value::Float(n as f64), Value::Integer)))
    }

    fn visit_i128<E>(self, n: i128) -> Result<Node, E> {
        Ok(node(Value::Float(n as f64)))
    }

    fn visit_u128<E>(self, n: u128) -> Result<Node, E> {
        Ok(node(Value::Float(n as f64)))
    }

    fn visit_f64<E>(self, n: f64) -> Result<Node, E> {
        Ok(node(Value::Float(n)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(node(Value::Text(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(node(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(node(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element_seed(self)? {
            items.push(item);
        }
        Ok(node(Value::List(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = from.next_key::<String>()? {
            let node = from.next_value_seed(self)?;
            entries.push(Entry { key: Spanned::new(key, Span::default()), node });
        }
        Ok(node(Value::Table(Table { entries })))
    }
}
