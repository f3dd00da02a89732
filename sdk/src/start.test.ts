// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openLog, start } from './index.ts';

const violation = () =>
  document.dispatchEvent(
    Object.assign(new Event('securitypolicyviolation'), {
      documentURI: 'https://example.com/',
      effectiveDirective: 'img-src',
      blockedURI: 'https://evil.example/',
    }),
  );

describe('start', () => {
  let stop = (): void => {};
  afterEach(() => stop());

  it('never throws, and counts what kept it from starting', async () => {
    const broken = Object.defineProperty({}, 'worker', {
      enumerable: true,
      get() {
        throw new Error('broken');
      },
    });
    const offstage = start(broken);
    stop = offstage.stop;
    expect(offstage.faults).toBe(1);
    await expect(offstage.registration).resolves.toBeUndefined();
    await expect(offstage.log.read()).rejects.toMatchObject({ code: 'NO_LOG' });
  });

  it('writes the page’s reports into the log, which any client of it reads', async () => {
    const offstage = start();
    stop = offstage.stop;
    violation();
    const reader = openLog();
    await expect
      .poll(async () => (await reader.read()).filter((entry) => entry.service === 'reporting'))
      .toMatchObject([
        {
          event: 'Report observed',
          instanceId: 'csp-violation',
          context: 'page',
          detail: { report: { type: 'csp-violation', body: { effectiveDirective: 'img-src' } } },
        },
      ]);
    const [entry] = await reader.read({ limit: 1 });
    expect(entry).toMatchObject({ own: true, trusted: true, scope: '', metadata: {} });
    expect(offstage.log.state).not.toBe('no-log');
    reader.close();
  });

  it('opens the log for reading on the first use, and does not miss what came between a subscription and that', async () => {
    const offstage = start();
    stop = offstage.stop;
    const reader = openLog();
    const { length } = await reader.read();
    violation();
    await expect.poll(async () => (await reader.read()).length).toBe(length + 1);
    reader.close();
    const seen: string[] = [];
    offstage.log.subscribe((batch) => seen.push(...batch.map(({ event }) => event)));
    violation();
    expect(offstage.log.state).toBe('connecting');
    await expect.poll(() => seen).toEqual(['Report observed']);
  });

  it('is one start however often it is called, until it is stopped', () => {
    const first = start();
    expect(start()).toBe(first);
    first.stop();
    const second = start();
    stop = second.stop;
    expect(second).not.toBe(first);
  });

  it('resolves without a registration where there are no service workers', async () => {
    const offstage = start({ worker: '/sw.js' });
    stop = offstage.stop;
    expect(await offstage.registration).toBeUndefined();
    expect(offstage.faults).toBe(0);
  });

  it('writes what the browser still had to tell when it was stopped', async () => {
    const records: object[] = [];
    Object.assign(window, {
      ReportingObserver: class {
        observe() {}
        disconnect() {}
        takeRecords = () => records;
      },
    });
    const offstage = start();
    records.push({ type: 'deprecation', url: 'https://example.com/last', body: { id: 'Last' } });
    offstage.stop();
    Object.assign(window, { ReportingObserver: undefined });
    const reader = openLog();
    await expect
      .poll(async () => (await reader.read()).at(-1)?.detail.report)
      .toMatchObject({ url: 'https://example.com/last' });
    reader.close();
  });

  it('records a page once, whichever copies of the SDK are in it, and the other one when that is stopped', async () => {
    const first = start();
    const reader = openLog();
    const { length } = await reader.read();
    vi.resetModules();
    const second = (await import('./start.ts')).start();
    expect(second).not.toBe(first);
    const count = async () => (await reader.read()).length - length;
    violation();
    await expect.poll(count).toBeGreaterThan(0);
    // Whoever wrote the one before twice has done so when the next one is there.
    violation();
    await expect.poll(count).toBeGreaterThan(1);
    expect(await count()).toBe(2);
    expect(await second.log.read()).toHaveLength(length + 2);
    expect(second.faults).toBe(0);
    second.stop();
    first.stop();
    vi.resetModules();
    const third = (await import('./start.ts')).start();
    stop = third.stop;
    violation();
    await expect.poll(count).toBe(3);
    reader.close();
  });

  it('counts a part that fails, and starts the others all the same', async () => {
    const offstage = start({ upload: { url: 'http://[' } });
    stop = offstage.stop;
    violation();
    await expect.poll(async () => (await offstage.log.read()).at(-1)?.event).toBe('Report observed');
    await expect.poll(() => offstage.faults).toBe(1);
    stop();
    expect(start()).not.toBe(offstage);
    stop = start().stop;
  });
});
