import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import { eventually } from '../kit/src/eventually.ts';
import { askWorker, observationsOf } from './ask-worker.ts';
import type { Played } from './case-stage.ts';
import { LATE } from './late.ts';
import { registerWorker } from './register-worker.ts';

export interface Arrivals {
  readonly script: string;
  readonly type: WorkerType;
  /** Has the browser dispatch the event with this tag; returns what it says of it. */
  deliver(scope: string, tag: string): Promise<string>;
}

/** Plays a case in a browser that does not tell when an event is over: its worker counts those that arrive. */
export async function playArrivals(
  evaluate: BrowserStage['evaluate'],
  { script, type, deliver }: Arrivals,
): Promise<Played> {
  const scope = await registerWorker(evaluate, script, type);
  const verdicts: string[] = [];
  for (const [index, tag] of ['first', 'second'].entries()) {
    verdicts.push(await deliver(scope, tag));
    const arrived = async (): Promise<boolean> =>
      (await askWorker(evaluate, scope, 'arrivals')) === index + 1;
    await eventually(arrived, { every: 10, what: `${tag} event of ${scope}` });
    await delay(LATE);
  }
  return { observations: await observationsOf(evaluate, scope), verdicts };
}
