import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openLedger } from '@offstage/server/send';
import { afterAll, expect, test } from 'vitest';
import { freePort } from './free-port.ts';
import { startServerProcess } from './server-process.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

// The sender's half against the real server, as processes.
const folder = await tempFolder();
afterAll(folder.remove);

test('a server that is killed while sends come in has each of them once in the end', async () => {
  const port = await freePort();
  const start = () => startServerProcess(['--data', folder.path, '--port', String(port)]);
  const ledger = openLedger({
    url: `http://127.0.0.1:${port}/api/sends`,
    salt: 's',
    onTrouble: () => undefined,
  });
  let sent = 0;
  const send = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      ledger.record({
        endpoint: `https://push.example/send/${sent % 50}`,
        payload: `message ${sent}`,
        campaign: `c${sent}`,
        status: 201,
        ttl: 60,
      });
      sent += 1;
    }
  };
  // Nobody is there yet.
  send(700);
  for (let round = 0; round < 4; round += 1) {
    const server = await start();
    const before = ledger.counts.taken;
    send(1_300);
    await until('sends to be taken', () => ledger.counts.taken > before);
    await server.stop('SIGKILL');
    send(100);
  }
  const server = await start();
  expect(await ledger.flush({ timeout: 60_000 })).toEqual({
    recorded: sent,
    taken: sent,
    waiting: 0,
    lost: 0,
    skipped: 0,
  });
  const campaigns: string[] = [];
  let cursor = '';
  do {
    const answer = await fetch(`${server.url}/api/pushes?limit=1000${cursor}`);
    const page = (await answer.json()) as { pushes: { campaign: string }[]; next: string | null };
    campaigns.push(...page.pushes.map(({ campaign }) => campaign));
    cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  await server.stop('SIGTERM');
  expect(campaigns).toHaveLength(sent);
  expect(new Set(campaigns).size).toBe(sent);
}, 180_000);

test('a process that has sent ends by itself, whatever the server does; flush() keeps it until its time is over', async () => {
  let asked = 0;
  // It takes requests, and never answers.
  const hangs = createServer(() => {
    asked += 1;
  });
  await new Promise<void>((resolve) => hangs.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(hangs.address() as AddressInfo).port}/api/sends`;
  const run = async (what: string): Promise<string> => {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { openLedger } from '@offstage/server/send';
         const ledger = openLedger({ url: '${url}', salt: 's', onTrouble() {} });
         ledger.record({ endpoint: 'https://push.example/x', status: 201 });
         ${what}`,
      ],
      { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    return `${code} ${said}`;
  };
  try {
    // What keeps a process alive is listed: neither a timer of ours nor, while a request is under way, its connection.
    const listed =
      'console.log(process.getActiveResourcesInfo().filter((each) => /^(Timeout|Immediate|TCP|TLS)/.test(each)).join());';
    expect(await run(listed)).toBe('0 \n');
    expect(asked).toBe(0);
    const underWay = `ledger.flush({ timeout: 1_500 }).then(() => { ${listed} });`;
    expect(await run(underWay)).toBe('0 \n');
    expect(asked).toBe(1);
    expect(await run('const { waiting } = await ledger.flush({ timeout: 500 }); console.log(waiting);')).toBe(
      '0 1\n',
    );
  } finally {
    hangs.closeAllConnections();
    hangs.close();
  }
}, 120_000);
