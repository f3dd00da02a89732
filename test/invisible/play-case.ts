import { setTimeout as delay } from 'node:timers/promises';
import type { Chromium } from '../browser/launch-chromium.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { eventually } from '../kit/src/eventually.ts';
import { observationsOf } from './ask-worker.ts';
import type { Played } from './case-stage.ts';
import { LATE } from './late.ts';
import { registerWorker } from './register-worker.ts';

/** Registers the worker, gives it two real syncs, `first` and `second`, and asks what it saw. */
export async function playCase(
  { page, recorder, workers }: Chromium,
  script: string,
  type: WorkerType,
): Promise<Played> {
  const evaluate = evaluateIn(page);
  const scope = await registerWorker(evaluate, script, type);
  const id = await eventually(() => workers.registrations.get(scope), { what: `registration of ${scope}` });
  const verdictOf = (tag: string): string | undefined => {
    const event = recorder.events.find(
      (each) =>
        each.serviceWorkerRegistrationId === id &&
        each.instanceId === tag &&
        each.eventName === 'Sync completed',
    );
    return event && `${tag}: ${event.eventMetadata.map(({ value }) => value).join()}`;
  };
  const verdicts: string[] = [];
  for (const tag of ['first', 'second']) {
    await page.evaluate(({ scope, tag }) => registrations[scope]?.sync.register(tag), { scope, tag });
    const what = (): string => {
      const names = recorder.events
        .slice(-12)
        .map((each) => `${each.serviceWorkerRegistrationId}: ${each.eventName} (${each.instanceId})`);
      return `${tag} sync of ${scope}, registration ${id}; the browser logged: ${names.join(', ') || 'nothing'}`;
    };
    verdicts.push(await eventually(() => verdictOf(tag), { every: 10, what }));
  }
  await delay(LATE);
  return { observations: await observationsOf(evaluate, scope), verdicts };
}
