import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LookedAt, lookAround, PANELS } from '../../viewer/test/look-around.ts';
import { type ServedPage, servePage } from '../../viewer/test/serve-page.ts';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import { type FirefoxOptions, launchFirefox } from '../firefox/launch-firefox.ts';
import { eventually } from '../kit/src/eventually.ts';
import { launchWebKit } from '../webkit/launch-webkit.ts';

// The viewer's layout in the other engines; Chromium sees more states of it in viewer/test/layout.test.ts.

let served: ServedPage;
beforeAll(async () => {
  served = await servePage();
});
afterAll(() => served.close());

interface Window extends LookedAt {
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

const WIDTHS = [
  { name: '1440', width: 1440, height: 900, chrome: 220 },
  { name: '1180', width: 1180, height: 900, chrome: 220 },
  { name: '1024', width: 1024, height: 768 },
  { name: '768', width: 768, height: 1024 },
  { name: '390', width: 390, height: 844, chrome: 211 },
  // 1440 × 900 at 200 %.
  { name: 'zoom-200', width: 720, height: 450 },
  { name: 'rtl', width: 1180, height: 900, chrome: 220, search: '?rtl' },
] as const;

/** Within a page that is loaded the router's own way: nothing has to be loaded again. */
function going(
  load: (url: string) => Promise<unknown>,
  evaluate: LookedAt['evaluate'],
): (address: string) => Promise<void> {
  let shown: string | undefined;
  return async (address) => {
    const { search } = new URL(address, served.origin);
    if (shown === search)
      await evaluate((url) => {
        history.pushState(null, '', url);
        dispatchEvent(new PopStateEvent('popstate', { state: null }));
      }, address);
    else await load(`${served.origin}${address}`);
    shown = search;
  };
}

async function firefox(options?: FirefoxOptions): Promise<Window> {
  const { page, close } = await launchFirefox(options);
  const evaluate = page.evaluate.bind(page) as LookedAt['evaluate'];
  return {
    goto: going((url) => page.goto(url), evaluate),
    evaluate,
    screenshot: async (file) => void (await page.screenshot({ path: file })),
    resize: (width, height) => page.setViewportSize({ width, height }),
    close,
  };
}

async function webkit(): Promise<Window> {
  const browser = await launchWebKit(served.origin);
  return { ...browser, goto: going(browser.goto, browser.evaluate) };
}

const LAUNCH: Readonly<Record<string, () => Promise<Window>>> = { 'Firefox ESR': firefox, WebKitGTK: webkit };
const others = availableBrowsers().flatMap(({ name }) => {
  const launch = LAUNCH[name];
  return launch === undefined ? [] : [[name.replace(' ESR', ''), launch] as const];
});

describe.each(others)('%s', (engine, launch) => {
  let window: Window;
  beforeAll(async () => {
    window = await launch();
  });
  afterAll(() => window?.close());

  /** An engine may say that it has done so before it has. */
  const resize = async (width: number, height: number): Promise<void> => {
    await window.resize(width, height);
    await eventually(
      async () =>
        String(await window.evaluate(() => [innerWidth, innerHeight], null)) === String([width, height]),
      { timeout: 30_000, what: () => `a window of ${width} × ${height}` },
    );
  };

  test.each(WIDTHS)('$name: nothing lies on anything, is cut, or out of reach', async (form) => {
    await resize(form.width, form.height);
    // Two panels of each: the table, and reports.
    const panels = [PANELS[0] as string, PANELS[2] as string];
    expect(await lookAround(window, panels, { ...form, name: `${engine}-${form.name}` })).toEqual([]);
  });

  test('state, and a panel as DevTools has it', async () => {
    await resize(1180, 900);
    const panels = [PANELS[1] as string, PANELS[3] as string];
    expect(await lookAround(window, panels, { name: `${engine}-1180` })).toEqual([]);
  });
});

// WebKitGTK knows no forced colours.
test.skipIf(others.every(([engine]) => engine !== 'Firefox'))('Firefox, forced colours', async () => {
  const window = await firefox({ preferences: { 'browser.display.document_color_use': 2 } });
  try {
    await window.resize(1180, 900);
    await window.goto('/viewer');
    expect(await window.evaluate((media) => matchMedia(media).matches, '(forced-colors: active)')).toBe(true);
    const panels = [PANELS[0] as string];
    expect(await lookAround(window, panels, { name: 'Firefox-forced-colours', chrome: 220 })).toEqual([]);
  } finally {
    await window.close();
  }
});
