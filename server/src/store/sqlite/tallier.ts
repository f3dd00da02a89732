import type { Kind } from '../packed-report.ts';
import { SLOTS_PER_HOUR } from '../slot.ts';
import type { Database } from './driver.ts';

interface Tally {
  readonly kind: bigint;
  readonly hour: number;
  count: number;
  weight: number;
  first: number;
  last: number;
  sample: number;
}

type HourKey = Pick<Kind, 'type' | 'endpoint' | 'noise'>;

/** Counts the reports of a transaction, and writes the counts once at its end: per kind and hour, per kind, per hour. */
export interface Tallier {
  count(kind: bigint, slot: number, time: number, weight: number, id: number): void;
  write(): void;
  /** After a rollback. */
  forget(): void;
}

export function createTallier(
  database: Database,
  /** What is remembered of a kind; the others are in the file. */
  kindOf: (id: bigint) => HourKey | undefined,
): Tallier {
  const upsert = database.prepare(
    `INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       count = count + excluded.count, weight = weight + excluded.weight,
       first = min(first, excluded.first), last = max(last, excluded.last), sample = max(sample, excluded.sample)`,
  );
  const upsertTotal = database.prepare(
    `INSERT INTO totals VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       count = count + excluded.count, weight = weight + excluded.weight,
       first = min(first, excluded.first), last = max(last, excluded.last), sample = max(sample, excluded.sample)`,
  );
  const upsertHour = database.prepare(
    'INSERT INTO hours VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  );
  const findKind = database.prepare('SELECT type, endpoint, noise FROM kinds WHERE id = ?');
  const tallies = new Map<bigint, Tally[]>();

  function writeTotal(ofKind: readonly Tally[]): void {
    const [{ kind, ...total }, ...others] = ofKind as [Tally, ...Tally[]];
    for (const { count, weight, first, last, sample } of others) {
      total.count += count;
      total.weight += weight;
      total.first = Math.min(total.first, first);
      total.last = Math.max(total.last, last);
      total.sample = Math.max(total.sample, sample);
    }
    upsertTotal.run(kind, total.count, total.weight, total.first, total.last, total.sample);
  }

  function writeHours(): void {
    const hours = new Map<string, { readonly of: HourKey; readonly hour: number; count: number }>();
    for (const [kind, ofKind] of tallies) {
      const of = kindOf(kind) ?? (findKind.get(kind) as unknown as HourKey);
      for (const { hour, count } of ofKind) {
        const key = `${hour}\n${of.type}\n${of.endpoint}\n${of.noise}`;
        const known = hours.get(key);
        if (known === undefined) hours.set(key, { of, hour, count });
        else known.count += count;
      }
    }
    for (const { of, hour, count } of hours.values()) {
      upsertHour.run(hour, of.type, of.endpoint, of.noise, count);
    }
  }

  return {
    count(kind, slot, time, weight, id) {
      const hour = Math.floor(slot / SLOTS_PER_HOUR);
      let ofKind = tallies.get(kind);
      if (ofKind === undefined) {
        ofKind = [];
        tallies.set(kind, ofKind);
      }
      const tally = ofKind.find((one) => one.hour === hour);
      if (tally === undefined) {
        ofKind.push({ kind, hour, count: 1, weight, first: time, last: time, sample: id });
        return;
      }
      tally.count++;
      tally.weight += weight;
      tally.first = Math.min(tally.first, time);
      tally.last = Math.max(tally.last, time);
      tally.sample = id;
    },
    write() {
      for (const ofKind of tallies.values()) {
        for (const { kind, hour, count, weight, first, last, sample } of ofKind) {
          upsert.run(kind, hour, count, weight, first, last, sample);
        }
        writeTotal(ofKind);
      }
      writeHours();
      tallies.clear();
    },
    forget: () => tallies.clear(),
  };
}
