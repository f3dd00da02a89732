import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { adoptStyles } from '../shell/adopt-styles.ts';
import { opened } from './opened.tsx';

const undos: (() => void)[] = [];
afterEach(() => {
  cleanup();
  for (const undo of undos.splice(0)) undo();
});

/** Shows the rules that are there when it is rendered. */
function Seen(): ReactElement {
  const rules = document.adoptedStyleSheets.flatMap(({ cssRules }) =>
    [...cssRules].map((rule) => rule.cssText),
  );
  return <p>{rules.join(' ')}</p>;
}

const partOf = (styles: readonly string[]): ((props: object) => ReactElement | null) =>
  opened<object>(() => Promise.resolve([Seen, styles] as const));

test('the style sheets of a part are there before it is shown', async () => {
  undos.push(adoptStyles(document, '.first { color: red; }'));
  const Part = partOf(['.one-a { color: red; }', '.two-a { color: red; }']);
  render(<Part />);
  expect(await screen.findByText(/one-a.*two-a/)).toBeTruthy();
});

test('they are in every root, also in one that comes later; each takes its own away', async () => {
  const before = document.adoptedStyleSheets.length;
  const undo = adoptStyles(document, '.first { color: red; }');
  const alone = document.adoptedStyleSheets.length - before;
  const Part = partOf(['.one-b { color: red; }']);
  render(<Part />);
  await screen.findByText(/one-b/);
  expect(document.adoptedStyleSheets.length - before).toBe(alone + 1);
  const other = adoptStyles(document, '.first { color: red; }');
  expect(document.adoptedStyleSheets.length - before).toBe(2 * (alone + 1));
  undo();
  expect(document.adoptedStyleSheets.length - before).toBe(alone + 1);
  other();
  expect(document.adoptedStyleSheets.length).toBe(before);
});

test('what cannot be loaded says so in its place; another try loads again, and it can be closed', async () => {
  let online = false;
  let closed = 0;
  const Part = opened<{ onClose(): void }>(async () => {
    if (!online) throw new TypeError('Failed to fetch dynamically imported module');
    return [Seen, []];
  });
  const { container } = render(<Part onClose={() => closed++} />);
  expect((await screen.findByRole('alert')).textContent).toContain('Its code could not be loaded.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Its code could not be loaded.');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(closed).toBe(1);
  online = true;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(container.querySelector('p')).toBeTruthy());
  expect(screen.queryByRole('alert')).toBeNull();
});
