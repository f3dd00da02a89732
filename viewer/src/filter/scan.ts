import { SERVICES } from '@offstage/sw-plugin/log';
import { KINDS } from '../model/housekeeping.ts';
import { headOf, type LifetimeRow, rootOf, STANDINGS } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import type { Group } from './compile.ts';
import { orderByTime } from './order-of-time.ts';

/** What a view asks for. */
export interface ScanQuery {
  readonly groups: readonly Group[];
  /** Epoch milliseconds, from inclusive, to exclusive: the brush of the timeline. */
  readonly range: readonly [number, number] | undefined;
  /** What the histogram shows, which is wider than the brush. */
  readonly extent: readonly [number, number];
  readonly buckets: number;
  readonly stackBy: 'service' | 'outcome';
  /** One row per lifetime instead of one per entry. */
  readonly lifetimes: boolean;
  /** Position before which the pass begins, while later entries wait; undefined for all of them. */
  readonly before?: number | undefined;
}

/** Counts per value of a facet: how many entries would match if this value were chosen. */
export type Facets = Readonly<Record<FacetKey, ReadonlyMap<string, number>>>;
export const FACET_KEYS = [
  'service',
  'type',
  'outcome',
  'event',
  'scope',
  'origin',
  'context',
  'kind',
] as const;
export type FacetKey = (typeof FACET_KEYS)[number];

export interface ScanResult {
  /** Positions of the rows in order of time: entries, or first entries of outermost lifetimes. */
  readonly rows: Int32Array;
  /** Outermost lifetimes of which only something inside matched; a view opens them. */
  readonly inside: ReadonlySet<LifetimeRow>;
  /** Entries that matched, rows or not. */
  readonly matched: number;
  readonly facets: Facets;
  /** Entries per bucket and series: `counts[series][bucket]`. */
  readonly counts: readonly (readonly number[])[];
  /** Of the same entries those that failed, per bucket. */
  readonly failures: readonly number[];
  readonly done: boolean;
  /** Entries that there were to look at. */
  readonly size: number;
  /** What was asked. */
  readonly query: ScanQuery;
  /** Of the model, when it was asked: positions of another mean nothing. */
  readonly epoch: number;
}

/** One pass over the model, newest first, that can be done in slices. */
export interface Scan {
  /** Looks at up to `limit` more entries; returns whether all were looked at. */
  advance(limit: number): boolean;
  /** What was found so far. */
  result(): ScanResult;
}

const FAILED = STANDINGS.indexOf('failed');
const WORDS = ['worker', 'page'] as const;

export function createScan(model: LogModel, query: ScanQuery): Scan {
  const { groups, range, extent, buckets, stackBy, lifetimes } = query;
  const { low, epoch } = model;
  const high = Math.min(model.high, query.before ?? Number.POSITIVE_INFINITY);
  let at = high;
  let matched = 0;
  const hits = new Uint8Array(high - low);
  const inside = new Set<LifetimeRow>();
  const own = new Set<LifetimeRow>();
  const series = stackBy === 'service' ? SERVICES.length : STANDINGS.length;
  const counts = Array.from({ length: series }, () => new Array<number>(buckets).fill(0));
  const failures = new Array<number>(buckets).fill(0);
  const width = (extent[1] - extent[0]) / buckets || 1;
  const facetOfGroup = groups.map(({ key }) => FACET_KEYS.indexOf(key as FacetKey));
  const tallies = FACET_KEYS.map((): number[] => []);

  const facetCode = (facet: number, position: number): number => {
    switch (FACET_KEYS[facet]) {
      case 'service':
        return model.service.get(position);
      case 'type':
        return model.type.get(position);
      case 'outcome':
        return STANDINGS.indexOf(model.standing(position));
      case 'event':
        return model.event.get(position);
      case 'scope':
        return model.scope.get(position);
      case 'origin':
        return model.origin.get(position);
      case 'kind':
        return KINDS.indexOf(model.kind(position));
      default:
        return model.entry(position).context === 'worker' ? 0 : 1;
    }
  };

  const tally = (facet: number, position: number): void => {
    const counted = tallies[facet] as number[];
    const code = facetCode(facet, position);
    counted[code] = (counted[code] ?? 0) + 1;
  };

  const mark = (position: number): void => {
    const life = lifetimes ? model.lifetime(position) : undefined;
    if (life === undefined) {
      hits[position - low] = 1;
      return;
    }
    const root = rootOf(life);
    hits[headOf(root) - low] = 1;
    if (root === life) {
      own.add(root);
      inside.delete(root);
    } else if (!own.has(root)) {
      inside.add(root);
    }
  };

  const look = (position: number): void => {
    const time = model.time.get(position);
    let failed = -1;
    for (let i = 0; i < groups.length; i++) {
      if ((groups[i] as Group).test(model, position)) continue;
      if (failed !== -1) return;
      failed = i;
    }
    const inRange = range === undefined || (time >= range[0] && time < range[1]);
    if (failed !== -1) {
      const facet = facetOfGroup[failed] as number;
      if (facet !== -1 && inRange) tally(facet, position);
      return;
    }
    const bucket = Math.floor((time - extent[0]) / width);
    if (bucket >= 0 && bucket < buckets) {
      const standing = STANDINGS.indexOf(model.standing(position));
      if (standing === FAILED) failures[bucket] = (failures[bucket] as number) + 1;
      const row = stackBy === 'service' ? model.service.get(position) : standing;
      const cells = counts[row] as number[];
      cells[bucket] = (cells[bucket] as number) + 1;
    }
    if (!inRange) return;
    matched++;
    for (let facet = 0; facet < FACET_KEYS.length; facet++) tally(facet, position);
    mark(position);
  };

  const facetValue = (facet: FacetKey, code: number): string => {
    switch (facet) {
      case 'service':
        return SERVICES[code] ?? '';
      case 'type':
        return model.types.value(code);
      case 'outcome':
        return STANDINGS[code] ?? '';
      case 'event':
        return model.events.value(code);
      case 'scope':
        return model.scopes.value(code);
      case 'origin':
        return model.origins.value(code);
      case 'context':
        return WORDS[code] ?? '';
      case 'kind':
        return KINDS[code] ?? '';
      default:
        return facet satisfies never;
    }
  };

  return {
    advance(limit) {
      const until = Math.max(low, at - limit);
      while (at > until) look(--at);
      return at === low;
    },
    result() {
      let total = 0;
      for (let i = 0; i < hits.length; i++) total += hits[i] as number;
      const rows = new Int32Array(total);
      for (let i = 0, next = 0; i < hits.length; i++) if (hits[i] === 1) rows[next++] = i + low;
      const facets = Object.fromEntries(
        FACET_KEYS.map((key, facet) => {
          const named: [string, number][] = [];
          tallies[facet]?.forEach((count, code) => {
            named.push([facetValue(key, code), count]);
          });
          return [key, new Map(named.sort((a, b) => b[1] - a[1]))];
        }),
      ) as unknown as Facets;
      orderByTime(model.time, rows);
      // What goes on counting is not what was handed out: a view draws again only for another object.
      return {
        rows,
        inside: new Set(inside),
        matched,
        facets,
        counts: counts.map((series) => [...series]),
        failures: [...failures],
        done: at === low,
        size: high - low,
        query,
        epoch,
      };
    },
  };
}
