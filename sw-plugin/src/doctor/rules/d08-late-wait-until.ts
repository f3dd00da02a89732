import type { Entry } from '../../log/entry.ts';
import { detailOf, errorIn, extensionsOf } from '../detail-readers.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** `waitUntil()` called when the event was over: the browser refuses it with an InvalidStateError. */
export const lateWaitUntil: Rule = {
  id: 'D8',
  link: 'https://github.com/w3c/ServiceWorker/issues/771',
  find(history, found, each) {
    for (const entry of history.named_('waitUntil() called late')) {
      const event = history.span(entry.span);
      if (!event?.dispatched_ || !event.trusted || event.signs_ & SIGN.late) continue;
      report(event, [entry, ...proofOf(event)], 'waitUntil', detailOf(entry).error);
    }
    each(SIGN.late, (event) => {
      if (!event.dispatched_) return;
      const late = extensionsOf(event.closing_).find((one) => one.state === 'late');
      report(event, proofOf(event), late?.method, late?.error);
    });

    function report(
      event: TracedLifetime,
      proof: [Entry, ...Entry[]],
      called: unknown,
      error: unknown,
    ): void {
      const method = called === 'respondWith' ? 'respondWith()' : 'waitUntil()';
      const { name = 'InvalidStateError' } = errorIn(error) ?? {};
      found({
        key: `${event.kind} ${method}`,
        proof_: proof,
        words_: () => ({
          title: `${method} was called too late in a ${sayEvent(event.kind)}`,
          cause: `The handler had returned already and no earlier promise was pending, so the browser refused the call with ${name}. It calls the event a success.`,
          fix: `Call event.${method} synchronously in the handler, and do the work inside its promise.`,
        }),
      });
    }
  },
};
