import { CLICK } from '../invisible/case-event.ts';
import type { CaseStage } from '../invisible/case-stage.ts';
import { playArrivals } from '../invisible/play-arrivals.ts';
import { startCaseHost } from '../invisible/start-case-host.ts';
import type { NotificationDaemon } from '../kit/src/notification-daemon/start-notification-daemon.ts';
import { launchWebKitFor } from './launch-webkit-for.ts';

// On a busy machine WebKitGTK fulfils a showNotification() now and then of which the desktop hears nothing.
const ATTEMPTS = 4;

async function shownId(
  notifications: NotificationDaemon,
  title: string,
  show: () => Promise<void>,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    await show();
    try {
      return (await notifications.waitFor(title, { every: 5, timeout: 1_500 })).id;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** WebKitGTK, which plays the cases with clicks on notifications. */
export async function setWebKitCaseStage(): Promise<CaseStage> {
  const { webkit, site, close } = await launchWebKitFor(({ certificates }) =>
    startCaseHost(certificates, { event: CLICK, hostname: 'localhost' }),
  );
  const { evaluate, notifications } = webkit;
  await webkit.goto(site.origin);
  return {
    close,
    play: (name, variant) =>
      playArrivals(evaluate, {
        script: site.script(name, variant),
        type: variant.module ? 'module' : 'classic',
        async deliver(scope, tag) {
          const title = `${tag} of ${scope}`;
          const show = (): Promise<void> =>
            evaluate(
              ({ scope, title, tag }) =>
                registrations[scope]?.showNotification(title, { tag: title, body: tag }),
              { scope, title, tag },
            );
          notifications.click(await shownId(notifications, title, show));
          return `${tag}: clicked`;
        },
      }),
  };
}
