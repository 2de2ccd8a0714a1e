//! Stubs for the Lua language server, in its annotations: a file a module, one for what is no module.
//! <https://luals.github.io/wiki/annotations/>

use luminara_script::docs::{default_text, options, parse, structs, written};
use luminara_script::{FieldDef, FunctionDef, Module, ParamDef, Registry, StructDef, Type, TypeDef, math};

/// Every stub with its path in the repository.
pub fn stubs(registry: &Registry) -> Vec<(String, String)> {
    let path = |name: &str| format!("bindings/lua/{name}.lua");
    let mut stubs = Vec::new();
    for module in &registry.modules {
        stubs.push((path(module.name), module_stub(registry, module)));
    }
    let mut rest = Stub::new();
    for ty in registry.types.iter().filter(|ty| registry.module(ty.name).is_none()) {
        rest.class(registry, ty);
    }
    for def in structs(registry) {
        // A struct with methods stands in its type's stub.
        if registry.ty(def.name).is_none() {
            rest.structure(def);
        }
    }
    for def in options(registry) {
        rest.options(def);
    }
    rest.doc("The script's own state, which stays when its code is replaced.");
    rest.line("---@type table<string, any>\nthis = {}\n");
    for hook in &registry.hooks {
        rest.doc(hook.doc);
        let params: Vec<String> = hook.params.iter().map(fun_param).collect();
        let returns = if hook.returns { ": any" } else { "" };
        // A type and no definition: the script defines it, and a second one would be a duplicate.
        rest.line(&format!("---@alias {} fun({}){returns}\n", hook.name, params.join(", ")));
    }
    stubs.push((path("types"), rest.text));
    stubs
}

fn module_stub(registry: &Registry, module: &Module) -> String {
    let mut out = Stub::new();
    if let Some(ty) = registry.ty(module.name) {
        out.class(registry, ty);
    }
    // What Lua's own library has under that name stays known.
    let of_library = ["coroutine", "debug", "io", "math", "os", "string", "table", "utf8"];
    let suffix = if of_library.contains(&module.name) { "lib" } else { "_module" };
    let class = format!("{}{suffix}", module.name);
    out.doc(module.doc);
    out.line(&format!("---@class {class}"));
    for constant in &module.constants {
        let doc = one_line(constant.doc);
        out.line(&format!("---@field {} {} {doc}", constant.name, constant.value.type_name()));
    }
    if let Some(call) = &module.call {
        let params: Vec<String> = call.params.iter().map(fun_param).collect();
        out.line(&format!("---@overload fun({}): {}", params.join(", "), type_name(&call.returns)));
    }
    out.line(&format!("{} = {{}}\n", module.name));
    for function in &module.functions {
        out.function(&format!("{}.{}", module.name, function.name), function);
    }
    out.text
}

fn one_line(doc: &str) -> String {
    parse(doc).text.replace('\n', " ")
}

/// A type in the annotations' words.
fn type_name(ty: &Type) -> String {
    match ty {
        Type::Function => "fun(...): any".into(),
        Type::Rest => "any".into(),
        Type::Color => "color|string".into(),
        Type::Array(of) if matches!(**of, Type::Color | Type::Word(_)) => format!("({})[]", type_name(of)),
        Type::Array(of) => format!("{}[]", type_name(of)),
        Type::Optional(of) if matches!(**of, Type::Word(_)) => format!("{}|nil", type_name(of)),
        Type::Optional(of) => format!("{}?", type_name(of)),
        Type::Either(first, second) => format!("{}|{}", type_name(first), type_name(second)),
        other => other.to_string(),
    }
}

fn is_optional(param: &ParamDef) -> bool {
    param.default.is_some() || matches!(param.ty, Type::Optional(_))
}

fn fun_param(param: &ParamDef) -> String {
    match param.ty {
        Type::Rest => "...: any".into(),
        _ => format!("{}{}: {}", name(param), if is_optional(param) { "?" } else { "" }, bare_type(param)),
    }
}

/// A parameter's type without its "or nil": the name carries that.
fn bare_type(param: &ParamDef) -> String {
    match param.options {
        Some(def) => def.name.to_owned(),
        None => without_nil(&param.ty),
    }
}

fn without_nil(ty: &Type) -> String {
    match ty {
        Type::Optional(of) => type_name(of),
        ty => type_name(ty),
    }
}

/// A parameter's name, with an underscore where it is a keyword of Lua.
fn name(param: &ParamDef) -> String {
    const KEYWORDS: [&str; 22] = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
        "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    ];
    match param.name {
        keyword if KEYWORDS.contains(&keyword) => format!("{keyword}_"),
        name => name.to_owned(),
    }
}

/// A stub as it grows.
struct Stub {
    text: String,
}

impl Stub {
    fn new() -> Self {
        Self { text: "---@meta\n-- Made by `luminara bindings`; don't edit it.\n\n".into() }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn doc(&mut self, doc: &str) {
        for line in doc.lines() {
            self.line(format!("---{line}").trim_end());
        }
    }

    fn params(&mut self, params: &[ParamDef]) {
        for param in params {
            match param.ty {
                Type::Rest => self.line("---@param ... any"),
                _ => {
                    let mark = if is_optional(param) { "?" } else { "" };
                    let default = param.default.map(|text| format!(" {} when left out", default_text(text)));
                    let line = format!(
                        "---@param {}{mark} {}{}",
                        name(param),
                        bare_type(param),
                        default.unwrap_or_default()
                    );
                    self.line(&line);
                }
            }
        }
    }

    fn function(&mut self, path: &str, function: &FunctionDef) {
        self.doc(function.doc);
        self.params(&function.params);
        if function.returns != Type::Nil {
            self.line(&format!("---@return {}", type_name(&function.returns)));
        }
        let params: Vec<String> = function
            .params
            .iter()
            .map(|param| if param.ty == Type::Rest { "...".into() } else { name(param) })
            .collect();
        self.line(&format!("function {path}({}) end\n", params.join(", ")));
    }

    fn class(&mut self, registry: &Registry, ty: &TypeDef) {
        let fields = structs(registry).into_iter().find(|def| def.name == ty.name);
        self.doc(ty.doc);
        self.line(&format!("---@class {}", ty.name));
        for part in math::component_names(ty.name) {
            self.line(&format!("---@field {part} number"));
        }
        for field in fields.iter().flat_map(|def| &def.fields) {
            self.line(&format!("---@field {} {} {}", field.name, type_name(&field.ty), one_line(field.doc)));
        }
        for property in &ty.properties {
            let ty = type_name(&property.ty);
            self.line(&format!("---@field {} {ty} {}", property.name, one_line(property.doc)));
        }
        for operator in operators(ty.name) {
            self.line(&format!("---@operator {operator}"));
        }
        let local = format!("{}_methods", ty.name);
        self.line(&format!("local {local} = {{}}\n"));
        for method in &ty.methods {
            self.function(&format!("{local}:{}", method.name), method);
        }
    }

    fn structure(&mut self, def: &StructDef) {
        self.doc(def.doc);
        self.line(&format!("---@class {}", def.name));
        for field in &def.fields {
            self.line(&format!("---@field {} {} {}", field.name, type_name(&field.ty), one_line(field.doc)));
        }
        self.line("");
    }

    /// A table of options, each of which may be left out.
    fn options(&mut self, def: &StructDef) {
        self.doc(def.doc);
        self.line(&format!("---@class {}", def.name));
        for field in &def.fields {
            let (ty, doc) = (without_nil(&field.ty), one_line(field.doc));
            self.line(&format!("---@field {}? {ty} {doc}{}", field.name, notes(field)));
        }
        self.line("");
    }
}

/// What numbers an option takes and what it is when it is left out, in brackets.
fn notes(field: &FieldDef) -> String {
    let default = (!field.default.is_nil()).then(|| format!("{} when left out", written(&field.default)));
    let parts: Vec<String> = field.range.map(|range| range.to_string()).into_iter().chain(default).collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!(" ({})", parts.join("; ")),
    }
}

/// The operators of a type, which `luminara_script::math` defines.
fn operators(type_name: &str) -> Vec<String> {
    let binary = |name: &str, other: &str| format!("{name}({other}): {type_name}");
    match type_name {
        "vec2" | "vec3" | "vec4" | "color" => {
            let mut out: Vec<_> =
                ["add", "sub", "mul", "div"].iter().map(|name| binary(name, type_name)).collect();
            out.extend(["mul", "div"].iter().map(|name| binary(name, "number")));
            if type_name != "color" {
                out.push(format!("unm: {type_name}"));
            }
            out
        }
        "quat" => vec!["mul(quat): quat".into(), "mul(vec3): vec3".into(), "unm: quat".into()],
        _ => Vec::new(),
    }
}
