//! A program by itself: no engine around it, for a command line and for tests.

use luminara_script::{ErrorKind, Limits, Position, TraceFrame};
use piccolo::Value;

use crate::compiler::compile;
use crate::engine::{Ended, Engine};
use crate::error::script_error;
use crate::function::main_function;
use crate::lexer::SyntaxError;
use crate::table::{change, new_table, raw_set_field};
use crate::value::free_string;
use crate::vm::Output;

/// A VM for programs without an engine.
pub struct Program {
    engine: Engine,
    limits: Limits,
}

/// Why a program stopped.
#[derive(Clone, Debug)]
pub struct RunError {
    /// What sort of error it is.
    pub kind: ErrorKind,
    /// The message, with its position as `lua5.4` prints it.
    pub message: String,
    /// Where it happened; the line is 0 where that isn't known.
    pub position: Position,
    /// The functions that were running, innermost first.
    pub trace: Vec<TraceFrame>,
}

impl Program {
    /// A VM with the whole library.
    pub fn new(limits: Limits) -> Self {
        let mut engine = Engine::new(limits);
        engine.with(|ctx, vm| {
            vm.outside.output = Output::Buffer(Vec::new());
            vm.outside.can_exit = true;
            crate::stdlib::install(ctx, vm);
        });
        Self { engine, limits }
    }

    /// Changes how many instructions the runs to come may take.
    pub fn set_instructions(&mut self, instructions: u64) {
        self.limits.work = instructions;
    }

    /// Runs a source text to its end. What it prints is there afterwards, in [`Program::take_output`].
    pub fn run(&mut self, source: &[u8], name: &str) -> Result<(), RunError> {
        self.start(source, name, &[]).map(|_| ())
    }

    /// Runs a source text to its end with a command line's arguments, which it gets as `...` and, with its own name
    /// at 0, in the global table `arg`. Gives the status that it exits with.
    #[expect(clippy::disallowed_methods, reason = "the host gives them")]
    pub fn run_with_args(&mut self, source: &[u8], name: &str, args: &[String]) -> Result<u8, RunError> {
        self.engine.with(|ctx, vm| {
            let table = new_table(ctx, args.len(), 1);
            let named = std::iter::once(name).chain(args.iter().map(String::as_str));
            for (i, arg) in named.enumerate() {
                let value = free_string(ctx, arg.as_bytes());
                change(ctx, table, |table| table.set_int(&ctx, i as i64, value));
            }
            raw_set_field(ctx, vm.library, "arg", Value::UserData(table));
        });
        self.start(source, name, args)
    }

    #[expect(clippy::disallowed_methods, reason = "the host gives them")]
    fn start(&mut self, source: &[u8], name: &str, args: &[String]) -> Result<u8, RunError> {
        let proto = compile(source, name).map_err(|errors| syntax_error(name, errors.into_iter().next()))?;
        let result = self.engine.call(
            self.limits.work,
            |ctx, vm| {
                let main = main_function(ctx, &proto, Value::UserData(vm.library));
                vm.outside.exit_status = None;
                vm.reserve(args.len() + 1).ok()?;
                vm.set_stack(0, Value::UserData(main));
                for (i, arg) in args.iter().enumerate() {
                    vm.set_stack(i + 1, free_string(ctx, arg.as_bytes()));
                }
                Some(args.len())
            },
            |_, vm, ended| match ended {
                Ended::Values(_) | Ended::Paused => Ok(0),
                Ended::Error(uncaught) => match vm.outside.exit_status.take() {
                    Some(status) => Ok(status),
                    None => {
                        let text = uncaught.text();
                        Err((script_error(vm, uncaught), text))
                    }
                },
            },
        );
        let result = result.unwrap_or(Ok(0)).map_err(|(error, text)| {
            let error = self.engine.explain(error);
            let message = text.unwrap_or_else(|| match error.kind {
                ErrorKind::Runtime | ErrorKind::Host => error.message.clone(),
                _ if error.position.line == 0 => error.message.clone(),
                _ => format!("{}:{}: {}", error.position.file, error.position.line, error.message),
            });
            RunError { kind: error.kind, message, position: error.position, trace: error.trace }
        });
        self.engine.with(|_, vm| vm.abandon_all());
        self.engine.finalize(self.limits.work);
        self.engine.with(|_, vm| vm.flush_output());
        result
    }

    /// Passes what is printed on to a function while the program runs, instead of keeping it.
    pub fn set_output(&mut self, write: impl FnMut(&[u8]) + 'static) {
        self.engine.with(|_, vm| {
            vm.outside.output = Output::Stream { buffer: Vec::new(), write: Box::new(write) };
        });
    }

    /// Lets `require`, `dofile` and `loadfile` reach files: what reads one by its name.
    pub fn set_reader(&mut self, reader: impl FnMut(&str) -> Option<Vec<u8>> + 'static) {
        self.engine.with(|_, vm| vm.outside.reader = Some(Box::new(reader)));
    }

    /// Gives `os.clock` a clock, which tells the seconds that the program has run. Without one it stands still.
    pub fn set_clock(&mut self, clock: impl FnMut() -> f64 + 'static) {
        self.engine.with(|_, vm| vm.outside.clock = Some(Box::new(clock)));
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

fn syntax_error(file: &str, error: Option<SyntaxError>) -> RunError {
    let (message, position) = error.map_or_else(Default::default, |error| (error.message, error.position));
    RunError {
        kind: ErrorKind::Syntax,
        message: format!("{file}:{}: {message}", position.line),
        position: Position { file: file.into(), line: position.line, column: position.column },
        trace: Vec::new(),
    }
}
