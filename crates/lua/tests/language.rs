//! Lua as the engine's language, with a small host.
#![expect(clippy::expect_used, reason = "a test's helpers fail as its tests do")]

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use luminara_script::{
    EntityId, ErrorKind, FieldDef, FunctionDef, FunctionHandle, Hook, Host, HostError, Instance, InstanceId,
    Language, Limits, Module, PropertyDef, Registry, ReloadStrategy, Renewal, Script, ScriptError, Services,
    Source, StructDef, StructValue, Type, TypeDef, Value, math,
};

#[derive(Default)]
struct World {
    lines: Vec<String>,
    positions: BTreeMap<u64, glam::Vec3>,
    transforms: BTreeMap<u64, Value>,
    handlers: Vec<FunctionHandle>,
    files: BTreeMap<String, String>,
}

static TRANSFORM: LazyLock<StructDef> = LazyLock::new(|| StructDef {
    name: "Transform",
    doc: "",
    fields: ["position", "scale"]
        .into_iter()
        .map(|name| FieldDef { name, doc: "", ty: Type::Vec3, range: None, default: Value::Nil })
        .collect(),
});

fn world(host: &mut dyn Any) -> &mut World {
    host.downcast_mut().expect("the host is a World")
}

fn id(value: &Value) -> Result<u64, HostError> {
    match value {
        Value::Entity(EntityId(id)) => Ok(*id),
        other => Err(HostError::new(format!("expects an entity, got {}", other.describe()))),
    }
}

fn property(
    name: &'static str,
    get: luminara_script::HostFn,
    set: Option<luminara_script::HostFn>,
) -> PropertyDef {
    PropertyDef { name, doc: "", ty: Type::Any, get, set }
}

fn function(name: &'static str, mutates: bool, entry: luminara_script::HostFn) -> FunctionDef {
    FunctionDef { name, doc: "", params: Vec::new(), returns: Type::Any, mutates, entry }
}

fn registry() -> Registry {
    let mut registry = Registry::default();
    math::register(&mut registry);
    registry.types.push(TypeDef {
        name: "entity",
        doc: "",
        properties: vec![
            property(
                "position",
                |call| {
                    let id = id(&call.args[0])?;
                    Ok(Value::Vec3(world(call.host).positions.get(&id).copied().unwrap_or_default()))
                },
                Some(|call| {
                    let id = id(&call.args[0])?;
                    let Value::Vec3(position) = call.args[1] else {
                        return Err(HostError::new(format!(
                            "'position' expects a vec3, got {}",
                            call.args[1].describe()
                        )));
                    };
                    world(call.host).positions.insert(id, position);
                    Ok(Value::Nil)
                }),
            ),
            property(
                "transform",
                |call| {
                    let id = id(&call.args[0])?;
                    let zero = Value::Vec3(glam::Vec3::ZERO);
                    let fresh = StructValue { def: &TRANSFORM, fields: vec![zero.clone(), zero] };
                    let fresh = Value::Struct(Arc::new(fresh));
                    Ok(world(call.host).transforms.get(&id).cloned().unwrap_or(fresh))
                },
                Some(|call| {
                    let id = id(&call.args[0])?;
                    world(call.host).transforms.insert(id, call.args[1].clone());
                    Ok(Value::Nil)
                }),
            ),
            property("id", |call| Ok(Value::Int(id(&call.args[0])? as i64)), None),
        ],
        methods: vec![function("double", false, |call| Ok(Value::Int(id(&call.args[0])? as i64 * 2)))],
    });
    registry.types.push(TypeDef {
        name: "Transform",
        doc: "",
        properties: Vec::new(),
        methods: vec![function("grow", true, |call| {
            if let Value::Struct(value) = &mut call.args[0] {
                Arc::make_mut(value).fields[1] = Value::Vec3(glam::Vec3::splat(9.0));
            }
            Ok(Value::Nil)
        })],
    });
    registry.modules.push(Module {
        name: "host",
        doc: "",
        call: None,
        functions: vec![
            function("hold", false, |call| {
                let Value::Function(handle) = &call.args[0] else {
                    return Err(HostError::new("expects a function"));
                };
                world(call.host).handlers.push(handle.clone());
                Ok(Value::Nil)
            }),
            function("echo", false, |call| Ok(call.args[0].clone())),
            function("fail", false, |_| Err(HostError::new("the host says no"))),
            function("limit", false, |_| Err(HostError::limit("too much of it"))),
            function("where", false, |call| {
                let line = call.site.position().map_or(0, |position| position.line);
                Ok(Value::Int(i64::from(line)))
            }),
        ],
        constants: Vec::new(),
    });
    registry
}

struct Setup {
    world: Rc<RefCell<World>>,
    language: Box<dyn Language>,
}

fn setup_with(limits: Limits) -> Setup {
    let world = Rc::new(RefCell::new(World::default()));
    let services = Services {
        print: |host, _, line, _, _| self::world(host).lines.push(line.into()),
        read_file: |host, file| {
            let text = self::world(host).files.get(file)?.clone();
            Some(Source { file: file.into(), bytes: text.into_bytes().into() })
        },
        time: |_| 1.5,
        seed: |_, instance| instance.0,
        now: || 0.0,
        part: |_, _| None,
        read_column: |_, _, _, _, _| Ok(()),
        write_column: |_, _, _, _, _| Ok(()),
    };
    let host = Host { registry: Rc::new(registry()), state: world.clone(), services, limits };
    Setup { world, language: luminara_lua::language(host) }
}

fn setup() -> Setup {
    setup_with(Limits::default())
}

impl Setup {
    fn load(&mut self, text: &str) -> Box<dyn Script> {
        let source = Source { file: "test.lua".into(), bytes: text.as_bytes().into() };
        self.language.load(&source).expect("it compiles")
    }

    /// Runs a script as instance 1 on entity 7.
    fn run(&mut self, text: &str) -> (Box<dyn Script>, Result<Value, ScriptError>) {
        let mut script = self.load(text);
        let outcome = script.attach(&instance(1));
        (script, outcome.result())
    }

    fn lines(&self) -> Vec<String> {
        std::mem::take(&mut self.world.borrow_mut().lines)
    }

    fn error(&mut self, text: &str) -> ScriptError {
        match self.run(text).1 {
            Ok(value) => panic!("{text} should fail but gives {value:?}"),
            Err(error) => error,
        }
    }
}

fn instance(id: u64) -> Instance {
    Instance { id: InstanceId(id), entity: Some(EntityId(7)), this: Value::Nil }
}

fn entity() -> Value {
    Value::Entity(EntityId(7))
}

#[test]
fn vectors_have_operators_fields_and_methods() {
    let mut setup = setup();
    let (_, result) = setup.run(
        "local a, b = vec3(1, 2, 3), vec3(4, 5, 6)
         print(a + b, b - a, a * 2, 2 * a, a * b, b / 2, -a)
         print(a.x, a.y + a.z, a == vec3(1, 2, 3), a ~= b, a:length() > 3.7)
         a.x = 10 print(a, type(a), vec2(1, 2), quat.identity())
         print(vec3(0.5, 0, 0):dot(vec3(2, 0, 0)), a:normalize():length())",
    );
    result.expect("it runs");
    assert_eq!(
        setup.lines(),
        [
            "vec3(5, 7, 9)\tvec3(3, 3, 3)\tvec3(2, 4, 6)\tvec3(2, 4, 6)\tvec3(4, 10, 18)\tvec3(2, 2.5, 3)\tvec3(-1, -2, -3)",
            "1.0\t5.0\ttrue\ttrue\ttrue",
            "vec3(10, 2, 3)\tuserdata\tvec2(1, 2)\tquat(0, 0, 0, 1)",
            "1.0\t1.0",
        ]
    );
}

#[test]
fn a_dot_or_a_colon_calls_methods_and_functions_of_modules() {
    let mut setup = setup();
    let (_, result) = setup.run(
        "local a, b = vec3(1, 2, 3), vec3(4, 5, 6)
         print(a.dot(b), a.dot(a, b), a:dot(b), vec3(3, 4, 0).length(), a.length(vec3(3, 4, 0)))
         local dot = a.dot print(dot(b), pcall(a.dot))
         print(quat:identity() == quat.identity(), quat.identity().inverse() == quat.identity())",
    );
    result.expect("it runs");
    let lines = setup.lines();
    assert_eq!(lines[0], "32.0\t32.0\t32.0\t5.0\t5.0");
    assert!(lines[1].starts_with("32.0\tfalse\t"), "{}", lines[1]);
    assert_eq!(lines[2], "true\ttrue");
}

#[test]
fn hooks_are_called_with_the_entity() {
    let mut setup = setup();
    let (mut script, result) = setup.run(
        "this.count = 0
         function on_update(entity, dt)
           this.count = this.count + 1
           entity.position = entity.position + vec3(dt, 0, 0)
           return this.count
         end
         function on_start(e) print('start', e, e.id, e:double()) end",
    );
    result.expect("it runs");
    let id = InstanceId(1);
    assert!(script.has(id, Hook::Update) && script.has(id, Hook::Init) && !script.has(id, Hook::Event));
    script.call(id, Hook::Init, &[entity()]).result().expect("it runs");
    for i in 1..=10 {
        let outcome = script.call(id, Hook::Update, &[entity(), Value::Float(0.5)]);
        assert_eq!(outcome.result(), Ok(Value::Int(i)));
        assert!(outcome.work > 5);
    }
    assert_eq!(setup.lines(), ["start\tentity(7)\t7\t14"]);
    assert_eq!(setup.world.borrow().positions[&7].x, 5.0);
    let Value::Table(this) = script.this(id) else { panic!("`this` is a table") };
    assert_eq!(this.fields["count"], Value::Int(10));
}

#[test]
fn fields_of_values_read_from_entities_are_written_back() {
    let mut setup = setup();
    let (mut script, result) = setup.run(
        "function on_init(e)
           e.position.x = 5
           e.transform.position.y = 6
           e.transform.position.z = e.transform.position.y + 1
           e.transform:grow()
           local a, b = 1, 2
           e.position.y, a = a, 3
           print(e.position, e.transform.position, e.transform.scale, a)
         end",
    );
    result.expect("it runs");
    script.call(InstanceId(1), Hook::Init, &[entity()]).result().expect("it runs");
    assert_eq!(setup.lines(), ["vec3(5, 1, 0)\tvec3(0, 6, 7)\tvec3(9, 9, 9)\t3"]);
}

#[test]
fn a_component_read_from_a_field_costs_what_its_two_steps_do() {
    let mut setup = setup();
    let (mut script, result) = setup.run(
        "function on_init(e) e.position = vec3(1, 2, 3) e.transform.position = vec3(4, 5, 6) end
         function on_update(e) local y = e.position.y return y end
         function on_fixed_update(e) local p = e.position local y = p.y return y end
         function on_event(e)
           print(e.position.x, e.transform.position.z, e.position.length(e.position) > 3.7)
           print(e.position.w)
         end",
    );
    result.expect("it runs");
    let id = InstanceId(1);
    script.call(id, Hook::Init, &[entity()]).result().expect("it runs");
    let [at_once, in_steps] =
        [Hook::Update, Hook::FixedUpdate].map(|hook| script.call(id, hook, &[entity()]));
    assert_eq!((at_once.result(), in_steps.result()), (Ok(Value::Float(2.0)), Ok(Value::Float(2.0))));
    assert_eq!(at_once.work, in_steps.work);
    let error = script.call(id, Hook::Event, &[entity()]).result().expect_err("a vec3 has no w");
    assert_eq!(
        (error.message.as_str(), error.position.line),
        ("vec3 has no field 'w'; did you mean 'x'?", 6)
    );
    assert_eq!(setup.lines(), ["1.0\t6.0\ttrue"]);
}

#[test]
fn errors_have_kind_position_and_trace() {
    let mut setup = setup();
    let error = setup.error("local function inner()\n  local v\n  return v.x\nend\nlocal r = inner()");
    assert_eq!(error.kind, ErrorKind::Runtime);
    assert_eq!(error.message, "attempt to index a nil value (local 'v')");
    assert_eq!(
        (error.position.file.as_str(), error.position.line, error.position.column),
        ("test.lua", 3, 12)
    );
    assert_eq!(error.trace[0].function, "function 'inner'");
    assert_eq!(error.trace[1].function, "main chunk");
    assert_eq!(error.trace[1].position.line, 5);

    let error = setup.error("\nhost.fail()");
    assert_eq!(
        (error.kind, error.message.as_str(), error.position.line),
        (ErrorKind::Host, "the host says no", 2)
    );
    let error = setup.error("pcall(host.limit)");
    assert_eq!((error.kind, error.message.as_str()), (ErrorKind::Limit, "too much of it"));
    let error = setup.error("local v = vec3(1, 2, 3)\nprint(v.lenght)");
    assert_eq!(error.message, "vec3 has no field 'lenght'; did you mean 'length'?");
    let error = setup.error("local v = vec3(1, 2, 3) + 'x'");
    assert_eq!(error.message, "'+' can't take a vec3 and a string (\"x\")");
    let error = setup.error("error({code = 1})");
    assert_eq!(error.kind, ErrorKind::Runtime);
    let source =
        Source { file: "bad.lua".into(), bytes: b"x = = 1\ny = 2\nif z the end\n".as_slice().into() };
    let errors = setup.language.load(&source).err().expect("it doesn't compile");
    assert_eq!(errors[0].message, "unexpected symbol near '='");
    assert_eq!((errors[0].position.line, errors[0].position.column), (1, 5));
    assert!(errors.len() >= 2, "{errors:?}");
}

#[test]
fn a_misspelt_function_of_a_module_is_named_with_the_nearest() {
    let mut setup = setup();
    for text in ["host.fial()", "host:fial()", "print(1 + host.fial(2))"] {
        let error = setup.error(text);
        assert_eq!(error.message, "host has no function 'fial'; did you mean 'fail'?");
        assert_eq!((error.kind, error.position.line), (ErrorKind::Runtime, 1));
    }
    let error = setup.error("host = {} host.fial()");
    assert_eq!(error.message, "attempt to call a nil value (field 'fial')");
    let (_, result) = setup.run("if host.fial then print('there') else print('absent') end");
    result.expect("it runs");
    assert_eq!(setup.lines(), ["absent"]);
}

#[test]
fn fields_of_structs_take_only_what_they_are() {
    let mut setup = setup();
    let (mut script, result) = setup.run(
        "function on_init(e)
           local t = e.transform
           print(pcall(function() t.position = 5 end))
           print(pcall(function() t.positoin = vec3(1, 2, 3) end))
           print(pcall(function() t.scale.x = 0 / 0 end))
           t.position = vec3(1, 2, 3)
           print(t.position, t.scale)
         end",
    );
    result.expect("it runs");
    script.call(InstanceId(1), Hook::Init, &[entity()]).result().expect("it runs");
    assert_eq!(
        setup.lines(),
        [
            "false\ttest.lua:3: 'transform.position' expects a vec3, got a number (5)",
            "false\ttest.lua:4: Transform has no field 'positoin'; did you mean 'position'?",
            "false\ttest.lua:5: 'transform.scale' must be finite, got vec3(NaN, 0, 0)",
            "vec3(1, 2, 3)\tvec3(0, 0, 0)",
        ]
    );
}

#[test]
fn limits_stop_a_script_and_cannot_be_caught() {
    let mut setup = setup_with(Limits { memory: 8 << 20, ..Limits::default() });
    for text in [
        "while true do end",
        "repeat until false",
        "for i = 1, math.huge do end",
        "::a:: goto a",
        "local function f() return f() end f()",
        "while true do pcall(function() while true do end end) end",
        "coroutine.wrap(function() while true do end end)()",
        "local t = setmetatable({}, {__index = function(t, k) return t[k .. 'x'] end}) while true do local x = t.a end",
        "('a'):rep(1000):find(('a*'):rep(100) .. 'b')",
        "while true do string.format('%99d', 1) end",
        "local t = {} for i = 1, 1e5 do t[i] = i % 77 end while true do table.sort(t) end",
        "table.sort({3, 2, 1, 5, 4}, function(a, b) while true do end end)",
        "string.gsub('abc', '.', function() while true do end end)",
        "for k in function() return 1 end do end",
        "local x <close> = setmetatable({}, {__close = function() while true do end end})",
        "load(function() return ' ' end)",
        "while true do xpcall(error, function() end) end",
    ] {
        let error = setup.error(text);
        let fits = matches!(error.kind, ErrorKind::Timeout | ErrorKind::OutOfMemory)
            || (error.kind == ErrorKind::Runtime && error.message.contains("stack overflow"));
        assert!(fits, "{text}: {error:?}");
        if error.kind == ErrorKind::Timeout {
            assert_eq!(error.position.line, 1, "{text}: {error:?}");
        }
    }
    for text in [
        "local t = {} while true do t[#t + 1] = {} end",
        "local s = 'x' while true do s = s .. s end",
        "local t = {} local i = 0 while true do i = i + 1 t[i] = ('x'):rep(10000) .. i end",
        "local t = {} while true do t = {t, function() return t end} end",
        "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
        "return ('x'):rep(1e9)",
        "return table.concat({('x'):rep(1e6), ('y'):rep(1e6)}, ('z'):rep(1e7))",
        "local t = {} for i = 1, 1e9 do t[i] = i end",
    ] {
        let error = setup.error(text);
        let fits = matches!(error.kind, ErrorKind::OutOfMemory | ErrorKind::Limit | ErrorKind::Timeout);
        assert!(fits, "{text}: {error:?}");
        setup.language.collect_garbage();
        assert!(setup.language.memory_used() < 4 << 20, "{text}: {}", setup.language.memory_used());
    }
    let recursion = "local function f() return 1 + f() end f()";
    let error = setup_with(Limits::default()).error(recursion);
    assert!(error.message.contains("stack overflow"), "{error:?}");
    // A stack is memory like any other.
    let error = setup.error(recursion);
    assert_eq!(error.kind, ErrorKind::OutOfMemory, "{error:?}");
    // The VM goes on.
    let (_, result) = setup.run("print(1 + 1)");
    result.expect("it runs");
    assert_eq!(setup.lines(), ["2"]);
}

#[test]
fn garbage_is_collected_while_a_script_runs() {
    let mut setup = setup_with(Limits { memory: 8 << 20, work: u64::MAX, ..Limits::default() });
    let (_, result) = setup.run("for i = 1, 200000 do local t = {i, tostring(i)} end print('done')");
    result.expect("its garbage is collected");
    assert_eq!(setup.lines(), ["done"]);
}

#[test]
fn instances_have_their_own_globals() {
    let mut setup = setup();
    let mut script = setup.load("counter = (counter or 0) + 1 print(counter, this.name)\nfunction on_event(t, d) counter = counter + 1 print(t, d.x, counter) end");
    let named = |id: u64, name: &str| {
        let mut table = luminara_script::Table::default();
        table.fields.insert("name".into(), Value::string(name));
        Instance { this: Value::Table(Arc::new(table)), ..instance(id) }
    };
    script.attach(&named(1, "one")).result().expect("it runs");
    script.attach(&named(2, "two")).result().expect("it runs");
    let mut data = luminara_script::Table::default();
    data.fields.insert("x".into(), Value::Float(1.5));
    let data = Value::Table(Arc::new(data));
    script.call(InstanceId(1), Hook::Event, &[Value::string("hit"), data]).result().expect("it runs");
    assert_eq!(setup.lines(), ["1\tone", "1\ttwo", "hit\t1.5\t2"]);
    script.detach(InstanceId(1));
    assert!(!script.has(InstanceId(1), Hook::Event) && script.has(InstanceId(2), Hook::Event));
}

#[test]
fn a_reload_keeps_this() {
    let mut setup = setup();
    let (mut script, result) = setup.run("this.n = 1 function on_update() return 'old' end");
    result.expect("it runs");
    let source = |text: &str| Source { file: "test.lua".into(), bytes: text.as_bytes().into() };
    assert!(script.reload(&source("function on_update( return 1 end"), ReloadStrategy::Preserve).is_err());
    let id = InstanceId(1);
    assert_eq!(script.call(id, Hook::Update, &[]).result(), Ok(Value::string("old")));
    let outcomes =
        script.reload(&source("error('bad top level')"), ReloadStrategy::Preserve).expect("it compiles");
    assert!(matches!(outcomes[0].1, Renewal::Failed(_)));
    assert_eq!(script.call(id, Hook::Update, &[]).result(), Ok(Value::string("old")));
    script
        .reload(&source("function on_update() return 'new' .. this.n end"), ReloadStrategy::Preserve)
        .expect("it compiles");
    assert_eq!(script.call(id, Hook::Update, &[]).result(), Ok(Value::string("new1")));
}

#[test]
fn the_host_can_hold_functions() {
    let mut setup = setup();
    let (_script, result) = setup.run("local n = 0 host.hold(function(x) n = n + x return n end)");
    result.expect("it runs");
    let handle = setup.world.borrow().handlers[0].clone();
    setup.language.collect_garbage();
    for expected in [5, 10] {
        let outcome = setup.language.call_function(&handle, &[Value::Int(5)]);
        assert_eq!(outcome.result(), Ok(Value::Int(expected)));
    }
    assert_eq!(setup.language.counters().calls, 3);
}

#[test]
fn values_cross_both_ways() {
    let mut setup = setup();
    let (_, result) = setup.run(
        "local t = host.echo({1, 2, x = {y = 'z'}, list = {vec3(1, 2, 3)}})
         print(t[1], #t, t.x.y, t.list[1], host.echo(nil), host.echo(2^53), host.echo(true))
         local f = host.echo(print) f('called', host.where())
         print(pcall(host.echo, {[true] = 1}))
         print(pcall(host.echo, coroutine.create(print)))
         local loop = {} loop.loop = loop print(pcall(host.echo, loop))",
    );
    result.expect("it runs");
    let lines = setup.lines();
    assert_eq!(lines[0], "1\t2\tz\tvec3(1, 2, 3)\tnil\t9.007199254741e+15\ttrue");
    assert_eq!(lines[1], "called\t3");
    assert!(lines[2..].iter().all(|line| line.starts_with("false")), "{lines:?}");
}

#[test]
fn modules_are_required_once() {
    let mut setup = setup();
    setup.world.borrow_mut().files.insert(
        "scripts/util.lua".into(),
        "print('loading', ...) local M = {} function M.twice(x) return 2 * x end return M".into(),
    );
    let text = "local util = require 'util' print(util.twice(21), require('util') == util)\nprint(pcall(require, 'nope'))";
    let (_, result) = setup.run(text);
    result.expect("it runs");
    let lines = setup.lines();
    assert_eq!(lines[..2], ["loading\tutil\tscripts/util.lua", "42\ttrue"]);
    assert!(lines[2].starts_with("false\tmodule 'nope' not found"), "{lines:?}");
    setup.language.forget_module("scripts/util.lua");
    setup.run(text).1.expect("it runs");
    assert_eq!(setup.lines()[0], "loading\tutil\tscripts/util.lua");
}

#[test]
fn a_file_is_one_module_by_all_its_names() {
    let mut setup = setup();
    let files = [
        ("lib/shared.lua", "print('loading', ...) return { count = 0 }"),
        ("lib/broken.lua", "error('broken')"),
        ("lib/loop.lua", "return require 'lib.loop'"),
    ];
    for (name, text) in files {
        setup.world.borrow_mut().files.insert(name.into(), text.into());
    }
    setup.run("local s = require 'lib.shared' s.count = s.count + 1").1.expect("it runs");
    setup
        .run("local s = require 'lib/shared' print(s.count, s == require 'lib.shared', package.loaded['lib/shared'] == s)")
        .1
        .expect("it runs");
    assert_eq!(setup.lines(), ["loading\tlib.shared\tlib/shared.lua", "1\ttrue\ttrue"]);
    let text = "for _ = 1, 2 do print(pcall(require, 'lib.broken')) end print(pcall(require, 'lib.loop'))";
    setup.run(text).1.expect("it runs");
    let lines = setup.lines();
    assert_eq!(lines[0], "false\tlib/broken.lua:1: broken");
    assert_eq!(lines[1], lines[0]);
    assert!(lines[2].contains("loop or previous error loading module 'lib.loop'"), "{lines:?}");
}

#[test]
fn a_script_says_what_it_is() {
    let mut setup = setup();
    let script = setup.load("-- @author Ada\n-- @version 1.2\n-- @description Spins.\nfunction on_update() end function on_start() end");
    let metadata = script.metadata();
    assert_eq!(metadata.author.as_deref(), Some("Ada"));
    assert_eq!(metadata.version.as_deref(), Some("1.2"));
    assert_eq!(metadata.hooks, [Hook::Init, Hook::Update]);
}
