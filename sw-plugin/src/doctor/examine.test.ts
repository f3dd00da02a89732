import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { examine } from './examine.ts';
import { logbook } from './logbook.ts';
import { whereItEnds } from './where-it-ends.ts';

describe('examine()', () => {
  it('says that nothing was checked of what is no log of a background service', () => {
    expect(examine([])).toEqual({ verdict: 'unchecked', why: 'empty', findings: [], checked: 0 });
    const reports = logbook();
    reports.write('Report observed', { service: 'reporting', context: 'page', boot: 'p1' });
    expect(examine(reports.entries)).toMatchObject({ verdict: 'unchecked', why: 'reports only' });
    const strangers = [
      null,
      {},
      { service: 'pushMessaging' },
      { timestamp: 1, service: 'push', event: 7 },
      'x',
    ];
    expect(examine(strangers as unknown as Entry[])).toMatchObject({
      verdict: 'unchecked',
      why: 'not a log',
    });
  });

  it('tells clean from found, and counts what was looked at', () => {
    const log = logbook();
    log.write('Report observed', { service: 'reporting', context: 'page', boot: 'p1' });
    log.event('sync', { instanceId: 'outbox' });
    expect(examine(log.entries)).toMatchObject({ verdict: 'clean', checked: 2, findings: [] });
    log.event('push', { begins: { listeners: 0 }, ends: { outcome: 'silent', shown: 0 } });
    expect(examine(log.entries).verdict).toBe('found');
  });

  it('says where what the log sees ends: “displayed” is no proof that anybody saw it', () => {
    const log = logbook();
    expect(whereItEnds(log.entries)).toEqual([]);
    log.call('showNotification()', {});
    expect(whereItEnds(log.entries).join()).toContain('may still hide it');
  });
});
