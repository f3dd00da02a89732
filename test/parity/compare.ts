import type { Observation } from './observation.ts';
import { pairUp } from './pair-up.ts';
import { reasonUnseen } from './unseen.ts';

/** Milliseconds between the browser's timestamp and ours. */
export const CLOCK_TOLERANCE = 50;

export interface ParityRow {
  readonly service: string;
  readonly event: string;
  /** How many the browser logged, how many we did, how many of those are the same event. */
  readonly browser: number;
  readonly ours: number;
  readonly paired: number;
  /** Of the paired, how many we concluded rather than saw. */
  readonly inferred: number;
  /** Values that script can see (metadata, instance id, origin, storage key), and how many of them agree. */
  readonly values: number;
  readonly agreeing: number;
  /** Largest difference of timestamps among those seen, milliseconds. */
  readonly clock: number;
  /** What differs, one sentence each. Empty: parity. */
  readonly differences: readonly string[];
  /** What script can't see, with the reason. */
  readonly unseen: readonly string[];
}

function compareValues(
  browser: Observation,
  ours: Observation,
): { values: number; wrong: string[]; unseen: string[] } {
  const wrong: string[] = [];
  const unseen: string[] = [];
  let values = 0;
  const check = (key: string, expected: string | undefined, actual: string | undefined): void => {
    const reason = reasonUnseen(browser.event, key, browser.metadata);
    if (reason !== undefined && expected !== actual) {
      unseen.push(`${key}: ${reason}`);
      return;
    }
    values += 1;
    if (expected !== actual)
      wrong.push(`${key} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  };
  check('instanceId', browser.instanceId, ours.instanceId);
  check('origin', browser.origin, ours.origin);
  check('storageKey', browser.storageKey, ours.storageKey);
  for (const [key, value] of Object.entries(browser.metadata)) check(key, value, ours.metadata[key]);
  for (const key of Object.keys(ours.metadata)) {
    if (!(key in browser.metadata)) wrong.push(`${key} is not in the browser's metadata`);
  }
  return { values, wrong, unseen };
}

const unique = (sentences: readonly string[]): string[] => [...new Set(sentences)];

/** What the browser's own recorder logged beside what we logged (without entries marked as ours), name by name. */
export function compare(browser: readonly Observation[], ours: readonly Observation[]): ParityRow[] {
  const { pairs, missing, extra } = pairUp(browser, ours);
  const names = unique([...browser, ...extra].map(({ service, event }) => `${service}\n${event}`)).sort();
  return names.map((name) => {
    const [service = '', event = ''] = name.split('\n');
    const isIt = (each: Observation): boolean => each.service === service && each.event === event;
    const here = pairs.filter(([each]) => isIt(each));
    const lost = missing.filter(isIt);
    const reasons = lost.map((each) => reasonUnseen(event, undefined, each.metadata));
    const compared = here.map(([theirs, own]) => compareValues(theirs, own));
    const clock = Math.max(
      0,
      ...here.filter(([, own]) => !own.inferred).map(([a, b]) => Math.abs(a.time - b.time)),
    );
    const wrong = compared.flatMap((each) => each.wrong);
    return {
      service,
      event,
      browser: browser.filter(isIt).length,
      ours: ours.filter(isIt).length,
      paired: here.length,
      inferred: here.filter(([, own]) => own.inferred).length,
      values: compared.reduce((sum, { values }) => sum + values, 0),
      agreeing: compared.reduce((sum, { values }) => sum + values, 0) - wrong.length,
      clock,
      differences: unique([
        ...lost.flatMap(({ instanceId }, index) => (reasons[index] ? [] : [`not logged: "${instanceId}"`])),
        ...extra.filter(isIt).map(({ instanceId }) => `not in the browser's log: "${instanceId}"`),
        ...wrong,
        ...(clock > CLOCK_TOLERANCE ? [`${clock.toFixed(0)} ms apart`] : []),
      ]),
      unseen: unique([
        ...reasons.filter((reason) => reason !== undefined),
        ...compared.flatMap((each) => each.unseen),
      ]),
    };
  });
}
