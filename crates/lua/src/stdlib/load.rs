//! Loading code: `load` and `require` (manual §6.1 and §6.3).

use gc_arena::Collect;
use piccolo::{Context, Value};

use crate::compiler::{compile, compile_text};
use crate::error::Fault;
use crate::function::main_function;
use crate::native::{Continuation, Cx, Flow};
use crate::table::{new_table, raw_get_field, raw_set_field};
use crate::value::{string, truthy};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::set_functions(
        ctx,
        vm.library,
        &[("load", load), ("require", require), ("loadfile", loadfile), ("dofile", dofile)],
    );
    let package = super::module(ctx, vm, "package", &[("package.loadlib", super::absent)]);
    for name in ["loaded", "preload"] {
        raw_set_field(ctx, package, name, Value::UserData(new_table(ctx, 0, 8)));
    }
    raw_set_field(ctx, package, "path", string(ctx, b"?.lua;scripts/?.lua;?/init.lua"));
    raw_set_field(ctx, package, "cpath", string(ctx, b""));
    raw_set_field(ctx, package, "config", string(ctx, b"/\n;\n?\n!\n-\n"));
}

/// A chunk's name as messages show it (`luaO_chunkid`).
fn chunk_title(name: &[u8]) -> String {
    const MOST: usize = 59;
    let text = String::from_utf8_lossy(name);
    if let Some(rest) = text.strip_prefix('=') {
        return rest.chars().take(MOST).collect();
    }
    if let Some(rest) = text.strip_prefix('@') {
        let length = rest.chars().count();
        if length <= MOST {
            return rest.into();
        }
        let end: String = rest.chars().skip(length - (MOST - 3)).collect();
        return format!("...{end}");
    }
    let first = text.lines().next().unwrap_or_default();
    const ROOM: usize = MOST - "[string \"...\"]".len();
    if text.contains('\n') || text.len() > ROOM + 3 {
        let cut: String = first.chars().take(ROOM).collect();
        format!("[string \"{cut}...\"]")
    } else {
        format!("[string \"{first}\"]")
    }
}

fn finish_load<'gc>(cx: &mut Cx<'gc, '_>, source: &[u8]) -> Result<'gc> {
    let name = match cx.arg(1) {
        Value::Nil if matches!(cx.arg(0), Value::String(_)) => source.to_vec(),
        Value::Nil => b"=(load)".to_vec(),
        _ => cx.string(1)?.into_owned(),
    };
    let title = chunk_title(&name);
    let mode = cx.string_or(2, "bt")?;
    let kind = if source.first() == Some(&0x1B) { ("binary", b'b') } else { ("text", b't') };
    if !mode.contains(&kind.1) {
        let mode = String::from_utf8_lossy(&mode);
        let message = format!("attempt to load a {} chunk (mode is '{mode}')", kind.0);
        let message = string(cx.ctx, message.as_bytes());
        return cx.many(&[Value::Nil, message]);
    }
    if kind.1 == b'b' {
        let message = string(cx.ctx, b"bytecode can't be loaded here: load takes program text only");
        return cx.many(&[Value::Nil, message]);
    }
    cx.charge(source.len())?;
    let proto = match compile_text(source, &title) {
        Ok(proto) => proto,
        Err(errors) => {
            let message = errors
                .first()
                .map_or(String::new(), |error| format!("{title}:{}: {}", error.position.line, error.message));
            let message = string(cx.ctx, message.as_bytes());
            return cx.many(&[Value::Nil, message]);
        }
    };
    let environment = if cx.nargs >= 4 { cx.arg(3) } else { Value::UserData(cx.vm.globals) };
    let function = main_function(cx.ctx, &proto, environment);
    cx.one(Value::UserData(function))
}

/// Gathers the pieces of a chunk from a function.
#[derive(Collect)]
#[collect(require_static)]
struct Pieces(Vec<u8>);

impl<'gc> Continuation<'gc> for Pieces {
    fn resume(mut self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let piece = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        match piece {
            Value::Nil => {}
            Value::String(text) if text.as_bytes().is_empty() => {}
            Value::String(_) | Value::Integer(_) | Value::Number(_) => {
                let text = crate::value::to_bytes(&piece).unwrap_or_default();
                self.0.extend_from_slice(&text);
                cx.check_memory(self.0.len())?;
                cx.charge(10 + text.len() / 4)?;
                let function = cx.arg(0);
                return cx.call(function, &[], self);
            }
            _ => {
                let message = format!("{}reader function must return a string", cx.vm.location());
                let message = string(cx.ctx, message.as_bytes());
                return cx.many(&[Value::Nil, message]);
            }
        }
        finish_load(cx, &self.0)
    }

    fn catches(&self) -> bool {
        true
    }

    fn failure(&self) -> Value<'gc> {
        Value::Nil
    }
}

fn load<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    match cx.arg(0) {
        Value::String(text) => finish_load(cx, text.as_bytes()),
        function if crate::value::is_function(&function) => {
            cx.call(function, &[], Box::new(Pieces(Vec::new())))
        }
        _ => cx.bad_type(0, "function"),
    }
}

#[derive(Collect)]
#[collect(require_static)]
struct Required {
    name: String,
    /// Tells whether two modules are one.
    file: String,
    /// The file's name as the module gets it.
    origin: String,
}

impl<'gc> Continuation<'gc> for Required {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let result = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        let package = cx.vm.package_loaded(cx.ctx);
        let loaded = raw_get_field(cx.ctx, &package, "loaded");
        let mut value = result;
        if matches!(value, Value::Nil) {
            value = raw_get_field(cx.ctx, &loaded, &self.name);
        }
        if matches!(value, Value::Nil) {
            value = Value::Boolean(true);
        }
        if let Value::UserData(loaded) = loaded {
            raw_set_field(cx.ctx, loaded, &self.name, value);
        }
        let origin = string(cx.ctx, self.origin.as_bytes());
        let module = (self.file, self.name);
        if !cx.vm.outside.modules.contains(&module) {
            cx.vm.outside.modules.push(module);
        }
        cx.many(&[value, origin])
    }

    fn loading(&self) -> Option<&str> {
        Some(&self.file)
    }
}

fn require<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let name = String::from_utf8_lossy(&cx.string(0)?).into_owned();
    let ctx = cx.ctx;
    let package = cx.vm.package_loaded(ctx);
    let loaded = raw_get_field(ctx, &package, "loaded");
    let found = raw_get_field(ctx, &loaded, &name);
    if truthy(&found) {
        return cx.one(found);
    }
    let preload = raw_get_field(ctx, &package, "preload");
    let loader = raw_get_field(ctx, &preload, &name);
    let argument = string(ctx, name.as_bytes());
    if truthy(&loader) {
        let file = ":preload:".to_owned();
        let second = string(ctx, file.as_bytes());
        let then = Box::new(Required { name, origin: file.clone(), file });
        return cx.call(loader, &[argument, second], then);
    }
    let path = name.replace('.', "/");
    let templates = match raw_get_field(ctx, &package, "path") {
        Value::String(templates) => templates.to_str_lossy().into_owned(),
        _ => return Err("'package.path' must be a string".into()),
    };
    let candidates: Vec<String> = templates.split(';').map(|template| template.replace('?', &path)).collect();
    let source = candidates.iter().find_map(|file| cx.vm.read_file(file));
    let Some(source) = source else {
        let tried: String = candidates.iter().map(|file| format!("\n\tno file '{file}'")).collect();
        let message = format!("module '{name}' not found:\n\tno field package.preload['{name}']{tried}");
        return Err(message.into());
    };
    let file = source.file.strip_prefix("./").unwrap_or(&source.file).to_owned();
    if cx.vm.is_loading(&file) {
        return Err(format!("loop or previous error loading module '{name}'").into());
    }
    let origin = source.file.to_string();
    let second = string(ctx, origin.as_bytes());
    // The same file by another name is the same module.
    let known = cx.vm.outside.modules.iter().filter(|(known, _)| *known == file);
    let known = known.map(|(_, name)| raw_get_field(ctx, &loaded, name)).find(truthy);
    if let (Some(value), Value::UserData(loaded)) = (known, loaded) {
        raw_set_field(ctx, loaded, &name, value);
        cx.vm.outside.modules.push((file, name));
        return cx.many(&[value, second]);
    }
    cx.charge(source.bytes.len())?;
    let proto = match compile(&source.bytes, &source.file) {
        Ok(proto) => proto,
        Err(errors) => {
            let message = errors.first().map_or(String::new(), |error| {
                format!("{}:{}: {}", source.file, error.position.line, error.message)
            });
            let file = &source.file;
            return Err(format!("error loading module '{name}' from file '{file}':\n\t{message}").into());
        }
    };
    let environment = cx.vm.new_environment(ctx);
    let function = Value::UserData(main_function(ctx, &proto, Value::UserData(environment)));
    cx.call(function, &[argument, second], Box::new(Required { name, file, origin }))
}

/// Compiles a file: the function, or nil and a message.
fn load_file<'gc>(
    cx: &mut Cx<'gc, '_>,
    environment: Option<Value<'gc>>,
) -> std::result::Result<std::result::Result<Value<'gc>, String>, Fault<'gc>> {
    let name = String::from_utf8_lossy(&cx.string(0)?).into_owned();
    let Some(source) = cx.vm.read_file(&name) else {
        return Ok(Err(format!("cannot open {name}")));
    };
    cx.charge(source.bytes.len())?;
    Ok(match compile(&source.bytes, &source.file) {
        Ok(proto) => {
            let environment = environment.unwrap_or(Value::UserData(cx.vm.globals));
            Ok(Value::UserData(main_function(cx.ctx, &proto, environment)))
        }
        Err(errors) => Err(errors.first().map_or(String::new(), |error| {
            format!("{}:{}: {}", source.file, error.position.line, error.message)
        })),
    })
}

fn loadfile<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let environment = (cx.nargs >= 3).then(|| cx.arg(2));
    match load_file(cx, environment)? {
        Ok(function) => cx.one(function),
        Err(message) => {
            let message = string(cx.ctx, message.as_bytes());
            cx.many(&[Value::Nil, message])
        }
    }
}

fn dofile<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    match load_file(cx, None)? {
        Ok(function) => cx.call(function, &[], Box::new(crate::native::PassOn)),
        Err(message) => {
            let message = string(cx.ctx, message.as_bytes());
            Err(Fault::Thrown(crate::error::Thrown::Value(message)))
        }
    }
}

/// Makes the next `require` of a file load it anew.
pub(crate) fn forget_module<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>, file: &str) {
    let package = vm.package_loaded(ctx);
    let Value::UserData(loaded) = raw_get_field(ctx, &package, "loaded") else { return };
    let modules = std::mem::take(&mut vm.outside.modules);
    for (module_file, name) in modules {
        if module_file == file {
            raw_set_field(ctx, loaded, &name, Value::Nil);
        } else {
            vm.outside.modules.push((module_file, name));
        }
    }
}
