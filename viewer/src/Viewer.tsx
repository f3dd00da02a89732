import { type ReactElement, useEffect, useState } from 'react';
import type { LoadedViewer } from './LoadedViewer.tsx';
import type { Theme } from './shell/use-theme.ts';
import type { ServerOptions } from './sources/server-reports.ts';
import type { Source } from './sources/source.ts';
import type { Strings } from './text/strings.ts';

export interface ViewerOptions {
  /** Path at which the viewer is mounted, within the app's router. Default `/viewer`. */
  readonly basename?: string;
  /** Where entries come from; the first is shown first. Default: the log of this origin. */
  readonly sources?: readonly Source[];
  /** The server that receives this app's reports: joins its side to the page's, and can be looked at as a source. */
  readonly server?: ServerOptions;
  /** Until the person chooses. Default `system`. */
  readonly theme?: Theme;
  /** `shadow` (default) keeps styles apart in a shadow root; `none` renders into the page's own tree. */
  readonly isolate?: 'shadow' | 'none';
  /** Texts that differ from the English ones. */
  readonly strings?: Partial<Strings>;
}

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
