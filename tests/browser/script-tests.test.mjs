// The Tests pane: what a project's scripts test, run beside the scene.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, openWith, retype } from './page.mjs';

const PROJECT = {
  'cube_test.lua': `test("moves", function()
  local before = world.find_by_name("cube").position
  test.after(60, function()
    test.near(world.find_by_name("cube").position - before, vec3(2, 0, 0), 0.05)
  end)
end)
test("is alone", function() test.equal(world.count(), 1) end)
`,
  'main.lua': 'world.spawn { name = "cube", velocity = vec3(1, 0, 0) }\n',
};

test('runs tests, shows what failed and where, and runs them again after an edit', async () => {
  const { page, complaints } = await openWith(PROJECT);
  await page.getByRole('tab', { name: 'Tests' }).click();
  const pane = page.locator('luminara-tests');
  await pane.getByText('1 passed, 1 failed').waitFor();
  await pane.getByText('expected vec3(2, 0, 0) within 0.05').waitFor();
  // The scene itself was not touched.
  assert.equal((await call(page, 'step', 0)).entities, 1);

  await pane.locator('.why').getByRole('button', { name: 'cube_test.lua:4' }).click();
  await page.locator('.cm-activeLine').getByText('test.near').waitFor();

  await page.getByRole('tab', { name: 'main.lua' }).click();
  await retype(page, PROJECT['main.lua'].replace('vec3(1', 'vec3(2'));
  await pane.getByText('2 passed, 0 failed').waitFor();

  await pane.getByRole('button', { name: 'Run moves' }).click();
  await pane.getByText('2 passed, 0 failed').waitFor();
  assert.deepEqual(complaints, []);
});

test('a file of tests that does not compile is named', async () => {
  const { page } = await openWith({ 'main.lua': '', 'bad_test.lua': 'test(\n' });
  await page.getByRole('tab', { name: 'Tests' }).click();
  await page.locator('luminara-tests .why').getByRole('button', { name: /bad_test\.lua/ }).waitFor();
});
