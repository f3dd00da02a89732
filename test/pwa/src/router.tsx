import { viewerRoutes } from '@offstage/viewer';
import { createBrowserRouter } from 'react-router';
import { AppFrame } from './frame/app-frame.tsx';
import { ViewerPlace } from './frame/viewer-place.tsx';
import { NotesPage } from './notes/notes-page.tsx';
import { ReportsPage } from './reports/reports-page.tsx';
import { ServicesPage } from './services/services-page.tsx';

export function createAppRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter([
    {
      element: <AppFrame />,
      children: [
        { index: true, element: <NotesPage /> },
        { path: 'services', element: <ServicesPage /> },
        { path: 'report-cases', element: <ReportsPage /> },
        { element: <ViewerPlace />, children: viewerRoutes({ server: {} }) },
      ],
    },
  ]);
}
