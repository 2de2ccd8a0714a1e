// The npm packages of package-lock.json, in node_modules/.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.mjs';
import { root } from '../paths.mjs';
import { mustRun } from '../process.mjs';

const stamp = join(root, 'node_modules/.installed-lock');
const lockHash = () => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
const NODE_WANTED = [20, 19];

/** Node itself: the scripts and the lints need 20.19 or newer. */
export const node = {
  name: `node ${process.versions.node}`,
  purpose: 'checks the version',
  satisfied() {
    const [major, minor] = process.versions.node.split('.').map(Number);
    return major > NODE_WANTED[0] || (major === NODE_WANTED[0] && minor >= NODE_WANTED[1]);
  },
  async perform() {
    throw new Failure(`Node ${process.versions.node} is too old`, {
      advice: `install Node ${NODE_WANTED.join('.')} or newer (nodejs.org, or your version manager)`,
    });
  },
};

/** `npm ci`, when node_modules/ isn't what package-lock.json says. */
export const packages = {
  name: 'npm packages',
  purpose: 'npm ci: editor, bundler, type checker, lints, browser driver',
  satisfied: () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(),
  async perform() {
    await mustRun('npm-ci', 'npm', ['ci', '--no-audit', '--no-fund'], {
      advice: 'check that npm reaches its registry (npm ping); if package.json was changed by hand, run npm install once',
    });
    writeFileSync(stamp, lockHash());
  },
};
