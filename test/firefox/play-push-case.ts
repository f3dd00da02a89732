import webPush from 'web-push';
import { eventually } from '../browser/eventually.ts';
import type { Played } from '../invisible/play-case.ts';
import { registerWorker } from '../invisible/register-worker.ts';
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
  const scope = await registerWorker(page, script, type);
  const subscription = await page.evaluate(
    async ({ scope, applicationServerKey }) => {
      const subscribed = await registrations[scope]?.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey,
      });
      return JSON.parse(JSON.stringify(subscribed)) as SubscriptionJSON;
    },
    { scope, applicationServerKey: publicKey },
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
