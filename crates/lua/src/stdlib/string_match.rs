//! Pattern matching (manual §6.4.1): `find`, `match`, `gmatch` and `gsub`.

use std::cell::Cell;

use gc_arena::{Collect, Rootable};
use piccolo::{Context, String, UserData, Value};

use crate::error::Fault;
use crate::function::Native;
use crate::memory::Account;
use crate::native::{Continuation, Cx, Flow};
use crate::operation::Outcome;
use crate::stdlib_text::pattern::{
    Capture, Cursor, Match, Matcher, expand_replacement, find_plain, has_specials, unfinished_capture,
};
use crate::stdlib_text::position::start_position;
use crate::value::{to_bytes, truthy, type_name};

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, table: UserData<'gc>) {
    super::set_functions(
        ctx,
        table,
        &[("string.find", find), ("string.match", match_), ("string.gmatch", gmatch), ("string.gsub", gsub)],
    );
}

fn capture<'gc>(
    cx: &mut Cx<'gc, '_>,
    subject: &[u8],
    capture: Option<Capture>,
) -> std::result::Result<Value<'gc>, Fault<'gc>> {
    Ok(match capture {
        Some(Capture::Range(start, end)) => {
            let text = subject.get(start..end).unwrap_or_default();
            cx.text(text)?
        }
        Some(Capture::Position(at)) => Value::Integer(at as i64 + 1),
        Some(Capture::Unfinished) => return Err(unfinished_capture().into()),
        None => Value::Nil,
    })
}

/// Puts what a match gives to a script on the stack from a place on; how many values that is.
fn push_captures<'gc>(
    cx: &mut Cx<'gc, '_>,
    at: usize,
    subject: &[u8],
    matcher: &Matcher<'_>,
    found: Match,
) -> std::result::Result<usize, Fault<'gc>> {
    let n = matcher.value_count();
    cx.vm.reserve(at + n)?;
    for i in 0..n {
        let value = capture(cx, subject, matcher.capture_or_whole(found, i))?;
        cx.vm.set_stack(at + i, value);
    }
    Ok(n)
}

/// Takes fuel for looking through a pattern before it is matched.
#[inline]
fn charge_pattern<'gc>(cx: &mut Cx<'gc, '_>, pattern: &[u8]) -> std::result::Result<(), Fault<'gc>> {
    cx.charge_bytes(4 * pattern.len())
}

fn search<'gc>(cx: &mut Cx<'gc, '_>, is_find: bool) -> Result<'gc> {
    let (subject, pattern) = (cx.string(0)?, cx.string(1)?);
    charge_pattern(cx, &pattern)?;
    let init = start_position(cx.integer_or(2, 1)?, subject.len()) - 1;
    if init > subject.len() {
        return cx.one(Value::Nil);
    }
    if is_find && (truthy(&cx.arg(3)) || !has_specials(&pattern)) {
        cx.charge((subject.len() - init) / 8)?;
        return match find_plain(&subject, &pattern, init) {
            Some(at) => {
                let (first, last) = (at as i64 + 1, (at + pattern.len()) as i64);
                cx.many(&[Value::Integer(first), Value::Integer(last)])
            }
            None => cx.one(Value::Nil),
        };
    }
    let budget = cx.budget();
    let before = budget.remaining();
    let mut matcher = Matcher::new(&subject, &pattern, budget);
    let found = matcher.find_from(init);
    cx.settle(before, matcher.budget())?;
    let Some(found) = found.map_err(|error| cx.text_error(error))? else {
        return cx.one(Value::Nil);
    };
    let from = cx.func;
    if !is_find {
        let n = push_captures(cx, from, &subject, &matcher, found)?;
        return Ok(Flow::Return { from, n });
    }
    cx.vm.reserve(from + 2)?;
    cx.vm.set_stack(from, Value::Integer(found.start as i64 + 1));
    cx.vm.set_stack(from + 1, Value::Integer(found.end as i64));
    let mut n = 2;
    if matcher.capture_count() > 0 {
        n += push_captures(cx, from + 2, &subject, &matcher, found)?;
    }
    Ok(Flow::Return { from, n })
}

fn find<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    search(cx, true)
}

fn match_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    search(cx, false)
}

/// Where a `gmatch` stands.
#[derive(Collect)]
#[collect(no_drop)]
struct Walk<'gc> {
    subject: String<'gc>,
    pattern: String<'gc>,
    #[collect(require_static)]
    cursor: Cell<Cursor>,
}

type WalkRoot = Rootable![Walk<'_>];

/// An argument as a string that is kept.
fn kept_string<'gc>(cx: &mut Cx<'gc, '_>, i: usize) -> std::result::Result<String<'gc>, Fault<'gc>> {
    if let Value::String(text) = cx.arg(i) {
        return Ok(text);
    }
    let text = cx.string(i)?;
    Ok(cx.vm.string(cx.ctx, &text)?)
}

fn gmatch<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (subject, pattern) = (kept_string(cx, 0)?, kept_string(cx, 1)?);
    let init = start_position(cx.integer_or(2, 1)?, subject.as_bytes().len()) - 1;
    let walk = Walk { subject, pattern, cursor: Cell::new(Cursor::at(init)) };
    let walk = Value::UserData(UserData::new::<WalkRoot>(&cx.ctx, walk));
    let next = Native::with(cx.ctx, "gmatch", gmatch_next, 0, walk);
    cx.one(next)
}

fn gmatch_next<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let Some(Value::UserData(walk)) = cx.native().map(|native| native.upvalue) else {
        return cx.none();
    };
    let Ok(walk) = walk.downcast::<WalkRoot>() else { return cx.none() };
    let subject = walk.subject.as_bytes();
    let mut cursor = walk.cursor.get();
    charge_pattern(cx, walk.pattern.as_bytes())?;
    let budget = cx.budget();
    let before = budget.remaining();
    let mut matcher = Matcher::unanchored(subject, walk.pattern.as_bytes(), budget);
    let found = matcher.next_match(&mut cursor);
    cx.settle(before, matcher.budget())?;
    walk.cursor.set(cursor);
    match found.map_err(|error| cx.text_error(error))? {
        Some(found) => {
            let from = cx.func;
            let n = push_captures(cx, from, subject, &matcher, found)?;
            Ok(Flow::Return { from, n })
        }
        None => cx.none(),
    }
}

/// A `gsub` at work.
#[derive(Collect)]
#[collect(no_drop)]
struct Gsub<'gc> {
    subject: String<'gc>,
    pattern: String<'gc>,
    replacement: Value<'gc>,
    #[collect(require_static)]
    cursor: Cursor,
    #[collect(require_static)]
    found: Option<Match>,
    out: Vec<u8>,
    memory: Account,
    copied: usize,
    count: i64,
    most: i64,
}

impl<'gc> Gsub<'gc> {
    /// Replaces until a function has to be called, or all is done.
    fn advance(mut self: Box<Self>, cx: &mut Cx<'gc, '_>) -> Result<'gc> {
        let subject = self.subject.as_bytes();
        let pattern = self.pattern.as_bytes();
        charge_pattern(cx, pattern)?;
        let mut matcher = Matcher::new(subject, pattern, cx.budget());
        while self.count < self.most {
            matcher.set_budget(cx.budget());
            let before = matcher.budget().remaining();
            let found = matcher.next_match(&mut self.cursor);
            cx.settle(before, matcher.budget())?;
            let Some(found) = found.map_err(|error| cx.text_error(error))? else { break };
            if self.count == 0 {
                cx.make_room(&mut self.out, subject.len())?;
            }
            self.count += 1;
            cx.append(&mut self.out, subject.get(self.copied..found.start).unwrap_or_default())?;
            self.copied = found.end;
            match self.replacement {
                Value::String(template) => {
                    let template = template.as_bytes();
                    cx.charge_bytes(4 * template.len())?;
                    let most = cx.vm.longest_string();
                    expand_replacement(template, &matcher, found, most, &mut self.out)
                        .map_err(|error| cx.text_error(error))?;
                }
                replacement if crate::value::is_function(&replacement) => {
                    self.account(cx);
                    let func = cx.func + 1 + cx.nargs;
                    let n = push_captures(cx, func + 1, subject, &matcher, found)?;
                    cx.vm.set_stack(func, replacement);
                    self.found = Some(found);
                    return Ok(Flow::Call { func, n, then: self });
                }
                replacement => {
                    let key = capture(cx, subject, matcher.capture_or_whole(found, 0))?;
                    match cx.vm.index(cx.ctx, &replacement, &key)? {
                        Outcome::CallNot { .. } => {}
                        Outcome::Value(value) => self.replace(cx, found, &value)?,
                        Outcome::Call { function, args, n } => {
                            self.account(cx);
                            self.found = Some(found);
                            return cx.call(function, args.get(..n).unwrap_or_default(), self);
                        }
                    }
                }
            }
        }
        let count = self.count;
        if count == 0 {
            return cx.many(&[Value::String(self.subject), Value::Integer(0)]);
        }
        let Gsub { mut out, copied, subject, .. } = *self;
        cx.append(&mut out, subject.as_bytes().get(copied..).unwrap_or_default())?;
        cx.check_string(out.len())?;
        let text = cx.vm.checked_string_from_vec(cx.ctx, out);
        cx.many(&[Value::String(text), Value::Integer(count)])
    }

    /// Counts the memory of what there is, which waits for a call.
    fn account(&mut self, cx: &Cx<'gc, '_>) {
        /// Less is no more than what the call takes itself.
        const SMALL: usize = 1024;
        let bytes = self.out.capacity();
        if bytes != self.memory.bytes() && bytes > SMALL {
            self.memory.set(cx.ctx.metrics(), bytes);
        }
    }

    fn replace(
        &mut self,
        cx: &mut Cx<'gc, '_>,
        found: Match,
        value: &Value<'gc>,
    ) -> std::result::Result<(), Fault<'gc>> {
        if !truthy(value) {
            let whole = self.subject.as_bytes().get(found.start..found.end);
            return cx.append(&mut self.out, whole.unwrap_or_default());
        }
        match to_bytes(value) {
            Some(bytes) => cx.append(&mut self.out, &bytes),
            None => {
                let name = type_name(value);
                Err(format!("invalid replacement value (a {name})").into())
            }
        }
    }
}

impl<'gc> Continuation<'gc> for Gsub<'gc> {
    fn values(&self) -> Vec<Value<'gc>> {
        vec![self.replacement]
    }

    fn resume(mut self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let value = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        if let Some(found) = self.found.take() {
            self.replace(cx, found, &value)?;
        }
        self.advance(cx)
    }
}

fn gsub<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (subject, pattern) = (kept_string(cx, 0)?, kept_string(cx, 1)?);
    let replacement = match cx.arg(2) {
        Value::String(_) | Value::Integer(_) | Value::Number(_) => Value::String(kept_string(cx, 2)?),
        value if matches!(type_name(&value), "table" | "function") => value,
        _ => return cx.bad_type(2, "string/function/table"),
    };
    let most = cx.integer_or(3, i64::MAX)?;
    Box::new(Gsub {
        subject,
        pattern,
        replacement,
        cursor: Cursor::at(0),
        found: None,
        out: Vec::new(),
        memory: Account::default(),
        copied: 0,
        count: 0,
        most,
    })
    .advance(cx)
}
