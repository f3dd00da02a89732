import { openDatabase, result } from '../log/database.ts';
import type { SendOptions } from './sender.ts';
import { type Open, withStore } from './with-store.ts';

/** A yes says where to and how; everything else is a no. */
export type Answer<Options> = Options | false | null | undefined;
/** A value, a promise of one, or a function that is asked before each round of sending and returns either. */
export type MayUpload<Options = SendOptions> =
  | Answer<Options>
  | PromiseLike<Answer<Options>>
  | (() => Answer<Options> | PromiseLike<Answer<Options>>);

/** What a page has said last, under `upload` in `settings`: a no, or its options as far as they can be copied. */
export type PageWord =
  | false
  | (Omit<SendOptions, 'redact'> & {
      /** It has a `redact`, which cannot be copied: who has none must not send. */
      readonly redacts: boolean;
    });

/** The answer; one that throws or rejects is a no. */
export async function ask<Options>(may: MayUpload<Options>): Promise<Options | undefined> {
  try {
    return (await (typeof may === 'function' ? (may as () => Answer<Options>)() : may)) || undefined;
  } catch {
    return undefined;
  }
}

/** 128 random bits. Not by `crypto.randomUUID()`, which older browsers lack. */
const newInstall = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** What pages and workers tell each other of what may be sent. Rejects where there is no database. */
export interface Permission {
  /** What a page has said last; undefined where none has said anything. */
  pageWord(): Promise<PageWord | undefined>;
  /** The random id of this installation, made where there is none; undefined after a no. */
  install(): Promise<string | undefined>;
  /** Takes it away. Returns what it was. */
  forget(): Promise<string | undefined>;
}

const known = (store: IDBObjectStore): Promise<string | undefined> =>
  result<string | undefined>(store.get('install'));

/** A page's own word, for whoever sends. With a no the random id goes, which is returned. Rejects where there is no database. */
export const sayWord = (word: PageWord): Promise<string | undefined> =>
  withStore(openDatabase, 'settings', async (store) => {
    store.put(word, 'upload');
    const install = word ? undefined : await known(store);
    if (install) store.delete('install');
    return install;
  });

export function openPermission(open: Open = openDatabase): Permission {
  const settings = <T>(work: (store: IDBObjectStore) => T | Promise<T>, reads?: boolean): Promise<T> =>
    withStore(open, 'settings', work, reads);
  return {
    pageWord: () => settings((store) => result<PageWord | undefined>(store.get('upload')), true),
    install: async () =>
      (await settings(known, true)) ??
      settings(async (store) => {
        // Another context may have made one since, or said no.
        const install = (await known(store)) ?? newInstall();
        if ((await result(store.get('upload'))) === false) return undefined;
        store.put(install, 'install');
        return install;
      }),
    async forget() {
      const install = await settings(known, true);
      // Asked at each round: nothing is written where there is nothing to forget.
      if (install) await settings((store) => void store.delete('install'));
      return install;
    },
  };
}
