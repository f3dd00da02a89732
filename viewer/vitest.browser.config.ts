import { defineConfig } from 'vitest/config';

/** What only a real browser can show. Needs Chromium; builds its own pages. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 60_000,
    fileParallelism: false,
    // Real browsers and processes on a shared machine: once more, and no more often, before it counts as failed.
    retry: 1,
  },
});
