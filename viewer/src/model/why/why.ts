import type { Finding } from '@offstage/sw-plugin/doctor';
import type { LogModel } from '../log-model.ts';
import { pushOf } from '../story/story-of-push.ts';
import type { AskedService } from './asked-service.ts';
import type { Check } from './check.ts';
import type { Facts } from './facts.ts';
import { whyFetch } from './why-fetch.ts';
import { whyPayment } from './why-payment.ts';
import { whyPush } from './why-push.ts';
import { whyReports } from './why-reports.ts';
import { whyPeriodic, whySync } from './why-sync.ts';

/** A line of a check-list with what the doctor found about it. */
export interface AnsweredCheck extends Check {
  readonly found: readonly Finding[];
  /** The first that is not as it should be: here the way ends. */
  readonly here?: true;
}

/**
 * A check-list that answers itself.
 *
 * @param at position of the entry that is asked about, where it is of this service; undefined: the latest counts
 * @param findings what the doctor found in the same log
 */
export function whyNot(
  service: AskedService,
  model: LogModel,
  facts: Facts,
  at: number | undefined,
  findings: readonly Finding[],
): readonly AnsweredCheck[] {
  const about = new Set<Finding>();
  const checks = checksOf(service, model, facts, at).map((check): AnsweredCheck => {
    const found = findings.filter(({ rule }) => check.rules?.includes(rule));
    const fresh = found.filter((finding) => !about.has(finding));
    for (const finding of fresh) about.add(finding);
    // What nobody could check, the doctor may have seen.
    const state =
      check.state === 'unknown' && fresh.some(({ severity }) => severity === 'error') ? 'no' : check.state;
    return { ...check, state, found: fresh };
  });
  const here = checks.findIndex(({ state }) => state === 'no');
  return checks.map((check, index) => (index === here ? { ...check, here: true } : check));
}

function checksOf(
  service: AskedService,
  model: LogModel,
  facts: Facts,
  at: number | undefined,
): readonly Check[] {
  const life = at === undefined ? undefined : model.lifetime(at);
  const asked = life?.start !== undefined ? model.entry(life.start).event : undefined;
  switch (service) {
    case 'pushMessaging':
      return whyPush(model, facts, at === undefined ? undefined : pushOf(model, at));
    case 'backgroundSync':
      return whySync(model, facts, asked === 'Dispatched sync event' ? life : undefined);
    case 'periodicBackgroundSync':
      return whyPeriodic(model, facts, asked === 'Dispatched periodicsync event' ? life : undefined);
    case 'backgroundFetch':
      return whyFetch(
        model,
        facts,
        at !== undefined && model.entry(at).service === service && model.entry(at).instanceId !== ''
          ? at
          : undefined,
      );
    case 'paymentHandler':
      return whyPayment(model, facts, asked === 'Payment request' ? life : undefined);
    case 'reporting':
      return whyReports(model, facts);
    default:
      return service satisfies never;
  }
}
