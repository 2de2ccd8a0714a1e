//! Everything that scripts can use, with its docs. Filled from Rust definitions by [`macro@crate::module`] and
//! its like; walked by languages to bind and by tools to print.

use std::any::Any;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::error::{HostError, Position};
use crate::structure::StructDef;
use crate::value::{InstanceId, Value};

/// A type as the docs name it.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Anything.
    Any,
    /// No value.
    Nil,
    /// `boolean`.
    Bool,
    /// A number without a fraction.
    Int,
    /// Any number.
    Float,
    /// Text.
    Str,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// `vec2`.
    Vec2,
    /// `vec3`.
    Vec3,
    /// `vec4`.
    Vec4,
    /// `quat`.
    Quat,
    /// `color`.
    Color,
    /// `entity`.
    Entity,
    /// A component struct.
    Struct(&'static StructDef),
    /// A list of one type.
    Array(Box<Type>),
    /// A table.
    Table,
    /// A function.
    Function,
    /// The type, or nil.
    Optional(Box<Type>),
    /// One type or another.
    Either(Box<Type>, Box<Type>),
    /// Any further arguments.
    Rest,
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Any => f.write_str("any"),
            Type::Nil => f.write_str("nil"),
            Type::Bool => f.write_str("boolean"),
            Type::Int => f.write_str("integer"),
            Type::Float => f.write_str("number"),
            Type::Str => f.write_str("string"),
            Type::Word(words) => {
                for (i, word) in words.iter().enumerate() {
                    write!(f, "{}\"{word}\"", if i > 0 { " | " } else { "" })?;
                }
                Ok(())
            }
            Type::Vec2 => f.write_str("vec2"),
            Type::Vec3 => f.write_str("vec3"),
            Type::Vec4 => f.write_str("vec4"),
            Type::Quat => f.write_str("quat"),
            Type::Color => f.write_str("color"),
            Type::Entity => f.write_str("entity"),
            Type::Struct(def) => f.write_str(def.name),
            Type::Array(of) => write!(f, "{of}[]"),
            Type::Table => f.write_str("table"),
            Type::Function => f.write_str("function"),
            Type::Optional(of) => write!(f, "{of}?"),
            Type::Either(first, second) => write!(f, "{first} | {second}"),
            Type::Rest => f.write_str("..."),
        }
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Serializes a value as a script prints it.
pub(crate) fn as_text<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Where a host function was called from. Asked only when it matters (a console line, an error), so it may be slow.
pub trait CallSite {
    /// The line of the script that called.
    fn position(&self) -> Option<Position>;
    /// The script that called.
    fn instance(&self) -> InstanceId;
    /// Stops the script after this call, if a debugger is attached; gives whether one is.
    fn break_here(&self) -> bool {
        false
    }
}

/// A call from a script to the host.
pub struct Call<'a> {
    /// The host's state, which entry points downcast.
    pub host: &'a mut dyn Any,
    /// The arguments; a method's first is its receiver. An entry point of a method that
    /// [mutates its receiver](FunctionDef::mutates) leaves the changed receiver here.
    pub args: &'a mut [Value],
    /// Who called.
    pub site: &'a dyn CallSite,
}

/// A doc comment as the registry keeps it. The engine that a page loads has none: the page's docs are data of their own, and the text would be
/// a fiftieth of the download.
#[macro_export]
macro_rules! doc_text {
    ($text:expr) => {
        if cfg!(target_family = "wasm") { "" } else { $text }
    };
}

/// A function's plain entry point.
pub type HostFn = fn(&mut Call<'_>) -> Result<Value, HostError>;

/// A function or a method.
#[derive(Debug, Serialize)]
pub struct FunctionDef {
    /// Its name: `spawn`.
    pub name: &'static str,
    /// What it does, its errors, an example; Markdown.
    pub doc: &'static str,
    /// Its parameters, a method's receiver not among them.
    pub params: Vec<ParamDef>,
    /// What it gives back.
    pub returns: Type,
    /// Whether the method changes its receiver: the caller then takes `args[0]` back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mutates: bool,
    /// What runs.
    #[serde(skip)]
    pub entry: HostFn,
}

/// A parameter of a [`FunctionDef`].
#[derive(Debug, Serialize)]
pub struct ParamDef {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// What it is when nothing is given, as source text. `None`: it must be given, unless its type is optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<&'static str>,
    /// The options that it takes, where it is a table of such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<&'static StructDef>,
}

/// A constant of a module.
#[derive(Debug, Serialize)]
pub struct ConstantDef {
    /// Its name: `red`.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its value.
    #[serde(serialize_with = "as_text")]
    pub value: Value,
}

/// A module: a table of functions in the globals of every script, under its name.
#[derive(Debug, Serialize)]
pub struct Module {
    /// Its name: `world`.
    pub name: &'static str,
    /// What it is for, Markdown.
    pub doc: &'static str,
    /// What calling the module itself does: `vec3(1, 2, 3)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<FunctionDef>,
    /// Its functions.
    pub functions: Vec<FunctionDef>,
    /// Its constants.
    pub constants: Vec<ConstantDef>,
}

impl Module {
    /// A function by name.
    pub fn function(&self, name: &str) -> Option<&FunctionDef> {
        self.functions.iter().find(|function| function.name == name)
    }
}

/// A property of a type: read by `get`, written by `set`.
#[derive(Debug, Serialize)]
pub struct PropertyDef {
    /// Its name: `position`.
    pub name: &'static str,
    /// What it is, with its unit.
    pub doc: &'static str,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Called with the receiver.
    #[serde(skip)]
    pub get: HostFn,
    /// Called with the receiver and the new value; `None` where it is read only.
    #[serde(skip)]
    pub set: Option<HostFn>,
}

/// The methods and properties of a type of value: `vec3`, `entity`, `Transform`.
#[derive(Debug, Serialize)]
pub struct TypeDef {
    /// The type's name, as [`Value::type_name`] says it.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its properties, beside the fields of a struct or a vector.
    pub properties: Vec<PropertyDef>,
    /// Its methods.
    pub methods: Vec<FunctionDef>,
}

impl TypeDef {
    /// A method by name.
    pub fn method(&self, name: &str) -> Option<&FunctionDef> {
        self.methods.iter().find(|method| method.name == name)
    }

    /// A property by name.
    pub fn property(&self, name: &str) -> Option<&PropertyDef> {
        self.properties.iter().find(|property| property.name == name)
    }
}

/// A function that a script defines and the host calls.
#[derive(Debug, Serialize)]
pub struct HookDef {
    /// Its name: `on_update`.
    pub name: &'static str,
    /// When it is called, an example; Markdown.
    pub doc: &'static str,
    /// What it is called with.
    pub params: Vec<ParamDef>,
    /// Whether what it gives back is used.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub returns: bool,
}

/// What a text argument may say, for completion: of every parameter with this name, in every function.
#[derive(Debug, Serialize)]
pub struct WordList {
    /// The parameters' name: `key`.
    pub param: &'static str,
    /// The words.
    pub words: Vec<&'static str>,
}

/// A function or a value of a language's own library, such as Lua's `string.format`, for docs and completion.
#[derive(Clone, Copy, Debug)]
pub struct LibraryEntry {
    /// Its name, its module's before a dot.
    pub name: &'static str,
    /// A function's parameters, as `format: string, ...: any`; `None` for a value.
    pub params: Option<&'static str>,
    /// A value's type, or what the function gives back; `nil` for nothing.
    pub ty: &'static str,
    /// What it does, in a line.
    pub doc: &'static str,
}

/// Everything that scripts can use.
#[derive(Debug, Default, Serialize)]
pub struct Registry {
    /// The modules.
    pub modules: Vec<Module>,
    /// The types with methods.
    pub types: Vec<TypeDef>,
    /// The built-in components.
    pub components: Vec<&'static StructDef>,
    /// The functions that the host calls.
    pub hooks: Vec<HookDef>,
    /// What text arguments may say.
    pub words: Vec<WordList>,
}

impl Registry {
    /// A module by name.
    pub fn module(&self, name: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.name == name)
    }

    /// A type by name.
    pub fn ty(&self, name: &str) -> Option<&TypeDef> {
        self.types.iter().find(|ty| ty.name == name)
    }

    /// A function by module and name.
    pub fn function(&self, module: &str, name: &str) -> Option<&FunctionDef> {
        self.module(module)?.function(name)
    }

    /// A method by type and name.
    pub fn method(&self, ty: &str, name: &str) -> Option<&FunctionDef> {
        self.ty(ty)?.method(name)
    }
}
