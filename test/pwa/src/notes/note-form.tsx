import type { FormEvent, ReactElement } from 'react';

interface NoteFormProps {
  readonly prompt: string;
  onWrite(text: string, place: string): void;
}

export function NoteForm({ prompt, onWrite }: NoteFormProps): ReactElement {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    onWrite(String(fields.get('text')).trim(), String(fields.get('place')).trim());
    event.currentTarget.reset();
  };
  return (
    <form className="note-form" onSubmit={submit}>
      <label>
        <span>{prompt}</span>
        <textarea name="text" rows={3} required maxLength={2000} />
      </label>
      <label>
        <span>Where</span>
        <input name="place" maxLength={100} autoComplete="off" />
      </label>
      <button type="submit" data-action="save-note" className="primary">
        Save note
      </button>
    </form>
  );
}
