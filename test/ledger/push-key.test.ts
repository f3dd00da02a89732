import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as sender from '../../server/src/send/index.ts';
import * as senders from '../../server/src/send/message-id.ts';
import * as devices from '../../sw-plugin/src/upload/message-id.ts';
import * as device from '../../sw-plugin/src/upload/push-key.ts';
import { VECTORS } from './push-key-vectors.ts';

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('the key of a push', () => {
  it.each(VECTORS)('is the same on both sides: $name', async ({ endpoint, salt, plaintext, ...made }) => {
    const bytes = bytesOf(plaintext);
    expect({
      device: sender.deviceOf(endpoint, salt),
      key: sender.keyOf(endpoint, salt, bytes),
    }).toEqual({ device: made.device, key: made.key });
    expect({
      device: await device.deviceOf(endpoint, salt),
      key: await device.keyOf(endpoint, salt, bytes.length ? bytes.buffer : undefined),
    }).toEqual({ device: made.device, key: made.key });
  });

  it.each(VECTORS)('is what openssl makes of it: $name', ({ endpoint, salt, plaintext, ...made }) => {
    const hash = (...parts: readonly (string | Uint8Array)[]): string =>
      execFileSync('openssl', ['dgst', '-sha256', '-binary'], {
        input: Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))),
      })
        .toString('base64url')
        .slice(0, 22);
    expect(hash(`offstage device\n${salt}\n${endpoint}`)).toBe(made.device);
    expect(hash(`offstage push\n${salt}\n${endpoint}\n`, bytesOf(plaintext))).toBe(made.key);
  });

  it('is the same on both sides for whatever there is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.webUrl(),
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 5_000 }),
        async (endpoint, salt, bytes) => {
          expect(await device.keyOf(endpoint, salt, Uint8Array.from(bytes).buffer)).toBe(
            sender.keyOf(endpoint, salt, bytes),
          );
          expect(await device.deviceOf(endpoint, salt)).toBe(sender.deviceOf(endpoint, salt));
        },
      ),
    );
  });
});

describe('the id that a sender has put into a payload', () => {
  const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  it.each<[string, string | undefined, unknown]>([
    ['a member of the payload', 'm-1', { offstage: 'm-1', title: 'Hello' }],
    ['the data of its notification', 'm-1', { notification: { data: { offstage: 'm-1' } } }],
    ['declarative', 'm-1', { web_push: 8030, notification: { title: 'x', data: { offstage: 'm-1' } } }],
    ['Firebase’s data', 'm-1', { data: { offstage: 'm-1' }, fcmMessageId: 'f-1' }],
    ['a trace', trace, { traceparent: trace }],
    ['a trace in the data', trace, { notification: { data: { traceparent: trace } } }],
    ['its own id before a trace', 'm-1', { traceparent: trace, data: { offstage: 'm-1' } }],
    ['Firebase', 'f-1', { from: '1', fcmMessageId: 'f-1', notification: { title: 'x' } }],
    ['OneSignal', 'o-1', { custom: { i: 'o-1' }, title: 'x' }],
    ['no trace', undefined, { traceparent: 'x' }],
    ['a number', undefined, { offstage: 4711 }],
    ['too long a one', undefined, { offstage: 'x'.repeat(129) }],
    ['null', undefined, null],
    ['a list', undefined, ['offstage']],
    [
      'null where data is looked for',
      undefined,
      { notification: null, data: null, custom: null, offstage: null },
    ],
    ['no JSON', undefined, undefined],
  ])('%s', (_, id, payload) => {
    const text = payload === undefined ? 'offstage {' : JSON.stringify(payload);
    expect(senders.messageIdOf(text)).toBe(id);
    expect(devices.messageIdOf(text)).toBe(id);
  });

  it('is the same on both sides for whatever there is', () => {
    const names = fc.constantFrom(
      'offstage',
      'traceparent',
      'fcmMessageId',
      'custom',
      'i',
      'notification',
      'data',
      'x',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>('id', '', trace, null, 1, []),
        fc.dictionary(names, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (payload) => {
        const text = JSON.stringify(payload);
        expect(devices.messageIdOf(text)).toBe(senders.messageIdOf(text));
      }),
      { numRuns: 500 },
    );
  });
});
