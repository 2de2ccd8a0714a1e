//! The standard library: what scripts see of it. The work on bytes is in [`crate::stdlib_text`].

pub(crate) mod base;

use piccolo::{Context, UserData, Value};

use crate::function::Native;
use crate::native::NativeFn;
use crate::table::{new_table, raw_set_field};
use crate::vm::Vm;

/// Fills the library's table.
pub(crate) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    base::install(ctx, vm);
}

/// Puts native functions into a table; `prefix` is the module's name and a dot, for messages.
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
