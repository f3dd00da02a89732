import type { SetUp } from '../set-up.ts';
import { HANDLERS, INDEX, main, VITE } from './react-app.ts';

/** `viewerRoutes()` beside a worker of the app's own, in one version of React and one of the router. */
const withVersions = (react: string, router: string): SetUp => ({
  name: `React ${react} with react-router ${router}`,
  packages: { ...VITE, react, 'react-dom': react, 'react-router': router },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'index.html': INDEX,
    'src/main.jsx': main("start({ worker: '/sw.js' });"),
    'public/sw.js': `try { importScripts('/offstage-sw.js'); } catch {}\n${HANDLERS}`,
    'vite.config.js': `import { offstage } from '@offstage/sw-plugin/vite';
import react from '@vitejs/plugin-react';

export default { plugins: [react(), offstage({ viewer: false })] };
`,
  },
  build: [['vite', 'build']],
  runs: [{ served: 'dist', singlePage: true }],
});

/** The oldest that the viewer's peers allow, and the newest; `vite-plugin-pwa` has React 19 with react-router 7. */
export const REACT_VERSIONS: readonly SetUp[] = [
  withVersions('18.0.0', '7.0.0'),
  withVersions('18.3.1', '7.18.5'),
  withVersions('19.3.1', '8.5.3'),
];
