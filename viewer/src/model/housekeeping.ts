/** What happened, or what a page notes when it is loaded: how things stand there. */
export type LineClass = 'activity' | 'housekeeping';

export const KINDS: readonly LineClass[] = ['activity', 'housekeeping'];

const NOTED: ReadonlySet<string> = new Set([
  'Reporting endpoints',
  'register() called',
  'register() fulfilled',
  'Permission state',
  'Push subscription state',
  'Registration state',
  'Storage state',
]);

/**
 * What an event's name says about its kind. The doctor needs housekeeping, and says what it means; a person who looks for
 * what happened does not, and DevTools has no such lines. A failure is never housekeeping.
 */
export const kindOf = (event: string): LineClass => (NOTED.has(event) ? 'housekeeping' : 'activity');
