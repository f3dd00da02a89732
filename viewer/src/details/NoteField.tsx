import { type ReactElement, useState } from 'react';
import { useNotes } from '../state/use-notes.ts';
import { useStrings } from '../text/use-strings.ts';

/** What somebody notes at an entry: it stays on this device, and travels in each file. */
export function NoteField({ id }: { readonly id: string }): ReactElement {
  const t = useStrings();
  const notes = useNotes();
  const [text, setText] = useState(notes.of(id));
  return (
    <textarea
      className="os-note"
      rows={text === '' ? 1 : 3}
      maxLength={2000}
      aria-label={t.note}
      title={t.noteHint}
      placeholder={t.noteHint}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => text !== notes.of(id) && notes.keep(id, text)}
      onKeyDown={(event) => {
        // Its keys are text, but for the one that leaves it.
        event.stopPropagation();
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
