import type { ReactElement } from 'react';
import type { SelectedDetailsProps } from '../details/SelectedDetails.tsx';
import { opened } from '../parts/opened.tsx';
import type { ViewControl } from '../state/use-view-state.ts';

const SelectedDetails = opened<SelectedDetailsProps>(async () => {
  const part = await import('../details/SelectedDetails.tsx');
  return [part.SelectedDetails, part.STYLES];
});

export interface PanelDetailsProps
  extends Omit<SelectedDetailsProps, 'wanted' | 'link' | 'onCompare' | 'onZoomTo' | 'onClose'> {
  readonly view: ViewControl;
  /** The timeline is zoomed to something of the entry: it has to be seen. */
  onZoom(): void;
  onClosed(): void;
}

/** The details of the entry that the address names; what is done in them goes into the address. */
export function PanelDetails({ view, onZoom, onClosed, ...details }: PanelDetailsProps): ReactElement {
  const { state, update } = view;
  return (
    <SelectedDetails
      {...details}
      wanted={state.entry}
      link={() => view.link(state)}
      onCompare={(compare) => update({ compare })}
      onZoomTo={(from, to) => {
        const margin = Math.max(5, (to - from) * 0.2);
        update({ zoom: [from - margin, to + margin] });
        onZoom();
      }}
      onClose={() => {
        update({ entry: undefined, compare: undefined });
        onClosed();
      }}
    />
  );
}
