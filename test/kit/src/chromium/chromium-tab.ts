import { eventually } from '../eventually.ts';
import type { Protocol } from '../protocol/connect-protocol.ts';
import { expressionOf, resultOf } from '../tab/expression-of.ts';
import { placeOf } from '../tab/place-of.ts';
import type { InPage, Tab } from '../tab/tab.ts';
import type { ProtocolSession } from './protocol-session.ts';

interface Evaluated {
  readonly result: { readonly value: string };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

export interface ChromiumTab extends Tab {
  readonly targetId: string;
  readonly session: ProtocolSession;
}

/** Opens a tab. @param first a script that runs in each of its documents before any other */
export async function openChromiumTab(
  browser: Protocol,
  first: string | undefined,
  begin = 'about:blank',
): Promise<ChromiumTab> {
  const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', { url: begin });
  const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const session = browser.session(sessionId);
  let loaded: (() => void) | undefined;
  session.on('Page.loadEventFired', () => loaded?.());
  await session.send('Page.enable');
  if (first !== undefined) await session.send('Page.addScriptToEvaluateOnNewDocument', { source: first });
  const evaluate = async (work: InPage<never, unknown>, arg?: unknown): Promise<unknown> => {
    const { result, exceptionDetails } = await session.send<Evaluated>('Runtime.evaluate', {
      expression: expressionOf(work, arg),
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return resultOf(result.value);
  };
  return {
    targetId,
    session,
    evaluate: evaluate as Tab['evaluate'],
    url: async () => (await evaluate(() => location.href)) as string,
    async goto(url) {
      const done = new Promise<void>((resolve) => {
        loaded = resolve;
      });
      const { errorText, loaderId } = await session.send<{ errorText?: string; loaderId?: string }>(
        'Page.navigate',
        {
          url,
        },
      );
      if (errorText) throw new Error(`NOT_OPENED: ${url} gave ${errorText}. Does the app's server run?`);
      // Another place in the same document loads nothing.
      if (loaderId !== undefined) await done;
    },
    async click(selector) {
      const place = await eventually(
        () => evaluate(placeOf as never, selector) as Promise<{ x: number; y: number } | null>,
        {
          what: `an element ${selector} to click`,
        },
      );
      await session.send('Page.bringToFront');
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        await session.send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 });
    },
    async close() {
      await browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
    },
  };
}
