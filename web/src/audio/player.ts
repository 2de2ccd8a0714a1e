// Plays what the engine says is to be heard, with the Web Audio API. Silent until a click or key lets the page sound, while the
// page is hidden and while the scene is paused.
import type { FileContent } from '../project/files.js';
import type { AudioCommand, News, SoundSamples, StampedAudio } from '../engine/protocol.js';
import { SoundFiles } from './sound-files.js';
import { SMOOTH_SECONDS, Voice } from './voice.js';

/** `none`: nothing was to be heard yet. `locked`: the browser waits for a click or key. `off`: the person muted it. */
export type SoundState = 'none' | 'locked' | 'on' | 'off';

export interface PlayerListener {
  /** The project's file of that name. */
  file(name: string): FileContent | undefined;
  changed(state: SoundState): void;
  /** A file can't be played. */
  failed(message: string): void;
}

type Play = Extract<AudioCommand, { type: 'play' }>;

const FRAMES_A_SECOND = 60;
/** Frames come in bursts; sounds are put in time by their frame's number, this much later. */
const DELAY_SECONDS = 0.03;
/** A frame farther off than this from when it was expected is a new beginning (a slow machine, a pause). */
const SLACK_SECONDS = 0.06;
const MOST_VOICES = 64;

export class AudioPlayer {
  readonly #listener: PlayerListener;
  readonly #files: SoundFiles;
  readonly #samples = new Map<string, SoundSamples>();
  readonly #built = new Map<string, AudioBuffer>();
  readonly #voices = new Map<number, Voice>();
  readonly #buses = new Map<string, GainNode>();
  #context: AudioContext | undefined;
  #mute: GainNode | undefined;
  #running = false;
  #muted = false;
  #state: SoundState = 'none';
  #anchor = { frame: 0, time: -Infinity };

  constructor(listener: PlayerListener) {
    this.#listener = listener;
    this.#files = new SoundFiles((message) => { listener.failed(message); });
    // Any of these is what a browser waits for before a page may sound.
    for (const gesture of ['pointerdown', 'pointerup', 'keydown', 'touchend']) {
      addEventListener(gesture, () => { this.#settle(); }, { capture: true, passive: true });
    }
    document.addEventListener('visibilitychange', () => { this.#settle(); });
  }

  get isMuted(): boolean {
    return this.#muted;
  }

  /** Takes built-in sounds in; they are told once. */
  learn(sounds: readonly SoundSamples[]): void {
    for (const sound of sounds) this.#samples.set(sound.name, sound);
  }

  /** Plays what there is to be heard of the scene. */
  take({ running, audio }: News): void {
    if (running !== this.#running) {
      this.#running = running;
      this.#settle();
    }
    for (const stamped of audio) this.#carryOut(stamped);
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    if (this.#context !== undefined) this.#mute?.gain.setTargetAtTime(muted ? 0 : 1, this.#context.currentTime, SMOOTH_SECONDS);
    this.#settle();
  }

  /** Ends all sounds: the engine that began them is gone. */
  silence(): void {
    for (const voice of this.#voices.values()) voice.stop(0);
    this.#voices.clear();
  }

  #carryOut({ frame, command }: StampedAudio): void {
    if (command.type === 'stop_all' && this.#context === undefined) return;
    const context = this.#open();
    const at = this.#timeOf(context, frame);
    switch (command.type) {
      case 'play':
        this.#play(context, command, at);
        break;
      case 'change':
        this.#voices.get(command.voice)?.change(command, at);
        break;
      case 'stop':
        this.#voices.get(command.voice)?.stop(command.fade);
        break;
      case 'stop_all':
        for (const voice of this.#voices.values()) voice.stop(command.fade);
        break;
      case 'bus':
        ramp(this.#bus(context, command.name).gain, command.volume, at, command.seconds);
        break;
      case 'listen':
        place(context.listener, command);
        break;
    }
  }

  #play(context: AudioContext, command: Play, at: number): void {
    // What the browser holds back would come all at once later.
    if (context.state !== 'running' && !command.looping) return;
    this.#makeRoom();
    const voice = new Voice(context, this.#bus(context, command.bus), command, () => { this.#voices.delete(command.voice); });
    this.#voices.set(command.voice, voice);
    const built = this.#builtIn(context, command.sound);
    if (built !== undefined) voice.start(built, at);
    else void this.#startFile(context, voice, command.sound);
  }

  async #startFile(context: AudioContext, voice: Voice, name: string): Promise<void> {
    const buffer = await this.#files.decode(context, name, this.#listener.file(name));
    if (buffer === undefined) voice.stop(0);
    else voice.start(buffer, context.currentTime);
  }

  #builtIn(context: AudioContext, name: string): AudioBuffer | undefined {
    const known = this.#built.get(name);
    const told = this.#samples.get(name);
    if (known !== undefined || told === undefined) return known;
    const bytes = told.samples.slice().buffer;
    const samples = new Float32Array(bytes);
    const buffer = context.createBuffer(1, samples.length, told.rate);
    buffer.copyToChannel(samples, 0);
    this.#built.set(name, buffer);
    return buffer;
  }

  #makeRoom(): void {
    if (this.#voices.size < MOST_VOICES) return;
    const [number, voice] = [...this.#voices].find(([, { looping }]) => !looping) ?? [...this.#voices][0] ?? [];
    voice?.stop(SMOOTH_SECONDS);
    if (number !== undefined) this.#voices.delete(number);
  }

  #timeOf(context: AudioContext, frame: number): number {
    const soonest = context.currentTime + DELAY_SECONDS;
    const expected = this.#anchor.time + (frame - this.#anchor.frame) / FRAMES_A_SECOND;
    if (Math.abs(expected - soonest) <= SLACK_SECONDS) return Math.max(expected, context.currentTime);
    this.#anchor = { frame, time: soonest };
    return soonest;
  }

  #open(): AudioContext {
    if (this.#context !== undefined) return this.#context;
    const context = new AudioContext({ latencyHint: 'interactive' });
    const limiter = new DynamicsCompressorNode(context, { threshold: -6, knee: 6, ratio: 12, attack: 0.002, release: 0.15 });
    const mute = new GainNode(context, { gain: this.#muted ? 0 : 1 });
    mute.connect(limiter).connect(context.destination);
    this.#context = context;
    this.#mute = mute;
    this.#buses.set('master', new GainNode(context));
    this.#bus(context, 'master').connect(mute);
    context.addEventListener('statechange', () => { this.#tell(); });
    this.#settle();
    return context;
  }

  #bus(context: AudioContext, name: string): GainNode {
    const known = this.#buses.get(name);
    if (known !== undefined) return known;
    const bus = new GainNode(context);
    bus.connect(this.#bus(context, 'master'));
    this.#buses.set(name, bus);
    return bus;
  }

  get #isWanted(): boolean {
    return this.#running && !document.hidden;
  }

  /** Lets the context run or rest. The browser may refuse until a click or key; then it stays locked, which is shown. */
  #settle(): void {
    const context = this.#context;
    if (context === undefined) return;
    if (this.#isWanted && context.state !== 'running') void context.resume().catch(() => undefined);
    if (!this.#isWanted && context.state === 'running') void context.suspend().catch(() => undefined);
    this.#tell();
  }

  #tell(): void {
    const state = this.#soundState();
    if (state === this.#state) return;
    this.#state = state;
    this.#listener.changed(state);
  }

  #soundState(): SoundState {
    if (this.#context === undefined) return 'none';
    if (this.#muted) return 'off';
    if (!this.#isWanted) return this.#state === 'locked' ? 'locked' : 'on';
    return this.#context.state === 'running' ? 'on' : 'locked';
  }
}

/** Brings a parameter to a value. */
function ramp(parameter: AudioParam, value: number, at: number, seconds: number): void {
  parameter.cancelScheduledValues(at);
  parameter.setTargetAtTime(value, at, Math.max(seconds / 4, SMOOTH_SECONDS));
}

function place(listener: AudioListener, { position, forward, up }: Extract<AudioCommand, { type: 'listen' }>): void {
  if ((listener.positionX as AudioParam | undefined) === undefined) {
    // Firefox has only the older calls.
    /* eslint-disable @typescript-eslint/no-deprecated */
    listener.setPosition(...position);
    listener.setOrientation(...forward, ...up);
    /* eslint-enable @typescript-eslint/no-deprecated */
    return;
  }
  const parameters = [
    listener.positionX, listener.positionY, listener.positionZ, listener.forwardX, listener.forwardY, listener.forwardZ, listener.upX, listener.upY, listener.upZ,
  ];
  const values = [...position, ...forward, ...up];
  parameters.forEach((parameter, index) => { parameter.value = values[index] ?? 0; });
}
