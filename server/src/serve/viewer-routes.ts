import { Hono } from 'hono';
import type { ViewerFiles } from './load-viewer.ts';

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

/** `/viewer/*`: the viewer's files, and its page for every path that is none (the viewer routes by path). */
export function viewerRoutes(files: ViewerFiles): Hono {
  const app = new Hono();
  app.get('/viewer', (c) => c.redirect(`/viewer/${new URL(c.req.url).search}`, 308));
  app.get('/viewer/*', (c) => {
    const path = c.req.path.slice('/viewer/'.length);
    const named = files.get(path);
    const file = named ?? (path.startsWith('assets/') ? undefined : files.get('index.html'));
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
