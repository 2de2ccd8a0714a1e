//! One Lua script with a small host, for tests of debugger and profiler.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::expect_used, reason = "a test's helpers fail as its tests do")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use luminara_script::*;

thread_local! {
    static NOW: Cell<f64> = const { Cell::new(0.0) };
}

/// A clock that is a millisecond further whenever it is read.
pub fn clock() -> f64 {
    NOW.with(|now| {
        now.set(now.get() + 1.0);
        now.get()
    })
}

pub struct Lines(pub Vec<String>);

pub struct Session {
    pub language: Box<dyn Language>,
    pub script: Option<Box<dyn Script>>,
    pub host: Rc<RefCell<Lines>>,
}

const FILE: &str = "main.lua";

impl Session {
    /// Nothing loaded, a debugger attached.
    pub fn new() -> Self {
        let mut registry = Registry::default();
        math::register(&mut registry);
        let break_here = FunctionDef {
            name: "break_here",
            doc: "",
            params: Vec::new(),
            returns: Type::Nil,
            mutates: false,
            entry: |call| {
                call.site.break_here();
                Ok(Value::Nil)
            },
        };
        let functions = vec![break_here];
        registry.modules.push(Module {
            name: "debug",
            doc: "",
            call: None,
            functions,
            constants: Vec::new(),
        });
        let host = Rc::new(RefCell::new(Lines(Vec::new())));
        let services = Services {
            print: |state, _, text, _, _| {
                state.downcast_mut::<Lines>().expect("the host").0.push(text.to_owned());
            },
            read_file: |_, _| None,
            time: |_| 0.0,
            seed: |_, _| 1,
            read_column: |_, _, _, _, _| Ok(()),
            write_column: |_, _, _, _, _| Ok(()),
            now: clock,
            part: |_, _| None,
        };
        let limits = Limits::default();
        let mut language = luminara_lua::language(Host {
            registry: Rc::new(registry),
            state: host.clone(),
            services,
            limits,
        });
        language.set_debug_mode(true);
        Self { language, script: None, host }
    }

    pub fn debugger(&mut self) -> &mut dyn Debugger {
        self.language.debugger().expect("Lua can be debugged")
    }

    pub fn profiler(&mut self) -> &mut dyn Profiler {
        self.language.profiler().expect("Lua can be profiled")
    }

    /// Loads a script and runs its top level.
    pub fn load(&mut self, text: &str) -> Outcome {
        let source = Source { file: FILE.into(), bytes: text.as_bytes().into() };
        let mut script = self.language.load(&source).expect("it compiles");
        let outcome = script.attach(&Instance { id: InstanceId(1), entity: None, this: Value::Nil });
        self.script = Some(script);
        outcome
    }

    /// Loads a script with breakpoints.
    pub fn start(text: &str, breakpoints: &[Breakpoint]) -> Self {
        let mut session = Self::new();
        session.debugger().set_breakpoints(FILE, breakpoints);
        session.load(text);
        session
    }

    pub fn at(text: &str, lines: &[u32]) -> Self {
        let breakpoints: Vec<_> = lines.iter().map(|line| Breakpoint::at(*line)).collect();
        Self::start(text, &breakpoints)
    }

    pub fn reload(&mut self, text: &str) {
        let source = Source { file: FILE.into(), bytes: text.as_bytes().into() };
        self.script
            .as_mut()
            .expect("it is loaded")
            .reload(&source, ReloadStrategy::Preserve)
            .expect("it compiles");
    }

    pub fn update(&mut self) -> Outcome {
        let script = self.script.as_mut().expect("it is loaded");
        script.call(InstanceId(1), Hook::Update, &[])
    }

    /// Where it is stopped.
    pub fn line(&mut self) -> Option<u32> {
        self.debugger().stop().map(|stop| stop.position.line)
    }

    pub fn resume(&mut self, how: Resume) -> Option<u32> {
        self.debugger().resume(how);
        self.line()
    }

    pub fn step(&mut self, how: Resume, times: usize) -> Vec<Option<u32>> {
        (0..times).map(|_| self.resume(how)).collect()
    }

    /// The lines where it stops until it ends.
    pub fn stops(&mut self) -> Vec<u32> {
        let mut lines = Vec::new();
        while let Some(line) = self.line() {
            lines.push(line);
            self.debugger().resume(Resume::Continue);
        }
        lines
    }

    pub fn scope(&mut self, frame: u32, kind: ScopeKind) -> Vec<(String, String)> {
        let scopes = self.debugger().scopes(frame);
        let scope = scopes.into_iter().find(|scope| scope.kind == kind);
        let variables = scope.map_or(Vec::new(), |scope| scope.variables);
        variables.into_iter().map(|variable| (variable.name, variable.value)).collect()
    }

    pub fn eval(&mut self, frame: u32, text: &str) -> String {
        match self.debugger().evaluate(frame, text) {
            Ok(variable) => variable.value,
            Err(error) => format!("{}: {}", error.kind.name(), error.message),
        }
    }

    pub fn said(&self) -> Vec<String> {
        std::mem::take(&mut self.host.borrow_mut().0)
    }
}

pub fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
