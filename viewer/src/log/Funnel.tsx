import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import type { Group } from '../filter/compile.ts';
import { FUNNELS } from '../filter/funnels.ts';
import type { LogModel } from '../model/log-model.ts';
import { useFunnel } from '../state/use-funnel.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { formatNumber } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';

export interface FunnelProps {
  readonly model: LogModel;
  readonly service: Service;
  /** What the panel lists, whatever is filtered. */
  readonly panel: readonly Group[];
  readonly view: ViewControl;
}

/** From what came in to what came of it; each number lists what it counts, and a second press lists everything again. */
export function Funnel({ model, service, panel, view }: FunnelProps): ReactElement {
  const t = useStrings();
  const counts = useFunnel(model, service, panel);
  const { filter } = view.state;
  const steps = FUNNELS[service];
  return (
    <ul className="os-funnel" aria-label={t.funnel}>
      {steps.map((step, index) => {
        const count = counts?.[index];
        const chosen = filter === step.filter;
        // What did not go wrong needs no word. The rest has its place before it is counted, so that no row moves.
        if (step.beside && !count) return null;
        return (
          <li key={step.name} data-beside={step.beside}>
            <button
              type="button"
              className="os-funnel-step"
              aria-pressed={chosen}
              title={step.filter}
              onClick={() => view.update({ filter: chosen ? '' : step.filter }, true)}
            >
              <b>{count === undefined ? '…' : formatNumber(count)}</b> {t.funnelStep[step.name]}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
