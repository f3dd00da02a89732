import type { ReactElement } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { ViewerError } from './frame/ViewerError.tsx';
import type { ViewerOptions } from './viewer-options.ts';

/** What the router shows when the viewer failed. Hands a refusal on to the app, whose page for a wrong address this is. */
export function RouteError({ strings }: Pick<ViewerOptions, 'strings'>): ReactElement {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) throw error;
  return <ViewerError strings={strings} />;
}
