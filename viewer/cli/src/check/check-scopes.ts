import type { Registration } from '../workers/registrations.ts';
import type { Results } from './result.ts';

/** A registration with its worker's address and its scope, resolved. */
export interface Scoped {
  readonly address: string;
  readonly scope: string;
  /** Where it is registered. */
  readonly where: string;
}

/** @param base address of the page that registers, @param from where it is written */
export function scopedOf(
  { address, scope, line }: Registration,
  base: string,
  from: string,
): Scoped | undefined {
  if (!URL.canParse(address, base)) return undefined;
  const worker = new URL(address, base);
  worker.hash = '';
  const wide = new URL(scope ?? './', scope === undefined ? worker : base).href;
  return { address: worker.href, scope: wide, where: `${from}:${line}` };
}

/** Two workers in one scope take it from each other at every registration. */
export function checkScopes(all: readonly Scoped[], results: Results): void {
  const scopes = new Map<string, Scoped[]>();
  for (const one of all) scopes.set(one.scope, [...(scopes.get(one.scope) ?? []), one]);
  for (const [scope, registered] of scopes) {
    const workers = [...new Set(registered.map(({ address }) => address))];
    const path = URL.canParse(scope) ? new URL(scope).pathname : scope;
    if (workers.length === 1)
      results.ok('ONE_WORKER', `One worker has the scope ${path}.`, registered[0]?.where);
    else
      results.bad(
        'error',
        'WORKERS_COMPETE',
        `${workers.length} workers take the scope ${path} from each other: ${workers.map((one) => new URL(one).pathname).join(', ')}`,
        registered.at(-1)?.where,
        'Register one of them with a scope of its own, or import one into the other by importScripts().',
      );
  }
}
