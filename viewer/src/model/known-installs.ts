import type { LogModel } from './log-model.ts';
import { receivedOf } from './report-of.ts';

/** An installation, as what it sent tells of it. Times are epoch milliseconds, that of the newest entry last. */
export interface KnownInstall {
  readonly id: string;
  readonly count: number;
  readonly earliest: number;
  readonly latest: number;
  /** `Chrome 141`; `''` where the server does not know. */
  readonly browser: string;
  /** The app's own version, `''` for none. */
  readonly app: string;
}

/** Keeps the installations of a model. Entries without an id stand under `''`; each entry is looked at once. */
export interface KnownInstalls {
  /**
   * @param part the model holds only what was asked for: of the others stays known what was
   */
  now(part: boolean): ReadonlyMap<string, KnownInstall>;
}

export function knownInstalls(model: LogModel): KnownInstalls {
  let installs = new Map<string, KnownInstall>();
  let others: ReadonlyMap<string, KnownInstall> = new Map();
  let epoch = model.epoch;
  let low = 0;
  let high = 0;

  const see = (at: number): void => {
    const { time, detail } = model.entry(at);
    const received = receivedOf(model.entry(at));
    // A report of the browser's own is no installation's.
    if (received === undefined || (received.install === undefined && detail.report !== undefined)) return;
    const { install: id = '', browser, browserVersion, app = '' } = received;
    const before = installs.get(id);
    const told =
      before === undefined || time >= before.latest
        ? { browser: `${browser} ${browserVersion.split('.')[0]}`.trim(), app }
        : before;
    installs.set(id, {
      id,
      count: (before?.count ?? 0) + 1,
      earliest: Math.min(before?.earliest ?? time, time),
      latest: Math.max(before?.latest ?? time, time),
      browser: told.browser,
      app: told.app,
    });
  };

  return {
    now(part) {
      if (epoch !== model.epoch) {
        others = part ? new Map([...others, ...installs]) : new Map();
        installs = new Map();
        ({ epoch, low } = model);
        high = low;
      }
      for (; high < model.high; high++) see(Math.max(high, model.low));
      for (; low > model.low; low--) see(low - 1);
      return others.size === 0 ? installs : new Map([...others, ...installs]);
    },
  };
}
