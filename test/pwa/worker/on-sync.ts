import { sendNotes } from '../notebook/send-notes.ts';
import { SYNC_FAILS, SYNC_LATE } from '../notebook/tags.ts';
import type { SyncEvent } from './scope.ts';
import { tellPages } from './tell-pages.ts';

export function onSync(event: SyncEvent): void {
  if (event.tag === SYNC_FAILS) event.waitUntil(sendNowhere(event.lastChance));
  else if (event.tag === SYNC_LATE) extendTooLate(event);
  else event.waitUntil(sendNotes().finally(() => tellPages({ news: 'notes changed' })));
}

async function sendNowhere(lastChance: boolean): Promise<void> {
  throw new Error(lastChance ? 'Nobody answers, and this was the last chance' : 'Nobody answers');
}

/** The mistake: by the time the timer fires the event is over, and the browser refuses with an InvalidStateError. */
function extendTooLate(event: SyncEvent): void {
  setTimeout(() => event.waitUntil(sendNotes()), 100);
}
