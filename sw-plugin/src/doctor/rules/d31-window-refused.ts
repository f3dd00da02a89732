import { errorOf } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { madeUpFor } from '../made-up-for.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

const CALLS: readonly string[] = ['clients.openWindow()', 'focus()'];

/** `clients.openWindow()` or `focus()` that the browser refused: each click allows one, and for a short time. */
export const windowRefused: Rule = {
  id: 'D31',
  link: 'Clients/openWindow',
  find(history, found, each) {
    each(SIGN.failed, (call) => {
      const { kind } = call;
      if (!CALLS.includes(kind) || call.context !== 'worker') return;
      const event = call.above_;
      const stale = staleBefore(call, event);
      // What follows from the first refusal is told with it.
      if (stale !== undefined && stale !== call) return;
      const { cause, fix } = stale ? STALE : whyRefused(call, event, history);
      const consequence = stale && event ? refusedAfter(call, event) : undefined;
      found({
        key: `${kind} ${cause}`,
        proof_: [
          ...proofOf(call),
          ...(consequence ? proofOf(consequence) : []),
          ...(event ? proofOf(event) : []),
        ],
        words_: () => ({
          // The handler caught it, and the click did lead to a window.
          severity: madeUpFor(call, CALLS) ? 'info' : 'error',
          title: `${kind} was rejected`,
          cause: `It was rejected with ${sayError(errorOf(call.closing_))}. ${cause}${
            consequence
              ? ` It had used up the click, so ${consequence.kind} was rejected as well, with ${sayError(errorOf(consequence.closing_))}.`
              : ''
          }`,
          fix: fix ?? ONCE,
        }),
      });
    });
  },
};

interface Reason {
  readonly cause: string;
  readonly fix?: string;
}

const ONCE =
  'Call it once per notificationclick, as the first thing and inside event.waitUntil(): focus a window that is open, or else open one.';

const STALE: Reason = {
  cause:
    'navigate() had replaced its document: the client of before is stale, and the window is another client now.',
  fix: 'Use the client that navigate() resolves with, or focus() first and navigate() afterwards.',
};

/** `focus()` on the client of before a `navigate()`, in the same event and at `call` or before it. */
function staleBefore(call: TracedLifetime, event: TracedLifetime | undefined): TracedLifetime | undefined {
  let navigated = false;
  for (const child of event?.children_ ?? []) {
    if (child.start > call.start) break;
    if (child.kind === 'navigate()' && child.outcome === 'ok') navigated = true;
    if (navigated && child.kind === 'focus()' && isNotFound(child)) return child;
  }
  return undefined;
}

const isNotFound = ({ outcome, closing_: closing }: TracedLifetime): boolean =>
  outcome === 'failed' && errorOf(closing)?.name === 'NotFoundError';

const refusedAfter = (call: TracedLifetime, event: TracedLifetime): TracedLifetime | undefined =>
  event.children_.find(
    ({ kind, outcome, start }) => CALLS.includes(kind) && outcome === 'failed' && start > call.start,
  );

function whyRefused(call: TracedLifetime, event: TracedLifetime | undefined, history: History): Reason {
  const { name = '', message = '' } = errorOf(call.closing_) ?? {};
  if (name === 'NotFoundError') {
    return {
      cause: 'The window is gone, or shows another document now.',
      fix: 'Take the clients that matchAll() has just returned, and open a window when focus() fails.',
    };
  }
  if (name === 'TypeError' || name === 'SyntaxError') {
    return {
      cause: 'No window can be opened with this address.',
      fix: 'Pass a URL or a path, and check that the notification carries it.',
    };
  }
  // Whatever the order of the calls, other errors do not speak of the click.
  if (name !== 'InvalidAccessError' && name !== 'NotAllowedError' && !/not allowed/i.test(message))
    return { cause: '' };
  // With requests being answered it may have been called for one of those.
  if (call.parentGuess && event?.kind !== 'notificationclick') return { cause: '' };
  if (!event?.dispatched_)
    return { cause: 'Browsers allow it only in answer to a notification that was clicked.' };
  if (event.kind !== 'notificationclick') {
    return {
      cause: `It was called in a ${event.kind} event; browsers allow it only in answer to a notification that was clicked.`,
    };
  }
  const before = event.children_.filter((child) => child !== call && child.start <= call.start);
  const used = before.find((child) => CALLS.includes(child.kind));
  if (used) return { cause: `One click allows one window, and it had been used, by ${used.kind}.` };
  return history.engineOf_(call.home_) === 'webkit' && call.kind === 'focus()'
    ? {
        cause: 'WebKit refuses focus() also after a genuine tap now and then; open a window instead.',
      }
    : {
        cause: 'The click was too long ago by then, or something else had used it up.',
      };
}
