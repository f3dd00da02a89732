import { type Context, Hono } from 'hono';
import type { Access } from '../access/create-access.ts';
import { type OutsideOptions, outsideOf, prefixOf } from '../access/outside-of.ts';
import type { ViewerFile, ViewerFiles } from './load-viewer.ts';

/**
 * Reports hold whatever an attacker sends, and the viewer shows them: nothing inline runs, nothing loads from
 * elsewhere, no form or frame leads away.
 */
const VIEWER_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const OWN = '/viewer';

/** `/viewer/*`: the viewer's files, and its page for every path that is none (the viewer routes by path). */
export function viewerRoutes(files: ViewerFiles, access: Access, outside: OutsideOptions): Hono {
  const app = new Hono();
  const pages = new Map<string, ViewerFile>();

  /** The page names its files relative to itself; it is also served at paths further down. */
  function pageAt(mount: string): ViewerFile | undefined {
    const page = files.get('index.html');
    if (page === undefined) return undefined;
    let placed = pages.get(mount);
    if (placed === undefined) {
      const at = `${mount}${OWN}/`.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      const html = new TextDecoder()
        .decode(page.bytes)
        .replace(/(="|=')\.\//g, (_, quote) => `${quote}${at}`);
      placed = { ...page, bytes: new TextEncoder().encode(html) };
      // One per place where the app is mounted.
      if (pages.size >= 10) pages.clear();
      pages.set(mount, placed);
    }
    return placed;
  }

  app.get(OWN, access.page(OWN), (c) => {
    const { mount } = outsideOf(c, OWN, outside);
    return c.redirect(`${mount}${OWN}/${new URL(c.req.url).search}`, 308);
  });
  app.get(`${OWN}/*`, access.page(OWN), (c: Context) => {
    const path = c.req.path.slice(prefixOf(c, OWN).length + OWN.length + 1);
    const named = path === 'index.html' ? undefined : files.get(path);
    const file = named ?? (path.startsWith('assets/') ? undefined : pageAt(outsideOf(c, OWN, outside).mount));
    if (file === undefined) return c.text('Not found\n', 404, VIEWER_HEADERS);
    const headers = {
      ...VIEWER_HEADERS,
      'content-type': file.type,
      etag: file.etag,
      // Assets carry a hash of their content in their name.
      'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, headers);
    return c.body(file.bytes, 200, headers);
  });
  return app;
}
