// A link carries the whole project; a bad link harms nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from './harness.mjs';
import { call, COUNTER, files, nextEvent, openReady, openWith, ready, retype } from './page.mjs';

test('who opens a link sees the same files', async () => {
  const { page, complaints } = await openWith({ ...COUNTER, 'enemies/bat.lua': '-- größer 🦇\n' });
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByText('Copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${address()}#`), link);
  assert.equal(link, await call(page, 'link'));

  const other = await openReady(link.slice(address().length));
  assert.deepEqual(await files(other.page), await files(page));
  assert.equal(await other.page.locator('luminara-header .project').innerText(), 'Counter');
  assert.deepEqual([...complaints, ...other.complaints], []);
});

test('an edited link is the person\'s own: a reload brings it back', async () => {
  const { page } = await openWith(COUNTER);
  const link = await call(page, 'link');
  const other = await openReady(link.slice(address().length));
  const reloaded = nextEvent(other.page, 'reloaded');
  await retype(other.page, '-- mine now\n');
  await reloaded;
  assert.equal(new URL(other.page.url()).hash, '');
  await other.page.reload();
  await ready(other.page);
  assert.equal((await files(other.page))['main.lua'], '-- mine now\n');
});

test('a link that was only looked at leaves the own project alone', async () => {
  const { page } = await openReady();
  const reloaded = nextEvent(page, 'reloaded');
  await retype(page, '-- own work\n');
  await reloaded;
  await page.goto('about:blank');
  const { page: elsewhere } = await openWith(COUNTER);
  await page.goto(await call(elsewhere, 'link'));
  await ready(page);
  await page.goto('about:blank');
  await page.goto(address());
  await ready(page);
  assert.ok(Object.values(await files(page)).includes('-- own work\n'));
});

for (const [what, fragment] of Object.entries({
  'is no link at all': '!!!not-a-link',
  'is cut in the middle': undefined,
  'is of a version to come': 'CQAAAAAAAAA',
  'is very long': `1${'A'.repeat(200_000)}`,
  // As much as Chromium takes for an address; what the engine does with ten is tested natively.
  'has two megabytes': `2${'A'.repeat(2_000_000)}`,
})) {
  test(`a link that ${what} gives a message, and the page works`, async () => {
    const broken = fragment ?? await halfALink();
    const { page } = await openReady(`#${broken}`);
    await page.getByRole('alert').getByText(/This link could not be opened/).waitFor();
    assert.ok(Object.keys(await files(page)).length > 0);
    const { frame } = await call(page, 'step', 2);
    assert.ok(frame >= 2);
  });
}

async function halfALink() {
  const { page } = await openWith(COUNTER);
  const { hash } = new URL(await call(page, 'link'));
  return hash.slice(1, Math.floor(hash.length / 2));
}
