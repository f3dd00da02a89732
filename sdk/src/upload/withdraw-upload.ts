import { sayWord, TURN } from '@offstage/sw-plugin/internal/upload';
import { atHand } from './at-hand.ts';

/**
 * Takes a yes to uploading back, at once and for good: a worker that uploads and other pages stop with their next event, and
 * the random id of this installation goes. Resolves with what that was, once nothing is under way any more (15 s or so at
 * most, where there are Web Locks), so that the app can have what the server knows of it erased (`DELETE /api/reports?install=…`,
 * which takes a token that no page has); undefined where there was none. Never rejects.
 *
 * A page that is started with `upload` from then on, or whose function says no and then yes, says yes again.
 *
 * @example
 * const install = await withdrawUpload();
 * if (install) await fetch('/forget', { method: 'POST', body: install });
 */
export async function withdrawUpload(): Promise<string | undefined> {
  try {
    forget();
    const install = await sayWord(false);
    // A round that had been allowed before may have come in between.
    forget();
    await ended().catch(() => undefined);
    return install;
  } catch {
    // There is no log, and so nothing to send.
    return undefined;
  }
}

function forget(): void {
  for (const one of atHand) one();
}

/** Whoever has begun to send has ended: what was allowed before would arrive after what the app is about to have erased. */
async function ended(): Promise<void> {
  const { locks } = navigator as Partial<Navigator>;
  const { held = [], pending = [] } = (await locks?.query()) ?? {};
  const names = new Set([...held, ...pending].map(({ name = '' }) => name));
  await Promise.all(
    [...names].filter((name) => name.startsWith(TURN)).map((name) => locks?.request(name, () => undefined)),
  );
}
