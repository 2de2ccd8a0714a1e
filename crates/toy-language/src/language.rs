//! Toy as the engine's language.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use luminara_script::{
    Counters, End, FunctionHandle, Hook, Host, Instance, InstanceId, Language, Making, Metadata, Outcome,
    ReloadStrategy, Renewal, Script, ScriptError, Source, Table, Value, ready,
};

use crate::run::{Run, Variables};
use crate::syntax::{Code, parse};

/// Toy for a host: ready at once.
pub fn make(host: Host) -> Making {
    ready(Toy { host, counters: Rc::default() })
}

struct Toy {
    host: Host,
    counters: Rc<RefCell<Counters>>,
}

impl Language for Toy {
    fn load(&mut self, source: &Source) -> Result<Box<dyn Script>, Vec<ScriptError>> {
        let code = compile(source)?;
        self.counters.borrow_mut().compilations += 1;
        Ok(Box::new(ToyScript {
            host: self.host.clone(),
            counters: self.counters.clone(),
            metadata: metadata(&code),
            code: Rc::new(code),
            instances: BTreeMap::new(),
        }))
    }

    /// A script has no functions that it could give away.
    fn call_function(&mut self, _: &FunctionHandle, _: &[Value]) -> Outcome {
        Outcome::NOTHING
    }

    fn memory_used(&self) -> usize {
        0
    }

    fn counters(&self) -> Counters {
        *self.counters.borrow()
    }
}

fn compile(source: &Source) -> Result<Code, Vec<ScriptError>> {
    parse(&source.file, &String::from_utf8_lossy(&source.bytes)).map_err(|error| vec![error])
}

/// A script that runs: the code that it goes on with, and its state.
struct Own {
    code: Rc<Code>,
    variables: Variables,
}

fn metadata(code: &Code) -> Metadata {
    Metadata { hooks: code.hooks.keys().copied().collect(), ..Metadata::default() }
}

struct ToyScript {
    host: Host,
    counters: Rc<RefCell<Counters>>,
    metadata: Metadata,
    code: Rc<Code>,
    instances: BTreeMap<InstanceId, Own>,
}

impl ToyScript {
    /// Runs a hook with an instance's variables, or the top level.
    fn run(&self, id: InstanceId, own: &mut Own, hook: Option<(Hook, &[Value])>) -> Outcome {
        let Own { code, variables } = own;
        let (body, arguments) = match hook {
            None => (&code.top, Variables::new()),
            Some((hook, args)) => match code.hooks.get(&hook) {
                Some((params, body)) => (body, params.iter().cloned().zip(args.iter().cloned()).collect()),
                None => return Outcome::NOTHING,
            },
        };
        let (now, work) = (self.host.services.now, self.host.limits.work);
        let began = now();
        let mut run =
            Run { host: &self.host, file: &code.file, instance: id, variables, arguments, work, line: 0 };
        let end = match run.block(body) {
            Ok(()) => End::Done(Value::Nil),
            Err(error) => End::Failed(error),
        };
        let (elapsed_ms, work) = (now() - began, work - run.work);
        let mut counters = self.counters.borrow_mut();
        counters.calls += 1;
        counters.total_ms += elapsed_ms;
        counters.peak_ms = counters.peak_ms.max(elapsed_ms);
        Outcome { end, elapsed_ms, work }
    }
}

/// What an instance begins with: the fields that it was attached with.
fn first_variables(this: &Value) -> Variables {
    match this {
        Value::Table(table) => table.fields.clone(),
        _ => Variables::new(),
    }
}

impl Script for ToyScript {
    fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    fn attach(&mut self, instance: &Instance) -> Outcome {
        let mut own = Own { code: self.code.clone(), variables: first_variables(&instance.this) };
        let outcome = self.run(instance.id, &mut own, None);
        self.instances.insert(instance.id, own);
        outcome
    }

    fn detach(&mut self, instance: InstanceId) {
        self.instances.remove(&instance);
    }

    fn reload(
        &mut self,
        source: &Source,
        strategy: ReloadStrategy,
    ) -> Result<Vec<(InstanceId, Renewal)>, Vec<ScriptError>> {
        let code = Rc::new(compile(source)?);
        self.metadata = metadata(&code);
        self.code = code.clone();
        self.counters.borrow_mut().compilations += 1;
        let is_kept = strategy == ReloadStrategy::Preserve;
        let mut instances = std::mem::take(&mut self.instances);
        let mut renewals = Vec::with_capacity(instances.len());
        for (id, own) in &mut instances {
            let variables = if is_kept { own.variables.clone() } else { Variables::new() };
            let mut new = Own { code: code.clone(), variables };
            let renewal = match self.run(*id, &mut new, None).end {
                End::Failed(error) => Renewal::Failed(error),
                _ if is_kept => Renewal::Kept,
                _ => Renewal::Anew,
            };
            if !matches!(renewal, Renewal::Failed(_)) {
                *own = new;
            }
            renewals.push((*id, renewal));
        }
        self.instances = instances;
        Ok(renewals)
    }

    fn has(&self, instance: InstanceId, hook: Hook) -> bool {
        self.instances.get(&instance).is_some_and(|own| own.code.hooks.contains_key(&hook))
    }

    fn call(&mut self, instance: InstanceId, hook: Hook, args: &[Value]) -> Outcome {
        let Some(mut own) = self.instances.remove(&instance) else { return Outcome::NOTHING };
        let outcome = self.run(instance, &mut own, Some((hook, args)));
        self.instances.insert(instance, own);
        outcome
    }

    fn this(&self, instance: InstanceId) -> Value {
        let fields = self.instances.get(&instance).map(|own| own.variables.clone()).unwrap_or_default();
        Value::Table(Table { fields, list: Vec::new() }.into())
    }
}
