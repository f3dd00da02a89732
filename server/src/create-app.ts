import { Hono } from 'hono';
import { apiRoutes } from './api/api-routes.ts';
import { metricsText } from './api/metrics.ts';
import { requireToken } from './api/require-token.ts';
import type { AppType } from './api/schema.ts';
import { createIngest, type Ingest, type IngestOptions } from './ingest/ingest.ts';
import { ingestRoutes } from './ingest/ingest-routes.ts';
import type { ViewerFiles } from './serve/load-viewer.ts';
import { viewerRoutes } from './serve/viewer-routes.ts';
import type { Store } from './store/store.ts';

export interface AppOptions extends IngestOptions {
  readonly store: Store;
  /** When set, `/api`, `/metrics` and `/viewer` need it. Posting reports never does: browsers can't. */
  readonly token?: string;
  /** A built viewer (`await loadViewer(folder)`) to serve at `/viewer/`. */
  readonly viewer?: ViewerFiles;
}

/**
 * The server as a Hono app, to be served alone or mounted beside other routes:
 * `/reports`, `/reports/:endpoint`, `/api/*`, `/healthz`, `/metrics`, `/viewer/*`.
 *
 * @example
 * const store = await openStore('.offstage/reports.sqlite');
 * const app = new Hono().get('/', home).route('/', createApp({ store }));
 * serve({ fetch: app.fetch, port: 4321 });
 */
export function createApp(options: AppOptions): AppType {
  return appAround(createIngest(options.store, options), options);
}

/** The app over an ingest that its server also knows. */
export function appAround(ingest: Ingest, options: AppOptions): AppType {
  const { store, token, viewer } = options;
  const app = new Hono();
  app.route('/', ingestRoutes(ingest));
  app.get('/healthz', async (c) => {
    try {
      return c.json({ ok: true, store: store.kind, lastId: await store.lastId() });
    } catch (error) {
      return c.json({ ok: false, store: store.kind, error: String(error) }, 503);
    }
  });
  if (token !== undefined) {
    for (const path of ['/api/*', '/metrics', '/viewer', '/viewer/*']) app.use(path, requireToken(token));
  }
  app.get('/metrics', async (c) =>
    c.text(await metricsText(ingest, store), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
  app.route('/', apiRoutes(store, ingest));
  if (viewer !== undefined) app.route('/', viewerRoutes(viewer));
  return app as unknown as AppType;
}
