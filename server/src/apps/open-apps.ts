import type { AppOptions } from '../create-app.ts';
import { ingestLogs } from '../serve/ingest-logs.ts';
import type { ViewerFiles } from '../serve/load-viewer.ts';
import { type Log, logOf } from '../serve/log.ts';
import type { RetentionOptions } from '../serve/start-retention.ts';
import type { Optional } from '../with-defaults.ts';
import { type Apps, checkAppOptions } from './app-settings.ts';
import { openApp, type ServedApp } from './open-app.ts';

export interface AppsOptions {
  /** Address of the store, see `openStore`. */
  readonly store: string;
  /** What all of them have in common. */
  readonly given: Omit<AppOptions, 'store' | 'viewer'>;
  /** Undefined for the one without a name. */
  readonly apps: Apps | undefined;
  readonly viewer: ViewerFiles | undefined;
  readonly retention: Optional<RetentionOptions> | undefined;
  readonly log: Log;
}

/**
 * Opens the one app, or each of those that are named. Where one cannot be opened, those before it are closed. Throws what
 * `checkAppOptions` and `openApp` throw.
 */
export async function openApps(options: AppsOptions): Promise<readonly [ServedApp, ...ServedApp[]]> {
  const { store, given, apps, viewer, retention, log } = options;
  if (apps === undefined)
    return [await openApp('', store, { ...ingestLogs(log), ...given }, viewer, retention)];
  checkAppOptions(apps, given);
  const opened: ServedApp[] = [];
  try {
    for (const [name, { origins, quota, keepDays, maxBytes, ...tokens }] of Object.entries(apps)) {
      const own = {
        ...ingestLogs(logOf(log, name)),
        ...given,
        ...tokens,
        basePath: given.basePath && `${given.basePath}/${name}`,
        policy: { ...given.policy, ...(origins && { allowOrigins: origins }), ...(quota && { quota }) },
      };
      const kept = { keepDays: keepDays ?? retention?.keepDays, maxBytes: maxBytes ?? retention?.maxBytes };
      opened.push(await openApp(name, store, own, viewer, kept, opened[0]?.ingest.room));
    }
  } catch (error) {
    await closeApps(opened);
    throw error;
  }
  // No app at all was refused above.
  return opened as [ServedApp, ...ServedApp[]];
}

export async function closeApps(apps: readonly ServedApp[]): Promise<void> {
  await Promise.all(apps.map(({ store }) => store.close()));
}
