import { errorOf } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

const CALLS: readonly string[] = ['clients.openWindow()', 'focus()'];

/** `clients.openWindow()` or `focus()` that the browser refused: each click allows one, and for a short time. */
export const windowRefused: Rule = {
  id: 'D31',
  title: 'The worker was not allowed to open or focus a window',
  severity: 'error',
  checks: 'Calls of clients.openWindow() and focus() succeed.',
  needs: 'Calls of clients.openWindow() and focus() with their outcome.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/Clients/openWindow',
  find(history, found) {
    for (const call of history.withSign(SIGN.failed)) {
      const { kind } = call;
      if (!CALLS.includes(kind) || call.context !== 'worker') continue;
      const event = call.parentGuess ? undefined : call.above;
      const why = whyRefused(call, event, history);
      found({
        key: `${kind} ${why}`,
        proof: [...proofOf(call), ...(event?.opening ? [event.opening] : [])],
        words: () => ({
          title: `${kind} was rejected`,
          cause: `It was rejected with ${sayError(errorOf(call.closing))}. ${why}`,
          fix: 'Call it once per notificationclick, as the first thing and inside event.waitUntil(): focus a window that is open, or else open one; navigate only after focus().',
        }),
      });
    }
  },
};

function whyRefused(call: TracedLifetime, event: TracedLifetime | undefined, history: History): string {
  if (!event?.dispatched) return 'Browsers allow it only in answer to a notification that was clicked.';
  if (event.kind !== 'notificationclick') {
    return `It was called in a ${event.kind} event; browsers allow it only in answer to a notification that was clicked.`;
  }
  const before = event.children.filter((child) => child !== call && child.start <= call.start);
  if (before.some((child) => child.kind === 'navigate()'))
    return 'navigate() was called first and used up the click.';
  if (before.some((child) => CALLS.includes(child.kind)))
    return 'One click allows one window, and it had been used.';
  return history.engineOf(call.home) === 'webkit' && call.kind === 'focus()'
    ? 'WebKit refuses focus() also after a genuine tap now and then; open a window instead.'
    : 'The click was too long ago by then, or its handler had done something else first that used it up.';
}
