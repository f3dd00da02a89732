import type { EndpointUse, FacetValue, Report, ReportFilter, Store } from '@offstage/server';

export interface Counts {
  readonly total: number;
  readonly types: readonly FacetValue[];
  readonly browsers: readonly FacetValue[];
  readonly groups: Readonly<
    Record<string, readonly [count: number, weight: number, first: number, last: number]>
  >;
  readonly endpoints: readonly EndpointUse[];
  /** Milliseconds that a bar covers. */
  readonly interval: number;
  /** Per bar and type. */
  readonly bars: Readonly<Record<string, number>>;
}

/** What the store's own counts say. */
export async function storeCounts(store: Store, filter: ReportFilter): Promise<Counts> {
  const [facets, groups, endpoints, histogram] = await Promise.all([
    store.facets(filter),
    store.groups({ filter, limit: 10_000, offset: 0, sort: 'count' }),
    store.endpoints(),
    store.histogram(filter, 24),
  ]);
  const bars: Record<string, number> = {};
  for (const { time, types } of histogram.buckets) {
    for (const [type, count] of Object.entries(types)) bars[`${time} ${type}`] = count;
  }
  return {
    total: facets.total,
    types: facets.type,
    browsers: facets.browser,
    groups: Object.fromEntries(
      groups.map(({ group, count, weight, firstSeen, lastSeen }) => [
        group,
        [count, weight, firstSeen, lastSeen],
      ]),
    ),
    endpoints,
    interval: histogram.interval,
    bars,
  };
}

/** The same, counted here, one report after the other. */
export async function fullCounts(store: Store, filter: ReportFilter, interval: number): Promise<Counts> {
  const all = await store.list({ filter: {}, limit: 1e6 });
  const wanted = (one: ReportFilter) => all.filter((report) => fits(report, one));
  const { type: _type, ...withoutType } = filter;
  const { browser: _browser, ...withoutBrowser } = filter;
  const found = wanted(filter);
  const groups: Record<string, [number, number, number, number]> = {};
  const bars: Record<string, number> = {};
  for (const { group, weight, time, type } of found) {
    const [count, weights, first, last] = groups[group] ?? [0, 0, time, time];
    groups[group] = [count + 1, weights + weight, Math.min(first, time), Math.max(last, time)];
    const bar = `${Math.floor(time / interval) * interval} ${type}`;
    bars[bar] = (bars[bar] ?? 0) + 1;
  }
  return {
    total: found.length,
    types: facet(wanted(withoutType).map(({ type }) => type)),
    browsers: facet(wanted(withoutBrowser).map(({ browser }) => browser)),
    groups,
    endpoints: [...new Set(all.map(({ endpoint }) => endpoint))].sort().map((endpoint) => {
      const times = all.filter((report) => report.endpoint === endpoint).map(({ time }) => time);
      return {
        endpoint,
        count: times.length,
        firstSeen: least(times),
        lastSeen: -least(times.map((time) => -time)),
      };
    }),
    interval,
    bars,
  };
}

function fits(report: Report, { type, endpoint, browser, group, noise, from, to }: ReportFilter): boolean {
  const lists = [
    [type, report.type],
    [endpoint, report.endpoint],
    [browser, report.browser],
    [group, report.group],
  ] as const;
  return (
    lists.every(([list, value]) => list === undefined || list.includes(value)) &&
    (noise === undefined || (noise === 'hide') === (report.noise === '')) &&
    (from === undefined || report.time >= from) &&
    (to === undefined || report.time < to)
  );
}

function facet(values: readonly string[]): FacetValue[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}
