import type { LoaderFunctionArgs, RouteObject } from 'react-router';
import { RouteError } from './RouteError.tsx';
import type { ViewerOptions } from './viewer-options.ts';

/** Nothing is shown while the code is on its way: that takes less time than a spinner needs to be understood. */
const Loading = (): null => null;

export interface ViewerRoutesOptions extends ViewerOptions {
  /**
   * Who may open the viewer, asked at each visit, before anything of the log is read. What is not `true` gets the app's
   * own page for an address that it does not have (404); what is thrown is the router's: `throw redirect('/login')`.
   * Default: everybody who can open the app. It is code in the browser: it keeps people out of a page, not out of their
   * own device's storage.
   */
  readonly allow?: ((request: Request) => boolean | Promise<boolean>) | undefined;
}

/**
 * The viewer as routes for react-router, loaded when first visited.
 *
 * @param options `basename` is the path of the route as well as of the links inside
 * @example createBrowserRouter([{ path: '/', element: <App /> }, ...viewerRoutes()])
 */
export function viewerRoutes({ allow, ...options }: ViewerRoutesOptions = {}): RouteObject[] {
  const { basename = '/viewer' } = options;
  return [
    {
      path: `${basename.replace(/\/+$/, '')}/*`,
      lazy: async () => {
        const { LoadedViewer } = await import('./LoadedViewer.tsx');
        return { element: <LoadedViewer {...options} /> };
      },
      ...(allow && {
        async loader({ request }: LoaderFunctionArgs) {
          if ((await allow(request)) !== true)
            throw new Response(null, { status: 404, statusText: 'Not Found' });
          return null;
        },
      }),
      errorElement: <RouteError strings={options.strings} />,
      HydrateFallback: Loading,
    },
  ];
}
