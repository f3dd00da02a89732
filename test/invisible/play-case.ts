import { eventually } from '../browser/eventually.ts';
import type { Chromium } from '../browser/launch-chromium.ts';
import { registerWorker } from './register-worker.ts';

export interface Played {
  /** What the host's own code saw, in order. */
  readonly observations: readonly unknown[];
  /** What the browser's own recorder said of the two syncs. */
  readonly verdicts: readonly string[];
}

// Late tasks of a case run within this time, milliseconds.
const LATE = 120;

/** Registers the worker, gives it two real syncs, `first` and `second`, and asks what it saw. */
export async function playCase(
  { page, recorder, workers }: Chromium,
  script: string,
  type: 'classic' | 'module',
): Promise<Played> {
  const scope = await registerWorker(page, script, type);
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
  const observations = await page.evaluate(
    async ({ scope, late }) => {
      await new Promise((resolve) => setTimeout(resolve, late));
      const registration = registrations[scope];
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<unknown[]>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
      });
      registration?.active?.postMessage('observations', [port2]);
      const all = await answer;
      await registration?.unregister();
      return all;
    },
    { scope, late: LATE },
  );
  return { observations, verdicts };
}
