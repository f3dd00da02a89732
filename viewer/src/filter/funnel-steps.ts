import type { Service } from '@offstage/sw-plugin/log';
import { hasAll, withAll, withoutAll } from './edit.ts';
import { FUNNELS, type FunnelStep } from './funnels.ts';
import { parseFilter } from './parse.ts';

/** A step of a funnel under a filter. */
export interface AskedStep extends FunnelStep {
  /** The whole filter that lists what it counts. */
  readonly asked: string;
}

/** A funnel under a filter: what else the filter asks for, each step asks for too. */
export interface AskedFunnel {
  readonly steps: readonly AskedStep[];
  /** The step that the filter asks for already. */
  readonly chosen: FunnelStep | undefined;
  /** The filter without that step. */
  readonly rest: string;
}

/** @param panel a service, or all of them */
export function funnelSteps(panel: Service | 'all', filter: string): AskedFunnel {
  const steps = FUNNELS[panel];
  // Of several that are in the filter, the one that says most: "failed" is "received" and more.
  const chosen = steps
    .filter((step) => hasAll(filter, step.filter))
    .sort((a, b) => parseFilter(b.filter).length - parseFilter(a.filter).length)[0];
  const rest = chosen === undefined ? filter : withoutAll(filter, chosen.filter);
  return {
    steps: steps.map((step) => ({ ...step, asked: withAll(rest, step.filter) })),
    chosen,
    rest,
  };
}
