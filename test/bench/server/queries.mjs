// Each API call over a filled store: the median of several, and the least, which says more on a busy machine.
import { createApp } from '@offstage/server';
import { fill } from './fill.mjs';

const HOUR = 3_600_000;
/** Reports that are written one by one; more are made of them. */
const MOST_WRITTEN = 1_000_000;

/** `open` opens the store; `grow` makes more of what was written into it, while it is closed. */
export async function benchQueries(open, count, now, grow) {
  const written = Math.min(count, MOST_WRITTEN);
  let store = await open();
  const perSecond = await fill(store, written, now);
  if (written < count) {
    await store.close();
    await grow(Math.round(count / written));
    store = await open();
  }
  const app = createApp({ store, allowAnonymous: true });
  const [group] = await store.groups({ filter: {}, limit: 1, offset: 500, sort: 'count' });
  const calls = {
    'reports, newest 100': '/api/reports',
    'reports, page 50 of a type': `/api/reports?type=coep&cursor=${count - 5_000}`,
    'reports of a rare group': `/api/reports?group=${group.group}`,
    'reports, two filters and a day': `/api/reports?browser=Firefox&noise=hide&from=${now - 48 * HOUR}&to=${now - 24 * HOUR}`,
    'reports with a rare text': '/api/reports?text=needle&limit=100',
    'reports with a text that is nowhere': '/api/reports?text=haystack',
    facets: '/api/facets',
    'facets, filtered by type and day': `/api/facets?type=csp-violation&from=${now - 24 * HOUR}`,
    'facets with text, a day': `/api/facets?text=needle&from=${now - 24 * HOUR}`,
    'histogram, 30 days': '/api/histogram',
    'histogram, 6 hours': `/api/histogram?from=${now - 6 * HOUR}&to=${now}`,
    'histogram of a type, 2 days': `/api/histogram?type=coep&from=${now - 48 * HOUR}&to=${now}`,
    'groups, latest 100': '/api/groups',
    'groups, most frequent, no noise': '/api/groups?sort=count&noise=hide',
    'groups, a day': `/api/groups?from=${now - 24 * HOUR}`,
    endpoints: '/api/endpoints',
  };
  const rows = [];
  for (const [name, path] of Object.entries(calls)) {
    // A first one, which brings counts up to date that are put off until somebody asks.
    await (await app.request(path)).arrayBuffer();
    const times = [];
    for (let turn = 0; turn < 5; turn++) {
      const started = performance.now();
      const response = await app.request(path);
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    rows.push({ call: name, median: Number(times[2].toFixed(1)), least: Number(times[0].toFixed(1)) });
  }
  const bytes = await store.size();
  await store.close();
  return { perSecond, rows, bytes };
}
