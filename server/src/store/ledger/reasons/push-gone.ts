import type { ShapeOf } from '../../../shapes.ts';
import type { GoneTime } from '../join-unit.ts';
import { FACT_TEXTS, REASON_TEXTS } from './texts.ts';
import type { Link } from './why-gone.ts';

/** An id that can stand in a command as it is. */
const PLAIN = /^[\w.-]{1,64}$/;

/** Why a subscription is gone, as the story of a push tells it. */
export function pushGone({ run, why }: GoneTime, links: readonly Link[]): ShapeOf<'PushGone'> {
  const { reason, alive, evidence } = why;
  const { title, detail, cure, doctor } = REASON_TEXTS[reason];
  const named = links.filter(({ install }) => install !== '');
  const install =
    [...named].sort((a, b) => b.seen - a.seen || (a.install < b.install ? -1 : 1))[0]?.install ?? '';
  return {
    ...{ reason, title, detail, cure, doctor, since: run.since },
    alive: alive ?? null,
    evidence: evidence.map(({ time, what, report }) => ({ time, what: FACT_TEXTS[what], report })),
    install,
    look: PLAIN.test(install) ? `npx offstage doctor SERVER install:${install}` : '',
  };
}
