import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';
import { entryIn, logOf } from './log-of.ts';

/** The text of every element that fits, in the viewer's shadow root. */
const textsOf = (stage: BrowserStage, selector: string): Promise<string[]> =>
  stage.evaluate((selector) => {
    const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot);
    return [...(host?.shadowRoot?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent);
  }, selector);

/** Waits for an element of the viewer with all these texts. */
async function shown(stage: BrowserStage, selector: string, ...texts: readonly string[]): Promise<void> {
  let seen: string[] = [];
  const look = async (): Promise<boolean> => {
    seen = await textsOf(stage, selector);
    return seen.some((one) => texts.every((text) => one.includes(text)));
  };
  const what = (): string =>
    `${selector} with ${texts.join(', ')}; there are: ${seen.join(' | ').slice(0, 900)}`;
  await eventually(look, { what });
}

const row = (stage: BrowserStage, ...texts: readonly string[]): Promise<void> =>
  shown(stage, '[role=row]:has([role=gridcell])', ...texts);

const open = (stage: BrowserStage, panel: string): Promise<void> =>
  stage.goto(`${stage.origin}/viewer/${panel}`);

const show = (stage: BrowserStage, tag: string): Promise<void> =>
  stage.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready;
    await registration.showNotification(`For ${tag}`, { tag });
  }, tag);

async function expectNothingForAxe(stage: BrowserStage): Promise<void> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // The page's policy refuses `eval`; what the driver runs is none.
  await stage.evaluate(new Function(source) as () => void);
  const found = await stage.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
  });
  expect(found).toEqual([]);
}

const WIDE = [1280, 800] as const;
const PHONE = [390, 780] as const;

export const viewerFeatures: readonly Feature[] = [
  {
    name: 'Viewer: what was there before, and what happens now',
    async play(stage) {
      await show(stage, 'before-the-viewer');
      await entryIn(stage, { event: 'Notification displayed', instanceId: 'before-the-viewer' });
      await open(stage, 'notifications');
      await row(stage, 'Notification displayed', 'before-the-viewer');
      await show(stage, 'while-it-is-open');
      await row(stage, 'Notification displayed', 'while-it-is-open');
    },
  },
  {
    name: 'Viewer: a push that came while nobody was there',
    async play(stage) {
      await stage.goto(stage.origin);
      await stage.push?.(JSON.stringify({ kind: 'silent' }));
      await stage.fallAsleep();
      await stage.push?.(JSON.stringify({ kind: 'show', title: 'Asleep' }));
      await stage.notifications.waitFor('Asleep');

      await open(stage, 'push-messaging');
      await row(stage, 'Push event dispatched');
      await row(stage, 'Push event completed');
      await row(stage, 'No notification shown');
      const log = await logOf(stage);
      expect(log.some(({ metadata }) => metadata.Payload?.includes('Asleep'))).toBe(true);
    },
  },
  {
    name: 'Viewer: says which services the browser lacks',
    async play(stage) {
      for (const [panel, title] of [
        ['background-sync', 'Background sync'],
        ['periodic-background-sync', 'Periodic background sync'],
        ['background-fetch', 'Background fetch'],
      ] as const) {
        await open(stage, panel);
        await shown(stage, '*', `This browser has no ${title} API`);
      }
    },
  },
  ...(
    [
      ['Viewer: all services', ''],
      ['Viewer: reports', 'reporting-api'],
      ['Viewer: state', 'state'],
    ] as const
  ).flatMap(([name, panel]) =>
    [WIDE, PHONE].map(
      ([width, height]): Feature => ({
        name: `${name}, ${width} pixels wide, nothing for axe to find`,
        async play(stage) {
          await stage.resize(width, height);
          await open(stage, panel);
          await shown(stage, 'nav');
          // A paint after the last entries have come.
          await new Promise((resolve) => setTimeout(resolve, 800));
          const [inner, scroll] = await stage.evaluate(() => [
            innerWidth,
            document.documentElement.scrollWidth,
          ]);
          expect(inner).toBe(width);
          expect(scroll).toBeLessThanOrEqual(width);
          await expectNothingForAxe(stage);
          if (process.env.SHOTS) {
            await stage.screenshot(`${process.env.SHOTS}/${stage.version}-${panel}-${width}.png`);
          }
          await stage.resize(...WIDE);
        },
      }),
    ),
  ),
];
