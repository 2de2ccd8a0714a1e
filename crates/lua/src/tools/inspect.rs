//! Looking at a stopped call: its frames and variables.

use std::rc::Rc;

use luminara_script::{
    FrameKind, MOST_VARIABLES, Position, Scope, ScopeKind, StackFrame, StopReason, Value as Host, Variable,
    VariableId,
};
use piccolo::{Context, Value};

use super::stop::Stopped;
use crate::coroutine::{Frame, Thread};
use crate::function::LuaFunction;
use crate::proto::{LocalRange, Proto};
use crate::value::*;
use crate::vm::{Vm, is_library, lua_function};

/// Values whose parts a debugger may ask for while a call is stopped.
const MOST_SHOWN: usize = 100_000;

/// A text is cut after this many characters.
const MOST_CHARS: usize = 200;

/// Entries of a table that are counted.
const MOST_COUNTED: usize = 1_000;

/// A frame of the stopped call: which thread, from the innermost, and which of its frames.
pub(crate) type Place = (usize, usize);

/// A Lua function's frame.
pub(crate) struct LuaFrame<'gc> {
    pub function: &'gc LuaFunction<'gc>,
    pub thread: usize,
    pub base: usize,
    /// Where its first argument for `...` stands, and how many there are.
    pub varargs: (usize, usize),
    /// The instruction that it is at.
    pub pc: u32,
}

impl LuaFrame<'_> {
    /// The variables that have a value, outermost block first.
    pub fn locals(&self) -> impl DoubleEndedIterator<Item = &LocalRange> {
        let pc = self.pc;
        let locals = self.function.code.as_ref().proto.locals.iter();
        locals.filter(move |local| local.start <= pc && pc < local.end && !local.name.starts_with('('))
    }
}

impl<'gc> Vm<'gc> {
    /// A thread of the stopped call, from the innermost.
    fn stopped_thread(&self, i: usize) -> Option<&Thread<'gc>> {
        let (thread, resumers) = match &self.tools.parked {
            Some(parked) => (&parked.thread, &parked.resumers),
            None => (&self.thread, &self.resumers),
        };
        match i.checked_sub(1) {
            None => Some(thread),
            Some(i) => resumers.iter().rev().nth(i).map(|resumer| &resumer.thread),
        }
    }

    fn stopped_thread_mut(&mut self, i: usize) -> Option<&mut Thread<'gc>> {
        let (thread, resumers) = match &mut self.tools.parked {
            Some(parked) => (&mut parked.thread, &mut parked.resumers),
            None => (&mut self.thread, &mut self.resumers),
        };
        match i.checked_sub(1) {
            None => Some(thread),
            Some(i) => resumers.iter_mut().rev().nth(i).map(|resumer| &mut resumer.thread),
        }
    }

    /// The frames that a debugger shows, innermost first.
    fn shown_frames(&self) -> impl Iterator<Item = (Place, &Frame<'gc>)> {
        let threads = (0..).map_while(|i| Some((i, self.stopped_thread(i)?)));
        let frames = threads
            .flat_map(|(i, thread)| thread.frames.iter().enumerate().rev().map(move |(at, f)| ((i, at), f)));
        frames.filter(|(_, frame)| frame.function.is_some() && !is_library(frame))
    }

    /// How many frames there are.
    pub fn frame_count(&self) -> usize {
        self.shown_frames().count()
    }

    /// Where a frame stands, counted from the innermost.
    pub fn place_of(&self, frame: u32) -> Option<Place> {
        self.shown_frames().nth(frame as usize).map(|(place, _)| place)
    }

    fn stopped(&self) -> Option<&Stopped> {
        self.tools.debugging.stop.as_ref()
    }

    /// Whether a frame is the one that stopped.
    fn is_top(&self, (thread, at): Place) -> bool {
        thread == 0 && self.stopped_thread(0).is_some_and(|thread| thread.frames.len() == at + 1)
    }

    /// The line that a frame is at.
    fn shown_pc(&self, place: Place, frame: &Frame<'gc>) -> usize {
        let comes_next =
            self.stopped().is_some_and(|stop| !stop.is_after && stop.reason != StopReason::BreakHere);
        match self.is_top(place) && comes_next {
            true => frame.pc as usize,
            false => (frame.pc as usize).saturating_sub(1),
        }
    }

    /// A frame of a Lua function.
    pub fn lua_frame(&self, place: Place) -> Option<LuaFrame<'gc>> {
        let frame = self.stopped_thread(place.0)?.frames.get(place.1)?;
        let function = lua_function(frame)?;
        let comes_next = self.is_top(place) && self.stopped().is_some_and(|stop| !stop.is_after);
        Some(LuaFrame {
            function,
            thread: place.0,
            base: frame.base as usize,
            varargs: (frame.func as usize + 1 + function.code.params, frame.extra()),
            pc: if comes_next { frame.pc } else { frame.pc.saturating_sub(1) },
        })
    }

    /// The frames, innermost first.
    pub fn stack_frames(&self, start: u32, count: u32) -> Vec<StackFrame> {
        let frames = self.shown_frames().skip(start as usize).take(count.min(MOST_VARIABLES) as usize);
        frames.map(|(place, frame)| self.stack_frame(place, frame)).collect()
    }

    fn stack_frame(&self, place: Place, frame: &Frame<'gc>) -> StackFrame {
        if let Some(function) = lua_function(frame) {
            let proto = &function.code.proto;
            let kind = if proto.is_main { FrameKind::Main } else { FrameKind::Function };
            let position = position(proto, self.shown_pc(place, frame));
            return StackFrame { function: proto.title(), kind, position };
        }
        let native = frame.function.and_then(|data| data.downcast::<NativeRoot>().ok());
        let name = native.map_or("?", |native| native.name);
        StackFrame {
            function: format!("function '{name}'"),
            kind: FrameKind::Native,
            position: Position::line("[native]", 0),
        }
    }

    /// Where the stopped call is.
    pub fn stop_position(&self) -> Position {
        let lua = self.shown_frames().find(|(_, frame)| lua_function(frame).is_some());
        let Some((place, frame)) = lua else { return Position::line("?", 0) };
        self.stack_frame(place, frame).position
    }

    /// A value on the stack of a thread of the stopped call.
    pub fn stopped_value(&self, thread: usize, at: usize) -> Value<'gc> {
        self.stopped_thread(thread).and_then(|thread| thread.stack.get(at)).map_or(Value::Nil, copy)
    }

    /// A local variable's value.
    pub fn local_value(&self, frame: &LuaFrame<'gc>, local: &LocalRange) -> Value<'gc> {
        let value = self.stopped_value(frame.thread, frame.base + usize::from(local.register));
        if local.is_cell { read_cell(&value) } else { value }
    }

    /// Changes a value on the stack of a thread of the stopped call.
    fn set_stopped(&mut self, thread: usize, at: usize, value: Value<'gc>) {
        if let Some(slot) = self.stopped_thread_mut(thread).and_then(|thread| thread.stack.get_mut(at)) {
            *slot = value;
        }
    }

    /// Changes a local variable; an error says why it can't be.
    pub fn set_local(
        &mut self,
        ctx: Context<'gc>,
        frame: &LuaFrame<'gc>,
        local: &LocalRange,
        value: Value<'gc>,
    ) -> Result<(), String> {
        if local.is_constant {
            return Err(never_changes(&local.name));
        }
        let at = frame.base + usize::from(local.register);
        if local.is_cell {
            write_cell(ctx, &self.stopped_value(frame.thread, at), value);
        } else {
            self.set_stopped(frame.thread, at, value);
        }
        Ok(())
    }

    /// Changes a variable by its place in its scope.
    pub fn set_in_scope(
        &mut self,
        ctx: Context<'gc>,
        place: Place,
        scope: ScopeKind,
        index: u32,
        value: Value<'gc>,
    ) -> Result<(), String> {
        let Some(frame) = self.lua_frame(place) else { return Err("the frame has no variables".into()) };
        let missing = || format!("there is no variable {index} in this scope");
        let at = index as usize;
        match scope {
            ScopeKind::Locals => {
                let local = frame.locals().nth(at).cloned().ok_or_else(missing)?;
                self.set_local(ctx, &frame, &local, value)
            }
            ScopeKind::Varargs => {
                let (first, count) = frame.varargs;
                if at >= count {
                    return Err(missing());
                }
                self.set_stopped(frame.thread, first + at, value);
                Ok(())
            }
            ScopeKind::Upvalues => set_upvalue(ctx, frame.function, at, value),
            ScopeKind::Globals => {
                let globals = self.globals;
                let entry = entries(&Value::UserData(globals), at, 1).into_iter().next();
                let (key, _) = entry.ok_or_else(missing)?;
                crate::table::change(ctx, globals, |table| table.set(&ctx, key, value).ok());
                Ok(())
            }
        }
    }

    /// A frame's variables.
    pub fn scopes(&mut self, place: Place) -> Vec<Scope> {
        let Some(frame) = self.lua_frame(place) else { return Vec::new() };
        let locals: Vec<_> =
            frame.locals().map(|local| (local.name.to_string(), self.local_value(&frame, local))).collect();
        let (first, count) = frame.varargs;
        let varargs: Vec<_> = (0..count.min(MOST_VARIABLES as usize))
            .map(|i| (format!("...[{}]", i + 1), self.stopped_value(frame.thread, first + i)))
            .collect();
        let upvalues: Vec<_> = upvalues(frame.function)
            .filter(|(name, _)| &***name != "_ENV")
            .map(|(name, value)| (name.to_string(), value))
            .collect();
        let globals = Value::UserData(self.globals);
        let shown: Vec<_> = entries(&globals, 0, MOST_VARIABLES as usize)
            .into_iter()
            .map(|(key, value)| (key_name(&key), value))
            .collect();
        let global_count = entry_count(&globals).max(shown.len());
        let mut scopes = Vec::new();
        for (kind, total, list) in [
            (ScopeKind::Locals, locals.len(), locals),
            (ScopeKind::Varargs, count, varargs),
            (ScopeKind::Upvalues, upvalues.len(), upvalues),
            (ScopeKind::Globals, global_count, shown),
        ] {
            if total == 0 && kind != ScopeKind::Locals {
                continue;
            }
            let list = list.into_iter().take(MOST_VARIABLES as usize);
            let variables = list.map(|(name, value)| self.variable(name, &value)).collect();
            scopes.push(Scope { kind, variables, total: total as u32 });
        }
        scopes
    }

    /// A value as a debugger shows it.
    pub fn variable(&mut self, name: String, value: &Value<'gc>) -> Variable {
        let type_name = self.type_name(value);
        let text = cut(&self.shown_text(value));
        let has_parts = match value {
            Value::UserData(data) => {
                as_table(value).is_some_and(|table| {
                    table.borrow().next_from(0).is_some() || table.borrow().metatable().is_some()
                }) || data.is::<FunctionRoot>() && upvalue_count(value) > 0
                    || matches!(host_parts(value), Some(parts) if !parts.is_empty())
            }
            _ => false,
        };
        let children = (has_parts && self.tools.shown.len() < MOST_SHOWN).then(|| {
            self.tools.shown.push(*value);
            VariableId(self.tools.shown.len() as u32)
        });
        Variable { name, value: text, type_name, children }
    }

    /// A value's parts.
    pub fn parts(&mut self, ctx: Context<'gc>, of: VariableId, start: u32, count: u32) -> Vec<Variable> {
        let shown = (of.0 as usize).checked_sub(1).and_then(|i| self.tools.shown.get(i));
        let Some(value) = shown.map(copy) else { return Vec::new() };
        let (start, count) = (start as usize, count.min(MOST_VARIABLES) as usize);
        let mut list: Vec<(String, Value<'gc>)> = Vec::new();
        if let Some(table) = as_table(&value) {
            list.extend(
                entries(&value, start, count).into_iter().map(|(key, value)| (key_name(&key), value)),
            );
            if list.len() < count
                && let Some(metatable) = table.borrow().metatable()
                && (start == 0 || !list.is_empty())
            {
                list.push(("(metatable)".into(), Value::UserData(metatable)));
            }
        } else if let Value::UserData(data) = value
            && let Ok(function) = data.downcast::<FunctionRoot>()
        {
            list.extend(
                upvalues(function).skip(start).take(count).map(|(name, value)| (name.to_string(), value)),
            );
        } else if let Some(parts) = host_parts(&value) {
            for (name, part) in parts.into_iter().skip(start).take(count) {
                list.push((name, crate::host::from_script(self, ctx, &part)));
            }
        }
        list.into_iter().map(|(name, value)| self.variable(name, &value)).collect()
    }

    /// A value as text: strings in quotes, tables with their size.
    fn shown_text(&self, value: &Value<'gc>) -> String {
        match value {
            Value::String(text) => {
                let bytes = text.as_bytes();
                let head = bytes.get(..bytes.len().min(4 * MOST_CHARS)).unwrap_or_default();
                format!("{:?}", String::from_utf8_lossy(head))
            }
            Value::UserData(data) => {
                if let Ok(function) = data.downcast::<FunctionRoot>() {
                    let proto = &function.code.proto;
                    return format!("{} ({}:{})", proto.title(), proto.chunk, proto.position.line);
                }
                if let Ok(native) = data.downcast::<NativeRoot>() {
                    return format!("function '{}' (native)", native.name);
                }
                if let Some(table) = as_table(value) {
                    let length = table.borrow().length();
                    let count = entry_count(value);
                    let more = if count >= MOST_COUNTED { "+" } else { "" };
                    return match length == count as i64 || length >= MOST_COUNTED as i64 {
                        true => format!("{{{length} items}}"),
                        false => format!("{{{count}{more} entries}}"),
                    };
                }
                String::from_utf8_lossy(&self.plain_text(value)).into_owned()
            }
            other => String::from_utf8_lossy(&self.plain_text(other)).into_owned(),
        }
    }
}

fn position(proto: &Proto, pc: usize) -> Position {
    let at = proto.position_at(pc);
    Position { file: (&*proto.chunk).into(), line: at.line, column: at.column }
}

/// The error for a variable whose value stands in the code.
pub(crate) fn never_changes(name: &str) -> String {
    format!("'{name}' can't be set: nothing in the script assigns to it, so its value stands in the code")
}

/// A function's upvalues by name.
pub(crate) fn upvalues<'gc>(
    function: &'gc LuaFunction<'gc>,
) -> impl Iterator<Item = (&'gc Rc<str>, Value<'gc>)> {
    let defs = function.code.as_ref().proto.upvalues.iter();
    defs.zip(function.upvalues.iter()).map(|(def, value)| {
        let value = if def.is_cell { read_cell(value) } else { *value };
        (&def.name, value)
    })
}

fn upvalue_count(value: &Value<'_>) -> usize {
    let Value::UserData(data) = value else { return 0 };
    data.downcast::<FunctionRoot>().map_or(0, |function| function.upvalues.len())
}

/// Changes an upvalue by its place among those that are shown.
fn set_upvalue<'gc>(
    ctx: Context<'gc>,
    function: &LuaFunction<'gc>,
    index: usize,
    value: Value<'gc>,
) -> Result<(), String> {
    let defs = function.code.proto.upvalues.iter().zip(function.upvalues.iter());
    let found = defs.filter(|(def, _)| &*def.name != "_ENV").nth(index);
    let Some((def, cell)) = found else { return Err(format!("there is no upvalue {index}")) };
    if !def.is_cell {
        return Err(never_changes(&def.name));
    }
    write_cell(ctx, cell, value);
    Ok(())
}

/// Entries of a table.
fn entries<'gc>(table: &Value<'gc>, start: usize, count: usize) -> Vec<(Value<'gc>, Value<'gc>)> {
    let Some(table) = as_table(table) else { return Vec::new() };
    let table = table.borrow();
    let mut at = 0;
    let all = std::iter::from_fn(|| {
        let (next, key, value) = table.next_from(at)?;
        at = next;
        Some((key, value))
    });
    all.skip(start).take(count).collect()
}

/// How many entries a table has, as far as they are counted.
fn entry_count(table: &Value<'_>) -> usize {
    let Some(table) = as_table(table) else { return 0 };
    let table = table.borrow();
    let mut at = 0;
    let mut count = 0;
    while count < MOST_COUNTED
        && let Some((next, _, _)) = table.next_from(at)
    {
        at = next;
        count += 1;
    }
    count
}

/// A table's key as it is written in a constructor.
fn key_name(key: &Value<'_>) -> String {
    match key {
        Value::String(text) => {
            let bytes = text.as_bytes();
            let is_name = !bytes.is_empty()
                && bytes.len() <= MOST_CHARS
                && !bytes.first().is_some_and(u8::is_ascii_digit)
                && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            let text = String::from_utf8_lossy(bytes);
            if is_name { text.into_owned() } else { cut(&format!("[{text:?}]")) }
        }
        Value::Integer(key) => format!("[{key}]"),
        Value::Number(key) => format!("[{key:?}]"),
        Value::Boolean(key) => format!("[{key}]"),
        other => format!("[{}]", type_name(other)),
    }
}

/// The fields of a component.
fn host_parts(value: &Value<'_>) -> Option<Vec<(String, Host)>> {
    let object = crate::host::object(value)?;
    let Host::Struct(data) = &*object.0.borrow() else { return None };
    let fields = data.def.fields.iter().zip(&data.fields);
    Some(fields.map(|(def, value)| (def.name.to_owned(), value.clone())).collect())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
