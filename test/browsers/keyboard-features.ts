import { expect } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';

/** Does the viewer's shadow root hold such an element? */
const has = (stage: BrowserStage, selector: string): Promise<boolean> =>
  stage.evaluate((selector) => {
    const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot);
    return Boolean(host?.shadowRoot?.querySelector(selector));
  }, selector);

// Not `:focus`: a window on a screen without a window manager does not always have the focus itself.
const isActive = (stage: BrowserStage, selector: string): Promise<boolean> =>
  stage.evaluate((selector) => {
    const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot);
    return Boolean(host?.shadowRoot?.activeElement?.matches(selector));
  }, selector);

const appears = (stage: BrowserStage, selector: string): Promise<true> =>
  eventually(() => has(stage, selector), { what: `${selector} in the viewer` });

const goes = (stage: BrowserStage, selector: string): Promise<true> =>
  eventually(async () => !(await has(stage, selector)), { what: `no ${selector} in the viewer` });

const DETAILS = '[role=region][aria-label=Details], section[aria-label=Details]';

/** Looks at a row, asks for help and goes to the next panel, and touches nothing but keys. */
async function playKeys(stage: BrowserStage): Promise<void> {
  await stage.goto(`${stage.origin}/viewer`);
  await appears(stage, '[role=gridcell]');
  await stage.press('/');
  await eventually(() => isActive(stage, 'input'), { what: 'the filter, for the keys' });
  await stage.press('Escape');
  await stage.press('ArrowDown');
  await appears(stage, '[role=row][aria-selected=true]');
  await appears(stage, DETAILS);
  await stage.press('Escape');
  await goes(stage, DETAILS);
  await stage.press('?');
  await appears(stage, 'dialog[open]');
  await stage.press('Escape');
  await goes(stage, 'dialog[open]');
  await stage.press('}');
  await eventually(() => stage.evaluate(() => location.pathname !== '/viewer'), { what: 'the next panel' });
}

export const keyboardFeatures: readonly Feature[] = [[1280, 800] as const, [390, 780] as const].map(
  ([width, height]) => ({
    name: `Viewer: by keyboard alone, ${width} pixels wide`,
    async play(stage) {
      await stage.resize(width, height);
      expect(await stage.evaluate(() => innerWidth)).toBe(width);
      await playKeys(stage);
    },
  }),
);
