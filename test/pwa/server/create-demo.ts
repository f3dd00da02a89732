import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { appFiles } from './app-files.ts';
import { guideRoutes } from './guide/guide-routes.ts';
import { jsonOnly } from './json-only.ts';
import { localOnly } from './local-only.ts';
import { noteRoutes } from './notes/note-routes.ts';
import type { Notes } from './notes/open-notes.ts';
import { pageHeaders } from './page-headers.ts';
import { payRoutes } from './pay/pay-routes.ts';
import { pushRoutes } from './push/push-routes.ts';
import type { SendPush } from './push/send-push.ts';
import { caseRoutes } from './reports/case-routes.ts';

export interface DemoParts {
  /** Folder of the built app. */
  readonly app: string;
  /** The report server: `createApp()` of `@offstage/server`. */
  readonly reports: { fetch(request: Request, env: HttpBindings): Response | Promise<Response> };
  readonly notes: Notes;
  /** Base64url, what pages subscribe with. */
  readonly pushKey: string;
  readonly sendPush: SendPush;
  /** Files of the plugin, its upload and the SDK, all self-contained scripts. */
  readonly plugin: string;
  readonly upload: string;
  readonly sdk: string;
  /** File of the script that the report cases' pages load. */
  readonly provoke: string;
}

const LARGEST_BODY = 64 * 1024;
/** Everything that the report server answers; the rest is the demo's. */
const REPORT_SERVER = ['/reports', '/reports/*', '/api/*', '/healthz', '/metrics'];

/** The demo as one Hono app: the report server beside the app's own routes. */
export function createDemo(parts: DemoParts): Hono<{ Bindings: HttpBindings }> {
  const demo = new Hono<{ Bindings: HttpBindings }>();
  demo.use(localOnly);
  for (const path of REPORT_SERVER) {
    demo.all(path, (context) => parts.reports.fetch(context.req.raw, context.env));
  }

  demo.use('/demo/*', jsonOnly, bodyLimit({ maxSize: LARGEST_BODY }));
  demo.route('/demo/notes', noteRoutes(parts.notes));
  demo.route('/demo/guide', guideRoutes());
  demo.route('/demo/push', pushRoutes(parts.pushKey, parts.sendPush));
  demo.get('/demo/prompt', (context) => context.json({ prompt: promptOf(new Date()) }));
  demo.route('/pay', payRoutes());

  demo.use(pageHeaders);
  demo.route(
    '/reports-demo',
    caseRoutes({ '/offstage.js': parts.sdk, '/reports-demo/provoke.js': parts.provoke }),
  );
  demo.route(
    '/',
    appFiles({
      app: parts.app,
      scripts: {
        '/offstage-sw.js': parts.plugin,
        '/offstage-upload.js': parts.upload,
        '/offstage.js': parts.sdk,
      },
    }),
  );
  return demo;
}

const PROMPTS = [
  'What did you hear first this morning?',
  'What is flowering that was not yesterday?',
  'Which way did the clouds go?',
  'What moved while you stood still?',
  'What do your feet stand on, exactly?',
  'Which bird did you not see, but hear?',
  'What has the rain changed?',
];

function promptOf(day: Date): string {
  return PROMPTS[day.getUTCDay()] ?? 'What do you see?';
}
