import { PANELS, type PanelId } from '../text/panels.ts';

/** What the address says: a link shows the same view. */
export interface ViewState {
  readonly panel: PanelId;
  readonly filter: string;
  /** Epoch milliseconds: the brush of the timeline. */
  readonly range: readonly [number, number] | undefined;
  /** Epoch milliseconds: the part of the log that the timeline shows; undefined for all of it. */
  readonly zoom: readonly [number, number] | undefined;
  /** Id of the entry whose details are open. */
  readonly entry: string | undefined;
  /** Id of the entry that the one with the open details is compared with. */
  readonly compare: string | undefined;
  readonly lifetimes: boolean;
  /** Undefined: as is usual in this much room. */
  readonly newestFirst: boolean | undefined;
  readonly stackBy: 'service' | 'outcome';
  /** Entries of other origins and storage partitions are shown too. */
  readonly others: boolean;
  readonly source: string | undefined;
  /** What the panel of pushes is asked, as it stands in its address; it reads it itself. */
  readonly ask: string;
}

/** Lifetimes in the combined view, DevTools' own lines in its panels, unless the address says otherwise. */
const lifetimesByDefault = (panel: PanelId): boolean => panel === 'all';

/** Reads a path under the base, and the search part. Unknown values are as good as absent. */
export function readViewState(path: string, search: string): ViewState {
  const slug = path.replace(/^\/+|\/+$/g, '');
  const panel = PANELS.find((one) => one.slug === slug)?.id ?? 'all';
  const from = new URLSearchParams(search);
  const view = from.get('view');
  return {
    panel,
    filter: from.get('f') ?? '',
    range: spanOf(from.get('t')),
    zoom: spanOf(from.get('z')),
    entry: from.get('e') ?? undefined,
    compare: from.get('c') ?? undefined,
    lifetimes: view === null ? lifetimesByDefault(panel) : view === 'lifetimes',
    newestFirst: orderOf(from.get('order')),
    stackBy: from.get('by') === 'outcome' ? 'outcome' : 'service',
    others: from.get('origins') === 'all',
    source: from.get('source') ?? undefined,
    ask: panel === 'pushes' ? search : '',
  };
}

/** `from-to`, epoch milliseconds. */
function spanOf(text: string | null): readonly [number, number] | undefined {
  const [start = Number.NaN, end = Number.NaN] = (text ?? '').split('-').map(Number);
  return start < end && Math.abs(end) < 8e15 ? [start, end] : undefined;
}

const orderOf = (word: string | null): boolean | undefined =>
  word === 'newest' ? true : word === 'oldest' ? false : undefined;

/** The path under the base, with a leading slash where there is one, and the search part. Defaults are left out. */
export function writeViewState(state: ViewState): string {
  const slug = PANELS.find(({ id }) => id === state.panel)?.slug ?? '';
  const pushes = state.panel === 'pushes';
  const search = new URLSearchParams(pushes ? state.ask : '');
  // It may have stood in the address that was read.
  search.delete('source');
  if (!pushes) writeLog(state, search);
  if (state.source !== undefined) search.set('source', state.source);
  const query = search.toString();
  return `${slug === '' ? '' : `/${slug}`}${query === '' ? '' : `?${query}`}`;
}

/** What panels of the log show. */
function writeLog(state: ViewState, search: URLSearchParams): void {
  if (state.filter !== '') search.set('f', state.filter);
  if (state.range !== undefined) search.set('t', state.range.map(Math.round).join('-'));
  if (state.zoom !== undefined) search.set('z', state.zoom.map(Math.round).join('-'));
  if (state.entry !== undefined) search.set('e', state.entry);
  if (state.compare !== undefined) search.set('c', state.compare);
  if (state.lifetimes !== lifetimesByDefault(state.panel)) {
    search.set('view', state.lifetimes ? 'lifetimes' : 'flat');
  }
  if (state.newestFirst !== undefined) search.set('order', state.newestFirst ? 'newest' : 'oldest');
  if (state.stackBy !== 'service') search.set('by', state.stackBy);
  if (state.others) search.set('origins', 'all');
}

/** The address of a state within the app's router. At the root, `//push` would be another host's. */
export function hrefOf(base: string, state: ViewState): string {
  const view = writeViewState(state);
  return base === '' && !view.startsWith('/') ? `/${view}` : base + view;
}

/** The state of another panel: what is about the place is dropped, what is about the question stays. */
export function inPanel(state: ViewState, panel: PanelId): ViewState {
  return { ...state, panel, entry: undefined, lifetimes: lifetimesByDefault(panel) };
}
