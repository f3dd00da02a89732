import type { Service } from '@offstage/sw-plugin/log';
import type { ViewState } from '../state/view-state.ts';
import { PANELS, serviceOf } from '../text/panels.ts';

/** What a panel lists, and how. */
export interface Listing {
  /** Undefined: all services. */
  readonly service: Service | undefined;
  /** The panel's name; undefined for the panel of all services. */
  readonly title: string | undefined;
  readonly reporting: boolean;
  /** One row for each lifetime instead of one for each entry. */
  readonly lifetimes: boolean;
  readonly newestFirst: boolean;
  readonly stackBy: ViewState['stackBy'];
}

export function listingOf(state: ViewState, compact: boolean): Listing {
  const service = serviceOf(state.panel);
  const reporting = state.panel === 'reporting';
  return {
    service,
    title: PANELS.find(({ id }) => id === state.panel)?.title,
    reporting,
    lifetimes: state.lifetimes && !reporting,
    // A phone shows few rows, and who opens it wants to see the last ones.
    newestFirst: state.newestFirst ?? compact,
    // Bars of one service are all of one colour; its outcomes say more. Reports have none.
    stackBy: service === undefined ? state.stackBy : reporting ? 'service' : 'outcome',
  };
}
