import type { RouteObject } from 'react-router';
import { ViewerError } from './frame/ViewerError.tsx';
import type { ViewerOptions } from './viewer-options.ts';

/** Nothing is shown while the code is on its way: that takes less time than a spinner needs to be understood. */
const Loading = (): null => null;

/**
 * The viewer as routes for react-router, loaded when first visited.
 *
 * @param options `basename` is the path of the route as well as of the links inside
 * @example createBrowserRouter([{ path: '/', element: <App /> }, ...viewerRoutes()])
 */
export function viewerRoutes(options: ViewerOptions = {}): RouteObject[] {
  const { basename = '/viewer' } = options;
  return [
    {
      path: `${basename.replace(/\/+$/, '')}/*`,
      lazy: async () => {
        const { LoadedViewer } = await import('./LoadedViewer.tsx');
        return { element: <LoadedViewer {...options} /> };
      },
      errorElement: <ViewerError />,
      HydrateFallback: Loading,
    },
  ];
}
