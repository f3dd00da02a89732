import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

export interface AppFiles {
  /** Folder of the built app. */
  readonly app: string;
  /** Self-contained scripts of Offstage itself, by the path they are served at. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** The built app. A path that is no file and has no extension is one of the router's, and gets the app's page. */
export function appFiles({ app, scripts }: AppFiles): Hono {
  const files = new Hono();
  for (const [path, file] of Object.entries(scripts)) {
    files.get(path, async (context, next) => {
      context.header('cache-control', 'no-cache');
      return serveStatic({ root: '/', path: file })(context, next);
    });
  }
  files.get('/assets/*', async (context, next) => {
    // Their names hold a hash of their content.
    context.header('cache-control', 'public, max-age=31536000, immutable');
    return serveStatic({ root: app })(context, next);
  });
  files.get('*', async (context, next) => {
    context.header('cache-control', 'no-cache');
    return serveStatic({ root: app })(context, next);
  });
  files.get('*', async (context, next) => {
    if (/\.\w+$/.test(context.req.path)) return next();
    return serveStatic({ root: app, path: 'index.html' })(context, next);
  });
  return files;
}
