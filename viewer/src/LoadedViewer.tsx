import { type ReactElement, useMemo } from 'react';
import { BrowserRouter, useInRouterContext } from 'react-router';
import { Frame } from './frame/Frame.tsx';
import { Isolated } from './shell/Isolated.tsx';
import { useSources } from './state/use-sources.ts';
import { STYLES } from './styles.ts';
import { setLocale } from './text/format.ts';
import { STRINGS } from './text/strings.ts';
import { StringsContext } from './text/use-strings.ts';
import type { ViewerOptions } from './viewer-options.ts';

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
  setLocale(table.locale);
  return (
    <StringsContext.Provider value={table}>
      <Isolated isolate={isolate} styles={STYLES}>
        <Frame basename={basename} sources={sources} theme={theme} />
      </Isolated>
    </StringsContext.Provider>
  );
}
