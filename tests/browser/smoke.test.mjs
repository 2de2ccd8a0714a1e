// The ground that every other browser test stands on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';

test('Chromium draws by WebGPU', async () => {
  const { page } = await openPage();
  const pixel = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return undefined;
    const device = await adapter.requestDevice();
    const texture = device.createTexture({ size: [1, 1], format: 'rgba8unorm', usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC });
    const buffer = device.createBuffer({ size: 256, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    const encoder = device.createCommandEncoder();
    const attachment = { view: texture.createView(), clearValue: [1, 0.2, 0, 1], loadOp: 'clear', storeOp: 'store' };
    encoder.beginRenderPass({ colorAttachments: [attachment] }).end();
    encoder.copyTextureToBuffer({ texture }, { buffer, bytesPerRow: 256 }, [1, 1]);
    device.queue.submit([encoder.finish()]);
    await buffer.mapAsync(GPUMapMode.READ);
    return [...new Uint8Array(buffer.getMappedRange()).slice(0, 4)];
  });
  assert.deepEqual(pixel, [255, 51, 0, 255]);
});

test('the page loads from a sub-folder without a complaint', async () => {
  const { page, complaints } = await openPage();
  await page.waitForLoadState('load');
  assert.match(await page.title(), /Luminara/);
  assert.deepEqual(complaints, []);
});
