// Parts of the engine that the page fetches when a file needs them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, HELLO_IN_TEXT, nextEvent, openReady, openWith, retype, setFiles } from './page.mjs';

test('the compiler of text is fetched with the first text, and shows what is wrong at its line', async () => {
  const { page, complaints } = await openReady();
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname.split('/').pop()));
  await setFiles(page, { 'main.lua': '-- no text\n' });
  assert.deepEqual(fetched, []);
  const said = nextEvent(page, 'console', /hello from text/);
  await setFiles(page, { 'main.lua': '-- no text\n', 'main.wat': HELLO_IN_TEXT });
  await call(page, 'step', 1);
  await said;
  assert.deepEqual(fetched.sort(), ['wat.js', 'wat_bg.wasm']);

  await page.getByRole('tab', { name: 'main.wat' }).click();
  const problem = nextEvent(page, 'error');
  await retype(page, HELLO_IN_TEXT.replace('(call $say', '(call $yas'));
  const { kind, message, position } = await problem;
  assert.equal(kind, 'syntax');
  assert.match(message, /unknown func: failed to find name `\$yas`/);
  assert.deepEqual([position.file, position.line, position.column], ['main.wat', 6, 11]);
  assert.equal(fetched.length, 2);
  assert.deepEqual(complaints, []);
});

test('where it can\'t be fetched the file says so, the rest goes on, and the next edit tries again', async () => {
  const { page, context } = await openWith({ 'main.lua': 'function on_update() print("Lua goes on") end\n' });
  await context.route('**/wat_bg.wasm', (route) => route.fulfill({ status: 503, body: '' }));
  const problem = nextEvent(page, 'error');
  const goesOn = nextEvent(page, 'console', /Lua goes on/);
  await setFiles(page, { 'main.lua': 'function on_update() print("Lua goes on") end\n', 'main.wat': HELLO_IN_TEXT });
  const { message, position } = await problem;
  assert.match(message, /could not be loaded: check the network/);
  assert.equal(position.file, 'main.wat');
  await call(page, 'step', 1);
  await goesOn;

  await context.unroute('**/wat_bg.wasm');
  await page.getByRole('tab', { name: 'main.wat' }).click();
  const said = nextEvent(page, 'console', /hello from text/);
  const reloaded = nextEvent(page, 'reloaded');
  await retype(page, `${HELLO_IN_TEXT};; again\n`);
  await reloaded;
  await call(page, 'step', 1);
  await said;
});
