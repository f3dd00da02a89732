import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HashRouter } from 'react-router';
import { Viewer } from '../Viewer.tsx';
import { serverOf } from './server-of.ts';

const server = serverOf();

/**
 * The viewer as a folder to copy: it reads the log of the origin that it is served from, whatever its path, and keeps its
 * place behind the `#`, so that no server has to know its addresses.
 */
createRoot(document.querySelector('#viewer') as Element).render(
  <StrictMode>
    <HashRouter>
      <Viewer basename="/" {...(server && { server })} />
    </HashRouter>
  </StrictMode>,
);
