import { defineConfig } from 'vitest/config';

export default defineConfig({
  // For what hangs, not for what is slow on a busy machine.
  test: { testTimeout: 20_000, expect: { poll: { timeout: 15_000 } } },
});
