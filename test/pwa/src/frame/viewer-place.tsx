import type { ReactElement } from 'react';
import { Outlet } from 'react-router';

/** The room that the app leaves to the viewer: everything below the bar. */
export function ViewerPlace(): ReactElement {
  return (
    <main className="viewer-place">
      <Outlet />
    </main>
  );
}
