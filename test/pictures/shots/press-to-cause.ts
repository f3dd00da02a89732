import type { Locator } from 'playwright-core';
import { animate } from '../animate.ts';
import { openCamera } from '../camera.ts';
import type { DemoRun } from '../demo-run.ts';
import { encode } from '../encode.ts';
import type { Picture } from '../picture.ts';
import { hidePointer, showPointer } from '../pointer.ts';
import { makeRoom, openPanel, openStory, rowWith } from '../viewer-shot.ts';

const ACTION = 'push-throws';

/** A short moving picture: somebody presses the button of a broken push, opens the viewer, and reads the cause. */
export async function pressToCause(run: DemoRun): Promise<readonly Picture[]> {
  const { browser, demo, logged } = run;
  const camera = await openCamera(browser.context, { width: 1000, height: 800, scale: 1.5 });
  const { page } = camera;
  const taken: { readonly png: Buffer; readonly duration: number }[] = [];
  const shoot = async (duration: number): Promise<void> => {
    taken.push({ png: await camera.take(), duration });
  };
  const pointAt = async (target: Locator, duration: number): Promise<void> => {
    await showPointer(page, target, false);
    await shoot(duration);
    await showPointer(page, target, true);
    await shoot(300);
    await hidePointer(page);
  };
  await camera.setScheme('light');
  // Its choices are made before: what is on screen is what is there the second time.
  await openPanel(page, demo.origin);
  await openStory(page, 'A note');
  await makeRoom(page, 370);
  await page.goto(`${demo.origin}/services`);
  const button = page.locator(`[data-action="${ACTION}"]`);
  await shoot(900);
  await button.evaluate((found) => found.scrollIntoView({ block: 'center' }));
  await shoot(600);
  await pointAt(button, 900);
  await button.click();
  await page.locator(`.action:has([data-action="${ACTION}"]) [role=status]`, { hasText: '201' }).waitFor();
  await logged('Push event completed', 3);
  await shoot(1200);
  await page.evaluate(() => scrollTo(0, 0));
  const link = page.getByRole('navigation', { name: 'App' }).getByText('Viewer');
  await pointAt(link, 900);
  await openPanel(page, demo.origin);
  await rowWith(page, 'failed').waitFor();
  await shoot(1600);
  await pointAt(rowWith(page, 'failed').getByText('Push event dispatched'), 900);
  await openStory(page, 'failed');
  await shoot(5000);
  const frames = await encode(
    page,
    taken.map(({ png }) => png),
    { quality: 0.85 },
  );
  return [
    {
      name: 'press-to-cause.webp',
      webp: animate(frames.map((frame, index) => ({ ...frame, duration: taken[index]?.duration ?? 0 }))),
    },
  ];
}
