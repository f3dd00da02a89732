import type { BrowserContext, CDPSession, Page } from 'playwright-core';

export interface View {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel (default 2). */
  readonly scale?: number;
  /** Narrow, with a finger instead of a mouse. */
  readonly phone?: boolean;
}

export type Scheme = 'light' | 'dark';
export const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** A rectangle of what is in view, CSS pixels. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Takes pictures of one page: as large and as sharp as asked for. */
export interface Camera {
  readonly page: Page;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  setScheme(scheme: Scheme): Promise<void>;
  /** A PNG of what is in view, or of a part of it. */
  take(part?: Part): Promise<Buffer>;
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
  });
}

/** Opens a page of the size that is asked for. Playwright's own setting knows no sharper screens in a context of a profile. */
export async function openCamera(context: BrowserContext, view: View): Promise<Camera> {
  const { width, height, scale = 2, phone = false } = view;
  const page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(page);
  await page.setViewportSize({ width, height });
  await session.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: scale,
    mobile: phone,
  });
  if (phone) await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  return {
    page,
    scale,
    setScheme: (colorScheme) => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }),
    async take(part = { x: 0, y: 0, width, height }) {
      await settle(page);
      // Chromium counts from the corner of the document.
      const [left, top] = await page.evaluate(() => [scrollX, scrollY] as const);
      const { data } = await session.send('Page.captureScreenshot', {
        format: 'png',
        clip: { ...part, x: part.x + left, y: part.y + top, scale: 1 },
      });
      return Buffer.from(data, 'base64');
    },
  };
}
