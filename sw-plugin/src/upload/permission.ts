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
  const settings = <T>(work: (store: IDBObjectStore) => T | Promise<T>): Promise<T> =>
    withStore(open, 'settings', work);
  const forget = async (store: IDBObjectStore): Promise<string | undefined> => {
    const install: string | undefined = await result(store.get('install'));
    store.delete('install');
    return install;
  };
  return {
    pageWord: () => settings((store) => result<PageWord | undefined>(store.get('upload'))),
    say: (word) =>
      settings(async (store) => {
        store.put(word, 'upload');
        if (!word) await forget(store);
      }),
    install: () =>
      settings(async (store) => {
        const known: string | undefined = await result(store.get('install'));
        const install = known ?? newInstall();
        if (!known) store.put(install, 'install');
        return install;
      }),
    forget: () => settings(forget),
  };
}
