import { diagnose, type Finding, isWatched, RULES } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';

/** What the view sends: entries piece by piece, then the question. */
export type DoctorQuestion =
  | { readonly add: readonly Entry[]; readonly older: boolean }
  | { readonly reset: true }
  | { readonly ask: number; readonly alive: ReadonlySet<string> | undefined; readonly now: number };

/** What the doctor said, and of how much. */
export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** Entries that were looked at. */
  readonly checked: number;
  readonly rules: number;
  /** There was nothing that a rule is about: no finding then means nothing. */
  readonly unchecked: boolean;
  /** Names of the events in it. */
  readonly events: readonly string[];
}

export interface DoctorAnswer extends Diagnosis {
  readonly ask: number;
}

/** Also for the page, which imports this very file where it can have no worker. */
export function diagnosed(
  entries: readonly Entry[],
  alive: ReadonlySet<string> | undefined,
  now: number,
): Diagnosis {
  const unchecked = !entries.some(isWatched);
  const events = [...new Set(entries.map(({ event }) => event))];
  return {
    findings: unchecked ? [] : diagnose(entries, { now, alive }),
    checked: entries.length,
    rules: RULES.length,
    unchecked,
    events,
  };
}

/** Rules look at the whole log, so it is kept here a second time, off the view's thread. */
let newer: Entry[] = [];
let older: Entry[] = [];

function onQuestion({ data }: MessageEvent<DoctorQuestion>): void {
  if ('reset' in data) {
    newer = [];
    older = [];
  } else if ('add' in data) {
    const target = data.older ? older : newer;
    for (const entry of data.add) target.push(entry);
  } else {
    const entries = [...older.toReversed(), ...newer];
    postMessage({ ask: data.ask, ...diagnosed(entries, data.alive, data.now) } satisfies DoctorAnswer);
  }
}

/** Where a page finds `diagnosed`: the bundler leaves a worker's file no exports. */
const HERE: unique symbol = Symbol.for('offstage doctor');

if (!('document' in globalThis)) addEventListener('message', onQuestion);
else (globalThis as { [HERE]?: typeof diagnosed })[HERE] = diagnosed;
