import { expect, test } from 'vitest';
import type { Entry, LogWriter, NewEntry } from '../log/index.ts';
import { faultsSoFar } from '../platform.ts';
import { notificationsEvents } from '../services/notifications.ts';
import { createJournal } from './journal.ts';

const identity = {
  context: 'worker',
  boot: 'b',
  origin: 'https://app.example/',
  storageKey: 'https://app.example/',
  scope: 'https://app.example/',
  scriptURL: 'https://app.example/sw.js',
} as const;

/** Promises of ours that nobody handles while this runs: a host would hear of each. */
async function unhandledDuring(work: () => void): Promise<readonly unknown[]> {
  const heard: unknown[] = [];
  const hear = (reason: unknown): void => void heard.push(reason);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
  work();
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  process.off('unhandledRejection', hear);
  for (const other of others) process.on('unhandledRejection', other);
  return heard;
}

test.each<[string, () => Promise<readonly Entry[]>]>([
  [
    'an entry of which the app’s redact has left no metadata',
    async () => [{ event: 'Notification displayed', instanceId: 't' } as Entry],
  ],
  ['a log that cannot be read', () => Promise.reject(new Error('broken'))],
])('looking for the cause of a click is nobody’s rejection: %s', async (_what, read) => {
  const written: NewEntry[] = [];
  const log = {
    append: (entry: NewEntry) => void written.push(entry),
    read,
  } as Partial<LogWriter> as LogWriter;
  const journal = createJournal(
    { scope: {} as never, undos_: [], now: Date.now, log: () => log },
    () => identity,
  );
  const before = faultsSoFar();
  const { start_: start } = notificationsEvents().notificationclick as NonNullable<
    ReturnType<typeof notificationsEvents>['notificationclick']
  >;
  const heard = await unhandledDuring(() => {
    const span = journal.open('notifications');
    span.write(start({ notification: { tag: 't', title: 'Hello' } } as never, span), { phase: 'start' });
  });
  expect(heard).toEqual([]);
  expect(written.map(({ event }) => event)).toEqual(['Notification clicked']);
  // A log that cannot be read has nothing to tell; what fails in us is counted.
  expect(faultsSoFar() - before).toBe(_what.startsWith('an entry') ? 1 : 0);
});
