// `npm run setup`: everything that building and testing need. Like all of setup/, it uses Node's own modules only: it runs before
// any package is there.
import { runMain } from './failure.mjs';
import { setUp } from './setup/all.mjs';

await runMain(() => setUp(['build', 'rust', 'web', 'browser']));
