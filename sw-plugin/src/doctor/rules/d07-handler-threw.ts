import { errorOf } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';

/** A listener that threw synchronously. The browser's own recorder calls the event a success. */
export const handlerThrew: Rule = {
  id: 'D7',
  link: 'ExtendableEvent',
  find(_history, found, each) {
    each(SIGN.threw, (event) => {
      if (!event.dispatched_) return;
      const error = errorOf(event.closing_);
      found({
        key: `${event.kind} ${error?.name} ${error?.message}`,
        proof_: event,
        words_: () => ({
          title: `The ${sayEvent(event.kind)}'s handler threw ${error?.name ?? 'an error'}`,
          cause: `It threw ${sayError(error)} before it returned, so the rest of it did not run. The browser still counts the event as a success.`,
          fix: 'Correct what threw.',
        }),
      });
    });
  },
};
