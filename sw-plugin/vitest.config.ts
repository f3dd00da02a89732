import { defineConfig } from 'vitest/config';

/** Functions of a log, that leave nothing behind: their files share a context, which takes half the time. */
const DOCTOR = 'src/doctor/**/*.test.ts';
const shared = {
  // For what hangs, not for what is slow on a busy machine.
  testTimeout: 20_000,
  expect: { poll: { timeout: 15_000 } },
  pool: 'threads',
} as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'doctor', include: [DOCTOR], isolate: false } },
      {
        test: {
          ...shared,
          name: 'plugin',
          include: ['src/**/*.test.ts', 'vite/**/*.test.ts'],
          exclude: [DOCTOR],
        },
      },
    ],
  },
});
