import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { type ReactElement, useRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useKeptFocus } from './use-kept-focus.ts';

afterEach(cleanup);

function Place({
  chips,
  panel = true,
}: {
  readonly chips: readonly string[];
  readonly panel?: boolean;
}): ReactElement {
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  return (
    <div ref={root}>
      <button type="button">Elsewhere</button>
      {panel && (
        <section tabIndex={0} aria-label="Panel">
          <ul>
            {chips.map((one) => (
              <li key={one}>
                <button type="button">{one}</button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });

test('what is taken away with the focus gives it to its neighbour, or to what it stood in', async () => {
  const { rerender } = render(<Place chips={['a', 'b']} />);
  button('a').focus();
  rerender(<Place chips={['b']} />);
  await waitFor(() => expect(document.activeElement).toBe(button('b')));
  rerender(<Place chips={[]} />);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Panel')));
});

test('where nothing around it can have the focus, the first that can has it', async () => {
  const { rerender } = render(<Place chips={['a']} />);
  button('a').focus();
  rerender(<Place chips={[]} panel={false} />);
  await waitFor(() => expect(document.activeElement).toBe(button('Elsewhere')));
});

test('what had the focus once, or has given it on, takes it from nobody', async () => {
  const { rerender } = render(<Place chips={['a', 'b']} />);
  button('a').focus();
  button('Elsewhere').focus();
  rerender(<Place chips={['b']} />);
  await new Promise((turn) => setTimeout(turn));
  expect(document.activeElement).toBe(button('Elsewhere'));
  button('b').focus();
  button('b').blur();
  await Promise.resolve();
  rerender(<Place chips={[]} />);
  await new Promise((turn) => setTimeout(turn));
  expect(document.activeElement).toBe(document.body);
});
