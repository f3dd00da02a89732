import { type ReactElement, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { type Announce, AnnounceContext } from '../state/use-announce.ts';

/** Long enough that a burst is one sentence. */
const PAUSE = 1000;

/** The one live region of the viewer. */
export function Announcer({ children }: { readonly children: ReactNode }): ReactElement {
  const [text, setText] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const announce = useCallback<Announce>((next) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(setText, PAUSE, next);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div className="os-hidden" role="status" aria-live="polite">
        {text}
      </div>
    </AnnounceContext.Provider>
  );
}
