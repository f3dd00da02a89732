import { fault } from '../platform.ts';
import { type CallDefinition, type Calls, own } from '../services/index.ts';
import { loggedError, watchCalls } from '../watch/index.ts';
import { type Journal, parentOf } from './journal.ts';

/** Writes a line for each call of these methods, and another for what came of it. */
export function recordCalls(journal: Journal, calls: Calls): void {
  watchCalls(journal, Object.keys(calls), (type, target, args) => {
    const call = calls[type] as CallDefinition;
    const label = `${type.replace(/.*\./, call.prefix_ ?? '')}()`;
    const within = journal.within_();
    const facts = { type, ...call.facts_?.(target, args) };
    const span = journal.open(call.service, call.instance_?.(target, args), facts, parentOf(journal));
    const began = performance.now();
    const line = call.called_?.(target, args, span);
    if (line === null) return undefined;

    span.write(line ?? own(`${label} called`), { phase: 'start' });
    const time = journal.now();
    const shows = call.shows_ ? within : [];
    for (const open of shows) {
      open.shownGuess = shows.length > 1 && (open.shownGuess || !open.shown);
      open.shown += 1;
    }
    return async (outcome, failed) => {
      const end = { phase: 'end', duration: performance.now() - began } as const;
      try {
        if (failed) {
          for (const open of shows) open.shown -= 1;
          span.write(own(`${label} rejected`), { ...end, outcome: 'failed', error: loggedError(outcome) });
        } else
          span.write(
            (await call.fulfilled_?.(outcome, target, args, span)) ??
              own(`${label} fulfilled`, call.fulfilledWith_?.(outcome)),
            { ...end, outcome: 'ok' },
            call.atCall_ && { time },
          );
      } catch {
        fault();
      }
    };
  });
}
