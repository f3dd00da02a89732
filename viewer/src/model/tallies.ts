import { SERVICES } from '@offstage/sw-plugin/log';

/** How many entries there are, and when. Times are epoch milliseconds, both 0 while there is none. */
export interface Tally {
  readonly count: number;
  readonly earliest: number;
  readonly latest: number;
}

/** Which entries are meant. */
export interface TallyOf {
  /** Index into `SERVICES`; undefined for all of them. */
  readonly service?: number | undefined;
  /** With housekeeping. Default: no. */
  readonly housekeeping?: boolean;
  /** With entries of other origins and storage partitions. Default: yes. */
  readonly others?: boolean;
}

export interface Tallies {
  add(service: number, housekeeping: boolean, other: boolean, time: number): void;
  remove(service: number, housekeeping: boolean, other: boolean): void;
  /** Nothing before `time` is left. */
  begin(time: number): void;
  of(which: TallyOf): Tally;
  reset(): void;
}

/** Counts by service, kind and origin, so that every number on screen is about what is listed. */
export function createTallies(): Tallies {
  const cells = SERVICES.length * 4;
  const counts = new Array<number>(cells).fill(0);
  const first = new Array<number>(cells).fill(Number.POSITIVE_INFINITY);
  const last = new Array<number>(cells).fill(0);
  const cell = (service: number, housekeeping: boolean, other: boolean): number =>
    service * 4 + Number(housekeeping) * 2 + Number(other);
  return {
    add(service, housekeeping, other, time) {
      const at = cell(service, housekeeping, other);
      counts[at] = (counts[at] as number) + 1;
      if (time < (first[at] as number)) first[at] = time;
      if (time > (last[at] as number)) last[at] = time;
    },
    remove(service, housekeeping, other) {
      const at = cell(service, housekeeping, other);
      counts[at] = (counts[at] as number) - 1;
    },
    begin(time) {
      for (let at = 0; at < cells; at++) first[at] = Math.max(first[at] as number, time);
    },
    of({ service, housekeeping = false, others = true }) {
      let count = 0;
      let earliest = Number.POSITIVE_INFINITY;
      let latest = 0;
      for (let at = 0; at < cells; at++) {
        const wanted =
          (service === undefined || at >> 2 === service) &&
          (housekeeping || (at & 2) === 0) &&
          (others || (at & 1) === 0);
        if (!wanted || counts[at] === 0) continue;
        count += counts[at] as number;
        earliest = Math.min(earliest, first[at] as number);
        latest = Math.max(latest, last[at] as number);
      }
      return count === 0 ? { count, earliest: 0, latest: 0 } : { count, earliest, latest };
    },
    reset() {
      counts.fill(0);
      first.fill(Number.POSITIVE_INFINITY);
      last.fill(0);
    },
  };
}
