import type { Recording } from '@offstage/sw-plugin/log';
import { type ReactElement, useId, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../parts/Button.tsx';
import { inPanel, type ViewState } from '../state/view-state.ts';
import { formatNumber } from '../text/format.ts';
import { PANELS, type Panel, type PanelId, panelTitle, serviceOf } from '../text/panels.ts';
import { useStrings } from '../text/use-strings.ts';

export interface SidebarProps {
  readonly state: ViewState;
  href(state: ViewState): string;
  /** Events per service that are loaded. */
  readonly counts: ReadonlyMap<string, number>;
  readonly recording: Recording | undefined;
  /** There is a server that pushes can be asked of. */
  readonly ledger: boolean;
  /** The list is behind the name of the panel that is shown. */
  readonly compact: boolean;
  onPanel(panel: PanelId): void;
}

/** The panels, under the browser's names and in its order. */
export function Sidebar(props: SidebarProps): ReactElement {
  const { state, href, counts, recording, ledger, compact, onPanel } = props;
  const t = useStrings();
  const [open, setOpen] = useState(false);
  const id = useId();
  const titleOf = (panel: Panel): string => panelTitle(panel, t);
  const panels = PANELS.filter(({ id }) => id !== 'pushes' || ledger || state.panel === id);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <nav className="os-sidebar" aria-label={t.panels}>
      {compact && (
        <Button
          text
          icon={open ? 'up' : 'down'}
          className="os-button os-panel-choice"
          label={PANELS.filter((one) => one.id === state.panel).map(titleOf)[0] ?? t.all}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        />
      )}
      <div className="os-panel-links" id={id} hidden={compact && !open}>
        {panels.map((one) => {
          const { id } = one;
          const service = serviceOf(id);
          const count = id === 'all' ? total : (counts.get(id) ?? 0);
          return (
            <Link
              key={id}
              className="os-panel-link"
              title={titleOf(one)}
              data-own={service === undefined || service === 'serviceWorker' || undefined}
              to={href(inPanel(state, id))}
              aria-current={state.panel === id ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
                event.preventDefault();
                setOpen(false);
                onPanel(id);
              }}
            >
              <span
                className="os-recording-dot"
                data-on={service && recording ? recording[service].recording : undefined}
                title={
                  service && recording
                    ? recording[service].recording
                      ? t.recording
                      : t.notRecording
                    : undefined
                }
              />
              <span className="os-panel-name">{titleOf(one)}</span>
              {count > 0 && <span className="os-count">{formatNumber(count)}</span>}
            </Link>
          );
        })}
      </div>
    </nav>
  );
}
