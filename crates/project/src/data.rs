//! Files of data: JSON and TOML, as one kind of tree.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use toml::de::{DeTable, DeValue};

/// What a file of data says.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// JSON's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text, and TOML's dates as they are written.
    Text(String),
    /// A list.
    List(Vec<Data>),
    /// Values by name; of a name that stands there twice, the last.
    Table(BTreeMap<String, Data>),
}

/// Where a file of data can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct DataError {
    /// What was wrong. Without the position.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Data {
    /// Reads JSON (RFC 8259), nested up to 127 deep.
    ///
    /// # Errors
    /// It is no JSON in UTF-8.
    pub fn from_json(bytes: &[u8]) -> Result<Self, DataError> {
        let text = text_of(bytes)?;
        serde_json::from_str(text).map_err(|error| {
            let position = format!(" at line {} column {}", error.line(), error.column());
            let message = error.to_string();
            let message = message.strip_suffix(&position).unwrap_or(&message).to_owned();
            let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
            // It counts bytes.
            let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
            DataError { message, line: count(error.line()), column: count(before.chars().count() + 1) }
        })
    }

    /// Reads TOML 1.0.
    ///
    /// # Errors
    /// It is no TOML in UTF-8.
    pub fn from_toml(bytes: &[u8]) -> Result<Self, DataError> {
        let text = text_of(bytes)?;
        let table = DeTable::parse(text).map_err(|error| {
            error_at(text, error.span().map_or(0, |span| span.start), error.message().into())
        })?;
        Ok(Self::of_toml_table(table.get_ref()))
    }

    /// A table of a TOML text.
    pub(crate) fn of_toml_table(table: &DeTable<'_>) -> Self {
        let entry = |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, &toml::Spanned<DeValue<'_>>)| {
            (key.get_ref().to_string(), Self::of_toml(value.get_ref()))
        };
        Self::Table(table.iter().map(entry).collect())
    }

    fn of_toml(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Self::Int(number),
                Err(_) => Self::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
            },
            DeValue::Float(number) => Self::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(value) => Self::Bool(*value),
            DeValue::Datetime(date) => Self::Text(date.to_string()),
            DeValue::Array(items) => {
                Self::List(items.iter().map(|item| Self::of_toml(item.get_ref())).collect())
            }
            DeValue::Table(table) => Self::of_toml_table(table),
        }
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("data")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(i64::try_from(value).map_or(Data::Float(value as f64), Data::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Data, E> {
        Ok(Data::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Data, E> {
        Ok(Data::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Data, A::Error> {
        let mut table = BTreeMap::new();
        while let Some((key, value)) = entries.next_entry()? {
            table.insert(key, value);
        }
        Ok(Data::Table(table))
    }
}

/// A file's text, without the mark that Windows' editors put before it.
fn text_of(bytes: &[u8]) -> Result<&str, DataError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        error_at(&before, before.len(), "this is no UTF-8 text; save the file as UTF-8".into())
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// An error at a byte of `text`.
pub(crate) fn error_at(text: &str, byte: usize, message: String) -> DataError {
    // A byte within a character, or past the end, is nothing that a parser reports; the end stands in for it.
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    DataError { message, line: count(before.matches('\n').count() + 1), column: count(column + 1) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(entries: &[(&str, Data)]) -> Data {
        Data::Table(entries.iter().map(|(key, value)| (key.to_string(), value.clone())).collect())
    }

    #[test]
    fn reads_the_same_from_json_and_toml() {
        let json = r#"{ "name": "é", "size": [3, 1.5], "far": 1e300, "on": true, "in": { "deep": -1 } }"#;
        let toml = "name = 'é'\nsize = [0x3, 1.5]\nfar = 1e300\non = true\n[in]\ndeep = -1\n";
        let expected = table(&[
            ("name", Data::Text("é".into())),
            ("size", Data::List(vec![Data::Int(3), Data::Float(1.5)])),
            ("far", Data::Float(1e300)),
            ("on", Data::Bool(true)),
            ("in", table(&[("deep", Data::Int(-1))])),
        ]);
        assert_eq!(Data::from_json(json.as_bytes()).unwrap(), expected);
        assert_eq!(Data::from_toml(toml.as_bytes()).unwrap(), expected);
        assert_eq!(Data::from_json(b"\xef\xbb\xbfnull").unwrap(), Data::Null);
        assert_eq!(
            Data::from_json(b"18446744073709551615").unwrap(),
            Data::Float(18_446_744_073_709_551_615.0)
        );
        let date = Data::from_toml(b"day = 2024-02-29").unwrap();
        assert_eq!(date, table(&[("day", Data::Text("2024-02-29".into()))]));
    }

    #[test]
    fn says_where_it_can_t_be_read() {
        let error = |result: Result<Data, DataError>| result.unwrap_err().to_string();
        assert_eq!(error(Data::from_json("[\n  \"é\" 3]".as_bytes())), "2:7: expected `,` or `]`");
        assert_eq!(error(Data::from_json(b"{")), "1:1: EOF while parsing an object");
        assert_eq!(error(Data::from_json(b"")), "1:1: EOF while parsing a value");
        assert!(error(Data::from_toml(b"a = 1\nb = = 2")).starts_with("2:5: "));
        assert_eq!(error(Data::from_json(b"\"\xff\"")), "1:2: this is no UTF-8 text; save the file as UTF-8");
    }

    #[test]
    fn survives_deep_nesting() {
        let deep = "[".repeat(100_000);
        assert!(Data::from_json(deep.as_bytes()).is_err());
        assert!(Data::from_toml(format!("a = {deep}").as_bytes()).is_err());
    }
}
