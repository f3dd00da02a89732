import { aliveLock } from '@offstage/sw-plugin/internal/relay';
import type { LogPage } from './read-log.ts';

/** Boots whose lock is held: read from outside, without the SDK's own reading code. */
export async function aliveBoots(page: LogPage): Promise<ReadonlySet<string>> {
  const prefix = aliveLock('');
  const names = await page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.flatMap(({ mode, name = '' }) => (mode === 'exclusive' ? [name] : []));
  });
  return new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
}
