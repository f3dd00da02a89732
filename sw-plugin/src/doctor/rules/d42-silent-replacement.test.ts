import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { Engine } from '../engine.ts';
import { type Logbook, logbook } from '../logbook.ts';

const told = ({ entries }: Logbook, engine: Engine = 'chromium') =>
  diagnose(entries, { engine }).map(({ rule }) => rule);

/** A push that shows a message under the tag of its conversation. */
function message(log: Logbook, body: string, options: object = {}): void {
  const push = log.event('push', { after: 9_000, lasts: 50, ends: { shown: 1 } });
  log.call('showNotification()', {
    parent: push.span,
    instanceId: 'chat-7',
    metadata: { Title: 'Ana', Body: body },
    begins: { notification: { title: 'Ana', body, tag: 'chat-7', ...options } },
  });
}

describe('D42, a replacement that does not alert', () => {
  it('says that the second message came in silence, and how to alert', () => {
    const log = logbook();
    message(log, 'Hi');
    message(log, 'Are you there?');
    expect(told(log)).toEqual(['D42']);
    const [finding] = diagnose(log.entries, { engine: 'chromium' });
    expect(finding).toMatchObject({ severity: 'info', instanceId: 'chat-7' });
    expect(finding?.cause).toContain('renotify: true');
  });

  it('is silent with renotify, about silent ones, about the same words once more, and in other engines', () => {
    for (const options of [{ renotify: true }, { silent: true }]) {
      const log = logbook();
      message(log, 'Hi');
      message(log, 'Are you there?', options);
      expect(told(log)).toEqual([]);
    }
    const same = logbook();
    message(same, 'Hi');
    message(same, 'Hi');
    expect(told(same)).toEqual([]);
    const firefox = logbook();
    message(firefox, 'Hi');
    message(firefox, 'Are you there?');
    expect(told(firefox, 'firefox')).toEqual([]);
  });

  it('is silent when the first had been closed or clicked', () => {
    for (const event of ['Notification closed', 'Notification clicked']) {
      const log = logbook();
      message(log, 'Hi');
      log.write(event, {
        service: 'notifications',
        instanceId: 'chat-7',
        after: 1_000,
        detail: { reason: 'user', type: 'x', phase: 'start', listeners: 1 },
        span: 'gone',
        trusted: false,
      });
      message(log, 'Are you there?');
      expect(told(log)).toEqual([]);
    }
  });

  it('is silent about a log that says nothing of the options, or only their shapes', () => {
    const log = logbook();
    message(log, 'Hi', { title: undefined });
    message(log, 'Are you there?', { title: undefined });
    expect(told(log)).toEqual([]);
    const stripped = logbook();
    for (const n of [3, 9]) {
      const push = stripped.event('push', { after: 9_000, lasts: 50, ends: { shown: 1 } });
      stripped.call('showNotification()', {
        parent: push.span,
        instanceId: 'chat-7',
        metadata: { Title: 'string(3)', Body: `string(${n})` },
        begins: { notification: { title: 'string(3)', body: `string(${n})` } },
      });
    }
    expect(told(stripped)).toEqual([]);
  });
});
