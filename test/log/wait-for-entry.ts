import type { Entry } from '@offstage/sw-plugin/log';
import { type EventuallyOptions, eventually } from '../kit/src/eventually.ts';
import { type LogPage, readLog } from './read-log.ts';

/** What an entry must have to be the one that is waited for. */
export type EntryPattern = Partial<Pick<Entry, 'event' | 'instanceId' | 'service' | 'context' | 'boot'>>;

const matches = (entry: Entry, pattern: EntryPattern): boolean =>
  Object.entries(pattern).every(([key, value]) => entry[key as keyof EntryPattern] === value);

/** The first entry in the log of the page's origin that fits; waits for it. */
export async function waitForEntry(
  page: LogPage,
  pattern: EntryPattern,
  options?: EventuallyOptions,
): Promise<Entry> {
  let seen: readonly Entry[] = [];
  const look = async (): Promise<Entry | undefined> => {
    seen = await readLog(page);
    return seen.find((entry) => matches(entry, pattern));
  };
  const what = (): string => {
    const names = seen.slice(-20).map(({ event, instanceId }) => `${event} (${instanceId})`);
    return `an entry ${JSON.stringify(pattern)}; the log ends with: ${names.join(', ') || 'nothing'}`;
  };
  return eventually(look, { what, ...options });
}
