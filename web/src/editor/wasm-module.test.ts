import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summariseModule } from './wasm-module.js';

// (module (import "env" "log" (func (param i32 i32))) (memory (export "memory") 1 2) (func (export "on_update") (param i64 f32)))
const bytes = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  1, 11, 2, 0x60, 2, 0x7f, 0x7f, 0, 0x60, 2, 0x7e, 0x7d, 0,
  2, 11, 1, 3, 0x65, 0x6e, 0x76, 3, 0x6c, 0x6f, 0x67, 0, 0,
  3, 2, 1, 1,
  5, 4, 1, 1, 1, 2,
  7, 22, 2, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0, 9, 0x6f, 0x6e, 0x5f, 0x75, 0x70, 0x64, 0x61, 0x74, 0x65, 0, 1,
  10, 4, 1, 2, 0, 0x0b,
]);

test('a module tells its imports, exports and memory', () => {
  assert.deepEqual(summariseModule(bytes), {
    size: `${bytes.length} bytes`,
    memory: '64 KB at first, 128 KB at most',
    imports: ['env log(i32, i32)'],
    exports: ['memory: memory', 'on_update(i64, f32)'],
  });
});

test('what is no module, or ends early, has no summary', () => {
  assert.equal(summariseModule(Uint8Array.from([1, 2, 3])), undefined);
  assert.equal(summariseModule(bytes.subarray(0, 30)), undefined);
});
