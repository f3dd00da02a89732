/** A report's hash as two 32-bit integers. */
export interface Halves {
  readonly high: number;
  readonly low: number;
}

/** Identities of reports in memory: which hash was seen in which slot, and when. */
export interface IdentityTable {
  readonly size: number;
  /** The largest slot in it. */
  readonly newestSlot: number;
  /** Epoch milliseconds of the report with this hash in this slot; `undefined` when there is none. */
  timeOf(hash: Halves, slot: number): number | undefined;
  set(hash: Halves, slot: number, time: number): void;
}

export function halvesOf(hash: bigint): Halves {
  return { high: Number(BigInt.asIntN(32, hash >> 32n)), low: Number(BigInt.asIntN(32, hash)) };
}

/**
 * An open-addressing hash table over plain numbers, which never grows: `places` is a power of two, and well above what
 * is put in. A `Map` with bigints as keys took five times as long, for six lookups per report.
 */
export function createIdentityTable(places: number): IdentityTable {
  const highs = new Int32Array(places);
  const lows = new Int32Array(places);
  const slots = new Float64Array(places).fill(Number.NaN);
  const times = new Float64Array(places);
  let size = 0;
  let newestSlot = Number.NEGATIVE_INFINITY;

  const isFree = (place: number) => Number.isNaN(slots[place]);

  /** Where this identity is, or the free place that it would take. */
  function placeOf({ high, low }: Halves, slot: number): number {
    // The slot counts as well: the same report over and over must not make one long chain.
    let place = (low ^ Math.imul(slot, 0x9e3779b1)) & (places - 1);
    while (!isFree(place) && (lows[place] !== low || highs[place] !== high || slots[place] !== slot)) {
      place = (place + 1) & (places - 1);
    }
    return place;
  }

  return {
    get size() {
      return size;
    },
    get newestSlot() {
      return newestSlot;
    },
    timeOf(hash, slot) {
      const place = placeOf(hash, slot);
      return isFree(place) ? undefined : times[place];
    },
    set(hash, slot, time) {
      const place = placeOf(hash, slot);
      if (isFree(place)) size++;
      highs[place] = hash.high;
      lows[place] = hash.low;
      slots[place] = slot;
      times[place] = time;
      newestSlot = Math.max(newestSlot, slot);
    },
  };
}
