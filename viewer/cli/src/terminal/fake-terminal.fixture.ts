import type { Terminal } from './terminal.ts';

/** A terminal that remembers what was printed. */
export interface FakeTerminal extends Terminal {
  readonly printed: () => string;
  readonly noted: () => string;
  end(): void;
}

export function fakeTerminal(folder: string, more: Partial<Terminal> = {}): FakeTerminal {
  const out: string[] = [];
  const notes: string[] = [];
  const ended = new AbortController();
  return {
    out: (text) => void out.push(text),
    note: (text) => void notes.push(text),
    color: false,
    width: undefined,
    ask: undefined,
    input: async () => new Uint8Array(),
    folder,
    env: {},
    ended: ended.signal,
    ...more,
    printed: () => out.join(''),
    noted: () => notes.join(''),
    end: () => ended.abort(),
  };
}
