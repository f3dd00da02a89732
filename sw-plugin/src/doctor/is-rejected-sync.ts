import { detailOf, extensionsOf } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/**
 * Did a promise of this sync event reject? Only that counts as a failure for the browser: a handler that threw is a
 * success to it, and a tag that was registered anew meanwhile starts over.
 */
export function isRejectedSync({ outcome, closing_: closing }: TracedLifetime): boolean {
  if (outcome !== 'failed' || closing?.event === 'Sync event reregistered') return false;
  const extensions = extensionsOf(closing);
  return extensions.length > 0
    ? extensions.some((one) => one.state === 'rejected')
    : detailOf(closing).threw !== true;
}
