import { defineConfig } from 'vitest/config';

/** What needs no browser. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', '.tsc/**', 'e2e/**', 'kit/workers/**'],
  },
});
