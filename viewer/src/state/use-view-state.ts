import { useCallback, useEffect, useRef, useState } from 'react';
import { useHref, useLocation, useNavigate } from 'react-router';
import { hrefOf, readViewState, type ViewState } from './view-state.ts';

/** Browsers allow about 100 changes of the address in 30 seconds; typing and arrow keys must stay below that. */
const ADDRESS_DELAY = 400;

export interface ViewControl {
  readonly state: ViewState;
  /** Shows at once; the address follows. `push` makes a step that Back undoes. */
  update(patch: Partial<ViewState>, push?: boolean): void;
  /** The address of a state, for links. */
  href(state: ViewState): string;
  /** The whole URL of a state, below whatever the router stands. */
  link(state: ViewState): string;
}

/** @param basename path of the viewer inside the app's router, e.g. `/viewer` */
export function useViewState(basename: string): ViewControl {
  const location = useLocation();
  const navigate = useNavigate();
  const base = basename.replace(/\/+$/, '');
  const read = (): ViewState =>
    readViewState(
      location.pathname.startsWith(base) ? location.pathname.slice(base.length) : '',
      location.search,
    );
  const [state, setState] = useState(read);
  const latest = useRef(state);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const href = useCallback((next: ViewState): string => hrefOf(base, next), [base]);
  const address = location.pathname + location.search;
  const shown = useRef(address);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a changed address may change the state
  useEffect(() => {
    if (address === shown.current) return;
    shown.current = address;
    clearTimeout(timer.current);
    latest.current = read();
    setState(latest.current);
  }, [address]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const update = useCallback(
    (patch: Partial<ViewState>, push = false): void => {
      latest.current = { ...latest.current, ...patch };
      setState(latest.current);
      clearTimeout(timer.current);
      const write = (): void => {
        const next = href(latest.current);
        shown.current = next;
        void navigate(next, { replace: !push });
      };
      if (push) write();
      else timer.current = setTimeout(write, ADDRESS_DELAY);
    },
    [href, navigate],
  );
  const root = useHref('/').replace(/\/+$/, '');
  const link = useCallback(
    (next: ViewState): string => new URL(root + href(next), globalThis.location.href).href,
    [root, href],
  );
  return { state, update, href, link };
}
