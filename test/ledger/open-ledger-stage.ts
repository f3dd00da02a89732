import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningServer, startServer } from '@offstage/server';
import { type App, type LaunchOptions, launch } from '../kit/src/index.ts';
import { type AppSite, startAppSite } from './start-app-site.ts';

/** The server's. */
export const TOKEN = 'the-token-of-this-test-1234';

/** A real server, an app whose worker uploads to it, and a real browser that has it open. */
export interface LedgerStage {
  readonly server: RunningServer;
  readonly site: AppSite;
  readonly app: App;
  close(): Promise<void>;
}

export async function openLedgerStage(
  options: Pick<LaunchOptions, 'browser' | 'firefox' | 'timeout'>,
): Promise<LedgerStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-ledger-'));
  const opened: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened.splice(0).reverse()) await one();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const store = path.join(folder, 'reports.sqlite');
    const server = await startServer({ store, port: 0, token: TOKEN, viewer: false });
    opened.push(() => server.close());
    const site = await startAppSite(server.url);
    opened.push(() => site.close());
    const app = await launch({ ...options, url: site.origin });
    opened.push(() => app.close());
    return { server, site, app, close };
  } catch (error) {
    await close();
    throw error;
  }
}
