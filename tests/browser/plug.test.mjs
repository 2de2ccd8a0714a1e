// A language more, in the page: its crate and one line are all that it took (crates/toy-language).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plugSite } from '../../scripts/paths.mjs';

// The harness asks for the site while it is read.
process.env.LUMINARA_SITE = plugSite;
const { call, files, nextEvent, openWith, retype } = await import('./page.mjs');

const RISER = `# Says how often it was called.
let count = 0

on on_update(entity, dt)
  count = count + 1
  print("count", count)
end
`;

test('its files run, keep their state when they are edited, and fail alone', async () => {
  const { page, complaints } = await openWith({ 'main.toy': RISER, 'other.lua': 'function on_update() print("Lua goes on") end\n' });
  const said = nextEvent(page, 'console', /count 3"/);
  await call(page, 'step', 3);
  await said;
  await page.getByRole('tab', { name: 'main.toy' }).click();
  const reloaded = nextEvent(page, 'reloaded');
  await retype(page, RISER.replace('"count"', '"kept"'));
  await reloaded;
  const kept = nextEvent(page, 'console', /kept 4"/);
  await call(page, 'step', 1);
  await kept;

  const problem = nextEvent(page, 'error');
  const goesOn = nextEvent(page, 'console', /Lua goes on/);
  const mistaken = nextEvent(page, 'reloaded');
  await retype(page, RISER.replace('print("count", count)', 'print(nothing)'));
  await mistaken;
  await call(page, 'step', 1);
  const { message, position } = await problem;
  assert.match(message, /there is no variable 'nothing'/);
  assert.deepEqual([position.file, position.line], ['main.toy', 6]);
  await goesOn;
  await page.locator('.cm-lintRange-error').first().waitFor();
  assert.deepEqual(complaints, []);
});

test('a new file may be one of its', async () => {
  const { page } = await openWith({ 'main.lua': '-- nothing\n' });
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByRole('button', { name: 'Toy' }).click();
  await page.getByRole('textbox', { name: 'File name' }).press('Enter');
  await page.getByRole('tab', { name: 'script.toy', selected: true }).waitFor();
  assert.match((await files(page))['script.toy'], /^on on_update\(entity, dt\)\n/);
});

test('the editor colours it and completes its words, its library and the registry', async () => {
  const { page } = await openWith({ 'main.toy': '# A comment.\n\n' });
  assert.notEqual(await colour(page, 'A comment.'), await page.locator('.cm-content').evaluate((it) => getComputedStyle(it).color));
  const list = page.locator('.cm-tooltip-autocomplete li');
  for (const [typed, wanted] of [['rep', 'repeat'], ['pri', 'print'], ['world.spa', 'spawn'], ['on_up', 'on_update']]) {
    await retype(page, '# A comment.\n');
    await page.locator('.cm-content[aria-autocomplete]').waitFor();
    await page.keyboard.type(typed);
    await list.getByText(wanted, { exact: true }).first().waitFor();
    await page.keyboard.press('Escape');
  }
});

const colour = (page, text) => page.locator('.cm-line span').getByText(text).first().evaluate((it) => getComputedStyle(it).color);
