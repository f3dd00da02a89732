import { join } from 'node:path';
import { createApp, openStore, startServer } from '@offstage/server';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
const store = await openStore(join(folder.path, 'fuzz.sqlite'));
const app = createApp({ store, allowAnonymous: true });
/** With the reader of its own that takes plain posts. */
const server = await startServer({
  port: 0,
  store: join(folder.path, 'front.sqlite'),
  allowAnonymous: true,
});
afterAll(async () => {
  await server.close();
  await store.close();
  await folder.remove();
});

type Ask = (path: string, init?: RequestInit) => Response | Promise<Response>;
const DOORS: readonly (readonly [name: string, ask: Ask])[] = [
  ['the app alone', (path, init) => app.request(path, init)],
  ['a server', (path, init) => fetch(server.url + path, init)],
];

async function counts(ask: Ask): Promise<Record<'received' | 'stored' | 'duplicate' | 'rejected', number>> {
  const text = await (await ask('/metrics')).text();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^offstage_reports_${name}_total(?:\\{.*\\})? (\\d+)$`, 'gm'))]
      // A body that is refused unread has no reports in it that could have been received.
      .filter(([line]) => !/"(?:too-large|no-endpoint)"/.test(line))
      .reduce((total, match) => total + Number(match[1]), 0);
  return {
    received: sum('received'),
    stored: sum('stored'),
    duplicate: sum('duplicate'),
    rejected: sum('rejected'),
  };
}

/** Long texts of what parsers stumble over. */
const long = fc
  .tuple(fc.constantFrom('a', '€', '\0', '\u0000', '%', '"', '\\', '[', '{"a":', '\ud800'), fc.nat(40_000))
  .map(([part, count]) => part.repeat(Math.ceil(count / part.length)));

test.each(DOORS)(
  '%s: no post crashes it, gets a 5xx or is lost from the count',
  async (_name, ask) => {
    const member = fc.oneof(
      fc.record(
        {
          type: fc.oneof(fc.string(), long),
          url: fc.oneof(fc.webUrl(), long),
          age: fc.double(),
          body: fc.oneof(
            fc.jsonValue(),
            fc.record({ message: long, sourceFile: long }, { requiredKeys: [] }),
          ),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );
    const body = fc.oneof(
      fc.array(member, { maxLength: 20 }).map((value) => JSON.stringify(value)),
      member.map((value) => JSON.stringify(value) ?? ''),
      fc.string({ unit: 'binary' }),
      long,
      fc.uint8Array({ maxLength: 200 }),
    );
    const type = fc.constantFrom('application/reports+json', 'application/csp-report', 'text/plain', 'x', '');
    const path = fc.oneof(
      fc.constant('/reports'),
      fc
        .string({ minLength: 1, maxLength: 150 })
        .filter((name) => name !== '.' && name !== '..')
        .map((name) => `/reports/${encodeURIComponent(name)}`),
      fc.constantFrom('/reports/%00', '/reports/a%00b', '/reports/%', '/reports/%ff', '/reports/%E0%A4%A'),
    );
    await fc.assert(
      fc.asyncProperty(path, body, type, async (target, sent, contentType) => {
        const response = await ask(target, {
          method: 'POST',
          body: sent as BodyInit,
          headers: contentType === '' ? {} : { 'content-type': contentType },
        });
        await response.text();
        expect([204, 400, 413, 415]).toContain(response.status);
      }),
      { numRuns: 300 },
    );
    const { received, stored, duplicate, rejected } = await counts(ask);
    expect(stored + duplicate + rejected).toBe(received);
    const { total } = (await (await ask('/api/facets')).json()) as { total: number };
    expect(total).toBe(stored);
  },
  60_000,
);

test('no query crashes the API', async () => {
  const names = [
    'type',
    'origin',
    'group',
    'noise',
    'from',
    'to',
    'text',
    'limit',
    'cursor',
    'sort',
    'buckets',
    'x',
  ];
  const routes = [
    'reports',
    'facets',
    'histogram',
    'groups',
    'endpoints',
    'export',
    'reports/1',
    'reports/x',
    '',
  ];
  const pair = fc.tuple(
    fc.constantFrom(...names),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat().map(String),
      fc.constantFrom('hide', 'count', '%', "'--"),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), fc.array(pair, { maxLength: 6 }), async (route, pairs) => {
      const query = new URLSearchParams(pairs.map(([name, value]) => [name, value.toWellFormed()]));
      const response = await app.request(`/api/${route}?${query}`);
      expect([200, 400, 404]).toContain(response.status);
      await response.text();
    }),
    { numRuns: 500 },
  );
}, 60_000);
