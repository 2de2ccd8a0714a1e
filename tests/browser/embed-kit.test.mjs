// The embed kit on other people's pages: another origin, their own policy, their own theme.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';
import { answer, start } from './programs.mjs';
import { address } from './harness.mjs';
import { files, openPage, ready } from './page.mjs';

const hosts = new URL('./hosts/', import.meta.url);
let folder;
let host;

/** The server of somebody else: another port is another origin. */
function hostServer() {
  folder = mkdtempSync(join(tmpdir(), 'luminara-hosts-'));
  for (const name of readdirSync(hosts)) {
    writeFileSync(join(folder, name), readFileSync(new URL(name, hosts), 'utf8').replaceAll('PLAYGROUND', address().replace(/\/$/, '')));
  }
  return serve(folder);
}

after(async () => {
  await host?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

/** Opens a page of somebody else. `asked` grows with every address of the playground that is asked for. */
async function openHost(name) {
  host ??= await hostServer();
  const { page, context, complaints } = await openPage('icons/icon.svg', { viewport: { width: 800, height: 700 } });
  const asked = [];
  page.on('request', (request) => { if (request.url().startsWith(address())) asked.push(request.url()); });
  await page.goto(host.url + name);
  await page.evaluate(() => customElements.whenDefined('luminara-playground').then(() => undefined));
  return { page, context, complaints, asked };
}

/** Does something to an embed, and gives the detail of the next event of that name that matches. */
const hear = (page, selector, event, pattern, act) => page.evaluate(([which, name, source, action]) => new Promise((resolve) => {
  const element = document.querySelector(which);
  const listen = ({ detail }) => {
    if (!new RegExp(source).test(JSON.stringify(detail))) return;
    element.removeEventListener(name, listen);
    resolve(detail);
  };
  element.addEventListener(name, listen);
  const [method, ...args] = action;
  element[method](...args);
}), [selector, event, pattern.source, act]);

test('on a page with a strict policy it costs a small script, runs by a click, and takes edits along', async () => {
  const { page, context, complaints, asked } = await openHost('plain.html');
  assert.deepEqual(asked, [`${address()}embed.js`]);
  assert.ok((await (await page.request.get(asked[0])).body()).length < 10_000);
  assert.equal(page.frames().length, 1);

  const said = page.evaluate(() => new Promise((resolve) => {
    document.querySelector('#inline').addEventListener('console', ({ detail }) => { resolve(detail.text); }, { once: true });
  }));
  await page.getByRole('button', { name: 'Run Counter' }).click();
  assert.match(await said, /^count \d/);
  const embed = page.frames()[1];
  assert.deepEqual(await embed.locator('.cm-pointed').allInnerTexts(), ['local part = require "part"', 'this.count = this.count or 0']);

  const line = await hear(page, '#inline', 'console', /edited \d/, ['edit', 'part.lua', 'return { word = "edited " }\n']);
  assert.ok(Number(line.text.slice('edited '.length)) > 1, 'the state is kept');
  const link = await page.evaluate(() => document.querySelector('#inline').link());
  const opened = await openPage(link.slice(address().length), { viewport: { width: 760, height: 420 } });
  await ready(opened.page);
  assert.match((await files(opened.page))['part.lua'], /edited/);

  await hear(page, '#inline', 'state', /false/, ['pause']);
  // The page turns dark, and the embed with it.
  await page.evaluate(() => { document.documentElement.classList.add('dark'); });
  await embed.locator('html[data-theme=dark]').waitFor();
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon.ico')), []);
  assert.equal(context.pages().length, 1);
});

test('it rests while nobody sees it, and listens to its own page only', async () => {
  const { page } = await openHost('plain.html');
  await hear(page, '#example', 'ready', /ready/, ['start']);
  const embed = page.frames()[1];
  // Another window of the same page says something: nothing happens.
  const heard = await page.evaluate(() => new Promise((resolve) => {
    const frame = document.querySelector('#example').shadowRoot.querySelector('iframe').contentWindow;
    const other = document.body.appendChild(document.createElement('iframe'));
    let changed = false;
    document.querySelector('#example').addEventListener('change', () => { changed = true; });
    // An embed takes messages of its own frame only, and of it only while that is the playground's.
    window.dispatchEvent(new MessageEvent('message', { data: { luminara: 'change', files: { 'evil.lua': '' } }, source: other.contentWindow, origin: 'https://evil.example' }));
    window.dispatchEvent(new MessageEvent('message', { data: { luminara: 'change', files: { 'evil.lua': '' } }, source: frame, origin: 'https://evil.example' }));
    setTimeout(() => { resolve({ changed, files: document.querySelector('#example').files }); });
  }));
  assert.equal(heard.changed, false);
  assert.equal('evil.lua' in heard.files, false);
  await embed.evaluate(() => {
    const foreign = document.body.appendChild(document.createElement('iframe'));
    window.dispatchEvent(new MessageEvent('message', { data: { luminara: 'load', files: { 'evil.lua': '' } }, source: foreign.contentWindow, origin: 'https://evil.example' }));
  });
  assert.equal(await embed.evaluate(() => 'evil.lua' in document.querySelector('luminara-playground').files), false);

  const nextFrame = () => embed.evaluate(() => new Promise((resolve) => {
    document.querySelector('luminara-playground').addEventListener('frame', ({ detail }) => { resolve(detail.frame); }, { once: true });
  }));
  await nextFrame();
  // Out of sight: what is on its way arrives, then no time passes any more.
  await page.evaluate(() => { document.querySelector('#example').style.marginTop = '5000px'; scrollTo(0, 0); });
  const quiet = await embed.evaluate(async () => {
    const element = document.querySelector('luminara-playground');
    const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
    let frames = 0;
    element.addEventListener('frame', () => { frames += 1; });
    for (let tries = 0; tries < 100; tries++) {
      frames = 0;
      await pause(200);
      if (frames === 0) return true;
    }
    return false;
  });
  assert.equal(quiet, true);
  const seen = nextFrame();
  await page.evaluate(() => { document.querySelector('#example').style.marginTop = '0'; document.querySelector('#example').scrollIntoView(); });
  assert.ok(await seen > 0);
});

test('until a frame has its scripts, it has the page\'s theme, and the poster stays', async () => {
  const { page } = await openHost('plain.html');
  await page.evaluate(() => { document.documentElement.classList.add('dark'); });
  await page.locator('#example[data-scheme=dark]').waitFor();
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/main.js', async (route) => {
    await held;
    await route.continue();
  });
  const button = page.getByRole('button', { name: 'Run Spinning cubes' });
  await button.click();
  await page.frameLocator('#example iframe').locator('html[data-theme=dark]').waitFor({ state: 'attached' });
  assert.ok(await button.isVisible());
  letGo();
  await button.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'example');
});

/** A block's code runs, and an edit to it runs too. */
async function runAndEdit(page, index, expected, between = async () => {}) {
  const embed = page.locator('luminara-playground').nth(index);
  const said = embed.evaluate((element, wanted) => new Promise((resolve) => {
    element.addEventListener('console', ({ detail }) => { if (detail.text === wanted) resolve(detail.text); });
  }), expected);
  await embed.getByRole('button', { name: 'Run' }).click();
  assert.equal(await said, expected);
  await between();
  const edited = await embed.evaluate((element) => new Promise((resolve) => {
    element.addEventListener('console', ({ detail }) => { if (detail.text === 'edited') resolve(detail.text); });
    element.edit('main.lua', 'print("edited")\n');
  }));
  assert.equal(edited, 'edited');
}

for (const [name, embeds, says] of [
  ['mdbook.html', 2, ['from a hidden line', 'from the second file']],
  ['docusaurus.html', 1, ['from the second file']],
  ['vitepress.html', 1, ['from a page']],
]) {
  test(`luminara-docs.js makes the blocks of ${name} live`, async () => {
    const { page, complaints, asked } = await openHost(name);
    if (name === 'docusaurus.html') {
      // React hasn't taken the page over yet: what it expects must stay.
      assert.equal(await page.locator('luminara-playground').count(), 0);
      await page.evaluate(() => { document.documentElement.dataset.hasHydrated = 'true'; });
    }
    await page.locator('luminara-playground').nth(embeds - 1).waitFor();
    assert.equal(await page.locator('luminara-playground').count(), embeds);
    assert.deepEqual(asked, [`${address()}luminara-docs.js`]);
    assert.equal(await page.getByText('--#').filter({ visible: true }).count(), 0);
    assert.ok((await page.locator('luminara-playground').first().innerText()).includes('print'));
    for (const [index, text] of says.entries()) {
      await runAndEdit(page, index, text, async () => {
        if (text !== 'from a hidden line') return;
        const embed = page.frames()[1];
        await embed.getByRole('button', { name: '1 hidden line' }).click();
        await embed.getByText('local hidden').waitFor();
      });
    }
    assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon.ico')), []);
  });
}

test('blocks that React takes out of the page take what was made of them along', async () => {
  const { page, complaints } = await openHost('docusaurus.html');
  await page.evaluate(() => { document.documentElement.dataset.hasHydrated = 'true'; });
  await page.locator('luminara-playground').waitFor();
  await page.evaluate(() => {
    const parent = document.querySelector('.theme-doc-markdown');
    // One by one, as children of the parent that it put them in.
    for (const block of document.querySelectorAll('.theme-code-block[data-live]')) parent.removeChild(block);
  });
  await page.locator('luminara-playground').waitFor({ state: 'detached' });
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon.ico')), []);
});

/** As mdBook renders what concerns us: code blocks with their whole info string as the class, HTML as it is, the rest as paragraphs. */
const rendered = (markdown) => markdown.replaceAll(/^```([^\n]*)\n([^]*?)^```$/gm, (_, info, code) =>
  `<pre><code class="language-${info.replaceAll(',', ' ')}">${code.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`);

test('a chapter that luminara-mdbook has prepared is live', async () => {
  host ??= await hostServer();
  const book = mkdtempSync(join(tmpdir(), 'luminara-book-'));
  after(() => { rmSync(book, { recursive: true }); });
  mkdirSync(join(book, 'src/game'), { recursive: true });
  writeFileSync(join(book, 'src/game/main.lua'), 'print("from a folder")\n');
  const content = '# A chapter\n\n```lua,title=main.lua\nprint((require("part")))\n```\n```lua,title=part.lua\nreturn "from a chapter"\n```\n\n{{#luminara game height=300}}\n';
  const input = [
    { root: book, config: { book: { src: 'src' }, preprocessor: { luminara: { base: address() } } }, renderer: 'html', mdbook_version: '0.4.40' },
    { sections: [{ Chapter: { name: 'A chapter', content, number: [1], sub_items: [], path: 'chapter.md', source_path: 'chapter.md', parent_names: [] } }], __non_exhaustive: null },
  ];
  const prepared = JSON.parse(await answer(start('luminara-mdbook', []), JSON.stringify(input)));
  const chapter = rendered(prepared.sections[0].Chapter.content);
  writeFileSync(join(folder, 'book.html'), `<!doctype html><html lang="en" class="light"><head><meta charset="utf-8"><title>A chapter</title></head><body><main>${chapter}</main></body></html>`);

  const { page, complaints } = await openHost('book.html');
  await page.locator('luminara-playground').nth(1).waitFor();
  await runAndEdit(page, 0, 'from a chapter');
  await runAndEdit(page, 1, 'from a folder');
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon.ico')), []);
});

test('a flood of messages that mean nothing leaves an embed as it was', async () => {
  const { page } = await openHost('plain.html');
  const said = page.evaluate(() => new Promise((resolve) => {
    document.querySelector('#inline').addEventListener('console', ({ detail }) => { resolve(detail.text); }, { once: true });
  }));
  await page.getByRole('button', { name: 'Run Counter' }).click();
  await said;
  const refusals = await page.evaluate(() => {
    const frame = document.querySelector('#inline').shadowRoot?.querySelector('iframe') ?? document.querySelector('#inline iframe');
    const odd = [
      null, 7, 'luminara', [], {}, { luminara: null }, { luminara: 'lod' }, { luminara: ['load'] }, { luminara: 'load' }, { luminara: 'load', files: 3 },
      { luminara: 'load', files: {} }, { luminara: 'load', files: { '../up.lua': 'x' } }, { luminara: 'edit' }, { luminara: 'edit', name: 'nobody.lua', text: 'x' },
      { luminara: 'edit', name: 'part.lua', text: 9 }, { luminara: 'theme', theme: 'pink' }, { luminara: 'link', id: 'one' }, { luminara: 'constructor' },
    ];
    let refused = 0;
    addEventListener('message', ({ data, source }) => { if (source === frame.contentWindow && data?.luminara === 'refused') refused++; });
    for (let round = 0; round < 100; round++) for (const message of odd) frame.contentWindow.postMessage(message, '*');
    return new Promise((resolve) => {
      // The frame answers in order: what is asked last is answered last.
      addEventListener('message', ({ data, source }) => { if (source === frame.contentWindow && data?.luminara === 'link' && data.id === 1) resolve(refused); });
      frame.contentWindow.postMessage({ luminara: 'link', id: 1 }, '*');
    });
  });
  assert.ok(refusals >= 100, `${refusals} were refused`);
  const line = await hear(page, '#inline', 'console', /still here \d/, ['edit', 'part.lua', 'return { word = "still here " }\n']);
  assert.ok(Number(line.text.slice('still here '.length)) > 1, 'the state is kept');
});
