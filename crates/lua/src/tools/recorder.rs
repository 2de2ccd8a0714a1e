//! The profiler: how often functions and lines run, and for how long.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use luminara_script::{FileProfile, FunctionProfile, LineProfile, Profile, Recording};
use piccolo::Value;
use smol_str::SmolStr;

use super::Event;
use super::lines::add_lines;
use crate::instruction::Instruction;
use crate::proto::Proto;
use crate::value::NativeRoot;
use crate::vm::Vm;

/// Functions that are told apart; further ones aren't recorded. Every reload makes new ones.
const MOST_FUNCTIONS: usize = 20_000;

/// What is recorded.
pub(crate) struct Recorder {
    pub is_on: bool,
    clock: Option<fn() -> f64>,
    functions: Vec<Function>,
    by_address: HashMap<*const Proto, usize>,
    by_name: HashMap<&'static str, usize>,
    /// The functions that are running, outermost first.
    active: Vec<Active>,
    /// The line that is running.
    current: Option<(usize, usize)>,
    /// When time was last given to something.
    since: f64,
}

/// A function and what is known of it.
struct Function {
    code: Code,
    calls: u64,
    total_ms: f64,
    self_ms: f64,
    instructions: u64,
    /// How often it is active now.
    depth: u32,
    /// From its first line on.
    lines: Vec<Line>,
}

enum Code {
    /// Kept, so that its address stays its own.
    Lua(Rc<Proto>),
    Native(&'static str),
}

#[derive(Clone, Copy, Default)]
struct Line {
    hits: u64,
    self_ms: f64,
    instructions: u64,
}

struct Active {
    function: usize,
    /// Frames below its own, and its own.
    depth: usize,
    /// When it began.
    began: f64,
}

impl Recorder {
    /// Records from now on; times where there is a clock, which gives milliseconds.
    pub fn new(clock: Option<fn() -> f64>) -> Self {
        Self {
            is_on: true,
            clock,
            functions: Vec::new(),
            by_address: HashMap::new(),
            by_name: HashMap::new(),
            active: Vec::new(),
            current: None,
            since: 0.0,
        }
    }

    /// Goes on with or without a clock.
    pub fn set_clock(&mut self, clock: Option<fn() -> f64>) {
        self.clock = clock;
    }

    /// Forgets what was recorded.
    pub fn clear(&mut self) {
        *self = Self { is_on: self.is_on, ..Self::new(self.clock) };
        self.since = self.now();
    }

    fn now(&self) -> f64 {
        self.clock.map_or(0.0, |clock| clock())
    }

    /// A call into a script begins.
    pub fn start(&mut self) {
        self.finish();
        self.since = self.now();
    }

    /// The call is over.
    pub fn finish(&mut self) {
        let now = self.now();
        self.charge(now);
        while self.active.last().is_some() {
            self.pop(now);
        }
        self.current = None;
    }

    /// The call is stopped: time doesn't count until [`Self::wake`].
    pub fn sleep(&mut self) {
        let now = self.now();
        self.charge(now);
    }

    /// The stopped call goes on.
    pub fn wake(&mut self) {
        let now = self.now();
        let away = now - self.since;
        self.since = now;
        for active in &mut self.active {
            active.began += away;
        }
    }

    /// Gives the time since the last look to what is running.
    fn charge(&mut self, now: f64) {
        let passed = now - self.since;
        self.since = now;
        let Some(active) = self.active.last() else { return };
        let Some(function) = self.functions.get_mut(active.function) else { return };
        function.self_ms += passed;
        if let Some((at, line)) = self.current
            && let Some(line) = self.functions.get_mut(at).and_then(|function| function.lines.get_mut(line))
        {
            line.self_ms += passed;
        }
    }

    fn pop(&mut self, now: f64) {
        let Some(active) = self.active.pop() else { return };
        let Some(function) = self.functions.get_mut(active.function) else { return };
        function.depth = function.depth.saturating_sub(1);
        if function.depth == 0 {
            function.total_ms += now - active.began;
        }
    }

    fn push(&mut self, function: usize, depth: usize, now: f64, is_call: bool) {
        if let Some(record) = self.functions.get_mut(function) {
            record.calls += u64::from(is_call);
            record.depth += 1;
            self.active.push(Active { function, depth, began: now });
        }
    }

    fn of_proto(&mut self, proto: &Rc<Proto>) -> Option<usize> {
        if let Some(&known) = self.by_address.get(&Rc::as_ptr(proto)) {
            return Some(known);
        }
        let end = proto.positions.iter().map(|position| position.line).max().unwrap_or(0);
        let count = end.saturating_sub(first_line(proto)) as usize + 1;
        let at = self.add(Code::Lua(proto.clone()), count)?;
        self.by_address.insert(Rc::as_ptr(proto), at);
        Some(at)
    }

    fn of_native(&mut self, name: &'static str) -> Option<usize> {
        if let Some(&known) = self.by_name.get(name) {
            return Some(known);
        }
        let at = self.add(Code::Native(name), 0)?;
        self.by_name.insert(name, at);
        Some(at)
    }

    fn add(&mut self, code: Code, lines: usize) -> Option<usize> {
        if self.functions.len() >= MOST_FUNCTIONS {
            return None;
        }
        self.functions.push(Function {
            code,
            calls: 0,
            total_ms: 0.0,
            self_ms: 0.0,
            instructions: 0,
            depth: 0,
            lines: vec![Line::default(); lines],
        });
        Some(self.functions.len() - 1)
    }

    /// An instruction of a Lua function comes next.
    fn instruction(&mut self, proto: &Rc<Proto>, event: Event) {
        let Some(function) = self.current_function(proto) else { return };
        let is_other = match self.active.last() {
            Some(active) => active.depth != event.depth || active.function != function || event.is_entry,
            None => true,
        };
        if is_other || event.is_line {
            let now = self.now();
            self.charge(now);
            if is_other {
                self.unwind_to(event.depth, function, event.is_entry, now);
            }
        }
        let line = (event.line.saturating_sub(first_line(proto))) as usize;
        self.current = Some((function, line));
        let Some(record) = self.functions.get_mut(function) else { return };
        record.instructions += 1;
        if let Some(line) = record.lines.get_mut(line) {
            line.instructions += 1;
            line.hits += u64::from(event.is_line);
        }
    }

    fn current_function(&mut self, proto: &Rc<Proto>) -> Option<usize> {
        if let Some((at, _)) = self.current
            && let Some(Function { code: Code::Lua(known), .. }) = self.functions.get(at)
            && Rc::ptr_eq(known, proto)
        {
            return Some(at);
        }
        self.of_proto(proto)
    }

    /// Drops what has returned, and makes a function the innermost one.
    fn unwind_to(&mut self, depth: usize, function: usize, is_entry: bool, now: f64) {
        while let Some(active) = self.active.last() {
            let stays =
                active.depth < depth || (active.depth == depth && active.function == function && !is_entry);
            if stays {
                break;
            }
            self.pop(now);
        }
        let is_there =
            self.active.last().is_some_and(|active| active.depth == depth && active.function == function);
        if !is_there {
            self.push(function, depth, now, is_entry);
        }
    }

    /// The instruction that comes next calls a native function.
    fn native_call(&mut self, name: &'static str, depth: usize) {
        let now = self.now();
        self.charge(now);
        if let Some(function) = self.of_native(name) {
            self.push(function, depth + 1, now, true);
        }
    }

    /// What was recorded, with the lines of all code that is known.
    pub fn profile(&self, chunks: &BTreeMap<Rc<str>, Rc<Proto>>) -> Profile {
        let mut files: BTreeMap<SmolStr, BTreeMap<u32, LineProfile>> = BTreeMap::new();
        let mut with_code = |proto: &Proto| {
            let lines = files.entry((&*proto.chunk).into()).or_default();
            let mut found = BTreeSet::new();
            add_lines(proto, &mut found);
            for line in found {
                lines.entry(line).or_insert(LineProfile { line, ..LineProfile::default() });
            }
        };
        for proto in chunks.values() {
            with_code(proto);
        }
        for function in &self.functions {
            if let Code::Lua(proto) = &function.code
                && !chunks.contains_key(&proto.chunk)
            {
                with_code(proto);
            }
        }
        for function in &self.functions {
            let Code::Lua(proto) = &function.code else { continue };
            let Some(lines) = files.get_mut(&*proto.chunk) else { continue };
            for (i, line) in function.lines.iter().enumerate() {
                if let Some(known) = lines.get_mut(&(first_line(proto) + i as u32)) {
                    known.hits += line.hits;
                    known.self_ms += line.self_ms;
                    known.instructions += line.instructions;
                }
            }
        }
        let files =
            files.into_iter().map(|(file, lines)| FileProfile { file, lines: lines.into_values().collect() });
        Profile { functions: self.function_profiles(), files: files.collect() }
    }

    /// The functions that ran; what a reload made of the same function counts together.
    fn function_profiles(&self) -> Vec<FunctionProfile> {
        let mut merged: BTreeMap<(SmolStr, u32, String), FunctionProfile> = BTreeMap::new();
        for function in
            self.functions.iter().filter(|function| function.calls > 0 || function.instructions > 0)
        {
            let (file, line, name) = match &function.code {
                Code::Lua(proto) => (SmolStr::from(&*proto.chunk), proto.position.line, proto.title()),
                Code::Native(name) => (SmolStr::new_static("[native]"), 0, format!("function '{name}'")),
            };
            let known = merged.entry((file.clone(), line, name.clone())).or_insert_with(|| FunctionProfile {
                function: name,
                file,
                line,
                calls: 0,
                total_ms: 0.0,
                self_ms: 0.0,
                instructions: 0,
            });
            known.calls += function.calls;
            known.total_ms += function.total_ms;
            known.self_ms += function.self_ms;
            known.instructions += function.instructions;
        }
        let mut functions: Vec<FunctionProfile> = merged.into_values().collect();
        functions.sort_by(|a, b| {
            b.self_ms
                .total_cmp(&a.self_ms)
                .then(b.instructions.cmp(&a.instructions))
                .then(b.calls.cmp(&a.calls))
        });
        functions
    }
}

/// The first line that a function's code comes from.
fn first_line(proto: &Proto) -> u32 {
    if proto.is_main { 1 } else { proto.position.line }
}

impl<'gc> Vm<'gc> {
    /// Records the instruction that comes next.
    pub(super) fn record(&mut self, proto: &Rc<Proto>, pc: usize, event: Event) {
        let native = self.native_called_at(proto, pc);
        let Some(recorder) = &mut self.tools.recorder else { return };
        recorder.instruction(proto, event);
        if let Some(name) = native {
            recorder.native_call(name, event.depth);
        }
    }

    /// The native function that an instruction calls.
    fn native_called_at(&self, proto: &Proto, pc: usize) -> Option<&'static str> {
        let register = match proto.code.get(pc)? {
            Instruction::Call { a, .. } | Instruction::TailCall { a, .. } => usize::from(*a),
            Instruction::ForInCall { a, .. } => usize::from(*a),
            _ => return None,
        };
        let base = self.thread.frames.last()?.base as usize;
        let Value::UserData(data) = self.stack_value(base + register) else { return None };
        Some(data.downcast::<NativeRoot>().ok()?.name)
    }
}

/// Whether times are recorded too.
pub(crate) fn clock_for(what: Recording, now: fn() -> f64) -> Option<fn() -> f64> {
    (what == Recording::Times).then_some(now)
}
