import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../src/run.ts';
import { fakeTerminal } from '../src/terminal/fake-terminal.fixture.ts';
import type { Terminal } from '../src/terminal/terminal.ts';
import { startSite } from './start-site.ts';

const LOG = fileURLToPath(new URL('../../../test/formats/0.1.0/chromium.jsonl', import.meta.url));
const TOKEN = 'full-token-of-the-test-0123456789';
const READ = 'read-token-of-the-test-0123456789';

let folder = '';
let server: RunningServer;
let reportsOnly: RunningServer;

const report = (n: number) => ({
  type: 'csp-violation',
  age: 0,
  url: `https://app.example/page-${n}`,
  user_agent: 'Mozilla/5.0',
  body: {
    effectiveDirective: 'img-src',
    blockedURL: `https://evil.example/${n}`,
    documentURL: 'https://app.example/',
    disposition: 'enforce',
  },
});

async function post(to: RunningServer, reports: readonly object[]): Promise<void> {
  const answer = await fetch(`${to.url}/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/reports+json' },
    body: JSON.stringify(reports),
  });
  expect(answer.status).toBe(204);
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-cli-server-'));
  const start = (name: string): Promise<RunningServer> =>
    startServer({ store: path.join(folder, name), port: 0, token: TOKEN, readToken: READ, viewer: false });
  server = await start('all.sqlite');
  reportsOnly = await start('reports.sqlite');
  const entries = readFileSync(LOG, 'utf8').trim().split('\n').slice(1);
  await post(
    server,
    entries.map((line) => ({
      type: 'background-service',
      age: 0,
      url: 'https://localhost:35751/sw.js',
      user_agent: 'Mozilla/5.0',
      body: JSON.parse(line),
    })),
  );
  await post(server, [report(1), report(2)]);
  await post(reportsOnly, [report(1)]);
}, 60_000);
afterAll(async () => {
  await server?.close();
  await reportsOnly?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function offstage(words: readonly string[], more: Partial<Terminal> = {}) {
  const terminal = fakeTerminal(folder, more);
  const code = await run(words, terminal);
  return { code, out: terminal.printed(), notes: terminal.noted() };
}

test('without its token a server is not read, and the next step is said', async () => {
  for (const words of [
    ['query', server.url],
    ['tail', server.url],
    ['doctor', server.url],
    ['query', server.url, '--token', 'x'.repeat(30)],
  ]) {
    const { code, notes } = await offstage(words);
    expect([code, notes]).toEqual([3, expect.stringMatching(/^SERVER_REFUSED: .*OFFSTAGE_READ_TOKEN/)]);
  }
});

test.each<[string, readonly string[], Record<string, string>]>([
  ['--token', ['--token', TOKEN], {}],
  ['OFFSTAGE_TOKEN', [], { OFFSTAGE_TOKEN: TOKEN }],
  ['OFFSTAGE_READ_TOKEN', [], { OFFSTAGE_READ_TOKEN: READ, OFFSTAGE_TOKEN: '' }],
])('a token by %s', async (_, words, env) => {
  const { code, out } = await offstage(['query', server.url, 'event:"Report received"', ...words], { env });
  expect(code).toBe(0);
  expect(out).toContain('2 of 44 entries match');
});

const env = { OFFSTAGE_READ_TOKEN: READ };

test('the address of the viewer, with the token in it, is one of the server', async () => {
  const { out } = await offstage(['query', `${server.url}/viewer/?token=${READ}`, 'event:"Report received"']);
  expect(out).toContain(`2 of 44 entries match in ${server.url}/viewer/.`);
});

test('uploaded entries are what they were; a handle is the report’s number', async () => {
  const { out } = await offstage(['query', server.url, 'service:pushMessaging', 'outcome:failed', '--json'], {
    env,
  });
  const { entries } = JSON.parse(out);
  expect(entries.length).toBeGreaterThan(0);
  const { handle, id } = entries[0];
  const one = JSON.parse((await offstage(['query', server.url, handle, '--json'], { env })).out);
  expect(one.entries[0].id).toBe(id);
});

test('what was not looked at is said', async () => {
  const { out } = await offstage(['query', server.url, '--scan', '2'], { env });
  expect(out).toContain('2 of 2 entries match');
  expect(out).toContain('… 42 older reports of the server were not looked at: --scan 44 looks at all.');
});

test('the doctor examines what devices sent', async () => {
  const { code, out } = await offstage(['doctor', server.url], { env });
  expect(code).toBe(2);
  expect(out).toContain("The push event's handler threw TypeError");
  const only = await offstage(['doctor', reportsOnly.url], { env });
  expect([only.code, only.out]).toEqual([3, expect.stringContaining('There are only reports in it')]);
});

test('tail shows what arrives, by the filter', async () => {
  const terminal = fakeTerminal(folder, { env });
  const done = run(['tail', reportsOnly.url, 'type:csp-violation', '--json'], terminal);
  await vi.waitFor(() => expect(terminal.printed()).toContain('page-1'), 10_000);
  await post(reportsOnly, [
    { ...report(7), type: 'deprecation', body: { id: 'x', message: 'old' } },
    report(8),
  ]);
  await vi.waitFor(() => expect(terminal.printed()).toContain('page-8'), 10_000);
  terminal.end();
  expect(await done).toBe(0);
  const handles = terminal
    .printed()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).handle);
  expect(handles).toEqual(['e-1', 'e-3']);
});

test('a server that is not there, and one that is another', async () => {
  const dead = await offstage(['query', 'http://127.0.0.1:9']);
  expect([dead.code, dead.notes]).toEqual([
    3,
    expect.stringMatching(/^SERVER_UNREACHABLE: http:\/\/127\.0\.0\.1:9 does not answer\. .*offstage-server/),
  ]);
  const site = await startSite({ '/': 'x' });
  const other = await offstage(['query', site.url]);
  await site.close();
  expect([other.code, other.notes]).toEqual([
    3,
    expect.stringMatching(/^SERVER_ERROR: .*Is this the address/),
  ]);
});

test('check posts a report to a real endpoint of another origin, which has it then', async () => {
  const { url } = server;
  const site = await startSite({
    '/': {
      body: '<!doctype html><title>App</title>',
      headers: { 'reporting-endpoints': `default="${url}/reports"` },
    },
  });
  const { out } = await offstage(['check', `${site.url}/`, '--json']);
  await site.close();
  const codes = JSON.parse(out).results.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(expect.arrayContaining(['ENDPOINT_PREFLIGHT', 'ENDPOINT_TAKES']));
  expect((await offstage(['query', url, 'type:offstage-check'], { env })).out).toContain(
    '1 of 45 entries match',
  );
});
