import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Autosave } from './autosave.js';
import type { ProjectStorage, SavedProject } from './storage.js';
import type { Project } from '../state/state.js';

/** A browser's store that answers when it is told to. */
class SlowStorage {
  readonly saved = new Map<string, SavedProject>();
  readonly #waiting: (() => void)[] = [];

  read(key: string): Promise<SavedProject | undefined> {
    return Promise.resolve(this.saved.get(key));
  }

  save(project: SavedProject): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        this.saved.set(project.key, project);
        resolve(true);
      });
    });
  }

  /** Takes what came first, and lets who waits for it go on. */
  async take(): Promise<void> {
    this.#waiting.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  }
}

const remembered = new Map<string, string>();
const refused = (): never => assert.fail('nothing is refused here');
const autosaveOn = (storage: SlowStorage) => new Autosave(storage as unknown as ProjectStorage, refused);
const unsaved = (key: string, text: string) => ({ key, project: { key } as Project, files: [['main.lua', text]] as const });
const textOf = (storage: SlowStorage, key: string) => storage.saved.get(key)?.files[0]?.[1];

/** What the next visit finds. */
async function nextVisit(storage: SlowStorage): Promise<void> {
  const home = autosaveOn(storage).bringHome();
  for (let turn = 0; turn < 8; turn += 1) await storage.take();
  await home;
}

beforeEach(() => {
  remembered.clear();
  const localStorage = {
    getItem: (name: string) => remembered.get(name) ?? null,
    setItem: (name: string, value: string) => { remembered.set(name, value); },
    removeItem: (name: string) => { remembered.delete(name); },
  };
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
});

test('a save that was on its way when the page was left is not lost', async () => {
  const autosave = autosaveOn(new SlowStorage());
  autosave.schedule(unsaved('a', 'mine'));
  autosave.flush();
  autosave.flushAtEnd();
  const next = new SlowStorage();
  await nextVisit(next);
  assert.equal(textOf(next, 'a'), 'mine');
  assert.equal(remembered.size, 0);
});

test('an earlier save that arrives late takes no later note away', async () => {
  const storage = new SlowStorage();
  const autosave = autosaveOn(storage);
  autosave.schedule(unsaved('a', 'first'));
  autosave.flush();
  autosave.schedule(unsaved('a', 'second'));
  autosave.flushAtEnd();
  await storage.take();
  assert.equal(textOf(storage, 'a'), 'first');
  const next = new SlowStorage();
  await nextVisit(next);
  assert.equal(textOf(next, 'a'), 'second');
});

test('two tabs that are left at once both get home', async () => {
  for (const key of ['a', 'b']) {
    const autosave = autosaveOn(new SlowStorage());
    autosave.schedule(unsaved(key, `of ${key}`));
    autosave.flushAtEnd();
  }
  const next = new SlowStorage();
  await nextVisit(next);
  assert.deepEqual([textOf(next, 'a'), textOf(next, 'b')], ['of a', 'of b']);
});

test('what is saved in peace leaves no note', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const storage = new SlowStorage();
  const autosave = autosaveOn(storage);
  autosave.schedule(unsaved('a', 'mine'));
  mock.timers.tick(1000);
  mock.timers.reset();
  await storage.take();
  autosave.flushAtEnd();
  assert.equal(textOf(storage, 'a'), 'mine');
  assert.equal(remembered.size, 0);
});
