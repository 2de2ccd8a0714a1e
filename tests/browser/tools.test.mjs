// What the editor knows of scripts: completion, hovers, signatures, warnings; all of it by keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, openWith, retype } from './page.mjs';

const SCRIPT = 'function on_update(entity, dt)\n  \nend\n';

async function openScript(text = SCRIPT) {
  const opened = await openWith({ 'main.lua': text, 'spin.lua': '-- spins\n' });
  await opened.page.locator('.cm-content').click();
  return opened;
}

/** Puts the cursor at the end of the second line. */
async function toSecondLine(page) {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

const options = (page) => page.locator('.cm-tooltip-autocomplete li');

/** Types what opens a list, once the tools are there: they come after the text. */
async function typeForList(page, text) {
  await page.locator('.cm-content[aria-autocomplete]').waitFor();
  await page.keyboard.type(text);
  await options(page).first().waitFor();
}

test('completes members with their docs, and takes one by Enter', async () => {
  const { page, complaints } = await openScript();
  await toSecondLine(page);
  await typeForList(page, 'entity.posi');
  await page.locator('.cm-completionInfo').getByText('Where it is, metres').waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  assert.equal((await files(page))['main.lua'], 'function on_update(entity, dt)\n  entity.position\nend\n');
  assert.deepEqual(complaints, []);
});

test('completes what a text may say: keys, and files of the project', async () => {
  const { page } = await openScript();
  await toSecondLine(page);
  await typeForList(page, 'entity:attach_script("');
  await options(page).getByText('spin.lua').waitFor();
  await page.keyboard.press('Escape');
  await options(page).first().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Space');
  await options(page).getByText('spin.lua').waitFor();
});

test('writes a hook as a snippet', async () => {
  const { page } = await openScript('');
  await typeForList(page, 'on_upd');
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await page.keyboard.type('print(dt)');
  assert.equal((await files(page))['main.lua'], 'function on_update(entity, dt)\n  print(dt)\nend');
});

test('shows the parameter that is being written', async () => {
  const { page } = await openScript();
  await toSecondLine(page);
  await page.locator('.cm-content[aria-autocomplete]').waitFor();
  await page.keyboard.type('time.after(');
  const active = page.locator('.cm-signature-active');
  await active.getByText('seconds: number').waitFor();
  await page.keyboard.type('2, ');
  await active.getByText('callback: function').waitFor();
  await page.keyboard.press('Escape');
  await active.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+Space');
  await active.getByText('callback: function').waitFor();
});

test('explains a name under the pointer, and at the cursor by a key', async () => {
  const { page } = await openScript('local lamp = world.spawn()\n');
  await page.locator('.cm-content[aria-autocomplete]').waitFor();
  await page.locator('.cm-line').getByText('spawn').hover();
  const docs = page.locator('.cm-docs');
  await docs.getByText('world.spawn(fields: table?) → entity').waitFor();
  assert.match(await docs.getByRole('link').getAttribute('href'), /\/api\/index\.html#world\.spawn$/);
  await page.mouse.move(5, 5);
  await docs.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+i');
  await docs.getByText('world.spawn(fields: table?) → entity').waitFor();
});

test('warns of a member that is not there, and mends it', async () => {
  const { page } = await openScript('-- paused\n');
  await page.locator('.cm-content[aria-autocomplete]').waitFor();
  await retype(page, 'function on_update()\n  print(world.cuont())\nend\n');
  const marked = page.locator('.cm-lintRange-warning');
  await marked.getByText('cuont').waitFor();
  await marked.hover();
  await page.getByRole('button', { name: 'Change to count' }).click();
  await marked.waitFor({ state: 'detached' });
  assert.match((await files(page))['main.lua'], /world\.count\(\)/);
});

test('the reference has an entry where a hover points', async () => {
  const { page, complaints } = await openScript();
  await page.goto(new URL('api/index.html#entity:add_component', page.url()).href);
  await page.locator('section:target').getByText('Gives it a component').waitFor();
  assert.deepEqual(complaints, []);
});
