//! Where the program is, what went wrong there, and who called.

use luminara_script::{Position, TraceFrame};
use piccolo::{Context, Value};

use super::{LIBRARY, Vm};
use crate::coroutine::Frame;
use crate::error::{Fault, Thrown, Uncaught, shown};
use crate::function::LuaFunction;
use crate::instruction::Instruction;
use crate::value::{FunctionRoot, NativeRoot};

impl<'gc> Vm<'gc> {
    /// Where the running Lua function is: `file:line:` and a space, or nothing for a native function.
    pub fn location(&self) -> std::string::String {
        self.location_at(0)
    }

    /// Where the function `level` calls further out is.
    pub fn location_at(&self, level: usize) -> std::string::String {
        match self.position_at(level) {
            Some(position) => format!("{}:{}: ", position.file, position.line),
            None => std::string::String::new(),
        }
    }

    /// Where the function `level` calls further out is, if it is a Lua function.
    pub fn position_at(&self, level: usize) -> Option<Position> {
        let mut frames = self.thread.frames.iter().rev().skip(level);
        let mut frame = frames.next()?;
        if is_library(frame) {
            // Ask for the caller of the native function that uses it.
            frame = frames.by_ref().find(|frame| !is_library(frame))?;
            frame = if frame.is_native() { frames.next()? } else { frame };
        }
        let function = lua_function(frame)?;
        let proto = &function.code.proto;
        let at = proto.position_at((frame.pc as usize).saturating_sub(1));
        Some(Position { file: (&*proto.chunk).into(), line: at.line, column: at.column })
    }

    /// The nearest Lua function's position.
    pub fn script_position(&self) -> Option<Position> {
        (0..self.thread.frames.len()).find_map(|level| self.position_at(level))
    }

    /// Whether the innermost frame is none of the library's.
    pub fn is_outside_library(&self) -> bool {
        !self.thread.frames.last().is_some_and(is_library)
    }

    /// Whether the innermost frame is a Lua function's.
    pub fn is_lua_on_top(&self) -> bool {
        self.thread.frames.last().is_some_and(|frame| lua_function(frame).is_some())
    }

    /// The instruction that the Lua function on top is at.
    pub fn running_instruction(&self) -> Option<Instruction> {
        let frame = self.thread.frames.last()?;
        let pc = (frame.pc as usize).saturating_sub(1);
        lua_function(frame)?.code.proto.code.get(pc).copied()
    }

    /// Whether the running Lua function's instruction is a method call.
    pub fn is_method_call(&self) -> bool {
        let Some(frame) = self.thread.frames.last() else { return false };
        let Some(function) = lua_function(frame) else { return false };
        let pc = (frame.pc as usize).saturating_sub(1);
        function.code.proto.operand(pc, 0).is_some_and(|operand| operand.kind == "method")
    }

    /// Makes a native function's fault into what is thrown. An operation that it did on values has no position,
    /// as in PUC-Lua.
    #[cold]
    pub fn throw_native(&mut self, ctx: Context<'gc>, func: usize, fault: Fault<'gc>) -> Thrown<'gc> {
        let failed = self.stack_value(func);
        let thrown = match fault {
            Fault::Operand(message, _) => self.throw_text(ctx, message.as_bytes()),
            fault => self.throw(ctx, fault),
        };
        self.failed_native = failed;
        thrown
    }

    /// What the running Lua function calls, by its name there.
    pub fn called_name(&self) -> Option<std::string::String> {
        let frame = self.thread.frames.last()?;
        let function = lua_function(frame)?;
        let pc = (frame.pc as usize).saturating_sub(1);
        function.code.proto.operand(pc, 0).map(|operand| shown(operand.name.as_bytes()))
    }

    /// Makes a fault into what is thrown: with position and operand names.
    #[cold]
    pub fn throw(&mut self, ctx: Context<'gc>, fault: Fault<'gc>) -> Thrown<'gc> {
        self.failed_native = Value::Nil;
        let message = match fault {
            Fault::Thrown(thrown) => return thrown,
            Fault::Message(message) => message,
            Fault::Operand(message, slot) => {
                let frame = self.thread.frames.last().filter(|frame| !is_library(frame));
                let described = frame.and_then(|frame| {
                    let function = lua_function(frame)?;
                    let pc = (frame.pc as usize).saturating_sub(1);
                    Some(function.code.proto.describe_operand(pc, slot))
                });
                let described = described.unwrap_or_default();
                let message = match crate::host::missing_function(self, ctx, &message) {
                    Some(message) => return self.throw_located(ctx, message.as_bytes()),
                    None => message,
                };
                match message.strip_prefix("number has") {
                    Some(rest) => format!("number{described} has{rest}"),
                    None => message + &described,
                }
            }
            Fault::Host(error) => {
                if !error.is_catchable() {
                    return Thrown::limit(error.kind, error.message);
                }
                self.outside.host_error = Some(error.message.clone());
                error.message
            }
        };
        self.throw_located(ctx, message.as_bytes())
    }

    /// Makes a message into what is thrown.
    fn throw_text(&mut self, ctx: Context<'gc>, message: &[u8]) -> Thrown<'gc> {
        self.text(ctx, message).map_or_else(|thrown| thrown, Thrown::Value)
    }

    /// Makes a message into what is thrown, with the position before it.
    pub fn throw_located(&mut self, ctx: Context<'gc>, message: &[u8]) -> Thrown<'gc> {
        self.located(ctx, 0, message).map_or_else(|thrown| thrown, Thrown::Value)
    }

    /// What an operand of the running Lua function's instruction was in the source: its kind and its name.
    pub fn operand(&self, slot: u8) -> Option<(&'static str, std::string::String)> {
        let frame = self.thread.frames.last()?;
        let pc = (frame.pc as usize).saturating_sub(1);
        let operand = lua_function(frame)?.code.proto.operand(pc, slot)?;
        Some((operand.kind, shown(operand.name.as_bytes())))
    }

    /// The functions that are running, innermost first.
    pub fn traceback(&self) -> Vec<TraceFrame> {
        const MOST: usize = 50;
        /// More than a message handler that fails again and again leaves.
        const LOOKED_AT: usize = 1000;
        let resumers = self.resumers.iter().rev().map(|resumer| &resumer.thread);
        let threads = std::iter::once(&self.thread).chain(resumers);
        let mut trace = Vec::new();
        let mut has_line = false;
        for frame in threads.flat_map(|thread| thread.frames.iter().rev()).take(LOOKED_AT) {
            if trace.len() >= MOST && has_line {
                break;
            }
            // Behind so many native functions only the script's line is of interest.
            if let Some(frame) = trace_frame(frame)
                && (trace.len() < MOST || frame.position.line > 0)
            {
                has_line |= frame.position.line > 0;
                trace.push(frame);
            }
        }
        trace
    }

    /// An error that nothing caught.
    pub fn uncaught(&mut self, thrown: Thrown<'gc>) -> Uncaught<'gc> {
        let mut trace = std::mem::take(&mut self.trace);
        if trace.is_empty() {
            trace = self.traceback();
        }
        let host_error = self.outside.host_error.take();
        let is_host = match (&thrown, &host_error) {
            (Thrown::Value(Value::String(text)) | Thrown::Handled(Value::String(text)), Some(error)) => {
                text.as_bytes().ends_with(error.as_bytes())
            }
            _ => false,
        };
        Uncaught { thrown, trace, is_host }
    }
}

/// The Lua function of a frame.
#[inline(always)]
pub(crate) fn lua_function<'gc>(frame: &Frame<'gc>) -> Option<&'gc LuaFunction<'gc>> {
    frame.function?.downcast::<FunctionRoot>().ok()
}

/// Whether a frame is of a function of the library that is written in Lua, which is to look like a native one.
pub(crate) fn is_library(frame: &Frame<'_>) -> bool {
    lua_function(frame).is_some_and(|function| &*function.code.proto.chunk == LIBRARY)
}

/// A frame as a traceback shows it.
pub(crate) fn trace_frame(frame: &Frame<'_>) -> Option<TraceFrame> {
    match lua_function(frame) {
        Some(_) if is_library(frame) => None,
        Some(function) => {
            let proto = &function.code.proto;
            let at = proto.position_at((frame.pc as usize).saturating_sub(1));
            let position = Position { file: (&*proto.chunk).into(), line: at.line, column: at.column };
            Some(TraceFrame { function: proto.title().into(), position })
        }
        None => {
            let native = frame.function?.downcast::<NativeRoot>().ok()?;
            let position = Position { file: "[native]".into(), line: 0, column: 0 };
            Some(TraceFrame { function: format!("function '{}'", native.name).into(), position })
        }
    }
}
