// Which steps each part of the work needs.
import { chromium, lavapipe } from './browser.mjs';
import { bindgenTool } from './cargo-tools.mjs';
import { node, packages } from './packages.mjs';
import { crates, toolchain, wasmTarget } from './rust.mjs';
import { performSteps } from './step.mjs';

const BUILD = [node, packages, toolchain, wasmTarget, crates, bindgenTool];
const NEEDS = {
  web: [node, packages],
  rust: [node, toolchain, crates, lavapipe],
  build: BUILD,
  browser: [...BUILD, chromium],
};
const ORDER = [...BUILD, chromium, lavapipe];

/**
 * Sets up what the named parts need, each step once.
 * @param {(keyof typeof NEEDS)[]} parts
 */
export async function setUp(parts) {
  const needed = new Set(parts.flatMap((part) => NEEDS[part]));
  await performSteps(ORDER.filter((step) => needed.has(step)));
}
