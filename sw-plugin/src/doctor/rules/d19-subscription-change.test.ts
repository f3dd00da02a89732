import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D19');

const subscription = { endpointHost: 'push.example' };

describe('D19, subscription changed', () => {
  it('speaks when nobody listens, and when nothing new comes of it', () => {
    const unheard = logbook();
    unheard.event('pushsubscriptionchange', { begins: { listeners: 0 } });
    expect(found(unheard)[0]?.title).toContain('no pushsubscriptionchange listener');
    const idle = logbook();
    idle.event('pushsubscriptionchange', {});
    expect(found(idle)[0]?.title).toContain('nobody renewed');
  });

  it('is silent when the handler subscribes again, or a page does later', () => {
    const worker = logbook();
    const change = worker.event('pushsubscriptionchange', { lasts: 90 });
    worker.call('pushManager.subscribe()', { parent: change.span, ends: { subscription } });
    expect(diagnose(worker.entries)).toEqual([]);
    const page = logbook();
    page.event('pushsubscriptionchange', {});
    page.write('Push subscription state', {
      after: 60_000,
      context: 'page',
      boot: 'p1',
      detail: { subscription },
    });
    expect(diagnose(page.entries)).toEqual([]);
  });

  it('is silent when the browser sent the new subscription along', () => {
    const log = logbook();
    log.event('pushsubscriptionchange', { begins: { subscription } });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
