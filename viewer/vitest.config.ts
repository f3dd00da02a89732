import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/samples/setup.ts'],
    restoreMocks: true,
    // For what hangs, not for what is slow on a busy machine.
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
