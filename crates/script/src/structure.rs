//! Component structs: typed, by value, with named fields.

use std::fmt;

use serde::Serialize;

use crate::error::HostError;
use crate::nearest::suggestion;
use crate::registry::Type;
use crate::value::{Table, Value};

/// A struct that scripts see, made by `#[derive(ScriptStruct)]` from a Rust struct and its doc comments.
#[derive(Debug, Serialize)]
pub struct StructDef {
    /// Its name: `Transform`.
    pub name: &'static str,
    /// What it is for, Markdown.
    pub doc: &'static str,
    /// Its fields, in the order of declaration.
    pub fields: Vec<FieldDef>,
}

// There is one definition of each struct.
impl PartialEq for StructDef {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// A field of a [`StructDef`].
#[derive(Debug, Serialize)]
pub struct FieldDef {
    /// Its name: `position`.
    pub name: &'static str,
    /// What it means, with its unit, Markdown.
    pub doc: &'static str,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// The numbers that it takes, where it doesn't take every one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// What it is when nothing is said, as a script prints it.
    #[serde(serialize_with = "crate::registry::as_text")]
    pub default: Value,
}

/// The numbers that a field takes: from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// Whether `low` itself is too little.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_above: bool,
}

impl Range {
    /// Whether it takes a number. It takes no NaN.
    pub fn holds(&self, number: f64) -> bool {
        (self.low..=self.high).contains(&number) && !(self.is_above && number == self.low)
    }
}

/// `0 to 4`, `above 0, up to 16`.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_above {
            true => write!(f, "above {}, up to {}", self.low, self.high),
            false => write!(f, "{} to {}", self.low, self.high),
        }
    }
}

impl StructDef {
    /// The index of a field, or an error that names the nearest one.
    pub fn field(&self, name: &str) -> Result<usize, HostError> {
        self.fields.iter().position(|field| field.name == name).ok_or_else(|| {
            let names = self.fields.iter().map(|field| field.name);
            HostError::new(format!("{} has no field '{name}'{}", self.name, suggestion(name, names)))
        })
    }
}

/// A struct's value: its definition and its fields in order.
#[derive(Clone, Debug)]
pub struct StructValue {
    /// What it is.
    pub def: &'static StructDef,
    /// Its fields, as many as `def.fields`.
    pub fields: Vec<Value>,
}

impl PartialEq for StructValue {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.def, other.def) && self.fields == other.fields
    }
}

/// A Rust struct that scripts see by value. Derived.
pub trait ScriptStruct: Sized + Default + 'static {
    /// Its definition.
    fn def() -> &'static StructDef;

    /// The field at an index of [`StructDef::fields`]; nil beyond.
    fn get(&self, field: usize) -> Value;

    /// Sets the field at an index. Fails, and changes nothing, when the value has the wrong type or isn't finite.
    /// Messages call the field by the struct's name: `'transform.position'`.
    fn set(&mut self, field: usize, value: &Value) -> Result<(), HostError> {
        self.set_as(field, value, &|name| format!("'{}.{name}'", Self::def().name.to_lowercase()))
    }

    /// The same; `what` makes of a field's name what messages call it.
    fn set_as(&mut self, field: usize, value: &Value, what: &dyn Fn(&str) -> String)
    -> Result<(), HostError>;

    /// The whole as a value.
    fn to_struct(&self) -> StructValue {
        let def = Self::def();
        StructValue { def, fields: (0..def.fields.len()).map(|i| self.get(i)).collect() }
    }

    /// Sets the fields that a table or a struct of the same type names; the others stay. All or nothing.
    fn assign(&mut self, value: &Value) -> Result<(), HostError>
    where
        Self: Clone,
    {
        let mut next = self.clone();
        match value {
            Value::Nil => {}
            Value::Struct(value) if std::ptr::eq(value.def, Self::def()) => {
                for (i, field) in value.fields.iter().enumerate() {
                    next.set(i, field)?;
                }
            }
            Value::Table(table) => next.assign_table(table)?,
            Value::Array(values) if values.is_empty() => {}
            other => {
                return Err(HostError::new(format!(
                    "{} expects a table of its fields, got {}",
                    Self::def().name,
                    other.describe()
                )));
            }
        }
        *self = next;
        Ok(())
    }

    /// Sets the fields that a table names.
    fn assign_table(&mut self, table: &Table) -> Result<(), HostError> {
        if let Some(value) = table.list.first() {
            return Err(HostError::new(format!(
                "{} expects named fields, such as {{{} = …}}, got {} without a name",
                Self::def().name,
                Self::def().fields.first().map_or("", |field| field.name),
                value.describe()
            )));
        }
        for (name, value) in &table.fields {
            self.set(Self::def().field(name)?, value)?;
        }
        Ok(())
    }
}
