import { createContext, useContext, useMemo } from 'react';
import { useRemembered } from './use-remembered.ts';

/** Notes by the id of the entry that they are pinned to. */
export type NotesById = Readonly<Record<string, string>>;

export interface Notes {
  readonly all: NotesById;
  of(id: string): string;
  /** Keeps a note on this device; an empty one takes away what was there, also of a file. */
  keep(id: string, text: string): void;
}

/** Notes that are kept, the oldest go first; characters of one. */
const MOST = 500;
const LONGEST = 2000;

const NONE: NotesById = {};

export const NotesContext: React.Context<Notes> = createContext<Notes>({
  all: NONE,
  of: () => '',
  keep: () => {},
});

export const useNotes = (): Notes => useContext(NotesContext);

/** The notes of this device, over those of the file that is open. */
export function useKeptNotes(ofFile: NotesById | undefined): Notes {
  const [own, setOwn] = useRemembered('notes', NONE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how it is kept stays the same
  return useMemo(() => {
    const all = new Map(Object.entries({ ...ofFile, ...own }).filter(([, text]) => text !== ''));
    return {
      all: Object.fromEntries(all),
      of: (id) => all.get(id) ?? '',
      keep(id, text) {
        const others = Object.entries(own).filter(([one]) => one !== id);
        setOwn(Object.fromEntries([...others.slice(1 - MOST), [id, text.slice(0, LONGEST)]]));
      },
    };
  }, [ofFile, own]);
}
