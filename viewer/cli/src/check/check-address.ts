import { parsePage } from '../code/page.ts';
import { Problem } from '../problem.ts';
import { PROBED } from '../workers/names.ts';
import { type Registration, registrationsIn, registrationsOfPage } from '../workers/registrations.ts';
import { checkCopy } from './check-copy.ts';
import { checkEndpoints } from './check-endpoints.ts';
import { checkFallback, checkNgsw } from './check-fallback.ts';
import { checkPagePolicies, checkWorkerPolicies } from './check-policies.ts';
import { checkNgswPrecache, checkPrecache } from './check-precache.ts';
import { checkScopes, type Scoped, scopedOf } from './check-scopes.ts';
import { checkWorker } from './check-worker.ts';
import { type Get, type Got, isScriptType } from './get.ts';
import { parsePolicies } from './policy.ts';
import type { Results } from './result.ts';

/** So many scripts of a page are read for registrations. */
const SCRIPTS = 30;

export interface AddressOptions {
  readonly workers: readonly string[];
  readonly viewer: string;
  readonly post: boolean;
}

const isHtml = ({ text, headers }: Got): boolean =>
  /^\s*<(!doctype|html)/i.test(text) || /text\/html/i.test(headers.get('content-type') ?? '');

/** Checks an app where it is served. Returns the page's address, after redirects. */
export async function checkAddress(
  address: string,
  options: AddressOptions,
  get: Get,
  results: Results,
): Promise<URL> {
  const page = await get(address, { headers: { accept: 'text/html' } });
  if (page.failed !== undefined || !page.ok) {
    const cause = page.failed ?? `${page.status}`;
    const code = /CERT|SELF_SIGNED|UNABLE_TO_/.test(cause) ? 'CERTIFICATE_UNKNOWN' : 'PAGE_UNREACHABLE';
    throw new Problem(code, { url: address, cause });
  }
  const { url } = page;
  const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname) || url.hostname.endsWith('.localhost');
  if (url.protocol !== 'https:' && !isLocal)
    results.bad(
      'error',
      'INSECURE',
      'Browsers register no service worker without https.',
      url.href,
      'Serve the app by https.',
    );

  const found = await registeredBy(page, get);
  const named = options.workers.map(
    (one) => scopedOf({ address: one } as Registration, url.href, '--worker') as Scoped,
  );
  const probed = found.length + named.length === 0 ? await probe(url, get) : [];
  const workers = named.length > 0 ? named : [...found, ...probed];
  if (workers.length === 0)
    results.bad(
      'error',
      'NO_WORKER',
      'No registration of a service worker is found, and none at its usual addresses.',
      url.href,
      'Name it: --worker /path/sw.js, or look with --browser.',
    );
  checkScopes(workers, results);
  const { policies: inPage, scripts } = parsePage(page.text);
  const header = page.headers.get('content-security-policy');
  const policies = [...parsePolicies(header ?? ''), ...inPage.flatMap(parsePolicies)];
  const ours = scripts.flatMap(({ attributes: { src } }) =>
    src && /(^|\/)offstage\.js(\?|$)/.test(src) && URL.canParse(src, url) ? [new URL(src, url)] : [],
  );
  const [first] = workers;
  checkPagePolicies(
    { from: header === null ? url.href : 'Content-Security-Policy', policies, page: url },
    first && new URL(first.address),
    ours,
    results,
  );
  const isFolder = parsePage((await get(new URL(options.viewer, url).href)).text).title === 'Offstage';
  const viewer = isFolder ? new URL(options.viewer, url).pathname : undefined;
  for (const worker of [...new Map(workers.map((one) => [one.address, one])).values()])
    await checkServed(worker, options, viewer, get, results);
  await checkViewer(url, options.viewer, page, get, results);
  await checkEndpoints(page, policies, get, options.post, results);
  return url;
}

/** The registrations that a page's own scripts write out. */
async function registeredBy(page: Got, get: Get): Promise<readonly Scoped[]> {
  const { url, text } = page;
  const inPage = registrationsOfPage(text).flatMap((one) => scopedOf(one, url.href, url.pathname) ?? []);
  const sources = parsePage(text)
    .scripts.flatMap(({ attributes: { src } }) => (src && URL.canParse(src, url) ? [new URL(src, url)] : []))
    .filter(({ origin }) => origin === url.origin)
    .slice(0, SCRIPTS);
  const inScripts = await Promise.all(
    sources.map(async (source) => {
      // The SDK registers what its own tag names.
      if (/\/offstage\.js$/.test(source.pathname)) return [];
      const got = await get(source.href);
      if (!got.ok) return [];
      return registrationsIn(got.text, source.pathname).flatMap(
        (one) => scopedOf(one, one.fromFile ? source.href : url.href, source.pathname) ?? [],
      );
    }),
  );
  return [...inPage, ...inScripts.flat()].filter(({ address }) => new URL(address).origin === url.origin);
}

/** Workers at their usual addresses, for pages whose bundle does not tell. */
async function probe(url: URL, get: Get): Promise<readonly Scoped[]> {
  const all = await Promise.all(
    PROBED.map(async (name) => {
      const address = new URL(name, new URL('./', url)).href;
      const got = await get(address);
      const is = got.ok && !isHtml(got) && isScriptType(got.headers);
      return is ? [{ address, scope: new URL('./', address).href, where: `${name} (a usual address)` }] : [];
    }),
  );
  const found = all.flat();
  // An app has one worker for its pages; vendors' names have scopes of their own.
  return found.slice(0, 1);
}

/**
 * A worker's script as it is served, and the plugin that it loads.
 *
 * @param folder path of the viewer where it is a folder of files
 */
async function checkServed(
  { address, scope }: Scoped,
  { viewer }: AddressOptions,
  folder: string | undefined,
  get: Get,
  results: Results,
): Promise<void> {
  const got = await get(address, { headers: { 'service-worker': 'script' } });
  const { pathname } = new URL(address);
  if (!(await checkScript(got, address, results, 'The worker'))) return;
  if (got.redirected)
    results.bad(
      'error',
      'WORKER_REDIRECTED',
      'The worker’s address is a redirect: browsers refuse to register it.',
      address,
      `Register ${got.url.pathname}.`,
    );
  const wide = new URL('./', address).pathname;
  const allowed = got.headers.get('service-worker-allowed') ?? wide;
  if (!new URL(scope).pathname.startsWith(new URL(allowed, address).pathname))
    results.bad(
      'error',
      'SCOPE_TOO_WIDE',
      `A worker at ${pathname} may not have the scope ${new URL(scope).pathname}.`,
      address,
      `Send with the worker: Service-Worker-Allowed: ${new URL(scope).pathname}`,
    );
  const plugin = checkWorker(got.text, address, results);
  checkFallback(got.text, address, viewer, results);
  const ours = { worker: address, viewer: folder };
  checkPrecache(got.text, address, ours, results);
  if (/ngsw-worker\.js/.test(got.text) || pathname.endsWith('/ngsw-worker.js')) {
    const ngsw = await get(new URL('ngsw.json', address).href);
    if (ngsw.ok) {
      checkNgsw(ngsw.text, ngsw.url.href, viewer, results);
      checkNgswPrecache(ngsw.text, ngsw.url.href, ours, results);
    }
  }
  if (plugin === undefined || !/\.js(\?|$)/.test(plugin)) return;
  const at = new URL(plugin, address);
  const copy = await get(at.href);
  const policies = parsePolicies(got.headers.get('content-security-policy') ?? '');
  checkWorkerPolicies(
    { from: `Content-Security-Policy of ${pathname}`, policies, page: new URL(address) },
    at,
    results,
  );
  if (await checkScript(copy, at.href, results, 'The plugin')) checkCopy(copy.text, at.href, results);
}

/** Is it there, and is it JavaScript to a browser? */
async function checkScript(got: Got, where: string, results: Results, what: string): Promise<boolean> {
  const bad = (code: string, says: string, fix: string): false => {
    results.bad('error', code, says, where, fix);
    return false;
  };
  if (got.failed !== undefined)
    return bad(
      'SCRIPT_UNREACHABLE',
      `${what} does not answer (${got.failed}).`,
      'See whether the server runs.',
    );
  if (!got.ok)
    return bad(
      'SCRIPT_NOT_THERE',
      `${what} is not there: ${got.status}. A worker whose import is missing does not install.`,
      'Copy it: npx offstage init',
    );
  if (isHtml(got))
    return bad(
      'SCRIPT_IS_PAGE',
      `${what} is answered with a page of HTML.`,
      'Have the file served before the app’s fallback to index.html.',
    );
  if (!isScriptType(got.headers))
    return bad(
      'SCRIPT_TYPE',
      `${what} is served as ${got.headers.get('content-type') ?? 'nothing'}: browsers refuse it.`,
      'Content-Type: text/javascript',
    );
  results.ok('SCRIPT_SERVED', `${what} is served as JavaScript.`, where);
  return true;
}

/** Is there a viewer at its address? A page of the app's own may have it as a route. */
async function checkViewer(url: URL, viewer: string, page: Got, get: Get, results: Results): Promise<void> {
  const at = new URL(viewer, url);
  const got = await get(at.href);
  if (got.failed !== undefined || !got.ok) {
    results.bad(
      'warning',
      'VIEWER_NOT_THERE',
      `There is no viewer: ${got.failed ?? got.status}.`,
      at.href,
      'Copy it: npx offstage init, or name its path: --viewer /path',
    );
    return;
  }
  const { title, scripts } = parsePage(got.text);
  if (title === 'Offstage') {
    const missing: string[] = [];
    for (const {
      attributes: { src },
    } of scripts) {
      const script = src === undefined ? undefined : await get(new URL(src, got.url).href);
      if (script !== undefined && (!script.ok || !isScriptType(script.headers))) missing.push(src as string);
    }
    if (missing.length > 0)
      results.bad(
        'error',
        'VIEWER_BROKEN',
        `The viewer’s own files are not served: ${missing.join(', ')}`,
        at.href,
        'Copy the whole folder again: npx offstage init',
      );
    else results.ok('VIEWER', 'The viewer is there.', at.href);
  } else if (got.text === page.text)
    results.bad(
      'info',
      'VIEWER_IN_APP',
      'The app’s own page is answered there: fine if the viewer is one of its routes.',
      at.href,
      'Look with --browser.',
    );
  else
    results.bad(
      'info',
      'VIEWER_UNCLEAR',
      `A page is there, titled “${title.slice(0, 60)}”: fine if it shows the viewer.`,
      at.href,
      'Look with --browser.',
    );
}
