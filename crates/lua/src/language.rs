//! Lua as the engine's language: [`Language`] and [`Script`] of `luminara-script`.

mod reload;
mod tools;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use luminara_script::{
    Counters, Debugger, End, EntityId, ErrorKind, FunctionHandle, Hook, Host, Instance, InstanceId, Language,
    Metadata, Outcome, OverBudget, Position, Profiler, ReloadStrategy, Renewal, Script, ScriptError, Source,
    Value,
};
use piccolo::Value as LuaValue;

use crate::compiler::compile;
use crate::engine::{Ended, Engine};
use crate::error::script_error;
use crate::function::main_function;
use crate::host::{from_script, this_to_script, to_script};
use crate::instruction::Instruction;
use crate::proto::{Constant, Proto};
use crate::random::Xoshiro;
use crate::table::{new_table, raw_get_field, raw_set_field};
use crate::value::is_function;
use crate::vm::{Environment, Output, Vm};

/// Lua for a host.
pub fn language(host: Host) -> Box<dyn Language> {
    Box::new(Lua::new(host))
}

/// Lua: one VM, shared by all of its scripts.
pub(crate) struct Lua {
    shared: Rc<RefCell<Shared>>,
}

/// What the language and its scripts share.
struct Shared {
    engine: Engine,
    host: Host,
    counters: Counters,
    /// By instance: where the VM keeps it.
    instances: BTreeMap<InstanceId, usize>,
    /// The call that a debugger stopped.
    suspended: Option<Suspended>,
}

/// A call that a debugger stopped.
struct Suspended {
    instance: InstanceId,
    slot: Option<usize>,
    /// Instructions that the call may use.
    instructions: u64,
    /// How long it ran so far, milliseconds.
    elapsed_ms: f64,
}

impl Lua {
    pub(crate) fn new(host: Host) -> Self {
        let mut engine = Engine::new(host.limits);
        let for_vm = host.clone();
        engine.with(|ctx, vm| {
            vm.outside.host = Some(for_vm);
            vm.outside.output = Output::Host;
            crate::stdlib::install(ctx, vm);
            crate::host::install(ctx, vm);
        });
        let shared = Shared {
            engine,
            host,
            counters: Counters::default(),
            instances: BTreeMap::new(),
            suspended: None,
        };
        Self { shared: Rc::new(RefCell::new(shared)) }
    }
}

impl Language for Lua {
    fn load(&mut self, source: &Source) -> Result<Box<dyn Script>, Vec<ScriptError>> {
        let proto = self.shared.borrow_mut().compile(source)?;
        let metadata = metadata(source, &proto);
        Ok(Box::new(LuaScript { shared: self.shared.clone(), proto, metadata, own: Vec::new() }))
    }

    fn advise(&self, source: &Source, error: &mut ScriptError) {
        let registry = self.shared.borrow().host.registry.clone();
        crate::hints::advise(source, &registry, error);
    }

    fn call_function(&mut self, function: &FunctionHandle, args: &[Value]) -> Outcome {
        let (slot, instance) = (function.slot() as usize, function.instance());
        let mut shared = self.shared.borrow_mut();
        let over_budget = shared.host.limits.over_budget;
        shared.call(instance, args, true, over_budget, |_, vm| {
            let held = vm.host_values.held.get(slot).copied().flatten();
            held.map_or(LuaValue::Nil, |held| held.function)
        })
    }

    fn forget_module(&mut self, file: &str) {
        let file = file.to_owned();
        self.shared.borrow_mut().engine.with(move |ctx, vm| crate::stdlib::forget_module(ctx, vm, &file));
    }

    fn collect_garbage(&mut self) {
        self.shared.borrow_mut().engine.collect();
    }

    fn end_frame(&mut self) {
        self.shared.borrow_mut().engine.collect_some();
    }

    fn memory_used(&self) -> usize {
        self.shared.borrow().engine.memory_used()
    }

    fn counters(&self) -> Counters {
        let shared = self.shared.borrow();
        Counters { collections: shared.engine.collections, ..shared.counters }
    }

    fn set_debug_mode(&mut self, on: bool) {
        self.shared.borrow_mut().engine.with(|_, vm| {
            vm.tools.debugging.is_attached = on;
            vm.tools.debugging.pause &= on;
        });
    }

    fn debugger(&mut self) -> Option<&mut dyn Debugger> {
        Some(self)
    }

    fn profiler(&mut self) -> Option<&mut dyn Profiler> {
        Some(self)
    }
}

impl Shared {
    fn compile(&mut self, source: &Source) -> Result<Rc<Proto>, Vec<ScriptError>> {
        self.counters.compilations += 1;
        let proto =
            compile(&source.bytes, &source.file).map_err(|errors| crate::hints::explain(source, errors))?;
        self.engine.with(|_, vm| vm.tools.know(&proto));
        Ok(proto)
    }

    /// Calls the finalizers of what an instance lost since its last call.
    fn finalize(&mut self, instance: InstanceId, slot: Option<usize>) {
        let is_due = self.engine.with(|_, vm| {
            vm.outside.instance = instance;
            vm.has_unreachable()
        });
        if is_due {
            self.engine.with(|_, vm| vm.select_environment(slot));
            self.engine.finalize(self.host.limits.work);
            self.engine.with(|_, vm| vm.leave_environment(slot));
        }
    }

    /// Calls what `find` gives with an instance's environment; does nothing when that is no function. `may_stop`: a
    /// debugger may stop it, which gives nil at once.
    fn call(
        &mut self,
        instance: InstanceId,
        args: &[Value],
        may_stop: bool,
        over_budget: OverBudget,
        find: impl for<'gc> FnOnce(piccolo::Context<'gc>, &mut Vm<'gc>) -> LuaValue<'gc>,
    ) -> Outcome {
        if self.suspended.is_some() {
            let message = "no script can be called while one is stopped by the debugger";
            let error = ScriptError::new(ErrorKind::Host, message, Position::line("?", 0));
            return Outcome::failed(error);
        }
        let slot = self.instances.get(&instance).copied();
        let instructions = self.host.limits.work;
        self.finalize(instance, slot);
        let now = self.host.services.now;
        let start = now();
        let ended = self.engine.call(
            instructions,
            |ctx, vm| {
                vm.outside.instance = instance;
                vm.select_environment(slot);
                let function = find(ctx, vm);
                if !is_function(&function) || vm.reserve(args.len() + 1).is_err() {
                    vm.leave_environment(slot);
                    return None;
                }
                vm.set_stack(0, function);
                for (i, arg) in args.iter().enumerate() {
                    let value = argument(ctx, vm, slot, arg);
                    vm.set_stack(i + 1, value);
                }
                vm.tools.start_call(may_stop);
                vm.later_fuel = match (over_budget, slot) {
                    (OverBudget::Pause { frames }, Some(_)) => {
                        i64::try_from(instructions.saturating_mul(frames.into())).unwrap_or(i64::MAX)
                    }
                    _ => 0,
                };
                Some(args.len())
            },
            |ctx, vm, ended| end_call(ctx, vm, ended, slot, instructions),
        );
        let suspended = Suspended { instance, slot, instructions, elapsed_ms: now() - start };
        self.finish(ended, suspended).unwrap_or(Outcome::NOTHING)
    }

    /// Goes on with an instance's paused call.
    fn resume_paused(&mut self, instance: InstanceId) -> Outcome {
        if self.suspended.is_some() {
            return Outcome::NOTHING;
        }
        let slot = self.instances.get(&instance).copied();
        let instructions = self.host.limits.work;
        let now = self.host.services.now;
        let start = now();
        let ended = self.engine.resume_paused(
            |vm| {
                let paused = vm.environment_mut(slot).and_then(|environment| environment.paused.take());
                let Some(call) = paused else { return false };
                vm.outside.instance = instance;
                vm.select_environment(slot);
                vm.unsuspend(call);
                vm.refuel_paused(instructions);
                vm.tools.start_call(true);
                true
            },
            |ctx, vm, ended| end_call(ctx, vm, ended, slot, instructions),
        );
        let suspended = Suspended { instance, slot, instructions, elapsed_ms: now() - start };
        self.finish(ended, suspended).unwrap_or(Outcome::NOTHING)
    }

    /// Goes on with the call that is stopped.
    fn go_on(&mut self) -> Option<Outcome> {
        let suspended = self.suspended.take()?;
        let (slot, instructions) = (suspended.slot, suspended.instructions);
        let now = self.host.services.now;
        let start = now();
        self.engine.with(|_, vm| vm.tools.wake());
        let ended = self.engine.resume(|ctx, vm, ended| end_call(ctx, vm, ended, slot, instructions));
        let elapsed_ms = suspended.elapsed_ms + now() - start;
        self.finish(ended, Suspended { elapsed_ms, ..suspended })
    }

    /// What came of a call; `None` when it is stopped.
    fn finish(&mut self, mut ended: Option<(End, u64)>, mut call: Suspended) -> Option<Outcome> {
        while self.engine.is_stopped() {
            self.engine.with(|_, vm| vm.tools.sleep());
            let (slot, instructions) = (call.slot, call.instructions);
            self.suspended = Some(call);
            if self.stays_stopped() {
                return None;
            }
            call = self.suspended.take()?;
            self.engine.with(|_, vm| vm.tools.wake());
            ended = self.engine.resume(|ctx, vm, ended| end_call(ctx, vm, ended, slot, instructions));
        }
        let (end, work) = match ended {
            Some((End::Failed(error), work)) => (End::Failed(self.engine.explain(error)), work),
            Some(ended) => ended,
            None => return Some(Outcome { elapsed_ms: call.elapsed_ms, ..Outcome::NOTHING }),
        };
        self.counters.calls += 1;
        self.counters.total_ms += call.elapsed_ms;
        self.counters.peak_ms = self.counters.peak_ms.max(call.elapsed_ms);
        Some(Outcome { end, elapsed_ms: call.elapsed_ms, work })
    }

    /// Runs a file's top level in an instance's environment.
    fn run(&mut self, instance: InstanceId, proto: &Rc<Proto>, may_stop: bool) -> Outcome {
        self.call(instance, &[], may_stop, OverBudget::Stop, |ctx, vm| {
            LuaValue::UserData(main_function(ctx, proto, LuaValue::UserData(vm.globals)))
        })
    }
}

/// Takes what came of a call, and the instructions that it used.
fn end_call<'gc>(
    ctx: piccolo::Context<'gc>,
    vm: &mut Vm<'gc>,
    ended: Ended<'gc, '_>,
    slot: Option<usize>,
    instructions: u64,
) -> (End, u64) {
    let left = vm.fuel_left().max(0) as u64;
    let end = match ended {
        Ended::Values(values) => match values.first().copied().unwrap_or_default() {
            LuaValue::Nil => End::Done(Value::Nil),
            first => End::Done(to_script(vm, ctx, &first).unwrap_or_default()),
        },
        Ended::Paused => {
            let call = vm.suspend();
            if let Some(environment) = vm.environment_mut(slot) {
                environment.paused = Some(call);
            }
            End::Paused
        }
        Ended::Error(uncaught) => End::Failed(script_error(vm, uncaught)),
    };
    vm.leave_environment(slot);
    vm.tools.end_call();
    (end, instructions.saturating_sub(left))
}

/// An argument in the VM. The instance's own entity is made once.
fn argument<'gc>(
    ctx: piccolo::Context<'gc>,
    vm: &mut Vm<'gc>,
    slot: Option<usize>,
    value: &Value,
) -> LuaValue<'gc> {
    let Value::Entity(EntityId(id)) = value else { return from_script(vm, ctx, value) };
    let environment = slot.and_then(|slot| vm.environments.get(slot));
    if let Some(Some(environment)) = environment
        && let Some((known, object)) = environment.entity
        && known == *id
    {
        return object;
    }
    let object = from_script(vm, ctx, value);
    let environment = slot.and_then(|slot| vm.environments.get_mut(slot));
    if let Some(Some(environment)) = environment
        && environment.entity.is_none()
    {
        environment.entity = Some((*id, object));
    }
    object
}

/// A loaded file.
struct LuaScript {
    shared: Rc<RefCell<Shared>>,
    proto: Rc<Proto>,
    metadata: Metadata,
    /// The instances of this file.
    own: Vec<Instance>,
}

impl Script for LuaScript {
    fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    fn attach(&mut self, instance: &Instance) -> Outcome {
        let mut shared = self.shared.borrow_mut();
        let shared = &mut *shared;
        let host = shared.host.clone();
        let seed = host.with_state(|state| (host.services.seed)(state, instance.id)).unwrap_or(0);
        let this = instance.this.clone();
        let slot = shared.engine.with(|ctx, vm| {
            let table = vm.new_environment(ctx);
            let this = match from_script(vm, ctx, &this) {
                LuaValue::Nil => LuaValue::UserData(new_table(ctx, 0, 8)),
                other => other,
            };
            raw_set_field(ctx, table, "this", this);
            let random = Xoshiro::new(seed, 0);
            let environment = Environment { table, entity: None, random, paused: None };
            match vm.environments.iter().position(Option::is_none) {
                Some(slot) => {
                    if let Some(place) = vm.environments.get_mut(slot) {
                        *place = Some(environment);
                    }
                    slot
                }
                None => {
                    vm.environments.push(Some(environment));
                    vm.environments.len() - 1
                }
            }
        });
        shared.instances.insert(instance.id, slot);
        self.own.push(instance.clone());
        shared.run(instance.id, &self.proto, true)
    }

    fn detach(&mut self, instance: InstanceId) {
        self.own.retain(|own| own.id != instance);
        let mut shared = self.shared.borrow_mut();
        if let Some(slot) = shared.instances.remove(&instance) {
            shared.engine.with(|_, vm| {
                if let Some(place) = vm.environments.get_mut(slot) {
                    *place = None;
                }
                vm.forget_finalizers(instance.0);
            });
        }
    }

    fn reload(
        &mut self,
        source: &Source,
        strategy: ReloadStrategy,
    ) -> Result<Vec<(InstanceId, Renewal)>, Vec<ScriptError>> {
        let mut shared = self.shared.borrow_mut();
        let shared = &mut *shared;
        let proto = shared.compile(source)?;
        self.metadata = metadata(source, &proto);
        let mut renewals = Vec::with_capacity(self.own.len());
        for instance in &self.own {
            let Some(renewal) = shared.renew(instance, &proto, strategy) else { continue };
            renewals.push((instance.id, renewal));
        }
        self.proto = proto;
        Ok(renewals)
    }

    fn has(&self, instance: InstanceId, hook: Hook) -> bool {
        let mut shared = self.shared.borrow_mut();
        let Some(&slot) = shared.instances.get(&instance) else { return false };
        shared.engine.with(|ctx, vm| is_function(&vm.hook(ctx, slot, hook)))
    }

    fn call(&mut self, instance: InstanceId, hook: Hook, args: &[Value]) -> Outcome {
        let mut shared = self.shared.borrow_mut();
        let Some(&slot) = shared.instances.get(&instance) else {
            return Outcome::NOTHING;
        };
        let over_budget = match hook {
            // There is no next frame for it.
            Hook::Destroy => OverBudget::Stop,
            _ => shared.host.limits.over_budget,
        };
        shared.call(instance, args, true, over_budget, |ctx, vm| vm.hook(ctx, slot, hook))
    }

    fn resume(&mut self, instance: InstanceId) -> Outcome {
        self.shared.borrow_mut().resume_paused(instance)
    }

    fn abandon(&mut self, instance: InstanceId) {
        let mut shared = self.shared.borrow_mut();
        let slot = shared.instances.get(&instance).copied();
        shared.engine.with(|_, vm| {
            if let Some(environment) = vm.environment_mut(slot) {
                environment.paused = None;
            }
        });
    }

    fn this(&self, instance: InstanceId) -> Value {
        let mut shared = self.shared.borrow_mut();
        let Some(&slot) = shared.instances.get(&instance) else { return Value::Nil };
        shared.engine.with(|ctx, vm| {
            let Some(Some(environment)) = vm.environments.get(slot) else { return Value::Nil };
            let this = raw_get_field(ctx, &LuaValue::UserData(environment.table), "this");
            let fuel = (vm.slice, vm.reserve_fuel);
            vm.refuel(u64::MAX);
            let this = this_to_script(vm, ctx, &this);
            (vm.slice, vm.reserve_fuel) = fuel;
            this
        })
    }
}

impl Drop for LuaScript {
    fn drop(&mut self) {
        for instance in std::mem::take(&mut self.own) {
            self.detach(instance.id);
        }
    }
}

/// What a file says of itself in its leading comments, the hooks that it defines, and what in it is hardly meant.
fn metadata(source: &Source, proto: &Proto) -> Metadata {
    let mut metadata = Metadata { warnings: crate::hints::warnings(source), ..Metadata::default() };
    let text = String::from_utf8_lossy(&source.bytes);
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() || line.starts_with("#!") {
            continue;
        }
        let Some(comment) = line.strip_prefix("--") else { break };
        let comment = comment.trim_start_matches(['-', '[', ' ']).trim();
        let Some((tag, rest)) = comment.split_once(char::is_whitespace) else { continue };
        let rest = Some(rest.trim().to_owned());
        match tag {
            "@author" => metadata.author = rest,
            "@description" => metadata.description = rest,
            "@version" => metadata.version = rest,
            _ => {}
        }
    }
    let defines = |name: &str| {
        proto.code.iter().any(|instruction| match instruction {
            Instruction::SetGlobal { b, .. } => {
                matches!(proto.constants.get(usize::from(*b)), Some(Constant::Str(text)) if &**text == name.as_bytes())
            }
            _ => false,
        })
    };
    metadata.hooks = Hook::ALL
        .into_iter()
        .filter(|hook| defines(hook.name()) || hook.alias().is_some_and(defines))
        .collect();
    metadata
}
