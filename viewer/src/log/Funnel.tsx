import type { Service } from '@offstage/sw-plugin/log';
import { type ReactElement, type ReactNode, useMemo } from 'react';
import { funnelSteps } from '../filter/funnel-steps.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { type FunnelUse, useFunnel } from '../state/use-funnel.ts';
import { useHeldSteps } from '../state/use-held-steps.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { formatNumber } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';

export interface FunnelProps extends Omit<FunnelUse, 'steps' | 'range'> {
  /** Undefined: all services. */
  readonly service: Service | undefined;
  readonly view: ViewControl;
  /** A server that has more than is loaded. */
  readonly partly: ServerReports | undefined;
  /** What stands beside it. */
  readonly children?: ReactNode;
}

/** From what came in to what came of it; each number lists what it counts, and a second press lists everything again. */
export function Funnel({ service, view, partly, children, ...use }: FunnelProps): ReactElement {
  const t = useStrings();
  const { filter, range } = view.state;
  const { steps, chosen, rest } = useMemo(() => funnelSteps(service ?? 'all', filter), [service, filter]);
  const counts = useFunnel({ ...use, steps, range });
  const held = useHeldSteps(partly, steps, range, service);
  // Where nothing is dispatched, as on a server of reports alone, its steps would be noughts.
  const idle = service === undefined && steps.every((step, at) => step.beside || counts?.[at] === 0);
  const bare = idle && steps.some((step, at) => step.beside && counts?.[at]);
  return (
    <div className="os-funnel-row">
      <ul className="os-funnel" aria-label={t.funnel}>
        {steps.map((step, index) => {
          const loaded = counts?.[index];
          const count = held?.[index] ?? loaded;
          const pressed = chosen?.filter === step.filter;
          // What did not go wrong needs no word. The rest has its place before it is counted, so that no row moves.
          if (step.beside ? !count && !pressed : bare) return null;
          const words = count === undefined ? '…' : formatNumber(count);
          return (
            <li key={step.name} data-beside={step.beside} data-plain={step.name === 'reports' || undefined}>
              <button
                type="button"
                className="os-funnel-step"
                aria-pressed={pressed}
                title={step.filter}
                onClick={() => view.update({ filter: pressed ? rest : step.asked }, true)}
              >
                <b>{partly && held?.[index] === undefined && count ? t.funnelAtLeast(words) : words}</b>{' '}
                {t.funnelStep[step.name]}
              </button>
            </li>
          );
        })}
      </ul>
      {children}
    </div>
  );
}
