//! What crossing between the host and scripts costs: `cargo run --release -p luminara-lua --example host_calls`.
//! Nanoseconds each, net of the loop; the median of five.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Instant;

use luminara_script::{
    EntityId, FunctionDef, Hook, Host, HostError, HostFn, Instance, InstanceId, Limits, Module, PropertyDef,
    Registry, Services, Source, Type, TypeDef, Value, math,
};

const TIMES: u32 = 1_000_000;
const INSTANCES: u64 = 1_000;
const FRAMES: u32 = 200;

#[derive(Default)]
struct World {
    positions: BTreeMap<u64, glam::Vec3>,
}

fn world(host: &mut dyn Any) -> Result<&mut World, HostError> {
    host.downcast_mut().ok_or_else(|| HostError::new("the host is no world"))
}

fn id(value: Option<&Value>) -> u64 {
    match value {
        Some(Value::Entity(EntityId(id))) => *id,
        _ => 0,
    }
}

fn function(name: &'static str, entry: HostFn) -> FunctionDef {
    FunctionDef { name, doc: "", params: Vec::new(), returns: Type::Any, mutates: false, entry }
}

fn registry() -> Registry {
    let mut registry = Registry::default();
    math::register(&mut registry);
    let position = PropertyDef {
        name: "position",
        doc: "",
        ty: Type::Vec3,
        get: |call| {
            let id = id(call.args.first());
            Ok(Value::Vec3(world(call.host)?.positions.get(&id).copied().unwrap_or_default()))
        },
        set: Some(|call| {
            if let [entity, Value::Vec3(position)] = &call.args {
                world(call.host)?.positions.insert(id(Some(entity)), *position);
            }
            Ok(Value::Nil)
        }),
    };
    let methods = vec![function("id", |call| Ok(Value::Int(id(call.args.first()) as i64)))];
    registry.types.push(TypeDef { name: "entity", doc: "", properties: vec![position], methods });
    registry.modules.push(Module {
        name: "host",
        doc: "",
        call: None,
        functions: vec![
            function("nothing", |_| Ok(Value::Nil)),
            function("echo", |call| Ok(call.args.first().cloned().unwrap_or_default())),
        ],
        constants: Vec::new(),
    });
    registry
}

fn median(mut measure: impl FnMut() -> f64) -> f64 {
    let mut values: Vec<f64> = (0..5).map(|_| measure()).collect();
    values.sort_by(f64::total_cmp);
    values.get(2).copied().unwrap_or_default()
}

fn main() {
    let services = Services {
        print: |_, _, line, _, _| println!("{line}"),
        read_file: |_, _| None,
        time: |_| 0.0,
        seed: |_, instance| instance.0,
        now: || 0.0,
        part: |_, _| None,
        read_column: |_, _, _, _, _| Ok(()),
        write_column: |_, _, _, _, _| Ok(()),
    };
    let state = Rc::new(RefCell::new(World::default()));
    let host = Host { registry: Rc::new(registry()), state, services, limits: Limits::UNLIMITED };
    let mut language = luminara_lua::language(host);
    let mut time = |setup: &str, body: &str| {
        let text = format!("function on_update(e, dt) {setup} for i = 1, {TIMES} do {body} end end");
        let source = Source { file: "bench.lua".into(), bytes: text.as_bytes().into() };
        let Ok(mut script) = language.load(&source) else { return f64::NAN };
        let instance = Instance { id: InstanceId(1), entity: Some(EntityId(7)), this: Value::Nil };
        script.attach(&instance);
        median(|| {
            let start = Instant::now();
            let outcome =
                script.call(InstanceId(1), Hook::Update, &[Value::Entity(EntityId(7)), Value::Float(0.5)]);
            if let Err(error) = outcome.result() {
                println!("{}", error.message);
            }
            start.elapsed().as_secs_f64() * 1e9 / f64::from(TIMES)
        })
    };
    let nothing = time("", "");
    let vectors = "local a, b, x = vec3(1, 2, 3), vec3(4, 5, 6)";
    for (name, setup, body) in [
        ("vec3 field read", vectors, "x = a.y"),
        ("vec3 field write", vectors, "a.y = 1.5"),
        ("vec3 add", vectors, "x = a + b"),
        ("vec3 times number", vectors, "x = a * 2"),
        ("vec3(x, y, z)", "local x", "x = vec3(1, 2, 3)"),
        ("vec3 method length()", vectors, "x = a:length()"),
        ("call without arguments", "", "host.nothing()"),
        ("call with a number", "local x", "x = host.echo(1.5)"),
        ("call with a string", "local x", "x = host.echo('text')"),
        ("entity.position read", "local x", "x = e.position"),
        ("entity.position.y read", "local x", "x = e.position.y"),
        ("entity.position set", vectors, "e.position = a"),
        ("entity.position.x set", "", "e.position.x = 1"),
        ("entity method", "local x", "x = e:id()"),
    ] {
        println!("{name:24} {:7.1} ns", time(setup, body) - nothing);
    }
    let text = "function on_update(e, dt) end";
    let source = Source { file: "hooks.lua".into(), bytes: text.as_bytes().into() };
    let Ok(mut script) = language.load(&source) else { return };
    for i in 1..=INSTANCES {
        script.attach(&Instance { id: InstanceId(i), entity: Some(EntityId(i)), this: Value::Nil });
    }
    let hooks = median(|| {
        let start = Instant::now();
        for _ in 0..FRAMES {
            for i in 1..=INSTANCES {
                script.call(InstanceId(i), Hook::Update, &[Value::Entity(EntityId(i)), Value::Float(0.5)]);
            }
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(FRAMES) / INSTANCES as f64
    });
    println!("{:24} {hooks:7.1} ns", "on_update, empty");
}
