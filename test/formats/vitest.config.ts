import { defineConfig } from 'vitest/config';

/** Saves what the present code writes. Not a test of anything: run by hand, see README.md. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['formats/save.ts'],
    globalSetup: ['e2e/global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
