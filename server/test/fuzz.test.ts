import { join } from 'node:path';
import { createApp, openStore } from '@offstage/server';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
const store = await openStore(join(folder.path, 'fuzz.sqlite'));
const app = createApp({ store, allowAnonymous: true });
afterAll(async () => {
  await store.close();
  await folder.remove();
});

async function counts(): Promise<Record<'received' | 'stored' | 'duplicate' | 'rejected', number>> {
  const text = await (await app.request('/metrics')).text();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^offstage_reports_${name}_total(?:\\{.*\\})? (\\d+)$`, 'gm'))].reduce(
      (total, match) => total + Number(match[1]),
      0,
    );
  return {
    received: sum('received'),
    stored: sum('stored'),
    duplicate: sum('duplicate'),
    rejected: sum('rejected'),
  };
}

test('no post crashes the server, gets a 5xx or is lost from the count', async () => {
  const member = fc.oneof(
    fc.record(
      { type: fc.string(), url: fc.webUrl(), age: fc.double(), body: fc.jsonValue() },
      { requiredKeys: [] },
    ),
    fc.jsonValue(),
  );
  const body = fc.oneof(
    fc.array(member, { maxLength: 20 }).map((value) => JSON.stringify(value)),
    member.map((value) => JSON.stringify(value) ?? ''),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 200 }),
  );
  const type = fc.constantFrom('application/reports+json', 'application/csp-report', 'text/plain', 'x', '');
  const path = fc.oneof(
    fc.constant('/reports'),
    fc
      .string({ minLength: 1, maxLength: 150 })
      .filter((name) => name !== '.' && name !== '..')
      .map((name) => `/reports/${encodeURIComponent(name)}`),
  );
  await fc.assert(
    fc.asyncProperty(path, body, type, async (target, sent, contentType) => {
      const response = await app.request(target, {
        method: 'POST',
        body: sent as BodyInit,
        headers: contentType === '' ? {} : { 'content-type': contentType },
      });
      expect([204, 400, 413, 415]).toContain(response.status);
    }),
    { numRuns: 500 },
  );
  const { received, stored, duplicate, rejected } = await counts();
  expect(stored + duplicate + rejected).toBe(received);
  expect((await store.facets({})).total).toBe(stored);
}, 60_000);

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
