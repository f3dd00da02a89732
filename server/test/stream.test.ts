import { join } from 'node:path';
import { createApp, type NewReport, type RunningServer, type Store, startServer } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { makeReport } from './make-report.ts';
import { openTempStore } from './open-temp-store.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const folder = await tempFolder();
const { store } = await openTempStore();
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ allowAnonymous: true, store: join(folder.path, 'server.sqlite'), port: 0 });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

test('streams what arrives, and resumes from the last id', async () => {
  const read = async (headers: Record<string, string>, wanted: number, during?: () => Promise<unknown>) => {
    const stop = new AbortController();
    const response = await fetch(`${server.url}/api/stream?type=csp-violation`, {
      headers,
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.getReader();
    let text = '';
    let posted = during === undefined;
    const events = () => text.split('\n\n').filter((event) => /^event: report$/m.test(event));
    while (events().length < wanted) {
      const chunk = await reader?.read();
      text += new TextDecoder().decode(chunk?.value);
      if (!posted && text.includes('event: ready')) {
        posted = true;
        await during?.();
      }
    }
    stop.abort();
    return events().map((event) => ({
      id: /^id: (\d+)$/m.exec(event)?.[1] ?? '',
      url: (JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as { url: string }).url,
    }));
  };
  const send = (name: string, type = 'csp-violation') =>
    fetch(`${server.url}/reports`, {
      method: 'POST',
      body: JSON.stringify([{ ...CSP_REPORT, type, url: `https://a.example/${name}` }]),
    });
  const first = await read({}, 2, async () => {
    await send('one');
    await send('other', 'deprecation');
    await send('two');
  });
  expect(first.map(({ url }) => url)).toEqual(['https://a.example/one', 'https://a.example/two']);
  await send('three');
  const resumed = await read({ 'last-event-id': first[0]?.id ?? '' }, 2);
  expect(resumed.map(({ url }) => url)).toEqual(['https://a.example/two', 'https://a.example/three']);
});

test('many who follow read the store once, each what it asked for', async () => {
  let reads = 0;
  const counting: Store = {
    ...store,
    after(...asked) {
      reads++;
      return store.after(...asked);
    },
  };
  const app = createApp({ store: counting, allowAnonymous: true });
  const filters = ['', '?type=a', '?type=b&browser=Firefox', '?text=NEEDLE', '?noise=only'];
  const wanted = (report: NewReport, filter: string) =>
    ({
      '': true,
      '?type=a': report.type === 'a',
      '?type=b&browser=Firefox': report.type === 'b' && report.browser === 'Firefox',
      '?text=NEEDLE': report.json.includes('needle'),
      '?noise=only': report.noise !== '',
    })[filter];
  const streams = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const filter = filters[index % filters.length] ?? '';
      const response = await app.request(`/api/stream${filter}`);
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      const stream = { filter, text: '', reader };
      void (async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          stream.text += new TextDecoder().decode(value);
        }
      })();
      return stream;
    }),
  );
  await until('all of them', () => streams.every(({ text }) => text.includes('event: ready')));
  const sent: NewReport[] = [];
  for (let turn = 0; turn < 10; turn++) {
    const some = Array.from({ length: 30 }, (_, n) =>
      makeReport({
        url: `https://a.example/${turn}-${n}`,
        type: n % 2 ? 'a' : 'b',
        browser: n % 3 ? 'Chrome' : 'Firefox',
        noise: n % 7 ? '' : 'extension:x',
        body: { message: n % 5 ? 'hay' : 'a needle' },
      }),
    );
    sent.push(...some);
    await store.add(some);
  }
  const urlsOf = (text: string) => [...text.matchAll(/^data: \{.*"url":"([^"]+)"/gm)].map(([, url]) => url);
  await until('every report', () =>
    streams.every(
      ({ text, filter }) => urlsOf(text).length >= sent.filter((one) => wanted(one, filter)).length,
    ),
  );
  for (const { text, filter } of streams) {
    expect(urlsOf(text)).toEqual(sent.filter((one) => wanted(one, filter)).map(({ url }) => url));
  }
  // Forty that ask by themselves would have been ten times as many.
  expect(reads).toBeLessThan(40);
  for (const { reader } of streams) await reader.cancel();
  const after = reads;
  await store.add([makeReport()]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(reads).toBeLessThanOrEqual(after + 1);
});

test('whoever only asks whether a stream is there takes no place of those who follow', async () => {
  for (let turn = 0; turn < 70; turn++) {
    const { status } = await fetch(`${server.url}/api/stream`, { method: 'HEAD' });
    expect(status).toBe(200);
  }
  await fetch(`${server.url}/reports`, { method: 'POST', body: JSON.stringify(CSP_REPORT) });
  const stop = new AbortController();
  const headers = { 'last-event-id': '' };
  const { status, body } = await fetch(`${server.url}/api/stream`, { headers, signal: stop.signal });
  expect(status).toBe(200);
  // An id that is empty is none: it does not begin with the first report of all.
  const { value } = (await body?.getReader().read()) ?? {};
  expect(new TextDecoder().decode(value)).not.toContain('id: 0\n');
  stop.abort();
});
