import type { Locator, Page } from 'playwright-core';
import { eventually } from '../kit/src/eventually.ts';

/** A row as a person reads it: the text of its cells by column. */
export type ViewerRow = Readonly<Record<string, string>>;

export interface ViewerPage {
  /** Clicks a panel in the sidebar by the name that DevTools gives it. */
  open(panel: string): Promise<void>;
  rows(): Promise<ViewerRow[]>;
  /** The first row that has all these texts; waits for it. */
  row(...texts: readonly string[]): Promise<Locator>;
  /** Selects the row and reads the details below: `key: value` lines, and the whole text. */
  details(
    row: Locator,
  ): Promise<{ readonly metadata: Readonly<Record<string, string>>; readonly text: string }>;
}

/** Reads the viewer as a person does: by what is on the page, never by its code. */
export function viewerPage(page: Page): ViewerPage {
  const rows = page.locator('[role=row]:has([role=gridcell])');
  return {
    async open(panel) {
      await page.getByRole('navigation', { name: 'Panels' }).getByText(panel, { exact: true }).click();
    },
    rows: () =>
      rows.evaluateAll((found) =>
        found.map((row) =>
          Object.fromEntries(
            [...row.querySelectorAll<HTMLElement>('[role=gridcell]')].map((cell) => {
              // The grey line beside an event's name says what it is about.
              const named = cell.cloneNode(true) as HTMLElement;
              named.querySelector('[data-about]')?.remove();
              return [cell.dataset.column ?? '', named.textContent.trim()];
            }),
          ),
        ),
      ),
    async row(...texts) {
      const row = texts.reduce((narrowed, hasText) => narrowed.filter({ hasText }), rows).first();
      await eventually(() => row.isVisible(), { what: `a row with ${texts.join(', ')}` });
      return row;
    },
    async details(row) {
      await row.click();
      const details = page.getByRole('region', { name: 'Details' });
      await details.waitFor();
      const lines = await details.locator('dl > div').allInnerTexts();
      const metadata = lines.map((line): [string, string] => {
        const [key = '', ...value] = line.split(':');
        return [key.trim(), value.join(':').trim()];
      });
      return { metadata: Object.fromEntries(metadata), text: (await details.textContent()) ?? '' };
    },
  };
}
