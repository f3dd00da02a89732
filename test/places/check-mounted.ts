import { expect } from 'vitest';

const CONTENT_TYPES = [
  'application/reports+json',
  'application/csp-report',
  'application/json',
  'text/plain',
  '',
];

/**
 * What holds wherever the server is mounted at `/offstage`: posts as browsers send them, reading with a token, the viewer by
 * its cookie, a live stream, deleting. Returns the URLs of what it stored.
 */
export async function checkMounted(url: string, token: string): Promise<void> {
  const at = `${url}/offstage`;
  const headers = { authorization: `Bearer ${token}` };
  const read = async (path: string) => (await fetch(`${at}${path}`, { headers })).json();
  for (const [index, type] of CONTENT_TYPES.entries()) {
    const body = JSON.stringify([
      { age: 0, type: 'deprecation', url: `https://app.test/${index}`, body: { id: 'x' } },
    ]);
    const sent = await fetch(`${at}/reports/csp`, {
      method: 'POST',
      // Without one `fetch` would write its own.
      body: new Blob([body]),
      headers: type === '' ? {} : { 'content-type': type },
    });
    expect([type, sent.status]).toEqual([type, 204]);
  }
  const preflight = await fetch(`${at}/reports`, {
    method: 'OPTIONS',
    headers: { origin: 'https://app.test' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  const large = await fetch(`${at}/reports`, { method: 'POST', body: `["${'x'.repeat(600_000)}"]` });
  expect(large.status).toBe(413);

  const { reports } = (await read('/api/reports')) as { reports: { url: string; endpoint: string }[] };
  expect(reports.map((report) => report.url).sort()).toEqual(
    CONTENT_TYPES.map((_, index) => `https://app.test/${index}`),
  );
  expect(new Set(reports.map(({ endpoint }) => endpoint))).toEqual(new Set(['csp']));
  expect((await fetch(`${at}/api/reports`)).status).toBe(401);

  const login = await fetch(`${at}/viewer/?token=${token}`, { redirect: 'manual' });
  expect([login.status, login.headers.get('location')]).toEqual([303, '/offstage/viewer/']);
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await (await fetch(`${at}/viewer/`, { headers: { cookie } })).text();
  expect(page).toContain('/offstage/viewer/assets/');

  const stream = await fetch(`${at}/api/stream?after=0`, { headers });
  const reader = stream.body?.getReader();
  let seen = '';
  while (!seen.includes('https://app.test/4'))
    seen += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();

  const gone = await fetch(`${at}/api/reports`, { method: 'DELETE', headers });
  expect([gone.status, await gone.json()]).toEqual([200, { removed: CONTENT_TYPES.length }]);
}
