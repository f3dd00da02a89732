import { Hono } from 'hono';
import { parseNote } from './note.ts';
import type { Notes } from './open-notes.ts';

const MOST = 1000;

/** `POST /` keeps a note (201 new, 200 known), `GET /` lists them. */
export function noteRoutes(notes: Notes): Hono {
  return new Hono()
    .get('/', (context) => context.json({ notes: notes.list().slice(0, 100) }))
    .post('/', async (context) => {
      const note = parseNote(await context.req.json().catch(() => undefined));
      if (!note) {
        const next = 'Send {id, text, place, written}.';
        return context.json({ code: 'NOT_A_NOTE', message: 'That is no note.', next }, 400);
      }
      if (notes.list().length >= MOST) {
        const next = 'Delete notes.jsonl in the data folder.';
        return context.json({ code: 'NOTEBOOK_FULL', message: 'The notebook is full.', next }, 507);
      }
      return context.json({ id: note.id }, (await notes.add(note)) ? 201 : 200);
    });
}
