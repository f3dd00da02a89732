import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { freePort } from './free-port.ts';
import { tempFolder } from './temp-folder.ts';

// places/offstage-server.service: checked by systemd's own program, and its commands run as it would run them.

const UNIT = readFileSync(new URL('../places/offstage-server.service', import.meta.url), 'utf8');
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const TOKEN = 'the-token-of-the-service-1234';
/** Debian's `nobody`: anybody but root. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

const folder = await tempFolder();
afterAll(folder.remove);

const settingOf = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(UNIT)?.[1] ?? '';

/** On Linux it comes with systemd; as root on Debian it is installed where it is missing. */
function systemdAnalyze(...words: readonly string[]): {
  readonly status: number | null;
  readonly said: string;
} {
  const ask = () => spawnSync('systemd-analyze', words, { encoding: 'utf8', timeout: 30_000 });
  let asked = ask();
  if (asked.error !== undefined && isRoot && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore', timeout: 120_000 });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'systemd'], {
      stdio: 'ignore',
      timeout: 300_000,
    });
    asked = ask();
  }
  if (asked.error !== undefined)
    throw new Error('systemd-analyze is needed for this test. Run: sudo apt-get install -y systemd');
  return { status: asked.status, said: `${asked.stdout}${asked.stderr}` };
}

// Elsewhere there is none.
test.each(process.platform === 'linux' ? ['systemd'] : [])(
  '%s finds nothing wrong with the unit, and little exposed',
  async () => {
    const program = join(folder.path, 'offstage-server');
    writeFileSync(program, '#!/usr/bin/env node\n');
    chmodSync(program, 0o755);
    const unit = join(folder.path, 'offstage-server.service');
    writeFileSync(unit, UNIT.replaceAll('/usr/local/bin/offstage-server', program));
    expect(systemdAnalyze('verify', unit)).toEqual({ status: 0, said: '' });
    // Of a hundred; what has no line in it is at 96.
    expect(systemdAnalyze('security', '--offline=true', '--threshold=40', unit).status).toBe(0);
    writeFileSync(unit, UNIT.replace('Restart=on-failure', 'Restart=sometimes'));
    expect(systemdAnalyze('verify', unit).said).toContain('restart specifier');
  },
  400_000,
);

test('its commands run as nobody in particular: data, token, health, a clean stop', async () => {
  expect([settingOf('DynamicUser'), settingOf('StateDirectoryMode'), settingOf('KillSignal')]).toEqual([
    'yes',
    '0700',
    'SIGTERM',
  ]);
  expect(UNIT).not.toMatch(/^User=/m);
  const [state, credentials] = [join(folder.path, 'state'), join(folder.path, 'credentials')];
  const data = join(state, settingOf('StateDirectory'));
  for (const one of [state, data, credentials]) mkdirSync(one, { mode: 0o700 });
  writeFileSync(join(credentials, 'token'), `${TOKEN}\n`, { mode: 0o400 });
  if (isRoot)
    for (const one of [folder.path, state, data, credentials, join(credentials, 'token')])
      chownSync(one, NOBODY, NOBODY);
  const port = await freePort();
  const expand = (text: string) => text.replaceAll('%S', state).replaceAll('%d', credentials);
  const env = Object.fromEntries(
    expand(settingOf('Environment'))
      .split(' ')
      .map((pair) => pair.split('=') as [string, string]),
  );
  expect(env).toMatchObject({ OFFSTAGE_TOKEN_FILE: join(credentials, 'token') });
  const start = (line: string, ...more: readonly string[]) => {
    const [program, ...words] = expand(line).split(' ');
    expect(program).toBe('/usr/local/bin/offstage-server');
    return spawn(process.execPath, [MAIN, ...words, ...more], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
  };
  const ended = (child: ReturnType<typeof start>) => new Promise((resolve) => child.once('exit', resolve));
  const server = start(settingOf('ExecStart'), '--port', String(port));
  let said = '';
  server.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    expect(await ended(start(settingOf('ExecStartPost'), '--url', url))).toBe(0);
    const posted = await fetch(`${url}/reports`, { method: 'POST', body: JSON.stringify(CSP_REPORT) });
    expect(posted.status).toBe(204);
    const read = await fetch(`${url}/api/facets`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(await read.json()).toMatchObject({ total: 1 });
    expect((await fetch(`${url}/api/facets`)).status).toBe(401);
  } finally {
    server.kill(settingOf('KillSignal') as NodeJS.Signals);
    expect([await ended(server), said]).toEqual([0, expect.stringContaining('"event":"stopped"')]);
  }
  const file = join(data, 'reports.sqlite');
  if (isRoot) expect(statSync(file).uid).toBe(NOBODY);
  // Nothing is left to be brought along: the log was put into the file.
  expect(existsSync(`${file}-wal`)).toBe(false);
  const store = await openStore(file);
  expect((await store.facets({})).total).toBe(1);
  await store.close();
  expect(await ended(start('/usr/local/bin/offstage-server health --url', url))).toBe(1);
});
