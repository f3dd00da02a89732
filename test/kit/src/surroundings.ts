import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authorityOfRun, type RunAuthority } from './certificates/authority-of-run.ts';
import { type Gateway, startGateway } from './gateway/start-gateway.ts';
import { which } from './machine/which.ts';
import {
  type NotificationDaemon,
  startNotificationDaemon,
} from './notification-daemon/start-notification-daemon.ts';

/** What a browser of a run needs around it. */
export interface Surroundings {
  /** Of the run alone; goes with it. */
  readonly folder: string;
  readonly authority: RunAuthority;
  readonly gateway: Gateway;
  /** Undefined where there is no message bus: then notifications are seen by the log, and nobody can click them. */
  readonly notifications: NotificationDaemon | undefined;
  /** Script for each document, before any other. */
  readonly first: string | undefined;
  close(): Promise<void>;
}

export interface SurroundingsOptions {
  /** `inject`: the plugin goes first in every worker, the SDK in every page. `none`: the app loads them itself, or has none. */
  readonly plugin: 'inject' | 'none';
  readonly hosts: readonly string[];
  readonly at?: Readonly<Record<string, string>> | undefined;
}

const require = createRequire(import.meta.url);
const textOf = (entry: string): string => readFileSync(require.resolve(entry), 'utf8');

/** On Linux a notification goes over the message bus; elsewhere to the system itself. */
const hasBus = (): boolean => process.platform === 'linux' && which('dbus-daemon') !== undefined;

/** Starts what stands around a browser. */
export async function surround({ plugin, hosts, at }: SurroundingsOptions): Promise<Surroundings> {
  const isInjected = plugin === 'inject';
  const authority = await authorityOfRun();
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-testing-'));
  const gateway = await startGateway({
    certificateOf: authority.certificateOf,
    hosts,
    ...(at && { at }),
    plugin: isInjected ? textOf('@offstage/sw-plugin/offstage-sw.js') : undefined,
  });
  const notifications = hasBus() ? await startNotificationDaemon() : undefined;
  return {
    folder,
    authority,
    gateway,
    notifications,
    first: isInjected ? `if (window === top) {${textOf('@offstage/sdk/offstage.js')}\n}` : undefined,
    async close() {
      notifications?.close();
      await gateway.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
