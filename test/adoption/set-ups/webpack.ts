import type { SetUp } from '../set-up.ts';
import { HANDLERS, REACT } from './react-app.ts';

export const webpack: SetUp = {
  name: 'webpack with InjectManifest',
  packages: {
    ...REACT,
    webpack: '5.113.0',
    'webpack-cli': '7.3.1',
    'workbox-webpack-plugin': '7.4.1',
    'workbox-precaching': '7.4.1',
  },
  ours: ['sw-plugin', 'sdk', 'viewer'],
  files: {
    'public/index.html':
      '<!doctype html><title>App</title><div id="root"></div><script src="/main.js"></script>',
    'src/index.js': `import { start } from '@offstage/sdk';
import { viewerRoutes } from '@offstage/viewer';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';

start({ worker: '/sw.js' });
const router = createBrowserRouter([{ path: '/', element: createElement('p', {}, 'Home') }, ...viewerRoutes()]);
createRoot(document.querySelector('#root')).render(createElement(RouterProvider, { router }));
`,
    'src/sw.js': `import '@offstage/sw-plugin/auto';
import { precacheAndRoute } from 'workbox-precaching';
precacheAndRoute(self.__WB_MANIFEST);
${HANDLERS}`,
    'webpack.config.cjs': `const { InjectManifest } = require('workbox-webpack-plugin');
module.exports = {
  mode: 'production',
  entry: './src/index.js',
  output: { path: __dirname + '/public', publicPath: '/' },
  performance: false,
  plugins: [new InjectManifest({ swSrc: './src/sw.js', swDest: 'sw.js' })],
};
`,
  },
  // As where CI=true makes warnings errors.
  build: [['webpack', '--config', 'webpack.config.cjs', '--fail-on-warnings']],
  runs: [{ served: 'public', singlePage: true }],
};
