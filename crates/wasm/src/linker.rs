//! What a guest's imports are linked to: each calls the host function of its index, and takes its fuel along.

use luminara_abi::memory::Bytes;
use luminara_abi::signature::Number;
use luminara_script::HostError;
use wasmi::{Caller, Engine, Extern, FuncType, Linker, Val, ValType};

use crate::guest::Shared;
use crate::imports::{Cx, Import, MODULE, PLAIN_MODULE};
use crate::instance::State;
use crate::instrument::NOTE;

/// An error of a host function on its way through wasmi.
#[derive(Debug)]
pub struct Failure(pub HostError);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl wasmi::errors::HostError for Failure {}

/// Everything that guests can import, for any store of an engine.
pub fn linker(engine: &Engine, shared: &Shared) -> Linker<State> {
    let mut linker = Linker::new(engine);
    for (index, import) in shared.imports.iter().enumerate() {
        let modules: &[&str] = if import.is_plain() { &[MODULE, PLAIN_MODULE] } else { &[MODULE] };
        for module in modules {
            // A second definition of a name is left out; a test sees to it that there is none.
            let _ =
                linker.func_new(module, &import.name, func_type(import), move |caller, params, results| {
                    call_host(index, caller, params, results)
                });
        }
    }
    linker
}

fn func_type(import: &Import) -> FuncType {
    let ty = |number: &Number| match number {
        Number::I32 => ValType::I32,
        Number::I64 => ValType::I64,
        Number::F32 => ValType::F32,
        Number::F64 => ValType::F64,
    };
    FuncType::new(import.signature.params.iter().map(ty), import.signature.result.iter().map(ty))
}

/// The most parameters of an import.
const MOST_PARAMS: usize = 24;

fn call_host(
    index: usize,
    mut caller: Caller<'_, State>,
    params: &[Val],
    results: &mut [Val],
) -> Result<(), wasmi::Error> {
    let fuel = caller.get_fuel()?;
    let mut bits = [0u64; MOST_PARAMS];
    for (bits, param) in bits.iter_mut().zip(params) {
        *bits = bits_of(param);
    }
    // While the module's start function runs, nothing is known of its exports yet.
    let memory = match caller.data().memory {
        Some(memory) => Some(memory),
        None => caller.get_export("memory").and_then(Extern::into_memory),
    };
    let note = match caller.data().note {
        Some(note) => Some(note),
        None => caller.get_export(NOTE).and_then(Extern::into_global),
    };
    let at = note.map_or(0, |note| bits_of(&note.get(&caller)) as u32);
    let shared = caller.data().guest.shared.clone();
    let Some(import) = shared.imports.get(index) else { return Ok(()) };
    let (bytes, state): (&mut [u8], &mut State) = match &memory {
        Some(memory) => memory.data_and_store_mut(&mut caller),
        None => (&mut [], caller.data_mut()),
    };
    state.guest.fuel = fuel;
    state.guest.at = at;
    let args = bits.get(..params.len()).unwrap_or_default();
    let done = import.call(&mut Cx { guest: &mut state.guest, memory: &mut Bytes(bytes), args });
    let left = state.guest.fuel;
    caller.set_fuel(left)?;
    let result = done.map_err(|error| wasmi::Error::host(Failure(error)))?;
    if let (Some(place), Some(number)) = (results.first_mut(), import.signature.result) {
        *place = match number {
            Number::I32 => Val::I32(result as i32),
            Number::I64 => Val::I64(result as i64),
            Number::F32 => Val::F32(wasmi::F32::from_bits(result as u32)),
            Number::F64 => Val::F64(wasmi::F64::from_bits(result)),
        };
    }
    Ok(())
}

/// A value's bits; 0 of a reference.
pub fn bits_of(value: &Val) -> u64 {
    match value {
        Val::I32(value) => u64::from(*value as u32),
        Val::I64(value) => *value as u64,
        Val::F32(value) => u64::from(value.to_bits()),
        Val::F64(value) => value.to_bits(),
        _ => 0,
    }
}
