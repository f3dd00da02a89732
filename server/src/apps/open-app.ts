import { keptToken } from '../access/kept-token.ts';
import { checkTokens, opensReading } from '../access/tokens.ts';
import { type AppOptions, appAround } from '../create-app.ts';
import { OffstageError } from '../errors.ts';
import { createIngest } from '../ingest/ingest.ts';
import type { Room } from '../ingest/room.ts';
import type { ViewerFiles } from '../serve/load-viewer.ts';
import { DEFAULT_RETENTION, type RetentionOptions } from '../serve/start-retention.ts';
import { openStore, storeFile } from '../store/open-store.ts';
import { type Optional, withDefaults } from '../with-defaults.ts';
import type { AppPart } from './all-apps.ts';

/** An app as the server knows it. */
export interface ServedApp extends AppPart {
  /** With the token in it that was made. */
  readonly options: Omit<AppOptions, 'store' | 'viewer'>;
  readonly isMade: boolean;
  readonly kept: RetentionOptions;
}

/**
 * Opens the store of an app (`''`: the only one) and puts the rest around it. Without a token it makes one and keeps it with
 * the data; on PostgreSQL servers have to agree, so that it has to be given one. Throws what `openStore` throws,
 * `TOKEN_NEEDED`, `TOKEN_SHORT`, `TOKEN_TWICE` or `TOKEN_NOT_KEPT`, and what `createApp` throws; the store is closed then.
 *
 * @param shared what counts bytes in memory for all apps of a server
 */
export async function openApp(
  name: string,
  url: string,
  given: Omit<AppOptions, 'store' | 'viewer'>,
  viewer: ViewerFiles | undefined,
  retention: Optional<RetentionOptions> | undefined,
  shared?: Room,
): Promise<ServedApp> {
  checkTokens(given);
  const named = name === '' ? undefined : name;
  const file = storeFile(url, named);
  const isMade = !opensReading(given) && given.allowAnonymous !== true;
  if (isMade && file === undefined) {
    const of = named === undefined ? 'set --token or OFFSTAGE_TOKEN' : `name a token for ${name}`;
    const next = `Servers on one PostgreSQL have to agree on it: ${of}`;
    throw new OffstageError('TOKEN_NEEDED', { next, anonymous: '--allow-anonymous' });
  }
  const store = await openStore(url, named);
  try {
    const options = isMade && file !== undefined ? { ...given, token: await madeToken(file) } : given;
    const ingest = createIngest(store, options, shared);
    const kept = withDefaults(DEFAULT_RETENTION, retention);
    const app = appAround(ingest, { ...options, store, viewer }, kept);
    return { name, store, ingest, app, options, isMade, kept };
  } catch (error) {
    // Its threads or its connections would keep the process.
    await store.close();
    throw error;
  }
}

async function madeToken(file: string): Promise<string> {
  const token = await keptToken(file);
  checkTokens({ token });
  return token;
}
