import { expect, test, vi } from 'vitest';
import { faultsSoFar, installed } from '../platform.ts';
import type { Journal } from './journal.ts';
import { recordReports } from './record-reports.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function stage() {
  const observer = { observe: vi.fn(), disconnect: vi.fn() };
  const ReportingObserver = vi.fn(function (this: unknown, _report: (reports: readonly object[]) => void) {
    return observer;
  });
  const journal = { scope: { ReportingObserver }, undos_: [() => undefined], write: vi.fn() };
  const undo = installed(journal as unknown as Journal, recordReports);
  return { journal, observer, ReportingObserver, undo };
}

test('a report is written as the browser has it, those from before included', async () => {
  const { journal, observer, ReportingObserver } = stage();
  expect(ReportingObserver).not.toHaveBeenCalled();
  await turn();
  expect(observer.observe).toHaveBeenCalledOnce();
  const [report, options] = ReportingObserver.mock.calls[0] as unknown as [(list: object[]) => void, object];
  expect(options).toEqual({ buffered: true });
  const body = { blockedURL: '/x', sourceFile: null, toJSON: () => ({}) };
  report([
    { type: 'csp-violation', url: '/sw.js', body },
    { type: 'other', url: '/sw.js', body: null },
  ]);
  expect(journal.write.mock.calls.map(([service, line]) => [service, line.instanceId, line.detail])).toEqual([
    [
      'reporting',
      'csp-violation',
      { report: { type: 'csp-violation', url: '/sw.js', body: { blockedURL: '/x' } } },
    ],
    ['reporting', 'other', { report: { type: 'other', url: '/sw.js', body: {} } }],
  ]);
});

test('what fails is counted and stays with us', async () => {
  const { journal, ReportingObserver } = stage();
  await turn();
  journal.write.mockImplementation(() => {
    throw new Error('ours');
  });
  const before = faultsSoFar();
  ReportingObserver.mock.calls[0]?.[0]([{ type: 'other', url: '', body: null }]);
  expect(faultsSoFar()).toBe(before + 1);
});

test('the undo disconnects, and before the start there is none; a browser without it has nothing to undo', async () => {
  const early = stage();
  early.undo();
  await turn();
  expect(early.observer.observe).not.toHaveBeenCalled();
  const { observer, undo } = stage();
  await turn();
  undo();
  expect(observer.observe).toHaveBeenCalledOnce();
  expect(observer.disconnect).toHaveBeenCalledOnce();
  const before = faultsSoFar();
  recordReports({ scope: {}, undos_: [() => undefined] } as unknown as Journal);
  await turn();
  expect(faultsSoFar()).toBe(before);
});
