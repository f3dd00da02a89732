/**
 * The viewer as a route module of React Router's framework mode, which wants a file and not an object.
 *
 * @module
 * @example
 * // app/viewer.tsx, with route('viewer/*', 'viewer.tsx') in app/routes.ts
 * export { default, ErrorBoundary } from '@offstage/viewer/route';
 */
import { type ReactElement, useEffect, useRef } from 'react';
import { useLocation, useParams } from 'react-router';
import { RouteError } from './RouteError.tsx';
import { Viewer } from './Viewer.tsx';

/** Fills the window. It learns from the router at which path it stands: `viewer/*`, or any other that ends in a splat. */
export default function ViewerRoute(): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const { '*': rest = '' } = useParams();
  const { pathname } = useLocation();
  useEffect(() => {
    // By script: a `style` in what a server rendered is what a strict content security policy forbids.
    if (place.current) place.current.style.blockSize = '100dvh';
  }, []);
  return (
    <div ref={place}>
      <Viewer basename={basenameOf(pathname, rest)} />
    </div>
  );
}

/** The path of a page without its last segments, of which there are as many as in `rest`. */
export function basenameOf(pathname: string, rest: string): string {
  const trimmed = pathname.replace(/\/+$/, '');
  const inside = rest.replace(/\/+$/, '');
  if (inside === '') return trimmed;
  return trimmed.split('/').slice(0, -inside.split('/').length).join('/');
}

/** Without options: texts of the app's own are for `<Viewer>`. */
export function ErrorBoundary(): ReactElement {
  return <RouteError strings={undefined} />;
}
