import type { Journal } from '@offstage/sw-plugin/page';
import { own } from '@offstage/sw-plugin/services';
import { readEndpoints } from './read-endpoints.ts';

/** Writes the document's reporting endpoints into the log, where its headers can be read. */
export async function recordEndpoints(
  journal: Pick<Journal, 'write'>,
  scope: Pick<Window & typeof globalThis, 'fetch' | 'location'>,
): Promise<void> {
  const endpoints = await readEndpoints(scope);
  if (endpoints) journal.write('reporting', own('Reporting endpoints', { endpoints }));
}
