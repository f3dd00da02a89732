import type { Keeper } from '@offstage/sw-plugin/internal/log/keeper';
import {
  type LogWriter,
  type NewEntry,
  trackTransactions,
  type WriterOptions,
  writeLog,
} from '@offstage/sw-plugin/log';
import { onShown } from './on-shown.ts';

/** A page needs it some time after its load, or never. */
const keep = async (): Promise<Keeper> => (await import('@offstage/sw-plugin/internal/log/keeper')).keeper;

export interface PageWriter extends LogWriter {
  /** Opens the database once more; what is under way there is ended, too, when the page is put aside. */
  readonly open: NonNullable<WriterOptions['open']>;
  /** Calls `listener` from now on with each entry of this page, also where its recording is off; without one, nobody. */
  onAppend_(listener?: (entry: NewEntry) => void): void;
}

/**
 * The page's writing side of the log, which lets go of database and channel while the page is put aside: a page that
 * holds a channel is thrown out of the back/forward cache by the first message that comes in. What is appended
 * meanwhile is written when the page comes back.
 */
export function openPageWriter(scope: Window, options: WriterOptions): PageWriter {
  const openTracked = (back?: boolean) => {
    const { open, abort } = trackTransactions(back);
    return { ...writeLog({ ...options, open, keep }), open, abort };
  };
  let writer = openTracked();
  /** What was appended while nothing is open. */
  let held: NewEntry[] | undefined;
  let closed = false;
  let heard: ((entry: NewEntry) => void) | undefined;
  const letGo = (): void => {
    writer.close();
    held = [];
  };
  const stop = onShown(scope, (shown) => {
    if (shown) {
      writer = openTracked(true);
      held?.forEach(writer.append);
      held = undefined;
    } else {
      writer.abort();
      letGo();
    }
  });
  return {
    open: (onLost) => writer.open(onLost),
    append(entry) {
      if (closed) return;
      if (held) held.push(entry);
      else writer.append(entry);
      heard?.(entry);
    },
    onAppend_(listener) {
      heard = listener;
    },
    flush: () => writer.flush(),
    read: (after, limit) => writer.read(after, limit),
    close() {
      stop();
      letGo();
      held = [];
      closed = true;
    },
  };
}
