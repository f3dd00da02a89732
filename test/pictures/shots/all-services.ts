import { openCamera } from '../camera.ts';
import type { DemoRun } from '../demo-run.ts';
import { inBothSchemes, type Picture } from '../picture.ts';
import { openPanelAgain, viewerPart } from '../viewer-shot.ts';

/** Everything that happened, by lifetimes: timeline, funnel, what the doctor found. */
export async function allServices({ browser, demo }: DemoRun): Promise<readonly Picture[]> {
  const camera = await openCamera(browser.context, { width: 1200, height: 640 });
  await openPanelAgain(camera.page, demo.origin);
  const part = await viewerPart(camera.page);
  return inBothSchemes('all-services', camera, () => camera.take(part));
}
