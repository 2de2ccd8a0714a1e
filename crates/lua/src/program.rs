//! A program by itself: no engine around it, for a command line and for tests.

use luminara_script::{Limits, TraceFrame};
use piccolo::Value;

use crate::compiler::compile;
use crate::engine::{Ended, Engine};
use crate::error::Thrown;
use crate::function::main_function;
use crate::vm::Output;

/// A VM for programs without an engine.
pub struct Program {
    engine: Engine,
    limits: Limits,
}

/// Why a program stopped.
#[derive(Clone, Debug)]
pub struct RunError {
    /// The message, with its position.
    pub message: String,
    /// The functions that were running, innermost first.
    pub trace: Vec<TraceFrame>,
}

impl Program {
    /// A VM with the whole library.
    pub fn new(limits: Limits) -> Self {
        let mut engine = Engine::new(limits);
        engine.with(|ctx, vm| {
            vm.outside.output = Output::Buffer(Vec::new());
            crate::stdlib::install(ctx, vm);
        });
        Self { engine, limits }
    }

    /// Runs a source text to its end. What it prints is there afterwards, in [`Program::take_output`].
    pub fn run(&mut self, source: &[u8], name: &str) -> Result<(), RunError> {
        let proto = compile(source, name).map_err(|errors| {
            let error = errors.first();
            let message = error
                .map_or(String::new(), |error| format!("{name}:{}: {}", error.position.line, error.message));
            RunError { message, trace: Vec::new() }
        })?;
        let result = self.engine.call(
            self.limits.instructions,
            |ctx, vm| {
                let main = main_function(ctx, &proto, Value::UserData(vm.library));
                vm.reserve(1).ok()?;
                vm.set_stack(0, Value::UserData(main));
                Some(0)
            },
            |_, vm, ended| match ended {
                Ended::Values(_) => Ok(()),
                Ended::Error(uncaught) => {
                    let message = match uncaught.thrown {
                        Thrown::Value(value) | Thrown::Handled(value) => {
                            String::from_utf8_lossy(&vm.plain_text(&value)).into_owned()
                        }
                        Thrown::Limit(limit) => limit.message,
                    };
                    Err(RunError { message, trace: uncaught.trace })
                }
            },
        );
        result.unwrap_or(Ok(()))
    }

    /// Lets `require`, `dofile` and `loadfile` reach files: what reads one by its name.
    pub fn set_reader(&mut self, reader: impl FnMut(&str) -> Option<Vec<u8>> + 'static) {
        self.engine.with(|_, vm| vm.outside.reader = Some(Box::new(reader)));
    }

    /// What was printed since the last call of this.
    pub fn take_output(&mut self) -> Vec<u8> {
        self.engine.with(|_, vm| match &mut vm.outside.output {
            Output::Buffer(buffer) => std::mem::take(buffer),
            _ => Vec::new(),
        })
    }

    /// Bytes in use.
    pub fn memory_used(&self) -> usize {
        self.engine.memory_used()
    }
}
