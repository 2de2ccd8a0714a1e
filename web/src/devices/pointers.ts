// Mouse, pen and fingers on the scene, and the mouse that the scene holds.
import type { InputEvent } from '../engine/protocol.js';

const BUTTONS = ['left', 'middle', 'right'] as const;

export class Pointers {
  readonly #send: (event: InputEvent) => void;
  readonly #scene: HTMLElement;
  #wantsMouse = false;

  constructor(scene: HTMLElement, send: (event: InputEvent) => void) {
    this.#scene = scene;
    this.#send = send;
  }

  /** Whether the scene holds the mouse. */
  get isLocked(): boolean {
    // In a shadow tree the document names the host.
    return (this.#scene.getRootNode() as ShadowRoot).pointerLockElement === this.#scene;
  }

  /** The scene wants the mouse, or gives it back. A browser gives it at a click only. */
  want(mouse: boolean): void {
    this.#wantsMouse = mouse;
    if (mouse) this.#lock();
    else if (this.isLocked) document.exitPointerLock();
  }

  lockChanged(): void {
    this.#send({ type: 'mouse_lock', locked: this.isLocked });
  }

  down(event: PointerEvent): void {
    // A drag that leaves the scene goes on.
    if (!this.isLocked) this.#scene.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') this.#touch(event, 'down');
    else if (this.#wantsMouse && !this.isLocked) this.#lock();
    if (!event.isPrimary) return;
    this.#moved(event);
    const button = BUTTONS[event.button];
    if (button !== undefined) this.#send({ type: 'mouse_down', button });
    // Or the middle button scrolls.
    if (event.button === 1) event.preventDefault();
  }

  move(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.#touch(event, 'move');
    if (!event.isPrimary) return;
    // A second button is told as a move.
    const button = BUTTONS[event.button];
    if (button !== undefined && event.button >= 0) this.#send({ type: (event.buttons & buttonBit(event.button)) === 0 ? 'mouse_up' : 'mouse_down', button });
    if (this.isLocked) this.#send({ type: 'mouse_look', x: event.movementX, y: event.movementY });
    else this.#moved(event);
  }

  up(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.#touch(event, 'up');
    if (!event.isPrimary) return;
    if (!this.isLocked) this.#moved(event);
    const button = BUTTONS[event.button];
    if (button !== undefined) this.#send({ type: 'mouse_up', button });
  }

  #lock(): void {
    // Without a click before, the browser refuses; the next click asks again. Older ones give no promise.
    const asked = this.#scene.requestPointerLock() as Promise<void> | undefined;
    asked?.catch(() => undefined);
  }

  #moved(event: PointerEvent): void {
    const [x, y] = this.#place(event);
    this.#send({ type: 'mouse_move', x, y });
  }

  #touch(event: PointerEvent, phase: 'down' | 'move' | 'up'): void {
    const [x, y] = this.#place(event);
    this.#send({ type: 'touch', id: Math.abs(event.pointerId) % 2 ** 32, phase, x, y });
  }

  #place({ clientX, clientY }: PointerEvent): [number, number] {
    const { left, top } = this.#scene.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }
}

/** `PointerEvent.buttons` has the right button before the middle one. */
function buttonBit(button: number): number {
  return [1, 4, 2][button] ?? 0;
}
