//! Between the VM's values and those that cross to the host.

use std::sync::Arc;

use gc_arena::Collect;
use luminara_script::convert::{Finite, wrong_type};
use luminara_script::{
    Color, FromValue, FunctionHandle, HostError, IntoValue, StructDef, Table, Type, Value as Host,
};
use piccolo::{Context, Value};

use super::{KeptList, new_object, object};
use crate::error::Fault;
use crate::operation::STEPS_OF_TABLE;
use crate::table::{change, copy_list, new_table};
use crate::value::{as_table, free_string, is_function, type_name};
use crate::vm::Vm;

/// A function that the host holds.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub(crate) struct Held<'gc> {
    pub function: Value<'gc>,
    pub instance: u64,
}

/// A value as it crosses to the host.
pub(crate) fn to_script<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    value: &Value<'gc>,
) -> Result<Host, Fault<'gc>> {
    let depth = vm.limits.value_depth;
    convert(vm, ctx, value, depth, false)
}

/// A script's `this` as far as it can cross: what can't is left out.
pub(crate) fn this_to_script<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, value: &Value<'gc>) -> Host {
    let depth = vm.limits.value_depth;
    convert(vm, ctx, value, depth, true).unwrap_or_default()
}

fn convert<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    value: &Value<'gc>,
    depth: u32,
    lenient: bool,
) -> Result<Host, Fault<'gc>> {
    match value {
        Value::Nil => Ok(Host::Nil),
        Value::Boolean(value) => Ok(Host::Bool(*value)),
        Value::Integer(value) => Ok(Host::Int(*value)),
        Value::Number(value) => Ok(Host::Float(*value)),
        Value::String(text) => {
            vm.check_string(text.as_bytes().len())?;
            Ok(Host::string(text.to_str_lossy()))
        }
        value => {
            if let Some(object) = object(value) {
                return Ok(object.0.borrow().clone());
            }
            if as_table(value).is_some() {
                return table(vm, ctx, value, depth, lenient);
            }
            if is_function(value) && !lenient {
                return Ok(Host::Function(hold(vm, *value)));
            }
            if lenient {
                return Ok(Host::Nil);
            }
            Err(HostError::new(format!("a {} can't be given to the host", type_name(value))).into())
        }
    }
}

fn table<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    value: &Value<'gc>,
    depth: u32,
    lenient: bool,
) -> Result<Host, Fault<'gc>> {
    let Some(depth) = depth.checked_sub(1) else {
        if lenient {
            return Ok(Host::Nil);
        }
        return Err(HostError::new("a table that is given to the host is nested too deeply").into());
    };
    let mut result = Table::default();
    result.list.reserve_exact(as_table(value).map_or(0, |table| table.borrow().list_length()));
    let mut at = 0;
    while let Some((next, key, item)) = as_table(value).and_then(|table| table.borrow().next_from(at)) {
        vm.charge(2 + (next - at) / STEPS_OF_TABLE)?;
        at = next;
        vm.charge_key(&key)?;
        match key {
            Value::Integer(i) if i == result.list.len() as i64 + 1 => {
                result.list.push(convert(vm, ctx, &item, depth, lenient)?);
            }
            Value::String(name) => {
                let item = convert(vm, ctx, &item, depth, lenient)?;
                if !(lenient && item.is_nil()) {
                    result.fields.insert(name.to_str_lossy().into(), item);
                }
            }
            _ if lenient => {}
            Value::Integer(i) => {
                let item = convert(vm, ctx, &item, depth, lenient)?;
                result.fields.insert(i.to_string().into(), item);
            }
            key => {
                let name = type_name(&key);
                let message =
                    format!("a table that is given to the host has names or a list, not a {name} as a key");
                return Err(HostError::new(message).into());
            }
        }
    }
    if result.fields.is_empty() {
        return Ok(Host::Array(Arc::new(result.list)));
    }
    Ok(Host::Table(Arc::new(result)))
}

/// Keeps a function for the host.
fn hold<'gc>(vm: &mut Vm<'gc>, function: Value<'gc>) -> FunctionHandle {
    release(vm);
    let instance = vm.outside.instance;
    let held = Held { function, instance: instance.0 };
    let slot = match vm.host_values.free.pop() {
        Some(slot) => slot,
        None => {
            vm.host_values.held.push(None);
            vm.host_values.held.len() as u64 - 1
        }
    };
    if let Some(place) = vm.host_values.held.get_mut(slot as usize) {
        *place = Some(held);
    }
    FunctionHandle::new("lua", instance, slot, vm.outside.released.clone())
}

/// Frees the functions that the host let go.
pub(crate) fn release(vm: &mut Vm<'_>) {
    let released = match vm.outside.released.lock() {
        Ok(mut released) if !released.is_empty() => std::mem::take(&mut *released),
        _ => return,
    };
    for slot in released {
        if let Some(place) = vm.host_values.held.get_mut(slot as usize)
            && place.take().is_some()
        {
            vm.host_values.free.push(slot);
        }
    }
}

/// Takes fuel for what a host function returned, before it is made into values of the VM.
pub(super) fn charge_result<'gc>(vm: &mut Vm<'gc>, value: &Host) -> Result<(), Fault<'gc>> {
    match value {
        Host::Str(text) => Ok(vm.check_string(text.len())?),
        Host::Array(values) => {
            vm.charge(values.len() / 4)?;
            values.iter().try_for_each(|value| charge_nested(vm, value))
        }
        Host::Table(table) => {
            vm.charge(table.list.len() + 4 * table.fields.len())?;
            let values = table.list.iter().chain(table.fields.values());
            values.into_iter().try_for_each(|value| charge_nested(vm, value))
        }
        _ => Ok(()),
    }
}

/// As [`charge_result`], of what is in a list or in a table.
fn charge_nested<'gc>(vm: &mut Vm<'gc>, value: &Host) -> Result<(), Fault<'gc>> {
    match value {
        Host::Str(_) | Host::Array(_) | Host::Table(_) => charge_result(vm, value),
        _ => Ok(()),
    }
}

/// What a host function returned, in the VM: taken as it is where it can be.
#[inline]
pub(super) fn from_result<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, value: Host) -> Value<'gc> {
    match value {
        Host::Nil => Value::Nil,
        Host::Bool(value) => Value::Boolean(value),
        Host::Int(value) => Value::Integer(value),
        Host::Float(value) => Value::Number(value),
        Host::Vec2(_)
        | Host::Vec3(_)
        | Host::Vec4(_)
        | Host::Quat(_)
        | Host::Color(_)
        | Host::Entity(_)
        | Host::Struct(_) => new_object(ctx, value),
        value => from_script(vm, ctx, &value),
    }
}

/// A host's value in the VM.
#[expect(clippy::disallowed_methods, reason = "who asked for it pays, see `charge_result`")]
pub(crate) fn from_script<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, value: &Host) -> Value<'gc> {
    match value {
        Host::Nil => Value::Nil,
        Host::Bool(value) => Value::Boolean(*value),
        Host::Int(value) => Value::Integer(*value),
        Host::Float(value) => Value::Number(*value),
        Host::Str(text) => free_string(ctx, text.as_bytes()),
        Host::Vec2(_)
        | Host::Vec3(_)
        | Host::Vec4(_)
        | Host::Quat(_)
        | Host::Color(_)
        | Host::Entity(_)
        | Host::Struct(_) => new_object(ctx, value.clone()),
        Host::Array(values) => entities(vm, ctx, values).unwrap_or_else(|| list(vm, ctx, values, 0)),
        Host::Table(table) => {
            let data = list(vm, ctx, &table.list, table.fields.len());
            if let Value::UserData(data) = data {
                for (name, value) in &table.fields {
                    let value = from_script(vm, ctx, value);
                    crate::table::raw_set_field(ctx, data, name, value);
                }
            }
            data
        }
        Host::Function(handle) if handle.language() == "lua" => {
            let held = vm.host_values.held.get(handle.slot() as usize).copied().flatten();
            held.map_or(Value::Nil, |held| held.function)
        }
        Host::Function(_) => Value::Nil,
    }
}

/// Entities that a list may have to be kept, and lists that are kept.
const KEPT: (std::ops::RangeInclusive<usize>, usize) = (4..=20_000, 16);

/// A list of entities that the host keeps too, such as the answer to a query: made into objects once, and copied from then on.
fn entities<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, values: &Arc<Vec<Host>>) -> Option<Value<'gc>> {
    let (lengths, most) = KEPT;
    if !lengths.contains(&values.len()) || Arc::strong_count(values) < 2 {
        return None;
    }
    let kept = |vm: &Vm<'gc>| {
        let known = vm.host_values.lists.iter().find(|list| Arc::ptr_eq(&list.of, values))?;
        Some(known.table)
    };
    if let Some(table) = kept(vm) {
        return Some(Value::UserData(copy_list(ctx, table)));
    }
    // What can be changed in place is the script's own.
    if !values.iter().all(|value| matches!(value, Host::Entity(_))) {
        return None;
    }
    let made = list(vm, ctx, values, 0);
    if let Value::UserData(table) = made {
        let lists = &mut vm.host_values.lists;
        lists.retain(|list| Arc::strong_count(&list.of) > 1);
        if lists.len() >= most {
            lists.remove(0);
        }
        lists.push(KeptList { of: values.clone(), table: copy_list(ctx, table) });
    }
    Some(made)
}

fn list<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, values: &[Host], fields: usize) -> Value<'gc> {
    let table = new_table(ctx, values.len(), fields);
    for (i, value) in values.iter().enumerate() {
        let value = from_script(vm, ctx, value);
        change(ctx, table, |table| table.set_int(&ctx, i as i64 + 1, value));
    }
    Value::UserData(table)
}

/// A value as a struct's field takes it, or the error that storing the whole would end in.
pub(super) fn field_value(def: &StructDef, field: usize, value: Host) -> Result<Host, HostError> {
    let Some(field) = def.fields.get(field) else { return Ok(value) };
    let path = || format!("'{}.{}'", def.name.to_lowercase(), field.name);
    let Some(fitted) = fit(&field.ty, &value) else { return Err(wrong_type(&field.ty, &value, &path())) };
    let is_finite = match &fitted {
        Host::Float(value) => value.is_all_finite(),
        Host::Vec2(value) => value.is_all_finite(),
        Host::Vec3(value) => value.is_all_finite(),
        Host::Vec4(value) => value.is_all_finite(),
        Host::Quat(value) => value.is_all_finite(),
        Host::Color(value) => value.is_all_finite(),
        _ => true,
    };
    if is_finite {
        Ok(fitted)
    } else {
        Err(HostError::new(format!("{} must be finite, got {value}", path())))
    }
}

/// The value as a type of the registry takes it.
fn fit(ty: &Type, value: &Host) -> Option<Host> {
    match (ty, value) {
        (Type::Bool, _) => bool::from_value(value).map(IntoValue::into_value),
        (Type::Int, _) => i64::from_value(value).map(IntoValue::into_value),
        (Type::Float, _) => f64::from_value(value).map(IntoValue::into_value),
        (Type::Color, _) => Color::from_value(value).map(IntoValue::into_value),
        (Type::Word(words), Host::Str(word)) => words.contains(&word.as_str()).then(|| value.clone()),
        (Type::Optional(_), Host::Nil) => Some(Host::Nil),
        (Type::Optional(of), _) => fit(of, value),
        (Type::Array(of), Host::Array(values)) => {
            let values: Option<Vec<_>> = values.iter().map(|value| fit(of, value)).collect();
            values.map(IntoValue::into_value)
        }
        (Type::Struct(def), Host::Struct(of)) => (of.def.name == def.name).then(|| value.clone()),
        (Type::Table, Host::Array(_)) | (Type::Struct(_), Host::Table(_)) | (Type::Any | Type::Rest, _) => {
            Some(value.clone())
        }
        (Type::Str, Host::Str(_))
        | (Type::Nil, Host::Nil)
        | (Type::Vec2, Host::Vec2(_))
        | (Type::Vec3, Host::Vec3(_))
        | (Type::Vec4, Host::Vec4(_))
        | (Type::Quat, Host::Quat(_))
        | (Type::Entity, Host::Entity(_))
        | (Type::Table, Host::Table(_))
        | (Type::Function, Host::Function(_)) => Some(value.clone()),
        _ => None,
    }
}
