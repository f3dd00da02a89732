import { Hono } from 'hono';
import type { Ingest } from '../ingest/ingest.ts';
import { noEndpoint, standalone } from '../standalone.ts';
import type { Store } from '../store/store.ts';

/** An app with all that belongs to it. */
export interface AppPart {
  /** `''` where no apps are named. */
  readonly name: string;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly app: Pick<Hono, 'fetch'>;
}

/**
 * Several apps, each below its name, and below `basePath` too for a proxy that takes nothing away. At the root there is
 * `/healthz` alone, which is well when every store is.
 */
export function allApps(parts: readonly AppPart[], hasViewer: boolean, basePath = ''): Hono {
  const all = new Hono();
  for (const { name, app, ingest } of parts) {
    for (const mount of new Set([`${basePath}/${name}`, `/${name}`]))
      all.route(mount, standalone(app, ingest, hasViewer, undefined, `${basePath}/${name}`));
  }
  for (const path of new Set([`${basePath}/healthz`, '/healthz'])) {
    all.get(path, async (c) => {
      const asked = await Promise.all(
        parts.map(async ({ name }) => (await all.request(`/${name}/healthz`)).ok),
      );
      const ok = asked.every(Boolean);
      return c.json({ ok }, ok ? 200 : 503, { 'cache-control': 'no-store' });
    });
  }
  // Whose it was meant to be nobody knows, and the path may have another one's secret in it.
  const [first] = parts;
  if (first !== undefined) all.post('*', (c) => noEndpoint(c, first.ingest, ''));
  return all;
}
