/** Bundles each worker with a page that registers it: `dist/NAME`, and `dist/NAME-KIND` with its push handlers broken. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'vite';
import { APPS, BREAKS } from './apps.mjs';

const PAGE = `<!doctype html><html lang="en"><title>App</title><script>navigator.serviceWorker.register('/sw.js')</script></html>`;

async function bundle(name) {
  // Angular's is a file of its own, without imports.
  if (name === 'plain') return readFileSync('dist/plain/sw.js', 'utf8');
  if (name === 'angular')
    return readFileSync(
      createRequire(import.meta.url).resolve('@angular/service-worker/ngsw-worker.js'),
      'utf8',
    );
  const [made] = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: `src/${name}.js`, formats: ['iife'], name: 'app' },
    },
  });
  return made.output[0].code;
}

/** https://angular.dev/ecosystem/service-workers/config */
const manifest = JSON.stringify({
  configVersion: 1,
  timestamp: 1,
  index: '/index.html',
  assetGroups: [
    { name: 'app', installMode: 'prefetch', updateMode: 'prefetch', urls: ['/index.html'], patterns: [] },
  ],
  dataGroups: [],
  hashTable: { '/index.html': createHash('sha1').update(PAGE).digest('hex') },
  navigationUrls: [],
});

const breaking = (how) => `{
  const add = self.addEventListener.bind(self);
  self.addEventListener = (type, handler, more) => {
    if (type !== 'push') return add(type, handler, more);
    ${how}
  };
}
`;

for (const name of Object.keys(APPS)) {
  const code = await bundle(name);
  for (const [kind, how] of [['', ''], ...Object.entries(BREAKS)]) {
    // It is there as it is.
    if (name === 'plain' && kind === '') continue;
    const folder = path.join('dist', kind === '' ? name : `${name}-${kind}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'index.html'), PAGE);
    writeFileSync(path.join(folder, 'sw.js'), (how && breaking(how)) + code);
    if (name === 'angular') writeFileSync(path.join(folder, 'ngsw.json'), manifest);
  }
}
