// The page of the benchmarks: the same measurements as in node, for Chromium's driver to call.
import { timeCrossings, timePrograms } from './measure.mjs';
import { makeVms } from './vms.mjs';

const vms = makeVms({ engine: 'engine_bg.wasm', wasmoon: 'glue.wasm' });
const clock = () => performance.now();

globalThis.bench = {
  programs: async (programs, rounds) => timePrograms(await vms, programs, rounds, clock),
  crossings: async (rounds) => {
    await vms;
    return timeCrossings(rounds, clock);
  },
};
