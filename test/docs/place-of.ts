import type { Block } from './read-documents.ts';

/** Where a block of code belongs, told from what it imports. `excerpt`: part of a test that runs elsewhere. */
export type Place = 'classic worker' | 'module worker' | 'page' | 'node' | 'excerpt';

export function placeOf({ place, code }: Block): Place {
  // What posts to a push service: test/ledger/with-web-push.test.ts does the same.
  if (place.startsWith('server/sending/')) return 'excerpt';
  // Those of the server's places run where they belong: in e2e/mounts.test.ts and e2e/places.test.ts.
  if (place.startsWith('server/places/') || place.startsWith('test/') || place.startsWith('CONTRIBUTING'))
    return 'excerpt';
  if (/^\s*(try \{\s*)?importScripts\(/m.test(code)) return 'classic worker';
  if (/from 'hono|@offstage\/(server|sw-plugin\/doctor)/.test(code)) return 'node';
  if (/@offstage\/(sdk|viewer)/.test(code)) return 'page';
  if (/@offstage\/sw-plugin/.test(code)) return 'module worker';
  return 'page';
}
