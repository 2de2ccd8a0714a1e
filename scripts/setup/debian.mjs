// Debian packages, where this machine has apt and we may use it.
import { Failure } from '../failure.mjs';
import { ask, mustRun } from '../process.mjs';

/** True on Debian and its relatives, as root. */
export function canInstallByApt() {
  return process.getuid?.() === 0 && ask('apt-get', ['--version']).ok;
}

/** Installs Debian packages, or says which to install. */
export async function aptInstall(packages) {
  if (!canInstallByApt()) {
    throw new Failure(`missing: ${packages.join(', ')}`, { advice: `install them: sudo apt-get install ${packages.join(' ')}` });
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const advice = 'check that apt reaches its mirror (apt-get update), then run this again';
  await mustRun('apt-update', 'apt-get', ['update'], { env, advice });
  await mustRun('apt-install', 'apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env, advice });
}
