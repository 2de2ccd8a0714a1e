// Completion, hovers, signatures and warnings, on the real interface data. `|` marks the cursor.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { interfaceOf } from '../interface.js';
import data from '../interface.json';
import { analyse } from './analysis.js';
import { luaCompletion } from './completion.js';
import { hoverAt } from './hover.js';
import { signatureAt } from './signature.js';
import { tokensOf } from './tokens.js';
import { unknownMembers } from './warnings.js';
import { nearest } from '../nearest.js';

const api = interfaceOf(data, 'lua');
const FILES = new Map<string, unknown>([
  ['main.lua', 'world.spawn { name = "hero", tag = "enemy" }\nentity:set_tag("friend")\n'],
  ['scripts/orbit.lua', 'entity:add_component("Health", { current = 1 })\nevents.send("coin", {})\n'],
  ['game.toml', ''],
  ['icon.png', new Uint8Array()],
]);

function cursor(marked: string): { text: string; at: number } {
  const at = marked.indexOf('|');
  assert.ok(at >= 0, 'mark the cursor with |');
  return { text: marked.slice(0, at) + marked.slice(at + 1), at };
}

function completions(marked: string, explicit = false): string[] {
  const { text, at } = cursor(marked);
  const context = new CompletionContext(EditorState.create({ doc: text }), at, explicit);
  return luaCompletion(api, () => FILES)(context)?.options.map(({ label }) => label) ?? [];
}

const has = (marked: string, ...labels: string[]): void => {
  const found = completions(marked);
  for (const label of labels) assert.ok(found.includes(label), `${marked}: no '${label}' in ${found.join(' ')}`);
};

test('members of modules, constants among them', () => {
  has('world.|', 'spawn', 'query');
  has('local a = color.re|', 'red', 'hex');
  has('math.f|', 'floor', 'pi');
  assert.deepEqual(completions('nothing.|'), []);
});

test('what is known of locals', () => {
  has('local e = world.spawn()\ne.|', 'position', 'color');
  has('local e = world.spawn()\ne:|', 'destroy', 'add_component');
  has('local e = world.spawn { shape = "cube" }\nlocal p = e.position\np:|', 'length', 'cross');
  has('local v = vec3(1, 2, 3) * 2\nv.|', 'x', 'y', 'z');
  has('local v = 2 * vec3(1)\nv:|', 'normalize');
  has('local t = Transform.new()\nt.|', 'position', 'scale');
  has('local a, b = 1, world.find_by_name("x")\nb.|', 'tag');
  has('local c = a or vec2(1)\nc.|', 'x', 'y');
  has('local s = "x"\ns:|', 'upper', 'format');
  has('("x"):|', 'rep');
});

test('results of functions and chains of fields', () => {
  has('world.spawn { shape = "cube" }.|', 'position');
  has('world.find_by_name("a").position.|', 'x');
  has('scene.environment().|', 'sky', 'fog');
  has('world.find_by_tag("a")[1].|', 'color');
  has('e:get_component("Velocity")\nlocal e = world.spawn()\nlocal v = e:get_component("Velocity")\nv.|', 'linear');
  has('(a.b + vec3(1)).|', 'y');
});

test('loops and parameters of hooks', () => {
  has('for i, e in ipairs(world.query { "Transform" }) do\n  e.|\nend', 'velocity');
  has('function on_update(thing, dt)\n  thing.|\nend', 'position');
  has('function on_start(thing)\n  thing:|\nend', 'destroy');
  assert.deepEqual(completions('function other(thing)\n  thing.|\nend'), []);
  assert.deepEqual(completions('for i = 1, 3 do\n local e = world.spawn()\nend\ne.|'), []);
});

test('names: locals in their block, modules, keywords, hooks at the start of a statement', () => {
  has('local speed = 3\nsp|', 'speed', 'this', 'world', 'print', 'function', 'on_update');
  assert.ok(!completions('local x = on|').includes('on_update'));
  assert.ok(!completions('do local inner = 1 end\nin|').includes('inner'));
  assert.ok(completions('if a then local inner = 1 else inn| end').every((label) => label !== 'inner'));
  has('function on_|', 'on_update', 'on_event');
  assert.deepEqual(completions('local na|'), []);
  assert.deepEqual(completions('-- wor|'), []);
  assert.deepEqual(completions('--[[ wor|'), []);
});

test('fields of `this` and of tables, as the text has them', () => {
  has('this.angle = 0\nprint(this.|)', 'angle');
  has('local M = {}\nfunction M.go() end\nM.|', 'go');
  assert.ok(!completions('this.angle = 0\nthis.an|').includes('an'));
});

test('keys of tables of fields', () => {
  has('world.spawn { |', 'position', 'color', 'Velocity');
  has('world.spawn { shape = "cube", po|', 'position');
  has('world.spawn({ Velocity = { |', 'linear', 'angular');
  has('entity:add_component("Material", { |', 'roughness');
  has('function on_init(e)\n e:set_component("Light", { |', 'intensity');
  has('scene.set_environment { |', 'fog', 'sky');
  has('print(world.spawn { |', 'position');
  assert.ok(!completions('world.spawn { position = |').includes('position'));
});

test('options of functions, in their table alone', () => {
  has('audio.play("jump", { |', 'volume', 'pitch', 'bus');
  has('audio.play("jump", { volume = 0.5, pi|', 'pitch');
  has('audio.play_at_position("jump", vec3(1, 2, 3), { |', 'max_distance', 'model');
  has('scene.orbit_camera { |', 'target', 'distance');
  has('print(scene.orbit_camera { |', 'target', 'distance');
  has('physics.raycast(vec3(0, 0, 0), vec3(0, 1, 0), 50, { |', 'without', 'layers');
  has('audio.play("jump", { model = "|" })', 'linear', 'exponential');
  assert.ok(!completions('audio.play({ |').includes('volume'));
  assert.ok(!completions('physics.overlap_sphere(vec3(), 5, { without = { |').includes('layers'));
});

test('what texts may say', () => {
  has('if input.is_key_pressed("|") then', 'Space', 'W');
  has('input.is_mouse_button_pressed("|")', 'Left');
  has('world.query { "Transform", "|" }', 'Velocity', 'Mesh');
  has('function on_init(e) e:add_component("|") end', 'Transform', 'Health');
  has('world.spawn { shape = "|" }', 'cube', 'torus');
  has('function on_init(e) e.shape = "|" end', 'sphere');
  has('world.spawn { Light = { kind = "|" } }', 'sun');
  has('function on_init(e) e:attach_script("|") end', 'main.lua', 'scripts/orbit.lua');
  has('require "|"', 'scripts.orbit');
  has('require("|")', 'main');
  assert.ok(!completions('require "|"').includes('game'));
});

test('tags, names and events that the project uses', () => {
  has('world.find_by_tag("|")', 'enemy');
  has('world.find_by_name("|")', 'hero');
  has('events.send("|")', 'coin');
  assert.ok(!completions('world.find_by_tag("|")').includes('hero'));
});

const hover = (marked: string): string | undefined => {
  const { text, at } = cursor(marked);
  return hoverAt(text, at, api)?.headline;
};

test('hovers', () => {
  assert.equal(hover('world.sp|awn()'), 'world.spawn(fields: table?) → entity');
  assert.equal(hover('wor|ld.spawn()'), 'world');
  assert.equal(hover('vec|3(1)'), 'vec3(x: number = 0, y: number?, z: number?) → vec3');
  assert.equal(hover('local e = world.spawn()\nprint(e.posi|tion)'), 'entity.position: vec3');
  assert.equal(hover('local e| = world.spawn()'), 'local e: entity');
  assert.equal(hover('function on_up|date(entity, dt) end'), 'function on_update(entity: entity, dt: number)');
  assert.equal(hover('function on_update(ent|ity, dt) end'), 'local entity: entity');
  assert.equal(hover('math.pi|'), 'math.pi: number');
  assert.equal(hover('world.spawn { sha|pe = "cube" }')?.startsWith('shape: "cube" |'), true);
  assert.equal(hover('audio.play("jump", { vol|ume = 2 })'), 'volume: number = 1 (0 to 4)');
  assert.equal(hover('audio.play("jump", { pi|tch = 2 })'), 'pitch: number = 1 (above 0, up to 16)');
  assert.equal(hover('nothing|'), undefined);
  assert.equal(hover('"wor|ld"'), undefined);
});

const signature = (marked: string): string | undefined => {
  const { text, at } = cursor(marked);
  const found = signatureAt(text, at, api);
  return found && `${found.shown} ${found.params[found.active] ?? '-'}`;
};

test('signatures name the parameter that is being written', () => {
  assert.equal(signature('time.after(|)'), 'time.after seconds: number');
  assert.equal(signature('time.after(2, |)'), 'time.after callback: function');
  assert.equal(signature('time.after(math.max(1, 2), |)'), 'time.after callback: function');
  assert.equal(signature('time.after(math.max(1, |'), 'math.max ...');
  assert.equal(signature('vec3(1, |'), 'vec3 y: number?');
  assert.equal(signature('string.format("%d", 1, |'), 'string.format ...');
  assert.equal(signature('local e = world.spawn()\ne:set_tag(|'), 'entity:set_tag value: string');
  assert.equal(signature('local function add(a, b) end\nadd(1, |'), 'add b: any');
  assert.equal(signature('time.after(2)|'), undefined);
  assert.equal(signature('function on_update(|) end'), undefined);
  assert.equal(signature('print(1'.concat(')\nlocal x = |')), undefined);
});

const warnings = (text: string): string[] => unknownMembers(text, api).map(({ from, to, message }) => `${text.slice(from, to)}: ${message}`);

test('unknown members of modules and of what is certainly of a type', () => {
  assert.deepEqual(warnings('world.spwan()'), ["spwan: world has no 'spwan'; did you mean 'spawn'?"]);
  assert.deepEqual(warnings('function on_update(e)\n e.positon = vec3()\nend'), ["positon: entity has no 'positon'; did you mean 'position'?"]);
  assert.deepEqual(warnings('math.flor(1)'), ["flor: math has no 'flor'; did you mean 'floor'?"]);
});

test('nothing is said of what may be there', () => {
  assert.deepEqual(warnings('world.spawn()\nthis.anything = 1\nlocal t = {}\nt.x = 1\nprint(t.y)'), []);
  assert.deepEqual(warnings('local world = {}\nworld.own()'), []);
  assert.deepEqual(warnings('function world.helper() end\nworld.helper()'), []);
  assert.deepEqual(warnings('local e = world.spawn()\ne = other()\nprint(e.anything)'), []);
  assert.deepEqual(warnings('print(a:b().c, ("x"):rep(2))'), []);
});

test('every example of the page is without a warning', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = 'static/examples';
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lua'));
  assert.ok(scripts.length > 8);
  for (const name of scripts) assert.deepEqual(warnings(readFileSync(`${folder}/${name}`, 'utf8')), [], name);
});

test('tokens keep their places, whatever the text', () => {
  const text = 'local a = [[x]] .. "b\\"c" -- d\nx = 0x1F..\'open\n--[=[ long ]=] y';
  const tokens = tokensOf(text);
  assert.deepEqual(tokens.filter(({ kind }) => kind === 'string').map((token) => token.text), ['x', 'b\\"c', 'open']);
  assert.equal(tokens.at(-1)?.text, 'y');
  // What is half typed is analysed without a mishap.
  for (let length = 0; length <= text.length; length++) analyse(text.slice(0, length), api);
  for (const odd of ['a.', ').x', '{[(', 'f(', 'local function', 'for', 'function a.b:c(', '}}', 'end end end', 'x = = =', 'a:b"c".', 'local a <']) {
    completions(`${odd}|`, true);
    signature(`${odd}|`);
    warnings(odd);
  }
});

test('the nearest name', () => {
  assert.equal(nearest('spwan', ['spawn', 'span']), 'spawn');
  assert.equal(nearest('zzz', ['spawn']), undefined);
  assert.equal(nearest('pos', ['rotation', 'position']), 'position');
  assert.equal(nearest('getPosition', ['rotation', 'position']), 'position');
  assert.equal(nearest('IsValid', ['is_valid']), 'is_valid');
  assert.equal(nearest('target', ['tag']), undefined);
});
