import type { Entry, Finding, Lifetime } from '@offstage/sw-plugin/doctor';

/** A notification as the worker asked for it. */
export interface ShownToPerson {
  readonly title: string;
  /** As the worker gave them to `showNotification()`: `body`, `tag`, `actions` … */
  readonly options: Readonly<Record<string, unknown>>;
  /** Did it appear on the (stand-in) desktop? Undefined where there is none to look at. */
  readonly onScreen: boolean | undefined;
}

export type HappeningOutcome = Lifetime['outcome'] | 'missing' | 'unheard' | 'unknown';

/** What came of one thing that was done to the app: all that the log has of it, and what it means. */
export interface Happening {
  /** What was done, in a person's words: `push {"title":"Hi"}`. */
  readonly what: string;
  /** The browser dispatched it to a worker: that event. Undefined when there was none within the time limit. */
  readonly event: Lifetime | undefined;
  /**
   * `missing`: no event was dispatched within the time limit. `unheard`: it was, and nobody listened. `unknown`: no worker
   * of the app loads the plugin, so that nothing is known of what it did.
   */
  readonly outcome: HappeningOutcome;
  /** Everything that was logged since it was done, in order of time. */
  readonly entries: readonly Entry[];
  /** All events that were dispatched to workers since, in order of their start. */
  readonly events: readonly Lifetime[];
  /** What was shown since, in order. */
  readonly notifications: readonly ShownToPerson[];
  /** What the doctor says of it. */
  readonly findings: readonly Finding[];
  /** The same as text: what happened, line by line, and what the doctor says. */
  readonly story: string;
}
