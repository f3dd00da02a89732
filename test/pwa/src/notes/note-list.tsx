import type { ReactElement } from 'react';
import type { LocalNote } from '../../notebook/open-notebook.ts';

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function NoteList({ notes }: { readonly notes: readonly LocalNote[] }): ReactElement {
  return (
    <ol className="notes">
      {notes.map((note) => (
        <li key={note.id}>
          <p>{note.text}</p>
          <footer>
            <span>{[note.place, DAY.format(note.written)].filter(Boolean).join(' · ')}</span>
            <span className="chip" data-synced={note.synced}>
              {note.synced ? 'synced' : 'on this device'}
            </span>
          </footer>
        </li>
      ))}
    </ol>
  );
}
