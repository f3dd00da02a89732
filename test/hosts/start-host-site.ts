import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readBody, serve } from '../kit/src/loopback/serve.ts';
import { bundleWorker } from './bundle-worker.ts';
import type { Host, Order } from './host.ts';
import { workerSource } from './worker-source.ts';

export interface HostSite {
  readonly origin: string;
  /** Where a host's worker is in charge: each has a scope of its own for every order. */
  scope(host: Host, order: Order): string;
  /** The posts that arrived in a scope, in no order. */
  postsOf(scope: string): readonly string[];
  close(): Promise<void>;
}

const plugin = new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url);
const sdk = new URL('../../sdk/dist/offstage.js', import.meta.url);

/** With the plugin in its worker, a page has the SDK as its first script. */
const pageOf = (order: string): string =>
  `<!doctype html>${order === 'never' ? '' : '<script src="/offstage.js"></script>'}<title>Host</title>`;

/** For Angular's worker: https://angular.dev/ecosystem/service-workers/config */
function angularManifest(folder: string, page: string): string {
  const file = `${folder}page.html`;
  return JSON.stringify({
    configVersion: 1,
    timestamp: 1,
    index: file,
    assetGroups: [
      { name: 'app', installMode: 'prefetch', updateMode: 'prefetch', urls: [file], patterns: [] },
    ],
    dataGroups: [],
    hashTable: { [file]: createHash('sha1').update(page).digest('hex') },
    navigationUrls: [],
  });
}

/** Serves the worker of each host, in every order, and a page for it. */
export async function startHostSite(
  tls: { readonly key: string; readonly cert: string },
  hosts: readonly Host[],
): Promise<HostSite> {
  const parts = new Set(hosts.flatMap((host) => host.parts));
  const bundles = new Map<string, string>();
  for (const part of parts) bundles.set(part, await bundleWorker(part));
  const posts: { readonly folder: string; readonly body: string }[] = [];

  const served = await serve(
    async (request, response) => {
      const { pathname } = new URL(request.url ?? '', 'https://app.test');
      const [, name = '', order = '', file = ''] = pathname.split('/');
      const folder = `/${name}/${order}/`;
      const host = hosts.find((each) => each.name === name);
      const answer = (type: string, body: string | Buffer): void => {
        response.writeHead(200, { 'content-type': `text/${type}`, 'cache-control': 'no-store' }).end(body);
      };
      if (name === 'offstage-sw.js') answer('javascript', readFileSync(plugin));
      else if (name === 'offstage.js') answer('javascript', readFileSync(sdk));
      else if (name === 'parts') answer('javascript', bundles.get(order) ?? '');
      else if (host && file === 'sw.js') answer('javascript', workerSource(host.parts, order));
      else if (file === 'ngsw.json') answer('json', angularManifest(folder, pageOf(order)));
      else if (file === 'data.json') answer('json', '{"some":"data"}');
      else if (file === 'post') {
        posts.push({ folder, body: String(await readBody(request)) });
        answer('plain', 'taken');
      } else answer('html', pageOf(order));
    },
    { tls },
  );
  const origin = `https://app.test:${served.port}`;
  return {
    origin,
    scope: ({ name }, order) => `${origin}/${name}/${order}/`,
    postsOf: (scope) =>
      posts
        .filter(({ folder }) => origin + folder === scope)
        .map(({ body }) => body)
        .sort(),
    close: served.close,
  };
}
