//! wasmi's types of functions as ours.

use luminara_abi::signature::{Number, Signature};
use wasmi::{FuncType, ValType};

/// A function's type in our terms; `None` where it has a type that crosses to no host function.
pub fn signature_of(ty: &FuncType) -> Option<Signature> {
    let number = |ty: &ValType| match ty {
        ValType::I32 => Some(Number::I32),
        ValType::I64 => Some(Number::I64),
        ValType::F32 => Some(Number::F32),
        ValType::F64 => Some(Number::F64),
        _ => None,
    };
    let params = ty.params().iter().map(number).collect::<Option<_>>()?;
    let result = match ty.results() {
        [] => None,
        [result] => Some(number(result)?),
        _ => return None,
    };
    Some(Signature { params, result })
}

/// A function's type as a message says it.
pub fn type_shown(ty: &FuncType) -> String {
    match signature_of(ty) {
        Some(signature) => signature.to_string(),
        None => format!("a function of {} parameters and {} results", ty.params().len(), ty.results().len()),
    }
}
