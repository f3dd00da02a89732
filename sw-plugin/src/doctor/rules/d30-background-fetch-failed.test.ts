import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D30');

const completed = (type: string, reason?: string) =>
  ({
    service: 'backgroundFetch',
    instanceId: 'movie',
    metadata: { 'Event Type': type, ...(reason && { 'Failure Reason': reason }) },
  }) as const;

describe('D30, background fetch failed', () => {
  it('says for which reason, under all its names', () => {
    for (const reason of [
      'DOWNLOAD_TOTAL_EXCEEDED',
      'BackgroundFetchFailureReason::DOWNLOAD_TOTAL_EXCEEDED',
      'total-download-exceeded',
    ]) {
      const log = logbook();
      log.write('Background Fetch completed', completed('BackgroundFetchFailEvent', reason));
      expect(found(log)).toMatchObject([
        { title: 'A background fetch failed: download-total-exceeded', instanceId: 'movie' },
      ]);
    }
  });

  it('reads the reason from the registration', () => {
    const log = logbook();
    const detail = { fetch: { result: 'failure', failureReason: 'bad-status' } };
    log.write('Background Fetch completed', { ...completed('BackgroundFetchFailEvent'), detail });
    expect(found(log)[0]?.title).toContain('bad-status');
  });

  it('speaks of a fetch that could not be started', () => {
    const log = logbook();
    const error = { name: 'TypeError', message: 'This origin does not have permission to start a fetch.' };
    log.call('backgroundFetch.fetch()', { context: 'page', boot: 'p1', ends: { error } });
    expect(found(log)[0]?.cause).toContain('permission');
  });

  it('is silent about success, and about one that was aborted', () => {
    const log = logbook();
    log.write('Background Fetch completed', completed('BackgroundFetchSuccessEvent'));
    log.write('Background Fetch completed', completed('BackgroundFetchAbortEvent', 'CANCELLED_BY_DEVELOPER'));
    log.write('Background Fetch completed', completed('BackgroundFetchAbortEvent', 'CANCELLED_FROM_UI'));
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('names the request that failed, with its status', () => {
    const log = logbook();
    const at = { service: 'backgroundFetch', span: 'f1', instanceId: 'film' } as const;
    const metadata = { 'Event Type': 'BackgroundFetchFailEvent', 'Failure Reason': 'BAD_STATUS' };
    log.write('Background Fetch completed', { ...at, metadata, detail: { phase: 'start' } });
    for (const [index, status] of ['200', '404', '500'].entries())
      log.write('Request processing completed', {
        ...at,
        metadata: { URL: `https://app.example/${index}.mp4`, 'Response Status': status },
      });
    log.write('backgroundfetchfail event completed', { ...at, detail: { phase: 'end', outcome: 'ok' } });
    const [finding, ...others] = diagnose(log.entries);
    expect(others).toEqual([]);
    expect(finding?.cause).toContain('https://app.example/1.mp4 was answered with 404; 1 more failed.');
    expect(finding?.entries).toHaveLength(3);
  });
});
