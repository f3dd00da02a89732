import { useCallback, useEffect, useState } from 'react';
import { type LocalNote, openNotebook } from '../../notebook/open-notebook.ts';
import { onWorkerNews } from './worker-news.ts';
import { sendLater, writeNote } from './write-note.ts';

export interface Notes {
  /** Newest first; undefined until the notebook is open. */
  readonly notes: readonly LocalNote[] | undefined;
  readonly prompt: string | undefined;
  add(text: string, place: string): Promise<void>;
}

/** The notebook, kept up to date with what the worker does to it. */
export function useNotes(): Notes {
  const [notes, setNotes] = useState<readonly LocalNote[]>();
  const [prompt, setPrompt] = useState<string>();

  const read = useCallback(async () => {
    const notebook = await openNotebook();
    const written = await notebook.getAllFromIndex('notes', 'written');
    setNotes(written.reverse());
    setPrompt(await notebook.get('facts', 'prompt'));
  }, []);

  useEffect(() => {
    read();
    return onWorkerNews(({ news }) => {
      if (news === 'notes changed' || news === 'prompt changed') read();
    });
  }, [read]);

  const add = useCallback(
    async (text: string, place: string) => {
      await writeNote(text, place);
      await read();
      // Offline this fails, and the note stays marked as not sent.
      await sendLater().catch(() => {});
      await read();
    },
    [read],
  );

  return { notes, prompt, add };
}
