import { readFileSync } from 'node:fs';
import { serve } from '../browser/serve.ts';
import { CASES } from '../invisible/cases.ts';
import type { CaseHost } from '../invisible/start-case-host.ts';
import { pushCaseSource } from './case-source.ts';

const plugin = new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url);

/** The cases' workers, each variant in a scope of its own, with a push in place of a sync. */
export async function startPushCaseHost(tls: {
  readonly key: string;
  readonly cert: string;
}): Promise<CaseHost> {
  const served = await serve(
    (request, response) => {
      const [, name, how = '', file] = (request.url ?? '').split('/');
      const found = CASES.find((each) => each.name === name);
      const script =
        request.url === '/offstage-sw.js'
          ? readFileSync(plugin, 'utf8')
          : file === 'sw.js' && found
            ? pushCaseSource(found.source, {
                plugin: how.startsWith('with-'),
                module: how.endsWith('module'),
              })
            : undefined;
      response.writeHead(200, {
        'content-type': script === undefined ? 'text/html' : 'text/javascript',
        'cache-control': 'no-store',
      });
      response.end(script ?? '<!doctype html><link rel="icon" href="data:,"><title>Case</title>');
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
