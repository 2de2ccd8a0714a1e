//! How the registry's types become WebAssembly's: parameters and results of the generated imports, and of the hooks.

use std::fmt;

use luminara_script::{Hook, Type};

/// A number type of WebAssembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// 32-bit integer; also pointers, lengths and truth values.
    I32,
    /// 64-bit integer; also entities.
    I64,
    /// 32-bit float.
    F32,
    /// 64-bit float.
    F64,
}

use Number::{F32, F64, I32, I64};

/// A function's type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Its parameters.
    pub params: Vec<Number>,
    /// Its result, if it has one.
    pub result: Option<Number>,
}

/// `(i64, f32) -> i32`.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (i, param) in self.params.iter().enumerate() {
            write!(f, "{}{param}", if i > 0 { ", " } else { "" })?;
        }
        f.write_str(")")?;
        self.result.map_or(Ok(()), |result| write!(f, " -> {result}"))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            I32 => "i32",
            I64 => "i64",
            F32 => "f32",
            F64 => "f64",
        })
    }
}

impl Signature {
    /// How a function of this type is declared: `on_update(entity: i64, dt: f32)`.
    pub fn declared(&self, name: &str, params: &[String]) -> String {
        let params: Vec<String> = self
            .params
            .iter()
            .enumerate()
            .map(|(i, number)| match params.get(i) {
                Some(param) => format!("{param}: {number}"),
                None => number.to_string(),
            })
            .collect();
        let result = self.result.map_or(String::new(), |result| format!(" -> {result}"));
        format!("{name}({}){result}", params.join(", "))
    }

    /// What of another type isn't as it should be, for those who wrote it in a language with types of its own. Begins with `; `, or is empty.
    pub fn difference(&self, params: &[String], got: Option<&Signature>) -> String {
        let Some(got) = got else {
            return "; only i32, i64, f32 and f64 cross, and one result at most".to_owned();
        };
        if got.params.len() != self.params.len() {
            let count = |count: usize| format!("{count} parameter{}", if count == 1 { "" } else { "s" });
            return format!("; it has {}, not {}", count(self.params.len()), got.params.len());
        }
        let differs = self.params.iter().zip(&got.params).position(|(expected, got)| expected != got);
        if let Some(i) = differs
            && let (Some(expected), Some(got)) = (self.params.get(i), got.params.get(i))
        {
            let name = params.get(i).map_or("a parameter", String::as_str).trim_end_matches('*');
            return format!("; '{name}' is {}, not {got}", expected.in_languages());
        }
        match (self.result, got.result) {
            (None, Some(_)) => "; it gives nothing back".to_owned(),
            (Some(expected), _) if self.result != got.result => {
                format!("; it gives back {}", expected.in_languages())
            }
            _ => String::new(),
        }
    }
}

impl Number {
    /// What the type is called in the languages that guests are written in.
    fn in_languages(self) -> &'static str {
        match self {
            I32 => "i32 (Rust i32 or u32, C int or a pointer, AssemblyScript i32, u32 or usize)",
            I64 => "i64 (Rust i64 or u64, C int64_t or long long, AssemblyScript i64 or u64)",
            F32 => "f32 (C float)",
            F64 => "f64 (C double)",
        }
    }
}

/// How a list's elements lie in memory, where they have a fixed size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// `i64`.
    Entity,
    /// `i64`.
    Int,
    /// `f64`.
    Float,
    /// `f32` times so many.
    Floats(u32),
}

impl Element {
    /// Of a list of this type, if it has a fixed size.
    pub fn of(ty: &Type) -> Option<Self> {
        Some(match ty {
            Type::Entity => Element::Entity,
            Type::Int => Element::Int,
            Type::Float => Element::Float,
            Type::Vec2 => Element::Floats(2),
            Type::Vec3 => Element::Floats(3),
            Type::Vec4 | Type::Quat | Type::Color => Element::Floats(4),
            _ => return None,
        })
    }

    /// Bytes of one.
    pub fn size(self) -> u32 {
        match self {
            Element::Floats(count) => 4 * count,
            _ => 8,
        }
    }
}

/// Adds the parameters that a type takes.
pub fn lower_param(ty: &Type, out: &mut Vec<Number>) {
    match ty {
        Type::Bool | Type::Word(_) => out.push(I32),
        Type::Int | Type::Entity => out.push(I64),
        Type::Float => out.push(F64),
        Type::Vec2 => out.extend([F32; 2]),
        Type::Vec3 => out.extend([F32; 3]),
        Type::Vec4 | Type::Quat | Type::Color => out.extend([F32; 4]),
        Type::Nil => {}
        // Pointer and length, or a function's index and its data.
        Type::Str
        | Type::Struct(_)
        | Type::Array(_)
        | Type::Table
        | Type::Any
        | Type::Either(..)
        | Type::Rest
        | Type::Function => out.extend([I32; 2]),
        Type::Optional(inner) => {
            if needs_flag(inner) {
                out.push(I32);
            }
            lower_param(inner, out);
        }
    }
}

/// Whether an optional value of a type needs a flag before it to say that it is there; the others have a value that says no.
pub fn needs_flag(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bool
            | Type::Int
            | Type::Float
            | Type::Vec2
            | Type::Vec3
            | Type::Vec4
            | Type::Quat
            | Type::Color
            | Type::Array(_)
    )
}

/// How a result comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lowered {
    /// Nothing does.
    Nothing,
    /// As the function's result.
    Direct(Number),
    /// In a buffer that has room for so many bytes; the result is 1, or 0 for nil.
    Fixed(u32),
    /// In a buffer of a given size in bytes; the result is how many there are; -1 for nil.
    Bytes,
    /// In a buffer of a given number of elements; the result is how many there are; -1 for nil.
    List(Element),
}

/// How a type comes back.
pub fn lower_result(ty: &Type) -> Lowered {
    match ty {
        Type::Nil => Lowered::Nothing,
        Type::Bool | Type::Word(_) => Lowered::Direct(I32),
        Type::Int | Type::Entity => Lowered::Direct(I64),
        Type::Float => Lowered::Direct(F64),
        Type::Vec2 => Lowered::Fixed(8),
        Type::Vec3 => Lowered::Fixed(12),
        Type::Vec4 | Type::Quat | Type::Color => Lowered::Fixed(16),
        Type::Array(of) => Element::of(of).map_or(Lowered::Bytes, Lowered::List),
        Type::Optional(inner) => match (&**inner, lower_result(inner)) {
            (Type::Entity | Type::Word(_), direct) => direct,
            (_, Lowered::Direct(number)) => Lowered::Fixed(if number == I32 { 4 } else { 8 }),
            (_, other) => other,
        },
        _ => Lowered::Bytes,
    }
}

/// The names of what a parameter of a type becomes; a pointer's ends in `*`.
pub fn names(ty: &Type, name: &str) -> Vec<String> {
    let (flag, inner) = match ty {
        Type::Optional(inner) => (needs_flag(inner).then(|| format!("has_{name}")), &**inner),
        other => (None, other),
    };
    let parts = |parts: &[&str]| parts.iter().map(|part| format!("{name}_{part}")).collect::<Vec<_>>();
    let own = match inner {
        Type::Nil => Vec::new(),
        Type::Vec2 => parts(&["x", "y"]),
        Type::Vec3 => parts(&["x", "y", "z"]),
        Type::Vec4 | Type::Quat => parts(&["x", "y", "z", "w"]),
        Type::Color => parts(&["r", "g", "b", "a"]),
        Type::Function => vec![name.to_owned(), format!("{name}_data")],
        Type::Array(of) if Element::of(of).is_some() => vec![format!("{name}*"), format!("{name}_count")],
        Type::Str
        | Type::Struct(_)
        | Type::Array(_)
        | Type::Table
        | Type::Any
        | Type::Either(..)
        | Type::Rest => {
            vec![format!("{name}*"), format!("{name}_len")]
        }
        _ => vec![name.to_owned()],
    };
    flag.into_iter().chain(own).collect()
}

/// The names of the parameters that a result of a type adds.
pub fn result_names(returns: &Type) -> Vec<String> {
    let names: &[&str] = match lower_result(returns) {
        Lowered::Fixed(_) => &["out*"],
        Lowered::Bytes => &["out*", "out_len"],
        Lowered::List(_) => &["out*", "out_count"],
        _ => &[],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The signature of a function of the registry; a method's receiver is its first parameter.
pub fn of_function(params: &[Type], returns: &Type) -> Signature {
    let mut lowered = Vec::new();
    params.iter().for_each(|ty| lower_param(ty, &mut lowered));
    let result = match lower_result(returns) {
        Lowered::Nothing => None,
        Lowered::Direct(number) => Some(number),
        Lowered::Fixed(_) => {
            lowered.push(I32);
            Some(I32)
        }
        Lowered::Bytes | Lowered::List(_) => {
            lowered.extend([I32; 2]);
            Some(I32)
        }
    };
    Signature { params: lowered, result }
}

/// What a guest's hook has to look like.
pub fn of_hook(hook: Hook) -> Signature {
    let params = match hook.name() {
        "on_update" | "on_fixed_update" => vec![I64, F32],
        "on_init" | "on_destroy" => vec![I64],
        "on_event" => vec![I32; 3],
        "on_collision" | "on_collision_stay" | "on_collision_end" => vec![I64; 2],
        "on_trigger" | "on_trigger_stay" | "on_trigger_end" => vec![I64, I32, I32, I64],
        "on_damage" => vec![I64, F32, I64],
        "on_restore" => vec![I32; 2],
        _ => Vec::new(),
    };
    Signature { params, result: None }
}

/// What a guest's other exports have to look like, those that the host calls.
pub fn of_export(name: &str) -> Option<Signature> {
    if let Some(hook) = Hook::ALL.into_iter().find(|hook| hook.name() == name || hook.alias() == Some(name)) {
        return Some(of_hook(hook));
    }
    let (params, result) = match name {
        "alloc" => (vec![I32], Some(I32)),
        "dealloc" => (vec![I32; 2], None),
        "_initialize" => (Vec::new(), None),
        _ => return None,
    };
    Some(Signature { params, result })
}

/// The names of the parameters of what [`of_export`] knows.
pub fn params_of_export(name: &str) -> Vec<String> {
    let names: &[&str] = match name {
        "on_update" | "on_fixed_update" => &["entity", "dt"],
        "on_init" | "on_start" | "on_destroy" => &["entity"],
        "on_event" => &["event", "data*", "len"],
        "on_collision" | "on_collision_stay" | "on_collision_end" => &["entity", "other"],
        "on_trigger" | "on_trigger_stay" | "on_trigger_end" => &["entity", "name*", "name_len", "other"],
        "on_restore" => &["data*", "len"],
        "alloc" => &["size"],
        "dealloc" => &["ptr*", "size"],
        _ => &[],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}
