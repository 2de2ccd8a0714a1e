//! What a guest can import: the functions of the registry, generated, and those of [`core`](crate::core) that are there for
//! memory's and speed's sake.

use std::collections::BTreeMap;

use luminara_abi::memory::GuestMemory;
use luminara_abi::signature::{self, Number, Signature};
use luminara_script::{FunctionDef, HostError, HostFn, Registry, StructDef, Type};

use crate::core;
use crate::guest::Guest;
use crate::registered::Registered;

/// The module that everything is imported from.
pub const MODULE: &str = "luminara";

/// The module that the plain functions are imported from as well, for guests that know no other.
pub const PLAIN_MODULE: &str = "env";

/// A call of an import: the arguments' bits, the guest and its memory.
pub struct Cx<'a> {
    /// Who calls.
    pub guest: &'a mut Guest,
    /// Its memory.
    pub memory: &'a mut dyn GuestMemory,
    /// The arguments' bits, as many as the signature's parameters.
    pub args: &'a [u64],
}

impl Cx<'_> {
    /// An argument's bits.
    pub fn arg(&self, i: usize) -> u64 {
        self.args.get(i).copied().unwrap_or_default()
    }

    /// An argument that is a pointer, a length or another 32-bit number.
    pub fn word(&self, i: usize) -> u32 {
        self.arg(i) as u32
    }
}

/// A host function of the plain sort.
pub type CoreFn = fn(&mut Cx<'_>) -> Result<u64, HostError>;

/// What an import does.
pub enum Run {
    /// One of [`core`](crate::core).
    Core(CoreFn),
    /// A function of the registry.
    Registered(Registered),
}

/// A function that a guest can import.
pub struct Import {
    /// `world.spawn`, `entity:look_at`, `entity.position`, `entity.position=`, or a plain name.
    pub name: String,
    /// Its parameters' names; a pointer's ends in `*`.
    pub names: Vec<String>,
    /// What it does, Markdown.
    pub doc: &'static str,
    /// What its table of options may hold, where it takes one.
    pub options: Option<&'static StructDef>,
    /// Its type.
    pub signature: Signature,
    /// What runs.
    pub run: Run,
}

impl Import {
    /// Whether `env` has it too.
    pub fn is_plain(&self) -> bool {
        matches!(self.run, Run::Core(_))
    }

    /// How it is declared: `log(text*: i32, len: i32)`.
    pub fn declaration(&self) -> String {
        self.signature.declared(&self.name, &self.names)
    }

    /// Runs it. Gives the result's bits; 0 where it has none.
    pub fn call(&self, cx: &mut Cx<'_>) -> Result<u64, HostError> {
        const PRICE: u64 = 20;
        let done = cx.guest.charge(PRICE).and_then(|()| match &self.run {
            Run::Core(function) => function(cx),
            Run::Registered(function) => function.call(cx),
        });
        match done {
            Err(error) if cx.guest.catches && error.is_catchable() => {
                cx.guest.error = Some(error.message);
                Ok(self.failed())
            }
            Err(mut error) => {
                if error.kind == luminara_script::ErrorKind::Host && !error.message.starts_with(&self.name) {
                    error.message = format!("{}: {}", self.name, error.message);
                }
                Err(error)
            }
            done => done,
        }
    }

    /// What a caught error gives: -1 where that is no entity or no length, else 0.
    fn failed(&self) -> u64 {
        match (&self.run, self.signature.result) {
            (Run::Core(_), Some(Number::I32)) => u64::from(u32::MAX),
            (_, Some(Number::I64)) => u64::MAX,
            (Run::Registered(function), Some(Number::I32)) => function.failed(),
            _ => 0,
        }
    }
}

/// All imports.
pub struct Imports {
    list: Vec<Import>,
    by_name: BTreeMap<String, usize>,
}

impl Imports {
    /// Walks a registry.
    pub fn of(registry: &Registry) -> Self {
        let mut list = core::imports();
        for module in &registry.modules {
            for function in &module.functions {
                list.push(of_function(format!("{}.{}", module.name, function.name), None, function));
            }
        }
        for ty in &registry.types {
            let receiver = receiver_type(registry, ty.name);
            for method in &ty.methods {
                list.push(of_function(format!("{}:{}", ty.name, method.name), receiver.clone(), method));
            }
            for property in &ty.properties {
                let own = |ty: Type| (ty, "value");
                let receiver: Vec<_> = receiver.iter().map(|ty| (ty.clone(), "this")).collect();
                let name = format!("{}.{}", ty.name, property.name);
                let setter = property.set.map(|set| {
                    let params = receiver.iter().cloned().chain([own(property.ty.clone())]).collect();
                    registered(format!("{name}="), property.doc, params, Type::Nil, set, false)
                });
                list.push(registered(name, property.doc, receiver, property.ty.clone(), property.get, false));
                list.extend(setter);
            }
        }
        let mut by_name = BTreeMap::new();
        for (i, import) in list.iter().enumerate() {
            by_name.entry(import.name.clone()).or_insert(i);
        }
        Self { list, by_name }
    }

    /// An import by its index.
    pub fn get(&self, index: usize) -> Option<&Import> {
        self.list.get(index)
    }

    /// An import by the names that a module gives.
    pub fn find(&self, module: &str, name: &str) -> Option<(usize, &Import)> {
        let index = *self.by_name.get(name)?;
        let import = self.list.get(index)?;
        (module == MODULE || (module == PLAIN_MODULE && import.is_plain())).then_some((index, import))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Import> {
        self.list.iter()
    }
}

fn of_function(name: String, receiver: Option<Type>, function: &FunctionDef) -> Import {
    let own = function.params.iter().map(|param| (param.ty.clone(), param.name));
    let params = receiver.into_iter().map(|ty| (ty, "this")).chain(own).collect();
    let options = function.params.iter().find_map(|param| param.options);
    let import =
        registered(name, function.doc, params, function.returns.clone(), function.entry, function.mutates);
    Import { options, ..import }
}

fn registered(
    name: String,
    doc: &'static str,
    params: Vec<(Type, &'static str)>,
    returns: Type,
    entry: HostFn,
    mutates: bool,
) -> Import {
    let mut names: Vec<String> = params.iter().flat_map(|(ty, name)| signature::names(ty, name)).collect();
    names.extend(signature::result_names(&returns));
    let params: Vec<Type> = params.into_iter().map(|(ty, _)| ty).collect();
    let signature = signature::of_function(&params, &returns);
    let run = Run::Registered(Registered::new(entry, params, returns, mutates));
    Import { name, names, doc, options: None, signature, run }
}

/// The type of a method's receiver.
fn receiver_type(registry: &Registry, name: &'static str) -> Option<Type> {
    Some(match name {
        "entity" => Type::Entity,
        "vec2" => Type::Vec2,
        "vec3" => Type::Vec3,
        "vec4" => Type::Vec4,
        "quat" => Type::Quat,
        "color" => Type::Color,
        name => match registry.components.iter().find(|def| def.name == name) {
            Some(def) => Type::Struct(def),
            None => Type::Any,
        },
    })
}
