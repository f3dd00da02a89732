import { startDemo } from '../demo/start-demo.ts';
import { startHost } from '../host/start-host.ts';
import type { Certificates } from '../kit/src/certificates/create-certificates.ts';

/** A site to open: where it is, and how it ends. */
export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** What a site has to know of the browser that is going to open it. */
export interface Visitor {
  /** Of an authority that it trusts. */
  readonly certificates: Certificates;
  /** Its push service, if it has one. */
  readonly push?: { readonly origin: string };
}

export type OpenSite = (visitor: Visitor) => Promise<Site>;

/** The test host. `localhost` leads here in every browser; `app.test` only where names can be mapped. */
export async function hostSite({ certificates }: Visitor): Promise<Site> {
  const { port, close } = await startHost({ tls: certificates });
  return { origin: `https://localhost:${port}`, close };
}

/** The demo app. */
export async function demoSite({ certificates, push = { origin: '' } }: Visitor): Promise<Site> {
  const { origin, stop } = await startDemo({ certificates, push });
  return { origin, close: stop };
}
