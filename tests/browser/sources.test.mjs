// Projects from elsewhere and to elsewhere: zip archives, `?src=` of a file, a gist, a folder on GitHub.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { address } from './harness.mjs';
import { call, COUNTER, files, openPage, openWith, ready, setFiles } from './page.mjs';

const SMALL = { width: 760, height: 420 };

/** Opens `?src=` where the addresses answer as given: a body, or a status. */
async function openSource(source, answers) {
  const { page, context } = await openPage('?example=sunflower', { viewport: SMALL });
  await ready(page);
  await context.route((url) => url.protocol === 'https:', (route) => {
    const answer = answers[route.request().url()];
    const headers = { 'Access-Control-Allow-Origin': '*' };
    if (answer === undefined) return route.abort();
    return route.fulfill(typeof answer === 'number' ? { status: answer, headers } : { body: typeof answer === 'string' || Buffer.isBuffer(answer) ? answer : JSON.stringify(answer), headers });
  });
  await page.goto('about:blank');
  await page.goto(address(`?src=${encodeURIComponent(source)}`));
  await ready(page);
  return page;
}

test('?src= opens a file, and the first edit makes it the person\'s own', async () => {
  const page = await openSource('https://files.example/bounce.lua', { 'https://files.example/bounce.lua': 'print("from elsewhere")\n' });
  assert.deepEqual(await files(page), { 'bounce.lua': 'print("from elsewhere")\n' });
  await page.evaluate(() => document.querySelector('luminara-playground').edit('bounce.lua', '-- mine\n'));
  assert.equal(new URL(page.url()).search, '');
});

test('?src= opens a gist, its long file too', async () => {
  const page = await openSource('https://gist.github.com/ada/0123456789abcdef0123', {
    'https://api.github.com/gists/0123456789abcdef0123': {
      description: 'A gist',
      files: {
        'main.lua': { filename: 'main.lua', content: '-- short\n', truncated: false },
        'long.lua': { filename: 'long.lua', content: '-- lo', truncated: true, raw_url: 'https://gist.githubusercontent.com/long' },
      },
    },
    'https://gist.githubusercontent.com/long': '-- long\n',
  });
  assert.deepEqual(await files(page), { 'main.lua': '-- short\n', 'long.lua': '-- long\n' });
  assert.equal(await page.locator('luminara-header .project').innerText(), 'A gist');
});

test('?src= opens a folder on GitHub, and nothing beside it', async () => {
  const blob = (path) => ({ path, type: 'blob' });
  const page = await openSource('https://github.com/ada/games/tree/main/pong', {
    'https://api.github.com/repos/ada/games/git/trees/main?recursive=1': { tree: [blob('README.md'), { path: 'pong', type: 'tree' }, blob('pong/main.lua'), blob('pong/parts/ball.lua'), blob('pong/.editorconfig')] },
    'https://raw.githubusercontent.com/ada/games/main/pong/main.lua': 'require("parts.ball")\n',
    'https://raw.githubusercontent.com/ada/games/main/pong/parts/ball.lua': '-- ball\n',
  });
  assert.deepEqual(await files(page), { 'main.lua': 'require("parts.ball")\n', 'parts/ball.lua': '-- ball\n' });
});

test('a project saved as zip opens again, by ?src= and as a drop', async () => {
  const project = { ...COUNTER, 'enemies/bat.lua': '-- größer 🦇\n', 'empty.txt': '' };
  const { page } = await openWith(project);
  await page.getByRole('button', { name: 'More' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as zip' }).click()]);
  assert.equal(download.suggestedFilename(), 'counter.zip');
  const archive = readFileSync(await download.path());

  const elsewhere = await openSource('https://files.example/counter.zip', { 'https://files.example/counter.zip': archive });
  assert.deepEqual(await files(elsewhere), project);

  await setFiles(page, { 'main.lua': '-- other\n' });
  const dropped = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'counter.zip'));
    const element = document.querySelector('luminara-playground');
    element.shadowRoot.querySelector('.page').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    for (let tries = 0; tries < 500; tries++) {
      if ('empty.txt' in element.files) return element.files;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return element.files;
  }, archive.toString('base64'));
  assert.deepEqual(dropped, project);
});

for (const [what, source, answer, message] of [
  ['is a web page', 'https://files.example/page', '<!doctype html><p>hello', /is a web page/],
  ['is not there', 'https://files.example/gone.lua', 404, /answered 404/],
  ['can\'t be reached', 'https://files.example/down.lua', undefined, /can't be reached/],
  ['is no address of the web', 'file:///etc/passwd', undefined, /only https:/],
  ['is a damaged zip', 'https://files.example/broken.zip', 'PK\x03\x04 and nothing else', /no zip archive, or a damaged one/],
]) {
  test(`a ?src= that ${what} gives a message, and the page works`, async () => {
    const page = await openSource(source, { [source]: answer });
    await page.getByRole('alert').getByText(message).waitFor();
    const { frame } = await call(page, 'step', 2);
    assert.ok(frame >= 2);
  });
}

test('a project too large for a link is offered as a zip and a short link', async () => {
  const noise = Array.from({ length: 40_000 }, (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 8).toString(36)).join(' ');
  const { page } = await openWith({ ...COUNTER, 'noise.txt': noise });
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByText('Share a zip of it instead').waitFor();
  await page.getByLabel('Save it as zip').fill('https://files.example/big project.zip');
  const link = await page.locator('luminara-share #source').inputValue();
  assert.equal(link, `${address()}?src=${encodeURIComponent('https://files.example/big project.zip')}`);
  const whole = await page.locator('luminara-share #link').inputValue();
  assert.ok(whole.length > 32_000);
});
