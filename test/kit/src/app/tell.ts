import {
  type Engine as DoctorsEngine,
  type Entry,
  examine,
  type Lifetime,
  lifetimes,
} from '@offstage/sw-plugin/doctor';
import { storyOf } from '../story/story-of.ts';
import type { Happening, ShownToPerson } from './happening.ts';
import { isKnown, outcomeOf } from './outcome-of.ts';
import type { Logged } from './read-log.ts';

export interface TellOptions {
  readonly what: string;
  /** The log since then, by `seq`. */
  readonly after: number;
  /** DOM event types of what it was done for; undefined: whatever came. */
  readonly types?: readonly string[] | undefined;
  readonly instanceId?: string | undefined;
  readonly engine: DoctorsEngine;
  /** Titles on the desktop; undefined where there is none. */
  readonly onScreen: readonly string[] | undefined;
  readonly notes?: readonly string[];
}

/** The event that something was done for: the last of its kind since. */
export function eventIn(
  logged: Logged,
  { after, types, instanceId }: Pick<TellOptions, 'after' | 'types' | 'instanceId'>,
): Lifetime | undefined {
  return since(logged, after).findLast(
    (one) =>
      one.dispatched &&
      one.context === 'worker' &&
      (types === undefined || types.includes(one.type)) &&
      (instanceId === undefined || one.instanceId === instanceId),
  );
}

/** Of all lifetimes those that began after an entry. */
const since = ({ entries, alive }: Logged, after: number): readonly Lifetime[] =>
  lifetimes(entries, alive).filter(({ entries: [first] }) => first !== undefined && first.seq > after);

/** What came of it: the event, what was shown, what the doctor says, and all of it as text. */
export function tell(logged: Logged, options: TellOptions): Happening {
  const { what, after, engine, onScreen, notes } = options;
  const entries = logged.entries.filter(({ seq }) => seq > after).sort((a, b) => a.time - b.time);
  const event = eventIn(logged, options);
  const all = since(logged, after);
  const ids = new Set(entries.map(({ id }) => id));
  const findings = examine(logged.entries, { alive: logged.alive, engine }).findings.filter((finding) =>
    finding.entries.some((id) => ids.has(id)),
  );
  const outcome = isKnown(logged.entries) ? outcomeOf(event) : 'unknown';
  return {
    what,
    event,
    outcome,
    entries,
    events: all.filter(({ dispatched, context }) => dispatched && context === 'worker'),
    notifications: shownIn(entries, onScreen),
    findings,
    story: storyOf({ what, outcome, duration: event?.duration, entries, findings, ...(notes && { notes }) }),
  };
}

function shownIn(entries: readonly Entry[], onScreen: readonly string[] | undefined): ShownToPerson[] {
  return (
    entries
      // Not the one that Chromium shows in place of one.
      .filter(({ event, inferred }) => event === 'Notification displayed' && !inferred)
      .map(({ metadata, span }) => {
        // What it was asked to be stands at the call, what came of it at its end.
        const call = entries.find((one) => one.span === span && one.detail.notification !== undefined);
        const { title = metadata.Title ?? '', ...options } = call?.detail.notification ?? {
          body: metadata.Body,
        };
        return { title: String(title), options, onScreen: onScreen?.includes(String(title)) };
      })
  );
}
