// The measurements themselves. Runs in node and, bundled, in a page.
import { Boundary } from '../../.build/bench-lua/engine.js';

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

/**
 * Runs every program in every VM: once to warm up, then in rounds, one VM after the other.
 * @param {import('./vms.mjs').Vm[]} vms
 * @param {Record<string, string>} programs sources by name
 * @param {number} rounds
 * @param {() => number} clock milliseconds
 * @returns {Promise<Record<string, Record<string, {ms: number} | {error: string}>>>} by program and VM
 */
export async function timePrograms(vms, programs, rounds, clock) {
  const results = {};
  for (const [name, source] of Object.entries(programs)) {
    const times = vms.map(() => []);
    const errors = vms.map(() => undefined);
    for (let round = 0; round <= rounds; round += 1) {
      for (const [i, vm] of vms.entries()) {
        if (errors[i] !== undefined) continue;
        const { run, end } = await vm.start();
        try {
          const began = clock();
          run(source);
          const ms = clock() - began;
          if (round > 0) times[i].push(ms);
        } catch (error) {
          errors[i] = String(error.message ?? error);
        }
        end();
      }
    }
    results[name] = Object.fromEntries(vms.map((vm, i) => [vm.name, errors[i] === undefined ? { ms: median(times[i]) } : { error: errors[i] }]));
  }
  return results;
}

// What crosses, what it needs before the loop, and what is done in the loop.
const VECTORS = 'local a, b = vec3(1, 2, 3), vec3(4, 5, 6)';
const CROSSINGS = [
  ['component field: `e.position.x`', '', 'x = e.position.x'],
  ['component: `e.position`', '', 'x = e.position'],
  ['component: `e.velocity`', '', 'x = e.velocity'],
  ['component field set: `e.position.x = i`', '', 'e.position.x = i'],
  ['component set: `e.position = a`', VECTORS, 'e.position = a'],
  ['vector field: `a.y`', VECTORS, 'x = a.y'],
  ['vector add: `a + b`', VECTORS, 'x = a + b'],
  ['vector times number: `a * 2`', VECTORS, 'x = a * 2'],
  ['new vector: `vec3(1, 2, 3)`', '', 'x = vec3(1, 2, 3)'],
  ['vector method: `a:length()`', VECTORS, 'x = a:length()'],
  ['native call: `time.total()`', '', 'x = time.total()'],
  ['native call with a string: `input.is_key_pressed("w")`', '', 'x = input.is_key_pressed("w")'],
  ['native call of the library: `math.floor(2.5)`', '', 'x = math.floor(2.5)'],
];
const TIMES = 1_000_000;
const HOOKS = 2_000;

/**
 * What crossing between the engine and scripts costs, net of the loop.
 * @param {number} rounds
 * @param {() => number} clock milliseconds
 * @returns {Record<string, number>} nanoseconds, by what is done
 */
export function timeCrossings(rounds, clock) {
  const loop = (before, body) => {
    const source = `local x local e = world.spawn { position = vec3(1, 2, 3), velocity = vec3(0, 0, 0) }
      function on_update(_, dt) ${before} for i = 1, ${TIMES} do ${body} end end`;
    return new Boundary(source);
  };
  const crossings = [['', '', ''], ...CROSSINGS].map(([name, before, body]) => ({ name, engine: loop(before, body), times: [] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const crossing of crossings) {
      const ns = timeTick(crossing.engine, clock) * 1e6 / TIMES;
      if (round > 0) crossing.times.push(ns);
    }
  }
  const [empty, ...rest] = crossings.map(({ name, times }) => [name, median(times)]);
  return { ...Object.fromEntries(rest.map(([name, ns]) => [name, ns - empty[1]])), 'hook: an empty `on_update`': timeHooks(rounds, clock) };
}

function timeHooks(rounds, clock) {
  const files = `for i = 1, ${HOOKS} do world.spawn {}:attach_script("hook.lua") end`;
  const engine = new Boundary(files, 'function on_update(entity, dt) end');
  const still = new Boundary(files, '');
  const times = [];
  for (let round = 0; round <= rounds * 10; round += 1) {
    times.push((timeTick(engine, clock) - timeTick(still, clock)) * 1e6 / HOOKS);
  }
  return median(times);
}

function timeTick(engine, clock) {
  const began = clock();
  const problem = engine.tick();
  if (problem !== undefined) throw new Error(problem);
  return clock() - began;
}
