// In one file: each fault of a site beside its healthy twins, answered by a real server.
import { afterEach, describe, expect, test } from 'vitest';
import { checkAddress } from '../src/check/check-address.ts';
import { type Got, get } from '../src/check/get.ts';
import { collectResults } from '../src/check/result.ts';
import { pluginScript, viewerFiles } from '../src/init/our-files.ts';
import { run } from '../src/run.ts';
import { fakeTerminal } from '../src/terminal/fake-terminal.fixture.ts';
import { type Answer, type Site, startSite } from './start-site.ts';

const PLUGIN = pluginScript(import.meta.dirname);
const VIEWER = Object.fromEntries(
  [...viewerFiles(import.meta.dirname)].map(([name, bytes]) => [`/viewer/${name}`, bytes]),
);
const PAGE = '<!doctype html><title>App</title><script>navigator.serviceWorker.register("/sw.js")</script>';
const FIRST =
  "try { importScripts('/offstage-sw.js'); } catch {}\nself.addEventListener('push', () => {});\n";

type Answers = Readonly<Record<string, string | Buffer | Answer>>;
const GOOD: Answers = { '/': PAGE, '/sw.js': FIRST, '/offstage-sw.js': PLUGIN, ...VIEWER };

const open: Site[] = [];
afterEach(() => Promise.all(open.splice(0).map((site) => site.close())));

async function check(answers: Answers, words: readonly string[] = []) {
  const site = await startSite({ ...GOOD, ...answers });
  open.push(site);
  const terminal = fakeTerminal(import.meta.dirname);
  const code = await run(['check', `${site.url}/`, '--json', ...words], terminal);
  if (terminal.noted() !== '') return { code, notes: terminal.noted(), bad: [], results: [], site };
  const { results } = JSON.parse(terminal.printed());
  const bad = results.filter(
    ({ severity }: { severity: string }) => severity === 'error' || severity === 'warning',
  );
  return { code, notes: '', results, bad, site };
}

test('a site where all is well', async () => {
  const { code, bad, results } = await check({});
  expect(bad).toEqual([]);
  expect(code).toBe(0);
  const good = results
    .filter(({ severity }: { severity: string }) => severity === 'ok')
    .map(({ code: one }: { code: string }) => one);
  expect(good).toEqual([
    'ONE_WORKER',
    'SCRIPT_SERVED',
    'PLUGIN_FIRST',
    'SCRIPT_SERVED',
    'PLUGIN_CURRENT',
    'VIEWER',
  ]);
});

const route = (options: string): string =>
  `${FIRST}registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html')${options}));\n`;
const csp = (policy: string): Answer => ({ body: PAGE, headers: { 'content-security-policy': policy } });

describe('what is wrong is named, with its place and what to do', () => {
  test.each<[string, Answers, string, string, RegExp]>([
    [
      'the plugin is not loaded',
      { '/sw.js': 'self.onpush = () => {};\n' },
      'PLUGIN_MISSING',
      '/sw.js:1',
      /first line: try \{ importScripts/,
    ],
    [
      'the plugin is loaded late',
      { '/sw.js': `// app\nself.onpush = () => {};\n${FIRST}` },
      'PLUGIN_LATE',
      '/sw.js:2',
      /Move this before it/,
    ],
    [
      'the worker does not parse',
      { '/sw.js': 'self.onpush = (' },
      'SCRIPT_BROKEN',
      '/sw.js',
      /see what is served/,
    ],
    [
      'the worker is a page',
      { '/sw.js': { body: PAGE, headers: { 'content-type': 'text/javascript' } } },
      'SCRIPT_IS_PAGE',
      '/sw.js',
      /fallback/,
    ],
    [
      'the worker is no JavaScript to a browser',
      { '/sw.js': { body: FIRST, headers: { 'content-type': 'text/plain' } } },
      'SCRIPT_TYPE',
      '/sw.js',
      /Content-Type: text\/javascript/,
    ],
    [
      'the worker is not there',
      { '/sw.js': { status: 404 } },
      'SCRIPT_NOT_THERE',
      '/sw.js',
      /npx offstage init/,
    ],
    [
      'the worker is a redirect',
      { '/sw.js': { status: 302, headers: { location: '/other.js' } }, '/other.js': FIRST },
      'WORKER_REDIRECTED',
      '/sw.js',
      /Register \/other\.js/,
    ],
    [
      'the plugin is not there',
      { '/offstage-sw.js': { status: 404 } },
      'SCRIPT_NOT_THERE',
      '/offstage-sw.js',
      /npx offstage init/,
    ],
    [
      'the plugin is a page',
      { '/offstage-sw.js': { body: PAGE, headers: { 'content-type': 'text/html' } } },
      'SCRIPT_IS_PAGE',
      '/offstage-sw.js',
      /fallback/,
    ],
    [
      'the plugin is old',
      { '/offstage-sw.js': 'var v="0.0.9",s=Symbol.for("offstage");' },
      'PLUGIN_OLD',
      '/offstage-sw.js',
      /npx offstage init/,
    ],
    [
      'something else is in its place',
      { '/offstage-sw.js': 'self.x = 1;' },
      'PLUGIN_NOT_THERE',
      '/offstage-sw.js',
      /npx offstage init/,
    ],
    [
      'two workers in one scope',
      {
        '/': PAGE.replace('</script>', ';navigator.serviceWorker.register("/push.js")</script>'),
        '/push.js': FIRST,
      },
      'WORKERS_COMPETE',
      '/:1',
      /scope of its own/,
    ],
    [
      'a scope above the worker',
      { '/': PAGE.replace('"/sw.js"', '"/js/sw.js", { scope: "/" }'), '/js/sw.js': FIRST },
      'SCOPE_TOO_WIDE',
      '/js/sw.js',
      /Service-Worker-Allowed: \//,
    ],
    [
      'a navigation route without a denylist',
      { '/sw.js': route('') },
      'FALLBACK_TAKES_VIEWER',
      '/sw.js:3',
      /denylist/,
    ],
    [
      'a navigation route with another denylist',
      { '/sw.js': route(', { denylist: [/^\\/api/] }') },
      'FALLBACK_TAKES_VIEWER',
      '/sw.js:3',
      /navigateFallbackDenylist/,
    ],
    [
      'Angular’s navigationUrls',
      {
        '/sw.js': `${FIRST}importScripts('./ngsw-worker.js');`,
        '/ngsw.json': JSON.stringify({ navigationUrls: [{ positive: true, regex: '^\\/.*$' }] }),
      },
      'FALLBACK_TAKES_VIEWER',
      'ngsw-config.json',
      /!\/viewer\/\*\*/,
    ],
    [
      'a precache with the viewer in it',
      {
        '/sw.js': `${FIRST}precacheAndRoute([{url:"index.html",revision:"1"},{url:"viewer/index.html",revision:"2"}]);`,
      },
      'PRECACHE_HOLDS',
      '/sw.js:3',
      /globIgnores/,
    ],
    [
      'Angular’s precache with the plugin in it',
      {
        '/sw.js': `${FIRST}importScripts('./ngsw-worker.js');`,
        '/ngsw.json': JSON.stringify({ assetGroups: [{ urls: ['/index.html', '/offstage-sw.js'] }] }),
      },
      'PRECACHE_HOLDS',
      '/ngsw.json',
      /!\/offstage-sw\.js/,
    ],
    ['no viewer', { '/viewer/': { status: 404 } }, 'VIEWER_NOT_THERE', '/viewer/', /--viewer/],
    [
      'a viewer without its files',
      { '/viewer/': VIEWER['/viewer/index.html']?.toString().replaceAll('./assets/', './gone/') ?? '' },
      'VIEWER_BROKEN',
      '/viewer/',
      /whole folder/,
    ],
    [
      'worker-src',
      { '/': csp("default-src 'self' 'unsafe-inline'; worker-src 'none'") },
      'CSP_WORKER',
      'Content-Security-Policy',
      /worker-src 'self'/,
    ],
    [
      'default-src',
      { '/': csp("default-src 'none'") },
      'CSP_WORKER',
      'Content-Security-Policy',
      /worker-src 'self'/,
    ],
    [
      'a policy in the page',
      {
        '/': PAGE.replace(
          '<title>',
          '<meta http-equiv="Content-Security-Policy" content="worker-src https://cdn.example"><title>',
        ),
      },
      'CSP_WORKER',
      '/',
      /worker-src 'self'/,
    ],
    [
      'script-src and the page’s script',
      {
        '/':
          csp("script-src 'unsafe-inline'; worker-src *").body === undefined
            ? PAGE
            : {
                body: PAGE.replace('<script>', '<script src="/offstage.js"></script><script>'),
                headers: { 'content-security-policy': "script-src 'unsafe-inline'; worker-src *" },
              },
      },
      'CSP_SCRIPT',
      'Content-Security-Policy',
      /'self'/,
    ],
    [
      'Trusted Types',
      { '/': csp("require-trusted-types-for 'script'; trusted-types app") },
      'TRUSTED_TYPES',
      'Content-Security-Policy',
      /offstage/,
    ],
    [
      'the worker’s own policy',
      { '/sw.js': { body: FIRST, headers: { 'content-security-policy': "script-src 'none'" } } },
      'CSP_IMPORT',
      'Content-Security-Policy of /sw.js',
      /'self'/,
    ],
    [
      'Trusted Types of the worker',
      {
        '/sw.js': {
          body: FIRST,
          headers: { 'content-security-policy': "require-trusted-types-for 'script'" },
        },
      },
      'TRUSTED_TYPES_WORKER',
      'Content-Security-Policy of /sw.js',
      /pages only/,
    ],
    [
      'Report-To that is no JSON',
      { '/': { body: PAGE, headers: { 'report-to': '{group:x}' } } },
      'REPORT_TO_BROKEN',
      'Report-To',
      /max_age/,
    ],
    [
      'Reporting-Endpoints without quotes',
      { '/': { body: PAGE, headers: { 'reporting-endpoints': 'default=/reports' } } },
      'ENDPOINTS_BROKEN',
      'Reporting-Endpoints',
      /default="/,
    ],
    [
      'a policy that reports to nobody',
      { '/': csp("default-src 'self' 'unsafe-inline'; report-to main") },
      'ENDPOINT_UNNAMED',
      'Content-Security-Policy',
      /Reporting-Endpoints: main=/,
    ],
    [
      'NEL by Reporting-Endpoints',
      {
        '/': {
          body: PAGE,
          headers: {
            nel: '{"report_to":"default","max_age":60}',
            'reporting-endpoints': 'default="/reports"',
          },
        },
        'POST /reports': { status: 204 },
      },
      'NEL_UNNAMED',
      'NEL',
      /Report-To: /,
    ],
    [
      'an endpoint that refuses',
      {
        '/': { body: PAGE, headers: { 'reporting-endpoints': 'default="/reports"' } },
        'POST /reports': { status: 415 },
      },
      'ENDPOINT_REFUSES',
      'Reporting-Endpoints: default',
      /api\/rejections/,
    ],
    [
      'an endpoint that is gone',
      {
        '/': { body: PAGE, headers: { 'reporting-endpoints': 'default="/reports"' } },
        'POST /reports': { status: 410 },
      },
      'ENDPOINT_REFUSES',
      'Reporting-Endpoints: default',
      /retired/,
    ],
    [
      'an endpoint where nobody is',
      { '/': { body: PAGE, headers: { 'reporting-endpoints': 'default="http://127.0.0.1:9/reports"' } } },
      'ENDPOINT_DEAD',
      'Reporting-Endpoints: default',
      /server runs/,
    ],
  ])('%s', async (_, answers, code, where, fix) => {
    const found = await check(answers);
    const one = found.bad.find((result: { code: string }) => result.code === code);
    expect(one, JSON.stringify(found.bad)).toBeDefined();
    expect(one.where.replace(found.site.url, '')).toBe(where);
    expect(one.fix).toMatch(fix);
    expect(found.code).toBe(
      found.bad.some(({ severity }: { severity: string }) => severity === 'error') ? 2 : 1,
    );
    // Nothing else is called wrong that follows from nothing.
    expect(found.bad.length).toBeLessThanOrEqual(2);
  });
});

describe('what is right is not called wrong', () => {
  test.each<[string, Answers]>([
    ['a denylist for the viewer', { '/sw.js': route(', { denylist: [/^\\/viewer/] }') }],
    ['an allowlist without it', { '/sw.js': route(', { allowlist: [/^\\/app/] }') }],
    [
      'a precache of the app’s own files',
      { '/sw.js': `${FIRST}precacheAndRoute([{url:"index.html",revision:"1"},{url:"assets/viewer/a.js"}]);` },
    ],
    ['strict-dynamic', { '/': csp("script-src 'nonce-x' 'strict-dynamic'") }],
    ['hosts with ports and paths', { '/': csp('worker-src http://*:* ; script-src *') }],
    [
      'Trusted Types with our policy',
      { '/': csp("require-trusted-types-for 'script'; trusted-types app offstage") },
    ],
    [
      'Angular with an exception',
      {
        '/sw.js': `${FIRST}importScripts('./ngsw-worker.js');`,
        '/ngsw.json': JSON.stringify({
          navigationUrls: [
            { positive: true, regex: '^\\/.*$' },
            { positive: false, regex: '^\\/viewer(?:\\/.*)?$' },
          ],
        }),
      },
    ],
    [
      'another scope for another worker',
      {
        '/': PAGE.replace('</script>', ';navigator.serviceWorker.register("/push/sw.js")</script>'),
        '/push/sw.js': FIRST.replace('/offstage', '/offstage'),
      },
    ],
    [
      'a wider scope that is allowed',
      {
        '/': PAGE.replace('"/sw.js"', '"/js/sw.js", { scope: "/" }'),
        '/js/sw.js': { body: FIRST, headers: { 'service-worker-allowed': '/' } },
      },
    ],
    ['a worker at a usual address, which no page tells of', { '/': '<!doctype html><title>App</title>' }],
    [
      'a worker that a script of the page registers',
      {
        '/': '<!doctype html><title>App</title><script src="/app.js"></script>',
        '/app.js': 'navigator.serviceWorker.register("/worker.js")',
        '/worker.js': FIRST,
      },
    ],
  ])('%s', async (_, answers) => {
    const { bad, code } = await check(answers);
    expect(bad).toEqual([]);
    expect(code).toBe(0);
  });
});

test('a page that is not there, and a server that is not', async () => {
  const { code, notes } = await check({ '/': { status: 500 } });
  expect([code, notes]).toEqual([3, expect.stringMatching(/^PAGE_UNREACHABLE: .*\(500\)/)]);
  const terminal = fakeTerminal('.');
  expect(await run(['check', 'http://127.0.0.1:9/'], terminal)).toBe(3);
  expect(terminal.noted()).toMatch(/^PAGE_UNREACHABLE: /);
});

test('a certificate that nobody vouches for', async () => {
  const refused = async (): Promise<Got> => ({
    ...(await get('http://127.0.0.1:9/')),
    failed: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  const options = { workers: [], viewer: '/viewer/', post: false };
  await expect(checkAddress('https://localhost/', options, refused, collectResults())).rejects.toMatchObject({
    code: 'CERTIFICATE_UNKNOWN',
    message: expect.stringContaining('NODE_EXTRA_CA_CERTS='),
  });
});

test('--no-report posts nothing, and --viewer and --worker say what is elsewhere', async () => {
  const headers = { 'reporting-endpoints': 'default="/reports"' };
  const { site, bad } = await check(
    {
      '/': { body: '<!doctype html><title>App</title>', headers },
      '/my/worker.js': FIRST,
      '/tools/': VIEWER['/viewer/index.html']?.toString().replaceAll('./assets', '/viewer/assets') ?? '',
    },
    ['--no-report', '--worker', '/my/worker.js', '--viewer', '/tools/'],
  );
  expect(bad).toEqual([]);
  expect(site.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('for an issue or a chat: --md', async () => {
  const site = await startSite({ ...GOOD, '/sw.js': 'self.onpush = () => {};\n' });
  open.push(site);
  const terminal = fakeTerminal(import.meta.dirname);
  expect(await run(['check', `${site.url}/`, '--md'], terminal)).toBe(2);
  const [first, ...rest] = terminal.printed().trim().split('\n');
  expect(first).toMatch(
    /^- \*\*error\*\* The worker does not load the plugin\. \(.*\) → Make this its first line: .* `PLUGIN_MISSING`$/,
  );
  expect(rest.at(-1)).toMatch(/^1 error, 1 note in /);
});
