// Edit and see: the state stays, mistakes are shown where they are, and what worked goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, COUNTER, files, eventAfter, nextEvent, openConsole, openReady, openWith, ready, retype } from './page.mjs';

test('an edit applies by itself and keeps the state', async () => {
  const { page, complaints } = await openWith(COUNTER);
  await call(page, 'step', 5);
  const reloaded = nextEvent(page, 'reloaded');
  await retype(page, COUNTER['main.lua'].replace('"count "', '"kept "'));
  const { file, ms } = await reloaded;
  assert.equal(file, 'main.lua');
  assert.ok(ms >= 0);
  const said = nextEvent(page, 'console', /kept 6"/);
  await call(page, 'step', 1);
  await said;
  await openConsole(page);
  await page.locator('luminara-console').getByText(/reloaded main\.lua in/).waitFor();
  assert.deepEqual(complaints, []);
});

test('a syntax error is underlined while the last good version goes on', async () => {
  const { page } = await openWith(COUNTER);
  await call(page, 'run');
  const problem = nextEvent(page, 'error');
  await retype(page, `${COUNTER['main.lua']}local speed =\n`);
  assert.equal((await problem).kind, 'syntax');
  await page.locator('.cm-lintRange-error').first().waitFor();
  await nextEvent(page, 'console', /count \d+"/);

  await retype(page, COUNTER['main.lua']);
  await page.locator('.cm-lintRange-error').first().waitFor({ state: 'detached' });
  await page.locator('luminara-viewport .problem').waitFor({ state: 'detached' });
});

test('a mistake says what to write instead, and a button writes it', async () => {
  const { page } = await openWith(COUNTER);
  const problem = nextEvent(page, 'error', /write ~=/);
  await retype(page, 'local a = 1\nif a != 2 then print("they differ") end\n');
  const { position, fix } = await problem;
  assert.deepEqual([position.line, position.column, fix.label], [2, 6, 'Change to ~=']);

  const said = nextEvent(page, 'console', /they differ/);
  await page.locator('.cm-lintRange-error').first().hover();
  await page.locator('.cm-tooltip-lint .cm-diagnosticAction').getByText('Change to ~=').click();
  await said;
  await page.locator('.cm-lintRange-error').first().waitFor({ state: 'detached' });
  assert.equal((await files(page))['main.lua'], 'local a = 1\nif a ~= 2 then print("they differ") end\n');

  // One step back is the text as it was typed.
  await page.keyboard.press('Control+z');
  await page.locator('.cm-lintRange-error').first().waitFor();
});

test('a name that nothing calls is a warning, and the scene runs', async () => {
  const { page } = await openWith(COUNTER);
  const warning = nextEvent(page, 'console', /nothing calls/);
  await retype(page, 'function update(dt)\n  print("never")\nend\n');
  assert.equal((await warning).level, 'warn');
  const said = nextEvent(page, 'console', /never/);
  await page.locator('.cm-lintRange-warning').first().hover();
  await page.locator('.cm-tooltip-lint .cm-diagnosticAction').click();
  await call(page, 'step', 1);
  await said;
  assert.match((await files(page))['main.lua'], /^function on_update\(entity, dt\)/);
});

test('a run-time error names its file and line below the scene, and a click goes there', async () => {
  const { page } = await openWith({
    'main.lua': COUNTER['main.lua'],
    'other.lua': 'function on_update()\n  error("the lamp is out")\nend\n',
  });
  const problem = nextEvent(page, 'error', /the lamp is out/);
  await call(page, 'step', 1);
  assert.deepEqual((await problem).position.line, 2);

  const bar = page.locator('luminara-viewport .problem');
  await bar.getByText('other.lua:2').waitFor();
  await bar.click();
  await page.getByRole('tab', { name: 'other.lua', selected: true }).waitFor();
  await page.locator('.cm-activeLine').getByText('the lamp is out').waitFor();

  // The console has opened, and its place is a link as well.
  await page.getByRole('tab', { name: 'main.lua' }).click();
  await page.locator('luminara-console').getByRole('button', { name: 'other.lua:2' }).first().click();
  await page.getByRole('tab', { name: 'other.lua', selected: true }).waitFor();

  // The other script goes on.
  const counted = nextEvent(page, 'console', /count \d+"/);
  await call(page, 'step', 1);
  await counted;
});

test('an endless loop is stopped and named, and the page stays responsive', async () => {
  const { page } = await openWith(COUNTER);
  await call(page, 'run');
  const problem = nextEvent(page, 'error');
  await retype(page, 'function on_update()\n  while true do end\nend\n');
  const { kind, position } = await problem;
  assert.ok(['timeout', 'limit'].includes(kind), kind);
  assert.equal(position.file, 'main.lua');
  assert.equal(position.line, 2);
  const reloaded = nextEvent(page, 'reloaded');
  const counting = nextEvent(page, 'console', /count \d+"/);
  await retype(page, COUNTER['main.lua']);
  await reloaded;
  await counting;
});

test('the text is kept as typed', async () => {
  const { page } = await openReady();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await eventAfter(page, () => page.keyboard.insertText('-- kept as typed\n'), 'reloaded');
  await page.reload();
  await ready(page);
  const texts = Object.values(await files(page));
  assert.ok(texts.some((text) => String(text).startsWith('-- kept as typed\n')));

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Start this example over' }).click();
  await page.getByText('Started over.').waitFor();
  assert.ok(!Object.values(await files(page)).some((text) => String(text).startsWith('-- kept as typed\n')));
});

test('an undo reaches back over a switch of files', async () => {
  const { page } = await openWith({ 'a.lua': '-- a\n', 'b.lua': '-- b\n' });
  await retype(page, '-- changed\n');
  await page.getByRole('tab', { name: 'b.lua' }).click();
  await page.locator('.cm-content').getByText('-- b').waitFor();
  await page.getByRole('tab', { name: 'a.lua' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+z');
  await page.locator('.cm-content').getByText('-- a', { exact: true }).waitFor();
  assert.equal((await files(page))['a.lua'], '-- a\n');
});
