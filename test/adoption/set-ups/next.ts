import type { SetUp } from '../set-up.ts';
import { HANDLERS, REACT } from './react-app.ts';

export const next: SetUp = {
  name: 'Next.js, App Router',
  packages: { ...REACT, next: '16.4.6' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'app/layout.jsx':
      'export default ({ children }) => <html lang="en"><body style={{ margin: 0 }}>{children}</body></html>;\n',
    'app/page.jsx': 'export default () => <p>Home</p>;\n',
    'app/viewer/[[...rest]]/page.jsx': `'use client';
import { Viewer } from '@offstage/viewer';

export default () => <div style={{ height: '100vh' }}><Viewer /></div>;
`,
    'instrumentation-client.js': `import { start } from '@offstage/sdk';

start({ worker: '/sw.js' });
`,
    'public/sw.js': `try { importScripts('/offstage-sw.js'); } catch {}\n${HANDLERS}`,
    'public/offstage-sw.js': '@our/@offstage/sw-plugin/dist/offstage-sw.js',
  },
  build: [['next', 'build']],
  runs: [{ server: ['next', 'start', '-p', 'PORT'] }, { server: ['next', 'dev', '-p', 'PORT'] }],
};
