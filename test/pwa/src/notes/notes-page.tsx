import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { NoteForm } from './note-form.tsx';
import { NoteList } from './note-list.tsx';
import './notes-page.css';
import { useNotes } from './use-notes.ts';

export function NotesPage(): ReactElement {
  const { notes, prompt = 'What do you see?', add } = useNotes();
  return (
    <main className="page">
      <h1>Notes</h1>
      <p className="lead">
        Go offline, save a note, come back: background sync sends it. Then see it happen in the{' '}
        <Link to="/viewer">viewer</Link>.
      </p>
      <NoteForm prompt={prompt} onWrite={add} />
      {notes?.length === 0 && <p className="empty">No notes yet.</p>}
      {notes && notes.length > 0 && <NoteList notes={notes} />}
    </main>
  );
}
