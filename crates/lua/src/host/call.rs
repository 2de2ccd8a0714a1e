//! Functions of the registry as native functions.

use luminara_script::{
    Call, CallSite, FunctionDef, HostError, HostFn, InstanceId, ParamDef, Position, Type, Value as Host,
};
use piccolo::{Context, UserData, Value};

use super::convert::{charge_result, from_result, from_script, to_script};
use super::object;
use crate::error::Fault;
use crate::function::Native;
use crate::native::{Cx, Flow};
use crate::table::{change, new_table, raw_get_field, raw_set_field};
use crate::value::{NativeRoot, as_number};
use crate::vm::Vm;

/// A function of the host, found by a native function's tag.
#[derive(Clone, Copy)]
pub(crate) struct HostEntry {
    entry: HostFn,
    mutates: bool,
    /// The first argument is the module that is called.
    is_module: bool,
    /// How many arguments have to be given, a method's receiver not among them.
    required: usize,
}

/// Who calls.
struct Site<'a, 'gc>(&'a Vm<'gc>);

impl CallSite for Site<'_, '_> {
    fn position(&self) -> Option<Position> {
        self.0.script_position()
    }

    fn instance(&self) -> InstanceId {
        self.0.outside.instance
    }

    fn break_here(&self) -> bool {
        let debugging = &self.0.tools.debugging;
        let stops = debugging.is_attached && debugging.may_stop;
        debugging.break_here.set(stops);
        stops
    }
}

/// Puts the registry's modules into the library.
pub(crate) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    let Some(registry) = vm.outside.host.as_ref().map(|host| host.registry.clone()) else { return };
    for module in &registry.modules {
        let known = raw_get_field(ctx, &Value::UserData(vm.library), module.name);
        let table = match known {
            Value::UserData(table) if crate::value::as_table(&known).is_some() => table,
            _ => new_table(ctx, 0, module.functions.len() + module.constants.len()),
        };
        for function in &module.functions {
            let value = native(vm, ctx, function, false, Value::UserData(table));
            raw_set_field(ctx, table, function.name, value);
        }
        for constant in &module.constants {
            let value = from_script(vm, ctx, &constant.value);
            raw_set_field(ctx, table, constant.name, value);
        }
        if let Some(function) = &module.call {
            let mut value = native(vm, ctx, function, true, Value::Nil);
            if module.name == "vec3"
                && let Value::UserData(general) = value
            {
                value = Native::with(ctx, "vec3", make_vec3, 0, Value::UserData(general));
            }
            let metatable = new_table(ctx, 0, 1);
            raw_set_field(ctx, metatable, "__call", value);
            change(ctx, table, |table| table.set_metatable(Some(metatable)));
        }
        raw_set_field(ctx, vm.library, module.name, Value::UserData(table));
    }
}

/// `vec3(x, y, z)` of three numbers, without the detour over the registry.
fn make_vec3<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    if cx.nargs == 4 {
        let numbers = (as_number(&cx.arg(1)), as_number(&cx.arg(2)), as_number(&cx.arg(3)));
        if let (Some(x), Some(y), Some(z)) = numbers {
            let (x, y, z) = (x.to_f64() as f32, y.to_f64() as f32, z.to_f64() as f32);
            let value = super::new_object(cx.ctx, Host::Vec3(glam::Vec3::new(x, y, z)));
            cx.charge(2)?;
            return cx.one(value);
        }
    }
    let Some(native) = cx.native() else { return cx.none() };
    cx.vm.set_stack(cx.func, native.upvalue);
    call_host(cx)
}

/// `module` is what a call with a colon gives as its first argument.
fn native<'gc>(
    vm: &mut Vm<'gc>,
    ctx: Context<'gc>,
    function: &FunctionDef,
    is_module: bool,
    module: Value<'gc>,
) -> Value<'gc> {
    let is_required = |param: &&ParamDef| param.default.is_none() && !matches!(param.ty, Type::Optional(_));
    let required = function.params.iter().filter(is_required).count();
    let entry = HostEntry { entry: function.entry, mutates: function.mutates, is_module, required };
    vm.outside.host_functions.push(entry);
    let tag = vm.outside.host_functions.len() as u32 - 1;
    Native::with(ctx, function.name, call_host, tag, module)
}

/// A method as a native function.
pub(super) fn method<'gc>(vm: &mut Vm<'gc>, ctx: Context<'gc>, function: &FunctionDef) -> Value<'gc> {
    native(vm, ctx, function, false, Value::Nil)
}

/// A method that was read with a dot: it may be called without its receiver.
pub(super) fn bind<'gc>(ctx: Context<'gc>, receiver: UserData<'gc>, method: Value<'gc>) -> Value<'gc> {
    let Value::UserData(data) = method else { return method };
    let Ok(native) = data.downcast::<NativeRoot>() else { return method };
    Native::with(ctx, native.name, call_bound, native.tag, Value::UserData(receiver))
}

/// Calls an entry point.
fn enter<'gc>(vm: &Vm<'gc>, entry: HostFn, args: &mut [Host]) -> Result<Host, HostError> {
    let Some(host) = &vm.outside.host else { return Err(HostError::new("there is no host")) };
    host.with_state(|host| entry(&mut Call { host, args, site: &Site(vm) })).flatten()
}

fn call_host<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    let Some(native) = cx.native() else { return cx.none() };
    // `ecs:get(id)` is `ecs.get(id)`.
    let is_colon = match (native.upvalue, cx.arg(0)) {
        (Value::UserData(module), Value::UserData(first)) => module == first,
        _ => false,
    };
    call_entry(cx, native.tag, None, usize::from(is_colon))
}

/// `t.forward()` is `t:forward()`, and `t.forward(t)` too: a first argument of the receiver's type is the receiver where
/// the others suffice without it.
fn call_bound<'gc>(cx: &mut Cx<'gc, '_>) -> Result<Flow<'gc>, Fault<'gc>> {
    let Some(native) = cx.native() else { return cx.none() };
    let required = cx.vm.outside.host_functions.get(native.tag as usize).map_or(0, |entry| entry.required);
    let is_given = cx.nargs > required && super::type_name(&cx.arg(0)) == super::type_name(&native.upvalue);
    let receiver = if is_given { None } else { Some(native.upvalue) };
    call_entry(cx, native.tag, receiver, 0)
}

/// Calls a function of the host with the arguments from `first` on, after `receiver` if that isn't among them.
#[inline(always)]
fn call_entry<'gc>(
    cx: &mut Cx<'gc, '_>,
    tag: u32,
    receiver: Option<Value<'gc>>,
    first: usize,
) -> Result<Flow<'gc>, Fault<'gc>> {
    const PRICE: usize = 10;
    cx.charge(PRICE)?;
    let Some(&entry) = cx.vm.outside.host_functions.get(tag as usize) else { return cx.none() };
    let first = first + usize::from(entry.is_module);
    let mut args = std::mem::take(&mut cx.vm.outside.host_args);
    args.clear();
    if let Some(receiver) = &receiver {
        args.push(to_script(cx.vm, cx.ctx, receiver)?);
    }
    for i in first..cx.nargs {
        let value = match cx.arg(i) {
            Value::Number(value) => Host::Float(value),
            Value::Integer(value) => Host::Int(value),
            value => to_script(cx.vm, cx.ctx, &value)?,
        };
        args.push(value);
    }
    let result = enter(cx.vm, entry.entry, &mut args);
    if entry.mutates
        && result.is_ok()
        && let (Some(changed), Some(object)) =
            (args.first_mut(), object(&receiver.unwrap_or_else(|| cx.arg(first))))
    {
        *object.0.borrow_mut() = std::mem::take(changed);
        cx.vm.receiver_changed = receiver.is_none();
    }
    args.clear();
    cx.vm.outside.host_args = args;
    let result = result?;
    charge_result(cx.vm, &result)?;
    let value = from_result(cx.vm, cx.ctx, result);
    if cx.vm.tools.debugging.break_here.get() {
        return crate::tools::enter_hooked_loop(cx);
    }
    cx.one(value)
}

fn property<'gc>(
    vm: &Vm<'gc>,
    registered: Option<usize>,
    i: usize,
) -> Option<(HostFn, Option<HostFn>, &'static str)> {
    let registry = &vm.outside.host.as_ref()?.registry;
    let property = registry.types.get(registered?)?.properties.get(i)?;
    Some((property.get, property.set, property.name))
}

/// Reads a property.
pub(super) fn get_property<'gc>(
    vm: &mut Vm<'gc>,
    registered: Option<usize>,
    i: usize,
    receiver: Host,
) -> Result<Host, Fault<'gc>> {
    vm.charge(5)?;
    let Some((get, _, _)) = property(vm, registered, i) else { return Ok(Host::Nil) };
    Ok(enter(vm, get, &mut [receiver])?)
}

/// Writes a property.
pub(super) fn set_property<'gc>(
    vm: &mut Vm<'gc>,
    registered: Option<usize>,
    i: usize,
    receiver: Host,
    value: Host,
) -> Result<(), Fault<'gc>> {
    vm.charge(5)?;
    let Some((_, set, name)) = property(vm, registered, i) else { return Ok(()) };
    let Some(set) = set else {
        let message = format!("'{name}' of {} can't be set", receiver.describe());
        return Err(Fault::Host(HostError::new(message)));
    };
    enter(vm, set, &mut [receiver, value])?;
    Ok(())
}
