import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Site, Visitor } from '../browsers/site.ts';
import { createCertificates } from '../kit/src/certificates/create-certificates.ts';
import { launchWebKit, type WebKit } from './launch-webkit.ts';

/** Opens a site, with certificates of its own, and launches WebKitGTK, which lets it show notifications. */
export async function launchWebKitFor<Opened extends Site>(
  openSite: (visitor: Visitor) => Promise<Opened>,
  isPrivate?: boolean,
): Promise<{ readonly webkit: WebKit; readonly site: Opened; close(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-site-'));
  const site = await openSite({ certificates: await createCertificates(folder) });
  const closeSite = async (): Promise<void> => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const webkit = await launchWebKit(site.origin, isPrivate);
    const close = (): Promise<void> => webkit.close().then(closeSite);
    return { webkit, site, close };
  } catch (error) {
    await closeSite();
    throw error;
  }
}
