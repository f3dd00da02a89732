import { expect, test } from 'vitest';
import { subscriptionShape } from './subscription.ts';

test('of a subscription nothing is recorded by which somebody could send to it', () => {
  const subscription = {
    endpoint: 'https://user:pass@push.example/send/c4p4b1l1ty?token=s3cr3t#part',
    expirationTime: null,
    options: { userVisibleOnly: true, applicationServerKey: new Uint8Array([4, 251, 255, 190]).buffer },
    toJSON: () => ({ keys: { auth: 'auth', p256dh: 'p256dh' } }),
  } as unknown as PushSubscription;
  expect(subscriptionShape(subscription)).toEqual({
    endpointHost: 'push.example',
    applicationServerKey: 'BPv_vg',
  });
});
