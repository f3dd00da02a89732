import type { Page } from 'playwright-core';

/** A page that has looked the same for so long has loaded and found what there is, milliseconds. */
const STILL = 250;
/** Some move for ever: times that are counted up. */
const PATIENCE = 1_500;

/** Waits until what is shown, and where it stands, no longer changes. */
export const untilStill = (page: Page): Promise<void> =>
  page.evaluate(
    async ([still, patience]) => {
      const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot;
      const look = (): string =>
        [...(root?.querySelectorAll('*') ?? [])]
          .map((one) => `${one.tagName}${one.scrollWidth},${one.scrollHeight}`)
          .join() + (root?.textContent ?? '');
      const start = performance.now();
      let before = '';
      let since = start;
      for (;;) {
        const now = look();
        if (now !== before) since = performance.now();
        before = now;
        if (performance.now() - since >= still || performance.now() - start >= patience) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    [STILL, PATIENCE] as const,
  );
