import { renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { funnelSteps } from '../filter/funnel-steps.ts';
import type { ReportCounts, ReportFilter } from '../sources/server-api.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { useHeldSteps } from './use-held-steps.ts';

/** A server with 900 reports of its users, 100 of them noise, and 50 uploaded entries. */
function server(asked: ReportFilter[]): ServerReports {
  const counts = async (filter: ReportFilter = {}): Promise<ReportCounts> => {
    asked.push(filter);
    const noisy = filter.noise === 'only' ? 100 : filter.noise === 'hide' ? 800 : 900;
    const uploaded = filter.noise === 'only' ? 0 : 50;
    return {
      total: noisy + uploaded,
      type: [
        { value: 'csp-violation', count: noisy },
        { value: 'background-service', count: uploaded },
      ],
      origin: [{ value: 'https://a.example', count: noisy }],
      endpoint: [],
      browser: [],
    };
  };
  return { counts } as ServerReports;
}

test('of a server that has more than is loaded, the numbers are of all that it has', async () => {
  const asked: ReportFilter[] = [];
  const reports = server(asked);
  const { steps } = funnelSteps('reporting', 'origin:a.example');
  const range = [1000, 2000] as const;
  const { result } = renderHook(() => useHeldSteps(reports, steps, range, 'reporting'));
  await waitFor(() => expect(result.current).toEqual([800, 100]));
  expect(asked).toContainEqual({ noise: 'hide', origin: ['https://a.example'], from: 1000, to: 2000 });
});

test('what the server cannot answer is not made up: words, and what is excluded', async () => {
  const asked: ReportFilter[] = [];
  const reports = server(asked);
  const { result, rerender } = renderHook(
    ({ filter }) => useHeldSteps(reports, funnelSteps('reporting', filter).steps, undefined, 'reporting'),
    { initialProps: { filter: 'script' } },
  );
  await waitFor(() => expect(result.current).toEqual([undefined, undefined]));
  rerender({ filter: '-type:crash' });
  expect(result.current).toBeUndefined();
  await waitFor(() => expect(result.current).toEqual([undefined, undefined]));
  rerender({ filter: '' });
  await waitFor(() => expect(result.current).toEqual([800, 100]));
});
