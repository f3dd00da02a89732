import { expect } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';

/** What stands for each service in the platform, by the title of its panel. */
const INTERFACES: Readonly<Record<string, string>> = {
  'Background fetch': 'BackgroundFetchManager',
  'Background sync': 'SyncManager',
  Notifications: 'Notification',
  'Payment handler': 'PaymentManager',
  'Periodic background sync': 'PeriodicSyncManager',
  'Push messaging': 'PushManager',
  'Reporting API': 'ReportingObserver',
};

/** By title, what each card says of the browser. */
const cards = (stage: BrowserStage): Promise<Record<string, string>> =>
  stage.evaluate(() => {
    const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot);
    const sections = [...(host?.shadowRoot?.querySelectorAll('section:has(h2)') ?? [])];
    const text = (section: Element, selector: string): string =>
      section.querySelector(selector)?.textContent.replace(/^\W+/, '').trim() ?? '';
    return Object.fromEntries(sections.map((section) => [text(section, 'h2'), text(section, 'p')]));
  });

const said = (here: boolean): string => (here ? 'This browser has it' : 'This browser does not have it');

/** What a browser lacks is not just missing from the log: the viewer says so, and of the others that they are there. */
export const stateFeature: Feature = {
  name: 'Viewer: says of each service whether the browser has it',
  async play(stage) {
    await stage.goto(`${stage.origin}/viewer/state`);
    const found = await eventually(async () => {
      const all = await cards(stage);
      return Object.keys(INTERFACES).every((title) => title in all) && all;
    });
    const here = await stage.evaluate(
      (names) =>
        Object.fromEntries(Object.entries(names).map(([title, name]) => [title, name in globalThis])),
      INTERFACES,
    );
    for (const title of Object.keys(INTERFACES))
      expect([title, found[title]]).toEqual([title, said(Boolean(here[title]))]);
  },
};
