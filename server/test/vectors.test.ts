import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';

/** Bodies that others have published, kept beside the repository; without them only our own are posted. */
const VECTORS = new URL('../../../shared/vectors/reports/', import.meta.url);

interface Vector {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const OWN: readonly Vector[] = [
  [{ age: 1, type: 'deprecation', url: 'https://a.example/', user_agent: 'UA', body: { id: 'x' } }],
  { 'csp-report': { 'document-uri': 'https://a.example/', 'blocked-uri': 'inline' } },
  { type: 'csp-violation', url: 'https://a.example/', body: { blockedURL: 'inline' } },
].map((value, index) => ({
  name: `own ${index}`,
  contentType: 'application/reports+json',
  bytes: new TextEncoder().encode(JSON.stringify(value)),
}));

function vectors(): readonly Vector[] {
  const index = new URL('index.json', VECTORS);
  if (!existsSync(index)) return OWN;
  const listed = JSON.parse(readFileSync(index, 'utf8')) as { file: string; content_type: string }[];
  const read = listed.map(({ file, content_type }) => ({
    name: file,
    contentType: content_type,
    bytes: new Uint8Array(readFileSync(new URL(file, VECTORS))),
  }));
  return [...OWN, ...read];
}

const folder = await tempFolder();
const store = await openStore(join(folder.path, 'vectors.sqlite'));
afterAll(async () => {
  await store.close();
  await folder.remove();
});

test('every published body is accounted for, report by report', async () => {
  const app = createApp({ store, allowAnonymous: true, policy: { stripQueries: false } });
  const refused: string[] = [];
  let known = 0;
  const all = vectors();
  for (const { name, contentType, bytes } of all) {
    const response = await app.request(`/reports/${encodeURIComponent(name)}`, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': contentType },
    });
    let sent: unknown;
    try {
      sent = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      sent = undefined;
    }
    const members = Array.isArray(sent) ? sent.length : 1;
    const { total } = await store.facets({});
    const { counts } = (await (await app.request('/api/rejections')).json()) as {
      counts: Record<string, number>;
    };
    const rejected = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect([name, total + rejected]).toEqual([name, known + members]);
    known += members;
    if (response.status !== 204) refused.push(`${name}: ${await response.text()}`);
    else if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) {
      const [stored] = await store.list({ filter: { endpoint: [name] }, limit: 1 });
      const { body, 'csp-report': legacy } = sent as Record<string, unknown>;
      if (body ?? legacy) expect(JSON.stringify(stored?.body)).toBe(JSON.stringify(legacy ?? body));
    }
  }
  console.log(`${all.length} bodies, ${known} reports; refused: ${refused.join('; ') || 'none'}`);
  expect(refused.length).toBeLessThanOrEqual(1);
});
