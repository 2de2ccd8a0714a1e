/**
 * Runs in the page: milliseconds that a frame's `on_update`s take, the engine's and the browser's own.
 * @param {{base64: string, instances: number}} program a module, and how many entities have it
 * @returns {Promise<{ours: number, browser: number}>}
 */
export async function measure({ base64, instances }) {
  /** Samples, of which the median counts. */
  const SAMPLES = 9;
  /** Frames of one sample of ours. The clock of a page that isn't isolated ticks every 0.1 ms. */
  const FRAMES = 10;
  /** The least that one sample of the browser's takes, milliseconds. */
  const LEAST_MS = 20;
  const DT = 1 / 60;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

  async function ours() {
    const element = document.querySelector('luminara-playground');
    await element.pause();
    element.files = {
      'game.toml': 'scripts = ["main.lua"]\n',
      'main.lua': `for i = 1, ${instances} do world.spawn():attach_script("guest.wasm") end\n`,
      'guest.wasm': bytes,
    };
    const failed = [];
    const note = ({ detail }) => { failed.push(detail.message); };
    element.addEventListener('error', note);
    await element.pause();
    await element.step(5);
    const samples = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      let sum = 0;
      for (let frame = 0; frame < FRAMES; frame += 1) sum += (await element.step(1)).script_ms;
      samples.push(sum / FRAMES);
    }
    element.removeEventListener('error', note);
    if (failed.length > 0) throw new Error(failed[0]);
    return median(samples);
  }

  /** What the module imports, over plain arrays. */
  function imports(memory) {
    const positions = [];
    const time = 1.5;
    // An entity's number is below 2^32, so its low half will do.
    const ids = (at, count) => new Uint32Array(memory().buffer, at, count * 2);
    const floats = (at, count) => new Float32Array(memory().buffer, at, count);
    // Of a field of three or four numbers.
    const columns = [{ size: 3, rows: positions }, { size: 4, rows: [] }];
    const functions = {
      get_time: () => time,
      random: () => Math.random(),
      spawn_entity: () => {
        for (const { size, rows } of columns) rows.push(new Array(size).fill(0));
        return BigInt(positions.length - 1);
      },
      read_column: (component, field, entities, count, out) => {
        const { size, rows } = columns[field];
        const [numbers, values] = [ids(entities, count), floats(out, count * size)];
        for (let index = 0; index < count; index += 1) {
          const row = rows[numbers[index * 2]];
          for (let part = 0; part < size; part += 1) values[index * size + part] = row[part];
        }
        return count;
      },
      write_column: (component, field, entities, count, from) => {
        const { size, rows } = columns[field];
        const [numbers, values] = [ids(entities, count), floats(from, count * size)];
        for (let index = 0; index < count; index += 1) {
          const row = rows[numbers[index * 2]];
          for (let part = 0; part < size; part += 1) row[part] = values[index * size + part];
        }
        return count;
      },
    };
    const nothing = () => 0;
    return new Proxy({}, { get: (_, name) => functions[name] ?? nothing });
  }

  async function peer() {
    const module = await WebAssembly.compile(bytes);
    const running = await Promise.all(Array.from({ length: instances }, async () => {
      const { exports } = await WebAssembly.instantiate(module, { luminara: imports(() => exports.memory) });
      return exports;
    }));
    for (const exports of running) exports.on_init?.(0n);
    const updates = running.map((exports) => exports.on_update);
    const entities = updates.map((_, index) => BigInt(index));
    const frame = () => { updates.forEach((update, index) => { update(entities[index], DT); }); };
    const time = (frames) => {
      const began = performance.now();
      for (let index = 0; index < frames; index += 1) frame();
      return performance.now() - began;
    };
    let frames = 1;
    while (time(frames) < LEAST_MS) frames *= 2;
    return median(Array.from({ length: SAMPLES }, () => time(frames) / frames));
  }

  return { ours: await ours(), browser: await peer() };
}

/**
 * Runs in the page: milliseconds that a call of an `on_update` without an end takes until it is stopped.
 * @param {{file: string, text: string}} script
 * @returns {Promise<number>}
 */
export async function measureBudget({ file, text }) {
  const SAMPLES = 7;
  const element = document.querySelector('luminara-playground');
  await element.pause();
  const samples = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const stopped = new Promise((resolve) => { element.addEventListener('error', ({ detail }) => { resolve(detail.message); }, { once: true }); });
    element.files = { [file]: text };
    samples.push((await element.step(1)).script_ms);
    const message = await stopped;
    if (!message.includes('used up its')) throw new Error(message);
  }
  return samples.sort((a, b) => a - b)[samples.length >> 1];
}
