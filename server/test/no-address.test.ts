import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { startServer } from '@offstage/server';
import { expect, onTestFinished, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { tempFolder } from './temp-folder.ts';

// PRIVACY.md: no client's address is stored.
const BEHIND_PROXY = '203.0.113.77';
const OF_SOCKET = '127.0.0.77';

test('whoever posts, by itself or behind a proxy, leaves no address in the files of the store', async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const store = path.join(folder.path, 'app.sqlite');
  const server = await startServer({ port: 0, store, allowAnonymous: true, policy: { trustProxy: true } });
  const post = (url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(
        new URL('/reports', server.url),
        {
          method: 'POST',
          localAddress: OF_SOCKET,
          headers: { 'content-type': 'application/reports+json', ...headers },
        },
        (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        },
      );
      sent.once('error', reject).end(JSON.stringify([{ ...CSP_REPORT, url }]));
    });
  try {
    expect(await post('https://a.example/kept-as-it-is', {})).toBe(204);
    const headers = { 'x-forwarded-for': BEHIND_PROXY, forwarded: `for=${BEHIND_PROXY}` };
    expect(await post('https://b.example/kept-as-it-is', headers)).toBe(204);
    const { reports } = await (await fetch(new URL('/api/reports', server.url))).json();
    expect(reports.length).toBe(2);
  } finally {
    await server.close();
  }
  const all = readdirSync(folder.path)
    .map((name) => readFileSync(path.join(folder.path, name), 'latin1'))
    .join('\n');
  expect(all).toContain('kept-as-it-is');
  for (const address of [BEHIND_PROXY, OF_SOCKET]) {
    expect(all).not.toContain(address);
    // As four bytes, or as a number.
    const bytes = address.split('.').map(Number);
    expect(all).not.toContain(String.fromCharCode(...bytes));
    expect(all).not.toContain(String(bytes.reduce((number, byte) => number * 256 + byte, 0)));
  }
});
