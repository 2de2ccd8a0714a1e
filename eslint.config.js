import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['.build/', 'dist/', 'target/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['web/src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'web/tsconfig.worker.json', 'web/tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
    },
  },
  {
    // node:test's `test()` returns a promise that nobody has to await.
    files: ['web/src/**/*.test.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    files: ['scripts/**/*.mjs', '*.js'],
    languageOptions: { globals: globals.nodeBuiltin },
    rules: { eqeqeq: 'error' },
  },
  {
    // What a test hands to the page runs in the page.
    files: ['tests/browser/**/*.mjs', 'benches/**/*.mjs'],
    languageOptions: { globals: { ...globals.nodeBuiltin, ...globals.browser } },
    rules: { eqeqeq: 'error' },
  },
);
