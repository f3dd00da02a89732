import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { checkMounted } from '../places/check-mounted.ts';
import { startMounted } from '../places/start-mounted.ts';

// The recipes of server/places/README.md for frameworks, each as an app of its own. That for Next: `pnpm test places`.

const TOKEN = 'the-token-of-this-test-1234';
const folder = mkdtempSync(path.join(tmpdir(), 'offstage-mounts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test.each(['Express', 'Fastify', 'Hono'])('inside %s', async (title) => {
  const own = path.join(folder, title);
  const app = await startMounted(title, own, TOKEN);
  try {
    await checkMounted(app.url, TOKEN);
    const body = JSON.stringify([{ age: 0, type: 'last', url: 'https://app.test/last', body: {} }]);
    expect((await fetch(`${app.url}/offstage/reports`, { method: 'POST', body })).status).toBe(204);
  } finally {
    expect([await app.stop('SIGINT'), app.output()]).toEqual([0, app.output()]);
  }
  const store = await openStore(path.join(own, '.offstage/reports.sqlite'));
  expect((await store.list({ filter: {}, limit: 9 })).map(({ type }) => type)).toEqual(['last']);
  await store.close();
});
