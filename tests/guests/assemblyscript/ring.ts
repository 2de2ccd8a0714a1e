// The ring in AssemblyScript.
import * as lm from "../../../crates/guest/assemblyscript/luminara";

const COUNT: i32 = 12;
const ring = new StaticArray<i64>(COUNT);
const positions = new StaticArray<f32>(COUNT * 3);
const components = new StaticArray<i32>(2);
const bead = lm.utf8("bead");
const made = lm.utf8("made");
let time: f32 = 0;

export function on_init(entity: i64): void {
  components[0] = lm.Transform.id;
  components[1] = lm.Mesh.id;
  for (let i = 0; i < COUNT; i++) {
    const e = lm.spawn_entity();
    lm.entity_set_shape(e, lm.Mesh.SHAPE_SPHERE);
    lm.entity_set_position(e, <f32>i - 5.5, 1.0, 0.0);
    lm.entity_set_name(e, lm.at(bead), bead.byteLength);
  }
  lm.print("ring made");
  lm.send_event(lm.event_id(lm.at(made), made.byteLength), lm.NOBODY, 0, 0);
}

export function on_update(entity: i64, dt: f32): void {
  time += dt;
  const out = changetype<usize>(ring);
  const values = changetype<usize>(positions);
  const count = min(lm.query_entities(changetype<usize>(components), 2, out, COUNT), COUNT);
  lm.read_column(lm.Transform.id, lm.Transform.POSITION, out, count, values);
  for (let i = 0; i < count; i++) {
    let phase: f32 = time + <f32>i * 0.25;
    phase = phase - <f32>(<i32>phase);
    positions[i * 3 + 1] = 1.0 + phase * (1.0 - phase);
  }
  lm.write_column(lm.Transform.id, lm.Transform.POSITION, out, count, values);
}

export function on_event(event: i32, data: i32, len: i32): void {
  if (event == lm.event_id(lm.at(made), made.byteLength)) lm.print("heard of it");
}
