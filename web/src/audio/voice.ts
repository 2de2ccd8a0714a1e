// One sound that plays: its source, where it comes from and how loud it is.
import type { AudioCommand } from '../engine/protocol.js';

type Play = Extract<AudioCommand, { type: 'play' }>;
type Change = Extract<AudioCommand, { type: 'change' }>;

/** Gains that jump crackle: they take this long. */
export const SMOOTH_SECONDS = 0.01;

export class Voice {
  readonly looping: boolean;
  readonly #context: AudioContext;
  readonly #gain: GainNode;
  readonly #side: PannerNode | StereoPannerNode;
  readonly #ended: () => void;
  readonly #fade: number;
  #volume: number;
  #pitch: number;
  #source: AudioBufferSourceNode | undefined;
  #stopped = false;

  constructor(context: AudioContext, bus: AudioNode, { looping, volume, pitch, pan, fade, place }: Play, ended: () => void) {
    this.looping = looping;
    this.#context = context;
    this.#volume = volume;
    this.#pitch = pitch;
    this.#fade = fade;
    this.#ended = ended;
    this.#gain = new GainNode(context, { gain: fade > 0 ? 0 : volume });
    this.#side = place === null ? new StereoPannerNode(context, { pan }) : new PannerNode(context, {
      panningModel: 'equalpower', distanceModel: place.model,
      positionX: place.position[0], positionY: place.position[1], positionZ: place.position[2],
      refDistance: place.min_distance, maxDistance: Math.max(place.max_distance, 1e-3),
      rolloffFactor: place.model === 'linear' ? Math.min(place.rolloff, 1) : place.rolloff,
    });
    this.#gain.connect(this.#side).connect(bus);
  }

  /** Begins, unless it was stopped while its file was being read. */
  start(buffer: AudioBuffer, at: number): void {
    if (this.#stopped) return;
    const source = new AudioBufferSourceNode(this.#context, { buffer, loop: this.looping, playbackRate: this.#pitch });
    source.connect(this.#gain);
    source.onended = () => { this.#leave(); };
    if (this.#fade > 0) this.#gain.gain.setTargetAtTime(this.#volume, at, this.#fade / 4);
    source.start(at);
    this.#source = source;
  }

  change({ volume, pitch, pan, position, seconds }: Change, at: number): void {
    const over = Math.max(seconds / 4, SMOOTH_SECONDS);
    if (volume !== null) {
      this.#volume = volume;
      this.#gain.gain.setTargetAtTime(volume, at, over);
    }
    if (pitch !== null) {
      this.#pitch = pitch;
      this.#source?.playbackRate.setTargetAtTime(pitch, at, over);
    }
    if (pan !== null && this.#side instanceof StereoPannerNode) this.#side.pan.setTargetAtTime(pan, at, over);
    if (position !== null && this.#side instanceof PannerNode) {
      const { positionX, positionY, positionZ } = this.#side;
      [positionX, positionY, positionZ].forEach((parameter, index) => { parameter.setTargetAtTime(position[index] ?? 0, at, SMOOTH_SECONDS); });
    }
  }

  /** Ends, after fading. */
  stop(fade: number): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const now = this.#context.currentTime;
    const over = Math.max(fade, SMOOTH_SECONDS);
    this.#gain.gain.cancelScheduledValues(now);
    this.#gain.gain.setTargetAtTime(0, now, over / 4);
    if (this.#source === undefined) this.#leave();
    else this.#source.stop(now + over);
  }

  #leave(): void {
    this.#source?.disconnect();
    this.#gain.disconnect();
    this.#side.disconnect();
    this.#ended();
  }
}
