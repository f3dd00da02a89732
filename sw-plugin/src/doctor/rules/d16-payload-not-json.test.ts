import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D16');

const failed = (name: string, message: string) =>
  ({ outcome: 'failed', threw: true, shown: 1, error: { name, message } }) as const;

describe('D16, payload is not JSON', () => {
  it('speaks when the handler fails to parse the payload', () => {
    const log = logbook();
    log.event('push', {
      begins: { payload: { bytes: 5, text: 'hello' } },
      ends: failed('SyntaxError', `Unexpected token 'h', "hello" is not valid JSON`),
    });
    expect(found(log)).toMatchObject([{ severity: 'error' }]);
  });

  it('speaks of a push without payload, in the words of each engine', () => {
    for (const message of [
      "Cannot read properties of null (reading 'json')",
      'can\'t access property "json", event.data is null',
      "null is not an object (evaluating 'event.data.json')",
    ]) {
      const log = logbook();
      log.event('push', { ends: failed('TypeError', message) });
      expect(found(log)[0]?.title).toContain('without payload');
    }
  });

  it('is silent when the failure has another reason', () => {
    const log = logbook();
    log.event('push', {
      begins: { payload: { bytes: 2, text: '{}' } },
      ends: failed('SyntaxError', 'Unexpected token'),
    });
    log.event('push', {
      begins: { payload: { bytes: 5, text: 'hello' } },
      ends: failed('TypeError', 'Failed to fetch'),
    });
    log.event('push', { ends: failed('TypeError', 'foo is not a function') });
    expect(found(log)).toEqual([]);
  });

  it('is silent about plain text that the handler expects', () => {
    const log = logbook();
    log.event('push', { begins: { payload: { bytes: 5, text: 'hello' } }, ends: { shown: 1 } });
    expect(diagnose(log.entries)).toEqual([]);
  });
});
