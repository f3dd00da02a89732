import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AddressForm } from './AddressForm.tsx';
import { useReadEndpoints } from './use-read-endpoints.ts';

let asked: string[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
    asked.push(`${method} ${new URL(url).pathname}`);
    const named = url.endsWith('/shop') ? 'shop="/b"' : 'main="/a"';
    return new Response(null, { headers: url.endsWith('/none') ? {} : { 'reporting-endpoints': named } });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Shown({ own }: { readonly own: boolean }): ReactElement {
  const { endpoints, failed, read } = useReadEndpoints(own);
  return (
    <>
      <p>{endpoints.map(({ name }) => name).join(' ')}</p>
      <AddressForm failed={failed} onRead={read} />
    </>
  );
}

test('the viewer’s own document is asked when the table is opened, others when a person names them', async () => {
  const user = userEvent.setup();
  render(<Shown own />);
  await screen.findByText('main');
  expect(asked).toEqual([`HEAD ${location.pathname}`]);
  await user.type(screen.getByRole('textbox'), '/shop');
  await user.click(screen.getByRole('button'));
  await screen.findByText('main shop');
  await user.clear(screen.getByRole('textbox'));
  await user.type(screen.getByRole('textbox'), '/none');
  await user.click(screen.getByRole('button'));
  await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/no endpoint/));
  expect(asked.slice(1)).toEqual(['HEAD /shop', 'HEAD /none']);
});

test('nobody is asked over the log of another device', async () => {
  render(<Shown own={false} />);
  await act(() => new Promise((done) => setTimeout(done, 20)));
  expect(asked).toEqual([]);
});
