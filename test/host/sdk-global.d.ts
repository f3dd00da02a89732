import type { LogClient } from '@offstage/sdk';

declare global {
  /** The SDK's global, as a page without a bundler has it. */
  var offstage: { readonly log: LogClient };
}
