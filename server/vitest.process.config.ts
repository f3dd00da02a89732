import { defineConfig } from 'vitest/config';

/** Tests that start servers and databases and kill them. They run the built package: `tsc -b server` comes first. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    // Real browsers and processes on a shared machine: once more, and no more often, before it counts as failed.
    retry: 1,
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 120_000,
  },
});
