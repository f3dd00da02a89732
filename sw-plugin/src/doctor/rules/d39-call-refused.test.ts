import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook) => diagnose(entries).map(({ rule, severity }) => `${rule} ${severity}`);
const found = ({ entries }: Logbook) => diagnose(entries).filter(({ rule }) => rule === 'D39');

const page = { context: 'page', boot: 'p1' } as const;
const aborted = { name: 'AbortError', message: 'Registration failed - push service error' };
const forbidden = {
  name: 'TypeError',
  message:
    "Failed to execute 'showNotification' on 'ServiceWorkerRegistration': No notification permission has been granted for this origin.",
};
const silent = { outcome: 'silent', shown: 0, visibleClients: 0 } as const;

describe('D39, a call was refused', () => {
  it('quotes the browser, says what that means and what to do', () => {
    const log = logbook();
    const call = log.call('pushManager.subscribe()', { ...page, ends: { error: aborted } });
    expect(found(log)).toMatchObject([{ severity: 'error', entries: [call.end?.id, call.start.id] }]);
    const [finding] = found(log);
    expect(finding?.title).toBe('pushManager.subscribe() was rejected with AbortError');
    expect(finding?.cause).toContain('AbortError: Registration failed - push service error');
    expect(finding?.fix).toContain('Brave');
    expect(told(log)).toEqual(['D39 error']);
  });

  it('tells one problem once, however often it happened, and two errors apart', () => {
    const log = logbook();
    for (let i = 0; i < 3; i++) log.call('pushManager.subscribe()', { ...page, ends: { error: aborted } });
    log.call('pushManager.subscribe()', {
      ...page,
      ends: { error: { name: 'NotAllowedError', message: 'Registration failed - permission denied' } },
    });
    expect(found(log).map(({ severity, count }) => [severity, count])).toEqual([
      ['error', 3],
      ['warning', 1],
    ]);
  });

  it('speaks of a constructor that threw', () => {
    const log = logbook();
    const error = {
      name: 'TypeError',
      message:
        "Failed to construct 'Notification': Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.",
    };
    const span = 'n1';
    const service = 'notifications';
    log.write('new Notification() called', { ...page, service, span, detail: { phase: 'start' } });
    log.write('new Notification() threw', {
      ...page,
      service,
      span,
      detail: { phase: 'end', outcome: 'failed', error },
    });
    expect(found(log)[0]).toMatchObject({ title: 'new Notification() threw TypeError', severity: 'error' });
    expect(found(log)[0]?.cause).toContain('Illegal constructor');
  });

  it('leaves a refused show to the rule about the push that then showed nothing, which names it as the cause', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 50, ends: silent });
    log.call('showNotification()', { parent: push.span, ends: { error: forbidden } });
    expect(told(log)).toEqual(['D1 error']);
    const [{ cause, fix } = {}] = diagnose(log.entries);
    expect(cause).toMatch(/showNotification\(\) was rejected with TypeError.*and the handler caught it/);
    expect(fix).toContain('requestPermission');
  });

  it('speaks for itself where the browser let the push pass', () => {
    const log = logbook();
    const push = log.event('push', { lasts: 50, ends: { ...silent, visibleClients: 1 } });
    log.call('showNotification()', { parent: push.span, ends: { error: forbidden } });
    expect(told(log)).toEqual(['D39 error']);
  });

  it('leaves what the event failed with to D6, which names the call', () => {
    const log = logbook();
    const extensions = [
      { method: 'waitUntil', at: 0, state: 'rejected', settled: 4, error: forbidden },
    ] as const;
    const click = log.event('notificationclick', {
      lasts: 50,
      ends: { outcome: 'failed', error: forbidden, extensions },
    });
    log.call('showNotification()', { parent: click.span, ends: { error: forbidden } });
    expect(told(log)).toEqual(['D6 error']);
    expect(diagnose(log.entries)[0]?.cause).toMatch(/^showNotification\(\) was rejected.*did not catch it/);
  });

  it('leaves refusals to the rules that are about them, and the network to the network', () => {
    const log = logbook();
    log.call('sync.register()', { ...page, ends: { error: { name: 'NotAllowedError', message: 'x' } } });
    log.call('register()', { ...page, ends: { error: { name: 'TypeError', message: 'x' } } });
    log.call('pushManager.subscribe()', {
      ...page,
      ends: {
        error: {
          name: 'InvalidStateError',
          message:
            'Registration failed - A subscription with a different application server key already exists.',
        },
      },
    });
    log.call('updateUI()', { ends: { error: { name: 'TypeError', message: 'Failed to fetch' } } });
    expect(found(log)).toEqual([]);
  });

  it('only mentions a refusal that the app caught, where another way worked', () => {
    const page = { context: 'page', boot: 'p1' } as const;
    const error = { name: 'TypeError', message: 'Illegal constructor.' };
    const refused = (log: Logbook): unknown =>
      log.write('new Notification() threw', {
        ...page,
        service: 'notifications',
        span: 'n',
        detail: { phase: 'end', outcome: 'failed', error },
      });
    const phone = logbook();
    refused(phone);
    phone.call('showNotification()', { ...page, after: 30 });
    expect(diagnose(phone.entries)).toMatchObject([{ rule: 'D39', severity: 'info' }]);
    // Later, it is another one.
    const later = logbook();
    refused(later);
    later.call('showNotification()', { ...page, after: 60_000 });
    expect(diagnose(later.entries)).toMatchObject([{ rule: 'D39', severity: 'error' }]);
  });
});
