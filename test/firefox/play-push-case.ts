import webPush from 'web-push';
import { eventually } from '../browser/eventually.ts';
import type { Played } from '../invisible/play-case.ts';
import type { SubscriptionJSON } from '../push-service/start-push-service.ts';
import type { Firefox } from './launch-firefox.ts';

const { publicKey } = webPush.generateVAPIDKeys();

// Late tasks of a case run within this time, milliseconds.
const LATE = 120;

/** Registers the worker, gives it two real pushes, `first` and `second`, and asks what it saw. */
export async function playPushCase(
  { page, push }: Firefox,
  script: string,
  type: 'classic' | 'module',
): Promise<Played> {
  const { scope, subscription } = await page.evaluate(
    async ({ script, type, applicationServerKey }) => {
      const registration = await navigator.serviceWorker.register(script, { type });
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (worker?.state === 'activated') resolve();
          if (worker?.state === 'redundant') reject(new Error('The worker did not install.'));
        };
        worker?.addEventListener('statechange', look);
        look();
      });
      globalThis.registrations ??= {};
      globalThis.registrations[registration.scope] = registration;
      const subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey,
      });
      return {
        scope: registration.scope,
        subscription: JSON.parse(JSON.stringify(subscription)) as SubscriptionJSON,
      };
    },
    { script, type, applicationServerKey: publicKey },
  );
  const ask = (question: 'arrivals' | 'observations'): Promise<unknown> =>
    page.evaluate(
      ({ scope, question }) => {
        const { port1, port2 } = new MessageChannel();
        const answer = new Promise((resolve) => {
          port1.onmessage = ({ data }) => resolve(data);
        });
        registrations[scope]?.active?.postMessage(question, [port2]);
        return answer;
      },
      { scope, question },
    );
  const verdicts: string[] = [];
  for (const [index, payload] of ['first', 'second'].entries()) {
    verdicts.push(`${payload}: ${await push.deliver(subscription, payload)}`);
    await eventually(async () => (await ask('arrivals')) === index + 1, {
      every: 10,
      what: `${payload} push`,
    });
    await new Promise((resolve) => setTimeout(resolve, LATE));
  }
  const observations = (await ask('observations')) as unknown[];
  await page.evaluate((scope) => registrations[scope]?.unregister(), scope);
  return { observations, verdicts };
}
