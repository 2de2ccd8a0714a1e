//! Loading code: `load`, `loadfile` and `dofile` (manual §6.1).

use gc_arena::Collect;
use piccolo::{Context, Value};

use crate::compiler::{compile, compile_text};
use crate::error::{Fault, shown};
use crate::function::main_function;
use crate::memory::Account;
use crate::native::{Continuation, Cx, Flow};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::set_functions(ctx, vm.library, &[("load", load), ("loadfile", loadfile), ("dofile", dofile)]);
}

/// A chunk's name as messages show it (`luaO_chunkid`).
fn chunk_title(name: &[u8]) -> String {
    const MOST: usize = 59;
    /// Bytes that as many characters take at most.
    const BYTES: usize = 4 * MOST;
    // However long it is, only its start or its end is looked at.
    let start = String::from_utf8_lossy(name.get(..BYTES + 1).unwrap_or(name));
    if let Some(rest) = start.strip_prefix('=') {
        return rest.chars().take(MOST).collect();
    }
    if let Some(rest) = name.strip_prefix(b"@") {
        let end = rest.get(rest.len().saturating_sub(BYTES)..).unwrap_or(rest);
        let end = String::from_utf8_lossy(end);
        let length = end.chars().count();
        if length <= MOST {
            return end.into();
        }
        let end: String = end.chars().skip(length - (MOST - 3)).collect();
        return format!("...{end}");
    }
    let text = start;
    let first = text.lines().next().unwrap_or_default();
    const ROOM: usize = MOST - "[string \"...\"]".len();
    if text.contains('\n') || name.len() > ROOM + 3 {
        let cut: String = first.chars().take(ROOM).collect();
        format!("[string \"{cut}...\"]")
    } else {
        format!("[string \"{first}\"]")
    }
}

/// Why a chunk can't be loaded in a mode.
fn wrong_mode(source: &[u8], mode: &[u8]) -> Option<String> {
    let is_binary = source.first() == Some(&0x1B);
    let (kind, letter) = if is_binary { ("binary", b'b') } else { ("text", b't') };
    if !mode.contains(&letter) {
        let mode = shown(mode);
        return Some(format!("attempt to load a {kind} chunk (mode is '{mode}')"));
    }
    is_binary.then(|| "bytecode can't be loaded here: load takes program text only".into())
}

/// Bytes that the compiler takes for one byte of text, while it works.
const TREE: usize = 64;

fn finish_load<'gc>(cx: &mut Cx<'gc, '_>, source: &[u8]) -> Result<'gc> {
    let name = match cx.arg(1) {
        Value::Nil if matches!(cx.arg(0), Value::String(_)) => source.into(),
        Value::Nil => b"=(load)".as_slice().into(),
        _ => cx.string(1)?,
    };
    // The name is kept with the code.
    cx.check_string(name.len())?;
    let title = chunk_title(&name);
    let mode = cx.string_or(2, "bt")?;
    cx.charge_bytes(mode.len())?;
    if let Some(message) = wrong_mode(source, &mode) {
        let message = cx.text(message.as_bytes())?;
        return cx.many(&[Value::Nil, message]);
    }
    cx.charge(source.len())?;
    cx.check_memory(source.len().saturating_mul(TREE))?;
    let proto = match compile_text(source, &title, &String::from_utf8_lossy(&name)) {
        Ok(proto) => proto,
        Err(errors) => {
            let message = errors
                .first()
                .map_or(String::new(), |error| format!("{title}:{}: {}", error.position.line, error.message));
            let message = cx.text(message.as_bytes())?;
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
struct Pieces {
    text: Vec<u8>,
    memory: Account,
}

impl<'gc> Continuation<'gc> for Pieces {
    fn resume(mut self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let piece = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        match piece {
            Value::Nil => {}
            Value::String(text) if text.as_bytes().is_empty() => {}
            Value::String(_) | Value::Integer(_) | Value::Number(_) => {
                let text = crate::value::to_bytes(&piece).unwrap_or_default();
                cx.append(&mut self.text, &text)?;
                self.memory.set(cx.ctx.metrics(), self.text.capacity());
                cx.charge(10 + text.len() / 4)?;
                let function = cx.arg(0);
                return cx.call(function, &[], self);
            }
            _ => {
                let message = format!("{}reader function must return a string", cx.vm.location());
                let message = cx.text(message.as_bytes())?;
                return cx.many(&[Value::Nil, message]);
            }
        }
        finish_load(cx, &self.text)
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
            cx.call(function, &[], Box::new(Pieces { text: Vec::new(), memory: Account::default() }))
        }
        _ => cx.bad_type(0, "function"),
    }
}

/// Compiles a file: the function, or what is wrong.
fn load_file<'gc>(
    cx: &mut Cx<'gc, '_>,
    environment: Option<Value<'gc>>,
) -> std::result::Result<std::result::Result<Value<'gc>, String>, Fault<'gc>> {
    /// The most bytes of a file's name, as on most systems; no project has a longer one.
    const LONGEST: usize = 4096;
    let name = cx.string(0)?;
    if name.len() > LONGEST {
        cx.charge_bytes(name.len())?;
        return Ok(Err("cannot open: File name too long".to_owned()));
    }
    let name = String::from_utf8_lossy(&name).into_owned();
    let Some(source) = cx.vm.read_file(&name) else {
        return Ok(Err(format!("cannot open {name}: No such file or directory")));
    };
    let mode = cx.string_or(1, "bt")?;
    if let Some(message) = wrong_mode(&source.bytes, &mode) {
        return Ok(Err(message));
    }
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
            let message = cx.text(message.as_bytes())?;
            cx.many(&[Value::Nil, message])
        }
    }
}

fn dofile<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.nargs = cx.nargs.min(1);
    match load_file(cx, None)? {
        Ok(function) => cx.call(function, &[], Box::new(crate::native::PassOn)),
        Err(message) => {
            let message = cx.text(message.as_bytes())?;
            Err(Fault::Thrown(crate::error::Thrown::Value(message)))
        }
    }
}
