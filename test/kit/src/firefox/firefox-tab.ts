import { eventually } from '../eventually.ts';
import type { Protocol } from '../protocol/connect-protocol.ts';
import { expressionOf, resultOf } from '../tab/expression-of.ts';
import { placeOf } from '../tab/place-of.ts';
import type { InPage, Tab } from '../tab/tab.ts';

interface Evaluated {
  readonly result?: { readonly value: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** Opens a tab. @param first a script that runs in each of its documents before any other */
export async function openFirefoxTab(browser: Protocol, first: string | undefined): Promise<Tab> {
  const { context } = await browser.send<{ context: string }>('browsingContext.create', { type: 'tab' });
  if (first !== undefined)
    await browser.send('script.addPreloadScript', {
      functionDeclaration: `() => {${first}\n}`,
      contexts: [context],
    });
  const evaluate = async (work: InPage<never, unknown>, arg?: unknown): Promise<unknown> => {
    const { result, exceptionDetails } = await browser.send<Evaluated>('script.evaluate', {
      expression: expressionOf(work, arg),
      target: { context },
      awaitPromise: true,
      resultOwnership: 'none',
      userActivation: true,
    });
    if (exceptionDetails || !result) throw new Error(exceptionDetails?.text ?? 'no result');
    return resultOf(result.value);
  };
  return {
    evaluate: evaluate as Tab['evaluate'],
    url: async () => (await evaluate(() => location.href)) as string,
    async goto(url) {
      await browser
        .send('browsingContext.navigate', { context, url, wait: 'complete' })
        .catch((error: Error) => {
          throw new Error(`NOT_OPENED: ${url} gave ${error.message}. Does the app's server run?`);
        });
    },
    async click(selector) {
      const { x, y } = await eventually(
        () => evaluate(placeOf as never, selector) as Promise<{ x: number; y: number } | null>,
        { what: `an element ${selector} to click` },
      );
      await browser.send('browsingContext.activate', { context });
      const at = { x: Math.round(x), y: Math.round(y), origin: 'viewport' };
      const actions = [
        { type: 'pointerMove', ...at },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await browser.send('input.performActions', {
        context,
        actions: [{ type: 'pointer', id: 'mouse', actions }],
      });
    },
    async close() {
      await browser.send('browsingContext.close', { context }).catch(() => undefined);
    },
  };
}
