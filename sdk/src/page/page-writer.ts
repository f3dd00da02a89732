import { type LogWriter, openWriter, trackTransactions, type WriterOptions } from '@offstage/sw-plugin/log';
import { onShown } from './on-shown.ts';

/**
 * The page's writing side of the log, which lets go of database and channel while the page is put aside: a page that
 * holds a channel is thrown out of the back/forward cache by the first message that comes in. What is appended
 * meanwhile (a `pagehide` listener's calls) still counts: closing writes it, and opens the log for it if need be.
 */
export function openPageWriter(scope: Window, options: WriterOptions): LogWriter {
  const openTracked = () => {
    const { open, abort } = trackTransactions();
    return { ...openWriter({ ...options, open }), abort };
  };
  let writer = openTracked();
  const stop = onShown(scope, (shown) => {
    if (shown) {
      writer = openTracked();
    } else {
      writer.abort();
      writer.close();
    }
  });
  return {
    append: (entry) => writer.append(entry),
    flush: () => writer.flush(),
    read: (after, limit) => writer.read(after, limit),
    close() {
      stop();
      writer.close();
    },
  };
}
