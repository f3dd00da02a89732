import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule }) => rule);

/** A click that the first of `listeners` stops. */
function click(listeners: number, { action = '', opens = false } = {}): Logbook {
  const log = logbook();
  log.write('Worker started');
  const { span } = log.event('notificationclick', {
    lasts: 50,
    begins: { listeners, action },
    ends: { stopped: true },
  });
  log.write('Notification closed', {
    service: 'notifications',
    span: 'close',
    parent: span,
    detail: { reason: 'script' },
  });
  if (opens) log.call('clients.openWindow()', { parent: span });
  return log;
}

describe('D47, a click that was stopped', () => {
  it('says that the listeners behind did not run and no window came', () => {
    const log = click(2);
    expect(told(log)).toEqual(['D47']);
    expect(diagnose(log.entries)[0]).toMatchObject({ severity: 'warning' });
    expect(diagnose(log.entries)[0]?.cause).toMatch(
      /stopImmediatePropagation.*behind it did not run.*no window/,
    );
  });

  it('is silent where a window came, about buttons, and where nobody was behind', () => {
    expect(told(click(2, { opens: true }))).toEqual([]);
    expect(told(click(2, { action: 'later' }))).toEqual([]);
    expect(told(click(1))).toEqual([]);
  });

  it('is the cause of a push that showed nothing', () => {
    const log = logbook();
    log.event('push', {
      begins: { listeners: 2 },
      ends: { outcome: 'silent', shown: 0, visibleClients: 0, stopped: true },
    });
    expect(told(log)).toEqual(['D1']);
    expect(diagnose(log.entries)[0]?.cause).toContain('stopped the event');
  });
});
