import type { Entry } from '../../log/entry.ts';
import { detailOf, list, record } from '../detail-readers.ts';
import type { History } from '../history.ts';
import type { Rule } from '../rule.ts';
import { sayTime } from '../say-time.ts';
import { wasBlind } from '../watched-since.ts';

const DAY = 86_400_000;

/** A new version that was installed and still waits after a day: as long as a tab of the site is open, it does. */
export const staleWorker: Rule = {
  id: 'D35',
  title: 'A new version of the worker has been waiting for a long time',
  severity: 'warning',
  link: 'ServiceWorkerRegistration/waiting',
  patience: DAY,
  find(history, found) {
    const reported = new Set<string>();
    for (const [scope, since, seen] of waitingStates(history)) {
      reported.add(scope);
      report(seen, since);
    }
    const installs = lastInstalls(history);
    const seen = installs.length > 0 ? eventTimes(history) : undefined;
    for (const installed of installs) {
      const { first, last } = seen?.get(installed.scope) ?? {};
      if (!first || !last || reported.has(installed.scope)) continue;
      // Nobody waits but for an older version, and that has to be the one that goes on answering.
      if (first.time >= installed.time || last.time - installed.time <= DAY) continue;
      report(last, installed);
    }

    function report(last: Entry, first: Entry): void {
      if (wasBlind(history, 'serviceWorker', first.time, last.time)) return;
      found({
        proof_: [first, last],
        words_: () => ({
          cause: `It was installed ${sayTime(last.time - first.time)} before the newest sign of this scope and is not active: the old version answers while a tab stays open.`,
          fix: 'Tell the user and reload after self.skipWaiting(), or call it in the install event.',
        }),
      });
    }
  },
};

/** By scope, the state since which a version waits, and the newest page load, if that is more than a day later. */
function waitingStates(history: History): readonly (readonly [scope: string, since: Entry, seen: Entry])[] {
  const since = new Map<string, Entry>();
  for (const entry of history.named_('Registration state')) {
    for (const registration of list(detailOf(entry).registrations)) {
      const { scope, waiting } = record(registration) ?? {};
      if (typeof scope !== 'string') continue;
      // States are written when they change: until the next one, each page load has seen the same.
      if (!waiting) since.delete(scope);
      else if (!since.has(scope)) since.set(scope, entry);
    }
  }
  if (since.size === 0) return [];
  const load = history.entries.findLast((entry) => entry.context === 'page');
  return [...since]
    .filter(([, entry]) => load && load.origin === entry.origin && load.time - entry.time > DAY)
    .map(([scope, entry]) => [scope, entry, load as Entry] as const);
}

/** By scope, the newest install that succeeded and after which nothing was activated. */
function lastInstalls(history: History): readonly Entry[] {
  const installs = new Map<string, Entry>();
  for (const install of history.events_('install')) {
    if (install.outcome === 'ok' && install.closing_) installs.set(install.scope, install.closing_);
  }
  for (const { scope, first } of history.events_('activate')) {
    const installed = installs.get(scope);
    // Written later is later too: clocks are set back.
    if (installed && (first.time >= installed.time || first.seq > installed.seq)) installs.delete(scope);
  }
  return [...installs.values()];
}

/**
 * By scope, the first event and the last that were dispatched to a worker, whichever its version; of workers whose start
 * was recorded, for else an activation may not have been.
 */
function eventTimes(history: History): ReadonlyMap<string, { readonly first: Entry; last: Entry }> {
  const times = new Map<string, { readonly first: Entry; last: Entry }>();
  for (const { started_: started, scope, events_: events } of history.boots_.values()) {
    if (!started) continue;
    for (const { opening_: opening, kind, trusted } of events) {
      if (!opening || !trusted || kind === 'install') continue;
      const known = times.get(scope);
      if (!known) times.set(scope, { first: opening, last: opening });
      else if (opening.time > known.last.time) known.last = opening;
    }
  }
  return times;
}
