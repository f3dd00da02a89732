import { defineConfig } from 'vitest/config';

/** Measures what the process it runs in takes of the CPU: no other test may run in it. */
const ALONE = 'src/ingest/linear.test.ts';
const environment = 'node';
// For what hangs, not for what is slow on a busy machine.
const testTimeout = 20_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['src/**/*.test.ts'],
          exclude: [ALONE],
          environment,
          testTimeout,
          pool: 'threads',
        },
      },
      { test: { name: 'linear', include: [ALONE], environment, testTimeout, pool: 'forks' } },
    ],
  },
});
