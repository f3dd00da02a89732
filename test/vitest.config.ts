import { defineConfig } from 'vitest/config';

/** What needs no browser. */
export default defineConfig({
  test: {
    // For what hangs, not for what is slow on a busy machine.
    testTimeout: 20_000,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', '.tsc/**', 'e2e/**', 'kit/workers/**'],
  },
});
