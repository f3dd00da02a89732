import { readFileSync } from 'node:fs';
import { type Served, serve } from '../browser/serve.ts';
import { CASES } from './cases.ts';
import { type Variant, workerSource } from './worker-source.ts';

export interface CaseHost {
  readonly origin: string;
  /** URL of a case's worker. Each variant has a folder, and so a scope, of its own. */
  script(name: string, variant: Variant): string;
  close(): Promise<void>;
}

const plugin = new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url);

export async function startCaseHost(tls: { readonly key: string; readonly cert: string }): Promise<CaseHost> {
  const served: Served = await serve(
    (request, response) => {
      const javascript = (body: string): void => {
        response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end(body);
      };
      const [, name, how = '', file] = (request.url ?? '').split('/');
      if (request.url === '/offstage-sw.js') return javascript(readFileSync(plugin, 'utf8'));
      const found = CASES.find((each) => each.name === name);
      if (found && file === 'sw.js') {
        return javascript(
          workerSource(found.source, { plugin: how.startsWith('with-'), module: how.endsWith('module') }),
        );
      }
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Case</title>');
    },
    { tls },
  );
  const origin = `https://app.test:${served.port}`;
  return {
    origin,
    script: (name, { plugin, module }) =>
      `${origin}/${name}/${plugin ? 'with' : 'without'}-${module ? 'module' : 'classic'}/sw.js`,
    close: served.close,
  };
}
