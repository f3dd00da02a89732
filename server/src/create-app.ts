import { Hono } from 'hono';
import { type Access, createAccess } from './access/create-access.ts';
import { checkTokens, opensReading, type Tokens } from './access/tokens.ts';
import { apiRoutes } from './api/api-routes.ts';
import { healthRoutes } from './api/health-routes.ts';
import type { Kept } from './api/metrics.ts';
import { pushRoutes } from './api/push-routes.ts';
import type { AppType } from './api/schema.ts';
import { OffstageError } from './errors.ts';
import { createIngest, type Ingest, type IngestOptions } from './ingest/ingest.ts';
import { ingestRoutes } from './ingest/ingest-routes.ts';
import { sendRoutes } from './ledger/send-routes.ts';
import { createPushSender } from './push/push-sender.ts';
import type { PushOptions } from './push/vapid.ts';
import type { ViewerFiles } from './serve/load-viewer.ts';
import { viewerRoutes } from './serve/viewer-routes.ts';
import type { Store } from './store/store.ts';

export interface AccessOptions extends Tokens {
  /** Everybody who reaches it reads and deletes. Needed where there is neither `token` nor `readToken`. */
  readonly allowAnonymous?: boolean | undefined;
  /**
   * Path below which the outside reaches it, without a slash at its end: only for a proxy that takes it away. Where the
   * app is mounted in another one (`route()`, Express' `use()`) it finds out by itself.
   */
  readonly basePath?: string | undefined;
}

export interface AppOptions extends AccessOptions, IngestOptions {
  readonly store: Store;
  /** A built viewer (`await loadViewer(folder)`) to serve at `/viewer/`. */
  readonly viewer?: ViewerFiles | undefined;
  /** Keys to send test pushes with (`POST /api/push`). Without them none is sent. */
  readonly push?: PushOptions | undefined;
}

/**
 * The server as a Hono app, to be served alone or mounted beside other routes, at the root or below a path:
 * `/reports`, `/reports/:endpoint`, `/api/…`, `/healthz`, `/metrics`, `/viewer/*`. What it does not know it leaves to the
 * routes after it. Posting reports and `/healthz` are open; all else needs a token. Throws `TOKEN_NEEDED`, `TOKEN_SHORT` or
 * `TOKEN_TWICE`.
 *
 * @example
 * const store = await openStore('.offstage/reports.sqlite');
 * const app = new Hono().get('/', home).route('/offstage', createApp({ store, token: process.env.OFFSTAGE_TOKEN }));
 * serve({ fetch: app.fetch, port: 4321 });
 */
export function createApp(options: AppOptions): AppType {
  if (!opensReading(options) && options.allowAnonymous !== true) {
    const next =
      "Give createApp a token (process.env.OFFSTAGE_TOKEN, say), which its API's callers then send";
    throw new OffstageError('TOKEN_NEEDED', { next, anonymous: 'allowAnonymous: true' });
  }
  return appAround(createIngest(options.store, options), options);
}

/** The app over an ingest that its server also knows; `kept` is what that server's retention keeps. */
export function appAround(ingest: Ingest, options: AppOptions, kept?: Kept): AppType {
  const { store, viewer, basePath, push } = options;
  const outside = { basePath, trustProxy: options.policy?.trustProxy === true };
  const tokens = checkTokens(options);
  // Everybody could send in the app's name otherwise.
  if (push !== undefined && tokens.size === 0) throw new OffstageError('PUSH_TOKEN');
  const sender = push && createPushSender(push);
  const access: Access = createAccess(tokens, outside);
  const app = new Hono();
  app.route('/', ingestRoutes(ingest));
  app.route('/', healthRoutes(store, ingest, access, kept, sender?.counts));
  app.route('/', pushRoutes(sender, access));
  app.route('/', sendRoutes(store, ingest, access));
  app.route('/', apiRoutes(store, ingest, access));
  if (viewer !== undefined) app.route('/', viewerRoutes(viewer, access, outside));
  return app as unknown as AppType;
}
