//! What the host gives to scripts. (Filled in later.)

use gc_arena::Collect;
use piccolo::{Context, UserData, Value};

use crate::error::Fault;
use crate::operation::Operator;
use crate::vm::Vm;

/// Host functions as values, made once.
#[derive(Default, Collect)]
#[collect(no_drop)]
pub(crate) struct HostValues<'gc> {
    pub methods: Vec<Value<'gc>>,
}

pub(crate) fn index<'gc>(_: &mut Vm<'gc>, _: Context<'gc>, _: UserData<'gc>, _: &Value<'gc>) -> Result<Option<Value<'gc>>, Fault<'gc>> { Ok(None) }
pub(crate) fn set_index<'gc>(_: &mut Vm<'gc>, _: Context<'gc>, _: UserData<'gc>, _: &Value<'gc>, _: &Value<'gc>) -> Result<bool, Fault<'gc>> { Ok(false) }
pub(crate) fn arithmetic<'gc>(_: &mut Vm<'gc>, _: Context<'gc>, _: Operator, _: &Value<'gc>, _: &Value<'gc>) -> Result<Option<Value<'gc>>, Fault<'gc>> { Ok(None) }
pub(crate) fn equal<'gc>(_: &mut Vm<'gc>, _: Context<'gc>, _: UserData<'gc>, _: UserData<'gc>) -> Option<bool> { None }
pub(crate) fn callable<'gc>(_: &mut Vm<'gc>, _: Context<'gc>, _: UserData<'gc>) -> Option<Value<'gc>> { None }
pub(crate) fn text(_: UserData<'_>) -> Option<String> { None }
pub(crate) fn type_name(_: &Value<'_>) -> Option<&'static str> { None }
#[inline(always)]
pub(crate) fn fast_field<'gc>(_: UserData<'gc>, _: piccolo::String<'gc>) -> Option<Value<'gc>> { None }
#[inline(always)]
pub(crate) fn is_written_back<'gc>(_: &Value<'gc>, _: &Value<'gc>) -> bool { false }
