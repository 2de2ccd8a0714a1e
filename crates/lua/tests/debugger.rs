//! The debugger: stops, steps, variables, evaluation.

mod harness;

use harness::{Session, pairs};
use luminara_script::{
    BreakOnError, Breakpoint, ErrorKind, FrameKind, Resume, ScopeKind, StopReason, Value, VariableId,
};

#[test]
fn a_call_stops_at_a_line_and_goes_on_exactly() {
    let mut session =
        Session::at("local n = 0\nfunction on_update()\n n = n + 1\n n = n * 2\n return n\nend", &[4]);
    let outcome = session.update();
    assert_eq!(outcome.result(), Ok(Value::Nil));
    let stop = session.debugger().stop().expect("it stopped");
    assert_eq!((stop.reason, stop.position.line, stop.depth), (StopReason::Breakpoint, 4, 1));
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(2)));
    assert_eq!(session.line(), None);
    session.update();
    assert_eq!(session.line(), Some(4));
}

#[test]
fn instructions_are_the_same_with_and_without_stops() {
    let text =
        "function on_update()\n local s = 0\n for i = 1, 20 do\n  s = s + #tostring(i)\n end\n return s\nend";
    let plain = Session::at(text, &[]).update();
    let mut session = Session::at(text, &[4]);
    session.update();
    let mut last = None;
    let mut stops = 0;
    while session.line().is_some() {
        session.eval(0, "s * 2");
        stops += 1;
        last = session.debugger().resume(Resume::Continue);
    }
    let last = last.expect("it ends");
    assert_eq!((stops, last.result(), last.work), (20, plain.result(), plain.work));
}

#[test]
fn nothing_else_runs_while_a_call_is_stopped() {
    let mut session = Session::at("function on_update()\n local x = 1\n return x\nend", &[3]);
    session.update();
    let error = session.update().result().expect_err("one call is in progress");
    assert!(error.message.contains("stopped"), "{error}");
    assert_eq!(session.line(), Some(3));
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(1)));
}

#[test]
fn breakpoints_stand_on_the_next_line_with_code() {
    let mut session = Session::new();
    session.load("function on_update()\n\n -- a comment\n local x = 1\nend\n");
    let placed = session
        .debugger()
        .set_breakpoints("main.lua", &[Breakpoint::at(2), Breakpoint::at(4), Breakpoint::at(99)]);
    assert_eq!(placed, [Some(4), Some(4), None]);
    session.update();
    assert_eq!(session.stops(), [4]);
    session.reload("function on_update()\n local y = 1\n local x = y\nend\n");
    session.update();
    assert_eq!(session.stops(), [2, 4]);
}

#[test]
fn the_top_level_stops_too_but_not_in_a_reload() {
    let text = "local a = 1\nlocal b = a + 1\nprint(b)";
    let mut session = Session::at(text, &[2]);
    assert_eq!(session.stops(), [2]);
    assert_eq!(session.said(), ["2"]);
    session.reload(text);
    assert_eq!(session.line(), None);
    assert_eq!(session.said(), ["2"]);
}

#[test]
fn it_stops_in_coroutines_and_in_callbacks_of_natives() {
    let mut session = Session::at(
        "function on_update()
            local co = coroutine.wrap(function()
                local inside = 1
                coroutine.yield(inside)
                inside = 2
            end)
            co() co()
            table.sort({ 2, 1 }, function(a, b)
                return a < b
            end)
            pcall(function()
                error('x')
            end)
            return (string.gsub('ab', '.', function(c)
                return c .. c
            end))
        end",
        &[4, 5, 9, 12, 15],
    );
    session.update();
    let frames = session.debugger().frames(0, 10);
    let functions: Vec<_> = frames.iter().map(|frame| (frame.kind, frame.position.line)).collect();
    assert_eq!(functions, [(FrameKind::Function, 4), (FrameKind::Function, 7)]);
    assert_eq!(session.scope(0, ScopeKind::Locals), pairs(&[("inside", "1")]));
    assert_eq!(session.resume(Resume::Continue), Some(5));
    assert_eq!(session.resume(Resume::Continue), Some(9));
    let frames = session.debugger().frames(0, 10);
    let kinds: Vec<_> = frames.iter().map(|frame| frame.kind).collect();
    assert_eq!(kinds, [FrameKind::Function, FrameKind::Native, FrameKind::Function]);
    assert!(frames[1].function.contains("sort"), "{frames:?}");
    let mut rest = session.stops();
    rest.dedup();
    assert_eq!(rest, [9, 12, 15]);
}

#[test]
fn a_stopped_coroutine_goes_on_to_the_same_result() {
    let text = "function on_update()
        local co = coroutine.wrap(function(a)
            local b = coroutine.yield(a + 1)
            return b * 2
        end)
        return co(1) + co(10)
    end";
    let mut session = Session::at(text, &[3, 4]);
    session.update();
    assert_eq!(session.line(), Some(3));
    assert_eq!(session.resume(Resume::Continue), Some(4));
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(22)));
}

const STEPS: &str = "local function inner(x)
    local y = x + 1
    return y
end
local function outer(x)
    local a = inner(x)
    local b = inner(a)
    return a + b
end
function on_update()
    local r = outer(1)
    return r
end";

#[test]
fn steps_go_in_over_and_out() {
    let mut session = Session::at(STEPS, &[11]);
    session.update();
    assert_eq!(session.step(Resume::StepIn, 4), [Some(6), Some(2), Some(3), Some(7)]);
}

#[test]
fn step_over_stays_in_the_function_and_leaves_it_at_its_end() {
    let mut session = Session::at(STEPS, &[6]);
    session.update();
    assert_eq!(session.step(Resume::StepOver, 4), [Some(7), Some(8), Some(12), None]);
}

#[test]
fn step_out_comes_back_to_the_caller() {
    let mut session = Session::at(STEPS, &[3]);
    session.update();
    assert_eq!(session.step(Resume::StepOut, 1), [Some(7)]);
    assert_eq!(session.resume(Resume::Continue), Some(3));
    assert_eq!(session.step(Resume::StepOut, 3), [Some(8), Some(12), None]);
}

#[test]
fn a_loop_on_one_line_stops_every_round() {
    let mut session = Session::at("function on_update()\n for i = 1, 3 do local x = i end\nend", &[2]);
    session.update();
    let mut seen = Vec::new();
    while session.line().is_some() {
        seen.push(session.scope(0, ScopeKind::Locals));
        session.resume(Resume::Continue);
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
}

#[test]
fn a_call_that_waited_for_fuel_stops_once() {
    // The slice ends in the middle of the calls.
    let text = "local function f() end\nfunction on_update()\n for i = 1, 9000 do\n  f()\n end\nend";
    let mut session = Session::start(
        text,
        &[Breakpoint { line: 4, log_message: Some("{i}".into()), ..Breakpoint::default() }],
    );
    session.update();
    let said = session.said();
    assert_eq!(said.len(), 9000);
    assert_eq!(said.last().map(String::as_str), Some("9000"));
}

#[test]
fn locals_shadow_each_other_and_are_there_when_they_have_a_value() {
    let mut session = Session::at(
        "local up, fixed = 5, {}
        function on_update(...)
            local x = 1
            do
                local x, t = 'two', { 1, 2, k = fixed }
                up = up + 1
                print(x, t)
            end
            local later = 3
        end",
        &[7],
    );
    let script = session.script.as_mut().expect("it is loaded");
    script.call(
        luminara_script::InstanceId(1),
        luminara_script::Hook::Update,
        &[Value::Int(7), Value::string("arg")],
    );
    let locals = session.scope(0, ScopeKind::Locals);
    assert_eq!(locals, pairs(&[("x", "1"), ("x", "\"two\""), ("t", "{3 entries}")]));
    assert_eq!(session.scope(0, ScopeKind::Varargs), pairs(&[("...[1]", "7"), ("...[2]", "\"arg\"")]));
    let mut upvalues = session.scope(0, ScopeKind::Upvalues);
    upvalues.sort();
    assert_eq!(upvalues, pairs(&[("fixed", "{0 items}"), ("up", "6")]));
    let globals = session.scope(0, ScopeKind::Globals);
    assert!(globals.iter().any(|(name, _)| name == "on_update"), "{globals:?}");
    assert_eq!(session.eval(0, "x .. select('#', ...) .. (...)"), "\"two27\"");
}

#[test]
fn a_tables_parts_are_given_page_by_page() {
    let mut session = Session::at(
        "function on_update()\n local t = { 10, 20, name = 'n', [true] = { 1 } }\n print(t)\nend",
        &[3],
    );
    session.update();
    let scopes = session.debugger().scopes(0);
    let table = scopes[0].variables[0].children.expect("a table has parts");
    let parts = session.debugger().children(table, 0, 100);
    let list: Vec<_> = parts.iter().map(|part| (part.name.as_str(), part.value.as_str())).collect();
    assert_eq!(list, [("[1]", "10"), ("[2]", "20"), ("name", "\"n\""), ("[true]", "{1 items}")]);
    let inner = parts[3].children.expect("it has parts");
    assert_eq!(session.debugger().children(inner, 0, 5)[0].value, "1");
    assert_eq!(session.debugger().children(table, 1, 2)[0].name, "[2]");
    session.resume(Resume::Continue);
    assert!(session.debugger().children(table, 0, 5).is_empty(), "it is gone with the stop");
    assert!(session.debugger().children(VariableId(0), 0, 5).is_empty());
}

#[test]
fn variables_are_set_where_they_are() {
    let mut session = Session::at(
        "local up = 1
        function on_update(...)
            local a, b = 1, 2
            local get = function() return b end
            a = a + 1
            b = b + 1
            up = up + 1
            do
                local a = 100
                a = a + ...
                return a + b + up + get()
            end
        end",
        &[10],
    );
    let script = session.script.as_mut().expect("it is loaded");
    script.call(luminara_script::InstanceId(1), luminara_script::Hook::Update, &[Value::Int(1)]);
    let debugger = session.debugger();
    // Locals: a, b, get, a.
    assert_eq!(debugger.set_variable(0, ScopeKind::Locals, 3, "a + 900").expect("it is set").value, "1000");
    assert_eq!(debugger.set_variable(0, ScopeKind::Locals, 1, "20").expect("it is set").value, "20");
    assert_eq!(debugger.set_variable(0, ScopeKind::Upvalues, 0, "300").expect("it is set").value, "300");
    assert_eq!(debugger.set_variable(0, ScopeKind::Varargs, 0, "5").expect("it is set").value, "5");
    assert_eq!(session.scope(0, ScopeKind::Locals)[0], ("a".into(), "2".into()));
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(1000 + 5 + 20 + 300 + 20)));
}

#[test]
fn what_stands_in_the_code_cant_be_set_and_says_so() {
    let mut session = Session::at("function on_update()\n local speed = 3\n return speed * 2\nend", &[3]);
    session.update();
    let error = session.debugger().set_variable(0, ScopeKind::Locals, 0, "4").expect_err("it is a constant");
    assert!(error.message.contains("'speed' can't be set"), "{error}");
    let error = session.debugger().set_variable(0, ScopeKind::Locals, 9, "4").expect_err("there is none");
    assert!(error.message.contains("no variable 9"), "{error}");
    assert_eq!(session.eval(7, "1"), "error: this frame is a native function's; choose one of the script's");
}

#[test]
fn expressions_and_assignments_are_evaluated_in_a_frame() {
    let mut session = Session::at(
        "local up = { n = 1 }
        score = 10
        local function inner(x)
            local y = x * 2
            y = y + up.n
            return y
        end
        function on_update()
            local mine = 5
            mine = mine + inner(mine)
            return mine
        end",
        &[6],
    );
    session.update();
    assert_eq!(session.eval(0, "x + y"), "16");
    assert_eq!(session.eval(1, "mine"), "5");
    assert_eq!(session.eval(0, "mine"), "nil");
    assert_eq!(session.eval(0, "y = 100"), "nil");
    assert_eq!(session.eval(0, "score = score + 1"), "nil");
    assert_eq!(session.eval(0, "score"), "11");
    assert_eq!(session.eval(0, "up.n"), "1");
    assert_eq!(session.eval(0, "math.max(x, 3)"), "5");
    assert_eq!(session.eval(0, "(function() return y end)()"), "100");
    assert_eq!(session.eval(0, "coroutine.wrap(function() coroutine.yield(x) end)()"), "5");
    assert!(session.eval(0, "nothing.x").starts_with("runtime error: attempt to index a nil value"));
    assert!(session.eval(0, "x +").starts_with("syntax error"));
    assert_eq!(session.eval(0, "error('no')"), "runtime error: no");
    assert_eq!(session.line(), Some(6), "it stays where it is");
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(105)));
}

#[test]
fn a_function_made_in_an_evaluation_outlives_it() {
    let mut session =
        Session::at("function on_update()\n local secret = 5\n secret = secret + 1\n return kept\nend", &[4]);
    session.update();
    session.eval(0, "kept = function() return secret, on_update end");
    assert_eq!(session.eval(0, "(select('#', kept()))"), "2");
    session.resume(Resume::Continue);
    session.update();
    // The names of the evaluation that made it are gone; globals are not.
    assert_eq!(session.eval(0, "kept()"), "nil");
    assert!(session.eval(0, "select(2, kept())").starts_with("function 'on_update'"));
}

#[test]
fn breakpoints_have_conditions_counts_and_messages() {
    let text = "function on_update()\n for i = 1, 10 do\n  local x = i * i\n  print('at', x)\n end\nend";
    let condition =
        |condition: &str| Breakpoint { line: 4, condition: Some(condition.into()), ..Breakpoint::default() };
    let mut session = Session::start(text, &[condition("x % 9 == 0")]);
    session.update();
    assert_eq!(session.scope(0, ScopeKind::Locals), pairs(&[("i", "3"), ("x", "9")]));
    assert_eq!(session.stops(), [4, 4, 4]);

    let mut session = Session::start(text, &[Breakpoint { hit_count: Some(3), ..condition("i > 4") }]);
    session.update();
    assert_eq!(session.scope(0, ScopeKind::Locals)[0].1, "7");

    let message = Some("{i} squared is {x}, {nope.x}".into());
    let mut session = Session::start(text, &[Breakpoint { log_message: message, ..condition("i == 2") }]);
    session.update();
    assert_eq!(session.line(), None);
    let said = session.said();
    assert!(said[1].starts_with("2 squared is 4, <attempt to index a nil value"), "{said:?}");
    assert_eq!(said[2], "at\t4");
}

#[test]
fn a_condition_that_fails_or_never_ends_stops_and_says_why() {
    for (condition, part) in [
        ("nope.x", "attempt to index a nil value"),
        ("(function() while true do end end)()", "used up its instructions"),
        ("x ==", "near"),
        ("string.rep('x', 1 << 40)", "memory"),
    ] {
        let breakpoint = Breakpoint { condition: Some(condition.into()), ..Breakpoint::at(3) };
        let mut session = Session::start("function on_update()\n local x = 1\n return x\nend", &[breakpoint]);
        session.update();
        let stop = session.debugger().stop().expect("it stops");
        let message = stop.message.expect("it says why");
        assert!(message.contains("condition") && message.contains(part), "{message}");
        let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
        assert_eq!(outcome.result(), Ok(Value::Int(1)), "{condition}");
    }
}

#[test]
fn errors_stop_where_they_happen() {
    let text = "function on_update()\n pcall(function()\n  local inside = 1\n  error('caught')\n end)\n local t\n return t.x\nend";
    let stops = |which| {
        let mut session = Session::new();
        session.debugger().set_break_on_error(which);
        session.load(text);
        session.update();
        let mut stops = Vec::new();
        let mut last = None;
        while let Some(stop) = session.debugger().stop() {
            assert_eq!(stop.reason, StopReason::Error);
            stops.push((stop.position.line, stop.message.unwrap_or_default()));
            last = session.debugger().resume(Resume::Continue);
        }
        (stops, last)
    };
    let caught = (4, "main.lua:4: caught".to_owned());
    let uncaught = (7, "main.lua:7: attempt to index a nil value (local 't')".to_owned());
    assert_eq!(stops(BreakOnError::Never).0, []);
    assert_eq!(stops(BreakOnError::All).0, [caught, uncaught.clone()]);
    let (list, last) = stops(BreakOnError::Uncaught);
    assert_eq!(list, [uncaught]);
    let error = last.expect("it ends").result().expect_err("the error goes on");
    assert_eq!((error.position.line, error.kind), (7, ErrorKind::Runtime));
}

#[test]
fn an_endless_loop_stops_as_its_instructions_run_out() {
    let mut session = Session::new();
    session.debugger().set_break_on_error(BreakOnError::Uncaught);
    session.load("function on_update()\n local n = 0\n while true do n = n + 1 end\nend");
    session.update();
    assert_eq!(session.line(), Some(3));
    assert_eq!(session.eval(0, "n > 1000"), "true");
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result().expect_err("its time is up").kind, ErrorKind::Timeout);
}

#[test]
fn a_script_can_ask_to_stop() {
    let text = "function on_update()\n local x = 1\n debug.break_here()\n return x\nend";
    let mut session = Session::at(text, &[]);
    session.update();
    let stop = session.debugger().stop().expect("it stopped");
    assert_eq!((stop.reason, stop.position.line), (StopReason::BreakHere, 3));
    assert_eq!(session.resume(Resume::StepOver), Some(4));
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(1)));
    session.language.set_debug_mode(false);
    assert_eq!(session.update().result(), Ok(Value::Int(1)));
    session.language.set_debug_mode(true);
    session.debugger().pause();
    session.update();
    assert_eq!(session.line(), Some(2));
    assert_eq!(session.resume(Resume::Continue), Some(3));
}

#[test]
fn without_debug_mode_nothing_stops() {
    let mut session = Session::at("function on_update()\n return 1\nend", &[2]);
    session.language.set_debug_mode(false);
    assert_eq!(session.update().result(), Ok(Value::Int(1)));
    assert_eq!(session.line(), None);
}

#[test]
fn huge_tables_and_long_texts_are_shown_in_part() {
    let mut session = Session::at(
        "function on_update()
            local big, text, self = {}, string.rep('é', 100000), {}
            for i = 1, 50000 do big[i] = i end
            self.self = self
            big.text = text
            print(1)
        end",
        &[6],
    );
    session.update();
    let scopes = session.debugger().scopes(0);
    let [big, text, me] = &scopes[0].variables[..] else { panic!("three locals") };
    assert_eq!(big.value, "{50000 items}");
    assert!(text.value.chars().count() <= 201, "{}", text.value.len());
    let parts = session.debugger().children(big.children.expect("it has parts"), 0, u32::MAX);
    assert_eq!(parts.len(), 200);
    let last = session.debugger().children(big.children.expect("it has parts"), 49_999, 5);
    assert_eq!(last.iter().map(|part| part.name.as_str()).collect::<Vec<_>>(), ["[50000]", "text"]);
    let mut at = me.children.expect("it has parts");
    for _ in 0..100 {
        at = session.debugger().children(at, 0, 1)[0].children.expect("it has parts");
    }
}

#[test]
fn deep_recursion_is_stepped_through() {
    let mut session = Session::at(
        "local function down(n)
            if n == 0 then
                return 0
            end
            return 1 + down(n - 1)
        end
        function on_update()
            return down(50000)
        end",
        &[3],
    );
    session.update();
    let stop = session.debugger().stop().expect("it stopped");
    assert_eq!(stop.depth, 50_001);
    assert_eq!(session.debugger().frames(0, u32::MAX).len(), 200);
    assert_eq!(session.debugger().frames(50_000, 10).len(), 1);
    assert_eq!(session.step(Resume::StepOut, 3), [Some(5), Some(5), Some(5)]);
    assert_eq!(session.step(Resume::StepOver, 2), [Some(5), Some(5)]);
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(50_000)));
}

#[test]
fn a_stopped_vm_collects_garbage_and_can_be_dropped() {
    let mut session =
        Session::at("function on_update()\n local t = { {} }\n t[2] = {}\n return #t\nend", &[4]);
    session.update();
    session.language.collect_garbage();
    for _ in 0..20 {
        session.eval(0, "(function() local x = {} for i = 1, 5000 do x[i] = {} end end)()");
        session.language.end_frame();
    }
    session.language.collect_garbage();
    let this = session.script.as_ref().expect("it is loaded").this(luminara_script::InstanceId(1));
    assert_ne!(this, Value::Nil);
    let outcome = session.debugger().resume(Resume::Continue).expect("it ends");
    assert_eq!(outcome.result(), Ok(Value::Int(2)));
    session.update();
    drop(session);
}

#[test]
fn closing_variables_and_metamethods_survive_stops() {
    let mut session = Session::at(
        "local log = {}
        local V = {}
        V.__add = function(a, b)
            return setmetatable({ n = a.n + b.n }, V)
        end
        V.__close = function()
            log[#log + 1] = 'closed'
        end
        V.__lt = function(a, b)
            return a.n < b.n
        end
        V.__concat = function(a, b)
            return (a.n or a) .. (b.n or b)
        end
        local function v(n) return setmetatable({ n = n }, V) end
        function on_update()
            local guard <close> = v(1)
            local sum = v(1) + v(2)
            if v(1) < sum then log[#log + 1] = 'less' end
            return v(1) .. 'x' .. sum, 5
        end
        function on_reload() return table.concat(log, ' ') end",
        &[4, 7, 10, 13, 20],
    );
    session.update();
    let mut outcome = None;
    let mut lines = Vec::new();
    while let Some(line) = session.line() {
        lines.push(line);
        session.eval(0, "#log");
        outcome = session.debugger().resume(Resume::Continue);
    }
    assert_eq!(lines, [4, 10, 20, 13, 13, 7]);
    assert_eq!(outcome.expect("it ends").result(), Ok(Value::string("1x3")));
    let script = session.script.as_mut().expect("it is loaded");
    let log = script.call(luminara_script::InstanceId(1), luminara_script::Hook::Reload, &[]);
    assert_eq!(log.result(), Ok(Value::string("less closed")));
}
