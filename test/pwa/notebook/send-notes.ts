import { openNotebook } from './open-notebook.ts';

/**
 * Sends every note that the server has not got, oldest first, and marks it. Returns the number of them. Rejects at the first
 * one that could not be sent; sending a note twice does no harm.
 */
export async function sendNotes(): Promise<number> {
  const notebook = await openNotebook();
  const waiting = await notebook.getAllFromIndex('notes', 'synced', 0);
  waiting.sort((a, b) => a.written - b.written);
  for (const { synced: _, ...note } of waiting) {
    const response = await fetch('/demo/notes', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(note),
    });
    if (!response.ok) throw new Error(`The server answered ${response.status}`);
    await notebook.put('notes', { ...note, synced: 1 });
  }
  return waiting.length;
}
