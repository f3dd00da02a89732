import { gaveFunction } from '../gave-function.ts';
import { isUnshown } from '../is-unshown.ts';
import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';
import { sayFunction } from '../why-unshown.ts';

/** `event.waitUntil(async () => { … })`: the function is passed, not called, and never runs. */
export const functionGiven: Rule = {
  id: 'D40',
  link: 'https://github.com/w3c/ServiceWorker/issues/997',
  find(history, found, each) {
    each(SIGN.given, (event) => {
      const method = event.dispatched_ ? gaveFunction(event) : undefined;
      // D1 says it as the cause of what follows from it.
      if (method === undefined || isUnshown(event, history)) return;
      found({
        key: `${event.kind} ${method}`,
        proof_: event,
        words_: () => ({
          title: `${method}() was given a function in a ${sayEvent(event.kind)}`,
          ...sayFunction(method),
        }),
      });
    });
  },
};
