import webPush from 'web-push';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { PUSH } from '../invisible/case-event.ts';
import type { CaseStage } from '../invisible/case-stage.ts';
import { playArrivals } from '../invisible/play-arrivals.ts';
import { startCaseHost } from '../invisible/start-case-host.ts';
import type { SubscriptionJSON } from '../kit/src/push-service/start-push-service.ts';
import { launchFirefox } from './launch-firefox.ts';

const { publicKey } = webPush.generateVAPIDKeys();

/** Firefox, which plays the cases with pushes. */
export async function setFirefoxCaseStage(): Promise<CaseStage> {
  const { page, push, certificates, close } = await launchFirefox();
  const host = await startCaseHost(certificates, { event: PUSH });
  await page.goto(host.origin);
  const subscriptionOf = (scope: string): Promise<SubscriptionJSON> =>
    page.evaluate(
      async ({ scope, applicationServerKey }) => {
        const subscribed = await registrations[scope]?.pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey,
        });
        return JSON.parse(JSON.stringify(subscribed));
      },
      { scope, applicationServerKey: publicKey },
    );
  return {
    play: (name, variant) =>
      playArrivals(evaluateIn(page), {
        script: host.script(name, variant),
        type: variant.module ? 'module' : 'classic',
        deliver: async (scope, tag) => `${tag}: ${await push.deliver(await subscriptionOf(scope), tag)}`,
      }),
    async close() {
      await close();
      await host.close();
    },
  };
}
