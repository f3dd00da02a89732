import type { LogModel } from '../../../src/model/log-model.ts';

const ENTRY = /^e-(\d{1,15})$/;

/**
 * The short name of an entry: its line in a file, its number at a server. Both only ever get more, so a handle means the
 * same entry tomorrow.
 */
export const entryHandle = (model: LogModel, at: number): string => `e-${model.entry(at).seq}`;

export const isEntryHandle = (word: string): boolean => ENTRY.test(word);

/** The position of the entry that a handle names; undefined where there is none. */
export function findEntry(model: LogModel, handle: string): number | undefined {
  const seq = Number(ENTRY.exec(handle)?.[1]);
  for (let at = model.low; at < model.high; at++) if (model.entry(at).seq === seq) return at;
  return undefined;
}
