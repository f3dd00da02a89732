import { start } from '@offstage/sdk';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import './look.css';
import { createAppRouter } from './router.tsx';

// Before anything else of the app, so that the log has its first calls too.
start({ worker: '/sw.js' });

const element = document.getElementById('app');
if (element) {
  createRoot(element).render(
    <StrictMode>
      <RouterProvider router={createAppRouter()} />
    </StrictMode>,
  );
}
