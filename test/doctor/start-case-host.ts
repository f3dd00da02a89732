import { readFileSync } from 'node:fs';
import { viewerFile } from '../host/viewer-file.ts';
import { type Served, serve } from '../kit/src/loopback/serve.ts';
import type { Act } from './doctor-case.ts';

export interface CaseHost {
  readonly port: number;
  /** The origin of an act, by its name. */
  origin(name: string): string;
  close(): Promise<void>;
}

const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));

const page = (script: string): string =>
  `<!doctype html><title>Case</title><link rel="icon" href="data:," />
<script type="importmap">{"imports": {"@offstage/sw-plugin/doctor": "/sw-plugin/dist/doctor/index.js"}}</script>
<script src="/offstage.js" data-worker="${script}"></script>`;

/** Below one site: a site of its own would cost a process per act. */
const SITE = '.doctor.localhost';

/**
 * One server for all acts, each on an origin of its own, so that none sees the log, the subscription or the permission
 * of another. `/blob?n=BYTES` is something to fetch, `/viewer/` the viewer.
 */
export async function startCaseHost(acts: ReadonlyMap<string, Act>): Promise<CaseHost> {
  const served: Served = await serve((request, response) => {
    const name = (request.headers.host ?? '').split('.')[0] ?? '';
    const url = new URL(request.url ?? '/', 'http://localhost');
    const act = acts.get(name);
    const answer = (type: string, body: string | Buffer): void => {
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    const script = act?.script ?? '/sw.js';
    const source =
      act?.files?.[url.pathname] ?? (url.pathname === new URL(script, url).pathname && act?.worker);
    const shown = viewerFile(url.pathname);
    if (url.pathname === '/') answer('text/html', page(script));
    else if (url.pathname === '/offstage.js') answer('text/javascript', built('sdk/dist/offstage.js'));
    else if (url.pathname === '/offstage-sw.js')
      answer('text/javascript', built('sw-plugin/dist/offstage-sw.js'));
    else if (/^\/(sdk|sw-plugin)\/dist\/[\w/-]+\.js$/.test(url.pathname))
      answer('text/javascript', built(url.pathname.slice(1)));
    else if (url.pathname === '/blob')
      answer('application/octet-stream', Buffer.alloc(Number(url.searchParams.get('n'))));
    else if (typeof source === 'string') {
      const plugin = "importScripts('/offstage-sw.js');";
      answer('text/javascript', act?.late ? `${source}\n${plugin}` : `${plugin}\n${source}`);
    } else if (shown !== undefined) answer(shown.type, shown.body);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end(`No ${url.pathname} here.`);
  });
  return {
    port: served.port,
    origin: (name) => `http://${name}${SITE}:${served.port}`,
    close: served.close,
  };
}
