//! Between [`Value`] and Rust types: what entry points and components use.

use std::sync::Arc;

use glam::{Quat, Vec2, Vec3, Vec4};
use smol_str::SmolStr;

use crate::error::HostError;
use crate::nearest::suggestion;
use crate::registry::Type;
use crate::structure::{Range, ScriptStruct, StructDef, StructValue};
use crate::value::{Color, EntityId, FunctionHandle, Table, Value};

/// A Rust type that has a name in the docs.
pub trait ScriptType {
    /// That name.
    fn script_type() -> Type;

    /// The options that a parameter of the type takes, where it is [`Options`](crate::Options).
    fn options() -> Option<&'static StructDef> {
        None
    }
}

/// A Rust type that a script can give.
pub trait FromValue: ScriptType + Sized {
    /// The value as that type. `None` when it is of another; the caller says what it was for.
    fn from_value(value: &Value) -> Option<Self>;

    /// The value as that type, or an error that says what was wanted, what came, and for what: `what` is the
    /// start of the sentence, such as `'velocity.linear'`.
    fn expect(value: &Value, what: impl Fn() -> String) -> Result<Self, HostError> {
        Self::from_value(value).ok_or_else(|| wrong_type(&Self::script_type(), value, &what()))
    }
}

/// A Rust type that can be given to a script.
pub trait IntoValue: ScriptType {
    /// It as a value.
    fn into_value(self) -> Value;
}

/// `what expects a vec3, got a number (3.5)`, with the nearest word where a word is expected.
pub fn wrong_type(wanted: &Type, got: &Value, what: &str) -> HostError {
    let bare = match wanted {
        Type::Optional(of) => of,
        other => other,
    };
    let message = match (bare, got) {
        (Type::Word(words), Value::Str(word)) => format!(
            "{what} expects one of {}, got \"{word}\"{}",
            words.join(", "),
            suggestion(word, words.iter().copied())
        ),
        (Type::Color, _) => {
            let hint = match got {
                Value::Str(text) => crate::color_names::suggested(text),
                _ => String::new(),
            };
            format!(
                "{what} expects a color or text such as \"tomato\" or \"#ffb454\", got {}{hint}",
                got.describe()
            )
        }
        (Type::Word(words), _) => {
            format!("{what} expects one of {}, got {}", words.join(", "), got.describe())
        }
        _ => {
            format!("{what} expects {}, got {}", with_article(bare), got.describe())
        }
    };
    HostError::new(message)
}

/// `an entity`, `a vec3 or an entity`.
fn with_article(ty: &Type) -> String {
    if let Type::Either(first, second) = ty {
        return format!("{} or {}", with_article(first), with_article(second));
    }
    let name = ty.to_string();
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

macro_rules! plain {
    ($type:ty, $name:expr, $value:ident => $from:expr, $own:ident => $into:expr) => {
        impl ScriptType for $type {
            fn script_type() -> Type {
                $name
            }
        }
        impl FromValue for $type {
            fn from_value($value: &Value) -> Option<Self> {
                $from
            }
        }
        impl IntoValue for $type {
            fn into_value(self) -> Value {
                let $own = self;
                $into
            }
        }
    };
}

/// A float that is a whole number, as an integer.
fn whole(value: f64) -> Option<i64> {
    (value == libm::trunc(value) && (-9.007_199_254_740_992e15..=9.007_199_254_740_992e15).contains(&value))
        .then_some(value as i64)
}

plain!(bool, Type::Bool, v => match v { Value::Bool(b) => Some(*b), _ => None }, own => Value::Bool(own));
plain!(i64, Type::Int, v => match v { Value::Int(i) => Some(*i), Value::Float(f) => whole(*f), _ => None }, own => Value::Int(own));
plain!(u32, Type::Int, v => i64::from_value(v).and_then(|i| u32::try_from(i).ok()), own => Value::Int(i64::from(own)));
plain!(f64, Type::Float, v => match v { Value::Float(f) => Some(*f), Value::Int(i) => Some(*i as f64), _ => None }, own => Value::Float(own));
plain!(f32, Type::Float, v => f64::from_value(v).map(|f| f as f32), own => Value::Float(f64::from(own)));
plain!(SmolStr, Type::Str, v => match v { Value::Str(s) => Some(s.clone()), _ => None }, own => Value::Str(own));
plain!(String, Type::Str, v => match v { Value::Str(s) => Some(s.to_string()), _ => None }, own => Value::Str(own.into()));
plain!(Vec2, Type::Vec2, v => match v { Value::Vec2(x) => Some(*x), _ => None }, own => Value::Vec2(own));
plain!(Vec3, Type::Vec3, v => match v { Value::Vec3(x) => Some(*x), _ => None }, own => Value::Vec3(own));
plain!(Vec4, Type::Vec4, v => match v { Value::Vec4(x) => Some(*x), _ => None }, own => Value::Vec4(own));
plain!(Quat, Type::Quat, v => match v { Value::Quat(x) => Some(*x), _ => None }, own => Value::Quat(own));
plain!(Color, Type::Color, v => match v { Value::Color(x) => Some(*x), Value::Str(text) => Color::parse(text), _ => None }, own => Value::Color(own));
plain!(EntityId, Type::Entity, v => match v { Value::Entity(x) => Some(*x), _ => None }, own => Value::Entity(own));
plain!(FunctionHandle, Type::Function, v => match v { Value::Function(x) => Some(x.clone()), _ => None }, own => Value::Function(own));
plain!(Value, Type::Any, v => Some(v.clone()), own => own);
plain!(Table, Type::Table, v => match v {
    Value::Nil => None,
    Value::Table(table) => Some(Table::clone(table)),
    Value::Array(list) => Some(Table { list: Vec::clone(list), ..Table::default() }),
    _ => None,
}, own => Value::Table(Arc::new(own)));

impl ScriptType for () {
    fn script_type() -> Type {
        Type::Nil
    }
}

impl IntoValue for () {
    fn into_value(self) -> Value {
        Value::Nil
    }
}

impl<T: ScriptType> ScriptType for Option<T> {
    fn script_type() -> Type {
        Type::Optional(Box::new(T::script_type()))
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Nil => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Nil, T::into_value)
    }
}

impl<T: ScriptType> ScriptType for Vec<T> {
    fn script_type() -> Type {
        Type::Array(Box::new(T::script_type()))
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Array(values) => values.iter().map(T::from_value).collect(),
            Value::Table(table) if table.fields.is_empty() => table.list.iter().map(T::from_value).collect(),
            _ => None,
        }
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value(self) -> Value {
        Value::Array(Arc::new(self.into_iter().map(T::into_value).collect()))
    }
}

/// A value of one of two types. What could be both is the first.
#[derive(Clone, Debug, PartialEq)]
pub enum Either<A, B> {
    /// It is of the first.
    First(A),
    /// It is of the second.
    Second(B),
}

impl<A: Default, B> Default for Either<A, B> {
    fn default() -> Self {
        Self::First(A::default())
    }
}

impl<A: ScriptType, B: ScriptType> ScriptType for Either<A, B> {
    fn script_type() -> Type {
        Type::Either(Box::new(A::script_type()), Box::new(B::script_type()))
    }
}

impl<A: FromValue, B: FromValue> FromValue for Either<A, B> {
    fn from_value(value: &Value) -> Option<Self> {
        A::from_value(value).map(Self::First).or_else(|| B::from_value(value).map(Self::Second))
    }
}

impl<A: IntoValue, B: IntoValue> IntoValue for Either<A, B> {
    fn into_value(self) -> Value {
        match self {
            Self::First(value) => value.into_value(),
            Self::Second(value) => value.into_value(),
        }
    }
}

impl<A: Finite, B: Finite> Finite for Either<A, B> {
    fn is_all_finite(&self) -> bool {
        match self {
            Self::First(value) => value.is_all_finite(),
            Self::Second(value) => value.is_all_finite(),
        }
    }
}

/// All arguments that are left.
#[derive(Clone, Debug)]
pub struct Rest(pub Vec<Value>);

impl ScriptType for Rest {
    fn script_type() -> Type {
        Type::Rest
    }
}

/// A Rust enum of plain variants that scripts see as a word. Derived: the words are the variants in snake_case.
pub trait ScriptEnum: Sized + Copy + 'static {
    /// The words, in the order of the variants.
    const WORDS: &'static [&'static str];
    /// The variant for a word.
    fn from_word(word: &str) -> Option<Self>;
    /// The variant's word.
    fn word(self) -> &'static str;
}

/// Struct values are built by [`ScriptStruct`]; this is how entry points take and give them.
pub fn struct_from_value<T: ScriptStruct>(value: &Value) -> Option<T> {
    let Value::Struct(value) = value else { return None };
    if !std::ptr::eq(value.def, T::def()) {
        return None;
    }
    let mut out = T::default();
    for (i, field) in value.fields.iter().enumerate() {
        out.set(i, field).ok()?;
    }
    Some(out)
}

/// A struct as a value.
pub fn struct_into_value<T: ScriptStruct>(value: &T) -> Value {
    Value::Struct(Arc::<StructValue>::new(value.to_struct()))
}

/// Refuses a number outside of what a field takes; `what` is the start of the sentence.
pub fn check_range(value: &Value, what: impl Fn() -> String, range: Range) -> Result<(), HostError> {
    match f64::from_value(value) {
        Some(number) if !range.holds(number) => {
            let number = if range.is_above { "a number " } else { "" };
            Err(HostError::new(format!("{} expects {number}{range}, got {value}", what())))
        }
        _ => Ok(()),
    }
}

/// Whether a value that goes into a component is a number that a world can hold: no NaN, no infinity.
pub trait Finite {
    /// Whether every number in it is finite.
    fn is_all_finite(&self) -> bool;
}

macro_rules! always_finite {
    ($($type:ty),*) => { $(impl Finite for $type { fn is_all_finite(&self) -> bool { true } })* };
}

always_finite!(bool, i64, u32, SmolStr, String, EntityId);

impl<T: Finite> Finite for Option<T> {
    fn is_all_finite(&self) -> bool {
        self.as_ref().is_none_or(T::is_all_finite)
    }
}

impl<T: Finite> Finite for Vec<T> {
    fn is_all_finite(&self) -> bool {
        self.iter().all(T::is_all_finite)
    }
}

impl Finite for f32 {
    fn is_all_finite(&self) -> bool {
        self.is_finite()
    }
}

impl Finite for f64 {
    fn is_all_finite(&self) -> bool {
        self.is_finite()
    }
}

macro_rules! finite_vector {
    ($($type:ty),*) => { $(impl Finite for $type { fn is_all_finite(&self) -> bool { self.is_finite() } })* };
}

finite_vector!(Vec2, Vec3, Vec4, Quat);

impl Finite for Color {
    fn is_all_finite(&self) -> bool {
        self.to_array().iter().all(|channel| channel.is_finite())
    }
}
