import type { Locator, Page } from 'playwright-core';

const ID = 'picture-pointer';

/** Draws a mouse pointer over the middle of what is pointed at: pictures of a page do not have the real one. */
export async function showPointer(page: Page, target: Locator, pressed: boolean): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('NOTHING_TO_POINT_AT: it is not on screen.');
  await hidePointer(page);
  await page.evaluate(
    ([id, x, y, pressed]) => {
      const pointer = document.createElement('div');
      pointer.id = id;
      pointer.style.cssText = `position: fixed; inset: 0; pointer-events: none; z-index: 2147483647`;
      const ring = `<circle cx="${x}" cy="${y}" r="15" fill="rgb(26 95 208 / 25%)" stroke="#1a5fd0" stroke-width="2"/>`;
      pointer.innerHTML = `<svg width="100%" height="100%">${pressed ? ring : ''}<path transform="translate(${x} ${y})"
        d="M0 0v17l4-3.7 2.7 6.2 3-1.3-2.7-6h5.6z" fill="#111" stroke="#fff" stroke-width="1.5"/></svg>`;
      document.body.append(pointer);
    },
    [ID, box.x + box.width / 2, box.y + box.height / 2, pressed] as const,
  );
}

export const hidePointer = (page: Page): Promise<void> =>
  page.evaluate((id) => document.getElementById(id)?.remove(), ID);
