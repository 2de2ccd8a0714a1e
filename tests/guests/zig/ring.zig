//! The ring in Zig, by docs/wasm-abi.md alone: no header, no kit.

extern "env" fn spawn_entity() i64;
extern "env" fn log(text: [*]const u8, len: usize) void;
extern "env" fn component_id(name: [*]const u8, len: usize) u32;
extern "env" fn field_id(component: u32, name: [*]const u8, len: usize) u32;
extern "env" fn query_entities(components: [*]const u32, count: usize, out: [*]i64, room: usize) usize;
extern "env" fn read_column(component: u32, field: u32, entities: [*]const i64, count: usize, out: [*][3]f32) i32;
extern "env" fn write_column(component: u32, field: u32, entities: [*]const i64, count: usize, values: [*]const [3]f32) i32;
extern "env" fn set_component(entity: i64, component: u32, data: [*]const u8, len: usize) void;
extern "env" fn event_id(name: [*]const u8, len: usize) i32;
extern "env" fn send_event(event: i32, entity: i64, data: ?[*]const u8, len: usize) void;

const count = 12;
var transform: u32 = 0;
var mesh: u32 = 0;
var position: u32 = 0;
var made: i32 = 0;
var time: f32 = 0;
var ring: [count]i64 = undefined;
var positions: [count][3]f32 = undefined;

fn number(name: []const u8) u32 {
    return component_id(name.ptr, name.len);
}

export fn on_init(entity: i64) void {
    _ = entity;
    transform = number("Transform");
    mesh = number("Mesh");
    position = field_id(transform, "position", 8);
    // Mesh begins with its shape, a word: 1 is a sphere. The rest keeps its defaults.
    const sphere = [4]u8{ 1, 0, 0, 0 };
    // A Name is one text: its offset, its length, and behind that its bytes.
    const bead = [8]u8{ 8, 0, 0, 0, 4, 0, 0, 0 } ++ "bead".*;
    for (0..count) |i| {
        const e = spawn_entity();
        set_component(e, mesh, &sphere, sphere.len);
        const place = [3]f32{ @as(f32, @floatFromInt(i)) - 5.5, 1, 0 };
        set_component(e, transform, @ptrCast(&place), 12);
        set_component(e, number("Name"), &bead, bead.len);
    }
    log("ring made", 9);
    made = event_id("made", 4);
    send_event(made, -1, null, 0);
}

export fn on_update(entity: i64, dt: f32) void {
    _ = entity;
    time += dt;
    const components = [2]u32{ transform, mesh };
    const found = @min(query_entities(&components, 2, &ring, count), count);
    _ = read_column(transform, position, &ring, found, &positions);
    for (0..found) |i| {
        const phase = time + @as(f32, @floatFromInt(i)) * 0.25;
        const part = phase - @trunc(phase);
        positions[i][1] = 1 + part * (1 - part);
    }
    _ = write_column(transform, position, &ring, found, &positions);
}

export fn on_event(event: i32, data: i32, len: i32) void {
    _ = data;
    _ = len;
    if (event == made) log("heard of it", 11);
}
