import type { Browser } from './launch.ts';

/** What a page says of itself. */
export interface Seen {
  readonly registrations: readonly {
    readonly scope: string;
    readonly script: string;
    readonly state: string;
  }[];
  /** Whether the log has entries of a worker, and of which version of the plugin; null without a log. */
  readonly log: {
    readonly worker: string | null;
    readonly late: string | null;
    readonly entries: number;
  } | null;
  readonly controlled: boolean;
}

/**
 * Runs in the page: waits for a worker, then reads the log of this origin.
 *
 * @param patience milliseconds for a registration; for an entry of the worker half of that
 */
const ask = (patience: number): string => `(async () => {
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const workers = navigator.serviceWorker;
  let registrations = [];
  for (let waited = 0; workers && waited < ${patience}; waited += 200) {
    registrations = await workers.getRegistrations();
    if (registrations.length > 0 && registrations.every(({ installing }) => !installing)) break;
    await pause(200);
  }
  const seen = registrations.map(({ scope, active, waiting, installing }) => {
    const worker = active || waiting || installing;
    return { scope, script: worker ? worker.scriptURL : '', state: worker ? worker.state : 'gone' };
  });
  const read = async () => {
    const all = indexedDB.databases ? await indexedDB.databases() : [{ name: 'offstage' }];
    if (!all.some(({ name }) => name === 'offstage')) return null;
    return new Promise((resolve) => {
      const open = indexedDB.open('offstage');
      open.onerror = () => resolve(null);
      open.onsuccess = () => {
        const database = open.result;
        if (!database.objectStoreNames.contains('entries')) return database.close(), resolve(null);
        const get = database.transaction('entries').objectStore('entries').getAll();
        get.onerror = () => resolve(null);
        get.onsuccess = () => {
          database.close();
          const started = get.result.filter(({ event }) => event === 'Worker started').at(-1);
          const late = get.result.find(({ event }) => event === 'Plugin loaded late');
          resolve({
            worker: started ? String(started.detail.version) : null,
            late: late ? String(late.detail.evidence || late.detail.type) : null,
            entries: get.result.length,
          });
        };
      };
    });
  };
  let log = null;
  for (let waited = 0; waited < ${patience / 2} && !(log && log.worker); waited += 400) {
    log = await read();
    if (seen.length === 0) break;
    if (!(log && log.worker)) await pause(400);
  }
  return { registrations: seen, log, controlled: Boolean(workers && workers.controller) };
})()`;

/** Whether what is shown is the viewer, after it had the time to render. */
const IS_VIEWER = `(async () => {
  for (let waited = 0; waited < 5000; waited += 200) {
    if (document.querySelector('[data-offstage-viewer]')) return true;
    await new Promise((done) => setTimeout(done, 200));
  }
  return false;
})()`;

export interface Look {
  readonly seen: Seen;
  /** Of the viewer's address, once with the worker in charge. */
  readonly viewer: boolean;
  /** What the browser complained of: policies, errors. */
  readonly complaints: readonly string[];
}

/** Loads a page in a browser twice, the second time with its worker in charge, then the viewer. */
export async function look(browser: Browser, page: string, viewer: string): Promise<Look> {
  const complaints: string[] = [];
  browser.on('Log.entryAdded', ({ entry }) => {
    const { source, level, text, url } = entry as {
      source: string;
      level: string;
      text: string;
      url?: string;
    };
    if (
      level === 'error' &&
      (source === 'security' || source === 'violation' || source === 'worker' || source === 'javascript')
    )
      complaints.push(url ? `${text} (${url})` : text);
  });
  browser.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const { text, exception } = exceptionDetails as { text: string; exception?: { description?: string } };
    complaints.push(exception?.description?.split('\n')[0] ?? text);
  });
  for (const domain of ['Page', 'Runtime', 'Log']) await browser.send(`${domain}.enable`);
  await goTo(browser, page);
  const first = await evaluate<Seen>(browser, ask(8000));
  await goTo(browser, page);
  // Where nobody registered one, nobody is waited for again.
  const seen = await evaluate<Seen>(browser, ask(first.registrations.length > 0 ? 8000 : 1000));
  await goTo(browser, viewer);
  return { seen, viewer: await evaluate<boolean>(browser, IS_VIEWER), complaints: [...new Set(complaints)] };
}

async function goTo(browser: Browser, url: string): Promise<void> {
  const loaded = new Promise<void>((resolve) => {
    browser.on('Page.loadEventFired', () => resolve());
    setTimeout(resolve, 15_000).unref();
  });
  const { errorText } = await browser.send<{ errorText?: string }>('Page.navigate', { url });
  if (errorText !== undefined && errorText !== 'net::ERR_ABORTED') return;
  await loaded;
}

async function evaluate<Value>(browser: Browser, expression: string): Promise<Value> {
  const { result } = await browser.send<{ result: { value: Value } }>('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}
