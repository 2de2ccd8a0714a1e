//! What went wrong in a guest, as the person who wrote it reads it.

use luminara_script::{ErrorKind, Limits, OverBudget, Position, ScriptError, TraceFrame};
use wasmi::errors::InstantiationError;
use wasmi::{AsContext, Store, TrapCode};

use crate::fuel::fuel_of;
use crate::instance::State;
use crate::linker::{Failure, bits_of};

/// What went wrong in an export, in words, and where.
pub fn explain(store: &mut Store<State>, error: wasmi::Error, name: &str) -> ScriptError {
    let note = store.data().note;
    let at = note.map_or(0, |note| bits_of(&note.get(store.as_context())) as u32);
    let limits = store.data().guest.shared.host.limits;
    let budget = &mut store.data_mut().budget;
    let (hit, refused) = (budget.hit.take(), budget.refused.take());
    let trap = error.as_trap_code();
    let (kind, message) = match (error.downcast_ref::<Failure>(), hit, trap) {
        (Some(Failure(error)), ..) if error.kind == ErrorKind::Timeout => timeout(&limits),
        (Some(Failure(error)), ..) => (error.kind, error.message.clone()),
        (None, Some(hit), _) => (hit.kind, hit.message),
        (None, None, Some(TrapCode::OutOfFuel)) => timeout(&limits),
        (None, None, Some(TrapCode::StackOverflow)) => {
            (ErrorKind::Limit, "calls are nested too deep".to_owned())
        }
        // Compilers of most languages give up so where an allocation fails.
        (None, None, Some(TrapCode::UnreachableCodeReached)) if refused.is_some() => {
            (ErrorKind::OutOfMemory, "it reached 'unreachable'".to_owned())
        }
        (None, None, Some(TrapCode::UnreachableCodeReached)) => {
            (ErrorKind::Runtime, "it reached 'unreachable', which is how a guest gives up".to_owned())
        }
        (None, None, Some(trap)) => (ErrorKind::Runtime, trap.to_string()),
        (None, None, None) => match error.kind() {
            wasmi::errors::ErrorKind::Instantiation(
                InstantiationError::TooManyTables | InstantiationError::TooManyMemories,
            ) => (ErrorKind::Limit, error.to_string()),
            _ => (ErrorKind::Runtime, error.to_string()),
        },
    };
    let before = refused.map_or(String::new(), |refused| format!(", after 'grow' gave it -1: {refused}"));
    let locations = &store.data().guest.locations;
    let script = locations.position(0).unwrap_or_else(|| Position::line("", 0));
    // Where the stack ran over, the note is of a function further out.
    let at = if trap == Some(TrapCode::StackOverflow) { 0 } else { at };
    let function = locations.function(at);
    let line = locations.line(at);
    let place = match (&function, &line) {
        (Some(function), Some(line)) if line.file == script.file => format!(" in {function}"),
        (Some(function), Some(line)) => format!(" in {function} ({}:{})", line.file, line.line),
        (Some(function), None) => format!(" in {function} (near offset {at:#x})"),
        (None, _) => format!(" in {name}"),
    };
    let position = locations.position(at).unwrap_or_else(|| script.clone());
    let mut wrong = ScriptError::new(kind, format!("{message}{place}{before}"), position.clone());
    if let Some(function) = function.filter(|function| function != name) {
        let position = match line {
            Some(line) => Position { file: line.file, line: line.line, column: line.column },
            None => position,
        };
        wrong.trace.push(TraceFrame { function: format!("function '{function}'").into(), position });
    }
    wrong.trace.push(TraceFrame { function: format!("export '{name}'").into(), position: script });
    wrong
}

fn timeout(limits: &Limits) -> (ErrorKind, String) {
    let fuel = fuel_of(limits.work);
    let message = match limits.over_budget {
        OverBudget::Stop => format!("the guest used up its fuel ({fuel} a call, and twice that a frame)"),
        OverBudget::Pause { frames } => {
            format!(
                "the guest used up its fuel ({fuel} a call in a frame, and a call may go on for {frames} frames)"
            )
        }
    };
    (ErrorKind::Timeout, message)
}
