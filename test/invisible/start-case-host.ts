import { readFileSync } from 'node:fs';
import { type Served, serve } from '../kit/src/loopback/serve.ts';
import { type CaseEvent, countArrivals, withEvent } from './case-event.ts';
import { CASES } from './cases.ts';
import { type Variant, workerSource } from './worker-source.ts';

export interface CaseHost {
  readonly origin: string;
  /** URL of a case's worker. Each variant has a folder, and so a scope, of its own. */
  script(name: string, variant: Variant): string;
  close(): Promise<void>;
}

export interface CaseHostOptions {
  /** In place of `sync`. */
  readonly event?: CaseEvent;
  /** Default `app.test`, where the browser maps names. */
  readonly hostname?: string;
}

const plugin = new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url);

/** The cases' workers, each variant in a scope of its own. */
export async function startCaseHost(
  tls: { readonly key: string; readonly cert: string },
  { event, hostname = 'app.test' }: CaseHostOptions = {},
): Promise<CaseHost> {
  const sourceOf = (source: string, variant: Variant): string =>
    event
      ? countArrivals(event) + workerSource(withEvent(source, event), variant)
      : workerSource(source, variant);
  const served: Served = await serve(
    (request, response) => {
      const javascript = (body: string): void => {
        response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end(body);
      };
      const [, name, how = '', file] = (request.url ?? '').split('/');
      if (request.url === '/offstage-sw.js') return javascript(readFileSync(plugin, 'utf8'));
      const found = CASES.find((each) => each.name === name);
      if (found && file === 'sw.js') {
        const variant = { plugin: how.startsWith('with-'), module: how.endsWith('module') };
        return javascript(sourceOf(found.source, variant));
      }
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><link rel="icon" href="data:,"><title>Case</title>');
    },
    { tls },
  );
  const origin = `https://${hostname}:${served.port}`;
  return {
    origin,
    script: (name, { plugin, module }) =>
      `${origin}/${name}/${plugin ? 'with' : 'without'}-${module ? 'module' : 'classic'}/sw.js`,
    close: served.close,
  };
}
