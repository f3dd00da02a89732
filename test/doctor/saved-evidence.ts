import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { eventually } from '../kit/src/eventually.ts';

/** How long anything may take on a busy machine. */
const PATIENCE = { timeout: 30_000 };

/** What a person reads of a finding: `error D7 ×1: The push handler threw`. */
type Told = readonly string[];

export interface SavedEvidence {
  /** What the viewer showed when it was saved, in its order. */
  readonly findings: Told;
  /** Paths of the log and of the page. */
  readonly lines: string;
  readonly page: string;
}

/** Runs in a viewer whose list of findings is open. */
const listed = (): string[] => {
  const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot;
  return [...(root?.querySelectorAll<HTMLElement>('.os-finding') ?? [])].map((one) => {
    const name = one.querySelector('.os-finding-rule');
    const more = name?.textContent?.split(' · ') ?? [];
    const title = [...(name?.parentElement?.childNodes ?? [])].find(({ nodeType }) => nodeType === 3);
    const count = more.at(-1)?.startsWith('×') ? more.at(-1) : '×1';
    return `${one.dataset.severity} ${more[0]} ${count}: ${title?.textContent?.trim()}`;
  });
};

/** Runs in a page that was saved. */
const written = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('.finding')].map((one) => {
    const [rule, count = '×1'] = one.querySelector('h3 .quiet')?.textContent?.split(' · ') ?? [];
    const title = one
      .querySelector('h3')
      ?.firstChild?.textContent?.replace(/^[^:]+: /, '')
      .trim();
    return `${one.dataset.severity} ${rule} ${count}: ${title}`;
  });

/** Until the list has the rule, and is the same a moment later. */
async function findingsOf(page: Page, rule: string): Promise<Told> {
  await page.getByRole('button', { name: 'Show findings' }).click(PATIENCE);
  let before = '';
  return eventually(
    async () => {
      const now = await page.evaluate(listed);
      const same = now.join('\n') === before;
      before = now.join('\n');
      return same && now.some((one) => one.includes(` ${rule} `)) && now;
    },
    { ...PATIENCE, every: 700, what: () => `${rule} among the findings; there are: ${before}` },
  );
}

/** Saves everything that the viewer of an origin has, by its buttons, once it has found what a rule is about. */
export async function saveEvidence(
  page: Page,
  { origin, rule, name, folder }: Readonly<Record<'origin' | 'rule' | 'name' | 'folder', string>>,
): Promise<SavedEvidence> {
  await page.goto(`${origin}/viewer/`);
  const findings = await findingsOf(page, rule);
  await page.getByRole('button', { name: 'Report a problem' }).click(PATIENCE);
  const dialog = page.getByRole('dialog', { name: 'Report a problem' });
  await dialog.getByRole('button', { name: 'Everything' }).click(PATIENCE);
  const save = async (words: string, ending: string): Promise<string> => {
    const [file] = await Promise.all([
      page.waitForEvent('download', PATIENCE),
      dialog.getByRole('button', { name: words }).click(PATIENCE),
    ]);
    const target = path.join(folder, `${name}.${ending}`);
    await file.saveAs(target);
    return target;
  };
  const saved = { page: await save('Save as a page', 'html'), lines: await save('Save the log', 'jsonl') };
  return { findings, ...saved };
}

/** What a fresh viewer, which has nothing of its own, says of a log that is opened in it. */
export async function findingsInViewer(
  page: Page,
  viewer: string,
  file: string,
  rule: string,
): Promise<Told> {
  await page.goto(viewer);
  const input = page.locator('input[type=file]');
  await input.waitFor({ state: 'attached', ...PATIENCE });
  await input.evaluate(
    (element, { name, text }) => {
      const files = new DataTransfer();
      files.items.add(new File([text], name));
      (element as HTMLInputElement).files = files.files;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { name: path.basename(file), text: readFileSync(file, 'utf8') },
  );
  return findingsOf(page, rule);
}

/** What a saved page says, opened from the disk. */
export async function findingsInPage(page: Page, file: string): Promise<Told> {
  await page.goto(pathToFileURL(file).href);
  return page.evaluate(written);
}
