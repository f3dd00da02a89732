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

/** Counts the reports of a transaction, and writes the counts once at its end. */
export interface Tallier {
  count(kind: bigint, slot: number, time: number, weight: number, id: number): void;
  write(): void;
  /** After a rollback. */
  forget(): void;
}

export function createTallier(database: Database): Tallier {
  const upsert = database.prepare(
    `INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       count = count + excluded.count, weight = weight + excluded.weight,
       first = min(first, excluded.first), last = max(last, excluded.last), sample = max(sample, excluded.sample)`,
  );
  const tallies = new Map<bigint, Tally[]>();
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
      }
      tallies.clear();
    },
    forget: () => tallies.clear(),
  };
}
