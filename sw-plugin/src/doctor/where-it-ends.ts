import type { Entry } from '../log/entry.ts';

/** Where what the log sees ends, by the event that makes it worth saying. */
const LIMITS: readonly (readonly [events: readonly string[], says: string])[] = [
  [
    ['Notification displayed', 'Page notification shown'],
    '“Displayed” means that the browser took the notification. The system may still hide it: do not disturb, a focus mode, its own settings for the browser, or a quiet place in the list.',
  ],
  [
    ['Push event dispatched', 'pushManager.subscribe() fulfilled'],
    'A push that never reached the device leaves no line: only the answers of the push service, at your server, tell of it.',
  ],
  [
    ['Registered sync', 'Registered periodicsync'],
    'When a registered sync fires is up to the browser; why it does not, it tells nobody.',
  ],
  [
    ['Worker started'],
    'Fetch and message events and timers are not watched: what happens in them is seen only where it calls something that is.',
  ],
];

/** What a log with these entries cannot know, as sentences. */
export function whereItEnds(entries: readonly Pick<Entry, 'event'>[]): readonly string[] {
  const events = new Set(entries.map(({ event }) => event));
  return LIMITS.filter(([names]) => names.some((name) => events.has(name))).map(([, says]) => says);
}
