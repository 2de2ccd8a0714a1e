//! The standard library: what scripts see of it. The work on bytes is in [`crate::stdlib_text`].

mod base;
mod coroutine;
mod debug;
mod garbage;
mod io;
mod load;
mod math;
mod modules;
mod os;
mod string;
mod string_match;
mod table;
mod utf8;

use piccolo::{Context, UserData, Value};

pub(crate) use garbage::Settings;
pub(crate) use io::Stream;
pub(crate) use modules::forget_module;

use crate::error::Fault;
use crate::function::Native;
use crate::native::{Cx, Flow, NativeFn};
use crate::table::{new_table, raw_set_field};
use crate::vm::Vm;

/// Fills the library's table.
pub(crate) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    base::install(ctx, vm);
    coroutine::install(ctx, vm);
    debug::install(ctx, vm);
    garbage::install(ctx, vm);
    io::install(ctx, vm);
    load::install(ctx, vm);
    math::install(ctx, vm);
    modules::install(ctx, vm);
    os::install(ctx, vm);
    string::install(ctx, vm);
    table::install(ctx, vm);
    utf8::install(ctx, vm);
    let loaded = crate::table::raw_get_field(ctx, &vm.package(ctx), "loaded");
    if let Value::UserData(loaded) = loaded {
        for name in ["coroutine", "debug", "io", "math", "os", "string", "table", "utf8", "package"] {
            let module = crate::table::raw_get_field(ctx, &Value::UserData(vm.library), name);
            raw_set_field(ctx, loaded, name, module);
        }
        raw_set_field(ctx, loaded, "_G", Value::UserData(vm.library));
    }
}

/// The function `tostring`, whatever scripts made of the global.
pub(crate) fn tostring<'gc>(ctx: Context<'gc>) -> Value<'gc> {
    Native::create(ctx, "tostring", base::tostring)
}

/// Puts native functions into a table. Their names may have the module's before a dot.
pub(crate) fn set_functions<'gc>(
    ctx: Context<'gc>,
    table: UserData<'gc>,
    functions: &[(&'static str, NativeFn)],
) {
    for &(name, function) in functions {
        let short = name.rsplit('.').next().unwrap_or(name);
        raw_set_field(ctx, table, short, Native::create(ctx, name, function));
    }
}

/// A new library module.
pub(crate) fn module<'gc>(
    ctx: Context<'gc>,
    vm: &Vm<'gc>,
    name: &str,
    functions: &[(&'static str, NativeFn)],
) -> UserData<'gc> {
    let table = new_table(ctx, 0, functions.len());
    set_functions(ctx, table, functions);
    raw_set_field(ctx, vm.library, name, Value::UserData(table));
    table
}

/// A function that scripts don't get, on purpose.
pub(crate) fn absent<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    let name = cx.native().map_or("?", |native| native.name);
    Err(format!("'{name}' is not available: scripts can't reach files, processes or bytecode").into())
}

/// Replaces arguments by their texts where that takes a call of `__tostring`, then starts over.
pub(crate) fn stringify<'gc>(
    cx: &mut Cx<'gc, '_>,
    i: usize,
    again: NativeFn,
) -> Result<Option<Flow<'gc>>, Fault<'gc>> {
    let value = cx.arg(i);
    if matches!(value, Value::String(_)) {
        return Ok(None);
    }
    let handler = cx.vm.metamethod(&value, cx.vm.names.tostring);
    if matches!(handler, Value::Nil) {
        return Ok(None);
    }
    cx.call(handler, &[value], Box::new(Stringified { i, again })).map(Some)
}

#[derive(gc_arena::Collect)]
#[collect(require_static)]
struct Stringified {
    i: usize,
    again: NativeFn,
}

impl<'gc> crate::native::Continuation<'gc> for Stringified {
    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<Flow<'gc>, Fault<'gc>> {
        let text = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        let text = match text {
            Value::String(_) => text,
            Value::Integer(_) | Value::Number(_) => {
                let bytes = cx.vm.plain_text(&text);
                cx.text(&bytes)?
            }
            _ => return Err("'__tostring' must return a string".into()),
        };
        let at = cx.func + 1 + self.i;
        cx.vm.set_stack(at, text);
        (self.again)(cx)
    }
}
