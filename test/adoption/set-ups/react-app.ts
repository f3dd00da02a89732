/** The page of a small React app with the viewer as a route. */
export const INDEX =
  '<!doctype html><title>App</title><div id="root"></div><script type="module" src="/src/main.jsx"></script>';

export const REACT = { react: '19.3.1', 'react-dom': '19.3.1', 'react-router': '7.18.5' } as const;

export const VITE = { vite: '8.3.8', '@vitejs/plugin-react': '6.3.0' } as const;

/** @param start the line that starts Offstage */
export const main = (start: string): string => `import { start } from '@offstage/sdk';
import { viewerRoutes } from '@offstage/viewer';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';

${start}
const router = createBrowserRouter([{ path: '/', element: <p>Home</p> }, ...viewerRoutes()]);
createRoot(document.querySelector('#root')).render(<RouterProvider router={router} />);
`;

/** A host's own worker code: a push that is shown, and a sync. */
export const HANDLERS = `self.addEventListener('push', (event) => {
  event.waitUntil(self.registration.showNotification(event.data?.text() ?? 'Hello'));
});
self.addEventListener('sync', (event) => event.waitUntil(Promise.resolve()));
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
`;
