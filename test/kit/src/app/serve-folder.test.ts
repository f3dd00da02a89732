import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Served } from '../loopback/serve.ts';
import { serveFolder } from './serve-folder.ts';

let folder = '';
let served: Served;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-kit-'));
  mkdirSync(path.join(folder, 'app/about'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  writeFileSync(path.join(folder, 'app/index.html'), 'home');
  writeFileSync(path.join(folder, 'app/about/index.html'), 'about');
  writeFileSync(path.join(folder, 'app/sw.js'), 'work();');
  served = await serveFolder(path.join(folder, 'app'));
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

/** As it is written, whatever `..` is in it. */
const ask = (place: string, method = 'GET'): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = http.request({ port: served.port, path: place, method }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve(`${response.statusCode} ${response.headers['content-type']} ${body}`);
    });
    request.on('error', reject).end();
  });

test('files as they are, a page of the app for what has no ending, nothing from above the folder', async () => {
  expect(await ask('/')).toBe('200 text/html home');
  expect(await ask('/about/')).toBe('200 text/html about');
  expect(await ask('/sw.js?v=1')).toBe('200 text/javascript work();');
  expect(await ask('/some/route')).toBe('200 text/html home');
  expect(await ask('/gone.js')).toMatch(/^404 /);
  for (const place of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt'])
    expect(await ask(place)).toMatch(/^404 /);
});

test('it has no API: what is posted is not told that all is well', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) expect(await ask('/api/done', method)).toMatch(/^405 /);
});
