import { askWorker } from '../browsers/ask-worker.ts';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import type { FenceState } from './fence-worker.ts';

type Evaluate = BrowserStage['evaluate'];

/** Registers a worker and waits until it is active; returns what became of it where it is not. */
export const activate = (evaluate: Evaluate, scope: string, type: WorkerType): Promise<string> =>
  evaluate(
    async ({ scope, type }) => {
      try {
        const registration = await navigator.serviceWorker.register(`${scope}sw.js`, { type });
        const worker = registration.installing ?? registration.waiting ?? registration.active;
        for (let n = 0; n < 1_000 && worker?.state !== 'activated' && worker?.state !== 'redundant'; n += 1)
          await new Promise((resolve) => setTimeout(resolve, 10));
        return worker?.state ?? 'none';
      } catch (error) {
        return String(error);
      }
    },
    { scope, type },
  );

export const stateOf = (evaluate: Evaluate, scope: string): Promise<FenceState | undefined> =>
  askWorker(evaluate, scope, 'state', 2_000);

/** How many failures the plugin has counted; undefined where it does not answer. */
export const faultsOf = (evaluate: Evaluate, scope: string): Promise<number | undefined> =>
  evaluate(
    async ({ scope }) => {
      const registration = await navigator.serviceWorker.getRegistration(scope);
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<number | undefined>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data.value?.faults);
        setTimeout(resolve, 1_000);
      });
      registration?.active?.postMessage({ offstage: 'connect', protocol: 1 }, [port2]);
      port1.postMessage({ id: '1', type: 'APPLY', path: ['hello'], argumentList: [] });
      return answer;
    },
    { scope },
  );

/** Otherwise hundreds of workers would be running. */
export const remove = (evaluate: Evaluate, scope: string): Promise<unknown> =>
  evaluate(async ({ scope }) => (await navigator.serviceWorker.getRegistration(scope))?.unregister(), {
    scope,
  });
