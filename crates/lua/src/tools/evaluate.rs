//! Evaluating text in a frame of a stopped call: its names mean the frame's variables.
//!
//! The text is compiled as a chunk of its own, whose environment is a table with nothing in it. That table's `__index`
//! and `__newindex` look a name up among the frame's locals and upvalues, then in the environment that the frame has.

use std::rc::Rc;

use luminara_script::{ErrorKind, ScriptError};
use piccolo::{Context, UserData, Value};

use super::inspect::{LuaFrame, Place, never_changes, upvalues};
use crate::compiler::compile_text;
use crate::error::Fault;
use crate::function::{Native, main_function};
use crate::native::{Cx, Flow, PassOn};
use crate::operation::Outcome;
use crate::proto::Proto;
use crate::table::{change, new_table, raw_set_field};
use crate::value::write_cell;
use crate::vm::Vm;

/// Instructions of one evaluation.
pub(crate) const INSTRUCTIONS: u64 = 200_000;

/// The file's name in errors of what is evaluated.
const CHUNK: &str = "(expression)";

/// Text of more bytes isn't evaluated.
const MOST_BYTES: usize = 64 << 10;

/// Compiles an expression or, if it is none, statements.
pub(crate) fn compile_expression(text: &str) -> Result<Rc<Proto>, ScriptError> {
    let fail = |message: String, column: u32| {
        let position = luminara_script::Position { file: CHUNK.into(), line: 1, column };
        ScriptError::new(ErrorKind::Syntax, message, position)
    };
    if text.len() > MOST_BYTES {
        return Err(fail(format!("an expression may have {MOST_BYTES} bytes, got {}", text.len()), 0));
    }
    const PREFIX: &str = "return ";
    let expression = match compile_text(format!("{PREFIX}{text}").as_bytes(), CHUNK, "=(expression)") {
        Ok(proto) => return Ok(proto),
        Err(errors) => errors.into_iter().next(),
    };
    let statements = match compile_text(text.as_bytes(), CHUNK, "=(expression)") {
        Ok(proto) => return Ok(proto),
        Err(errors) => errors.into_iter().next(),
    };
    // The reading that got further is the one that was meant.
    let place = |line: u32, column: u32| (line, column);
    let expression = expression.map(|error| {
        let column = error.position.column;
        let column =
            if error.position.line == 1 { column.saturating_sub(PREFIX.len() as u32).max(1) } else { column };
        (place(error.position.line, column), error.message)
    });
    let statements =
        statements.map(|error| (place(error.position.line, error.position.column), error.message));
    let (position, message) = match (expression, statements) {
        (Some(expression), Some(statements)) if statements.0 > expression.0 => statements,
        (Some(expression), _) => expression,
        (None, Some(statements)) => statements,
        (None, None) => ((1, 0), "this is no expression".into()),
    };
    Err(fail(message, position.1))
}

impl<'gc> Vm<'gc> {
    /// Puts a compiled text on the stack, to be called in a frame of the parked call. Gives the number of arguments.
    pub fn prepare_evaluation(
        &mut self,
        ctx: Context<'gc>,
        proto: &Rc<Proto>,
        place: Place,
    ) -> Option<usize> {
        let frame = self.lua_frame(place)?;
        let names = self.frame_names(ctx, &frame);
        let main = main_function(ctx, proto, Value::UserData(names));
        let (first, count) = frame.varargs;
        self.reserve(count + 1).ok()?;
        self.set_stack(0, Value::UserData(main));
        for i in 0..count {
            let value = self.stopped_value(frame.thread, first + i);
            self.set_stack(i + 1, value);
        }
        Some(count)
    }

    /// The table through which names are looked up.
    fn frame_names(&mut self, ctx: Context<'gc>, frame: &LuaFrame<'gc>) -> UserData<'gc> {
        let environment = self.find_local(frame, "_ENV").map(|local| self.local_value(frame, &local));
        let environment = environment
            .or_else(|| upvalues(frame.function).find(|(name, _)| &***name == "_ENV").map(|(_, value)| value))
            .unwrap_or(Value::UserData(self.globals));
        let generation = self.tools.evaluations;
        let metatable = new_table(ctx, 0, 2);
        let index = Native::with(ctx, "name", index, generation, environment);
        let newindex = Native::with(ctx, "name", newindex, generation, environment);
        raw_set_field(ctx, metatable, "__index", index);
        raw_set_field(ctx, metatable, "__newindex", newindex);
        let names = new_table(ctx, 0, 0);
        change(ctx, names, |table| table.set_metatable(Some(metatable)));
        names
    }

    /// The innermost variable of a name.
    fn find_local(&self, frame: &LuaFrame<'gc>, name: &str) -> Option<crate::proto::LocalRange> {
        frame.locals().rev().find(|local| &*local.name == name).cloned()
    }

    /// The frame that a name is looked up in; none once the evaluation is over.
    fn evaluated_frame(&self, generation: u32) -> Option<LuaFrame<'gc>> {
        if generation != self.tools.evaluations {
            return None;
        }
        self.lua_frame(self.tools.parked.as_ref()?.frame?)
    }
}

fn environment<'gc>(cx: &Cx<'gc, '_>) -> (u32, Value<'gc>) {
    cx.native().map_or((0, Value::Nil), |native| (native.tag, native.upvalue))
}

/// Reads a name.
fn index<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    let (generation, environment) = environment(cx);
    let key = cx.arg(1);
    if let (Value::String(name), Some(frame)) = (key, cx.vm.evaluated_frame(generation)) {
        let name = name.to_str_lossy();
        if let Some(local) = cx.vm.find_local(&frame, &name) {
            let value = cx.vm.local_value(&frame, &local);
            return cx.one(value);
        }
        let upvalue = upvalues(frame.function).find(|(known, _)| ***known == *name);
        if let Some((_, value)) = upvalue {
            return cx.one(value);
        }
    }
    match cx.vm.index(cx.ctx, &environment, &key)? {
        Outcome::Value(value) => cx.one(value),
        Outcome::Call { function, args, n } => {
            cx.call(function, args.get(..n).unwrap_or_default(), Box::new(PassOn))
        }
        Outcome::CallNot { .. } => cx.none(),
    }
}

/// Assigns to a name.
fn newindex<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    let (generation, environment) = environment(cx);
    let (key, value) = (cx.arg(1), cx.arg(2));
    if let (Value::String(name), Some(frame)) = (key, cx.vm.evaluated_frame(generation)) {
        let name = name.to_str_lossy();
        if let Some(local) = cx.vm.find_local(&frame, &name) {
            cx.vm.set_local(cx.ctx, &frame, &local, value)?;
            return cx.none();
        }
        let defs = frame.function.code.as_ref().proto.upvalues.iter();
        let found = defs.zip(frame.function.upvalues.iter()).find(|(def, _)| *def.name == *name);
        if let Some((def, cell)) = found {
            if !def.is_cell {
                return Err(never_changes(&def.name).into());
            }
            write_cell(cx.ctx, cell, value);
            return cx.none();
        }
    }
    match cx.vm.set_index(cx.ctx, &environment, &key, &value)? {
        Outcome::Call { function, args, n } => {
            cx.call(function, args.get(..n).unwrap_or_default(), Box::new(PassOn))
        }
        _ => cx.none(),
    }
}

/// The parts of a log message: text, and expressions that stood in braces.
pub(crate) fn message_parts(message: &str) -> Vec<Result<&str, &str>> {
    let mut parts = Vec::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((expression, after)) = after.split_once('}') else { break };
        parts.push(Ok(before));
        parts.push(Err(expression));
        rest = after;
    }
    parts.push(Ok(rest));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_message_has_text_and_expressions() {
        assert_eq!(
            message_parts("x is {x}, y {y.z}"),
            [Ok("x is "), Err("x"), Ok(", y "), Err("y.z"), Ok("")]
        );
        assert_eq!(message_parts("an { open brace"), [Ok("an { open brace")]);
    }

    #[test]
    fn what_is_no_program_is_an_error_with_its_place() {
        assert!(compile_expression("x + 1").is_ok());
        assert!(compile_expression("x = 1").is_ok());
        let error = compile_expression("x +").unwrap_err();
        assert_eq!((error.kind, error.position.column), (ErrorKind::Syntax, 4));
    }
}
