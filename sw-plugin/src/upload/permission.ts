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
  /** A page's own word, for whoever sends. */
  say(word: PageWord): Promise<void>;
  /** The random id of this installation, made where there is none. */
  install(): Promise<string>;
  /** Takes it away. Returns what it was. */
  forget(): Promise<string | undefined>;
}

export function openPermission(open: Open = openDatabase): Permission {
  const settings = <T>(work: (store: IDBObjectStore) => T | Promise<T>, reads?: boolean): Promise<T> =>
    withStore(open, 'settings', work, reads);
  const known = (store: IDBObjectStore) => result<string | undefined>(store.get('install'));
  return {
    pageWord: () => settings((store) => result<PageWord | undefined>(store.get('upload')), true),
    say: (word) =>
      settings((store) => {
        store.put(word, 'upload');
        if (!word) store.delete('install');
      }),
    install: async () =>
      (await settings(known, true)) ??
      settings(async (store) => {
        // Another context may have made one since.
        const install = (await known(store)) ?? newInstall();
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
