import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeAll, expect, test } from 'vitest';
import { GENERATED } from '../samples/generated-strings.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { sampleSource } from '../samples/sample-source.ts';
import { viewerRoutes } from '../viewer-routes.tsx';
import { EVIDENCE_STRINGS } from './evidence-strings.ts';
import { GERMAN } from './german.ts';
import { PUSH_STRINGS } from './push-strings.ts';
import { SCOPE_STRINGS } from './scope-strings.ts';
import { STRINGS, type Strings } from './strings.ts';
import { WHY_STRINGS } from './why-strings.ts';

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);

/** Every plain text of a table with its path. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => texts(one, path === '' ? key : `${path}.${key}`));
}

/** Words that are the same, names that are the browser's, code and addresses. */
const SAME = new Set([
  'name',
  'sourceServer',
  'missingHint.reporting',
  'payloadText',
  'payloadJson',
  'payloadHex',
  'filter',
  'workerLane',
  'themeSystem',
  'reason.connected',
  'live',
  'reportColumn.url',
  'reportColumn.endpoint',
  'reportColumn.problem',
  'reportColumn.name',
  'reportColumn.header',
  'pause',
  'evidence.browser',
]);

test('the German table is whole: the same texts, in other words', () => {
  const german = new Map(texts(GERMAN));
  const english = texts({
    ...STRINGS,
    why: WHY_STRINGS,
    evidence: EVIDENCE_STRINGS,
    scope: SCOPE_STRINGS,
    push: PUSH_STRINGS,
  });
  expect([...german.keys()].sort()).toEqual(english.map(([path]) => path).sort());
  const same = english.filter(([path, text]) => german.get(path) === text).map(([path]) => path);
  const kept = /^(column|tryCode|documentation|filterExamples|filterExamplesReports)\./;
  expect(same.filter((path) => !SAME.has(path) && !kept.test(path))).toEqual([]);
});

test('plurals, numbers and units are those of the language', async () => {
  expect(GERMAN.shown(1, 1, 1)).toBe('1 Ereignis');
  expect(GERMAN.shown(12_345, 12_345, 2)).toBe('12.345 Ereignisse in 2 Zeilen');
  expect(GERMAN.clearConfirm('Push messaging', 1)).toContain('1 aufgezeichnetes Ereignis');
  await show(GERMAN);
  const text = document.body.textContent ?? '';
  expect(text).toContain('Alle Dienste');
  // A duration with its unit: German writes a comma.
  await waitFor(() => expect(document.body.textContent).toMatch(/\d,\d (?:s|Sek\.|ms)|\d+ ms/));
});

async function show(strings: Strings): Promise<void> {
  const source = sampleSource(sampleLog({ count: 120 }));
  const routes = viewerRoutes({ sources: [source], isolate: 'none', strings });
  render(<RouterProvider router={createMemoryRouter(routes, { initialEntries: ['/viewer'] })} />);
  await screen.findByRole('navigation');
  await waitFor(() =>
    expect(document.querySelectorAll('.os-rows-shown [role=row]').length).toBeGreaterThan(3),
  );
}

test('every text on screen is from the table: none is left in a generated, right-to-left language', async () => {
  document.documentElement.dir = 'rtl';
  await show(GENERATED);
  const user = userEvent.setup();
  await user.click(document.querySelectorAll<HTMLElement>('.os-rows-shown [role=row]')[2] as HTMLElement);
  const kept = /^(locale|name|column|tryCode|documentation|filterExamples|filterExamplesReports)\b/;
  const english = texts(STRINGS)
    .filter(([path, text]) => !kept.test(path) && text.length > 4)
    .map(([, text]) => text);
  const left: string[] = [];
  const look = (): void => {
    for (const element of document.querySelectorAll('*')) {
      // The log is the app's own words.
      if (
        element.closest(
          '.os-rows, .os-row-header, .os-json, .os-metadata, .os-block, .os-error, .os-finding, .os-doctor-first, code',
        )
      )
        continue;
      const own = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === 3)
        .map(({ textContent }) => textContent);
      const said = [
        ...own,
        ...['aria-label', 'title', 'placeholder', 'aria-description'].map((name) =>
          element.getAttribute(name),
        ),
      ];
      for (const text of said) if (text && english.includes(text.trim())) left.push(text);
    }
  };
  look();
  for (const link of [...document.querySelectorAll<HTMLElement>('.os-panel-link')]) {
    await user.click(link);
    look();
  }
  expect(document.querySelector('.os-viewer [dir=ltr]')).toBeNull();
  expect([...new Set(left)]).toEqual([]);
  document.documentElement.dir = '';
});
