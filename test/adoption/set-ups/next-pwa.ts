import type { SetUp } from '../set-up.ts';
import { HANDLERS, REACT } from './react-app.ts';

/** It is a plugin of webpack, which Next.js has to be told to use. */
export const nextPwa: SetUp = {
  name: 'next-pwa',
  packages: { ...REACT, next: '16.4.6', 'next-pwa': '5.6.0', webpack: '5.113.0' },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'next.config.js': `import withPWA from 'next-pwa';

export default withPWA({ dest: 'public', publicExcludes: ['!offstage-sw.js'], buildExcludes: [/dynamic-css-manifest/] })({});
`,
    'pages/index.jsx': 'export default () => <p>Home</p>;\n',
    'pages/viewer/[[...rest]].jsx': `import { Viewer } from '@offstage/viewer';

export default () => <div style={{ height: '100vh' }}><Viewer /></div>;
`,
    'instrumentation-client.js': `import { start } from '@offstage/sdk';

start();
`,
    'worker/index.js': `try { importScripts('/offstage-sw.js'); } catch {}\n${HANDLERS}`,
    'public/offstage-sw.js': '@our/@offstage/sw-plugin/dist/offstage-sw.js',
  },
  build: [['next', 'build', '--webpack']],
  notPrecached: /offstage-sw/,
  precacheIn: 'public',
  runs: [{ server: ['next', 'start', '-p', 'PORT'] }],
};
