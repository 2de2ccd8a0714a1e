//! Lua for debuggers and profilers.

use luminara_script::{
    BreakOnError, Breakpoint, Debugger, ErrorKind, LogLevel, Outcome, Position, Profile, Profiler, Recording,
    Resume, Scope, ScopeKind, ScriptError, StackFrame, Stop, StopReason, Variable, VariableId,
};
use piccolo::{Context, Value as LuaValue};

use super::{Lua, Shared};
use crate::engine::Ended;
use crate::error::script_error;
use crate::tools::evaluate::{INSTRUCTIONS, compile_expression, message_parts};
use crate::tools::recorder::{Recorder, clock_for};
use crate::tools::stop::Stopped;
use crate::value::truthy;
use crate::vm::Vm;

impl Debugger for Lua {
    fn set_breakpoints(&mut self, file: &str, breakpoints: &[Breakpoint]) -> Vec<Option<u32>> {
        self.shared.borrow_mut().engine.with(|_, vm| {
            let code = vm.tools.chunks.get(file).cloned();
            vm.tools.debugging.place(file, breakpoints, code.as_deref())
        })
    }

    fn set_break_on_error(&mut self, which: BreakOnError) {
        self.shared.borrow_mut().engine.with(|_, vm| vm.tools.debugging.on_error = which);
    }

    fn pause(&mut self) {
        self.shared.borrow_mut().engine.with(|_, vm| vm.tools.debugging.pause = true);
    }

    fn stop(&self) -> Option<Stop> {
        let mut shared = self.shared.borrow_mut();
        let instance = shared.suspended.as_ref()?.instance;
        shared.engine.with(|_, vm| {
            let stopped = vm.tools.debugging.stop.clone()?;
            let (position, depth) = (vm.stop_position(), vm.frame_count() as u32);
            Some(Stop { reason: stopped.reason, position, instance, message: stopped.message, depth })
        })
    }

    fn resume(&mut self, how: Resume) -> Option<Outcome> {
        self.shared.borrow_mut().resume(how)
    }

    fn frames(&self, start: u32, count: u32) -> Vec<StackFrame> {
        let mut shared = self.shared.borrow_mut();
        if shared.suspended.is_none() {
            return Vec::new();
        }
        shared.engine.with(|_, vm| vm.stack_frames(start, count))
    }

    fn scopes(&mut self, frame: u32) -> Vec<Scope> {
        let mut shared = self.shared.borrow_mut();
        if shared.suspended.is_none() {
            return Vec::new();
        }
        shared.engine.with(|_, vm| match vm.place_of(frame) {
            Some(place) => vm.scopes(place),
            None => Vec::new(),
        })
    }

    fn children(&mut self, of: VariableId, start: u32, count: u32) -> Vec<Variable> {
        self.shared.borrow_mut().engine.with(|ctx, vm| vm.parts(ctx, of, start, count))
    }

    fn set_variable(
        &mut self,
        frame: u32,
        scope: ScopeKind,
        index: u32,
        expression: &str,
    ) -> Result<Variable, ScriptError> {
        self.shared.borrow_mut().evaluate(frame, expression, move |ctx, vm, value| {
            let frame = vm.tools.parked.as_ref().and_then(|parked| parked.frame);
            let Some(frame) = frame else { return Err("the frame is gone".into()) };
            vm.set_in_scope(ctx, frame, scope, index, value)?;
            let scopes = vm.scopes(frame);
            let scope = scopes.into_iter().find(|known| known.kind == scope);
            let variable = scope.and_then(|scope| scope.variables.into_iter().nth(index as usize));
            Ok(variable.unwrap_or_else(|| vm.variable("?".into(), &value)))
        })
    }

    fn evaluate(&mut self, frame: u32, text: &str) -> Result<Variable, ScriptError> {
        let name = text.trim().to_owned();
        self.shared.borrow_mut().evaluate(frame, text, move |_, vm, value| Ok(vm.variable(name, &value)))
    }
}

impl Profiler for Lua {
    fn set_recording(&mut self, what: Recording) {
        let mut shared = self.shared.borrow_mut();
        let now = shared.host.services.now;
        shared.engine.with(|_, vm| match (&mut vm.tools.recorder, what) {
            (None, Recording::Off) => {}
            (Some(recorder), Recording::Off) => {
                recorder.finish();
                recorder.is_on = false;
            }
            (Some(recorder), what) => {
                recorder.set_clock(clock_for(what, now));
                recorder.start();
                recorder.is_on = true;
            }
            (recorder @ None, what) => {
                let mut new = Recorder::new(clock_for(what, now));
                new.start();
                *recorder = Some(new);
            }
        });
    }

    fn profile(&self) -> Profile {
        self.shared.borrow_mut().engine.with(|_, vm| match &vm.tools.recorder {
            Some(recorder) => recorder.profile(&vm.tools.chunks),
            None => Profile::default(),
        })
    }

    fn clear_profile(&mut self) {
        self.shared.borrow_mut().engine.with(|_, vm| {
            if let Some(recorder) = &mut vm.tools.recorder {
                recorder.clear();
            }
        });
    }
}

impl Shared {
    /// Goes on with the stopped call.
    fn resume(&mut self, how: Resume) -> Option<Outcome> {
        self.suspended.as_ref()?;
        self.engine.with(|_, vm| {
            let depth = vm.depth();
            vm.tools.debugging.start_step(how, depth);
        });
        self.go_on()
    }

    /// After the call stopped: whether it stays so, or goes on at once as the breakpoint's condition wants it.
    pub(super) fn stays_stopped(&mut self) -> bool {
        let stopped = self.engine.with(|_, vm| {
            let stopped = vm.tools.debugging.stop.clone();
            let position = vm.stop_position();
            stopped.map(|stopped| (stopped, position))
        });
        let Some((stopped, position)) = stopped else { return false };
        if stopped.reason != StopReason::Breakpoint {
            return true;
        }
        let at = self.engine.with(|_, vm| {
            let debugging = &mut vm.tools.debugging;
            let count = debugging.breakpoints_at(&position.file, position.line).count();
            (0..count).collect::<Vec<usize>>()
        });
        at.into_iter().any(|i| self.is_hit(i, &position))
    }

    /// Whether a breakpoint that was reached stops.
    fn is_hit(&mut self, i: usize, position: &Position) -> bool {
        let asked = self.engine.with(|_, vm| {
            let mut placed = vm.tools.debugging.breakpoints_at(&position.file, position.line);
            placed.nth(i).map(|placed| placed.asked.clone())
        });
        let Some(asked) = asked else { return false };
        let mut failed = None;
        if let Some(condition) = &asked.condition {
            match self.evaluate(0, condition, |_, _, value| Ok(truthy(&value))) {
                Ok(true) => {}
                Ok(false) => return false,
                Err(error) => failed = Some(format!("the condition '{condition}' failed: {}", error.message)),
            }
        }
        let hits = self.engine.with(|_, vm| {
            let placed = vm.tools.debugging.breakpoints_at(&position.file, position.line).nth(i);
            placed.map_or(0, |placed| {
                placed.hits = placed.hits.saturating_add(1);
                placed.hits
            })
        });
        if failed.is_none() && asked.hit_count.is_some_and(|wanted| hits < wanted) {
            return false;
        }
        if let (Some(message), None) = (&asked.log_message, &failed) {
            self.log(message, position);
            return false;
        }
        self.engine.with(|_, vm| {
            let reason = StopReason::Breakpoint;
            vm.tools.debugging.stop = Some(Stopped { reason, message: failed, is_after: false });
        });
        true
    }

    /// Says a breakpoint's message on the console.
    fn log(&mut self, message: &str, position: &Position) {
        let mut text = String::new();
        for part in message_parts(message) {
            match part {
                Ok(part) => text.push_str(part),
                Err(expression) => {
                    let value = self.evaluate(0, expression, |_, vm, value| {
                        Ok(String::from_utf8_lossy(&vm.plain_text(&value)).into_owned())
                    });
                    text.push_str(&value.unwrap_or_else(|error| format!("<{}>", error.message)));
                }
            }
        }
        let instance = self.suspended.as_ref().map_or_else(Default::default, |suspended| suspended.instance);
        let print = self.host.services.print;
        // As in `Vm::print_line`.
        let _ = self
            .host
            .with_state(|state| print(state, LogLevel::Info, &text, Some(position.clone()), instance));
    }

    /// Evaluates text in a frame of the stopped call, and hands its first value on.
    fn evaluate<T>(
        &mut self,
        frame: u32,
        text: &str,
        then: impl for<'gc> FnOnce(Context<'gc>, &mut Vm<'gc>, LuaValue<'gc>) -> Result<T, String>,
    ) -> Result<T, ScriptError> {
        let fail =
            |message: &str| ScriptError::new(ErrorKind::Host, message, Position::line("(expression)", 1));
        if self.suspended.is_none() {
            return Err(fail("nothing is stopped, so there is no frame to evaluate this in"));
        }
        let proto = compile_expression(text)?;
        let place = self.engine.with(|_, vm| {
            let place = vm.place_of(frame)?;
            vm.lua_frame(place).map(|_| place)
        });
        let Some(place) = place else {
            return Err(fail("this frame is a native function's; choose one of the script's"));
        };
        let result = self.engine.call_aside(
            INSTRUCTIONS,
            Some(place),
            |ctx, vm| {
                vm.tools.evaluations = vm.tools.evaluations.wrapping_add(1);
                vm.prepare_evaluation(ctx, &proto, place)
            },
            |ctx, vm, ended| match ended {
                Ended::Values(values) => {
                    let value = values.first().copied().unwrap_or_default();
                    then(ctx, vm, value).map_err(|message| fail(&message))
                }
                // Nothing that may not borrow from the frames to come is paused.
                Ended::Paused => Err(fail("it took too long")),
                Ended::Error(uncaught) => {
                    let error = script_error(vm, uncaught);
                    vm.error_object = LuaValue::Nil;
                    Err(error)
                }
            },
        );
        result.unwrap_or_else(|| Err(fail("there is no room to evaluate this")))
    }
}
