// `luminara serve`: the page shows a folder of this machine, and what another program saves there reloads.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { devSite } from '../../scripts/paths.mjs';
import { firstLine, start } from './programs.mjs';
import { call, COUNTER, files, nextEvent, openPage, ready } from './page.mjs';

test('luminara serve shows a folder, and a file saved there reloads with its state kept', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'luminara-served-'));
  for (const [name, text] of Object.entries(COUNTER)) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'parts'));
  writeFileSync(join(folder, 'parts/a part.lua'), '-- a part\n');
  const server = start('luminara', ['serve', folder, '--site', process.env.LUMINARA_SITE ?? devSite, '--port', '0']);
  t.after(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });
  const address = await firstLine(server);

  const { page, complaints } = await openPage('icons/icon.svg', { viewport: { width: 760, height: 420 } });
  await page.goto(address);
  await ready(page);
  await call(page, 'pause');
  assert.deepEqual(await files(page), { ...COUNTER, 'parts/a part.lua': '-- a part\n' });
  const { frame } = await call(page, 'step', 3);

  const reloaded = nextEvent(page, 'reloaded', /main\.lua/);
  writeFileSync(join(folder, 'main.lua'), COUNTER['main.lua'].replace('"count "', '"saved outside "'));
  await reloaded;
  const said = nextEvent(page, 'console', new RegExp(`saved outside ${frame + 1}"`));
  await call(page, 'step', 1);
  await said;

  // What doesn't compile leaves the old version running; what is removed goes.
  const failed = nextEvent(page, 'error', /main\.lua/);
  writeFileSync(join(folder, 'main.lua'), 'function on_update(');
  await failed;
  const goesOn = nextEvent(page, 'console', new RegExp(`saved outside ${frame + 2}"`));
  await call(page, 'step', 1);
  await goesOn;
  const removed = page.evaluate(() => new Promise((resolve) => {
    const element = document.querySelector('luminara-playground');
    const look = () => { if ('parts/a part.lua' in element.files) setTimeout(look, 20); else resolve(Object.keys(element.files)); };
    look();
  }));
  rmSync(join(folder, 'parts'), { recursive: true });
  assert.deepEqual((await removed).sort(), ['game.toml', 'main.lua']);
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes('favicon.ico')), []);
});
