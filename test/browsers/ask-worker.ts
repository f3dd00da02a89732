import type { BrowserStage } from './browser-stage.ts';

/**
 * Puts a question to the active worker of a scope, by a message with a port for the answer.
 *
 * @param scope its address, or its path
 * @param patience milliseconds after which a worker that says nothing has said `undefined`
 */
export const askWorker = <Answer>(
  evaluate: BrowserStage['evaluate'],
  scope: string,
  question: unknown,
  patience = 30_000,
): Promise<Answer | undefined> =>
  evaluate(
    async ({ scope, question, patience }) => {
      const registration = await navigator.serviceWorker.getRegistration(scope);
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<Answer | undefined>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
        setTimeout(resolve, patience);
      });
      registration?.active?.postMessage(question, [port2]);
      return answer;
    },
    { scope, question, patience },
  );
