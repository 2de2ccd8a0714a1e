// The loader that wasm-bindgen makes of the engine. It lies beside the Worker in the site, not here.
import type { Answered, Command, News } from './engine/protocol.js';

/** Compiles the engine, where it is not compiled yet; before anything else. */
export default function init(options: { module_or_path: ArrayBuffer | WebAssembly.Module | Response | Promise<Response> }): Promise<unknown>;

/** A picture on a canvas, by a GPU of its own. */
export class Picture {
  /** At the canvas's size. Rejects where no GPU can draw to it. */
  static open(canvas: OffscreenCanvas): Promise<Picture>;
  /** The GPU's name. */
  adapter(): string;
  /** Resolves when the GPU is taken away, with what it said. */
  lost(): Promise<string>;
  free(): void;
}

export class Playground {
  /** Without a picture. Sizes are in device pixels. */
  constructor(width: number, height: number);
  /** Draws to this picture from here on, or to none. */
  show(picture: Picture | undefined): void;
  /** Takes an image that the news asked for, decoded. */
  putImage(id: number, revision: number, bitmap: ImageBitmap): void;
  /** The same where it can't be decoded: why. */
  imageFailed(id: number, revision: number, why: string): void;
  /** Has the GPU taken away, to see what the page does then. */
  loseGpu(): void;
  /** Carries a command out and tells what came of it. */
  handle(command: Command): Answered;
  /** Carries out a command that nobody waits for. */
  take(command: Command): void;
  /** Runs as many fixed steps as the time asks for; true where there is a picture to draw. */
  advance(nowMs: number): boolean;
  /** Draws that picture. A GPU that is slow may hold it up. */
  draw(nowMs: number): void;
  /** What happened since the last news; undefined where nothing did. */
  news(): News | undefined;
  /** Whether a picture waits until the GPU is done with the one before: ask for another frame then. */
  isDue(): boolean;
  free(): void;
}
