import { createRequire } from 'node:module';

/** Put in by the build; absent where the sources run as they are. */
declare const __VERSION__: string | undefined;

/** Of this package; all packages of a release have the same. */
export const VERSION: string =
  typeof __VERSION__ === 'string'
    ? __VERSION__
    : (createRequire(import.meta.url)('../package.json') as { readonly version: string }).version;
