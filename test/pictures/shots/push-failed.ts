import { openCamera } from '../camera.ts';
import type { DemoRun } from '../demo-run.ts';
import { inBothSchemes, type Picture } from '../picture.ts';
import { makeRoom, openPanelAgain, openStory, viewerPart } from '../viewer-shot.ts';

/** A failed push explained: how far it came, where it broke, why, what to do. */
export async function pushFailed({ browser, demo }: DemoRun): Promise<readonly Picture[]> {
  const camera = await openCamera(browser.context, { width: 1000, height: 800 });
  await openPanelAgain(camera.page, demo.origin, '/push-messaging');
  await openStory(camera.page, 'failed');
  await makeRoom(camera.page, 370);
  const part = await viewerPart(camera.page);
  return inBothSchemes('push-failed', camera, () => camera.take(part));
}
