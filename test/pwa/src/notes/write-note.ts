import { openNotebook } from '../../notebook/open-notebook.ts';
import { sendNotes } from '../../notebook/send-notes.ts';
import { SYNC_NOTES } from '../../notebook/tags.ts';
import { lacksSync } from '../actions/lacks.ts';
import { readyWorker } from '../ready-worker.ts';

/** Saves a note on this device, then has it sent: by background sync, or by the page itself where there is none. */
export async function writeNote(text: string, place: string): Promise<void> {
  const notebook = await openNotebook();
  await notebook.put('notes', { id: crypto.randomUUID(), text, place, written: Date.now(), synced: 0 });
}

export async function sendLater(): Promise<void> {
  if (lacksSync() !== undefined) {
    await sendNotes();
    return;
  }
  try {
    await (await readyWorker()).sync?.register(SYNC_NOTES);
  } catch {
    // Refused, by a setting or for want of a worker: the page does it.
    await sendNotes();
  }
}
