import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, type Detail, type Entry, SERVICES, type Service } from '../log/index.ts';
import { shape } from './shape.ts';
import { strip, TREATMENTS } from './strip.ts';

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
          notification: { title: SECRET, silent: true, data: { id: 4711 }, tag: 'chat' },
          extensions: [{ method: 'waitUntil', at: 1, state: 'fulfilled', given: 'function' } as never],
          error: {
            name: 'SyntaxError',
            message: `Unexpected token 'A', "${SECRET}" is not valid JSON`,
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
      notification: { title: 'string(14)', silent: true, data: 'object(1)', tag: 'chat' },
      extensions: [{ method: 'waitUntil', at: 1, state: 'fulfilled', given: 'function' }],
      error: {
        name: 'SyntaxError',
        message: 'Unexpected token …, … is not valid JSON',
        stack: '    at https://example.com/sw.js:1:2',
      },
    });
    expect(stripped.metadata).toEqual({ Payload: 'string(14)', Status: 'Success' });
    expect(stripped.scriptURL).toBe('https://example.com/sw.js');
  });

  it.each([
    ['/chat/42?token=S3CRET', 'https://example.com/chat/42'],
    ['https://app.example/login?next=https://app.example/u?token=S3CRET', 'https://app.example/login'],
    ['https://app.example/x?at=12:30&token=S3CRET', 'https://app.example/x'],
    ['https://app.example/x?q=(a)b&token=S3CRET', 'https://app.example/x'],
    ['https://anna:S3CRET@app.example/x#S3CRET', 'https://app.example/x'],
    ['//app.example/x?S3CRET', 'https://app.example/x'],
    ['data:text/html,S3CRET', 'data:'],
    ['blob:https://app.example/S3CRET', 'blob:'],
  ])('leaves of the address %s origin and path', (url, bare) => {
    const { detail, metadata } = strip(entry('backgroundFetch', { url }, { URL: url }));
    expect([detail.url, metadata.URL]).toEqual([bare, bare]);
  });

  it('lets no amount, address or reply out', () => {
    const stripped = strip(
      entry(
        'paymentHandler',
        { payment: { total: { value: '12.34' }, amount: 12.34 }, amount: 12.34, reply: SECRET },
        { 'Total Value': '12.34', 'Address Line #1': SECRET, 'Method Name': 'https://pay.example/x' },
      ),
    );
    expect(JSON.stringify(stripped)).not.toMatch(/12\.34|Anna/);
    expect(stripped.metadata).toMatchObject({
      'Total Value': 'string(5)',
      'Method Name': 'https://pay.example/x',
    });
  });

  it('lets an app’s own message out as its length and a hash, by which equal ones group, or as it is if asked to', () => {
    const failing = (message: string, origin = 'https://example.com/') => ({
      ...entry('backgroundSync', { error: { name: 'HttpError', message } }),
      origin,
    });
    const { error } = strip(failing(SECRET)).detail;
    expect(error?.message).toMatch(/^text\(14\) #[0-9a-f]{14}$/);
    expect(error?.name).toMatch(/^text\(9\) #/);
    expect(strip(failing(SECRET)).detail.error).toEqual(error);
    expect(strip(failing('Anna owes 4712')).detail.error).not.toEqual(error);
    expect(strip(failing(SECRET), { salt: 'x' }).detail.error).not.toEqual(error);
    expect(strip(failing(SECRET), { messages: true }).detail.error?.message).toBe(SECRET);
  });

  it('cuts what a pattern of the app finds in what leaves as it is', () => {
    const mask = [/\d{4,}/, /anna/gi];
    const stripped = strip(
      {
        ...entry('notifications', { tag: 'Anna-4711', url: '/u/4711', action: 'x' }),
        instanceId: 'for-anna',
      },
      { mask },
    );
    expect(stripped).toMatchObject({
      instanceId: 'for-…',
      detail: { tag: '…-…', url: 'https://example.com/u/…', action: 'x' },
    });
  });

  it('lets out what names a push and its device as a hash, the sender’s own id, and never an endpoint', () => {
    const key = 'aZ09-_aZ09-_aZ09-_aZ09';
    const { detail } = strip(
      entry('pushMessaging', { messageKey: key, device: key, messageId: 'order-4711' }),
      { mask: [/\d{4}/] },
    );
    expect(detail).toEqual({ messageKey: key, device: key, messageId: 'order-…' });
    const endpoint = 'https://push.example/send/cap4b1l1ty-to-send:APA91b';
    fc.assert(
      fc.property(
        fc.constantFrom(...TREATMENTS.keys(), 'endpoint', 'subscription', 'unknown'),
        fc.constantFrom(...TREATMENTS.keys(), 'endpoint', 'unknown'),
        fc.constantFrom(endpoint, endpoint.slice(-23), `POST ${endpoint} failed`),
        (outer, inner, secret) => {
          // Addresses of pages and scripts, and what the app itself calls something.
          fc.pre(![outer, inner].some((name) => /^(open|url)$/.test(TREATMENTS.get(name) ?? '')));
          const made = [secret, { [inner]: secret }, [{ [inner]: secret }]].map((value) =>
            strip(entry('pushMessaging', { [outer]: value })),
          );
          expect(JSON.stringify(made)).not.toContain('APA91b');
        },
      ),
    );
  });

  describe('whatever stands in whichever member of whichever entry', () => {
    const S = 'S3CRET';
    const names = [...TREATMENTS.keys(), 'title', 'data', 'icons', 'text', 'reply', 'unknown'];
    const text = fc.constantFrom(
      S,
      `${S} is not defined`,
      `Failed to execute '${S}' on '${S}': ${S}`,
      `/x?${S}`,
      `?next=https://a.example/?t=${S}`,
      `https://${S}:${S}@a.example/b?at=12:30&t=${S}`,
      `https://a.example/(b)#${S}`,
      `data:,${S}`,
      `${S}\n    at ${S} (https://example.com/sw.js?${S}:1:2)\n${S}@https://example.com/a?${S}:3:4\n at ${S}:1:2`,
    );
    const value = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        text,
        fc.array(tie('tree'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...names, S), tie('tree'), { maxKeys: 3 }),
        fc.record({ name: text, message: text, stack: text }),
      ),
    })).tree;
    const events = SERVICES.flatMap((service) =>
      [...CATALOGUE[service].browser, ...CATALOGUE[service].own].map((event) => ({ service, event })),
    );
    const metadataNames = [
      'Payload',
      'Title',
      'URL',
      'Status',
      'Details',
      'Method Name',
      'Type',
      'Action Index',
      S,
    ];

    const entries = fc.record({
      seq: fc.constant(1),
      time: fc.constant(1),
      id: text,
      boot: text,
      span: text,
      parent: text,
      instanceId: text,
      metadata: fc.dictionary(fc.constantFrom(...metadataNames), text),
      detail: fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }),
      context: fc.constant('worker'),
      trusted: fc.constant(true),
      origin: fc.constant('https://example.com/'),
      storageKey: fc.constantFrom('https://example.com/', S),
      scope: fc.constantFrom('https://example.com/', `https://example.com/a/?${S}`, S),
      scriptURL: fc.constantFrom('', `https://example.com/sw.js?${S}`, S),
      more: text,
    });

    it.each(events)('no secret leaves with $event of $service', ({ service, event }) => {
      fc.assert(
        fc.property(entries, (made) => {
          const planted = { ...made, service, event } as unknown as Entry;
          // Only the closed list leaves as it is, and of that what no pattern finds.
          expect(JSON.stringify(strip(planted, { mask: [/S3CRET/] }))).not.toContain(S);
          const whole = strip(planted);
          const open = JSON.stringify({ ...whole, instanceId: '' }, (name, each) =>
            name === 'tag' || name === 'action' || name === 'messageId' ? '' : each,
          );
          expect(open).not.toContain(S);
        }),
        { numRuns: 25 },
      );
    });
  });

  it('takes time in proportion to the text', () => {
    const time = (length: number): number => {
      const texts = ['a', '://', '"', ' at ', '(:1', 'a.', '/', '?', "'", 'is '].map((each) =>
        each.repeat(length / each.length),
      );
      const started = performance.now();
      for (const each of texts)
        strip(
          entry('pushMessaging', {
            url: `/${each}`,
            tag: each,
            error: { name: each, message: each.slice(0, 1_000), stack: `${each}\n${each}:1:2` },
            reason: each,
          }),
        );
      return performance.now() - started;
    };
    time(1_000);
    expect(time(1_000_000)).toBeLessThan(1_500);
  });
});

describe('shape', () => {
  it('has kinds and sizes, and no names', () => {
    expect(shape({ a: { b: 1 }, c: 2 })).toBe('object(2)');
    expect([null, undefined, 1, true, 'ab', [1]].map(shape)).toEqual([
      null,
      undefined,
      'number',
      'boolean',
      'string(2)',
      'array(1)',
    ]);
  });
});
