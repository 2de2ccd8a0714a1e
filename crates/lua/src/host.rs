//! Objects of the host in the VM: vectors, quats, colours, entities and component structs as user data with
//! operators and fields, and the functions of the registry.

mod call;
mod convert;

use std::cell::{Cell, RefCell};

use gc_arena::Collect;
use luminara_script::nearest::suggestion;
use luminara_script::{HostError, Value as Host, math};
use piccolo::{Context, String as LuaString, UserData, Value};

pub(crate) use call::{HostEntry, install};
pub(crate) use convert::{Held, from_script, release, this_to_script, to_script};
use convert::{field_value, from_result};

use crate::arithmetic::Number;
use crate::error::Fault;
use crate::operation::Operator;
use crate::table::{new_table, raw_set_field};
use crate::value::{as_number, as_table};
use crate::vm::Vm;

/// An object of the host, by value. Only vectors, quats, colours, entities and structs are in one.
pub(crate) struct Object(pub RefCell<Host>);

/// What the VM keeps of the host.
#[derive(Default, Collect)]
#[collect(no_drop)]
pub(crate) struct HostValues<'gc> {
    /// By type name: a table of its members: methods as functions, fields and properties as numbers (fields
    /// from 0 up, properties from -1 down).
    pub members: Vec<Members<'gc>>,
    /// Functions that the host holds, by slot.
    pub held: Vec<Option<Held<'gc>>>,
    pub free: Vec<u64>,
    /// Lists of entities that the host gave lately, and may give again.
    pub lists: Vec<KeptList<'gc>>,
}

/// A list of entities as the host has it, and as a table that no script has.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct KeptList<'gc> {
    #[collect(require_static)]
    pub of: std::sync::Arc<Vec<Host>>,
    pub table: UserData<'gc>,
}

/// A type's members.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Members<'gc> {
    pub type_name: &'static str,
    pub table: UserData<'gc>,
    /// Which of the registry's types it is.
    pub registered: Option<usize>,
}

/// The object of a value, if it is one.
#[inline(always)]
pub(crate) fn object<'gc>(value: &Value<'gc>) -> Option<&'gc Object> {
    match value {
        Value::UserData(data) => data.downcast_static::<Object>().ok(),
        _ => None,
    }
}

/// A new object.
#[inline]
pub(crate) fn new_object<'gc>(ctx: Context<'gc>, value: Host) -> Value<'gc> {
    Value::UserData(UserData::new_static(&ctx, Object(RefCell::new(value))))
}

/// The type's name, for messages.
pub(crate) fn type_name(value: &Value<'_>) -> Option<&'static str> {
    Some(object(value)?.0.borrow().type_name())
}

/// The object as `tostring` shows it.
pub(crate) fn text(data: UserData<'_>) -> Option<String> {
    let object = data.downcast_static::<Object>().ok()?;
    Some(object.0.borrow().to_string())
}

/// A component by its one-letter name.
#[inline(always)]
fn component(value: &Host, name: u8) -> Option<f32> {
    match (value, name) {
        (Host::Vec3(v), b'x') => Some(v.x),
        (Host::Vec3(v), b'y') => Some(v.y),
        (Host::Vec3(v), b'z') => Some(v.z),
        (Host::Vec2(v), b'x') => Some(v.x),
        (Host::Vec2(v), b'y') => Some(v.y),
        (Host::Vec4(v), b'x') => Some(v.x),
        (Host::Vec4(v), b'y') => Some(v.y),
        (Host::Vec4(v), b'z') => Some(v.z),
        (Host::Vec4(v), b'w') => Some(v.w),
        (Host::Quat(q), b'x') => Some(q.x),
        (Host::Quat(q), b'y') => Some(q.y),
        (Host::Quat(q), b'z') => Some(q.z),
        (Host::Quat(q), b'w') => Some(q.w),
        (Host::Color(c), b'r') => Some(c.r),
        (Host::Color(c), b'g') => Some(c.g),
        (Host::Color(c), b'b') => Some(c.b),
        (Host::Color(c), b'a') => Some(c.a),
        _ => None,
    }
}

/// Writes a component by its one-letter name; false where there is none.
fn set_component(value: &mut Host, name: u8, to: f32) -> bool {
    let target = match (value, name) {
        (Host::Vec3(v), b'x') => &mut v.x,
        (Host::Vec3(v), b'y') => &mut v.y,
        (Host::Vec3(v), b'z') => &mut v.z,
        (Host::Vec2(v), b'x') => &mut v.x,
        (Host::Vec2(v), b'y') => &mut v.y,
        (Host::Vec4(v), b'x') => &mut v.x,
        (Host::Vec4(v), b'y') => &mut v.y,
        (Host::Vec4(v), b'z') => &mut v.z,
        (Host::Vec4(v), b'w') => &mut v.w,
        (Host::Quat(q), b'x') => &mut q.x,
        (Host::Quat(q), b'y') => &mut q.y,
        (Host::Quat(q), b'z') => &mut q.z,
        (Host::Quat(q), b'w') => &mut q.w,
        (Host::Color(c), b'r') => &mut c.r,
        (Host::Color(c), b'g') => &mut c.g,
        (Host::Color(c), b'b') => &mut c.b,
        (Host::Color(c), b'a') => &mut c.a,
        _ => return false,
    };
    *target = to;
    true
}

/// A component of a vector.
#[inline(always)]
pub(crate) fn component_of<'gc>(object: &Object, key: LuaString<'gc>) -> Option<Value<'gc>> {
    component(&object.0.borrow(), component_name(key)?).map(|value| Value::Number(f64::from(value)))
}

/// Whether changing `value` after reading it from `container` has to be followed by storing it again: it is a copy.
#[inline(always)]
pub(crate) fn is_written_back<'gc>(value: &Value<'gc>, container: &Value<'gc>) -> bool {
    match object(value) {
        None => false,
        Some(value) => !matches!(*value.0.borrow(), Host::Entity(_)) && object(container).is_some(),
    }
}

/// The members of an object's type.
fn members<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, value: &Host) -> (UserData<'gc>, Option<usize>) {
    let name = value.type_name();
    let known = vm
        .host_values
        .members
        .iter()
        .find(|members| std::ptr::eq(members.type_name, name) || members.type_name == name);
    if let Some(members) = known {
        return (members.table, members.registered);
    }
    let table = new_table(ctx, 0, 16);
    let mut registered = None;
    if let Some(host) = &vm.outside.host {
        let registry = host.registry.clone();
        registered = registry.types.iter().position(|ty| ty.name == name);
        if let Some(ty) = registered.and_then(|i| registry.types.get(i)) {
            for (i, property) in ty.properties.iter().enumerate() {
                let at = Value::Integer(-1 - i as i64);
                raw_set_field(ctx, table, property.name, at);
            }
            for method in &ty.methods {
                let function = call::method(vm, ctx, method);
                raw_set_field(ctx, table, method.name, function);
            }
        }
    }
    if let Host::Struct(value) = value {
        for (i, field) in value.def.fields.iter().enumerate() {
            raw_set_field(ctx, table, field.name, Value::Integer(i as i64));
        }
    }
    vm.host_values.members.push(Members { type_name: name, table, registered });
    (table, registered)
}

/// The names in a table.
fn names(table: UserData<'_>) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(table) = as_table(&Value::UserData(table)) {
        let table = table.borrow();
        let mut at = 0;
        while let Some((next, name, _)) = table.next_from(at) {
            if let Value::String(name) = name {
                names.push(name.to_str_lossy().into_owned());
            }
            at = next;
        }
    }
    names
}

/// What to say of a call of nil that was looked up in a module of the registry.
#[cold]
pub(crate) fn missing_function<'gc>(vm: &Vm<'gc>, ctx: Context<'gc>, message: &str) -> Option<String> {
    if message != "attempt to call a nil value" {
        return None;
    }
    let ((_, name), ("global", module)) = (vm.operand(0)?, vm.operand(1)?) else { return None };
    let registry = &vm.outside.host.as_ref()?.registry;
    registry.modules.iter().find(|known| known.name == module)?;
    // A script may have a global of that name for itself.
    let own = crate::table::raw_get_field(ctx, &Value::UserData(vm.globals), &module);
    let Value::UserData(table) = crate::table::raw_get_field(ctx, &Value::UserData(vm.library), &module)
    else {
        return None;
    };
    if !matches!(own, Value::Nil) {
        return None;
    }
    let names = names(table);
    let hint = suggestion(&name, names.iter().map(String::as_str));
    Some(format!("{module} has no function '{name}'{hint}"))
}

/// The error for a member that isn't there.
#[cold]
fn no_member<'gc>(table: UserData<'gc>, value: &Host, key: &Value<'gc>) -> Fault<'gc> {
    let type_name = value.type_name();
    let Value::String(key) = key else {
        return Fault::Message(format!("a {type_name} has no field of this kind"));
    };
    let key = key.to_str_lossy();
    let names = names(table);
    let components: &[&str] = match value {
        Host::Vec2(_) => &["x", "y"],
        Host::Vec3(_) => &["x", "y", "z"],
        Host::Vec4(_) | Host::Quat(_) => &["x", "y", "z", "w"],
        Host::Color(_) => &["r", "g", "b", "a"],
        _ => &[],
    };
    let names = components.iter().copied().chain(names.iter().map(String::as_str));
    let hint = suggestion(&key, names);
    Fault::Host(HostError::new(format!("{type_name} has no field '{key}'{hint}")))
}

fn find_member<'gc>(table: UserData<'gc>, key: &Value<'gc>) -> Value<'gc> {
    as_table(&Value::UserData(table)).map_or(Value::Nil, |table| table.borrow().get(key))
}

/// In an instruction's cache: that the rest of it is a type's place among [`HostValues::members`] and a member's number.
const MEMBER: u32 = 1 << 31;

/// What the interpreter wants of a field.
pub(crate) struct Wanted {
    /// The place on the stack that it goes to.
    pub at: usize,
    /// The vector's component that the next instruction puts in its place.
    pub component: Option<u8>,
}

/// A component's name, if it may be one.
#[inline(always)]
pub(crate) fn component_name(key: LuaString<'_>) -> Option<u8> {
    match key.as_bytes() {
        [name] => Some(*name),
        _ => None,
    }
}

/// Puts on the stack what a dot reads, of which the instruction remembers where it was found: as [`index`], but a method
/// comes with its receiver. Whether that was the wanted component already, so that no vector had to be made for it.
#[inline(never)]
pub(crate) fn field<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    data: UserData<'gc>,
    object: &Object,
    key: LuaString<'gc>,
    cache: &Cell<u32>,
    wanted: Wanted,
) -> Result<bool, Fault<'gc>> {
    let cached = cache.get();
    if cached & MEMBER != 0
        && let Some(known) = vm.host_values.members.get((cached >> 16 & 0x7FFF) as usize)
        && std::ptr::eq(known.type_name, object.0.borrow().type_name())
    {
        let value = numbered_member(vm, object, known.registered, i64::from(cached as i16))?;
        return Ok(put(vm, ctx, value, wanted));
    }
    let (table, registered) = members(vm, ctx, &object.0.borrow());
    match find_member(table, &Value::String(key)) {
        Value::Integer(i) => {
            let types = vm.host_values.members.iter();
            let place = types.take(0x7FFF).position(|known| known.table == table);
            if let (Some(place), Ok(number)) = (place, i16::try_from(i)) {
                cache.set(MEMBER | (place as u32) << 16 | u32::from(number as u16));
            }
            let value = numbered_member(vm, object, registered, i)?;
            Ok(put(vm, ctx, value, wanted))
        }
        Value::Nil => Err(no_member(table, &object.0.borrow(), &Value::String(key))),
        method => {
            vm.set_stack(wanted.at, call::bind(ctx, data, method));
            Ok(false)
        }
    }
}

/// Puts a member, or the component that is wanted of it, on the stack: whether it was the component.
#[inline]
fn put<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, value: Host, wanted: Wanted) -> bool {
    if let Some(name) = wanted.component
        && let Some(number) = component(&value, name)
    {
        vm.set_stack(wanted.at, Value::Number(f64::from(number)));
        return true;
    }
    let value = from_result(vm, ctx, value);
    vm.set_stack(wanted.at, value);
    false
}

/// A struct's field, or a property.
fn numbered_member<'gc>(
    vm: &mut Vm<'gc>,
    object: &Object,
    registered: Option<usize>,
    number: i64,
) -> Result<Host, Fault<'gc>> {
    let Ok(field) = usize::try_from(number) else {
        let receiver = object.0.borrow().clone();
        return call::get_property(vm, registered, (-1 - number) as usize, receiver);
    };
    Ok(match &*object.0.borrow() {
        Host::Struct(value) => value.fields.get(field).cloned().unwrap_or_default(),
        _ => Host::Nil,
    })
}

/// Reads a member of an object; `None` if the data is no object.
pub(crate) fn index<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    data: UserData<'gc>,
    key: &Value<'gc>,
) -> Result<Option<Value<'gc>>, Fault<'gc>> {
    let Ok(object) = data.downcast_static::<Object>() else { return Ok(None) };
    if let Value::String(name) = key
        && let Some(value) = component_of(object, *name)
    {
        return Ok(Some(value));
    }
    let (table, registered) = members(vm, ctx, &object.0.borrow());
    match find_member(table, key) {
        Value::Integer(i) => {
            let value = numbered_member(vm, object, registered, i)?;
            Ok(Some(from_result(vm, ctx, value)))
        }
        Value::Nil => Err(no_member(table, &object.0.borrow(), key)),
        method => Ok(Some(method)),
    }
}

/// Writes a member of an object; false if the data is no object.
pub(crate) fn set_index<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    data: UserData<'gc>,
    key: &Value<'gc>,
    value: &Value<'gc>,
) -> Result<bool, Fault<'gc>> {
    let Ok(object) = data.downcast_static::<Object>() else { return Ok(false) };
    if let Value::String(name) = key
        && let [name] = name.as_bytes()
    {
        if let Some(number) = as_number(value) {
            if set_component(&mut object.0.borrow_mut(), *name, number.to_f64() as f32) {
                return Ok(true);
            }
        } else if component(&object.0.borrow(), *name).is_some() {
            let type_name = object.0.borrow().type_name();
            let got = to_script(vm, ctx, value)?.describe();
            let name = char::from(*name);
            let message = format!("'{name}' of a {type_name} expects a number, got {got}");
            return Err(Fault::Host(HostError::new(message)));
        }
    }
    let (table, registered) = members(vm, ctx, &object.0.borrow());
    match find_member(table, key) {
        Value::Integer(i @ 0..) => {
            let value = to_script(vm, ctx, value)?;
            if let Host::Struct(target) = &mut *object.0.borrow_mut() {
                let value = field_value(target.def, i as usize, value)?;
                let target = std::sync::Arc::make_mut(target);
                if let Some(field) = target.fields.get_mut(i as usize) {
                    *field = value;
                }
            }
            Ok(true)
        }
        Value::Integer(i) => {
            let receiver = object.0.borrow().clone();
            let value = to_script(vm, ctx, value)?;
            call::set_property(vm, registered, (-1 - i) as usize, receiver, value)?;
            Ok(true)
        }
        Value::Nil => Err(no_member(table, &object.0.borrow(), key)),
        _ => {
            let type_name = object.0.borrow().type_name();
            let key = key_text(key);
            let message = format!("'{key}' of a {type_name} is a method and can't be set");
            Err(Fault::Host(HostError::new(message)))
        }
    }
}

fn key_text(key: &Value<'_>) -> String {
    match key {
        Value::String(key) => key.to_str_lossy().into_owned(),
        _ => "?".into(),
    }
}

/// An operator with a vector, a quat or a colour; `None` if neither side is one.
pub(crate) fn arithmetic<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    op: Operator,
    a: &Value<'gc>,
    b: &Value<'gc>,
) -> Result<Option<Value<'gc>>, Fault<'gc>> {
    let (left, right) = (object(a), object(b));
    if left.is_none() && right.is_none() {
        return Ok(None);
    }
    vm.charge(2)?;
    let operator = match op {
        Operator::Add => math::Operator::Add,
        Operator::Sub => math::Operator::Sub,
        Operator::Mul => math::Operator::Mul,
        Operator::Div => math::Operator::Div,
        Operator::Neg => {
            let Some(value) = left else { return Ok(None) };
            let value = math::negate(&value.0.borrow())
                .map_err(|error| HostError::new(error.message + &vm.describe_operand(0)))?;
            return Ok(Some(new_object(ctx, value)));
        }
        _ => return Ok(None),
    };
    if let (Some(left), Some(right)) = (left, right) {
        let value = match (operator, &*left.0.borrow(), &*right.0.borrow()) {
            (math::Operator::Add, Host::Vec3(a), Host::Vec3(b)) => Host::Vec3(*a + *b),
            (math::Operator::Sub, Host::Vec3(a), Host::Vec3(b)) => Host::Vec3(*a - *b),
            (_, a, b) => math::binary(operator, a, b).map_err(|_| cant_take(vm, operator, a, b))?,
        };
        return Ok(Some(new_object(ctx, value)));
    }
    let metamethod = |value: &Value<'gc>| as_table(value).is_some() && vm.metatable(value).is_some();
    if metamethod(a) || metamethod(b) {
        return Ok(None);
    }
    let side = |value: &Value<'gc>| match (object(value), as_number(value)) {
        (Some(object), _) => object.0.borrow().clone(),
        (_, Some(Number::Int(value))) => Host::Int(value),
        (_, Some(Number::Float(value))) => Host::Float(value),
        (_, None) => match value {
            Value::String(text) => Host::string(text.to_str_lossy()),
            Value::Boolean(value) => Host::Bool(*value),
            Value::Nil => Host::Nil,
            _ => Host::Table(Default::default()),
        },
    };
    let (a, b) = (side(a), side(b));
    let value = math::binary(operator, &a, &b).map_err(|_| cant_take(vm, operator, &a, &b))?;
    Ok(Some(new_object(ctx, value)))
}

/// The error of an operator that can't take its operands, with what they are called in the source.
#[cold]
fn cant_take(vm: &Vm<'_>, operator: math::Operator, a: &Host, b: &Host) -> HostError {
    // A constant is described by what it is.
    let name = |slot| match vm.operand(slot) {
        Some(("constant", _)) | None => String::new(),
        Some(_) => vm.describe_operand(slot),
    };
    math::cant_take(operator, &(a.describe() + &name(0)), &(b.describe() + &name(1)))
}

/// Whether two objects are equal; `None` if either isn't one.
pub(crate) fn equal<'gc>(
    _: &mut Vm<'gc>,
    _: Context<'gc>,
    a: UserData<'gc>,
    b: UserData<'gc>,
) -> Option<bool> {
    let (a, b) = (a.downcast_static::<Object>().ok()?, b.downcast_static::<Object>().ok()?);
    Some(*a.0.borrow() == *b.0.borrow())
}

/// What an object is called through: nothing yet is.
pub(crate) fn callable<'gc>(_: &mut Vm<'gc>, _: Context<'gc>, _: UserData<'gc>) -> Option<Value<'gc>> {
    None
}
