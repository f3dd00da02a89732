import { join } from 'node:path';
import { type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './free-port.ts';
import { makeSend } from './ledger-suite.ts';
import { runCommand, startCommand } from './run-command.ts';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
const TOKEN = 'the-token-of-this-test-1234';
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    ...{ store: join(folder.path, 'reports.sqlite'), port: 0, token: TOKEN, viewer: false },
  });
  const sends = [
    makeSend({ id: 'fine', campaign: 'spring' }),
    makeSend({ id: 'gone', status: 410, campaign: 'autumn' }),
    makeSend({ id: `\u001b[31m\r\n${'x'.repeat(100)}`, status: 429, service: 'fcm.googleapis.com' }),
  ];
  const answer = await fetch(`${server.url}/api/sends`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ sends }),
  });
  expect(await answer.json()).toMatchObject({ accepted: 3, rejected: [] });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

test('one command says what became of pushes, why subscriptions vanished and what senders are warned of', async () => {
  const { code, output } = await runCommand('pushes', '--url', server.url, '--token', TOKEN);
  expect(code).toBe(0);
  const [first] = output.split('\n');
  expect(first).toBe('3 pushes: 1 accepted, 2 refused');
  expect(output).toMatch(
    /Why subscriptions vanished\n\ninfo {4}The device has never told anything {2}gone-not-reporting\n {2}1 push, 1 device, /,
  );
  expect(output).toMatch(
    /Warnings for senders\n\nerror {3}Chrome limits this site’s pushes \(429\) {2}chrome-limit\n/,
  );
  expect(output).toContain('GET /api/pushes?finding=chrome-limit');
  // A sender's own text can do nothing to a terminal.
  expect(output).not.toMatch(/[^\P{Cc}\n]/u);
  expect(output).not.toContain('x'.repeat(70));
});

test('of a campaign, of some days, as JSON lines', async () => {
  const ask = (...words: string[]) =>
    runCommand('pushes', '--url', `${server.url}/`, '--token', TOKEN, ...words);
  expect((await ask('--campaign', 'spring')).output).toContain('\nNothing found\n');
  const { output } = await ask('--json', '--campaign', 'autumn', '--days', '30');
  expect(
    output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { rule: string }).rule),
  ).toEqual(['gone-not-reporting']);
});

test('as a process it ends as --fail-on says, and with 1 where it could not ask', async () => {
  const run = (...words: string[]) => startCommand('pushes', '--url', server.url, ...words);
  const codes = [
    run('--token', TOKEN, '--fail-on', 'error'),
    run('--token', TOKEN, '--fail-on', 'warning', '--campaign', 'autumn'),
    run('--token', 'another', '--fail-on', 'error'),
    startCommand('pushes', '--url', `http://127.0.0.1:${await freePort()}`),
  ];
  expect(await Promise.all(codes.map(({ ended }) => ended))).toEqual([2, 0, 1, 1]);
  expect(codes[2]?.output()).toMatch(/^PUSHES_NOT_READ: .*--token/);
  expect(codes[3]?.output()).toMatch(/^PUSHES_NOT_READ: .*ECONNREFUSED/);
});
