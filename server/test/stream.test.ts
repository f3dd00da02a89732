import { join } from 'node:path';
import { type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
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
