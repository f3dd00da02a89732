import { type ReactElement, useEffect, useState } from 'react';
import type { LoadedViewer } from './LoadedViewer.tsx';
import type { ViewerOptions } from './viewer-options.ts';

/**
 * The viewer as a component. Its code is loaded when it is first rendered.
 *
 * @example <Route path="/viewer/*" element={<Viewer basename="/viewer" />} />
 */
export function Viewer(options: ViewerOptions): ReactElement | null {
  // Not `lazy`: after a fallback, React holds back what was suspended for 300 ms.
  const [Loaded, setLoaded] = useState<typeof LoadedViewer>();
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    import('./LoadedViewer.tsx').then(
      (module) => setLoaded(() => module.LoadedViewer),
      (error: unknown) => setFailure(error as Error),
    );
  }, []);
  if (failure !== undefined) throw failure;
  return Loaded ? <Loaded {...options} /> : null;
}
