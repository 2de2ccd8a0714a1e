// The project's sound files, decoded once each.
import type { FileContent } from '../project/files.js';

interface Decoded {
  readonly content: Uint8Array;
  readonly buffer: Promise<AudioBuffer | undefined>;
}

export class SoundFiles {
  readonly #failed: (message: string) => void;
  readonly #decoded = new Map<string, Decoded>();

  constructor(failed: (message: string) => void) {
    this.#failed = failed;
  }

  /** A file's sound; undefined where the browser can't read it, which `failed` is told once. */
  decode(context: BaseAudioContext, name: string, content: FileContent | undefined): Promise<AudioBuffer | undefined> {
    if (!(content instanceof Uint8Array)) return Promise.resolve(undefined);
    const known = this.#decoded.get(name);
    if (known?.content === content) return known.buffer;
    const buffer = this.#read(context, name, content);
    this.#decoded.set(name, { content, buffer });
    return buffer;
  }

  async #read(context: BaseAudioContext, name: string, content: Uint8Array): Promise<AudioBuffer | undefined> {
    try {
      // The browser takes the bytes away: it gets a copy.
      return await context.decodeAudioData(content.slice().buffer);
    } catch {
      this.#failed(`${name} can't be played: this browser doesn't read it. Save it as .mp3, .ogg or .wav.`);
      return undefined;
    }
  }
}
