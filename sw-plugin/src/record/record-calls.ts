import type { Undo } from '../platform.ts';
import { type CallDefinition, type Calls, own } from '../services/index.ts';
import { loggedError, watchCalls } from '../watch/index.ts';
import { type Journal, parentOf } from './journal.ts';

/** Writes a line for each call of these methods, and another for what came of it. */
export function recordCalls(journal: Journal, calls: Calls): Undo {
  const { scope, fault, now } = journal;
  return watchCalls(
    scope,
    Object.keys(calls),
    (type, target, args) => {
      const call = calls[type] as CallDefinition;
      const { service, prefix_: prefix = '' } = call;
      const label = `${type.replace(/.*\./, prefix)}()`;
      const within = journal.within_();
      const facts = { type, ...call.facts_?.(target, args) };
      const span = journal.open(service, call.instance_?.(target, args), facts, parentOf(journal));
      const began = performance.now();
      const line = call.called_?.(target, args, span);
      if (line === null) return undefined;

      span.write(line ?? own(`${label} called`), { phase: 'start' });
      const time = now();
      const shows = call.shows_ ? within : [];
      for (const open of shows) {
        open.shownGuess = shows.length > 1 && (open.shownGuess || !open.shown);
        open.shown += 1;
      }
      const end = () => ({ phase: 'end', duration: performance.now() - began }) as const;
      return {
        async fulfilled_(value) {
          const detail = { outcome: 'ok', ...end() } as const;
          try {
            const done = await call.fulfilled_?.(value, target, args, span);
            span.write(
              done ?? own(`${label} fulfilled`, call.fulfilledWith_?.(value)),
              detail,
              call.atCall_ && { time },
            );
          } catch (error) {
            fault(error);
          }
        },
        rejected_(error) {
          for (const open of shows) open.shown -= 1;
          span.write(own(`${label} rejected`), { outcome: 'failed', error: loggedError(error), ...end() });
        },
      };
    },
    fault,
  );
}
