import { openCamera } from '../camera.ts';
import { compose, source } from '../compose.ts';
import type { DemoRun } from '../demo-run.ts';
import { inBothSchemes, type Picture } from '../picture.ts';
import { openPanelAgain, openStory } from '../viewer-shot.ts';

/** On a phone: what happened, and why. Two screens beside each other. */
export async function phone({ browser, demo }: DemoRun): Promise<readonly Picture[]> {
  const view = { width: 390, height: 760, phone: true };
  const [list, details] = [await openCamera(browser.context, view), await openCamera(browser.context, view)];
  await openPanelAgain(list.page, demo.origin, '/push-messaging');
  await openPanelAgain(details.page, demo.origin, '/push-messaging');
  await openStory(details.page, 'TypeError');
  const sheet = await openCamera(browser.context, { width: 820, height: 760 });
  return inBothSchemes('phone', sheet, async (scheme) => {
    const screens: string[] = [];
    for (const camera of [list, details]) {
      await camera.page.bringToFront();
      await camera.setScheme(scheme);
      screens.push(`<img width="${view.width}" src="${source(await camera.take())}">`);
    }
    await sheet.page.bringToFront();
    return compose(sheet, {
      scheme,
      html: `<div style="display: flex; justify-content: space-between; padding: 4px">${screens.join('')}</div>`,
    });
  });
}
