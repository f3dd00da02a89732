import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../../server/test/free-port.ts';
import { packAll } from '../adoption/pack-all.ts';
import { fillBaseImage } from '../places/base-image.ts';
import { createBuildah } from '../places/buildah.ts';
import { packWhole } from '../places/pack-whole.ts';
import { runProgram } from '../places/run-program.ts';
import { root } from '../run/root.mjs';

// server/places/Containerfile, built and run by Debian's buildah. What it builds on is made of this machine's own Node: no
// registry of images is asked. `pnpm test places` runs it, as root.

const folder = mkdtempSync(path.join(tmpdir(), 'offstage-container-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const TOKEN = 'the-token-of-this-test-1234';

/** Processes that run this script of the image, by id. */
const processesOf = (text: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return /\bnode$/.test(command[0] ?? '') && command.includes(text);
      } catch {
        return false;
      }
    });

test('the container file is built; it has data, a token, health, a clean stop, and no root', async () => {
  const buildah = createBuildah(folder);
  const packed = await packAll();
  try {
    const base = buildah.run('from', 'scratch');
    fillBaseImage(buildah.run('mount', base));
    buildah.run('umount', base);
    buildah.run('config', '--env', 'PATH=/usr/local/bin:/usr/bin:/bin', base);
    buildah.run('commit', '--format', 'docker', base, 'docker.io/library/node:24-slim');
    const whole = await packWhole(packed.folder, folder);
    buildah.run(
      ...['build', '--format', 'docker', '--isolation', 'chroot', '--network', 'host', '--pull=never'],
      ...['--volume', `${folder}:/pack:ro`, '--build-arg', `PACKAGE=/pack/${path.basename(whole)}`],
      ...['--tag', 'offstage-server', path.join(root, 'server/places')],
    );
  } finally {
    packed.remove();
  }
  const { Docker } = JSON.parse(buildah.run('inspect', '--type', 'image', 'offstage-server'));
  expect(Docker.config).toMatchObject({
    User: 'node',
    Volumes: { '/data': {} },
    ExposedPorts: { '4321/tcp': {} },
    StopSignal: 'SIGTERM',
    Healthcheck: { Test: ['CMD', 'offstage-server', 'health'] },
  });

  const container = buildah.run('from', '--pull=never', 'offstage-server');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const inside = (...words: readonly string[]): readonly string[] => [
    ...['run', '--isolation', 'chroot', '--env', `OFFSTAGE_TOKEN=${TOKEN}`, container, '--'],
    ...words,
  ];
  const reports = (headers: Record<string, string>) => fetch(`${url}/api/reports`, { headers });
  /** As a runtime would: the entry point, and SIGTERM to it at the end. */
  const start = async () => {
    const command = buildah.command(...inside(...Docker.config.Entrypoint, '--port', String(port)));
    const running = await runProgram(command, {
      cwd: folder,
      timeout: 120_000,
      isReady: async () => (await fetch(`${url}/healthz`)).status === 200,
    });
    const [pid = 0] = processesOf(String(port));
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\t1000\t1000\t1000\t1000$/m);
    return async () => {
      process.kill(pid, 'SIGTERM');
      expect([await running.ended, running.output()]).toEqual([
        0,
        expect.stringContaining('"event":"stopped"'),
      ]);
    };
  };
  let stop = await start();
  const body = JSON.stringify([
    { age: 0, type: 'deprecation', url: 'https://app.test/in-a-container', body: {} },
  ]);
  expect((await fetch(`${url}/reports`, { method: 'POST', body })).status).toBe(204);
  expect((await reports({})).status).toBe(401);
  buildah.run(...inside('offstage-server', 'health', '--url', url));
  await stop();
  expect(() => buildah.run(...inside('offstage-server', 'health', '--url', url))).toThrow(/NOT_WELL/);

  // What is in the volume is there again, and belongs to nobody else.
  stop = await start();
  expect(await (await reports({ authorization: `Bearer ${TOKEN}` })).text()).toContain('in-a-container');
  const look =
    "const { uid, mode } = require('fs').statSync('/data'); console.log(uid, (mode & 0o777).toString(8))";
  expect(buildah.run(...inside('node', '-e', look))).toBe('1000 700');
  await stop();
  buildah.run('rm', '--all');
}, 600_000);
