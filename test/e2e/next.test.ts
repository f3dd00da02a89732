import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../../server/test/free-port.ts';
import { authorsEnvironment } from '../adoption/authors-environment.ts';
import { makeApp } from '../adoption/make-app.ts';
import { packAll } from '../adoption/pack-all.ts';
import { checkMounted } from '../places/check-mounted.ts';
import { recipe } from '../places/recipe.ts';
import { runProgram } from '../places/run-program.ts';

// The recipe of server/places/README.md for Next, built and served by Next itself. `pnpm test places` runs it.

const TOKEN = 'the-token-of-this-test-1234';
const folder = mkdtempSync(path.join(tmpdir(), 'offstage-next-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test('inside Next', async () => {
  const packed = await packAll();
  const app = await makeApp(
    {
      name: 'Next',
      packages: { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1', hono: '4.13.19' },
      ours: ['server'],
      files: {
        'app/layout.jsx':
          'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
        'app/page.jsx': 'export default () => <h1>The app</h1>;\n',
        'app/offstage/[[...path]]/route.js': recipe('Next', 'js', {}),
        'next.config.mjs': recipe('Next', 'js', {}, 1),
      },
      build: [['next', 'build']],
      runs: [],
    },
    packed.folder,
  );
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const running = await runProgram(
      [process.execPath, 'node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
      {
        cwd: app.folder,
        timeout: 60_000,
        env: { ...(authorsEnvironment() as Record<string, string>), OFFSTAGE_TOKEN: TOKEN },
        isReady: async () => (await fetch(`${url}/offstage/healthz`)).status === 200,
      },
    );
    try {
      expect(await (await fetch(url)).text()).toContain('The app');
      await checkMounted(url, TOKEN);
      const body = JSON.stringify([{ age: 0, type: 'last', url: 'https://app.test/last', body: {} }]);
      expect((await fetch(`${url}/offstage/reports`, { method: 'POST', body })).status).toBe(204);
    } finally {
      await running.stop();
    }
    const store = await openStore(path.join(app.folder, '.offstage/reports.sqlite'));
    expect((await store.list({ filter: {}, limit: 9 })).map(({ type }) => type)).toEqual(['last']);
    await store.close();
  } finally {
    app.remove();
    packed.remove();
  }
}, 600_000);
