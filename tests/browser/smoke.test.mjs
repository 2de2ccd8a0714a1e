// The ground that every other browser test stands on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, picture } from './harness.mjs';

// Runs in a Worker: fills the canvas it is given with one colour, by WebGPU.
const WORKER = `
  onmessage = async ({ data: canvas }) => {
    const adapter = await navigator.gpu.requestAdapter();
    const device = await adapter.requestDevice();
    const context = canvas.getContext('webgpu');
    context.configure({ device, format: navigator.gpu.getPreferredCanvasFormat() });
    let frames = 0;
    const draw = () => {
      const view = context.getCurrentTexture().createView();
      const encoder = device.createCommandEncoder();
      encoder.beginRenderPass({ colorAttachments: [{ view, clearValue: [1, 0.2, 0, 1], loadOp: 'clear', storeOp: 'store' }] }).end();
      device.queue.submit([encoder.finish()]);
      if (++frames === 3) postMessage('drawn');
      requestAnimationFrame(draw);
    };
    draw();
  };
`;

test('what WebGPU draws in a Worker is seen in a screenshot', async () => {
  const { page } = await openPage();
  // From the site's own address: its policy lets no other Worker start.
  await page.route('**/smoke-worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: WORKER }));
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.id = 'smoke';
    canvas.width = canvas.height = 64;
    Object.assign(canvas.style, { position: 'fixed', inset: '0', zIndex: '9999' });
    document.body.prepend(canvas);
    const worker = new Worker('smoke-worker.js');
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = reject;
      const offscreen = canvas.transferControlToOffscreen();
      worker.postMessage(offscreen, [offscreen]);
    });
  });
  const { at } = await picture(page.locator('#smoke'));
  assert.deepEqual(at(32, 32), [255, 51, 0]);
});

test('the page loads from a sub-folder without a complaint', async () => {
  const { page, complaints } = await openPage();
  assert.match(await page.title(), /Luminara/);
  assert.deepEqual(complaints, []);
});
