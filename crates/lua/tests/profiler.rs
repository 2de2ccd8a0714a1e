//! The profiler: calls, times and lines.

mod harness;

use harness::Session;
use luminara_script::{Breakpoint, FunctionProfile, Profile, Recording, Resume};

const TEXT: &str = "local function leaf(n)
    return n * 2
end
local function walk(n)
    if n == 0 then return 0 end
    return leaf(n) + walk(n - 1)
end
function on_update()
    local s = 0
    for i = 1, 3 do
        s = s + walk(i)
    end
    table.sort({ 3, 1, 2 }, function(a, b) return a < b end)
    return s
end
function never()
    return 1
end
";

fn function<'a>(profile: &'a Profile, name: &str) -> &'a FunctionProfile {
    let mut found = profile.functions.iter().filter(|function| function.function.contains(name));
    found.next().unwrap_or_else(|| panic!("{name} in {:?}", profile.functions))
}

fn recorded(what: Recording) -> Profile {
    let mut session = Session::new();
    session.profiler().set_recording(what);
    session.load(TEXT);
    session.update();
    session.profiler().profile()
}

#[test]
fn calls_and_lines_are_counted() {
    let profile = recorded(Recording::Counts);
    assert_eq!(function(&profile, "'leaf'").calls, 6);
    assert_eq!(function(&profile, "'walk'").calls, 9);
    assert_eq!(function(&profile, "'on_update'").calls, 1);
    assert_eq!(function(&profile, "sort").calls, 1);
    assert!(function(&profile, "'leaf'").instructions >= 12);
    let [file] = &profile.files[..] else { panic!("one file") };
    assert_eq!(file.file, "main.lua");
    let hits = |line: u32| file.lines.iter().find(|known| known.line == line).map(|known| known.hits);
    assert_eq!((hits(2), hits(6), hits(11), hits(14)), (Some(6), Some(6), Some(3), Some(1)));
    assert_eq!((hits(17), hits(3)), (Some(0), None));
    let (covered, all) = file.coverage();
    assert_eq!(all - covered, 1, "only the line in 'never' was missed: {:?}", file.lines);
}

#[test]
fn times_add_up() {
    let profile = recorded(Recording::Times);
    // The clock gets a millisecond further whenever it is read, so every part has some.
    let update = function(&profile, "'on_update'");
    let own: f64 = profile.functions.iter().map(|function| function.self_ms).sum();
    let main = function(&profile, "main chunk");
    assert!((own - update.total_ms - main.total_ms).abs() < 1e-9, "{:?}", profile.functions);
    let walk = function(&profile, "'walk'");
    assert!(walk.total_ms < update.total_ms, "a recursive function's time counts once: {walk:?}");
    assert!(walk.self_ms < walk.total_ms && update.self_ms < update.total_ms);
    let lines: f64 = profile.files[0].lines.iter().map(|line| line.self_ms).sum();
    assert!(lines > 0.0 && lines <= own);
}

#[test]
fn counts_are_the_same_with_a_debugger_that_stops() {
    let plain = recorded(Recording::Counts);
    let mut session = Session::new();
    let breakpoints = [2, 6, 11].map(Breakpoint::at);
    session.debugger().set_breakpoints("main.lua", &breakpoints);
    session.profiler().set_recording(Recording::Counts);
    session.load(TEXT);
    session.update();
    while session.line().is_some() {
        session.eval(0, "n");
        session.resume(Resume::Continue);
    }
    let profile = session.profiler().profile();
    assert_eq!(profile.files, plain.files);
    let calls = |profile: &Profile| {
        let mut list: Vec<_> =
            profile.functions.iter().map(|f| (f.function.clone(), f.calls, f.instructions)).collect();
        list.sort();
        list
    };
    assert_eq!(calls(&profile), calls(&plain));
}

#[test]
fn recording_is_off_until_it_is_on_and_can_be_cleared() {
    let mut session = Session::new();
    session.load(TEXT);
    session.update();
    assert_eq!(session.profiler().profile(), Profile::default());
    session.profiler().set_recording(Recording::Counts);
    session.update();
    session.profiler().set_recording(Recording::Off);
    session.update();
    assert_eq!(function(&session.profiler().profile(), "'on_update'").calls, 1);
    session.profiler().clear_profile();
    let profile = session.profiler().profile();
    assert!(profile.functions.is_empty());
    assert_eq!(profile.files[0].coverage().0, 0);
}

#[test]
fn coroutines_and_errors_leave_the_count_right() {
    let mut session = Session::new();
    session.profiler().set_recording(Recording::Times);
    session.load(
        "local function body() for i = 1, 3 do coroutine.yield(i) end end
         local function fails() error('x') end
         function on_update()
             local co = coroutine.wrap(body)
             co() co() co()
             pcall(fails)
         end",
    );
    session.update();
    let profile = session.profiler().profile();
    assert_eq!(function(&profile, "'body'").calls, 1);
    assert_eq!(function(&profile, "'fails'").calls, 1);
    assert_eq!(function(&profile, "yield").calls, 3);
    assert!(profile.functions.iter().all(|function| function.self_ms <= function.total_ms + 1e-9));
}
