//! Table manipulation (manual §6.6). What tables with metamethods need is in `list.lua`.

use gc_arena::Collect;
use piccolo::{Context, UserData, Value};

use crate::arithmetic::{Number, less};
use crate::error::Fault;
use crate::function::{Native, main_function};
use crate::memory::Account;
use crate::native::{Continuation, Cx, Flow, NativeFn};
use crate::operation::{Outcome, STEPS_OF_TABLE, unnamed};
use crate::stdlib_text::sort::{Sorter, sorted_order};
use crate::table::{change, new_table, raw_get_field, raw_set_field};
use crate::value::{as_number, as_table, to_bytes, truthy, type_name};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let table = super::module(
        ctx,
        vm,
        "table",
        &[
            ("table.insert", insert),
            ("table.remove", remove),
            ("table.concat", concat),
            ("table.pack", pack),
            ("table.unpack", unpack),
            ("table.move", move_),
            ("table.sort", sort),
        ],
    );
    let _ = table;
}

fn length(table: UserData<'_>) -> i64 {
    as_table(&Value::UserData(table)).map_or(0, |table| table.borrow().length())
}

/// An item of a table without metamethods.
fn get<'gc>(table: UserData<'gc>, key: i64) -> Value<'gc> {
    as_table(&Value::UserData(table)).map_or(Value::Nil, |table| table.borrow().get(&Value::Integer(key)))
}

/// An argument that may be left out, as an integer.
fn integer_or_nil<'gc>(cx: &mut Cx<'gc, '_>, i: usize) -> std::result::Result<Value<'gc>, Fault<'gc>> {
    match cx.arg(i) {
        Value::Nil => Ok(Value::Nil),
        _ => Ok(Value::Integer(cx.integer(i)?)),
    }
}

/// What a function works on.
#[derive(Clone, Copy)]
enum List<'gc> {
    /// A table without metamethods.
    Plain(UserData<'gc>),
    /// A table with some, or what can be used like a table.
    Other(Value<'gc>),
}

impl<'gc> List<'gc> {
    fn value(self) -> Value<'gc> {
        match self {
            List::Plain(table) => Value::UserData(table),
            List::Other(value) => value,
        }
    }
}

/// What a function does with a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Read,
    Write,
    Length,
}

/// Whether access to a value may call something.
fn has_metamethods<'gc>(cx: &Cx<'gc, '_>, value: &Value<'gc>) -> bool {
    let is_plain = as_table(value).is_some_and(|table| table.borrow().metatable().is_none());
    !is_plain
        && [Does::Read, Does::Write, Does::Length].into_iter().any(|does| has_metamethod(cx, value, does))
}

fn has_metamethod<'gc>(cx: &Cx<'gc, '_>, value: &Value<'gc>, does: Does) -> bool {
    let names = cx.vm.names;
    let name = match does {
        Does::Read => names.index,
        Does::Write => names.newindex,
        Does::Length => names.len,
    };
    !matches!(cx.vm.metamethod(value, name), Value::Nil)
}

/// An argument that is to be a list: a table, or what has a metamethod for all that the function does (`checktab` of ltablib.c).
fn list<'gc>(cx: &Cx<'gc, '_>, i: usize, does: &[Does]) -> std::result::Result<List<'gc>, Fault<'gc>> {
    let value = cx.arg(i);
    match value {
        Value::UserData(table) if as_table(&value).is_some() && !has_metamethods(cx, &value) => {
            Ok(List::Plain(table))
        }
        value if as_table(&value).is_some() => Ok(List::Other(value)),
        value if does.iter().all(|does| has_metamethod(cx, &value, *does)) => Ok(List::Other(value)),
        _ => cx.bad_type(i, "table"),
    }
}

const READ_AND_WRITE: &[Does] = &[Does::Read, Does::Write, Does::Length];

/// Does a function's work with metamethods: by its name in `list.lua`.
fn in_lua<'gc>(cx: &mut Cx<'gc, '_>, name: &'static str, args: &[Value<'gc>]) -> Result<'gc> {
    if let Some(functions) = cx.vm.in_lua {
        let function = raw_get_field(cx.ctx, &Value::UserData(functions), name);
        return cx.call(function, args, Box::new(crate::native::PassOn));
    }
    let Ok(proto) = crate::compiler::compile(include_bytes!("list.lua"), crate::vm::LIBRARY) else {
        return Err("internal error: the library doesn't compile".into());
    };
    let ctx = cx.ctx;
    let environment = new_table(ctx, 0, 1);
    raw_set_field(ctx, environment, "error", Native::create(ctx, "error", super::base::error));
    let main = main_function(ctx, &proto, Value::UserData(environment));
    let natives: [(&'static str, NativeFn); 6] = [
        ("length", length_of),
        ("table.sort", sort),
        ("table.concat", concat),
        ("table.unpack", unpack),
        ("math.ult", super::math::ult),
        ("type", super::base::type_),
    ];
    let natives = natives.map(|(name, function)| Native::create(ctx, name, function));
    let then = Box::new(InLua { name, args: args.to_vec() });
    cx.call(Value::UserData(main), &natives, then)
}

/// Goes on with the work when the functions in Lua are there.
#[derive(Collect)]
#[collect(no_drop)]
struct InLua<'gc> {
    #[collect(require_static)]
    name: &'static str,
    args: Vec<Value<'gc>>,
}

impl<'gc> Continuation<'gc> for InLua<'gc> {
    fn values(&self) -> Vec<Value<'gc>> {
        self.args.clone()
    }

    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, _: usize) -> Result<'gc> {
        if let Value::UserData(functions) = cx.vm.stack_value(from) {
            cx.vm.in_lua = Some(functions);
        }
        in_lua(cx, self.name, &self.args)
    }
}

/// A length that `__len` gave, as an integer.
fn length_of<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let length = cx.arg(0);
    match cx.vm.read_number(&length)?.and_then(|length| length.to_int()) {
        Some(length) => cx.one(Value::Integer(length)),
        None => Err("object length is not an integer".into()),
    }
}

fn insert<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let table = match list(cx, 0, READ_AND_WRITE)? {
        _ if !(2..=3).contains(&cx.nargs) => return Err("wrong number of arguments to 'insert'".into()),
        List::Plain(table) => table,
        List::Other(list) => {
            let at = if cx.nargs == 3 { Value::Integer(cx.integer(1)?) } else { cx.arg(1) };
            return in_lua(cx, "insert", &[list, Value::Integer(cx.nargs as i64), at, cx.arg(2)]);
        }
    };
    let end = length(table).wrapping_add(1);
    let (at, value) = match cx.nargs {
        2 => (end, cx.arg(1)),
        _ => {
            let at = cx.integer(1)?;
            if (at as u64).wrapping_sub(1) >= end as u64 {
                return cx.bad_argument(1, "position out of bounds");
            }
            (at, cx.arg(2))
        }
    };
    if at == end {
        cx.vm.raw_set(cx.ctx, table, Value::Integer(at), value)?;
        return cx.none();
    }
    cx.charge((end - at) as usize / 8)?;
    let ctx = cx.ctx;
    let grown = change(ctx, table, |data| {
        let before = data.bytes();
        data.insert_item(&ctx, at as usize - 1, value);
        data.bytes().saturating_sub(before)
    });
    cx.vm.account_growth(grown)?;
    cx.none()
}

fn remove<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let table = match list(cx, 0, READ_AND_WRITE)? {
        List::Plain(table) => table,
        List::Other(list) => {
            let at = integer_or_nil(cx, 1)?;
            return in_lua(cx, "remove", &[list, at]);
        }
    };
    let size = length(table);
    let at = cx.integer_or(1, size)?;
    if cx.nargs > 1 && (size as u64).wrapping_add(1).wrapping_sub(at as u64) > size as u64 {
        // One past the end is fine, and so is 0 for an empty list.
        if !(size + 1 == at || (size == 0 && at == 0)) {
            return cx.bad_argument(0, "position out of bounds");
        }
    }
    let removed = get(table, at);
    if at >= 1 && at <= size {
        cx.charge((size - at) as usize / 8)?;
        let steps = change(cx.ctx, table, |data| data.remove_item(at as usize - 1));
        cx.charge(steps / STEPS_OF_TABLE)?;
        return cx.one(removed);
    }
    cx.vm.raw_set(cx.ctx, table, Value::Integer(at), Value::Nil)?;
    cx.one(removed)
}

fn concat<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let list = list(cx, 0, &[Does::Read, Does::Length])?;
    let separator = cx.string_or(1, "")?;
    let first = cx.integer_or(2, 1)?;
    let table = match list {
        List::Plain(table) => table,
        List::Other(list) => {
            let separator = cx.text(&separator)?;
            let last = integer_or_nil(cx, 3)?;
            return in_lua(cx, "concat", &[list, separator, Value::Integer(first), last]);
        }
    };
    let last = cx.integer_or(3, length(table))?;
    let mut text = Vec::new();
    let mut i = first;
    while i <= last {
        let value = get(table, i);
        let Some(bytes) = to_bytes(&value) else {
            let name = type_name(&value);
            return Err(format!("invalid value ({name}) at index {i} in table for 'concat'").into());
        };
        cx.append(&mut text, &bytes)?;
        if i < last {
            cx.append(&mut text, &separator)?;
        }
        cx.charge(1)?;
        if i == i64::MAX {
            break;
        }
        i += 1;
    }
    cx.owned(text)
}

fn pack<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    cx.charge(cx.nargs)?;
    cx.check_memory(cx.nargs * size_of::<Value<'gc>>())?;
    let values = cx.args().to_vec();
    let table = new_table(cx.ctx, values.len(), 1);
    let ctx = cx.ctx;
    change(ctx, table, |data| data.set_items(&ctx, 0, &values));
    raw_set_field(ctx, table, "n", Value::Integer(values.len() as i64));
    cx.one(Value::UserData(table))
}

fn unpack<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let list = cx.arg(0);
    let first = cx.integer_or(1, 1)?;
    if has_metamethods(cx, &list) {
        let last = integer_or_nil(cx, 2)?;
        return in_lua(cx, "unpack", &[list, Value::Integer(first), last]);
    }
    let last = match (cx.arg(2), &list) {
        (Value::Nil, list) => match as_table(list) {
            Some(table) => table.borrow().length(),
            None => {
                let message = format!("attempt to get length of a {} value", cx.vm.type_name(list));
                return Err(unnamed(message));
            }
        },
        _ => cx.integer(2)?,
    };
    if first > last {
        return cx.none();
    }
    let count = (last as u64).wrapping_sub(first as u64);
    if count >= 999_000 {
        return Err("too many results to unpack".into());
    }
    let count = count as usize + 1;
    cx.charge(count)?;
    cx.vm.reserve(cx.func + count)?;
    for i in 0..count {
        let key = Value::Integer(first.wrapping_add(i as i64));
        let value = match cx.vm.index(cx.ctx, &list, &key)? {
            Outcome::Value(value) => value,
            _ => Value::Nil,
        };
        cx.vm.set_stack(cx.func + i, value);
    }
    Ok(Flow::Return { from: cx.func, n: count })
}

fn move_<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (from, end, to) = (cx.integer(1)?, cx.integer(2)?, cx.integer(3)?);
    let source = list(cx, 0, &[Does::Read])?;
    let target = list(cx, if matches!(cx.arg(4), Value::Nil) { 0 } else { 4 }, &[Does::Write])?;
    if end >= from {
        if from <= 0 && end >= i64::MAX + from {
            return cx.bad_argument(2, "too many elements to move");
        }
        let count = end - from + 1;
        if to > i64::MAX - count + 1 {
            return cx.bad_argument(3, "destination wrap around");
        }
        let (List::Plain(source), List::Plain(target)) = (source, target) else {
            let [first, last, at] = [from, end, to].map(Value::Integer);
            return in_lua(cx, "move", &[source.value(), first, last, at, target.value()]);
        };
        cx.charge(count as usize)?;
        let forward = to > end || to <= from || source != target;
        for i in 0..count {
            let i = if forward { i } else { count - 1 - i };
            let value = get(source, from + i);
            cx.vm.raw_set(cx.ctx, target, Value::Integer(to + i), value)?;
        }
    }
    cx.one(target.value())
}

/// A sort whose comparisons are calls.
#[derive(Collect)]
#[collect(no_drop)]
struct Sort<'gc> {
    #[collect(require_static)]
    sorter: Sorter,
    memory: Account,
    items: Vec<Value<'gc>>,
    table: UserData<'gc>,
    /// The order function; none for `<`.
    order: Option<Value<'gc>>,
}

impl<'gc> Sort<'gc> {
    fn advance(mut self: Box<Self>, cx: &mut Cx<'gc, '_>) -> Result<'gc> {
        loop {
            let Some(question) = self.sorter.question() else {
                return (*self).finish(cx);
            };
            let item = |i: usize| self.items.get(i).copied().unwrap_or_default();
            let (a, b) = (item(question.left), item(question.right));
            if let Some(order) = self.order {
                return cx.call(order, &[a, b], self);
            }
            cx.charge(1)?;
            match cx.vm.less(&a, &b, false)? {
                Outcome::CallNot { .. } => self.sorter.answer(false),
                Outcome::Value(value) => self.sorter.answer(truthy(&value)),
                Outcome::Call { function, args, n } => {
                    let args = args.get(..n).unwrap_or_default();
                    return cx.call(function, args, self);
                }
            }
        }
    }

    fn finish(self, cx: &mut Cx<'gc, '_>) -> Result<'gc> {
        let Sort { sorter, items, table, .. } = self;
        let order = sorter.into_order();
        store(cx, table, &items, &order)?;
        cx.none()
    }
}

fn store<'gc>(
    cx: &mut Cx<'gc, '_>,
    table: UserData<'gc>,
    items: &[Value<'gc>],
    order: &[usize],
) -> std::result::Result<(), Fault<'gc>> {
    for (i, &from) in order.iter().enumerate() {
        let value = items.get(from).copied().unwrap_or_default();
        cx.vm.raw_set(cx.ctx, table, Value::Integer(i as i64 + 1), value)?;
    }
    Ok(())
}

impl<'gc> Continuation<'gc> for Sort<'gc> {
    fn values(&self) -> Vec<Value<'gc>> {
        let rest = self.order.into_iter().chain([Value::UserData(self.table)]);
        self.items.iter().copied().chain(rest).collect()
    }

    fn resume(mut self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let is_less = n > 0 && truthy(&cx.vm.stack_value(from));
        self.sorter.answer(is_less);
        self.advance(cx)
    }
}

fn sort<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let list = list(cx, 0, READ_AND_WRITE)?;
    let order = match cx.arg(1) {
        Value::Nil => None,
        _ => Some(cx.function(1)?),
    };
    let List::Plain(table) = list else {
        return in_lua(cx, "sort", &[list.value(), order.unwrap_or_default()]);
    };
    // `list.lua` says how many items there are, which may be nil.
    let is_asked = !cx.vm.is_outside_library();
    let size = if is_asked { cx.integer_or(2, 0)? } else { length(table) };
    if size >= i64::from(i32::MAX) {
        return cx.bad_argument(0, "array too big");
    }
    let size = size.max(0) as usize;
    let log = usize::BITS - size.leading_zeros();
    cx.charge(size * (log as usize).max(1) / 4)?;
    cx.check_memory(size * 32)?;
    let mut items = Vec::with_capacity(size);
    for i in 1..=size {
        items.push(get(table, i as i64));
    }
    let is_plain = order.is_none();
    if is_plain && items.iter().all(|item| as_number(item).is_some()) {
        let number = |i: usize| items.get(i).and_then(as_number).unwrap_or(Number::Int(0));
        let order = sorted_order(size, |a, b| Ok::<bool, Fault<'gc>>(less(number(a), number(b))))?;
        store(cx, table, &items, &order)?;
        return cx.none();
    }
    if is_plain && items.iter().all(|item| matches!(item, Value::String(_))) {
        let text = |i: usize| match items.get(i) {
            Some(Value::String(text)) => text.as_bytes(),
            _ => b"",
        };
        let order = sorted_order(size, |a, b| {
            let (a, b) = (text(a), text(b));
            cx.charge_bytes(a.len().min(b.len()))?;
            Ok::<bool, Fault<'gc>>(a < b)
        })?;
        store(cx, table, &items, &order)?;
        return cx.none();
    }
    let bytes = size * (size_of::<Value<'gc>>() + 2 * size_of::<usize>());
    let memory = Account::of(cx.ctx.metrics(), bytes);
    Box::new(Sort { sorter: Sorter::new(size), memory, items, table, order }).advance(cx)
}
