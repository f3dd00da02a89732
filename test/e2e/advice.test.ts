import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type FilesSite, serveFiles } from '../browser/serve-files.ts';
import { eventually } from '../kit/src/eventually.ts';
import { bundleApp } from '../size/bundle-app.mjs';

// What the page says in the console where it is developed: by the classic script, and by the package in a bundle.

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const page = (body: string) => ({ type: 'text/html', body: `<!doctype html><title>App</title>${body}` });
const script = (body: string) => ({ type: 'text/javascript', body });
const VERSION = JSON.parse(read('sw-plugin/package.json')).version as string;
const ANDROID_VIEW =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/156.0.0.0 Mobile Safari/537.36';

/** Name of the page, host, and whether it is in a WebView. All at once: they mostly wait. */
const PLACES = [
  ['well', 'localhost', false],
  ['old', 'localhost', false],
  ['gone', 'localhost', false],
  ['well', 'localhost', true],
  ['old', 'app.test', true],
  ['gone', 'app.test', false],
] as const;

let browser: Chromium;
/** An origin, and so a log, for each place. */
const sites: FilesSite[] = [];
beforeAll(async () => {
  browser = await launchChromium();
  const plugin = read('sw-plugin/dist/offstage-sw.js');
  const old = plugin.replaceAll(VERSION, '0.0.1');
  if (old === plugin) throw new Error('NO_VERSION: the plugin does not say its version.');
  const { first, later } = await bundleApp(
    "import { start } from '@offstage/sdk'; start({ worker: { url: document.documentElement.dataset.worker, scope: location.pathname } });",
  );
  const bundled = Object.fromEntries(
    [...first, ...later].map(({ fileName, code }) => [`/${fileName}`, script(code)]),
  );
  const classic = (worker: string, scope: string) =>
    page(`<script src="/offstage.js" data-worker="${worker}" data-scope="${scope}"></script>`);
  const module = (worker: string) =>
    page(
      `<script>document.documentElement.dataset.worker = '${worker}'</script><script type="module" src="/${first[0].fileName}"></script>`,
    );
  const startSite = () =>
    serveFiles({
      tls: browser.certificates,
      folders: {},
      pages: {
        ...bundled,
        '/offstage.js': script(read('sdk/dist/offstage.js')),
        '/plugin.js': script(plugin),
        '/old-plugin.js': script(old),
        '/sw.js': script("importScripts('/plugin.js');"),
        '/old-sw.js': script("importScripts('/old-plugin.js');"),
        '/classic/well': classic('/sw.js', '/classic/well'),
        '/classic/old': classic('/old-sw.js', '/classic/old'),
        '/classic/gone': classic('/gone.js', '/classic/gone'),
        '/module/well': module('/sw.js'),
        '/module/old': module('/old-sw.js'),
        '/module/gone': module('/gone.js'),
      },
      // A single-page app's.
      fallback: (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>App');
      },
    });
  for (const _ of PLACES) sites.push(await startSite());
  return async () => {
    await browser.close();
    for (const site of sites) await site.close();
  };
}, 60_000);

/** What was said by the time at which a page has said all: once it is loaded, and loaded again. */
async function saidAt(
  address: string,
  webView: boolean,
  expected: readonly boolean[],
): Promise<readonly string[][]> {
  const opened = await browser.context.newPage();
  if (webView) {
    const session = await browser.context.newCDPSession(opened);
    await session.send('Emulation.setUserAgentOverride', { userAgent: ANDROID_VIEW });
    await opened.addInitScript(() => Reflect.deleteProperty(globalThis, 'PushManager'));
  }
  const rounds: string[][] = [];
  for (const _ of ['first visit', 'second visit']) {
    const said: string[] = [];
    const listen = (message: { text(): string }): void => {
      if (message.text().startsWith('Offstage: ')) said.push(message.text());
    };
    opened.on('console', listen);
    await opened.goto(address);
    await opened.evaluate(async (gone) => {
      if (!gone) await navigator.serviceWorker.ready;
    }, address.endsWith('/gone'));
    if (expected[rounds.length])
      await eventually(() => said.length > 0, { what: () => `words at ${address}` });
    // What is written once per visit is written together with it, a second after the load.
    else await eventually(() => opened.evaluate(() => performance.now() > 2_000));
    opened.off('console', listen);
    rounds.push(said);
  }
  await opened.close();
  return rounds;
}

/** Whether something is said at the first visit, and at the second. */
const saysSo = (kind: string, at: number): readonly boolean[] =>
  ((kind === 'classic' ? CLASSIC : MODULE)[at] ?? '').split('').map((one) => one === '1');
const MODULE = ['00', '01', '11', '11', '00', '00'];
const CLASSIC = ['00', '00', '11', '00', '00', '00'];

test.each(['classic', 'module'])(
  '%s: each once, to whoever develops the app, and to nobody else',
  async (kind) => {
    const [well, old, gone, view, ...others] = await Promise.all(
      PLACES.map(([name, host, webView], at) =>
        saidAt(`https://${host}:${sites[at]?.port}/${kind}/${name}`, webView, saysSo(kind, at)),
      ),
    );
    expect(well).toEqual([[], []]);
    // In one file there is room for one sentence.
    if (kind === 'classic') {
      const noWorker = expect.stringMatching(/^Offstage: no worker\. .*MIME type \('text\/html'\)/);
      expect([old, gone, view]).toEqual([
        [[], []],
        [[noWorker], [noWorker]],
        [[], []],
      ]);
      expect(others).toEqual([
        [[], []],
        [[], []],
      ]);
      return;
    }
    // From the visit on at which that worker has started.
    expect(old?.[1]).toEqual([
      `Offstage: https://localhost:${sites[1]?.port}/old-sw.js has plugin 0.0.1, this page ${VERSION}: run npx offstage init, or build the worker anew`,
    ]);
    const noScript = expect.stringMatching(/^Offstage: \S*\/gone\.js is a web page, no script/);
    expect(gone).toEqual([[noScript], [noScript]]);
    const noPush = expect.stringMatching(/^Offstage: no push in this WebView/);
    expect(view).toEqual([[noPush], [noPush]]);
    expect(others).toEqual([
      [[], []],
      [[], []],
    ]);
  },
);
