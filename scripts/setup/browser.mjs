// What tests need beside the tools: Chromium for the page, Mesa's lavapipe for pictures that every machine draws alike.
import { Failure } from '../failure.mjs';
import { findChromium } from '../chromium.mjs';
import { findLavapipe } from '../lavapipe.mjs';
import { ask } from '../process.mjs';
import { aptInstall } from './debian.mjs';

const hasApt = () => ask('apt-get', ['--version']).ok;

/** A Chromium that playwright-core can drive. */
export const chromium = {
  name: 'Chromium',
  purpose: 'apt-get install: the browser that the tests drive',
  satisfied: () => findChromium() !== undefined,
  async perform() {
    if (!hasApt()) {
      throw new Failure('no Chromium found', {
        advice: 'install Chromium or Google Chrome, or set CHROMIUM to the path of its executable',
      });
    }
    await aptInstall(['chromium', 'fonts-liberation']);
  },
};

/** A software Vulkan driver (Linux only; elsewhere the picture tests use the machine's own GPU or are skipped). */
export const lavapipe = {
  name: 'lavapipe',
  purpose: 'apt-get install: the software Vulkan that draws golden pictures',
  satisfied: () => process.platform !== 'linux' || findLavapipe() !== undefined,
  async perform() {
    if (!hasApt()) {
      throw new Failure('no lavapipe found', {
        advice: 'install your distribution\'s Mesa Vulkan drivers with lavapipe (Fedora: mesa-vulkan-drivers; Arch: vulkan-swrast)',
      });
    }
    await aptInstall(['mesa-vulkan-drivers']);
  },
};
