import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { createLogModel } from '../model/log-model.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { GroupGrid } from './GroupGrid.tsx';

const group = (title: string, noise: string) => ({
  ...{ group: title, title, noise, type: 'csp-violation', count: 2, firstSeen: 1e12, lastSeen: 1e12 },
  browsers: ['Firefox'],
});
const GROUPS = [group('the fault of a page', ''), group('an extension of a browser', 'extension')];

/** As a server that knows nothing of noise would answer, and one that leaves it out. */
const server = (leavesOut: boolean) => ({
  groups: vi.fn(async ({ noise }: { noise?: string } = {}) =>
    GROUPS.filter((one) => !leavesOut || noise !== 'hide' || one.noise === ''),
  ),
});

const shown = (filter: string, groups: ReturnType<typeof server>) => {
  const onFilter = vi.fn();
  render(
    <GroupGrid
      model={createLogModel()}
      positions={Int32Array.of()}
      server={groups as unknown as ServerReports}
      filter={filter}
      compact={false}
      onFilter={onFilter}
      onOpen={() => undefined}
    />,
  );
  return onFilter;
};

test.each([true, false])('what is noise is not among the groups when it is hidden', async (leavesOut) => {
  const asked = server(leavesOut);
  const onFilter = shown('noise:no', asked);
  await screen.findByText('the fault of a page');
  expect(screen.queryByText('an extension of a browser')).toBeNull();
  expect(asked.groups).toHaveBeenCalledWith({ noise: 'hide' });
  const box = screen.getByRole<HTMLInputElement>('checkbox');
  expect(box.checked).toBe(true);
  await userEvent.click(box);
  expect(onFilter).toHaveBeenCalledWith('');
});

test('and is when it is not', async () => {
  const asked = server(true);
  const onFilter = shown('', asked);
  await screen.findByText('an extension of a browser');
  expect(screen.getByText('the fault of a page')).toBeTruthy();
  await userEvent.click(screen.getByRole('checkbox'));
  expect(onFilter).toHaveBeenCalledWith('noise:no');
});
