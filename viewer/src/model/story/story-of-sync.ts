import type { Entry } from '@offstage/sw-plugin/log';
import { headOf } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { alike, comesAfter } from './alike.ts';
import { handler, missing, reached } from './stations.ts';
import type { Station, Story } from './story.ts';

const MOST_ATTEMPTS = 3;

/** Where a call that registers something ends, it is registered; any other entry stands for itself. */
export function registrationOf(model: LogModel, at: number): number {
  const end = model.lifetime(at)?.end;
  return end !== undefined && model.entry(end).event.startsWith('Registered ') ? end : at;
}

/** Registered, each attempt, done or given up; of a periodic one, the time that it fired. */
export function storyOfSync(model: LogModel, entry: Entry, far: number, around: number): Story | undefined {
  const periodic = entry.service === 'periodicBackgroundSync';
  const word = periodic ? 'periodicsync' : 'sync';
  const registered = `Registered ${word}`;
  const dispatched = `Dispatched ${word} event`;
  const all = alike(model, entry, around, far, [registered, dispatched]);
  const event = (at: number): string => model.entry(at).event;
  const isLater = (at: number): boolean => comesAfter(model, at, around);
  // One registration with what followed from it, up to the next one; without anything, that is the same sync.
  const last = Math.max(
    0,
    all.findLastIndex((at) => !isLater(at) && event(at) === registered),
  );
  const fired = all.findIndex((at, index) => index >= last && event(at) === dispatched);
  const next = all.findIndex(
    (at, index) => fired !== -1 && index > fired && isLater(at) && event(at) === registered,
  );
  const mine = all.slice(last, next === -1 ? undefined : next);
  const begun = mine.find((at) => event(at) === registered);
  const attempts = mine.flatMap((at) => {
    const life = event(at) === dispatched ? model.lifetime(at) : undefined;
    return life === undefined ? [] : [life];
  });
  if (begun === undefined && attempts.length === 0) return undefined;
  const stations: Station[] = [
    begun === undefined ? missing('registered', 'before-log') : reached(model, 'registered', begun),
  ];
  if (periodic) {
    // Each time stands for itself: the one that is asked about, else the latest.
    const own = model.lifetime(around);
    const time = attempts.find((one) => one === own) ?? attempts.at(-1);
    if (time === undefined) return [...stations, missing('fired', 'not-yet')];
    return [...stations, reached(model, 'fired', headOf(time)), handler(model, time, 'done')];
  }
  const from = Math.max(0, attempts.length - MOST_ATTEMPTS);
  for (const [index, life] of attempts.slice(from).entries())
    stations.push({ ...handler(model, life, 'attempt'), count: from + index + 1 });
  const latest = attempts.at(-1);
  if (latest === undefined) return [...stations, missing('attempt', 'not-yet')];
  const standing = model.standingOf(latest);
  const lost = model.entry(headOf(latest)).detail.lastChance === true;
  if (standing === 'ok') stations.push(reached(model, 'done', latest.end ?? headOf(latest)));
  else if (standing === 'failed' && lost)
    stations.push(reached(model, 'givenUp', latest.end ?? headOf(latest), { state: 'failed' }));
  else stations.push(missing('done', standing === 'terminated' ? 'cut-off' : 'not-yet'));
  return stations;
}
