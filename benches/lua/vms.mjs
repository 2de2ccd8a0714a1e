// The Lua VMs that are compared. Runs in node and, bundled, in a page.
import { lauxlib, lua, lualib, to_jsstring, to_luastring } from 'fengari';
import { LuaFactory } from 'wasmoon';
import init, { Ours, Piccolo } from '../../.build/bench-lua/engine.js';

/**
 * @typedef {object} Vm
 * @property {string} name what it is called in the table
 * @property {() => Promise<{run: (source: string) => void, end: () => void}>} start makes a fresh one; `run` throws what the program does
 */

/**
 * The VMs, ours first.
 * @param {{engine: string | BufferSource, wasmoon: string}} files our module; where wasmoon finds its own
 * @returns {Promise<Vm[]>}
 */
export async function makeVms({ engine, wasmoon }) {
  await init({ module_or_path: engine });
  const factory = new LuaFactory(wasmoon);
  return [
    { name: 'ours', start: async () => inRust(new Ours()) },
    {
      name: 'wasmoon',
      start: async () => {
        const vm = await factory.createEngine();
        return { run: (source) => vm.doStringSync(source), end: () => vm.global.close() };
      },
    },
    { name: 'piccolo', start: async () => inRust(new Piccolo()) },
    { name: 'fengari', start: async () => inJavaScript(lauxlib.luaL_newstate()) },
  ];
}

function inRust(vm) {
  // A VM that panicked stays borrowed for ever, and can't be freed.
  let isWhole = true;
  return {
    run: (source) => {
      isWhole = false;
      const error = vm.run(source);
      isWhole = true;
      if (error !== undefined) throw new Error(error);
    },
    end: () => {
      if (isWhole) vm.free();
    },
  };
}

function inJavaScript(state) {
  lualib.luaL_openlibs(state);
  return {
    run: (source) => {
      const failed = lauxlib.luaL_loadstring(state, to_luastring(source)) || lua.lua_pcall(state, 0, 0, 0);
      if (failed) throw new Error(to_jsstring(lua.lua_tostring(state, -1)));
    },
    end: () => lua.lua_close(state),
  };
}
