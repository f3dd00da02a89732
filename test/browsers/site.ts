import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Chromium } from '../browser/launch-chromium.ts';
import { type Certificates, createCertificates } from '../certificates/create-certificates.ts';
import { startDemo } from '../demo/start-demo.ts';
import { startHost } from '../host/start-host.ts';

/** A site to open: where it is, and how it ends. */
export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** The test host. `localhost` leads here in every browser; `app.test` only where names can be mapped. */
export async function hostSite(certificates: Certificates): Promise<Site> {
  const { port, close } = await startHost({ tls: certificates });
  return { origin: `https://localhost:${port}`, close };
}

/** The demo app, which sends its pushes to the service with this origin. */
export async function demoSite(certificates: Certificates, pushOrigin = ''): Promise<Site> {
  // Of the browser only this is used.
  const browser = { certificates, push: { origin: pushOrigin } } as Chromium;
  const { origin, stop } = await startDemo(browser);
  return { origin, close: stop };
}

/** A site with certificates of its own, for a browser that brings none. */
export async function withCertificates(open: (certificates: Certificates) => Promise<Site>): Promise<Site> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-site-'));
  const site = await open(await createCertificates(folder));
  return {
    origin: site.origin,
    async close() {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
