import type { Detail, Entry, Service } from '@offstage/sw-plugin/log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shape } from './shape.ts';
import { strip } from './strip.ts';

const SECRET = 'Anna owes 4711';
const entry = (service: Service, detail: Detail, metadata: Record<string, string> = {}): Entry => ({
  seq: 1,
  id: 'b-1',
  time: 1,
  service,
  event: 'x',
  instanceId: 'tag',
  metadata,
  detail,
  context: 'worker',
  boot: 'b',
  origin: 'https://example.com/',
  storageKey: 'https://example.com/',
  scope: 'https://example.com/',
  scriptURL: 'https://example.com/sw.js?user=7',
  trusted: true,
});

describe('strip', () => {
  it('keeps how it went, and turns payloads and texts into sizes and shapes', () => {
    const stripped = strip(
      entry(
        'pushMessaging',
        {
          phase: 'end',
          outcome: 'failed',
          duration: 12.5,
          payload: { bytes: 14, text: SECRET },
          notification: { title: SECRET, silent: true, data: { id: 4711 } },
          error: {
            name: 'SyntaxError',
            message: `"${SECRET}" is not valid JSON`,
            stack: `SyntaxError: ${SECRET}\n    at f (https://example.com/sw.js?v=2:1:2)`,
          },
        },
        { Payload: SECRET, Status: 'Success' },
      ),
    );
    expect(stripped.detail).toEqual({
      phase: 'end',
      outcome: 'failed',
      duration: 12.5,
      payload: { bytes: 14 },
      notification: { title: 'string(14)', silent: 'boolean', data: { id: 'number' } },
      error: {
        name: 'SyntaxError',
        message: '"…" is not valid JSON',
        stack: '    at f (https://example.com/sw.js:1:2)',
      },
    });
    expect(stripped.metadata).toEqual({ Payload: 'string(14)', Status: 'Success' });
    expect(stripped.scriptURL).toBe('https://example.com/sw.js');
  });

  it('keeps what a sync says of itself, without the query of an address in it', () => {
    const stripped = strip(
      entry('backgroundFetch', { options: { title: 'x' } }, { URL: 'https://example.com/f?token=1#2' }),
    );
    expect(stripped.metadata).toEqual({ URL: 'https://example.com/f' });
  });

  it('lets no amount, address or reply out', () => {
    const stripped = strip(
      entry(
        'paymentHandler',
        { payment: { total: { value: '12.34' }, amount: 12.34 }, amount: 12.34, reply: SECRET },
        { 'Total Value': '12.34', 'Address Line #1': SECRET, 'Method Name': 'https://pay.example' },
      ),
    );
    expect(JSON.stringify(stripped)).not.toMatch(/12\.34|Anna/);
    expect(stripped.metadata['Method Name']).toBe('https://pay.example');
  });

  it('lets nothing out of the members that hold contents, whatever is in them', () => {
    const nested = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        fc.constant(SECRET),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree'), { maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(
      fc.property(
        nested,
        fc.constantFrom('payload', 'notification', 'payment', 'reply', 'unknown'),
        (value, member) => {
          const stripped = strip(entry('notifications', { [member]: value }, { Title: SECRET }));
          expect(JSON.stringify(stripped)).not.toContain('Anna');
        },
      ),
    );
  });
});

describe('shape', () => {
  it('ends at its depth and width', () => {
    expect(shape({ a: { b: { c: { d: { e: 1 } } } } })).toEqual({ a: { b: { c: { d: 'object' } } } });
    expect(shape(Array.from({ length: 99 }, () => 1))).toHaveLength(30);
    expect(shape([null, undefined, 1, true, 'ab'])).toEqual([
      null,
      undefined,
      'number',
      'boolean',
      'string(2)',
    ]);
  });
});
