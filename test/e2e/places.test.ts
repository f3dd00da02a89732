import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { eventually } from '../kit/src/eventually.ts';
import { ask } from '../places/ask.ts';
import { ensureProxies, PROXY_NAMES, type RunningProxy, startProxy } from '../places/proxies.ts';
import { type RunningProgram, runProgram } from '../places/run-program.ts';
import { root } from '../run/root.mjs';

// The recipes of server/places/README.md, with the real proxies, a real browser, and the server as its command.

const TOKEN = 'the-token-of-this-test-1234';
const PAGE = '<!doctype html><title>App</title><img src="https://pay.test/blocked.png" alt="">';

const folder = mkdtempSync(path.join(tmpdir(), 'offstage-places-'));
let browser: Chromium;
beforeAll(async () => {
  ensureProxies();
  browser = await launchChromium();
}, 400_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test.each(PROXY_NAMES)('behind %s: a browser’s reports arrive, and are read with a token', async (name) => {
  const own = path.join(folder, name);
  mkdirSync(own);
  let proxy: RunningProxy | undefined;
  const main = path.join(root, 'server/dist/main.js');
  const server: RunningProgram = await runProgram(
    [process.execPath, main, '--port', '0', '--data', path.join(own, 'reports'), '--trust-proxy'],
    { cwd: own, env: { OFFSTAGE_TOKEN: TOKEN }, isReady: (output) => output.includes('Listening on') },
  );
  try {
    const listening = Number(/Listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(server.output())?.[1]);
    const { certificates } = browser;
    proxy = await startProxy(name, { folder: own, server: listening, certificates, page: PAGE });
    const { port, reports, app } = proxy;
    const site = { host: reports, port, ca: certificates.ca.cert };
    const bearer = { authorization: `Bearer ${TOKEN}` };
    const stored = async (query: string): Promise<readonly Record<string, unknown>[]> =>
      JSON.parse((await ask({ ...site, path: `/api/reports?${query}`, headers: bearer })).text).reports;

    // As a browser sends them, from the page of an app that has the recipe's headers.
    const page = await browser.context.newPage();
    const shown = await page.goto(`https://${app}/`);
    const headers = shown?.headers() ?? {};
    expect(headers['reporting-endpoints']).toBe(
      `default="https://${reports}/reports", csp="https://${reports}/reports/csp"`,
    );
    expect(JSON.parse(headers['report-to'] ?? '')).toMatchObject({ group: 'nel' });
    expect(JSON.parse(headers.nel ?? '')).toMatchObject({ report_to: 'nel' });
    const [report] = await eventually(
      async () => {
        const found = await stored('endpoint=csp');
        return found.length > 0 && found;
      },
      { what: 'the report of a blocked image', timeout: 20_000 },
    );
    expect(report).toMatchObject({
      type: 'csp-violation',
      url: `https://${app}/`,
      origin: `https://${app}`,
      userAgent: expect.stringContaining('Chrome/'),
      body: { blockedURL: 'https://pay.test/blocked.png', effectiveDirective: 'img-src' },
    });
    await page.close();

    // As one without `report-to` does, and its preflight.
    const post = (body: string, more: { from?: string; headers?: Record<string, string> } = {}) =>
      ask({ ...site, path: '/reports/old', method: 'POST', body, ...more });
    const legacy = { 'csp-report': { 'document-uri': `https://${app}/`, 'blocked-uri': 'inline' } };
    const type = { 'content-type': 'application/csp-report', origin: 'null' };
    expect((await post(JSON.stringify(legacy), { headers: type })).status).toBe(204);
    const preflight = await ask({
      ...site,
      path: '/reports',
      method: 'OPTIONS',
      headers: { origin: 'https://x.test' },
    });
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);

    // Two users are two; one who says to be another is still one.
    const same = JSON.stringify([
      { age: 0, type: 'deprecation', url: `https://${app}/same`, body: { id: 'Same' } },
    ]);
    const forged = (address: string) => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'http' });
    await Promise.all([
      post(same, { from: '127.0.0.2' }),
      post(same, { from: '127.0.0.3', headers: forged('127.0.0.8') }),
      post(same, { from: '127.0.0.3', headers: forged('127.0.0.9') }),
    ]);
    expect(await stored('type=deprecation')).toHaveLength(2);

    // Nothing is read without a token, and the viewer's cookie is one of https.
    expect((await ask({ ...site, path: '/api/reports' })).status).toBe(401);
    const wrong = { authorization: 'Bearer another-token-of-no-use' };
    expect((await ask({ ...site, path: '/api/reports', headers: wrong })).status).toBe(401);
    const login = await ask({ ...site, path: `/viewer/?token=${TOKEN}`, headers: forged('127.0.0.9') });
    expect([login.status, login.headers.location]).toEqual([303, '/viewer/']);
    const cookie = login.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^__Host-offstage=.*; Secure$/);
    const viewer = await ask({ ...site, path: '/viewer/', headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect([viewer.status, viewer.text]).toEqual([200, expect.stringContaining('/viewer/assets/')]);

    // A live stream comes through as it is written.
    const live = ask({
      ...site,
      path: '/api/stream?after=0',
      headers: bearer,
      isEnough: (text) => text.includes('"url":"https://live.test/"'),
    });
    const fresh = [{ age: 0, type: 'live', url: 'https://live.test/', body: {} }];
    expect((await post(JSON.stringify(fresh))).status).toBe(204);
    expect((await live).text).toContain('event: report');
  } finally {
    const code = await server.stop();
    await proxy?.stop();
    expect([code, server.output()]).toEqual([0, expect.stringContaining('"event":"stopped"')]);
  }
});
