import { openDatabase } from './database.ts';

export interface Connections {
  /** As `openDatabase`. */
  readonly open: typeof openDatabase;
  /** Ends every transaction of what was opened here that is under way, or begun from now on, and not committed. */
  abort(): void;
}

/**
 * For pages, which can be put aside at any moment. WebKit takes a page into its back/forward cache with whatever
 * transaction is under way; that one then stays open, and no other page or worker gets at the log (seen in WebKitGTK
 * 2.50, and closing the connection does not help). So it is ended when the page goes.
 * `back`: the page is shown again.
 */
export function trackTransactions(back?: boolean): Connections {
  const running = new Set<IDBTransaction>();
  let aside = false;

  function end(transaction: IDBTransaction): void {
    try {
      transaction.abort();
    } catch {
      // Committed already, or over: it needs nothing more of this page.
    }
  }

  return {
    async open(onLost) {
      const db = await openDatabase(onLost, undefined, back);
      const begin = db.transaction;
      db.transaction = (...options) => {
        const transaction = begin.apply(db, options);
        running.add(transaction);
        for (const over of ['complete', 'abort'])
          transaction.addEventListener(over, () => running.delete(transaction));
        // One that is committed at once may still be.
        if (aside) queueMicrotask(() => end(transaction));
        return transaction;
      };
      return db;
    },
    abort() {
      aside = true;
      for (const transaction of running) end(transaction);
    },
  };
}
