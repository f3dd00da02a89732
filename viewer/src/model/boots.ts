import type { Entry } from '@offstage/sw-plugin/log';

/** One worker start or page load, as far as entries tell. Times are epoch milliseconds. */
export interface Boot {
  readonly context: 'worker' | 'page';
  from: number;
  to: number;
}

/** Worker starts and page loads, by their id, in order of first sight. */
export interface Boots {
  readonly all: ReadonlyMap<string, Boot>;
  see(entry: Entry): void;
  /** The log no longer has this entry: a boot whose last one it was goes with it. */
  forget(entry: Entry): void;
  clear(): void;
}

export function createBoots(): Boots {
  const all = new Map<string, Boot>();
  return {
    all,
    see({ boot: id, context, time }) {
      const boot = all.get(id);
      if (boot === undefined) all.set(id, { context, from: time, to: time });
      else if (time < boot.from) boot.from = time;
      else if (time > boot.to) boot.to = time;
    },
    forget({ boot, time }) {
      if (all.get(boot)?.to === time) all.delete(boot);
    },
    clear: () => all.clear(),
  };
}
