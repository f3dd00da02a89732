import { type ReactElement, useMemo } from 'react';
import { BrowserRouter, useInRouterContext } from 'react-router';
import { Isolated } from './shell/Isolated.tsx';
import { useSources } from './state/use-sources.ts';
import { STRINGS } from './text/strings.ts';
import { StringsContext } from './text/use-strings.ts';
import type { ViewerOptions } from './Viewer.tsx';
import { Frame } from './views/Frame.tsx';

/** The viewer with all it needs. Uses the router that it stands in, and brings one only where there is none. */
export function LoadedViewer(options: ViewerOptions): ReactElement {
  return useInRouterContext() ? (
    <Placed {...options} />
  ) : (
    <BrowserRouter>
      <Placed {...options} />
    </BrowserRouter>
  );
}

function Placed(options: ViewerOptions): ReactElement {
  const { basename = '/viewer', theme = 'system', isolate = 'shadow', strings, server } = options;
  const sources = useSources(options.sources, server);
  const table = useMemo(() => ({ ...STRINGS, ...strings }), [strings]);
  return (
    <StringsContext.Provider value={table}>
      <Isolated isolate={isolate}>
        <Frame basename={basename} sources={sources} theme={theme} />
      </Isolated>
    </StringsContext.Provider>
  );
}
