import { readFileSync } from 'node:fs';
import { serve } from '../kit/src/loopback/serve.ts';
import { type Breakable, DAMAGES } from './breakable.ts';
import { breakScript, fenceWorker, inventoryWorker } from './fence-worker.ts';
import { namedMethods } from './named-methods.ts';

const plugin = readFileSync(new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url), 'utf8');

export interface FenceSite {
  readonly origin: string;
  /** What the fences break, once that is known. */
  breakables: readonly Breakable[];
  close(): Promise<void>;
}

/** Path of a fence's scope. */
export const fenceScope = (index: number, damage: string, type: WorkerType): string =>
  `/fence/${index}/${damage}/${type}/`;

/** Serves `/inventory/sw.js`, which tells what the plugin touches and can be broken, and a worker for each of that. */
export async function startFenceSite(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<FenceSite> {
  const served = await serve(
    (request, response) => {
      const javascript = (body: string): void => {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(body);
      };
      const [, room, index, named, type, file] = (request.url ?? '').split('/');
      if (room === 'offstage-sw.js') return javascript(plugin);
      if (room === 'inventory' && index) return javascript(inventoryWorker(namedMethods(plugin)));
      const broken = site.breakables[Number(index)];
      const damage = DAMAGES.find((each) => each === named);
      if (room === 'fence' && broken && damage && file === 'sw.js')
        return javascript(fenceWorker(broken, damage, type === 'module'));
      if (room === 'fence' && broken && damage && file === 'break.js')
        return javascript(breakScript(broken, damage));
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Fences</title>');
    },
    tls ? { tls } : {},
  );
  const site: FenceSite = {
    origin: `http${tls ? 's' : ''}://localhost:${served.port}`,
    breakables: [],
    close: served.close,
  };
  return site;
}
