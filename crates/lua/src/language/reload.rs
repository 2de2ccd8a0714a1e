//! New code for an instance that runs, and what becomes of its state.

use std::rc::Rc;

use luminara_script::{
    End, Hook, Instance, InstanceId, Outcome, OverBudget, ReloadStrategy, Renewal, ScriptError, Value,
};
use piccolo::Value as LuaValue;

use super::Shared;
use crate::host::from_script;
use crate::proto::Proto;
use crate::table::{new_table, raw_set_field};
use crate::value::is_function;

impl Shared {
    /// Runs the new top level for an instance; where that or a hook of the reload fails, the old globals come back.
    pub(super) fn renew(
        &mut self,
        instance: &Instance,
        proto: &Rc<Proto>,
        strategy: ReloadStrategy,
    ) -> Option<Renewal> {
        let id = instance.id;
        let slot = *self.instances.get(&id)?;
        let saved = match strategy {
            ReloadStrategy::Restore => match self.save(id, slot) {
                Ok(saved) => saved,
                Err(error) => return Some(Renewal::Failed(error)),
            },
            ReloadStrategy::Preserve | ReloadStrategy::Reset => None,
        };
        self.engine.with(|ctx, vm| {
            vm.renew_environment(ctx, slot);
            if strategy != ReloadStrategy::Preserve
                && let Some(environment) = vm.environment_mut(Some(slot))
            {
                let table = environment.table;
                let this = match from_script(vm, ctx, &instance.this) {
                    LuaValue::Nil => LuaValue::UserData(new_table(ctx, 0, 8)),
                    other => other,
                };
                raw_set_field(ctx, table, "this", this);
            }
        });
        // All or nothing: a debugger doesn't stop in the middle.
        let mut end = self.run(id, proto, false).end;
        let saved = saved.filter(|_| self.has(slot, Hook::Restore));
        let is_anew = strategy != ReloadStrategy::Preserve && saved.is_none();
        if let (End::Done(_), Some(saved)) = (&end, saved) {
            end = self.call_reload_hook(id, slot, Hook::Restore, &[saved]).end;
        }
        let renewal = match end {
            End::Failed(error) => Renewal::Failed(error),
            _ if is_anew => Renewal::Anew,
            _ => Renewal::Kept,
        };
        let failed = matches!(renewal, Renewal::Failed(_));
        self.engine.with(|_, vm| vm.settle_environment(slot, failed));
        Some(renewal)
    }

    /// What the instance's `on_save` gives; `None` where it has none.
    fn save(&mut self, id: InstanceId, slot: usize) -> Result<Option<Value>, ScriptError> {
        if !self.has(slot, Hook::Save) {
            return Ok(None);
        }
        self.call_reload_hook(id, slot, Hook::Save, &[]).result().map(Some)
    }

    fn has(&mut self, slot: usize, hook: Hook) -> bool {
        self.engine.with(|ctx, vm| is_function(&vm.hook(ctx, slot, hook)))
    }

    fn call_reload_hook(&mut self, id: InstanceId, slot: usize, hook: Hook, args: &[Value]) -> Outcome {
        self.call(id, args, false, OverBudget::Stop, |ctx, vm| vm.hook(ctx, slot, hook))
    }
}
