import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type RunningServer, startServer } from '@offstage/server';
import { deviceOf, keyOf } from '@offstage/server/send';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** How each recipe of the page is run: by which programs, and under which name its text is kept for them. */
const RECIPES: readonly {
  readonly title: string;
  readonly fence: string;
  readonly needs: readonly string[];
  readonly file: string;
  readonly command: readonly string[];
}[] = [
  { title: 'curl', fence: 'sh', needs: ['sh', 'curl', 'openssl'], file: 'send.sh', command: ['sh', '-e'] },
  { title: 'Python', fence: 'python', needs: ['python3'], file: 'send.py', command: ['python3'] },
  { title: 'PHP', fence: 'php', needs: ['php'], file: 'send.php', command: ['php'] },
  { title: 'Ruby', fence: 'ruby', needs: ['ruby'], file: 'send.rb', command: ['ruby'] },
  { title: 'Go', fence: 'go', needs: ['go'], file: 'send.go', command: ['go', 'run'] },
];
const PAGE = readFileSync(new URL('../../server/sending/README.md', import.meta.url), 'utf8');
const TOKEN = 'the-send-token-of-this-test';
const ENDPOINT = 'https://push.example/send/APA91b-cap4b1l1ty';
const PAYLOAD = '{"title":"Grüße ☕"}';

const isThere = (program: string): boolean =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
const codeOf = (title: string, fence: string): string | undefined =>
  new RegExp(`\n### ${title}\n\n\`\`\`${fence}\n([\\s\\S]*?)\n\`\`\``).exec(PAGE)?.[1];

const here = RECIPES.filter(({ needs }) => needs.every(isThere));
const missing = RECIPES.filter((recipe) => !here.includes(recipe)).map(({ title }) => title);
if (missing.length > 0)
  console.log(`Recipes that are not run, since their interpreter is not installed: ${missing.join(', ')}`);

const folder = mkdtempSync(path.join(tmpdir(), 'offstage-recipes-'));
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    store: path.join(folder, 'reports.sqlite'),
    port: 0,
    viewer: false,
    token: 'the-full-token-of-this-test',
    sendToken: TOKEN,
  });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('every recipe of the page is known here, and can be found', () => {
  const titles = [...PAGE.slice(PAGE.indexOf('\n## Without Node')).matchAll(/^### (.+)$/gm)].map(
    ([, title]) => title,
  );
  expect(titles).toEqual(RECIPES.map(({ title }) => title));
  for (const { title, fence } of RECIPES) expect(codeOf(title, fence)?.length).toBeGreaterThan(100);
});

test.each(here)(
  '$title: what it sends is what withLedger() sends',
  { timeout: 120_000 },
  async ({ title, fence, file, command }) => {
    const script = path.join(folder, file);
    writeFileSync(script, `${codeOf(title, fence)}\n`);
    const [program = '', ...options] = command;
    const { stdout } = await promisify(execFile)(program, [...options, script], {
      env: {
        ...process.env,
        URL: `${server.url}/api/sends`,
        TOKEN,
        SALT: `salt of ${title}`,
        ENDPOINT,
        PAYLOAD,
        STATUS: '201',
        // Of Go, which would keep what it builds in the home folder.
        GOCACHE: path.join(folder, 'go'),
      },
    });
    expect(JSON.parse(stdout)).toEqual({ accepted: 1, known: 0, rejected: [] });
    const device = deviceOf(ENDPOINT, `salt of ${title}`);
    const answer = await fetch(`${server.url}/api/pushes`, {
      headers: { authorization: 'Bearer the-full-token-of-this-test' },
    });
    const { pushes } = (await answer.json()) as { readonly pushes: readonly { readonly device: string }[] };
    expect(pushes.filter((push) => push.device === device)).toMatchObject([
      {
        device,
        key: keyOf(ENDPOINT, `salt of ${title}`, Buffer.from(PAYLOAD)),
        service: 'push.example',
        ttl: 3600,
        status: 201,
        state: 'accepted',
      },
    ]);
  },
);
