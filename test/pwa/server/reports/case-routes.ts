import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { REPORT_CASES } from '../../reports/report-cases.ts';
import { integrity } from '../integrity.ts';
import { caseHeaders } from './case-headers.ts';
import { casePage } from './case-page.ts';

const DOT =
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>';

/**
 * `GET /KIND`: the page of each case, under its own policy; and what these pages trip over.
 *
 * @param scripts what every page loads, by the path it is served at: the file on disk
 */
export function caseRoutes(scripts: Readonly<Record<string, string>>): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>()
    .get('/reset', (context) => {
      context.env.incoming.socket.destroy();
      return context.body(null);
    })
    .get('/missing', (context) => context.text('Not here, on purpose.', 404))
    .get('/dot.svg', (context) => context.body(DOT, 200, { 'content-type': 'image/svg+xml' }))
    .get('/without-integrity.js', (context) =>
      context.body('globalThis.ranWithoutIntegrity = true;\n', 200, { 'content-type': 'text/javascript' }),
    );
  for (const it of REPORT_CASES) {
    routes.get(`/${it.kind}`, async (context) => {
      const page = casePage({
        case: it,
        otherOrigin: otherOrigin(context.req.url),
        scripts: await Promise.all(
          Object.entries(scripts).map(async ([src, file]) => ({ src, integrity: await integrity(file) })),
        ),
      });
      return context.html(page, 200, { ...caseHeaders(it.kind) });
    });
  }
  return routes;
}

/** This same server under another name. */
function otherOrigin(url: string): string {
  const other = new URL(url);
  other.hostname = other.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1';
  return other.origin;
}
