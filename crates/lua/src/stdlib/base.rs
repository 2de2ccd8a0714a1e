//! The basic functions (manual §6.1).

use piccolo::{Context, Value};

use crate::error::Fault;
use crate::native::{Cx, Flow};
use crate::vm::Vm;

pub(crate) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::set_functions(ctx, vm.library, &[("print", print)]);
    let _ = Value::Nil;
}

fn print<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    let mut line = Vec::new();
    for i in 0..cx.nargs {
        if i > 0 { line.push(b'\t'); }
        line.extend(cx.vm.plain_text(&cx.arg(i)));
    }
    cx.vm.print_line(luminara_script::LogLevel::Info, &line);
    cx.none()
}
