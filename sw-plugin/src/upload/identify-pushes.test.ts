import { beforeEach, describe, expect, it, vi } from 'vitest';
import { identifyPushes, type PushLike, type WriteEntry } from './identify-pushes.ts';
import { deviceOf, keyOf } from './push-key.ts';

const ENDPOINT = 'https://push.example/send/cap4b1l1ty';
const KEY = new Uint8Array([4, 251, 255, 190]).buffer;
const SALT = 'BPv_vg';

const dataOf = (text: string) => {
  const bytes = new TextEncoder().encode(text).buffer as ArrayBuffer;
  return { text: vi.fn(() => text), arrayBuffer: vi.fn(() => bytes.slice(0)) };
};
const push = (text?: string, more: Partial<PushLike> = {}): PushLike => ({
  type: 'push',
  data: text === undefined ? null : dataOf(text),
  ...more,
});

describe('identifyPushes', () => {
  let busy: boolean;
  let may: { salt?: string } | undefined;
  let subscription: object | null;
  const written = vi.fn<WriteEntry>();
  const details = () => written.mock.calls.map(([{ detail }]) => detail);
  const open = () =>
    identifyPushes({
      isBusy_: () => busy,
      may_: async () => may,
      subscription_: async () => subscription as PushSubscription | null,
    });

  beforeEach(() => {
    vi.useRealTimers();
    written.mockReset();
    busy = false;
    may = {};
    subscription = { endpoint: ENDPOINT, options: { applicationServerKey: KEY } };
  });

  it('writes key and device, salted with the VAPID public key, when nothing of the host is going on', async () => {
    const { add_: add, look_: look } = open();
    busy = true;
    const pushed = push('Hello');
    add(pushed, written);
    look();
    await new Promise(setImmediate);
    expect(pushed.data?.arrayBuffer).not.toHaveBeenCalled();
    busy = false;
    look();
    await expect.poll(() => written).toHaveBeenCalled();
    const bytes = dataOf('Hello').arrayBuffer();
    expect(written.mock.calls).toEqual([
      [
        {
          event: 'Push message identified',
          metadata: {},
          own: true,
          detail: {
            messageKey: await keyOf(ENDPOINT, SALT, bytes),
            device: await deviceOf(ENDPOINT, SALT),
          },
        },
      ],
    ]);
    expect(JSON.stringify(written.mock.calls)).not.toContain('cap4b1l1ty');
    look();
    await new Promise(setImmediate);
    expect(written).toHaveBeenCalledTimes(1);
  });

  it('takes the app’s own salt instead, and each push of several by itself', async () => {
    may = { salt: 'mine' };
    const { add_: add, look_: look } = open();
    for (const text of ['a', 'b', undefined]) add(push(text), written);
    look();
    await expect.poll(() => written).toHaveBeenCalledTimes(3);
    expect(details().map(({ messageKey }) => messageKey)).toEqual([
      await keyOf(ENDPOINT, 'mine', dataOf('a').arrayBuffer()),
      await keyOf(ENDPOINT, 'mine', dataOf('b').arrayBuffer()),
      await keyOf(ENDPOINT, 'mine'),
    ]);
  });

  it('does not wait for ever for a push whose promises hang', async () => {
    vi.useFakeTimers();
    vi.resetModules();
    // What is native is taken when the module is loaded.
    const { identifyPushes: fresh } = await import('./identify-pushes.ts');
    const { add_: add } = fresh({
      isBusy_: () => true,
      may_: async () => may,
      subscription_: async () => subscription as PushSubscription,
    });
    add(push('Hello'), written);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(written).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await expect.poll(() => written).toHaveBeenCalledTimes(1);
  });

  it('asks for no subscription, and reads nothing, where nothing may leave', async () => {
    may = undefined;
    const asked = vi.fn();
    const { add_: add, look_: look } = identifyPushes({
      isBusy_: () => false,
      may_: async () => may,
      subscription_: asked,
    });
    const pushed = push('{"offstage":"x"}');
    add(pushed, written);
    look();
    await new Promise(setImmediate);
    expect([asked.mock.calls.length, written.mock.calls.length]).toEqual([0, 0]);
    expect(pushed.data?.arrayBuffer).not.toHaveBeenCalled();
  });

  it.each<[string, PushLike, object]>([
    ['in the payload', push('{"offstage":"m-1"}'), { messageId: 'm-1', messageKey: expect.any(String) }],
    [
      'of a declarative push, whose bytes are not known',
      push(undefined, { notification: { data: { offstage: 'm-2' } } }),
      { messageId: 'm-2', device: expect.any(String) },
    ],
  ])('writes the sender’s own id %s', async (_, pushed, detail) => {
    const { add_: add, look_: look } = open();
    add(pushed, written);
    look();
    await expect.poll(() => written).toHaveBeenCalled();
    expect(details()).toMatchObject([detail]);
    expect('messageKey' in (details()[0] ?? {})).toBe(pushed.data !== null);
  });

  it('without a subscription: the id alone, and nothing where there is none', async () => {
    subscription = null;
    const { add_: add, look_: look } = open();
    for (const text of ['{}', '{"offstage":"m-1"}', 'x']) add(push(text), written);
    look();
    await expect.poll(() => written).toHaveBeenCalled();
    await new Promise(setImmediate);
    expect(details()).toEqual([{ messageId: 'm-1' }]);
  });

  it('names the device once where no push has, and not where there is no subscription', async () => {
    const { add_: add, look_: look, name_: name } = open();
    subscription = null;
    name(written);
    await new Promise(setImmediate);
    expect(written).not.toHaveBeenCalled();
    subscription = { endpoint: ENDPOINT, options: {} };
    for (let n = 0; n < 3; n += 1) {
      name(written);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const device = await deviceOf(ENDPOINT, '');
    expect(written.mock.calls.map(([{ event, detail }]) => [event, detail])).toEqual([
      ['Push device identified', { device }],
    ]);
    written.mockReset();
    const other = open();
    other.add_(push('Hello'), written);
    other.look_();
    await expect.poll(() => written).toHaveBeenCalled();
    other.name_(written);
    add(push('Hello'), written);
    look();
    await expect.poll(() => written).toHaveBeenCalledTimes(2);
    expect(written.mock.calls.map(([{ event }]) => event)).toEqual([
      'Push message identified',
      'Push message identified',
    ]);
  });

  it('what fails costs the key, and nobody hears of it', async () => {
    const { add_: add, look_: look } = open();
    const broken = push('x', {
      data: {
        text: () => 'x',
        arrayBuffer() {
          throw new Error('broken');
        },
      },
    });
    add(broken, written);
    add({ type: 'sync' }, written);
    look();
    await new Promise(setImmediate);
    add(push('y'), written);
    look();
    await expect.poll(() => written).toHaveBeenCalledTimes(1);
  });
});
