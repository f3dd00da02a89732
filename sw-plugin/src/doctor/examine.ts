import type { Entry } from '../log/entry.ts';
import { diagnose } from './diagnose.ts';
import type { Finding } from './finding.ts';
import type { DiagnoseOptions } from './history.ts';
import { isWatched } from './is-watched.ts';

/** Why nothing was checked: there is nothing; what is there is no log; or a log of nothing that a rule is about. */
export type Unchecked = 'empty' | 'not a log' | 'reports only';

export interface Examination {
  /** `unchecked` is neither good nor bad: nothing was looked at, and `why` says why. */
  readonly verdict: 'found' | 'clean' | 'unchecked';
  readonly why?: Unchecked;
  readonly findings: readonly Finding[];
  /** Entries that rules are about; reports and foreign lines are none. */
  readonly checked: number;
}

/**
 * `diagnose()`, and whether there was anything to diagnose: "nothing found" is said only of what was checked.
 *
 * @example
 * const { verdict, findings } = examine(await log.read(), { alive: await log.alive() });
 */
export function examine(entries: readonly Entry[], options: DiagnoseOptions = {}): Examination {
  let checked = 0;
  let reports = 0;
  for (const entry of entries) {
    if (isWatched(entry)) checked++;
    else if (entry?.service === 'reporting') reports++;
  }
  if (checked === 0) {
    const why = entries.length === 0 ? 'empty' : reports > 0 ? 'reports only' : 'not a log';
    return { verdict: 'unchecked', why, findings: [], checked };
  }
  const findings = diagnose(entries, options);
  const verdict = findings.length > 0 ? 'found' : 'clean';
  return { verdict, findings, checked };
}
