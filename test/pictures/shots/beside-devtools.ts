import { openCamera } from '../camera.ts';
import { compose, source } from '../compose.ts';
import type { DemoRun } from '../demo-run.ts';
import { openDevtools } from '../open-devtools.ts';
import { inBothSchemes, type Picture } from '../picture.ts';
import { openPanelAgain, openStory, viewerPart } from '../viewer-shot.ts';

const PANEL = 'Push messaging';
const EVENT = 'Push event completed';

/** The same push in the browser's own DevTools and in Offstage: "Success" here, a TypeError there. */
export async function besideDevtools({ browser, demo, port }: DemoRun): Promise<readonly Picture[]> {
  const devtools = await openCamera(browser.context, { width: 1200, height: 380 });
  await openDevtools(devtools.page, { port, url: browser.page.url(), panel: PANEL, event: EVENT });
  const offstage = await openCamera(browser.context, { width: 1200, height: 760 });
  await openPanelAgain(offstage.page, demo.origin, '/push-messaging');
  await offstage.page.getByRole('button', { name: 'As DevTools' }).click();
  await openStory(offstage.page, 'TypeError');
  const sheet = await openCamera(browser.context, { width: 1000, height: 1000 });
  return inBothSchemes('beside-devtools', sheet, async (scheme) => {
    const taken: string[] = [];
    for (const camera of [devtools, offstage]) {
      await camera.page.bringToFront();
      await camera.setScheme(scheme);
      const part = camera === offstage ? await viewerPart(offstage.page) : undefined;
      taken.push(`<img width="1000" src="${source(await camera.take(part))}">`);
    }
    await sheet.page.bringToFront();
    return compose(sheet, {
      scheme,
      html: `<p><b>DevTools</b>: the handler threw, and the panel says “Success”.</p>${taken[0]}
        <p style="margin-top: 20px"><b>Offstage</b>, the same push: failed, with what was thrown and where.</p>${taken[1]}`,
    });
  });
}
