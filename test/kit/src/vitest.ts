/**
 * `import { expect } from '@offstage/testing/vitest'`: vitest's own, which knows what a background service did.
 */
import { expect } from 'vitest';
import { matchers } from './matchers/index.ts';
import type { OffstageMatchers } from './matchers/types.ts';

expect.extend(matchers as never);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> extends OffstageMatchers<T> {}
}

export { expect, type OffstageMatchers };
