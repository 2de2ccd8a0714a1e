// The modules that benchmarks run: those of programs/ compiled, and a large one that is made here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { root } from '../../scripts/paths.mjs';

/** The module of a text in WebAssembly's text format. */
export function compiled(text) {
  const module = binaryen.parseText(text);
  try {
    return Buffer.from(module.emitBinary());
  } finally {
    module.dispose();
  }
}

/** The module of a file of benches/wasm/programs. */
export const program = (name) => compiled(readFileSync(join(root, 'benches/wasm/programs', `${name}.wat`), 'utf8'));

/** What the versions of {@link largeModule} differ in: eight digits that its data begins with. */
export const VERSION = '00000000';

/**
 * A module of so many functions, all of them reachable from `on_update`, which calls a few. Each does what compilers emit for a few
 * lines of arithmetic over memory: loads, stores, a loop, a branch, a call. About 190 bytes a function.
 */
export function largeModule(functions) {
  const parts = Array.from({ length: functions }, (_, index) => `
  (func $part_${index} (param $at i32) (param $x f32) (result f32) (local $i i32) (local $sum f32)
    (local.set $i (i32.const ${2 + index % 5}))
    (loop $next
      (local.set $sum (f32.add (local.get $sum) (f32.mul (f32.load offset=${4 * (index % 97)} (local.get $at)) (f32.const ${index}.25))))
      (f32.store offset=${4 * (index % 89)} (local.get $at) (f32.sub (local.get $sum) (f32.div (local.get $x) (f32.const ${index + 3}.5))))
      (local.set $at (i32.and (i32.add (local.get $at) (i32.const ${4 * (index % 31)})) (i32.const 0x3fff)))
      (if (f32.gt (local.get $sum) (f32.const ${index * 3}.5))
        (then (local.set $sum (f32.sqrt (f32.abs (local.get $sum)))))
        (else (local.set $x (f32.max (local.get $x) (f32.convert_i32_s (i32.xor (local.get $i) (i32.const ${index * 7919})))))))
      (if (i64.eq (i64.extend_i32_u (local.get $at)) (i64.mul (i64.extend_i32_s (local.get $i)) (i64.const ${index * 104729})))
        (then (i64.store offset=${8 * (index % 61)} (local.get $at) (i64.rotl (i64.extend_i32_u (local.get $at)) (i64.const ${index % 63})))))
      (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    ${index % 8 === 0 ? '(local.get $sum)' : `(f32.add (local.get $sum) (call $part_${index - 1} (local.get $at) (local.get $x)))`})`);
  const calls = [functions - 1, functions >> 1, 7].map((index) => `(drop (call $part_${index} (i32.const ${index * 4}) (local.get $dt)))`);
  return compiled(`(module
  (memory (export "memory") 2)
  (global (export "state_version") i32 (i32.const 1))
  (global $count (export "count") (mut i32) (i32.const 0))
  (data (i32.const 131000) "${VERSION}")
  (table ${functions} funcref)
  (elem (i32.const 0) ${parts.map((_, index) => `$part_${index}`).join(' ')})
  ${parts.join('')}
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    ${calls.join('\n    ')}))`);
}
