import type { History } from '../history.ts';
import { isShape } from '../is-shape.ts';
import { payloadText } from '../payload-text.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { shownWords } from '../shown-words.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** The same message under two scopes within this time (ms) is one message that was sent to both. */
const TOGETHER = 60_000;

/** One device with two push subscriptions, of two registrations: each message arrives twice and is shown twice. */
export const subscribedTwice: Rule = {
  id: 'D44',
  title: 'Two registrations of one device got the same message',
  severity: 'warning',
  link: 'https://github.com/w3c/push-api/issues/116',
  find(history, found) {
    if (!hasScopes(history)) return;
    /** By origin and payload, the last push with it. */
    const last = new Map<string, TracedLifetime>();
    for (const push of history.events_('push')) {
      const payload = payloadText(push.opening_);
      if (!payload || isShape(payload)) continue;
      const key = `${push.first.origin} ${payload}`;
      const before = last.get(key);
      last.set(key, push);
      if (!before || before.scope === push.scope || push.start - before.start > TOGETHER) continue;
      const title = sameShown(before, push);
      if (title === undefined) continue;
      const scopes = [before.scope, push.scope].sort();
      found({
        key: scopes.join(' '),
        scope: scopes[0] as string,
        proof_: [...proofOf(push), ...proofOf(before)],
        words_: () => ({
          cause: `The same message arrived under ${scopes[0]} and under ${scopes[1]}, and “${title}” was shown twice: your server sends to both.`,
          fix: 'Subscribe under one scope only: unsubscribe() the other registration, and delete it at your server.',
        }),
      });
    }
  },
};

/** Do the workers of one origin have pushes under two scopes? */
function hasScopes({ boots_: boots }: History): boolean {
  const scopes = new Map<string, string>();
  for (const { context, origin, scope } of boots.values()) {
    if (context !== 'worker' || scope === '') continue;
    const known = scopes.get(origin);
    if (known !== undefined && known !== scope) return true;
    scopes.set(origin, scope);
  }
  return false;
}

/** The title of a notification that both showed. */
function sameShown(one: TracedLifetime, other: TracedLifetime): string | undefined {
  const shown = one.children_.map(shownWords);
  const words = other.children_.map(shownWords).find((same) => same !== undefined && shown.includes(same));
  return words?.split('\n', 1)[0];
}
