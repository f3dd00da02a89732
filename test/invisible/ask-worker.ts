import type { BrowserStage } from '../browsers/browser-stage.ts';

/** Asks the worker of a case that this page has registered. */
export const askWorker = <Answer>(
  evaluate: BrowserStage['evaluate'],
  scope: string,
  question: 'arrivals' | 'observations',
): Promise<Answer> =>
  evaluate(
    ({ scope, question }) => {
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<Answer>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
      });
      registrations[scope]?.active?.postMessage(question, [port2]);
      return answer;
    },
    { scope, question },
  );

/** What the worker has seen by now, after the late tasks of the case; it is unregistered. */
export async function observationsOf(
  evaluate: BrowserStage['evaluate'],
  scope: string,
): Promise<readonly unknown[]> {
  const observations = await askWorker<unknown[]>(evaluate, scope, 'observations');
  await evaluate((scope) => registrations[scope]?.unregister(), scope);
  return observations;
}
