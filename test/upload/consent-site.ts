import { readFileSync } from 'node:fs';
import type { Certificates } from '../kit/src/certificates/create-certificates.ts';
import { serve } from '../kit/src/loopback/serve.ts';
import { bundleApp } from '../size/bundle-app.mjs';

const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));

/** How a page says what it says: not at all, as it is, by a promise, or by a function that may change its mind. */
export type Said = 'nothing' | 'value' | 'promise' | 'function';

/** An app whose pages say whether its worker may upload. `/app?SAID` is such a page, `/blank` has nothing of ours. */
export interface ConsentSite {
  readonly origin: string;
  /** Each of the upload's questions for open pages: how many there are; and 'alone' when the worker has done what was asked. */
  readonly told: readonly (number | 'alone')[];
  /** From now on there is another worker. */
  deploy(): void;
  close(): Promise<void>;
}

export interface ConsentSiteOptions {
  readonly certificates: Certificates;
  /** What a page's yes says. */
  readonly page: Readonly<Record<string, unknown>>;
  /** The worker's own options; without `url` it does what the page says. */
  readonly worker?: Readonly<Record<string, unknown>>;
  /** Says for a browser that has no Global Privacy Control that a person has switched it on, to page and worker. */
  readonly privacy?: boolean;
}

/** `consent` is what the function says. What a page says is in its address: a page that is opened again says the same. */
const app = (yes: unknown): string => `
  import { start, withdrawUpload } from '@offstage/sdk';
  const yes = ${JSON.stringify(yes)};
  globalThis.consent = true;
  globalThis.withdraw = withdrawUpload;
  const upload = {
    value: yes,
    promise: Promise.resolve(yes),
    function: () => globalThis.consent && yes,
  }[location.search.slice(1)];
  globalThis.offstage = start({ worker: '/sw.js', ...(upload && { upload }) });`;

/**
 * The looks for open pages are told to the site; a message makes the worker do something that is logged, a second after all
 * pages have gone: what was begun while one was there is sent by then.
 */
const HOST = `
  const look = Clients.prototype.matchAll;
  let looking = 0;
  Clients.prototype.matchAll = async function (options) {
    looking += 1;
    try {
      const found = await look.call(this, options);
      if (options && options.includeUncontrolled) await fetch('/told?' + found.length);
      return found;
    } finally {
      looking -= 1;
    }
  };
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('push', (event) => {
    const body = event.data.text();
    if (body === 'throw') throw new TypeError('Failed to fetch');
    event.waitUntil(registration.showNotification('Pushed', { tag: 'pushed', body }));
  });
  addEventListener('message', () => {
    let alone = 0;
    const timer = setInterval(async () => {
      const { length } = await look.call(clients, { includeUncontrolled: true });
      alone = length + looking > 0 ? 0 : alone + 1;
      if (alone !== 10) return;
      clearInterval(timer);
      await registration.showNotification('Alone', { tag: 'alone' }).catch(() => {});
      await fetch('/told?alone');
    }, 100);
  });`;

/** What goes wrong in the page, from its first line on. */
const ERRORS = `globalThis.errors = [];
  for (const type of ['error', 'unhandledrejection'])
    addEventListener(type, ({ message, reason }) => errors.push(String(message ?? reason)));`;

const CONTROL =
  "Object.defineProperty(Object.getPrototypeOf(navigator), 'globalPrivacyControl', { value: true });";

type Bundle = ReturnType<typeof bundleApp>;
/** By their source: most sites have the same page. */
const bundles = new Map<string, Bundle>();
function bundled(source: string): Bundle {
  const bundle = bundles.get(source) ?? bundleApp(source);
  bundles.set(source, bundle);
  return bundle;
}

export async function consentSite({
  certificates,
  page,
  worker = { within: 600 },
  privacy = false,
}: ConsentSiteOptions): Promise<ConsentSite> {
  const { first, later } = await bundled(app(page));
  const files = new Map([...first, ...later].map(({ fileName, code }) => [`/${fileName}`, code]));
  const control = privacy ? CONTROL : '';
  let version = 1;
  const told: (number | 'alone')[] = [];

  function fileOf({ pathname, search }: URL): readonly [type: string, body: string | Buffer] | undefined {
    const script = 'text/javascript';
    switch (pathname) {
      case '/app':
        return [
          'text/html',
          `<!doctype html><title>App</title><script>${control};${ERRORS}</script><script type="module" src="/${first[0].fileName}"></script>`,
        ];
      case '/blank':
        return ['text/html', '<!doctype html><title>Blank</title>'];
      case '/told':
        told.push(search === '?alone' ? 'alone' : Number(search.slice(1)));
        return ['text/plain', ''];
      case '/sw.js':
        return [
          script,
          `${control} self.offstageOptions = ${JSON.stringify({ upload: worker })};
          importScripts('/offstage-sw.js', '/offstage-upload.js'); ${HOST} // ${version}`,
        ];
      case '/offstage-sw.js':
      case '/offstage-upload.js':
        return [script, built(`sw-plugin/dist${pathname}`)];
      default: {
        const code = files.get(pathname);
        return code === undefined ? undefined : [script, code];
      }
    }
  }

  const { port, close } = await serve(
    (request, response) => {
      const file = fileOf(new URL(request.url ?? '/', 'https://localhost'));
      response.writeHead(file ? 200 : 404, {
        'content-type': file?.[0] ?? 'text/plain',
        'cache-control': 'no-store',
      });
      response.end(file?.[1]);
    },
    { tls: certificates },
  );
  const deploy = (): void => {
    version += 1;
  };
  return { origin: `https://localhost:${port}`, told, deploy, close };
}
