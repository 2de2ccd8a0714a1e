// Finding Mesa's software Vulkan driver.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d'];

/** The path of lavapipe's driver file, for `VK_ICD_FILENAMES`. */
export function findLavapipe() {
  for (const folder of FOLDERS.filter((path) => existsSync(path))) {
    const file = readdirSync(folder).find((name) => /^lvp_icd\..*json$/.test(name));
    if (file) return join(folder, file);
  }
  return undefined;
}
