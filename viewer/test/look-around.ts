import { mkdirSync } from 'node:fs';
import { layoutFaults } from './layout-faults.ts';

/** A page of any browser, already as wide and high as it is looked at. */
export interface LookedAt {
  goto(address: string): Promise<void>;
  evaluate<Arg, Result>(work: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  screenshot(file: string): Promise<void>;
}

export interface LookOptions {
  /** Names the pictures, and what is wrong. */
  readonly name: string;
  /** Search part of every address. */
  readonly search?: string;
  /** CSS pixels above the first row at most, where all services are shown. */
  readonly chrome?: number | undefined;
}

/** Pictures are kept where `OFFSTAGE_SCREENSHOTS` says, for people to look at. */
const FOLDER = process.env.OFFSTAGE_SCREENSHOTS;

export const PANELS = ['/viewer', '/viewer/push-messaging', '/viewer/reporting-api', '/viewer/state'];

/**
 * Looks at panels with and without details. Returns what is wrong, as short texts: what lies on each other, is cut, or cannot
 * be reached.
 */
export async function lookAround(
  page: LookedAt,
  panels: readonly string[],
  { name, search = '', chrome }: LookOptions,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const picture = async (label: string): Promise<void> => {
    if (FOLDER === undefined) return;
    mkdirSync(FOLDER, { recursive: true });
    await page.screenshot(`${FOLDER}/${label}.png`);
  };
  const look = async (label: string): Promise<void> => {
    await page.evaluate(still, null);
    await picture(label);
    for (const fault of await page.evaluate(layoutFaults, null)) wrong.push(`${label}: ${fault}`);
  };
  for (const panel of panels) {
    const label = `${name}${panel.replace(/^\/viewer/, '').replaceAll('/', '-') || '-all'}`;
    await page.goto(`${panel}${search}`);
    await page.evaluate(settled, panel);
    await look(label);
    const row = await page.evaluate(chooseRow, null);
    if (row === undefined || row === null) continue;
    if (!row.reached) wrong.push(`${label}: the first row cannot be scrolled to`);
    if (chrome !== undefined && panel === '/viewer' && row.above > chrome)
      wrong.push(`${label}: ${Math.round(row.above)} px above the first row`);
    if (!row.details) {
      wrong.push(`${label}: a row opens no details`);
      continue;
    }
    await look(`${label}-details`);
    if (!(await page.evaluate(closeDetails, null))) wrong.push(`${label}: the details cannot be closed`);
  }
  return wrong;
}

/** Until the panel is the one that was asked for, the doctor has said something, and what is listed is listed. Runs in the page. */
async function settled(panel: string): Promise<void> {
  const root = (): ShadowRoot | null | undefined =>
    document.querySelector('[data-offstage-viewer]')?.shadowRoot;
  const until = performance.now() + 30_000;
  const ready = (): boolean => {
    const shown = root();
    if (!shown || location.pathname !== panel) return false;
    // The address is the new one before the panel is. Services have their own names in every language.
    const name = shown.querySelector('.os-main')?.getAttribute('aria-label') ?? '';
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const named = ['push-messaging', 'reporting-api'].find((one) => panel.endsWith(one) || one === slug);
    if (named !== undefined && !(panel.endsWith(named) && named === slug)) return false;
    if (panel.endsWith('/state')) return shown.querySelector('h2') !== null;
    const doctor = shown.querySelector('.os-doctor')?.textContent ?? '';
    return shown.querySelector('.os-rows-shown > [role=row]') !== null && !/Checking…|\[\[/.test(doctor);
  };
  while (!ready() && performance.now() < until) await new Promise((wait) => setTimeout(wait, 30));
  // The generated language has no word that could be waited for.
  await new Promise((wait) => setTimeout(wait, location.search.includes('generated') ? 900 : 0));
}

/** Until everything stands where it stood in the last few frames. Runs in the page. */
async function still(): Promise<void> {
  const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot as ShadowRoot;
  const places = (): string =>
    [...root.querySelectorAll('*')]
      .map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return [left, top, width, height].map(Math.round).join();
      })
      .join(' ');
  const until = performance.now() + 10_000;
  let before = '';
  for (let same = 0; same < 4 && performance.now() < until; ) {
    const now = places();
    same = now === before ? same + 1 : 0;
    before = now;
    await new Promise((wait) => setTimeout(wait, 20));
  }
}

interface ChosenRow {
  /** CSS pixels above it. */
  readonly above: number;
  readonly reached: boolean;
  readonly details: boolean;
}

/** Chooses the first row. Undefined where there is none. Runs in the page. */
async function chooseRow(): Promise<ChosenRow | undefined> {
  const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot as ShadowRoot;
  const row = root.querySelector<HTMLElement>('.os-rows-shown > [role=row]');
  const rows = root.querySelector<HTMLElement>('.os-rows');
  if (row === null || rows === null) return undefined;
  const above = (rows.closest('.os-grid') as Element).getBoundingClientRect().top + rows.offsetTop;
  row.scrollIntoView({ block: 'nearest' });
  const { top, bottom } = row.getBoundingClientRect();
  row.click();
  const until = performance.now() + 30_000;
  const open = (): boolean =>
    root.querySelector('.os-details') !== null && new URLSearchParams(location.search).has('e');
  while (!open() && performance.now() < until) await new Promise((wait) => setTimeout(wait, 30));
  return {
    above,
    reached: top >= 0 && bottom <= innerHeight,
    details: root.querySelector('.os-details') !== null,
  };
}

/** Closes the details by their button, which has to be within the window then. Runs in the page. */
async function closeDetails(): Promise<boolean> {
  const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot as ShadowRoot;
  const button = root.querySelector<HTMLElement>('.os-details-actions > button:last-child');
  if (button === null) return false;
  button.scrollIntoView({ block: 'nearest' });
  const { top, bottom, left, right } = button.getBoundingClientRect();
  button.click();
  const until = performance.now() + 30_000;
  const open = (): boolean =>
    root.querySelector('.os-details') !== null || new URLSearchParams(location.search).has('e');
  while (open() && performance.now() < until) await new Promise((wait) => setTimeout(wait, 30));
  if (open()) return false;
  return top >= -1 && bottom <= innerHeight + 1 && left >= -1 && right <= innerWidth + 1;
}
