// What the page and the Worker say to each other, around the engine's own commands, answers and news.
import type { Answered, Command, News } from './protocol.js';

/** The canvas to draw to, and its size in device pixels. */
export interface CanvasMessage {
  readonly canvas: OffscreenCanvas;
  readonly width: number;
  readonly height: number;
  /** The engine's bytes, where the page has them; else they are fetched. */
  readonly engine?: ArrayBuffer;
  /** The same of the parts that a file may need, by name. */
  readonly parts?: Readonly<Record<string, ArrayBuffer>>;
}

/** What became of an image that the news asked for. */
export interface DecodedImage {
  readonly id: number;
  readonly revision: number;
  readonly decoded: ImageBitmap | string;
}

export type ToWorker =
  /** The first message. */
  | { readonly init: CanvasMessage }
  /** A command whose outcome is waited for: `answered` with the same id tells it. It needs these parts of the engine. */
  | { readonly ask: Command; readonly id: number; readonly parts?: readonly string[] }
  /** A command that nobody waits for. */
  | { readonly tell: Command }
  /** Nobody sees the scene (true), or somebody does again. */
  | { readonly rest: boolean }
  /** An image that the news asked for, or why there is none. */
  | { readonly image: DecodedImage }
  /** Look for a GPU again, to draw to this canvas. */
  | { readonly regain: OffscreenCanvas }
  /** Give the GPU up as if it had been taken away; for tests. */
  | { readonly loseGpu: true }
  /** Are you there? Answered by `alive`. */
  | { readonly ping: true };

export type FromWorker =
  | { readonly type: 'answered'; readonly id: number; readonly answered: Answered }
  /** What happened in a frame, or after a command that nobody waits for. */
  | { readonly type: 'news'; readonly news: News }
  /** Commands are taken, and there are pictures: for the first time, or again. */
  | { readonly type: 'ready'; readonly adapter: string }
  /** Commands are taken, but there are no pictures: why. */
  | { readonly type: 'no_gpu'; readonly message: string }
  /** The GPU was taken away. The scene waits for a canvas to draw to with another; `ready` or `no_gpu` follows. */
  | { readonly type: 'gpu_lost' }
  /** Bytes of the engine; `total` is 0 where it isn't known. */
  | { readonly type: 'progress'; readonly loaded: number; readonly total: number }
  | { readonly type: 'alive' }
  /** In the middle of a command that takes long: it goes on. */
  | { readonly type: 'beat' }
  /** The GPU is given a picture, and may hold the Worker up. */
  | { readonly type: 'drawing' }
  /** The engine stopped for good; the Worker does nothing more. */
  | { readonly type: 'crashed'; readonly message: string };
