import { defineConfig } from 'vitest/config';

/** Real browsers: one file at a time, since each has its browser to itself. `run/parts.mjs` runs some sets side by side. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['e2e/global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 90_000,
    teardownTimeout: 20_000,
    // Real browsers and processes on a shared machine: once more, and no more often, before it counts as failed.
    retry: 1,
  },
});
