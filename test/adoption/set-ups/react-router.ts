import type { SetUp } from '../set-up.ts';
import { HANDLERS, REACT } from './react-app.ts';

/** The newest React Router whose tools run on Node 20. */
export const reactRouter: SetUp = {
  name: 'React Router, framework mode',
  packages: {
    ...REACT,
    '@react-router/dev': '7.18.4',
    '@react-router/node': '7.18.4',
    '@react-router/serve': '7.18.4',
    isbot: '5.1.32',
    'react-router': '7.18.4',
    vite: '7.3.8',
  },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'app/root.jsx': `import { start } from '@offstage/sdk';
import { Outlet, Scripts } from 'react-router';

start({ worker: '/sw.js' });
export default () => <html lang="en"><head><title>App</title></head><body><Outlet /><Scripts /></body></html>;
`,
    'app/routes.js': `import { index, route } from '@react-router/dev/routes';

export default [index('home.jsx'), route('viewer/*', 'viewer.jsx')];
`,
    'app/home.jsx': 'export default () => <p>Home</p>;\n',
    'app/viewer.jsx': "export { default, ErrorBoundary } from '@offstage/viewer/route';\n",
    'public/sw.js': `try { importScripts('/offstage-sw.js'); } catch {}\n${HANDLERS}`,
    'vite.config.js': `import { offstage } from '@offstage/sw-plugin/vite';
import { reactRouter } from '@react-router/dev/vite';

export default { plugins: [offstage({ viewer: false }), reactRouter()] };
`,
  },
  build: [['react-router', 'build']],
  runs: [
    { server: ['react-router-serve', './build/server/index.js'] },
    { server: ['react-router', 'dev', '--port', 'PORT', '--strictPort'] },
  ],
};
