// Whatever is set on the element or passed to it, it says what is wanted, and goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, files, openWith } from './page.mjs';

/** In the page: values of every shape, by what they are. */
const HOSTILE = `(() => {
  const cyclic = {};
  cyclic.self = cyclic;
  cyclic['main.lua'] = cyclic;
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  let deep = 'x';
  for (let depth = 0; depth < 5000; depth++) deep = { deep };
  const thrower = () => { throw new Error('thrown by a stranger'); };
  const frame = document.body.appendChild(document.createElement('iframe'));
  return {
    undefined: undefined, null: null, number: 5, nan: NaN, infinity: Infinity, negative: -1, huge: 1e308, text: 'text', long: 'x'.repeat(1e6), boolean: true,
    symbol: Symbol('x'), bigint: 10n, function: () => 1, array: ['main.lua'], sparse: new Array(1e6), map: new Map([['main.lua', 'x']]), set: new Set(['x']), date: new Date(0),
    regexp: /x/, promise: Promise.resolve({}), weak: new WeakMap(), bytes: new Uint8Array(3), buffer: new ArrayBuffer(3), blob: new Blob(['x']), element: document.createElement('div'),
    window, error: new Error('x'), cyclic, deep, revoked: proxy, instance: new (class Files { 'main.lua' = 'x'; })(),
    getter: { get 'main.lua'() { return thrower(); } }, proxy: new Proxy({}, { ownKeys: thrower, get: thrower, getPrototypeOf: thrower, has: thrower }),
    'a number as content': { 'main.lua': 5 }, 'null as content': { 'main.lua': null }, 'an array as content': { 'main.lua': ['x'] }, 'a nested object': { lib: { 'main.lua': 'x' } },
    'a name that leads out': { '../main.lua': 'x' }, 'an absolute name': { '/main.lua': 'x' }, 'no name': { '': 'x' },
    'too many': Object.fromEntries(Array.from({ length: 257 }, (_, n) => [n + '.lua', ''])), 'too large': { 'main.lua': 'x'.repeat(9e6) },
    'another window\\'s array': frame.contentWindow.Array.of('x'),
  };
})()`;

test('files that are none are refused with a TypeError, and nothing changes', async () => {
  const { page, complaints } = await openWith(COUNTER);
  const answers = await page.evaluate(async (source) => {
    const element = document.querySelector('luminara-playground');
    return Object.entries((0, eval)(source)).map(([what, value]) => {
      try {
        element.files = value;
        return [what, 'taken', ''];
      } catch (error) {
        return [what, error.name, error.message];
      }
    });
  }, HOSTILE);
  assert.ok(answers.length > 40);
  for (const [what, name, message] of answers) {
    assert.equal(name, what.startsWith('too ') ? 'RangeError' : 'TypeError', `${what}: ${message}`);
    assert.match(message, /files takes an object of file names and contents|is to be text or a Uint8Array|can't be a file's name|can have|can't be read/, what);
  }
  assert.deepEqual(await files(page), COUNTER);
  assert.equal((await call(page, 'step', 1)).frame, 1);
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual(complaints, []);
});

test('every method and property of the element takes whatever comes', async () => {
  const { page } = await openWith(COUNTER);
  const { answers, own } = await page.evaluate(async (source) => {
    const element = document.querySelector('luminara-playground');
    const values = (0, eval)(source);
    const prototype = Object.getPrototypeOf(element);
    // What the platform and Lit bring along is theirs.
    const own = Object.getOwnPropertyNames(prototype).filter((name) => !/^(constructor|render|connectedCallback|disconnectedCallback|plant.*|loseGpu)$/.test(name));
    const answers = [];
    for (const name of own) {
      const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
      for (const [what, value] of Object.entries(values)) {
        const uses = descriptor.set !== undefined ? [() => { element[name] = value; }] : typeof descriptor.value !== 'function' ? [] : descriptor.value.length === 0 && name !== 'step' ? [() => element[name](value)] : [
          () => element[name](value), () => element[name](value, value), () => element[name]('main.lua', value), () => element[name](1, [value]), () => element[name](1, [{ frame: 1, event: value }]),
          () => element[name](1, [{ frame: 1, event: { type: value } }]),
        ];
        for (const use of uses) {
          try {
            await use();
          } catch (error) {
            answers.push([name, what, error?.name, error?.message]);
          }
        }
      }
    }
    return { answers, own };
  }, HOSTILE);
  for (const name of ['files', 'edit', 'removeFile', 'step']) assert.ok(own.includes(name), `${name} is one of ${own.join(', ')}`);
  for (const [name, what, kind, message] of answers) assert.match(kind, /^(TypeError|RangeError)$/, `${name} of ${what}: ${message}`);
  assert.ok(answers.length > 100);
  // It lives, and takes what is right.
  await page.evaluate((wanted) => { document.querySelector('luminara-playground').files = wanted; }, COUNTER);
  await call(page, 'pause');
  await call(page, 'reset');
  assert.equal((await call(page, 'step', 2)).frame, 2);
  assert.equal(await page.getByRole('alert').count(), 0);
});
