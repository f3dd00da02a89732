import type { Recording } from '@offstage/sw-plugin/log';
import { type ReactElement, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { inPanel, type ViewState } from '../state/view-state.ts';
import { formatNumber } from '../text/format.ts';
import { PANELS, type PanelId, serviceOf } from '../text/panels.ts';
import { useStrings } from '../text/use-strings.ts';

export interface SidebarProps {
  readonly state: ViewState;
  href(state: ViewState): string;
  /** Events per service that are loaded. */
  readonly counts: ReadonlyMap<string, number>;
  readonly recording: Recording | undefined;
  onPanel(panel: PanelId): void;
}

/** The panels, under the browser's names and in its order. */
export function Sidebar({ state, href, counts, recording, onPanel }: SidebarProps): ReactElement {
  const t = useStrings();
  const strip = useRef<HTMLElement>(null);
  // On a phone the panels are a strip, wider than the screen. Not `scrollIntoView`, which would move the page around it too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel is another link
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (here)
      strip.current?.scrollTo(here.offsetLeft - (strip.current.clientWidth - here.offsetWidth) / 2, 0);
  }, [state.panel]);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <nav className="os-sidebar" aria-label={t.panels} ref={strip}>
      {PANELS.map(({ id, title }) => {
        const service = serviceOf(id);
        const count = id === 'all' ? total : (counts.get(id) ?? 0);
        const label = title ?? (id === 'all' ? t.all : t.state);
        return (
          <Link
            key={id}
            className="os-panel-link"
            data-own={service === undefined || service === 'serviceWorker' || undefined}
            to={href(inPanel(state, id))}
            aria-current={state.panel === id ? 'page' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
              event.preventDefault();
              onPanel(id);
            }}
          >
            <span
              className="os-recording-dot"
              data-on={(service !== undefined && recording?.[service].recording) || undefined}
              title={
                service && recording
                  ? recording[service].recording
                    ? t.recording
                    : t.notRecording
                  : undefined
              }
            />
            <span className="os-panel-name">{label}</span>
            {id !== 'state' && count > 0 && <span className="os-count">{formatNumber(count)}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
