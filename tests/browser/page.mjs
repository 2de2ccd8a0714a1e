// What the tests do to the page, in a reader's words.
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { openPage as openInHarness, PATIENCE_MS, picture as pixels } from './harness.mjs';

/** Small enough for SwiftShader; wide enough for the panes to stand side by side. */
const SMALL = { width: 760, height: 420 };

// A scene that nobody looks at any more still costs SwiftShader every core.
const contexts = [];
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

/** The harness's `openPage`; closed after the test. */
export async function openPage(path, options) {
  const opened = await openInHarness(path, options);
  contexts.push(opened.context);
  return opened;
}

/**
 * Opens a path and waits until the engine has its project.
 * @returns {Promise<{page: import('playwright-core').Page, context: import('playwright-core').BrowserContext, complaints: string[]}>}
 */
export async function openReady(path = '', options = {}) {
  const opened = await openPage(path, { viewport: SMALL, ...options });
  await ready(opened.page);
  return opened;
}

/** Waits until the engine has its project. */
export const ready = (page) => page.evaluate(() => customElements.whenDefined('luminara-playground').then(() => document.querySelector('luminara-playground').ready));

/** Opens the page with these files, paused; nothing of the default example is left. */
export async function openWith(files, options) {
  const opened = await openReady('', options);
  await setFiles(opened.page, files);
  return opened;
}

/** Puts these files in place of all, paused: texts, and lists of bytes. */
export async function setFiles(page, texts, binary = {}) {
  await call(page, 'pause');
  await page.evaluate(([wanted, bytes]) => {
    const files = Object.entries(bytes).map(([name, content]) => [name, Uint8Array.from(content)]);
    document.querySelector('luminara-playground').files = { ...wanted, ...Object.fromEntries(files) };
  }, [texts, binary]);
  // Commands wait for the load.
  await call(page, 'stateHash');
}

/** Calls a method of the element's handle. */
export const call = (page, method, ...args) =>
  page.evaluate(([name, passed]) => document.querySelector('luminara-playground')[name](...passed), [method, args]);

/** The project's text files. */
export const files = (page) => page.evaluate(() => document.querySelector('luminara-playground').files);

/**
 * The detail of the next event of that name whose detail, as JSON, matches. Ask before you do what causes it, await after.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {RegExp} pattern
 */
export function nextEvent(page, name, pattern = /(?:)/) {
  return page.evaluate(([event, source, patience]) => new Promise((resolve, reject) => {
    const element = document.querySelector('luminara-playground');
    const timer = setTimeout(() => { reject(new Error(`no ${event} event that matches ${source}`)); }, patience);
    const listen = ({ detail }) => {
      if (!new RegExp(source).test(JSON.stringify(detail))) return;
      clearTimeout(timer);
      element.removeEventListener(event, listen);
      resolve(detail);
    };
    element.addEventListener(event, listen);
  }), [name, pattern.source, PATIENCE_MS]);
}

/**
 * The detail of the next such event after an act of the keyboard or the mouse. Those take another way into the page than questions do, and
 * could be there before anybody listens.
 */
export async function eventAfter(page, act, name, pattern) {
  const event = nextEvent(page, name, pattern);
  // The page answers in the order in which it was asked.
  await page.evaluate(() => undefined);
  await act();
  return event;
}

/** Replaces the whole text in the editor, as a person would. */
export async function retype(page, text) {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  // As one paste: brackets would close themselves under the typing.
  await page.keyboard.insertText(text);
}

/** Opens the console where it is closed. */
export async function openConsole(page) {
  const button = page.getByRole('button', { name: 'Open the console' });
  if (await button.isVisible()) await button.click();
}

/** A picture of the scene alone. */
export const picture = (page) => page.locator('luminara-viewport .scene').screenshot();

/** Waits until the scene shows a colour at a place, which is in parts of its width and height. */
export async function seesColour(page, colour, [x, y] = [0.5, 0.5]) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const { width, height, at } = await pixels(page.locator('luminara-viewport .scene'));
    const seen = at(Math.floor(width * x), Math.floor(height * y));
    if (colour.every((part, index) => Math.abs(part - seen[index]) < 7)) return;
    assert.ok(Date.now() < end, `it is ${seen} and not ${colour}`);
  }
}

/** Takes pictures until one satisfies the condition; the engine draws when the browser lets it. */
export async function pictureThat(page, condition) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const shot = await picture(page);
    if (await condition(shot)) return shot;
    assert.ok(Date.now() < end, 'no such picture came');
  }
}

/** How many colours a picture has, and the share of pixels that differ between two. Decoded by the browser itself. */
export function compare(page, before, after) {
  return page.evaluate(async ([a, b]) => {
    const pixels = async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    };
    const [first, second] = [await pixels(a), await pixels(b)];
    const different = first.reduce((sum, pixel, index) => sum + (pixel === second[index] ? 0 : 1), 0);
    return { colours: new Set(second).size, different: different / first.length };
  }, [before.toString('base64'), after.toString('base64')]);
}

/** Drops files on the page: each `{name, content}`, or `{name, megabytes}` of nothing. */
export function drop(page, dropped) {
  return page.evaluate((wanted) => {
    const transfer = new DataTransfer();
    for (const { name, content, megabytes = 0 } of wanted) {
      const megabyte = new Uint8Array(1024 * 1024);
      transfer.items.add(new File(content === undefined ? Array.from({ length: megabytes }, () => megabyte) : [content], name));
    }
    const target = document.querySelector('luminara-playground').shadowRoot.querySelector('.page');
    for (const type of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, dropped);
}

/** A project that counts its frames: its state shows whether a reload kept it. */
export const COUNTER = {
  'main.lua': `this.count = this.count or 0

function on_update(entity, dt)
  this.count = this.count + 1
  print("count " .. this.count)
end
`,
  'game.toml': 'name = "Counter"\n',
};

/** A guest as text, which says hello when it begins. */
export const HELLO_IN_TEXT = `(module
  (import "env" "log" (func $say (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "hello from text")
  (func (export "on_init") (param i64)
    (call $say (i32.const 0) (i32.const 15))))
`;
