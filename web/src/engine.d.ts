// The loader that wasm-bindgen makes of the engine. It lies beside the Worker in the site, not here.
import type { Command, Report } from './protocol.js';

/** Compiles the engine; before anything else. */
export default function init(options: { module_or_path: ArrayBuffer | Response | Promise<Response> }): Promise<unknown>;

export class Playground {
  /** Without a canvas, or where the browser has no adapter, it runs without pictures. Sizes are in device pixels. */
  static create(canvas: OffscreenCanvas | undefined, width: number, height: number): Promise<Playground>;
  handle(command: Command): Report;
  /** Runs as many fixed steps as the time asks for and draws; undefined where there is nothing to say. */
  frame(nowMs: number): Report | undefined;
  /** The adapter's name; empty where there is none. */
  adapter(): string;
  free(): void;
}
