import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/samples/setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
